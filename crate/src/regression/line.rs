//! The line that is fitted, and what it predicts.

use std::borrow::Borrow;
use std::fmt;

use super::error::{RegressionError, finite};
use crate::delta::line as delta;
use crate::number::Number;
use crate::plot::Plot;
use crate::show::{Rich, shown};

/// A straight line y = m·x + b.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Line {
    /// The slope.
    pub m: f64,
    /// The intercept: the height at x = 0.
    pub b: f64,
}

impl Line {
    /// The line with this slope and this intercept.
    ///
    /// ```
    /// # use calculus::prelude::*;
    /// assert_eq!(Line::new(-0.5, 2.0).at(2.0), 1.0);
    /// ```
    pub fn new(m: f64, b: f64) -> Line {
        Line { m, b }
    }

    /// The height of the line at `x`.
    ///
    /// ```
    /// # use calculus::prelude::*;
    /// assert_eq!(Line::new(-0.5, 2.0).at(4.0), 0.0);
    /// ```
    pub fn at(&self, x: f64) -> f64 {
        self.m * x + self.b
    }

    /// The line added to a picture, all of it, with its equation in the legend. A plot in a variable is lent: `.on(&p)`.
    ///
    /// ```
    /// # use calculus::prelude::*;
    /// Line::new(0.9, 0.1).on(clinical_trial().plot());
    /// ```
    pub fn on(&self, plot: impl Borrow<Plot>) -> Plot {
        plot.borrow().whole_line(self.m, self.b).named(self.to_string())
    }

    /// The line itself, if both of its numbers are finite.
    pub(super) fn checked(self) -> Result<Line, RegressionError> {
        finite(&|| "m".into(), self.m)?;
        finite(&|| "b".into(), self.b)?;
        Ok(self)
    }
}

impl fmt::Display for Line {
    /// `y = −0.5x + 2`, with six digits, and as a person writes it: `y = 1`, `y = −x`.
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str(&delta::Line { slope: self.m, intercept: self.b }.short())
    }
}

impl Rich for Line {
    fn text(&self) -> String {
        self.to_string()
    }
}

shown!(Line);

/// Step 1, the forward pass: what the line with slope `m` and intercept `b` says for every x, usually written ŷ.
///
/// ```
/// use calculus::prelude::*;
/// assert_eq!(forward(-0.5, 2.0, &[0.0, 2.0]), [2.0, 1.0]);
/// ```
#[track_caller]
pub fn forward<N: Number>(m: N, b: N, xs: &[f64]) -> Vec<N> {
    let mut predicted = Vec::with_capacity(xs.len());
    // Not in a closure: m and b of two tapes are to be reported at the place of the call.
    for x in xs {
        predicted.push(m * *x + b);
    }
    predicted
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_equation_is_written_as_a_person_writes_it() {
        let written = [(-0.5, 2.0), (1.0, -3.0), (-1.0, 0.0), (0.0, 1.0), (0.0, -1.0), (0.0, 0.0), (2.0, -0.0)]
            .map(|(m, b)| Line::new(m, b).to_string());
        assert_eq!(written, ["y = −0.5x + 2", "y = x − 3", "y = −x", "y = 1", "y = −1", "y = 0", "y = 2x"]);
    }
}
