//! Products and sums of powers and exponentials that over- and underflow on the way, with limits that are known from
//! how they are made: an exponential outdoes every power.

use super::handmade::dice::Dice;
use calculus::limits::{Limit, limit, limit_left, limit_right};

/// A product c·uⁿ·eᵏᵘ·… + d as a closure calculates it, factor by factor, where u grows beyond all numbers.
pub struct Extreme {
    factors: Vec<(Kind, f64, bool)>,
    constant: f64,
    shift: f64,
    way: Way,
    pub truth: f64,
    pub written: String,
}

#[derive(Clone, Copy, Debug)]
enum Kind {
    /// uⁿ
    Power,
    /// eᵏᵘ
    Exponential,
    /// e^(k·u²)
    Square,
}

#[derive(Clone, Copy, Debug)]
enum Way {
    PlusInfinity,
    MinusInfinity,
    RightOfZero,
    LeftOfZero,
    RightOf(f64),
}

impl Extreme {
    fn at(&self, x: f64) -> f64 {
        let u = match self.way {
            Way::PlusInfinity => x,
            Way::MinusInfinity => -x,
            Way::RightOfZero => 1.0 / x,
            Way::LeftOfZero => -1.0 / x,
            Way::RightOf(a) => 1.0 / (x - a),
        };
        let product = self.factors.iter().fold(self.constant, |product, &(kind, k, divides)| {
            let factor = match kind {
                Kind::Power => u.powi(k as i32),
                Kind::Exponential => (k * u).exp(),
                Kind::Square => (k * u * u).exp(),
            };
            if divides { product / factor } else { product * factor }
        });
        product + self.shift
    }

    pub fn find(&self) -> Limit {
        let f = |x| self.at(x);
        match self.way {
            Way::PlusInfinity => limit(f, f64::INFINITY),
            Way::MinusInfinity => limit(f, f64::NEG_INFINITY),
            Way::RightOfZero => limit_right(f, 0.0),
            Way::LeftOfZero => limit_left(f, 0.0),
            Way::RightOf(a) => limit_right(f, a),
        }
    }
}

pub fn cases(seed: u64) -> impl Iterator<Item = Extreme> {
    let mut dice = Dice(seed);
    std::iter::repeat_with(move || {
        let way = match dice.below(6) {
            0 | 1 => Way::PlusInfinity,
            2 => Way::MinusInfinity,
            3 => Way::RightOfZero,
            4 => Way::LeftOfZero,
            _ => Way::RightOf(dice.of(&[1.0, 2.0, -3.0, 0.5, 100.0])),
        };
        let factors: Vec<_> = (0..1 + dice.below(3))
            .map(|_| {
                let divides = dice.below(2) == 0;
                match dice.below(7) {
                    0..=3 => {
                        let most = dice.of(&[3, 30, 300]);
                        (Kind::Power, dice.sign() * (1 + dice.below(most)) as f64, divides)
                    }
                    4 | 5 => {
                        let k = dice.of(&[1.0, 2.0, 0.5, 0.1, 3.0, 0.01]);
                        (
                            Kind::Exponential,
                            dice.sign() * if dice.below(3) == 0 { k * (1.0 + dice.part()) } else { k },
                            divides,
                        )
                    }
                    _ => (Kind::Square, dice.sign() * dice.of(&[1.0, 0.5, 0.01]), divides),
                }
            })
            .collect();
        let constant = dice.sign() * 10f64.powf(12.0 * dice.part() - 6.0);
        let shift = if dice.below(3) == 0 { dice.of(&[1.0, -5.0, 1000.0]) } else { 0.0 };
        // The strongest kind that does not cancel decides.
        let total = |wanted: fn(Kind) -> bool| -> f64 {
            let factors = factors.iter().filter(|(kind, ..)| wanted(*kind));
            factors.map(|&(_, k, divides)| if divides { -k } else { k }).sum()
        };
        let totals = [
            total(|kind| matches!(kind, Kind::Square)),
            total(|kind| matches!(kind, Kind::Exponential)),
            total(|kind| matches!(kind, Kind::Power)),
        ];
        let deciding = totals.into_iter().find(|total| *total != 0.0).unwrap_or(0.0);
        let truth = if deciding > 0.0 {
            constant.signum() * f64::INFINITY
        } else if deciding < 0.0 {
            shift
        } else {
            constant + shift
        };
        let written = format!("{constant:?} · {factors:?} + {shift:?} as {way:?}");
        Extreme { factors, constant, shift, way, truth, written }
    })
}
