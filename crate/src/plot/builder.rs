//! A plot as it is being put together: its frame. What is drawn inside is added in `marks`.

use std::fmt;
use std::sync::Arc;

use super::contour::Level;
use super::curve::Curve;
use super::interval::Interval;
use super::picture::{Picture, shown_as_picture};
use super::style::Role;
use super::ticks::number;
use super::{describe, layout, view};

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

/// One thing in the picture, with what it means and how it is called.
#[derive(Clone)]
pub(super) struct Layer {
    pub mark: Mark,
    pub role: Role,
    /// In the legend.
    pub name: Option<String>,
    /// Beside the thing itself.
    pub label: Option<String>,
}

/// What can be drawn. All coordinates are those of the axes.
#[derive(Clone)]
pub(super) enum Mark {
    Curve(Curve),
    /// Between a curve and y = 0.
    Area(Curve),
    /// A line without ends through two points.
    Line((f64, f64), (f64, f64)),
    Segment((f64, f64), (f64, f64)),
    Arrow((f64, f64), (f64, f64)),
    Point(f64, f64),
    OpenPoint(f64, f64),
    Guides(f64, f64),
    Scatter(Vec<(f64, f64)>),
    Path(Vec<(f64, f64)>),
    Polygon(Vec<(f64, f64)>),
    Circle((f64, f64), f64),
    /// Lines of equal height, over a rectangle of the plane.
    Contours(Vec<Level>, Interval, Interval),
    Text(f64, f64, String),
    /// Something that could not be drawn; a note says why. It keeps `.named` from naming its neighbour.
    Nothing,
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

    /// How much of the x axis is seen, if that is known already.
    pub(crate) fn x_span(&self) -> Option<f64> {
        let known = self.x_window.is_some() || !self.layers.is_empty();
        known.then(|| view::of(self).x.shown.span())
    }

    /// Whether a point is in the picture, or so little below or above it that the picture can grow to hold it.
    pub(crate) fn has_room_for(&self, x: f64, y: f64) -> bool {
        let view = view::of(self);
        let (seen, more) = (view.y.shown, view.y.shown.span() / 3.0);
        let reach = Interval { from: seen.from - more, to: seen.to + more };
        view.x.shown.contains(x) && if self.y_window.is_some() { seen } else { reach }.contains(y)
    }

    /// All sentences about what is not as it was asked for: those noted on the way, and those that depend on the
    /// finished picture.
    pub(super) fn warnings(&self) -> Vec<String> {
        let mut warnings = self.notes.clone();
        if self.layers.is_empty() && warnings.is_empty() {
            warnings.push("Nothing is drawn yet. Add something with .curve(…), .point(…) or .polygon(…).".into());
        }
        let window = view::of(self).x.shown;
        // So few places would show a bend as a corner.
        const FEWEST: usize = 40;
        let coarse = self.curves().find(|curve| {
            let inside = curve.even.iter().filter(|point| window.contains(point.0)).count();
            let overlap = curve.over.from < window.to && window.from < curve.over.to;
            overlap && curve.over.span() > 10.0 * window.span() && inside < FEWEST
        });
        if let Some(curve) = coarse {
            warnings.push(format!(
                "The curve was computed from x = {} to {}, too coarsely for this window. Give plot the small range, and \
                 use y_window for the height.",
                number(curve.over.from),
                number(curve.over.to)
            ));
        }
        warnings
    }
}

impl Picture for Plot {
    fn svg(&self) -> String {
        layout::single(self)
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
