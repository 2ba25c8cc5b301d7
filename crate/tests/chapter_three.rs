//! What the third chapter of the course shows, with its numbers.

use calculus::prelude::*;
use calculus::show::Rich;

fn f<N: Number>(x: N) -> N {
    x.powi(2) + x * 2.0 + 2.0
}

fn g<N: Number>(x: N) -> N {
    x.sin().exp() * x.powi(2)
}

#[test]
fn a1_two_ways_are_exact_to_rounding_and_one_is_not() {
    let slopes = readings!(g).slopes(1.0);
    let exact = 1f64.sin().exp() * (2.0 + 1f64.cos());
    assert!((slopes.automatic() - exact).abs() < 2e-15 && (slopes.symbolic() - exact).abs() < 2e-15, "{slopes:?}");
    let [numerical, symbolic, automatic] = slopes.errors();
    assert!((1e-13..1e-9).contains(&numerical), "{numerical:e}");
    assert!(symbolic < 2e-15 && automatic < 2e-15, "{symbolic:e}, {automatic:e}");
    for words in ["numerical", "symbolic", "automatic", "5.892934416925"] {
        assert!(slopes.text().contains(words) && slopes.html().is_some_and(|html| html.contains(words)), "{words}");
    }
    for step in 0..20 {
        let x = -2.0 + 4.0 * f64::from(step) / 19.0;
        let [numerical, symbolic, automatic] = readings!(g).slopes(x).errors();
        assert!(
            numerical < 1e-8 && symbolic < 1e-14 && automatic < 1e-14,
            "at {x}: {numerical:e} {symbolic:e} {automatic:e}"
        );
    }
}

#[test]
fn a1_the_chart_of_errors_has_three_curves_over_twenty_places() {
    let chart = readings!(g).errors(-2.0..=2.0);
    let words = chart.describe();
    for curve in [
        "path “numerical” of 20 points",
        "20 sky blue rings “symbolic”",
        "path “automatic” of 20 points",
        "in powers of ten",
    ] {
        assert!(words.contains(curve), "{curve} in {words}");
    }
    // Where nothing is rounded there is no error, and a logarithm has no place for it.
    let exact = readings!(f).errors(-2.0..=2.0).describe();
    assert!(exact.contains("automatic: no error"), "{exact}");
    assert!(readings!(f).errors(2.0..=2.0).describe().contains("errors: the range is empty or has no end"));
    // A place without a slope is left out, and nothing panics.
    assert!(readings!(|x| x.ln()).errors(-1.0..=1.0).describe().contains("of 10 points"));
    assert!(readings!(|x| x.ln()).errors(-2.0..=-1.0).svg().ends_with("</svg>"));
}

#[test]
fn a1_where_there_is_no_slope_there_is_no_truth_and_no_error() {
    for (slopes, words) in [
        (readings!(|x| x.recip()).slopes(0.0), "f has no value at x = 0: 1/x divides by 0. So it has no slope there."),
        // The rule alone gives 1/x, which has a value.
        (readings!(|x| x.ln()).slopes(-1.0), "f has no value at x = -1: ln(x) needs a number above 0, and has -1."),
        (readings!(|x| x.abs()).slopes(0.0), "At x = 0 the curve has a corner"),
        (readings!(|x| x.sqrt()).slopes(0.0), "values on the right of x = 0 only"),
        (readings!(|x| x * x.abs()).slopes(0.0), "the rules find none, though the curve has the slope 0."),
    ] {
        let text = slopes.text();
        assert!(text.starts_with("df/dx at x = ") && text.contains(words), "{text}");
        assert!(!text.contains("truth") && !text.contains("error"), "{text}");
        assert!(slopes.html().is_some_and(|html| html.contains(words) && !html.contains("error")));
        assert!(slopes.errors().into_iter().all(f64::is_nan), "{:?}", slopes.errors());
    }
}

#[test]
fn a1_places_without_an_error_are_told_once_for_each_way() {
    for words in [
        readings!(|x| x.abs()).errors(-1.0..=1.0).describe(),
        readings!(|x| x * 0.0 + 3.0).errors(-1.0..=1.0).describe(),
    ] {
        for way in ["numerical", "symbolic", "automatic"] {
            let said = format!("20 open circles “{way}: no error” from (−1, 10⁻¹⁹) to (1, 10⁻¹⁹).");
            assert!(words.contains(&said), "{said} in {words}");
        }
        assert!(!words.contains("no point is there"), "{words}");
    }
}

