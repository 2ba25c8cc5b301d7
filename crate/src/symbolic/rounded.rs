//! Values with a bound for what rounding has done to them.

use super::arena::{Node, Table};
use super::expr::Expr;
use super::tape::{Tape, whole};

/// A value, and how far rounding may have moved it.
pub(super) type Rounded = (f64, f64);

/// A formula as a tape, and for each of its nodes where the results of its parts are.
pub(super) struct Side {
    tape: Tape,
    pub(super) nodes: Vec<(Expr, [usize; 2])>,
}

impl Side {
    pub(super) fn new(expr: Expr, variables: &[&str]) -> Side {
        let nodes = expr.nodes();
        let places: Table<usize> = nodes.iter().enumerate().map(|(place, node)| (*node, place)).collect();
        let with_parts = |node: &Expr| {
            let mut parts = node.parts().filter_map(|part| places.get(&part).copied());
            let first = parts.next().unwrap_or(0);
            (*node, [first, parts.next().unwrap_or(first)])
        };
        Side { tape: Tape::new(expr, variables), nodes: nodes.iter().map(with_parts).collect() }
    }

    pub(super) fn at(&self, point: &[f64]) -> Rounded {
        let mut results = Vec::new();
        self.tape.run(point, &mut results);
        rounded(&self.nodes, &results)
    }
}

impl Expr {
    /// A bound for what rounding does to the value at a place of the only variable.
    pub(crate) fn rounding_at(self, x: f64) -> f64 {
        let variables = self.variables();
        Side::new(self, &variables).at(&vec![x; variables.len()]).1
    }
}

/// The value of a formula in x and a bound for its error by rounding.
#[cfg(test)]
pub(super) fn with_error(expr: Expr, x: f64) -> Rounded {
    Side::new(expr, &["x"]).at(&[x])
}

/// The last value with a bound for its error, carried along the operations (N. J. Higham, *Accuracy and Stability of
/// Numerical Algorithms*, 2002, section 3.3: running error analysis). A part without a value makes the bound infinite.
fn rounded(nodes: &[(Expr, [usize; 2])], results: &[f64]) -> Rounded {
    let mut errors: Vec<f64> = Vec::with_capacity(nodes.len());
    for ((expr, [first, second]), value) in nodes.iter().zip(results) {
        let part = |place: usize| (results[place], errors.get(place).copied().unwrap_or(0.0));
        let (u, v) = (part(*first), part(*second));
        let inherited = match *expr.node() {
            Node::Variable(_) => 0.0,
            // A number that the machine has.
            Node::Constant(ref number) if number.is_integer() && value.abs() < 2f64.powi(53) => 0.0,
            Node::Constant(_) | Node::Pi => value.abs() * f64::EPSILON,
            // Read as what it is not quite, or rounded by nobody knows how much.
            Node::Read(..) | Node::Measured(_) => value.abs() * 4.0 * f64::EPSILON,
            Node::Sum(..) => u.1 + v.1,
            Node::Negative(_) => u.1,
            Node::Product(..) => u.0.abs() * v.1 + v.0.abs() * u.1,
            Node::Quotient(..) => (u.1 + value.abs() * v.1) / v.0.abs(),
            Node::Power(_, exponent) => {
                let by_base = if u.1 == 0.0 { 0.0 } else { (v.0 * value / u.0).abs() * u.1 };
                let by_exponent = if whole(exponent).is_some() { 0.0 } else { (value * u.0.abs().ln()).abs() * v.1 };
                by_base + by_exponent + value.abs() * f64::EPSILON * v.0.abs().max(4.0)
            }
            Node::Function(..) if u.1 == 0.0 => 0.0,
            Node::Function(function, _) => function.slope_bound(u.0, *value) * u.1,
            // Where both are nearly equal, either may be the larger one; the value is near both.
            Node::Maximum(..) | Node::Minimum(..) => u.1.max(v.1),
            // Across the negative x-axis it jumps.
            Node::Angle(..) if v.0 < 0.0 && u.0.abs() < 1e-6 * v.0.abs() => f64::INFINITY,
            Node::Angle(..) => (v.0.abs() * u.1 + u.0.abs() * v.1) / (u.0 * u.0 + v.0 * v.0),
            Node::Undefined(_) | Node::Derivative(..) => f64::INFINITY,
        };
        let leaf = matches!(expr.node(), Node::Variable(_) | Node::Constant(_));
        let error = if leaf { inherited } else { inherited + value.abs() * 4.0 * f64::EPSILON };
        errors.push(if value.is_finite() && !error.is_nan() { error } else { f64::INFINITY });
    }
    (results.last().copied().unwrap_or(f64::NAN), errors.last().copied().unwrap_or(f64::INFINITY))
}
