//! The value of a formula at a point, and a fast closure for plots and limits.

use super::arena::Table;
use super::derivative::Exception;
use super::expr::Expr;
use super::print::named;
use super::tape::Tape;
use crate::show::{Rich, shown};
use std::fmt;
use std::sync::{LazyLock, Mutex, PoisonError};

/// Where a formula is evaluated: a number for its only variable, or a value for each, by name or in alphabetical order.
/// Made by itself from `2.0`, `2`, `[2.0, 1.0]` or `[("x", 2.0), ("y", 1.0)]`.
#[derive(Clone, Debug, PartialEq)]
pub enum Point {
    /// The value of the only variable there is.
    Number(f64),
    /// A value for each variable, in alphabetical order.
    Listed(Vec<f64>),
    /// Values by name. Names that the formula does not have are ignored.
    Named(Vec<(String, f64)>),
}

impl From<f64> for Point {
    fn from(value: f64) -> Point {
        Point::Number(value)
    }
}

impl From<i32> for Point {
    fn from(value: i32) -> Point {
        Point::Number(value.into())
    }
}

impl<const N: usize> From<[f64; N]> for Point {
    fn from(values: [f64; N]) -> Point {
        Point::Listed(values.to_vec())
    }
}

impl From<&[f64]> for Point {
    fn from(values: &[f64]) -> Point {
        Point::Listed(values.to_vec())
    }
}

impl<const N: usize> From<[(&str, f64); N]> for Point {
    fn from(values: [(&str, f64); N]) -> Point {
        Point::from(values.as_slice())
    }
}

impl From<&[(&str, f64)]> for Point {
    fn from(values: &[(&str, f64)]) -> Point {
        Point::Named(values.iter().map(|(name, value)| ((*name).to_owned(), *value)).collect())
    }
}

impl Point {
    /// A value for each of these variables, or what is missing as a sentence.
    fn values(&self, variables: &[&'static str]) -> Result<Vec<f64>, String> {
        match self {
            Point::Number(value) if variables.len() <= 1 => Ok(vec![*value; variables.len()]),
            Point::Number(_) => Err(format!(
                "no value: the formula has {} variables ({}), so give a value to each by name, as in \
                 at([(\"{}\", 1.0), (\"{}\", 2.0)])",
                variables.len(),
                variables.join(", "),
                variables[0],
                variables[1]
            )),
            Point::Listed(values) if values.len() == variables.len() => Ok(values.clone()),
            Point::Listed(values) => Err(format!(
                "no value: the formula has {} variables ({}), and was given {} numbers",
                variables.len(),
                variables.join(", "),
                values.len()
            )),
            Point::Named(values) => variables
                .iter()
                .map(|variable| {
                    let found = values.iter().find(|(name, _)| name == variable);
                    found.map(|(_, value)| *value).ok_or_else(|| format!("no value: {variable} was not given one"))
                })
                .collect(),
        }
    }
}

/// What a formula gives at a point: a number, or the reason why there is none.
#[derive(Clone, PartialEq)]
pub struct Value(Result<f64, String>);

impl Value {
    pub(super) fn none(reason: String) -> Value {
        Value(Err(reason))
    }

    /// The number, if there is one. It is finite.
    ///
    /// ```
    /// use calculus::symbolic::parse;
    /// assert_eq!(parse("1/x")?.at(4).value(), Some(0.25));
    /// assert_eq!(parse("1/x")?.at(0).value(), None);
    /// # Ok::<(), calculus::symbolic::ParseError>(())
    /// ```
    pub fn value(&self) -> Option<f64> {
        self.0.as_ref().ok().copied()
    }

    /// Why there is no number, as a sentence without its full stop.
    ///
    /// ```
    /// use calculus::symbolic::parse;
    /// assert_eq!(parse("1/x")?.at(0).reason(), Some("no value at x = 0: 1/x divides by 0"));
    /// # Ok::<(), calculus::symbolic::ParseError>(())
    /// ```
    pub fn reason(&self) -> Option<&str> {
        self.0.as_ref().err().map(String::as_str)
    }
}

impl PartialEq<f64> for Value {
    fn eq(&self, other: &f64) -> bool {
        self.value() == Some(*other)
    }
}

impl fmt::Display for Value {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        match &self.0 {
            Ok(value) => write!(out, "{value:?}"),
            Err(reason) => out.write_str(reason),
        }
    }
}

impl fmt::Debug for Value {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self, out)
    }
}

impl Rich for Value {
    fn text(&self) -> String {
        self.to_string()
    }
}

shown!(Value);

/// A function for plots, limits and tables: free to copy, and it lives as long as the process.
pub type Curve = &'static (dyn Fn(f64) -> f64 + Send + Sync);

static CURVES: LazyLock<Mutex<Table<Curve>>> = LazyLock::new(Mutex::default);

