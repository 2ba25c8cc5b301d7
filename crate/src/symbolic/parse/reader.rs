//! The reader with its two stacks.

use super::bounds::DEEPEST;
use super::called::Called;
use super::error::{Fault, ParseError};
use super::operators::{ARGUMENT, Binary, Call, POWER, PRODUCT, STRONG_MINUS, SUM, WEAK_MINUS, Waiting};
use super::token::{Meaning, Token};
use crate::symbolic::arena::{Function, Node, node};
use crate::symbolic::expr::Expr;
use crate::symbolic::rules::negative;

pub(super) struct Reader<'a> {
    text: &'a str,
    /// The last one is the end.
    tokens: &'a [Token],
    formulas: Vec<Expr>,
    waiting: Vec<Waiting>,
    depth: usize,
}

impl<'a> Reader<'a> {
    pub(super) fn new(text: &'a str, tokens: &'a [Token]) -> Reader<'a> {
        Reader { text, tokens, formulas: Vec::new(), waiting: Vec::new(), depth: 0 }
    }

    pub(super) fn read(mut self) -> Result<Expr, ParseError> {
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
            Meaning::Called(called) => self.function(called, next)?,
            Meaning::OfTwo(two) => {
                if !matches!(self.tokens.get(*next), Some(Token { meaning: Meaning::Open('('), .. })) {
                    let place = self.tokens.get(*next).map_or(token.place, |token| token.place);
                    let found = self.found(*next);
                    return Err(self.error(place, Fault::Expected { what: two.example()[0], found }));
                }
                *next += 1;
                self.open('(', Call::OfTwo { two, first: None }, token.place)?;
            }
            Meaning::Open(bracket) => self.open(bracket, of_bracket(bracket), token.place)?,
            Meaning::Bar => {
                let call = Call::Function { called: Called::Function(Function::AbsoluteValue), exponent: None };
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

    fn function(&mut self, called: Called, next: &mut usize) -> Result<(), ParseError> {
        let (mut called, mut exponent) = (called, None);
        // sin^2 x, sin² x and sin^-1 x
        if self.meaning(*next) == Meaning::Power {
            *next += 1;
            let place = self.tokens[*next].place;
            let value = self.exponent_of_function(next)?;
            if value != Expr::integer(-1) {
                exponent = Some(value);
            } else if let Some(inverse) = called.inverse() {
                called = inverse;
            } else {
                let words = "the exponent -1 at this name could mean two things. Write 1/f(x) for one divided by it, as in \
                             1/ln(x), or the name of what undoes it, as in e^x";
                return Err(self.error(place, Fault::Unclear(words)));
            }
        }
        if let Some(Token { meaning: Meaning::Open(bracket @ ('(' | '[' | '{')), place }) = self.tokens.get(*next) {
            *next += 1;
            return self.open(*bracket, Call::Function { called, exponent }, *place);
        }
        self.waiting.push(Waiting::Function { called, exponent });
        Ok(())
    }

    fn meaning(&self, index: usize) -> Meaning {
        self.tokens.get(index).map_or(Meaning::End, |token| token.meaning)
    }

    /// The number that is the exponent at a function's name: 2, −1, or one of them in brackets.
    fn exponent_of_function(&self, next: &mut usize) -> Result<Expr, ParseError> {
        let mut at = *next;
        let bracket = if let Meaning::Open(bracket) = self.meaning(at) { Some(bracket) } else { None };
        at += usize::from(bracket.is_some());
        let minus = self.meaning(at) == Meaning::Minus;
        at += usize::from(minus);
        let number = self.tokens.get(at).and_then(Token::formula).filter(|expr| expr.as_constant().is_some());
        let closed = bracket.is_none_or(|bracket| self.meaning(at + 1) == Meaning::Close(closing(bracket)));
        let Some(value) = number.filter(|_| closed) else {
            let what = "a number as the exponent of a function, as in sin^2(x)";
            let place = self.tokens.get(*next).map_or(0, |token| token.place);
            return Err(self.error(place, Fault::Expected { what, found: self.found(*next) }));
        };
        *next = at + 1 + usize::from(bracket.is_some());
        Ok(if minus { negative(value) } else { value })
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
        let right = closing(bracket);
        if right != closed {
            let what = if right == '|' { "| to close the absolute value" } else { "the bracket that was opened" };
            return Err(self.error(place, Fault::Expected { what, found: closed.to_string() }));
        }
        self.depth -= 1;
        let inner = self.pop();
        let formula = match call {
            Call::Nothing => inner,
            Call::Function { called, exponent } => applied(called, exponent, inner),
            Call::OfTwo { two, first: Some(first) } => two.applied(first, inner),
            Call::OfTwo { two, first: None } => {
                return Err(self.error(place, Fault::Expected { what: two.example()[1], found: closed.to_string() }));
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
            Some(Waiting::Open {
                call: Call::Function { called: Called::Function(Function::Logarithm), .. }, ..
            }) => {
                let words =
                    "a logarithm is taken of one number. To base 2 it is written log_2(x), to base 10 log_10(x)";
                Err(self.error(place, Fault::Unclear(words)))
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
                Waiting::Function { called, exponent } => applied(called, exponent, right),
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

fn closing(bracket: char) -> char {
    match bracket {
        '(' => ')',
        '[' => ']',
        '{' => '}',
        '⌊' => '⌋',
        '⌈' => '⌉',
        bar => bar,
    }
}

/// What a bracket makes of what stands in it.
fn of_bracket(bracket: char) -> Call {
    match bracket {
        '⌊' => Call::Function { called: Called::Function(Function::Floor), exponent: None },
        '⌈' => Call::Function { called: Called::Ceiling, exponent: None },
        _ => Call::Nothing,
    }
}

fn applied(called: Called, exponent: Option<Expr>, inner: Expr) -> Expr {
    let value = called.applied(inner);
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
