//! Walks along a function from left to right, refines it where it bends and cuts it at its breaks.

use super::measure::Measure;
use super::{Break, BreakKind, Point};
use crate::plot::interval::Interval;

/// How often a step is halved where the curve bends.
const HALVINGS: u32 = 5;
/// A function that is wild everywhere must not fill the memory.
const MOST_POINTS: usize = 20_000;
/// A smaller jump than this, as a part of the usual spread, is drawn as a steep line: it is less than a line is wide.
const JUMP: f64 = 8e-3;
/// When less than this part of a rise is left at a smaller distance, the curve is merely steep.
const STEEP: f64 = 0.3;
/// What grows so many times over while the distance vanishes is a pole.
const GROWN: f64 = 20.0;
/// Breaks that are narrower than this part of the range are at one place.
const ONE_PLACE: f64 = 0.005;

/// Walks along the function from left to right and cuts the curve at its breaks.
pub struct Tracer<'f> {
    value: &'f dyn Fn(f64) -> f64,
    measure: &'f Measure,
    pub pieces: Vec<Vec<Point>>,
    piece: Vec<Point>,
    gaps: Vec<Gap>,
    pub unbounded: bool,
}

/// A break while it is being walked over: the points at its two sides, as far as there are any.
#[derive(Default)]
struct Gap {
    before: Option<Point>,
    after: Option<Point>,
    infinite: bool,
    /// Somewhere in it there is no value, not even one that is too large.
    without: bool,
    /// Both sides are one place: a jump, or a pole between two places.
    sudden: Option<BreakKind>,
}

