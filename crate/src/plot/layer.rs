//! What a plot is made of: things in a plane, each with its meaning and its names. How they are drawn is not said here.

use super::contour::Level;
use super::curve::Curve;
use super::interval::Interval;
use super::role::Role;

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
