//! The numbers in the notebook on fitting a line.

use super::account::*;
use super::notebook::Notebook;
use super::{same, slope_of};
use calculus::prelude::*;

const START: Line = Line { m: 0.9, b: 0.1 };

fn cost_of(line: Line) -> f64 {
    let data = clinical_trial();
    mean_squared_error(&forward(line.m, line.b, data.xs()), data.ys())
}

/// By hand, as R7 writes it down.
fn slopes(line: Line) -> [f64; 2] {
    let data = clinical_trial();
    let sums = data.points().into_iter().fold([0.0, 0.0], |[by_m, by_b], (x, y)| {
        let error = line.m * x + line.b - y;
        [by_m + error * x, by_b + error]
    });
    sums.map(|sum| 2.0 / data.len() as f64 * sum)
}

fn after(epochs: usize) -> Line {
    fit(&clinical_trial(), START, GradientDescent::new(0.01), epochs).line()
}

/// How far the slope of least squares is from the true one, as a root mean square over twenty trials.
fn miss(points: usize) -> f64 {
    let slopes = (0..20).map(|seed| least_squares(&simulate(Line::new(-0.5, 2.0), 0.2, points, seed)).m);
    (slopes.map(|m| (m + 0.5).powi(2)).sum::<f64>() / 20.0).sqrt()
}

const FORMULAS: [&str; 4] = ["(\\hat y_i - y_i)^2", "powers of ten", "\\sum_{i=1}", r"\frac{2}{n}"];

