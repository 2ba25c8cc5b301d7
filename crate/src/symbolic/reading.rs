//! A formula read back as a function of any number.

use super::arena::{Node, Table};
use super::expr::Expr;
use super::tape::whole;
use crate::number::Number;
use num_traits::ToPrimitive;

impl Expr {
    /// Calculates the formula with numbers of any kind, so that a text can have a slope carried along or go on a tape. A
    /// variable that was given no number is NaN.
    ///
    /// ```
    /// use calculus::prelude::*;
    /// let f = parse("x^2 tanh x")?;
    /// let slope = derivative(|x| f.read(&[("x", x)]), 0.5);
    /// assert!((slope - f.derivative("x").at(0.5).value().unwrap()).abs() < 1e-15);
    /// let g = "x^2 y".into_formula();
    /// assert_eq!(gradient(|v| g.read(&[("x", v[0]), ("y", v[1])]), &[3.0, 1.0]), [6.0, 9.0]);
    /// # Ok::<(), calculus::symbolic::ParseError>(())
    /// ```
    pub fn read<N: Number>(self, values: &[(&str, N)]) -> N {
        let mut results: Table<N> = Table::default();
        let nothing = N::from(f64::NAN);
        for expr in self.nodes() {
            let of = |part: Expr| results.get(&part).copied().unwrap_or(nothing);
            let result = match *expr.node() {
                Node::Undefined(_) | Node::Derivative(..) => nothing,
                Node::Constant(ref value) => N::from(value.to_f64().unwrap_or(f64::NAN)),
                Node::Pi => N::from(std::f64::consts::PI),
                Node::Read(_, bits) | Node::Measured(bits) => N::from(f64::from_bits(bits)),
                Node::Variable(name) => {
                    values.iter().find(|(known, _)| *known == name).map_or(nothing, |(_, value)| *value)
                }
                Node::Sum(u, v) => of(u) + of(v),
                Node::Negative(u) => -of(u),
                Node::Product(u, v) => of(u) * of(v),
                Node::Quotient(u, v) => of(u) / of(v),
                Node::Power(u, v) => match (whole(v), v.as_constant().and_then(ToPrimitive::to_f64)) {
                    (Some(exponent), _) => of(u).powi(exponent),
                    (None, Some(exponent)) => of(u).powf(exponent),
                    (None, None) => of(u).pow(of(v)),
                },
                Node::Function(function, u) => function.applied_to(of(u)),
                Node::Maximum(u, v) => of(u).max(of(v)),
                Node::Minimum(u, v) => of(u).min(of(v)),
                Node::Angle(v, u) => of(v).atan2(of(u)),
            };
            results.insert(expr, result);
        }
        results.get(&self).copied().unwrap_or(nothing)
    }
}
