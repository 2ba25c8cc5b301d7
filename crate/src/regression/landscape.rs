//! A function of two numbers as the landscape that it is, seen from the side, with its map beside it.

use crate::plot::{Interval, Panels, Plot, Role, figure, side_by_side};

/// So many lines each way are the net that the surface is drawn by.
const LINES: usize = 12;
/// So many straight parts make one of them, to look round.
const PARTS: usize = 48;
/// How far a step away from the reader goes to the right, and up.
const AWAY: (f64, f64) = (0.45, 0.35);
/// The height of the highest place, as wide as the net is 1.
const HIGH: f64 = 0.9;

/// The surface of `f` over a part of the plane, beside its map with lines at these heights. An arrow shows the gradient at a
/// place: on the map the direction of steepest rise, at a right angle to the lines; on the surface the way up itself.
///
/// ```
/// use calculus::prelude::*;
/// landscape(|x, y| x * x + 4.0 * y * y, -2.0..=2.0, -1.0..=1.0, &[0.5, 1.0, 2.0, 4.0], (1.0, 0.5));
/// ```
///
/// Where the function has no finite value the net has a gap, and where it has no slope there is no arrow.
pub fn landscape(
    f: impl Fn(f64, f64) -> f64,
    x: impl Into<Interval>,
    y: impl Into<Interval>,
    heights: &[f64],
    at: (f64, f64),
) -> Panels {
    drawn(&f, x.into(), y.into(), heights, at)
}

fn drawn(f: &dyn Fn(f64, f64) -> f64, x: Interval, y: Interval, heights: &[f64], (p, q): (f64, f64)) -> Panels {
    let gradient = (slope(&|x| f(x, q), p), slope(&|y| f(p, y), q));
    let length = gradient.0.hypot(gradient.1);
    // The arrow takes a quarter of the picture, whatever the units.
    let reach = 0.25 * (x.to - x.from).min(y.to - y.from) / length;
    let tip = (p + reach * gradient.0, q + reach * gradient.1);
    let arrow = (length.is_finite() && length > 0.0).then_some(tip);

    let mut map = figure().equal_axes().contours(f, x, y, heights).title("From above");
    let mut net = net(f, x, y);
    if let Some(tip) = arrow {
        map = map.arrow((p, q), tip).role(Role::Derivative).label("gradient");
        let ground = View::of(f, x, y);
        let way: Vec<(f64, f64)> = (0..=20)
            .map(|part| f64::from(part) / 20.0)
            .map(|part| (p + part * (tip.0 - p), q + part * (tip.1 - q)))
            .map(|(x, y)| ground.seen(x, y, f(x, y)))
            .collect();
        if let [.., before, end] = way[..] {
            net = net.smooth_path(&way).role(Role::Derivative).arrow(before, end).role(Role::Derivative);
        }
    }
    map = map.point(p, q).role(Role::PointP);
    let ground = View::of(f, x, y);
    let (u, v) = ground.seen(p, q, f(p, q));
    side_by_side([net.point(u, v).role(Role::PointP), map])
}

/// The slope, by a central difference.
fn slope(f: &dyn Fn(f64) -> f64, x: f64) -> f64 {
    let h = f64::EPSILON.cbrt() * x.abs().max(1.0);
    (f(x + h) - f(x - h)) / (2.0 * h)
}

/// Where a place of the landscape is seen.
struct View {
    x: Interval,
    y: Interval,
    low: f64,
    high: f64,
}

impl View {
    fn of(f: &dyn Fn(f64, f64) -> f64, x: Interval, y: Interval) -> View {
        let mut view = View { x, y, low: f64::INFINITY, high: f64::NEG_INFINITY };
        for (across, away) in (0..=LINES).flat_map(|across| (0..=LINES).map(move |away| (across, away))) {
            let (x, y) = view.place(across as f64 / LINES as f64, away as f64 / LINES as f64);
            let height = f(x, y);
            if height.is_finite() {
                (view.low, view.high) = (view.low.min(height), view.high.max(height));
            }
        }
        view
    }

    fn place(&self, across: f64, away: f64) -> (f64, f64) {
        let at = |over: Interval, part: f64| over.from + part * (over.to - over.from);
        (at(self.x, across), at(self.y, away))
    }

    fn seen(&self, x: f64, y: f64, height: f64) -> (f64, f64) {
        let across = (x - self.x.from) / (self.x.to - self.x.from);
        let away = (y - self.y.from) / (self.y.to - self.y.from);
        let up = HIGH * (height - self.low) / (self.high - self.low).max(f64::MIN_POSITIVE);
        (across + AWAY.0 * away, up + AWAY.1 * away)
    }
}

fn net(f: &dyn Fn(f64, f64) -> f64, x: Interval, y: Interval) -> Plot {
    let view = View::of(f, x, y);
    let line = |turned: bool, index: usize| -> Vec<(f64, f64)> {
        let fixed = index as f64 / LINES as f64;
        let places = (0..=PARTS).map(|part| part as f64 / PARTS as f64);
        let places = places.map(|along| if turned { view.place(fixed, along) } else { view.place(along, fixed) });
        places.map(|(x, y)| view.seen(x, y, f(x, y))).collect()
    };
    let lines = [false, true].into_iter().flat_map(|turned| (0..=LINES).map(move |index| (turned, index)));
    let plot = figure().without_axes().title("From the side");
    lines.fold(plot, |plot, (turned, index)| plot.smooth_path(&line(turned, index)).role(Role::Function))
}