impl Expr {
    /// The value at a point: a number for the only variable, or a value for each, by name. Where the formula has no
    /// value, the result says why.
    ///
    /// ```
    /// use calculus::symbolic::{parse, parse_in};
    /// assert_eq!(parse("x^2 + 2x + 2")?.at(2.0), 10.0);
    /// assert_eq!(parse_in("m x + b", &["b", "m", "x"])?.at([("m", -0.5), ("x", 4.0), ("b", 2.0)]), 0.0);
    /// assert_eq!(parse("ln x")?.at(-1.0).to_string(), "no value at x = -1: ln(x) needs a number above 0, and has -1");
    /// # Ok::<(), calculus::symbolic::ParseError>(())
    /// ```
    pub fn at(self, point: impl Into<Point>) -> Value {
        self.at_place_of(&self.variables(), &point.into())
    }

    /// The value at a point of these variables, which may be more than the formula has.
    pub(super) fn at_place_of(self, variables: &[&'static str], point: &Point) -> Value {
        let values = match point.values(variables) {
            Ok(values) => values,
            Err(reason) => return Value(Err(reason)),
        };
        let tape = Tape::new(self, variables);
        let mut results = Vec::new();
        let result = tape.run(&values, &mut results);
        let fault = tape
            .fault(&results)
            .or_else(|| (!result.is_finite()).then(|| "the numbers become too large for the machine".to_owned()));
        match fault {
            None => Value(Ok(result)),
            Some(fault) => Value(Err(format!("no value{}: {fault}", place(variables, &values)))),
        }
    }

    /// The formula's only variable, x if it has none, or what to do with several, as a sentence.
    pub(crate) fn only_variable(self) -> Result<&'static str, String> {
        match self.variables()[..] {
            [] => Ok("x"),
            [name] => Ok(name),
            [.., last] => Err(format!(
                "The formula has {} variables ({}). Put a number in for all but one of them, as in \
                 .substitute(\"{last}\", 2.0).",
                self.variables().len(),
                self.variables().join(", ")
            )),
        }
    }

    /// A fast function of the formula's only variable, for plots, limits and tables; a second call gives the same
    /// one. It returns NaN or an infinity where the formula has no value, and for a formula with several variables NaN
    /// everywhere: [`substitute`](Expr::substitute) numbers for the others first.
    ///
    /// ```
    /// use calculus::prelude::*;
    /// let f = parse("sin(x)/x")?.function();
    /// assert_eq!(f(0.1), 0.9983341664682815);
    /// assert_eq!(limit(f, 0.0).value(), Some(1.0));
    /// # Ok::<(), calculus::symbolic::ParseError>(())
    /// ```
    pub fn function(self) -> Curve {
        let mut curves = CURVES.lock().unwrap_or_else(PoisonError::into_inner);
        *curves.entry(self).or_insert_with(|| {
            let variables = self.variables();
            let (tape, many) = (Tape::new(self, &variables), variables.len() > 1);
            Box::leak(Box::new(move |x: f64| if many { f64::NAN } else { tape.value(&[x]) }))
        })
    }

    /// A fast function of all variables, in alphabetical order, for maps and landscapes. It returns NaN or an infinity where
    /// the formula has no value, and NaN for more or fewer numbers than there are variables.
    ///
    /// ```
    /// use calculus::prelude::*;
    /// let f = "x^2 y".into_formula().function_of_all();
    /// assert_eq!(f(&[3.0, 2.0]), 18.0);
    /// assert!(f(&[3.0]).is_nan());
    /// ```
    pub fn function_of_all(self) -> impl Fn(&[f64]) -> f64 {
        let variables = self.variables();
        let tape = Tape::new(self, &variables);
        move |values| if values.len() == variables.len() { tape.value(values) } else { f64::NAN }
    }
}

/// " at x = 2", or nothing for a formula without variables.
fn place(variables: &[&str], values: &[f64]) -> String {
    let pairs: Vec<String> = variables.iter().zip(values).map(|(name, value)| format!("{name} = {value}")).collect();
    if pairs.is_empty() { String::new() } else { format!(" at {}", pairs.join(", ")) }
}

/// Why the rules give no derivative at a point, if it is on one of these corners or jumps.
pub(super) fn exception_at(exceptions: &[Exception], point: &Point) -> Option<String> {
    exceptions.iter().find_map(|exception| {
        let (of, inner, words) = match *exception {
            Exception::Corner { of, zero } => (of, zero, "has a corner"),
            Exception::Jump { of, zero } => (of, zero, "jumps"),
            Exception::Whole { of, inner } => (of, inner, "jumps"),
        };
        let variables = inner.variables();
        let values = match (point, variables.len()) {
            (Point::Number(value), 1) => vec![*value],
            _ => point.values(&variables).ok()?,
        };
        let value = inner.at(point.clone()).value()?;
        let there = if matches!(exception, Exception::Whole { .. }) { value.fract() == 0.0 } else { value == 0.0 };
        there
            .then(|| format!("the rules give no derivative{}, where {} {words}", place(&variables, &values), named(of)))
    })
}
