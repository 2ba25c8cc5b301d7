//! Truncation against rounding: the errors of difference quotients for Δx from 10⁻¹ to 10⁻¹⁶.

use std::fmt;

use super::line::height;
use super::quotient::Formula;
use super::step::{self, BestSteps, digits};
use crate::limits::{number, plain};
use crate::plot::{self, Plot, Role, figure};
use crate::show::{self, Rich, shown};

/// The steps: 10⁻¹, 10⁻², …, 10⁻¹⁶, each the number that a person writes.
const STEPS: [f64; 16] =
    [1e-1, 1e-2, 1e-3, 1e-4, 1e-5, 1e-6, 1e-7, 1e-8, 1e-9, 1e-10, 1e-11, 1e-12, 1e-13, 1e-14, 1e-15, 1e-16];

/// One Δx, and how far the forward and the central difference are from the true slope with it.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct StepError {
    /// The step Δx.
    pub dx: f64,
    /// The forward difference quotient.
    pub forward: f64,
    /// Its distance from the true slope.
    pub forward_error: f64,
    /// The central difference quotient.
    pub central: f64,
    /// Its distance from the true slope.
    pub central_error: f64,
}

/// The errors of the forward and the central difference for shrinking Δx. From [`step_errors`].
#[derive(Clone)]
pub struct StepErrors {
    x: f64,
    exact: f64,
    rows: Vec<StepError>,
    expected: BestSteps,
    problem: Option<String>,
}

/// The errors of the forward and the central difference of `f` at `x` for Δx = 10⁻¹, 10⁻², …, 10⁻¹⁶, against the
/// true slope `exact`, which the caller knows.
///
/// As Δx shrinks, the truncation error falls and the rounding error rises. Where `f` has no value, or `exact` is not
/// finite, there are no rows and a sentence says why.
///
/// ```
/// use calculus::prelude::*;
/// let errors = step_errors(f64::exp, 1.0, E);
/// assert_eq!(errors.best_forward().map(|best| best.dx), Some(1e-8));
/// assert_eq!(errors.best_central().map(|best| best.dx), Some(1e-5));
/// errors.plot();
/// ```
pub fn step_errors(f: impl Fn(f64) -> f64, x: f64, exact: f64) -> StepErrors {
    of_curve(&f, x, exact)
}

fn of_curve(f: &dyn Fn(f64) -> f64, x: f64, exact: f64) -> StepErrors {
    let problem = height(f, x).err().or_else(|| {
        let message =
            || format!("The true slope was given as {}. Give the finite number to compare with.", number(exact));
        (!exact.is_finite()).then(message)
    });
    let row = |dx| {
        let (forward, central) = (Formula::Forward.of(f, x, dx), Formula::Central.of(f, x, dx));
        let (forward_error, central_error) = ((forward - exact).abs(), (central - exact).abs());
        StepError { dx, forward, forward_error, central, central_error }
    };
    let rows = if problem.is_none() { STEPS.map(row).to_vec() } else { vec![] };
    StepErrors { x, exact, rows, expected: step::of_curve(f, x), problem }
}

impl StepErrors {
    /// The rows, from Δx = 10⁻¹ down.
    ///
    /// ```
    /// # use calculus::prelude::*;
    /// assert_eq!(step_errors(f64::exp, 1.0, E).rows().len(), 16);
    /// ```
    pub fn rows(&self) -> &[StepError] {
        &self.rows
    }

    /// The row in which the forward difference is best; of equally good ones that with the larger Δx.
    ///
    /// ```
    /// # use calculus::prelude::*;
    /// assert_eq!(step_errors(f64::exp, 1.0, E).best_forward().map(|best| best.dx), Some(1e-8));
    /// ```
    pub fn best_forward(&self) -> Option<StepError> {
        self.best(|row| row.forward_error)
    }

    /// The row in which the central difference is best; of equally good ones that with the larger Δx.
    ///
    /// ```
    /// # use calculus::prelude::*;
    /// assert_eq!(step_errors(f64::exp, 1.0, E).best_central().map(|best| best.dx), Some(1e-5));
    /// ```
    pub fn best_central(&self) -> Option<StepError> {
        self.best(|row| row.central_error)
    }

