//! Pictures: a function goes in, a good picture comes out, without a setting.
//!
//! ```
//! use calculus::prelude::*;
//! plot(|x| x * x + 2.0 * x + 2.0, -10.0..=10.0); // the last value of a cell is shown under it
//! ```
//!
//! Everything else is added with a dot: titles, further curves, points, secants, areas.
//!
//! ```
//! use calculus::prelude::*;
//! let f = |x: f64| x * x + 2.0 * x + 2.0;
//! plot(f, 0.0..=6.0)
//!     .title("The secant through P and Q")
//!     .secant((2.0, f(2.0)), (5.0, f(5.0)))
//!     .point(2.0, f(2.0)).label("P")
//!     .point(5.0, f(5.0)).label("Q");
//! ```
//!
//! A curve breaks where its function has a pole, a jump or no value. A mistake in what is asked for never stops a
//! cell: the picture says in a sentence what is missing and what to do.
//!
//! A function is computed when it is handed over, so it may borrow what is around it, and the finished [`Plot`]
//! can be kept, cloned and changed in later cells.

mod add;
mod animation;
mod bezier;
mod builder;
mod canvas;
mod chance;
mod clip;
mod colour;
mod contour;
mod curve;
mod describe;
mod draw;
pub(crate) mod graph;
mod house;
mod interval;
mod labels;
mod layer;
mod layout;
mod marks;
mod names;
mod of_formula;
mod panels;
mod picture;
mod role;
mod shapes;
mod shown;
mod slider;
mod style;
mod ticks;
mod timeline;
mod touch;
mod tween;
mod view;
mod warnings;
mod zoom;

pub use animation::{Animation, animation};
pub use builder::Plot;
pub use graph::{Flow, Graph};
pub use house::{House, house};
pub use interval::Interval;
pub use panels::{Panels, panels, side_by_side};
pub use picture::Picture;
pub use role::Role;
pub use shapes::{regular_polygon_inside, regular_polygon_outside};
pub use slider::{Slider, slider};
pub use timeline::{Timeline, timeline};
pub use touch::{Touch, Touchable, touch};
pub use zoom::zoom;

pub(crate) use layer::Descent;
pub(crate) use ticks::number;

/// Draws the curve of `f` over a range of x. The window for y follows from the curve: all of an ordinary curve,
/// and of one with a pole the part in which it can be seen.
///
/// ```
/// use calculus::prelude::*;
/// plot(|x| 25.0 / x, -10.0..=10.0); // breaks at x = 0
/// ```
///
/// Where a function goes up and down faster than the picture can show, the band that it fills is drawn, with a note.
///
/// ```
/// use calculus::prelude::*;
/// assert!(plot(|x| (1000.0 * x).sin(), -10.0..=10.0).describe().contains("undersampled"));
/// ```
///
/// A range that is empty or has no end, and a function without any value, give a picture that says so.
pub fn plot(f: impl Fn(f64) -> f64, over: impl Into<Interval>) -> Plot {
    Plot::default().add_curve(&f, Some(over.into()))
}

/// An empty picture, for shapes and data. Its window follows from what is added.
///
/// ```
/// use calculus::prelude::*;
/// figure().equal_axes().circle((0.0, 0.0), 1.0).polygon(&regular_polygon_inside(6));
/// ```
pub fn figure() -> Plot {
    Plot::default()
}
