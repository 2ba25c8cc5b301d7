//! Beyond the course: a network of one hidden layer, which learns a curve by the four steps of chapter 4.
//!
//! [`predict`] is the forward pass, for any kind of number; the cost, the tape and the step are those of
//! [`regression`](crate::regression). [`learn`] takes the four steps many times over, and what it gives can be looked at
//! in several ways.
//!
//! ```
//! use calculus::prelude::*;
//!
//! let (wave, start) = (noisy_wave(), Network::random(4, 1));
//! let tape = Tape::new();
//! let p: Vec<Var> = start.numbers().iter().map(|number| tape.watch(*number)).collect();
//!
//! let y_hat = predict(&p, wave.xs()); // 1. forward pass
//! let cost = mean_squared_error(&y_hat, wave.ys()); // 2. cost
//! let slopes = tape.gradients(cost, &p); // 3. gradient
//! let stepped = start.stepped(&slopes, 0.1); // 4. step
//!
//! let costs = [&start, &stepped].map(|network| mean_squared_error(&predict(network.numbers(), wave.xs()), wave.ys()));
//! assert!(costs[1] < costs[0]);
//! ```

mod error;
mod layer;
mod learn;
mod wave;

pub use error::NetworkError;
pub use layer::{Network, predict};
pub use learn::{Learning, learn, try_learn};
pub use wave::noisy_wave;