    fn best(&self, error: fn(&StepError) -> f64) -> Option<StepError> {
        // The first of equals, which has the larger Δx.
        let rows = self.rows.iter().filter(|row| error(row).is_finite());
        rows.min_by(|one, other| error(one).total_cmp(&error(other))).copied()
    }

    /// What theory says of the best Δx: see [`best_step`](super::best_step).
    ///
    /// ```
    /// # use calculus::prelude::*;
    /// assert!(step_errors(f64::exp, 1.0, E).expected().central().dx() < 1e-4);
    /// ```
    pub fn expected(&self) -> &BestSteps {
        &self.expected
    }

    /// Why there are no rows, as a sentence; `None` if there are.
    ///
    /// ```
    /// # use calculus::prelude::*;
    /// assert!(step_errors(f64::ln, -1.0, 1.0).problem().is_some());
    /// ```
    pub fn problem(&self) -> Option<&str> {
        self.problem.as_deref()
    }

    /// The chart: both errors against Δx, with both axes in powers of ten and the best Δx of each marked.
    ///
    /// An error of exactly 0 has no place on such an axis; it is drawn as an open circle at the lower edge, and
    /// the legend says so.
    ///
    /// ```
    /// # use calculus::prelude::*;
    /// step_errors(f64::exp, 1.0, E).plot();
    /// ```
    pub fn plot(&self) -> Plot {
        let chart =
            figure().log_x().log_y().x_name("Δx").y_name("error").title("How far each difference is from the slope");
        if let Some(problem) = &self.problem {
            return chart.noted(problem);
        }
        let floor = self.floor();
        let forward: fn(&StepError) -> f64 = |row| row.forward_error;
        let central: fn(&StepError) -> f64 = |row| row.central_error;
        let chart = self.line(chart, forward, "forward difference", Role::Function);
        let mut chart = self.line(chart, central, "central difference", Role::Third);
        for (error, name, role) in [(forward, "forward", Role::Function), (central, "central", Role::Third)] {
            for (index, row) in self.rows.iter().filter(|row| error(row) == 0.0).enumerate() {
                chart = chart.open_point(row.dx, floor).role(role);
                chart = if index == 0 { chart.named(format!("{name} difference: error exactly 0")) } else { chart };
            }
        }
        let bests = [(self.best_forward(), forward, Role::Function), (self.best_central(), central, Role::Third)];
        for (best, error, role) in bests {
            if let Some(best) = best.filter(|best| error(best) > 0.0) {
                chart =
                    chart.point(best.dx, error(&best)).role(role).label(format!("best Δx: {}", plot::number(best.dx)));
            }
        }
        self.regions(chart)
    }

    /// Says which error rules on which side: above the forward difference's errors there is room for it.
    fn regions(&self, chart: Plot) -> Plot {
        let above = |row: usize| {
            let y = self.rows.get(row).map(|row| 40.0 * row.forward_error);
            y.filter(|y| *y > 0.0 && y.is_finite())
        };
        let least = self.best_forward().map_or(f64::NAN, |best| best.forward_error);
        let rises = |end: Option<&StepError>| end.is_some_and(|end| end.forward_error > 1e3 * least);
        match (above(11), above(2)) {
            (Some(left), Some(right)) if rises(self.rows.first()) && rises(self.rows.last()) => {
                self.slopes(chart.text(3e-11, left, "rounding").text(3e-5, right, "truncation"))
            }
            _ => chart,
        }
    }

    /// Lines to compare with, beside where truncation rules: an error that falls as Δx has slope 1 on these axes, one that
    /// falls as its square slope 2.
    fn slopes(&self, chart: Plot) -> Plot {
        let Some(row) = self.rows.iter().find(|row| (row.dx / 1e-2 - 1.0).abs() < 1e-6) else { return chart };
        let guides = [(8.0 * row.forward_error, 1, 1e-5), (row.central_error / 8.0, 2, 1e-4)];
        guides.into_iter().filter(|guide| guide.0 > 0.0).fold(chart, |chart, (height, power, from)| {
            let at = |dx: f64| (dx, height * (dx / row.dx).powi(power));
            chart.segment(at(from), at(1e-1)).role(Role::Quiet).label(format!("slope {power}"))
        })
    }

