//! The numbers in the notebook on limits.

use super::account::*;
use super::notebook::Notebook;
use super::{parabola, same, secant, slope, slope_of};
use calculus::prelude::*;
use std::f64::consts::PI;

fn distance(t: f64) -> f64 {
    0.75 * t.powi(2) - t.powi(3) / 120.0
}

fn speed(t: f64) -> f64 {
    1.5 * t - 0.025 * t.powi(2)
}

fn area(f: impl Fn(f64) -> f64, from: f64, to: f64, strips: u32) -> f64 {
    let width = (to - from) / f64::from(strips);
    (0..strips).map(|i| f(from + width * (f64::from(i) + 0.5)) * width).sum()
}

fn hole(x: f64) -> f64 {
    (x.powi(2) - 1.0) / (x - 1.0)
}

/// Two corners of the regular pentagon, by the number of sides between them.
fn pentagon(apart: f64) -> f64 {
    2.0 * (apart * PI / 5.0).sin()
}

const FORMULAS: [&str; 16] = [
    "x^2 + 2x + 2",
    r"\frac{x^2 - 1}{x - 1}",
    r"\frac{x^2 - 25}{x + 5}",
    r"\frac{x^2 - 2x - 8}{x - 4}",
    r"\frac{25}{x}",
    "$25/x$",
    "$0/0$",
    r"\frac{\sin x}{x}",
    r"x \to 0",
    r"x \to 1",
    r"x \to 5",
    r"x \to 3",
    r"x \to 4",
    r"x \to -1",
    r"x \to -5",
    "x^2 - 1",
];

