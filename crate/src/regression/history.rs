//! What happened in a training, epoch by epoch.

use std::fmt;
use std::rc::Rc;

use super::cost::mean_squared_error;
use super::data::Data;
use super::descent::GradientDescent;
use super::least_squares::try_least_squares;
use super::line::{Line, forward};
use crate::plot::{Plot, Role, figure};
use crate::show::{Rich, Table, plain, shown_as_table};

/// Where a training stood before one of its steps; the last one of a [`History`] is where it ended.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Epoch {
    /// How many steps were done by then.
    pub number: usize,
    /// The cost of the line.
    pub cost: f64,
    /// The line.
    pub line: Line,
}

impl fmt::Display for Epoch {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        let [number, cost, m, b] = self.cells();
        write!(out, "epoch {number:>4}   cost {cost:<7}   m {m:>8}   b {b:>8}")
    }
}

impl Epoch {
    /// The number, the cost with three digits, m and b with five decimals.
    fn cells(&self) -> [String; 4] {
        let decimal = |value: f64| format!("{value:.5}").replace('-', "−");
        [self.number.to_string(), digits(self.cost), decimal(self.line.m), decimal(self.line.b)]
    }
}

/// Three digits that count, without an exponent where it can be read without one.
pub(super) fn digits(value: f64) -> String {
    if value == 0.0 {
        return "0".into();
    }
    if !(1e-6..1e6).contains(&value.abs()) {
        return format!("{value:.2e}");
    }
    let decimals = (2 - value.abs().log10().floor() as i32).max(0) as usize;
    format!("{value:.decimals$}")
}

/// A training: the line and its cost before the first step and after each. From [`train`](super::train()) and
/// [`fit`](super::fit).
#[derive(Clone)]
pub struct History {
    pub(super) data: Data,
    pub(super) optimizer: GradientDescent,
    epochs: Rc<[Epoch]>,
}

impl History {
    pub(super) fn new(data: Data, optimizer: GradientDescent, epochs: Vec<Epoch>) -> History {
        History { data, optimizer, epochs: epochs.into() }
    }

    /// Every epoch, and where it ended: one more than there were steps.
    ///
    /// ```
    /// # use calculus::prelude::*;
    /// let history = fit(&clinical_trial(), Line::new(0.9, 0.1), GradientDescent::new(0.01), 10);
    /// assert_eq!(history.epochs().len(), 11);
    /// assert_eq!(history.epochs()[0].line, Line::new(0.9, 0.1));
    /// ```
    pub fn epochs(&self) -> &[Epoch] {
        &self.epochs
    }

    /// The line at the end.
    ///
    /// ```
    /// # use calculus::prelude::*;
    /// let history = fit(&clinical_trial(), Line::new(0.9, 0.1), GradientDescent::new(0.01), 1);
    /// assert!((history.line().m - 0.53695).abs() < 1e-5);
    /// ```
    pub fn line(&self) -> Line {
        self.last().line
    }

    /// The cost at the end.
    ///
    /// ```
    /// # use calculus::prelude::*;
    /// let history = fit(&clinical_trial(), Line::new(0.9, 0.1), GradientDescent::new(0.01), 1);
    /// assert!((history.cost() - 8.5722).abs() < 1e-4);
    /// ```
    pub fn cost(&self) -> f64 {
        self.last().cost
    }

    /// The cost of each epoch, as points (epoch, cost) for a picture.
    ///
    /// ```
    /// # use calculus::prelude::*;
    /// let good = fit(&clinical_trial(), Line::new(0.9, 0.1), GradientDescent::new(0.01), 100);
    /// let slow = fit(&clinical_trial(), Line::new(0.9, 0.1), GradientDescent::new(0.001), 100);
    /// good.plot().named("0.01").path(&slow.costs()).named("0.001");
    /// ```
    pub fn costs(&self) -> Vec<(f64, f64)> {
        self.epochs.iter().map(|epoch| (epoch.number as f64, epoch.cost)).collect()
    }

    /// The first epoch after which the cost was higher than before; `None` if it never rose. What rounding alone can do
    /// does not count.
    ///
    /// ```
    /// # use calculus::prelude::*;
    /// let start = Line::new(0.9, 0.1);
    /// assert_eq!(fit(&clinical_trial(), start, GradientDescent::new(0.01), 1000).first_rise(), None);
    /// assert_eq!(fit(&clinical_trial(), start, GradientDescent::new(0.06), 10).first_rise(), Some(0));
    /// ```
    pub fn first_rise(&self) -> Option<usize> {
        let rounding = 1e-12 * self.epochs[0].cost;
        self.epochs.windows(2).position(|pair| pair[1].cost > pair[0].cost + rounding)
    }

