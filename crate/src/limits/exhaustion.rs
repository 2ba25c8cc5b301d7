//! The method of exhaustion: a circle between polygons with more and more sides.
//!
//! Computing π from the sine of 2π/n would assume what is to be found. So the polygons of the course are
//! doubled instead, from one that school geometry knows, with square roots alone. If a is the area inside
//! the unit circle and b the area outside, twice the number of sides gives (James Gregory, *Vera circuli et
//! hyperbolae quadratura*, 1667)
//!
//! ```text
//! a' = √(a·b)             the geometric mean
//! b' = 2·a'·b/(a' + b)    the harmonic mean
//! ```
//!
//! Archimedes doubled from 6 to 96 sides in the same way, with perimeters in place of areas, and bounded each
//! square root by fractions.

use std::f64::consts::{PI, TAU};

use crate::show::{Rich, shown};

/// The area of the regular polygon with `n` sides inside the unit circle, its corners on the circle.
///
/// With 3·2ᵏ or 4·2ᵏ sides it is found by doubling, from a triangle or a square, with square roots alone.
/// For other numbers of sides the sine must help: ½·n·sin(2π/n). NaN if `n` is below 3.
///
/// ```
/// use calculus::prelude::*;
/// assert_eq!(inscribed_area(12), 3.0);
/// ```
pub fn inscribed_area(n: usize) -> f64 {
    areas(n).0
}

/// The area of the regular polygon with `n` sides around the unit circle, its sides touching the circle.
///
/// Found as in [`inscribed_area`]; where doubling does not lead, n·tan(π/n). NaN if `n` is below 3.
///
/// ```
/// use calculus::prelude::*;
/// assert!((circumscribed_area(96) - 3.1427146).abs() < 5e-8);
/// ```
pub fn circumscribed_area(n: usize) -> f64 {
    areas(n).1
}

/// Inside and outside.
fn areas(n: usize) -> (f64, f64) {
    if n < 3 {
        return (f64::NAN, f64::NAN);
    }
    match doublings(n) {
        (3, times) => doubled((0.75 * 3_f64.sqrt(), 3.0 * 3_f64.sqrt()), times),
        (1, times) => doubled((2.0, 4.0), times - 2),
        _ => {
            let sides = n as f64;
            (0.5 * sides * (TAU / sides).sin(), sides * (PI / sides).tan())
        }
    }
}

/// An odd number and how often it is doubled to give `n`.
fn doublings(n: usize) -> (usize, u32) {
    let times = n.trailing_zeros();
    (n >> times, times)
}

fn doubled(start: (f64, f64), times: u32) -> (f64, f64) {
    (0..times).fold(start, |(a, b), _| {
        let inside = (a * b).sqrt();
        (inside, 2.0 * inside * b / (inside + b))
    })
}

/// A table of the areas inside and outside the unit circle, and how far each is from π.
///
/// The errors times n² settle on a number: the errors fall as 1/n². Takes any numbers of sides, in any
/// order; below 3 there is no polygon, and the row says so.
///
/// ```
/// use calculus::prelude::*;
/// use calculus::show::Rich;
/// let table = exhaustion_table([6, 12, 24, 48, 96]);
/// assert!(table.text().contains("3.1393502"));
/// ```
pub fn exhaustion_table(sides: impl IntoIterator<Item = usize>) -> ExhaustionTable {
    ExhaustionTable { sides: sides.into_iter().collect() }
}

/// What [`exhaustion_table`] gives.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ExhaustionTable {
    sides: Vec<usize>,
}

const HEADINGS: [&str; 7] =
    ["n", "area inside", "area outside", "π − inside", "outside − π", "(π − inside)·n²", "(outside − π)·n²"];

impl ExhaustionTable {
    fn rows(&self) -> Vec<[String; 7]> {
        self.sides.iter().map(|n| row(*n)).collect()
    }
}

