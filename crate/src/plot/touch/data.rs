//! What a picture knows of itself, for the script: its frames, its axes, and what is drawn, in numbers.
//!
//! It is JSON in an attribute, with short keys, for every picture of a notebook has it: `{"p":[panel, …]}`. A panel has its
//! frame `f` and its sheet `s` (left, top, width, height), its axes `x` and `y` (from, to, and 1 for powers of ten), their names
//! `n`, its title `t`, and its marks `m`. Lengths are in units of the SVG. Which of the SVG's elements they are is said by
//! their numbers: `b` is the panel's first, and `e` says where the grid begins and ends, where the marks end, where the numbers
//! at the axes begin and end, and where the axes through zero do.
//!
//! A mark has a kind `k`, a name `n` and a label `l`, from which element to which it is drawn `e`, and the element of its label
//! `t`. A point, data, a path and the two points of a line have coordinates `d`, x and y in turn. A curve, and an area
//! below one, has pieces `c` of from, to and the factors of Chebyshev polynomials, in units of `q`, along both axes as they are
//! shown (a logarithm where an axis is one); where it is not smooth, its lines in tenths of pixels `z`. A regular polygon says
//! by `g` whether it lies inside (0) or outside (1) the circle. What can be pulled is a panel's `l`, and a mark's `w`: see
//! `pulls`. A picture that a bar moves has its `v`: see [`Reach`].

use super::super::canvas::units;
use super::super::clip::{self, Rect};
use super::super::curve::{Curve, Smooth};
use super::super::interval::Interval;
use super::super::layer::{Layer, MOST_DOTS, Mark};
use super::super::shapes::{regular_polygon_inside, regular_polygon_outside};
use super::super::view::{Axis, View};
use super::Place;
use super::place::{at, length};
use super::pulls::Plane;
use crate::show::json::{self, List, Object};

/// The factors are as fine as this part of an axis: a thousandth of a pixel where it is shown a hundred times larger.
const FINE: f64 = 2e-8;
/// What is further away than so many windows is left out.
const AWAY: f64 = 20.0;
/// Lines that are stored as points are thinned by less than can be seen, in pixels.
const INVISIBLE: f64 = 0.1;

/// The data of a picture.
pub fn picture(places: &[Place]) -> String {
    Object::new().add("p", List::of(places.iter().map(panel))).end()
}

fn panel(place: &Place) -> String {
    let Place { plot, view, frame, sheet, begin, grid, elements, outline, numbers } = place;
    let rect = |rect: &Rect| List::of([rect.left, rect.top, rect.width, rect.height].map(units));
    let axis = |axis: Axis| {
        let Interval { from, to } = axis.shown;
        List::of([json::number(from), json::number(to), u8::from(axis.log).to_string()])
    };
    let plane = Plane { layers: &plot.layers, view: *view };
    let (grid, axes) = (grid.clone(), elements.axes.clone());
    let all = [grid.start, grid.end, *outline, numbers.start, numbers.end, axes.start, axes.end];
    let marks =
        plot.layers.iter().enumerate().map(|(index, layer)| elements.add_to(index, mark(&plane, layer, *frame)).end());
    let pulls = plane.pulls(elements);
    let mut object = Object::new()
        .add("f", rect(frame))
        .add("s", rect(sheet))
        .add("x", axis(view.x))
        .add("y", axis(view.y))
        .add("n", List::of([&plot.x_name, &plot.y_name].map(|name| json::text(name))))
        .add("b", begin.to_string())
        .add("e", List::of(all.map(|element| element.to_string())));
    if let Some(title) = &plot.title {
        object = object.add("t", json::text(title));
    }
    object = object.add("m", List::of(marks));
    if pulls.is_empty() { object } else { object.add("l", List::of(pulls)) }.end()
}

