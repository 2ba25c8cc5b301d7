//! Random functions of the kind that people make by hand, and what is true of them: poles, kinks, jumps, roots, fast
//! waves, scales from 10⁻⁶ to 10⁶, over- and underflow, and points from 0 to ±10⁶.
//!
//! Each is a formula that is read in two ways: as the closure in `f64` that a learner would write, and as a series in
//! 96 digits on each side of the point, from which it follows what the point is. The two share nothing but the formula.
//!
//! ```ignore
//! #[path = "handmade/mod.rs"]
//! mod handmade;
//!
//! for case in handmade::cases(1).take(1000) {
//!     let found = tangent(|x| case.formula.at(x), case.at);
//!     match case.truth.point { … }
//! }
//! ```

// Each test that includes this uses a part of it.
#![allow(dead_code, unused_imports)]

mod big;
pub mod dice;
pub mod formula;
mod read;
mod recipe;
mod series;
pub mod truth;

pub use formula::Formula;
pub use truth::{Point, Side, Truth, truth};

use dice::Dice;

/// Nearer than this many neighbours in `f64`, a kink beside the point is for the machine at the point.
const APART: f64 = 1e5;

/// A function, a point, and the truth there.
#[derive(Clone, Debug)]
pub struct Case {
    pub formula: Formula,
    pub at: f64,
    pub truth: Truth,
}

impl Case {
    /// The function and the point as they stand in Rust.
    pub fn written(&self) -> String {
        format!("|x: f64| {} at {:?}", self.formula, self.at)
    }
}

/// Cases without end, the same for the same seed. Left out are functions of which the truth cannot be had (essential
/// singularities), jumps and roots that are lost in the last digit, and points that the machine cannot tell from a kink, jump or pole
/// beside them.
pub fn cases(seed: u64) -> impl Iterator<Item = Case> {
    let mut dice = Dice(seed);
    std::iter::repeat_with(move || {
        let at = recipe::point(&mut dice);
        let formula = recipe::formula(&mut dice, at);
        let truth = truth(&formula, at)?;
        let spacing = (at.abs().next_up() - at.abs()).max(f64::EPSILON);
        let can_be_seen = match truth.point {
            Point::Jump { left, right } => {
                let height = [left, right].map(|side| (side - formula.at(at)).abs());
                height[0].max(height[1]) > 1e-13 * left.abs().max(right.abs()).max(1e-290)
            }
            Point::Kink { left, right } => left != right,
            _ => true,
        };
        (can_be_seen && truth.next_feature > APART * spacing).then_some(Case { formula, at, truth })
    })
    .flatten()
}
