//! What can be pulled in a picture: P and Q of a secant, P of a tangent, the start of a descent.
//!
//! It is found by where things lie, not by who drew them: a line through two points of a curve is a secant, and a path that
//! goes down its curve by the same share of the slope at every step is a descent, which then can begin elsewhere.

use std::f64::consts::LN_10;
use std::sync::Arc;

use super::super::curve::Curve;
use super::super::layer::{Layer, Mark};
use super::super::view::View;
use super::elements::Elements;
use super::place::{at, length};
use crate::show::json::{self, List, Object};

type Point = (f64, f64);

/// The layers of a plot, and where they are seen.
pub(super) struct Plane<'p> {
    pub layers: &'p [Arc<Layer>],
    pub view: View,
}

/// A curve at one place: its height on the axis, and its slope in numbers.
struct Here {
    height: f64,
    slope: f64,
}

impl Plane<'_> {
    /// The curves, each with its index among the layers.
    fn curves(&self) -> impl Iterator<Item = (usize, &Curve)> {
        self.layers.iter().enumerate().filter_map(|(index, layer)| match &layer.mark {
            Mark::Curve(curve) => Some((index, curve.on_axis(self.view.x.log))),
            _ => None,
        })
    }

    /// The points, each with its index.
    fn points(&self) -> impl Iterator<Item = (usize, Point)> {
        self.layers.iter().enumerate().filter_map(|(index, layer)| match layer.mark {
            Mark::Point(x, y) => Some((index, (x, y))),
            _ => None,
        })
    }

    fn here(&self, curve: &Curve, x: f64) -> Option<Here> {
        let View { x: axis, y } = self.view;
        let place = at(axis, x);
        let part = curve.smooth.iter().rev().find(|part| part.from <= place && place <= part.to)?;
        let (height, slope) = part.at(place, y.log);
        let rise = if y.log { 10f64.powf(height) * LN_10 } else { 1.0 };
        let run = if axis.log { x * LN_10 } else { 1.0 };
        Some(Here { height, slope: slope * rise / run })
    }

    /// The curve at a point, if the point is seen to lie on it.
    fn on(&self, curve: &Curve, (x, y): Point) -> Option<Here> {
        let near = 2e-4 * length(self.view.y);
        self.here(curve, x).filter(|here| (here.height - at(self.view.y, y)).abs() < near)
    }

    /// The lines that can be pulled: `l` the line and `c` its curve; `P` and `Q`, each its x and its point; `b` the point where
    /// the line meets the y axis; `h` the elements of the steps in x and y, which give way to others that move.
    pub fn pulls(&self, elements: &Elements) -> Vec<String> {
        let steps: Vec<usize> = self
            .layers
            .iter()
            .enumerate()
            .filter(|(_, layer)| layer.label.as_ref().is_some_and(|label| label.starts_with(['Δ'])))
            .flat_map(|(index, _)| elements.of_layer(index))
            .collect();
        let lines = self.layers.iter().enumerate().filter_map(|(index, layer)| match layer.mark {
            Mark::Line(p, q) => Some(self.pull(layer, p, q)?.add("l", index.to_string())),
            _ => None,
        });
        let list = List::of(steps.iter().map(usize::to_string));
        lines.map(|pull| if steps.is_empty() { pull } else { pull.add("h", list.clone()) }.end()).collect()
    }

    fn pull(&self, layer: &Layer, p: Point, q: Point) -> Option<Object> {
        let slope = (q.1 - p.1) / (q.0 - p.0);
        let usual = length(self.view.y) / length(self.view.x);
        self.curves().find_map(|(index, curve)| {
            let here = self.on(curve, p)?;
            let first =
                self.points().find(|(_, point)| same(point.0, p.0) && same(point.1, p.1)).map(|(index, _)| index);
            let spot = |x: f64, point: Option<usize>| {
                List::of([json::number(x)].into_iter().chain(point.map(|index| index.to_string())))
            };
            let line = |x: f64| p.1 + slope * (x - p.0);
            let near = 2e-4 * length(self.view.y);
            // Q is drawn somewhere on the line, or the line is a tangent, or Q is what the line was made from.
            let drawn = self.points().find(|(point, at)| {
                Some(*point) != first && self.on(curve, *at).is_some() && (line(at.0) - at.1).abs() < near
            });
            let second = match drawn {
                Some((index, (x, _))) => Some(spot(x, Some(index))),
                None if (here.slope - slope).abs() <= 1e-3 * slope.abs().max(usual) => None,
                // A line with another name and without points has another meaning, wherever it meets the curve.
                None if first.is_none() && layer.name.as_ref().is_some_and(|name| !name.starts_with("secant")) => {
                    return None;
                }
                None => Some(self.on(curve, q).map(|_| spot(q.0, None))?),
            };
            let mut pull = Object::new().add("c", index.to_string()).add("P", spot(p.0, first));
            if let Some(second) = second {
                pull = pull.add("Q", second);
            }
            let meets = self.points().find(|(index, point)| {
                point.0 == 0.0
                    && (point.1 - line(0.0)).abs() <= 1e-9 * (p.1.abs() + line(0.0).abs())
                    && self.layers[*index].label.as_ref().is_some_and(|label| label.starts_with('b'))
            });
            Some(match meets {
                Some((index, _)) => pull.add("b", index.to_string()),
                None => pull,
            })
        })
    }

    /// By which rule the places of a layer follow each other, if they do: their number `n`, their rate `r`, the curve `c` or
    /// the data `x` and `y`, and `f`, the layers that show all of the steps (−1) or one of them.
    pub fn descent(&self, layer: &Layer) -> Option<String> {
        let (rule, path) = match (&layer.mark, &layer.descent) {
            (Mark::Steps(path), Some(descent)) => {
                let list = |numbers: &[f64]| List::of(numbers.iter().map(|number| json::number(*number)));
                let rule = Object::new()
                    .add("x", list(&descent.xs))
                    .add("y", list(&descent.ys))
                    .add("r", json::number(descent.rate))
                    .add("a", u8::from(descent.adds_up).to_string());
                (rule.add("n", descent.steps.to_string()), path)
            }
            (Mark::Path(path), _) => (self.downhill(path)?, path),
            _ => return None,
        };
        let follow = self.layers.iter().enumerate().filter_map(|(index, other)| match &other.mark {
            Mark::Scatter(points) if points == path => Some(List::of([index.to_string(), "-1".into()])),
            Mark::Scatter(points) if points.len() == 1 => {
                let step = path.iter().position(|place| *place == points[0])?;
                Some(List::of([index.to_string(), step.to_string()]))
            }
            _ => None,
        });
        Some(rule.add("f", List::of(follow)).end())
    }

    /// A path that goes down a curve by one rate.
    fn downhill(&self, path: &[Point]) -> Option<Object> {
        let near = 1e-6 * length(self.view.y);
        self.curves().filter(|_| path.len() > 2).find_map(|(index, curve)| {
            let all: Option<Vec<Here>> = path.iter().map(|(x, _)| self.here(curve, *x)).collect();
            let all = all?;
            let lies = |((_, y), here): (&Point, &Here)| (here.height - at(self.view.y, *y)).abs() < near;
            let rates: Vec<f64> =
                path.windows(2).zip(&all).map(|(pair, here)| (pair[0].0 - pair[1].0) / here.slope).collect();
            let one = |rate: &f64| (rate / rates[0] - 1.0).abs() < 1e-2;
            (path.iter().zip(&all).all(lies) && rates.iter().all(one)).then(|| {
                Object::new()
                    .add("c", index.to_string())
                    .add("r", json::number(rates[0]))
                    .add("n", rates.len().to_string())
            })
        })
    }
}

