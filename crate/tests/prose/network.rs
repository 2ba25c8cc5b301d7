//! The numbers in the bonus notebook on a network.

use super::account::*;
use super::notebook::Notebook;
use super::{same, slope_of};
use calculus::prelude::*;

fn start() -> Network {
    Network::random(4, 7)
}

fn cost_of(network: &Network) -> f64 {
    let wave = noisy_wave();
    mean_squared_error(&predict(network.numbers(), wave.xs()), wave.ys())
}

#[test]
fn numbers() {
    let notebook = Notebook::read("05-network");
    let wave = noisy_wave();
    let (points, neurons) = (wave.len() as f64, start().neurons() as f64);
    let first = learn(&wave, &start(), GradientDescent::new(0.1), 1).network();
    let learned = learn(&wave, &start(), GradientDescent::new(0.1), 5000).cost();
    let truth: Vec<f64> = wave.xs().iter().map(|x| (2.0 * x).sin()).collect();
    let accounts = vec![
        ("start-title", vec![Formula("Rust · 5"), Given(&["billions", "forty", "five"]), Is("four", 4.0)]),
        ("N01-data", vec![Is("thirty", points)]),
        ("N02-neuron", vec![Formula("from $-1$ on the left to $1$")]),
        ("N02-slope-text", vec![Formula(r"1 - \tanh^2 z"), Is("1", derivative(|z| z.tanh(), 0.0))]),
        ("N02-hand-text", vec![Formula("x = 1")]),
        ("N02-network-text", vec![Is("three", start().numbers().len() as f64 / neurons - 1.0 / neurons)]),
        ("N02-start-text", vec![Is("four", neurons)]),
        ("N03-forward", vec![Formula("Step 1")]),
        ("N03-call-text", vec![Is("thirty", points), Given(&["three"])]),
        ("N04-cost", vec![Formula("Step 2")]),
        ("N05-gradient", vec![Formula("Step 3")]),
        ("N05-chain", vec![Formula("(1 - h^2)"), Formula(r"\cdot 1 \\"), Formula("[1ex]")]),
        ("N06-step", vec![Formula("Step 4"), Given(&["0.1", "tenth"])]),
        ("N06-reading", vec![Is("1.70", cost_of(&start())), Is("1.06", cost_of(&first)), Formula("step 1")]),
        ("N07-loop", vec![Is("four", 4.0), Given(&["five", "thousand"])]),
        ("N07-truth-text", vec![Formula(r"\sin 2x")]),
        ("N07-truth-reading", vec![Is("0.0132", mean_squared_error(&truth, wave.ys())), Is("0.0085", learned)]),
        ("N08-dfdx", vec![Given(&["half", "three"])]),
        ("N08-forward-text", vec![Formula("Steps 1 and 2")]),
        ("N08-gradient-text", vec![Formula("Step 3")]),
        ("N08-same-text", vec![Formula("Step 4"), Is("four", 4.0)]),
        ("N08-matrix-text", vec![Given(&["thousand"])]),
        ("N09-exercises", vec![Given(&["0.5", "1", "3", "2"])]),
        ("N09-few", vec![Is("four", neurons), Given(&["ten", "thousand"])]),
        ("N09-few-question", vec![Given(&["0.03"])]),
        ("N09-next", vec![Is("four", 4.0)]),
    ];
    check(&notebook.prose(), &[], &accounts);
}

#[test]
fn claims_without_a_number_of_their_own() {
    // "With thirteen parameters", and with thirty places.
    assert_eq!((start().numbers().len(), noisy_wave().len()), (13, 30));
    // N02-slope-text: the slope from the value, greatest in the middle, almost nothing on both sides.
    assert!(same("1 - tanh(x)^2", slope_of("tanh(x)")));
    assert!(derivative(|z| z.tanh(), 4.0) < 2e-3 && derivative(|z| z.tanh(), 0.1) < 1.0);
    // N02-start-text: neurons that begin alike stay alike.
    let twins = Network::new(&[0.5, 0.1, 0.7, 0.5, 0.1, 0.7, 0.2]);
    let after = learn(&noisy_wave(), &twins, GradientDescent::new(0.1), 50).network();
    assert_eq!(after.numbers()[..3], after.numbers()[3..6]);
    assert!(after.numbers()[0] != 0.5);
    // N07-truth-reading: from the network that has learned the noise, new points of the same wave are farther.
    let wave = noisy_wave();
    let learned = learn(&wave, &start(), GradientDescent::new(0.1), 5000);
    let clean: Vec<f64> = wave.xs().iter().map(|x| (2.0 * x).sin()).collect();
    let to_the_truth = mean_squared_error(&predict(learned.network().numbers(), wave.xs()), &clean);
    assert!(to_the_truth > 0.0 && learned.cost() < mean_squared_error(&clean, wave.ys()), "{to_the_truth}");
}
