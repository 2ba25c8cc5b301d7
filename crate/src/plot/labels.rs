//! Finds a free place for a label beside the thing that it belongs to.

use std::collections::BTreeMap;

use super::canvas::{Type, text_width};
use super::clip::Rect;

/// Points are noted along lines at this distance.
const EVERY: f64 = 5.0;
/// A label is nearer to its own thing than to any other by so much.
const CLEARLY: f64 = 1.0;

/// What is already in the picture, in pixels.
pub(super) struct Crowd {
    frame: Rect,
    /// Points along all lines, each with the layer that it belongs to.
    points: Vec<((f64, f64), usize)>,
    /// The layer that is being drawn.
    pub owner: usize,
    /// Other labels.
    boxes: Vec<Rect>,
    /// The places that have a label.
    anchors: Vec<(f64, f64)>,
}

impl Crowd {
    pub fn new(frame: Rect) -> Crowd {
        Crowd { frame, points: vec![], owner: 0, boxes: vec![], anchors: vec![] }
    }

    /// Notes a line that labels should keep off.
    pub fn line(&mut self, points: &[(f64, f64)]) {
        for pair in points.windows(2) {
            let (dx, dy) = (pair[1].0 - pair[0].0, pair[1].1 - pair[0].1);
            let parts = (dx.hypot(dy) / EVERY).ceil().clamp(1.0, 500.0) as usize;
            self.points.extend((0..=parts).map(|part| {
                let way = part as f64 / parts as f64;
                ((pair[0].0 + way * dx, pair[0].1 + way * dy), self.owner)
            }));
        }
    }

    /// Notes a place that has a label, so that no other label stands nearer to it.
    pub fn anchor(&mut self, at: (f64, f64)) {
        self.anchors.push(at);
    }

    /// The points along the lines of a layer, and those of all others.
    pub fn by_owner(&self, layer: usize) -> (Vec<(f64, f64)>, Vec<(f64, f64)>) {
        let (own, others): (Vec<_>, Vec<_>) = self.points.iter().partition(|(_, owner)| *owner == layer);
        let places = |points: Vec<((f64, f64), usize)>| points.into_iter().map(|(point, _)| point).collect();
        (places(own), places(others))
    }

    /// A line in stretches, each with whether it would hide another layer's line. Where two only cross, none is hidden.
    pub fn covering(&self, line: &[(f64, f64)]) -> Vec<(Vec<(f64, f64)>, bool)> {
        const BESIDE: f64 = 1.2;
        const SHORTEST: f64 = 30.0;
        let cell = |(x, y): (f64, f64)| ((x / EVERY).floor() as i32, (y / EVERY).floor() as i32);
        let mut cells: BTreeMap<(i32, i32), Vec<(f64, f64)>> = BTreeMap::new();
        let drawn =
            self.points.iter().zip(self.points.iter().skip(1)).filter(|(a, b)| {
                a.1 == b.1 && a.1 != self.owner && (a.0.0 - b.0.0).hypot(a.0.1 - b.0.1) <= EVERY + 0.1
            });
        for ((a, _), (b, _)) in drawn {
            // Close enough together to be met by whatever runs along them.
            for part in 0..5 {
                let way = f64::from(part) / 5.0;
                let point = (a.0 + way * (b.0 - a.0), a.1 + way * (b.1 - a.1));
                cells.entry(cell(point)).or_default().push(point);
            }
        }
        let covers = |point: (f64, f64)| {
            let (column, row) = cell(point);
            let around = (-1..=1).flat_map(|dx| (-1..=1).map(move |dy| (column + dx, row + dy)));
            around
                .filter_map(|cell| cells.get(&cell))
                .flatten()
                .any(|other| (other.0 - point.0).hypot(other.1 - point.1) < BESIDE)
        };
        if cells.is_empty() {
            return vec![(line.to_vec(), false)];
        }
        let dense = filled(line, 2.0);
        let mut stretches: Vec<(Vec<(f64, f64)>, bool)> = vec![];
        for point in dense {
            let hides = covers(point);
            match stretches.last_mut() {
                Some((stretch, known)) if *known == hides => stretch.push(point),
                Some((stretch, _)) => {
                    let before = stretch[stretch.len() - 1];
                    stretches.push((vec![before, point], hides));
                }
                None => stretches.push((vec![point], hides)),
            }
        }
        let length = |stretch: &[(f64, f64)]| -> f64 {
            stretch.windows(2).map(|pair| (pair[1].0 - pair[0].0).hypot(pair[1].1 - pair[0].1)).sum()
        };
        // What is too short to tell belongs to what is around it.
        let mut joined: Vec<(Vec<(f64, f64)>, bool)> = vec![];
        for (stretch, hides) in stretches {
            let hides = hides && length(&stretch) >= SHORTEST;
            match joined.last_mut() {
                Some((before, known)) if *known == hides => before.extend(stretch.into_iter().skip(1)),
                _ => joined.push((stretch, hides)),
            }
        }
        joined
    }

