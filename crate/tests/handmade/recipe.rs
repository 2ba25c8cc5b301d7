//! Functions as people make them: a brick or two, at a scale, with something that happens at the point or beside it.

use super::dice::Dice;
use super::formula::Formula::{If, Max, Min, X};
use super::formula::Function::{Abs, Cbrt, Ceil, Cos, Exp, Floor, Ln, Round, Signum, Sin, Sqrt, Tan, Tanh};
use super::formula::{Formula, Function};

fn number(value: f64) -> Formula {
    Formula::Constant(value)
}

/// A number as a person writes it, of about this size.
fn written(dice: &mut Dice, size: f64) -> f64 {
    let digits = dice.below(4);
    format!("{:.digits$e}", size * (1.0 + 8.0 * dice.part())).parse().expect("a number")
}

/// A point from 0 to ±10⁶.
pub fn point(dice: &mut Dice) -> f64 {
    let sign = dice.sign();
    match dice.below(20) {
        0..=2 => 0.0,
        3..=8 => sign * (1 + dice.below(10)) as f64,
        9..=11 => sign * dice.below(100) as f64 / 10.0,
        12 => sign * dice.of(&[1.0 / 3.0, 2.0 / 3.0, 1.0 / 7.0, 2f64.sqrt(), std::f64::consts::E]),
        13 => {
            let exponent = dice.of(&[-6, -5, -4, -3, -2]);
            sign * written(dice, 10f64.powi(exponent))
        }
        14..=15 => sign * dice.of(&[10.0, 20.0, 50.0, 100.0, 256.0, 1000.0]),
        16 => sign * dice.of(&[1e3, 1e4, 1e5, 1e6]),
        17 => sign * 10f64.powf(6.0 * dice.part()),
        18 => sign * 10f64.powf(6.0 * dice.part()).round(),
        _ => sign * 3.0 * dice.part(),
    }
}

/// Where something happens: at the point, some tenths away, or anywhere.
fn place(dice: &mut Dice, at: f64) -> f64 {
    let sign = dice.sign();
    let away = match dice.below(12) {
        0..=2 => 0.0,
        3..=6 => dice.of(&[0.1, 0.2, 0.25, 0.3, 0.5]),
        7..=8 => dice.of(&[1.0, 2.0, 3.0, 5.0]),
        9 => dice.of(&[0.01, 0.001, 1e-4]),
        10 => 10f64.powf(-5.0 * dice.part()),
        _ => return dice.of(&[0.0, 1.0, 2.0, -1.0, 1.0 / 3.0, 5.0]),
    };
    at + sign * away
}

/// How fast the argument runs.
fn pace(dice: &mut Dice) -> f64 {
    match dice.below(12) {
        0..=3 => 1.0,
        4..=6 => dice.of(&[2.0, 3.0, 0.5, 5.0]),
        7 => dice.of(&[1.0 / 3.0, 0.1, 1.0 / 7.0]),
        8 => dice.of(&[10.0, 100.0]),
        9 => dice.of(&[1e3, 1e4]),
        10 => 10f64.powf(4.0 * dice.part()),
        _ => dice.of(&[1e-2, 1e-3]),
    }
}

/// x − c as a person writes it.
fn minus(c: f64) -> Formula {
    match c {
        0.0 => X,
        c if c < 0.0 => X + -c,
        c => X - c,
    }
}

fn negative(u: Formula) -> Formula {
    Formula::Neg(u.into())
}

fn times(factor: f64, u: Formula) -> Formula {
    if factor == 1.0 { u } else { number(factor) * u }
}

/// k·(x − c) in one of the ways to write it.
fn argument(dice: &mut Dice, at: f64) -> Formula {
    let from = |dice: &mut Dice| {
        let c = place(dice, at);
        minus(c)
    };
    match dice.below(8) {
        0..=2 => X,
        3..=5 => from(dice),
        6 => times(pace(dice), X),
        _ => {
            let factor = pace(dice);
            times(factor, from(dice))
        }
    }
}

fn polynomial(dice: &mut Dice, at: f64) -> Formula {
    let whole = |dice: &mut Dice| dice.below(9) as f64 + 1.0;
    match dice.below(7) {
        0 => X.powi(2) + number(whole(dice)) * X + whole(dice),
        1 => X.powi(3) - number(whole(dice)) * X,
        2 => argument(dice, at).powi(2),
        3 => number(whole(dice)) * X - whole(dice),
        4 => number(whole(dice)) * X.powi(5) - X.powi(2),
        5 => argument(dice, at),
        _ => minus(place(dice, at)) * (X + whole(dice)),
    }
}

fn pole(dice: &mut Dice, at: f64) -> Formula {
    let c = place(dice, at);
    let below = minus(c);
    match dice.below(7) {
        0..=1 => number(1.0) / below,
        2 => (X + 1.0) / below,
        3 => number(dice.of(&[1.0, -3.0, 25.0])) / below.powi(2),
        4 => number(6.0) * X.powi(2) / (number(c) - X),
        5 => number(1.0) / below.powi(3),
        // Where c² is rounded, x² − c² has another zero.
        _ if c.mul_add(c, -(c * c)) == 0.0 => (X.powi(2) - number(c * c)) / below,
        _ => (below.clone() * (X + 1.0)) / below,
    }
}

