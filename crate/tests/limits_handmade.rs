//! Limits of functions as people make them by hand: with poles, kinks and jumps beside the point, with over- and
//! underflow, and with rounding of their own. None may be decided wrongly, few may be left open, and the stated errors
//! must hold.
//!
//! `ROUNDS=10000` looks at as many random functions of each kind; without it, at a few hundred. `SEED=…` looks at others;
//! `SHOW=1` prints what was not decided.

#[path = "limits_handmade/extremes.rs"]
mod extremes;
#[path = "handmade/mod.rs"]
mod handmade;

use calculus::limits::{Outcome, limit, limit_left, limit_right};
use calculus::prelude::{E, INFINITY, NEG_INFINITY, PI};
use calculus::show::Rich;
use handmade::{Case, Point, Side};
use std::collections::BTreeMap;

fn rounds(few: usize) -> usize {
    std::env::var("ROUNDS").ok().and_then(|rounds| rounds.parse().ok()).unwrap_or(few)
}

fn seed(usual: u64) -> u64 {
    std::env::var("SEED").map_or(usual, |seed| seed.parse().expect("a number"))
}

fn shows() -> bool {
    std::env::var_os("SHOW").is_some()
}

/// What a stated outcome is worth.
#[derive(Clone, Copy, Debug, PartialEq)]
enum Verdict {
    Right,
    Open,
    /// The true error is so many times the stated one.
    Beyond(f64),
    Wrong,
}

use Verdict::{Beyond, Open, Right, Wrong};

/// The worse of two.
fn both(one: Verdict, other: Verdict) -> Verdict {
    if one == Right { other } else { one }
}

fn on_a_side(found: &Outcome, truth: Side) -> Verdict {
    match (found, truth) {
        (Outcome::Undetermined { .. }, _) => Open,
        (Outcome::Finite { value, error }, Side::Finite { value: truth, .. }) => {
            let apart = (value - truth).abs();
            if apart <= *error { Right } else { Beyond(apart / error) }
        }
        (Outcome::PlusInfinity, Side::Infinite(sign)) if sign > 0.0 => Right,
        (Outcome::MinusInfinity, Side::Infinite(sign)) if sign < 0.0 => Right,
        (Outcome::NoValues, Side::NoValues) => Right,
        _ => Wrong,
    }
}

fn judge(case: &Case, found: &Outcome) -> Verdict {
    let (left, right) = (case.truth.left, case.truth.right);
    match found {
        Outcome::Undetermined { .. } => Open,
        Outcome::SidesDiffer { left: one, right: other } => {
            let same = !matches!(case.truth.point, Point::Jump { .. } | Point::Pole { .. }) || left == right;
            if same { Wrong } else { both(on_a_side(one, left), on_a_side(other, right)) }
        }
        Outcome::OneSideOnly { side: calculus::limits::Side::Left, outcome } if right == Side::NoValues => {
            on_a_side(outcome, left)
        }
        Outcome::OneSideOnly { side: calculus::limits::Side::Right, outcome } if left == Side::NoValues => {
            on_a_side(outcome, right)
        }
        one => both(on_a_side(one, left), on_a_side(one, right)),
    }
}

/// Whether the closure is its formula, near the point. It is not where 5.9² − 34.81 is 0, though 5.9 and 34.81 are not
/// what they are written as, nor where ⌊cos x⌋ is 1 because cos x is rounded to 1.
fn is_its_formula(case: &Case) -> bool {
    if matches!(case.truth.point, Point::Pole { .. }) && case.formula.at(case.at).is_nan() {
        return false;
    }
    let distance = (case.truth.next_feature / 8.0).min(1e-3 * case.at.abs().max(1.0));
    [1.0, 1e-3, 1e-6].into_iter().flat_map(|part| [-part, part]).all(|part| {
        let x = case.at + part * distance;
        let Some(Point::Smooth { value, .. }) = handmade::truth(&case.formula, x).map(|truth| truth.point) else {
            return true;
        };
        // Nor is the truth always one: √100 may be a little more than 10 for the digits that it is calculated with.
        let leaps = match case.truth.point {
            Point::Smooth { value: there, slope } if part.abs() < 1e-5 => {
                (value - there - slope * (x - case.at)).abs() > 1e-2 * value.abs().max(there.abs())
            }
            _ => false,
        };
        !leaps && (case.formula.at(x) - value).abs() <= 1e-3 * value.abs()
    })
}

