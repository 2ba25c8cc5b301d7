//! What the first half of the second chapter shows, with its numbers, and what bad input gives.

use calculus::delta::Formula;
use calculus::prelude::*;
use calculus::show::Rich;

fn f(x: f64) -> f64 {
    x.powi(2) + 2.0 * x + 2.0
}

/// The same function as it may be written too; the digits must not depend on it.
fn g(x: f64) -> f64 {
    x * x + 2.0 * x + 2.0
}

#[test]
fn d1_the_secant_from_2_to_5() {
    for f in [f, g] {
        let s = secant(f, 2.0, 5.0);
        assert_eq!((s.p(), s.q()), ((2.0, 10.0), (5.0, 37.0)));
        assert_eq!((s.slope(), s.intercept()), (9.0, -8.0));
        assert_eq!(s.equation(), "y = 9x − 8");
        assert_eq!(secant_through(s.p(), s.q()).equation(), s.equation());
        let latex = s.latex().unwrap();
        for line in [r"\frac{37 - 10}{5 - 2}", "& = 9 ", "y & = 9x - 8"] {
            assert!(latex.contains(line), "{latex}");
        }
        assert!(s.text().contains("(37 − 10)/(5 − 2) = 9"), "{}", s.text());
    }
}

#[test]
fn d2_q_comes_closer() {
    for f in [f, g] {
        let s = secant(f, 2.0, 2.1);
        assert_eq!(s.q().1, 10.61);
        assert_eq!((s.slope(), s.intercept()), (6.099999999999989, -2.199999999999978));
        assert_eq!(forward_difference(f, 2.0, 0.1), 6.099999999999994);
        assert_eq!(s.equation(), "y = 6.099999999999989x − 2.199999999999978");
    }
}

#[test]
fn d3_and_d4_a_millionth_away() {
    for f in [f, g] {
        for q in [2.000001, 2.0 + 1e-6] {
            let s = secant(f, 2.0, q);
            assert_eq!(s.q(), (2.000001, 10.000006000001001));
            assert_eq!(s.slope(), 6.000001000088901);
        }
        for q in [-0.999999, -1.0 + 1e-6] {
            let s = secant(f, -1.0, q);
            assert_eq!(s.p(), (-1.0, 1.0));
            assert_eq!(s.slope(), 1.0000889005535828e-6);
            assert!(s.text().contains("= 1.0000889005535828e−6\n"), "{}", s.text());
            assert!(s.latex().unwrap().contains(r"1.0000889005535828 \cdot 10^{-6}"));
        }
        assert_eq!((tangent(f, 2.0).slope(), tangent(f, 2.0).intercept()), (6.0, -2.0));
        assert_eq!((tangent(f, -1.0).slope(), tangent(f, -1.0).intercept()), (0.0, 1.0));
        assert_eq!(tangent(f, -1.0).equation(), "y = 1");
    }
}

#[test]
fn d6_the_table_for_shrinking_steps() {
    for f in [f, g] {
        let table = difference_table(f, 2.0);
        assert_eq!(table.steps(), [1.0, 0.1, 0.01, 0.001, 0.0001, 0.00001, 0.000001]);
        let first_and_last = (table.quotients()[..3].to_vec(), table.quotients()[6]);
        assert_eq!(first_and_last, (vec![7.0, 6.099999999999994, 6.009999999999849], 6.000001000927568));
        assert_eq!(table.slope(), 6.0);
        assert!(table.text().starts_with("dy/dx at x = 2 ≈ 6   as Δx → 0\n"), "{}", table.text());
        let table = difference_table(f, -1.0);
        for (quotient, expected) in table.quotients().into_iter().zip([1.0, 0.1, 0.01, 1e-3, 1e-4, 1e-5]) {
            assert!((quotient - expected).abs() < 1e-12, "{quotient}");
        }
        assert_eq!(table.quotients()[6], 1.000088900582341e-6);
        assert_eq!(table.slope(), 0.0);
    }
}

#[test]
fn d7_errors_fall_and_then_rise() {
    let errors = step_errors(f64::exp, 1.0, E);
    let best = (errors.best_forward().unwrap(), errors.best_central().unwrap());
    assert_eq!((best.0.dx, best.1.dx), (1e-8, 1e-5));
    let rows = errors.rows();
    assert!(rows[..8].windows(2).all(|pair| pair[1].forward_error < pair[0].forward_error));
    assert!(rows[..5].windows(2).all(|pair| pair[1].central_error < pair[0].central_error));
    assert!(rows[15].forward_error > 1.0 && rows[15].central_error > 1.0);
    let expected = errors.expected();
    assert!((1e-8..1e-7).contains(&expected.forward().dx()), "{expected:?}");
    assert!((3e-6..3e-5).contains(&expected.central().dx()), "{expected:?}");
}

