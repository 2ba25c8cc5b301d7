//! Numbers that the difference quotients agree on: of both sides together, and of one side.
//!
//! Each scale on which the function may be smooth gives a candidate. The best is the first that all quotients with
//! smaller steps confirm.

use super::extrapolate::{CENTRAL, Candidate, ONE_SIDED, accelerated, extrapolated};
use super::ring::{Ring, range};
use super::surroundings::{RESOLVED, Side, Surroundings};

/// One value of f is seldom farther from the true one than this many standard deviations of the noise.
pub(super) const NOISE: f64 = 4.0;

/// A slope whose error is more than this part of what the quotients around are is not worth stating.
const COARSE: f64 = 1e-3;

/// A step, as a part of x, that shows more than a jump beside the point.
const SEEN: f64 = 1e-6;

/// Rings that a candidate must be confirmed in.
const FEWEST: usize = 8;

/// The slope of a curve that is smooth on some scale: from central differences.
pub(super) fn of_both_sides(around: &Surroundings) -> Option<Candidate> {
    let reach = around.sides.iter().map(Side::reach).fold(f64::INFINITY, f64::min);
    let candidates = around.sides[0].within(2.0 * reach).iter().filter_map(|ring| central(around, 2.0 * ring.h));
    let candidates = candidates.filter(|candidate| candidate.start <= 1.001 * reach).collect();
    best(around, candidates, |candidate| {
        around.sides.iter().all(|side| is_confirmed(around, side, candidate)) && center_agrees(around, candidate)
    })
}

fn central(around: &Surroundings, start: f64) -> Option<Candidate> {
    extrapolated(&|dx| around.central(dx), start, NOISE * around.noise_within(start), CENTRAL)
}

/// The limit of the quotients on one side: 0 for the left, 1 for the right.
pub(super) fn of_one_side(around: &Surroundings, index: usize) -> Option<Candidate> {
    let side = &around.sides[index];
    let sign = [-1.0, 1.0][index];
    let candidates = side.within(2.0 * side.reach()).iter().filter_map(|ring| {
        let start = 2.0 * ring.h;
        let noise = 2.0 * NOISE * side.noise_within(start, around.x);
        extrapolated(&|dx| around.one_sided(sign * dx), start, noise, ONE_SIDED)
    });
    let candidates = candidates.filter(|candidate| candidate.start <= 1.001 * side.reach()).collect();
    best(around, candidates, |candidate| is_confirmed(around, side, candidate))
        .or_else(|| of_rough_side(around, side))
        .or_else(|| squeezed(around, side))
}

/// The same where the quotients approach a limit like a root of the step does, as those of |x|^1.5 at 0.
fn of_rough_side(around: &Surroundings, side: &Side) -> Option<Candidate> {
    let quotient = |ring: &Ring| {
        let (step, value) = ring.points[0];
        (2.0 * ring.h, (value - around.y) / step, 2.0 * NOISE * ring.blur())
    };
    let candidates = accelerated(&side.within(side.reach()).iter().map(quotient).collect::<Vec<_>>());
    best(around, candidates, |candidate| {
        let deviation = |ring: &Ring| ring.deviation(around.y, candidate.value);
        side.within(candidate.start).windows(2).all(|pair| {
            deviation(&pair[1]) <= 1.01 * deviation(&pair[0]) + candidate.error + 2.0 * NOISE * pair[1].blur()
        })
    })
}

/// The same where the quotients go up and down in a band that gets narrower, as those of x²·sin(1/x) at 0.
fn squeezed(around: &Surroundings, side: &Side) -> Option<Candidate> {
    const BANDS: usize = 12;
    const NARROWER: f64 = 0.8;
    let near = &side.rings[side.rings.len().saturating_sub(BANDS)..];
    let bands: Vec<(f64, f64)> = near.iter().map(|ring| range(ring.quotients(around.y))).collect();
    let width = |band: &(f64, f64)| band.1 - band.0;
    // A band of no width is a stretch of equal values.
    let narrows = bands.windows(2).all(|pair| width(&pair[1]) > 0.0 && width(&pair[1]) <= NARROWER * width(&pair[0]));
    let (low, high) = *bands.last()?;
    // The values scatter by what they do here, so that only rounding is noise.
    let nearest = near.last()?;
    let error = 3.0 * (high - low) / (1.0 - NARROWER) + 2.0 * NOISE * nearest.floor / nearest.h;
    let candidate = Candidate { value: low + (high - low) / 2.0, error, start: 2.0 * near[0].h };
    if bands.len() == BANDS && narrows { worth_stating(around, candidate) } else { None }
}

/// Whether a slope on a very small scale contradicts what is plain to see on larger ones: then it is that of a step, as in
/// x + ((x + 10⁹) − 10⁹).
pub(super) fn is_on_steps(around: &Surroundings, slope: Candidate) -> bool {
    const LARGE: f64 = 1e-2;
    if slope.start > 2.0 * RESOLVED {
        return false;
    }
    let smallest = 2.0 * RESOLVED;
    // Waves that come to nothing from afar are waves, unless they are as low as the last digits of 10⁹.
    let small = 1e-6 * around.x.abs().max(around.y.abs()).max(1.0);
    let starts = around.sides[0].within(LARGE).iter().map(|ring| 2.0 * ring.h);
    let wider = starts.filter(|start| *start > (16.0 * smallest).max(30.0 * slope.start));
    wider.filter_map(|start| central(around, start)).any(|wide| {
        (wide.value - slope.value).abs() > 3.0 * (wide.error + slope.error)
            && (wide.value.abs() > 10.0 * wide.error || around.noise_within(wide.start) < small)
            && around.sides.iter().all(|side| {
                let rings = side.within(wide.start);
                agree(around, &rings[..rings.len() - side.within(2.0 * smallest).len()], &wide)
            })
    })
}