#[test]
fn limits_of_functions_made_by_hand_are_right_or_left_open() {
    let rounds = rounds(300);
    let mut shares = BTreeMap::<String, [usize; 2]>::new();
    let (mut beyond, mut far_beyond, mut wrong, mut other) = (0, 0, 0, 0);
    for case in handmade::cases(seed(7)).take(rounds) {
        let found = limit(|x| case.formula.at(x), case.at);
        let verdict = judge(&case, found.outcome());
        let kind = format!("{:?}", case.truth.point).split(' ').next().unwrap_or_default().to_owned();
        for name in [kind, "all".into()] {
            let share = shares.entry(name).or_default();
            share[0] += 1;
            share[1] += usize::from(verdict == Open);
        }
        if verdict == Open && shows() {
            println!("Open: {}: {found:?}, but the truth is {:?}", case.written(), case.truth);
        }
        if matches!(verdict, Right | Open) {
            continue;
        }
        if !is_its_formula(&case) {
            other += 1;
            continue;
        }
        println!("{verdict:?}: {}: {found:?}, but the truth is {:?}", case.written(), case.truth);
        match verdict {
            Beyond(times) if times > 10.0 => far_beyond += 1,
            Beyond(_) => beyond += 1,
            _ => wrong += 1,
        }
    }
    for (kind, [count, open]) in &shares {
        println!("{kind:8} {count:6}, of them undecided {:.2} %", 100.0 * *open as f64 / *count as f64);
    }
    println!(
        "{wrong} wrong, {} errors beyond what was stated, {far_beyond} of them more than 10 times; {other} closures that \
         are not their formula",
        beyond + far_beyond
    );
    let open = |kind: &str| shares[kind][1] as f64 / shares[kind][0] as f64;
    assert_eq!(wrong, 0);
    assert!(far_beyond == 0 && beyond * 1000 <= rounds && other * 100 <= rounds);
    assert!(open("Smooth") <= 0.02 && open("all") <= 0.1);
}

#[test]
fn what_over_or_underflows_is_right_or_left_open() {
    let rounds = rounds(300);
    let (mut open, mut wrong) = (0, 0);
    for case in extremes::cases(seed(11)).take(rounds) {
        let found = case.find();
        let right = match (found.outcome(), case.truth) {
            (Outcome::Undetermined { .. }, _) => {
                open += 1;
                if shows() {
                    println!("Open: {}: {found:?}, but the truth is {}", case.written, case.truth);
                }
                continue;
            }
            (Outcome::PlusInfinity, truth) => truth == INFINITY,
            (Outcome::MinusInfinity, truth) => truth == NEG_INFINITY,
            (Outcome::Finite { value, error }, truth) => (value - truth).abs() <= *error,
            _ => false,
        };
        if !right {
            wrong += 1;
            println!("{}: {found:?}, but the truth is {}", case.written, case.truth);
        }
    }
    println!("over- and underflow: {rounds} limits, {open} undecided, {wrong} wrong");
    assert_eq!(wrong, 0);
    assert!(open * 10 <= rounds);
}

/// Asserts that an outcome is right or undetermined.
#[track_caller]
fn not_wrong(found: &Outcome, truth: f64) {
    let right = match found {
        Outcome::Undetermined { .. } => true,
        Outcome::PlusInfinity => truth == INFINITY,
        Outcome::MinusInfinity => truth == NEG_INFINITY,
        Outcome::Finite { value, error } => (value - truth).abs() <= *error,
        _ => false,
    };
    assert!(right, "{found:?}, but the truth is {truth}");
}

