//! How a thing gets into a plot: it is computed and looked at first, and what has no place there becomes a sentence.

use super::builder::Plot;
use super::contour;
use super::curve::Curve;
use super::interval::{Interval, LARGEST};
use super::layer::{Layer, Mark};
use super::role::Role;
use super::ticks::number;
use std::sync::Arc;

const UNDERSAMPLED_MAP: &str = "undersampled: the surface goes up and down faster than a map of this size can show, and is \
                                left out. Give a smaller part of the plane.";
/// More strips than these are narrower than half a pixel.
const MOST_STRIPS: usize = 2000;
/// So many lines are no map, and fill a notebook.
const MOST_LINES: usize = 500;

impl Plot {
    pub(super) fn add_curve(mut self, f: &dyn Fn(f64) -> f64, over: Option<Interval>) -> Plot {
        let over = over.unwrap_or_else(|| self.x_range());
        let role = Role::of_function(self.curves().count());
        match self.sampled("plot", f, over) {
            Some(curve) => self.add(Mark::Curve(curve), role),
            None => self.add(Mark::Nothing, role),
        }
    }

    /// The role of this function's curve, if the picture has it.
    pub(super) fn role_of(&self, f: &dyn Fn(f64) -> f64) -> Option<Role> {
        let is_its = |curve: &Curve| {
            let some = || curve.even.iter().step_by(7).filter(|point| point.1.is_finite());
            some().next().is_some() && some().all(|point| f(point.0) == point.1)
        };
        self.layers.iter().find_map(|layer| match &layer.mark {
            Mark::Curve(curve) if is_its(curve) => Some(layer.role),
            _ => None,
        })
    }

    /// The x over which a further curve is computed.
    fn x_range(&self) -> Interval {
        self.x_window
            .or_else(|| self.curves().next().map(|curve| curve.over))
            .unwrap_or(Interval { from: -10.0, to: 10.0 })
    }

    pub(super) fn sampled(&mut self, place: &str, f: &dyn Fn(f64) -> f64, over: Interval) -> Option<Curve> {
        let over = over.checked(place, &mut self.notes)?;
        let curve = Curve::sample(f, over);
        if curve.pieces.is_empty() && curve.bands.is_empty() {
            let (from, to) = (number(over.from), number(over.to));
            self.notes.push(format!(
                "{place}: the function has no finite value anywhere from x = {from} to {to}. Try another range, or call it \
                 once at a single x to see what it gives."
            ));
            return None;
        }
        Some(curve)
    }

    pub(super) fn add_strips(mut self, f: &dyn Fn(f64) -> f64, over: Interval, count: usize) -> Plot {
        let Some(over) = over.checked("strips", &mut self.notes) else { return self.add(Mark::Nothing, Role::Area) };
        if !(1..=MOST_STRIPS).contains(&count) {
            self.notes.push(format!("strips: {count} of them cannot be drawn. Give a number from 1 to {MOST_STRIPS}."));
            return self.add(Mark::Nothing, Role::Area);
        }
        let middle = |strip: usize| over.from + over.span() * (strip as f64 + 0.5) / count as f64;
        let heights: Vec<f64> = (0..count).map(|strip| f(middle(strip))).collect();
        if let Some(strip) = heights.iter().position(|y| y.is_nan() || y.abs() > LARGEST) {
            let x = number(middle(strip));
            self.notes.push(format!("strips: the function has no finite value at x = {x}. Try another range."));
            return self.add(Mark::Nothing, Role::Area);
        }
        self.add(Mark::Strips(over, heights), Role::Area)
    }

    pub(super) fn add_contours(
        mut self,
        f: &dyn Fn(f64, f64) -> f64,
        x: Interval,
        y: Interval,
        heights: &[f64],
    ) -> Plot {
        let x = x.checked("contours, x", &mut self.notes);
        let y = y.checked("contours, y", &mut self.notes);
        let (Some(x), Some(y)) = (x, y) else { return self.add(Mark::Nothing, Role::Function) };
        let (levels, whole) = contour::levels(f, x, y, heights);
        if !whole || levels.iter().map(|level| level.lines.len()).sum::<usize>() > MOST_LINES {
            self.notes.push(UNDERSAMPLED_MAP.into());
            return self.add(Mark::Nothing, Role::Function);
        }
        if levels.iter().all(|level| level.lines.is_empty()) {
            self.notes.push("contours: the function reaches none of these heights here. Give others.".into());
            return self.add(Mark::Nothing, Role::Function);
        }
        self.add(Mark::Contours(levels, x, y), Role::Function)
    }

    pub(super) fn add_tangent(mut self, f: &dyn Fn(f64) -> f64, x: f64) -> Plot {
        // The cube root of f64's precision balances the errors of a central difference.
        let h = f64::EPSILON.cbrt() * x.abs().max(1.0);
        let (left, y, right) = (f(x - h), f(x), f(x + h));
        let slope = (right - left) / (2.0 * h);
        // Left and right slope of a smooth curve differ by about h; those of a corner do not come closer.
        let bend = ((right - y) - (y - left)).abs() / h;
        if !(slope.is_finite() && y.is_finite()) || bend > 1e-2 * slope.abs().max(1.0) {
            let x = number(x);
            self.notes.push(format!(
                "tangent: at x = {x} the curve has no value, a jump or a corner, and so no tangent. Try an x beside it."
            ));
            return self.add(Mark::Nothing, Role::Secant);
        }
        self.add_at("tangent", &[(x, y)], Mark::Line((x, y), (x + 1.0, y + slope)), Role::Secant)
    }

    pub(super) fn add_list(
        mut self,
        place: &str,
        points: &[(f64, f64)],
        least: usize,
        mark: impl FnOnce(Vec<(f64, f64)>) -> Mark,
        role: Role,
    ) -> Plot {
        let finite: Vec<_> = points.iter().copied().filter(is_drawable).collect();
        let missing = points.len() - finite.len();
        if missing > 0 {
            self.notes.push(format!("{place}: {missing} of {} points are not finite and left out.", points.len()));
        }
        if finite.len() < least {
            let ending = if least == 1 { "" } else { "s" };
            self.notes.push(format!("{place}: needs {least} point{ending} at least and got {}.", finite.len()));
            return self.add(Mark::Nothing, role);
        }
        self.add(mark(finite), role)
    }

    pub(super) fn add_at(mut self, place: &str, points: &[(f64, f64)], mark: Mark, role: Role) -> Plot {
        if let Some((x, y)) = points.iter().find(|point| !is_drawable(point)) {
            let (x, y) = (number(*x), number(*y));
            self.notes
                .push(format!("{place}: ({x}, {y}) has no place in the plane and is left out. Give finite numbers."));
            return self.add(Mark::Nothing, role);
        }
        self.add(mark, role)
    }

    pub(super) fn add(mut self, mark: Mark, role: Role) -> Plot {
        self.layers.push(Arc::new(Layer { mark, role, name: None, label: None, descent: None }));
        self
    }

    /// The same picture with a change in what was added last.
    pub(super) fn with_last(&self, method: &str, change: impl FnOnce(&mut Layer)) -> Plot {
        self.with(|plot| match plot.layers.last_mut() {
            Some(layer) => change(Arc::make_mut(layer)),
            None => plot
                .notes
                .push(format!("{method}: nothing has been added yet. Call it after .curve(…), .point(…) and so on.")),
        })
    }
}

fn is_drawable(&(x, y): &(f64, f64)) -> bool {
    // NaN is not smaller than anything.
    x.abs() <= LARGEST && y.abs() <= LARGEST
}
