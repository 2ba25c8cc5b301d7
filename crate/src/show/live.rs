//! Values that are shown while a cell still runs, and in the place of earlier ones.
//!
//! This course's kernel shows a value as soon as it is printed, and tells the library so by an environment variable.
//! The stock kernel merges all that a cell shows into one output, which appears when the cell has ended. There only
//! the last state of a value that changes is worth printing.

use super::{Rich, content_of, forms, print};
use std::cell::RefCell;
use std::sync::atomic::{AtomicUsize, Ordering};

/// Set to 1 by a kernel that shows values at once, and in the place of others.
const VARIABLE: &str = "CALCULUS_LIVE";
/// Content of this type is a name; the value that follows is shown in the place of the one before with that name.
const NAME: &str = "application/vnd.calculus.live";
/// Content of this type, which is empty, takes back all that the cell has shown.
const CLEAR: &str = "application/vnd.calculus.clear";

/// Whether the kernel shows values while a cell runs.
pub(crate) fn is_live() -> bool {
    std::env::var_os(VARIABLE).is_some_and(|value| value == "1")
}

/// Shows a value in the middle of a cell, at once. A cell may show as many as it likes.
///
/// ```
/// use calculus::prelude::*;
/// for degree in 1..=3 {
///     show(&plot(move |x| x.powi(degree), -1.0..=1.0));
/// }
/// ```
///
/// The stock kernel shows only the last value of a cell, when the cell has ended.
pub fn show<T: Rich + ?Sized>(value: &T) {
    print(&forms(&value));
}

/// Takes back all that the cell has shown and printed so far, as soon as it shows or prints something new.
///
/// ```
/// use calculus::prelude::*;
/// show("a first try");
/// clear_output();
/// show("a better one");
/// ```
///
/// The stock kernel cannot take back anything, so nothing happens there.
pub fn clear_output() {
    if is_live() {
        print(&content_of(CLEAR, ""));
    }
}

/// A place in a cell's output where one value takes the place of another.
///
/// ```
/// use calculus::prelude::*;
/// let live = Live::new();
/// let mut line = Line::new(0.9, 0.1);
/// for _ in 0..5 {
///     line = fit(&clinical_trial(), line, GradientDescent::new(0.01), 1).line();
///     live.show(&line.on(clinical_trial().plot()));
/// }
/// live.finish();
/// ```
///
/// The stock kernel can only show the last of these values. It is printed by [`finish`](Live::finish), or when the
/// `Live` is dropped; one that a notebook keeps in a variable is not dropped at the end of the cell, so finish it.
#[derive(Debug)]
pub struct Live {
    name: String,
    /// Whether the kernel shows values at once.
    is_live: bool,
    /// What is still to be printed where it does not.
    last: RefCell<Option<String>>,
}

impl Live {
    /// A place that shows nothing yet.
    ///
    /// ```
    /// # use calculus::prelude::*;
    /// Live::new().show("Here we are.");
    /// ```
    pub fn new() -> Live {
        static NUMBER: AtomicUsize = AtomicUsize::new(1);
        let number = NUMBER.fetch_add(1, Ordering::Relaxed);
        Live { name: format!("live-{number}"), is_live: is_live(), last: RefCell::default() }
    }

    /// Shows a value here, in the place of the one before.
    ///
    /// ```
    /// # use calculus::prelude::*;
    /// let live = Live::new();
    /// live.show("thinking …");
    /// live.show(&limit(|x| x.sin() / x, 0.0));
    /// live.finish();
    /// ```
    ///
    /// In another cell it is another place. A loop that shows a value hundreds of times a second sends more than a
    /// page can draw: [`progress`](super::progress()) takes care of that, and so should you.
    pub fn show<T: Rich + ?Sized>(&self, value: &T) {
        self.show_forms(forms(&value));
    }

    fn show_forms(&self, forms: String) {
        if self.is_live {
            print(&(content_of(NAME, &self.name) + &forms));
        } else {
            self.last.replace(Some(forms));
        }
    }

    /// Prints the last value where the kernel could not show it before. Elsewhere it has been seen already.
    ///
    /// ```
    /// # use calculus::prelude::*;
    /// let live = Live::new();
    /// live.show("done");
    /// live.finish();
    /// ```
    pub fn finish(&self) {
        if let Some(forms) = self.last.take() {
            print(&forms);
        }
    }
}

impl Default for Live {
    fn default() -> Live {
        Live::new()
    }
}

impl Drop for Live {
    fn drop(&mut self) {
        // Words in the middle of a panic would be taken for a sign that somebody has caught it.
        if !std::thread::panicking() {
            self.finish();
        }
    }
}
