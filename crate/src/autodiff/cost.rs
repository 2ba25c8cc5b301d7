//! What a gradient costs, measured: its time divided by that of the function, as the number of inputs grows.

use super::forward::gradient_forward;
use super::numerical::gradient_numerical;
use super::reverse::gradient;
use crate::number::Number;
use crate::plot::{Picture, Plot, Role, figure, number};
use crate::show::{self, Rich, shown};
use std::hint::black_box;
use std::time::{Duration, Instant};

/// Rosenbrock's function of n numbers, a curved valley that is hard to walk down:
/// Σ 100·(xᵢ₊₁ − xᵢ²)² + (1 − xᵢ)², which is 0 at (1, 1, …, 1) and nowhere less (H. H. Rosenbrock, *An automatic method
/// for finding the greatest or least value of a function*, 1960). Of fewer than two numbers it is 0.
///
/// ```
/// use calculus::prelude::*;
/// assert_eq!(rosenbrock(&[1.0, 1.0, 1.0]), 0.0);
/// assert_eq!(gradient(rosenbrock, &[0.0, 1.0]), [-2.0, 200.0]);
/// ```
#[track_caller]
pub fn rosenbrock<N: Number>(x: &[N]) -> N {
    let mut total = N::from(0.0);
    for pair in x.windows(2) {
        total = total + (pair[1] - pair[0].powi(2)).powi(2) * 100.0 + (-pair[0] + 1.0).powi(2);
    }
    total
}

/// Times for one number of inputs.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct CostOf {
    /// How many inputs.
    pub n: usize,
    /// The time of the function itself, in seconds.
    pub function: f64,
    /// The time of a gradient by central differences, in times of the function; `None` if it would take too long.
    pub numerical: Option<f64>,
    /// The same by forward mode.
    pub forward: Option<f64>,
    /// The same by reverse mode.
    pub reverse: Option<f64>,
}

/// What gradients of [`rosenbrock`] cost. From [`gradient_cost`].
#[derive(Clone, Debug)]
pub struct GradientCost {
    rows: Vec<CostOf>,
}

/// No single run may take longer than this.
const LONGEST_RUN: f64 = 0.05;
/// Every measurement takes about this long, and all together no longer than that.
const EACH: f64 = 0.025;
const TOGETHER: f64 = 0.9;
/// Runs are timed in batches that the clock can measure.
const BATCH: f64 = 2e-5;

/// Measures the time of a gradient of Rosenbrock's function by each of three ways, in times of the function itself, for
/// each of these numbers of inputs: the shortest of many runs, in about a second all together.
///
/// ```
/// use calculus::prelude::*;
/// gradient_cost([2, 10, 100]); // a chart, and a table under it
/// ```
///
/// The times are of this moment and this machine, and other ones at the next call. A way that would take too long for a
/// number of inputs is left out there. One input counts as two; without a number there is nothing to measure, and a
/// sentence says so.
///
/// Why it is a function of the library and not a loop in a cell: the library is compiled for speed, a cell is not, and
/// times of code that is not compiled for speed say little.
pub fn gradient_cost(sizes: impl IntoIterator<Item = usize>) -> GradientCost {
    let mut sizes: Vec<usize> = sizes.into_iter().map(|n| n.clamp(2, MOST)).collect();
    sizes.sort_unstable();
    sizes.dedup();
    let each = EACH.min(TOGETHER / (4 * sizes.len().max(1)) as f64);
    measured_within(each, sizes)
}

fn measured_within(seconds: f64, sizes: Vec<usize>) -> GradientCost {
    GradientCost { rows: sizes.into_iter().map(|n| measured(n, seconds)).collect() }
}

/// With more inputs than this the function alone would take all the time.
const MOST: usize = 1_000_000;

fn measured(n: usize, seconds: f64) -> CostOf {
    // Anywhere but at the lowest point, where some products are 0.
    let x: Vec<f64> = (0..n).map(|index| if index % 2 == 0 { -1.2 } else { 1.0 }).collect();
    let function = shortest(&|| _ = black_box(rosenbrock(black_box(&x))), seconds);
    // Two runs of the function for each input; by dual numbers one run, of about twice the work.
    let is_short = 2.0 * n as f64 * function <= LONGEST_RUN;
    let times = |run: &dyn Fn()| shortest(run, seconds) / function;
    CostOf {
        n,
        function,
        numerical: is_short.then(|| times(&|| drop(black_box(gradient_numerical(rosenbrock, black_box(&x)))))),
        forward: is_short.then(|| times(&|| drop(black_box(gradient_forward(rosenbrock, black_box(&x)))))),
        reverse: Some(times(&|| drop(black_box(gradient(rosenbrock, black_box(&x)))))),
    }
}

