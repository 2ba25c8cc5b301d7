//! A line of many points becomes a few Bézier curves that go through the same places (P. J. Schneider, *An algorithm for
//! automatically fitting digitized curves*, Graphics Gems, 1990): smooth at any size, and a tenth of the numbers.

use super::clip;

type Point = (f64, f64);

/// A cubic from where the one before it ends: its two control points, and its own end.
pub(super) type Cubic = [Point; 3];

/// Sharper turns than this, in radians, are corners and stay corners.
const CORNER: f64 = 0.35;
/// What is nearer to a line than this is not seen to be beside it, in pixels.
const EXACT: f64 = 0.02;
/// No two neighbouring points are further apart, so that a curve between them cannot leave the line unseen.
const APART: f64 = 6.0;
/// Along so many pixels an end's direction is measured.
const ALONG: f64 = 1.5;

/// The curves through these points, none of which is further away than `tolerance`, in pixels; `None` where so many would
/// be needed that a line from point to point is shorter.
pub(super) fn through(points: &[Point], tolerance: f64) -> Option<Vec<Cubic>> {
    let sparse = clip::simplified(points, EXACT);
    let mut curves = vec![];
    let mut start = 0;
    for index in 1..sparse.len() {
        if index + 1 == sparse.len() || turn(sparse[index - 1], sparse[index], sparse[index + 1]) > CORNER {
            smooth(&filled(&sparse[start..=index]), tolerance, &mut curves);
            start = index;
        }
    }
    // A cubic is written with three points.
    (3 * curves.len() <= clip::simplified(points, tolerance).len().max(6)).then_some(curves)
}

/// The change of direction at a point.
fn turn(before: Point, at: Point, after: Point) -> f64 {
    let (one, other) = (direction(before, at), direction(at, after));
    (one.0 * other.1 - one.1 * other.0).atan2(one.0 * other.0 + one.1 * other.1).abs()
}

/// The same line with points between those that are far apart.
fn filled(points: &[Point]) -> Vec<Point> {
    let mut all = vec![points[0]];
    for pair in points.windows(2) {
        let parts = (distance(pair[0], pair[1]) / APART).ceil().max(1.0);
        all.extend((1..=parts as usize).map(|part| between(pair[0], pair[1], part as f64 / parts)));
    }
    all
}

fn smooth(points: &[Point], tolerance: f64, curves: &mut Vec<Cubic>) {
    let backwards: Vec<Point> = points.iter().rev().copied().collect();
    fit(points, leaving(points), leaving(&backwards), tolerance, curves);
}

/// The direction in which a line leaves its first point: that of a parabola through it and two points further on.
fn leaving(points: &[Point]) -> Point {
    let first = points[0];
    let at = |way: f64| points.iter().copied().find(|point| distance(first, *point) >= way);
    let (Some(near), Some(far)) = (at(ALONG), at(2.0 * ALONG)) else {
        return direction(first, points[points.len() - 1]);
    };
    let (a, b) = (distance(first, near), distance(first, near) + distance(near, far));
    if b <= a {
        return direction(first, near);
    }
    let along = |first: f64, near: f64, far: f64| ((near - first) * b / a - (far - first) * a / b) / (b - a);
    unit((along(first.0, near.0, far.0), along(first.1, near.1, far.1)))
}

fn fit(points: &[Point], from: Point, to: Point, tolerance: f64, curves: &mut Vec<Cubic>) {
    let mut places = chords(points);
    for _ in 0..12 {
        let curve = best(points, &places, from, to);
        let (_, miss) = furthest(points, &places, points[0], curve);
        if miss <= tolerance || points.len() < 3 {
            curves.push(curve);
            return;
        }
        if miss > 20.0 * tolerance {
            break;
        }
        for (place, point) in places.iter_mut().zip(points) {
            *place = nearer(*place, *point, points[0], curve);
        }
    }
    let curve = best(points, &places, from, to);
    let (worst, _) = furthest(points, &places, points[0], curve);
    let middle = worst.clamp(1, points.len() - 2);
    let (before, after) = (points[middle - 1], points[middle + 1]);
    let along = direction(before, after);
    fit(&points[..=middle], from, (-along.0, -along.1), tolerance, curves);
    fit(&points[middle..], along, to, tolerance, curves);
}

/// How far along the line each point is, from 0 to 1.
fn chords(points: &[Point]) -> Vec<f64> {
    let mut ways = vec![0.0];
    for pair in points.windows(2) {
        ways.push(ways[ways.len() - 1] + distance(pair[0], pair[1]));
    }
    let whole = ways[ways.len() - 1].max(f64::MIN_POSITIVE);
    ways.iter().map(|way| way / whole).collect()
}

/// The cubic with these directions at its ends that is nearest to the points, by least squares.
fn best(points: &[Point], places: &[f64], from: Point, to: Point) -> Cubic {
    let (first, last) = (points[0], points[points.len() - 1]);
    let (mut c00, mut c01, mut c11, mut x0, mut x1) = (0.0, 0.0, 0.0, 0.0, 0.0);
    for (point, t) in points.iter().zip(places) {
        let s = 1.0 - t;
        let (b0, b1, b2, b3) = (s * s * s, 3.0 * t * s * s, 3.0 * t * t * s, t * t * t);
        let (a0, a1) = ((b1 * from.0, b1 * from.1), (b2 * to.0, b2 * to.1));
        let rest =
            (point.0 - (b0 + b1) * first.0 - (b2 + b3) * last.0, point.1 - (b0 + b1) * first.1 - (b2 + b3) * last.1);
        c00 += a0.0 * a0.0 + a0.1 * a0.1;
        c01 += a0.0 * a1.0 + a0.1 * a1.1;
        c11 += a1.0 * a1.0 + a1.1 * a1.1;
        x0 += a0.0 * rest.0 + a0.1 * rest.1;
        x1 += a1.0 * rest.0 + a1.1 * rest.1;
    }
    let whole = distance(first, last);
    let divisor = c00 * c11 - c01 * c01;
    let arms = ((x0 * c11 - x1 * c01) / divisor, (c00 * x1 - c01 * x0) / divisor);
    // Where there are too few points to tell, or they mislead.
    let usable = |arm: f64| arm.is_finite() && (1e-6 * whole..3.0 * whole + 1.0).contains(&arm);
    let arms = if usable(arms.0) && usable(arms.1) { arms } else { (whole / 3.0, whole / 3.0) };
    [(first.0 + arms.0 * from.0, first.1 + arms.0 * from.1), (last.0 + arms.1 * to.0, last.1 + arms.1 * to.1), last]
}

