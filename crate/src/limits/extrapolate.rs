//! From values on the way to a point to the value they lead to.
//!
//! Sampled at distances that shrink by a constant factor q, a function L + c₁hᵖ + c₂hʳ + … becomes L plus geometric
//! sequences with the factors qᵖ, qʳ, …. Wynn's ε-algorithm removes one of them with every second column of its
//! table, without being told the exponents, so that square roots are no harder than polynomials. Source: P. Wynn,
//! *On a device for computing the eₘ(Sₙ) transformation*, Math. Tables Aids Comput. 10 (1956); for noise and
//! the choice of a column, C. Brezinski and M. Redivo Zaglia, *Extrapolation Methods* (1991).

use super::noise::Noise;
use super::sample::BIN;

/// The most geometric sequences that are removed.
const ORDERS: usize = 5;

/// Interleaved sequences that are extrapolated independently. What they disagree about is noise, or a remainder.
const REPLICATES: usize = 8;

/// How many times the observed disagreement is stated as the error.
const SAFETY: f64 = 10.0;

/// A guess at the limit.
#[derive(Clone, Copy, Debug)]
pub(super) struct Candidate {
    pub(super) value: f64,
    pub(super) error: f64,
    /// The bin in which the extrapolated sequence starts.
    pub(super) bin: usize,
}

/// Wynn's ε-algorithm: the estimates after 0, 1, 2, … sequences have been removed, each from the first 2n + 1
/// values. Stops early where a difference is exactly 0, which is where nothing is left to be removed.
///
/// ε₋₁ = 0, ε₀ = Sₙ, εₖ₊₁⁽ⁿ⁾ = εₖ₋₁⁽ⁿ⁺¹⁾ + 1/(εₖ⁽ⁿ⁺¹⁾ − εₖ⁽ⁿ⁾)
fn epsilon(sequence: &[f64]) -> Vec<f64> {
    let mut estimates = vec![sequence[0]];
    let mut before = vec![0.0; sequence.len()];
    let mut column = sequence.to_vec();
    for k in 1..sequence.len() {
        let mut next = Vec::with_capacity(column.len() - 1);
        for n in 0..column.len() - 1 {
            let difference = column[n + 1] - column[n];
            if difference == 0.0 {
                // In a column of estimates: one more order would not change them.
                if k % 2 == 1 {
                    estimates.extend(estimates.last().copied());
                }
                return estimates;
            }
            next.push(before[n + 1] + 1.0 / difference);
        }
        before = column;
        column = next;
        if k % 2 == 0 {
            estimates.push(column[0]);
        }
    }
    estimates
}

/// The value of the middle and the largest distance from it.
fn middle(mut values: Vec<f64>) -> (f64, f64) {
    values.sort_by(f64::total_cmp);
    let middle = values[values.len() / 2];
    let spread = f64::max(middle - values[0], values[values.len() - 1] - middle);
    (middle, spread)
}

/// What the replicates make of the sequence that starts in one bin: for every order the estimate, and how much the
/// replicates disagree about it.
fn estimates(values: &[f64], bin: usize) -> Vec<(f64, f64)> {
    let tables: Vec<Vec<f64>> = (0..REPLICATES)
        .map(|replicate| {
            let start = bin * BIN + replicate * BIN / REPLICATES;
            let sequence: Vec<f64> =
                values[start.min(values.len())..].iter().copied().step_by(BIN).take(2 * ORDERS + 1).collect();
            if sequence.is_empty() { Vec::new() } else { epsilon(&sequence) }
        })
        .collect();
    (0..=ORDERS)
        .map_while(|order| tables.iter().map(|table| table.get(order).copied()).collect::<Option<Vec<f64>>>())
        .take_while(|replicates| replicates.iter().all(|value| value.is_finite()))
        .map(middle)
        .collect()
}

/// All the candidates from the bins `from..to` of `values`, which are finite, the one with the smallest error first.
/// None claims less error than twice the noise of the values it was made from, in case the replicates agree by luck.
pub(super) fn candidates(values: &[f64], noise: &Noise, from: usize, to: usize) -> Vec<Candidate> {
    let values = &values[..values.len().min(to * BIN)];
    let table: Vec<Vec<(f64, f64)>> = (from..to).map(|bin| estimates(values, bin)).collect();
    let mut candidates = Vec::new();
    for (row, pair) in table.windows(2).enumerate() {
        for (order, &(value, spread)) in pair[0].iter().enumerate() {
            let Some(&(nearer, _)) = pair[1].get(order) else { continue };
            // An order that changes nothing has nothing left to remove: one of its neighbours must agree.
            let other = [order.checked_sub(1), Some(order + 1)]
                .into_iter()
                .flatten()
                .filter_map(|order| pair[0].get(order))
                .map(|&(other, _)| (other - value).abs())
                .fold(f64::INFINITY, f64::min);
            let other = if pair[0].len() == 1 { 0.0 } else { other };
            let disagreement = spread.max((nearer - value).abs()).max(other);
            let used = from + row..(from + row + 2 * order + 2).min(noise.levels.len());
            if noise.frozen[used.clone()].iter().any(|&frozen| frozen) {
                continue;
            }
            let luck = used.fold(0.0, |most: f64, bin| most.max(2.0 * noise.scatter[bin].max(noise.levels[bin])));
            let error = luck.max(SAFETY * disagreement) + 16.0 * f64::EPSILON * value.abs();
            if error.is_finite() {
                candidates.push(Candidate { value, error, bin: from + row });
            }
        }
    }
    candidates.sort_by(|one, other| one.error.total_cmp(&other.error));
    candidates
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_geometric_sequence_is_removed_exactly() {
        // 1, 1/2, 1/4, … leads to 0, and its sums 1, 3/2, 7/4, … to 2 (Wynn's first example is of this kind).
        let estimates = epsilon(&[1.0, 1.5, 1.75]);
        assert_eq!(estimates, [1.0, 2.0]);
    }

    #[test]
    fn a_constant_sequence_is_its_own_limit() {
        assert_eq!(epsilon(&[3.0, 3.0, 3.0]), [3.0, 3.0]);
    }
}
