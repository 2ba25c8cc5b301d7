//! Lays a graph out in one of two directions: how much room each node takes, and the way of each arrow from shape to
//! shape.

use super::super::canvas::{Type, text_width};
use super::super::style::{GREEN, INK, WIDTH};
use super::place::{self, Place, Places, Room};
use super::{Graph, Node};

pub(super) const LABEL: Type = Type { size: 15.0, colour: INK, bold: true };
pub(super) const VALUE: Type = Type { size: 13.0, colour: INK, bold: false };
pub(super) const LOCAL: Type = Type { size: 13.0, colour: GREEN, bold: false };

/// Free space at the edge of the card.
pub(super) const EDGE: f64 = 12.0;
/// How high a shape is, and how broad at least.
const SHAPE: f64 = 36.0;
/// From a shape to the text beside it.
pub(super) const CLEAR: f64 = 4.0;
/// The height of a value's or a gradient's line.
pub(super) const LINE: f64 = 20.0;
/// Arrows that end at one node stay apart by this much.
const PORTS: f64 = 12.0;
pub(super) const HEAD: f64 = 9.0;
/// From an arrow that leads downwards to its label.
const BESIDE: f64 = 5.0;
/// What an arrow needs between two layers to get from one height to another.
const BEND: f64 = 30.0;
/// Layers are not drawn farther apart than this, however much room there is.
const WIDEST_GAP: f64 = 110.0;
/// From left to right is the better direction, unless a graph is so long that it would be shown much smaller.
const LONGEST: f64 = 1.12 * WIDTH;

/// Where the arrows lead.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Direction {
    ToTheRight,
    Down,
    /// Downwards, with gradients in two lines: for a graph with many nodes beside each other.
    DownNarrow,
}

/// The width and the height of a node's shape.
pub(super) fn shape_of(node: &Node) -> (f64, f64) {
    ((text_width(&node.label, LABEL) + 16.0).max(SHAPE), SHAPE)
}

impl Direction {
    /// Between (along, across) the arrows and (x, y); the same both ways.
    pub fn turned(self, (one, other): (f64, f64)) -> (f64, f64) {
        if self == Direction::ToTheRight { (one, other) } else { (other, one) }
    }

    /// The lines of a gradient's chip. A narrow chip keeps the picture narrow.
    pub fn chip_lines(self, gradient: &str) -> Vec<String> {
        match gradient.split_once(" = ") {
            Some((name, value)) if self != Direction::Down => vec![name.into(), format!("= {value}")],
            _ => vec![gradient.into()],
        }
    }

    /// The size of a gradient's chip.
    pub fn chip(self, gradient: &str) -> (f64, f64) {
        let lines = self.chip_lines(gradient);
        let width = lines.iter().map(|line| text_width(line, VALUE)).fold(0.0, f64::max);
        (width + 8.0, LINE * lines.len() as f64)
    }

    /// How high the texts are that stand to the right of a shape: the value, and the gradient below it.
    pub fn beside(self) -> f64 {
        LINE * if self == Direction::DownNarrow { 3.0 } else { 2.0 }
    }

    /// How much room a node takes, along and across the arrows. To the right, its value stands above the shape and its
    /// gradient below; downwards, both stand to the right of it.
    pub fn room(self, node: &Node) -> Room {
        let (width, height) = shape_of(node);
        let chip = node.gradient.as_deref().map_or((0.0, 0.0), |gradient| self.chip(gradient));
        let texts = text_width(&node.value, VALUE).max(chip.0);
        match self {
            Direction::ToTheRight => (width.max(texts), height + 2.0 * CLEAR + LINE + chip.1),
            Direction::Down | Direction::DownNarrow => (height.max(self.beside()), width + CLEAR + texts),
        }
    }

    /// How far a shape's middle is from the middle of its node, across the arrows.
    pub fn shift(self, node: &Node) -> f64 {
        let room = self.room(node).1;
        match self {
            Direction::ToTheRight => CLEAR + LINE + (SHAPE - room) / 2.0,
            Direction::Down | Direction::DownNarrow => (shape_of(node).0 - room) / 2.0,
        }
    }

