//! Where a curve jumps, a circle on each side says which of the two belongs to it.

use super::{Break, BreakKind, Point};
use crate::plot::ticks;

/// More jumps than these are too close together for circles.
const MOST: usize = 40;
/// A smaller step than this, as a part of the usual spread, is no jump but a hole.
const JUMP: f64 = 8e-3;

/// The end of a piece at a jump, or the value in the middle of one.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(in crate::plot) struct End {
    pub at: Point,
    /// Whether the point belongs to the curve.
    pub closed: bool,
}

/// The circles of all jumps. A break is known to lie between two numbers; the roundest one there is taken for its place.
pub fn ends(value: &dyn Fn(f64) -> f64, pieces: &[Vec<Point>], breaks: &[Break], scale: f64) -> Vec<End> {
    let beside = |gap: &&Break| matches!(gap.kind, BreakKind::Jump | BreakKind::Hole);
    let jumps: Vec<(Point, Point)> = breaks
        .iter()
        .filter(beside)
        .filter_map(|gap| {
            let left = pieces.iter().filter_map(|piece| piece.last()).rfind(|end| end.0 <= gap.from)?;
            let right = pieces.iter().filter_map(|piece| piece.first()).find(|start| start.0 >= gap.to)?;
            let place = ticks::roundest(gap.from, gap.to);
            ((left.1 - right.1).abs() > JUMP * scale).then_some(((place, left.1), (place, right.1)))
        })
        .collect();
    if jumps.len() > MOST {
        return vec![];
    }
    let circles = |(left, right): (Point, Point)| {
        let here = value(left.0);
        let is_there = |end: &Point| (end.1 - here).abs() < 0.01 * (left.1 - right.1).abs();
        let sides = [left, right].map(|at| End { at, closed: is_there(&at) });
        let alone = here.is_finite() && sides.iter().all(|side| !side.closed);
        sides.into_iter().chain(alone.then_some(End { at: (left.0, here), closed: true }))
    };
    jumps.into_iter().flat_map(circles).collect()
}