#[test]
fn numbers() {
    let notebook = Notebook::read("01-limits");
    // Where the speed is highest: its own slope is 0, and that of the distance largest.
    let fastest = (0..=60).map(f64::from).max_by(|a, b| speed(*a).total_cmp(&speed(*b))).unwrap();
    let errors = |n: usize| [PI - inscribed_area(n), circumscribed_area(n) - PI];
    let wing = pentagon(1.0) * (PI / 5.0).sin();
    let middle = 2.0 * area_of_middle() / pentagon(2.0);
    let accounts = vec![
        ("start-title", vec![Formula("Rust · 1"), Is("four", 4.0), Is("ninety", 90.0)]),
        ("start-agenda", vec![Is("three", 3.0), Formula("1. **Limits**"), Formula("2. **Deriv"), Formula("3. **Auto")]),
        ("start-how", vec![Given(&["twice"])]),
        // The list counts them.
        ("start-subjects", vec![Is("eight", 8.0), Given(&["1", "2", "3", "4", "5", "6", "7", "8"])]),
        ("L01-where", vec![Is("four", 4.0)]),
        ("L01-before-after", vec![Is("four", 4.0)]),
        ("L01-two-branches", vec![Is("900", distance(60.0)), Is("60", 60.0)]),
        (
            "L01-slope-text",
            vec![Is("three", 3.0), Is("30", fastest), Is("0", 1.5 - 0.05 * fastest), Given(&["20", "20.01"])],
        ),
        ("L01-three-text", vec![Is("three", 3.0)]),
        ("L01-slope-of-speed-text", vec![Given(&["20.01", "20.0001", "0.01", "0.0001"])]),
        ("L01-area-text", vec![Is("20", speed(20.0)), Given(&["1"])]),
        ("L01-strips-text", vec![Given(&["6", "60", "600"]), Is("900", distance(60.0))]),
        ("L01-distance-back-text", vec![Given(&["20"])]),
        ("L02-history", vec![Given(&["1800", "400", "250", "11", "14"])]),
        ("L02-leibniz-newton", vec![Given(&["17", "twice"])]),
        ("L03-polygon", vec![Given(&["three", "five"]), Given(&["half"]), Formula(r"\tfrac12")]),
        (
            "L03-pentagon-text",
            vec![Given(&["1"]), Is("1.902", pentagon(2.0)), Is("0.691", wing), Is("1.118", middle), Is("three", 3.0)],
        ),
        ("L03-circle", vec![Given(&["1"])]),
        ("L03-table-text", vec![Given(&["48"])]),
        (
            "L03-table-reading",
            vec![
                Given(&["96", "192", "384"]),
                Is("3.1393502", inscribed_area(96)),
                Is("3.1427146", circumscribed_area(96)),
                About("4", errors(48)[0] / errors(96)[0]),
                About("4", errors(48)[1] / errors(96)[1]),
                Formula("1/n^2"),
            ],
        ),
        (
            "L03-no-pi",
            vec![
                Formula(r"\tfrac12\, n \sin(2\pi/n)"),
                Formula(r"\frac{2\,a'\,b}{a' + b}"),
                Formula(r"\tfrac32\sqrt3"),
                Formula(r"2\sqrt3"),
                Formula(r"$3\tfrac{10}{71} < \pi < 3\tfrac17$"),
                Given(&["1667", "96", "twice"]),
            ],
        ),
        (
            "L03-doubling-text",
            vec![
                Formula(r"\tfrac32\sqrt3 \cdot 2\sqrt3"),
                Is("9", 1.5 * 3f64.sqrt() * 2.0 * 3f64.sqrt()),
                Given(&["12"]),
                Is("3", inscribed_area(12)),
            ],
        ),
        ("L04-zoom-text", vec![Is("1", parabola(-1.0))]),
        (
            "L04-closer",
            vec![
                Is("four", 4.0),
                Formula("(-1, 1)"),
                Formula(r"$[-2, 0] \times [0, 2]$"),
                Formula(r"$[-1.5, -0.5] \times [0.5, 1.5]$"),
                Formula(r"$[-1.1, -0.9] \times [0.9, 1.1]$"),
                Formula(r"$[-1.01, -0.99] \times [0.99, 1.01]$"),
            ],
        ),
        ("L04-straight", vec![Is("0", slope(-1.0)), Given(&["2", "1"]), Is("6", slope(2.0))]),
        ("L04-try", vec![Given(&["3"]), Is("5", parabola(-3.0))]),
        ("L05-minimum-text", vec![Given(&["0"])]),
        ("L05-downhill-reading", vec![Formula("$2x + 2$"), Given(&["4", "0.15", "0.5", "1"])]),
        (
            "L05-roc-text",
            vec![Given(&["20"]), Is("0.5", area(|x| x, 0.0, 1.0, 100)), Is("1", area(|_| 1.0, 0.0, 1.0, 100))],
        ),
        ("L05-break", vec![Is("0.8", area(|x| x.powf(0.25), 0.0, 1.0, 10_000))]),
        (
            "L06-continuous",
            vec![
                Given(&["5"]),
                Formula(r"5^2 + 2 \cdot 5 + 2"),
                Is("25", 5.0 * 5.0),
                Is("10", 2.0 * 5.0),
                Given(&["2"]),
                Is("37", parabola(5.0)),
            ],
        ),
        ("L06-limit-text", vec![Given(&["5"])]),
        ("L06-try", vec![Given(&["5.0"])]),
        ("L07-hole", vec![Given(&["1", "2"]), Is("3", hole(2.0)), Formula("$3/1$")]),
        ("L07-at-one", vec![Given(&["1"])]),
        ("L07-nan-text", vec![Formula("1^2 - 1 = 0"), Formula("1 - 1 = 0"), Given(&["0", "1"])]),
        (
            "L07-rounding",
            vec![
                Is("1.9", hole(0.9)),
                Is("1.999", hole(0.999)),
                Is("2.1", hole(1.1)),
                Is("2.001", hole(1.001)),
                Is("2", limit_by_algebra(|x| (x.powi(2) - 1.0) / (x - 1.0), 1.0).value().unwrap()),
                About("16", -f64::EPSILON.log10()),
            ],
        ),
        ("L07-chart-text", vec![Is("2", hole(1.0 + 1e-9).round())]),
        ("L07-near-text", vec![Given(&["1"])]),
        (
            "L08-algebra",
            vec![
                Is("three", 3.0),
                Formula(r"\frac{(x - 1)(x + 1)}{x - 1}"),
                Formula("(x + 1)"),
                Formula("x - 1"),
                Formula("1 + 1 = 2"),
                Given(&["1", "0"]),
            ],
        ),
        ("L08-try", vec![Is("three", 3.0), Formula("(x^2 - 9)/(x - 3)")]),
        ("L08-root-text", vec![Formula("u - v^2"), Is("three", 3.0)]),
        ("L09-sine", vec![Given(&["0"])]),
        ("L09-values-text", vec![Is("1", (1e-9f64).sin() / 1e-9), Formula(r"\sin 0 / 0 = 0/0"), Given(&["0"])]),
        ("L09-chart-text", vec![Formula("$(0, 1)$")]),
        ("L09-known-text", vec![Given(&["0"])]),
        ("L09-squeeze", vec![Given(&["0", "three"]), Is("1", 0f64.cos()), Formula("< 1$")]),
        ("L10-infinity", vec![Given(&["25"])]),
        (
            "L10-values-text",
            vec![Given(&["thousand", "million"]), Is("0.025", 25.0 / 1e3), Is("0.000025", 25.0 / 1e6), Given(&["0"])],
        ),
        ("L10-band-text", vec![Given(&["0"])]),
        ("L10-joined-text", vec![Given(&["0"])]),
        ("L10-broken-text", vec![Formula("x = 0")]),
        ("L11-one-side", vec![Given(&["0"])]),
        ("L11-machine-zero", vec![Formula("$25/0$"), Formula("$+0$"), Formula("$-0$")]),
        ("L12-exercises", vec![Is("five", 5.0), Given(&["0", "1", "2"])]),
        ("L12-practice", vec![Given(&["2"])]),
    ];
    check(&notebook.prose(), &FORMULAS, &accounts);
}