    /// How long an arrow runs straight to its end: as long as its label needs.
    fn straight(self, label: Option<&str>) -> f64 {
        match (self, label) {
            (_, None) => HEAD + 3.0,
            (Direction::ToTheRight, Some(label)) => HEAD + text_width(label, LOCAL) + 8.0,
            (Direction::Down | Direction::DownNarrow, Some(_)) => HEAD + 18.0,
        }
    }
}

/// A graph in one of the two directions, along and across the arrows.
pub(super) struct Laid {
    pub direction: Direction,
    places: Places,
    /// From where on all arrows into a layer, and past its nodes, run straight: beside its labels none may bend.
    begins: Vec<f64>,
    /// The middles of the shapes.
    pub middles: Vec<Place>,
    /// Where each edge ends across the arrows, as seen from the middle of its node.
    ports: Vec<f64>,
}

impl Laid {
    /// In the direction that suits the graph.
    pub fn out(graph: &Graph) -> Laid {
        let directions = [Direction::ToTheRight, Direction::Down, Direction::DownNarrow];
        let mut narrowest: Option<Laid> = None;
        for laid in directions.map(|direction| Laid::toward(graph, direction)) {
            if laid.size().0 + 2.0 * EDGE <= LONGEST {
                return laid;
            }
            narrowest = Some(match narrowest {
                Some(best) if best.size().0 <= laid.size().0 => best,
                _ => laid,
            });
        }
        narrowest.unwrap_or_else(|| Laid::toward(graph, Direction::ToTheRight))
    }

    pub fn toward(graph: &Graph, direction: Direction) -> Laid {
        let mut rooms: Vec<Room> = graph.nodes.iter().map(|node| direction.room(node)).collect();
        let mut shifts: Vec<f64> = graph.nodes.iter().map(|node| direction.shift(node)).collect();
        // Downwards, the label of an arrow may reach farther to the left than the node that it leads to.
        if direction != Direction::ToTheRight {
            let mut overhangs = vec![0.0; rooms.len()];
            let mut others = vec![0.0; rooms.len()];
            for edge in &graph.edges {
                let label = edge.label.as_deref().map_or(0.0, |label| text_width(label, LOCAL) + BESIDE + PORTS / 2.0);
                let half = shape_of(&graph.nodes[edge.to]).0 / 2.0;
                overhangs[edge.to] = f64::max(overhangs[edge.to], label - half);
                // And, if it is long, farther to the right than the texts beside that node.
                others[edge.to] = f64::max(others[edge.to], label - (rooms[edge.to].1 - half));
            }
            for (node, overhang) in overhangs.into_iter().enumerate() {
                rooms[node].1 += overhang;
                rooms[node].1 += others[node];
                shifts[node] += (overhang - others[node]) / 2.0;
            }
        }
        let edges: Vec<(usize, usize)> = graph.edges.iter().map(|edge| (edge.from, edge.to)).collect();
        // What the last, straight part of an arrow needs in front of its node's room.
        let needed = graph.edges.iter().map(|edge| {
            let node = &graph.nodes[edge.to];
            let inside = (direction.room(node).0 - direction.turned(shape_of(node)).0) / 2.0;
            direction.straight(edge.label.as_deref()) - inside
        });
        let gap = BEND + needed.fold(0.0, f64::max);
        let mut places = place::places(&rooms, &edges, gap);
        let steps = places.spans.len().saturating_sub(1).max(1) as f64;
        let spare = (WIDTH - 2.0 * EDGE - places.size.0) / steps;
        if direction == Direction::ToTheRight && spare > 0.0 {
            places = place::places(&rooms, &edges, (gap + spare).min(WIDEST_GAP.max(gap)));
        }
        let middles: Vec<Place> = places.nodes.iter().zip(&shifts).map(|(at, shift)| (at.0, at.1 + shift)).collect();
        let ports = ports(&edges, &places, &middles);
        let mut begins: Vec<f64> = places.spans.iter().map(|span| span.0).collect();
        for edge in &graph.edges {
            let begin = &mut begins[places.layers[edge.to]];
            let shape = middles[edge.to].0 - direction.turned(shape_of(&graph.nodes[edge.to])).0 / 2.0;
            *begin = begin.min(shape - direction.straight(edge.label.as_deref()));
        }
        Laid { direction, places, begins, middles, ports }
    }