#[test]
fn a1_formulas_grow() {
    let nodes = [0, 1, 2, 3, 4].map(|order| formula(g).nth_derivative("x", order).node_count());
    assert!(nodes.windows(2).all(|pair| pair[0] < pair[1]), "{nodes:?}");
}

#[test]
fn a2_a_dual_number_squares() {
    let x: Dual = Dual::variable(5.0);
    let y = x * x;
    assert_eq!((y.value(), y.slope()), (25.0, 10.0));
}

#[test]
fn a3_the_tape_as_a_table_and_as_a_graph() {
    let tape = Tape::new();
    let x = tape.watch_named("x", 5.0);
    let y = (x * x).named("y");
    assert_eq!(tape.gradient(y, x), 10.0);
    let table = "\
name   operation   value   local derivatives   gradient
x      input       5                           ∂y/∂x = 10
y      x · x       25      by x: 5, by x: 5    ∂y/∂y = 1
";
    assert_eq!(tape.table_of(y).text(), table);
    assert!(tape.text().contains("y      x · x       25      by x: 5, by x: 5"), "{}", tape.text());
    let graph = tape.graph_of(y);
    assert_eq!(
        graph.describe(),
        "The graph of y. x, input: 5; gradient ∂y/∂x = 10. y, output × of x and x: y = 25; gradient ∂y/∂y = 1."
    );
    // Both uses of x have an arrow, and both come back to it.
    assert_eq!(graph.svg().matches(">×5<").count(), 2);
    assert!(graph.flow().describe().contains("∂y/∂x = 1 · 5 + 1 · 5 = 10"));
}

#[test]
fn a3_a_table_of_one_result_has_no_rows_of_others() {
    let tape = Tape::new();
    let (x, w) = (tape.watch_named("x", 5.0), tape.watch_named("w", 3.0));
    let (y, z) = ((x * x).named("y"), (w.sin() + x).named("z"));
    assert!(!tape.table_of(y).text().contains('w') && !tape.graph_of(y).describe().contains('w'));
    assert!(tape.table_of(z).text().contains("sin(w)") && tape.graph().describe().contains("w, input"));
}

#[test]
fn a4_the_pytorch_demo() {
    let x = tensor(5.0).trace();
    let y = x.square();
    assert_eq!(y.backward().get(&x).item(), 10.0);
}

#[test]
fn a5_watch_compute_ask() {
    let tape = Tape::new();
    let x = tape.watch(5.0);
    let y = x.powi(2);
    assert_eq!((y.value(), tape.gradient(y, x)), (25.0, 10.0));
    assert_eq!(tape.gradients(3.0 * y, &[x, y]), [30.0, 3.0]);
    tape.reset();
    assert_eq!(tape.table().text(), "The tape is empty: nothing is watched yet.");
    assert!(tape.try_gradient(y, x).is_err());
}

#[test]
fn a6_four_readings_side_by_side() {
    let readings = readings!(f).at(2.0);
    let expected = "\
x is               we write                 and get
a number           f(2.0)                   10
a dual number      f(Dual::variable(2.0))   10 with slope 6
a taped variable   f(tape.watch(2.0))       10 with gradient 6
a symbol           formula(f)               x^2 + 2x + 2, and its derivative 2x + 2
";
    assert_eq!(readings.text(), expected);
    let html = readings.html().unwrap_or_default();
    assert!(html.contains("<code>f(Dual::variable(2.0))</code>") && html.contains("10 with slope 6"), "{html}");
    // A closure does as well as a function, and a reading without an answer says why.
    assert!(readings!(|x| x * x).at(3.0).text().contains("9 with slope 6"));
    assert!(readings!(|x| x.ln()).at(-1.0).text().contains("There is no gradient"));
    // The dual number and the tape do not say the same at a corner, and the table says why.
    let readings = readings!(|x| x.abs()).at(0.0);
    assert!(readings.text().contains("0 with slope NaN") && readings.text().contains("0 with gradient 0"));
    let both =
        "The dual number says NaN there, and the tape, by which a descent walks, goes on with the mean of the slopes";
    for words in ["At x = 0 the curve has a corner", both] {
        assert!(readings.text().contains(words), "{}", readings.text());
        assert!(readings.html().is_some_and(|html| html.contains(words)));
    }
    let pole = readings!(|x| x.recip()).at(0.0).text();
    assert!(pole.ends_with("\n\nf has no value at x = 0: 1/x divides by 0. So it has no slope there.\n"), "{pole}");
    assert!(!readings!(|x| x.abs()).at(1.0).text().contains("NaN"));
}

