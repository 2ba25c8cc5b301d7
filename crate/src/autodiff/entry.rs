//! What a learner sees of one operation on a tape.

use super::step::{INPUT, Operand, Step, constant, raised};

/// One recorded operation, or an input.
#[derive(Clone, Debug, PartialEq)]
pub struct Entry {
    pub(super) index: usize,
    pub(super) name: Option<String>,
    pub(super) step: Step,
    pub(super) formula: String,
}

impl Entry {
    /// Its place on the tape, from 0; operands come before what is calculated from them.
    pub fn index(&self) -> usize {
        self.index
    }

    /// The name that it was given, if any.
    pub fn name(&self) -> Option<&str> {
        self.name.as_deref()
    }

    /// The name, or v and the index: `m`, `v3`.
    pub fn label(&self) -> String {
        self.name.clone().unwrap_or_else(|| format!("v{}", self.index))
    }

    /// Whether it is an input, which [`Tape::watch`](super::Tape::watch) made.
    pub fn is_input(&self) -> bool {
        self.step.operation == INPUT
    }

    /// What was done: `input`, `+`, `−`, `·`, `/`, `^`, `negative`, `√`, `exp`, `ln`, `sin`, `cos`, `tan`, `abs`,
    /// `max`, `min` or `floor`.
    pub fn operation(&self) -> &'static str {
        self.step.operation
    }

    /// What it was done with, from left to right.
    pub fn operands(&self) -> &[Operand] {
        self.step.operands()
    }

    /// The derivative of the value by each operand, in the same order; of no interest for a constant.
    pub fn derivatives(&self) -> &[f64] {
        self.step.derivatives()
    }

    /// The result of the operation.
    pub fn value(&self) -> f64 {
        self.step.value
    }

    /// The operation with the names of its operands: `m · x`, `v3²`. For an input, its name.
    pub fn formula(&self) -> &str {
        &self.formula
    }

    /// The operation with its constants only, for the node of a graph: `·`, `− 1.37`, `²`, `sin`. For an input, its
    /// name.
    pub fn symbol(&self) -> String {
        match (self.operation(), self.operands()) {
            (INPUT, _) => self.label(),
            ("negative", _) => "−".to_owned(),
            ("^", [_, Operand::Constant(exponent)]) => raised("", *exponent),
            (function @ ("max" | "min"), [Operand::Constant(number), _] | [_, Operand::Constant(number)]) => {
                format!("{function} {}", constant(*number))
            }
            (infix, [Operand::Constant(number), _]) => format!("{} {infix}", constant(*number)),
            (infix, [_, Operand::Constant(number)]) => format!("{infix} {}", constant(*number)),
            (operation, _) => operation.to_owned(),
        }
    }
}
