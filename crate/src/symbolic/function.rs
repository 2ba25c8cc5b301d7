//! The functions of one number that a formula can have: their names, their values, and where they have none.

use crate::number::Number;

/// A function of one number. e itself is the exponential function of 1.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub(crate) enum Function {
    SquareRoot,
    CubeRoot,
    AbsoluteValue,
    Exponential,
    Logarithm,
    BinaryLogarithm,
    DecimalLogarithm,
    Sine,
    Cosine,
    Tangent,
    ArcSine,
    ArcCosine,
    ArcTangent,
    HyperbolicSine,
    HyperbolicCosine,
    HyperbolicTangent,
    AreaSine,
    AreaCosine,
    AreaTangent,
    Sigmoid,
    Softplus,
    /// The larger of u and 0.
    Rectifier,
    Sign,
    Floor,
    /// 1 for a positive number, 0 for a negative one, nothing at 0: the slope of the larger of u and 0.
    Step,
}

use Function::*;

/// Each with the name that it is printed with, and what stands around its argument in LaTeX.
pub(crate) const FUNCTIONS: [(&str, Function, [&str; 2]); 25] = [
    ("sqrt", SquareRoot, ["\\sqrt{", "}"]),
    ("cbrt", CubeRoot, ["\\sqrt[3]{", "}"]),
    ("abs", AbsoluteValue, ["\\left|", "\\right|"]),
    ("exp", Exponential, ["e^{", "}"]),
    ("ln", Logarithm, ["\\ln\\left(", "\\right)"]),
    ("log2", BinaryLogarithm, ["\\log_{2}\\left(", "\\right)"]),
    ("log10", DecimalLogarithm, ["\\log_{10}\\left(", "\\right)"]),
    ("sin", Sine, ["\\sin\\left(", "\\right)"]),
    ("cos", Cosine, ["\\cos\\left(", "\\right)"]),
    ("tan", Tangent, ["\\tan\\left(", "\\right)"]),
    ("asin", ArcSine, ["\\arcsin\\left(", "\\right)"]),
    ("acos", ArcCosine, ["\\arccos\\left(", "\\right)"]),
    ("atan", ArcTangent, ["\\arctan\\left(", "\\right)"]),
    ("sinh", HyperbolicSine, ["\\sinh\\left(", "\\right)"]),
    ("cosh", HyperbolicCosine, ["\\cosh\\left(", "\\right)"]),
    ("tanh", HyperbolicTangent, ["\\tanh\\left(", "\\right)"]),
    ("asinh", AreaSine, ["\\operatorname{arsinh}\\left(", "\\right)"]),
    ("acosh", AreaCosine, ["\\operatorname{arcosh}\\left(", "\\right)"]),
    ("atanh", AreaTangent, ["\\operatorname{artanh}\\left(", "\\right)"]),
    ("sigmoid", Sigmoid, ["\\sigma\\left(", "\\right)"]),
    ("softplus", Softplus, ["\\operatorname{softplus}\\left(", "\\right)"]),
    ("relu", Rectifier, ["\\operatorname{relu}\\left(", "\\right)"]),
    ("sign", Sign, ["\\operatorname{sgn}\\left(", "\\right)"]),
    ("floor", Floor, ["\\left\\lfloor ", "\\right\\rfloor"]),
    ("step", Step, ["\\operatorname{step}\\left(", "\\right)"]),
];

/// How a function of −u is one of u.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Parity {
    /// f(−u) = f(u)
    Even,
    /// f(−u) = −f(u)
    Odd,
}