/// The shortest time of one run, in seconds, among as many as there is time for, and two at least.
fn shortest(run: &dyn Fn(), seconds: f64) -> f64 {
    let timed = |runs: u32| {
        let start = Instant::now();
        for _ in 0..runs {
            run();
        }
        start.elapsed().as_secs_f64() / f64::from(runs)
    };
    let start = Instant::now();
    let first = timed(1).max(1e-9);
    let batch = (BATCH / first).clamp(1.0, 1e4) as u32;
    let mut best = timed(batch).min(first);
    while start.elapsed() < Duration::from_secs_f64(seconds) {
        best = best.min(timed(batch));
    }
    best.max(1e-10)
}

type Way = (&'static str, Role, fn(&CostOf) -> Option<f64>);

const WAYS: [Way; 3] = [
    ("numerical", Role::Third, |row| row.numerical),
    ("forward mode", Role::Fourth, |row| row.forward),
    ("reverse mode", Role::Function, |row| row.reverse),
];

impl GradientCost {
    /// A row for each number of inputs, from few to many.
    pub fn rows(&self) -> &[CostOf] {
        &self.rows
    }

    /// The chart: what a gradient costs, in times of the function, against the number of inputs, with both axes in
    /// powers of ten.
    pub fn plot(&self) -> Plot {
        let chart = figure()
            .log_x()
            .log_y()
            .title("What a gradient costs")
            .x_name("number of inputs")
            .y_name("time of a gradient ÷ time of the function");
        if self.rows.is_empty() {
            return chart.noted(NOTHING);
        }
        WAYS.iter().fold(chart, |chart, (name, role, way)| {
            let points: Vec<(f64, f64)> = self.rows.iter().filter_map(|row| Some((row.n as f64, way(row)?))).collect();
            match points.len() {
                0 => chart,
                1 => chart.scatter(&points).role(*role).named(*name),
                _ => chart.path(&points).role(*role).named(*name),
            }
        })
    }

    fn cells(&self) -> Vec<Vec<String>> {
        let headings = ["inputs", "one run of the function", "numerical", "forward mode", "reverse mode"];
        let row = |row: &CostOf| {
            let cost = |way: &Way| way.2(row).map_or("—".to_owned(), |cost| format!("{} ×", two_digits(cost)));
            let mut cells = vec![row.n.to_string(), time(row.function)];
            cells.extend(WAYS.iter().map(cost));
            cells
        };
        std::iter::once(headings.map(str::to_owned).to_vec()).chain(self.rows.iter().map(row)).collect()
    }
}

const NOTHING: &str = "There is nothing to measure. Give some numbers of inputs, as in gradient_cost([2, 10, 100]).";

/// More digits than two would be of this moment alone.
fn two_digits(value: f64) -> String {
    number(format!("{value:.1e}").parse().unwrap_or(value))
}

fn time(seconds: f64) -> String {
    match seconds {
        s if s < 1e-6 => format!("{} ns", two_digits(s * 1e9)),
        s if s < 1e-3 => format!("{} µs", two_digits(s * 1e6)),
        s => format!("{} ms", two_digits(s * 1e3)),
    }
}

impl Rich for GradientCost {
    fn text(&self) -> String {
        format!("{}\n\n{}", self.plot().describe(), show::text_table(&self.cells()))
    }

    fn html(&self) -> Option<String> {
        Some(format!("{}\n{}", self.plot().html()?, show::html_table(&self.cells(), "")))
    }
}

shown!(GradientCost);

#[cfg(test)]
mod tests {
    use super::*;

    fn row(n: usize, reverse: f64) -> CostOf {
        CostOf { n, function: 1.5e-6, numerical: Some(2.0 * n as f64), forward: None, reverse: Some(reverse) }
    }

    #[test]
    fn the_chart_and_the_table_show_every_way_that_was_measured() {
        let cost = GradientCost { rows: vec![row(2, 31.4), row(1000, 24.6)] };
        let text = cost.text();
        for words in
            ["“numerical” of 2 points from (2, 4) to (1000, 2000)", "“reverse mode” of 2 points", "25 ×", "1.5 µs", "—"]
        {
            assert!(text.contains(words), "{words} in {text}");
        }
        assert!(!text.contains("“forward mode”"));
        assert!(cost.html().is_some_and(|html| html.contains("<img") && html.contains("<table")));
    }

    #[test]
    fn every_way_is_measured_for_every_size() {
        let cost = measured_within(0.0, vec![2, 30]);
        let is_a_time = |cost: Option<f64>| cost.is_some_and(|cost| cost > 0.0 && cost.is_finite());
        assert!(cost.rows().iter().all(|row| row.function > 0.0 && WAYS.iter().all(|way| is_a_time(way.2(row)))));
    }

    #[test]
    fn nothing_to_measure_is_said() {
        assert!(gradient_cost([]).text().contains("There is nothing to measure."));
    }
}
