//! How long one epoch takes, measured here and not in a cell: this code is optimised, a cell is not.

use std::fmt;
use std::time::{Duration, Instant};

use super::data::{Data, simulate};
use super::descent::GradientDescent;
use super::error::RegressionError;
use super::history::digits;
use super::least_squares::try_least_squares;
use super::line::Line;
use super::train::epoch;
use crate::or_panic;
use crate::plot::{self, Plot, Role, figure};
use crate::show::{Table, shown_as_table};

/// How long one epoch takes for several numbers of points. From [`epoch_times`].
#[derive(Clone)]
pub struct EpochTimes {
    /// The number of points, and seconds.
    rows: Vec<(usize, f64)>,
}

/// Measures one epoch, all four steps of it, for each of these numbers of points: simulated data with x from 0 to 7.
///
/// Each time is the median of several runs after a first one, which is not counted. A million points take about a second
/// and 110 megabytes.
///
/// ```
/// use calculus::prelude::*;
/// let times = epoch_times(&[100, 1_000]);
/// assert_eq!(times.rows().len(), 2);
/// ```
///
/// # Panics
/// As [`try_epoch_times`] fails.
#[track_caller]
pub fn epoch_times(sizes: &[usize]) -> EpochTimes {
    or_panic(try_epoch_times(sizes))
}

/// The same as [`epoch_times`]. Fails without a size, and for a size of 0.
///
/// ```
/// use calculus::regression::{RegressionError, try_epoch_times};
/// assert_eq!(try_epoch_times(&[]).unwrap_err(), RegressionError::Empty);
/// ```
pub fn try_epoch_times(sizes: &[usize]) -> Result<EpochTimes, RegressionError> {
    if sizes.is_empty() || sizes.contains(&0) {
        return Err(RegressionError::Empty);
    }
    let row = |size: &usize| Ok((*size, seconds(&simulate(Line::new(-0.5, 2.0), 0.2, *size, 42))?));
    Ok(EpochTimes { rows: sizes.iter().map(row).collect::<Result<_, RegressionError>>()? })
}

fn seconds(data: &Data) -> Result<f64, RegressionError> {
    const FEWEST: usize = 5;
    const MOST: usize = 1000;
    const LONGEST: Duration = Duration::from_millis(50);
    let optimizer = GradientDescent::new(0.01);
    let mut line = epoch(data, Line::new(0.9, 0.1), optimizer)?;
    let (begin, mut times) = (Instant::now(), vec![]);
    while times.len() < FEWEST || (times.len() < MOST && begin.elapsed() < LONGEST) {
        let start = Instant::now();
        line = epoch(data, line, optimizer)?;
        times.push(start.elapsed().as_secs_f64());
    }
    times.sort_by(f64::total_cmp);
    Ok(times[times.len() / 2])
}

impl EpochTimes {
    /// Each number of points with the seconds of one epoch.
    ///
    /// ```
    /// # use calculus::prelude::*;
    /// assert_eq!(epoch_times(&[100]).rows()[0].0, 100);
    /// ```
    pub fn rows(&self) -> &[(usize, f64)] {
        &self.rows
    }

    /// The slope of the times on axes in powers of ten, by least squares: 1 if twice the points take twice the time.
    /// NaN with less than two sizes.
    ///
    /// ```
    /// # use calculus::prelude::*;
    /// assert!(epoch_times(&[100, 10_000]).slope() > 0.0);
    /// ```
    pub fn slope(&self) -> f64 {
        self.power_law().map_or(f64::NAN, |line| line.m)
    }

    /// The line through the logarithms.
    fn power_law(&self) -> Option<Line> {
        let (xs, ys): (Vec<f64>, Vec<f64>) =
            self.rows.iter().map(|(size, time)| ((*size as f64).log10(), time.log10())).unzip();
        try_least_squares(&Data::try_new(&xs, &ys).ok()?).ok()
    }

    /// The times against the number of points, both in powers of ten.
    ///
    /// ```
    /// # use calculus::prelude::*;
    /// epoch_times(&[100, 1_000]).plot();
    /// ```
    pub fn plot(&self) -> Plot {
        let points: Vec<(f64, f64)> = self.rows.iter().map(|(size, time)| (*size as f64, *time)).collect();
        let plot = figure().log_x().log_y().title("How long one epoch takes").x_name("points n").y_name("seconds");
        let plot = plot.scatter(&points).named("measured");
        let Some(line) = self.power_law() else { return plot };
        let at = |size: usize| (size as f64, 10f64.powf(line.at((size as f64).log10())));
        let ends = self.rows.iter().map(|row| row.0);
        let (Some(first), Some(last)) = (ends.clone().min(), ends.max()) else { return plot };
        plot.segment(at(first), at(last)).role(Role::Secant).named(format!("slope {:.2}", line.m))
    }
}

/// Seconds in a unit that needs no zeros in front.
fn duration(seconds: f64) -> String {
    let units = [(1.0, "s"), (1e-3, "ms"), (1e-6, "µs")];
    let (unit, name) = units.into_iter().find(|(unit, _)| seconds >= *unit).unwrap_or((1e-9, "ns"));
    format!("{} {name}", digits(seconds / unit))
}

impl Table for EpochTimes {
    fn cells(&self) -> Vec<Vec<String>> {
        let headings = ["points n", "one epoch", "per point"].map(str::to_owned).to_vec();
        let row = |(size, seconds): &(usize, f64)| {
            vec![plot::number(*size as f64), duration(*seconds), duration(seconds / *size as f64)]
        };
        std::iter::once(headings).chain(self.rows.iter().map(row)).collect()
    }
}

shown_as_table!(EpochTimes);

impl fmt::Debug for EpochTimes {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(out, "EpochTimes({} sizes, slope {:.2})", self.rows.len(), self.slope())
    }
}
