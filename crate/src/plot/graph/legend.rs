//! What the shapes and texts of a graph mean, in rows under it.

use super::super::canvas::{Align, Canvas, Type, text_width};
use super::super::clip::Rect;
use super::super::style::SOFT_INK;
use super::lay::LOCAL;
use super::shape::{draw_chip, draw_shape};
use super::{Graph, NodeKind};

const TEXT: Type = Type { size: 13.0, colour: SOFT_INK, bold: false };
const LINE_HEIGHT: f64 = 21.0;
/// A sample's width, the space after it, and that between two entries.
const SAMPLE: f64 = 22.0;
const AFTER: f64 = 6.0;
const BETWEEN: f64 = 18.0;

#[derive(Clone, Copy)]
enum Entry {
    Kind(NodeKind),
    Gradient,
    Local,
}

impl Entry {
    fn words(self) -> &'static str {
        match self {
            Entry::Kind(kind) => kind.name(),
            Entry::Gradient => "gradient, runs back",
            Entry::Local => "local derivative",
        }
    }

    fn width(self) -> f64 {
        SAMPLE + AFTER + text_width(self.words(), TEXT)
    }
}

pub(super) struct Legend {
    rows: Vec<Vec<Entry>>,
}

impl Legend {
    /// Entries for what occurs in the graph, in rows of this width.
    pub fn new(graph: &Graph, width: f64) -> Legend {
        let kinds = [NodeKind::Input, NodeKind::Parameter, NodeKind::Operation, NodeKind::Output];
        let present = |kind: &NodeKind| graph.nodes.iter().any(|node| node.kind == *kind);
        let mut entries: Vec<Entry> = kinds.into_iter().filter(present).map(Entry::Kind).collect();
        entries.extend(graph.nodes.iter().any(|node| node.gradient.is_some()).then_some(Entry::Gradient));
        entries.extend(graph.edges.iter().any(|edge| edge.label.is_some()).then_some(Entry::Local));
        let mut rows: Vec<Vec<Entry>> = vec![];
        for entry in entries {
            match rows.last_mut() {
                Some(row) if row_width(row) + BETWEEN + entry.width() <= width => row.push(entry),
                _ => rows.push(vec![entry]),
            }
        }
        Legend { rows }
    }

    pub fn height(&self) -> f64 {
        LINE_HEIGHT * self.rows.len() as f64
    }

    /// Draws the rows, centred, from `top` down.
    pub fn draw(&self, canvas: &mut Canvas, (middle, top): (f64, f64)) {
        for (index, row) in self.rows.iter().enumerate() {
            let y = top + LINE_HEIGHT * (index as f64 + 0.5);
            let mut x = middle - row_width(row) / 2.0;
            for entry in row {
                let area = Rect { left: x, top: y - 6.0, width: SAMPLE, height: 12.0 };
                match entry {
                    Entry::Kind(kind) if kind.is_round() => {
                        draw_shape(canvas, *kind, Rect { left: x + 1.0, top: y - 7.0, width: 14.0, height: 14.0 });
                    }
                    Entry::Kind(kind) => draw_shape(canvas, *kind, area),
                    Entry::Gradient => draw_chip(canvas, area),
                    Entry::Local => canvas.text("×2", (x + SAMPLE / 2.0, y), Align::Center, LOCAL),
                }
                canvas.text(entry.words(), (x + SAMPLE + AFTER, y), Align::Left, TEXT);
                x += entry.width() + BETWEEN;
            }
        }
    }
}

fn row_width(row: &[Entry]) -> f64 {
    let widths: f64 = row.iter().map(|entry| entry.width()).sum();
    widths + BETWEEN * (row.len() as f64 - 1.0)
}
