//! Ranges of numbers as a learner writes them: `-10.0..=10.0`, `0.0..5.0`, `-10..=10`.

use std::ops::{Range, RangeInclusive};

use super::ticks::number;

/// A range of numbers on an axis. Whether it includes its ends makes no difference in a picture.
///
/// ```
/// use calculus::plot::Interval;
/// assert_eq!(Interval::from(-10.0..=10.0), Interval::from(-10..10));
/// ```
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Interval {
    /// Where it begins.
    pub from: f64,
    /// Where it ends.
    pub to: f64,
}

impl From<Range<f64>> for Interval {
    fn from(range: Range<f64>) -> Self {
        Interval { from: range.start, to: range.end }
    }
}

impl From<RangeInclusive<f64>> for Interval {
    fn from(range: RangeInclusive<f64>) -> Self {
        Interval { from: *range.start(), to: *range.end() }
    }
}

impl From<Range<i32>> for Interval {
    fn from(range: Range<i32>) -> Self {
        Interval { from: range.start.into(), to: range.end.into() }
    }
}

impl From<RangeInclusive<i32>> for Interval {
    fn from(range: RangeInclusive<i32>) -> Self {
        Interval { from: (*range.start()).into(), to: (*range.end()).into() }
    }
}

/// Larger values overflow when a window is computed from them.
pub(super) const LARGEST: f64 = 1e300;

impl Interval {
    pub(crate) fn span(self) -> f64 {
        self.to - self.from
    }

    pub(super) fn contains(self, value: f64) -> bool {
        self.from <= value && value <= self.to
    }

    pub(super) fn including(self, value: f64) -> Interval {
        Interval { from: self.from.min(value), to: self.to.max(value) }
    }

    /// The smallest interval that holds all the values, or `None` without any.
    pub(super) fn around(values: impl IntoIterator<Item = f64>) -> Option<Interval> {
        let mut values = values.into_iter().filter(|value| value.is_finite());
        let first = values.next()?;
        Some(values.fold(Interval { from: first, to: first }, Interval::including))
    }

    /// The interval in rising order, or a sentence about what is wrong with it. `place` says which one it is.
    /// A reversed interval is turned round, and `notes` says so.
    pub(super) fn checked(self, place: &str, notes: &mut Vec<String>) -> Option<Interval> {
        let (from, to) = (number(self.from), number(self.to));
        // Comparisons with NaN are false, so NaN takes this branch too.
        if !(self.from.abs() <= LARGEST && self.to.abs() <= LARGEST) {
            notes.push(format!("{place}: a range from {from} to {to} has no end. Give two finite numbers."));
            return None;
        }
        if self.from == self.to {
            notes.push(format!("{place}: the range from {from} to {to} is empty. Give two different numbers."));
            return None;
        }
        let rising = Interval { from: self.from.min(self.to), to: self.from.max(self.to) };
        if rising.span() < 1e-12 * rising.from.abs().max(rising.to.abs()) {
            notes.push(format!("{place}: the range around {from} is too narrow for f64. Choose a wider one."));
            return None;
        }
        if self.from > self.to {
            notes.push(format!("{place}: the range {from} to {to} runs backwards. It is drawn from {to} to {from}."));
        }
        Some(rising)
    }
}
