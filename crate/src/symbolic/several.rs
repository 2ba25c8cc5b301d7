//! Formulas in several variables: the gradient and the Hessian, as formulas themselves.

use super::evaluate::{Point, Value};
use super::expr::Expr;
use super::print::Writing;
use crate::show::{Rich, shown};
use std::fmt;

/// The derivatives of a formula by each of its variables, as formulas. From [`Expr::gradient`].
#[derive(Clone, Debug, PartialEq)]
pub struct GradientFormula {
    variables: Vec<&'static str>,
    parts: Vec<Expr>,
}

/// The second derivatives of a formula by each pair of its variables, as formulas. From [`Expr::hessian`].
#[derive(Clone, Debug, PartialEq)]
pub struct HessianFormula {
    variables: Vec<&'static str>,
    rows: Vec<Vec<Expr>>,
}

impl Expr {
    /// The derivatives by all the variables, in alphabetical order.
    ///
    /// ```
    /// use calculus::prelude::*;
    /// let cost = "(m x + b - y)^2".into_formula();
    /// assert_eq!(cost.gradient().by("b").to_string(), "2m x + 2b - 2y");
    /// let f = "x^2 y".into_formula().gradient();
    /// assert_eq!(f.to_string(), "df/dx = 2x y\ndf/dy = x^2");
    /// assert_eq!(f.at([3.0, 1.0]), [6.0, 9.0]);
    /// ```
    #[must_use]
    pub fn gradient(self) -> GradientFormula {
        let variables = self.variables();
        let parts = variables.iter().map(|variable| self.derivative(variable)).collect();
        GradientFormula { variables, parts }
    }

    /// The derivatives of the derivatives by all the variables, in alphabetical order. It is symmetric.
    ///
    /// ```
    /// use calculus::prelude::*;
    /// let curvature = "x^2 y".into_formula().hessian();
    /// assert_eq!(curvature.to_string(), "[2y, 2x]\n[2x, 0]");
    /// assert_eq!(curvature.by("x", "y").to_string(), "2x");
    /// ```
    #[must_use]
    pub fn hessian(self) -> HessianFormula {
        let GradientFormula { variables, parts } = self.gradient();
        let row = |part: &Expr| variables.iter().map(|variable| part.derivative(variable)).collect();
        HessianFormula { rows: parts.iter().map(row).collect(), variables }
    }
}

impl GradientFormula {
    /// The variables, in the order of the derivatives.
    ///
    /// ```
    /// use calculus::prelude::*;
    /// assert_eq!("y/x".into_formula().gradient().variables(), ["x", "y"]);
    /// ```
    pub fn variables(&self) -> &[&'static str] {
        &self.variables
    }

    /// The derivatives.
    ///
    /// ```
    /// use calculus::prelude::*;
    /// assert_eq!("x y".into_formula().gradient().parts()[0].to_string(), "y");
    /// ```
    pub fn parts(&self) -> &[Expr] {
        &self.parts
    }

    /// The derivative by one variable; 0 if the formula does not have it.
    ///
    /// ```
    /// use calculus::prelude::*;
    /// assert_eq!("x y".into_formula().gradient().by("y").to_string(), "x");
    /// ```
    pub fn by(&self, variable: &str) -> Expr {
        let place = self.variables.iter().position(|known| *known == variable);
        place.map_or(Expr::integer(0), |place| self.parts[place])
    }

    /// The values of all of them at a point: numbers in the order of [`variables`](Self::variables), or by name.
    ///
    /// ```
    /// use calculus::prelude::*;
    /// let gradient = "(1 - x)^2 + 100(y - x^2)^2".into_formula().gradient();
    /// assert_eq!(gradient.at([1.0, 1.0]), [0.0, 0.0]);
    /// assert_eq!(gradient.at([("y", 1.0), ("x", 1.0)]), [0.0, 0.0]);
    /// ```
    pub fn at(&self, point: impl Into<Point>) -> Vec<Value> {
        let point = point.into();
        self.parts.iter().map(|part| part.at_place_of(&self.variables, &point)).collect()
    }
}