/// Asserts that an outcome is a number, and which.
#[track_caller]
fn is(found: &Outcome, truth: f64) {
    assert!(matches!(found, Outcome::Finite { value, error } if (value - truth).abs() <= *error), "{found:?}");
}

#[test]
fn growth_and_decay_are_not_taken_from_what_overflowed() {
    for (f, truth) in [
        ((|x| x.exp() / x.powi(100)) as fn(f64) -> f64, INFINITY),
        (|x| x.powi(200) / x.exp(), 0.0),
        (|x| (-x).exp() * x.powi(300), 0.0),
        (|x| x.powi(200) * (-x / 10.0).exp(), 0.0),
        (|x| (-x).exp().powf(1.0 / x), 1.0 / E),
        (|x| x.exp().powf(1.0 / x), E),
        (|x| x / x.exp().ln(), 1.0),
        (|x| (x.exp().ln() / x).atan(), PI / 4.0),
        (|x| 1.0 / (1.0 + x.powi(200) / x.exp()), 1.0),
        (|x| 5.0 + 1.0 / (1.0 + x.powi(200) / x.exp()), 6.0),
        (|x| 5.0 + 1e-50 * x.exp() / x.powi(100), INFINITY),
    ] {
        not_wrong(limit(f, INFINITY).outcome(), truth);
        not_wrong(limit(|x: f64| f(-x), NEG_INFINITY).outcome(), truth);
        not_wrong(limit_right(|x: f64| f(1.0 / x), 0.0).outcome(), truth);
        not_wrong(limit_left(|x: f64| f(-1.0 / x), 0.0).outcome(), truth);
        not_wrong(limit_right(|x: f64| f(1.0 / (x - 2.0)), 2.0).outcome(), truth);
    }
    // Growth that does not slow down goes on.
    assert_eq!(limit(|x| x.exp() / x.powi(100), INFINITY).outcome(), &Outcome::PlusInfinity);
    assert_eq!(limit_right(|x| (1.0 / x).exp() * x.powi(100), 0.0).outcome(), &Outcome::PlusInfinity);
    not_wrong(limit_right(|x| x.powi(200).powf(1.0 / 200.0) / x, 0.0).outcome(), 1.0);
}

#[test]
fn what_stands_still_past_the_machines_numbers_is_no_limit() {
    let undetermined = |found: &Outcome| matches!(found, Outcome::Undetermined { .. } | Outcome::Oscillates { .. });
    assert!(undetermined(limit_right(|x| (1.0 / x).fract(), 0.0).outcome()));
    assert!(undetermined(limit_right(|x| (1.0 / (x * x)).fract(), 0.0).outcome()));
    assert!(undetermined(limit_right(|x| (1.0 / x).floor() % 2.0, 0.0).outcome()));
    assert!(undetermined(limit(|x| (1.0 / (x - 1.0).powi(2)).fract(), 1.0).outcome()));
    assert!(undetermined(limit(|x| (x * x).fract(), INFINITY).outcome()));
    // 1 − x²/2 is 1 for the machine from 10⁻⁸ on, and x − 2 is −2 from 10⁻¹⁶ on.
    not_wrong(limit(|x| x.cos().floor(), 0.0).outcome(), 0.0);
    assert!(matches!(limit(|x| (x - 2.0).floor(), 0.0).outcome(), Outcome::SidesDiffer { .. }));
}

#[test]
fn what_is_cut_off_at_0_is_no_underflow() {
    let open = |found: &Outcome| matches!(found, Outcome::Undetermined { .. } | Outcome::NoValues);
    // All have values from 0 on only, and are 0 before 1/5.
    for at in [-3e-5, -0.001] {
        for f in [
            (|x| (x - 0.19997).max(0.0) * (10.0 * x).sqrt()) as fn(f64) -> f64,
            |x| (x - 0.2).max(0.0) * x.ln(),
            |x| (x - 0.2).max(0.0).powi(3) / x.sqrt(),
        ] {
            let found = limit(f, at);
            assert!(open(found.outcome()), "{found:?}");
        }
    }
}

