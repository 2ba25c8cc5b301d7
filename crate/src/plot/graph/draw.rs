//! Draws a graph that has been laid out.

use super::super::canvas::{Align, Canvas, Type, wrapped};
use super::super::clip::Rect;
use super::super::colour::RGBColor;
use super::super::style::{GREEN, INK, LINE_WIDTH, SOFT_INK, TEXT_SIZE, TITLE_SIZE, WARNING, WHITE, WIDTH};
use super::lay::{CLEAR, Direction, EDGE, HEAD, LABEL, LINE, LOCAL, Laid, VALUE, shape_of};
use super::legend::Legend;
use super::place::Place;
use super::rule::Numbers;
use super::shape::{draw_chip, draw_shape};
use super::{Graph, Node, NodeKind};

const TITLE: Type = Type { size: TITLE_SIZE, colour: INK, bold: true };
const CAPTION: Type = Type { size: TEXT_SIZE, colour: INK, bold: false };
const NOTE: Type = Type { size: TEXT_SIZE, colour: WARNING, bold: false };
const LINE_HEIGHT: f64 = 21.0;
const NARROWEST: f64 = 420.0;

/// What changes while a picture moves: the gradients that are known, the edges that one runs back along, and a
/// sentence.
pub(super) struct State {
    pub gradients: Vec<Option<String>>,
    pub active: Vec<usize>,
    pub caption: Option<String>,
}

/// A graph with every place known.
pub(super) struct Sheet {
    pub graph: Graph,
    header: Vec<(String, Type)>,
    /// How many lines a sentence may take that changes while the picture moves.
    caption_lines: usize,
    direction: Direction,
    /// The middles of the shapes, and the ways of the edges, in pixels.
    shapes: Vec<Rect>,
    ways: Vec<Vec<(f64, f64)>>,
    local: Vec<Option<(f64, f64)>>,
    legend: Legend,
    legend_top: f64,
    size: (f64, f64),
}

impl Sheet {
    /// Lays a graph out under its title and warnings, with room for any of these captions.
    pub fn new(graph: Graph, warnings: &[String], captions: &[String]) -> Sheet {
        let laid = Laid::out(&graph);
        let (inner_width, inner_height) = laid.size();
        let width = (inner_width + 2.0 * EDGE).max(if captions.is_empty() { NARROWEST } else { WIDTH });
        let lines =
            |text: &str, kind| wrapped(text, kind, width - 2.0 * EDGE).into_iter().map(move |line| (line, kind));
        let mut header: Vec<(String, Type)> = lines(&graph.title, TITLE).collect();
        header.extend(warnings.iter().flat_map(|warning| lines(warning, NOTE)));
        let caption_lines = captions.iter().map(|caption| lines(caption, CAPTION).count()).max().unwrap_or(0);
        let top = EDGE + LINE_HEIGHT * (header.len() + caption_lines) as f64 + 8.0;
        let left = (width - inner_width) / 2.0;

        let direction = laid.direction;
        let pixel = |place: Place| {
            let (x, y) = direction.turned(place);
            (left + x, top + y)
        };
        let shape = |(node, middle): (&Node, &Place)| {
            let ((x, y), (width, height)) = (pixel(*middle), shape_of(node));
            Rect { left: x - width / 2.0, top: y - height / 2.0, width, height }
        };
        let shapes = graph.nodes.iter().zip(&laid.middles).map(shape).collect();
        let ways: Vec<Vec<(f64, f64)>> =
            (0..graph.edges.len()).map(|index| laid.way(&graph, index).into_iter().map(pixel).collect()).collect();
        let local = graph.edges.iter().enumerate().map(|(index, edge)| {
            let tip = *laid.way(&graph, index).last()?;
            Some(pixel(laid.label(edge.label.as_deref()?, index, tip)))
        });
        let local = local.collect();
        let legend = Legend::new(&graph, width - 2.0 * EDGE);
        let legend_top = top + inner_height + 14.0;
        let height = legend_top + legend.height() + EDGE / 2.0;
        Sheet {
            graph,
            header,
            caption_lines,
            direction,
            shapes,
            ways,
            local,
            legend,
            legend_top,
            size: (width, height),
        }
    }

    pub fn size(&self) -> (f64, f64) {
        self.size
    }