/// The candidate with the smallest error that is worth stating and confirmed.
fn best(
    around: &Surroundings,
    mut candidates: Vec<Candidate>,
    is_confirmed: impl Fn(&Candidate) -> bool,
) -> Option<Candidate> {
    candidates.sort_by(|one, other| one.error.total_cmp(&other.error));
    candidates.into_iter().filter_map(|candidate| worth_stating(around, candidate)).find(is_confirmed)
}

/// With the error that its own last digit has, if it is worth stating.
fn worth_stating(around: &Surroundings, candidate: Candidate) -> Option<Candidate> {
    // By steps that are too small to see anything but a jump, slopes have no measure.
    let steepness =
        |side: &Side, within: f64| side.within(within).first().map_or(0.0, |ring| ring.rise(around.y) / ring.h);
    let seen = SEEN * around.x.abs().max(1.0);
    let rise = |side: &Side| steepness(side, 64.0 * candidate.start).min(steepness(side, seen));
    let scale = around.sides.iter().map(rise).fold(candidate.value.abs(), f64::max);
    let negligible = f64::EPSILON.sqrt() * around.y.abs() / around.x.abs().max(1.0);
    // Where f is the same all around, every error that its values can have is one.
    let is_same = candidate.value == 0.0
        && candidate.start > RESOLVED
        && around.sides.iter().all(|side| side.within(candidate.start).iter().all(|ring| ring.rise(around.y) == 0.0));
    let error = candidate.error + f64::EPSILON * candidate.value.abs() + f64::MIN_POSITIVE + hidden(around, &candidate);
    (is_same || error <= COARSE * scale.max(negligible)).then_some(Candidate { error, ..candidate })
}

/// The slope that may be hidden in the noise of the values: x³ − sin x at 10⁵ is the same as x³ for steps that show more than
/// the last digits, and yet has another slope.
fn hidden(around: &Surroundings, candidate: &Candidate) -> f64 {
    /// The scale on which people's functions change, near to 0 and far from it, and what is more than that.
    const SCALE: f64 = 0.25;
    const WIDE: f64 = 4.0;
    if candidate.start > WIDE { NOISE * around.noise_within(SCALE) / SCALE } else { 0.0 }
}

/// Whether all quotients with smaller steps agree with a candidate: they may differ from it by what noise explains,
/// and by a part that shrinks with the step.
fn is_confirmed(around: &Surroundings, side: &Side, candidate: &Candidate) -> bool {
    let rings = side.within(candidate.start);
    rings.len() >= FEWEST && agree(around, rings, candidate) && !is_left(around, side, candidate)
}

fn agree(around: &Surroundings, rings: &[Ring], candidate: &Candidate) -> bool {
    let deviation = |ring: &Ring| ring.deviation(around.y, candidate.value);
    let bend = rings.iter().take(2).map(|ring| deviation(ring) / ring.h).fold(0.0, f64::max);
    rings.iter().all(|ring| deviation(ring) <= candidate.error + 1.5 * bend * ring.h + 2.0 * NOISE * ring.blur())
}

/// Whether quotients come to differ more from a candidate the smaller the step, by more than noise explains: at a cusp
/// the two sides together may agree on a number for all that.
fn is_left(around: &Surroundings, side: &Side, candidate: &Candidate) -> bool {
    let mut least = f64::INFINITY;
    side.rings.iter().any(|ring| {
        let deviation = ring.deviation(around.y, candidate.value);
        let seen = deviation - 2.0 * NOISE * ring.blur();
        least = least.min(deviation);
        2.0 * ring.h <= candidate.start && seen > 2.0 * least + 0.1 * candidate.error
    })
}

/// Whether the central differences with smaller steps agree with a candidate: in them a bend does not hide what is
/// smaller. And whether the bends agree with one another.
fn center_agrees(around: &Surroundings, candidate: &Candidate) -> bool {
    let [left, right] = around.sides.each_ref().map(|side| side.within(candidate.start));
    // In each ring: the distance, the odd part of f and its noise, each divided by the distance, and the same of the even part.
    let pairs: Vec<[f64; 4]> = left
        .iter()
        .zip(right)
        .map(|(left, right)| {
            let ((back, before), (ahead, after)) = (left.points[0], right.points[0]);
            let slope = (after - before) / (ahead - back);
            let bend = (after - around.y) / ahead - (before - around.y) / back;
            [left.h, slope, bend / left.h, NOISE * left.blur().max(right.blur())]
        })
        .collect();
    let [[wide, _, wide_bend, _], [near, _, near_bend, _], ..] = pairs[..] else { return false };
    // What is left of a bend's error, which shrinks with h², after two of them.
    let bend = near_bend + (near_bend - wide_bend) / ((wide / near).powi(2) - 1.0);
    let parts = [(1, candidate.value, candidate.error, 1.0), (2, bend, 0.0, 3.0)];
    parts.iter().all(|&(part, value, error, noises)| {
        let deviation = |pair: &[f64; 4]| (pair[part] - value).abs();
        let growth = pairs.iter().take(2).map(|pair| deviation(pair) / pair[0].powi(2)).fold(0.0, f64::max);
        pairs.iter().all(|pair| {
            let noise = noises * pair[3] / if part == 1 { 1.0 } else { pair[0] };
            deviation(pair) <= error + 1.5 * growth * pair[0].powi(2) + noise
        })
    })
}
