//! The secant: the line through two points of a curve.

use std::borrow::Borrow;
use std::fmt;

use super::line::{Line, curve_around, enclosed, height, latex_number};
use crate::limits::{number, plain};
use crate::plot::{self, Plot, Role, figure};
use crate::show::{Rich, Row, shown, working};

/// The line through two points P and Q. From [`secant`] and [`secant_through`].
#[derive(Clone)]
pub struct Secant {
    p: (f64, f64),
    q: (f64, f64),
    line: Result<Line, String>,
    background: Plot,
}

/// The secant through the points of the curve of `f` at x = `p` and x = `q`.
///
/// Its slope is (y₂ − y₁) / (x₂ − x₁), computed as it stands. Where the two x are the same, or `f` has no value,
/// there is no secant: the numbers are NaN and [`problem`](Secant::problem) says why.
///
/// ```
/// use calculus::prelude::*;
/// let f = |x: f64| x.powi(2) + 2.0 * x + 2.0;
/// let s = secant(f, 2.0, 5.0);
/// assert_eq!((s.slope(), s.intercept()), (9.0, -8.0));
/// assert_eq!(s.equation(), "y = 9x − 8");
/// ```
pub fn secant(f: impl Fn(f64) -> f64, p: f64, q: f64) -> Secant {
    of_curve(&f, p, q)
}

/// The line through two plain points, each given as (x, y).
///
/// ```
/// use calculus::prelude::*;
/// assert_eq!(secant_through((2.0, 10.0), (5.0, 37.0)).slope(), 9.0);
/// ```
///
/// Points above each other have no slope; see [`secant`].
pub fn secant_through(p: (f64, f64), q: (f64, f64)) -> Secant {
    Secant { p, q, line: line(p, q), background: figure() }
}

pub(super) fn of_curve(f: &dyn Fn(f64) -> f64, p: f64, q: f64) -> Secant {
    let heights = height(f, p).and_then(|y| Ok((y, height(f, q)?)));
    let background = if p.is_finite() && q.is_finite() { curve_around(f, p, q) } else { figure() };
    match heights {
        Ok((y1, y2)) => Secant { p: (p, y1), q: (q, y2), line: line((p, y1), (q, y2)), background },
        Err(problem) => Secant { p: (p, f(p)), q: (q, f(q)), line: Err(problem), background },
    }
}

fn line(p: (f64, f64), q: (f64, f64)) -> Result<Line, String> {
    if ![p.0, p.1, q.0, q.1].iter().all(|value| value.is_finite()) {
        return Err(format!("A line needs two points with finite coordinates, and got {} and {}.", pair(p), pair(q)));
    }
    if p == q {
        return Err(format!(
            "P and Q are the same point {}, so Δx = 0 and the slope would be 0/0. Choose Q beside P; the line that the \
             secants lead to is the tangent.",
            pair(p)
        ));
    }
    if p.0 == q.0 {
        return Err(format!(
            "P and Q stand above each other at x = {}: Δx = 0, and an upright line has no slope.",
            number(p.0)
        ));
    }
    let slope = (q.1 - p.1) / (q.0 - p.0);
    let line = Line::through(p, slope);
    if line.slope.is_finite() && line.intercept.is_finite() {
        Ok(line)
    } else {
        Err("The slope is too large for f64. Choose points further apart, or smaller values.".into())
    }
}

fn pair((x, y): (f64, f64)) -> String {
    format!("({}, {})", number(x), number(y))
}

impl Secant {
    /// The first point, as (x, y).
    ///
    /// ```
    /// # use calculus::prelude::*;
    /// assert_eq!(secant(|x| x * x, 1.0, 3.0).p(), (1.0, 1.0));
    /// ```
    pub fn p(&self) -> (f64, f64) {
        self.p
    }

    /// The second point, as (x, y).
    ///
    /// ```
    /// # use calculus::prelude::*;
    /// assert_eq!(secant(|x| x * x, 1.0, 3.0).q(), (3.0, 9.0));
    /// ```
    pub fn q(&self) -> (f64, f64) {
        self.q
    }

    /// The slope m = Δy/Δx = (y₂ − y₁) / (x₂ − x₁). NaN if there is no secant.
    ///
    /// ```
    /// # use calculus::prelude::*;
    /// assert_eq!(secant(|x| x * x, 1.0, 3.0).slope(), 4.0);
    /// assert!(secant(|x| x * x, 1.0, 1.0).slope().is_nan());
    /// ```
    pub fn slope(&self) -> f64 {
        self.line.as_ref().map_or(f64::NAN, |line| line.slope)
    }

    /// The intercept b = y₁ − m·x₁, where the line meets the y axis. NaN if there is no secant.
    ///
    /// ```
    /// # use calculus::prelude::*;
    /// assert_eq!(secant(|x| x * x, 1.0, 3.0).intercept(), -3.0);
    /// ```
    pub fn intercept(&self) -> f64 {
        self.line.as_ref().map_or(f64::NAN, |line| line.intercept)
    }