/// That of the triangle between two diagonals and a side.
fn area_of_middle() -> f64 {
    let (side, diagonal) = (pentagon(1.0), pentagon(2.0));
    side * (diagonal.powi(2) - side.powi(2) / 4.0).sqrt() / 2.0
}

#[test]
fn claims_without_a_number_of_their_own() {
    // L01: speed is the slope of distance, acceleration that of speed.
    assert!(same("1.5x - 0.025x^2", slope_of("0.75x^2 - x^3/120")));
    assert!(same("1.5 - 0.05x", slope_of("1.5x - 0.025x^2")));
    // L01-slope-text: closer with a smaller step.
    let miss = |step: f64| (secant(distance, 20.0, 20.0 + step) - speed(20.0)).abs();
    assert!(miss(0.0001) < miss(0.01) / 50.0);
    // L01-strips-text: ever closer.
    let strips = [6, 60, 600].map(|n| area(speed, 0.0, 60.0, n) - 900.0);
    assert!(strips[0] > strips[1] && strips[1] > strips[2] && strips[2] > 0.0);
    // L03-pentagon: the three triangles are the pentagon, ½gw + ½hw + ½gw.
    let (w, wing) = (pentagon(2.0), pentagon(1.0) * (PI / 5.0).sin());
    assert!((wing * w + area_of_middle() - inscribed_area(5)).abs() < 1e-12);
    // L03-table-reading: the errors times n² settle.
    let scaled = |n: usize| (PI - inscribed_area(n)) * (n * n) as f64;
    assert!((scaled(96) / scaled(48) - 1.0).abs() < 1e-3);
    // L03-no-pi: the formula, and Archimedes' bounds, which 96 sides allow.
    assert!((0.5 * 96.0 * (2.0 * PI / 96.0).sin() - inscribed_area(96)).abs() < 1e-12);
    assert!(
        (1.5 * 3f64.sqrt() - inscribed_area(6)).abs() < 1e-12
            && (2.0 * 3f64.sqrt() - circumscribed_area(6)).abs() < 1e-12
    );
    let (inside, outside) = (96.0 * (PI / 96.0).sin(), 96.0 * (PI / 96.0).tan());
    assert!(3.0 + 10.0 / 71.0 < inside && outside < 3.0 + 1.0 / 7.0);
    // L01-car-text: the arrow is longest half the way, and as it grew it shrinks.
    assert!((0..60).map(f64::from).all(|t| (speed(t + 1.0) > speed(t)) == (t < 30.0)));
    // L05-downhill-reading: a small rate stops on the way, 0.5 arrives at once, up to 1 the steps come closer from side to
    // side, and beyond 1 they leave.
    let walk = |rate: f64| std::iter::successors(Some(4.0), move |x| Some(x - rate * (2.0 * x + 2.0))).take(13);
    assert!(walk(0.15).zip(walk(0.15).skip(1)).all(|(x, next)| (next + 1.0).abs() < (x + 1.0).abs()));
    let distances = |rate: f64| walk(rate).map(|x| x + 1.0).collect::<Vec<f64>>();
    assert!(distances(0.02)[12] > 2.5);
    assert_eq!(distances(0.5)[1], 0.0);
    for rate in [0.52, 0.9, 0.98] {
        assert!(distances(rate).windows(2).all(|pair| pair[0] * pair[1] < 0.0 && pair[1].abs() < pair[0].abs()));
    }
    assert!(distances(1.02).windows(2).all(|pair| pair[1].abs() > pair[0].abs()));
    assert!(walk(1.02).all(|x| (-10.0..=8.0).contains(&x) && parabola(x) < 70.0), "the picture has room for them");
    // L05-roc-text: beyond 20 minutes next to nothing is left, (20 + 1)·e⁻²⁰, and the strips miss more than that.
    let by_strips = area(|x| x * (-x).exp(), 0.0, 20.0, 10_000);
    assert!(21.0 * (-20f64).exp() < 1e-7 && (by_strips - 1.0).abs() > 21.0 * (-20f64).exp());
    // L07-rounding: the closer, the worse.
    let noise = |x: f64| (hole(x) - (x + 1.0)).abs();
    assert!(noise(1.0 + 1e-3) < noise(1.0 + 1e-6) && noise(1.0 + 1e-6) < noise(1.0 + 1e-9));
    // L10-band: beyond the place, and the next whole number is beyond it.
    for near in (1..=20).map(|n| 0.25 * f64::from(n)) {
        let place = (25.0 / near).ceil();
        assert!((1..1000).map(|n| place + 0.1 * f64::from(n)).all(|x| 25.0 / x < near));
    }
    // L09-squeeze.
    assert!((1..300).map(|n| f64::from(n) / 100.0).all(|x: f64| x.cos() < x.sin() / x && x.sin() / x < 1.0));
}
