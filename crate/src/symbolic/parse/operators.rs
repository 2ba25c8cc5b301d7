//! Operators that have been read, and how strongly they hold.

use super::called::{Called, OfTwo};
use crate::symbolic::expr::Expr;

/// An operator that waits for the formula to its right.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) enum Waiting {
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
        called: Called,
        exponent: Option<Expr>,
    },
    Open {
        bracket: char,
        call: Call,
        place: usize,
    },
}

#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) enum Binary {
    Plus,
    Minus,
    Times,
    Divide,
    Power,
}

/// What a bracket belongs to.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) enum Call {
    Nothing,
    Function {
        called: Called,
        exponent: Option<Expr>,
    },
    /// One that takes two, and the first of them once it was read.
    OfTwo {
        two: OfTwo,
        first: Option<Expr>,
    },
}

// How strongly operators hold their sides.
pub(super) const SUM: u8 = 1;
pub(super) const WEAK_MINUS: u8 = 2;
pub(super) const PRODUCT: u8 = 3;
pub(super) const FUNCTION: u8 = 4;
/// A product inside of the argument of a function without brackets.
pub(super) const ARGUMENT: u8 = 5;
pub(super) const STRONG_MINUS: u8 = 6;
pub(super) const POWER: u8 = 7;

impl Waiting {
    pub(super) fn strength(self) -> u8 {
        match self {
            Waiting::Binary { strength, .. } | Waiting::Minus { strength } => strength,
            Waiting::Function { .. } => FUNCTION,
            Waiting::Open { .. } => 0,
        }
    }
}
