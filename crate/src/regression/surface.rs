//! The cost as a landscape over m and b, and the walk down to its lowest point; the line that settles on the data.

use super::cost::mean_squared_error;
use super::data::Data;
use super::history::{Epoch, History, digits};
use super::least_squares::try_least_squares;
use super::line::{Line, forward};
use crate::plot::{Animation, Descent, Interval, Plot, Role, animation, figure};

/// A map of the mean squared error of these data over m and b: lines of equal cost, the darker the lower, at heights
/// with equal ratios (1, 2, 5, 10, 20, …). The lowest point is marked if it is there; see [`least_squares`].
///
/// [`least_squares`]: super::least_squares
///
/// ```
/// use calculus::prelude::*;
/// cost_surface(&clinical_trial(), -1.5..=1.0, -1.0..=3.0);
/// ```
///
/// A range that is empty or has no end gives a picture that says so.
pub fn cost_surface(data: &Data, m: impl Into<Interval>, b: impl Into<Interval>) -> Plot {
    map(data, m.into(), b.into())
}

fn map(data: &Data, m: Interval, b: Interval) -> Plot {
    let cost = |m: f64, b: f64| mean_squared_error(&forward(m, b, data.xs()), data.ys());
    let best = try_least_squares(data).ok();
    let corners = [(m.from, b.from), (m.from, b.to), (m.to, b.from), (m.to, b.to)];
    let highest = corners.map(|(m, b)| cost(m, b)).into_iter().fold(0.0, f64::max);
    let lowest = best.map_or(0.0, |line| cost(line.m, line.b));
    let plot = figure()
        .equal_axes()
        .contours(cost, m, b, &heights(lowest, highest))
        .title("The cost C(m, b): lines of equal cost")
        .x_name("m (slope)")
        .y_name("b (intercept)");
    match best {
        Some(Line { m, b }) => plot.point(m, b).named(format!("lowest: C = {}", digits(lowest))),
        None => plot,
    }
}

/// 1, 2 and 5 times powers of ten, from a little above the lowest cost up to the highest: three in a power of ten, and no
/// more than twelve of them.
fn heights(lowest: f64, highest: f64) -> Vec<f64> {
    const MOST: usize = 12;
    let first = (lowest.max(highest * 1e-6).max(f64::MIN_POSITIVE)).log10().floor() as i32;
    let all = (first..first + 8).flat_map(|power| [1.0, 2.0, 5.0].map(|digit| digit * 10f64.powi(power)));
    let mut between: Vec<f64> = all.filter(|height| lowest * 1.2 < *height && *height < highest).collect();
    // The valley is what is looked at: what is left out is high up on the slopes.
    between.truncate(MOST);
    between
}

impl History {
    /// The walk of this training over the cost surface, seen from above: the map of [`cost_surface`] with a path from
    /// where it began. Every epoch is there, as a dot; the 10th, the 100th and so on say which they are. One step in m and
    /// one in b are equally long, so that a step against the gradient is seen to be at a right angle to the lines.
    ///
    /// ```
    /// # use calculus::prelude::*;
    /// fit(&clinical_trial(), Line::new(0.9, 0.1), GradientDescent::new(0.01), 1000).surface();
    /// ```
    pub fn surface(&self) -> Plot {
        let (m, b) = self.window();
        let walked = self.walked();
        let descent = Descent {
            xs: self.data.xs().to_vec(),
            ys: self.data.ys().to_vec(),
            rate: self.optimizer.rate(),
            adds_up: !self.optimizer.sets_to_zero(),
            steps: walked.len() - 1,
        };
        let map = map(&self.data, m, b).steps(&walked).by_descent(descent).named("the steps").role(Role::Secant);
        // From a power of ten on they are few, and the first place says the rest.
        let marked = (1..7).map(|power| 10usize.pow(power)).take_while(|number| *number < walked.len());
        marked.fold(map, |map, number| {
            let (m, b) = walked[number];
            map.scatter(&[(m, b)]).role(Role::Secant).label(format!("epoch {number}"))
        })
    }

    /// Where the training was at each of its epochs.
    fn walked(&self) -> Vec<(f64, f64)> {
        self.epochs().iter().map(|epoch| (epoch.line.m, epoch.line.b)).collect()
    }

    /// The same as a moving picture: a point walks down and leaves a trail. Its time is stretched, and the title says so: the
    /// first epochs come one by one, later ones ever faster.
    ///
    /// ```
    /// # use calculus::prelude::*;
    /// fit(&clinical_trial(), Line::new(0.9, 0.1), GradientDescent::new(0.01), 1000).walk();
    /// ```
    pub fn walk(&self) -> Animation {
        let (m, b) = self.window();
        let (map, walked) = (map(&self.data, m, b), self.walked());
        let frame = |epoch: &Epoch| {
            let plot = map.title(format!("{}, faster and faster", said(epoch))).trail(&walked, epoch.number);
            plot.role(Role::Secant).point(epoch.line.m, epoch.line.b).role(Role::PointQ)
        };
        animation(self.some().iter().map(frame)).seconds(8.0)
    }

    /// A moving picture of the line settling on the data, with the distances that the cost adds up, squared.
    ///
    /// ```
    /// # use calculus::prelude::*;
    /// fit(&clinical_trial(), Line::new(0.9, 0.1), GradientDescent::new(0.01), 1000).settling();
    /// ```
    pub fn settling(&self) -> Animation {
        // More distances than these would be a grey area.
        const MOST: usize = 30;
        let distances = self.data.points().into_iter().take(if self.data.len() <= MOST { MOST } else { 0 });
        let distances: Vec<(f64, f64)> = distances.collect();
        let frame = |epoch: &Epoch| {
            let with_distances =
                distances.iter().fold(figure(), |plot, (x, y)| plot.segment((*x, epoch.line.at(*x)), (*x, *y)));
            let plot = self.data.plot_on(with_distances).title(said(epoch));
            plot.line(epoch.line.m, epoch.line.b)
        };
        animation(self.some().iter().map(frame)).seconds(8.0)
    }

    /// The part of the plane that holds the walk and the lowest point, with room around them.
    fn window(&self) -> (Interval, Interval) {
        let best = try_least_squares(&self.data).ok();
        let lines = || self.epochs().iter().map(|epoch| epoch.line).chain(best);
        let around = |value: fn(&Line) -> f64| {
            let values = lines().map(|line| value(&line));
            let (from, to) = values.fold((f64::INFINITY, f64::NEG_INFINITY), |(from, to), v| (from.min(v), to.max(v)));
            let room = (0.3 * (to - from)).max(0.1);
            Interval { from: from - room, to: to + room }
        };
        (around(|line| line.m), around(|line| line.b))
    }
}

fn said(epoch: &Epoch) -> String {
    format!("Epoch {}: cost {}", epoch.number, digits(epoch.cost))
}