impl Function {
    pub(crate) fn name(self) -> &'static str {
        FUNCTIONS.iter().find(|(_, function, _)| *function == self).map_or("", |(name, ..)| name)
    }

    /// What stands before its argument in LaTeX, and what behind it.
    pub(super) fn latex(self) -> [&'static str; 2] {
        FUNCTIONS.iter().find(|(_, function, _)| *function == self).map_or(["", ""], |(.., around)| *around)
    }

    /// Whether a power of it is written with the exponent at its name, in LaTeX: cos² u.
    pub(super) fn takes_exponent(self) -> bool {
        matches!(self, Sine | Cosine | Tangent | HyperbolicSine | HyperbolicCosine | HyperbolicTangent)
    }

    /// The function that undoes it, where −1 at its name means that: sin⁻¹.
    pub(super) fn inverse(self) -> Option<Function> {
        Some(match self {
            Sine => ArcSine,
            Cosine => ArcCosine,
            Tangent => ArcTangent,
            HyperbolicSine => AreaSine,
            HyperbolicCosine => AreaCosine,
            HyperbolicTangent => AreaTangent,
            _ => return None,
        })
    }

    /// The function that this one undoes.
    pub(crate) fn undoes(self) -> Option<Function> {
        FUNCTIONS.iter().map(|(_, function, _)| *function).find(|function| function.inverse() == Some(self))
    }

    pub(super) fn parity(self) -> Option<Parity> {
        match self {
            Sine | Tangent | ArcSine | ArcTangent | HyperbolicSine | HyperbolicTangent | AreaSine | AreaTangent
            | CubeRoot | Sign => Some(Parity::Odd),
            Cosine | HyperbolicCosine | AbsoluteValue => Some(Parity::Even),
            _ => None,
        }
    }

    /// The function of a number of any kind.
    pub(super) fn applied_to<N: Number>(self, u: N) -> N {
        match self {
            SquareRoot => u.sqrt(),
            CubeRoot => u.cbrt(),
            AbsoluteValue => u.abs(),
            Exponential => u.exp(),
            Logarithm => u.ln(),
            BinaryLogarithm => u.log2(),
            DecimalLogarithm => u.log10(),
            Sine => u.sin(),
            Cosine => u.cos(),
            Tangent => u.tan(),
            ArcSine => u.asin(),
            ArcCosine => u.acos(),
            ArcTangent => u.atan(),
            HyperbolicSine => u.sinh(),
            HyperbolicCosine => u.cosh(),
            HyperbolicTangent => u.tanh(),
            AreaSine => u.asinh(),
            AreaCosine => u.acosh(),
            AreaTangent => u.atanh(),
            Sigmoid => u.sigmoid(),
            Softplus => u.softplus(),
            Rectifier => u.relu(),
            Sign => u.sign(),
            Floor => u.floor(),
            // 0/0 where it jumps.
            Step => u.sign() / u.sign() * ((u.sign() + 1.0) / 2.0),
        }
    }

    /// The value by the machine, or NaN.
    pub(super) fn value(self, u: f64) -> f64 {
        match self {
            // The larger of NaN and 0 is 0 to the machine.
            Rectifier if u.is_nan() => u,
            _ => self.applied_to(u),
        }
    }

    /// What number it needs, if this one is not among those for which it has a value.
    pub(super) fn needs(self, u: f64) -> Option<&'static str> {
        let (has_a_value, what) = match self {
            SquareRoot => (u >= 0.0, "a number that is not negative"),
            Logarithm | BinaryLogarithm | DecimalLogarithm => (u > 0.0, "a number above 0"),
            ArcSine | ArcCosine => ((-1.0..=1.0).contains(&u), "a number from −1 to 1"),
            AreaCosine => (u >= 1.0, "a number that is not below 1"),
            AreaTangent => (-1.0 < u && u < 1.0, "a number between −1 and 1"),
            _ => return None,
        };
        (!has_a_value && !u.is_nan()).then_some(what)
    }

    /// How much an error of the argument can grow. Infinite where a jump is so near that it may lie between.
    pub(super) fn slope_bound(self, u: f64, value: f64) -> f64 {
        match self {
            SquareRoot => 0.5 / value,
            CubeRoot => (value / u).abs(),
            Exponential => value,
            Logarithm | BinaryLogarithm | DecimalLogarithm => 1.5 / u.abs(),
            Rectifier if u < -1e-6 => 0.0,
            AbsoluteValue | Sine | Cosine | ArcTangent | AreaSine | HyperbolicTangent | Sigmoid | Softplus
            | Rectifier => 1.0,
            Tangent => 1.0 + value * value,
            HyperbolicSine | HyperbolicCosine => u.cosh(),
            ArcSine | ArcCosine => 1.0 / ((1.0 - u) * (1.0 + u)).sqrt(),
            AreaCosine => 1.0 / ((u - 1.0).sqrt() * (u + 1.0).sqrt()),
            AreaTangent => 1.0 / ((1.0 - u) * (1.0 + u)),
            Floor if (u - u.round()).abs() > 1e-6 => 0.0,
            Step | Sign if u.abs() > 1e-6 => 0.0,
            Floor | Step | Sign => f64::INFINITY,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_function_stands_in_the_table_once() {
        for (index, (name, function, _)) in FUNCTIONS.iter().enumerate() {
            assert_eq!(*function as usize, index, "{name}");
            assert_eq!(function.name(), *name);
        }
        assert_eq!(Step as usize + 1, FUNCTIONS.len());
    }

    #[test]
    fn values_obey_what_parity_and_inverses_say() {
        for (name, function, _) in FUNCTIONS {
            for u in [0.0, 0.25, 0.5, 0.9, 1.5, 20.0] {
                let (plus, minus) = (function.value(u), function.value(-u));
                match function.parity() {
                    Some(Parity::Even) => assert_eq!(plus, minus, "{name} {u}"),
                    Some(Parity::Odd) => assert!((plus + minus).abs() < 1e-15 || !plus.is_finite(), "{name} {u}"),
                    None => {}
                }
                assert_eq!(function.needs(u).is_some(), !plus.is_finite() && function != Step, "{name} {u}: {plus}");
                if let Some(inverse) = function.inverse().filter(|_| u < 1.0) {
                    assert!((inverse.value(plus) - u).abs() < 1e-14, "{name} {u}");
                }
            }
        }
    }
}
