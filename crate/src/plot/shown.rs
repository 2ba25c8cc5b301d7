//! A plot as a picture.

use std::fmt;

use super::builder::Plot;
use super::picture::{Picture, shown_as_picture};
use super::touch::Touchable;
use super::{describe, layout};

impl Picture for Plot {
    fn svg(&self) -> String {
        self.touchable().svg
    }

    fn touchable(&self) -> Touchable {
        layout::single(self, &self.describe())
    }

    fn describe(&self) -> String {
        describe::plot(self)
    }
}

shown_as_picture!(Plot);

impl fmt::Debug for Plot {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let title = self.title.as_deref().unwrap_or("untitled");
        write!(f, "Plot({title}, {} things drawn)", self.layers.len())
    }
}