fn kink(dice: &mut Dice, at: f64) -> Formula {
    let u = argument(dice, at);
    match dice.below(7) {
        0..=1 => u.of(Abs),
        2 => Max(u.into(), number(0.0).into()),
        3 => Min(polynomial(dice, at).into(), u.into()),
        4 => Max(X.into(), number(place(dice, at)).into()),
        5 => {
            let c = place(dice, at);
            If(c, polynomial(dice, at).into(), (X * 2.0 - c).into())
        }
        _ => u.of(Abs).powf(dice.of(&[1.5, 0.5, 2.5])),
    }
}

fn jump(dice: &mut Dice, at: f64) -> Formula {
    let u = argument(dice, at);
    match dice.below(7) {
        0..=1 => u.of(Floor),
        2 => u.of(Signum),
        3 => u.of(Round),
        4 => u.of(Ceil),
        5 => If(place(dice, at), polynomial(dice, at).into(), polynomial(dice, at).into()),
        _ => u.clone() - u.of(Floor),
    }
}

fn root(dice: &mut Dice, at: f64) -> Formula {
    let u = argument(dice, at);
    match dice.below(6) {
        0..=1 => u.of(Sqrt),
        2 => (u.powi(2) + 1.0).of(Sqrt),
        3 => u.of(Cbrt),
        4 => u.powf(dice.of(&[1.5, 0.5, -0.5, 2.5])),
        _ => u.of(Abs).of(Sqrt),
    }
}

fn growth(dice: &mut Dice, at: f64) -> Formula {
    let u = argument(dice, at);
    match dice.below(9) {
        0..=1 => u.of(Exp),
        2 => u.of(Ln),
        3 => (u.powi(2) + 1.0).of(Ln),
        4 => negative(u.powi(2)).of(Exp),
        5 => number(1.0) / (negative(u).of(Exp) + 1.0),
        6 => u.of(Abs).of(Ln),
        7 => u.of(Tanh),
        _ => X * X.of(Ln),
    }
}

fn wave(dice: &mut Dice, at: f64) -> Formula {
    let u = argument(dice, at);
    match dice.below(9) {
        0..=1 => u.of(Sin),
        2 => u.of(Cos),
        3 => (number(dice.of(&[1e3, 1e4, 10.0, 100.0])) * X).of(Sin),
        4 => u.of(Tan),
        5 => (X * X).of(Tan),
        6 => (X * X).of(Sin),
        7 => X * (number(1.0) / u).of(Sin),
        _ => u.of(Sin) / X,
    }
}

/// What over- or underflows somewhere, or loses its digits.
fn extreme(dice: &mut Dice, at: f64) -> Formula {
    let high = dice.of(&[20, 50, 100, 200]);
    match dice.below(8) {
        0 => X.of(Exp) / X.powi(high),
        1 => X.powi(high) / X.of(Exp),
        2 => X.powi(2).of(Exp),
        3 => negative(X.powi(2)).of(Exp) * X.powi(high),
        4 => {
            let offset = dice.of(&[1e6, 1e9, 1e3]);
            (X + offset) - offset
        }
        5 => number(1.0) / (argument(dice, at).powi(2) + dice.of(&[1e-2, 1e-4, 1e-6])),
        6 => (number(dice.of(&[10.0, 100.0, 1e3])) * argument(dice, at)).of(Tanh),
        _ => X.powi(high),
    }
}

fn brick(dice: &mut Dice, at: f64) -> Formula {
    match dice.below(17) {
        0..=2 => polynomial(dice, at),
        3..=4 => pole(dice, at),
        5..=6 => kink(dice, at),
        7..=8 => jump(dice, at),
        9..=10 => root(dice, at),
        11..=12 => growth(dice, at),
        13..=15 => wave(dice, at),
        _ => extreme(dice, at),
    }
}

/// A random function, with much happening at `at` or near it.
pub fn formula(dice: &mut Dice, at: f64) -> Formula {
    if dice.below(100) == 0 {
        // By itself: what rounding does in it is not to be seen in the values of a sum.
        return (X.powi(2) + 1.0).of(Sqrt) - X;
    }
    let first = brick(dice, at);
    let made = match dice.below(14) {
        0..=5 => first,
        6..=7 => first + brick(dice, at),
        8 => first - brick(dice, at),
        9..=10 => first * brick(dice, at),
        11 => first / brick(dice, at),
        _ => {
            const OUTER: [Function; 8] = [Sin, Exp, Abs, Floor, Sqrt, Tan, Cos, Tanh];
            first.of(dice.of(&OUTER))
        }
    };
    match dice.below(10) {
        0 => number(dice.of(&[1e6, 1e-6, 1e3, 1e-3, 1e-6, 1.0 / 3.0])) * made,
        1 => made + dice.of(&[1.0, -2.0, 1e3, 1e6]),
        _ => made,
    }
}
