//! How far a bar takes a picture that was drawn for a few values: where scripts run it has all that lie between them too.

use crate::show::json::{self, List, Object};

/// What the bar under a picture changes.
#[derive(Clone)]
pub(in crate::plot) enum Reach {
    /// The sides of the regular polygons in it.
    Sides,
    /// Half the width of what is shown around this place.
    Width(f64, f64),
}

/// A reach, its name, and from which value it goes to which, by equal factors.
#[derive(Clone)]
pub(in crate::plot) struct Bar {
    pub name: String,
    pub from: f64,
    pub to: f64,
    pub reach: Reach,
}

impl Bar {
    /// The data of a picture, and of its bar.
    pub fn add_to(&self, data: &str) -> Option<String> {
        let bar = Object::new()
            .add("n", json::text(&self.name))
            .add("from", json::number(self.from))
            .add("to", json::number(self.to));
        let bar = match self.reach {
            Reach::Sides => bar,
            Reach::Width(x, y) => bar.add("about", List::of([x, y].map(json::number))),
        };
        data.strip_suffix('}').map(|data| format!("{data},\"v\":{}}}", bar.end()))
    }
}
