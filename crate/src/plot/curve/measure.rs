//! How far apart two heights of a function are, before it is known how high the picture will be.

/// A height that a function differs by is seen when it is no smaller than this part of the usual spread of its values.
pub const SEEN: f64 = 5e-4;
/// Values so many times larger than the usual ones lie at a pole.
const FAR: f64 = 20.0;
/// Positive values that differ by more than this are likely to be shown on a logarithmic axis.
const DECADES: f64 = 1e3;

pub struct Measure {
    /// The usual spread of the values.
    pub scale: f64,
    /// The same of their logarithms, where it may matter.
    decades: Option<f64>,
}

impl Measure {
    pub fn of(values: impl Iterator<Item = f64>) -> Measure {
        let mut sorted: Vec<f64> = values.filter(|value| value.is_finite()).collect();
        sorted.sort_by(f64::total_cmp);
        let (Some(low), Some(high)) = (sorted.first(), sorted.last()) else {
            return Measure { scale: 1.0, decades: None };
        };
        let (from, to) = usual(&sorted);
        let largest = low.abs().max(high.abs());
        // Rounding alone must not be blown up to a curve.
        let scale = [to - from, high - low, largest].into_iter().find(|scale| *scale > 1e-11 * largest).unwrap_or(1.0);
        Measure { scale, decades: (from > 0.0 && to > DECADES * from).then(|| (to / from).ln()) }
    }

    /// As a part of the usual spread.
    pub fn apart(&self, a: f64, b: f64) -> f64 {
        let apart = (a - b).abs() / self.scale;
        match self.decades {
            Some(decades) if a > 0.0 && b > 0.0 => apart.max((a / b).ln().abs() / decades),
            _ => apart,
        }
    }

    /// Whether the curve bends between `a` and `b`, when `middle` lies between them. No value is a bend too.
    pub fn bent(&self, a: (f64, f64), middle: (f64, f64), b: (f64, f64)) -> bool {
        let straight = a.1 + (b.1 - a.1) * ((middle.0 - a.0) / (b.0 - a.0));
        let beside = self.apart(middle.1, straight);
        beside.is_nan() || beside > SEEN
    }

    /// Whether the values may be shown on an axis in powers of ten.
    pub fn has_decades(&self) -> bool {
        self.decades.is_some()
    }

    pub fn is_far(&self, value: f64) -> bool {
        value.abs() > FAR * self.scale
    }
}

/// Quantiles of sorted values that leave out 4 % at each end: a pole's values are few when places are at equal distances.
pub fn usual(sorted: &[f64]) -> (f64, f64) {
    let last = sorted.len().saturating_sub(1) as f64;
    let quantile = |part: f64| sorted.get((part * last).round() as usize).copied().unwrap_or(0.0);
    (quantile(0.04), quantile(0.96))
}
