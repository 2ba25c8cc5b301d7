//! A function becomes a curve: it is computed at many places, more of them where it is steep, and the curve
//! breaks where the function does.

mod band;
mod ends;
mod measure;
mod peaks;
mod places;
mod smooth;
#[cfg(test)]
mod tests;
mod trace;

use super::chance::Chance;
use super::interval::{Interval, LARGEST};
use super::ticks::number;
pub(super) use band::Band;
use band::Stretch;
pub(super) use ends::End;
use measure::Measure;
pub(super) use smooth::Smooth;
use trace::Tracer;

/// A curve in more pieces than this is drawn as a band.
const MOST_PIECES: usize = 150;
/// How often a step is halved where the curve bends, to see whether it is a wave that bends it.
const LOOKS: u32 = 3;
/// A range whose ends have at least this ratio is computed for a logarithmic axis too.
const RATIO: f64 = 30.0;

type Point = (f64, f64);

/// Why a curve breaks.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum BreakKind {
    /// The values grow beyond all bounds.
    Pole,
    /// The values left and right of it differ.
    Jump,
    /// One place without a value.
    Hole,
    /// The function has no value on a whole stretch.
    Undefined,
    /// Its values are too large for a picture on a whole stretch.
    TooLarge,
}

/// Where a curve breaks. `from` and `to` are the last place before and the first place after.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Break {
    pub from: f64,
    pub to: f64,
    pub kind: BreakKind,
}

/// A function as it was computed over a range.
#[derive(Clone)]
pub(super) struct Curve {
    pub over: Interval,
    /// The curve between two breaks is one piece, in rising x.
    pub pieces: Vec<Vec<Point>>,
    pub breaks: Vec<Break>,
    /// Where the curve goes up and down too fast to be drawn.
    pub bands: Vec<Band>,
    /// Values at equal distances. How often a height occurs among them says how usual it is.
    pub even: Vec<Point>,
    /// Values at random distances, which no wave is in step with.
    pub uneven: Vec<Point>,
    /// Whether the values grow beyond all bounds somewhere.
    pub unbounded: bool,
    /// The pieces in few numbers, for a picture that can be touched. The places are those of the axis: their logarithms
    /// for one in powers of ten.
    pub smooth: Vec<Smooth>,
    /// The circles at its jumps.
    pub ends: Vec<End>,
    /// Whether the pieces are joined across the breaks, as a naive chart does.
    pub joined: bool,
    /// The same curve as it was computed for an axis in powers of ten.
    by_powers: Option<Box<Curve>>,
}

impl Curve {
    /// Computes `f` over a range. Returns a curve without pieces and bands when `f` has no value anywhere in it.
    pub fn sample(f: &dyn Fn(f64) -> f64, over: Interval) -> Curve {
        let mut curve = Curve::computed(f, over);
        if over.from > 0.0 && over.to > RATIO * over.from {
            let place = |power: f64| 10f64.powf(power).clamp(over.from, over.to);
            let powers = Interval { from: over.from.log10(), to: over.to.log10() };
            let mut by_powers = Curve::computed(&|power| f(place(power)), powers);
            by_powers.move_to(&place);
            curve.by_powers = Some(Box::new(by_powers));
        }
        curve
    }

    fn computed(f: &dyn Fn(f64) -> f64, over: Interval) -> Curve {
        let value = |x: f64| {
            let y = f(x);
            if y.abs() > LARGEST { y.signum() * f64::INFINITY } else { y }
        };
        let at = |x: f64| (x, value(x));
        let even: Vec<Point> = (0..=places::COLUMNS).map(|column| at(places::border(over, column))).collect();
        let first: Vec<Point> = places::places(over).into_iter().map(at).collect();
        let mut chance = Chance::new();
        let uneven: Vec<Point> = first.windows(2).map(|pair| at(chance.inside(pair[0].0, pair[1].0))).collect();
        let mut points: Vec<Point> = first.iter().chain(&uneven).copied().collect();
        points.sort_by(|a, b| a.0.total_cmp(&b.0));

        let measure = Measure::of(points.iter().map(|point| point.1));
        let points = peaks::climbed(&value, &points, &measure);
        let mut looked: Vec<Point> = points.first().copied().into_iter().collect();
        for pair in points.windows(2) {
            look(&value, &measure, pair[0], pair[1], LOOKS, &mut chance, &mut looked);
        }
        let mut tracer = Tracer::new(&value, &measure);
        let mut bands = vec![];
        for Stretch { columns, wild } in band::stretches(&looked, over, &measure) {
            let before = |column| looked.partition_point(|point| places::column(over, point.0) < column);
            let (from, to) = (before(columns.start), before(columns.end));
            if wild {
                let more = band::more(&value, over, &looked[from..to], columns.clone(), &mut chance);
                bands.extend(Band::around(&more, over, columns));
            } else {
                // Up to the points beside it, so that the curve meets the band.
                tracer.follow(&looked[from.saturating_sub(1)..(to + 1).min(looked.len())]);
            }
        }
        let breaks = tracer.breaks(over);
        let unbounded = tracer.unbounded || looked.iter().any(|point| point.1.is_infinite());
        let mut pieces = tracer.pieces;
        let ends = ends::ends(&value, &pieces, &breaks, measure.scale);
        if pieces.len() > MOST_PIECES {
            bands = Band::around(&[pieces.concat(), looked].concat(), over, 0..places::COLUMNS).into_iter().collect();
            pieces = vec![];
        }
        let smooth = smooth::parts(&value, &pieces, &measure);
        Curve { over, pieces, breaks, bands, even, uneven, unbounded, smooth, ends, joined: false, by_powers: None }
    }

