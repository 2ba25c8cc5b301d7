//! The points that a line is fitted to.

use std::fmt;
use std::rc::Rc;

use rand_chacha::ChaCha8Rng;
use rand_chacha::rand_core::SeedableRng;
use rand_distr::{Distribution, StandardNormal};

use super::error::{RegressionError, finite};
use super::line::Line;
use crate::limits::plain;
use crate::or_panic;
use crate::plot::{Plot, figure};
use crate::show::{Table, shown_as_table};

/// Points (x, y), at least one, all of them finite. From [`Data::new`], [`clinical_trial`] and [`simulate`].
///
/// Cloning is cheap: the numbers are shared.
#[derive(Clone, PartialEq)]
pub struct Data {
    xs: Rc<[f64]>,
    ys: Rc<[f64]>,
    title: Rc<str>,
    x_name: Rc<str>,
    y_name: Rc<str>,
    made_by: Option<Simulation>,
}

/// What made simulated data: the line, and the standard deviation of the noise around it.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Simulation {
    /// The line without noise.
    pub line: Line,
    /// The standard deviation of the noise, in units of y.
    pub noise: f64,
}

/// The data of the course: how forgetful eight patients were after so many millilitres of a drug. (They were made with
/// the line y = −0.5x + 2 and noise of standard deviation 0.2.)
///
/// ```
/// use calculus::prelude::*;
/// let data = clinical_trial();
/// assert_eq!(data.xs(), [0.0, 1.0, 2.0, 3.0, 4.0, 5.0, 6.0, 7.0]);
/// assert_eq!(data.ys(), [1.86, 1.31, 0.62, 0.33, 0.09, -0.67, -1.23, -1.37]);
/// ```
pub fn clinical_trial() -> Data {
    let xs = [0.0, 1.0, 2.0, 3.0, 4.0, 5.0, 6.0, 7.0];
    let ys = [1.86, 1.31, 0.62, 0.33, 0.09, -0.67, -1.23, -1.37];
    Data::new(&xs, &ys).titled("Clinical Trial", "Drug dosage (mL)", "Forgetfulness")
}

/// Points around a line: as many as asked for, at x from 0 to 7 in equal steps, each with noise in y that is normally
/// distributed. The same `seed` gives the same points on every machine.
///
/// ```
/// use calculus::prelude::*;
/// let data = simulate(Line::new(-0.5, 2.0), 0.2, 100, 42);
/// assert_eq!(data.len(), 100);
/// assert_eq!(data, simulate(Line::new(-0.5, 2.0), 0.2, 100, 42));
/// ```
///
/// # Panics
/// As [`try_simulate`] fails.
#[track_caller]
pub fn simulate(line: Line, noise: f64, points: usize, seed: u64) -> Data {
    or_panic(try_simulate(line, noise, points, seed))
}

/// The same as [`simulate`]. Fails without points, and for noise or a line that is not finite or less than 0.
///
/// ```
/// use calculus::prelude::*;
/// use calculus::regression::{RegressionError, try_simulate};
/// assert_eq!(try_simulate(Line::new(1.0, 0.0), 0.1, 0, 1), Err(RegressionError::Empty));
/// ```
pub fn try_simulate(line: Line, noise: f64, points: usize, seed: u64) -> Result<Data, RegressionError> {
    if !(noise >= 0.0 && noise.is_finite()) {
        return Err(RegressionError::Noise { deviation: noise });
    }
    line.checked()?;
    // The drug's doses end at 7 mL.
    const LARGEST: f64 = 7.0;
    let xs: Vec<f64> = (0..points).map(|index| LARGEST * index as f64 / (points - 1).max(1) as f64).collect();
    let mut random = ChaCha8Rng::seed_from_u64(seed);
    let mut deviate = || -> f64 { StandardNormal.sample(&mut random) };
    let ys: Vec<f64> = xs.iter().map(|x| line.at(*x) + noise * deviate()).collect();
    Ok(Data { made_by: Some(Simulation { line, noise }), ..Data::try_new(&xs, &ys)? })
}

impl Data {
    /// Points with these x and y, which belong together one by one.
    ///
    /// ```
    /// # use calculus::prelude::*;
    /// assert_eq!(Data::new(&[0.0, 1.0], &[2.0, 3.0]).points(), [(0.0, 2.0), (1.0, 3.0)]);
    /// ```
    ///
    /// # Panics
    /// As [`Data::try_new`] fails.
    #[track_caller]
    pub fn new(xs: &[f64], ys: &[f64]) -> Data {
        or_panic(Data::try_new(xs, ys))
    }

