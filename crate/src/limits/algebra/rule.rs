//! The names of the steps to a limit.

use std::fmt;

/// What a step to a limit does.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum LimitRule {
    /// A sum is written as a product: x² − 1 = (x − 1)(x + 1).
    Factor,
    /// What stands above and below the line goes: (x − 1)/(x − 1) = 1 where x ≠ 1.
    Cancel,
    /// The formula is continuous at the point: put the point in.
    Substitute,
    /// Numbers are worked out, and what is left is written.
    WorkOut,
    /// At infinity the highest powers of polynomials decide.
    HighestPowers,
    /// The same formula, written more simply.
    Simplify,
    /// On one side of a point, |u| is u or −u, and ⌊u⌋ is a number.
    OnThisSide,
    /// The same on both sides of the point, though perhaps not at it: ⌊x²⌋ is 0 near 0.
    NearThePoint,
    /// (√u − v)(√u + v) = u − v²
    Conjugate,
    /// A known limit, such as that of sin u/u, is brought in: multiply and divide by u.
    BringIn,
    /// sin u/u → 1 as u → 0, and others like it.
    KnownLimit,
    /// What grows fastest is taken out of a sum.
    DominantTerm,
    /// Logarithms grow more slowly than all powers, and powers more slowly than exponentials.
    Growth,
    /// −|v| ≤ u v ≤ |v| for a u between −1 and 1, so u v → 0 if v → 0.
    Squeeze,
    /// lim f(u) = f(lim u) for a continuous f.
    Continuity,
    /// ln u − ln v = ln(u/v)
    Logarithms,
    /// uᵛ = e^(v ln u)
    PowerOfE,
    /// Fractions are brought to one denominator.
    CommonDenominator,
    /// u v = u/(1/v)
    Quotient,
    /// f/g and f′/g′ have the same limit if both f and g go to 0, or both to ∞, and f′/g′ has a limit.
    LHopital,
    /// Above and below the line, the first terms of the series decide.
    Series,
    /// The limit of a sum, product, quotient or continuous function from those of its parts.
    Laws,
}

impl LimitRule {
    /// The name as it stands beside a step.
    ///
    /// ```
    /// use calculus::limits::LimitRule;
    /// assert_eq!(LimitRule::LHopital.name(), "L’Hôpital’s rule");
    /// ```
    pub fn name(self) -> &'static str {
        match self {
            LimitRule::Factor => "factor",
            LimitRule::Cancel => "cancel",
            LimitRule::Substitute => "substitute",
            LimitRule::WorkOut => "work out",
            LimitRule::HighestPowers => "the highest powers decide",
            LimitRule::Simplify => "simplify",
            LimitRule::OnThisSide => "on this side",
            LimitRule::NearThePoint => "near the point",
            LimitRule::Conjugate => "multiply by the conjugate",
            LimitRule::BringIn => "bring in a known limit",
            LimitRule::KnownLimit => "known limit",
            LimitRule::DominantTerm => "take out the dominant term",
            LimitRule::Growth => "growth",
            LimitRule::Squeeze => "squeeze",
            LimitRule::Continuity => "continuity: the limit goes inside",
            LimitRule::Logarithms => "one logarithm",
            LimitRule::PowerOfE => "write as a power of e",
            LimitRule::CommonDenominator => "common denominator",
            LimitRule::Quotient => "write as a quotient",
            LimitRule::LHopital => "L’Hôpital’s rule",
            LimitRule::Series => "leading terms of the series",
            LimitRule::Laws => "limit laws",
        }
    }
}

impl fmt::Display for LimitRule {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.pad(self.name())
    }
}