    /// Where errors of 0 are drawn: below all others.
    fn floor(&self) -> f64 {
        let errors = self.rows.iter().flat_map(|row| [row.forward_error, row.central_error]);
        let least = errors.filter(|error| *error > 0.0).fold(f64::INFINITY, f64::min);
        if least.is_finite() { least / 10.0 } else { f64::EPSILON }
    }

    /// One formula's errors. The line breaks where an error is 0 or has no value.
    fn line(&self, mut chart: Plot, error: fn(&StepError) -> f64, name: &str, role: Role) -> Plot {
        let points: Vec<(f64, f64)> = self.rows.iter().map(|row| (row.dx, error(row))).collect();
        let mut named = false;
        for piece in points.split(|point| !(point.1 > 0.0 && point.1.is_finite())).filter(|piece| !piece.is_empty()) {
            chart = if piece.len() == 1 { chart.scatter(piece) } else { chart.path(piece) }.role(role);
            chart = if named { chart } else { chart.named(name) };
            named = true;
        }
        chart
    }

    fn cells(&self) -> Vec<Vec<String>> {
        let headings = ["Δx", "forward difference", "error", "central difference", "error"];
        let (forward, central) = (self.best_forward(), self.best_central());
        let row = |row: &StepError| {
            let mark =
                |best: Option<StepError>| if best.is_some_and(|best| best.dx == row.dx) { " ← best" } else { "" };
            vec![
                plain(row.dx),
                format!("{:?}", row.forward),
                format!("{}{}", written(row.forward_error), mark(forward)),
                format!("{:?}", row.central),
                format!("{}{}", written(row.central_error), mark(central)),
            ]
        };
        std::iter::once(headings.map(str::to_owned).to_vec()).chain(self.rows.iter().map(row)).collect()
    }

    /// What theory says, formula by formula.
    fn remarks(&self) -> Vec<String> {
        if let Some(problem) = self.expected.problem() {
            return vec![problem.into()];
        }
        let remark = |step: step::BestStep| {
            let name = step.formula();
            if step.has_truncation_error() {
                format!("The {name} difference should be best near Δx = {}.", digits(step.dx(), 0))
            } else {
                format!(
                    "The {name} difference has no truncation error here that could be seen: its errors are rounding alone, \
                     which grows as Δx shrinks. So the larger Δx, the better."
                )
            }
        };
        vec![remark(self.expected.forward()), remark(self.expected.central())]
    }
}

/// An error with two digits, all of them alike so that their exponents can be compared.
fn written(error: f64) -> String {
    if error == 0.0 { "0".into() } else { format!("{error:.1e}").replace('-', "−") }
}

impl Rich for StepErrors {
    fn text(&self) -> String {
        match &self.problem {
            Some(problem) => problem.clone(),
            None => format!(
                "Errors against the true slope {} at x = {}\n\n{}{}",
                number(self.exact),
                number(self.x),
                show::text_table(&self.cells()),
                self.remarks().join("\n")
            ),
        }
    }

    fn html(&self) -> Option<String> {
        if self.problem.is_some() {
            return None;
        }
        let mut cells = self.cells();
        for cell in cells.iter_mut().flatten().filter(|cell| cell.ends_with("best")) {
            *cell = format!("<strong>{cell}</strong>");
        }
        let remarks: String = self.remarks().iter().map(|remark| format!("\n<p>{remark}</p>")).collect();
        let (exact, x) = (number(self.exact), number(self.x));
        Some(format!(
            "<p>Errors against the true slope {exact} at x = {x}</p>\n{}{remarks}",
            show::html_table(&cells, "")
        ))
    }
}

shown!(StepErrors);

impl fmt::Debug for StepErrors {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        let best = |row: Option<StepError>| row.map_or("none".into(), |row| plain(row.dx));
        write!(out, "StepErrors(best Δx: forward {}, central {})", best(self.best_forward()), best(self.best_central()))
    }
}
