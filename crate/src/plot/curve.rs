//! A function becomes a curve: it is computed at many places, more of them where it is steep, and the curve
//! breaks where the function does.

use super::interval::{Interval, LARGEST};
use super::ticks;

/// Places at equal distances, a little less than one for each pixel.
const EVEN_STEPS: usize = 800;
/// How often a step is halved where the curve bends.
const HALVINGS: u32 = 7;
/// A function that is wild everywhere must not fill the memory.
const MOST_POINTS: usize = 20_000;
/// Values so many times larger than the usual ones lie at a pole.
const FAR: f64 = 20.0;

type Point = (f64, f64);

/// Why a curve breaks.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum BreakKind {
    /// The values grow beyond all bounds.
    Pole,
    /// The values left and right of it differ.
    Jump,
    /// One place without a value.
    Hole,
    /// The function has no value on a whole stretch.
    Undefined,
}

/// Where a curve breaks. `from` and `to` are the last place before and the first place after.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Break {
    pub from: f64,
    pub to: f64,
    pub kind: BreakKind,
}

/// A function as it was computed over a range.
#[derive(Clone)]
pub(super) struct Curve {
    pub over: Interval,
    /// The curve between two breaks is one piece, in rising x.
    pub pieces: Vec<Vec<Point>>,
    pub breaks: Vec<Break>,
    /// Values at equal distances. How often a height occurs among them says how usual it is.
    pub even: Vec<Point>,
    /// Whether the values grow beyond all bounds somewhere.
    pub unbounded: bool,
    /// Whether the pieces are joined across the breaks, as a naive chart does.
    pub joined: bool,
}

impl Curve {
    /// Computes `f` over a range. Returns a curve without pieces when `f` has no value anywhere in it.
    pub fn sample(f: &dyn Fn(f64) -> f64, over: Interval) -> Curve {
        let value = |x: f64| {
            let y = f(x);
            if y.abs() > LARGEST { y.signum() * f64::INFINITY } else { y }
        };
        let at = |step: usize| match step {
            EVEN_STEPS => over.to,
            _ => over.from + over.span() * (step as f64 / EVEN_STEPS as f64),
        };
        let even: Vec<Point> = (0..=EVEN_STEPS).map(at).map(|x| (x, value(x))).collect();
        // Round numbers are where poles, holes and jumps of textbook functions are.
        let round = ticks::step(over.span(), 100);
        let mut places: Vec<Point> =
            ticks::multiples(round, over.from, over.to).filter(|x| over.contains(*x)).map(|x| (x, value(x))).collect();
        places.extend(&even);
        places.sort_by(|a, b| a.0.total_cmp(&b.0));
        places.dedup_by(|a, b| (a.0 - b.0).abs() < 1e-12 * over.span());

        let scale = usual_spread(even.iter().map(|point| point.1));
        let mut tracer = Tracer { value: &value, scale, pieces: vec![], piece: vec![], gaps: vec![], unbounded: false };
        tracer.start(places[0]);
        for pair in places.windows(2) {
            tracer.step(pair[0], pair[1], HALVINGS);
        }
        tracer.finish(over, even)
    }

    pub fn points(&self) -> impl Iterator<Item = Point> {
        self.pieces.iter().flatten().copied()
    }

    /// The value at one of the computed places nearest to `x`.
    pub fn nearest(&self, x: f64) -> Option<Point> {
        self.points().min_by(|a, b| (a.0 - x).abs().total_cmp(&(b.0 - x).abs()))
    }
}

/// Quantiles that leave out 4 % at each end: a pole's values are few when places are at equal distances.
pub(super) fn usual(values: impl Iterator<Item = f64>) -> Option<Interval> {
    let mut sorted: Vec<f64> = values.filter(|value| value.is_finite()).collect();
    sorted.sort_by(f64::total_cmp);
    let last = sorted.len().checked_sub(1)?;
    let quantile = |part: f64| sorted[(part * last as f64).round() as usize];
    Some(Interval { from: quantile(0.04), to: quantile(0.96) })
}

fn usual_spread(values: impl Iterator<Item = f64> + Clone) -> f64 {
    let all = Interval::around(values.clone()).map_or(0.0, Interval::span);
    let spread = usual(values.clone()).map_or(0.0, Interval::span);
    let largest = values.filter(|value| value.is_finite()).fold(0.0, |largest: f64, value| largest.max(value.abs()));
    [spread, all, largest].into_iter().find(|scale| *scale > 1e-13 * largest).unwrap_or(1.0)
}

/// Walks along the function from left to right and cuts the curve at its breaks.
struct Tracer<'f> {
    value: &'f dyn Fn(f64) -> f64,
    /// The usual spread of the values: what "steep" and "large" are measured by.
    scale: f64,
    pieces: Vec<Vec<Point>>,
    piece: Vec<Point>,
    gaps: Vec<Gap>,
    unbounded: bool,
}

/// A break while it is being walked over: the points at its two sides, as far as there are any.
#[derive(Default)]
struct Gap {
    before: Option<Point>,
    after: Option<Point>,
    infinite: bool,
    /// Both sides are one place: a jump, or a pole between two places.
    sudden: Option<BreakKind>,
}

