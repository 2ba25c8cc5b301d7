//! A formula as a list of operations, to be carried out quickly.

use super::arena::{Function, Node, Set, Table};
use super::expr::Expr;
use super::print::named;
use num_traits::ToPrimitive;
use std::cell::RefCell;

/// A formula as a list of operations, each on results of earlier ones.
pub(super) struct Tape {
    nodes: Vec<Expr>,
    operations: Vec<Operation>,
}

#[derive(Clone, Copy)]
enum Operation {
    Number(f64),
    Variable(usize),
    Sum(usize, usize),
    Negative(usize),
    Product(usize, usize),
    Quotient(usize, usize),
    WholePower(usize, i32),
    Power(usize, usize),
    Function(Function, usize),
    Maximum(usize, usize),
    Minimum(usize, usize),
    Angle(usize, usize),
    /// 1 − σ(u), which is σ(−u) and so loses no digits.
    RestOfSigmoid(usize),
    /// 1 − u² as (1 − u)(1 + u), which loses no digits near 1; or u² − 1.
    SquareBesideOne {
        of: usize,
        sign: f64,
    },
}

thread_local! {
    /// Where the results of a run are kept, so that a plot does not ask for memory at each point.
    static RESULTS: RefCell<Vec<f64>> = const { RefCell::new(Vec::new()) };
}

impl Tape {
    /// `variables` in the order in which [`run`](Tape::run) is given their values; others are NaN.
    pub(super) fn new(expr: Expr, variables: &[&str]) -> Tape {
        let nodes = expr.nodes();
        let places: Table<usize> = nodes.iter().enumerate().map(|(index, node)| (*node, index)).collect();
        let place = |part: Expr| places.get(&part).copied().unwrap_or(0);
        let roots = under_roots(&nodes);
        let operation = |expr: &Expr| match *expr.node() {
            Node::Undefined(_) | Node::Derivative(..) => Operation::Number(f64::NAN),
            Node::Constant(ref value) => Operation::Number(value.to_f64().unwrap_or(f64::NAN)),
            Node::Pi => Operation::Number(std::f64::consts::PI),
            Node::Read(_, bits) | Node::Measured(bits) => Operation::Number(f64::from_bits(bits)),
            Node::Variable(name) => match variables.iter().position(|variable| *variable == name) {
                Some(index) => Operation::Variable(index),
                None => Operation::Number(f64::NAN),
            },
            Node::Sum(u, v) if let Some(u) = rest_of_sigmoid(u, v) => Operation::RestOfSigmoid(place(u)),
            Node::Sum(u, v)
                if roots.contains(expr)
                    && let Some((u, sign)) = square_beside_one(u, v) =>
            {
                Operation::SquareBesideOne { of: place(u), sign }
            }
            Node::Sum(u, v) => Operation::Sum(place(u), place(v)),
            Node::Negative(u) => Operation::Negative(place(u)),
            Node::Product(u, v) => Operation::Product(place(u), place(v)),
            Node::Quotient(u, v) => Operation::Quotient(place(u), place(v)),
            Node::Power(u, v) => match whole(v) {
                Some(exponent) => Operation::WholePower(place(u), exponent),
                None => Operation::Power(place(u), place(v)),
            },
            Node::Function(function, u) => Operation::Function(function, place(u)),
            Node::Maximum(u, v) => Operation::Maximum(place(u), place(v)),
            Node::Minimum(u, v) => Operation::Minimum(place(u), place(v)),
            Node::Angle(v, u) => Operation::Angle(place(v), place(u)),
        };
        let operations = nodes.iter().map(operation).collect();
        Tape { nodes, operations }
    }

