//! Where a function goes up and down faster than a picture can show, it is drawn as the band that it fills.

use super::Point;
use super::measure::{Measure, SEEN};
use super::peaks::climb;
use super::places::{COLUMNS, border, column};
use crate::plot::chance::Chance;
use crate::plot::interval::Interval;

/// A turn of the curve that is smaller than this is not counted, as a multiple of what is seen.
const TURN: f64 = 8.0;
/// Turns are counted in so many columns together.
const WINDOW: usize = 12;
/// Waves of about three pixels, which the width of a line fills, turn so often in them. From there a band goes on as long
/// as they turn nearly as often: a wave of one length is not cut where it meets one turn less.
const TURNS: usize = 9;
const NEARLY: usize = 6;
/// The highest and lowest places of its neighbours are nearer to a column than can be seen.
const NEAR: usize = 3;
/// In a column of a band so many more places are tried for its highest and its lowest value, and so many steps climbed.
const MORE: usize = 16;
const CLIMB: usize = 12;
/// At the end of a band the curve turns at least so often in the columns that are near.
const SELDOM: usize = 4;

/// The lowest and the highest value in each of some neighbouring columns.
#[derive(Clone)]
pub struct Band {
    pub over: Interval,
    pub columns: Vec<Column>,
}

#[derive(Clone, Copy)]
pub struct Column {
    pub x: Interval,
    pub y: Interval,
}

impl Band {
    /// The band around the points of these columns. A column without a finite value is left out.
    pub fn around(points: &[Point], over: Interval, columns: std::ops::Range<usize>) -> Option<Band> {
        let mut bounds: Vec<Option<Interval>> = vec![None; columns.len()];
        for (x, y) in points.iter().filter(|point| point.1.is_finite()) {
            let Some(bound) = column(over, *x).checked_sub(columns.start).and_then(|index| bounds.get_mut(index))
            else {
                continue;
            };
            *bound = Some(bound.map_or(Interval { from: *y, to: *y }, |bound| bound.including(*y)));
        }
        let together = |index: usize| {
            let near = &bounds[index.saturating_sub(NEAR)..(index + NEAR + 1).min(bounds.len())];
            bounds[index].and_then(|_| Interval::around(near.iter().flatten().flat_map(|y| [y.from, y.to])))
        };
        let place = |index: usize| {
            let at = columns.start + index;
            Interval { from: border(over, at), to: border(over, at + 1) }
        };
        let columns: Vec<Column> =
            (0..bounds.len()).filter_map(|index| together(index).map(|y| Column { x: place(index), y })).collect();
        let over = Interval { from: columns.first()?.x.from, to: columns.last()?.x.to };
        Some(Band { over, columns })
    }

    /// Its upper edge from left to right, and its lower edge.
    pub fn edges(&self) -> (Vec<Point>, Vec<Point>) {
        let edge = |height: fn(Interval) -> f64| {
            let ends = [(self.over.from, self.columns[0]), (self.over.to, self.columns[self.columns.len() - 1])];
            let inner = self.columns.iter().map(|column| (f64::midpoint(column.x.from, column.x.to), *column));
            let all = ends[..1].iter().copied().chain(inner).chain(ends[1..].iter().copied());
            all.map(|(x, column)| (x, height(column.y))).collect()
        };
        (edge(|y| y.to), edge(|y| y.from))
    }
}

/// The points of a band with more between them: some at random, and the tops and bottoms that can be climbed from there.
pub fn more(
    value: &dyn Fn(f64) -> f64,
    over: Interval,
    points: &[Point],
    columns: std::ops::Range<usize>,
    chance: &mut Chance,
) -> Vec<Point> {
    let (from, to) = (border(over, columns.start), border(over, columns.end));
    let count = MORE * columns.len();
    let mut all: Vec<Point> = (0..count).map(|_| chance.between(from, to)).map(|x| (x, value(x))).collect();
    all.extend(points);
    all.sort_by(|a, b| a.0.total_cmp(&b.0));
    let mut ends = vec![];
    for near in all.chunk_by(|a, b| column(over, a.0) == column(over, b.0)) {
        for sign in [1.0, -1.0] {
            let look = |x: f64| (x, sign * value(x));
            let height =
                |index: usize| if near[index].1.is_finite() { sign * near[index].1 } else { f64::NEG_INFINITY };
            let best = (1..near.len().saturating_sub(1)).max_by(|a, b| height(*a).total_cmp(&height(*b)));
            let Some(best) = best.filter(|best| height(*best).is_finite()) else { continue };
            let start = [best - 1, best, best + 1].map(|index| (near[index].0, height(index)));
            let [_, (x, y), _] = climb(&look, start, CLIMB);
            ends.push((x, sign * y));
        }
    }
    all.extend(ends);
    all
}

