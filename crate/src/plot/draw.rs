//! Draws the marks of a plot into its frame.

use super::builder::Plot;
use super::canvas::{Align, Canvas, Type, text_width};
use super::clip::{self, Rect};
use super::colour::{RGBAColor, RGBColor};
use super::contour::Level;
use super::curve::{Band, Curve, End};
use super::interval::Interval;
use super::labels::Crowd;
use super::layer::{Layer, MOST_DOTS, Mark};
use super::role::Role;
use super::style::{self, CONTOUR_WIDTH, CURVE_WIDTH, END_RADIUS, INK, LINE_WIDTH, POINT_RADIUS, TEXT_SIZE};
use super::ticks::number;
use super::touch::Elements;
use super::view::View;

/// All curves of a picture together have no more points than this, so that a notebook stays small.
const MOST_POINTS: usize = 2000;
/// Thinning out moves a line by less than can be seen.
const INVISIBLE: f64 = 0.12;
/// The edges of a band are known no better than this.
const RAGGED: f64 = 0.6;

/// How much of an area's ground is covered: lines on it must still stand out.
const AREA: f64 = 0.3;

pub(super) const LABEL: Type = Type { size: TEXT_SIZE, colour: INK, bold: false };

pub(super) type Point = (f64, f64);

/// Where everything goes: from the plane to pixels.
pub(super) struct Painter<'p, 'c> {
    view: View,
    pub frame: Rect,
    canvas: &'c mut Canvas,
    pub crowd: Crowd,
    /// Where a circle stays empty, so that lines end at it: the sheet has no colour to paint it with.
    open: Vec<(Point, f64)>,
    /// How many points one curve may have.
    budget: usize,
    pub plot: &'p Plot,
    /// Which elements the layers are.
    pub elements: Elements,
}

fn is_area(mark: &Mark) -> bool {
    matches!(mark, Mark::Area(_) | Mark::Polygon(_) | Mark::Strips(..))
}

/// Data are points too: a line through them would hide them.
fn is_point(mark: &Mark) -> bool {
    matches!(mark, Mark::Point(..) | Mark::OpenPoint(..) | Mark::Scatter(_) | Mark::Rings(_))
}

impl<'p, 'c> Painter<'p, 'c> {
    pub fn new(canvas: &'c mut Canvas, plot: &'p Plot, view: View, frame: Rect) -> Painter<'p, 'c> {
        let curves = plot.layers.iter().filter(|layer| matches!(layer.mark, Mark::Curve(_) | Mark::Area(_))).count();
        let budget = MOST_POINTS / curves.max(1);
        Painter {
            view,
            frame,
            canvas,
            crowd: Crowd::new(frame),
            open: vec![],
            budget,
            plot,
            elements: Elements::of(plot.layers.len()),
        }
    }

    /// Areas lie below lines, and lines below points; labels keep off all of them.
    pub fn all(&mut self) {
        self.look_ahead();
        self.areas(is_area);
        let axes = self.canvas.elements();
        self.axes();
        self.elements.axes = axes..self.canvas.elements();
        let order: [fn(&Mark) -> bool; 2] = [|mark| !is_area(mark) && !is_point(mark), is_point];
        for belongs in order {
            for (index, layer) in self.plot.layers.iter().enumerate().filter(|(_, layer)| belongs(&layer.mark)) {
                self.crowd.owner = index;
                let from = self.canvas.elements();
                self.line_or_point(layer);
                self.elements.drawn(index, from..self.canvas.elements());
            }
        }
        self.labels();
    }

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

    /// Notes what is drawn later, but is in the way of numbers and labels already now: the points, and the paths; and
    /// which points have labels, for a label must not stand nearer to another one.
    fn look_ahead(&mut self) {
        for (index, layer) in self.plot.layers.iter().enumerate() {
            self.crowd.owner = index;
            match &layer.mark {
                Mark::OpenPoint(x, y) => self.open.push((self.pixel((*x, *y)), POINT_RADIUS)),
                Mark::Curve(curve) => {
                    let open = ends_of(curve.on_axis(self.view.x.log)).filter(|end| !end.closed);
                    let open: Vec<_> = open.map(|end| (self.pixel(end.at), END_RADIUS)).collect();
                    self.open.extend(open);
                }
                Mark::Path(points) | Mark::Steps(points) | Mark::Trail(points, _) => {
                    self.crowd.line(&self.pixels(points));
                }
                Mark::Point(x, y) => self.crowd.line(&[self.pixel((*x, *y)); 2]),
                _ => {}
            }
            if let (true, Some((anchor, _))) = (layer.label.is_some(), self.anchor(&layer.mark)) {
                self.crowd.anchor(anchor);
            }
        }
        self.open.retain(|(point, _)| self.frame.contains(*point));
    }

