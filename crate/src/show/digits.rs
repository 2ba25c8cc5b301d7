//! Numbers in tables as a person sets them: one way to write powers of ten, a minus sign that is one, and in bold the digits
//! that have come to stay.

use crate::number::written::raised;

/// A cell of a table that begins with a number, or that number in bold, with the number typeset; any other as it is.
pub(crate) fn typeset(cell: &str) -> String {
    let bold = if cell.starts_with("<strong>") { "<strong>" } else { "" };
    let rest = &cell[bold.len()..];
    let (token, after) = rest.split_at(rest.find([' ', '<']).unwrap_or(rest.len()));
    let plain = token.replace('−', "-");
    if plain.parse::<f64>().is_err() {
        return cell.to_owned();
    }
    let minus = if plain.starts_with('-') { "−" } else { "" };
    let (digits, power) = match plain.trim_start_matches('-').split_once('e') {
        Some((digits, power)) => (digits.to_owned(), format!("10{}", raised(power))),
        None => (plain.trim_start_matches('-').replace("inf", "∞"), String::new()),
    };
    let number = match (&*digits, &*power) {
        (digits, "") => digits.to_owned(),
        ("1" | "1.0", power) => power.to_owned(),
        (digits, power) => format!("{digits}×{power}"),
    };
    format!("{bold}{minus}{number}{after}")
}

/// Says what bold digits are.
pub(crate) const BOLD: &str = "Digits in bold stay the same in all rows below.";

/// Typesets a column of a table, the heading left out.
pub(crate) fn settle(cells: &mut [Vec<String>], column: usize) {
    let filled = |row: &&mut Vec<String>| row.get(column).is_some_and(|cell| !cell.is_empty());
    let column_of = |cells: &[Vec<String>]| -> Vec<String> {
        cells.iter().skip(1).filter_map(|row| row.get(column)).filter(|cell| !cell.is_empty()).cloned().collect()
    };
    let settled = settled(&column_of(cells));
    for (row, number) in cells.iter_mut().skip(1).filter(filled).zip(settled) {
        row[column] = number;
    }
}

/// A column of numbers, each with those of its leading digits in bold that no row below it changes; the last row's are those
/// that it shares with the one above.
fn settled(column: &[String]) -> Vec<String> {
    let shared: Vec<usize> = column.windows(2).map(|pair| shared(&pair[0], &pair[1])).collect();
    let least = |row: usize| shared[row.min(shared.len() - 1)..].iter().copied().min().unwrap_or(0);
    let bold = |(row, number): (usize, &String)| {
        let settled = if shared.is_empty() { 0 } else { least(row) };
        // A sign or a leading zero alone says nothing.
        if !number[..settled].contains(|c: char| c.is_ascii_digit() && c != '0') {
            return typeset(number);
        }
        let typeset = typeset(number);
        let digits: usize = typeset.chars().take(number[..settled].chars().count()).map(char::len_utf8).sum();
        format!("<strong>{}</strong>{}", &typeset[..digits], &typeset[digits..])
    };
    column.iter().enumerate().map(bold).collect()
}

/// How many bytes at the beginning of both are the same, where their digits have the same places.
fn shared(one: &str, other: &str) -> usize {
    let parts = |number: &str| {
        let (digits, power) = number.split_once('e').unwrap_or((number, ""));
        (digits.find('.').unwrap_or(digits.len()), power.to_owned(), digits.len())
    };
    let ((point, power, length), (other_point, other_power, other_length)) = (parts(one), parts(other));
    if point != other_point || power != other_power {
        return 0;
    }
    let same = one.bytes().zip(other.bytes()).take(length.min(other_length)).take_while(|(a, b)| a == b).count();
    // A point at the end is no digit.
    if one[..same].ends_with('.') { same - 1 } else { same }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_written_in_one_way() {
        let written =
            ["1e-5", "-2.5e-10", "3.0e−8 best", "<strong>1.2e−8 best</strong>", "-0.1", "-inf", "f(-1.0)", "1e16"];
        let wanted =
            ["10⁻⁵", "−2.5×10⁻¹⁰", "3.0×10⁻⁸ best", "<strong>1.2×10⁻⁸ best</strong>", "−0.1", "−∞", "f(-1.0)", "10¹⁶"];
        assert_eq!(written.map(typeset), wanted);
    }

    #[test]
    fn digits_that_stay_are_bold() {
        let bold = |numbers: &[&str]| settled(&numbers.iter().map(|number| number.to_string()).collect::<Vec<_>>());
        assert_eq!(
            bold(&["0.99833", "0.9999833", "0.999999833"]),
            ["<strong>0.99</strong>833", "<strong>0.9999</strong>833", "<strong>0.9999</strong>99833"]
        );
        assert_eq!(bold(&["-0.5", "-0.25"]), ["−0.5", "−0.25"]);
        assert_eq!(bold(&["10.0", "100.0", "1000.0"]), ["10.0", "100.0", "1000.0"]);
        assert_eq!(bold(&["1.5e-7", "1.52e-7"]), ["<strong>1.5</strong>×10⁻⁷", "<strong>1.5</strong>2×10⁻⁷"]);
        assert_eq!(bold(&["37.0"]), ["37.0"]);
    }
}
