//! Lines of equal height of a function of two numbers, by marching squares: the function is computed at the corners
//! of a grid, and a line enters and leaves a square where its height lies between those of two corners (W. E. Lorensen
//! and H. E. Cline, *Marching cubes*, SIGGRAPH 1987, in two dimensions).

use std::collections::BTreeMap;
use std::f64::consts::PI;

use super::chance::Chance;
use super::interval::Interval;

type Point = (f64, f64);

/// The squares of the grid in each direction: fine enough for smooth curves, and where it is not, twice as many each time.
const SQUARES: usize = 120;
const MOST_SQUARES: usize = 480;
/// When lines are missed in more than this part of the squares, they are no map. Fewer are those along a jump.
const MISSED: f64 = 0.02;

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
    squares: usize,
    /// Row by row from below, one more than there are squares each way.
    values: Vec<f64>,
}

/// The lines of these heights, in this part of the plane, and whether they are all there: a surface may go up and down
/// faster than any grid shows, and then there are none. A height that is not reached has none.
pub(super) fn levels(f: &dyn Fn(f64, f64) -> f64, x: Interval, y: Interval, heights: &[f64]) -> (Vec<Level>, bool) {
    let mut grid = Grid::new(f, x, y, SQUARES);
    let mut missed = grid.missed(f, heights);
    let coarse =
        |grid: &Grid| heights.iter().any(|height| grid.lines(f, *height).iter().any(|line| grid.is_cornered(line)));
    while grid.squares < MOST_SQUARES && (missed > 0.0 || coarse(&grid)) {
        grid = Grid::new(f, x, y, 2 * grid.squares);
        missed = grid.missed(f, heights);
    }
    if missed > MISSED {
        return (heights.iter().map(|height| Level { height: *height, lines: vec![] }).collect(), false);
    }
    (heights.iter().map(|height| Level { height: *height, lines: grid.lines(f, *height) }).collect(), true)
}

impl Grid {
    fn new(f: &dyn Fn(f64, f64) -> f64, x: Interval, y: Interval, squares: usize) -> Grid {
        let mut grid = Grid { x, y, squares, values: vec![] };
        let corners = (0..=squares).flat_map(|row| (0..=squares).map(move |column| (column, row)));
        grid.values = corners.map(|(column, row)| grid.corner(column, row)).map(|(x, y)| f(x, y)).collect();
        grid
    }

    /// Tries one place at random in each square: in which part of them it does not lie on the side of the lines that the
    /// corners promise. What is less than half a square beside them is fine.
    fn missed(&self, f: &dyn Fn(f64, f64) -> f64, heights: &[f64]) -> f64 {
        let mut chance = Chance::new();
        let mut missed = 0;
        for (column, row) in (0..self.squares).flat_map(|row| (0..self.squares).map(move |column| (column, row))) {
            let (across, up) = (chance.between(0.0, 1.0), chance.between(0.0, 1.0));
            let (from, to) = (self.corner(column, row), self.corner(column + 1, row + 1));
            let value = f(from.0 + across * (to.0 - from.0), from.1 + up * (to.1 - from.1));
            let corners =
                [(0, 0), (1, 0), (0, 1), (1, 1)].map(|(right, above)| self.value(column + right, row + above));
            let below = corners[0] + across * (corners[1] - corners[0]);
            let expected = below + up * (corners[2] + across * (corners[3] - corners[2]) - below);
            let range =
                corners.iter().copied().fold(f64::MIN, f64::max) - corners.iter().copied().fold(f64::MAX, f64::min);
            let between = |height: &f64| (value >= *height) != (expected >= *height);
            let known = value.is_finite() && expected.is_finite();
            missed += i32::from(known && (value - expected).abs() > range / 2.0 && heights.iter().any(between));
        }
        f64::from(missed) / (self.squares * self.squares) as f64
    }

    fn corner(&self, column: usize, row: usize) -> Point {
        let part = |of: Interval, index: usize| of.from + of.span() * index as f64 / self.squares as f64;
        (part(self.x, column), part(self.y, row))
    }

    fn value(&self, column: usize, row: usize) -> f64 {
        self.values[row * (self.squares + 1) + column]
    }

