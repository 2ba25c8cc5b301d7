//! A formula wherever a formula is meant: as one, as text, or as a number.

use super::expr::Expr;
use super::parse::{ParseError, parse_in_its_letters};

/// What can stand where a formula is meant: an [`Expr`], a text, or a number.
///
/// A text is read as [`parse`](super::parse) reads it, and single letters besides x are variables too: `"m x + b"`, `"xy"`.
///
/// ```
/// use calculus::prelude::*;
/// assert_eq!(differentiate("x^2 sin x").result().to_string(), "x^2 cos(x) + 2x sin(x)");
/// assert!(equivalent("sinh(2x)", "2 sinh(x) cosh(x)").is_equal());
/// assert_eq!("m x + b".into_formula().variables(), ["b", "m", "x"]);
/// ```
///
/// A text that is no formula ends the cell, with the place under it:
///
/// ```should_panic
/// # use calculus::prelude::*;
/// differentiate("x^2 +");
/// ```
#[diagnostic::on_unimplemented(
    message = "`{Self}` is no formula",
    label = "neither a formula nor a text nor a number",
    note = "write the formula as text, as in \"x^2 sin(x)\", or make one of a function with `formula(f)`"
)]
pub trait IntoFormula: Sized {
    /// The formula, or what is wrong with the text.
    ///
    /// ```
    /// use calculus::prelude::*;
    /// assert!("x^2".try_into_formula().is_ok());
    /// assert_eq!("x^".try_into_formula().unwrap_err().position(), 2);
    /// ```
    fn try_into_formula(self) -> Result<Expr, ParseError>;

    /// The formula.
    ///
    /// ```
    /// use calculus::prelude::*;
    /// assert_eq!("2 x²".into_formula().at(3), 18.0);
    /// ```
    ///
    /// # Panics
    /// With a text that is no formula: the message shows the text, with a mark at the place.
    #[track_caller]
    fn into_formula(self) -> Expr {
        match self.try_into_formula() {
            Ok(formula) => formula,
            Err(error) => panic!("{}", error.in_bold()),
        }
    }
}

impl IntoFormula for &str {
    fn try_into_formula(self) -> Result<Expr, ParseError> {
        parse_in_its_letters(self)
    }
}

/// What [`parse`](super::parse) gives, also without a `?` behind it.
impl IntoFormula for Result<Expr, ParseError> {
    fn try_into_formula(self) -> Result<Expr, ParseError> {
        self
    }
}

macro_rules! texts {
    ($($text:ty),+) => {$(
        impl IntoFormula for $text {
            fn try_into_formula(self) -> Result<Expr, ParseError> {
                self.as_str().try_into_formula()
            }
        }
    )+};
}
texts!(String, &String);

macro_rules! formulas {
    ($($formula:ty),+) => {$(
        impl IntoFormula for $formula {
            fn try_into_formula(self) -> Result<Expr, ParseError> {
                Ok(self.into())
            }
        }
    )+};
}
formulas!(Expr, f64, i32, i64, u32);

impl IntoFormula for &Expr {
    fn try_into_formula(self) -> Result<Expr, ParseError> {
        Ok(*self)
    }
}

impl Expr {
    /// This formula with `value` in place of the variable `name`, nothing calculated.
    ///
    /// ```
    /// use calculus::symbolic::{parse, parse_in};
    /// let line = parse_in("m x + b", &["b", "m", "x"])?;
    /// assert_eq!(line.substitute("m", -0.5).substitute("b", 2.0).simplify().to_string(), "2 - x/2");
    /// assert_eq!(parse("x^2")?.substitute("x", parse("x + 1")?).to_string(), "(x + 1)^2");
    /// # Ok::<(), calculus::symbolic::ParseError>(())
    /// ```
    #[must_use]
    #[track_caller]
    pub fn substitute(self, name: &str, value: impl IntoFormula) -> Expr {
        let (variable, value) = (Expr::variable(name), value.into_formula());
        self.rebuilt(|old, new| if old == variable { value } else { new })
    }
}
