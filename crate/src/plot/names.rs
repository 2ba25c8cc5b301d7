//! Names of lines stand beside the lines themselves where there is room, so that nobody has to look them up in a legend.

use super::builder::Plot;
use super::canvas::{Align, Canvas, Type};
use super::clip::Rect;
use super::draw::{LABEL, Painter, Point};
use super::layer::Mark;
use super::view::View;

/// From a line to its name.
const GAP: f64 = 5.0;
/// Another line is farther away from a name than its own by so much.
const CLEARLY: f64 = 7.0;
/// A longer name, as a part of the frame's width, belongs into the legend.
const LONGEST: f64 = 0.6;
/// Where along a line its name is tried: its end is where a reader looks first.
const ALONG: [f64; 12] = [0.97, 0.9, 0.82, 0.74, 0.66, 0.58, 0.5, 0.42, 0.34, 0.26, 0.18, 0.1];

/// A layer's index, and where the middle of its name is, from the frame's upper left corner.
pub(super) type Name = (usize, Point);

/// The names that can stand beside their lines.
pub(super) fn beside(plot: &Plot, view: View, (width, height): (f64, f64)) -> Vec<Name> {
    let lines = plot.layers.iter().enumerate().filter(|(_, layer)| {
        layer.name.is_some() && matches!(layer.mark, Mark::Curve(_) | Mark::Line(..) | Mark::Path(_) | Mark::Steps(_))
    });
    let lines: Vec<usize> = lines.map(|(index, _)| index).collect();
    // One line alone needs no telling apart, but its name is read with it all the same.
    if lines.is_empty() {
        return vec![];
    }
    let frame = Rect { left: 0.0, top: 0.0, width, height };
    let mut scratch = Canvas::scratch();
    let mut painter = Painter::new(&mut scratch, plot, view, frame);
    painter.all();
    lines.into_iter().filter_map(|index| Some((index, painter.name_beside(index)?))).collect()
}

impl Painter<'_, '_> {
    /// A free place for the name of a line.
    fn name_beside(&mut self, index: usize) -> Option<Point> {
        let name = self.plot.layers[index].name.as_deref()?;
        let (width, height) = super::labels::size(name, LABEL);
        if width > LONGEST * self.frame.width {
            return None;
        }
        let frame = self.frame;
        let (own, others) = self.crowd.by_owner(index);
        let own: Vec<Point> = own.into_iter().filter(|point| frame.contains(*point)).collect();
        let places = ALONG.iter().filter_map(|part| own.get((part * own.len() as f64) as usize));
        let directions: [Point; 6] = [(0.0, -1.0), (0.0, 1.0), (-0.5, -1.0), (0.5, -1.0), (-0.5, 1.0), (0.5, 1.0)];
        // Beside a steep line, and at the corners for one that is neither steep nor flat.
        let sideways: [Point; 6] = [(1.0, 0.0), (-1.0, 0.0), (-1.0, -1.0), (1.0, 1.0), (1.0, -1.0), (-1.0, 1.0)];
        let candidates = places.flat_map(|place| {
            directions
                .iter()
                .chain(&sideways)
                .map(|(across, down)| (place.0 + across * (width / 2.0 + GAP), place.1 + down * (height / 2.0 + GAP)))
        });
        let free = |middle: &Point| {
            let area = Rect { left: middle.0 - width / 2.0, top: middle.1 - height / 2.0, width, height };
            let inside = frame.contains((area.left - 2.0, area.top - 2.0))
                && frame.contains((area.right() + 2.0, area.bottom() + 2.0));
            let nearest =
                |points: &[Point]| points.iter().map(|point| area.distance(*point)).fold(f64::INFINITY, f64::min);
            let own = nearest(&own);
            inside && own > 1.0 && own < 3.0 * GAP && nearest(&others) > own + CLEARLY && self.crowd.has_room(area)
        };
        let at = candidates.into_iter().find(free)?;
        self.crowd.text(Rect { left: at.0 - width / 2.0, top: at.1 - height / 2.0, width, height });
        Some((at.0 - frame.left, at.1 - frame.top))
    }
}

/// Writes the names into the frame.
pub(super) fn write(canvas: &mut Canvas, plot: &Plot, frame: Rect, names: &[Name]) {
    for (index, (x, y)) in names {
        let layer = &plot.layers[*index];
        let kind = Type { colour: layer.role.colour(), ..LABEL };
        let name = layer.name.as_deref().unwrap_or_default();
        canvas.text(name, (frame.left + x, frame.top + y), Align::Center, kind);
    }
}