#[test]
fn a7_second_and_third_derivatives_of_the_sine() {
    assert_eq!(second_derivative(|x| x.sin(), 1.0), -0.8414709848078965);
    assert_eq!(third_derivative(|x| x.sin(), 1.0), -0.5403023058681398);
}

#[test]
fn a7_three_ways_to_a_gradient_agree() {
    let x = [0.0, 1.0, 2.0];
    assert_eq!(gradient(rosenbrock, &x), [-2.0, -200.0, 200.0]);
    assert_eq!(gradient_forward(rosenbrock, &x), [-2.0, -200.0, 200.0]);
    let close = |(one, other): (&f64, &f64)| (one - other).abs() < 1e-6;
    assert!(gradient_numerical(rosenbrock, &x).iter().zip(&[-2.0, -200.0, 200.0]).all(close));
    assert_eq!(rosenbrock(&[1.0; 5]), 0.0);
    assert_eq!((rosenbrock(&[7.0]), rosenbrock::<f64>(&[])), (0.0, 0.0));
    assert_eq!(hessian(rosenbrock, &[1.0, 1.0]), [[802.0, -400.0], [-400.0, 200.0]]);
    assert_eq!(jacobian(|x| vec![x[0] * x[1], x[0] + x[1]], &[2.0, 3.0]), [[3.0, 2.0], [1.0, 1.0]]);
}

#[test]
fn a8_a_line_and_its_cost() {
    let tape = Tape::new();
    let (x, y) = (tape.watch_named("x", 7.0), tape.watch_named("y", -1.37));
    let (m, b) = (tape.watch_named("m", 0.9), tape.watch_named("b", 0.1));
    let guess = (m * x + b).named("ŷ");
    let cost = (guess - y).powi(2).named("C");
    let near = |value: f64, wanted: f64| (value - wanted).abs() < 1e-12;
    assert!(near(guess.value(), 6.4) && near(cost.value(), 60.3729));
    let slopes = tape.gradients(cost, &[m, b]);
    assert!(near(slopes[0], 108.78) && near(slopes[1], 15.54), "{slopes:?}");

    let graph = tape.graph_of(cost).parameters(["m", "b"]);
    let words = graph.describe();
    for part in [
        "m, parameter: 0.9; gradient ∂C/∂m = 108.78.",
        "b, parameter: 0.1; gradient ∂C/∂b = 15.54.",
        "x, input: 7;",
        "ŷ, operation + of v4 and b: ŷ = 6.4; gradient ∂C/∂ŷ = 15.54.",
        "C, output ( )² of v6: C = 60.3729; gradient ∂C/∂C = 1.",
    ] {
        assert!(words.contains(part), "{part} in {words}");
    }
    let svg = graph.svg();
    for text in ["= 108.78", "= 15.54", "ŷ = 6.4", "C = 60.3729", "×15.54", "×(−1)"] {
        assert!(svg.contains(&format!(">{text}<")), "{text}");
    }
    for (text, count) in [("∂C/∂m = 108.78", 1), ("60.3729", 1), ("by m: 7, by x: 0.9", 1)] {
        assert_eq!(tape.table_of(cost).text().matches(text).count(), count, "{text}");
    }
}

#[test]
fn a8_gradients_run_back_step_by_step() {
    let tape = Tape::new();
    let (x, m) = (tape.watch_named("x", 7.0), tape.watch_named("m", 0.9));
    let cost = (m * x + 0.1 - x.sin()).powi(2).named("C");
    let flow = tape.graph_of(cost).flow();
    // The beginning, and one step back through each of ·, + 0.1, sin, − and ².
    assert_eq!(flow.steps(), 6);
    let words = flow.describe();
    assert!(words.contains("Step 1: We begin at the end: ∂C/∂C = 1."), "{words}");
    // x is used twice: what comes back first is not all.
    assert!(words.contains("so far"), "{words}");
    let svg = flow.svg();
    // Between the nodes of a graph there is no room for larger letters.
    assert!(!svg.contains("max-width:455px"));
    assert!(svg.contains("<animate") && !svg.contains("<script"));
}

