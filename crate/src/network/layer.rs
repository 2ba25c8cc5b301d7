//! The network: neurons side by side, and what they add up to.

use super::error::NetworkError;
use crate::number::Number;
use crate::or_panic;
use crate::plot::{Plot, Role, figure};
use crate::regression::GradientDescent;
use crate::show::{Rich, shown};
use rand_chacha::ChaCha8Rng;
use rand_chacha::rand_core::SeedableRng;
use rand_distr::{Distribution, StandardNormal};
use std::borrow::Borrow;
use std::fmt;
use std::rc::Rc;

/// Step 1, the forward pass: what the network with these numbers says for every x,
/// ŷ = v₁·tanh(w₁·x + c₁) + v₂·tanh(w₂·x + c₂) + … + b. Of each neuron it takes w, c and v, and last of all b.
///
/// ```
/// use calculus::prelude::*;
/// let numbers = [2.0, 0.0, 3.0, 1.0]; // one neuron, 3·tanh(2x), and b = 1
/// assert_eq!(predict(&numbers, &[0.0, 10.0]), [1.0, 4.0]);
/// ```
///
/// # Panics
/// If there are not three numbers for each neuron and one more.
#[track_caller]
pub fn predict<N: Number>(numbers: &[N], xs: &[f64]) -> Vec<N> {
    let Some((b, neurons)) = numbers.split_last().filter(|(_, neurons)| neurons.len().is_multiple_of(3)) else {
        return or_panic(Err(NetworkError::Count { numbers: numbers.len() }));
    };
    let mut predicted = Vec::with_capacity(xs.len());
    // Not in a closure: numbers of two tapes are to be reported at the place of the call.
    for x in xs {
        let mut sum = *b;
        for neuron in neurons.chunks_exact(3) {
            sum = sum + (neuron[0] * *x + neuron[1]).tanh() * neuron[2];
        }
        predicted.push(sum);
    }
    predicted
}

/// A network of one hidden layer, for one x and one y.
///
/// Cloning is cheap: the numbers are shared.
#[derive(Clone, PartialEq)]
pub struct Network {
    numbers: Rc<[f64]>,
}

impl Network {
    /// The network with these numbers: w, c and v of each neuron, and last of all b.
    ///
    /// ```
    /// # use calculus::prelude::*;
    /// assert_eq!(Network::new(&[2.0, 0.0, 3.0, 1.0]).at(0.0), 1.0);
    /// ```
    ///
    /// # Panics
    /// As [`Network::try_new`] fails.
    #[track_caller]
    pub fn new(numbers: &[f64]) -> Network {
        or_panic(Network::try_new(numbers))
    }

    /// The same as [`Network::new`]. Fails unless there are three numbers for each neuron and one more, all of them
    /// finite.
    ///
    /// ```
    /// # use calculus::prelude::*;
    /// use calculus::network::NetworkError;
    /// assert_eq!(Network::try_new(&[1.0, 2.0]), Err(NetworkError::Count { numbers: 2 }));
    /// ```
    pub fn try_new(numbers: &[f64]) -> Result<Network, NetworkError> {
        if numbers.len() % 3 != 1 {
            return Err(NetworkError::Count { numbers: numbers.len() });
        }
        match numbers.iter().position(|number| !number.is_finite()) {
            Some(place) => Err(NetworkError::NotFinite { place, value: numbers[place] }),
            None => Ok(Network { numbers: numbers.into() }),
        }
    }

    /// A network with so many neurons that knows nothing yet: its numbers are random, around 0, with a standard deviation
    /// of 1. The same `seed` gives the same numbers on every machine.
    ///
    /// ```
    /// # use calculus::prelude::*;
    /// assert_eq!(Network::random(4, 1).numbers().len(), 13);
    /// assert_eq!(Network::random(4, 1), Network::random(4, 1));
    /// ```
    pub fn random(neurons: usize, seed: u64) -> Network {
        let random = ChaCha8Rng::seed_from_u64(seed);
        Network { numbers: StandardNormal.sample_iter(random).take(3 * neurons + 1).collect() }
    }