    /// A sentence about the bands in this window, if there are any.
    pub fn undersampled(&self, window: Interval) -> Option<String> {
        let seen = |band: &&Band| band.over.from < window.to && window.from < band.over.to;
        let seen: Vec<&Band> = self.bands.iter().filter(seen).collect();
        let first = seen.first()?;
        let (from, to) = (number(first.over.from), number(first.over.to));
        let place = match seen.len() {
            1 => format!("from x = {from} to {to}"),
            many => format!("at {many} places, the first from x = {from} to {to},"),
        };
        Some(format!(
            "undersampled: {place} the curve goes up and down faster than this picture can show. You see the band that it \
             fills; give a narrower range to see the curve itself."
        ))
    }

    /// The curve for an axis of this kind.
    pub fn on_axis(&self, log: bool) -> &Curve {
        self.by_powers.as_deref().filter(|_| log).unwrap_or(self)
    }

    /// Puts every place elsewhere.
    fn move_to(&mut self, place: &dyn Fn(f64) -> f64) {
        let moved = |over: Interval| Interval { from: place(over.from), to: place(over.to) };
        for point in self.pieces.iter_mut().flatten().chain(&mut self.even).chain(&mut self.uneven) {
            point.0 = place(point.0);
        }
        for end in &mut self.ends {
            end.at.0 = place(end.at.0);
        }
        for gap in &mut self.breaks {
            (gap.from, gap.to) = (place(gap.from), place(gap.to));
        }
        for band in &mut self.bands {
            band.over = moved(band.over);
            for column in &mut band.columns {
                column.x = moved(column.x);
            }
        }
        self.over = moved(self.over);
    }

    /// Points that can be seen, also those at the edges of bands.
    pub fn points(&self) -> impl Iterator<Item = Point> {
        let edges = self.bands.iter().flat_map(|band| &band.columns).flat_map(|column| {
            let x = f64::midpoint(column.x.from, column.x.to);
            [(x, column.y.from), (x, column.y.to)]
        });
        self.pieces.iter().flatten().copied().chain(edges)
    }

    /// The value at one of the computed places nearest to `x`.
    pub fn nearest(&self, x: f64) -> Option<Point> {
        self.points().min_by(|a, b| (a.0 - x).abs().total_cmp(&(b.0 - x).abs()))
    }
}

/// Adds the points from `a`, which is there already, to `b`, more of them where the curve bends.
fn look(
    value: &dyn Fn(f64) -> f64,
    measure: &Measure,
    a: Point,
    b: Point,
    looks: u32,
    chance: &mut Chance,
    points: &mut Vec<Point>,
) {
    let x = chance.inside(a.0, b.0);
    if looks > 0 && a.0 < x && x < b.0 && (a.1.is_finite() || b.1.is_finite()) {
        let middle = (x, value(x));
        if measure.bent(a, middle, b) {
            look(value, measure, a, middle, looks - 1, chance, points);
            look(value, measure, middle, b, looks - 1, chance, points);
            return;
        }
    }
    points.push(b);
}

/// Quantiles that leave out 4 % at each end.
pub(super) fn usual(values: impl Iterator<Item = f64>) -> Option<Interval> {
    let mut sorted: Vec<f64> = values.filter(|value| value.is_finite()).collect();
    sorted.sort_by(f64::total_cmp);
    let (from, to) = measure::usual(&sorted);
    (!sorted.is_empty()).then_some(Interval { from, to })
}
