//! Automatic differentiation of random formulas: forward, reverse, the rules, and the dual numbers of another crate
//! must agree.

#[path = "autodiff_random/peer.rs"]
mod peer;
#[path = "random/mod.rs"]
mod random;
#[path = "autodiff_random/with_formula.rs"]
mod with_formula;

use calculus::autodiff::{try_gradient, try_hessian};
use calculus::prelude::*;
use peer::Peer;
use random::Cases;
use std::fmt;
use with_formula::WithFormula;

/// Relative to the sum of the magnitudes of the terms.
const TOLERANCE: f64 = 1e-12;
const NAMES: [&str; 3] = ["x", "y", "z"];

/// Numbers that look random and are the same in every run (SplitMix64).
#[derive(Clone)]
struct Dice(u64);

impl Dice {
    fn below(&mut self, below: u64) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        (z ^ (z >> 31)) % below
    }

    /// Mostly positive and about 1.
    fn point(&mut self) -> [f64; 3] {
        std::array::from_fn(|_| {
            let sign = if self.below(4) == 0 { -1.0 } else { 1.0 };
            sign * self.below(3_000_000) as f64 / 1e6
        })
    }
}

/// A formula in x, y and z that can be read again and again.
struct Formula {
    dice: Dice,
    depth: u32,
}

impl Formula {
    fn read<N: Number>(&self, xs: &[N]) -> N {
        let leaves: Vec<WithFormula<N>> =
            NAMES.iter().zip(xs).map(|(name, x)| WithFormula::new(Expr::variable(name), *x)).collect();
        let mut dice = self.dice.clone();
        random::formula(&leaves, self.depth, &mut |below| dice.below(below)).number
    }

    fn expr(&self) -> Expr {
        self.read(&NAMES.map(Expr::variable))
    }

    /// By the peer: value, slope and second derivative in a direction.
    fn peer(&self, xs: &[f64; 3], direction: [f64; 3]) -> Peer {
        self.read(&std::array::from_fn::<Peer, 3, _>(|index| Peer::input(xs[index], direction[index])))
    }
}

impl fmt::Display for Formula {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(out, "{}", self.expr())
    }
}

/// The direction of one variable.
fn along(by: usize) -> [f64; 3] {
    std::array::from_fn(|index| f64::from(u8::from(index == by)))
}

/// A formula, and a point where it has a value and slopes.
fn next(cases: &mut Cases<Dice>) -> (Formula, [f64; 3]) {
    let formula = |dice: &mut Dice| {
        let formula = Formula { depth: 1 + dice.below(6) as u32, dice: dice.clone() };
        dice.below(2);
        formula
    };
    cases.next(formula, |dice, formula| {
        let xs = dice.point();
        (0..3).all(|by| formula.peer(&xs, along(by)).is_a_case(TOLERANCE)).then_some(xs)
    })
}

#[test]
fn forward_reverse_symbolic_and_num_dual_agree() {
    let mut cases = Cases::new(Dice(1));
    for _ in 0..500 {
        let (formula, xs) = next(&mut cases);
        let expr = formula.expr();
        let forward = gradient_forward(|x| formula.read(x), &xs);
        let reverse =
            try_gradient(|x| formula.read(x), &xs).unwrap_or_else(|error| panic!("{expr} at {xs:?}: {error}"));
        let tape = Tape::new();
        let inputs = xs.map(|x| tape.watch(x));
        let looked_at = tape.gradients(formula.read(&inputs), &inputs);
        let point = [("x", xs[0]), ("y", xs[1]), ("z", xs[2])];
        for by in 0..3 {
            let peer = formula.peer(&xs, along(by));
            let symbolic = expr.derivative(NAMES[by]).at(point);
            let symbolic = symbolic.value().unwrap_or_else(|| panic!("{expr} at {xs:?}: {symbolic}"));
            let by_machine = [("forward", forward[by]), ("reverse", reverse[by]), ("tape", looked_at[by])];
            for (mode, found) in by_machine.into_iter().chain([("symbolic", symbolic)]) {
                assert!(
                    (found - peer.slope()).abs() <= TOLERANCE * peer.terms(),
                    "{expr} at {xs:?} by {}: {mode} {found}, num-dual {}, terms {}",
                    NAMES[by],
                    peer.slope(),
                    peer.terms()
                );
            }
        }
    }
    cases.report("forward, reverse, symbolic and num-dual");
}

#[test]
fn hessians_are_symmetric_and_those_of_num_dual() {
    let mut cases = Cases::new(Dice(2));
    for _ in 0..300 {
        let (formula, xs) = next(&mut cases);
        let (expr, place) = (formula.expr(), format!("at {xs:?}"));
        let hessian = try_hessian(|x| formula.read(x), &xs).unwrap_or_else(|error| panic!("{expr} {place}: {error}"));
        let v = [0.5, -1.0, 2.0];
        let product = hessian_times_vector(|x| formula.read(x), &xs, &v);
        for i in 0..3 {
            let mut terms_of_row = 0.0;
            for j in 0..3 {
                // In the direction of the sum of two variables, the second derivative is all of these together.
                let direction = std::array::from_fn(|index| along(i)[index] + along(j)[index]);
                let peer = formula.peer(&xs, direction);
                let (both, tolerance) = (hessian[i][i] + hessian[j][j], TOLERANCE * peer.second_terms());
                let (one, two) = (hessian[i][j], hessian[j][i]);
                assert!((one - two).abs() <= tolerance, "{expr} {place}: {one} and {two} in {i}, {j}");
                let found = both + one + two;
                assert!(
                    (found - peer.second_derivative()).abs() <= tolerance,
                    "{expr} {place}: {found}, num-dual {}, terms {}",
                    peer.second_derivative(),
                    peer.second_terms()
                );
                terms_of_row += v[j].abs() * peer.second_terms();
            }
            let expected: f64 = hessian[i].iter().zip(v).map(|(h, v)| h * v).sum();
            assert!((product[i] - expected).abs() <= TOLERANCE * terms_of_row, "{expr} {place}: {product:?}");
        }
    }
    cases.report("second derivatives");
}
