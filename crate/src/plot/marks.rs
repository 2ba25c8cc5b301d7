//! What a plot can show: curves, points, lines, areas and shapes.

use super::builder::Plot;
use super::interval::{Interval, LARGEST};
use super::layer::{Descent, Layer, Mark};
use super::role::Role;
use super::ticks::number;
use super::view;
use std::sync::Arc;

impl Plot {
    /// Adds the curve of another function, over the same x as the rest of the picture (−10 to 10 if it has none).
    ///
    /// ```
    /// # use calculus::prelude::*;
    /// plot(f64::sin, -3.0..=3.0).named("sin x").curve(f64::cos).named("cos x");
    /// ```
    pub fn curve(&self, f: impl Fn(f64) -> f64) -> Plot {
        self.clone().add_curve(&f, None)
    }

    /// Adds the curve of another function over a range of its own.
    ///
    /// ```
    /// # use calculus::prelude::*;
    /// plot(|x| -x, -2.0..=0.0).curve_over(|x| x, 0.0..=2.0).role(Role::Function);
    /// ```
    pub fn curve_over(&self, f: impl Fn(f64) -> f64, over: impl Into<Interval>) -> Plot {
        self.clone().add_curve(&f, Some(over.into()))
    }

    /// Names what was added last in the legend.
    ///
    /// ```
    /// # use calculus::prelude::*;
    /// plot(|x| x * x, -2.0..=2.0).named("x²").tangent(|x| x * x, 1.0).named("tangent at 1");
    /// ```
    pub fn named(&self, name: impl Into<String>) -> Plot {
        self.with_last("named", |layer| layer.name = Some(name.into()))
    }

    /// Writes a text beside what was added last: at a point, at the end of a curve or a line, in the middle of
    /// a shape. A point called Q gets the colour of Q.
    ///
    /// ```
    /// # use calculus::prelude::*;
    /// plot(|x| x * x, -2.0..=2.0).point(1.0, 1.0).label("P");
    /// ```
    pub fn label(&self, text: impl Into<String>) -> Plot {
        let text = text.into();
        self.with_last("label", |layer| {
            if matches!(layer.mark, Mark::Point(..)) && text.starts_with('Q') && layer.role == Role::PointP {
                layer.role = Role::PointQ;
            }
            layer.label = Some(text);
        })
    }

    /// Gives what was added last the colour of another role.
    ///
    /// ```
    /// # use calculus::prelude::*;
    /// plot(|x| 2.0 * x, -2.0..=2.0).role(Role::Derivative).title("The slope of x²");
    /// ```
    pub fn role(&self, role: Role) -> Plot {
        self.with_last("role", |layer| layer.role = role)
    }

    /// Joins the pieces of the curve added last across its breaks, as a naive chart does: to show the mistake.
    ///
    /// ```
    /// # use calculus::prelude::*;
    /// plot(|x| 25.0 / x, -10.0..=10.0).joined().title("Wrong: there is no line at x = 0");
    /// ```
    pub fn joined(&self) -> Plot {
        let is_curve = |layer: &Arc<Layer>| matches!(layer.mark, Mark::Curve(_));
        let Some(last) = self.layers.iter().rposition(is_curve) else {
            return self.noted("joined: there is no curve to join yet. Call it after plot(…) or .curve(…).");
        };
        self.with(|plot| {
            if let Mark::Curve(curve) = &mut Arc::make_mut(&mut plot.layers[last]).mark {
                curve.joined = true;
            }
        })
    }

    /// Marks a point.
    ///
    /// ```
    /// # use calculus::prelude::*;
    /// plot(|x| x * x, -2.0..=2.0).point(1.0, 1.0).label("P");
    /// ```
    pub fn point(&self, x: f64, y: f64) -> Plot {
        self.clone().add_at("point", &[(x, y)], Mark::Point(x, y), Role::PointP)
    }

