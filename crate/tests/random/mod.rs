//! Random formulas, for every reading of a number alike. Whoever includes this file has `Number` in scope.

use super::Number;
use std::fmt::Display;

/// A formula in the variables `leaves` with at most `depth` operations inside of one another. `pick` gives a random
/// number below another. The same numbers give the same formula in every reading whose equality is that of formulas.
pub fn formula<N: Number + PartialEq>(leaves: &[N], depth: u32, pick: &mut dyn FnMut(u64) -> u64) -> N {
    if depth == 0 || pick(12) == 0 {
        return match pick(16) {
            0..=9 if leaves.len() == 1 => leaves[0],
            0..=9 => leaves[pick(leaves.len() as u64) as usize],
            10..=12 => N::from(pick(9) as f64 - 4.0),
            13..=14 => N::from((pick(79) as f64 - 39.0) / 8.0),
            _ => N::from(std::f64::consts::PI),
        };
    }
    let kind = pick(44);
    let mut part = || formula(leaves, depth - 1, pick);
    match kind {
        0..=3 => part() + part(),
        4..=5 => {
            let (one, two) = different(part(), part());
            one - two
        }
        6..=9 => part() * part(),
        10..=11 => {
            let (one, two) = different(part(), part());
            one / two
        }
        12 => -part(),
        13..=15 => part().powi(pick(7) as i32 - 2),
        16 => positive(leaves, depth, pick).powf([0.5, 1.5, -0.5, 1.0 / 4.0, 2.5][pick(5) as usize]),
        17 => (part().powi(2) + 0.5).pow(part()),
        18 => positive(leaves, depth, pick).sqrt(),
        19 => part().exp(),
        20 => positive(leaves, depth, pick).ln(),
        21 => part().sin(),
        22 => part().cos(),
        23 => part().tan(),
        24 => part().abs(),
        25 => part().sinh(),
        26 => part().cosh(),
        27 => part().tanh(),
        28 => bounded(leaves, depth, pick).asin(),
        29 => bounded(leaves, depth, pick).acos(),
        30 => part().atan(),
        31 => part().asinh(),
        32 => (positive(leaves, depth, pick) + 1.0).acosh(),
        33 => bounded(leaves, depth, pick).atanh(),
        34 => positive(leaves, depth, pick).log2(),
        35 => positive(leaves, depth, pick).log10(),
        36 => part().cbrt(),
        37 => part().exp2(),
        38 => part().sigmoid(),
        39 => part().softplus(),
        40 => part().relu(),
        41 => part().sign(),
        42 => part().recip(),
        _ => {
            // max(x, x) has a corner everywhere, says the rule.
            let (one, two) = different(part(), part());
            match pick(5) {
                0 => one.max(two),
                1 => one.min(two),
                2 => one.atan2(two),
                3 => one.hypot(two),
                _ => one.floor(),
            }
        }
    }
}

/// Roots, logarithms and powers of random formulas mostly have no value, so mostly they are given a positive one.
fn positive<N: Number + PartialEq>(leaves: &[N], depth: u32, pick: &mut dyn FnMut(u64) -> u64) -> N {
    let u = formula(leaves, depth - 1, pick);
    match pick(10) {
        0 => u,
        1..4 => u.abs() + 0.25,
        _ => u.powi(2) + 0.25,
    }
}

/// Arc sines of random formulas mostly have no value, so mostly they are given a number between −1 and 1.
fn bounded<N: Number + PartialEq>(leaves: &[N], depth: u32, pick: &mut dyn FnMut(u64) -> u64) -> N {
    let u = formula(leaves, depth - 1, pick);
    match pick(20) {
        0 => u,
        1..9 => u.sin() * 0.875,
        _ => u / (u * u + 1.0),
    }
}

/// Differences like x − x are 0, up to rounding that is large beside 0; a few of them will come by other ways.
fn different<N: Number + PartialEq>(one: N, two: N) -> (N, N) {
    if one == two { (one, two + 0.5) } else { (one, two) }
}

/// Random formulas, each with what makes a case of it, such as a point where it has a value. `source` gives the random
/// numbers.
pub struct Cases<Source> {
    source: Source,
    tried: usize,
    discarded: usize,
}

impl<Source> Cases<Source> {
    pub fn new(source: Source) -> Cases<Source> {
        Cases { source, tried: 0, discarded: 0 }
    }

    /// The next formula of which a case can be made in 40 attempts. What is undefined everywhere is none: ln(−2).
    /// `CALCULUS_DISCARDED` prints those.
    pub fn next<Formula: Display, Case>(
        &mut self,
        formula: impl Fn(&mut Source) -> Formula,
        attempt: impl Fn(&mut Source, &Formula) -> Option<Case>,
    ) -> (Formula, Case) {
        loop {
            let formula = formula(&mut self.source);
            self.tried += 1;
            if let Some(case) = (0..40).find_map(|_| attempt(&mut self.source, &formula)) {
                return (formula, case);
            }
            if std::env::var("CALCULUS_DISCARDED").is_ok() {
                println!("discarded: {formula}");
            }
            self.discarded += 1;
        }
    }

    /// Fails if so many were discarded that the rest say little.
    pub fn report(&self, what: &str) {
        let share = 100.0 * self.discarded as f64 / self.tried as f64;
        println!("{what}: {} cases, {share:.1} % discarded", self.tried);
        assert!(share <= 5.0, "{what}: {share:.1} % of {} cases discarded", self.tried);
    }
}
