//! Random formulas from a fixed start.

use crate::number::Number;
use crate::symbolic::Expr;
use crate::symbolic::field::Random;

/// How many random cases a property is tried with: `CALCULUS_CASES` for a long run.
pub(super) fn cases(usual: usize) -> usize {
    std::env::var("CALCULUS_CASES").ok().and_then(|value| value.parse().ok()).unwrap_or(usual)
}

pub(super) fn pick(random: &mut Random, below: u64) -> u64 {
    random.next() % below
}

#[path = "../../../tests/random/mod.rs"]
mod shared;
pub(super) use shared::Cases;

/// A formula in x with at most `depth` operations inside of one another.
pub(super) fn formula(random: &mut Random, depth: u32) -> Expr {
    shared::formula(&[Expr::variable("x")], depth, &mut |below| pick(random, below))
}

/// A polynomial or a ratio of them, as exercises have them.
pub(super) fn rational(random: &mut Random, depth: u32) -> Expr {
    let x = Expr::variable("x");
    if depth == 0 {
        return if pick(random, 3) == 0 { Expr::from(pick(random, 13) as i32 - 6) } else { x };
    }
    let part = |random: &mut Random| rational(random, depth - 1);
    match pick(random, 10) {
        0..=2 => part(random) + part(random),
        3 => part(random) - part(random),
        4..=6 => part(random) * part(random),
        7 => part(random) / part(random),
        8 => part(random).powi(pick(random, 5) as i32),
        _ => -part(random),
    }
}

/// A point that is easy to print, away from the corners of whole numbers.
pub(super) fn point(random: &mut Random) -> f64 {
    let size = [1.0, 1.0, 3.0, 0.3][pick(random, 4) as usize];
    let sign = if pick(random, 4) == 0 { -1.0 } else { 1.0 };
    sign * (size * random.fraction() * 1e6).round() / 1e6
}