#[test]
fn numbers() {
    let notebook = Notebook::read("04-regression");
    let data = clinical_trial();
    let (eight, first, best) = (data.len() as f64, after(1), least_squares(&data));
    let [by_m, by_b] = slopes(START);
    let [steep, flat] = curvatures(&data);
    let last = after(1001);
    // In the valley, m and b change together so that the line turns around one place.
    let (early, late) = (after(200), after(900));
    let pivot = -(late.b - early.b) / (late.m - early.m);
    let levels = 0.05;
    // Along one gradient the cost is a parabola of the rate.
    let best_rate = {
        let [m, b] = [35.0 * by_m + 7.0 * by_b, 7.0 * by_m + 2.0 * by_b];
        (by_m * by_m + by_b * by_b) / (by_m * m + by_b * b)
    };
    let accounts = vec![
        ("start-title", vec![Formula("Rust · 4"), Given(&["billions"]), Is("four", 4.0), Is("hundred", 100.0)]),
        ("start-how", vec![Is("four", 4.0), Given(&["thousand", "twice"])]),
        ("R01-data", vec![Is("eight", eight), Is("0", data.xs()[0]), Is("7", data.xs()[7])]),
        ("R01-line-text", vec![Given(&["0.9", "0.1"])]),
        ("R01-ways", vec![Given(&["0"])]),
        ("R02-forward", vec![Formula("Step 1"), Is("eight", eight)]),
        ("R02-reading", vec![Is("6.4", START.at(7.0)), Is("1.37", data.ys()[7])]),
        ("R03-cost", vec![Formula("Step 2"), Formula(r"\frac{1}{n}")]),
        ("R03-guess-text", vec![Formula("step 3")]),
        (
            "R03-others",
            vec![
                Is("three", 3.0),
                Formula("$2e$"),
                Formula("$-1$ or $1$"),
                Formula(r"$\tfrac12 e^2$"),
                Formula(r"\rvert \le 1$"),
                Formula(r"- \tfrac12$"),
                Formula("between $-1$ and $1$"),
                Formula(r"(1 - y) \ln (1 - p)"),
                Formula(r"\dfrac{p - y}{p\,(1 - p)}"),
                Formula("yes (1) or no (0)"),
            ],
        ),
        ("R03-slopes-text", vec![Given(&["0"])]),
        ("R03-entropy-text", vec![Formula("$p = 0$")]),
        ("R04-gradient", vec![Formula("Step 3"), Is("19.68", cost_of(START))]),
        (
            "R04-reading",
            vec![
                Is("36.305", by_m),
                Is("6.265", by_b),
                Is("5.8", by_m / by_b),
                Is("3.5", data.xs().iter().sum::<f64>() / eight),
            ],
        ),
        ("R05-step", vec![Formula("Step 4"), Given(&["0.01"])]),
        ("R05-cost-text", vec![Formula("Steps 1 and 2")]),
        ("R05-figure-text", vec![Is("19.68", cost_of(START)), Is("8.57", cost_of(first))]),
        ("R05-rate-text", vec![Given(&["0.01"]), Is("0.027", best_rate), About("0.055", 2.0 * best_rate)]),
        ("R06-loop", vec![Is("four", 4.0), Given(&["thousand", "ten", "hundredth"])]),
        ("R06-curve-text", vec![Is("4.9", pivot)]),
        (
            "R06-why-text",
            vec![
                Is("0.469286", best.m),
                Is("1.76", best.b),
                Given(&["thousand"]),
                Is("0.46813", last.m),
                Is("1.75430", last.b),
            ],
        ),
        (
            "R06-left-text",
            vec![
                Formula(r"$1 - \eta\lambda$"),
                Given(&["1", "0.01", "1,001"]),
                Is("36.4", steep),
                Is("0.64", 1.0 - 0.01 * 36.4),
                Is("0.577", flat),
                Is("0.994", 1.0 - 0.01 * 0.577),
            ],
        ),
        (
            "R06-truth-text",
            vec![
                Formula("three thousandths"),
                About("400", 0.1f64.ln() / (1.0 - 0.01 * flat).ln()),
                Given(&["tenth", "0.5", "2", "8", "800", "80,000", "twenty"]),
                Is("eight", eight),
                Is("hundred", 800.0 / 8.0),
                Is("hundred", 80_000.0 / 800.0),
                About("ten", miss(8) / miss(800)),
                About("ten", miss(800) / miss(80_000)),
            ],
        ),
        (
            "R06-dfdx",
            vec![
                Is("half", size_of::<f32>() as f64 / size_of::<f64>() as f64),
                About("seven", -f64::from(f32::EPSILON).log10()),
            ],
        ),
        ("R06-dfdx-forward-text", vec![Formula("Step 1"), Is("eight", eight)]),
        ("R06-dfdx-cost-text", vec![Formula("Step 2")]),
        ("R06-dfdx-gradient-text", vec![Formula("Step 3")]),
        ("R06-dfdx-step-text", vec![Formula("Step 4"), Is("eight", eight)]),
        ("R06-dfdx-loop-text", vec![Is("six", digits_in_common(first)), Is("four", 4.0)]),
        (
            "R07-chain",
            vec![
                Is("36.305", by_m),
                Is("6.265", by_b),
                Formula(r"2e \cdot 1 \cdot x"),
                Formula(r"2e \cdot 1 \cdot 1"),
                Formula("[1ex]"),
            ],
        ),
        (
            "R08-surface",
            vec![
                Is("0.05", levels),
                Is("0.1", 2.0 * levels),
                Is("0.2", 4.0 * levels),
                Is("0.5", 10.0 * levels),
                Is("1", 20.0 * levels),
                Given(&["twice"]),
            ],
        ),
        ("R09-exercises", vec![Is("four", 4.0)]),
        ("R09-check-text", vec![Given(&["three"])]),
        ("R09-rate-question", vec![Given(&["four"])]),
        ("R10-many", vec![Is("eight", eight), Given(&["hundred", "million", "four"])]),
        ("R10-reading", vec![Given(&["ten", "1"])]),
        ("end-read-on", vec![Given(&["hundred"])]),
        ("R10-next", vec![Formula("$(x^2 - 1)/(x - 1)$"), Formula("goes to 1"), Given(&["billions"])]),
    ];
    check(&notebook.prose(), &FORMULAS, &accounts);
}

/// How many digits the parameters after one step in f32 share with those in f64.
fn digits_in_common(exact: Line) -> f64 {
    let (xs, ys) = (tensor(clinical_trial().xs()), tensor(clinical_trial().ys()));
    let (m, b) = (tensor(0.9).trace(), tensor(0.1).trace());
    let gradients = (&(&(&m * &xs) + &b) - &ys).square().mean().backward();
    let sgd = Sgd::new(0.01);
    let found = [sgd.step(&m, &gradients).item(), sgd.step(&b, &gradients).item()];
    let digits = |(found, exact): (f32, f64)| -(f64::from(found) / exact - 1.0).abs().log10();
    found.into_iter().zip([exact.m, exact.b]).map(digits).fold(f64::INFINITY, f64::min).floor()
}

