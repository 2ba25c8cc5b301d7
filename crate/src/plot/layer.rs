//! What a plot is made of: things in a plane, each with its meaning and its names. How they are drawn is not said here.

use super::contour::Level;
use super::curve::Curve;
use super::interval::Interval;
use super::role::Role;
use std::sync::Arc;

/// Of a set of data with more points than these an even selection is shown, so that a notebook stays small.
pub(super) const MOST_DOTS: usize = 400;

/// One thing in the picture, with what it means and how it is called.
#[derive(Clone)]
pub(super) struct Layer {
    pub mark: Mark,
    pub role: Role,
    /// In the legend.
    pub name: Option<String>,
    /// Beside the thing itself.
    pub label: Option<String>,
    /// By which rule its points follow each other, so that they can be walked anew from another start.
    pub descent: Option<Arc<Descent>>,
}

/// A descent of the mean squared error of a line on these data.
pub(crate) struct Descent {
    pub xs: Vec<f64>,
    pub ys: Vec<f64>,
    pub rate: f64,
    /// Whether each step's gradient is added to those before it.
    pub adds_up: bool,
    pub steps: usize,
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
    /// Open rings around many points: what lies under them is seen.
    Rings(Vec<(f64, f64)>),
    Path(Vec<(f64, f64)>),
    /// A curve through points that lie close together, thin, and without dots.
    Smooth(Vec<(f64, f64)>),
    /// A thin line with corners, without dots, that only helps.
    Outline(Vec<(f64, f64)>),
    /// The steps of a method, each with its dot, however many there are.
    Steps(Vec<(f64, f64)>),
    /// The same in motion: as far as to the step with this index.
    Trail(Vec<(f64, f64)>, usize),
    /// Strips of equal width from y = 0 up to these heights.
    Strips(Interval, Vec<f64>),
    Polygon(Vec<(f64, f64)>),
    Circle((f64, f64), f64),
    /// Lines of equal height, over a rectangle of the plane.
    Contours(Vec<Level>, Interval, Interval),
    Text(f64, f64, String),
    /// Something that could not be drawn; a note says why. It keeps `.named` from naming its neighbour.
    Nothing,
}