    fn areas(&mut self, belongs: fn(&Mark) -> bool) {
        for (index, layer) in self.plot.layers.iter().enumerate().filter(|(_, layer)| belongs(&layer.mark)) {
            let from = self.canvas.elements();
            let colour = layer.role.colour();
            match &layer.mark {
                Mark::Area(curve) => {
                    let curve = curve.on_axis(self.view.x.log);
                    let floor = if self.view.y.log { self.view.y.shown.from } else { 0.0 };
                    for band in &curve.bands {
                        self.band(band, Some(floor), colour, AREA);
                    }
                    for piece in &curve.pieces {
                        let (Some(first), Some(last)) = (piece.first(), piece.last()) else { continue };
                        let mut corners = self.bounded(vec![self.pixels(piece)]).concat();
                        corners.push(self.pixel((last.0, floor)));
                        corners.push(self.pixel((first.0, floor)));
                        self.canvas.shape(&clip::polygon(self.frame, &corners), INVISIBLE, colour, AREA);
                    }
                }
                Mark::Polygon(corners) => {
                    let mut corners = self.pixels(corners);
                    self.canvas.polygon(&clip::polygon(self.frame, &corners), colour, 0.3);
                    corners.push(corners[0]);
                    self.line(&corners, colour, LINE_WIDTH);
                }
                Mark::Strips(over, heights) => self.strips(*over, heights, colour),
                _ => {}
            }
            self.elements.drawn(index, from..self.canvas.elements());
        }
    }

    fn strips(&mut self, over: Interval, heights: &[f64], colour: RGBColor) {
        let border = |index: usize| over.from + over.span() * index as f64 / heights.len() as f64;
        let mut sky = vec![(border(0), 0.0)];
        let mut sides = vec![];
        for (index, height) in heights.iter().enumerate() {
            let (left, right) = (border(index), border(index + 1));
            sky.extend([(left, *height), (right, *height)]);
            sides.push(((right, 0.0), (right, height.max(heights.get(index + 1).copied().unwrap_or(*height)))));
        }
        sky.push((border(heights.len()), 0.0));
        let shape = clip::polygon(self.frame, &self.pixels(&sky));
        self.canvas.polygon(&shape, colour, AREA);
        self.canvas.line(&shape, colour, 1.0);
        let seen = |(from, to): ((f64, f64), (f64, f64))| clip::segment(self.frame, self.pixel(from), self.pixel(to));
        let sides: Vec<(Point, Point)> = sides.into_iter().filter_map(seen).collect();
        let RGBColor(red, green, blue) = colour;
        self.canvas.lines(&sides, RGBAColor(red, green, blue, 1.0), if heights.len() > 100 { 0.5 } else { 1.0 });
    }

    /// A line with a dot for each step. Dots that would merge are drawn as what they merge to: a line as thick as they are.
    fn steps(&mut self, points: &[(f64, f64)], colour: RGBColor) {
        const MERGED: f64 = 1.5;
        let (few, points) = (points.len() <= 60, self.pixels(points));
        let radius = if few { 3.5 } else { 2.5 };
        self.line(&points, colour, LINE_WIDTH);
        let close = |a: &Point, b: &Point| (a.0 - b.0).hypot(a.1 - b.1) < MERGED;
        for run in points.chunk_by(close) {
            let inside: Vec<Point> = run.iter().copied().filter(|point| self.frame.contains(*point)).collect();
            if inside.len() > 2 {
                self.canvas.curve(&inside, INVISIBLE, colour, 2.0 * radius);
            }
            for end in inside.iter().take(1).chain(inside.iter().skip(1).last()) {
                self.canvas.disc(*end, radius, colour);
            }
        }
    }

