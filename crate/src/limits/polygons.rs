//! The method of exhaustion, to be seen: a circle between two polygons.

use super::exhaustion::{circumscribed_area, inscribed_area};
use crate::plot::{
    Interval, Panels, Plot, Role, Slider, figure, regular_polygon_inside, regular_polygon_outside, side_by_side, slider,
};

/// How much larger the second picture shows its part.
const LARGER: f64 = 10.0;
/// What the first picture shows. Only a triangle around the circle is cut by it.
const WINDOW: (Interval, Interval) = (Interval { from: -1.8, to: 1.8 }, Interval { from: -1.2, to: 1.45 });
/// The lowest point of the circle, where a side touches it, lies in the middle of the part that is shown larger.
const PLACE: (f64, f64) = (0.0, -1.0);

/// The unit circle between two regular polygons, one inside and one outside, with these numbers of sides; and the lowest part
/// of it ten times as large, where the gaps can be seen longer. The window stays, so the circle stands still.
///
/// ```
/// use calculus::prelude::*;
/// exhaustion_slider([3, 6, 12, 24, 48]);
/// ```
///
/// Where scripts run, a bar has every number of sides from the first to 400. Below 3 there is no polygon.
pub fn exhaustion_slider(sides: impl IntoIterator<Item = usize>) -> Slider {
    let sides: Vec<usize> = sides.into_iter().filter(|sides| *sides > 2).collect();
    let first = sides.first().copied().unwrap_or(3);
    slider("n", sides, picture).any_sides(first, 400)
}

fn picture(n: usize) -> Panels {
    let part = |range: Interval, place: f64| Interval {
        from: place - range.span() / LARGER / 2.0,
        to: place + range.span() / LARGER / 2.0,
    };
    let (x, y) = (part(WINDOW.0, PLACE.0), part(WINDOW.1, PLACE.1));
    let polygons = |plot: Plot| {
        plot.polygon(&regular_polygon_outside(n))
            .role(Role::Third)
            .polygon(&regular_polygon_inside(n))
            .circle((0.0, 0.0), 1.0)
            .without_axes()
            .equal_axes()
    };
    let whole = polygons(figure()).window(WINDOW.0, WINDOW.1);
    let square = [(x.from, y.from), (x.to, y.from), (x.to, y.to), (x.from, y.to), (x.from, y.from)];
    let whole = whole.outline(&square).title(format!("{n} sides, inside and outside"));
    let (inside, outside) = (inscribed_area(n), circumscribed_area(n));
    let near = polygons(figure()).window(x, y).text(0.0, y.to - 0.12 * y.span(), "10 times as large");
    side_by_side([whole, near.title(format!("Area: {inside:.4} to {outside:.4}"))])
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::show::Rich;

    #[test]
    fn every_picture_has_the_same_window_and_both_areas() {
        let slider = exhaustion_slider([3, 6, 96]);
        let html = slider.html().unwrap();
        assert!(html.contains("Area: 3.1394 to 3.1427") && html.contains("data-reaches"));
        let windows: Vec<&str> = html.split("\"x\":[").skip(1).filter_map(|rest| rest.split(']').next()).collect();
        assert_eq!((windows.len(), &windows[..2]), (6, &windows[4..]), "a whole and a part each, and they stay");
        assert!(html.contains("\"v\":{\"n\":\"n\",\"from\":3,\"to\":400}"), "{html}");
        assert!(exhaustion_slider([0, 2]).text().contains("no values"));
    }
}
