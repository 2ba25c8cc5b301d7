//! Draws the marks of a plot into its frame.

use plotters::style::RGBColor;

use super::builder::Plot;
use super::canvas::{Align, Canvas, Type, text_width};
use super::clip::{self, Rect};
use super::contour::Level;
use super::curve::{Band, Curve};
use super::interval::Interval;
use super::labels::Crowd;
use super::layer::{Layer, MOST_DOTS, Mark};
use super::role::Role;
use super::style::{self, CARD, CONTOUR_WIDTH, CURVE_WIDTH, INK, LINE_WIDTH, POINT_RADIUS, TEXT_SIZE};
use super::ticks::number;
use super::view::View;

/// All curves of a picture together have no more points than this, so that a notebook stays small.
const MOST_POINTS: usize = 2000;
/// Thinning out moves a line by less than can be seen.
const INVISIBLE: f64 = 0.12;
/// The edges of a band are known no better than this.
const RAGGED: f64 = 0.6;

const LABEL: Type = Type { size: TEXT_SIZE, colour: INK, bold: false };

type Point = (f64, f64);

/// Where everything goes: from the plane to pixels.
struct Painter<'p, 'c, 's> {
    view: View,
    frame: Rect,
    canvas: &'c mut Canvas<'s>,
    crowd: Crowd,
    /// How many points one curve may have.
    budget: usize,
    plot: &'p Plot,
}

pub(super) fn marks(canvas: &mut Canvas, plot: &Plot, view: View, frame: Rect) {
    let curves = plot.layers.iter().filter(|layer| matches!(layer.mark, Mark::Curve(_) | Mark::Area(_))).count();
    let budget = MOST_POINTS / curves.max(1);
    let mut painter = Painter { view, frame, canvas, crowd: Crowd::new(frame), budget, plot };
    // Areas lie below lines, and lines below points; labels keep off all of them.
    let order: [fn(&Mark) -> bool; 3] = [is_area, |mark| !is_area(mark) && !is_point(mark), is_point];
    painter.areas(order[0]);
    painter.axes();
    for belongs in &order[1..] {
        for layer in plot.layers.iter().filter(|layer| belongs(&layer.mark)) {
            painter.line_or_point(layer);
        }
    }
    painter.labels();
}

fn is_area(mark: &Mark) -> bool {
    matches!(mark, Mark::Area(_) | Mark::Polygon(_))
}

fn is_point(mark: &Mark) -> bool {
    matches!(mark, Mark::Point(..) | Mark::OpenPoint(..))
}