    /// Its numbers: w, c and v of each neuron, and last of all b.
    ///
    /// ```
    /// # use calculus::prelude::*;
    /// assert_eq!(Network::new(&[2.0, 0.0, 3.0, 1.0]).numbers(), [2.0, 0.0, 3.0, 1.0]);
    /// ```
    pub fn numbers(&self) -> &[f64] {
        &self.numbers
    }

    /// How many neurons it has.
    ///
    /// ```
    /// # use calculus::prelude::*;
    /// assert_eq!(Network::random(4, 1).neurons(), 4);
    /// ```
    pub fn neurons(&self) -> usize {
        self.numbers.len() / 3
    }

    /// What it says for one x.
    ///
    /// ```
    /// # use calculus::prelude::*;
    /// assert_eq!(Network::new(&[2.0, 0.0, 3.0, 1.0]).at(10.0), 4.0);
    /// ```
    pub fn at(&self, x: f64) -> f64 {
        predict(&self.numbers, &[x])[0]
    }

    /// Step 4: the network after one step against this gradient, each number less the rate times its part.
    ///
    /// ```
    /// # use calculus::prelude::*;
    /// let stepped = Network::new(&[2.0, 0.0, 3.0, 1.0]).stepped(&[1.0, 0.0, 2.0, 4.0], 0.5);
    /// assert_eq!(stepped.numbers(), [1.5, 0.0, 2.0, -1.0]);
    /// ```
    ///
    /// # Panics
    /// Unless the gradient has one part for each number, and the rate is a positive, finite number.
    #[track_caller]
    pub fn stepped(&self, gradient: &[f64], rate: f64) -> Network {
        let (numbers, parts) = (self.numbers.len(), gradient.len());
        if numbers != parts {
            return or_panic(Err(NetworkError::Gradient { numbers, parts }));
        }
        if GradientDescent::try_new(rate).is_err() {
            return or_panic(Err(NetworkError::Rate { rate }));
        }
        let step = |(number, part): (&f64, &f64)| number - rate * part;
        Network { numbers: self.numbers.iter().zip(gradient).map(step).collect() }
    }

    /// Its curve added to a picture, all of it. A plot in a variable is lent: `.on(&p)`.
    ///
    /// ```
    /// # use calculus::prelude::*;
    /// Network::random(4, 1).on(noisy_wave().plot());
    /// ```
    pub fn on(&self, plot: impl Borrow<Plot>) -> Plot {
        plot.borrow().whole_curve(|x| self.at(x)).role(Role::Secant).named(self.to_string())
    }

    /// What each neuron adds, v·tanh(w·x + c), for x from −1.5 to 1.5; and the network, the sum of them and b.
    ///
    /// ```
    /// # use calculus::prelude::*;
    /// Network::random(4, 1).parts();
    /// ```
    pub fn parts(&self) -> Plot {
        let title = "What the neurons add, and what it adds up to";
        let start = figure().title(title).x_name("x").y_name("y");
        let neurons = self.numbers.chunks_exact(3).enumerate();
        let with_neurons = neurons.fold(start, |plot, (index, neuron)| {
            let curve = plot.curve_over(|x| (neuron[0] * x + neuron[1]).tanh() * neuron[2], -1.5..=1.5);
            curve.named(format!("neuron {}", index + 1))
        });
        with_neurons.curve_over(|x| self.at(x), -1.5..=1.5).role(Role::Secant).named(self.to_string())
    }
}

impl fmt::Display for Network {
    /// `network of 4 neurons`.
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        let ending = if self.neurons() == 1 { "" } else { "s" };
        write!(out, "network of {} neuron{ending}", self.neurons())
    }
}

impl fmt::Debug for Network {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(out, "Network({:?})", self.numbers)
    }
}

impl Rich for Network {
    fn text(&self) -> String {
        format!("A {self}, {} numbers", self.numbers.len())
    }
}

shown!(Network);