    /// The line's height at `x`. NaN if there is no secant.
    ///
    /// ```
    /// # use calculus::prelude::*;
    /// assert_eq!(secant(|x| x * x, 1.0, 3.0).at(2.0), 5.0);
    /// ```
    pub fn at(&self, x: f64) -> f64 {
        self.line.as_ref().map_or(f64::NAN, |line| line.at(x))
    }

    /// The line as text, `y = 9x − 8`, with all digits; or why there is none.
    ///
    /// ```
    /// # use calculus::prelude::*;
    /// assert_eq!(secant(|x| x * x, 1.0, 3.0).equation(), "y = 4x − 3");
    /// ```
    pub fn equation(&self) -> String {
        self.line.as_ref().map_or_else(Clone::clone, |line| line.text())
    }

    /// Why there is no secant, as a sentence; `None` if there is one.
    ///
    /// ```
    /// # use calculus::prelude::*;
    /// assert!(secant(|x| x * x, 1.0, 1.0).problem().is_some_and(|why| why.contains("Δx = 0")));
    /// ```
    pub fn problem(&self) -> Option<&str> {
        self.line.as_ref().err().map(String::as_str)
    }

    /// The picture: the curve with P, Q and the secant, which can be added to with a dot.
    ///
    /// ```
    /// # use calculus::prelude::*;
    /// secant(|x| x * x, 1.0, 3.0).plot().title("The delta method");
    /// ```
    ///
    /// Without a secant the picture says why.
    pub fn plot(&self) -> Plot {
        self.drawn(&self.background)
    }

    /// Draws P, Q and the secant on a picture of one's own choice. A plot in a variable is lent: `.on(&p)`.
    ///
    /// ```
    /// # use calculus::prelude::*;
    /// let f = |x: f64| x * x;
    /// secant(f, 1.0, 3.0).on(plot(f, -10.0..=10.0));
    /// ```
    pub fn on(&self, picture: impl Borrow<Plot>) -> Plot {
        self.drawn(picture.borrow())
    }

    fn drawn(&self, picture: &Plot) -> Plot {
        let (p, q) = (self.p, self.q);
        let line = match &self.line {
            Ok(line) => line,
            Err(problem) => return picture.noted(problem),
        };
        let corner = (q.0, p.1);
        // Legs shorter than this part of the picture's width are hidden by P and Q.
        let seen = (q.0 - p.0).abs() > 0.2 * picture.x_span().unwrap_or(0.0);
        let picture = picture.secant(p, q).named(format!("secant, slope {}", plot::number(line.slope)));
        let picture = if seen && p.1 != q.1 {
            let (across, up) = (plot::number(q.0 - p.0), plot::number(q.1 - p.1));
            picture.segment(p, corner).label(format!("Δx = {across}")).segment(corner, q).label(format!("Δy = {up}"))
        } else {
            picture
        };
        let picture = if picture.has_room_for(0.0, line.intercept) {
            let label = format!("b = {}", plot::number(line.intercept));
            picture.point(0.0, line.intercept).role(Role::Secant).label(label)
        } else {
            picture
        };
        let picture = picture.point(q.0, q.1).label("Q").role(Role::PointQ);
        picture.point(p.0, p.1).label("P").role(Role::PointP)
    }
}

impl Rich for Secant {
    fn text(&self) -> String {
        let line = match &self.line {
            Ok(line) => line,
            Err(problem) => return problem.clone(),
        };
        let ((x1, y1), (x2, y2)) = (self.p, self.q);
        let behind = |value: f64| enclosed(value, number(value));
        format!(
            "P = {}, Q = {}\nslope m = Δy/Δx = ({} − {})/({} − {}) = {}\nintercept b = y₁ − m·x₁ = {} − {}·{} = {}\n{}",
            pair(self.p),
            pair(self.q),
            number(y2),
            behind(y1),
            number(x2),
            behind(x1),
            number(line.slope),
            number(y1),
            behind(line.slope),
            behind(x1),
            number(line.intercept),
            line.text()
        )
    }

    fn latex(&self) -> Option<String> {
        let line = self.line.as_ref().ok()?;
        let ((x1, y1), (x2, y2)) = (self.p, self.q);
        let behind = |value: f64| enclosed(value, latex_number(value));
        let equation = line.latex();
        let (y, height) = equation.split_once(' ')?;
        Some(working(&[
            Row::new(
                "m",
                format!(
                    "= \\frac{{\\Delta y}}{{\\Delta x}} = \\frac{{{} - {}}}{{{} - {}}}",
                    latex_number(y2),
                    behind(y1),
                    latex_number(x2),
                    behind(x1)
                ),
            ),
            Row::new("", format!("= {}", latex_number(line.slope))),
            Row::new(
                "b",
                format!("= y_1 - m\\,x_1 = {} - {} \\cdot {}", latex_number(y1), behind(line.slope), behind(x1)),
            ),
            Row::new("", format!("= {}", latex_number(line.intercept))),
            Row::new(y, height),
        ]))
    }
}

shown!(Secant);

impl fmt::Debug for Secant {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        let plain = |(x, y): (f64, f64)| format!("({}, {})", plain(x), plain(y));
        write!(out, "Secant({}, {}: {})", plain(self.p), plain(self.q), self.equation())
    }
}
