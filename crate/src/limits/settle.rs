//! The numbers that values may settle at, and the objections to them.

use super::extrapolate::{Candidate, candidates};
use super::growth;
use super::machine::{self, boundary, is_edge};
use super::noise::{largest, scatter_of};
use super::sample::{BEYOND_FOLDS, BIN, PER_FOLD};
use super::way::{After, STRETCH, Way, is_staircase, range};

/// Below this exponent p, an approach like hᵖ cannot be told from one like 1/ln h without a closer look.
const SLOW: f64 = 0.25;

/// The best extrapolation of the smooth stretch from bin `from` on that all nearer samples agree with.
pub(super) fn smooth(way: &Way, from: usize) -> Result<Candidate, String> {
    let candidates = candidates(&way.samples.values, &way.noise, from, way.end);
    let Some(mut best) = candidates.into_iter().find(|candidate| approached(way, from, candidate)) else {
        return Err("no number was found that the values keep approaching".into());
    };
    if best.error == 0.0 {
        best.error = f64::MIN_POSITIVE;
    }
    // The exponent of the approach, where the distance to the limit can still be seen.
    let distances: Vec<f64> = (from..way.end).map(|bin| way.deviation(bin, best.value)).collect();
    let seen = (0..distances.len())
        .rposition(|index| distances[index] > 10.0 * best.error.max(way.blur(from + index)))
        .unwrap_or(0);
    let length = (distances.len() / 4).min(3 * STRETCH);
    if length == 0 || seen < 2 * length {
        return Ok(best);
    }
    let exponent = |to: usize| (distances[to - length] / distances[to]).ln() / (0.5 * length as f64);
    let (near, far) = (exponent(seen), exponent(seen - length));
    if near < SLOW && (near - far).abs() > 0.02 * near.abs() {
        // An approach like 1/ln h fools every extrapolation. What has changed since half-way is a measure of what
        // is still to come: of 1/lnⁿ h, for every n from 1/2 up, less than three times as much.
        let half_way = way.bin(from + (way.end - from) / 2);
        let change =
            way.bin(way.end - 1).last().zip(half_way.first()).map_or(f64::INFINITY, |(last, half)| (last - half).abs());
        best.error = best.error.max(3.0 * change);
    }
    Ok(best)
}

/// Whether all samples nearer than those the candidate was extrapolated from are nearer to it, too.
fn approached(way: &Way, from: usize, candidate: &Candidate) -> bool {
    let first = way.deviation(candidate.bin, candidate.value);
    let farthest = (from..=candidate.bin).map(|bin| way.deviation(bin, candidate.value)).fold(0.0, f64::max);
    // Nor may they leave it again, as they do where a weak pole is at the point. (Where f is 1/0 there it is a pole. A 0/0
    // may be a hole at a number that the point stands for: 5.9² is not 34.81 here.)
    let least = (from..way.end.saturating_sub(STRETCH)).map(|bin| way.deviation(bin, candidate.value));
    let least = least.fold(f64::INFINITY, f64::min);
    let stays = (way.end.saturating_sub(2)..way.end).all(|bin| {
        let unseen =
            if way.samples.there.is_infinite() { way.noise.levels[bin] } else { candidate.error.max(way.blur(bin)) };
        way.deviation(bin, candidate.value) <= (2.0 * least).max(unseen)
    });
    stays
        && (candidate.bin..way.end).all(|bin| {
            let allowed = if bin + STRETCH < way.end { 1.2 * first } else { 0.95 * farthest };
            way.deviation(bin, candidate.value) <= allowed.max(candidate.error).max(way.blur(bin))
        })
}