    /// The cost against the epochs, on an axis in powers of ten.
    ///
    /// ```
    /// # use calculus::prelude::*;
    /// fit(&clinical_trial(), Line::new(0.9, 0.1), GradientDescent::new(0.01), 100).plot();
    /// ```
    pub fn plot(&self) -> Plot {
        figure()
            .log_y()
            .path(&self.costs())
            .role(Role::Function)
            .title("The cost, epoch by epoch")
            .x_name("epoch")
            .y_name("cost C")
    }

    /// What the first epochs have still to lose: the cost above the least there is, on an axis in powers of ten. A straight
    /// stretch there means that each epoch leaves the same share of it.
    ///
    /// ```
    /// # use calculus::prelude::*;
    /// let history = fit(&clinical_trial(), Line::new(0.9, 0.1), GradientDescent::new(0.01), 1000);
    /// side_by_side([history.excess(20), history.excess(1000)]);
    /// ```
    ///
    /// Where rounding has the last word nothing is drawn any more. If all points have the same x, the least of these costs
    /// is taken for the least there is.
    pub fn excess(&self, epochs: usize) -> Plot {
        let cost = |line: Line| mean_squared_error(&forward(line.m, line.b, self.data.xs()), self.data.ys());
        let seen = self.epochs.iter().map(|epoch| epoch.cost).fold(f64::INFINITY, f64::min);
        let least = try_least_squares(&self.data).map_or(seen, cost);
        let rounding = 1e-12 * least.max(f64::MIN_POSITIVE);
        let left = self.costs().into_iter().take(epochs.saturating_add(1)).map(|(number, cost)| (number, cost - least));
        let left: Vec<(f64, f64)> = left.filter(|(_, cost)| *cost > rounding).collect();
        let figure = figure().log_y();
        let drawn = match left[..] {
            [] => figure.noted(
                "excess: nothing is left to lose, for the start is already the best line. Begin with another one, such as \
                 Line::new(0.9, 0.1).",
            ),
            [(number, cost)] => figure.point(number, cost).role(Role::Function),
            _ => figure.path(&left).role(Role::Function),
        };
        drawn.title(format!("Epochs 0 to {}", epochs.min(self.last().number))).x_name("epoch").y_name("C − least C")
    }

    /// Some of the epochs, close together at first, where much happens: the first ones, then ever fewer, and the last.
    pub(super) fn some(&self) -> Vec<Epoch> {
        let mut numbers: Vec<usize> = (0..10).collect();
        while let Some(next) = numbers.last().map(|last| last * 5 / 4).filter(|next| *next < self.epochs.len()) {
            numbers.push(next);
        }
        numbers.push(self.epochs.len() - 1);
        numbers.dedup();
        numbers.into_iter().filter_map(|number| self.epochs.get(number)).copied().collect()
    }

    fn last(&self) -> Epoch {
        self.epochs[self.epochs.len() - 1]
    }
}

plain!(Epoch);

impl Table for History {
    fn caption(&self) -> Option<String> {
        let Epoch { number, line, cost } = self.last();
        let ending = if number == 1 { "" } else { "s" };
        Some(format!(
            "{}. After {number} epoch{ending} the cost has gone from {} to {}, and the line is {line}.",
            self.optimizer.text(),
            digits(self.epochs[0].cost),
            digits(cost)
        ))
    }

    fn cells(&self) -> Vec<Vec<String>> {
        let last = self.last().number;
        let seen = |epoch: &&Epoch| epoch.number < 10 || epoch.number.is_multiple_of(100) || epoch.number == last;
        let headings = ["epoch", "cost", "m", "b"].map(str::to_owned).to_vec();
        // A long training has too many hundreds for a table.
        const MOST: usize = 30;
        let mut rows: Vec<&Epoch> = self.epochs.iter().filter(seen).take(MOST).collect();
        if rows.last().is_some_and(|row| row.number != last) {
            rows.extend(self.epochs.last());
        }
        std::iter::once(headings).chain(rows.into_iter().map(|epoch| epoch.cells().to_vec())).collect()
    }
}

shown_as_table!(History);

impl fmt::Debug for History {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(out, "History({} epochs, {})", self.last().number, self.last().line)
    }
}
