//! Limits of formulas, exactly: factor, cancel, substitute, and what a good teacher does beyond.

mod decide;
mod notation;
mod outcome;
mod place;
mod ratio;
mod ratio_steps;
mod rule;
mod step;
mod teacher;
mod work;
mod writing;

pub use outcome::ExactOutcome;
pub use rule::LimitRule;
pub use step::LimitStep;

use crate::limits::Side;
use crate::number::reading;
use crate::show::{Rich, Row, shown, working};
use crate::symbolic::{Expr, IntoFormula};
use notation::Notation;
use place::{At, Place};
use std::fmt;

/// A limit with the steps that lead to it. Exact, and so certified, unlike the estimates of
/// [`limit`](super::limit). From [`limit_by_algebra`] and [`exact_limit`].
#[derive(Clone)]
pub struct AlgebraicLimit {
    outcome: ExactOutcome,
    lines: Vec<LimitStep>,
    text: Vec<String>,
    /// Below the lines, in text and in LaTeX.
    remarks: Vec<[String; 2]>,
    of_sides: Vec<Vec<LimitStep>>,
    /// Which fractions the machine's numbers were read as.
    readings: Vec<String>,
}

shown!(AlgebraicLimit);

/// The exact limit of a formula as x approaches `at`: a number, [`f64::INFINITY`] or [`f64::NEG_INFINITY`].
///
/// `f` is a closure, or a function for any [`Number`](crate::number::Number). It is evaluated once, with the letter x in
/// place of a number. The limit is decided by comparing how fast the parts of the formula grow, and told in the steps that
/// a teacher would write, each with its name: common factors are cancelled, roots multiplied by their conjugates, known
/// limits such as that of sin u/u brought in, dominant terms taken out; L'Hôpital's rule where nothing shorter helps.
/// Nothing is answered that is not derived: otherwise the outcome is [`ExactOutcome::Undefined`] or
/// [`ExactOutcome::Undecided`] with the reason. For functions that no formula gives there is [`limit`](super::limit).
///
/// Numbers, in `f` and for `at`, are taken as the decimals that they are written as, of up to ten digits. A longer one
/// was rounded by the machine, as `1.0 / 3.0` is: it is read as the small fraction, the root or the multiple of π from
/// which it was rounded, and the answer says so. If it could come from anything, there is no exact limit.
///
/// ```
/// use calculus::prelude::*;
/// let l = limit_by_algebra(|x| (x.powi(2) - 1.0) / (x - 1.0), 1.0);
/// assert_eq!(l.value(), Some(2.0));
/// assert_eq!(l.steps().last().unwrap(), "2");
///
/// use calculus::show::Rich;
/// let l = limit_by_algebra(|x| (x.exp() - 1.0) / x, 0.0);
/// assert_eq!(l.text(), "\
/// lim[x → 0] (e^x - 1)/x
///   = 1    (known limit: (e^u - 1)/u → 1 as u = x → 0)");
///
/// let l = limit_by_algebra(|x| (1.0 / x - 1.0 / 3.0) / (x - 3.0), 3.0);
/// assert_eq!(l.steps().last().unwrap(), "−1/9");
/// assert_eq!(l.readings(), ["1/3, as I read 0.3333333333333333"]);
/// ```
pub fn limit_by_algebra<F: Fn(Expr) -> Expr>(f: F, at: impl Into<f64>) -> AlgebraicLimit {
    of(f(Expr::variable("x")), at.into(), None)
}

/// The exact limit of a formula in x, given as one or as text, as [`limit_by_algebra`] finds it for a closure.
///
/// ```
/// use calculus::prelude::*;
/// let l = exact_limit("sin(5x)/x", 0);
/// assert_eq!(l.steps(), ["lim[x → 0] sin(5x)/x", "lim[x → 0] 5(sin(5x)/(5x))", "5"]);
/// ```
///
/// # Panics
/// With a text that is no formula.
#[track_caller]
pub fn exact_limit(formula: impl IntoFormula, at: impl Into<f64>) -> AlgebraicLimit {
    of(formula.into_formula(), at.into(), None)
}

/// The exact limit of a formula in x as x approaches `at` from the left, that is, from smaller x.
///
/// ```
/// use calculus::prelude::*;
/// use calculus::limits::ExactOutcome;
/// assert_eq!(exact_limit_left("1/(x - 2)", 2).outcome(), &ExactOutcome::MinusInfinity);
/// ```
///
/// # Panics
/// With a text that is no formula.
#[track_caller]
pub fn exact_limit_left(formula: impl IntoFormula, at: impl Into<f64>) -> AlgebraicLimit {
    of(formula.into_formula(), at.into(), Some(Side::Left))
}

/// The exact limit of a formula in x as x approaches `at` from the right, that is, from larger x.
///
/// ```
/// use calculus::prelude::*;
/// assert_eq!(exact_limit_right("x^x", 0).value(), Some(1.0));
/// ```
///
/// # Panics
/// With a text that is no formula.
#[track_caller]
pub fn exact_limit_right(formula: impl IntoFormula, at: impl Into<f64>) -> AlgebraicLimit {
    of(formula.into_formula(), at.into(), Some(Side::Right))
}