    /// Marks a point that is not there, by an open circle: a hole in a curve, an end that does not belong to it.
    ///
    /// ```
    /// # use calculus::prelude::*;
    /// plot(|x| x.sin() / x, -10.0..=10.0).open_point(0.0, 1.0);
    /// ```
    pub fn open_point(&self, x: f64, y: f64) -> Plot {
        self.clone().add_at("open_point", &[(x, y)], Mark::OpenPoint(x, y), Role::Forbidden)
    }

    /// Draws dashed guides from both axes to the point (x, y), with its coordinates written at the axes.
    ///
    /// ```
    /// # use calculus::prelude::*;
    /// plot(|x| x * x + 2.0 * x + 2.0, -10.0..=10.0).guides(5.0, 37.0);
    /// ```
    pub fn guides(&self, x: f64, y: f64) -> Plot {
        self.clone().add_at("guides", &[(x, y)], Mark::Guides(x, y), Role::Secant)
    }

    /// Shades the area between the curve of `f` and the x axis, in the colour of that curve if it is in the picture.
    ///
    /// ```
    /// # use calculus::prelude::*;
    /// let speed = |t: f64| 3.0 * t;
    /// plot(speed, 0.0..=10.0).shade(speed, 2.0..=6.0).named("distance");
    /// ```
    pub fn shade(&self, f: impl Fn(f64) -> f64, over: impl Into<Interval>) -> Plot {
        let mut plot = self.clone();
        match plot.sampled("shade", &f, over.into()) {
            Some(curve) => {
                let role = plot.role_of(&f).unwrap_or(Role::Area);
                plot.add(Mark::Area(curve), role)
            }
            None => plot.add(Mark::Nothing, Role::Area),
        }
    }

    /// Draws the secant: the line through two points, without ends.
    ///
    /// ```
    /// # use calculus::prelude::*;
    /// plot(|x| x * x, 0.0..=3.0).secant((1.0, 1.0), (2.0, 4.0));
    /// ```
    pub fn secant(&self, p: (f64, f64), q: (f64, f64)) -> Plot {
        if p == q {
            let problem = format!(
                "secant: both points are ({}, {}), and many lines go through one point. Choose two points, or a tangent.",
                number(p.0),
                number(p.1)
            );
            return self.noted(&problem).add(Mark::Nothing, Role::Secant);
        }
        self.clone().add_at("secant", &[p, q], Mark::Line(p, q), Role::Secant)
    }

    /// Draws the tangent of the curve of `f` at `x`. Its slope is measured with a small step of about 10⁻⁵.
    ///
    /// ```
    /// # use calculus::prelude::*;
    /// plot(|x| x * x, -3.0..=3.0).tangent(|x| x * x, 1.0);
    /// ```
    ///
    /// Where the curve has a corner or no value there is none, and the picture says so.
    pub fn tangent(&self, f: impl Fn(f64) -> f64, x: f64) -> Plot {
        self.clone().add_tangent(&f, x)
    }

    /// Draws the line y = slope · x + intercept.
    ///
    /// ```
    /// # use calculus::prelude::*;
    /// figure().scatter(&[(0.0, 1.9), (1.0, 1.3), (2.0, 0.6)]).line(-0.5, 2.0).named("y = −½x + 2");
    /// ```
    pub fn line(&self, slope: f64, intercept: f64) -> Plot {
        let (p, q) = ((0.0, intercept), (1.0, intercept + slope));
        self.clone().add_at("line", &[p, q], Mark::Line(p, q), Role::Secant)
    }

    /// Draws the line y = slope · x + intercept, in a window that is high enough for all of it.
    pub(crate) fn whole_line(&self, slope: f64, intercept: f64) -> Plot {
        let shown = view::of(self);
        let ends = [shown.x.shown.from, shown.x.shown.to].map(|x| slope * x + intercept);
        let high = ends.into_iter().filter(|y| y.abs() <= LARGEST).fold(shown.y.shown, Interval::including);
        self.y_window(high).line(slope, intercept)
    }