fn row(n: usize) -> [String; 7] {
    let (inside, outside) = areas(n);
    if inside.is_nan() {
        let mut cells = [const { String::new() }; 7];
        cells[0] = n.to_string();
        cells[1] = "no polygon".to_owned();
        return cells;
    }
    let (below, above) = (PI - inside, outside - PI);
    let square = (n as f64).powi(2);
    [
        n.to_string(),
        format!("{inside:.7}"),
        format!("{outside:.7}"),
        format!("{below:.7}"),
        format!("{above:.7}"),
        format!("{:.3}", below * square),
        format!("{:.3}", above * square),
    ]
}

impl Rich for ExhaustionTable {
    fn text(&self) -> String {
        let mut rows = vec![HEADINGS.map(str::to_owned)];
        rows.extend(self.rows());
        let width = |column: usize| rows.iter().map(|row| row[column].chars().count()).max().unwrap_or(0);
        let widths: [usize; 7] = std::array::from_fn(width);
        let line = |row: &[String; 7]| {
            let cells: Vec<String> = row.iter().zip(widths).map(|(cell, width)| format!("{cell:>width$}")).collect();
            cells.join("  ").trim_end().to_owned()
        };
        rows.iter().map(line).collect::<Vec<_>>().join("\n")
    }

    fn html(&self) -> Option<String> {
        let line = |cells: [String; 7], tag: &str| {
            let cells: String = cells.iter().map(|cell| format!("<{tag}>{cell}</{tag}>")).collect();
            format!("<tr>{cells}</tr>\n")
        };
        // In two lines, so that the table has room beside a list of files.
        let two_lines = |heading: &str| match heading.split_once('·') {
            Some((error, square)) => format!("{error}<br>·{square}"),
            None => heading.replacen(' ', "<br>", 1),
        };
        let head = line(HEADINGS.map(two_lines), "th");
        let body: String = self.rows().into_iter().map(|row| line(row, "td")).collect();
        Some(format!("<table>\n<thead>\n{head}</thead>\n<tbody>\n{body}</tbody>\n</table>"))
    }
}

shown!(ExhaustionTable);

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ninety_six_sides_bracket_pi_as_in_the_course() {
        assert_eq!(format!("{:.7}", inscribed_area(96)), "3.1393502");
        assert_eq!(format!("{:.7}", circumscribed_area(96)), "3.1427146");
    }

    #[test]
    fn doubling_agrees_with_sine_and_tangent() {
        for n in (3..2000).chain([1 << 20, 3 << 20, 1 << 40, 3 << 50]) {
            let sides = n as f64;
            let (inside, outside) = areas(n);
            assert!((inside - 0.5 * sides * (TAU / sides).sin()).abs() < 1e-13, "{n}");
            assert!((outside - sides * (PI / sides).tan()).abs() < 1e-13, "{n}");
        }
    }

    #[test]
    fn known_polygons_come_out_exactly() {
        assert_eq!((inscribed_area(4), circumscribed_area(4)), (2.0, 4.0));
        assert_eq!(inscribed_area(12), 3.0);
        assert!((inscribed_area(6) - 1.5 * 3_f64.sqrt()).abs() < 1e-15);
        assert!((circumscribed_area(6) - 2.0 * 3_f64.sqrt()).abs() < 1e-15);
    }

    #[test]
    fn both_errors_fall_as_one_over_n_squared() {
        for n in [96, 192, 384] {
            let below = (PI - inscribed_area(n)) / (PI - inscribed_area(2 * n));
            let above = (circumscribed_area(n) - PI) / (circumscribed_area(2 * n) - PI);
            assert!((below - 4.0).abs() < 0.01 && (above - 4.0).abs() < 0.01, "{n}: {below}, {above}");
        }
    }

    #[test]
    fn there_is_no_polygon_below_a_triangle() {
        for n in [0, 1, 2] {
            assert!(inscribed_area(n).is_nan() && circumscribed_area(n).is_nan());
        }
        assert!(exhaustion_table([0, 3]).text().contains("no polygon"));
    }

    #[test]
    fn the_table_has_a_line_for_each_number_of_sides() {
        let table = exhaustion_table([6, 12, 24, 48, 96]);
        assert_eq!(table.text().lines().count(), 6);
        assert_eq!(table.html().unwrap().matches("<tr>").count(), 6);
        assert_eq!(exhaustion_table([]).text().lines().count(), 1);
    }
}
