//! The decision from one side: samples in, [`Outcome`] out.
//!
//! Nothing can be proven about a closure, so every decision must survive objections: a number must be approached
//! by all samples that are nearer than those it was extrapolated from; infinity must be approached without slowing
//! down; an oscillation must not get smaller. What survives none of them is undetermined.

use super::arithmetic::rounding;
use super::arrival::{arrival, is_level};
use super::cut::usable;
use super::extrapolate::Candidate;
use super::growth::{STOPS, infinite};
use super::noise::largest;
use super::oscillation::oscillation;
use super::outcome::{Outcome, Side, undetermined};
use super::rounding::finite;
use super::sample::{Path, Samples};
use super::settle::{
    beyond_disagrees, breaks_down, contradicted_after_loss, dies_away, is_hidden_pole, smooth, squeezed, stands_still,
};
use super::steps::short_steps;
use super::way::{After, STRETCH, Way};

/// A value whose error is more than this part of what the function's values are is not worth stating.
const COARSE: f64 = 1e-3;

/// An error that needs no measure.
const NOTHING: f64 = 1e-300;

/// A jump nearer than this, relative to where the samples begin, leaves too little of the way to judge.
const NEAR: f64 = 1e-5;

/// A step nearer than so many spacings of floating-point numbers may come from rounding: from 10⁻⁸ on, cos x is 1.
/// At 0 all may.
const ROUNDS: f64 = 1e8;

/// What `f` does as x approaches `at`, which is not NaN, from `side`.
pub(super) fn estimate(f: &dyn Fn(f64) -> f64, at: f64, side: Side) -> Outcome {
    let path = Path::new(at, side);
    match usable(Samples { steps: short_steps(&path, f), ..path.sample(f) }) {
        Ok(way) => decide(&way),
        Err(outcome) => outcome,
    }
}

fn decide(way: &Way) -> Outcome {
    let arrival = arrival(way);
    let outcome = on_the_way(way);
    let Some(arrival) = arrival else { return outcome };
    match outcome {
        // Growth that stops among the neighbours.
        Outcome::PlusInfinity | Outcome::MinusInfinity if is_level(way, &arrival) => {
            stated(way, arrival).unwrap_or_else(|_| undetermined(STOPS))
        }
        // What the way is too short to show.
        Outcome::Finite { value, error } if (value - arrival.value).abs() > error + arrival.error => {
            let error = arrival.error + (value - arrival.value).abs();
            stated(way, Candidate { error, ..arrival }).unwrap_or(outcome)
        }
        Outcome::Undetermined { .. } if !ends_on_a_step(way) => stated(way, arrival).unwrap_or(outcome),
        outcome => outcome,
    }
}

/// Whether all values are the same after a leap so near to the point that it may come from rounding.
fn ends_on_a_step(way: &Way) -> bool {
    let Some(last_rough) = way.noise.rough[..way.end].iter().rposition(|&rough| rough) else { return false };
    let values = way.bins(last_rough + 2, way.end);
    way.distance(last_rough) < way.samples.path.neighbour(ROUNDS) && values.windows(2).all(|pair| pair[0] == pair[1])
}

/// A number that the values approach, if its error leaves enough of it.
fn stated(way: &Way, found: Candidate) -> Result<Outcome, &'static str> {
    let error = found.error.max(4.0 * rounding(way));
    let (scale, near) = (largest(way.bins(0, way.end)), largest(way.bins(way.end / 2, way.end)));
    // Where all values are 0, that is measured by what f is elsewhere.
    let (scale, near, error) = if near == 0.0 {
        (way.loudest, way.loudest, error.max(f64::EPSILON * way.loudest))
    } else {
        (scale.max(found.value.abs()), near.max(found.value.abs()), error)
    };
    if error > NOTHING.max((COARSE * scale).min(10.0 * near)) {
        return Err("the values settle, if they do, too slowly to say where");
    }
    Ok(finite(found.value, error))
}

/// What the samples on the way say.
fn on_the_way(way: &Way) -> Outcome {
    if let After::Overflow(_) = way.after {
        let place = way.place(way.distance_of(way.samples.values.len()));
        return undetermined(&format!(
            "f is infinite from {place} on, and its values before that do not say whether it grows without end or something \
             in it overflows"
        ));
    }
    if way.end < 2 * STRETCH {
        let (from, to) = (way.place(way.distance_of(0)), way.place(way.distance(way.end)));
        let why = if way.after == After::Noise {
            "; nearer, they jump about: f goes up and down too fast to be followed, or rounding has eaten its digits"
        } else {
            ""
        };
        return undetermined(&format!("only the values from {from} to {to} can be used, which is too little{why}"));
    }
    let last_rough = way.noise.rough[..way.end].iter().rposition(|&rough| rough);
    if let Some(outcome) = infinite(way) {
        return outcome;
    }
    let mut reason = None;
    let mut found = Vec::new();
    // A jump or a kink on the way says that what was before it says nothing about what comes after.
    let smooth_from = last_rough.map_or(0, |bin| bin + 2);
    let near = NEAR * way.samples.path.distance(0);
    let rounds = way.samples.path.neighbour(ROUNDS);
    let abrupt = last_rough
        .filter(|&bin| smooth_from + STRETCH <= way.end && way.distance(bin) < near)
        .filter(|&bin| !(way.arrives && rounds > 0.0 && way.distance(bin) > rounds));
    if let Some(bin) = abrupt {
        reason = Some(format!("f changes abruptly at {}, very near the point", way.place(way.distance(bin))));
    } else if smooth_from + STRETCH <= way.end {
        match smooth(way, smooth_from) {
            Ok(candidate) => found.push(candidate),
            Err(why) => reason = Some(why),
        }
    }
    // Roughness that dies away is no abrupt change.
    found.extend(squeezed(way).filter(|candidate| abrupt.is_none() || dies_away(way, near, candidate)));
    let best = found.into_iter().min_by(|one, other| one.error.total_cmp(&other.error));
    if let Some(best) = best {
        match stated(way, best) {
            Err(why) => reason = Some(why.into()),
            Ok(_) if contradicted_after_loss(way, &best) => {
                reason = Some("its digits are lost, and the values after that are not those that it led to".into());
            }
            Ok(_) if breaks_down(way, &best) => {
                reason = Some("something in f becomes 0 or infinite before its values have settled".into());
            }
            Ok(_) if is_hidden_pole(way, &best) => {
                reason = Some("f divides by 0 at the point, but its values near the point do not show it".into());
            }
            Ok(_) if beyond_disagrees(way, best) => {
                reason = Some("much nearer to the point, the values leave what they seemed to approach".into());
            }
            Ok(outcome) => return stands_still(way, best).map_or(outcome, |why| undetermined(&why)),
        }
    }
    oscillation(way).unwrap_or_else(|| {
        let reason = reason.unwrap_or_else(|| "the values neither settle nor grow without slowing down".into());
        Outcome::Undetermined { reason }
    })
}
