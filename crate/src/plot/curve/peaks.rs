//! What lies hidden between two places: spikes, poles and corners, found by climbing where the curvature is much greater
//! than beside it.

use super::Point;
use super::measure::{Measure, SEEN};

/// The curvature of a smooth function grows by less from one step to the second next.
const PROMINENT: f64 = 6.0;
/// In noise there is no end of peaks. The most prominent come first.
const MOST: usize = 120;
/// Steps of a climb: each leaves 0.618 of the way, so that these come down to neighbouring f64.
const STEPS: usize = 90;
/// A pole still grows by more than this where f64 ends.
const STILL_GROWING: f64 = 1.15;

/// Adds the tops of peaks to `points`, which are in rising x, and poles as points of infinite height.
pub fn climbed(value: &dyn Fn(f64) -> f64, points: &[Point], measure: &Measure) -> Vec<Point> {
    let curvature: Vec<f64> = points.windows(3).map(curvature).collect();
    let at = |index: usize, offset: isize| {
        index.checked_add_signed(offset).and_then(|index| curvature.get(index)).copied().unwrap_or(0.0)
    };
    let prominence = |index: usize| {
        // A peak is felt by the three neighbouring steps that touch it.
        let beside = [-5, -4, 4, 5].map(|offset| at(index, offset)).into_iter().fold(0.0, f64::max);
        let greatest = (-3..=3).all(|offset| at(index, offset) <= curvature[index]);
        if greatest && curvature[index] > PROMINENT * beside { curvature[index] / beside } else { 0.0 }
    };
    let mut peaks: Vec<(usize, f64)> =
        (0..curvature.len()).map(|index| (index, prominence(index))).filter(|(_, much)| *much > 0.0).collect();
    peaks.sort_by(|a, b| b.1.total_cmp(&a.1));
    peaks.truncate(MOST);
    let tops = peaks.into_iter().filter_map(|(index, _)| {
        let around = &points[index.saturating_sub(2)..(index + 5).min(points.len())];
        top(value, around, measure)
    });
    let mut all: Vec<Point> = points.iter().copied().chain(tops).collect();
    all.sort_by(|a, b| a.0.total_cmp(&b.0));
    // A pole wins over a value at the same place.
    all.dedup_by(|next, kept| {
        let one = next.0 == kept.0;
        if one && next.1.is_infinite() {
            *kept = *next;
        }
        one
    });
    all
}

/// The second divided difference; 0 where rounding can explain it, or where there is no value.
fn curvature(points: &[Point]) -> f64 {
    let [a, b, c] = [points[0], points[1], points[2]];
    let bend = b.1 - (a.1 + (c.1 - a.1) * ((b.0 - a.0) / (c.0 - a.0)));
    let largest = a.1.abs().max(b.1.abs()).max(c.1.abs());
    let curvature = (bend / ((b.0 - a.0) * (c.0 - b.0))).abs();
    if curvature.is_finite() && bend.abs() > 1e-14 * largest { curvature } else { 0.0 }
}

/// Climbs from the highest of the points, as seen from the line through the first and the last of them.
fn top(value: &dyn Fn(f64) -> f64, around: &[Point], measure: &Measure) -> Option<Point> {
    let (first, last) = (around.first()?, around.last()?);
    let slope = (last.1 - first.1) / (last.0 - first.0);
    let height = |x: f64, y: f64| if y.is_finite() { (y - first.1 - slope * (x - first.0)).abs() } else { y.abs() };
    let look = |x: f64| (x, height(x, value(x)));
    let seen: Vec<Point> = around.iter().map(|(x, y)| (*x, height(*x, *y))).collect();
    let best = (1..seen.len() - 1).max_by(|a, b| seen[*a].1.total_cmp(&seen[*b].1))?;
    let [left, (x, high), right] = climb(&look, [seen[best - 1], seen[best], seen[best + 1]], STEPS);
    // Where f64 ends, or as near as the climb came to zero.
    let near = 4.0 * (right.0 - left.0).max(4.0 * f64::EPSILON * x.abs());
    let beside = look(x - near).1.max(look(x + near).1);
    if high.is_infinite() || measure.is_far(high) && (beside.is_nan() || high > STILL_GROWING * beside) {
        return Some((x, f64::INFINITY));
    }
    (high > SEEN * measure.scale).then(|| (x, value(x)))
}

/// Climbs between two places by golden sections; gives what it came to and what is on either side. Where there is no value,
/// there is no way.
pub fn climb(look: &dyn Fn(f64) -> Point, [mut left, mut middle, mut right]: [Point; 3], steps: usize) -> [Point; 3] {
    for _ in 0..steps {
        let to_left = middle.0 - left.0 > right.0 - middle.0;
        let x = if to_left { middle.0 - 0.382 * (middle.0 - left.0) } else { middle.0 + 0.382 * (right.0 - middle.0) };
        if x <= left.0 || x >= right.0 || x == middle.0 || middle.1.is_infinite() {
            break;
        }
        let there = look(x);
        match (there.1 >= middle.1, to_left) {
            (true, true) => (middle, right) = (there, middle),
            (true, false) => (left, middle) = (middle, there),
            (false, true) => left = there,
            (false, false) => right = there,
        }
    }
    [left, middle, right]
}
