//! Limits of ratios of polynomials, exactly: factor, cancel, substitute.

mod beyond;
mod division;
mod notation;
pub(crate) mod polynomial;
mod rational_function;
mod steps;

pub use rational_function::RationalFunction;

use crate::number::reading;
use crate::show::{Rich, shown};
use notation::Notation;
use num_rational::BigRational;
use num_traits::ToPrimitive;
use std::fmt;

/// What an exact limit is.
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub enum ExactOutcome {
    /// A number, as an exact fraction.
    Value(BigRational),
    /// +∞
    PlusInfinity,
    /// −∞
    MinusInfinity,
    /// Infinite with one sign on the left and the other on the right: the two-sided limit does not exist.
    SidesDiffer {
        /// The limit from the left.
        left: Box<ExactOutcome>,
        /// The limit from the right.
        right: Box<ExactOutcome>,
    },
    /// There is nothing to take a limit of.
    Undefined {
        /// Why not, as a sentence without its full stop.
        reason: String,
    },
}

/// A limit with the steps that lead to it. Exact, and so certified, unlike the estimates of
/// [`limit`](super::limit). From [`limit_by_algebra`].
#[derive(Clone)]
pub struct AlgebraicLimit {
    outcome: ExactOutcome,
    text: Vec<String>,
    latex: Vec<String>,
    /// How many of the lines are linked by equals signs; the others are remarks.
    equal: usize,
    /// Which fractions the machine's numbers were read as.
    readings: Vec<String>,
}

shown!(AlgebraicLimit);

/// The exact limit of a ratio of polynomials as x approaches `at`: a number, [`f64::INFINITY`] or
/// [`f64::NEG_INFINITY`].
///
/// `f` is a closure, or a function for any [`Number`](crate::number::Number). It is evaluated once, with the letter x in
/// place of a number. At a point, common factors x − a are cancelled and
/// a is substituted; at infinity the highest powers decide. A formula that divides by 0 whatever x is, contains NaN,
/// powers above 100, or a function such as the sine gives [`ExactOutcome::Undefined`] with the reason. For
/// functions that are not such ratios there is [`limit`](super::limit).
///
/// Numbers, in `f` and for `at`, are taken as the decimals that they are written as, of up to ten digits. A longer one
/// was rounded by the machine, as `1.0 / 3.0` is: it is read as the small fraction from which it was rounded, and the
/// answer says so. If it comes from a root or from π, or could come from anything, there is no exact limit.
///
/// ```
/// use calculus::limits::limit_by_algebra;
/// let l = limit_by_algebra(|x| (x.powi(2) - 1.0) / (x - 1.0), 1.0);
/// assert_eq!(l.value(), Some(2.0));
/// assert_eq!(l.steps().last().unwrap(), "2");
///
/// let l = limit_by_algebra(|x| (1.0 / x - 1.0 / 3.0) / (x - 3.0), 3.0);
/// assert_eq!(l.steps().last().unwrap(), "−1/9");
/// assert_eq!(l.readings(), ["1/3, as I read 0.3333333333333333"]);
/// ```
pub fn limit_by_algebra<F: Fn(RationalFunction) -> RationalFunction>(f: F, at: impl Into<f64>) -> AlgebraicLimit {
    work(f(RationalFunction::x()), at.into())
}

fn work(ratio: RationalFunction, at: f64) -> AlgebraicLimit {
    if at.is_nan() {
        let reason = "the point is NaN, which no x can approach; give a number, INFINITY or NEG_INFINITY".to_owned();
        return AlgebraicLimit {
            equal: 1,
            text: vec![reason.clone()],
            latex: vec![Notation::Latex.sentence(&reason)],
            outcome: ExactOutcome::Undefined { reason },
            readings: Vec::new(),
        };
    }
    let text = steps::work(ratio, at, Notation::Text);
    let latex = steps::work(ratio, at, Notation::Latex);
    let equal = text.lines.len();
    let read = ratio.read().iter().chain([&at].into_iter().filter(|at| !ratio.read().contains(at)));
    let readings = read.filter(|value| value.is_finite()).filter_map(|value| reading::said(*value)).collect();
    let lines = |work: (Vec<String>, Vec<String>)| work.0.into_iter().chain(work.1).collect();
    AlgebraicLimit {
        outcome: text.outcome,
        equal,
        text: lines((text.lines, text.remarks)),
        latex: lines((latex.lines, latex.remarks)),
        readings,
    }
}

