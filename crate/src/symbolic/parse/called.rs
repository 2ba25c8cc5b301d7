//! What a name makes of what stands behind it.

use crate::number::Number;
use crate::symbolic::arena::{Function, Node, node};
use crate::symbolic::expr::Expr;
use crate::symbolic::rules::divide;

/// What a name makes of one formula: a function, or what is written with one.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) enum Called {
    Function(Function),
    /// 1/f(u), as the cotangent is.
    Reciprocal(Function),
    /// The power u of a number.
    PowerOf(i64),
    /// The root ⁿ√u.
    Root(i64),
    /// A logarithm to a base that has no function of its own: ln u / ln b.
    Logarithm(i64),
    /// −⌊−u⌋
    Ceiling,
    /// 1/u
    Inverse,
}

impl Called {
    pub(super) fn applied(self, u: Expr) -> Expr {
        match self {
            Called::Function(function) => u.function_of(function),
            Called::Reciprocal(function) => divide(Expr::integer(1), u.function_of(function)),
            Called::PowerOf(base) => Expr::integer(base).raised(u),
            Called::Root(index) => u.raised(divide(Expr::integer(1), Expr::integer(index)).simplify()),
            Called::Logarithm(base) => divide(u.ln(), Expr::integer(base).ln()),
            Called::Ceiling => -(-u).floor(),
            Called::Inverse => divide(Expr::integer(1), u),
        }
    }

    /// With the exponent −1 at the name: sin⁻¹ is the arc sine.
    pub(super) fn inverse(self) -> Option<Called> {
        if let Called::Function(function) = self { function.inverse().map(Called::Function) } else { None }
    }
}

/// What a name makes of two formulas.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) enum OfTwo {
    Larger,
    Smaller,
    /// The angle of the point whose y comes first.
    Angle,
    Distance,
}

impl OfTwo {
    pub(super) fn applied(self, u: Expr, v: Expr) -> Expr {
        match self {
            OfTwo::Larger => node(Node::Maximum(u, v)),
            OfTwo::Smaller => node(Node::Minimum(u, v)),
            OfTwo::Angle => node(Node::Angle(u, v)),
            OfTwo::Distance => u.hypot(v),
        }
    }

    /// How it is written, to be told to someone who has not.
    pub(super) fn example(self) -> [&'static str; 2] {
        match self {
            OfTwo::Larger | OfTwo::Smaller => {
                ["a bracket, as in max(x, 0)", "a comma and a second formula, as in max(x, 0)"]
            }
            OfTwo::Angle => ["a bracket, as in atan2(y, x)", "a comma and a second formula, as in atan2(y, x)"],
            OfTwo::Distance => ["a bracket, as in hypot(x, 1)", "a comma and a second formula, as in hypot(x, 1)"],
        }
    }
}
