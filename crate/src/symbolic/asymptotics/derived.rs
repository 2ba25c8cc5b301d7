//! Functions by those that are there: tanh u = (e²ᵘ − 1)/(e²ᵘ + 1); and the inverse tangent, which has a series of its own.

use super::coefficient::{Coefficient, swings_through_zero};
use super::constant::Constant;
use super::functions::with_tree;
use super::scales::Scales;
use super::series::Multiseries::{self, Number};
use super::stop::Stop;
use crate::symbolic::arena::Function;
use crate::symbolic::expr::Expr;
use std::cmp::Ordering;

/// Where a function has values, if not wherever its argument has.
fn domain(function: Function) -> Option<&'static str> {
    match function {
        Function::ArcSine | Function::ArcCosine => Some("−1 ≤ u ≤ 1"),
        Function::AreaCosine => Some("u ≥ 1"),
        Function::AreaTangent => Some("−1 < u < 1"),
        _ => None,
    }
}

impl Scales {
    /// All functions but those with a method of their own; the series stands for the function.
    pub(super) fn derived(&mut self, function: Function, u: &Multiseries) -> Result<Multiseries, Stop> {
        if let Number(Coefficient::Exact(value)) = u {
            return Ok(Multiseries::exact(value.function(function)?));
        }
        let series = self.in_parts(function, u).map_err(|stop| match (stop, domain(function)) {
            // The root or the logarithm is one of its parts, which nobody has written.
            (Stop::NoValue(_), Some(domain)) => {
                Stop::NoValue(format!("{}(u) has values for {domain} only", function.name()))
            }
            (stop, _) => stop,
        })?;
        Ok(with_tree(series, u.tree().map(|tree| tree.function(function))))
    }

    fn in_parts(&mut self, function: Function, u: &Multiseries) -> Result<Multiseries, Stop> {
        let number = |above, below| Multiseries::exact(Constant::ratio(above, below));
        let (one, half) = (number(1, 1), Constant::ratio(1, 2));
        match function {
            Function::BinaryLogarithm | Function::DecimalLogarithm => {
                let base = if function == Function::BinaryLogarithm { 2 } else { 10 };
                let logarithm = Constant::integer(base).function(Function::Logarithm)?.inverse()?;
                let natural = self.logarithm_of(u)?;
                self.times(&Multiseries::exact(logarithm), &natural)
            }
            Function::CubeRoot => match u.sign()? {
                Some(Ordering::Less) => {
                    let positive = self.negated(u)?;
                    let root = self.power(&positive, &Constant::ratio(1, 3))?;
                    self.negated(&root)
                }
                Some(_) => self.power(u, &Constant::ratio(1, 3)),
                None => Err(swings_through_zero()),
            },
            Function::ArcTangent => self.arc_tangent(u),
            Function::ArcSine => self.arc_sine(u),
            Function::ArcCosine => {
                let quarter = Multiseries::exact(Constant::of(Expr::pi())?.times(&half)?);
                let sine = self.arc_sine(u)?;
                self.minus(&quarter, &sine)
            }
            Function::HyperbolicSine | Function::HyperbolicCosine => {
                let opposite = self.negated(u)?;
                let (up, down) = (self.exponential_of(u)?, self.exponential_of(&opposite)?);
                let sum =
                    if function == Function::HyperbolicSine { self.minus(&up, &down)? } else { self.plus(&up, &down)? };
                self.times(&Multiseries::exact(half), &sum)
            }
            Function::HyperbolicTangent => {
                let twice = self.times(&number(2, 1), u)?;
                let square = self.exponential_of(&twice)?;
                let (above, below) = (self.minus(&square, &one)?, self.plus(&square, &one)?);
                self.quotient(&above, &below)
            }
            Function::AreaSine => match u.sign()? {
                Some(Ordering::Less) => {
                    let positive = self.negated(u)?;
                    let inner = self.area(&positive, &one)?;
                    self.negated(&inner)
                }
                Some(_) => self.area(u, &one),
                None => Err(swings_through_zero()),
            },
            Function::AreaCosine => self.area(u, &number(-1, 1)),
            Function::AreaTangent => {
                let (above, below) = (self.plus(&one, u)?, self.minus(&one, u)?);
                let quotient = self.quotient(&above, &below)?;
                let logarithm = self.logarithm_of(&quotient)?;
                self.times(&Multiseries::exact(half), &logarithm)
            }
            Function::Sigmoid => {
                let opposite = self.negated(u)?;
                let power = self.exponential_of(&opposite)?;
                let below = self.plus(&one, &power)?;
                self.quotient(&one, &below)
            }
            Function::Softplus => {
                let power = self.exponential_of(u)?;
                let sum = self.plus(&one, &power)?;
                self.logarithm_of(&sum)
            }
            Function::Rectifier => self.chosen(u, &Multiseries::integer(0), true),
            Function::Sign => match u.sign()? {
                Some(Ordering::Less) => Ok(Multiseries::integer(-1)),
                Some(Ordering::Equal) => Ok(Multiseries::integer(0)),
                Some(Ordering::Greater) => Ok(one),
                None => Err(swings_through_zero()),
            },
            _ => Err(Stop::Unknown(format!("I do not know how {} grows", function.name()))),
        }
    }

