//! The truth about functions made by hand, against what is known, and against the same formula read as `f64`.

#[path = "handmade/mod.rs"]
mod handmade;

use handmade::formula::Function::{Abs, Cbrt, Floor, Ln, Round, Signum, Sin, Sqrt, Tan};
use handmade::{Formula, Point, Side, cases, truth};
use std::collections::BTreeMap;
use std::f64::consts::PI;

use Formula::X;

fn number(value: f64) -> Formula {
    value.into()
}

#[test]
fn known_points_are_what_they_are() {
    let infinity = f64::INFINITY;
    let known = [
        (X.powi(2) + number(2.0) * X + 2.0, 2.0, Point::Smooth { value: 10.0, slope: 6.0 }),
        ((X.powi(2) - 1.0) / (X - 1.0), 1.0, Point::Hole { value: 2.0, slope: 1.0 }),
        (X.of(Sin) / X, 0.0, Point::Hole { value: 1.0, slope: 0.0 }),
        (X.of(Abs), 0.0, Point::Kink { left: -1.0, right: 1.0 }),
        (X.of(Abs), -2.0, Point::Smooth { value: 2.0, slope: -1.0 }),
        (X.of(Abs).powf(1.5), 0.0, Point::Smooth { value: 0.0, slope: 0.0 }),
        (X.of(Abs).of(Sqrt), 0.0, Point::Upright { left: -infinity, right: infinity }),
        (X.of(Cbrt), 0.0, Point::Upright { left: infinity, right: infinity }),
        (X.of(Cbrt), 8.0, Point::Smooth { value: 2.0, slope: 1.0 / 12.0 }),
        ((X.powi(2) * X.powi(4)).of(Sqrt), 0.0, Point::Smooth { value: 0.0, slope: 0.0 }),
        (X.of(Floor), 3.0, Point::Jump { left: 2.0, right: 3.0 }),
        (X.of(Floor), 2.5, Point::Smooth { value: 2.0, slope: 0.0 }),
        (X.of(Round), -2.5, Point::Jump { left: -3.0, right: -2.0 }),
        (X.powi(2).of(Floor) - X.of(Abs), 0.0, Point::Kink { left: 1.0, right: -1.0 }),
        (Formula::Neg(X.powi(2).into()).of(Floor), 0.0, Point::Jump { left: -1.0, right: -1.0 }),
        (X.of(Signum), 0.0, Point::Jump { left: -1.0, right: 1.0 }),
        (Formula::Max(X.into(), X.powi(2).into()), 1.0, Point::Kink { left: 1.0, right: 2.0 }),
        (Formula::If(1.0, X.into(), (X * 2.0).into()), 1.0, Point::Jump { left: 1.0, right: 2.0 }),
        (number(25.0) / X, 0.0, Point::Pole { left: Side::Infinite(-infinity), right: Side::Infinite(infinity) }),
        (
            (X - 1.0).of(Sqrt),
            1.0,
            Point::Edge { left: Side::NoValues, right: Side::Finite { value: 0.0, slope: infinity } },
        ),
        (X.of(Ln), -1.0, Point::Outside),
    ];
    for (formula, at, point) in known {
        assert_eq!(truth(&formula, at).map(|truth| truth.point), Some(point), "{formula} at {at}");
    }
    // Essential singularities have no such series.
    assert_eq!(truth(&(number(1.0) / X).of(Sin), 0.0), None);
}

#[test]
fn the_next_feature_is_about_as_far_away_as_it_is() {
    let away = |formula: Formula, at: f64| truth(&formula, at).map_or(f64::NAN, |truth| truth.next_feature);
    for (found, known) in [
        (away(number(1.0) / X, 0.5), 0.5),
        (away(X.of(Tan), -1000.0), 318.5 * PI - 1000.0),
        (away(X.of(Floor), 2.9), 0.1),
        (away((X - 5.0).of(Abs), 4.6), 0.4),
        (away(X.of(Abs), 0.0), f64::INFINITY),
    ] {
        assert!(found == known || (found / known).log2().abs() < 1.5, "{found} for {known}");
    }
}

#[test]
fn the_two_readings_agree() {
    let (mut together, mut all) = (0, 0);
    let mut kinds = BTreeMap::new();
    for case in cases(1).take(300) {
        let kind = format!("{:?}", case.truth.point);
        *kinds.entry(kind.split(' ').next().unwrap_or_default().to_owned()).or_insert(0) += 1;
        if let Point::Smooth { value, .. } = case.truth.point {
            let apart = (case.formula.at(case.at) - value).abs();
            all += 1;
            together += usize::from(apart <= 1e-9 * value.abs().max(1e-9));
            if apart > 1e-9 * value.abs().max(1e-9) {
                println!("apart by {apart:e}: {}", case.written());
            }
        }
    }
    println!("{kinds:?}; of {all} smooth points {together} have nine digits in f64");
    assert!(kinds.len() == 8 && together * 100 >= all * 95);
}
