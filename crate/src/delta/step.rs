//! How small Δx should be: large enough that rounding does not eat the difference, small enough that the secant is
//! like the tangent.
//!
//! By Taylor's theorem a forward difference is wrong by ½f″(x)·Δx + ⅙f‴(x)·Δx² + …, a central difference by
//! ⅙f‴(x)·Δx² + …: the truncation error. If every value of f is wrong by up to e, their difference is wrong by up to
//! 2e, and the quotient by 2e/Δx or e/Δx: the rounding error. The sum of both is smallest at
//!
//! ```text
//! forward and backward   Δx = 2·√(e/|f″|)     with an error of 2·√(e·|f″|)
//! central                Δx = ∛(3e/|f‴|)      with an error of ½·∛(9·e²·|f‴|)
//! ```
//!
//! which is about √ε and ∛ε where f, its derivatives and x are about 1 (ε = 2⁻⁵²). Sources: P. E. Gill, W. Murray,
//! M. A. Saunders and M. H. Wright, *Computing forward-difference intervals for numerical optimization*, SIAM J. Sci.
//! Stat. Comput. 4 (1983); W. H. Press et al., *Numerical Recipes*, 3rd ed. (2007), §5.7.

use std::fmt;

use super::quotient::Formula;
use super::slope::{Slope, slope};
use crate::limits::{number, plain, scatter_of};
use crate::show::{self, Rich, shown};

/// The highest derivative that the truncation error is made of here.
const ORDERS: usize = 5;

/// The best Δx for one formula, and the error that it leaves.
#[derive(Clone, Debug, PartialEq)]
pub struct BestStep {
    formula: Formula,
    dx: f64,
    quotient: f64,
    truncation: f64,
    rounding: f64,
    /// The truncation error divided by powers of Δx: the coefficients of Δx, Δx², ….
    series: [f64; ORDERS],
}

/// The best Δx for each formula at one point. From [`best_step`].
#[derive(Clone)]
pub struct BestSteps {
    x: f64,
    steps: Result<[BestStep; 3], String>,
}

/// The best Δx for the forward, backward and central difference of `f` at `x`, each with an estimate of the error.
///
/// They follow from the curvature of `f` at `x`, which is measured with differences of higher order, and from how far
/// the values of `f` are rounded. Where a truncation error cannot be seen (the central difference of a parabola has
/// none) the larger Δx, the better, and the largest that was tried is given. Where `f` has no slope at `x`, the numbers
/// are NaN, and a sentence says why.
///
/// ```
/// use calculus::prelude::*;
/// let best = best_step(f64::exp, 1.0);
/// assert!((1e-8..1e-7).contains(&best.forward().dx()));
/// assert!((3e-6..3e-5).contains(&best.central().dx()));
/// ```
pub fn best_step(f: impl Fn(f64) -> f64, x: f64) -> BestSteps {
    of_curve(&f, x)
}

pub(super) fn of_curve(f: &dyn Fn(f64) -> f64, x: f64) -> BestSteps {
    let formulas = [Formula::Forward, Formula::Backward, Formula::Central];
    // At a corner there is no slope to be near to, however small the differences of higher order look.
    let steps = slope(f, x).and_then(|slope| {
        let widest = widest(x).min(slope.reach);
        let derivatives = derivatives(f, x, widest).ok_or_else(|| {
            format!(
                "Around x = {} the function has too few values to measure how it bends. Try an x inside of its domain.",
                number(x)
            )
        })?;
        let noise = value_noise(f, x);
        Ok(formulas.map(|formula| best(formula, f, x, derivatives, noise, widest).compared(slope)))
    });
    BestSteps { x, steps }
}

/// The largest step worth trying where the curve is smooth: 1, unless that is lost in the digits of x.
fn widest(x: f64) -> f64 {
    (1e-6 * x.abs()).max(1.0)
}

/// About how far one value of `f` near `x` is from the true one: its last digit, and what the rounding of x itself
/// does to it; more where the values are seen to scatter more.
pub(super) fn value_noise(f: &dyn Fn(f64) -> f64, x: f64) -> f64 {
    const POINTS: i32 = 40;
    // So near that any smooth function is a straight line there, and at distances that are not rounded alike. (Far from
    // 0 a function may have waves as short as near to it.)
    let distance = 1.234e-11 * (x.abs() / 100.0).max(1.0);
    let values: Vec<f64> = (0..POINTS).map(|index| f(x + f64::from(index - POINTS / 2) * distance)).collect();
    let (first, last) = (values[0], values[values.len() - 1]);
    let steepness = ((last - first) / (f64::from(POINTS - 1) * distance)).abs();
    let steepness = if steepness.is_finite() { steepness } else { 0.0 };
    let expected = f64::EPSILON / 2.0 * (f(x).abs() + steepness * x.abs());
    let seen = if values.iter().all(|value| value.is_finite()) { 2.0 * scatter_of(&values) } else { 0.0 };
    // A scatter that is no larger than expected says nothing new, and differs from machine to machine.
    if seen > 4.0 * expected { seen } else { expected }
}

