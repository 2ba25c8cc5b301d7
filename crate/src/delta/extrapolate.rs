//! From difference quotients with larger steps to the one with none.
//!
//! The error of a central difference is a series in Δx², that of a one-sided one a series in Δx. Quotients with several
//! steps together remove one term after another. Source: C. J. F. Ridders, *Accurate computation of F′(x) and
//! F′(x)F″(x)*, Advances in Engineering Software 4 (1982); in the form of W. H. Press et al., *Numerical Recipes*,
//! 3rd ed. (2007), §5.7.

/// A number and how far it may be from the true one, with the step that it begins at.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Candidate {
    pub value: f64,
    pub error: f64,
    pub start: f64,
}

/// How the steps shrink, and which powers of them the error is made of.
#[derive(Clone, Copy)]
pub(super) struct Scheme {
    pub rows: usize,
    pub shrink: f64,
    /// The first power, and the distance from one power to the next.
    pub power: i32,
}

pub(super) const CENTRAL: Scheme = Scheme { rows: 8, shrink: 1.4, power: 2 };
pub(super) const ONE_SIDED: Scheme = Scheme { rows: 8, shrink: 2.0, power: 1 };

/// The true error is seldom more than this many times what neighbours in the table differ by.
const SAFETY: f64 = 4.0;

/// The best of one table of extrapolations: each row begins with a smaller step, each column removes one more power of
/// it. Values of the function have the noise `noise`, which is carried along.
pub(super) fn extrapolated(quotient: &dyn Fn(f64) -> f64, start: f64, noise: f64, scheme: Scheme) -> Option<Candidate> {
    let mut best: Option<Candidate> = None;
    let mut above: Vec<[f64; 2]> = vec![];
    for row in 0..scheme.rows {
        let dx = start / scheme.shrink.powi(row as i32);
        let mut this = vec![[quotient(dx), noise / dx]];
        let mut power = 1.0;
        for column in 1..=row {
            power *= scheme.shrink.powi(scheme.power);
            let ([here, here_noise], [there, there_noise]) = (this[column - 1], above[column - 1]);
            let value = (here * power - there) / (power - 1.0);
            let noise = (here_noise * power + there_noise) / (power - 1.0);
            this.push([value, noise]);
            let apart = (value - here).abs().max((value - there).abs());
            let error = SAFETY * apart + noise;
            if value.is_finite() && best.is_none_or(|best| error < best.error) {
                best = Some(Candidate { value, error, start });
            }
        }
        above = this;
    }
    best.filter(|best| best.error.is_finite())
}

/// The limits of quotients that approach them like some power of the step, whichever it is: at steps that are halved
/// again and again their distance to the limit falls by the same factor ρ. (A. C. Aitken, *On Bernoulli's numerical solution
/// of algebraic equations*, 1926.) Each quotient comes with its step and the noise in it.
///
/// A factor that creeps towards 1, as that of 1/ln Δx does, is none: half of the way on it must be the same.
pub(super) fn accelerated(quotients: &[(f64, f64, f64)]) -> Vec<Candidate> {
    /// Rings on, the factor must be the same, to this part of what it falls short of 1.
    const LATER: usize = 6;
    const SAME: f64 = 0.03;
    let falls = |at: usize| {
        let [one, two, three] = [0, 1, 2].map(|next| quotients[at + next].1);
        (three - two) / (two - one)
    };
    let limit = |at: usize| {
        let factor = falls(at);
        quotients[at + 2].1 + (quotients[at + 2].1 - quotients[at + 1].1) * factor / (1.0 - factor)
    };
    let candidate = |at: usize| {
        let (factor, later) = (falls(at), falls(at + LATER));
        let is_steady = (0.0..0.95).contains(&factor) && (factor - later).abs() < SAME * (1.0 - factor);
        let (value, next) = (limit(at), limit(at + 1));
        let error = 10.0 * (value - next).abs() + 4.0 * quotients[at + 3].2 / (1.0 - factor).powi(2);
        (is_steady && error.is_finite()).then_some(Candidate { value: next, error, start: quotients[at].0 })
    };
    (0..quotients.len().saturating_sub(LATER + 3)).filter_map(candidate).collect()
}