impl<'f> Tracer<'f> {
    pub fn new(value: &'f dyn Fn(f64) -> f64, measure: &'f Measure) -> Tracer<'f> {
        Tracer { value, measure, pieces: vec![], piece: vec![], gaps: vec![], unbounded: false }
    }

    /// Follows a stretch of the curve, of which these points are known.
    pub fn follow(&mut self, points: &[Point]) {
        let Some(first) = points.first() else { return };
        self.start(*first);
        for pair in points.windows(2) {
            self.step(pair[0], pair[1], HALVINGS);
        }
        self.pieces.extend((!self.piece.is_empty()).then(|| std::mem::take(&mut self.piece)));
        if let (Some(last), Some(gap)) = (points.last(), self.gaps.last_mut()) {
            gap.after = gap.after.or(Some(*last));
        }
    }

    /// Where the curve breaks, once all of the range has been walked over.
    pub fn breaks(&self, over: Interval) -> Vec<Break> {
        let named = |gap: &Gap| {
            let (from, to) = (gap.before.map_or(over.from, |p| p.0), gap.after.map_or(over.to, |p| p.0));
            let kind = match (gap.sudden, gap.before, gap.after) {
                (Some(kind), ..) => kind,
                _ if to - from > ONE_PLACE * over.span() && gap.without => BreakKind::Undefined,
                _ if to - from > ONE_PLACE * over.span() => BreakKind::TooLarge,
                _ if gap.infinite => BreakKind::Pole,
                _ => BreakKind::Hole,
            };
            Break { from, to, kind }
        };
        self.gaps.iter().map(named).collect()
    }

    fn start(&mut self, first: Point) {
        if first.1.is_finite() {
            self.piece.push(first);
        } else {
            let (infinite, without) = (first.1.is_infinite(), first.1.is_nan());
            self.gaps.push(Gap { before: Some(first), infinite, without, ..Gap::default() });
        }
    }

    /// Goes from `a`, which has been dealt with, to `b`.
    fn step(&mut self, a: Point, b: Point, halvings: u32) {
        match (a.1.is_finite(), b.1.is_finite()) {
            (true, true) => self.step_along(a, b, halvings),
            (true, false) => {
                let (last, first_without) = self.edge(a, b);
                // Poles that are not hit show themselves by values that grow up to the edge.
                let infinite = first_without.1.is_infinite() || self.measure.is_far(last.1);
                if last.0 > a.0 {
                    self.piece.push(last);
                }
                let without = first_without.1.is_nan() || b.1.is_nan();
                self.cut(Gap { before: Some(last), infinite, without, ..Gap::default() });
            }
            (false, true) => {
                let (first, last_without) = self.edge(b, a);
                if let Some(gap) = self.gaps.last_mut() {
                    gap.after = Some(first);
                    gap.infinite |= self.measure.is_far(first.1);
                    gap.without |= last_without.1.is_nan();
                }
                self.piece.push(first);
                if b.0 > first.0 {
                    self.piece.push(b);
                }
            }
            (false, false) => {
                if let Some(gap) = self.gaps.last_mut() {
                    gap.without |= b.1.is_nan();
                }
            }
        }
    }

    fn step_along(&mut self, a: Point, b: Point, halvings: u32) {
        let x = a.0 + (b.0 - a.0) / 2.0;
        let both_far = self.measure.is_far(a.1) && self.measure.is_far(b.1) && a.1.signum() == b.1.signum();
        let room = a.0 < x && x < b.0;
        if halvings > 0 && !both_far && self.piece.len() < MOST_POINTS && room {
            let middle = (x, (self.value)(x));
            if self.measure.bent(a, middle, b) {
                self.step(a, middle, halvings - 1);
                self.step(middle, b, halvings - 1);
                return;
            }
        }
        if (b.1 - a.1).abs() > JUMP * self.measure.scale
            && (halvings == 0 || !room)
            && let Some((left, right, kind)) = self.jump(a, b)
        {
            self.piece.extend((left.0 > a.0).then_some(left));
            self.cut(Gap { before: Some(left), after: Some(right), sudden: Some(kind), ..Gap::default() });
            self.piece.push(right);
            self.piece.extend((b.0 > right.0).then_some(b));
            return;
        }
        self.piece.push(b);
    }

    /// The last place with a value on the way from `with` to `without`, to a fraction of a pixel. Closer than
    /// that, rounding spoils the values of a function like (1 − cos x) / x².
    fn edge(&self, mut with: Point, mut without: Point) -> (Point, Point) {
        for _ in 0..12 {
            let x = with.0 + (without.0 - with.0) / 2.0;
            let middle = (x, (self.value)(x));
            if middle.1.is_finite() {
                with = middle;
            } else {
                without = middle;
            }
        }
        (with, without)
    }

    /// Follows the larger rise to ever smaller distances. It vanishes where a function is merely steep; it stays
    /// where the function jumps, and grows where there is a pole.
    fn jump(&mut self, a: Point, b: Point) -> Option<(Point, Point, BreakKind)> {
        let (mut left, mut right) = (a, b);
        let first = (b.1 - a.1).abs();
        for _ in 0..40 {
            let x = left.0 + (right.0 - left.0) / 2.0;
            if !(left.0 < x && x < right.0) {
                break;
            }
            let middle = (x, (self.value)(x));
            if !middle.1.is_finite() {
                self.unbounded |= middle.1.is_infinite();
                return Some((left, right, BreakKind::Pole));
            }
            if (middle.1 - left.1).abs() > (right.1 - middle.1).abs() {
                right = middle;
            } else {
                left = middle;
            }
            if (right.1 - left.1).abs() < STEEP * first {
                return None;
            }
        }
        let last = (right.1 - left.1).abs();
        if self.measure.is_far(last) && last > GROWN * first {
            self.unbounded = true;
            return Some((a, b, BreakKind::Pole));
        }
        (last > 0.5 * first).then_some((left, right, BreakKind::Jump))
    }

    fn cut(&mut self, gap: Gap) {
        self.unbounded |= gap.infinite;
        if !self.piece.is_empty() {
            self.pieces.push(std::mem::take(&mut self.piece));
        }
        self.gaps.push(gap);
    }
}
