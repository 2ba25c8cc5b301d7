//! The exercises of the chapter on fitting a line. Here the machine does not compare with a stored answer: it looks at
//! the data that the learner has made, and tries the learning rate that the learner names.

pub use super::fit::{FitExercise, FittedLine, IntoFittedLine};
use super::formula::step;
pub use super::rate::RateExercise;

/// Simulate a line with noise, and find it again.
pub static FIT_1: FitExercise = FitExercise {
    name: "FIT_1",
    hints: &[
        "Simulate first: let mine: Data = simulate(Line::new(3.0, -2.0), 0.5, 100, 7); has 100 points around y = 3x − 2. Then \
         fit(&mine, Line::new(0.0, 0.0), GradientDescent::new(0.01), 1000), and look at its line on the data.",
        "If m and b are still on their way, let them go further: 5,000 epochs, or a learning rate of 0.05. Compare with \
         least_squares(&mine).",
    ],
    solution: "let mine: Data = simulate(Line::new(3.0, -2.0), 0.5, 100, 7);\n\
               let found: History = fit(&mine, Line::new(0.0, 0.0), GradientDescent::new(0.05), 1000);\n\
               FIT_1.check(&mine, &found)",
};

/// The largest learning rate at which the cost of the clinical trial never rises.
pub static RATE_1: RateExercise = RateExercise {
    name: "RATE_1",
    hints: &[
        "Halve the interval: the cost falls with 0.01 and rises with 0.1. Try 0.05, and then the middle of where it must \
         be. first_rise() of a short training says whether the cost rose.",
        "Each step multiplies the distance from the lowest point by 1 − rate · λ, where λ is how strongly the cost is \
         curved. For which rate is that −1? The largest λ of these data is curvatures(&data)[0].",
    ],
    solution: &[
        step(
            r"\text{distance after a step} = (1 - \eta\lambda) \cdot \text{distance before}",
            "distance after a step = (1 − ηλ) · distance before",
            "along a direction with curvature λ",
        ),
        step(r"|1 - \eta\lambda| \le 1", "|1 − ηλ| ≤ 1", "or the distance grows"),
        step(r"\eta \le \frac{2}{\lambda}", "η ≤ 2/λ", "for the steepest direction, so for the largest λ"),
        step(r"\eta \le \frac{2}{36.4234} \approx 0.05491", "η ≤ 2/36.4234 ≈ 0.05491", "the largest λ of these data"),
        step(r"\eta = 0.0549", "η = 0.0549", "four decimals, rounded down: above the bound the cost rises"),
    ],
};