/// The derivatives of order 2 to 5, each measured by central differences with the step at which halving it
/// changes the result by the least part. One that cannot be told from rounding is 0. `None` if there are no values around `x`.
fn derivatives(f: &dyn Fn(f64) -> f64, x: f64, widest: f64) -> Option<[f64; ORDERS + 1]> {
    const HALVINGS: i32 = 36;
    let mut derivatives = [0.0; ORDERS + 1];
    let largest = |dx: f64| [x - dx, x, x + dx].map(f).into_iter().fold(0.0, |most: f64, y| most.max(y.abs()));
    for (order, derivative) in derivatives.iter_mut().enumerate().skip(2) {
        let trials = (0..HALVINGS).map(|halving| widest * 0.5f64.powi(halving)).filter_map(|dx| {
            let (wide, narrow) = (difference(f, x, dx, order), difference(f, x, dx / 2.0, order));
            let rounding = 2f64.powi(order as i32)
                * f64::EPSILON
                * (largest(dx) + x.abs() * wide.abs() * dx.powi(order as i32 - 1));
            let error = (wide - narrow).abs() + rounding / (dx / 2.0).powi(order as i32);
            error.is_finite().then_some((narrow, error))
        });
        // Not by the error itself: steps much wider than the curve's waves give small results that agree by chance.
        let part = |trial: &(f64, f64)| if trial.1 == 0.0 { 0.0 } else { trial.1 / trial.0.abs() };
        let (value, error) = trials.min_by(|one, other| part(one).total_cmp(&part(other)))?;
        *derivative = if value.abs() > 2.0 * error { value } else { 0.0 };
    }
    Some(derivatives)
}

/// The central difference of an order, divided by the same power of the step.
fn difference(f: &dyn Fn(f64) -> f64, x: f64, dx: f64, order: usize) -> f64 {
    let mut weight = 1.0;
    let mut sum = 0.0;
    for index in 0..=order {
        sum += weight * f(x + (order as f64 / 2.0 - index as f64) * dx);
        weight *= -((order - index) as f64) / (index + 1) as f64;
    }
    sum / dx.powi(order as i32)
}

fn best(
    formula: Formula,
    f: &dyn Fn(f64) -> f64,
    x: f64,
    derivatives: [f64; ORDERS + 1],
    noise: f64,
    widest: f64,
) -> BestStep {
    // The Taylor coefficients of the quotient: f″/2! belongs to Δx, f‴/3! to Δx², and so on.
    let mut series = [0.0; ORDERS];
    let mut factorial = 1.0;
    for power in 1..ORDERS {
        factorial *= (power + 1) as f64;
        let seen = formula != Formula::Central || power % 2 == 0;
        series[power] = if seen { derivatives[power + 1] / factorial } else { 0.0 };
    }
    let values = if formula == Formula::Central { 1.0 } else { 2.0 };
    let truncation = |dx: f64| (1..ORDERS).map(|power| series[power].abs() * dx.powi(power as i32)).sum::<f64>();
    let rounding = |dx: f64| values * noise / dx;
    // Sixteen steps in each power of ten are more than anyone needs; the minimum is flat.
    let trials = (0..=16 * 17).map(|part| widest * 10f64.powf(-f64::from(part) / 16.0));
    let mut dx = widest;
    for trial in trials {
        if truncation(trial) + rounding(trial) < truncation(dx) + rounding(dx) {
            dx = trial;
        }
    }
    // The values may be larger there, and their last digits with them.
    let last_digit = f64::EPSILON / 2.0 * f(x - dx).abs().max(f(x + dx).abs());
    let rounding = rounding(dx).max(values * last_digit / dx);
    BestStep { formula, dx, quotient: formula.of(f, x, dx), truncation: truncation(dx), rounding, series }
}

impl BestStep {
    /// Which formula it is for.
    ///
    /// ```
    /// # use calculus::prelude::*;
    /// assert_eq!(best_step(f64::exp, 1.0).central().formula(), calculus::delta::Formula::Central);
    /// ```
    pub fn formula(&self) -> Formula {
        self.formula
    }

    /// The best Δx, to about one digit; the error near it is flat. NaN if it is not known.
    ///
    /// ```
    /// # use calculus::prelude::*;
    /// assert!(best_step(f64::sin, 1.0).forward().dx() < 1e-6);
    /// ```
    pub fn dx(&self) -> f64 {
        self.dx
    }

    /// The difference quotient with this Δx.
    ///
    /// ```
    /// # use calculus::prelude::*;
    /// assert!((best_step(f64::exp, 1.0).central().quotient() - E).abs() < 1e-9);
    /// ```
    pub fn quotient(&self) -> f64 {
        self.quotient
    }

    /// How far the quotient may be from the slope: truncation and rounding together. An estimate.
    ///
    /// ```
    /// # use calculus::prelude::*;
    /// assert!(best_step(f64::exp, 1.0).forward().error() < 1e-6);
    /// ```
    pub fn error(&self) -> f64 {
        self.truncation + self.rounding
    }

