//! The values of a function in a ring around a point, from one distance to twice that, on one side.
//!
//! Rounding noise is seen in high differences of values at equal distances: those of a smooth function are nearly 0.
//! Source: J. J. Moré and S. M. Wild, *Estimating Computational Noise*, SIAM J. Sci. Comput. 33 (2011).

/// Values in a ring.
const POINTS: usize = 17;

/// The order of the differences that noise is measured by, and the variance that differences of this order have if the
/// values have the variance 1: (12 choose 6).
const ORDER: usize = 6;
const VARIANCE: f64 = 924.0;

/// The values between the distances h and 2h on one side.
pub(super) struct Ring {
    /// The distance h.
    pub h: f64,
    /// The steps (x + Δx) − x as the machine has them, with their signs, and the values of f there.
    pub points: [(f64, f64); POINTS],
    /// The standard deviation of the noise in one value, here or in a smaller ring.
    pub noise: f64,
    /// The noise that there must be by the rounding of results.
    pub floor: f64,
    /// Whether the values scatter so much more than those nearer to the point that it is no noise: here is a jump, a
    /// kink or a pole, or the ring is too wide for the function to be smooth in it.
    pub is_rough: bool,
}

impl Ring {
    pub fn new(f: &dyn Fn(f64) -> f64, x: f64, h: f64, sign: f64) -> Ring {
        let point = |index: usize| {
            let there = x + sign * h * (1.0 + index as f64 / (POINTS - 1) as f64);
            (there - x, f(there))
        };
        Ring { h, points: std::array::from_fn(point), noise: 0.0, floor: 0.0, is_rough: false }
    }

    pub fn is_finite(&self) -> bool {
        self.points.iter().all(|point| point.1.is_finite())
    }

    /// How much the values scatter around a smooth curve, as a standard deviation.
    pub fn scatter(&self) -> f64 {
        // Far from 0 the distances are not quite equal, which on a steep curve would look like noise: the chord is taken away.
        let ((first, low), (last, high)) = (self.points[0], self.points[POINTS - 1]);
        let steepness = (high - low) / (last - first);
        let mut differences = self.points.map(|(step, value)| (value - low) - steepness * (step - first));
        for order in 1..=ORDER {
            for index in 0..POINTS - order {
                differences[index] = differences[index + 1] - differences[index];
            }
        }
        let differences = &differences[..POINTS - ORDER];
        let largest = differences.iter().fold(0.0, |most: f64, d| most.max(d.abs()));
        if largest == 0.0 {
            return 0.0;
        }
        let mean = differences.iter().map(|d| (d / largest).powi(2)).sum::<f64>() / differences.len() as f64;
        largest * (mean / VARIANCE).sqrt()
    }

    /// What the rounding of the values comes to at least.
    pub fn rounding(&self, y: f64) -> f64 {
        let largest = self.points.iter().fold(y.abs(), |most: f64, point| most.max(point.1.abs()));
        f64::MIN_POSITIVE + f64::EPSILON / 2.0 * largest
    }

    /// The noise that there may be besides, if x is rounded inside of f.
    pub fn rounding_of_x(&self, x: f64) -> f64 {
        let (first, last) = (self.points[0].1, self.points[POINTS - 1].1);
        f64::EPSILON / 2.0 * x.abs() * (last - first).abs() / self.h
    }

    /// The difference quotients.
    pub fn quotients(&self, y: f64) -> impl Iterator<Item = f64> {
        self.points.iter().map(move |(step, value)| (value - y) / step)
    }

    /// The largest |f − y|.
    pub fn rise(&self, y: f64) -> f64 {
        self.points.iter().fold(0.0, |most: f64, point| most.max((point.1 - y).abs()))
    }

    /// How far the farthest of the quotients is from a number.
    pub fn deviation(&self, y: f64, from: f64) -> f64 {
        self.quotients(y).fold(0.0, |most: f64, quotient| most.max((quotient - from).abs()))
    }

    /// The noise in a quotient, as a standard deviation.
    pub fn blur(&self) -> f64 {
        self.noise / self.h
    }
}

/// The lowest and the highest of some numbers.
pub(super) fn range(values: impl Iterator<Item = f64>) -> (f64, f64) {
    values.fold((f64::INFINITY, f64::NEG_INFINITY), |(low, high), value| (low.min(value), high.max(value)))
}