/// The middle of the last values, if the band they lie in keeps getting narrower. Needs no smoothness: this is
/// how x·sin(1/x) is decided, by squeezing.
pub(super) fn squeezed(way: &Way) -> Option<Candidate> {
    let bands = (way.end / STRETCH).min(5);
    if bands < 3 {
        return None;
    }
    let last = way.bins(way.end - STRETCH, way.end);
    let (low, high) = range(last);
    let value = low + (high - low) / 2.0;
    // Each band together with the next nearer one, so that they hang together.
    let widths: Vec<f64> = (0..bands)
        .map(|back| {
            let to = way.end - back * STRETCH;
            let (low, high) = range(way.bins(to - STRETCH, (to + STRETCH).min(way.end)));
            high - low
        })
        .collect();
    // widths[0] is the nearest.
    let narrowing = widths.windows(2).all(|pair| pair[0] <= 1.1 * pair[1]);
    let factor = if widths[0] == 0.0 { 0.0 } else { (widths[0] / widths[bands - 1]).powf(1.0 / (bands - 1) as f64) };
    // Nor may they widen again at the end.
    let (first, nearest) = (way.deviation(way.end - STRETCH, value), way.deviation(way.end - 1, value));
    let widens = nearest > 1.1 * first.max(way.blur(way.end - 1));
    if !narrowing || widens || factor > 0.7 {
        return None;
    }
    let error = 3.0 * widths[0] / (1.0 - factor) + 8.0 * f64::EPSILON * value.abs();
    Some(Candidate { value, error: error.max(f64::MIN_POSITIVE), bin: way.end - STRETCH })
}

/// Whether f is infinite at the point though its neighbours hardly differ from the candidate: 10¹²⁰ + 1/x is +∞ at 0 only.
/// (By more they differ where f is 0/0 at a number that the point only stands for, as sin x/(x − π) is.)
pub(super) fn is_hidden_pole(way: &Way, candidate: &Candidate) -> bool {
    let samples = &way.samples;
    let first = samples.neighbours.first().map_or(f64::INFINITY, |value| (value - candidate.value).abs());
    samples.there.is_infinite() && first < 2e-2 * candidate.value.abs()
}

/// Whether f comes to a value at the point that is farther from the candidate than the loss of digits before explains.
pub(super) fn contradicted_after_loss(way: &Way, candidate: &Candidate) -> bool {
    let (Some(lost), Some(last), true) = (way.noise.lost, way.samples.values.last(), way.arrives) else {
        return false;
    };
    let loudest = way.noise.scatter[lost..].iter().copied().fold(0.0, f64::max);
    (last - candidate.value).abs() > 30.0 * loudest + candidate.error
}

/// Whether all that is rough nearer than `near` is a wave that dies away bit by bit, or too small to matter.
pub(super) fn dies_away(way: &Way, near: f64, candidate: &Candidate) -> bool {
    let tiny = f64::max(10.0 * candidate.error, 64.0 * f64::EPSILON * candidate.value.abs());
    let scatter = &way.noise.scatter;
    (0..way.end).filter(|&bin| way.noise.rough[bin] && way.distance(bin) <= near && scatter[bin] > tiny).all(|bin| {
        let after = scatter[(bin + 2).min(way.end)..(bin + 6).min(way.end)].iter().copied().fold(0.0, f64::max);
        after > 1e-3 * scatter[bin]
    })
}

/// Whether the values seem to come to 0 only because something in f becomes 0 or infinite before they have shown it: those
/// of x⁻⁸⁷·e^(x/10) at ∞ get smaller down to 10⁻²¹⁸ and then larger, and x⁻⁸⁷ is 0 from 5000 on.
pub(super) fn breaks_down(way: &Way, candidate: &Candidate) -> bool {
    let values = &way.samples.values;
    let stays = values.last().is_some_and(|&last| last != 0.0) || way.arrives || is_staircase(values);
    if way.is_complete() && stays || candidate.value.abs() > candidate.error {
        return false;
    }
    // Digits that are lost bit by bit are lost otherwise.
    let before = way.end.saturating_sub(3);
    let bit_by_bit = way.noise.heard[before] && way.noise.scatter[before] > 1e-12 * largest(way.bin(before));
    !bit_by_bit && !growth::goes_on_in_underflow(way.bins(0, way.end), &|index| way.size(index))
}

