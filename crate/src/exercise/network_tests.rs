//! The exercises on the network: right and wrong answers, and what is so about the numbers in their words.

use super::feedback::Verdict;
use super::network::{NETWORK_1, NETWORK_2};
use super::*;
use crate::autodiff::gradient;
use crate::network::{Network, predict};

#[test]
fn the_slope_by_the_weight_is_what_the_tape_says() {
    let (x, numbers) = (2.0, [0.5, -1.0, 3.0, 1.0]);
    let slopes = gradient(|p| predict(p, &[x])[0], &numbers);
    assert!(NETWORK_1.check(slopes[0]).is_right() && NETWORK_1.check("3 * 1 * 2").is_right());
    let [w, c, v, b] = numbers;
    let h = (w * x + c).tanh();
    let by_x = v * (1.0 - h * h) * w;
    for (slip, words) in [
        (v * (1.0 - h * h), "the inner function is missing"),
        ((1.0 - h * h) * x, "v is missing"),
        (1.0 - h * h, "the slope of tanh in the middle"),
        (v * h + b, "the prediction itself"),
        (by_x, "the slope by x"),
        (h * v * x, "that is tanh 0"),
        (slopes[0] + b, "b has nothing to do with w"),
        (v * c, "v times c"),
        (-slopes[0], "a sign was lost"),
        (2.0 * slopes[0], "twice as much"),
    ] {
        let feedback = NETWORK_1.check(slip);
        assert_eq!(feedback.verdict(), Verdict::Wrong, "{slip}");
        assert!(
            feedback.message.contains(words) && feedback.message.contains("NETWORK_1.hint(1)"),
            "{}",
            feedback.message
        );
    }
    assert_eq!(NETWORK_1.check(5.99999).verdict(), Verdict::Close);
    assert!(NETWORK_1.check("w").message.contains("a letter left"));
}

#[test]
fn neurons_are_counted() {
    assert!(NETWORK_2.check(2).is_right() && NETWORK_2.check(2_usize).is_right());
    assert!(NETWORK_2.check("two").verdict() != Verdict::Unanswered);
    for (slip, words) in [
        (1.0, "stays above 0.06"),
        (3.0, "fewer will do"),
        (Network::random(2, 7).numbers().len() as f64, "how many parameters the smallest"),
        (Network::random(4, 7).numbers().len() as f64, "how many parameters four neurons"),
        (20.0, "not the smallest number"),
    ] {
        let feedback = NETWORK_2.check(slip);
        assert_eq!(feedback.verdict(), Verdict::Wrong, "{slip}");
        assert!(feedback.message.contains(words), "{}", feedback.message);
    }
    assert_eq!(NETWORK_2.check(2.01).verdict(), Verdict::Close);
    for odd in ["x", "0/0", "∞"] {
        assert!(NETWORK_2.check(odd).message.contains("write a whole number"), "{}", NETWORK_2.check(odd).message);
    }
    assert!(NETWORK_2.check(YOUR_ANSWER).message.contains("by a whole number"));
}

/// Why one neuron cannot follow the wave.
#[test]
fn one_neuron_only_rises_or_only_falls() {
    for seed in 0..50 {
        let network = Network::random(1, seed);
        let heights: Vec<f64> = (-40..=40).map(|step| network.at(f64::from(step) / 10.0)).collect();
        let rises = heights.windows(2).filter(|pair| pair[1] > pair[0]).count();
        let falls = heights.windows(2).filter(|pair| pair[1] < pair[0]).count();
        assert!(rises == 0 || falls == 0, "seed {seed}: {heights:?}");
    }
}