/// Where a cubic is at a place from 0 to 1.
pub(super) fn at(first: Point, [one, two, last]: Cubic, t: f64) -> Point {
    let s = 1.0 - t;
    let (b0, b1, b2, b3) = (s * s * s, 3.0 * t * s * s, 3.0 * t * t * s, t * t * t);
    (b0 * first.0 + b1 * one.0 + b2 * two.0 + b3 * last.0, b0 * first.1 + b1 * one.1 + b2 * two.1 + b3 * last.1)
}

fn furthest(points: &[Point], places: &[f64], first: Point, curve: Cubic) -> (usize, f64) {
    let misses = points.iter().zip(places).map(|(point, place)| distance(*point, at(first, curve, *place)));
    misses.enumerate().max_by(|a, b| a.1.total_cmp(&b.1)).unwrap_or((0, 0.0))
}

/// One step of Newton's towards the place of the curve that is nearest to a point.
fn nearer(place: f64, point: Point, first: Point, curve: Cubic) -> f64 {
    const H: f64 = 1e-4;
    let t = place.clamp(H, 1.0 - H);
    let [before, here, after] = [t - H, t, t + H].map(|t| at(first, curve, t));
    let speed = ((after.0 - before.0) / (2.0 * H), (after.1 - before.1) / (2.0 * H));
    let bend = ((after.0 - 2.0 * here.0 + before.0) / (H * H), (after.1 - 2.0 * here.1 + before.1) / (H * H));
    let away = (here.0 - point.0, here.1 - point.1);
    let slope = speed.0 * speed.0 + speed.1 * speed.1 + away.0 * bend.0 + away.1 * bend.1;
    let moved = t - (away.0 * speed.0 + away.1 * speed.1) / slope;
    if slope > 0.0 && (0.0..=1.0).contains(&moved) && place > 0.0 && place < 1.0 { moved } else { place }
}

fn between(a: Point, b: Point, part: f64) -> Point {
    (a.0 + part * (b.0 - a.0), a.1 + part * (b.1 - a.1))
}

fn distance(a: Point, b: Point) -> f64 {
    (a.0 - b.0).hypot(a.1 - b.1)
}

fn direction(a: Point, b: Point) -> Point {
    unit((b.0 - a.0, b.1 - a.1))
}

fn unit(v: Point) -> Point {
    let length = v.0.hypot(v.1).max(f64::MIN_POSITIVE);
    (v.0 / length, v.1 / length)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn line(f: impl Fn(f64) -> Point, count: i32) -> Vec<Point> {
        (0..=count).map(|index| f(f64::from(index) / f64::from(count))).collect()
    }

    /// How far the points are from the curves, at most.
    fn miss(points: &[Point], curves: &[Cubic]) -> f64 {
        let mut drawn = vec![points[0]];
        for curve in curves {
            let first = drawn[drawn.len() - 1];
            drawn.extend((1..=200).map(|part| at(first, *curve, f64::from(part) / 200.0)));
        }
        let near = |point: &Point| drawn.iter().map(|other| distance(*point, *other)).fold(f64::INFINITY, f64::min);
        points.iter().map(near).fold(0.0, f64::max)
    }

    #[test]
    fn a_few_curves_go_through_all_points() {
        let wave = line(|t| (700.0 * t, 100.0 * (20.0 * t).sin()), 1500);
        let circle =
            line(|t| (100.0 * (std::f64::consts::TAU * t).cos(), 100.0 * (std::f64::consts::TAU * t).sin()), 600);
        let root = line(|t| (400.0 * t.powi(4), 300.0 * t), 900);
        for (points, most) in [(wave, 40), (circle, 10), (root, 8)] {
            let curves = through(&points, 0.1).unwrap();
            assert!(curves.len() <= most, "{}", curves.len());
            assert!(miss(&points, &curves) < 0.6, "{}", miss(&points, &curves));
        }
    }

    #[test]
    fn a_corner_stays_a_corner() {
        let corner = line(|t| (600.0 * t, (600.0 * t - 300.0).abs() + 20.0 * t * t), 1200);
        let curves = through(&corner, 0.1).unwrap();
        assert!(curves.len() <= 6, "{}", curves.len());
        let (x, y) = curves.iter().map(|curve| curve[2]).find(|end| (end.0 - 300.0).abs() < 1.0).unwrap();
        assert!((x - 300.0).abs() < 1e-9 && (y - 5.0).abs() < 1e-9);
    }

    #[test]
    fn what_no_curve_shortens_is_left_a_line() {
        let mut chance = super::super::chance::Chance::new();
        let noise: Vec<Point> = (0..300).map(|x| (f64::from(x), 300.0 * chance.between(0.0, 1.0))).collect();
        assert!(through(&noise, 0.1).is_none());
    }
}
