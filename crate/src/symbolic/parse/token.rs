//! The words of a formula, and what they mean.

use super::called::{Called, OfTwo};
use crate::symbolic::expr::Expr;

#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Token {
    pub(super) meaning: Meaning,
    /// How many characters stand before it.
    pub(super) place: usize,
}

impl Token {
    /// The formula that the token is by itself.
    pub(super) fn formula(&self) -> Option<Expr> {
        if let Meaning::Formula(expr) = self.meaning { Some(expr) } else { None }
    }
}

#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) enum Meaning {
    /// A number, a variable, e or π.
    Formula(Expr),
    Called(Called),
    OfTwo(OfTwo),
    Plus,
    Minus,
    Times,
    Divide,
    Power,
    Comma,
    Bar,
    Open(char),
    Close(char),
    End,
}