#[test]
fn growth_that_stops_within_reach_is_seen() {
    for (f, truth) in [
        ((|x| 1.0 / ((x - 1.0).powi(2) + 1e-20)) as fn(f64) -> f64, 1e20),
        (|x| 1.0 / ((x - 1.0).powi(2) + 1e-23), 1e23),
        (|x| 1.0 / ((x - 1.0).abs() + 1e-11), 1e11),
        (|x| ((x - 1.0).abs() + 1e-11).ln(), 1e-11f64.ln()),
    ] {
        not_wrong(limit(f, 1.0).outcome(), truth);
    }
    assert_eq!(limit(|x| 1.0 / (x - 1.0).powi(2), 1.0).outcome(), &Outcome::PlusInfinity);
    assert_eq!(limit(|x| (x - 1.0).abs().ln(), 1.0).outcome(), &Outcome::MinusInfinity);
}

#[test]
fn no_error_is_stated_that_is_less_than_rounding() {
    let found = limit(|h| 3.0 * h / h, 0.0);
    assert!(found.error().is_some_and(|error| error >= 3.0 * f64::EPSILON / 2.0));
    is(limit(|x| (x + 1e9) - 1e9, 0.1).outcome(), 0.1);
    is(limit(|x| (x + 1e6) - 1e6, 0.1).outcome(), 0.1);
    is(limit(|x| ((x + 1e9) - 1e9).sin(), -2.303544786871498).outcome(), -0.7433387255501864);
    is(limit(|x| 1e6 * (x + 0.1).sin(), 0.2).outcome(), 295_520.206_661_339_57);
    not_wrong(limit(|x| ((x + 1e9) - 1e9) - x, 0.1).outcome(), 0.0);
    let slow = |x: f64| 1.8810565414774292 + 3.585739227945986 / x.ln().abs().powf(8.0);
    not_wrong(limit_right(slow, 0.0).outcome(), 1.8810565414774292);
    not_wrong(limit(|x| ((x * x + 1.0).sqrt() - x).sin(), 1e6).outcome(), 4.999999999998542e-7);
    not_wrong(limit(|x| (1707.278074735138 * (x + 0.3)).tan(), 0.0).outcome(), 0.10419451057643066);
    // The steps of ⌊x⌋ are no rounding.
    assert!(limit(|x| (1e3 * x).floor(), 2.5005).error().is_some_and(|error| error < 1e-9));
}

#[test]
fn no_estimate_is_printed_with_an_error_of_0() {
    for f in [(|_| 0.0) as fn(f64) -> f64, |x| (-1.0 / (x * x)).exp(), |x| x.floor() * x.floor(), |x| 1e-200 * x * x] {
        for text in [limit(f, 0.3).text(), limit_right(f, 0.0).text()] {
            assert!(text.contains("Error estimate") && !text.contains("Error estimate: 0."), "{text}");
        }
    }
}

#[test]
fn what_happens_some_tenths_away_leaves_no_plain_point_undecided() {
    is(limit(|x| 1.0 / x, 0.4).outcome(), 2.5);
    is(limit(|x| 1.0 / x, -0.5).outcome(), -2.0);
    for (name, f) in [
        ("tan x", f64::tan as fn(f64) -> f64),
        ("tan 3x", |x| (3.0 * x).tan()),
        ("|x − 5|", |x| (x - 5.0).abs()),
        ("⌊x⌋", f64::floor),
        ("1/(x − 3.3)", |x| 1.0 / (x - 3.3)),
    ] {
        let points =
            (1..1000).map(|hundredths| f64::from(hundredths) / 100.0).step_by(if rounds(0) > 0 { 1 } else { 9 });
        let open: Vec<f64> =
            points.filter(|&x| matches!(limit(f, x).outcome(), Outcome::Undetermined { .. })).collect();
        assert!(open.is_empty(), "{name}: {open:?}");
    }
}

