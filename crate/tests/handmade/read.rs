//! A formula read as a series on one side of a point, and how far away it is from where it is not smooth.

use std::cell::Cell;

use super::big::{Big, big, cube_root, is_zero, magnitude, plus, sign, with_all_bits};
use super::formula::{Formula, Function};
use super::series::{Series, WHOLE};

/// Why there is no truth to be had here: an essential singularity, or numbers that are too large.
pub struct Unknown;

pub enum Fault {
    NoValues,
    Unknown,
}

impl From<Unknown> for Fault {
    fn from(_: Unknown) -> Fault {
        Fault::Unknown
    }
}

/// Reads a formula on one side of a point.
pub struct Reader {
    x: f64,
    pub side: f64,
    /// Logarithms to base 2.
    pub feature: Cell<f64>,
    pub wave: Cell<f64>,
}

impl Reader {
    pub fn new(x: f64, side: f64) -> Reader {
        Reader { x, side, feature: Cell::new(f64::INFINITY), wave: Cell::new(f64::INFINITY) }
    }

    /// Notes that something happens where this series is 0, unless that is at the point itself.
    fn notes_zero(&self, series: &Series) {
        let distance = series.distance_of_zero();
        if distance > f64::NEG_INFINITY {
            self.feature.set(self.feature.get().min(distance));
        }
    }

    /// Notes over which length a function's argument changes by about 1.
    fn notes_wave(&self, series: &Series) {
        let one = Series::constant(big(1.0)).add(&series.rest());
        self.wave.set(self.wave.get().min(one.distance_of_zero()));
    }

    pub fn read(&self, formula: &Formula) -> Result<Series, Fault> {
        Ok(match formula {
            Formula::X => Series::variable(self.x, self.side),
            Formula::Constant(number) => Series::constant(big(*number)),
            Formula::Add(one, other) => self.read(one)?.add(&self.read(other)?),
            Formula::Sub(one, other) => self.read(one)?.add(&self.read(other)?.negative()),
            Formula::Mul(one, other) => self.read(one)?.times(&self.read(other)?),
            Formula::Div(one, other) => {
                let (one, other) = (self.read(one)?, self.read(other)?);
                self.notes_zero(&other);
                one.times(&other.power(-1.0).ok_or(Unknown)?)
            }
            Formula::Neg(inner) => self.read(inner)?.negative(),
            Formula::Powi(base, exponent) => self.power(base, f64::from(*exponent))?,
            Formula::Powf(base, exponent) => self.power(base, *exponent)?,
            Formula::Of(function, inner) => self.function(*function, self.read(inner)?)?,
            Formula::Max(one, other) => self.larger(one, other, 1)?,
            Formula::Min(one, other) => self.larger(one, other, -1)?,
            Formula::If(border, below, above) => {
                let from_border = Series::variable(self.x, self.side).add(&Series::constant(big(-border)));
                self.notes_zero(&from_border);
                self.read(if from_border.sign() < 0 { below } else { above })?
            }
        })
    }

    fn larger(&self, one: &Formula, other: &Formula, sign: i32) -> Result<Series, Fault> {
        let (one, other) = (self.read(one)?, self.read(other)?);
        let difference = one.add(&other.negative());
        self.notes_zero(&difference);
        Ok(if difference.sign() * sign >= 0 { one } else { other })
    }

    fn power(&self, base: &Formula, exponent: f64) -> Result<Series, Fault> {
        let base = self.read(base)?;
        if exponent == 0.0 {
            return Ok(Series::constant(big(1.0)));
        }
        let whole = exponent.fract() == 0.0;
        if exponent < 0.0 || !whole {
            self.notes_zero(&base);
        }
        match base.sign() {
            0 if exponent > 0.0 => Ok(base),
            0 => Err(Fault::Unknown),
            -1 if !whole => Err(Fault::NoValues),
            _ if !whole && base.is_huge() => Err(Fault::Unknown),
            _ => Ok(base.power(exponent).ok_or(Unknown)?),
        }
    }

