//! Polynomials as a person writes them.

use super::notation::Notation;
use crate::polynomial::Polynomial;
use num_rational::BigRational;
use num_traits::{One, Signed, Zero};

impl Polynomial {
    /// The polynomial as written by hand, highest power first.
    pub(super) fn written(&self, notation: Notation) -> String {
        self.terms(notation, |power| notation.power("x", power))
    }

    /// The polynomial with `a` written in place of x, nothing calculated.
    pub(super) fn written_at(&self, a: &BigRational, notation: Notation) -> String {
        let number = notation.number(a);
        let number = if a.is_negative() || !a.is_integer() { notation.parentheses(&number) } else { number };
        self.terms(notation, |power| notation.power(&number, power))
    }

    fn terms(&self, notation: Notation, variable: impl Fn(usize) -> String) -> String {
        let mut text = String::new();
        let literal = variable(1) != "x"; // A number in place of x needs a sign of multiplication.
        for (power, coefficient) in
            self.coefficients().iter().enumerate().rev().filter(|(_, coefficient)| !coefficient.is_zero())
        {
            text += match (text.is_empty(), coefficient.is_negative()) {
                (true, true) => notation.minus(),
                (true, false) => "",
                (false, true) => notation.spaced_minus(),
                (false, false) => " + ",
            };
            let size = coefficient.abs();
            if power == 0 {
                text += &notation.number(&size);
            } else {
                if !size.is_one() {
                    text += &notation.coefficient(&size);
                    text += if literal { notation.times() } else { "" };
                }
                text += &variable(power);
            }
        }
        if text.is_empty() { "0".into() } else { text }
    }
}
