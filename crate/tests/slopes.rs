//! Slopes of functions made by hand against the truth: most must be decided, none wrongly, and a stated error must hold.
//!
//! `ROUNDS=10000` tries as many functions as that; `SHOW=1` prints what was not decided.

#[path = "handmade/mod.rs"]
mod handmade;

use calculus::prelude::*;
use calculus::show::Rich;
use handmade::{Case, Point, Side, cases};
use std::collections::BTreeMap;

/// What was claimed of a point, beside what is true.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Judgement {
    Right,
    /// A slope whose error is larger than stated, but less than ten times as large.
    ErrorTooSmall,
    Undecided,
    Wrong,
}

use Judgement::{ErrorTooSmall, Right, Undecided, Wrong};

/// A claimed slope, or the kind of the sentence that says why there is none.
fn claim(slope: f64, problem: Option<&str>) -> &'static str {
    const KINDS: [&str; 9] =
        ["No slope is claimed", "a corner", "jumps", "upright", "only", "no values", "up and down", "a pole", "f("];
    match problem {
        None => {
            assert!(slope.is_finite());
            "a slope"
        }
        Some(problem) => KINDS.into_iter().find(|kind| problem.contains(kind)).expect("a kind of sentence"),
    }
}

fn held(errors: f64) -> Judgement {
    match errors {
        off if off <= 1.0 => Right,
        off if off <= 10.0 => ErrorTooSmall,
        _ => Wrong,
    }
}

fn is_upright(side: Side) -> bool {
    matches!(side, Side::Finite { slope, .. } if slope.is_infinite())
}

fn judge(case: &Case) -> (Judgement, String) {
    let found = tangent(|x| case.formula.at(x), case.at);
    let claim = claim(found.slope(), found.problem());
    let value = case.formula.at(case.at);
    let judgement = match (claim, case.truth.point) {
        ("No slope is claimed", _) => Undecided,
        ("f(", Point::Smooth { .. } | Point::Kink { .. } | Point::Jump { .. } | Point::Upright { .. }) => {
            // It overflows on the machine.
            assert!(!value.is_finite());
            Right
        }
        ("f(", _) => Right,
        // The machine fills some holes: y/(1/0) is y/∞ = 0.
        ("a slope", Point::Smooth { slope, .. } | Point::Hole { slope, .. }) => {
            held((found.slope() - slope).abs() / found.error())
        }
        // A corner may be smaller than the error.
        ("a slope", Point::Kink { left, right }) => {
            held((left - found.slope()).abs().max((right - found.slope()).abs()) / found.error())
        }
        ("upright", Point::Edge { left, right }) if [left, right].into_iter().any(is_upright) => Right,
        ("upright", Point::Jump { .. }) if [case.truth.left, case.truth.right].into_iter().any(is_upright) => Right,
        ("a corner", Point::Kink { .. }) | ("jumps", Point::Jump { .. }) | ("upright", Point::Upright { .. }) => Right,
        ("a pole", Point::Pole { .. }) => Right,
        ("only", Point::Edge { .. }) | ("no values", Point::Outside) => Right,
        _ => Wrong,
    };
    let claim = if claim == "No slope is claimed" { found.problem().unwrap_or_default() } else { claim };
    let claimed =
        if claim == "a slope" { format!("{:?} ± {:.1e}", found.slope(), found.error()) } else { claim.into() };
    (judgement, claimed)
}

