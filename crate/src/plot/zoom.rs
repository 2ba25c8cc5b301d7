//! A smooth curve under a magnifying glass: the closer one looks, the straighter it is.

use super::builder::Plot;
use super::interval::Interval;
use super::slider::{Slider, slider};
use super::touch::Reach;
use super::{figure, plot};

/// The curve of `f` around the place `x`, as wide as these, the widest first: each number is half the width. A square marks
/// what the next picture shows. Where scripts run, a bar has every width between the first and the last.
///
/// ```
/// use calculus::prelude::*;
/// zoom(|x| x.powi(2) + 2.0 * x + 2.0, -1.0, [1.0, 0.5, 0.1, 0.01]);
/// ```
///
/// One step in x is as long as one in y, so a slope of 1 rises at 45°. Where `f` has no value at `x` the picture says so, and
/// widths that are not above 0 are left out.
pub fn zoom(f: impl Fn(f64) -> f64, x: f64, half_widths: impl IntoIterator<Item = f64>) -> Slider {
    of_curve(&f, x, half_widths.into_iter().filter(|half| *half > 0.0 && half.is_finite()).collect())
}

fn of_curve(f: &dyn Fn(f64) -> f64, x: f64, halves: Vec<f64>) -> Slider {
    let y = f(x);
    let around = |place: f64, half: f64| Interval { from: place - half, to: place + half };
    let square = |half: f64| {
        [(-1.0, -1.0), (1.0, -1.0), (1.0, 1.0), (-1.0, 1.0), (-1.0, -1.0)].map(|(u, v)| (x + half * u, y + half * v))
    };
    let picture = |index: usize| -> Plot {
        let half = halves[index];
        if !y.is_finite() {
            return figure().noted("zoom: the function has no finite value at this place. Choose another x.");
        }
        let seen = plot(f, around(x, half)).equal_axes().window(around(x, half), around(y, half)).point(x, y);
        match halves.get(index + 1) {
            Some(next) if *next < half => seen.outline(&square(*next)),
            _ => seen,
        }
    };
    let mut next = 0..halves.len();
    let pictures = slider("half the width", halves.iter().copied(), |_| picture(next.next().unwrap_or(0)));
    match halves[..] {
        [from, .., to] if y.is_finite() => pictures.reaching(from, to, Reach::Width(x, y)),
        _ => pictures,
    }
}
