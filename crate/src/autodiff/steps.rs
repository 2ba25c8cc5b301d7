//! A tape that is looked at: it keeps every operation with its operands and its value.

use super::entry::Entry;
use super::error::{OnTheWay, TapeError};
use super::step::{INPUT, Operand, Step, constant, raised};
use std::collections::BTreeMap;

/// All steps so far, operands before what is calculated from them, and the names of some of them.
#[derive(Default)]
pub(super) struct Steps {
    steps: Vec<Step>,
    names: BTreeMap<usize, String>,
}

impl Steps {
    pub(super) fn len(&self) -> usize {
        self.steps.len()
    }

    /// Forgets everything, and keeps the memory.
    pub(super) fn clear(&mut self) {
        self.steps.clear();
        self.names.clear();
    }

    pub(super) fn push(&mut self, step: Step) {
        self.steps.push(step);
    }

    pub(super) fn name(&mut self, index: usize, name: &str) {
        self.names.insert(index, name.to_owned());
    }

    pub(super) fn entries(&self) -> Vec<Entry> {
        let entry = |(index, step): (usize, &Step)| Entry {
            index,
            name: self.names.get(&index).cloned(),
            step: *step,
            formula: self.formula(index),
        };
        self.steps.iter().enumerate().map(entry).collect()
    }

    /// The derivatives of the value of `last` by those of all steps: the walk back, by the chain rule.
    pub(super) fn adjoints(&self, last: usize) -> Result<Vec<f64>, TapeError> {
        let mut adjoints = vec![0.0; self.steps.len()];
        let mut is_on_the_way = vec![false; self.steps.len()];
        (adjoints[last], is_on_the_way[last]) = (1.0, true);
        let mut fault = None;
        for index in (0..=last).rev().filter(|index| self.steps[*index].count > 0) {
            if !is_on_the_way[index] {
                continue;
            }
            let step = self.steps[index];
            for (operand, derivative) in step.operands().iter().zip(step.derivatives()) {
                if let Operand::Entry(parent) = *operand {
                    adjoints[parent] += adjoints[index] * derivative;
                    is_on_the_way[parent] = true;
                    if !adjoints[parent].is_finite() {
                        fault.get_or_insert((index, adjoints[parent]));
                    }
                }
            }
        }
        if fault.is_none() && self.steps[last].value.is_finite() {
            return Ok(adjoints);
        }
        // A value that is none comes before a derivative that is none.
        let value = self.steps.iter().zip(is_on_the_way).position(|(step, on)| on && !step.value.is_finite());
        Err(match (value, fault) {
            (Some(index), _) => TapeError::Value(self.on_the_way(index, self.steps[index].value)),
            (None, Some((index, adjoint))) => TapeError::Derivative(self.on_the_way(index, adjoint)),
            (None, None) => unreachable!("the result is on the way to itself"),
        })
    }

    fn on_the_way(&self, index: usize, result: f64) -> OnTheWay {
        let step = self.steps[index];
        let mut operands: Vec<(String, f64)> = vec![];
        for operand in step.operands() {
            if let Operand::Entry(parent) = *operand {
                let operand = (self.label(parent), self.steps[parent].value);
                if !operands.contains(&operand) {
                    operands.push(operand);
                }
            }
        }
        let formula = self.formula(index);
        let operation = if step.operation == INPUT { format!("the input {formula}") } else { formula };
        OnTheWay { operation, operands, result }
    }

    /// The name, or v and the index.
    fn label(&self, index: usize) -> String {
        self.names.get(&index).cloned().unwrap_or_else(|| format!("v{index}"))
    }

    /// The operation with the labels of its operands.
    fn formula(&self, index: usize) -> String {
        let step = self.steps[index];
        let label = |operand: &Operand| match operand {
            Operand::Entry(index) => self.label(*index),
            Operand::Constant(number) => constant(*number),
        };
        match (step.operation, step.operands()) {
            ("negative", [x]) => format!("−{}", label(x)),
            ("√", [x]) => format!("√{}", label(x)),
            ("abs", [x]) => format!("|{}|", label(x)),
            (function, [x]) => format!("{function}({})", label(x)),
            (function @ ("max" | "min"), [x, y]) => format!("{function}({}, {})", label(x), label(y)),
            ("^", [x, Operand::Constant(exponent)]) => raised(&label(x), *exponent),
            ("^", [x, y]) => format!("{}^{}", label(x), label(y)),
            (infix, [x, y]) => format!("{} {infix} {}", label(x), label(y)),
            _ => self.label(index),
        }
    }
}
