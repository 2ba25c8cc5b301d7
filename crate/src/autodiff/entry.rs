//! One line of a tape that is looked at.

use crate::limits::number;

/// What an operation was done with.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Operand {
    /// The value of an earlier entry, by its index.
    Entry(usize),
    /// A number that does not depend on what the tape watches.
    Constant(f64),
}

/// One recorded operation, or an input.
#[derive(Clone, Debug, PartialEq)]
pub struct Entry {
    pub(super) name: Option<String>,
    pub(super) index: usize,
    pub(super) operation: &'static str,
    pub(super) operands: Vec<Operand>,
    pub(super) derivatives: Vec<f64>,
    pub(super) value: f64,
    /// The operation with the names of its operands; written when the entries are asked for.
    pub(super) formula: String,
}

/// The operation of an entry that is an input.
pub(super) const INPUT: &str = "input";

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
        self.operation == INPUT
    }

    /// What was done: `input`, `+`, `−`, `·`, `/`, `^`, `negative`, `√`, `exp`, `ln`, `sin`, `cos`, `tan`, `abs`,
    /// `max`, `min` or `floor`.
    pub fn operation(&self) -> &'static str {
        self.operation
    }

    /// What it was done with, from left to right.
    pub fn operands(&self) -> &[Operand] {
        &self.operands
    }

    /// The derivative of the value by each operand, in the same order; of no interest for a constant.
    pub fn derivatives(&self) -> &[f64] {
        &self.derivatives
    }

    /// The result of the operation.
    pub fn value(&self) -> f64 {
        self.value
    }

    /// The operation with the names of its operands: `m · x`, `v3²`. For an input, its name.
    pub fn formula(&self) -> &str {
        &self.formula
    }

    /// The operation with its constants only, for the node of a graph: `·`, `− 1.37`, `²`, `sin`. For an input, its
    /// name.
    pub fn symbol(&self) -> String {
        match (self.operation, self.operands.as_slice()) {
            (INPUT, _) => self.label(),
            ("negative", _) => "−".to_owned(),
            ("^", [_, Operand::Constant(exponent)]) => raised("", *exponent),
            ("max" | "min", [Operand::Constant(number), _] | [_, Operand::Constant(number)]) => {
                format!("{} {}", self.operation, constant(*number))
            }
            (infix, [Operand::Constant(number), _]) => format!("{} {infix}", constant(*number)),
            (infix, [_, Operand::Constant(number)]) => format!("{infix} {}", constant(*number)),
            (operation, _) => operation.to_owned(),
        }
    }

    /// Writes the formula, with the labels of all entries.
    pub(super) fn write_formula(&mut self, labels: &[String]) {
        let name = |operand: &Operand| match operand {
            Operand::Entry(index) => labels[*index].clone(),
            Operand::Constant(number) => constant(*number),
        };
        self.formula = match (self.operation, self.operands.as_slice()) {
            ("negative", [x]) => format!("−{}", name(x)),
            ("√", [x]) => format!("√{}", name(x)),
            ("abs", [x]) => format!("|{}|", name(x)),
            (function, [x]) => format!("{function}({})", name(x)),
            ("max" | "min", [x, y]) => format!("{}({}, {})", self.operation, name(x), name(y)),
            ("^", [x, Operand::Constant(exponent)]) => raised(&name(x), *exponent),
            ("^", [x, y]) => format!("{}^{}", name(x), name(y)),
            (infix, [x, y]) => format!("{} {infix} {}", name(x), name(y)),
            _ => self.label(),
        };
    }
}

/// A constant within a formula: a negative one in brackets.
fn constant(value: f64) -> String {
    let text = number(value);
    if text.starts_with('−') { format!("({text})") } else { text }
}

/// A power with a constant exponent: x², x⁻¹, x^0.5.
fn raised(base: &str, exponent: f64) -> String {
    const DIGITS: [char; 10] = ['⁰', '¹', '²', '³', '⁴', '⁵', '⁶', '⁷', '⁸', '⁹'];
    let text = number(exponent);
    let small = text.chars().map(|c| match c {
        '−' => Some('⁻'),
        c => c.to_digit(10).map(|digit| DIGITS[digit as usize]),
    });
    match small.collect::<Option<String>>() {
        Some(small) => format!("{base}{small}"),
        None => format!("{base}^{}", constant(exponent)),
    }
}