fn same(a: f64, b: f64) -> bool {
    (a - b).abs() <= 1e-9 * b.abs()
}

#[cfg(test)]
mod tests {
    use crate::plot::picture::Picture;
    use crate::plot::{Plot, plot};

    fn data(plot: &Plot) -> String {
        plot.touchable().data.unwrap()
    }

    fn square(x: f64) -> f64 {
        x * x
    }

    #[test]
    fn p_and_q_are_found_on_their_curve() {
        let secant = plot(square, -2.0..=2.0).secant((1.0, 1.0), (2.0, 4.0)).point(2.0, 4.0).point(1.0, 1.0);
        assert!(data(&secant).contains(r#""l":[{"c":0,"P":[1,3],"Q":[2,2],"l":1}]"#), "{}", data(&secant));
        // Without their points drawn they can be pulled too.
        let bare = plot(square, -2.0..=2.0).secant((1.0, 1.0), (2.0, 4.0));
        assert!(data(&bare).contains(r#""l":[{"c":0,"P":[1],"Q":[2],"l":1}]"#), "{}", data(&bare));
        // But a line that means something else, such as the diagonal of an ROC curve, only meets the curve.
        let diagonal = plot(f64::sqrt, 0.0..=1.0).line(1.0, 0.0).named("guessing");
        assert!(!data(&diagonal).contains(r#""P""#), "{}", data(&diagonal));
    }

    #[test]
    fn a_tangent_has_one_point_and_a_line_beside_the_curve_none() {
        let tangent = plot(square, -2.0..=2.0).secant((1.0, 1.0), (2.0, 3.0));
        assert!(data(&tangent).contains(r#""l":[{"c":0,"P":[1],"l":1}]"#), "{}", data(&tangent));
        assert!(!data(&plot(square, -2.0..=2.0).line(0.5, 0.5)).contains(r#""P""#));
    }

    #[test]
    fn a_path_that_goes_down_its_curve_by_one_rate_can_be_walked_anew() {
        let steps: Vec<(f64, f64)> = (0..6).map(|step| 1.5 * 0.6f64.powi(step)).map(|x| (x, x * x)).collect();
        let walk = data(&plot(square, -2.0..=2.0).path(&steps).scatter(&steps));
        let rate: f64 = walk.split_once(r#""w":{"c":0,"r":"#).unwrap().1.split(',').next().unwrap().parse().unwrap();
        assert!((rate - 0.2).abs() < 1e-9);
        assert!(walk.contains(r#""n":5,"f":[[2,-1]]}"#), "{walk}");
        let other = data(&plot(square, -2.0..=2.0).path(&[(1.5, 2.25), (1.0, 1.0), (0.9, 0.81)]));
        assert!(!other.contains(r#""w""#));
    }
}
