//! The table of difference quotients for shrinking Δx: the definition of the derivative at work.

use std::fmt;

use super::line::height;
use super::quotient::Formula;
use super::slope::{Slope, slope};
use crate::limits::{number, plain};
use crate::show::{self, Rich, digits, shown};

/// The steps of the course: a person would write these.
const STEPS: [f64; 7] = [1.0, 0.1, 0.01, 1e-3, 1e-4, 1e-5, 1e-6];

/// Difference quotients for one Δx after another, and where they lead. From [`difference_table`] and
/// [`difference_table_with`].
#[derive(Clone)]
pub struct DifferenceTable {
    x: f64,
    /// Δx, x + Δx, f(x + Δx) and the quotient.
    rows: Vec<[f64; 4]>,
    slope: Result<Slope, String>,
    /// Without a point there is nothing to put in a table.
    point: Option<f64>,
}

/// The difference quotients (f(x + Δx) − f(x)) / Δx for Δx = 1, 0.1, 0.01, … 10⁻⁶, and an estimate of their limit.
///
/// The limit is estimated as in [`tangent`](super::tangent), not read off the last row. Where it does not exist, or
/// `f` has no value at `x`, a sentence says so.
///
/// ```
/// use calculus::prelude::*;
/// let table = difference_table(|x| x.powi(2) + 2.0 * x + 2.0, 2.0);
/// assert_eq!(table.quotients()[..3], [7.0, 6.099999999999994, 6.009999999999849]);
/// assert_eq!(table.slope(), 6.0);
/// ```
pub fn difference_table(f: impl Fn(f64) -> f64, x: f64) -> DifferenceTable {
    table(&f, x, &STEPS)
}

/// The same for steps of one's own choice; a negative Δx looks to the left.
///
/// ```
/// use calculus::prelude::*;
/// let table = difference_table_with(|x| x * x, 1.0, &[0.5, -0.5]);
/// assert_eq!(table.quotients(), [2.5, 1.5]);
/// ```
///
/// Δx = 0 gives a row with 0/0, which is NaN.
pub fn difference_table_with(f: impl Fn(f64) -> f64, x: f64, steps: &[f64]) -> DifferenceTable {
    table(&f, x, steps)
}

fn table(f: &dyn Fn(f64) -> f64, x: f64, steps: &[f64]) -> DifferenceTable {
    let point = height(f, x).ok();
    let row = |dx: &f64| [*dx, x + dx, f(x + dx), Formula::Forward.of(f, x, *dx)];
    let rows = if point.is_some() { steps.iter().map(row).collect() } else { vec![] };
    DifferenceTable { x, rows, slope: slope(f, x), point }
}

impl DifferenceTable {
    /// The steps Δx, as they were asked for.
    ///
    /// ```
    /// # use calculus::prelude::*;
    /// assert_eq!(difference_table(|x| x * x, 1.0).steps()[1], 0.1);
    /// ```
    pub fn steps(&self) -> Vec<f64> {
        self.rows.iter().map(|row| row[0]).collect()
    }

    /// The difference quotients, one for each step. Empty if `f` has no value at the point.
    ///
    /// ```
    /// # use calculus::prelude::*;
    /// assert_eq!(difference_table(|x| x * x, 1.0).quotients()[0], 3.0);
    /// ```
    pub fn quotients(&self) -> Vec<f64> {
        self.rows.iter().map(|row| row[3]).collect()
    }

    /// What the quotients lead to as Δx → 0: the slope of the curve. NaN if they lead nowhere.
    ///
    /// ```
    /// # use calculus::prelude::*;
    /// assert_eq!(difference_table(|x| x * x, 1.0).slope(), 2.0);
    /// ```
    pub fn slope(&self) -> f64 {
        self.slope.as_ref().map_or(f64::NAN, |slope| slope.value)
    }

    /// The estimated distance of [`slope`](DifferenceTable::slope) from the true one, at most. NaN if there is none.
    ///
    /// ```
    /// # use calculus::prelude::*;
    /// assert!(difference_table(f64::sin, 1.0).error() < 1e-9);
    /// ```
    pub fn error(&self) -> f64 {
        self.slope.as_ref().map_or(f64::NAN, |slope| slope.error)
    }

    /// Why there is no slope, as a sentence; `None` if there is one.
    ///
    /// ```
    /// # use calculus::prelude::*;
    /// assert!(difference_table(f64::abs, 0.0).problem().is_some());
    /// ```
    pub fn problem(&self) -> Option<&str> {
        self.slope.as_ref().err().map(String::as_str)
    }

    fn cells(&self) -> Vec<Vec<String>> {
        let headings = ["Δx", "x + Δx", "f(x + Δx)", "(f(x + Δx) − f(x))/Δx"].map(str::to_owned).to_vec();
        // Values are shown raw, with all their digits, so that rounding is seen.
        let row =
            |&[dx, x, y, quotient]: &[f64; 4]| vec![plain(dx), plain(x), format!("{y:?}"), format!("{quotient:?}")];
        std::iter::once(headings).chain(self.rows.iter().map(row)).collect()
    }

    /// Whether a step was so small that x + Δx is x.
    fn remark(&self) -> &'static str {
        if self.rows.iter().any(|row| row[0] == 0.0) {
            "Δx = 0 gives 0/0, which is NaN: that is why Δx approaches 0 and never is 0."
        } else if self.rows.iter().any(|row| row[1] == self.x) {
            "For the smallest Δx, x + Δx is rounded to x itself, and the quotient is 0 for no reason of f."
        } else {
            ""
        }
    }
}

impl Rich for DifferenceTable {
    fn text(&self) -> String {
        let mut text = match &self.slope {
            Ok(slope) => format!(
                "dy/dx at x = {} ≈ {}   as Δx → 0\nAn estimate from values of f, not a proof. Error estimate: {}.\n",
                number(self.x),
                number(slope.value),
                slope.stated_error()
            ),
            Err(problem) => format!("{problem}\n"),
        };
        if self.point.is_some() {
            text += &format!("\n{}", show::text_table(&self.cells()));
        }
        text + self.remark()
    }

    fn html(&self) -> Option<String> {
        let mut html = match &self.slope {
            Ok(slope) => format!(
                "<p><strong>dy/dx at x = {} ≈ {}</strong> as Δx → 0</p>\n\
                 <p>An estimate from values of f, not a proof. Error estimate: {}.</p>\n",
                number(self.x),
                number(slope.value),
                slope.stated_error()
            ),
            Err(problem) => format!("<p>{problem}</p>\n"),
        };
        if self.point.is_some() {
            let mut cells = self.cells();
            digits::settle(&mut cells, 3);
            let foot =
                format!("<tfoot><tr><td colspan=\"4\" style=\"text-align:left\">{}</td></tr></tfoot>\n", digits::BOLD);
            html += &show::html_table(&cells, if self.rows.len() > 1 { &foot } else { "" });
        }
        let remark = self.remark();
        Some(if remark.is_empty() { html } else { format!("{html}\n<p>{remark}</p>") })
    }
}

shown!(DifferenceTable);

impl fmt::Debug for DifferenceTable {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(out, "DifferenceTable(at x = {}, {} rows, slope {})", plain(self.x), self.rows.len(), self.slope())
    }
}
