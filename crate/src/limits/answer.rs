//! What a learner gets who asks for a limit: the outcome, and the table of approach beside it.

use super::outcome::Outcome;
use super::table::Approach;
use std::fmt;

/// An estimate of a limit, with the table of approach that a person would make. From [`limit`](super::limit) and
/// its two one-sided relatives.
#[derive(Clone)]
pub struct Limit {
    pub(super) outcome: Outcome,
    pub(super) table: Approach,
}

impl Limit {
    /// What the values do.
    ///
    /// ```
    /// use calculus::limits::{Outcome, limit_right};
    /// assert_eq!(limit_right(|x| 25.0 / x, 0.0).outcome(), &Outcome::PlusInfinity);
    /// ```
    pub fn outcome(&self) -> &Outcome {
        &self.outcome
    }

    /// The limit, if it is a number: rounded to the digits that [`error`](Limit::error) leaves it. `None` if it is
    /// infinite, does not exist or is not known.
    ///
    /// ```
    /// use calculus::limits::limit;
    /// assert_eq!(limit(|x| (x * x - 1.0) / (x - 1.0), 1.0).value(), Some(2.0));
    /// assert_eq!(limit(|x| 1.0 / x, 0.0).value(), None);
    /// ```
    pub fn value(&self) -> Option<f64> {
        match self.outcome {
            Outcome::Finite { value, .. } => Some(value),
            _ => None,
        }
    }

    /// The estimated distance of [`value`](Limit::value) from the true limit, at most. `None` without a value.
    ///
    /// ```
    /// use calculus::limits::limit;
    /// let l = limit(|x| x.sin() / x, 0.0);
    /// assert!(l.error().is_some_and(|error| error < 1e-12));
    /// ```
    pub fn error(&self) -> Option<f64> {
        match self.outcome {
            Outcome::Finite { error, .. } => Some(error),
            _ => None,
        }
    }

    /// The values on the way to the point.
    ///
    /// ```
    /// use calculus::limits::limit;
    /// let l = limit(|x| (x * x - 1.0) / (x - 1.0), 1.0);
    /// assert_eq!(l.table().left()[0], (0.9, 1.9));
    /// ```
    pub fn table(&self) -> &Approach {
        &self.table
    }
}

impl fmt::Debug for Limit {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(out, "{} f(x): {:?}", self.table.arrow(), self.outcome)
    }
}
