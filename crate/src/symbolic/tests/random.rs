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

/// A formula in x with at most `depth` operations inside of one another.
pub(super) fn formula(random: &mut Random, depth: u32) -> Expr {
    let x = Expr::variable("x");
    if depth == 0 || pick(random, 12) == 0 {
        return match pick(random, 16) {
            0..=9 => x,
            10..=12 => Expr::from(pick(random, 9) as i32 - 4),
            13..=14 => Expr::from((pick(random, 79) as f64 - 39.0) / 8.0),
            _ => Expr::pi(),
        };
    }
    let part = |random: &mut Random| formula(random, depth - 1);
    // Roots, logarithms and powers of random formulas mostly have no value, so mostly they are given a positive one.
    let positive = |random: &mut Random| {
        let u = formula(random, depth - 1);
        match pick(random, 10) {
            0 => u,
            1..4 => u.abs() + 0.25,
            _ => u.powi(2) + 0.25,
        }
    };
    match pick(random, 26) {
        0..=3 => part(random) + part(random),
        4..=5 => {
            let (one, two) = different(part(random), part(random));
            one - two
        }
        6..=9 => part(random) * part(random),
        10..=11 => {
            let (one, two) = different(part(random), part(random));
            one / two
        }
        12 => -part(random),
        13..=15 => part(random).powi(pick(random, 7) as i32 - 2),
        16 => positive(random).powf([0.5, 1.5, -0.5, 1.0 / 4.0, 2.5][pick(random, 5) as usize]),
        17 => (part(random).powi(2) + 0.5).pow(part(random)),
        18 => positive(random).sqrt(),
        19 => part(random).exp(),
        20 => positive(random).ln(),
        21 => part(random).sin(),
        22 => part(random).cos(),
        23 => part(random).tan(),
        24 => part(random).abs(),
        _ => {
            // max(x, x) has a corner everywhere, says the rule.
            let (one, two) = different(part(random), part(random));
            match pick(random, 3) {
                0 => one.max(two),
                1 => one.min(two),
                _ => one.floor(),
            }
        }
    }
}

/// Differences like x − x are 0, up to rounding that is large beside 0; a few of them will come by other ways.
fn different(one: Expr, two: Expr) -> (Expr, Expr) {
    if one == two { (one, two + 0.5) } else { (one, two) }
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
