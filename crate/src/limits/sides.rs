//! From the two one-sided outcomes to the two-sided limit.

use super::answer::Limit;
use super::estimate::estimate;
use super::outcome::{Outcome, Side, undetermined};
use super::rounding::finite;
use super::table::Approach;

/// The limit of `f` at `at` from one side, or from both if `side` is `None`.
pub(super) fn limit(f: &dyn Fn(f64) -> f64, at: f64, side: Option<Side>) -> Limit {
    let outcome = if at.is_nan() {
        undetermined("the point is NaN, which no x can approach; give a number, INFINITY or NEG_INFINITY")
    } else if at == f64::INFINITY {
        estimate(f, at, Side::Left)
    } else if at == f64::NEG_INFINITY {
        estimate(f, at, Side::Right)
    } else if let Some(side) = side {
        estimate(f, at, side)
    } else {
        both(estimate(f, at, Side::Left), estimate(f, at, Side::Right))
    };
    Limit { outcome, table: Approach::new(f, at, side) }
}

fn both(left: Outcome, right: Outcome) -> Outcome {
    use Outcome::*;
    match (&left, &right) {
        (Undetermined { reason: one }, Undetermined { reason: other }) if one == other => left,
        (NoValues, NoValues) => NoValues,
        (Undetermined { reason }, _) => undetermined(&format!("on the left, {reason}")),
        (_, Undetermined { reason }) => undetermined(&format!("on the right, {reason}")),
        (NoValues, _) => OneSideOnly { side: Side::Right, outcome: Box::new(right) },
        (_, NoValues) => OneSideOnly { side: Side::Left, outcome: Box::new(left) },
        (PlusInfinity, PlusInfinity) => PlusInfinity,
        (MinusInfinity, MinusInfinity) => MinusInfinity,
        (Oscillates { low, high }, Oscillates { low: other_low, high: other_high }) => {
            Oscillates { low: low.min(*other_low), high: high.max(*other_high) }
        }
        (&Finite { value: one, error: one_error }, &Finite { value: other, error: other_error }) => {
            let apart = (one - other).abs();
            if apart <= one_error + other_error {
                // Values that are all 0 say less of their error than those of the other side.
                let exact = one_error.min(other_error) <= f64::MIN_POSITIVE;
                let (value, error) =
                    if (one_error <= other_error) != exact { (one, one_error) } else { (other, other_error) };
                // By as much as the worse side leaves open the sides may differ: most of that is not to be hidden.
                finite(value, error.max(apart).max(one_error.max(other_error) / 8.0))
            } else if apart > 10.0 * (one_error + other_error) {
                SidesDiffer { left: Box::new(left), right: Box::new(right) }
            } else {
                undetermined("the two sides lead to numbers that are too close to be told apart")
            }
        }
        _ => SidesDiffer { left: Box::new(left), right: Box::new(right) },
    }
}
