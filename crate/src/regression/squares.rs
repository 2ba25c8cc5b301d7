//! The squared errors of a line as the squares that they are.

use super::cost::mean_squared_error;
use super::data::Data;
use super::least_squares::mean;
use super::line::{Line, forward};
use crate::plot::{Plot, figure, number};

impl Line {
    /// The data and this line, with the square of each error: the cost is the mean of their areas. The squares are square,
    /// and lean towards the middle.
    ///
    /// ```
    /// # use calculus::prelude::*;
    /// Line::new(-0.3, 1.0).squares(&clinical_trial());
    /// ```
    ///
    /// Of more than 30 points no squares are drawn: they would hide each other.
    pub fn squares(&self, data: &Data) -> Plot {
        const MOST: usize = 30;
        let middle = mean(data.xs());
        let points = data.points().into_iter().filter(|_| data.len() <= MOST);
        let with_squares = points.fold(figure().equal_axes(), |plot, (x, y)| {
            let error = self.at(x) - y;
            let beside = if x > middle { x - error.abs() } else { x + error.abs() };
            plot.polygon(&[(x, y), (beside, y), (beside, y + error), (x, y + error)])
        });
        let plot = data.plot_on(with_squares);
        let cost = mean_squared_error(&forward(self.m, self.b, data.xs()), data.ys());
        self.on(plot).title(format!("The mean of these squares: {}", number(cost)))
    }
}
