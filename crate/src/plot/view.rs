//! Which part of the plane a plot shows, and where a number lies on an axis.

use super::builder::Plot;
use super::curve::{self, Curve};
use super::interval::Interval;
use super::layer::Mark;

/// A curve whose extreme values are so many times further away than its usual ones is shown without them.
const SPIKE: f64 = 50.0;
/// Free space at both ends of an axis, as a part of its length.
const PADDING: f64 = 0.06;

/// One axis: what it shows and how.
#[derive(Clone, Copy)]
pub(super) struct Axis {
    pub shown: Interval,
    pub log: bool,
}

impl Axis {
    /// Where `value` lies: 0 at the axis's beginning, 1 at its end, NaN where it has no place.
    pub fn place(self, value: f64) -> f64 {
        let at = |value: f64| if self.log { value.log10() } else { value };
        let place = (at(value) - at(self.shown.from)) / (at(self.shown.to) - at(self.shown.from));
        if place.is_finite() { place } else { f64::NAN }
    }
}

#[derive(Clone, Copy)]
pub(super) struct View {
    pub x: Axis,
    pub y: Axis,
}

/// The learner's window, or else one in which everything can be seen.
pub(super) fn of(plot: &Plot) -> View {
    let drawable = |(x, y): &(f64, f64)| (!plot.log_x || *x > 0.0) && (!plot.log_y || *y > 0.0);
    let corners: Vec<(f64, f64)> = plot.layers.iter().flat_map(|layer| corners(&layer.mark)).filter(drawable).collect();

    let wide = plot.layers.iter().filter_map(|layer| match &layer.mark {
        Mark::Curve(curve) => Some(curve.over),
        Mark::Contours(_, x, _) => Some(*x),
        _ => None,
    });
    let over = Interval::around(wide.flat_map(|over| [over.from, over.to]));
    let x = plot.x_window.unwrap_or_else(|| {
        let marks = Interval::around(corners.iter().map(|corner| corner.0));
        match (over, marks) {
            // A curve fills the width; marks beside it make the picture wider.
            (Some(over), Some(marks)) if over.contains(marks.from) && over.contains(marks.to) => over,
            (Some(over), Some(marks)) => padded(over.including(marks.from).including(marks.to), plot.log_x),
            (Some(over), None) => over,
            (None, Some(marks)) => padded(marks, plot.log_x),
            (None, None) => Interval { from: -10.0, to: 10.0 },
        }
    });
    let x = if plot.log_x { positive(x, plot.curves().flat_map(Curve::points).map(|point| point.0)) } else { x };

    let y = plot.y_window.unwrap_or_else(|| {
        let high = plot.layers.iter().filter_map(|layer| match &layer.mark {
            Mark::Contours(_, _, y) => Some(*y),
            _ => None,
        });
        // A map fills its frame.
        if let Some(high) = Interval::around(high.flat_map(|over| [over.from, over.to])) {
            return high;
        }
        let heights = plot.layers.iter().filter_map(|layer| match &layer.mark {
            Mark::Curve(curve) => heights(curve.on_axis(plot.log_x), x, plot.log_y),
            Mark::Area(curve) => heights(curve.on_axis(plot.log_x), x, plot.log_y).map(|seen| seen.including(0.0)),
            _ => None,
        });
        let ends: Vec<f64> = heights.flat_map(|seen| [seen.from, seen.to]).collect();
        let marks = corners.iter().filter(|corner| x.contains(corner.0)).map(|corner| corner.1);
        match Interval::around(ends.into_iter().chain(marks)) {
            // An area that stands on the axis stands on the frame.
            Some(all) if all.from == 0.0 && plot.layers.iter().any(|layer| stands(&layer.mark)) => {
                Interval { from: 0.0, ..padded(all, plot.log_y) }
            }
            Some(all) => padded(all, plot.log_y),
            None => Interval { from: -10.0, to: 10.0 },
        }
    });
    let y = if plot.log_y { positive(y, plot.curves().flat_map(Curve::points).map(|point| point.1)) } else { y };
    View { x: Axis { shown: x, log: plot.log_x }, y: Axis { shown: y, log: plot.log_y } }
}

impl Plot {
    /// How much of the x axis is seen, if that is known already.
    pub(crate) fn x_span(&self) -> Option<f64> {
        let known = self.x_window.is_some() || !self.layers.is_empty();
        known.then(|| of(self).x.shown.span())
    }

    /// Whether a point is in the picture, or so little below or above it that the picture can grow to hold it.
    pub(crate) fn has_room_for(&self, x: f64, y: f64) -> bool {
        let view = of(self);
        let (seen, more) = (view.y.shown, view.y.shown.span() / 3.0);
        let reach = Interval { from: seen.from - more, to: seen.to + more };
        view.x.shown.contains(x) && if self.y_window.is_some() { seen } else { reach }.contains(y)
    }
}

fn stands(mark: &Mark) -> bool {
    matches!(mark, Mark::Area(_) | Mark::Strips(..))
}