#[test]
fn d7_a_parabola_does_not_show_it_for_the_central_difference() {
    let errors = step_errors(f, 2.0, 6.0);
    assert!(errors.text().contains("The central difference has no truncation error here"), "{}", errors.text());
    assert!(errors.expected().forward().has_truncation_error());
    assert!(errors.rows()[0].central_error < 1e-14);
    assert_eq!(errors.best_central().unwrap().dx, 0.1);
    // x² at 0 is exact for every Δx: the chart has to say what it does with zeros.
    let zeros = step_errors(|x| x * x, 0.0, 0.0).plot();
    assert!(zeros.svg().contains("error exactly 0"), "{}", zeros.describe());
}

#[test]
fn formulas_agree_with_their_names() {
    for (formula, value) in [(Formula::Forward, 7.0), (Formula::Backward, 5.0), (Formula::Central, 6.0)] {
        assert_eq!(formula.quotient(f, 2.0, 1.0), value);
    }
    assert_eq!(backward_difference(f, 2.0, 1.0), forward_difference(f, 2.0, -1.0));
}

type Known = (fn(f64) -> f64, f64, f64);

const KNOWN: [Known; 14] = [
    (f64::exp, 1.0, E),
    (f64::exp, -20.0, 2.061153622438558e-9),
    (f64::sin, 1.0, 0.5403023058681398),
    (f64::sin, 0.0, 1.0),
    (f64::sin, 1e4, -0.9521553682590148),
    (f64::ln, 0.01, 100.0),
    (f64::sqrt, 1e-3, 15.811388300841898),
    (f64::tan, 1.5, 199.8500445264925),
    (|x| x.powi(5), 3.0, 405.0),
    (|x| 1.0 / x, 1e-4, -1e8),
    (|x| x * x, 1e6, 2e6),
    (|x| (1000.0 * x).sin(), 1.0, 562.379076290703),
    (|x| x.sin().exp() * x * x, 1.0, 5.8929344169251525),
    (|x| 3.0 * x + 1.0, 0.3, 3.0),
];

#[test]
fn a_slope_is_within_its_error_and_the_error_is_small() {
    for (index, (f, x, exact)) in KNOWN.into_iter().enumerate() {
        let t = tangent(f, x);
        let off = (t.slope() - exact).abs();
        assert!(off <= t.error() + 1e-15 * exact.abs(), "{index}: off by {off:e}, stated {:e}", t.error());
        assert!(t.error() <= 1e-7 * exact.abs(), "{index}: {:e} of {exact}", t.error());
    }
}

#[test]
fn the_best_step_is_nearly_as_good_as_any() {
    for (index, (f, x, exact)) in KNOWN.into_iter().enumerate() {
        let best = best_step(f, x);
        for step in [best.forward(), best.backward(), best.central()] {
            let error = (step.quotient() - exact).abs();
            assert!(error <= 4.0 * step.error() + 1e-15 * exact.abs(), "{index} {step:?}: off by {error:e}");
            // Among the powers of ten a lucky one may be far better, so the typical error around each is compared.
            let typical = |dx: f64| {
                let near = [0.71, 0.83, 1.0, 1.17, 1.39]
                    .map(|factor| (step.formula().quotient(f, x, dx * factor) - exact).abs());
                near.into_iter()
                    .fold(0.0, |most: f64, error| if error.is_nan() { f64::INFINITY } else { most.max(error) })
            };
            let least = (1..=15).map(|power| typical(10f64.powi(-power))).filter(|error| error.is_finite());
            let least = least.fold(f64::INFINITY, f64::min);
            assert!(typical(step.dx()) <= 10.0 * least + 1e-15 * exact.abs(), "{index} {step:?}: {least:e}");
        }
    }
}

#[test]
fn what_has_no_slope_says_why() {
    let why = |f: fn(f64) -> f64, x: f64| tangent(f, x).problem().unwrap_or("a slope").to_owned();
    assert!(why(f64::abs, 0.0).contains("a corner: the difference quotients lead to −1 from the left and to 1"));
    assert!(why(f64::cbrt, 0.0).contains("upright"));
    assert!(why(f64::ln, -1.0).contains("f(−1) is NaN"));
    assert!(why(|x| 1.0 / x, 0.0).contains("f(0) is infinite"));
    assert_eq!(
        why(f64::exp, 710.0),
        "f(710) is beyond the machine's numbers, which end at about 1.8×10³⁰⁸. Try a smaller x."
    );
    assert!(why(|x| -(-x).exp(), -710.0).ends_with("Try a larger x."));
    assert!(why(|x| x.powi(200), 1e3).ends_with("Try an x at which f is smaller."));
    assert!(why(f64::sqrt, 0.0).contains("on the right of x = 0 only"));
    assert!(why(f, f64::NAN).contains("x is NaN"));
    assert!(why(f, INFINITY).contains("x is +∞"));
    assert_ne!(why(f64::floor, 3.0), "a slope");
    assert!(why(|x| if x == 0.0 { 0.0 } else { x * (1.0 / x).sin() }, 0.0).contains("up and down"));
    for table in [difference_table(f64::abs, 0.0), difference_table(f64::ln, -1.0), difference_table(f, f64::NAN)] {
        assert!(table.slope().is_nan() && table.problem().is_some_and(|why| table.text().starts_with(why)));
        assert!(table.html().is_some());
    }
    assert!(best_step(f64::abs, 0.0).problem().is_some_and(|why| why.contains("corner")));
    assert!(best_step(f64::abs, 0.0).central().dx().is_nan());
    assert!(step_errors(f64::abs, 0.0, 0.0).text().contains("corner"));
    assert!(difference_table_with(f, 2.0, &[0.0]).text().contains("Δx = 0 gives 0/0"));
}