#[test]
fn a9_the_exercise_knows_its_answer() {
    assert!(AUTODIFF_1.check(derivative(f, 2.0)).is_right());
    assert!(AUTODIFF_1.check("6").is_right());
    for wrong in [10.0, 4.0, 12.0, 0.0, 2.0, 8.0, 7.0] {
        let feedback = AUTODIFF_1.check(wrong);
        assert!(!feedback.is_right() && feedback.text().contains("AUTODIFF_1.hint(1)"), "{}", feedback.text());
    }
    assert!(AUTODIFF_1.check(YOUR_ANSWER).text().contains("Replace YOUR_ANSWER"));
    assert!(AUTODIFF_1.solution().text().contains("10 + 6ε"));
}

/// Heron's iteration: a loop that stops when it is close enough.
fn square_root<N: Ordered>(a: N) -> N {
    let mut guess = a;
    while (guess * guess / a - 1.0).abs() > 1e-15 {
        guess = (guess + a / guess) / 2.0;
    }
    guess
}

fn leaky<N: Ordered>(x: N) -> N {
    if x > 0.0 { x } else { x * 0.1 }
}

#[test]
fn a10_a_loop_is_differentiated_as_it_stands() {
    let known = 0.35355339059327373;
    let ways = [derivative(square_root, 2.0), gradient(|a| square_root(a[0]), &[2.0])[0]];
    assert!(ways.iter().all(|slope| (slope - known).abs() < 1e-12), "{ways:?}");
    assert!((central_difference(square_root, 2.0, 1e-5) - known).abs() < 1e-9);
    // It ends for every number, and is right there too.
    for a in [1e-12, 0.3, 10.0, 12345.678, 1e12] {
        assert!((derivative(square_root, a) * 2.0 * a.sqrt() - 1.0).abs() < 1e-12, "{a}");
    }
}

#[test]
fn a10_a_branch_and_a_shift() {
    assert_eq!([derivative(leaky, 2.0), derivative(leaky, -2.0)], [1.0, 0.1]);
    let shifted = ((0.5 + PI / 2.0).cos() - (0.5 - PI / 2.0).cos()) / 2.0;
    assert!((shifted - derivative(|angle| angle.cos(), 0.5)).abs() < 1e-15);
}

#[test]
fn misuse_of_tapes_is_a_sentence_in_the_table_and_in_the_picture() {
    let tape = Tape::new();
    assert!(tape.graph().describe().contains("The tape is empty"));
    let x = tape.watch_named("x", 5.0);
    let y = x * x;
    let other = Tape::new();
    assert!(other.graph_of(y).describe().contains("Two tapes are mixed"));
    assert!(other.table_of(y).text().contains("Two tapes are mixed"));
    assert!(tape.graph_of(Var::from(2.0)).describe().contains("The number 2 is a constant"));
    // A value that is none: what is known is drawn, and a sentence says what is missing.
    let bad = tape.watch_named("z", -1.0).ln();
    let words = tape.graph_of(bad).describe();
    assert!(
        words.contains("There is no gradient: ln(z) is NaN at z = −1.") && words.contains("z, input: −1."),
        "{words}"
    );
    assert!(tape.table_of(bad).text().contains("There is no gradient: ln(z)"));
    assert!(tape.graph_of(y).parameters(["m"]).describe().contains("No input of this graph is called m."));
    tape.reset();
    assert!(tape.graph_of(y).describe().contains("was reset or dropped"));
    assert!(tape.graph_of(y).flow().svg().contains("was reset or dropped"));
}

#[test]
fn a_long_tape_shows_its_beginning_and_says_so() {
    let tape = Tape::new();
    let x = tape.watch_named("x", 1.0);
    let y = (0..1000).fold(x, |y, _| y * 0.5 + 1.0);
    let table = tape.table_of(y).text();
    assert!(table.contains("And 1961 more rows.") && table.lines().count() == 42, "{}", table.lines().count());
    assert!(tape.graph_of(y).describe().contains("This graph has 2001 nodes, too many for one picture"));
    assert!(!tape.graph_of(y).flow().svg().contains("<animate"));
}