    /// Width and height.
    pub fn size(&self) -> (f64, f64) {
        self.direction.turned(self.places.size)
    }

    /// The middle of an edge's label, in front of the arrow's head and beside its line.
    pub fn label(&self, label: &str, index: usize, tip: Place) -> Place {
        let side = if self.ports[index] > 0.0 { 1.0 } else { -1.0 };
        let half = text_width(label, LOCAL) / 2.0;
        match self.direction {
            Direction::ToTheRight => (tip.0 - HEAD - 2.0 - half, tip.1 + side * 9.0),
            Direction::Down | Direction::DownNarrow => (tip.0 - HEAD - 8.0, tip.1 + side * (half + BESIDE)),
        }
    }

    /// The way of an edge from shape to shape, in parts that are level, and bends from one to the next.
    pub fn way(&self, graph: &Graph, index: usize) -> Vec<Place> {
        let (edge, spans, layers) = (&graph.edges[index], &self.places.spans, &self.places.layers);
        let half = |node: usize| self.direction.turned(shape_of(&graph.nodes[node])).0 / 2.0;
        let (from, to) = (self.middles[edge.from], self.middles[edge.to]);
        let port = to.1 + self.ports[index];
        // A round shape is farther away beside its middle.
        let radius = SHAPE / 2.0;
        let hollow = if graph.nodes[edge.to].kind.is_round() {
            radius - (radius.powi(2) - self.ports[index].powi(2)).max(0.0).sqrt()
        } else {
            0.0
        };
        let tip = to.0 - half(edge.to) + hollow;

        let mut level = vec![(from.0 + half(edge.from), spans[layers[edge.from]].1, from.1)];
        for (step, passage) in self.places.passages[index].iter().enumerate() {
            let layer = layers[edge.from] + 1 + step;
            level.push((self.begins[layer], spans[layer].1, passage.1));
        }
        level.push((self.begins[layers[edge.to]], tip, port));

        let mut way = vec![];
        for (before, after) in level.iter().zip(&level[1..]) {
            way.push((before.0, before.2));
            way.extend(bend((before.1, before.2), (after.0, after.2)));
        }
        way.push((tip, port));
        way.dedup();
        way
    }
}

/// From one level to another, beginning and ending level.
fn bend(from: Place, to: Place) -> Vec<Place> {
    const PARTS: u32 = 60;
    if (from.1 - to.1).abs() < 0.5 {
        return vec![from, to];
    }
    let at = |part: u32| {
        let way = f64::from(part) / f64::from(PARTS);
        let rise = way * way * (3.0 - 2.0 * way);
        (from.0 + way * (to.0 - from.0), from.1 + rise * (to.1 - from.1))
    };
    (0..=PARTS).map(at).collect()
}

/// Where edges end at their nodes, so that those of one node stay apart and do not cross right before it.
fn ports(edges: &[(usize, usize)], places: &Places, middles: &[Place]) -> Vec<f64> {
    let comes_from = |index: usize| places.passages[index].last().map_or(middles[edges[index].0].1, |place| place.1);
    let mut ports = vec![0.0; edges.len()];
    for node in 0..middles.len() {
        let mut ending: Vec<usize> = (0..edges.len()).filter(|index| edges[*index].1 == node).collect();
        ending.sort_by(|one, other| comes_from(*one).total_cmp(&comes_from(*other)));
        let apart = PORTS.min((SHAPE - 6.0) / ending.len().max(1) as f64);
        let first = -apart * (ending.len() as f64 - 1.0) / 2.0;
        for (position, index) in ending.iter().enumerate() {
            ports[*index] = first + apart * position as f64;
        }
    }
    ports
}
