//! From text to formula.
//!
//! Read from left to right with two stacks, one for formulas and one for operators that wait for what follows
//! (E. W. Dijkstra's shunting yard, 1961), so that no depth of brackets can overflow the machine's own stack.

use super::expr::{Expr, FUNCTIONS, Function, Node, node};
use super::lexer::{Meaning, Token, tokens};
use super::rules::negative;
use std::fmt;

/// The longest text that is read, in characters.
const LONGEST: usize = 20_000;
/// The most brackets inside of one another.
const DEEPEST: usize = 1_000;

/// Why a text is no formula, and where. Its text shows the place with a mark below the character.
#[derive(Clone, PartialEq)]
pub struct ParseError {
    text: String,
    position: usize,
    kind: Fault,
}

/// What is wrong with a text.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum Fault {
    Empty,
    TooLong { length: usize },
    TooDeep,
    Character(char),
    Name { name: String, known: String },
    BadVariable { name: String },
    Expected { what: &'static str, found: String },
    NeverClosed { opened: char },
    NeverOpened { closed: char },
    DividesByZero,
}

impl fmt::Display for Fault {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Fault::Empty => write!(out, "the text is empty; expected a formula such as 2x^2 + 8"),
            Fault::TooLong { length } => {
                write!(out, "the text has {length} characters; a formula may have up to {LONGEST}")
            }
            Fault::TooDeep => write!(out, "more than {DEEPEST} brackets are open here; take some of them away"),
            Fault::Character(found) => write!(out, "the character {found:?} has no meaning in a formula"),
            Fault::Name { name, known } => write!(out, "the name {name} is not known here; known are {known}"),
            Fault::BadVariable { name } => {
                write!(out, "{name:?} cannot be the name of a variable: take letters that mean nothing else")
            }
            Fault::Expected { what, found } => write!(out, "expected {what}, found {found}"),
            Fault::NeverClosed { opened } => write!(out, "this {opened} is never closed"),
            Fault::NeverOpened { closed } => write!(out, "this {closed} closes nothing that was opened"),
            Fault::DividesByZero => write!(out, "a division by 0 has no value"),
        }
    }
}

impl ParseError {
    pub(super) fn new(text: &str, position: usize, kind: Fault) -> ParseError {
        ParseError { text: text.chars().take(LONGEST).collect(), position, kind }
    }

    /// The place of the fault: how many characters stand before it.
    ///
    /// ```
    /// use calculus::symbolic::parse;
    /// assert_eq!(parse("2x + ?").unwrap_err().position(), 5);
    /// ```
    pub fn position(&self) -> usize {
        self.position
    }

    /// What is wrong and what was expected, as a sentence without its full stop.
    ///
    /// ```
    /// use calculus::symbolic::parse;
    /// assert_eq!(parse("2x^").unwrap_err().message(), "expected an exponent, found the end");
    /// ```
    pub fn message(&self) -> String {
        self.kind.to_string()
    }
}

impl fmt::Display for ParseError {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        if matches!(self.kind, Fault::Empty | Fault::TooLong { .. } | Fault::BadVariable { .. }) {
            return write!(out, "{}", self.kind);
        }
        // A piece of the text around the place, so that a long one does not fill the screen.
        let start = self.position.saturating_sub(40);
        let piece: String = self.text.chars().skip(start).take(70).map(|c| if c < ' ' { ' ' } else { c }).collect();
        let before = if start > 0 { "…" } else { "" };
        let blank = " ".repeat(self.position - start + before.chars().count());
        write!(out, "{before}{}\n{blank}^ {}", piece.trim_end(), self.kind)
    }
}

/// As [`Display`](fmt::Display), for `unwrap` and for cells that end in an error.
impl fmt::Debug for ParseError {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(out, "\n{self}")
    }
}

impl std::error::Error for ParseError {}

/// Reads a formula in x.
///
/// `2x`, `2(x + 1)`, `(x + 1)(x - 1)` and `x sin x` are products; so is `1/2x`, which is read from left to right as
/// (1/2)x. Powers are `x^2`, `x**2` or `x²`, roots `sqrt(x)` or `√x`, and `e^x` is the exponential function. Known
/// besides are `pi`, `exp`, `ln`, `sin`, `cos`, `tan`, `abs` (or `|x|`), `floor`, `step`, `max(x, 0)` and `min(x, 0)`.
/// A function without brackets takes the numbers, names and powers that follow: `sin 2x cos x` is sin(2x)·cos(x).
/// A text has at most 20,000 characters and 1,000 brackets inside of one another.
///
/// ```
/// use calculus::symbolic::parse;
/// assert_eq!(parse("(2x² + 8)²")?.to_string(), "(2x^2 + 8)^2");
/// assert_eq!(parse("−x·e^x sin^2 x")?.to_string(), "-x e^x sin(x)^2");
/// assert_eq!(parse("2x + sin(y)").unwrap_err().to_string(), "\
/// 2x + sin(y)
///          ^ the name y is not known here; known are x, e, pi, sqrt, abs, exp, ln, sin, cos, tan, floor, step, max, min");
/// # Ok::<(), calculus::symbolic::ParseError>(())
/// ```
pub fn parse(text: &str) -> Result<Expr, ParseError> {
    parse_in(text, &["x"])
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
    Reader { text, tokens: &tokens, formulas: Vec::new(), waiting: Vec::new(), depth: 0 }.read()
}