/// The points that must be seen. A line without ends has none: the picture need not grow to hold it.
fn corners(mark: &Mark) -> Vec<(f64, f64)> {
    match mark {
        Mark::Segment(a, b) | Mark::Arrow(a, b) => vec![*a, *b],
        Mark::Point(x, y) | Mark::OpenPoint(x, y) | Mark::Guides(x, y) | Mark::Text(x, y, _) => vec![(*x, *y)],
        Mark::Scatter(points) | Mark::Rings(points) | Mark::Path(points) | Mark::Polygon(points) => points.clone(),
        Mark::Steps(points) | Mark::Trail(points, _) | Mark::Smooth(points) | Mark::Outline(points) => points.clone(),
        Mark::Strips(over, heights) => {
            heights.iter().chain([&0.0]).flat_map(|y| [(over.from, *y), (over.to, *y)]).collect()
        }
        Mark::Circle((x, y), radius) => vec![(x - radius, y - radius), (x + radius, y + radius)],
        Mark::Curve(_) | Mark::Area(_) | Mark::Line(..) | Mark::Contours(..) | Mark::Nothing => vec![],
    }
}

/// The heights of a curve that should be seen: all of them, but where it runs off to a pole the usual ones.
fn heights(curve: &Curve, x: Interval, log: bool) -> Option<Interval> {
    let seen = |point: &(f64, f64)| x.contains(point.0) && (!log || point.1 > 0.0);
    let all = Interval::around(curve.points().filter(seen).map(|point| point.1))?;
    if log {
        return Some(all);
    }
    let usual = |places: &[(f64, f64)]| curve::usual(places.iter().copied().filter(seen).map(|point| point.1));
    let (even, uneven) = (usual(&curve.even), usual(&curve.uneven));
    // Of a wave that places at equal distances are in step with, they see nothing.
    let usual = even.filter(|even| uneven.is_none_or(|uneven| uneven.span() < 2.0 * even.span())).or(uneven);
    let Some(usual) = usual else { return Some(all) };
    // A step function that rests at one height nearly everywhere is no spike.
    let spike = usual.span() > 0.0 && all.span() > SPIKE * usual.span();
    if !(curve.unbounded || spike) {
        return Some(all);
    }
    let far = |distance: f64| distance > 3.0 * usual.span();
    let from = if far(usual.from - all.from) { usual.from } else { all.from };
    let to = if far(all.to - usual.to) { usual.to } else { all.to };
    Some(Interval { from, to })
}

fn padded(seen: Interval, log: bool) -> Interval {
    if log {
        let more = (seen.to / seen.from).powf(PADDING).max(1.2);
        return Interval { from: seen.from / more, to: seen.to * more };
    }
    let largest = seen.from.abs().max(seen.to.abs());
    // A constant: rounding alone must not be blown up to a curve.
    if seen.span() <= 1e-11 * largest || largest == 0.0 {
        let room = if largest == 0.0 { 1.0 } else { largest / 2.0 };
        return Interval { from: seen.from - room, to: seen.to + room };
    }
    let room = PADDING * seen.span();
    Interval { from: seen.from - room, to: seen.to + room }
}

/// A range for a logarithmic axis: it must begin above zero, at the smallest positive value there is.
fn positive(range: Interval, values: impl Iterator<Item = f64>) -> Interval {
    let to = if range.to > 0.0 { range.to } else { 1.0 };
    let smallest = values.filter(|value| *value > 0.0).fold(to, f64::min);
    let from = if range.from > 0.0 { range.from } else { smallest };
    if from < to { Interval { from, to } } else { Interval { from: to / 10.0, to } }
}

#[cfg(test)]
mod tests {
    use super::super::{figure, plot};
    use super::*;

    fn y_of(plot: Plot) -> Interval {
        of(&plot).y.shown
    }

    #[test]
    fn an_ordinary_curve_is_shown_whole() {
        let y = y_of(plot(|x| x * x + 2.0 * x + 2.0, -10.0..=10.0));
        assert!(y.from < 1.0 && y.to > 122.0 && y.to < 135.0, "{y:?}");
        let y = y_of(plot(f64::exp, -10.0..=10.0));
        assert!(y.to > 22026.0);
    }

    #[test]
    fn a_pole_does_not_flatten_the_rest() {
        for (y, most) in [
            (y_of(plot(|x| 25.0 / x, -10.0..=10.0)), 100.0),
            (y_of(plot(f64::tan, -5.0..=5.0)), 20.0),
            (y_of(plot(|x| 1.0 / ((x - 0.1234) * (x - 0.1234)), -10.0..=10.0)), 20.0),
        ] {
            assert!(y.to < most && y.to > 2.0, "{y:?}");
        }
    }

    #[test]
    fn a_constant_gets_a_window_around_it() {
        let y = y_of(plot(|_| 3.0, -1.0..=1.0));
        assert_eq!((y.from, y.to), (1.5, 4.5));
        let y = y_of(plot(|_| 0.0, -1.0..=1.0));
        assert_eq!((y.from, y.to), (-1.0, 1.0));
    }

    #[test]
    fn points_are_always_seen() {
        let view = of(&plot(|x| x, 0.0..=1.0).point(5.0, 37.0));
        assert!(view.x.shown.contains(5.0) && view.y.shown.contains(37.0));
        let view = of(&figure().log_y().scatter(&[(1.0, 1e-9), (2.0, 1e3), (3.0, -1.0)]));
        assert!(view.y.shown.from > 0.0 && view.y.shown.contains(1e-9));
    }
}
