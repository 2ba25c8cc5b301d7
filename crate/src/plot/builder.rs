//! A plot as it is being put together: its frame, and what is in it. All of it is data; what it looks like is the
//! business of `view`, `layout` and `draw`, which know a plot while it knows nothing of them.

use std::sync::Arc;

use super::curve::Curve;
use super::interval::Interval;
use super::layer::{Layer, Mark};

/// A picture in a frame with two axes. [`plot`](super::plot) and [`figure`](super::figure) begin one; every method
/// gives a new one with something more and leaves this one as it was, so that a plot in a variable is there to be used
/// again. Making another costs little: both share what is drawn.
///
/// ```
/// use calculus::prelude::*;
/// let parabola = plot(|x| x * x, -2.0..=2.0);
/// let with_tangent = parabola.tangent(|x| x * x, 1.0);
/// panels([&parabola, &with_tangent]);
/// ```
#[derive(Clone)]
pub struct Plot {
    pub(super) title: Option<String>,
    pub(super) x_name: String,
    pub(super) y_name: String,
    pub(super) x_window: Option<Interval>,
    pub(super) y_window: Option<Interval>,
    pub(super) equal_axes: bool,
    pub(super) axes: bool,
    pub(super) log_x: bool,
    pub(super) log_y: bool,
    /// Shared with the pictures that this one was made from.
    pub(super) layers: Vec<Arc<Layer>>,
    /// Sentences about what could not be drawn as it was asked for.
    pub(super) notes: Vec<String>,
}

impl Default for Plot {
    fn default() -> Self {
        Plot {
            title: None,
            x_name: "x".into(),
            y_name: "y".into(),
            x_window: None,
            y_window: None,
            equal_axes: false,
            axes: true,
            log_x: false,
            log_y: false,
            layers: vec![],
            notes: vec![],
        }
    }
}

impl Plot {
    /// Writes a title above the picture.
    ///
    /// ```
    /// # use calculus::prelude::*;
    /// plot(f64::sin, 0.0..=6.3).title("A wave");
    /// ```
    pub fn title(&self, title: impl Into<String>) -> Plot {
        self.with(|plot| plot.title = Some(title.into()))
    }

    /// Names the horizontal axis; say the unit too. It is called x otherwise. An empty name is not written.
    ///
    /// ```
    /// # use calculus::prelude::*;
    /// plot(|t| 5.0 * t * t, 0.0..=10.0).x_name("time (s)").y_name("distance (m)");
    /// ```
    pub fn x_name(&self, name: impl Into<String>) -> Plot {
        self.with(|plot| plot.x_name = name.into())
    }

    /// Names the vertical axis; say the unit too. It is called y otherwise. An empty name is not written.
    ///
    /// ```
    /// # use calculus::prelude::*;
    /// plot(|t| 5.0 * t * t, 0.0..=10.0).y_name("distance (m)");
    /// ```
    pub fn y_name(&self, name: impl Into<String>) -> Plot {
        self.with(|plot| plot.y_name = name.into())
    }

    /// Shows exactly this part of the plane, as through a window. A curve is computed when it is added, over
    /// the range that it was given; to look closely at a small part of it, give [`plot`](super::plot) the small
    /// range and use [`y_window`](Plot::y_window).
    ///
    /// ```
    /// # use calculus::prelude::*;
    /// plot(|x| 25.0 / x, -10.0..=10.0).window(-5.0..=5.0, -100.0..=100.0);
    /// ```
    ///
    /// A range that is empty or has no end is not used, and the picture says so.
    pub fn window(&self, x: impl Into<Interval>, y: impl Into<Interval>) -> Plot {
        self.with(|plot| plot.x_window = x.into().checked("window, x", &mut plot.notes).or(plot.x_window)).y_window(y)
    }

    /// Shows exactly this range of y.
    ///
    /// ```
    /// # use calculus::prelude::*;
    /// plot(f64::tan, -5.0..=5.0).y_window(-10.0..=10.0);
    /// ```
    ///
    /// A range that is empty or has no end is not used, and the picture says so.
    pub fn y_window(&self, y: impl Into<Interval>) -> Plot {
        self.with(|plot| plot.y_window = y.into().checked("window, y", &mut plot.notes).or(plot.y_window))
    }

    /// Gives one step in x and one step in y the same length, so that circles are round and a slope of 1 rises
    /// at 45°.
    ///
    /// ```
    /// # use calculus::prelude::*;
    /// figure().equal_axes().circle((0.0, 0.0), 1.0);
    /// ```
    pub fn equal_axes(&self) -> Plot {
        self.with(|plot| plot.equal_axes = true)
    }

    /// Leaves out the axes, the grid and the numbers: for shapes whose position says nothing.
    ///
    /// ```
    /// # use calculus::prelude::*;
    /// figure().without_axes().polygon(&[(0.0, 0.0), (4.0, 0.0), (1.0, 2.0)]).label("½gh");
    /// ```
    pub fn without_axes(&self) -> Plot {
        self.with(|plot| plot.axes = false)
    }

    /// Divides the horizontal axis by powers of ten. What is zero or negative has no place on it and is left out.
    ///
    /// ```
    /// # use calculus::prelude::*;
    /// figure().log_x().log_y().path(&[(1e-1, 1e-2), (1e-3, 1e-6)]);
    /// ```
    pub fn log_x(&self) -> Plot {
        self.with(|plot| plot.log_x = true)
    }

    /// Divides the vertical axis by powers of ten. What is zero or negative has no place on it and is left out.
    ///
    /// ```
    /// # use calculus::prelude::*;
    /// plot(f64::exp, 0.0..=10.0).log_y(); // a straight line
    /// ```
    pub fn log_y(&self) -> Plot {
        self.with(|plot| plot.log_y = true)
    }
}

impl Plot {
    /// The same picture with something changed.
    pub(super) fn with(&self, change: impl FnOnce(&mut Plot)) -> Plot {
        let mut changed = self.clone();
        change(&mut changed);
        changed
    }

    /// Adds a sentence about what could not be drawn.
    pub(crate) fn noted(&self, sentence: &str) -> Plot {
        self.with(|plot| plot.notes.push(sentence.into()))
    }

    pub(super) fn curves(&self) -> impl Iterator<Item = &Curve> {
        self.layers.iter().filter_map(|layer| match &layer.mark {
            Mark::Curve(curve) => Some(curve.on_axis(self.log_x)),
            _ => None,
        })
    }
}