#[test]
fn functions_made_by_hand() {
    let rounds = std::env::var("ROUNDS").map_or(300, |rounds| rounds.parse().expect("a number"));
    let seed = std::env::var("SEED").map_or(1, |seed| seed.parse().expect("a number"));
    let show = std::env::var_os("SHOW").is_some();
    let mut counts: BTreeMap<(&str, Judgement), usize> = BTreeMap::new();
    for case in cases(seed).take(rounds) {
        let (judgement, claimed) = judge(&case);
        if judgement > Right && (show || judgement != Undecided) {
            println!("{judgement:?}: {claimed} for {}: {:?}", case.written(), case.truth);
        }
        let kind = if matches!(case.truth.point, Point::Smooth { .. }) { "smooth" } else { "other" };
        *counts.entry((kind, judgement)).or_default() += 1;
    }
    let count = |kind, judgement| counts.get(&(kind, judgement)).copied().unwrap_or(0);
    let all =
        |kind| [Right, ErrorTooSmall, Undecided, Wrong].map(|judgement| count(kind, judgement)).iter().sum::<usize>();
    let undecided = count("smooth", Undecided) + count("other", Undecided);
    let part = |some: usize, all: usize| 100.0 * some as f64 / all as f64;
    println!(
        "{rounds} functions: {} wrong, {} errors too small; undecided {:.2} % of {} smooth points, {:.2} % of all",
        count("smooth", Wrong) + count("other", Wrong),
        count("smooth", ErrorTooSmall) + count("other", ErrorTooSmall),
        part(count("smooth", Undecided), all("smooth")),
        all("smooth"),
        part(undecided, rounds)
    );
    assert_eq!(count("smooth", Wrong) + count("other", Wrong), 0);
    assert!((count("smooth", ErrorTooSmall) + count("other", ErrorTooSmall)) * 1000 <= rounds);
    assert!(count("smooth", Undecided) * 50 <= all("smooth") && undecided * 10 <= rounds);
}