    /// Draws a curve over all of the x that is shown; no more is shown then.
    pub(crate) fn whole_curve(&self, f: impl Fn(f64) -> f64) -> Plot {
        let x = view::of(self).x.shown;
        let plot = self.curve_over(f, x.from..=x.to);
        Plot { x_window: Some(x), ..plot }
    }

    /// Draws a straight line from one point to another.
    ///
    /// ```
    /// # use calculus::prelude::*;
    /// figure().segment((0.0, 0.0), (3.0, 4.0)).label("length 5");
    /// ```
    pub fn segment(&self, from: (f64, f64), to: (f64, f64)) -> Plot {
        self.clone().add_at("segment", &[from, to], Mark::Segment(from, to), Role::Quiet)
    }

    /// Draws an arrow from one point to another.
    ///
    /// ```
    /// # use calculus::prelude::*;
    /// plot(|x| x * x, -2.0..=2.0).arrow((0.5, 3.0), (1.0, 1.1)).label("here");
    /// ```
    pub fn arrow(&self, from: (f64, f64), to: (f64, f64)) -> Plot {
        self.clone().add_at("arrow", &[from, to], Mark::Arrow(from, to), Role::Quiet)
    }

    /// Marks many points: data. Of more than 400 an even selection is drawn, and the description says so.
    ///
    /// ```
    /// # use calculus::prelude::*;
    /// figure().scatter(&[(0.0, 1.86), (1.0, 1.31), (2.0, 0.62)]).title("Clinical Trial");
    /// ```
    pub fn scatter(&self, points: &[(f64, f64)]) -> Plot {
        self.clone().add_list("scatter", points, 1, Mark::Scatter, Role::Function)
    }

    /// Draws rings around many points, so that what lies under them is seen.
    pub(crate) fn rings(&self, points: &[(f64, f64)]) -> Plot {
        self.clone().add_list("rings", points, 1, Mark::Rings, Role::Function)
    }

    /// Draws straight lines from point to point: the steps of a method, or data in order.
    ///
    /// ```
    /// # use calculus::prelude::*;
    /// plot(|x| x * x, -2.0..=2.0).path(&[(2.0, 4.0), (1.2, 1.44), (0.7, 0.49)]).role(Role::Secant);
    /// ```
    pub fn path(&self, points: &[(f64, f64)]) -> Plot {
        self.clone().add_list("path", points, 2, Mark::Path, Role::Secant)
    }

    /// Marks a right angle at `corner` by a small square, whose sides lie towards these two places. Where the angle between
    /// them is another, the mark says so by its slant.
    ///
    /// ```
    /// # use calculus::prelude::*;
    /// figure().equal_axes().polygon(&[(0.0, 0.0), (4.0, 0.0), (0.0, 3.0)]).right_angle((0.0, 0.0), (4.0, 0.0), (0.0, 3.0));
    /// ```
    pub fn right_angle(&self, corner: (f64, f64), one: (f64, f64), other: (f64, f64)) -> Plot {
        let length = |to: (f64, f64)| (to.0 - corner.0).hypot(to.1 - corner.1);
        let side = 0.16 * length(one).min(length(other));
        let along = |to: (f64, f64)| (side * (to.0 - corner.0) / length(to), side * (to.1 - corner.1) / length(to));
        let (a, b) = (along(one), along(other));
        let at = |x: f64, y: f64| (corner.0 + x, corner.1 + y);
        let mark = [at(a.0, a.1), at(a.0 + b.0, a.1 + b.1), at(b.0, b.1)];
        self.outline(&mark)
    }

    /// A thin grey line from corner to corner, which only helps.
    pub(crate) fn outline(&self, corners: &[(f64, f64)]) -> Plot {
        self.clone().add_list("outline", corners, 2, Mark::Outline, Role::Quiet)
    }

