//! The line that is fitted, and the one that fits best.

use std::borrow::Borrow;
use std::fmt;

use super::cost::mean_squared_error;
use super::data::Data;
use super::error::{RegressionError, finite};
use crate::number::Number;
use crate::or_panic;
use crate::plot::{Plot, figure, number};
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

    /// The data and this line, with the square of each error: the cost is the mean of their areas. The squares are square,
    /// and lean towards the middle.
    ///
    /// ```
    /// # use calculus::prelude::*;
    /// Line::new(-0.3, 1.0).squares(&clinical_trial());
    /// ```
    ///
    /// Of more than 30 points no squares are drawn: they would hide each other.
    pub fn squares(&self, data: &Data) -> Plot {
        const MOST: usize = 30;
        let middle = mean(data.xs());
        let points = data.points().into_iter().filter(|_| data.len() <= MOST);
        let with_squares = points.fold(figure().equal_axes(), |plot, (x, y)| {
            let error = self.at(x) - y;
            let beside = if x > middle { x - error.abs() } else { x + error.abs() };
            plot.polygon(&[(x, y), (beside, y), (beside, y + error), (x, y + error)])
        });
        let plot = data.plot_on(with_squares);
        let cost = mean_squared_error(&forward(self.m, self.b, data.xs()), data.ys());
        self.on(plot).title(format!("The mean of these squares: {}", number(cost)))
    }

    /// The line itself, if both of its numbers are finite.
    pub(super) fn checked(self) -> Result<Line, RegressionError> {
        finite(&|| "m".into(), self.m)?;
        finite(&|| "b".into(), self.b)?;
        Ok(self)
    }
}

impl fmt::Display for Line {
    /// `y = −0.5x + 2`, with six digits.
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        let sign = if self.b < 0.0 { '−' } else { '+' };
        write!(out, "y = {}x {sign} {}", number(self.m), number(self.b.abs()))
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

/// The line with the least mean squared error, in closed form: m = Σ(x − x̄)(y − ȳ) / Σ(x − x̄)² and b = ȳ − m·x̄.
///
/// ```
/// use calculus::prelude::*;
/// assert_eq!(least_squares(&clinical_trial()).to_string(), "y = −0.469286x + 1.76");
/// ```
///
/// # Panics
/// As [`try_least_squares`] fails.
#[track_caller]
pub fn least_squares(data: &Data) -> Line {
    or_panic(try_least_squares(data))
}

/// The same as [`least_squares`]. Fails if all points have the same x.
///
/// ```
/// use calculus::prelude::*;
/// use calculus::regression::try_least_squares;
/// let error = try_least_squares(&Data::new(&[3.0, 3.0], &[1.0, 2.0])).unwrap_err();
/// assert!(error.to_string().starts_with("All points have the same x = 3"));
/// ```
pub fn try_least_squares(data: &Data) -> Result<Line, RegressionError> {
    let (x_mean, y_mean) = (mean(data.xs()), mean(data.ys()));
    let around = data.points().into_iter().map(|(x, y)| (x - x_mean, y - y_mean));
    let (squares, products) = around.fold((0.0, 0.0), |sum, (x, y)| (sum.0 + x * x, sum.1 + x * y));
    if squares == 0.0 {
        return Err(RegressionError::NoSpread { x: x_mean });
    }
    let m = products / squares;
    Ok(Line { m, b: y_mean - m * x_mean })
}

pub(super) fn mean(values: &[f64]) -> f64 {
    values.iter().sum::<f64>() / values.len() as f64
}
