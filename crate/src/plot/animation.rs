//! A moving picture: several plots, one after another, in one SVG that plays by itself.

use std::borrow::Borrow;
use std::fmt;

use super::builder::Plot;
use super::canvas::legible;
use super::interval::Interval;
use super::layout;
use super::panels::all;
use super::picture::{Picture, shown_as_picture};
use super::style::WIDTH;
use super::touch::Touchable;
use super::tween;
use super::view;

/// Plots that follow each other in one picture, over and over. From [`animation`].
#[derive(Clone)]
pub struct Animation {
    frames: Vec<Plot>,
    seconds: f64,
    rest: f64,
}

/// A moving picture of these plots, in this order; it starts again when it has shown the last one.
///
/// All of them share one window, large enough for each, unless they were given windows of their own. What is the same
/// in all of them is drawn once, and what only moves moves smoothly from one to the next, so a dozen are often enough.
///
/// It plays without a script, wherever the reader's program can play an SVG (every browser; in a notebook that was not
/// run, too). Elsewhere, on paper, and for readers who have asked their computer for less motion, it is a still picture
/// of the last plot.
///
/// ```
/// use calculus::prelude::*;
/// animation((0..=10).map(|step| {
///     let slope = f64::from(step) / 10.0;
///     plot(f64::sin, -3.0..=3.0).line(slope, 0.0).named(format!("slope {slope:.1}"))
/// }));
/// ```
///
/// One plot stands still. Without a plot the picture says that there is none.
pub fn animation(plots: impl IntoIterator<Item = impl Borrow<Plot>>) -> Animation {
    Animation { frames: with_one_window(all(plots)), seconds: 4.0, rest: 1.5 }
}

/// Gives all plots the smallest window in which each of them can be seen.
fn with_one_window(mut plots: Vec<Plot>) -> Vec<Plot> {
    let together =
        |ranges: Vec<Interval>| Interval::around(ranges.into_iter().flat_map(|range| [range.from, range.to]));
    let Some(x) = together(plots.iter().map(|plot| view::of(plot).x.shown).collect()) else { return plots };
    for plot in &mut plots {
        plot.x_window = plot.x_window.or(Some(x));
    }
    let y = together(plots.iter().map(|plot| view::of(plot).y.shown).collect());
    for plot in &mut plots {
        plot.y_window = plot.y_window.or(y);
    }
    plots
}

impl Animation {
    /// How long the way from the first plot to the last takes, in seconds. It takes 4 otherwise.
    ///
    /// ```
    /// # use calculus::prelude::*;
    /// animation([plot(f64::sin, 0.0..=1.0), plot(f64::cos, 0.0..=1.0)]).seconds(2.0);
    /// ```
    ///
    /// Less than a tenth of a second, more than ten minutes, and NaN are not used.
    pub fn seconds(&self, seconds: f64) -> Animation {
        let seconds = if (0.1..=600.0).contains(&seconds) { seconds } else { self.seconds };
        Animation { seconds, ..self.clone() }
    }

    /// How long the last plot stays before everything starts again, in seconds. It stays for 1.5 otherwise; the first
    /// stays for a third of that.
    ///
    /// ```
    /// # use calculus::prelude::*;
    /// animation([plot(f64::sin, 0.0..=1.0), plot(f64::cos, 0.0..=1.0)]).rest(3.0);
    /// ```
    ///
    /// A negative time, more than ten minutes, and NaN are not used.
    pub fn rest(&self, seconds: f64) -> Animation {
        let rest = if (0.0..=600.0).contains(&seconds) { seconds } else { self.rest };
        Animation { rest, ..self.clone() }
    }

    /// The plots, as they are shown: with one window for all.
    ///
    /// ```
    /// # use calculus::prelude::*;
    /// assert_eq!(animation([plot(f64::sin, 0.0..=1.0), plot(f64::cos, 0.0..=1.0)]).frames().len(), 2);
    /// ```
    pub fn frames(&self) -> &[Plot] {
        &self.frames
    }
}

impl Picture for Animation {
    fn svg(&self) -> String {
        self.touchable().svg
    }

    fn touchable(&self) -> Touchable {
        match self.frames.as_slice() {
            [] => Plot::default().without_axes().noted(NO_PLOT).touchable(),
            [one] => one.touchable(),
            frames => {
                let times = tween::Times::new(frames.len(), self.seconds, self.rest);
                let svg = tween::together(&layout::same_size(frames), &self.describe(), &legible(WIDTH), &times);
                Touchable { svg, data: Some(times.data()) }
            }
        }
    }

    fn describe(&self) -> String {
        match self.frames.as_slice() {
            [] => NO_PLOT.into(),
            [one] => one.describe(),
            [first, .., last] => {
                format!("A moving picture. It begins so: {}\nIt ends so: {}", first.describe(), last.describe())
            }
        }
    }
}

const NO_PLOT: &str = "There is no plot to show. Give at least one, as in animation([plot(f, 0.0..=1.0)]).";

shown_as_picture!(Animation);

impl fmt::Debug for Animation {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Animation({} plots, {} s)", self.frames.len(), self.seconds + self.rest)
    }
}