    fn function(&self, function: Function, u: Series) -> Result<Series, Fault> {
        let one = || Series::constant(big(1.0));
        match function {
            Function::Abs => {
                self.notes_zero(&u);
                return Ok(u.magnitude());
            }
            Function::Sqrt => {
                self.notes_zero(&u);
                return match u.sign() {
                    -1 => Err(Fault::NoValues),
                    0 => Ok(u),
                    _ => Ok(u.power(0.5).ok_or(Unknown)?),
                };
            }
            Function::Cbrt => {
                self.notes_zero(&u);
                let root = |u: &Series| -> Result<Series, Fault> {
                    // 1/3 is no f64: h^(k/6) with k = 2m has a root in sixths, for which the factor is split off.
                    let (first, leading) = u.first().ok_or(Unknown)?;
                    if first % 3 != 0 {
                        return Err(Fault::Unknown);
                    }
                    let third = big(1.0) / big(3.0);
                    let ratio = u.scaled(&(big(1.0) / leading), -first);
                    let binomials = (0..).scan(big(1.0), |binomial, k| {
                        let this = binomial.clone();
                        *binomial = &*binomial * (&third - big(f64::from(k))) / big(f64::from(k + 1));
                        Some(this)
                    });
                    Ok(ratio.composed(binomials).scaled(&cube_root(leading), first / 3))
                };
                return match u.sign() {
                    0 => Ok(u),
                    -1 => Ok(root(&u.negative())?.negative()),
                    _ => root(&u),
                };
            }
            Function::Signum => {
                self.notes_zero(&u);
                // As f64 has it, for 0 and −0 alike as far as it is used here.
                return Ok(Series::constant(big(if u.sign() < 0 { -1.0 } else { 1.0 })));
            }
            Function::Ceil => return Ok(self.function(Function::Floor, u.negative())?.negative()),
            Function::Round => {
                let half = Series::constant(big(0.5));
                return Ok(match u.sign() {
                    -1 => self.function(Function::Floor, u.negative().add(&half))?.negative(),
                    _ => self.function(Function::Floor, u.add(&half))?,
                });
            }
            _ => {}
        }
        if !u.is_finite() || u.is_huge() {
            return Err(Fault::Unknown);
        }
        let constant = u.coefficient(0);
        match function {
            Function::Floor => {
                let below = with_all_bits(constant.floor());
                let whole = below == constant;
                let falls = whole && u.rest().sign() < 0;
                if !whole && is_zero(&plus(&with_all_bits((&constant + big(0.5)).floor()), &-constant.clone())) {
                    return Err(Fault::Unknown);
                }
                // Whole only to the digits that are had here.
                if falls && u.rest().first().is_some_and(|(_, leading)| magnitude(leading) < big(1e-50)) {
                    return Err(Fault::Unknown);
                }
                for edge in [below.clone(), &below + big(1.0)] {
                    self.notes_zero(&u.add(&Series::constant(-edge)));
                }
                if whole {
                    self.notes_zero(&u.add(&Series::constant(big(1.0) - &below)));
                }
                Ok(Series::constant(if falls { below - big(1.0) } else { below }))
            }
            Function::Exp => {
                self.notes_wave(&u);
                if constant > big(1e5) || constant < big(-1e5) {
                    return Err(Fault::Unknown);
                }
                Ok(u.composed(factorials(|_| constant.exp())))
            }
            Function::Ln => {
                self.notes_zero(&u);
                match u.first() {
                    None => Err(Fault::Unknown),
                    Some((_, leading)) if sign(leading) < 0 => Err(Fault::NoValues),
                    // ln h has no such series.
                    Some((first, _)) if first != 0 => Err(Fault::Unknown),
                    _ => {
                        let coefficient = |k: i32| match k {
                            0 => constant.ln(),
                            k => {
                                let sign = if k % 2 == 0 { -1.0 } else { 1.0 };
                                big(sign / 1.0) / (big(f64::from(k)) * constant.powi(k.into()))
                            }
                        };
                        Ok(u.composed((0..).map(coefficient)))
                    }
                }
            }
            Function::Sin | Function::Cos => {
                self.notes_wave(&u);
                Ok(wave(&u, &constant, usize::from(function == Function::Cos)))
            }
            Function::Tan => {
                self.notes_wave(&u);
                let (sin, cos) = (wave(&u, &constant, 0), wave(&u, &constant, 1));
                self.notes_zero(&cos);
                Ok(sin.times(&cos.power(-1.0).ok_or(Unknown)?))
            }
            Function::Tanh => {
                if constant > big(1e4) || constant < big(-1e4) {
                    return Err(Fault::Unknown);
                }
                self.notes_wave(&u);
                let power = u.add(&u).composed(factorials(|_| (&constant + &constant).exp()));
                Ok(power.add(&one().negative()).times(&power.add(&one()).power(-1.0).ok_or(Unknown)?))
            }
            _ => unreachable!("done above"),
        }
    }
}

/// The k-th derivatives divided by k!.
fn factorials(derivative: impl Fn(usize) -> Big) -> impl Iterator<Item = Big> {
    let mut factorial = big(1.0);
    (0..).map(move |k: usize| {
        if k > 0 {
            factorial = &factorial * big(k as f64);
        }
        derivative(k) / &factorial
    })
}

/// The sine, or the function that comes `turns` derivatives after it.
fn wave(u: &Series, constant: &Big, turns: usize) -> Series {
    let (sin, cos) = (constant.sin(), constant.cos());
    let derivative = move |k: usize| match (k + turns) % 4 {
        0 => sin.clone(),
        1 => cos.clone(),
        2 => -sin.clone(),
        _ => -cos.clone(),
    };
    u.composed(factorials(derivative))
}
