//! A tape that is held open and looked at.

use super::entry::Entry;
use super::error::{OnTheWay, TapeError};
use super::recording::{Lent, Recording};
use super::step::{INPUT, Step};
use super::var::Var;
use crate::or_panic;
use std::fmt;

/// Records what is calculated from the variables that it watches, and answers for derivatives as often as it is asked.
///
/// It keeps every operation with its value, so that it can be looked at; [`gradient`](super::gradient()) keeps less and
/// is faster. A tape grows with every operation until [`reset`](Tape::reset) forgets them, which keeps the memory;
/// dropping the tape, as `drop(tape)` does in a cell, gives the memory to the thread's next tape.
///
/// ```
/// use calculus::prelude::*;
///
/// let tape = Tape::new();
/// let x = tape.watch(5.0);
/// let y = x.powi(2);
/// assert_eq!(tape.gradient(y, x), 10.0);
/// let z = y.sin() * 3.0; // the tape goes on
/// assert_eq!(tape.gradients(z, &[x, y]), [30.0 * 25f64.cos(), 3.0 * 25f64.cos()]);
/// ```
pub struct Tape {
    recording: Lent,
}

impl Default for Tape {
    fn default() -> Tape {
        Tape::new()
    }
}

impl Tape {
    /// An empty tape.
    pub fn new() -> Tape {
        Tape { recording: Recording::lend(true) }
    }

    /// A new input, which has no name.
    pub fn watch(&self, value: f64) -> Var {
        let number = self.recording.note(Step::new(INPUT, &[], &[], value));
        Var::input(value, *self.recording, number)
    }

    /// A new input with a name.
    pub fn watch_named(&self, name: &str, value: f64) -> Var {
        self.watch(value).named(name)
    }

    /// Forgets everything recorded; the memory is kept. Variables from before cannot be calculated with any more.
    pub fn reset(&self) {
        self.recording.forget();
    }

    /// What is recorded so far, in the order in which it was calculated.
    ///
    /// ```
    /// use calculus::prelude::*;
    ///
    /// let tape = Tape::new();
    /// let x = tape.watch_named("x", 5.0);
    /// let y = (x * 2.0).powi(2);
    /// let formulas: Vec<String> = tape.entries().iter().map(|entry| entry.formula().to_owned()).collect();
    /// assert_eq!(formulas, ["x", "x · 2", "v1²"]);
    /// assert_eq!(tape.entries()[2].value(), 100.0);
    /// assert_eq!(tape.entries()[2].derivatives()[0], 20.0);
    /// ```
    pub fn entries(&self) -> Vec<Entry> {
        self.recording.steps().borrow().entries()
    }

    /// The index of a variable's entry.
    ///
    /// # Panics
    /// As [`try_index`](Tape::try_index) fails.
    #[track_caller]
    pub fn index(&self, var: Var) -> usize {
        or_panic(self.try_index(var))
    }

    /// The index of a variable's entry. Fails for a constant, a variable of another tape, and one from before a reset.
    pub fn try_index(&self, var: Var) -> Result<usize, TapeError> {
        var.place_on(*self.recording)
    }

    /// The derivative of `y` by `x`, which may be an input or any value on the way. 0 where `y` does not depend on `x`.
    ///
    /// ```
    /// use calculus::prelude::*;
    /// let tape = Tape::new();
    /// let x = tape.watch(5.0);
    /// assert_eq!(tape.gradient(x * x, x), 10.0);
    /// ```
    ///
    /// # Panics
    /// As [`try_gradient`](Tape::try_gradient) fails.
    #[track_caller]
    pub fn gradient(&self, y: Var, x: Var) -> f64 {
        or_panic(self.try_gradient(y, x))
    }

    /// The derivative of `y` by `x`. Fails if one of them is not on this tape, if it was recorded before a reset, if
    /// `x` is a constant, and if a value or derivative on the way is NaN or infinite.
    pub fn try_gradient(&self, y: Var, x: Var) -> Result<f64, TapeError> {
        Ok(self.try_gradients(y, &[x])?[0])
    }

    /// The derivatives of `y` by each of `xs`, in one walk over the tape.
    ///
    /// ```
    /// use calculus::prelude::*;
    /// let tape = Tape::new();
    /// let (x, w) = (tape.watch(2.0), tape.watch(3.0));
    /// assert_eq!(tape.gradients(x * w, &[x, w]), [3.0, 2.0]);
    /// ```
    ///
    /// # Panics
    /// As [`try_gradients`](Tape::try_gradients) fails.
    #[track_caller]
    pub fn gradients(&self, y: Var, xs: &[Var]) -> Vec<f64> {
        or_panic(self.try_gradients(y, xs))
    }

    /// The derivatives of `y` by each of `xs`. Fails as [`try_gradient`](Tape::try_gradient) does.
    pub fn try_gradients(&self, y: Var, xs: &[Var]) -> Result<Vec<f64>, TapeError> {
        let places = xs.iter().map(|x| self.try_index(*x)).collect::<Result<Vec<usize>, TapeError>>()?;
        let adjoints = self.try_adjoints(y)?;
        Ok(places.into_iter().map(|place| adjoints[place]).collect())
    }

    /// The derivatives of each of `ys` (the rows) by each of `xs` (the columns).
    ///
    /// ```
    /// use calculus::prelude::*;
    /// let tape = Tape::new();
    /// let (a, b) = (tape.watch(2.0), tape.watch(3.0));
    /// assert_eq!(tape.jacobian(&[a * b, a + b], &[a, b]), [[3.0, 2.0], [1.0, 1.0]]);
    /// ```
    ///
    /// # Panics
    /// As [`try_jacobian`](Tape::try_jacobian) fails.
    #[track_caller]
    pub fn jacobian(&self, ys: &[Var], xs: &[Var]) -> Vec<Vec<f64>> {
        or_panic(self.try_jacobian(ys, xs))
    }

    /// The derivatives of each of `ys` by each of `xs`. Fails as [`try_gradient`](Tape::try_gradient) does.
    pub fn try_jacobian(&self, ys: &[Var], xs: &[Var]) -> Result<Vec<Vec<f64>>, TapeError> {
        ys.iter().map(|y| self.try_gradients(*y, xs)).collect()
    }

    /// The derivatives of `y` by every entry of the tape, in their order: the adjoints.
    ///
    /// # Panics
    /// As [`try_adjoints`](Tape::try_adjoints) fails.
    #[track_caller]
    pub fn adjoints(&self, y: Var) -> Vec<f64> {
        or_panic(self.try_adjoints(y))
    }

    /// The derivatives of `y` by every entry of the tape. Fails if `y` is not on this tape or was recorded before a
    /// reset, and if a value or derivative on the way is NaN or infinite.
    pub fn try_adjoints(&self, y: Var) -> Result<Vec<f64>, TapeError> {
        let steps = self.recording.steps().borrow();
        match y.tape {
            Some(_) => steps.adjoints(self.try_index(y)?),
            // A constant depends on nothing.
            None if y.value.is_finite() => Ok(vec![0.0; steps.len()]),
            None => {
                let operation = "a calculation with constants alone".to_owned();
                Err(TapeError::Value(OnTheWay { operation, operands: vec![], result: y.value }))
            }
        }
    }
}

/// A line for each entry: `v1 = x · 2 = 10.0`.
impl fmt::Debug for Tape {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        for entry in self.entries() {
            let formula = if entry.is_input() { String::new() } else { format!("{} = ", entry.formula()) };
            writeln!(out, "{} = {formula}{:?}", entry.label(), entry.value())?;
        }
        Ok(())
    }
}
