//! The decision: the surroundings of a point in, a [`Verdict`] on the slope out.

use super::agreement::{NOISE, is_on_steps, of_both_sides, of_one_side};
use super::extrapolate::Candidate;
use super::ring::{Ring, range};
use super::surroundings::{RESOLVED, Side, Surroundings, UNRESOLVED};

/// What the difference quotients do as Δx → 0.
pub(super) enum Verdict {
    /// A slope, and how far from the point the curve is smooth.
    Slope {
        slope: Candidate,
        reach: f64,
    },
    Corner {
        left: Candidate,
        right: Candidate,
    },
    /// The values that f leads to on both sides, each with an error.
    Jump {
        left: (f64, f64),
        right: (f64, f64),
    },
    Upright,
    OneSideOnly(&'static str),
    NoValues,
    Oscillates,
    Undetermined(&'static str),
}

/// How many times the errors of two slopes they must be apart to be two.
const APART: f64 = 10.0;

const STEPS: &str = "the values change by steps so small that they may be made by f or by the rounding inside of it";

const LEAVES: &str = "the smaller the step, the faster the difference quotients change";

const CLOSE: &str = "the slopes on the two sides are too close to be told apart";

/// A corner at which the slope changes by less than this part of it is not believed.
const FINE: f64 = 1e-7;

/// What the difference quotients of `f` at `x`, where its value is `y`, do as Δx → 0.
pub(super) fn verdict(f: &dyn Fn(f64) -> f64, x: f64, y: f64) -> Verdict {
    let around = Surroundings::new(f, x, y);
    match around.sides.each_ref().map(|side| side.has_values) {
        [false, false] => return Verdict::NoValues,
        [false, true] => return Verdict::OneSideOnly("right"),
        [true, false] => return Verdict::OneSideOnly("left"),
        [true, true] => {}
    }
    if around.sides.iter().any(|side| is_left(side, around.y)) {
        let upright = || around.sides.iter().any(|side| grows(side, around.y)).then_some(Verdict::Upright);
        return jump(&around).or_else(upright).unwrap_or(Verdict::Undetermined(LEAVES));
    }
    let together = of_both_sides(&around);
    let sides = [0, 1].map(|index| of_one_side(&around, index));
    if let [Some(left), Some(right)] = sides
        && (left.value - right.value).abs() > APART * (left.error + right.error)
    {
        return match together {
            _ if is_beyond_numbers(&around) || is_on_steps(&around, left) || is_on_steps(&around, right) => {
                Verdict::Undetermined(STEPS)
            }
            // On so short a stretch it may be between two steps of rounding.
            _ if left.start.min(right.start) < UNRESOLVED => Verdict::Undetermined(STEPS),
            // So small a corner may as well come of what is not seen farther away.
            _ if (left.value - right.value).abs() < FINE * left.value.abs().max(right.value.abs()) => {
                Verdict::Undetermined(CLOSE)
            }
            Some(slope) if APART * slope.error < (left.value - right.value).abs() => Verdict::Undetermined(
                "the difference quotients of both sides together agree on a number, and those of each side do not",
            ),
            _ => Verdict::Corner { left, right },
        };
    }
    if let Some(slope) = together {
        let doubtful = around.has_doubtful_steps && slope.value.abs() > slope.error;
        return if doubtful || is_beyond_numbers(&around) || is_on_steps(&around, slope) {
            Verdict::Undetermined(STEPS)
        } else {
            Verdict::Slope { slope, reach: around.reach() }
        };
    }
    if let Some(verdict) = jump(&around) {
        return verdict;
    }
    if around.sides.iter().any(|side| grows(side, around.y)) {
        return Verdict::Upright;
    }
    if let [Some(left), Some(right)] = sides {
        if (left.value - right.value).abs() > left.error + right.error {
            return Verdict::Undetermined(CLOSE);
        }
        let slope = if left.error <= right.error { right } else { left };
        return Verdict::Slope { slope, reach: around.reach() };
    }
    if around.sides.iter().any(|side| oscillates(side, around.y)) {
        return Verdict::Oscillates;
    }
    Verdict::Undetermined("no number was found that the difference quotients agree on, however small the step")
}

/// Whether the curve is smooth for so short a way only that it may be made by rounding inside of f.
fn is_beyond_numbers(around: &Surroundings) -> bool {
    let size = if around.x == 0.0 { 1.0 } else { around.x.abs().min(1.0) };
    around.reach() < UNRESOLVED * size
}

/// A jump: right beside the point f is nearly constant, and not what it is at the point.
fn jump(around: &Surroundings) -> Option<Verdict> {
    let [left, right] = around.sides.each_ref().map(|side| {
        // Nearer yet it may be rounding that keeps the values together.
        let widest = RESOLVED.max(1e3 * side.rings[side.rings.len() - 1].h);
        let near = side.rings.iter().filter(|ring| (UNRESOLVED.min(widest / 64.0)..=widest).contains(&ring.h));
        let near: Vec<&Ring> = near.collect();
        let (low, high) = range(near.iter().flat_map(|ring| ring.points).map(|point| point.1));
        let leads_to = near.last().map_or(around.y, |ring| ring.points[0].1);
        (leads_to, high - low + NOISE * near.first().map_or(0.0, |ring| ring.noise))
    });
    let height = (left.0 - around.y).abs().max((right.0 - around.y).abs());
    (left.1.max(right.1) < 0.02 * height).then_some(Verdict::Jump { left, right })
}

/// Whether the quotients of a side grow like a negative power of the step, as far down as can be seen.
fn grows(side: &Side, y: f64) -> bool {
    const RINGS: usize = 16;
    let seen = side.rings.iter().rposition(|ring| ring.rise(y) > 5.0 * NOISE * ring.noise).map_or(0, |last| last + 1);
    let near = &side.rings[seen.saturating_sub(RINGS)..seen];
    let rises: Vec<f64> = near.iter().map(|ring| ring.rise(y)).collect();
    near.len() == RINGS && rises.windows(2).all(|pair| (0.05..0.97).contains(&(pair[0] / pair[1]).log2()))
}

/// Whether the quotients of a side change faster and faster, the smaller the step, as far down as can be seen: then a root or a
/// jump at the point is still small beside a steep curve, on which larger steps agree.
fn is_left(side: &Side, y: f64) -> bool {
    const RINGS: usize = 6;
    const FASTER: f64 = 1.2;
    let quotient = |ring: &Ring| (ring.points[0].1 - y) / ring.points[0].0;
    let changes: Vec<f64> = side.rings.windows(2).map(|pair| quotient(&pair[1]) - quotient(&pair[0])).collect();
    let is_seen = |index: usize| changes[index].abs() > 4.0 * NOISE * side.rings[index + 1].blur();
    let Some(last) = (0..changes.len()).rposition(is_seen) else { return false };
    let run = &changes[(last + 1).saturating_sub(RINGS)..=last];
    run.len() == RINGS && run.windows(2).all(|pair| pair[1] / pair[0] > FASTER) && (last + 1 - RINGS..last).all(is_seen)
}

/// Whether the quotients of a side go up and down in every ring, and by as much in the smallest as in larger ones.
fn oscillates(side: &Side, y: f64) -> bool {
    let near = &side.rings[side.rings.len() / 2..];
    let bands: Vec<(f64, f64)> = near.iter().map(|ring| range(ring.quotients(y))).collect();
    let width = |band: &(f64, f64)| band.1 - band.0;
    let most = bands.iter().map(width).fold(0.0, f64::max);
    near.iter()
        .zip(&bands)
        .all(|(ring, band)| width(band) > 0.3 * most && width(band) > 5.0 * NOISE * ring.floor / ring.h)
}