/// An operator that waits for the formula to its right.
#[derive(Clone, Copy, Debug, PartialEq)]
enum Waiting {
    Binary {
        operator: Binary,
        strength: u8,
        place: usize,
    },
    /// A minus sign in front; a strong one belongs to a factor or an exponent: 2^-x.
    Minus {
        strength: u8,
    },
    /// A function without brackets.
    Function {
        function: Function,
        exponent: Option<Expr>,
    },
    Open {
        bracket: char,
        call: Call,
        place: usize,
    },
}

#[derive(Clone, Copy, Debug, PartialEq)]
enum Binary {
    Plus,
    Minus,
    Times,
    Divide,
    Power,
}

/// What a bracket belongs to.
#[derive(Clone, Copy, Debug, PartialEq)]
enum Call {
    Nothing,
    Function {
        function: Function,
        exponent: Option<Expr>,
    },
    /// The larger or smaller of two, and the first of them once it was read.
    OfTwo {
        larger: bool,
        first: Option<Expr>,
    },
}

// How strongly operators hold their sides.
const SUM: u8 = 1;
const WEAK_MINUS: u8 = 2;
const PRODUCT: u8 = 3;
const FUNCTION: u8 = 4;
/// A product inside of the argument of a function without brackets.
const ARGUMENT: u8 = 5;
const STRONG_MINUS: u8 = 6;
const POWER: u8 = 7;

impl Waiting {
    fn strength(self) -> u8 {
        match self {
            Waiting::Binary { strength, .. } | Waiting::Minus { strength } => strength,
            Waiting::Function { .. } => FUNCTION,
            Waiting::Open { .. } => 0,
        }
    }
}

struct Reader<'a> {
    text: &'a str,
    /// The last one is the end.
    tokens: &'a [Token],
    formulas: Vec<Expr>,
    waiting: Vec<Waiting>,
    depth: usize,
}

