//! From text to formula.
//!
//! Read from left to right with two stacks, one for formulas and one for operators that wait for what follows
//! (E. W. Dijkstra's shunting yard, 1961), so that no depth of brackets can overflow the machine's own stack.

mod bounds;
mod called;
mod error;
mod lexer;
mod names;
mod notation;
mod operators;
mod reader;
mod token;

use super::expr::Expr;
use bounds::LONGEST;
use error::Fault;
pub use error::ParseError;
use lexer::tokens;
use reader::Reader;

/// Reads a formula in x.
///
/// `2x`, `2(x + 1)`, `(x + 1)(x - 1)` and `x sin x` are products; so is `1/2x`, which is read from left to right as
/// (1/2)x. Powers are `x^2`, `x**2` or `x²`, roots `sqrt(x)` or `√x`, and `e^x` is the exponential function. Known
/// besides are `pi`, `exp`, `ln`, `sin`, `cos`, `tan`, `abs` (or `|x|`), `floor`, `step`, `max(x, 0)` and `min(x, 0)`.
/// A function without brackets takes the numbers, names and powers that follow: `sin 2x cos x` is sin(2x)·cos(x).
///
/// Right behind the digits of a number, `e` with digits of its own is a power of ten: `1e-6` and `1E-6` are 10⁻⁶. With a
/// space, a sign of multiplication, or anything else behind it, it is the number e: `2e^x`, `2e x` and `2e` are, and
/// e − 6 is written `1 e - 6`, `1*e-6` or `e - 6`.
///
/// A text has at most 20,000 characters and 1,000 brackets inside of one another.
///
/// ```
/// use calculus::symbolic::parse;
/// assert_eq!(parse("(2x² + 8)²")?.to_string(), "(2x^2 + 8)^2");
/// assert_eq!(parse("−x·e^x sin^2 x")?.to_string(), "-x e^x sin(x)^2");
/// assert_eq!(parse("2.5e3 x + 1e-6")?.to_string(), "2500x + 1/1000000");
/// assert_eq!(parse("2e - 6")?.to_string(), "2e - 6");
/// assert_eq!(parse("2x + sin(y)").unwrap_err().to_string(), "\
/// 2x + sin(y)
///          ^ the name y is not known here; known are x, e, pi, and functions such as sqrt, exp, ln, sin, cos, tan, tanh, abs, max");
/// # Ok::<(), calculus::symbolic::ParseError>(())
/// ```
pub fn parse(text: &str) -> Result<Expr, ParseError> {
    parse_in(text, &["x"])
}

/// Reads a formula in x and in whatever single letters it has besides: `m x + b`, `xy`.
pub(super) fn parse_in_its_letters(text: &str) -> Result<Expr, ParseError> {
    if let Some((place, words)) = notation::notation(text) {
        return Err(ParseError::new(text, place, Fault::Unclear(words)));
    }
    let letters = names::letters(text);
    let mut variables: Vec<&str> = vec!["x"];
    variables.extend(letters.iter().map(String::as_str).filter(|letter| *letter != "x"));
    // What is wrong is told to someone who thinks of x, unless it is wrong with all the letters.
    parse_in(text, &variables).map_err(|error| {
        let plain = parse(text).err().filter(|plain| plain.position() == error.position());
        plain.unwrap_or(error)
    })
}

/// Reads a formula in these variables. See [`parse`].
///
/// ```
/// use calculus::symbolic::parse_in;
/// assert_eq!(parse_in("(m x + b − y)²", &["m", "x", "b", "y"])?.to_string(), "(m x + b - y)^2");
/// assert_eq!(parse_in("2xy", &["x", "y"])?.to_string(), "2x y");
/// # Ok::<(), calculus::symbolic::ParseError>(())
/// ```
pub fn parse_in(text: &str, variables: &[&str]) -> Result<Expr, ParseError> {
    let error = |kind| Err(ParseError::new(text, 0, kind));
    let length = text.chars().count();
    if length > LONGEST {
        return error(Fault::TooLong { length });
    }
    for name in variables {
        if Expr::variable(name).name().is_none() {
            return error(Fault::BadVariable { name: (*name).to_owned() });
        }
    }
    let tokens = tokens(text, variables)?;
    if tokens.len() == 1 {
        return error(Fault::Empty);
    }
    Reader::new(text, &tokens).read()
}
