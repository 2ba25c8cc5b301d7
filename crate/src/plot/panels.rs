//! Several plots in one picture.

use std::borrow::Borrow;
use std::fmt;

use super::builder::Plot;
use super::canvas;
use super::layout::Sheet;
use super::picture::{Picture, shown_as_picture};
use super::style::WIDTH;
use super::touch::{self, Touchable};

/// Several plots in one picture: under each other ([`panels`]) or beside each other ([`side_by_side`]).
#[derive(Clone)]
pub struct Panels {
    plots: Vec<Plot>,
    columns: usize,
}

/// Puts plots under each other. Their frames align, and they share the name of the horizontal axis if it is the
/// same. Plots in variables are lent, as in `panels([&p, &q])`.
///
/// ```
/// use calculus::prelude::*;
/// panels([
///     plot(|t| t * t, 0.0..=5.0).y_name("distance"),
///     plot(|t| 2.0 * t, 0.0..=5.0).y_name("speed"),
/// ]);
/// ```
///
/// Without a plot the picture says that there is none.
pub fn panels(plots: impl IntoIterator<Item = impl Borrow<Plot>>) -> Panels {
    Panels { plots: all(plots), columns: 1 }
}

/// Puts plots beside each other, up to three in a row; four come in two rows of two.
///
/// ```
/// use calculus::prelude::*;
/// let f = |x: f64| x * x + 2.0 * x + 2.0;
/// side_by_side([plot(f, -2.0..=0.0), plot(f, -1.1..=-0.9)]);
/// ```
///
/// Without a plot the picture says that there is none.
pub fn side_by_side(plots: impl IntoIterator<Item = impl Borrow<Plot>>) -> Panels {
    let plots = all(plots);
    let columns = match plots.len() {
        0 | 1 => 1,
        2 | 4 => 2,
        _ => 3,
    };
    Panels { plots, columns }
}

impl Panels {
    /// Names the horizontal axis of each plot that shows its axes; say the unit too.
    ///
    /// ```
    /// # use calculus::prelude::*;
    /// let f = |t: f64| 5.0 * t * t;
    /// side_by_side([plot(f, 0.0..=10.0), plot(f, 1.9..=2.1)]).x_name("time (s)").y_name("distance (m)");
    /// ```
    pub fn x_name(&self, name: impl Into<String>) -> Panels {
        let name = name.into();
        self.each(|plot| plot.x_name(name.as_str()))
    }

    /// Names the vertical axis of each plot that shows its axes; say the unit too.
    ///
    /// ```
    /// # use calculus::prelude::*;
    /// landscape(|m, b| m * m + 4.0 * b * b, -2.0..=2.0, -1.0..=1.0, &[0.5, 1.0, 2.0], (1.0, 0.5)).x_name("m").y_name("b");
    /// ```
    pub fn y_name(&self, name: impl Into<String>) -> Panels {
        let name = name.into();
        self.each(|plot| plot.y_name(name.as_str()))
    }

    fn each(&self, change: impl Fn(&Plot) -> Plot) -> Panels {
        Panels { plots: self.plots.iter().map(change).collect(), columns: self.columns }
    }
}

/// These plots, be they lent or given away.
pub(super) fn all(plots: impl IntoIterator<Item = impl Borrow<Plot>>) -> Vec<Plot> {
    plots.into_iter().map(|plot| plot.borrow().clone()).collect()
}

/// The frame's height for one to three columns, unless a name needs more: about as high as it is wide, where
/// there are several.
const FRAME_HEIGHTS: [f64; 3] = [150.0, 230.0, 160.0];

impl Picture for Panels {
    fn svg(&self) -> String {
        self.touchable().svg
    }

    fn touchable(&self) -> Touchable {
        if self.plots.is_empty() {
            let empty = Plot { notes: vec![NO_PLOT.into()], ..Plot::default() }.without_axes();
            return empty.touchable();
        }
        let width = WIDTH / self.columns as f64;
        let names = self.plots.iter().map(Sheet::name_height);
        let height = names.fold(FRAME_HEIGHTS[self.columns - 1], f64::max);
        let one_below_other = self.columns == 1;
        let sheet = |plot, margin| Sheet::new(plot, width, height, margin);
        let widest = self.plots.iter().map(|plot| sheet(plot, Some(0.0)).needed_margin()).fold(0.0, f64::max);
        let mut sheets: Vec<Sheet> = self.plots.iter().map(|plot| sheet(plot, Some(widest))).collect();
        if one_below_other {
            for (index, next) in self.plots.iter().enumerate().skip(1) {
                if self.plots[index - 1].x_name == next.x_name {
                    sheets[index - 1].without_x_name();
                }
            }
        }
        let rows: Vec<f64> =
            sheets.chunks(self.columns).map(|row| row.iter().map(Sheet::height).fold(0.0, f64::max)).collect();
        let title = self.plots[0].title.as_deref().unwrap_or("Plots");
        let mut data = String::new();
        let svg = canvas::svg((WIDTH, rows.iter().sum()), title, &self.describe(), &mut |canvas| {
            let (mut top, mut places) = (0.0, vec![]);
            for (row, height) in sheets.chunks(self.columns).zip(&rows) {
                for (column, sheet) in row.iter().enumerate() {
                    // Frames in one row stand on one line, whatever is written above them.
                    places.push(sheet.draw(canvas, column as f64 * width, top + height - sheet.height()));
                }
                top += height;
            }
            data = touch::picture(&places);
            canvas.legible(WIDTH);
        });
        Touchable { svg, data: Some(data) }
    }

    fn describe(&self) -> String {
        if self.plots.is_empty() {
            return NO_PLOT.into();
        }
        let parts = self
            .plots
            .iter()
            .enumerate()
            .map(|(index, plot)| format!("Picture {} of {}: {}", index + 1, self.plots.len(), plot.describe()));
        parts.collect::<Vec<_>>().join("\n")
    }
}

const NO_PLOT: &str = "There is no plot to show. Give at least one, as in panels([plot(f, 0.0..=1.0)]).";

shown_as_picture!(Panels);

impl fmt::Debug for Panels {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Panels({} plots)", self.plots.len())
    }
}