#[test]
fn limits_at_infinity_outlast_a_wave_a_pole_and_rounding() {
    is(limit(|x| (x + x.sin()) / x, INFINITY).outcome(), 1.0);
    is(limit(|x| x / (x * x + 1.0).sqrt(), INFINITY).outcome(), 1.0);
    is(limit(|x| x / (x * x + 1.0).sqrt(), NEG_INFINITY).outcome(), -1.0);
    is(limit(|x| (x + 3.0) - (x - 1.0), INFINITY).outcome(), 4.0);
    is(limit(|x| (x + x.sqrt()).sqrt() - x.sqrt(), INFINITY).outcome(), 0.5);
    is(limit(|x| (x + (x + x.sqrt()).sqrt()).sqrt() - x.sqrt(), INFINITY).outcome(), 0.5);
    assert_eq!(limit(|x| (x - 3.0).abs(), INFINITY).outcome(), &Outcome::PlusInfinity);
    assert_eq!(limit(|x| (x * x + 1.0) / (x - 3.0), INFINITY).outcome(), &Outcome::PlusInfinity);
    is(limit(|x| (x.exp() - (-x).exp() - 2.0 * x) / (x - x.sin()), 0.0).outcome(), 2.0);
}

#[test]
fn what_an_exponential_dies_away_to_stays_when_it_overflows() {
    is(limit(|x| (x.exp() - (-x).exp()) / (x.exp() + (-x).exp()), INFINITY).outcome(), 1.0);
    is(limit(|x| x - (x.exp() + 1.0).ln(), INFINITY).outcome(), 0.0);
    is(limit_right(|x| (1.0 / x).exp() / ((1.0 / x).exp() + 7.0), 0.0).outcome(), 1.0);
    is(limit_left(|x| (3f64.powf(-1.0 / x) + 1.0) / 3f64.powf(-1.0 / x), 0.0).outcome(), 1.0);
    // Powers that overflow have died away long before; and a domain may end.
    not_wrong(limit(|x| x.powi(200) / (x.powi(200) + x.exp()), INFINITY).outcome(), 0.0);
    not_wrong(limit(|x| x.powi(150) / (x.powi(150) + x.exp()), INFINITY).outcome(), 0.0);
    not_wrong(limit(|x| 5.0 + (-3.0 * x).exp() * (0.01 * x * x).exp(), INFINITY).outcome(), INFINITY);
    not_wrong(limit(|x| x.powi(296) * (0.5 * x).exp() * (-0.01 * x * x).exp(), INFINITY).outcome(), 0.0);
    not_wrong(limit_right(|x| (-1.0 / x).exp() * (1e-3 / (x * x)).exp(), 0.0).outcome(), INFINITY);
    for ends_at in [5.0, 30.0, 700.0] {
        let f = |x: f64| if x < ends_at { 1.0 + (-x).exp() } else { f64::NAN };
        assert!(limit(f, INFINITY).value().is_none(), "{ends_at}");
    }
}

#[test]
fn steps_too_short_for_anyone_to_have_made_are_rounding() {
    is(limit(|x| (x * x + 1.0).ln() * (x * x).sin(), 4e-6).outcome(), 2.559_999_999_979_519_4e-22);
    is(
        limit(|x| x.signum() * ((x - 1.1344330478863273e-5).powi(2) + 1.0).ln(), 0.0001).outcome(),
        7.859_827_707_352_567e-9,
    );
    is(limit(|x| ((x - 2.0 / 3.0) * (x + 1.0)) / (x - 2.0 / 3.0) * ((x + 1e9) - 1e9), 2.0 / 3.0).outcome(), 10.0 / 9.0);
    is(limit(|x| ((x + 1e9) - 1e9) + (1e4 * x).sin(), -1.0 / 7.0).outcome(), -0.896_264_589_617_370_5);
    is(limit(|x| (x - 229803.73).round() + ((x * x + 1.0).sqrt() - x), 229803.73).outcome(), 2.175_769_731_838_7e-6);
    // Nor are a person's steps taken for rounding.
    let found = limit(|x| 1e3 * x.floor().tanh(), 8.0);
    assert!(matches!(found.outcome(), Outcome::SidesDiffer { .. }), "{found:?}");
    // A pole of 1 beside 4·10¹¹ shows in the last digits only, and 1/0 at the point.
    let f = |x: f64| (x.powi(2) + 7.0 * x + 4.0) - 1.0 / (x + 627811.7489948972);
    assert!(limit(f, -627811.7489948972).value().is_none());
}

