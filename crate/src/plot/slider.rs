//! A slider over a parameter: one stored picture for each of its values, so that it works without a kernel.

use std::fmt::{self, Display};

use super::canvas::escaped;
use super::picture::{self, Picture};
use super::touch::{self, Bar, Reach, Touchable};
use crate::show::{Rich, shown};

/// Pictures for several values of a parameter, and a slider that chooses among them.
///
/// Where scripts do not run (in a notebook that the reader has not run himself, or on a code host) all pictures
/// stand in a table, each with its value.
#[derive(Clone)]
pub struct Slider {
    name: String,
    frames: Vec<Frame>,
    /// Whether the first picture has a bar of its own that takes it to every value.
    reaches: bool,
}

/// A picture and the value that it was made for.
#[derive(Clone)]
struct Frame {
    value: String,
    svg: String,
    /// For the script by which it can be touched.
    data: Option<String>,
    description: String,
}

/// Makes a picture for each value, and a slider called `name` that shows one of them at a time.
///
/// ```
/// use calculus::prelude::*;
/// slider("n", [6, 12, 24], |n| {
///     figure().equal_axes().circle((0.0, 0.0), 1.0).polygon(&regular_polygon_inside(n))
/// });
/// ```
///
/// All pictures are stored in the notebook, so choose a handful of values. Without a value the slider says so.
pub fn slider<Value: Display, Shown: Picture>(
    name: impl Into<String>,
    values: impl IntoIterator<Item = Value>,
    mut build: impl FnMut(Value) -> Shown,
) -> Slider {
    let frame = |value: Value| {
        let written = value.to_string();
        frame(written, &build(value))
    };
    Slider { name: name.into(), frames: values.into_iter().map(frame).collect(), reaches: false }
}

fn frame(value: String, picture: &dyn Picture) -> Frame {
    let Touchable { svg, data } = picture.touchable();
    Frame { value, svg, data, description: picture.describe() }
}

/// Runs when the first picture has loaded, where scripts run at all: puts one large picture and a slider in the place of all.
/// It finds everything from its own element upwards, so no two sliders can meet. The keys of the slider move nothing else.
/// A picture that has a bar of its own needs no slider.
const WAKE: &str = "var d=this.closest('.calculus-slider');if(!d.dataset.wakes){d.dataset.wakes=1;\
var p=[...d.querySelectorAll('td img')],t=d.querySelector('table'),l=document.createElement('label'),b=document.createElement('div');\
d.querySelector('small').style.display=t.style.display='none';\
l.innerHTML='<span style=display:inline-block;min-width:11em></span><input type=range min=0 step=1 value=0 style=width:300px;max-width:50% data-lm-suppress-shortcuts=true>';\
d.dataset.reaches?t.before(b):t.before(l,b);var s=l.lastChild,n=d.dataset.name;s.max=p.length-1;s.setAttribute('aria-label',n);\
s.oninput=function(){var i=p[s.value],c=i.cloneNode(),v=i.dataset.value;c.removeAttribute('onload');c.width=i.dataset.width;c.style.maxWidth='100%';\
c.onload=function(){c.onload=null;LOADED};\
b.replaceChildren(c);l.firstChild.textContent=n+' = '+v;s.setAttribute('aria-valuetext',v)};s.oninput()}";

impl Rich for Slider {
    fn text(&self) -> String {
        let Some(first) = self.frames.first() else { return self.nothing() };
        let values: Vec<&str> = self.frames.iter().map(|frame| frame.value.as_str()).collect();
        format!(
            "A slider over {} = {}. With {} = {}: {}",
            self.name,
            values.join(", "),
            self.name,
            first.value,
            first.description
        )
    }

    fn html(&self) -> Option<String> {
        if self.frames.is_empty() {
            return Some(format!("<p>{}</p>", escaped(&self.nothing())));
        }
        let name = escaped(&self.name);
        let reaches = if self.reaches { " data-reaches=\"1\"" } else { "" };
        // In the head of the table, so that no stripes run through the pictures.
        let mut html = format!(
            "<div class=\"calculus-slider\" data-name=\"{name}\"{reaches}><small>Run the cell to get a slider over {name}. Until then, these are \
             its pictures:</small>\n<table><thead>",
        );
        for (row, frames) in self.frames.chunks(2).enumerate() {
            html += "<tr>";
            for (column, frame) in frames.iter().enumerate() {
                let value = escaped(&frame.value);
                let wake = if (row, column) == (0, 0) {
                    format!(" onload=\"{}\"", escaped(&WAKE.replace("LOADED", touch::LOADED)))
                } else {
                    String::new()
                };
                let width = picture::width_of(&frame.svg);
                let data = frame.data.as_deref().map(touch::data_attribute).unwrap_or_default();
                let attributes = format!(" width=\"340\" data-width=\"{width}\" data-value=\"{value}\"{data}{wake}");
                let image = picture::image(&frame.svg, &frame.description, &attributes);
                html += &format!("<td style=\"text-align:center\">{name} = {value}<br>{image}</td>");
            }
            html += "</tr>\n";
        }
        Some(html + "</thead></table></div>" + &touch::script_unless_given())
    }
}

impl Slider {
    /// Pictures of regular polygons: where scripts run, the first of them has a bar for every number of sides.
    pub(crate) fn any_sides(self, from: usize, to: usize) -> Slider {
        self.reaching(from as f64, to as f64, Reach::Sides)
    }

    /// The same for a picture that can have any value where scripts run: its first picture has a bar.
    pub(super) fn reaching(mut self, from: f64, to: f64, reach: Reach) -> Slider {
        self.reaches = true;
        if let Some(first) = self.frames.first_mut() {
            let bar = Bar { name: self.name.clone(), from, to, reach };
            first.data = first.data.take().and_then(|data| bar.add_to(&data));
        }
        self
    }

    fn nothing(&self) -> String {
        format!("The slider over {} has no values. Give at least one, as in slider(\"n\", [6, 12, 24], …).", self.name)
    }
}

shown!(Slider);

impl fmt::Debug for Slider {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Slider({}, {} pictures)", self.name, self.frames.len())
    }
}
