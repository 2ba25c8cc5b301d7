//! What stands before a power in a series: a number, or something that stays between two numbers for ever, as sin x does.

use super::Stop;
use super::constant::{Constant, chosen, is_negative};
use std::cmp::Ordering;

#[derive(Clone, Debug)]
pub(super) enum Coefficient {
    Exact(Constant),
    /// Between these, the ends included. Two of them are never known to be equal.
    Bounded {
        low: Constant,
        high: Constant,
        /// Whether it comes to both ends again and again, and so has no limit: a + b sin u for a u that is continuous and
        /// grows beyond all bounds.
        swings: bool,
    },
}

use Coefficient::{Bounded, Exact};

impl Coefficient {
    pub(super) fn integer(value: i64) -> Coefficient {
        Exact(Constant::integer(value))
    }

    pub(super) fn exact(&self) -> Option<&Constant> {
        match self {
            Exact(value) => Some(value),
            Bounded { .. } => None,
        }
    }

    fn ends(&self) -> (&Constant, &Constant) {
        match self {
            Exact(value) => (value, value),
            Bounded { low, high, .. } => (low, high),
        }
    }

    pub(super) fn is_zero(&self) -> Result<bool, Stop> {
        match self {
            Exact(value) => value.is_zero(),
            Bounded { .. } => Ok(false),
        }
    }

    pub(super) fn plus(&self, other: &Coefficient) -> Result<Coefficient, Stop> {
        if let (Exact(one), Exact(two)) = (self, other) {
            return Ok(Exact(one.plus(two)?));
        }
        let ((low, high), (other_low, other_high)) = (self.ends(), other.ends());
        let swings = match (self, other) {
            (Bounded { swings, .. }, Exact(_)) | (Exact(_), Bounded { swings, .. }) => *swings,
            _ => false,
        };
        Ok(Bounded { low: low.plus(other_low)?, high: high.plus(other_high)?, swings })
    }

    pub(super) fn times(&self, other: &Coefficient) -> Result<Coefficient, Stop> {
        if let (Exact(one), Exact(two)) = (self, other) {
            return Ok(Exact(one.times(two)?));
        }
        for factor in [self, other] {
            if factor.is_zero()? {
                return Ok(Coefficient::integer(0));
            }
        }
        let swings = match (self, other) {
            (Bounded { swings, .. }, Exact(_)) | (Exact(_), Bounded { swings, .. }) => *swings,
            _ => false,
        };
        let ((a, b), (c, d)) = (self.ends(), other.ends());
        Coefficient::hull(&[a.times(c)?, a.times(d)?, b.times(c)?, b.times(d)?], swings)
    }

    /// Between the smallest and the largest of these.
    fn hull(ends: &[Constant], swings: bool) -> Result<Coefficient, Stop> {
        let mut ends = ends.iter();
        let Some(first) = ends.next() else { return Ok(Coefficient::integer(0)) };
        let (mut low, mut high) = (first.clone(), first.clone());
        for end in ends {
            low = chosen(&low, end, false)?;
            high = chosen(&high, end, true)?;
        }
        Ok(Bounded { low, high, swings })
    }

    /// Its sign; nothing if it has both, or comes to 0 again and again.
    pub(super) fn sign(&self) -> Result<Option<Ordering>, Stop> {
        match self {
            Exact(value) => value.sign().map(Some),
            Bounded { low, high, .. } => Ok(match (low.sign()?, high.sign()?) {
                (Ordering::Greater, _) => Some(Ordering::Greater),
                (_, Ordering::Less) => Some(Ordering::Less),
                _ => None,
            }),
        }
    }

    /// A function that only rises, or only falls, from end to end.
    pub(super) fn monotone(&self, function: impl Fn(&Constant) -> Result<Constant, Stop>) -> Result<Coefficient, Stop> {
        match self {
            Exact(value) => Ok(Exact(function(value)?)),
            Bounded { low, high, swings } => Coefficient::hull(&[function(low)?, function(high)?], *swings),
        }
    }

    /// A power. The base is not 0; a negative one needs a whole exponent.
    pub(super) fn power(&self, exponent: &Constant) -> Result<Coefficient, Stop> {
        if let Bounded { .. } = self
            && self.sign()?.is_none()
        {
            let natural = exponent.whole().filter(|whole| *whole > 0);
            let Some(natural) = natural else { return Err(swings_through_zero()) };
            if natural % 2 == 1 {
                return self.monotone(|value| value.power_or_zero(exponent));
            }
            let (low, high) = self.ends();
            let ends = [Constant::integer(0), low.power_or_zero(exponent)?, high.power_or_zero(exponent)?];
            return Coefficient::hull(&ends, false);
        }
        self.monotone(|value| value.power(exponent))
    }

    pub(super) fn absolute(&self) -> Result<Coefficient, Stop> {
        match (self, self.sign()?) {
            (_, Some(Ordering::Less)) => self.times(&Coefficient::integer(-1)),
            (Bounded { low, high, .. }, None) => {
                let top = chosen(&low.negated()?, high, true)?;
                Ok(Bounded { low: Constant::integer(0), high: top, swings: false })
            }
            _ => Ok(self.clone()),
        }
    }
}

impl Constant {
    fn power_or_zero(&self, exponent: &Constant) -> Result<Constant, Stop> {
        if self.is_zero()? && !is_negative(exponent)? { Ok(Constant::integer(0)) } else { self.power(exponent) }
    }
}

pub(super) fn swings_through_zero() -> Stop {
    Stop::Unknown("a part of it comes to 0 again and again, and no growth can be compared with that".into())
}