    /// The result, with room for the results of all operations.
    pub(super) fn run(&self, values: &[f64], results: &mut Vec<f64>) -> f64 {
        results.clear();
        for operation in &self.operations {
            let result = match *operation {
                Operation::Number(number) => number,
                Operation::Variable(index) => values[index],
                Operation::Sum(u, v) => results[u] + results[v],
                Operation::Negative(u) => -results[u],
                Operation::Product(u, v) => results[u] * results[v],
                Operation::Quotient(u, v) => results[u] / results[v],
                Operation::WholePower(u, exponent) => results[u].powi(exponent),
                Operation::Power(u, v) => results[u].powf(results[v]),
                Operation::Function(function, u) => function.value(results[u]),
                Operation::Maximum(u, v) => larger(results[u], results[v]),
                Operation::Minimum(u, v) => -larger(-results[u], -results[v]),
                Operation::Angle(v, u) => results[v].atan2(results[u]),
                Operation::RestOfSigmoid(u) => Function::Sigmoid.value(-results[u]),
                Operation::SquareBesideOne { of, sign } => sign * (1.0 - results[of]) * (1.0 + results[of]),
            };
            results.push(result);
        }
        results.last().copied().unwrap_or(f64::NAN)
    }

    pub(super) fn value(&self, values: &[f64]) -> f64 {
        RESULTS.with(|results| self.run(values, &mut results.borrow_mut()))
    }

    /// The first operation that has no answer among the real numbers.
    pub(super) fn fault(&self, results: &[f64]) -> Option<String> {
        self.operations.iter().zip(&self.nodes).find_map(|(operation, expr)| {
            let words = match *operation {
                Operation::Number(_) => match *expr.node() {
                    Node::Undefined(reason) => return Some(reason.to_owned()),
                    Node::Derivative(..) => "is a derivative that is not worked out yet".to_owned(),
                    _ => return None,
                },
                Operation::Variable(index) if results[index].is_nan() => "was given NaN".to_owned(),
                Operation::Quotient(_, v) if results[v] == 0.0 => "divides by 0".to_owned(),
                Operation::WholePower(u, exponent) if results[u] == 0.0 && exponent < 0 => "divides by 0".to_owned(),
                Operation::Power(u, v) if results[u] == 0.0 && results[v] < 0.0 => "divides by 0".to_owned(),
                Operation::Power(u, v) if results[u] < 0.0 && results[v].fract() != 0.0 => {
                    format!("needs a base that is not negative, and has {}", results[u])
                }
                Operation::Function(function, u) if let Some(what) = function.needs(results[u]) => {
                    format!("needs {what}, and has {}", results[u])
                }
                Operation::Angle(v, u) if results[v] == 0.0 && results[u] == 0.0 => {
                    "is the angle of the origin, which has none".to_owned()
                }
                Operation::Function(Function::Step, u) if results[u] == 0.0 => "jumps from 0 to 1 there".to_owned(),
                _ => return None,
            };
            Some(format!("{} {words}", named(*expr)))
        })
    }
}

/// A whole exponent that the machine's `powi` can take.
pub(super) fn whole(exponent: Expr) -> Option<i32> {
    exponent.as_constant().filter(|value| value.is_integer()).and_then(ToPrimitive::to_i32)
}

fn larger(u: f64, v: f64) -> f64 {
    if u.is_nan() || v.is_nan() { f64::NAN } else { u.max(v) }
}

/// What stands under a root or below a line, where an error of the last digits counts most when little is left.
fn under_roots(nodes: &[Expr]) -> Set {
    let inside = |expr: &Expr| match *expr.node() {
        Node::Function(Function::SquareRoot, u) | Node::Quotient(_, u) => Some(u),
        Node::Power(u, v) if v.is_negative_constant() || whole(v).is_none() => Some(u),
        _ => None,
    };
    nodes.iter().filter_map(inside).collect()
}

/// The u of 1 − u² and of u² − 1, and the sign of 1.
fn square_beside_one(first: Expr, second: Expr) -> Option<(Expr, f64)> {
    let Node::Negative(second) = *second.node() else { return None };
    let square = |expr: Expr| match *expr.node() {
        Node::Power(u, two) if whole(two) == Some(2) => Some(u),
        _ => None,
    };
    match (first.is_one(), second.is_one()) {
        (true, _) => square(second).map(|u| (u, 1.0)),
        (_, true) => square(first).map(|u| (u, -1.0)),
        _ => None,
    }
}

/// The u of 1 − σ(u).
fn rest_of_sigmoid(one: Expr, rest: Expr) -> Option<Expr> {
    match (one.is_one(), rest.node()) {
        (true, Node::Negative(sigmoid)) => match *sigmoid.node() {
            Node::Function(Function::Sigmoid, u) => Some(u),
            _ => None,
        },
        _ => None,
    }
}
