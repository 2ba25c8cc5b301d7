//! What a plot says about what could not be shown as it was asked for.

use super::builder::Plot;
use super::layer::Mark;
use super::ticks::number;
use super::view;

impl Plot {
    /// All sentences about what is not as it was asked for: those noted on the way, and those that depend on the
    /// finished picture.
    pub(super) fn warnings(&self) -> Vec<String> {
        let mut warnings = self.notes.clone();
        if self.layers.is_empty() && warnings.is_empty() {
            warnings.push("Nothing is drawn yet. Add something with .curve(…), .point(…) or .polygon(…).".into());
        }
        let window = view::of(self).x.shown;
        // So few places would show a bend as a corner.
        const FEWEST: usize = 40;
        let coarse = self.curves().find(|curve| {
            let inside = curve.even.iter().filter(|point| window.contains(point.0)).count();
            let overlap = curve.over.from < window.to && window.from < curve.over.to;
            overlap && curve.over.span() > 10.0 * window.span() && inside < FEWEST
        });
        if let Some(curve) = coarse {
            warnings.push(format!(
                "The curve was computed from x = {} to {}, too coarsely for this window. Give plot the small range, and \
                 use y_window for the height.",
                number(curve.over.from),
                number(curve.over.to)
            ));
        }
        let curves = self.layers.iter().filter_map(|layer| match &layer.mark {
            Mark::Curve(curve) | Mark::Area(curve) => Some(curve.on_axis(self.log_x)),
            _ => None,
        });
        for note in curves.filter_map(|curve| curve.undersampled(window)) {
            if !warnings.contains(&note) {
                warnings.push(note);
            }
        }
        warnings
    }
}