    /// ln(u + √(u² + c))
    fn area(&mut self, u: &Multiseries, number: &Multiseries) -> Result<Multiseries, Stop> {
        let square = self.times(u, u)?;
        let sum = self.plus(&square, number)?;
        let root = self.power(&sum, &Constant::ratio(1, 2))?;
        let sum = self.plus(u, &root)?;
        self.logarithm_of(&sum)
    }

    /// atan(u/√(1 − u²))
    fn arc_sine(&mut self, u: &Multiseries) -> Result<Multiseries, Stop> {
        let square = self.times(u, u)?;
        let left = self.minus(&Multiseries::integer(1), &square)?;
        if left.is_zero()? {
            return Err(Stop::Unknown("an inverse sine at its very end cannot be followed".into()));
        }
        let root = self.power(&left, &Constant::ratio(1, 2))?;
        let quotient = self.quotient(u, &root)?;
        self.arc_tangent(&quotient)
    }

    pub(super) fn arc_tangent(&mut self, u: &Multiseries) -> Result<Multiseries, Stop> {
        if let Number(number) = u {
            return Ok(Number(number.monotone(|value| value.function(Function::ArcTangent))?));
        }
        let leading = u.leading()?;
        if leading.growth()?.is_gt() {
            // atan u = ±π/2 − atan(1/u)
            let quarter = Constant::of(Expr::pi())?.times(&Constant::ratio(1, 2))?;
            let quarter = match leading.coefficient.sign()? {
                Some(Ordering::Greater) => quarter,
                Some(_) => quarter.negated()?,
                None => {
                    let low = quarter.negated()?;
                    return Ok(Number(Coefficient::Bounded { low, high: quarter, swings: false }));
                }
            };
            let inverse = self.power(u, &Constant::integer(-1))?;
            let rest = self.arc_tangent(&inverse)?;
            return self.minus(&Multiseries::exact(quarter), &rest);
        }
        let [_, staying, falling] = self.parted(u)?;
        if staying.is_zero()? {
            // ε − ε³/3 + ε⁵/5 − …
            let number = |place: i64| match place % 4 {
                1 => Constant::ratio(1, place),
                3 => Constant::ratio(-1, place),
                _ => Constant::integer(0),
            };
            let numbers: Vec<Constant> = (0..=self.most_terms as i64).map(number).collect();
            let tree = falling.tree().map(|tree| tree.function(Function::ArcTangent));
            return self.composed(&numbers, &falling, tree);
        }
        // atan(c + ε) = atan c + atan(ε/(1 + c (c + ε)))
        let (first, product) = (self.arc_tangent(&staying)?, self.times(&staying, u)?);
        let below = self.plus(&Multiseries::integer(1), &product)?;
        let small = self.quotient(&falling, &below)?;
        let rest = self.arc_tangent(&small)?;
        self.plus(&first, &rest)
    }

    /// The angle of the point (x, y), from −π to π.
    pub(super) fn angle(&mut self, y: &Multiseries, x: &Multiseries) -> Result<Multiseries, Stop> {
        let pi = Constant::of(Expr::pi())?;
        let (of_x, of_y) = (x.sign()?.ok_or_else(swings_through_zero)?, y.sign()?.ok_or_else(swings_through_zero)?);
        if of_x.is_eq() {
            let half = pi.times(&Constant::ratio(1, 2))?;
            return match of_y {
                Ordering::Greater => Ok(Multiseries::exact(half)),
                Ordering::Less => Ok(Multiseries::exact(half.negated()?)),
                Ordering::Equal => Err(Stop::Unknown("the angle of the point (0, 0) is nothing in particular".into())),
            };
        }
        let quotient = self.quotient(y, x)?;
        let angle = self.arc_tangent(&quotient)?;
        match (of_x, of_y) {
            (Ordering::Greater, _) => Ok(angle),
            (_, Ordering::Less) => self.minus(&angle, &Multiseries::exact(pi)),
            _ => self.plus(&angle, &Multiseries::exact(pi)),
        }
    }
}