impl HessianFormula {
    /// The variables, in the order of rows and columns.
    ///
    /// ```
    /// use calculus::prelude::*;
    /// assert_eq!("y/x".into_formula().hessian().variables(), ["x", "y"]);
    /// ```
    pub fn variables(&self) -> &[&'static str] {
        &self.variables
    }

    /// The second derivatives, row by row.
    ///
    /// ```
    /// use calculus::prelude::*;
    /// assert_eq!("x y".into_formula().hessian().rows()[0][1].to_string(), "1");
    /// ```
    pub fn rows(&self) -> &[Vec<Expr>] {
        &self.rows
    }

    /// The derivative by one variable of the derivative by another.
    ///
    /// ```
    /// use calculus::prelude::*;
    /// assert_eq!("x y^3".into_formula().hessian().by("y", "y").to_string(), "6x y");
    /// ```
    pub fn by(&self, one: &str, other: &str) -> Expr {
        let place = |name: &str| self.variables.iter().position(|known| *known == name);
        place(one).zip(place(other)).map_or(Expr::integer(0), |(row, column)| self.rows[row][column])
    }

    /// The values of all of them at a point, row by row.
    ///
    /// ```
    /// use calculus::prelude::*;
    /// assert_eq!("x^2 y".into_formula().hessian().at([3.0, 1.0]), [[2.0, 6.0], [6.0, 0.0]]);
    /// ```
    pub fn at(&self, point: impl Into<Point>) -> Vec<Vec<Value>> {
        let point = point.into();
        let row = |row: &Vec<Expr>| row.iter().map(|part| part.at_place_of(&self.variables, &point)).collect();
        self.rows.iter().map(row).collect()
    }
}

/// Words for a formula without variables.
const NONE: &str = "the formula has no variables, so there is nothing to differentiate by";

impl fmt::Display for GradientFormula {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        if self.parts.is_empty() {
            return out.write_str(NONE);
        }
        let line = |(name, part): (&&str, &Expr)| format!("df/d{name} = {part}");
        out.write_str(&self.variables.iter().zip(&self.parts).map(line).collect::<Vec<_>>().join("\n"))
    }
}

impl fmt::Display for HessianFormula {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        if self.rows.is_empty() {
            return out.write_str(NONE);
        }
        let row = |row: &Vec<Expr>| format!("[{}]", row.iter().map(Expr::to_string).collect::<Vec<_>>().join(", "));
        out.write_str(&self.rows.iter().map(row).collect::<Vec<_>>().join("\n"))
    }
}

fn latex(name: &str) -> String {
    Expr::variable(name).written(Writing::Latex)
}

impl Rich for GradientFormula {
    fn text(&self) -> String {
        self.to_string()
    }

    fn latex(&self) -> Option<String> {
        let line = |(name, part): (&&str, &Expr)| {
            format!("\\frac{{\\partial f}}{{\\partial {}}} &= {}", latex(name), part.written(Writing::Latex))
        };
        let lines: Vec<String> = self.variables.iter().zip(&self.parts).map(line).collect();
        let lines = lines.join(" \\\\\n");
        (!self.parts.is_empty()).then(|| format!("$$\\begin{{aligned}}\n{lines}\n\\end{{aligned}}$$"))
    }
}

impl Rich for HessianFormula {
    fn text(&self) -> String {
        self.to_string()
    }

    fn latex(&self) -> Option<String> {
        let row = |row: &Vec<Expr>| row.iter().map(|part| part.written(Writing::Latex)).collect::<Vec<_>>().join(" & ");
        let rows = self.rows.iter().map(row).collect::<Vec<_>>().join(" \\\\\n");
        (!self.rows.is_empty()).then(|| format!("$$\\begin{{pmatrix}}\n{rows}\n\\end{{pmatrix}}$$"))
    }
}

shown!(GradientFormula, HessianFormula);
