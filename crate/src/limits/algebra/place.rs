//! Where x goes, and from which side.

use super::notation::Notation;
use crate::limits::Side;
use crate::symbolic::Expr;
use crate::symbolic::asymptotics::{Constant, Way};

#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) enum At {
    Number(Expr),
    PlusInfinity,
    MinusInfinity,
}

#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Place {
    pub(super) at: At,
    pub(super) side: Option<Side>,
}

impl Place {
    /// The ways to the place.
    pub(super) fn ways(self) -> Vec<Way> {
        match (self.at, self.side) {
            (At::PlusInfinity, _) => vec![Way::PlusInfinity],
            (At::MinusInfinity, _) => vec![Way::MinusInfinity],
            (At::Number(at), Some(Side::Left)) => vec![Way::Left(at)],
            (At::Number(at), Some(Side::Right)) => vec![Way::Right(at)],
            (At::Number(at), None) => vec![Way::Left(at), Way::Right(at)],
        }
    }

    pub(super) fn from(self, side: Side) -> Place {
        Place { side: Some(side), ..self }
    }

    pub(super) fn is_infinite(self) -> bool {
        !matches!(self.at, At::Number(_))
    }

    /// The limit sign.
    pub(super) fn sign(self, notation: Notation) -> String {
        let side = match self.side {
            Some(Side::Left) if !self.is_infinite() => "-",
            Some(Side::Right) if !self.is_infinite() => "+",
            _ => "",
        };
        match self.at {
            At::Number(at) => notation.limit(&notation.formula(at), side),
            At::PlusInfinity => notation.limit(notation.infinity(true), side),
            At::MinusInfinity => notation.limit(notation.infinity(false), side),
        }
    }

    /// "x = 2", "large x" for a sentence.
    pub(super) fn words(self) -> String {
        let side = match self.side {
            Some(Side::Left) => " on the left",
            Some(Side::Right) => " on the right",
            None => "",
        };
        match self.at {
            At::Number(at) => format!("near x = {}{side}", Notation::Text.formula(at)),
            At::PlusInfinity => "for large x".into(),
            At::MinusInfinity => "for x far to the left".into(),
        }
    }
}

impl Notation {
    /// A formula; a fraction of numbers has the minus sign of the rest of the text.
    pub(super) fn formula(self, formula: Expr) -> String {
        match (Constant::of(formula), self) {
            (Ok(Constant::Fraction(value)), _) if formula.variables().is_empty() => self.number(&value),
            (_, Notation::Text) => formula.to_string(),
            (_, Notation::Latex) => formula.latex(),
        }
    }
}