    fn line_or_point(&mut self, layer: &Layer) {
        let colour = layer.role.colour();
        match &layer.mark {
            Mark::Curve(curve) => self.curve(curve.on_axis(self.view.x.log), colour),
            Mark::Line(p, q) => match self.ends(*p, *q) {
                ends if ends.len() == 2 => match clip::segment(self.frame, ends[0], ends[1]) {
                    // A tangent of a straight line must not hide it.
                    Some((from, to)) if self.crowd.covering(&[from, to]).iter().all(|part| part.1) => {
                        self.crowd.line(&[from, to]);
                        self.canvas.dashes(from, to, colour, LINE_WIDTH + 2.0);
                    }
                    _ => self.line(&ends, colour, LINE_WIDTH),
                },
                bent => self.smooth(&bent, colour, LINE_WIDTH),
            },
            Mark::Segment(from, to) => self.line(&self.pixels(&[*from, *to]), colour, LINE_WIDTH),
            Mark::Arrow(from, to) => self.arrow(self.pixel(*from), self.pixel(*to), layer.role),
            Mark::Path(points) => {
                let points = self.pixels(points);
                // The steps of a method are counted by their dots; a long line of data needs none, and may be a curve.
                if points.len() > 60 {
                    self.smooth(&points, colour, LINE_WIDTH);
                } else {
                    self.line(&points, colour, LINE_WIDTH);
                    for point in points.into_iter().filter(|point| self.frame.contains(*point)) {
                        self.canvas.disc(point, 3.5, colour);
                    }
                }
            }
            Mark::Outline(corners) => self.line(&self.pixels(corners), colour, CONTOUR_WIDTH),
            Mark::Smooth(points) => self.smooth(&self.pixels(points), colour, CONTOUR_WIDTH),
            Mark::Rings(points) => {
                for at in self.pixels(points).into_iter().filter(|at| self.frame.contains(*at)) {
                    self.canvas.ring(at, POINT_RADIUS + 1.5, colour, LINE_WIDTH);
                    self.crowd.line(&[at, at]);
                }
            }
            Mark::Steps(points) => self.steps(points, colour),
            Mark::Trail(points, until) => {
                let points = self.pixels(points);
                self.crowd.line(&points);
                self.canvas.trail(&points, *until, colour, LINE_WIDTH);
            }
            Mark::Scatter(points) => self.dots(points, if points.len() > 100 { 3.0 } else { 4.5 }, colour),
            Mark::Circle((x, y), radius) => {
                let around: Vec<Point> = (0..=480)
                    .map(|part| std::f64::consts::TAU * f64::from(part) / 480.0)
                    .map(|angle| self.pixel((x + radius * angle.cos(), y + radius * angle.sin())))
                    .collect();
                self.smooth(&around, colour, CURVE_WIDTH);
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
                    self.canvas.disc(at, POINT_RADIUS, colour);
                    self.canvas.ring(at, POINT_RADIUS, INK, 0.75);
                    self.crowd.line(&[at, at]);
                }
            }
            Mark::OpenPoint(x, y) => {
                let at = self.pixel((*x, *y));
                if self.frame.contains(at) {
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
            Mark::Area(_) | Mark::Polygon(_) | Mark::Strips(..) | Mark::Nothing => {}
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
        for part in self.bounded(parts) {
            self.crowd.line(&clip::simplified(&part, INVISIBLE));
            for seen in self.around_open(part) {
                for (stretch, covers) in self.crowd.covering(&seen) {
                    if covers {
                        self.canvas.dashed_curve(&stretch, INVISIBLE, colour, CURVE_WIDTH);
                    } else {
                        self.canvas.curve(&stretch, INVISIBLE, colour, CURVE_WIDTH);
                    }
                }
            }
        }
        let alone = pieces.iter().filter(|piece| piece.len() == 1).map(|lone| End { at: lone[0], closed: true });
        for End { at, closed } in alone.chain(ends_of(curve)) {
            let at = self.pixel(at);
            if self.frame.contains(at) {
                if closed {
                    self.canvas.disc(at, END_RADIUS, colour);
                } else {
                    self.canvas.ring(at, END_RADIUS, colour, LINE_WIDTH);
                }
                self.crowd.line(&[at, at]);
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

    /// Each level with its height written into one of its lines, where they leave room for it; the lower, the darker.
    fn contours(&mut self, levels: &[Level]) {
        let seen: Vec<&Level> = levels.iter().filter(|level| !level.lines.is_empty()).collect();
        let lines: Vec<Vec<Vec<Point>>> = seen
            .iter()
            .map(|level| level.lines.iter().flat_map(|line| clip::polyline(self.frame, &self.pixels(line))).collect())
            .collect();
        for part in lines.iter().flatten() {
            self.crowd.line(&clip::simplified(part, INVISIBLE));
        }
        let kind = Type { size: style::TICK_SIZE, ..LABEL };
        let (_, walked) = self.crowd.by_owner(self.crowd.owner);
        let mut cards: Vec<Rect> = vec![];
        for (level, parts) in seen.iter().zip(&lines) {
            let text = number(level.height);
            let (width, height) = (text_width(&text, kind) + 4.0, kind.size);
            let around = |(x, y): Point| Rect { left: x - width / 2.0, top: y - height / 2.0, width, height };
            let frame = self.frame;
            let inside = |at: &Point| {
                let card = around(*at);
                frame.contains((card.left, card.top)) && frame.contains((card.right(), card.bottom()))
            };
            // No other line, and no path, may run through the number. Where all are too close together it stays unwritten.
            let others = lines.iter().filter(|other| *other != parts).flatten().flatten().chain(&walked);
            let others: Vec<&Point> = others.collect();
            let alone = |at: &Point| {
                let card = around(*at);
                !others.iter().any(|point| card.contains(**point))
            };
            let free = |at: &Point| !cards.iter().any(|card| card.overlaps(around(*at)));
            let places: Vec<Point> =
                parts.iter().flatten().copied().step_by(2).filter(inside).filter(alone).filter(free).collect();
            if places.is_empty() {
                continue;
            }
            let at = self.crowd.best(&text, kind, places.into_iter());
            cards.push(around(at));
            self.canvas.text(&text, at, Align::Center, kind);
        }
        // A line leaves room for the numbers.
        let in_a_card = |point: Point| cards.iter().any(|card| card.contains(point));
        for (index, parts) in lines.iter().enumerate() {
            let colour = style::shade(index as f64 / (seen.len() - 1).max(1) as f64);
            for part in parts.iter().flat_map(|part| clip::outside(part, &in_a_card)) {
                self.canvas.curve(&part, INVISIBLE, colour, CONTOUR_WIDTH);
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

    /// Lines with so many points that no curves go through them become as few as can be told apart.
    fn bounded(&self, parts: Vec<Vec<Point>>) -> Vec<Vec<Point>> {
        let needed: usize = parts.iter().map(|part| clip::simplified(part, INVISIBLE).len()).sum();
        if needed <= self.budget {
            return parts;
        }
        // Four points in each column.
        let column = 4.0 * self.frame.width / self.budget as f64;
        parts.iter().map(|part| clip::by_columns(part, column)).collect()
    }

    /// The parts of a line outside of all open circles.
    fn around_open(&self, line: Vec<Point>) -> Vec<Vec<Point>> {
        let near =
            |point: Point| self.open.iter().any(|(open, radius)| (open.0 - point.0).hypot(open.1 - point.1) < *radius);
        if self.open.is_empty() { vec![line] } else { clip::outside(&line, &near) }
    }

    /// Straight parts from point to point.
    fn line(&mut self, points: &[Point], colour: RGBColor, width: f64) {
        let parts = clip::polyline(self.frame, points);
        let thin = |part: Vec<Point>| clip::simplified(&part, INVISIBLE);
        for part in self.bounded(parts).into_iter().map(thin) {
            self.crowd.line(&part);
            for seen in self.around_open(part) {
                self.canvas.line(&thin(seen), colour, width);
            }
        }
    }

    /// A curve through points that lie close together.
    fn smooth(&mut self, points: &[Point], colour: RGBColor, width: f64) {
        for part in clip::polyline(self.frame, points) {
            self.crowd.line(&part);
            self.canvas.curve(&part, INVISIBLE, colour, width);
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
        for (index, layer) in self.plot.layers.iter().enumerate() {
            let Some(label) = &layer.label else { continue };
            let kind = Type {
                colour: readable(layer.role),
                bold: is_point(&layer.mark) && !matches!(layer.mark, Mark::Scatter(_)),
                ..LABEL
            };
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
                self.elements.labelled(index, self.canvas.elements());
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
            Mark::Scatter(points)
            | Mark::Rings(points)
            | Mark::Path(points)
            | Mark::Steps(points)
            | Mark::Trail(points, _) => (self.pixels(points).into_iter().rev().find(seen)?, POINT_RADIUS + 3.0),
            Mark::Circle(center, radius) => (self.pixel((center.0 + 0.71 * radius, center.1 + 0.71 * radius)), 6.0),
            Mark::Smooth(_)
            | Mark::Outline(_)
            | Mark::Polygon(_)
            | Mark::Area(_)
            | Mark::Strips(..)
            | Mark::Contours(..)
            | Mark::Text(..)
            | Mark::Nothing => return None,
        };
        seen(&anchor.0).then_some(anchor)
    }
}

/// The circles at the jumps of a curve. One that is joined across them, by mistake, knows of none.
fn ends_of(curve: &Curve) -> impl Iterator<Item = End> {
    curve.ends.iter().copied().filter(|_| !curve.joined)
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
        Role::Function | Role::Secant | Role::Third => role.colour(),
        _ => INK,
    }
}
