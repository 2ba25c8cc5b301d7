//! How limits and tables of approach are shown: the same content as aligned text and as an HTML table.

use super::answer::Limit;
use super::outcome::{Outcome, Side};
use super::table::Approach;
use super::{number, plain};
use crate::number::written::raised;
use crate::show::{self, Rich, digits, shown};

shown!(Limit, Approach);

/// The outcome as it stands after "lim f(x) ", and a sentence on what it means and how sure it is.
fn words(outcome: &Outcome) -> (String, String) {
    let sampled = "This is an estimate from values of f, not a proof.";
    match outcome {
        Outcome::Finite { value, error } => (
            // "=" would promise more than an estimate can hold.
            format!("≈ {}", number(*value)),
            format!("An estimate from values of f, not a proof. Error estimate: {}.", rounded_up(*error)),
        ),
        Outcome::PlusInfinity => ("= +∞".into(), format!("f(x) grows beyond every number that was tried. {sampled}")),
        Outcome::MinusInfinity => ("= −∞".into(), format!("f(x) falls below every number that was tried. {sampled}")),
        Outcome::SidesDiffer { left, right } => (
            "does not exist".into(),
            format!(
                "The sides differ: from the left {}, from the right {}. So the two-sided limit does not exist. {sampled}",
                one_sided(left),
                one_sided(right)
            ),
        ),
        Outcome::OneSideOnly { side, outcome } => {
            let other = if *side == Side::Left { Side::Right } else { Side::Left };
            (
                format!("exists from the {} only, if at all", side.word()),
                format!(
                    "f has no values (NaN) on the {}; from the {} {}. {sampled} Ask for that side alone with limit_{}.",
                    other.word(),
                    side.word(),
                    one_sided(outcome),
                    side.word()
                ),
            )
        }
        Outcome::Oscillates { low, high } => {
            let [low, high] = extremes(*low, *high).map(number);
            (
                "does not exist".into(),
                format!(
                    "f(x) keeps going up and down and does not settle: values between {low} and {high} were seen. {sampled} \
                     The few x of the table need not show it."
                ),
            )
        }
        Outcome::NoValues => (
            "does not exist".into(),
            "f has no values (NaN) near this point. Is the point in the domain of f, or at its edge?".into(),
        ),
        Outcome::Undetermined { reason } => (
            "is undetermined".into(),
            format!("No limit is claimed: {reason}. Look at the table or a plot near the point, or try algebra."),
        ),
    }
}

fn one_sided(outcome: &Outcome) -> String {
    match outcome {
        Outcome::Finite { value, error } => {
            format!("f(x) → {} (error estimate: {})", number(*value), rounded_up(*error))
        }
        Outcome::PlusInfinity => "f(x) → +∞".into(),
        Outcome::MinusInfinity => "f(x) → −∞".into(),
        Outcome::Oscillates { .. } => "f(x) does not settle".into(),
        Outcome::NoValues => "there are no values".into(),
        Outcome::Undetermined { reason } => format!("nothing can be said ({reason})"),
        Outcome::SidesDiffer { .. } | Outcome::OneSideOnly { .. } => "there is no limit".into(),
    }
}

/// One digit, not smaller than what it stands for.
pub(crate) fn rounded_up(error: f64) -> String {
    // An estimate is never without an error, even if all values are the same.
    if error < 1e-300 {
        return "less than 10⁻³⁰⁰".into();
    }
    let unit = 10f64.powi(error.log10().floor() as i32);
    let digit = (error / unit).ceil();
    let written = format!("{:.0e}", digit * unit);
    let Some((digit, exponent)) = written.split_once('e') else { return written };
    format!("{digit}×10{}", raised(exponent))
}

/// Four digits, or as many as tell the two apart: an oscillation's extremes are only what happened to be seen.
fn extremes(low: f64, high: f64) -> [f64; 2] {
    let order = |value: f64| value.abs().log10().floor();
    let short = |value: f64| -> f64 {
        let digits = if value == 0.0 { 3.0 } else { (order(value) - order(high - low) + 1.0).clamp(3.0, 16.0) };
        format!("{value:.*e}", digits as usize).parse().unwrap_or(value)
    };
    [short(low), short(high)]
}

