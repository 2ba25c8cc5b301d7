//! The moving picture of the chapter: Q slides to P, and the secant becomes the tangent.

use super::line::{Line, height};
use super::slope::slope;
use crate::plot::{self, Animation, Plot, Role, animation, figure, plot};

/// Pictures on the way. Between two of them everything moves smoothly, so that a few are enough.
const FRAMES: i32 = 30;

/// A moving picture in which Q slides along the curve of `f` from x = `q` to P at x = `p`, and the secant becomes the
/// tangent. It plays by itself, also where scripts do not run.
///
/// ```
/// use calculus::prelude::*;
/// secant_to_tangent(|x| x.powi(2) + 2.0 * x + 2.0, 2.0, 5.0);
/// ```
///
/// Where there is no secant to begin with, or no tangent to end at, a still picture says why.
pub fn secant_to_tangent(f: impl Fn(f64) -> f64, p: f64, q: f64) -> Animation {
    of_curve(&f, p, q)
}

fn of_curve(f: &dyn Fn(f64) -> f64, p: f64, q: f64) -> Animation {
    let still = |problem: &str| animation([figure().noted(problem)]);
    let (y, last) = match height(f, p).and_then(|y| Ok((y, height(f, q)?))).and_then(|(y, _)| Ok((y, slope(f, p)?))) {
        Ok((y, slope)) => (y, slope.value),
        Err(problem) => return still(&problem),
    };
    if p == q {
        return still("P and Q are the same point, so Q has no way to go. Choose another x for Q.");
    }
    let way = q - p;
    let (from, to) = (p.min(q) - 0.5 * way.abs(), p.max(q) + 0.25 * way.abs());
    let background = plot(f, from..=to).named("f");
    let frame = |index: i32| {
        // Slower and slower: what happens near P is what matters.
        let left = (1.0 - f64::from(index) / f64::from(FRAMES)).powi(2);
        let x = p + left * way;
        picture(&background, (p, y), (x, f(x)), (index == FRAMES).then_some(last))
    };
    animation((0..=FRAMES).map(frame)).seconds(5.0).rest(2.0)
}

fn picture(background: &Plot, p: (f64, f64), q: (f64, f64), tangent: Option<f64>) -> Plot {
    let line = Line::through(p, tangent.unwrap_or((q.1 - p.1) / (q.0 - p.0)));
    // The slope runs where the eye is: at Q.
    let (name, label) = match tangent {
        Some(slope) => ("tangent: Δx → 0".into(), format!("slope {}", plot::number(slope))),
        None => (format!("secant: Δx = {:.3}", q.0 - p.0), format!("Q, slope {:.3}", line.slope)),
    };
    let written = |text: String| text.replace('-', "−");
    background
        .clone()
        .title("Q slides to P, and the secant becomes the tangent")
        .secant(p, (p.0 + 1.0, p.1 + line.slope))
        .named(written(name))
        // Labels are placed in this order, and P's should stay where it is.
        .point(p.0, p.1)
        .role(Role::PointP)
        .label("P")
        .point(q.0, q.1)
        .role(Role::PointQ)
        .label(written(label))
}
