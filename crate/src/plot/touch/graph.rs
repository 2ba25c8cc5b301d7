//! The data of the graph of a tape, so that its values and gradients can be run through anew.

use super::super::graph::rule::{Numbers, Operand, Rule};
use crate::show::json::{self, List, Object};

/// `g`: of each node its operation and its operands, the index of a node each, or a constant in a list of its own; an input
/// has its value for a constant. `v`, `d` and `l`: the elements of the values, the gradients, and the local derivatives.
pub fn graph(rules: &[Rule], numbers: &Numbers) -> String {
    let operand = |operand: &Operand| match operand {
        Operand::Node(index) => index.to_string(),
        Operand::Constant(value) => List::of([json::number(*value)]),
    };
    let rules = rules
        .iter()
        .map(|rule| List::of([json::text(rule.operation)].into_iter().chain(rule.operands.iter().map(operand))));
    let elements = |of: &[usize]| List::of(of.iter().map(usize::to_string));
    Object::new()
        .add("g", List::of(rules))
        .add("v", elements(&numbers.values))
        .add("d", elements(&numbers.gradients))
        .add("l", elements(&numbers.local))
        .end()
}