/// What a value at the point has to be told with it.
fn at_the_point(value: f64) -> &'static str {
    if value.is_nan() {
        " (not a number: f is not defined here)"
    } else if value.is_infinite() {
        " (infinite: f is not defined here)"
    } else {
        " (the value at the point itself, which the limit does not ask for)"
    }
}

/// A side's heading and rows.
fn columns(table: &Approach) -> Vec<(String, &[(f64, f64)])> {
    let heading = |side: Side| {
        if table.at.is_infinite() { "f(x)".into() } else { format!("f(x) from the {}", side.word()) }
    };
    [(Side::Left, &table.left), (Side::Right, &table.right)]
        .into_iter()
        .filter(|(_, rows)| !rows.is_empty())
        .map(|(side, rows)| (heading(side), rows.as_slice()))
        .collect()
}

/// The table as rows of cells, the headings first.
fn cells(table: &Approach) -> Vec<Vec<String>> {
    let columns = columns(table);
    let headings = columns.iter().flat_map(|(heading, _)| ["x".to_owned(), heading.clone()]).collect();
    let count = columns.iter().map(|(_, rows)| rows.len()).max().unwrap_or(0);
    let row = |index: usize| {
        let cell = |rows: &[(f64, f64)]| match rows.get(index) {
            // f(x) is shown raw, with all its digits, so that rounding is seen, and as it can be pasted into a cell.
            Some((x, value)) => [short_place(*x), format!("{value:?}")],
            None => [String::new(), String::new()],
        };
        columns.iter().flat_map(|(_, rows)| cell(rows)).collect()
    };
    std::iter::once(headings).chain((0..count).map(row)).collect()
}

/// The x of a row: decimals as long as they are short, so that a column has one kind of number.
fn short_place(x: f64) -> String {
    let decimals = x.to_string();
    if decimals.len() <= 12 { decimals } else { plain(x) }
}

fn text_table(table: &Approach) -> String {
    let mut text = show::text_table(&cells(table));
    if let Some(value) = table.value_at_the_point {
        text += &format!("f({}) = {value:?}{}\n", number(table.at), at_the_point(value));
    }
    text
}

fn html_table(table: &Approach) -> String {
    let mut cells = cells(table);
    let (columns, rows) = (cells[0].len(), cells.len());
    for column in (1..columns).step_by(2) {
        digits::settle(&mut cells, column);
    }
    // Room between the two sides.
    for row in cells.iter_mut().filter(|_| columns > 2) {
        row[2] = format!("&emsp;&emsp;{}", digits::typeset(&row[2]));
    }
    let at_point = table.value_at_the_point.map(|value| {
        let (at, value_there) = (number(table.at), digits::typeset(&format!("{value:?}")));
        format!("f({at}) = {value_there}{}", at_the_point(value))
    });
    let bold = (rows > 2).then(|| digits::BOLD.to_owned());
    let line = |words: String| format!("<tr><td colspan=\"{columns}\" style=\"text-align:left\">{words}</td></tr>");
    let foot: String = at_point.into_iter().chain(bold).map(line).collect();
    show::html_table(&cells, &if foot.is_empty() { foot } else { format!("<tfoot>{foot}</tfoot>\n") })
}

impl Rich for Approach {
    fn text(&self) -> String {
        text_table(self)
    }

    fn html(&self) -> Option<String> {
        Some(html_table(self))
    }
}

impl Rich for Limit {
    fn text(&self) -> String {
        let (claim, sentence) = words(&self.outcome);
        format!("lim f(x) {claim}   as {}\n{sentence}\n\n{}", self.table.arrow(), text_table(&self.table))
    }

    fn html(&self) -> Option<String> {
        let (claim, sentence) = words(&self.outcome);
        let arrow = self.table.arrow();
        let table = html_table(&self.table);
        Some(format!("<p><strong>lim<sub>{arrow}</sub> f(x) {claim}</strong></p>\n<p>{sentence}</p>\n{table}"))
    }
}