    /// Draws the steps of a method: a line from place to place, with a dot for each. Where the dots lie closer together
    /// than they are wide they merge, so that none is left out.
    ///
    /// ```
    /// # use calculus::prelude::*;
    /// let steps: Vec<(f64, f64)> = (0..200).map(|n| 4.0 * 0.97_f64.powi(n)).map(|x| (x, x * x)).collect();
    /// plot(|x| x * x, -1.0..=5.0).steps(&steps);
    /// ```
    pub fn steps(&self, points: &[(f64, f64)]) -> Plot {
        self.clone().add_list("steps", points, 2, Mark::Steps, Role::Secant)
    }

    /// Says by which rule the steps added last follow each other.
    pub(crate) fn by_descent(&self, descent: Descent) -> Plot {
        self.with_last("by_descent", |layer| layer.descent = Some(Arc::new(descent)))
    }

    /// A curve through points that lie close together.
    pub(crate) fn smooth_path(&self, points: &[(f64, f64)]) -> Plot {
        self.clone().add_list("path", points, 2, Mark::Smooth, Role::Function)
    }

    /// The steps as far as to one of them, for a picture that moves.
    pub(crate) fn trail(&self, points: &[(f64, f64)], until: usize) -> Plot {
        self.clone().add_list("steps", points, 2, |points| Mark::Trail(points, until), Role::Secant)
    }

    /// Fills strips of equal width between the x axis and the curve of `f`, each as high as the curve in its middle: what
    /// an area is approached by.
    ///
    /// ```
    /// # use calculus::prelude::*;
    /// let speed = |t: f64| 1.5 * t - 0.025 * t * t;
    /// plot(speed, 0.0..=60.0).strips(speed, 0.0..=60.0, 12);
    /// ```
    ///
    /// No strip at all, and more than 2000, are not drawn, and the picture says so.
    pub fn strips(&self, f: impl Fn(f64) -> f64, over: impl Into<Interval>, count: usize) -> Plot {
        self.clone().add_strips(&f, over.into(), count)
    }

    /// Draws a filled polygon with these corners.
    ///
    /// ```
    /// # use calculus::prelude::*;
    /// figure().equal_axes().polygon(&regular_polygon_inside(5));
    /// ```
    pub fn polygon(&self, corners: &[(f64, f64)]) -> Plot {
        self.clone().add_list("polygon", corners, 3, Mark::Polygon, Role::Area)
    }

    /// Draws a circle. It is round with [`equal_axes`](Plot::equal_axes).
    ///
    /// ```
    /// # use calculus::prelude::*;
    /// figure().equal_axes().circle((0.0, 0.0), 1.0);
    /// ```
    pub fn circle(&self, center: (f64, f64), radius: f64) -> Plot {
        if !(radius > 0.0 && radius <= LARGEST) {
            let problem = format!("circle: its radius is {}. Give a number above 0.", number(radius));
            return self.noted(&problem).add(Mark::Nothing, Role::Function);
        }
        self.clone().add_at("circle", &[center], Mark::Circle(center, radius), Role::Function)
    }

    /// Draws the lines on which a function of two numbers has one of these heights: a map of its surface. The lower, the
    /// darker.
    ///
    /// ```
    /// # use calculus::prelude::*;
    /// figure().contours(|x, y| x * x + 4.0 * y * y, -2.0..=2.0, -1.0..=1.0, &[0.5, 1.0, 2.0, 4.0]);
    /// ```
    ///
    /// If none of the heights is reached there, or the surface goes up and down faster than a map can show, the picture says
    /// so instead.
    pub fn contours(
        &self,
        f: impl Fn(f64, f64) -> f64,
        x: impl Into<Interval>,
        y: impl Into<Interval>,
        heights: &[f64],
    ) -> Plot {
        self.clone().add_contours(&f, x.into(), y.into(), heights)
    }

    /// Writes a text, centred at (x, y).
    ///
    /// ```
    /// # use calculus::prelude::*;
    /// plot(|x| x * x, -2.0..=2.0).text(0.0, 2.0, "a valley");
    /// ```
    pub fn text(&self, x: f64, y: f64, text: impl Into<String>) -> Plot {
        self.clone().add_at("text", &[(x, y)], Mark::Text(x, y, text.into()), Role::Forbidden)
    }
}
