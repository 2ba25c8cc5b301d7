//! Where a function is computed at first: at equal distances, at random places between them, and at round numbers.
//!
//! Equal distances alone can be in step with a wave, which then looks like a slow one.

use crate::plot::chance::Chance;
use crate::plot::interval::Interval;
use crate::plot::ticks;

/// The columns that a range is divided into, a little narrower than a pixel.
pub const COLUMNS: usize = 800;
/// Round numbers are where poles, holes, jumps and spikes of textbook functions are; so many of them, about.
const ROUND: usize = 1000;

/// The border to the left of a column.
pub fn border(over: Interval, column: usize) -> f64 {
    if column >= COLUMNS { over.to } else { over.from + over.span() * (column as f64 / COLUMNS as f64) }
}

/// The column in which a place lies.
pub fn column(over: Interval, x: f64) -> usize {
    // A negative number becomes 0.
    (((x - over.from) / over.span() * COLUMNS as f64) as usize).min(COLUMNS - 1)
}

/// All places in rising order.
pub fn places(over: Interval) -> Vec<f64> {
    let mut chance = Chance::new();
    let step = ticks::step(over.span(), ROUND);
    let round = ticks::multiples(step, over.from, over.to).filter(|x| over.contains(*x));
    let mut places: Vec<(f64, bool)> = round.map(|x| (x, true)).collect();
    for left in 0..COLUMNS {
        let (from, to) = (border(over, left), border(over, left + 1));
        places.extend([from, from + (to - from) * chance.between(0.1, 0.9)].map(|x| (x, false)));
    }
    places.push((over.to, false));
    places.sort_by(|a, b| a.0.total_cmp(&b.0));
    // Of two that are nearly one, the round one.
    places.dedup_by(|next, kept| {
        let one = next.0 - kept.0 < 1e-9 * over.span();
        if one && next.1 {
            *kept = *next;
        }
        one
    });
    places.into_iter().map(|(x, _)| x).collect()
}