/// A mark without its elements. What needs no more than to be moved has a kind alone.
fn mark(plane: &Plane, layer: &Layer, frame: Rect) -> Object {
    let view = plane.view;
    let flat = |points: &[(f64, f64)]| {
        let every = points.len().div_ceil(MOST_DOTS).max(1);
        List::of(points.iter().step_by(every).flat_map(|(x, y)| [json::number(*x), json::number(*y)]))
    };
    let (kind, points) = match &layer.mark {
        Mark::Curve(curve) => return curved("curve", layer, curve, view, frame),
        Mark::Area(curve) => return curved("area", layer, curve, view, frame),
        Mark::Line(p, q) => ("line", flat(&[*p, *q])),
        Mark::Point(x, y) => ("point", flat(&[(*x, *y)])),
        Mark::OpenPoint(x, y) => ("open", flat(&[(*x, *y)])),
        Mark::Scatter(points) | Mark::Rings(points) => ("scatter", flat(points)),
        Mark::Path(points) => ("path", flat(points)),
        // Steps that follow a rule say only where they begin.
        Mark::Steps(points) => ("steps", flat(&points[..1])),
        Mark::Polygon(corners) => {
            let (object, sides) = (head("polygon", layer), corners.len());
            return match [regular_polygon_inside(sides), regular_polygon_outside(sides)]
                .iter()
                .position(|one| one == corners)
            {
                Some(outside) => object.add("g", outside.to_string()).add("d", flat(corners)),
                None => object,
            };
        }
        _ => return head("other", layer),
    };
    let object = head(kind, layer).add("d", points);
    match plane.descent(layer) {
        Some(rule) => object.add("w", rule),
        None => object,
    }
}

fn head(kind: &str, layer: &Layer) -> Object {
    let mut object = Object::new().add("k", json::text(kind));
    for (key, text) in [("n", &layer.name), ("l", &layer.label)] {
        if let Some(text) = text {
            object = object.add(key, json::text(text));
        }
    }
    object
}

fn curved(kind: &str, layer: &Layer, curve: &Curve, view: View, frame: Rect) -> Object {
    let curve = curve.on_axis(view.x.log);
    // A power of ten, which is written short and without an error.
    let quantum = 10f64.powf((FINE * length(view.y)).log10().floor());
    let mut object = head(kind, layer);
    if curve.joined {
        object = object.add("j", "1".into());
    }
    if !curve.smooth.is_empty() {
        let pieces = curve.smooth.iter().filter_map(|part| piece(part, view, quantum));
        return object.add("q", json::number(quantum)).add("c", List::of(pieces));
    }
    let lines = curve.pieces.iter().flat_map(|piece| clip::polyline(frame, &pixels(piece, view, frame)));
    let lines = lines.map(|line| tenths(&clip::simplified(&line, INVISIBLE), frame));
    object.add("z", List::of(lines))
}

/// One smooth part, if it can come into sight.
fn piece(part: &Smooth, view: View, quantum: f64) -> Option<String> {
    let (from, to) = (at(view.x, view.x.shown.from), at(view.x, view.x.shown.to));
    let room = to - from;
    if part.to < from - room || part.from > to + room {
        return None;
    }
    let terms = part.terms(view.y.log);
    let middle = f64::midpoint(at(view.y, view.y.shown.from), at(view.y, view.y.shown.to));
    let others: f64 = terms.iter().skip(1).map(|term| term.abs()).sum();
    if terms.iter().any(|term| !term.is_finite()) || (terms[0] - middle).abs() - others > AWAY * length(view.y) {
        return None;
    }
    let mut whole: Vec<i64> = terms.iter().map(|term| (term / quantum).round() as i64).collect();
    while whole.len() > 1 && whole.last() == Some(&0) {
        whole.pop();
    }
    let ends = [part.from, part.to].map(json::number);
    Some(List::of(ends.into_iter().chain(whole.iter().map(i64::to_string))))
}

fn pixels(points: &[(f64, f64)], view: View, frame: Rect) -> Vec<(f64, f64)> {
    let pixel = |(x, y): &(f64, f64)| {
        (frame.left + view.x.place(*x) * frame.width, frame.bottom() - view.y.place(*y) * frame.height)
    };
    points.iter().map(pixel).collect()
}

/// Points as whole tenths of pixels from the frame's corner: the first, and then each from the one before.
fn tenths(points: &[(f64, f64)], frame: Rect) -> String {
    let whole =
        |(x, y): &(f64, f64)| (((x - frame.left) * 10.0).round() as i64, ((y - frame.top) * 10.0).round() as i64);
    let mut before = (0, 0);
    List::of(points.iter().map(whole).flat_map(|(x, y)| {
        let step = [x - before.0, y - before.1];
        before = (x, y);
        step.map(|step| step.to_string())
    }))
}