#[test]
fn claims_without_a_number_of_their_own() {
    let data = clinical_trial();
    // R03-cost: two lines between the head of the function and its closing bracket.
    assert_eq!(
        Notebook::read("04-regression").code("R03-define").lines().filter(|line| line.starts_with("    ")).count(),
        2
    );
    // R03-others: the derivatives in the table.
    assert!(same("2x", slope_of("x^2")) && same("x", slope_of("x^2/2")));
    // R04-reading: the line is most wrong where x is large, and the ratio is the mean of x, weighted by the errors.
    let errors: Vec<f64> = data.points().into_iter().map(|(x, y)| START.at(x) - y).collect();
    assert!(errors.windows(2).all(|pair| pair[1] > pair[0]) && errors[7] > errors[0].abs());
    // R05-rate-text: lowest near 0.027, and at 0.055 it is where it was.
    let stepped = |rate: f64| cost_of(GradientDescent::new(rate).step(START, &slopes(START)));
    assert!((1..=70).map(|n| 0.001 * f64::from(n)).all(|rate| stepped(rate) >= stepped(0.0275)));
    assert!(stepped(0.054) < cost_of(START) && stepped(0.055) > cost_of(START));
    // R08-landscape-text: on the two sides of the valley the gradient points to opposite sides.
    let [left, right] = [Line::new(-1.5, 3.0), Line::new(0.5, 1.0)].map(|line| slopes(line)[0]);
    assert!(left < 0.0 && right > 0.0);
    // R06-curve-text: at the place around which the line turns the prediction hardly moves.
    let (early, late) = (after(100), after(1000));
    assert!((early.at(4.918) - late.at(4.918)).abs() < 1e-3 && (early.at(0.0) - late.at(0.0)).abs() > 0.9);
    // R06-zero-text: it swings, and neither settles nor runs away.
    let forgetful = fit(&data, START, GradientDescent::new(0.01).without_zeroing(), 2000);
    let lately: Vec<f64> = forgetful.costs()[1000..].iter().map(|(_, cost)| *cost).collect();
    assert!(lately.iter().any(|cost| *cost > 1.0) && lately.iter().all(|cost| *cost < 100.0));
    // R06-truth-text: about three thousandths of the way are left.
    let [_, flat] = curvatures(&data);
    assert_eq!((1000.0 * (1.0 - 0.01 * flat).powi(1001)).round(), 3.0);
    // R06-truth-text: for any seeds, the standard error of the slope falls with the root of the number of points.
    let standard_error = |points: usize| {
        let xs = simulate(Line::new(-0.5, 2.0), 0.2, points, 1).xs().to_vec();
        let mean = xs.iter().sum::<f64>() / points as f64;
        0.2 / xs.iter().map(|x| (x - mean).powi(2)).sum::<f64>().sqrt()
    };
    for points in [8, 800] {
        let nearer = standard_error(points) / standard_error(100 * points);
        assert!((nearer / 100f64.sqrt() - 1.0).abs() < 0.2, "{nearer}");
    }
    // R07: by hand as by the tape.
    let cost = |p: &[Var]| mean_squared_error(&forward(p[0], p[1], clinical_trial().xs()), clinical_trial().ys());
    for (by_tape, by_hand) in gradient(cost, &[0.9, 0.1]).into_iter().zip(slopes(START)) {
        assert!((by_tape - by_hand).abs() < 1e-13);
    }
    // R08-surface: as the map has its lines.
    let map = fit(&data, START, GradientDescent::new(0.01), 1001).surface().describe();
    assert!(map.contains("at 0.05, 0.1, 0.2, 0.5, 1, 2"), "{map}");
    // R09-rate-question: four decimals will do, as the exercise has it.
    assert!(RATE_1.check(0.0549).is_right() && !RATE_1.check(0.05).is_right());
}
