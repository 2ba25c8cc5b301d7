//! Lines of equal height of a function of two numbers, by marching squares: the function is computed at the corners
//! of a grid, and a line enters and leaves a square where its height lies between those of two corners (W. E. Lorensen
//! and H. E. Cline, *Marching cubes*, SIGGRAPH 1987, in two dimensions).

use std::collections::BTreeMap;

use super::interval::Interval;

type Point = (f64, f64);

/// The squares of the grid in each direction: fine enough for smooth curves.
const SQUARES: usize = 120;

/// All lines of one height.
#[derive(Clone)]
pub(super) struct Level {
    pub height: f64,
    pub lines: Vec<Vec<Point>>,
}

/// A side between two neighbouring corners: those to the right of (column, row), or those above it.
type Side = (bool, usize, usize);

struct Grid {
    x: Interval,
    y: Interval,
    /// Row by row from below, one more than there are squares each way.
    values: Vec<f64>,
}

/// The lines of these heights, in this part of the plane. A height that is not reached has none.
pub(super) fn levels(f: &dyn Fn(f64, f64) -> f64, x: Interval, y: Interval, heights: &[f64]) -> Vec<Level> {
    let mut grid = Grid { x, y, values: vec![] };
    let corners = (0..=SQUARES).flat_map(|row| (0..=SQUARES).map(move |column| (column, row)));
    grid.values = corners.map(|(column, row)| grid.corner(column, row)).map(|(x, y)| f(x, y)).collect();
    heights.iter().map(|height| Level { height: *height, lines: grid.lines(*height) }).collect()
}

impl Grid {
    fn corner(&self, column: usize, row: usize) -> Point {
        let part = |of: Interval, index: usize| of.from + of.span() * index as f64 / SQUARES as f64;
        (part(self.x, column), part(self.y, row))
    }

    fn value(&self, column: usize, row: usize) -> f64 {
        self.values[row * (SQUARES + 1) + column]
    }

    fn lines(&self, height: f64) -> Vec<Vec<Point>> {
        // Each crossed side with those where the line goes on from there: two, or one at the edge of the grid.
        let mut next: BTreeMap<Side, Vec<Side>> = BTreeMap::new();
        for (column, row) in (0..SQUARES).flat_map(|row| (0..SQUARES).map(move |column| (column, row))) {
            for (one, other) in self.crossings(column, row, height) {
                next.entry(one).or_default().push(other);
                next.entry(other).or_default().push(one);
            }
        }
        let mut lines = vec![];
        // Lines that end at the edge begin there; what is left then are closed ones.
        while let Some((&start, _)) = next.iter().find(|(_, ways)| ways.len() == 1).or(next.iter().next()) {
            let (mut here, mut line) = (start, vec![self.point(start, height)]);
            while let Some(there) = next.get_mut(&here).and_then(Vec::pop) {
                if let Some(ways) = next.get_mut(&there) {
                    ways.retain(|way| *way != here);
                }
                line.push(self.point(there, height));
                here = there;
            }
            lines.push(line);
            next.retain(|_, ways| !ways.is_empty());
        }
        lines
    }

    /// The ways in which a line of this height goes through a square, from side to side.
    fn crossings(&self, column: usize, row: usize, height: f64) -> Vec<(Side, Side)> {
        let corners = [(column, row), (column + 1, row), (column + 1, row + 1), (column, row + 1)];
        let values = corners.map(|(column, row)| self.value(column, row));
        if values.iter().any(|value| !value.is_finite()) {
            return vec![];
        }
        let above = values.map(|value| value >= height);
        let sides: [Side; 4] =
            [(true, column, row), (false, column + 1, row), (true, column, row + 1), (false, column, row)];
        let crossed: Vec<Side> =
            (0..4).filter(|&side| above[side] != above[(side + 1) % 4]).map(|side| sides[side]).collect();
        match *crossed.as_slice() {
            [one, other] => vec![(one, other)],
            [bottom, right, top, left] => {
                // A saddle: the middle says which two corners belong together.
                let middle = values.iter().sum::<f64>() / 4.0 >= height;
                if middle == above[0] { vec![(bottom, right), (top, left)] } else { vec![(bottom, left), (right, top)] }
            }
            _ => vec![],
        }
    }

    /// Where a line of this height crosses a side.
    fn point(&self, (across, column, row): Side, height: f64) -> Point {
        let end = if across { (column + 1, row) } else { (column, row + 1) };
        let (from, to) = (self.value(column, row), self.value(end.0, end.1));
        let part = (height - from) / (to - from);
        let (a, b) = (self.corner(column, row), self.corner(end.0, end.1));
        (a.0 + part * (b.0 - a.0), a.1 + part * (b.1 - a.1))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const SQUARE: Interval = Interval { from: -2.0, to: 2.0 };

    #[test]
    fn the_lines_of_a_bowl_are_closed_circles() {
        let bowl = |x: f64, y: f64| x * x + y * y;
        let [inner, outer] = &levels(&bowl, SQUARE, SQUARE, &[1.0, 2.25])[..] else { panic!("two levels") };
        for (level, radius) in [(inner, 1.0), (outer, 1.5)] {
            let [line] = &level.lines[..] else { panic!("{} lines", level.lines.len()) };
            assert_eq!(line.first(), line.last());
            assert!(line.len() > 100);
            assert!(line.iter().all(|(x, y)| (x.hypot(*y) - radius).abs() < 1e-3));
        }
    }

    #[test]
    fn lines_end_at_the_edge_and_meet_all_of_their_heights() {
        let levels = levels(&|x, _| x, SQUARE, SQUARE, &[0.25, 7.0]);
        let [line] = &levels[0].lines[..] else { panic!("{} lines", levels[0].lines.len()) };
        assert_eq!(line.len(), SQUARES + 1);
        assert!(line.iter().all(|(x, _)| (x - 0.25).abs() < 1e-12));
        assert!(levels[1].lines.is_empty(), "no height of 7");
    }

    #[test]
    fn a_saddle_has_two_lines_that_do_not_cross() {
        // In the middle of a square, which all four parts of the saddle then share.
        let saddle = 2.0 / SQUARES as f64;
        for height in [-5e-5, 5e-5] {
            let lines = &levels(&|x, y| (x - saddle) * (y - saddle), SQUARE, SQUARE, &[height])[0].lines;
            assert_eq!(lines.len(), 2);
            for line in lines {
                assert!(line.iter().all(|(x, _)| (x - saddle).signum() == (line[0].0 - saddle).signum()));
            }
        }
    }

    #[test]
    fn where_there_is_no_value_there_is_no_line() {
        let lines = &levels(&|x, y| (x + y).ln(), SQUARE, SQUARE, &[0.0])[0].lines;
        assert_eq!(lines.len(), 1);
        assert!(lines[0].iter().all(|(x, y)| (x + y - 1.0).abs() < 1e-2));
        // Nor is the edge of the values a line.
        assert!(levels(&|x, y| 1.0 + (x + y).sqrt(), SQUARE, SQUARE, &[0.5])[0].lines.is_empty());
    }
}