/// Slopes that were false or missing once, and their like: f, x and the true slope.
type Known = (&'static str, fn(f64) -> f64, f64, f64);

fn examine(known: &[Known]) {
    for &(name, f, x, exact) in known {
        for (slope, error, problem) in [
            (tangent(f, x).slope(), tangent(f, x).error(), tangent(f, x).problem().map(str::to_owned)),
            (difference_table(f, x).slope(), difference_table(f, x).error(), None),
        ] {
            assert!((slope - exact).abs() <= error, "{name} at {x}: {slope:?} ± {error:e} for {exact:?}; {problem:?}");
            assert!(error <= 2e-3 * exact.abs().max(1e-3), "{name} at {x}: ± {error:e}");
        }
    }
}

#[test]
fn far_from_0_steps_are_those_of_the_machine() {
    examine(&[
        ("tan x²", |x| (x * x).tan(), 100.0, 220.604_489_944_862_86),
        ("tan", f64::tan, -1000.0, 3.161_853_122_842_912),
        ("tan", f64::tan, 1e6, 1.139_595_232_617_531_6),
        ("sin 1000x", |x| (1000.0 * x).sin(), -1000.0, 936.752_127_532_472_9),
        ("ln", f64::ln, 1e6, 1e-6),
        ("x²", |x| x * x, -1e6, -2e6),
        ("1/x", |x| 1.0 / x, 1e-9, -1e18),
        ("|x − 10⁶| beside it", |x| (x - 1e6).abs(), 1e6 + 0.1, 1.0),
        ("⌊x⌋", f64::floor, -999_999.7, 0.0),
        ("⌊x⌋/1024", |x| x.floor() / 1024.0, 999_999.7, 0.0),
    ]);
    // Far away a smooth curve has no corner, and what is a corner has no slope.
    for x in [-1e3, -1e4, 1e5, 1e6, 123_456.7] {
        assert!(tangent(f64::tan, x).problem().is_none() && tangent(f64::sin, x).problem().is_none(), "{x}");
        let corner = tangent(|t: f64| (t - x).abs(), x);
        let why = corner.problem().unwrap_or("a slope");
        assert!(why.contains("lead to −1 from the left and to 1 from the right"), "{x}: {why}");
        assert!(tangent(|t: f64| (t - x).signum(), x).problem().is_some_and(|why| why.contains("jumps")), "{x}");
    }
}

/// Whether an error of 0 is printed.
fn states_no_error(text: &str) -> bool {
    let numbers = ["estimate: ", "pm "].into_iter().flat_map(|before| text.split(before).skip(1));
    let number = |rest: &str| rest.chars().take_while(|c| c.is_ascii_digit() || *c == '.').collect::<String>();
    numbers.map(number).any(|number| number.trim_end_matches('.').parse() == Ok(0.0))
}

#[test]
fn no_error_is_less_than_rounding() {
    assert!(
        states_no_error("Error estimate: 0.\n") && states_no_error("2 \\pm 0 \\\\") && !states_no_error("\\pm 0.004")
    );
    examine(&[
        ("(x + 10⁹) − 10⁹", |x| (x + 1e9) - 1e9, 0.1, 1.0),
        ("(x + 10⁶) − 10⁶", |x| (x + 1e6) - 1e6, 0.1, 1.0),
        ("(x² + 10⁹) − 10⁹", |x| (x * x + 1e9) - 1e9, 3.0, 6.0),
        ("3x", |x| 3.0 * x, 0.0, 3.0),
        ("tanh(10x − 20) + 1", |x| (10.0 * x - 20.0).tanh() + 1.0, -1.0, 3.502_604_305_078_608e-25),
    ]);
    assert!(tangent(|x| (x + 1e9) - 1e9, 0.1).error() > 1e-9);
    let functions: [fn(f64) -> f64; 8] =
        [|x| 3.0 * x, |x| x, |_| 7.0, |_| 0.0, |x| x * x, f64::exp, |x| x.powi(200), |x| (-1.0 / (x * x)).exp()];
    for (index, f) in functions.into_iter().enumerate() {
        for x in [0.0, 1.0, -2.5, 1e6] {
            let (t, table) = (tangent(f, x), difference_table(f, x));
            if t.problem().is_some() {
                continue;
            }
            assert!(t.error() >= f64::EPSILON / 2.0 * t.slope().abs() && t.error() > 0.0, "{index} at {x}: {t:?}");
            let shown = [t.text(), t.latex().unwrap_or_default(), table.text(), table.html().unwrap_or_default()];
            for text in shown {
                assert!(!states_no_error(&text), "{index} at {x}: {text}");
            }
        }
    }
}

#[test]
fn what_happens_some_tenths_away_does_not_matter() {
    examine(&[
        ("1/x", |x| 1.0 / x, 0.5, -4.0),
        ("1/x", |x| 1.0 / x, 0.4, -6.25),
        ("√x", f64::sqrt, 0.3, 0.912_870_929_175_276_9),
        ("ln", f64::ln, 0.2, 5.0),
        ("max(x, 0)", |x| x.max(0.0), -0.1, 0.0),
    ]);
    let quotient = |x: f64| 6.0 * x.powi(2) / (2.0 - x);
    let undecided = |f: &dyn Fn(f64) -> f64, whole_is_smooth: bool| {
        let places = (1..1000).map(|hundredths| f64::from(hundredths) / 100.0);
        let places = places.filter(|x| whole_is_smooth || x.fract() != 0.0);
        places.filter(|x| difference_table(f, *x).problem().is_some()).count()
    };
    // One of them has no value at 2, another has a kink at 5.
    assert_eq!(undecided(&quotient, true), 1);
    assert_eq!(undecided(&|x| (x - 5.0).abs(), true), 1);
    assert_eq!(undecided(&f64::tan, true), 0);
    assert_eq!(undecided(&|x| (3.0 * x).tan(), true), 0);
    assert_eq!(undecided(&f64::floor, false), 0);
}

#[test]
fn the_best_step_stays_where_the_curve_is_smooth() {
    let rounds = std::env::var("ROUNDS").map_or(100, |rounds| rounds.parse().expect("a number"));
    let (mut all, mut too_small) = (0, 0);
    for case in cases(2).take(rounds) {
        let best = best_step(|x| case.formula.at(x), case.at);
        let (Point::Smooth { slope, .. }, None) = (case.truth.point, best.problem()) else { continue };
        for step in [best.forward(), best.backward(), best.central()] {
            let off = (step.quotient() - slope).abs();
            all += 1;
            if off > 10.0 * step.error() + 4.0 * f64::EPSILON * slope.abs() {
                too_small += 1;
                println!(
                    "{:?}: {:e} for {slope:e}, off by {off:e}: {}",
                    step.formula(),
                    step.quotient(),
                    case.written()
                );
            }
        }
    }
    println!("{all} best steps, the error of {too_small} is more than ten times what was stated");
    assert!(too_small * 500 <= all);
}

#[test]
fn the_numerical_gradient_finds_the_scale_of_the_function() {
    type Pair = (&'static str, fn(f64) -> f64, fn(Dual) -> Dual);
    let functions: [Pair; 6] = [
        ("tan", |x| x.tan(), |x| x.tan()),
        ("sin 100x", |x| (100.0 * x).sin(), |x| (100.0 * x).sin()),
        ("ln |x|", |x| x.abs().ln(), |x| x.abs().ln()),
        ("x³", |x| x.powi(3), |x| x.powi(3)),
        ("1/x", |x| 1.0 / x, |x| 1.0 / x),
        ("⌊x⌋", f64::floor, |x| x.floor()),
    ];
    for (name, f, dual) in functions {
        for x in [-1000.3, 1e4 + 0.1, 123.4, 99_999.7, 1e6 + 0.25, -0.3] {
            let (found, exact) = (gradient_numerical(|xs| f(xs[0]), &[x])[0], derivative(dual, x));
            assert!((found - exact).abs() <= 1e-4 * exact.abs().max(1e-7), "{name} at {x}: {found} for {exact}");
        }
    }
    // The last digits of x + 10⁹ make no slope of 0.
    assert!((gradient_numerical(|xs| (xs[0] + 1e9) - 1e9, &[-4.0])[0] - 1.0).abs() < 1e-2);
    fn tan<N: Number>(x: N) -> N {
        x.tan()
    }
    assert!(readings!(tan).slopes(-1000.0).errors()[0] < 1e-6);
}

#[test]
fn where_there_is_no_first_derivative_there_is_no_second() {
    type Powers =
        (&'static str, f64, fn(Dual) -> Dual, fn(Dual<Dual>) -> Dual<Dual>, fn(Dual<Dual<Dual>>) -> Dual<Dual<Dual>>);
    macro_rules! of {
        ($name:expr, $x:expr, $f:expr) => {
            ($name, $x, $f, $f, $f)
        };
    }
    let none: [Powers; 14] = [
        of!("|x|", 0.0, |x| x.abs()),
        of!("⌊x⌋", 3.0, |x| x.floor()),
        of!("⌊−2x⌋", -0.5, |x| (x * -2.0).floor()),
        of!("max(x, 0)", 0.0, |x| x.max(0.0)),
        of!("min(x, −x)", 0.0, |x| x.min(-x)),
        of!("max(x, x²) at 1", 1.0, |x| x.max(x * x)),
        of!("|x| + x²", 0.0, |x| x.abs() + x * x),
        of!("3|x − 2|", 2.0, |x| (x - 2.0).abs() * 3.0),
        of!("√x", 0.0, |x| x.sqrt()),
        of!("√x²", 0.0, |x| (x * x).sqrt()),
        of!("e^|x|", 0.0, |x| x.abs().exp()),
        of!("|sin x|", 0.0, |x| x.sin().abs()),
        of!("1/x", 0.0, |x| 1.0 / x),
        of!("ln x at −1", -1.0, |x| x.ln()),
    ];
    for (name, x, first, second, third) in none {
        let found = [derivative(first, x), second_derivative(second, x), third_derivative(third, x)];
        assert!(found.iter().all(|slope| !slope.is_finite()), "{name}: {found:?}");
    }
    // Where there is a first, there need be no second: |x|^1.5, and x·|x|.
    assert!(!second_derivative(|x| x.abs().powf(1.5), 0.0).is_finite());
    assert!(!second_derivative(|x| x.powf(1.5), 0.0).is_finite());
    assert!(!third_derivative(|x| x.powi(3).abs(), 0.0).is_finite());
    assert_eq!(second_derivative(|x| x.powi(3).abs(), 0.0), 0.0);
    // Where one touches the other it is the maximum on both sides, and has all of its derivatives.
    assert_eq!(second_derivative(|x| (x * x).max(0.0), 0.0), 2.0);
    assert_eq!(second_derivative(|x| (x * x).min(0.0), 0.0), 0.0);
    assert_eq!(second_derivative(|x| (x * x).abs(), 0.0), 2.0);
    assert_eq!(second_derivative(|x| (x * x - x * 2.0).max(-1.0), 1.0), 2.0);
    assert_eq!(third_derivative(|x| (x * x + x.powi(3)).max(x.powi(3) * 5.0), 0.0), 6.0);
    // Where it crosses it, though along it at first, it is not.
    assert!(!third_derivative(|x| x.powi(3).max(0.0), 0.0).is_finite());
    assert_eq!(second_derivative(|x| x.powi(3).max(0.0), 0.0), 0.0);
    assert!(!second_derivative(|x| (x + x * x).max(0.0), 0.0).is_finite());
    // And beside the corner there are all.
    assert_eq!((second_derivative(|x| x.abs(), 0.1), third_derivative(|x| x.floor(), 2.5)), (0.0, 0.0));
}
