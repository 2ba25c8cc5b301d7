//! A slider over a parameter: one stored picture for each of its values, so that it works without a kernel.

use std::fmt::{self, Display};

use super::canvas::escaped;
use super::picture::{self, Picture};
use crate::show::{Rich, shown};

/// Pictures for several values of a parameter, and a slider that chooses among them.
///
/// Where scripts do not run (in a notebook that the reader has not run himself, or on a code host) all pictures
/// stand in a table, each with its value.
#[derive(Clone)]
pub struct Slider {
    name: String,
    frames: Vec<Frame>,
}

/// A picture and the value that it was made for.
#[derive(Clone)]
struct Frame {
    value: String,
    svg: String,
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
    Slider { name: name.into(), frames: values.into_iter().map(frame).collect() }
}

fn frame(value: String, picture: &dyn Picture) -> Frame {
    Frame { value, svg: picture.svg(), description: picture.describe() }
}

/// Runs when the first picture has loaded, where scripts run at all: puts one large picture in the table's place
/// and wakes the slider. It finds everything from its own element upwards, so no two sliders can meet.
const WAKE: &str = "var t=this.closest('table'),d=t.parentNode,s=d.querySelector('input');\
if(s&amp;&amp;s.disabled){var b=document.createElement('img');b.style.maxWidth='100%';b.style.display='block';s.style.width='300px';\
t.before(b);t.style.display='none';d.querySelector('small').style.display='none';\
s.disabled=false;s.parentNode.hidden=false;s.oninput()}";

/// Runs when the slider moves: shows the picture that belongs to its place, and writes the value.
const MOVE: &str = "var d=this.closest('div'),i=d.querySelectorAll('td img')[this.value],\
b=d.querySelector('img'),v=i.dataset.value;b.src=i.src;b.alt=i.alt;b.width=i.dataset.width;\
d.querySelector('output').textContent=v;this.setAttribute('aria-valuetext',v)";

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
        let Some(first) = self.frames.first() else { return Some(format!("<p>{}</p>", escaped(&self.nothing()))) };
        let name = escaped(&self.name);
        // A dead slider is hidden, and disabled in case the reader's program does not know `hidden`.
        let mut html = format!(
            "<div><label hidden>{name} = <output>{}</output> <input type=\"range\" min=\"0\" max=\"{}\" step=\"1\" value=\"0\" \
             aria-label=\"{name}\" aria-valuetext=\"{}\" disabled oninput=\"{MOVE}\"></label> \
             <small>Run the cell to get a slider over {name}. Until then, these are its pictures:</small>\n<table>",
            escaped(&first.value),
            self.frames.len() - 1,
            escaped(&first.value)
        );
        for (row, frames) in self.frames.chunks(2).enumerate() {
            html += "<tr>";
            for (column, frame) in frames.iter().enumerate() {
                let value = escaped(&frame.value);
                let wake = if (row, column) == (0, 0) { format!(" onload=\"{WAKE}\"") } else { String::new() };
                let width = picture::width_of(&frame.svg);
                let attributes = format!(" width=\"340\" data-width=\"{width}\" data-value=\"{value}\"{wake}");
                let image = picture::image(&frame.svg, &frame.description, &attributes);
                html += &format!("<td style=\"text-align:center\">{name} = {value}<br>{image}</td>");
            }
            html += "</tr>\n";
        }
        Some(html + "</table></div>")
    }
}

impl Slider {
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
