//! The tangent: where the secants through P lead as Q comes to it.

use std::borrow::Borrow;
use std::fmt;

use super::line::{Line, curve_around, latex_number};
use super::slope::{Slope, slope};
use crate::limits::number;
use crate::plot::{self, Plot, Role, figure};
use crate::show::{Rich, shown};

/// The tangent of a curve at a point, found from values of the function. From [`tangent`].
#[derive(Clone)]
pub struct Tangent {
    p: (f64, f64),
    slope: Result<Slope, String>,
    background: Plot,
}

/// The tangent of the curve of `f` at `x`. Its slope is estimated from the function's values, with an error.
///
/// The number is extrapolated from central differences (Ridders 1982), on every scale on which the curve may be smooth,
/// and claimed only if all difference quotients with smaller steps agree with it on both sides, as far as the noise of the
/// values lets them. `f` is called fewer than 70,000 times, most of them for the picture. At a corner, a jump, a pole, an
/// upright tangent, or where `f` has no value, the numbers are NaN and [`problem`](Tangent::problem) says why.
///
/// ```
/// use calculus::prelude::*;
/// let t = tangent(|x| x.powi(2) + 2.0 * x + 2.0, 2.0);
/// assert_eq!((t.slope(), t.intercept()), (6.0, -2.0));
/// assert!(tangent(f64::abs, 0.0).problem().is_some_and(|why| why.contains("corner")));
/// ```
pub fn tangent(f: impl Fn(f64) -> f64, x: f64) -> Tangent {
    of_curve(&f, x)
}

pub(super) fn of_curve(f: &dyn Fn(f64) -> f64, x: f64) -> Tangent {
    with_slope(f, x, slope(f, x))
}

/// The tangent whose slope is known, or why there is none.
pub(super) fn with_slope(f: &dyn Fn(f64) -> f64, x: f64, slope: Result<Slope, String>) -> Tangent {
    let background = if x.is_finite() { curve_around(f, x - 0.5, x + 0.5) } else { figure() };
    Tangent { p: (x, f(x)), slope, background }
}

impl Tangent {
    fn line(&self) -> Option<Line> {
        self.slope.as_ref().ok().map(|slope| Line::touching(self.p, slope.value, slope.error))
    }

    /// The point where the tangent touches the curve, as (x, y).
    ///
    /// ```
    /// # use calculus::prelude::*;
    /// assert_eq!(tangent(|x| x * x, 3.0).p(), (3.0, 9.0));
    /// ```
    pub fn p(&self) -> (f64, f64) {
        self.p
    }

    /// The slope, rounded to the digits that [`error`](Tangent::error) leaves it. NaN if there is none.
    ///
    /// ```
    /// # use calculus::prelude::*;
    /// assert_eq!(tangent(|x| x * x, 3.0).slope(), 6.0);
    /// ```
    pub fn slope(&self) -> f64 {
        self.slope.as_ref().map_or(f64::NAN, |slope| slope.value)
    }

    /// The estimated distance of the slope from the true one, at most. NaN if there is none.
    ///
    /// ```
    /// # use calculus::prelude::*;
    /// assert!(tangent(f64::exp, 1.0).error() < 1e-9);
    /// ```
    pub fn error(&self) -> f64 {
        self.slope.as_ref().map_or(f64::NAN, |slope| slope.error)
    }

    /// The intercept, where the tangent meets the y axis. NaN if there is no tangent.
    ///
    /// ```
    /// # use calculus::prelude::*;
    /// assert_eq!(tangent(|x| x * x, 3.0).intercept(), -9.0);
    /// ```
    pub fn intercept(&self) -> f64 {
        self.line().map_or(f64::NAN, |line| line.intercept)
    }

    /// The tangent's height at `x`. NaN if there is no tangent.
    ///
    /// ```
    /// # use calculus::prelude::*;
    /// assert_eq!(tangent(|x| x * x, 3.0).at(4.0), 15.0);
    /// ```
    pub fn at(&self, x: f64) -> f64 {
        self.line().map_or(f64::NAN, |line| line.at(x))
    }

    /// The line as text, `y = 6x − 9`; or why there is none.
    ///
    /// ```
    /// # use calculus::prelude::*;
    /// assert_eq!(tangent(|x| x * x, 3.0).equation(), "y = 6x − 9");
    /// ```
    pub fn equation(&self) -> String {
        self.slope.as_ref().map_or_else(Clone::clone, |slope| Line::touching(self.p, slope.value, slope.error).text())
    }

    /// Why there is no tangent, as a sentence; `None` if there is one.
    ///
    /// ```
    /// # use calculus::prelude::*;
    /// assert_eq!(tangent(|x| x * x, 3.0).problem(), None);
    /// ```
    pub fn problem(&self) -> Option<&str> {
        self.slope.as_ref().err().map(String::as_str)
    }

    /// The picture: the curve, the point P and the tangent. More can be added with a dot.
    ///
    /// ```
    /// # use calculus::prelude::*;
    /// tangent(|x| x * x, 3.0).plot().title("The tangent at 3");
    /// ```
    ///
    /// Without a tangent the picture says why.
    pub fn plot(&self) -> Plot {
        self.drawn(&self.background)
    }

    /// Draws P and the tangent on a picture of one's own choice. A plot in a variable is lent: `.on(&p)`.
    ///
    /// ```
    /// # use calculus::prelude::*;
    /// let f = |x: f64| x * x;
    /// tangent(f, 3.0).on(plot(f, -10.0..=10.0));
    /// ```
    pub fn on(&self, picture: impl Borrow<Plot>) -> Plot {
        self.drawn(picture.borrow())
    }

    fn drawn(&self, picture: &Plot) -> Plot {
        let line = match &self.slope {
            Ok(slope) => Line::touching(self.p, slope.value, slope.error),
            Err(problem) => return picture.noted(problem),
        };
        let (x, y) = self.p;
        let name = format!("tangent, slope {}", plot::number(line.slope));
        picture.secant((x, y), (x + 1.0, y + line.slope)).named(name).point(x, y).label("P").role(Role::PointP)
    }
}

impl Rich for Tangent {
    fn text(&self) -> String {
        match &self.slope {
            Ok(slope) => format!(
                "The tangent at P = ({}, {})\nslope ≈ {} (error estimate: {})\n{}",
                number(self.p.0),
                number(self.p.1),
                number(slope.value),
                slope.stated_error(),
                self.equation()
            ),
            Err(problem) => problem.clone(),
        }
    }

    fn latex(&self) -> Option<String> {
        let slope = self.slope.as_ref().ok()?;
        let error = slope.latex_error();
        let line = Line::touching(self.p, slope.value, slope.error).latex();
        Some(format!(
            "$$\\begin{{aligned}}\n\\text{{slope at }} x = {}: \\quad & {} \\pm {error} \\\\\n\\text{{tangent:}} \\quad & {line}\n\
             \\end{{aligned}}$$",
            latex_number(self.p.0),
            latex_number(slope.value)
        ))
    }
}

shown!(Tangent);

impl fmt::Debug for Tangent {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(out, "Tangent({})", self.equation())
    }
}
