//! The picture of a formula.

use super::{Interval, Plot, figure, plot};
use crate::symbolic::Expr;

impl Expr {
    /// Draws the curve of a formula in one variable. See [`plot`]. With more variables the picture says what to do.
    ///
    /// ```
    /// use calculus::prelude::*;
    /// parse("sin(x)/x")?.plot(-10..10);
    /// parse("sin(x)/x")?.plot(-10.0..=10.0);
    /// assert!("x y".into_formula().plot(-1..1).describe().contains("has 2 variables"));
    /// # Ok::<(), calculus::symbolic::ParseError>(())
    /// ```
    pub fn plot(self, over: impl Into<Interval>) -> Plot {
        match self.only_variable() {
            Ok(variable) => {
                let text = self.to_string();
                let curve = plot(self.function(), over).x_name(variable);
                if text.chars().count() <= LONGEST_NAME { curve.named(text) } else { curve }
            }
            Err(sentence) => figure().noted(&sentence),
        }
    }
}

/// Longer formulas have no room in a legend.
const LONGEST_NAME: usize = 40;