    /// Draws it, and says which elements hold numbers.
    pub fn draw(&self, canvas: &mut Canvas, state: &State) -> Numbers {
        let mut numbers = Numbers::default();
        let middle = self.size.0 / 2.0;
        let mut y = EDGE + LINE_HEIGHT / 2.0;
        for (line, kind) in &self.header {
            canvas.text(line, (middle, y), Align::Center, *kind);
            y += LINE_HEIGHT;
        }
        for (index, ((edge, way), place)) in self.graph.edges.iter().zip(&self.ways).zip(&self.local).enumerate() {
            // Where a gradient runs back, only its arrow is seen: both would be one with two heads.
            if !state.active.contains(&index) {
                arrow(canvas, way, SOFT_INK, 1.5);
            }
            numbers.local.push(canvas.elements());
            if let (Some(label), Some(at)) = (&edge.label, place) {
                canvas.text(label, *at, Align::Center, LOCAL);
            }
        }
        for (node, shape) in self.graph.nodes.iter().zip(&self.shapes) {
            draw_shape(canvas, node.kind, *shape);
            let colour = if node.kind == NodeKind::Output { WHITE } else { INK };
            canvas.text(&node.label, center(*shape), Align::Center, Type { colour, ..LABEL });
            numbers.values.push(canvas.elements());
            self.value(canvas, *shape, &node.value);
        }
        self.legend.draw(canvas, (middle, self.legend_top));
        // What changes while the picture moves comes last, so that all before it is the same at every step.
        for index in &state.active {
            let back: Vec<(f64, f64)> = self.ways[*index].iter().rev().copied().collect();
            arrow(canvas, &back, GREEN, LINE_WIDTH + 1.5);
        }
        for (shape, gradient) in self.shapes.iter().zip(&state.gradients) {
            if let Some(gradient) = gradient {
                self.chip(canvas, *shape, gradient);
            }
            numbers.gradients.push(canvas.elements().saturating_sub(1));
        }
        if let Some(caption) = &state.caption {
            let lines = wrapped(caption, CAPTION, self.size.0 - 2.0 * EDGE);
            debug_assert!(lines.len() <= self.caption_lines);
            for line in lines {
                canvas.text(&line, (middle, y), Align::Center, CAPTION);
                y += LINE_HEIGHT;
            }
        }
        numbers
    }

    fn value(&self, canvas: &mut Canvas, shape: Rect, value: &str) {
        let (x, y) = center(shape);
        let (at, align) = match self.direction {
            Direction::ToTheRight => ((x, shape.top - CLEAR - LINE / 2.0), Align::Center),
            down => ((shape.right() + CLEAR, y + (LINE - down.beside()) / 2.0), Align::Left),
        };
        canvas.text(value, at, align, VALUE);
    }

    fn chip(&self, canvas: &mut Canvas, shape: Rect, gradient: &str) {
        let (width, height) = self.direction.chip(gradient);
        let (x, y) = center(shape);
        let (left, top) = match self.direction {
            Direction::ToTheRight => (x - width / 2.0, shape.bottom() + CLEAR),
            down => (shape.right() + CLEAR, y + LINE - down.beside() / 2.0),
        };
        let area = Rect { left, top, width, height };
        draw_chip(canvas, area);
        // Closer together than other lines, so that no letter touches the edge.
        const BETWEEN: f64 = 17.0;
        let lines = self.direction.chip_lines(gradient);
        let first = top + (height - BETWEEN * (lines.len() - 1) as f64) / 2.0;
        for (index, line) in lines.iter().enumerate() {
            let at = (left + width / 2.0, first + BETWEEN * index as f64);
            canvas.text(line, at, Align::Center, VALUE);
        }
    }
}

fn center(area: Rect) -> (f64, f64) {
    (area.left + area.width / 2.0, area.top + area.height / 2.0)
}

/// A line with a head at its end.
fn arrow(canvas: &mut Canvas, way: &[(f64, f64)], colour: RGBColor, width: f64) {
    let [before @ .., tip] = way else { return };
    let Some(last) = before.last() else { return };
    let length = (tip.0 - last.0).hypot(tip.1 - last.1);
    let head = HEAD.max(3.5 * width).min(length);
    let along = ((tip.0 - last.0) / length, (tip.1 - last.1) / length);
    let back = (tip.0 - 0.8 * head * along.0, tip.1 - 0.8 * head * along.1);
    let line: Vec<(f64, f64)> = before.iter().copied().chain([back]).collect();
    canvas.curve(&line, 0.1, colour, width);
    canvas.arrow_head(*tip, along, head, colour);
}
