//! Values that are those of a power times exponentials: c·uⁿ·e^(ku + mu²), where u grows beyond all numbers.
//!
//! Where the machine's numbers end, such a law says how f goes on, if its values obey it to the last digits: x²⁰⁰/eˣ still
//! grows where x²⁰⁰ overflows, but ln f = 200·ln x − x says that it will turn. The logarithm is linear in n, k and
//! m, so the law is found by least squares (by orthogonal columns, as in G. H. Golub and C. F. Van Loan, *Matrix
//! Computations*, §5.3).

/// The exponents n, k and m.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub(super) struct Law {
    pub(super) power: f64,
    pub(super) rate: f64,
    pub(super) square: f64,
}

/// A place u with the logarithm of |f| there, and how far that may be off.
pub(super) type Place = (f64, f64, f64);

/// The fewest places that show a law.
pub(super) const FEWEST: usize = 16;

impl Law {
    /// The law with the fewest terms that all places obey.
    pub(super) fn of(places: &[Place]) -> Option<Law> {
        if places.len() < FEWEST {
            return None;
        }
        (1..=3).find_map(|terms| fit(places, terms))
    }

    /// What decides in the end: the exponent of the strongest term.
    pub(super) fn leading(&self) -> f64 {
        [self.square, self.rate, self.power].into_iter().find(|exponent| *exponent != 0.0).unwrap_or(0.0)
    }

    /// Whether an exponential decides.
    pub(super) fn is_exponential(&self) -> bool {
        self.square != 0.0 || self.rate != 0.0
    }

    /// The change of ln |f| per unit of u.
    pub(super) fn steepness(&self, u: f64) -> f64 {
        self.power / u + self.rate + 2.0 * self.square * u
    }

    /// The logarithms that its terms have come to at `u`.
    pub(super) fn terms(&self, u: f64) -> [f64; 3] {
        [self.power * u.ln(), self.rate * u, self.square * u * u]
    }
}

/// The constant and the first `terms` of n·ln u, k·u and m·u², if no place is farther from their sum than it may be.
fn fit(places: &[Place], terms: usize) -> Option<Law> {
    // In the weights of the places, and in units in which no column is large.
    let last = places.last()?.0.abs();
    let column = |term: usize| -> Vec<f64> {
        let at = |u: f64| [1.0, u.ln(), u / last, (u / last).powi(2)][term];
        places.iter().map(|&(u, _, off)| at(u) / off).collect()
    };
    let product = |one: &[f64], other: &[f64]| one.iter().zip(other).map(|(one, other)| one * other).sum::<f64>();
    let without = |from: &mut [f64], unit: &[f64]| {
        let part = product(from, unit);
        from.iter_mut().zip(unit).for_each(|(value, unit)| *value -= part * unit);
        part
    };
    let mut units: Vec<Vec<f64>> = Vec::new();
    // parts[k][j]: how much of unit j there is in column k.
    let mut parts: Vec<Vec<f64>> = Vec::new();
    for term in 0..=terms {
        let mut rest = column(term);
        let whole = product(&rest, &rest).sqrt();
        let mut part: Vec<f64> = units.iter().map(|unit| without(&mut rest, unit)).collect();
        // Once more, for what rounding has left.
        part.iter_mut().zip(&units).for_each(|(part, unit)| *part += without(&mut rest, unit));
        let length = product(&rest, &rest).sqrt();
        if length.is_nan() || length <= 1e-12 * whole {
            return None;
        }
        rest.iter_mut().for_each(|value| *value /= length);
        part.push(length);
        units.push(rest);
        parts.push(part);
    }
    let mut rest: Vec<f64> = places.iter().map(|&(_, logarithm, off)| logarithm / off).collect();
    let mut shares: Vec<f64> = units.iter().map(|unit| without(&mut rest, unit)).collect();
    shares.iter_mut().zip(&units).for_each(|(share, unit)| *share += without(&mut rest, unit));
    if !rest.iter().all(|off| off.abs() <= 1.0) {
        return None;
    }
    let mut found = [0.0; 4];
    for term in (0..=terms).rev() {
        let others: f64 = (term + 1..=terms).map(|other| parts[other][term] * found[other]).sum();
        found[term] = (shares[term] - others) / parts[term][term];
    }
    let whole = |exponent: f64| if (exponent - exponent.round()).abs() < 1e-7 { exponent.round() } else { exponent };
    Some(Law { power: whole(found[1]), rate: found[2] / last, square: found[3] / last.powi(2) })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn of(f: impl Fn(f64) -> f64, from: f64, to: f64) -> Option<Law> {
        let places = (0..64).map(|index| from * (to / from).powf(f64::from(index) / 63.0));
        Law::of(&places.map(|u| (u, f(u).abs().ln(), 1e-12 * (1.0 + f(u).abs().ln().abs()))).collect::<Vec<_>>())
    }

    #[test]
    fn a_law_is_found_from_its_values() {
        let law = of(|u| 3.0 * u.powi(200) / u.exp(), 1.0, 34.0).expect("a law");
        assert!((law.power - 200.0).abs() < 1e-6 && (law.rate + 1.0).abs() < 1e-6 && law.square == 0.0, "{law:?}");
        assert!(law.leading() < 0.0);
        let law = of(|u| u.powi(296) * (0.5 * u - 0.01 * u * u).exp(), 1.0, 10.5).expect("a law");
        assert!((law.square + 0.01).abs() < 1e-6, "{law:?}");
        assert_eq!(of(|u| -7.0 * u.powi(-3), 1.0, 1e5), Some(Law { power: -3.0, rate: 0.0, square: 0.0 }));
    }

    #[test]
    fn what_obeys_no_law_has_none() {
        assert_eq!(of(|u| (u * u.ln() - u).exp(), 1.0, 100.0), None);
        assert_eq!(of(|u| u + u.sin(), 1.0, 100.0), None);
    }
}