impl Reader<'_> {
    fn read(mut self) -> Result<Expr, ParseError> {
        let mut next = 0;
        // Whether a formula ended here, so that an operator may follow.
        let mut complete = false;
        while let Some(token) = self.tokens.get(next).filter(|token| token.meaning != Meaning::End) {
            next += 1;
            complete = if complete { self.after_formula(token, &mut next)? } else { self.formula(token, &mut next)? };
        }
        let end = self.tokens.last().map_or(0, |token| token.place);
        if !complete {
            return Err(self.expected(end, "the end"));
        }
        self.reduce(SUM)?;
        if let Some(Waiting::Open { bracket, place, .. }) = self.waiting.pop() {
            return Err(self.error(place, Fault::NeverClosed { opened: bracket }));
        }
        // The stack holds exactly one formula by now.
        Ok(self.formulas.pop().unwrap_or_else(|| Expr::integer(0)))
    }

    fn error(&self, place: usize, kind: Fault) -> ParseError {
        ParseError::new(self.text, place, kind)
    }

    /// What should stand where a formula has to begin.
    fn expected(&self, place: usize, found: &str) -> ParseError {
        let what = match self.waiting.last() {
            Some(Waiting::Binary { operator: Binary::Power, .. }) => "an exponent",
            Some(Waiting::Binary { operator: Binary::Divide, .. }) => "what to divide by",
            Some(Waiting::Binary { operator: Binary::Times, .. }) => "another factor",
            Some(Waiting::Binary { .. } | Waiting::Minus { .. }) => "a term: a number, a name or a bracket",
            Some(Waiting::Function { .. }) => "what the function is taken of",
            Some(Waiting::Open { .. }) => "a formula inside of the brackets",
            None => "a formula",
        };
        self.error(place, Fault::Expected { what, found: found.to_owned() })
    }

    /// A token where a formula has to begin. Says whether one is complete with it.
    fn formula(&mut self, token: &Token, next: &mut usize) -> Result<bool, ParseError> {
        match token.meaning {
            Meaning::Formula(expr) => {
                self.formulas.push(expr);
                return Ok(true);
            }
            Meaning::Minus => {
                let strong = self.waiting.last().is_some_and(|waiting| waiting.strength() >= PRODUCT);
                self.waiting.push(Waiting::Minus { strength: if strong { STRONG_MINUS } else { WEAK_MINUS } });
            }
            // A plus sign in front says nothing.
            Meaning::Plus if self.waiting.last().is_none_or(|waiting| waiting.strength() == 0) => {}
            Meaning::Function(function) => self.function(function, next)?,
            Meaning::OfTwo { larger } => {
                if !matches!(self.tokens.get(*next), Some(Token { meaning: Meaning::Open('('), .. })) {
                    let place = self.tokens.get(*next).map_or(token.place, |token| token.place);
                    let found = self.found(*next);
                    return Err(self.error(place, Fault::Expected { what: "a bracket, as in max(x, 0)", found }));
                }
                *next += 1;
                self.open('(', Call::OfTwo { larger, first: None }, token.place)?;
            }
            Meaning::Open(bracket) => self.open(bracket, Call::Nothing, token.place)?,
            Meaning::Bar => {
                let call = Call::Function { function: Function::AbsoluteValue, exponent: None };
                self.open('|', call, token.place)?;
            }
            Meaning::Close(closed) => {
                let open = self.waiting.iter().any(|waiting| matches!(waiting, Waiting::Open { .. }));
                return Err(if open {
                    self.expected(token.place, &format!("{closed}"))
                } else {
                    self.error(token.place, Fault::NeverOpened { closed })
                });
            }
            _ => return Err(self.expected(token.place, &self.found(*next - 1))),
        }
        Ok(false)
    }

    /// A token where a formula has just ended. Says whether one is complete with it.
    fn after_formula(&mut self, token: &Token, next: &mut usize) -> Result<bool, ParseError> {
        let place = token.place;
        let (operator, strength) = match token.meaning {
            Meaning::Plus => (Binary::Plus, SUM),
            Meaning::Minus => (Binary::Minus, SUM),
            Meaning::Times => (Binary::Times, PRODUCT),
            Meaning::Divide => (Binary::Divide, PRODUCT),
            Meaning::Power => (Binary::Power, POWER),
            Meaning::Close(closed) => return self.close(closed, place).map(|()| true),
            Meaning::Bar if self.innermost() == Some('|') => return self.close('|', place).map(|()| true),
            Meaning::Comma => return self.comma(place).map(|()| false),
            Meaning::Formula(expr) if expr.as_constant().is_some() => {
                let found = self.found(*next - 1);
                return Err(self.error(place, Fault::Expected { what: "an operator such as + or * before it", found }));
            }
            // A product without a sign, which the token itself begins to read.
            _ => {
                self.reduce(ARGUMENT)?;
                let argument = matches!(self.waiting.last(), Some(Waiting::Function { .. }))
                    && matches!(token.meaning, Meaning::Formula(_));
                let strength = if argument { ARGUMENT } else { PRODUCT };
                self.reduce(strength)?;
                self.waiting.push(Waiting::Binary { operator: Binary::Times, strength, place });
                return self.formula(token, next);
            }
        };
        // Powers are read from the right: 2^3^2 is 2^9.
        self.reduce(if operator == Binary::Power { POWER + 1 } else { strength })?;
        let place = self.tokens.get(*next).map_or(place, |token| token.place);
        self.waiting.push(Waiting::Binary { operator, strength, place });
        Ok(false)
    }

    fn found(&self, index: usize) -> String {
        let Some(token) = self.tokens.get(index).filter(|token| token.meaning != Meaning::End) else {
            return "the end".to_owned();
        };
        let end = self.tokens.get(index + 1).map_or(usize::MAX, |after| after.place);
        let words: String = self.text.chars().skip(token.place).take((end - token.place).min(20)).collect();
        words.trim().to_owned()
    }

    fn function(&mut self, function: Function, next: &mut usize) -> Result<(), ParseError> {
        // sin^2 x and sin² x
        let mut exponent = None;
        if let Some([power, number]) = self.tokens.get(*next..*next + 2)
            && power.meaning == Meaning::Power
        {
            let constant = |expr: &Expr| expr.as_constant().is_some();
            let Some(value) = number.formula().filter(constant) else {
                let what = "a number as the exponent of a function, as in sin^2(x)";
                return Err(self.error(number.place, Fault::Expected { what, found: self.found(*next + 1) }));
            };
            exponent = Some(value);
            *next += 2;
        }
        if let Some(Token { meaning: Meaning::Open(bracket), place }) = self.tokens.get(*next) {
            *next += 1;
            return self.open(*bracket, Call::Function { function, exponent }, *place);
        }
        self.waiting.push(Waiting::Function { function, exponent });
        Ok(())
    }

    fn open(&mut self, bracket: char, call: Call, place: usize) -> Result<(), ParseError> {
        self.depth += 1;
        if self.depth > DEEPEST {
            return Err(self.error(place, Fault::TooDeep));
        }
        self.waiting.push(Waiting::Open { bracket, call, place });
        Ok(())
    }

    fn innermost(&self) -> Option<char> {
        self.waiting.iter().rev().find_map(|waiting| match waiting {
            Waiting::Open { bracket, .. } => Some(*bracket),
            _ => None,
        })
    }

    fn close(&mut self, closed: char, place: usize) -> Result<(), ParseError> {
        self.reduce(SUM)?;
        let Some(Waiting::Open { bracket, call, .. }) = self.waiting.pop() else {
            return Err(self.error(place, Fault::NeverOpened { closed }));
        };
        let right = match bracket {
            '(' => ')',
            '[' => ']',
            '{' => '}',
            bar => bar,
        };
        if right != closed {
            let what = if right == '|' { "| to close the absolute value" } else { "the bracket that was opened" };
            return Err(self.error(place, Fault::Expected { what, found: closed.to_string() }));
        }
        self.depth -= 1;
        let inner = self.pop();
        let formula = match call {
            Call::Nothing => inner,
            Call::Function { function, exponent } => applied(function, exponent, inner),
            Call::OfTwo { larger, first: Some(first) } if larger => node(Node::Maximum(first, inner)),
            Call::OfTwo { first: Some(first), .. } => node(Node::Minimum(first, inner)),
            Call::OfTwo { first: None, .. } => {
                let what = "a comma and a second formula, as in max(x, 0)";
                return Err(self.error(place, Fault::Expected { what, found: closed.to_string() }));
            }
        };
        self.formulas.push(formula);
        Ok(())
    }

    fn comma(&mut self, place: usize) -> Result<(), ParseError> {
        self.reduce(SUM)?;
        let inner = self.formulas.last().copied();
        match self.waiting.last_mut() {
            Some(Waiting::Open { call: Call::OfTwo { first: first @ None, .. }, .. }) => {
                *first = inner;
                self.formulas.pop();
                Ok(())
            }
            _ => {
                let what = "no comma here (a decimal number has a point: 0.5)";
                Err(self.error(place, Fault::Expected { what, found: ",".to_owned() }))
            }
        }
    }

    fn pop(&mut self) -> Expr {
        self.formulas.pop().unwrap_or_else(|| Expr::integer(0))
    }

    /// Carries out what waits and holds at least as strongly.
    fn reduce(&mut self, strength: u8) -> Result<(), ParseError> {
        while let Some(&waiting) = self.waiting.last().filter(|waiting| waiting.strength() >= strength) {
            self.waiting.pop();
            let right = self.pop();
            let formula = match waiting {
                Waiting::Minus { .. } if right.as_constant().is_some() => negative(right),
                Waiting::Minus { .. } => -right,
                Waiting::Function { function, exponent } => applied(function, exponent, right),
                Waiting::Open { .. } => right,
                Waiting::Binary { operator, place, .. } => {
                    let left = self.pop();
                    match operator {
                        Binary::Plus => node(Node::Sum(left, right)),
                        Binary::Minus => left - right,
                        Binary::Times => node(Node::Product(left, right)),
                        Binary::Power => left.raised(exponent(right)),
                        Binary::Divide if is_nothing(right) => return Err(self.error(place, Fault::DividesByZero)),
                        Binary::Divide => left / right,
                    }
                }
            };
            self.formulas.push(formula);
        }
        Ok(())
    }
}

fn applied(function: Function, exponent: Option<Expr>, inner: Expr) -> Expr {
    let value = inner.function_of(function);
    exponent.map_or(value, |exponent| value.raised(exponent))
}

/// An exponent that is a fraction, as one number: otherwise x^(1/2) would be a power with a calculation in it.
fn exponent(expr: Expr) -> Expr {
    let fraction = if expr.tree_size() < 10 { expr.simplify() } else { expr };
    if fraction.as_constant().is_some() { fraction } else { expr }
}

/// Whether a formula is 0 for everyone to see: 0, or numbers that cancel.
fn is_nothing(expr: Expr) -> bool {
    expr.is_zero() || (expr.tree_size() < 50 && expr.variables().is_empty() && expr.simplify().is_zero())
}

/// The names that a formula in these variables may use.
pub(super) fn known_names(variables: &[&str]) -> String {
    let functions = FUNCTIONS.iter().map(|(name, _)| *name);
    let names: Vec<&str> =
        variables.iter().copied().chain(["e", "pi"]).chain(functions).chain(["max", "min"]).collect();
    names.join(", ")
}
