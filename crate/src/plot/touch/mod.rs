//! The road by which a picture can be touched.
//!
//! A picture is an `<img>` with an SVG in it, wherever it is shown. Where scripts run (in a cell that was run, on an exported
//! page) it also answers the pointer, the finger and the keys: the parts in `script` do that, one script for all pictures. Where they do
//! not, both the script and what calls it are taken out by the reader's program, and the image is what is left.
//!
//! 1. A picture carries its data in the attribute `data-touch` (see `data`), and says that it is there when it has loaded:
//!    it puts itself into the list `calculusTouch` of the page. The script, once it has run, deals with the list, and from then
//!    on with every picture at once. So it does not matter which of them the page shows first.
//! 2. The script is what [`touch`] shows: the last line of the cell that loads this library. Every other cell needs that one,
//!    so it has always run before, and it is stored once in a notebook.
//! 3. A page of JupyterLab may be loaded again while the kernel goes on: then the cell of the script has not run on this
//!    page, and its stored output is not trusted. So the script leaves a copy of itself with the page's origin, and a
//!    picture that finds none on the page takes that. It does so only on a page of Jupyter's own, where whoever can write
//!    there can do all that the script could.
//! 4. In a notebook that never calls [`touch`] each picture carries the script. The library knows by a flag for the
//!    process.

mod data;
mod elements;
mod graph;
mod place;
mod pulls;
mod reach;

use std::ops::Range;
use std::sync::atomic::{AtomicBool, Ordering};

use super::builder::Plot;
use super::clip::Rect;
use super::view::View;
use crate::show::{Rich, shown};
pub(super) use data::picture;
pub(super) use elements::Elements;
pub(super) use graph::graph;
pub(super) use reach::{Bar, Reach};

/// A picture with its data.
#[doc(hidden)]
#[derive(Clone, Debug)]
pub struct Touchable {
    /// The picture.
    pub svg: String,
    /// What the script needs to know of it.
    pub data: Option<String>,
}

/// Where one plot is in its picture, and which elements of the SVG are what.
pub(super) struct Place<'p> {
    pub plot: &'p Plot,
    pub view: View,
    pub frame: Rect,
    pub sheet: Rect,
    /// Its first element.
    pub begin: usize,
    pub grid: Range<usize>,
    pub elements: Elements,
    /// The element that comes after the marks.
    pub outline: usize,
    pub numbers: Range<usize>,
}

/// The parts in `script` without their comments, deflated, in base64: less than half as large. `node tests/touch/pack.js` makes it, and a
/// test there compares.
#[cfg(not(target_family = "wasm"))]
const PACKED: &str = include_str!("touch.packed");
#[cfg(not(target_family = "wasm"))]
const UNPACK: &str = "/* crate/src/plot/touch/script, packed */(packed=>new Response(new Blob([Uint8Array.from(atob(packed),\
c=>c.charCodeAt())]).stream().pipeThrough(new DecompressionStream('deflate-raw'))).text().then(source=>{\
if(document.getElementById('jupyter-config-data'))try{localStorage.calculusTouch=source}catch(e){}(0,eval)(source)}))";
/// Whether the script was given to the page by [`touch`].
static GIVEN: AtomicBool = AtomicBool::new(false);

/// Where scripts run, an image says that it has loaded; and on a page of Jupyter that was loaded again, it brings back the
/// script that the page had before.
pub(super) const LOADED: &str = "var w=window;if(!w.calculusTouch){w.calculusTouch=[];if(document.getElementById('jupyter-config-data'))\
try{w.eval(localStorage.calculusTouch)}catch(e){}}w.calculusTouch.push(this)";

/// The attributes of an image that can be touched.
pub(super) fn attributes(data: &str) -> String {
    format!("{} onload=\"{LOADED}\"", data_attribute(data))
}

/// The data alone, for an image that something else wakes.
pub(super) fn data_attribute(data: &str) -> String {
    format!(" data-touch='{}'", attribute(data))
}

/// The script, unless [`touch`] has given it to the page.
pub(super) fn script_unless_given() -> String {
    if GIVEN.load(Ordering::Relaxed) { String::new() } else { script() }
}

/// The script, packed, and what unpacks it and leaves a copy for the page when it is loaded again.
#[cfg(not(target_family = "wasm"))]
fn script() -> String {
    format!("<script>{UNPACK}(\"{PACKED}\")</script>")
}

/// A page that loads this library has the script already, which would be a twentieth of what it loads.
#[cfg(target_family = "wasm")]
fn script() -> String {
    String::new()
}

/// Makes the pictures of a notebook answer: a point follows the pointer along a curve, the wheel zooms, P and Q can be
/// pulled. It is the last line of a notebook's first cell, and shows a sentence.
///
/// ```
/// use calculus::prelude::*;
/// touch()
/// # ;
/// ```
///
/// Without it the pictures answer too, but each of them carries the script for that, of some 20 KB.
pub fn touch() -> Touch {
    GIVEN.store(true, Ordering::Relaxed);
    Touch(())
}

/// What [`touch`] gives.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Touch(());

const SENTENCE: &str = "Pictures answer once their cells have run: point at a curve, pull P and Q, zoom with the wheel or two \
                        fingers, and double-click to go back.";

impl Rich for Touch {
    fn text(&self) -> String {
        SENTENCE.into()
    }

    fn html(&self) -> Option<String> {
        Some(format!("<small>{SENTENCE}</small>{}", script()))
    }
}

shown!(Touch);

/// For an attribute in single quotes, which leave JSON's own as they are.
fn attribute(json: &str) -> String {
    json.replace('&', "&amp;").replace('\'', "&#39;").replace('<', "&lt;")
}
