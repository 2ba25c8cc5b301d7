//! One operation of a tape that is looked at, with its operands, its value and how its numbers are written.

use crate::limits::number;
use crate::number::written::RAISED;

/// What an operation was done with.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Operand {
    /// The value of an earlier entry, by its index.
    Entry(usize),
    /// A number that does not depend on what the tape watches.
    Constant(f64),
}

/// One operation, or an input.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Step {
    pub operation: &'static str,
    operands: [Operand; 2],
    derivatives: [f64; 2],
    pub count: usize,
    pub value: f64,
}

/// The operation of an input.
pub(super) const INPUT: &str = "input";

impl Step {
    /// With at most two operands, and the derivative of the value by each.
    pub(super) fn new(operation: &'static str, operands: &[Operand], derivatives: &[f64], value: f64) -> Step {
        let mut step = Step {
            operation,
            operands: [Operand::Constant(0.0); 2],
            derivatives: [0.0; 2],
            count: operands.len(),
            value,
        };
        step.operands[..operands.len()].copy_from_slice(operands);
        step.derivatives[..operands.len()].copy_from_slice(derivatives);
        step
    }

    pub(super) fn operands(&self) -> &[Operand] {
        &self.operands[..self.count]
    }

    pub(super) fn derivatives(&self) -> &[f64] {
        &self.derivatives[..self.count]
    }
}

/// A constant within a formula: a negative one in brackets.
pub(super) fn constant(value: f64) -> String {
    let text = number(value);
    if text.starts_with('−') { format!("({text})") } else { text }
}

/// A power with a constant exponent: x², x⁻¹, x^0.5.
pub(super) fn raised(base: &str, exponent: f64) -> String {
    let text = number(exponent);
    let small = text.chars().map(|c| match c {
        '−' => Some('⁻'),
        c => c.to_digit(10).map(|digit| RAISED[digit as usize]),
    });
    match small.collect::<Option<String>>() {
        Some(small) => format!("{base}{small}"),
        None => format!("{base}^{}", constant(exponent)),
    }
}