#[test]
fn the_reason_for_an_open_limit_is_true() {
    let text = limit(|x| x.powi(200) / x.exp(), INFINITY).text();
    assert!(text.contains("f is infinite from about x = 4e1 on, and its values before that do not say"), "{text}");
    let text = limit(|x| x.powi(200) / (x.powi(200) + x.exp()), INFINITY).text();
    assert!(text.contains("f has no values (NaN) from about x = 4e1 on"), "{text}");
}

type Wave = fn(f64) -> f64;

#[test]
fn what_overflows_inside_of_a_wave_is_no_end_of_the_domain() {
    let waves: [Wave; 7] = [
        |x| 2f64.powf(x).sin() / x,
        |x| 4f64.powf(x).sin() / x,
        |x| 10f64.powf(x).sin() / x,
        |x| x.powf(x).sin() / x,
        |x| 2f64.powf(x).sin() / 2f64.powf(x),
        |x| x + 2f64.powf(x).sin(),
        |x| 2f64.powf(x).cos(),
    ];
    for (index, f) in waves.into_iter().enumerate() {
        let found = limit(f, INFINITY);
        assert!(matches!(found.outcome(), Outcome::Undetermined { .. }), "{index}: {found:?}");
        assert!(!found.text().contains("nearer, rounding has eaten"), "{}", found.text());
    }
    // Domains end, also at such a place.
    let ends: [Wave; 4] =
        [|x| (1024.0 - x).sqrt(), |x| (100.0 - x).ln(), |x| (x / 709.0).asin(), |x| (1024.0 - x).sqrt().sin()];
    for f in ends {
        assert_eq!(limit(f, INFINITY).outcome(), &Outcome::NoValues);
    }
}

#[test]
fn a_square_wave_is_no_rounding() {
    let waves: [Wave; 3] = [|x| x.sin().signum(), |x| x.cos().signum(), |x| (2.0 * x.sin()).floor() + 1.5];
    for f in waves {
        for at in [INFINITY, NEG_INFINITY] {
            let found = limit(f, at);
            assert!(
                matches!(found.outcome(), Outcome::Oscillates { low, high } if *low < 0.0 && *high > 0.0),
                "{found:?}"
            );
        }
    }
}

#[test]
fn a_pole_very_near_the_point_is_not_one_at_it() {
    for distance in [1e-10, 1e-11, 2e-12, 1e-12, 1e-13, -1e-12, -1e-13] {
        for at in [1.0, 2.0, -3.0] {
            let pole = at + distance;
            not_wrong(limit(|x| 1.0 / (x - pole), at).outcome(), 1.0 / (at - pole));
            not_wrong(limit(|x| 1.0 / (x - pole).powi(2), at).outcome(), 1.0 / (at - pole).powi(2));
        }
    }
    is(limit(|x| 1.0 / (x - 1.000000000001), 1.0).outcome(), 1.0 / (1.0 - 1.000000000001));
}

#[test]
fn the_extremes_of_a_small_wave_are_told_apart() {
    let text = limit(|x| 100.0 + 0.001 * x.sin(), INFINITY).text();
    assert!(text.contains("between 99.999 and 100.001 were seen"), "{text}");
    let text = limit(|x| 5.0 + 1e-4 * x.sin(), INFINITY).text();
    assert!(text.contains("between 4.9999 and 5.0001 were seen"), "{text}");
    let text = limit(|x| 1.0 + 1e-5 * (1.0 / x).sin(), 0.0).text();
    assert!(text.contains("between 0.99999 and 1.00001 were seen"), "{text}");
}
