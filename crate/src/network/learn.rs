//! The four steps in a loop, and what happened on the way.

use super::error::NetworkError;
use super::layer::{Network, predict};
use crate::autodiff::{Var, try_value_and_gradient};
use crate::or_panic;
use crate::plot::{Animation, Plot, Role, animation, figure, number};
use crate::regression::{Data, GradientDescent, mean_squared_error};
use crate::show::{Rich, shown};
use std::rc::Rc;

/// A cost that has grown so many times will not come back.
const GROWN: f64 = 1e6;

/// What a network was before each epoch, and in the end. From [`learn`].
#[derive(Clone)]
pub struct Learning {
    data: Data,
    rate: f64,
    costs: Rc<[f64]>,
    /// At the epochs that a motion shows.
    on_the_way: Rc<[(usize, Network)]>,
    network: Network,
}

/// Lets a network learn these data by gradient descent on the mean squared error: forward pass, cost, gradient and step,
/// as many times as there are epochs.
///
/// ```
/// use calculus::prelude::*;
/// let learning = learn(&noisy_wave(), &Network::random(4, 1), GradientDescent::new(0.2), 300);
/// assert!(learning.cost() < 0.1);
/// ```
///
/// # Panics
/// As [`try_learn`] fails.
#[track_caller]
pub fn learn(data: &Data, start: &Network, optimizer: GradientDescent, epochs: usize) -> Learning {
    or_panic(try_learn(data, start, optimizer, epochs))
}

/// The same as [`learn`]. Fails if the descent diverges: the error says in which epoch, and what to try.
///
/// ```
/// use calculus::prelude::*;
/// use calculus::network::try_learn;
/// let error = try_learn(&noisy_wave(), &Network::random(4, 1), GradientDescent::new(50.0), 300).err().unwrap();
/// assert!(error.to_string().contains("Try half of the rate"));
/// ```
pub fn try_learn(
    data: &Data,
    start: &Network,
    optimizer: GradientDescent,
    epochs: usize,
) -> Result<Learning, NetworkError> {
    let shown = milestones(epochs);
    let (mut network, mut costs, mut on_the_way) = (start.clone(), Vec::with_capacity(epochs + 1), vec![]);
    let mut kept = vec![0.0; start.numbers().len()];
    for epoch in 0..=epochs {
        let (cost, slopes) = match cost_and_gradient(data, &network) {
            Ok(found) => found,
            Err(error) if epoch == 0 => return Err(NetworkError::Cost(error)),
            Err(_) => return Err(NetworkError::Diverged { epoch, rate: optimizer.rate() }),
        };
        costs.push(cost);
        if cost > GROWN * costs[0].max(1.0) {
            return Err(NetworkError::Diverged { epoch, rate: optimizer.rate() });
        }
        if shown.binary_search(&epoch).is_ok() {
            on_the_way.push((epoch, network.clone()));
        }
        if epoch < epochs {
            let before = if optimizer.sets_to_zero() { 0.0 } else { 1.0 };
            kept = kept.iter().zip(slopes).map(|(kept, slope)| before * kept + slope).collect();
            network = network.stepped(&kept, optimizer.rate());
        }
    }
    let (costs, on_the_way) = (costs.into(), on_the_way.into());
    Ok(Learning { data: data.clone(), rate: optimizer.rate(), costs, on_the_way, network })
}

/// Steps 1 to 3.
fn cost_and_gradient(data: &Data, network: &Network) -> Result<(f64, Vec<f64>), crate::autodiff::TapeError> {
    let cost = |numbers: &[Var]| mean_squared_error(&predict(numbers, data.xs()), data.ys());
    try_value_and_gradient(cost, network.numbers())
}

/// Some of the epochs, close together at first, where much happens: the first ones, then ever fewer, and the last.
fn milestones(epochs: usize) -> Vec<usize> {
    let next = |epoch: &usize| Some(epoch + 1 + epoch / 5).filter(|next| *next < epochs);
    let mut all: Vec<usize> = std::iter::successors(Some(0), next).collect();
    all.push(epochs);
    all.dedup();
    all
}

impl Learning {
    /// The network at the end.
    ///
    /// ```
    /// # use calculus::prelude::*;
    /// let start = Network::random(4, 1);
    /// assert_eq!(learn(&noisy_wave(), &start, GradientDescent::new(0.2), 0).network(), start);
    /// ```
    pub fn network(&self) -> Network {
        self.network.clone()
    }

    /// The cost at the end.
    ///
    /// ```
    /// # use calculus::prelude::*;
    /// let start = Network::random(4, 1);
    /// let costs = [100, 500].map(|epochs| learn(&noisy_wave(), &start, GradientDescent::new(0.1), epochs).cost());
    /// assert!(costs[1] < costs[0]);
    /// ```
    pub fn cost(&self) -> f64 {
        self.costs[self.costs.len() - 1]
    }

    /// The cost before the first step and after each, as points (epoch, cost) for a picture.
    ///
    /// ```
    /// # use calculus::prelude::*;
    /// let learning = learn(&noisy_wave(), &Network::random(4, 1), GradientDescent::new(0.2), 100);
    /// assert_eq!(learning.costs().len(), 101);
    /// ```
    pub fn costs(&self) -> Vec<(f64, f64)> {
        self.costs.iter().enumerate().map(|(epoch, cost)| (epoch as f64, *cost)).collect()
    }

    /// The cost against the epochs, on an axis in powers of ten.
    ///
    /// ```
    /// # use calculus::prelude::*;
    /// learn(&noisy_wave(), &Network::random(4, 1), GradientDescent::new(0.2), 100).plot();
    /// ```
    pub fn plot(&self) -> Plot {
        let plot = figure().log_y().path(&self.costs()).role(Role::Function);
        plot.title("The cost, epoch by epoch").x_name("epoch").y_name("cost C")
    }

    /// A moving picture of the curve settling on the data. It shows the first epochs one by one, and then ever fewer of
    /// them.
    ///
    /// ```
    /// # use calculus::prelude::*;
    /// learn(&noisy_wave(), &Network::random(4, 1), GradientDescent::new(0.2), 100).settling();
    /// ```
    pub fn settling(&self) -> Animation {
        // The same places in each frame, so that the curve moves smoothly from one to the next.
        const PIECES: usize = 120;
        let ends =
            self.data.xs().iter().fold((f64::INFINITY, f64::NEG_INFINITY), |(from, to), x| (from.min(*x), to.max(*x)));
        let places: Vec<f64> =
            (0..=PIECES).map(|piece| ends.0 + (ends.1 - ends.0) * piece as f64 / PIECES as f64).collect();
        let frame = |(epoch, network): &(usize, Network)| {
            let curve: Vec<(f64, f64)> = places.iter().copied().zip(predict(network.numbers(), &places)).collect();
            let plot = self.data.plot().title(format!("Epoch {epoch}: cost {}", digits(self.costs[*epoch])));
            plot.path(&curve).role(Role::Secant)
        };
        animation(self.on_the_way.iter().map(frame)).seconds(8.0)
    }
}

/// Three digits that count.
fn digits(value: f64) -> String {
    number(format!("{value:.2e}").parse().unwrap_or(value))
}

impl Rich for Learning {
    fn text(&self) -> String {
        let epochs = self.costs.len() - 1;
        let ending = if epochs == 1 { "" } else { "s" };
        format!(
            "A {} with the learning rate {}. After {epochs} epoch{ending} the cost has gone from {} to {}.",
            self.network,
            number(self.rate),
            digits(self.costs[0]),
            digits(self.cost())
        )
    }
}

shown!(Learning);
