//! The names of the steps in a derivation.

use std::fmt;

/// The name of a step in a derivation.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum Rule {
    /// c′ = 0
    Constant,
    /// (xⁿ)′ = n xⁿ⁻¹
    Power,
    /// (c u)′ = c u′
    ConstantMultiple,
    /// (u + v)′ = u′ + v′
    Sum,
    /// (u v)′ = u′ v + u v′
    Product,
    /// (u/v)′ = (v u′ − u v′)/v²
    Quotient,
    /// dy/dx = dy/du · du/dx
    Chain,
    /// (uⁿ)′ = n uⁿ⁻¹ u′: the power rule on a function chain, which is the power rule and the chain rule at once.
    PowerOnChain,
    /// (eˣ)′ = eˣ and (cˣ)′ = cˣ ln c
    Exponential,
    /// (ln x)′ = 1/x
    Logarithm,
    /// (√x)′ = 1/(2√x)
    SquareRoot,
    /// (sin x)′ = cos x
    Sine,
    /// (cos x)′ = −sin x
    Cosine,
    /// (tan x)′ = 1/cos² x
    Tangent,
    /// (∛x)′ = 1/(3(∛x)²)
    CubeRoot,
    /// (log_b x)′ = 1/(x ln b)
    LogarithmToBase,
    /// (asin x)′ = 1/√(1 − x²)
    ArcSine,
    /// (acos x)′ = −1/√(1 − x²)
    ArcCosine,
    /// (atan x)′ = 1/(1 + x²)
    ArcTangent,
    /// (sinh x)′ = cosh x
    HyperbolicSine,
    /// (cosh x)′ = sinh x
    HyperbolicCosine,
    /// (tanh x)′ = 1/cosh² x
    HyperbolicTangent,
    /// (asinh x)′ = 1/√(x² + 1)
    AreaSine,
    /// (acosh x)′ = 1/√(x² − 1)
    AreaCosine,
    /// (atanh x)′ = 1/(1 − x²)
    AreaTangent,
    /// (σ(x))′ = σ(x)(1 − σ(x))
    Sigmoid,
    /// (softplus x)′ = σ(x)
    Softplus,
    /// (relu x)′ = step x, where x ≠ 0
    Rectifier,
    /// (atan2(y, x))′ = (x y′ − y x′)/(x² + y²)
    Angle,
    /// |x|′ = x/|x|, where x ≠ 0
    AbsoluteValue,
    /// A function that is level between its jumps has slope 0 there.
    Steps,
    /// The larger or smaller of two has the slope of the one that it is.
    LargerOrSmaller,
    /// (uᵛ)′ = uᵛ (v′ ln u + v u′/u)
    PowerOfFunctions,
    /// The product is multiplied out first, no rule of differentiation.
    MultiplyOut,
    /// The same formula written otherwise, such as 1/v as v⁻¹.
    Rewrite,
    /// A letter for an inner function.
    Substitute,
    /// The derivatives that were worked out, in place of their names.
    PutIn,
    /// The inner function in place of its letter.
    PutBack,
    /// Terms are collected and numbers multiplied.
    Simplify,
    /// What stands above and below a line as a factor is taken away.
    Cancel,
}

impl Rule {
    /// The name that a person would write beside the line.
    ///
    /// ```
    /// use calculus::symbolic::Rule;
    /// assert_eq!(Rule::PowerOnChain.name(), "power rule on a function chain");
    /// ```
    pub fn name(self) -> &'static str {
        match self {
            Rule::Constant => "constant rule",
            Rule::Power => "power rule",
            Rule::ConstantMultiple => "constant multiple rule",
            Rule::Sum => "sum rule",
            Rule::Product => "product rule",
            Rule::Quotient => "quotient rule",
            Rule::Chain => "chain rule",
            Rule::PowerOnChain => "power rule on a function chain",
            Rule::Exponential => "derivative of the exponential function",
            Rule::Logarithm => "derivative of the logarithm",
            Rule::SquareRoot => "derivative of the square root",
            Rule::Sine => "derivative of the sine",
            Rule::Cosine => "derivative of the cosine",
            Rule::Tangent => "derivative of the tangent",
            Rule::CubeRoot => "derivative of the cube root",
            Rule::LogarithmToBase => "derivative of a logarithm to another base",
            Rule::ArcSine => "derivative of the arc sine",
            Rule::ArcCosine => "derivative of the arc cosine",
            Rule::ArcTangent => "derivative of the arc tangent",
            Rule::HyperbolicSine => "derivative of the hyperbolic sine",
            Rule::HyperbolicCosine => "derivative of the hyperbolic cosine",
            Rule::HyperbolicTangent => "derivative of the hyperbolic tangent",
            Rule::AreaSine => "derivative of the inverse hyperbolic sine",
            Rule::AreaCosine => "derivative of the inverse hyperbolic cosine",
            Rule::AreaTangent => "derivative of the inverse hyperbolic tangent",
            Rule::Sigmoid => "derivative of the sigmoid",
            Rule::Softplus => "derivative of the softplus",
            Rule::Rectifier => "derivative of the rectifier",
            Rule::Angle => "derivative of the angle",
            Rule::AbsoluteValue => "derivative of the absolute value",
            Rule::Steps => "level between jumps",
            Rule::LargerOrSmaller => "slope of the one that counts",
            Rule::PowerOfFunctions => "power of functions",
            Rule::MultiplyOut => "multiply out",
            Rule::Rewrite => "write as a power",
            Rule::Substitute => "substitution",
            Rule::PutIn => "put the derivatives in",
            Rule::PutBack => "put the inner function back",
            Rule::Simplify => "simplify",
            Rule::Cancel => "cancel common factors",
        }
    }
}

impl fmt::Display for Rule {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str(self.name())
    }
}