/// Columns that follow each other, and whether the curve can be drawn in them.
pub struct Stretch {
    pub columns: std::ops::Range<usize>,
    pub wild: bool,
}

/// Divides the range by how often the curve turns.
pub fn stretches(points: &[Point], over: Interval, measure: &Measure) -> Vec<Stretch> {
    let turns = turns(points, over, measure);
    let mut many = [false; COLUMNS];
    let mut begins = [false; COLUMNS];
    for start in 0..=COLUMNS - WINDOW {
        let window = start..start + WINDOW;
        let count: usize = turns[window.clone()].iter().sum();
        many[window.clone()].iter_mut().for_each(|column| *column |= count >= NEARLY);
        begins[window].iter_mut().for_each(|column| *column |= count >= TURNS);
    }
    let mut found: Vec<Stretch> = vec![];
    for columns in (0..COLUMNS).collect::<Vec<_>>().chunk_by(|a, b| many[*a] == many[*b]) {
        let columns = columns[0]..columns[columns.len() - 1] + 1;
        found.push(Stretch { wild: begins[columns.clone()].contains(&true), columns });
    }
    trimmed(found, &turns)
}

/// Gives columns at the ends of a wild stretch back to their neighbours when the curve turns seldom around them.
fn trimmed(found: Vec<Stretch>, turns: &[usize]) -> Vec<Stretch> {
    let mut all: Vec<Stretch> = vec![];
    let mut push = |columns: std::ops::Range<usize>, wild: bool| match all.last_mut() {
        _ if columns.is_empty() => {}
        Some(last) if last.wild == wild => last.columns.end = columns.end,
        _ => all.push(Stretch { columns, wild }),
    };
    for Stretch { columns, wild } in found {
        let near = |column: usize| column.saturating_sub(NEAR)..(column + NEAR + 1).min(COLUMNS);
        let calm = |column: &usize| turns[near(*column)].iter().sum::<usize>() < SELDOM || turns[*column] == 0;
        let (before, after) = if wild {
            (columns.clone().take_while(calm).count(), columns.clone().rev().take_while(calm).count())
        } else {
            (columns.len(), 0)
        };
        push(columns.start..columns.start + before, false);
        push(columns.start + before..columns.end - after, true);
        push(columns.end - after..columns.end, false);
    }
    all
}

/// How often the curve turns round in each column, or ends and begins there.
fn turns(points: &[Point], over: Interval, measure: &Measure) -> Vec<usize> {
    let mut turns = vec![0; COLUMNS];
    // The furthest place since the last turn, and whether the curve rises there.
    let (mut furthest, mut rising): (Option<Point>, Option<bool>) = (None, None);
    let mut finite = points.first().is_some_and(|point| point.1.is_finite());
    for &(x, y) in points {
        if y.is_finite() != finite {
            finite = !finite;
            turns[column(over, x)] += 1;
            (furthest, rising) = (None, None);
        }
        if !finite {
            continue;
        }
        let Some(far) = furthest else {
            furthest = Some((x, y));
            continue;
        };
        let up = y > far.1;
        if rising == Some(up) {
            furthest = Some((x, y));
        } else if measure.apart(y, far.1) > TURN * SEEN {
            if rising.is_some() {
                turns[column(over, far.0)] += 1;
            }
            (furthest, rising) = (Some((x, y)), Some(up));
        }
    }
    turns
}