impl Painter<'_, '_, '_> {
    fn pixel(&self, (x, y): Point) -> Point {
        (
            self.frame.left + self.view.x.place(x) * self.frame.width,
            self.frame.bottom() - self.view.y.place(y) * self.frame.height,
        )
    }

    fn pixels(&self, points: &[Point]) -> Vec<Point> {
        points.iter().map(|point| self.pixel(*point)).collect()
    }

    /// The axes through zero, where zero can be seen.
    fn axes(&mut self) {
        if !self.plot.axes {
            return;
        }
        let origin = self.pixel((0.0, 0.0));
        let Rect { left, top, .. } = self.frame;
        let (right, bottom) = (self.frame.right(), self.frame.bottom());
        if origin.0 >= left && origin.0 <= right {
            self.canvas.line(&[(origin.0, top), (origin.0, bottom)], style::AXIS, 1.25);
        }
        if origin.1 >= top && origin.1 <= bottom {
            self.canvas.line(&[(left, origin.1), (right, origin.1)], style::AXIS, 1.25);
        }
    }

    fn areas(&mut self, belongs: fn(&Mark) -> bool) {
        for layer in self.plot.layers.iter().filter(|layer| belongs(&layer.mark)) {
            let colour = layer.role.colour();
            match &layer.mark {
                Mark::Area(curve) => {
                    let curve = curve.on_axis(self.view.x.log);
                    let floor = if self.view.y.log { self.view.y.shown.from } else { 0.0 };
                    for band in &curve.bands {
                        self.band(band, Some(floor), colour, 0.4);
                    }
                    for piece in &curve.pieces {
                        let (Some(first), Some(last)) = (piece.first(), piece.last()) else { continue };
                        let mut corners = self.thinned(vec![self.pixels(piece)]).concat();
                        corners.push(self.pixel((last.0, floor)));
                        corners.push(self.pixel((first.0, floor)));
                        self.canvas.polygon(&clip::polygon(self.frame, &corners), colour, 0.4);
                    }
                }
                Mark::Polygon(corners) => {
                    let mut corners = self.pixels(corners);
                    self.canvas.polygon(&clip::polygon(self.frame, &corners), colour, 0.3);
                    corners.push(corners[0]);
                    self.line(&corners, colour, LINE_WIDTH);
                }
                _ => {}
            }
        }
    }

    fn line_or_point(&mut self, layer: &Layer) {
        let colour = layer.role.colour();
        match &layer.mark {
            Mark::Curve(curve) => self.curve(curve.on_axis(self.view.x.log), colour),
            Mark::Line(p, q) => {
                let ends = self.ends(*p, *q);
                self.line(&ends, colour, LINE_WIDTH);
            }
            Mark::Segment(from, to) => self.line(&self.pixels(&[*from, *to]), colour, LINE_WIDTH),
            Mark::Arrow(from, to) => self.arrow(self.pixel(*from), self.pixel(*to), layer.role),
            Mark::Path(points) => {
                let points = self.pixels(points);
                self.line(&points, colour, LINE_WIDTH);
                // The steps of a method are counted by their dots; a long line of data needs none.
                if points.len() <= 60 {
                    for point in points.into_iter().filter(|point| self.frame.contains(*point)) {
                        self.canvas.disc(point, 3.5, colour);
                    }
                }
            }
            Mark::Scatter(points) => self.dots(points, if points.len() > 100 { 3.0 } else { 4.5 }, colour),
            Mark::Circle((x, y), radius) => {
                let around: Vec<Point> = (0..=120)
                    .map(|part| std::f64::consts::TAU * f64::from(part) / 120.0)
                    .map(|angle| self.pixel((x + radius * angle.cos(), y + radius * angle.sin())))
                    .collect();
                self.line(&around, colour, CURVE_WIDTH);
            }
            Mark::Contours(levels, ..) => self.contours(levels),
            Mark::Guides(x, y) => {
                let corner = self.pixel((*x, *y));
                if self.frame.contains(corner) {
                    self.canvas.dashes((corner.0, self.frame.bottom()), corner, colour, 1.5);
                    self.canvas.dashes((self.frame.left, corner.1), corner, colour, 1.5);
                    self.crowd.line(&[(corner.0, self.frame.bottom()), corner, (self.frame.left, corner.1)]);
                }
            }
            Mark::Point(x, y) => {
                let at = self.pixel((*x, *y));
                if self.frame.contains(at) {
                    self.canvas.disc(at, POINT_RADIUS + 1.5, CARD);
                    self.canvas.disc(at, POINT_RADIUS, colour);
                    self.canvas.ring(at, POINT_RADIUS, INK, 0.75);
                    self.crowd.line(&[at, at]);
                }
            }
            Mark::OpenPoint(x, y) => {
                let at = self.pixel((*x, *y));
                if self.frame.contains(at) {
                    self.canvas.disc(at, POINT_RADIUS, CARD);
                    self.canvas.ring(at, POINT_RADIUS, colour, 2.0);
                    self.crowd.line(&[at, at]);
                }
            }
            Mark::Text(x, y, text) => {
                let (x, y) = self.pixel((*x, *y));
                if self.frame.contains((x, y)) {
                    let half = text_width(text, LABEL) / 2.0 + 4.0;
                    let x = x.min(self.frame.right() - half).max(self.frame.left + half);
                    let height = 1.3 * TEXT_SIZE;
                    let y = y.min(self.frame.bottom() - height / 2.0).max(self.frame.top + height / 2.0);
                    self.crowd.text(Rect { left: x - half, top: y - height / 2.0, width: 2.0 * half, height });
                    self.canvas.text(text, (x, y), Align::Center, Type { colour: readable(layer.role), ..LABEL });
                }
            }
            Mark::Area(_) | Mark::Polygon(_) | Mark::Nothing => {}
        }
    }

    fn curve(&mut self, curve: &Curve, colour: RGBColor) {
        for band in &curve.bands {
            let (upper, lower) = self.edges(band);
            self.band(band, None, colour, 0.5);
            self.line(&upper, colour, LINE_WIDTH);
            self.line(&lower, colour, LINE_WIDTH);
        }
        let joined;
        let pieces: &[Vec<Point>] = if curve.joined {
            joined = [curve.points().collect::<Vec<_>>()];
            &joined
        } else {
            &curve.pieces
        };
        let parts = pieces.iter().flat_map(|piece| clip::polyline(self.frame, &self.pixels(piece))).collect();
        for part in self.thinned(parts) {
            self.crowd.line(&part);
            self.canvas.line(&part, colour, CURVE_WIDTH);
        }
        for lone in pieces.iter().filter(|piece| piece.len() == 1) {
            let at = self.pixel(lone[0]);
            if self.frame.contains(at) {
                self.canvas.disc(at, CURVE_WIDTH, colour);
            }
        }
    }

    /// Fills a band, as far as to these heights if they are given.
    fn band(&mut self, band: &Band, to: Option<f64>, colour: RGBColor, opacity: f64) {
        let (mut corners, mut lower) = self.edges(band);
        if let Some(to) = to.map(|to| self.pixel((band.over.from, to)).1) {
            corners.iter_mut().for_each(|corner| corner.1 = corner.1.min(to));
            lower.iter_mut().for_each(|corner| corner.1 = corner.1.max(to));
        }
        corners.extend(lower.into_iter().rev());
        self.canvas.polygon(&clip::polygon(self.frame, &corners), colour, opacity);
    }

    /// The upper and the lower edge of a band in pixels. What has no place on a logarithmic axis is below all of it.
    fn edges(&self, band: &Band) -> (Vec<Point>, Vec<Point>) {
        let lowest = if self.view.y.log { self.view.y.shown.from } else { f64::NEG_INFINITY };
        let (upper, lower) = band.edges();
        let pixels = |edge: Vec<Point>| {
            let seen: Vec<Point> = edge.into_iter().map(|(x, y)| self.pixel((x, y.max(lowest)))).collect();
            clip::simplified(&seen, RAGGED)
        };
        (pixels(upper), pixels(lower))
    }

    /// Each level with its height written into one of its lines; the lower, the darker.
    fn contours(&mut self, levels: &[Level]) {
        let seen: Vec<&Level> = levels.iter().filter(|level| !level.lines.is_empty()).collect();
        let mut widest: Vec<Vec<Point>> = vec![];
        for (index, level) in seen.iter().enumerate() {
            let colour = style::shade(index as f64 / (seen.len() - 1).max(1) as f64);
            let parts = level.lines.iter().flat_map(|line| clip::polyline(self.frame, &self.pixels(line)));
            let thin: Vec<Vec<Point>> = parts.map(|part| clip::simplified(&part, INVISIBLE)).collect();
            for part in &thin {
                self.crowd.line(part);
                self.canvas.line(part, colour, CONTOUR_WIDTH);
            }
            widest.push(thin.into_iter().max_by_key(Vec::len).unwrap_or_default());
        }
        // All lines first, so that no line runs through a number.
        for (level, line) in seen.iter().zip(widest) {
            let (text, kind) = (number(level.height), Type { size: style::TICK_SIZE, ..LABEL });
            let (width, height) = (text_width(&text, kind) + 4.0, kind.size + 1.0);
            let around = |(x, y): Point| Rect { left: x - width / 2.0, top: y - height / 2.0, width, height };
            let frame = self.frame;
            let inside = |at: &Point| {
                let card = around(*at);
                frame.contains((card.left, card.top)) && frame.contains((card.right(), card.bottom()))
            };
            let places: Vec<Point> = line.into_iter().step_by(2).filter(inside).collect();
            // A line that only cuts a corner has no room for its number.
            if !places.is_empty() {
                let at = self.crowd.best(&text, kind, places.into_iter());
                self.canvas.rectangle(around(at), CARD, 0.85);
                self.canvas.text(&text, at, Align::Center, kind);
            }
        }
    }

    /// An even selection of the points.
    fn dots(&mut self, points: &[Point], radius: f64, colour: RGBColor) {
        let every = points.len().div_ceil(MOST_DOTS).max(1);
        for point in points.iter().step_by(every) {
            let point = self.pixel(*point);
            if self.frame.contains(point) {
                self.canvas.disc(point, radius, colour);
                self.crowd.line(&[point, point]);
            }
        }
    }

    fn thinned(&self, parts: Vec<Vec<Point>>) -> Vec<Vec<Point>> {
        let thin: Vec<_> = parts.iter().map(|part| clip::simplified(part, INVISIBLE)).collect();
        if thin.iter().map(Vec::len).sum::<usize>() <= self.budget {
            return thin;
        }
        // Four points in each column.
        let column = 4.0 * self.frame.width / self.budget as f64;
        parts.iter().map(|part| clip::by_columns(part, column)).collect()
    }

    fn line(&mut self, points: &[Point], colour: RGBColor, width: f64) {
        let parts = clip::polyline(self.frame, points);
        for part in self.thinned(parts) {
            self.crowd.line(&part);
            self.canvas.line(&part, colour, width);
        }
    }

    /// Points of a line without ends, in pixels, from one side of the frame to the other. A straight line is
    /// bent by a logarithmic axis, so there it has many points.
    fn ends(&self, p: Point, q: Point) -> Vec<Point> {
        let (x, y) = (self.view.x.shown, self.view.y.shown);
        if p.0 == q.0 {
            return self.pixels(&[(p.0, y.from), (p.0, y.to)]);
        }
        let slope = (q.1 - p.1) / (q.0 - p.0);
        let at = |x: f64| (x, p.1 + slope * (x - p.0));
        let parts = if self.view.x.log || self.view.y.log { 200 } else { 1 };
        let points: Vec<Point> =
            (0..=parts).map(|part| at(x.from + x.span() * f64::from(part) / f64::from(parts))).collect();
        self.pixels(&points)
    }

    fn arrow(&mut self, from: Point, to: Point, role: Role) {
        let Some((from, to)) = clip::segment(self.frame, from, to) else { return };
        let length = (to.0 - from.0).hypot(to.1 - from.1);
        if length < 1.0 {
            return;
        }
        let (along, head) = (((to.0 - from.0) / length, (to.1 - from.1) / length), length.min(11.0));
        let back = (to.0 - head * along.0, to.1 - head * along.1);
        self.line(&[from, back], role.colour(), LINE_WIDTH);
        self.canvas.arrow_head(to, along, head, role.colour());
    }

    fn labels(&mut self) {
        for layer in &self.plot.layers {
            let Some(label) = &layer.label else { continue };
            let kind = Type { colour: readable(layer.role), bold: is_point(&layer.mark), ..LABEL };
            let at = match &layer.mark {
                Mark::Polygon(corners) => {
                    let middle = self.pixel(middle(corners));
                    self.crowd.best(label, kind, std::iter::once(middle))
                }
                Mark::Area(curve) => {
                    let inside = self.inside(curve.on_axis(self.view.x.log));
                    self.crowd.best(label, kind, inside.into_iter())
                }
                mark => match self.anchor(mark) {
                    Some((anchor, clearance)) => self.crowd.beside(label, kind, anchor, clearance),
                    None => continue,
                },
            };
            if self.frame.contains(at) {
                self.canvas.text(label, at, Align::Center, kind);
            }
        }
    }

    /// Places within a shaded area, the best for a label first: half way up where the area is thickest.
    fn inside(&self, curve: &Curve) -> Vec<Point> {
        let Interval { from, to } = self.view.x.shown;
        let seen = || curve.points().filter(|(x, _)| from <= *x && *x <= to);
        let Some(thick) = seen().map(|point| point.1.abs()).max_by(f64::total_cmp) else { return vec![] };
        let xs: Vec<f64> = seen().filter(|(_, y)| y.abs() >= thick / 2.0).map(|point| point.0).collect();
        let across = [0.5, 0.35, 0.65].map(|part| xs[(part * (xs.len() - 1) as f64) as usize]);
        let up = [0.5, 0.3, 0.7, 0.15, 0.85];
        let places = across.into_iter().flat_map(|x| up.map(|part| (x, part * curve.nearest(x).map_or(0.0, |p| p.1))));
        places.map(|place| self.pixel(place)).collect()
    }

    /// Where the label of a mark belongs, if the mark can be seen, and how far it keeps away.
    fn anchor(&self, mark: &Mark) -> Option<(Point, f64)> {
        let frame = self.frame;
        let seen = |point: &Point| frame.contains(*point);
        let anchor = match mark {
            Mark::Point(x, y) | Mark::OpenPoint(x, y) | Mark::Guides(x, y) => {
                (self.pixel((*x, *y)), POINT_RADIUS + 4.0)
            }
            Mark::Curve(curve) => {
                let points: Vec<Point> =
                    curve.on_axis(self.view.x.log).points().map(|point| self.pixel(point)).filter(seen).collect();
                (*points.get(points.len().checked_sub(1)?.min(points.len() * 19 / 20))?, 8.0)
            }
            Mark::Line(p, q) => {
                let parts = clip::polyline(frame, &self.ends(*p, *q));
                let (from, to) = (*parts.first()?.first()?, *parts.last()?.last()?);
                ((from.0 + 0.92 * (to.0 - from.0), from.1 + 0.92 * (to.1 - from.1)), 8.0)
            }
            Mark::Segment(a, b) => (self.pixel(((a.0 + b.0) / 2.0, (a.1 + b.1) / 2.0)), 6.0),
            Mark::Arrow(from, _) => (self.pixel(*from), 5.0),
            Mark::Scatter(points) | Mark::Path(points) => {
                (self.pixels(points).into_iter().rev().find(seen)?, POINT_RADIUS + 3.0)
            }
            Mark::Circle(center, radius) => (self.pixel((center.0 + 0.71 * radius, center.1 + 0.71 * radius)), 6.0),
            Mark::Polygon(_) | Mark::Area(_) | Mark::Contours(..) | Mark::Text(..) | Mark::Nothing => return None,
        };
        seen(&anchor.0).then_some(anchor)
    }
}

/// The mean of the points.
fn middle(points: &[Point]) -> Point {
    let count = points.len().max(1) as f64;
    let (x, y) = points.iter().fold((0.0, 0.0), |sum, point| (sum.0 + point.0 / count, sum.1 + point.1 / count));
    (x, y)
}

/// Colours that are too light for text are written in ink.
fn readable(role: Role) -> RGBColor {
    match role {
        Role::Function | Role::Secant => role.colour(),
        _ => INK,
    }
}