    /// Whether no text stands there yet.
    pub fn has_room(&self, area: Rect) -> bool {
        !self.boxes.iter().any(|other| other.overlaps(area))
    }

    pub fn text(&mut self, area: Rect) {
        self.boxes.push(area);
    }

    /// The middle of the best place for a text around `anchor`, at least `clearance` away from it.
    pub fn beside(&mut self, text: &str, kind: Type, anchor: (f64, f64), clearance: f64) -> (f64, f64) {
        let (width, height) = size(text, kind);
        // Above to the right is where a reader looks first.
        let directions: [(f64, f64); 8] =
            [(1.0, -1.0), (-1.0, -1.0), (1.0, 1.0), (-1.0, 1.0), (0.0, -1.0), (0.0, 1.0), (1.0, 0.0), (-1.0, 0.0)];
        let candidates = [clearance, 2.5 * clearance].into_iter().flat_map(|gap| {
            directions.map(|(across, down)| {
                let slant = if across != 0.0 && down != 0.0 { 0.6 } else { 1.0 };
                (anchor.0 + across * (width / 2.0 + slant * gap), anchor.1 + down * (height / 2.0 + slant * gap))
            })
        });
        // A label that stands nearer to another thing would be read as that one's.
        let others: Vec<(f64, f64)> = self.anchors.iter().copied().filter(|other| *other != anchor).collect();
        let distance = |to: (f64, f64), (x, y): (f64, f64)| {
            Rect { left: x - width / 2.0, top: y - height / 2.0, width, height }.distance(to)
        };
        let strange = |at: (f64, f64)| {
            let own = distance(anchor, at) + CLEARLY;
            let from = |(x, y): (f64, f64)| (x - at.0).hypot(y - at.1);
            usize::from(others.iter().any(|other| distance(*other, at) < own || from(*other) < from(anchor) + CLEARLY))
        };
        self.least_trouble(text, kind, candidates.map(|at| (at, 5_000 * strange(at))))
    }

    /// The first of those middles of a text at which it covers the least.
    pub fn best(&mut self, text: &str, kind: Type, candidates: impl Iterator<Item = (f64, f64)>) -> (f64, f64) {
        self.least_trouble(text, kind, candidates.map(|at| (at, 0)))
    }

    /// The same with the trouble that is known already.
    fn least_trouble(
        &mut self,
        text: &str,
        kind: Type,
        candidates: impl Iterator<Item = ((f64, f64), usize)>,
    ) -> (f64, f64) {
        let (width, height) = size(text, kind);
        let around = |(x, y): (f64, f64)| Rect { left: x - width / 2.0, top: y - height / 2.0, width, height };
        let trouble = |(middle, known): &((f64, f64), usize)| {
            let area = around(*middle);
            let corners = [(area.left, area.top), (area.right(), area.bottom())];
            let outside = corners.into_iter().filter(|corner| !self.frame.contains(*corner)).count();
            let texts = self.boxes.iter().filter(|other| other.overlaps(area)).count();
            let lines = self.points.iter().filter(|(point, _)| area.contains(*point)).count();
            10_000 * outside + 500 * texts + lines + known
        };
        let best = candidates.min_by_key(trouble).map_or((self.frame.left, self.frame.top), |best| best.0);
        self.boxes.push(around(best));
        best
    }
}

pub(super) fn size(text: &str, kind: Type) -> (f64, f64) {
    (text_width(text, kind), 1.15 * kind.size)
}

/// The same line with points at this distance at most.
fn filled(line: &[(f64, f64)], apart: f64) -> Vec<(f64, f64)> {
    let mut all: Vec<(f64, f64)> = line.first().copied().into_iter().collect();
    for pair in line.windows(2) {
        let (dx, dy) = (pair[1].0 - pair[0].0, pair[1].1 - pair[0].1);
        let parts = (dx.hypot(dy) / apart).ceil().max(1.0);
        all.extend((1..=parts as usize).map(|part| {
            let way = part as f64 / parts;
            (pair[0].0 + way * dx, pair[0].1 + way * dy)
        }));
    }
    all
}