#[test]
fn a_pole_is_one_also_where_the_machine_has_a_value() {
    const DOWN: &str = "a pole: f(x) leads to +∞ from the left and to −∞ from the right";
    const UP: &str = "a pole: f(x) leads to −∞ from the left and to +∞ from the right";
    const BOTH: &str = "a pole: f(x) leads to +∞ from both sides";
    type Case = (fn(f64) -> f64, f64, &'static str);
    let cases: [Case; 10] = [
        (f64::tan, PI / 2.0, DOWN),
        (f64::tan, -PI / 2.0, DOWN),
        (f64::tan, 1.5 * PI, DOWN),
        (|x| x.tan().abs(), PI / 2.0, BOTH),
        (|x| 1.0 / x.cos(), PI / 2.0, DOWN),
        (|x| 1.0 / x.cos().powi(2), PI / 2.0, BOTH),
        (|x| 1.0 / x.sin(), PI, DOWN),
        (|x| 1.0 / (x * x - 2.0), 2f64.sqrt(), UP),
        (|x| if x == 0.0 { 0.0 } else { 1.0 / x }, 0.0, UP),
        (
            |x| if x == 0.0 { 0.0 } else { (1.0 / x).exp() },
            0.0,
            "a pole: f(x) leads to 0 from the left and to +∞ from the right, and f(0) is 0.",
        ),
    ];
    for (f, x, said) in cases {
        let animation = secant_to_tangent(f, x, x + 1.0).svg();
        let (table, step, tangent) = (difference_table(f, x), best_step(f, x), tangent(f, x));
        for problem in [table.problem(), step.problem(), tangent.problem()] {
            assert!(problem.is_some_and(|why| why.contains(said)), "at {x}: {problem:?}");
        }
        assert!(animation.contains("a pole"), "at {x}: {animation}");
    }
}

#[test]
fn what_has_no_secant_says_why() {
    for (secant, part) in [
        (secant(f, 2.0, 2.0), "Δx = 0"),
        (secant(f, 2.0, f64::NAN), "x is NaN"),
        (secant(f, INFINITY, 2.0), "x is +∞"),
        (secant(f64::ln, 1.0, -1.0), "f(−1) is NaN"),
        (secant(|x| 1.0 / x, 0.0, 1.0), "f(0) is infinite"),
        (secant_through((1.0, 1.0), (1.0, 2.0)), "upright"),
        (secant_through((1.0, f64::NAN), (1.0, 2.0)), "finite coordinates"),
        (secant_through((0.0, -1e308), (1e-3, 1e308)), "too large"),
    ] {
        assert!(secant.problem().is_some_and(|why| why.contains(part)), "{secant:?}");
        assert!(secant.slope().is_nan() && secant.intercept().is_nan() && secant.at(1.0).is_nan());
        assert!(secant.latex().is_none() && secant.equation() == secant.text());
        assert!(secant.plot().describe().contains(part), "{}", secant.plot().describe());
    }
}

#[test]
fn nothing_panics() {
    let functions: [fn(f64) -> f64; 8] =
        [f, f64::ln, f64::tan, f64::floor, |_| f64::NAN, |_| f64::INFINITY, |x| 1.0 / x, |x| (1e300 * x).exp()];
    let places = [0.0, 1.0, -1.0, 1e-300, 1e16, 1e300, -1e308, f64::MAX, f64::NAN, INFINITY, NEG_INFINITY];
    for f in functions {
        for x in places {
            let _ = (tangent(f, x).plot().svg(), tangent(f, x).text(), tangent(f, x).latex());
            let _ = (difference_table(f, x).html(), best_step(f, x).text(), best_step(f, x).html());
            let errors = step_errors(f, x, x);
            let _ = (errors.plot().svg(), errors.text(), errors.html());
            for q in [0.0, 2.0, f64::NAN, f64::MAX] {
                let s = secant(f, x, q);
                let _ = (s.plot().svg(), s.text(), s.latex(), format!("{s:?}"));
            }
        }
        for (p, q) in [(0.0, 1.0), (1.0, 1.0), (f64::NAN, 1.0), (1.0, f64::MAX), (2.0, -3.0)] {
            let _ = secant_to_tangent(f, p, q).svg();
        }
    }
}

#[test]
fn a_tangent_asks_for_few_values() {
    let worst = [
        f64::exp as fn(f64) -> f64,
        f64::tan,
        |x| if x == 0.0 { 0.0 } else { (1.0 / x).sin() },
        |x| if x == 0.0 { 0.0 } else { 1.0 / x },
        |_| f64::NAN,
    ];
    for f in worst {
        let count = std::cell::Cell::new(0);
        let _ = tangent(
            |x| {
                count.set(count.get() + 1);
                f(x)
            },
            0.0,
        );
        assert!(count.get() < 70_000, "{}", count.get());
    }
}