impl AlgebraicLimit {
    /// The exact result.
    ///
    /// ```
    /// use calculus::limits::{ExactOutcome, limit_by_algebra};
    /// assert_eq!(limit_by_algebra(|x| 1.0 / x.powi(2), 0.0).outcome(), &ExactOutcome::PlusInfinity);
    /// ```
    pub fn outcome(&self) -> &ExactOutcome {
        &self.outcome
    }

    /// The limit as the nearest floating-point number, if it is a number.
    ///
    /// ```
    /// use calculus::limits::limit_by_algebra;
    /// assert_eq!(limit_by_algebra(|x| 25.0 / x, f64::NEG_INFINITY).value(), Some(0.0));
    /// assert_eq!(limit_by_algebra(|x| 25.0 / x, 0.0).value(), None);
    /// ```
    pub fn value(&self) -> Option<f64> {
        match &self.outcome {
            ExactOutcome::Value(value) => value.to_f64(),
            _ => None,
        }
    }

    /// The steps in plain text: the first is the limit, each of the others equals the one before. At a pole with two
    /// signs the last of these says that there is no limit, and the one-sided limits follow.
    ///
    /// ```
    /// use calculus::limits::limit_by_algebra;
    /// let l = limit_by_algebra(|x| x + 1.0, 1.0);
    /// assert_eq!(l.steps(), ["lim[x → 1] (x + 1)", "1 + 1", "2"]);
    /// ```
    pub fn steps(&self) -> &[String] {
        &self.text
    }

    /// Which fractions the numbers were read as that the machine had rounded, each as a sentence without its full stop.
    ///
    /// ```
    /// use calculus::limits::limit_by_algebra;
    /// let l = limit_by_algebra(|x| x + 0.5, 1.0 / 7.0);
    /// assert_eq!(l.readings(), ["1/7, as I read 0.14285714285714285"]);
    /// ```
    pub fn readings(&self) -> &[String] {
        &self.readings
    }
}

impl fmt::Debug for AlgebraicLimit {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (steps, remarks) = self.text.split_at(self.equal);
        write!(out, "{}", steps.join(" = "))?;
        remarks.iter().try_for_each(|remark| write!(out, " {remark}"))?;
        self.readings.iter().try_for_each(|reading| write!(out, " ({reading})"))
    }
}

impl Rich for AlgebraicLimit {
    fn text(&self) -> String {
        if let ExactOutcome::Undefined { reason } = &self.outcome {
            return format!("No limit by algebra: {reason}.");
        }
        let (steps, remarks) = self.text.split_at(self.equal);
        let remarks: String = remarks.iter().chain(&self.readings).map(|remark| format!("\n    {remark}")).collect();
        steps.join("\n  = ") + &remarks
    }

    /// A sentence is no formula, whose line would not be broken where the window ends.
    fn html(&self) -> Option<String> {
        matches!(self.outcome, ExactOutcome::Undefined { .. }).then(|| format!("<p>{}</p>", self.text()))
    }

    fn latex(&self) -> Option<String> {
        if let ExactOutcome::Undefined { .. } = self.outcome {
            return None;
        }
        let (steps, remarks) = self.latex.split_at(self.equal);
        let mut lines: Vec<String> = match steps {
            [] => return None,
            [only] if remarks.is_empty() && self.readings.is_empty() => vec![only.clone()],
            // Its remarks begin where it begins.
            [only] => vec![format!("&{only}")],
            [first, second, rest @ ..] => std::iter::once(format!("{first} &= {second}"))
                .chain(rest.iter().map(|line| format!("&= {line}")))
                .collect(),
        };
        let readings = self.readings.iter().map(|reading| Notation::Latex.sentence(reading));
        let remarks = remarks.iter().cloned().chain(readings);
        lines.extend(remarks.map(|remark| format!("&\\phantom{{=}}\\; {remark}")));
        Some(format!("$$\\begin{{aligned}}\n{}\n\\end{{aligned}}$$", lines.join(" \\\\\n")))
    }
}