fn of(formula: Expr, at: f64, side: Option<Side>) -> AlgebraicLimit {
    if at.is_nan() {
        let reason = "the point is NaN, which no x can approach; give a number, INFINITY or NEG_INFINITY".to_owned();
        let work = work::Work::done(ExactOutcome::Undefined { reason }, Vec::new());
        return AlgebraicLimit::new(work, Vec::new());
    }
    let place = Place {
        at: match at {
            f64::INFINITY => At::PlusInfinity,
            f64::NEG_INFINITY => At::MinusInfinity,
            _ => At::Number(Expr::from(at)),
        },
        // Infinity has one side only.
        side: side.filter(|_| at.is_finite()),
    };
    let mut readings: Vec<String> = formula.readings();
    let of_point = if at.is_finite() && at != std::f64::consts::PI { reading::said(at) } else { None };
    readings.extend(of_point.filter(|said| !readings.contains(said)).into_iter().collect::<Vec<_>>());
    AlgebraicLimit::new(decide::work(formula, place), readings)
}

impl AlgebraicLimit {
    fn new(work: work::Work, readings: Vec<String>) -> AlgebraicLimit {
        let refused = matches!(work.outcome, ExactOutcome::Undefined { .. } | ExactOutcome::Undecided { .. });
        let text = match &work.outcome {
            ExactOutcome::Undefined { reason } | ExactOutcome::Undecided { reason } => vec![reason.clone()],
            _ => work.lines.iter().map(|line| line.text.clone()).collect(),
        };
        AlgebraicLimit {
            outcome: work.outcome,
            lines: work.lines,
            text,
            remarks: work.remarks,
            of_sides: work.of_sides,
            readings: if refused { Vec::new() } else { readings },
        }
    }

    /// The exact result.
    ///
    /// ```
    /// use calculus::prelude::*;
    /// use calculus::limits::ExactOutcome;
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
        self.formula()?.at(0.0).value()
    }

    /// The limit as a formula without variables, if it is a number.
    ///
    /// ```
    /// use calculus::prelude::*;
    /// let l = limit_by_algebra(|x| (1.0 + 1.0 / x).pow(x), INFINITY);
    /// assert_eq!(l.formula().map(|number| number.to_string()), Some("e".into()));
    /// ```
    pub fn formula(&self) -> Option<Expr> {
        self.outcome.formula()
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

    /// The steps with their rules. Empty if there is no limit and nothing to say but the reason.
    ///
    /// ```
    /// use calculus::prelude::*;
    /// let l = limit_by_algebra(|x| (x.powi(2) - 1.0) / (x - 1.0), 1.0);
    /// let rules: Vec<String> = l.lines().iter().filter_map(|line| line.rule()).map(|rule| rule.to_string()).collect();
    /// assert_eq!(rules, ["factor", "cancel", "work out", "substitute", "work out"]);
    /// ```
    pub fn lines(&self) -> &[LimitStep] {
        &self.lines
    }

    /// Where the sides differ, one has no values, or each is told in steps of its own: the steps to the one-sided limits.
    ///
    /// ```
    /// use calculus::prelude::*;
    /// let l = limit_by_algebra(|x| x.abs() / x, 0.0);
    /// let ends: Vec<&str> = l.sides().iter().filter_map(|lines| lines.last()).map(|line| line.text()).collect();
    /// assert_eq!(ends, ["−1", "1"]);
    /// ```
    pub fn sides(&self) -> &[Vec<LimitStep>] {
        &self.of_sides
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

    fn refusal(&self) -> Option<&str> {
        match &self.outcome {
            ExactOutcome::Undefined { reason } | ExactOutcome::Undecided { reason } => Some(reason),
            _ => None,
        }
    }
}

impl fmt::Debug for AlgebraicLimit {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(out, "{}", self.text.join(" = "))?;
        self.remarks.iter().try_for_each(|[text, _]| write!(out, " {text}"))?;
        self.readings.iter().try_for_each(|reading| write!(out, " ({reading})"))
    }
}

impl Rich for AlgebraicLimit {
    fn text(&self) -> String {
        if let Some(reason) = self.refusal() {
            return format!("No limit by algebra: {reason}.");
        }
        let line = |line: &LimitStep| match line.why(Notation::Text).first() {
            Some(why) => format!("{}    ({why})", line.text),
            None => line.text.clone(),
        };
        let lines: Vec<String> = self.lines.iter().map(line).collect();
        let remarks = self.remarks.iter().map(|[text, _]| text).chain(&self.readings);
        let remarks: String = remarks.map(|remark| format!("\n    {remark}")).collect();
        lines.join("\n  = ") + &remarks
    }

    /// A sentence is no formula, whose line would not be broken where the window ends.
    fn html(&self) -> Option<String> {
        self.refusal().map(|_| format!("<p>{}</p>", self.text()))
    }

    fn latex(&self) -> Option<String> {
        if self.refusal().is_some() {
            return None;
        }
        let mut rows: Vec<Row> = match self.lines.as_slice() {
            [] => return None,
            // Its remarks begin where it begins.
            [only] => vec![Row::new("", only.latex.clone())],
            [first, second, rest @ ..] => {
                let row = |left: &str, line: &LimitStep| {
                    Row::new(left, format!("= {}", line.latex)).because(line.why(Notation::Latex))
                };
                std::iter::once(row(&first.latex, second)).chain(rest.iter().map(|line| row("", line))).collect()
            }
        };
        let readings = self.readings.iter().map(|reading| Notation::Latex.sentence(reading));
        let remarks = self.remarks.iter().map(|[_, latex]| latex.clone()).chain(readings);
        rows.extend(remarks.map(|remark| Row::new("", format!("\\phantom{{=}}\\; {remark}"))));
        Some(working(&rows))
    }
}