    /// Whether a truncation error was seen at all. The central difference of a parabola has none: then the larger
    /// Δx, the better.
    ///
    /// ```
    /// # use calculus::prelude::*;
    /// let best = best_step(|x| x * x + 2.0 * x + 2.0, 2.0);
    /// assert!(best.forward().has_truncation_error() && !best.central().has_truncation_error());
    /// ```
    pub fn has_truncation_error(&self) -> bool {
        self.series.iter().any(|coefficient| *coefficient != 0.0)
    }

    /// With an error that explains how far the quotient is from the slope: a higher derivative, or an arithmetic inside of f,
    /// may not have been seen.
    fn compared(self, slope: Slope) -> BestStep {
        let unexplained = (self.quotient - slope.value).abs() - self.truncation;
        BestStep { rounding: self.rounding.max(unexplained), ..self }
    }

    fn unknown(formula: Formula) -> BestStep {
        let [dx, quotient, truncation, rounding] = [f64::NAN; 4];
        BestStep { formula, dx, quotient, truncation, rounding, series: [f64::NAN; ORDERS] }
    }

    /// The first term of the truncation error, as in `1.4·Δx`.
    fn written_truncation(&self) -> String {
        let first = self.series.iter().enumerate().find(|(_, coefficient)| **coefficient != 0.0);
        match first {
            None => "0, as far as can be seen".into(),
            Some((power, coefficient)) => {
                let raised = ["", "", "²", "³", "⁴"][power];
                format!("≈ {}·Δx{raised}", digits(coefficient.abs(), 1))
            }
        }
    }
}

/// A number with a few significant digits.
pub(super) fn digits(value: f64, decimals: usize) -> String {
    let rounded: f64 = format!("{value:.decimals$e}").parse().unwrap_or(value);
    number(rounded)
}

impl BestSteps {
    /// For (f(x + Δx) − f(x)) / Δx.
    ///
    /// ```
    /// # use calculus::prelude::*;
    /// assert!(best_step(f64::ln, 1.0).forward().error() < 1e-6);
    /// ```
    pub fn forward(&self) -> BestStep {
        self.of(Formula::Forward)
    }

    /// For (f(x) − f(x − Δx)) / Δx.
    ///
    /// ```
    /// # use calculus::prelude::*;
    /// assert!(best_step(f64::ln, 1.0).backward().error() < 1e-6);
    /// ```
    pub fn backward(&self) -> BestStep {
        self.of(Formula::Backward)
    }

    /// For (f(x + Δx) − f(x − Δx)) / (2Δx).
    ///
    /// ```
    /// # use calculus::prelude::*;
    /// assert!(best_step(f64::ln, 1.0).central().error() < 1e-9);
    /// ```
    pub fn central(&self) -> BestStep {
        self.of(Formula::Central)
    }

    /// Why nothing can be said, as a sentence; `None` if something can.
    ///
    /// ```
    /// # use calculus::prelude::*;
    /// assert!(best_step(f64::ln, -1.0).problem().is_some_and(|why| why.contains("NaN")));
    /// ```
    pub fn problem(&self) -> Option<&str> {
        self.steps.as_ref().err().map(String::as_str)
    }

    fn of(&self, formula: Formula) -> BestStep {
        let found = self.steps.as_ref().ok().and_then(|steps| steps.iter().find(|step| step.formula == formula));
        found.cloned().unwrap_or_else(|| BestStep::unknown(formula))
    }

    fn cells(steps: &[BestStep]) -> Vec<Vec<String>> {
        let headings = ["formula", "", "truncation error", "best Δx", "error there, at most about"];
        let row = |step: &BestStep| {
            let wide = if step.has_truncation_error() { "" } else { " or more" };
            vec![
                step.formula.to_string(),
                step.formula.written().into(),
                step.written_truncation(),
                format!("{}{wide}", digits(step.dx, 0)),
                digits(step.error(), 0),
            ]
        };
        std::iter::once(headings.map(str::to_owned).to_vec()).chain(steps.iter().map(row)).collect()
    }
}

impl Rich for BestSteps {
    fn text(&self) -> String {
        match &self.steps {
            Ok(steps) => {
                format!("The best Δx at x = {}\n\n{}", number(self.x), show::text_table(&BestSteps::cells(steps)))
            }
            Err(problem) => problem.clone(),
        }
    }

    fn html(&self) -> Option<String> {
        let steps = self.steps.as_ref().ok()?;
        let table = show::html_table(&BestSteps::cells(steps), "");
        Some(format!("<p>The best Δx at x = {}</p>\n{table}", number(self.x)))
    }
}

shown!(BestSteps);

impl fmt::Debug for BestSteps {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        match &self.steps {
            Ok(_) => write!(
                out,
                "BestSteps(at x = {}: forward {:.0e}, central {:.0e})",
                plain(self.x),
                self.forward().dx,
                self.central().dx
            ),
            Err(problem) => write!(out, "BestSteps({problem})"),
        }
    }
}