/// Why a number at which the values stand still all at once is no limit to be claimed, if f has no value at the point
/// that would bear it out: it may be what an overflow inside of f has left, or whole numbers past 2⁵³.
pub(super) fn stands_still(way: &Way, candidate: Candidate) -> Option<String> {
    let values = way.bins(0, way.end);
    let last = *values.last()?;
    let from = values.iter().rposition(|&value| value != last)? + 1;
    if from + 2 * BIN > values.len() {
        return None;
    }
    let path = way.samples.path;
    let x = |index: usize| path.x(path.distance(way.offset + index));
    let (edge, _) = machine::boundary(x(from - 1), x(from), |x| (way.samples.f)(x) != last);
    let leaves = machine::is_edge(path.distance_to(edge));
    if way.arrives && !leaves {
        return None;
    }
    let before = &values[from.saturating_sub(3)..from];
    let leap = before.iter().map(|value| (value - last).abs()).fold(0.0, f64::max);
    let place = way.place(way.distance_of(from));
    if last == 0.0 {
        let least =
            before.iter().filter(|value| **value != 0.0).fold(f64::INFINITY, |least, value| least.min(value.abs()));
        if least < 1e-290 || growth::goes_on_in_underflow(&values[..from], &|index| way.size(index)) {
            return (!growth::goes_on_in_underflow(&values[..from], &|index| way.size(index))).then(|| {
                format!("f is 0 from {place} on, perhaps because something in it is too small for the machine")
            });
        }
    }
    let gradual = (1e3 * way.noise.last_heard(way.end)).min(1e-3 * way.loudest) + 1e-13 * last.abs();
    if leap <= candidate.error.max(gradual) {
        return None;
    }
    // A step of a staircase, unless it is where the machine's numbers end.
    let stairs = is_staircase(&values[..from]);
    (!stairs || leaves).then(|| {
        format!(
            "from {place} on f stands still all at once, perhaps because something in it leaves the machine's numbers"
        )
    })
}

/// Whether finite values beyond, much nearer to the point, contradict the candidate.
pub(super) fn beyond_disagrees(way: &Way, candidate: Candidate) -> bool {
    let allowed = candidate.error.max(way.deviation(way.end - 1, candidate.value)) + way.blur(way.end - 1);
    let agrees = |value: f64| value.is_nan() || (value - candidate.value).abs() <= allowed;
    let path = way.samples.path;
    if way.after != After::Nothing {
        return false;
    }
    let Some(step) = way.samples.beyond.iter().position(|&value| !agrees(value)) else { return false };
    // How did it come to that? With some samples from before, to hear the noise.
    let before = if step == 0 { way.distance(way.end) } else { path.beyond(step - 1) };
    let distance = |index: usize| before * ((PER_FOLD as f64 - index as f64) / PER_FOLD as f64).exp();
    let count = PER_FOLD + (BEYOND_FOLDS * PER_FOLD as f64) as usize + 2;
    let f = way.samples.f;
    let values: Vec<f64> = (0..count).map(|index| f(path.x(distance(index)))).collect();
    let loud = |values: &[f64]| if values.len() > 9 { scatter_of(values) } else { 0.0 };
    let Some(first) = values.iter().position(|&value| !agrees(value)) else {
        // Only that one, by chance.
        return loud(&values) < 1e-2 * allowed;
    };
    if first > 0 {
        let (edge, _) = boundary(path.x(distance(first - 1)), path.x(distance(first)), |x| agrees(f(x)));
        if is_edge(path.distance_to(edge)) {
            return false;
        }
    }
    let around = &values[first.saturating_sub(PER_FOLD / 4)..(first + PER_FOLD / 4).min(count)];
    let earlier = &values[first.saturating_sub(PER_FOLD)..first.saturating_sub(PER_FOLD / 4)];
    let loud_before = if step == 0 { loud(earlier).max(way.noise.scatter[way.end - 1]) } else { loud(earlier) };
    let rounding = loud(around) > 0.1 * (values[first] - candidate.value).abs() && loud_before > 1e-2 * allowed;
    !rounding
}