    fn lines(&self, f: &dyn Fn(f64, f64) -> f64, height: f64) -> Vec<Vec<Point>> {
        // Each crossed side with those where the line goes on from there: two, or one at the edge of the grid.
        let mut next: BTreeMap<Side, Vec<Side>> = BTreeMap::new();
        for (column, row) in (0..self.squares).flat_map(|row| (0..self.squares).map(move |column| (column, row))) {
            for (one, other) in self.crossings(column, row, height) {
                next.entry(one).or_default().push(other);
                next.entry(other).or_default().push(one);
            }
        }
        let mut lines = vec![];
        // Lines that end at the edge begin there; what is left then are closed ones.
        let (ends, others): (Vec<Side>, Vec<Side>) = next.keys().partition(|side| next[side].len() == 1);
        for start in ends.into_iter().chain(others) {
            let (mut here, mut line) = (start, vec![self.point(f, start, height)]);
            while let Some(there) = next.get_mut(&here).and_then(Vec::pop) {
                if let Some(ways) = next.get_mut(&there) {
                    ways.retain(|way| *way != here);
                }
                line.push(self.point(f, there, height));
                here = there;
            }
            lines.extend((line.len() > 1).then_some(line));
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

    /// Whether a closed line turns so sharply that it is drawn with corners: it has too few points for its shape.
    fn is_cornered(&self, line: &[Point]) -> bool {
        const SHARP: f64 = 0.35;
        let square = |(x, y): Point| (x / self.x.span(), y / self.y.span());
        let direction = |a: Point, b: Point| {
            let (a, b) = (square(a), square(b));
            (b.1 - a.1).atan2(b.0 - a.0)
        };
        let turn = |corner: &[Point]| {
            let turn = direction(corner[1], corner[2]) - direction(corner[0], corner[1]);
            (turn + PI).rem_euclid(2.0 * PI) - PI
        };
        line.first() == line.last() && line.windows(3).any(|corner| turn(corner).abs() > SHARP)
    }

    /// Where a line of this height crosses a side: between its ends by their values, and then nearer by the function's own.
    fn point(&self, f: &dyn Fn(f64, f64) -> f64, (across, column, row): Side, height: f64) -> Point {
        let end = if across { (column + 1, row) } else { (column, row + 1) };
        let (a, b) = (self.corner(column, row), self.corner(end.0, end.1));
        let at = |part: f64| (a.0 + part * (b.0 - a.0), a.1 + part * (b.1 - a.1));
        let (mut from, mut to) = ((0.0, self.value(column, row)), (1.0, self.value(end.0, end.1)));
        let mut part = (height - from.1) / (to.1 - from.1);
        for _ in 0..3 {
            let (x, y) = at(part);
            let value = f(x, y);
            if !value.is_finite() || value == height {
                break;
            }
            if (value < height) == (from.1 < height) {
                from = (part, value)
            } else {
                to = (part, value)
            }
            part = from.0 + (height - from.1) / (to.1 - from.1) * (to.0 - from.0);
        }
        at(part)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const SQUARE: Interval = Interval { from: -2.0, to: 2.0 };

    #[test]
    fn the_lines_of_a_bowl_are_closed_circles() {
        let bowl = |x: f64, y: f64| x * x + y * y;
        let [inner, outer] = &levels(&bowl, SQUARE, SQUARE, &[1.0, 2.25]).0[..] else { panic!("two levels") };
        for (level, radius) in [(inner, 1.0), (outer, 1.5)] {
            let [line] = &level.lines[..] else { panic!("{} lines", level.lines.len()) };
            assert_eq!(line.first(), line.last());
            assert!(line.len() > 100);
            assert!(line.iter().all(|(x, y)| (x.hypot(*y) - radius).abs() < 1e-3));
        }
    }

    #[test]
    fn lines_end_at_the_edge_and_meet_all_of_their_heights() {
        let (levels, _) = levels(&|x, _| x, SQUARE, SQUARE, &[0.25, 7.0]);
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
            let lines = &levels(&|x, y| (x - saddle) * (y - saddle), SQUARE, SQUARE, &[height]).0[0].lines;
            assert_eq!(lines.len(), 2);
            for line in lines {
                assert!(line.iter().all(|(x, _)| (x - saddle).signum() == (line[0].0 - saddle).signum()));
            }
        }
    }

    #[test]
    fn a_grid_that_misses_lines_is_made_finer() {
        // Rings that are narrower than a square, around every second corner of the coarsest grid.
        let step = 4.0 * SQUARE.span() / SQUARES as f64;
        let middle = |x: f64| x - ((x / step - 0.4).round() + 0.4) * step;
        let (levels, whole) = levels(&|x, y| middle(x).hypot(middle(y)), SQUARE, SQUARE, &[0.015]);
        assert!(whole);
        let rings = levels[0].lines.iter().filter(|line| line.first() == line.last()).count();
        assert_eq!(rings, 900);
    }

    #[test]
    fn a_surface_that_no_grid_shows_is_known() {
        // In step with the grid, which sees zeros only; and noise.
        let squares = std::f64::consts::PI * SQUARES as f64 / SQUARE.span();
        assert!(!levels(&|x, y| (32.0 * squares * x).sin() * (32.0 * squares * y).sin(), SQUARE, SQUARE, &[0.5]).1);
        assert!(!levels(&|x, y| (1e6 * x * y).sin(), SQUARE, SQUARE, &[0.5]).1);
        assert!(levels(&|x, y| (x + y).ln(), SQUARE, SQUARE, &[0.0]).1);
        assert!(levels(&|x, y| 1.0 / (x * y), SQUARE, SQUARE, &[0.5, 1.0]).1);
    }

    #[test]
    fn where_there_is_no_value_there_is_no_line() {
        let lines = &levels(&|x, y| (x + y).ln(), SQUARE, SQUARE, &[0.0]).0[0].lines;
        assert_eq!(lines.len(), 1);
        assert!(lines[0].iter().all(|(x, y)| (x + y - 1.0).abs() < 1e-2));
        // Nor is the edge of the values a line.
        assert!(levels(&|x, y| 1.0 + (x + y).sqrt(), SQUARE, SQUARE, &[0.5]).0[0].lines.is_empty());
    }
}