    /// The same as [`Data::new`]. Fails without points, for lists of different lengths, and for NaN and infinities.
    ///
    /// ```
    /// # use calculus::prelude::*;
    /// let error = Data::try_new(&[0.0, 1.0], &[2.0, f64::NAN]).unwrap_err();
    /// assert!(error.to_string().starts_with("y[1] is NaN."));
    /// ```
    pub fn try_new(xs: &[f64], ys: &[f64]) -> Result<Data, RegressionError> {
        same_length("x values", xs.len(), "y values", ys.len())?;
        for (name, values) in [("x", xs), ("y", ys)] {
            for (index, value) in values.iter().enumerate() {
                finite(&|| format!("{name}[{index}]"), *value)?;
            }
        }
        if xs.is_empty() {
            return Err(RegressionError::Empty);
        }
        let (title, x_name, y_name) = ("".into(), "x".into(), "y".into());
        Ok(Data { xs: xs.into(), ys: ys.into(), title, x_name, y_name, made_by: None })
    }

    /// Gives the data a title, and names to the axes of their picture.
    ///
    /// ```
    /// # use calculus::prelude::*;
    /// Data::new(&[1.0], &[2.0]).titled("A Trial", "dose (mL)", "effect").plot();
    /// ```
    pub fn titled(&self, title: &str, x_name: &str, y_name: &str) -> Data {
        Data { title: title.into(), x_name: x_name.into(), y_name: y_name.into(), ..self.clone() }
    }

    /// The x of all points, in their order.
    ///
    /// ```
    /// # use calculus::prelude::*;
    /// assert_eq!(clinical_trial().xs()[7], 7.0);
    /// ```
    pub fn xs(&self) -> &[f64] {
        &self.xs
    }

    /// The y of all points, in their order.
    ///
    /// ```
    /// # use calculus::prelude::*;
    /// assert_eq!(clinical_trial().ys()[7], -1.37);
    /// ```
    pub fn ys(&self) -> &[f64] {
        &self.ys
    }

    /// The points as (x, y).
    ///
    /// ```
    /// # use calculus::prelude::*;
    /// assert_eq!(clinical_trial().points()[7], (7.0, -1.37));
    /// ```
    pub fn points(&self) -> Vec<(f64, f64)> {
        self.xs.iter().copied().zip(self.ys.iter().copied()).collect()
    }

    /// How many points there are, never 0.
    ///
    /// ```
    /// # use calculus::prelude::*;
    /// assert_eq!(clinical_trial().len(), 8);
    /// ```
    #[expect(clippy::len_without_is_empty, reason = "data are never empty")]
    pub fn len(&self) -> usize {
        self.xs.len()
    }

    /// What made these data, if they were simulated.
    ///
    /// ```
    /// # use calculus::prelude::*;
    /// assert_eq!(simulate(Line::new(3.0, 1.0), 0.5, 10, 7).made_by().unwrap().noise, 0.5);
    /// assert!(clinical_trial().made_by().is_none());
    /// ```
    pub fn made_by(&self) -> Option<Simulation> {
        self.made_by
    }

    /// The points in a picture, to which lines can be added.
    ///
    /// ```
    /// # use calculus::prelude::*;
    /// clinical_trial().plot().line(-0.5, 2.0);
    /// ```
    pub fn plot(&self) -> Plot {
        let plot = self.plot_on(figure());
        if self.title.is_empty() { plot } else { plot.title(&*self.title) }
    }

    /// The points in a picture that has something in it already.
    pub(super) fn plot_on(&self, plot: Plot) -> Plot {
        plot.scatter(&self.points()).x_name(&*self.x_name).y_name(&*self.y_name)
    }
}

/// Fails if two lists that belong together have different lengths.
pub(super) fn same_length(
    first: &'static str,
    firsts: usize,
    second: &'static str,
    seconds: usize,
) -> Result<(), RegressionError> {
    if firsts == seconds { Ok(()) } else { Err(RegressionError::LengthsDiffer { first, firsts, second, seconds }) }
}

impl Table for Data {
    fn cells(&self) -> Vec<Vec<String>> {
        const MOST: usize = 20;
        let headings = vec![self.x_name.to_string(), self.y_name.to_string()];
        let row = |(x, y): (f64, f64)| vec![plain(x), plain(y)];
        let mut cells = vec![headings];
        cells.extend(self.points().into_iter().take(MOST).map(row));
        if let Some(more) = self.len().checked_sub(MOST).filter(|more| *more > 0) {
            cells.push(vec![format!("… {more} more"), String::new()]);
        }
        cells
    }
}

shown_as_table!(Data);

impl fmt::Debug for Data {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(out, "Data({} points)", self.len())
    }
}