impl Tracer<'_> {
    fn start(&mut self, first: Point) {
        if first.1.is_finite() {
            self.piece.push(first);
        } else {
            self.gaps.push(Gap { infinite: first.1.is_infinite(), ..Gap::default() });
        }
    }

    /// Goes from `a`, which has been dealt with, to `b`.
    fn step(&mut self, a: Point, b: Point, halvings: u32) {
        match (a.1.is_finite(), b.1.is_finite()) {
            (true, true) => self.step_along(a, b, halvings),
            (true, false) => {
                let (last, first_without) = self.edge(a, b);
                // Poles that are not hit show themselves by values that grow up to the edge.
                let infinite = first_without.1.is_infinite() || last.1.abs() > FAR * self.scale;
                if last.0 > a.0 {
                    self.piece.push(last);
                }
                self.cut(Gap { before: Some(last), infinite, ..Gap::default() });
            }
            (false, true) => {
                let (first, _) = self.edge(b, a);
                if let Some(gap) = self.gaps.last_mut() {
                    gap.after = Some(first);
                    gap.infinite |= first.1.abs() > FAR * self.scale;
                }
                self.piece.push(first);
                if b.0 > first.0 {
                    self.piece.push(b);
                }
            }
            (false, false) => {}
        }
    }

    fn step_along(&mut self, a: Point, b: Point, halvings: u32) {
        let x = a.0 + (b.0 - a.0) / 2.0;
        let far = FAR * self.scale;
        let both_far = (a.1 > far && b.1 > far) || (a.1 < -far && b.1 < -far);
        if halvings > 0 && !both_far && self.piece.len() < MOST_POINTS && a.0 < x && x < b.0 {
            let middle = (x, (self.value)(x));
            // Written so that a middle without a value counts as bent.
            let straight = (middle.1 - (a.1 + b.1) / 2.0).abs() <= 1e-3 * self.scale;
            if !straight {
                self.step(a, middle, halvings - 1);
                self.step(middle, b, halvings - 1);
                return;
            }
        }
        if (b.1 - a.1).abs() > 4e-3 * self.scale
            && halvings == 0
            && let Some((left, right, kind)) = self.jump(a, b)
        {
            self.piece.extend((left.0 > a.0).then_some(left));
            self.cut(Gap { before: Some(left), after: Some(right), infinite: false, sudden: Some(kind) });
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
        }
        let last = (right.1 - left.1).abs();
        if last > FAR * first.max(self.scale) {
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

    fn finish(mut self, over: Interval, even: Vec<Point>) -> Curve {
        if !self.piece.is_empty() {
            self.pieces.push(std::mem::take(&mut self.piece));
        }
        self.unbounded |= self.gaps.iter().any(|gap| gap.infinite);
        let one_place = 4.0 * over.span() / EVEN_STEPS as f64;
        let scale = self.scale;
        let named = |gap: &Gap| {
            let (from, to) = (gap.before.map_or(over.from, |p| p.0), gap.after.map_or(over.to, |p| p.0));
            let kind = match (gap.sudden, gap.before, gap.after) {
                (Some(kind), ..) => kind,
                _ if to - from > one_place => BreakKind::Undefined,
                _ if gap.infinite => BreakKind::Pole,
                _ => BreakKind::Hole,
            };
            Break { from, to, kind }
        };
        let breaks = self.gaps.iter().map(named).collect();
        let mut curve = Curve { over, pieces: self.pieces, breaks, even, unbounded: self.unbounded, joined: false };
        cut_at_peaks(&mut curve, self.value, scale);
        curve
    }
}

/// At a pole like that of 1/x² both sides go the same way, and no two neighbours differ much. Such a pole is
/// found by climbing from a peak that is already far out.
fn cut_at_peaks(curve: &mut Curve, value: &dyn Fn(f64) -> f64, scale: f64) {
    let mut pieces = vec![];
    for piece in std::mem::take(&mut curve.pieces) {
        let mut start = 0;
        for index in 1..piece.len().saturating_sub(1) {
            let height = |i: usize| piece[i].1.abs();
            let peak = height(index) >= height(index - 1) && height(index) > height(index + 1);
            if !peak || height(index) < FAR * scale {
                continue;
            }
            let (mut left, mut right) = (piece[index - 1].0, piece[index + 1].0);
            for _ in 0..60 {
                let third = (right - left) / 3.0;
                if value(left + third).abs() < value(right - third).abs() {
                    left += third;
                } else {
                    right -= third;
                }
            }
            let top = value(left).abs();
            if top.is_nan() || top > 1e6 * height(index) {
                curve.breaks.push(Break { from: left, to: right, kind: BreakKind::Pole });
                curve.unbounded = true;
                pieces.push(piece[start..index].to_vec());
                start = index + 1;
            }
        }
        pieces.push(piece[start..].to_vec());
    }
    curve.breaks.sort_by(|a, b| a.from.total_cmp(&b.from));
    curve.pieces = pieces;
}
