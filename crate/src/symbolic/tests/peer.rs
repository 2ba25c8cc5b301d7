//! Formulas evaluated by a peer: the dual numbers of the crate `num-dual`, with a bound for rounding beside.

use crate::symbolic::Expr;
use crate::symbolic::arena::{Function, Node};
use num_dual::{Dual64, DualNum};
use num_traits::{Signed, ToPrimitive};
use std::collections::HashMap;

/// What is known about letters: their values, and for a letter that stands for a formula, which one.
#[derive(Clone, Default)]
pub(super) struct Place {
    pub(super) values: HashMap<&'static str, f64>,
    pub(super) meanings: HashMap<Expr, Expr>,
}

impl Place {
    pub(super) fn at(x: f64) -> Place {
        Place { values: HashMap::from([("x", x)]), meanings: HashMap::new() }
    }
}

/// Value and slope of a formula by the peer, the sum of the magnitudes of the terms of the value, and a bound for
/// its error by rounding.
#[derive(Clone, Copy, Debug)]
pub(super) struct Result {
    pub(super) value: f64,
    pub(super) slope: f64,
    pub(super) magnitude: f64,
    /// How near a jump or corner is met: then neither side is to be trusted.
    pub(super) at_edge: bool,
}

pub(super) fn evaluate(formula: Expr, by: Expr, place: &Place) -> Result {
    let mut results: HashMap<Expr, (Dual64, f64)> = HashMap::new();
    let mut at_edge = false;
    for expr in formula.nodes() {
        let of = |part: Expr| results[&part].0;
        let size = |part: Expr| results[&part].1;
        let alone = |dual: Dual64| (dual, dual.re.abs());
        let result = match *expr.node() {
            Node::Undefined(_) => alone(Dual64::from(f64::NAN)),
            Node::Constant(ref value) => alone(Dual64::from(value.to_f64().unwrap())),
            Node::Pi => alone(Dual64::from(std::f64::consts::PI)),
            Node::Read(u, _) => (of(u), size(u)),
            Node::Measured(bits) => alone(Dual64::from(f64::from_bits(bits))),
            Node::Variable(name) => {
                let value = Dual64::from(*place.values.get(name).unwrap_or(&f64::NAN));
                alone(if expr == by { value.derivative() } else { value })
            }
            Node::Sum(u, v) => (of(u) + of(v), size(u) + size(v)),
            Node::Negative(u) => (-of(u), size(u)),
            Node::Product(u, v) => (of(u) * of(v), size(u) * size(v)),
            Node::Quotient(u, v) => (of(u) / of(v), size(u) / of(v).re.abs()),
            Node::Power(u, v) => alone(match v.as_constant() {
                Some(n) if n.is_integer() => of(u).powi(n.to_i32().unwrap()),
                Some(n) => of(u).powf(n.to_f64().unwrap()),
                // The slope of the base is 0/0 in the peer where the base is a number.
                None => {
                    let power = (of(v) * of(u).ln()).exp();
                    let value = of(u).re.powf(of(v).re);
                    Dual64::new(value, power.eps / power.re * value)
                }
            }),
            Node::Function(function, u) => {
                let exact = u.as_constant().is_some();
                let u = of(u);
                let kinks = [Function::AbsoluteValue, Function::Step, Function::Rectifier, Function::Sign];
                at_edge |= kinks.contains(&function) && !exact && u.re.abs() < 1e-6;
                at_edge |= function == Function::Floor && !exact && (u.re - u.re.round()).abs() < 1e-6;
                alone(match function {
                    Function::SquareRoot => u.sqrt(),
                    Function::Exponential => u.exp(),
                    Function::Logarithm => u.ln(),
                    Function::Sine => u.sin(),
                    Function::Cosine => u.cos(),
                    Function::Tangent => u.tan(),
                    Function::CubeRoot => u.cbrt(),
                    Function::BinaryLogarithm => u.log2(),
                    Function::DecimalLogarithm => u.log10(),
                    Function::ArcSine => u.asin(),
                    Function::ArcCosine => u.acos(),
                    Function::ArcTangent => u.atan(),
                    Function::HyperbolicSine => u.sinh(),
                    Function::HyperbolicCosine => u.cosh(),
                    // The peer's own loses the slope's digits far out.
                    Function::HyperbolicTangent if u.re > 1.0 => ((u * 2.0).exp() + 1.0).recip() * -2.0 + 1.0,
                    Function::HyperbolicTangent if u.re < -1.0 => ((u * -2.0).exp() + 1.0).recip() * 2.0 - 1.0,
                    Function::HyperbolicTangent => u.tanh(),
                    Function::AreaSine => u.asinh(),
                    Function::AreaCosine => u.acosh(),
                    Function::AreaTangent => u.atanh(),
                    Function::Sigmoid if u.re < 0.0 => u.exp() / (u.exp() + 1.0),
                    Function::Sigmoid => ((-u).exp() + 1.0).recip(),
                    Function::Softplus if u.re < 0.0 => u.exp().ln_1p(),
                    Function::Softplus => (-u).exp().ln_1p() + u,
                    Function::Rectifier if u.re > 0.0 => u,
                    Function::Rectifier => Dual64::from(0.0),
                    Function::Sign => Dual64::from(u.re.signum()),
                    Function::AbsoluteValue => u.abs(),
                    Function::Floor => Dual64::from(u.re.floor()),
                    Function::Step => Dual64::from(if u.re > 0.0 { 1.0 } else { 0.0 }),
                })
            }
            Node::Maximum(u, v) => {
                at_edge |= (of(u).re - of(v).re).abs() < 1e-6;
                let nothing = (of(u) - of(v)).re.is_nan();
                alone(if nothing {
                    of(u) - of(v)
                } else if of(u).re > of(v).re {
                    of(u)
                } else {
                    of(v)
                })
            }
            Node::Minimum(u, v) => {
                at_edge |= (of(u).re - of(v).re).abs() < 1e-6;
                let nothing = (of(u) - of(v)).re.is_nan();
                alone(if nothing {
                    of(u) - of(v)
                } else if of(u).re < of(v).re {
                    of(u)
                } else {
                    of(v)
                })
            }
            Node::Angle(v, u) => {
                let (v, u) = (of(v), of(u));
                at_edge |= v.re.abs() < 1e-6 * u.re.abs() || u.re == 0.0 && v.re == 0.0;
                alone(v.atan2(u))
            }
            Node::Derivative(inner, by) => {
                // dy/dx, where y is a function of u and u one of x.
                let mut meaning = inner;
                while meaning != by && !meaning.contains(by) && place.meanings.keys().any(|l| meaning.contains(*l)) {
                    meaning = meaning.rebuilt(|old, again| *place.meanings.get(&old).unwrap_or(&again));
                }
                let inner = evaluate(meaning, by, place);
                at_edge |= inner.at_edge;
                alone(Dual64::from(inner.slope))
            }
        };
        // A part without a value leaves the whole without one, even where the machine goes on: 1/(1/0). And where parts
        // are huge, the same written otherwise may overflow.
        at_edge |= result.0.re.is_nan() || result.0.re.abs() > 1e60;
        results.insert(expr, result);
    }
    let (dual, magnitude) = results[&formula];
    Result { value: dual.re, slope: dual.eps, magnitude, at_edge }
}
