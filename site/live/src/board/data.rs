//! Data as people paste them: a point on each line, x and y apart by a tab, a semicolon, spaces or a comma, with decimal
//! points or decimal commas, perhaps below a line with names.

use super::bounds::{LONGEST_DATA, MOST_POINTS};
use std::fmt;

/// Points, and what their columns are called.
#[derive(Debug, PartialEq)]
pub struct Columns {
    pub xs: Vec<f64>,
    pub ys: Vec<f64>,
    pub names: Option<[String; 2]>,
}

/// What is wrong with a text that is no data.
#[derive(Debug, PartialEq)]
pub struct DataFault {
    /// How many characters stand before the place.
    pub at: usize,
    /// Its line, from 1.
    pub line: usize,
    kind: Kind,
}

#[derive(Debug, PartialEq)]
enum Kind {
    Empty,
    Long,
    Many,
    Fields { count: usize },
    Commas,
    Number { text: String },
    PointAndComma { text: String },
    Endless { text: String },
}

impl fmt::Display for DataFault {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        let line = self.line;
        match &self.kind {
            Kind::Empty => out.write_str("There are no points yet. Write one on each line: x, a space, and y."),
            Kind::Long => write!(out, "This is more than {LONGEST_DATA} bytes of text. Take a part of it."),
            Kind::Many => write!(out, "There are more than {MOST_POINTS} points. Take a part of them."),
            Kind::Fields { count: 1 } => write!(out, "Line {line} has one value; a point needs two, x and y."),
            Kind::Fields { count } => write!(out, "Line {line} has {count} values; a point needs two, x and y."),
            Kind::Commas => write!(
                out,
                "Line {line}: its commas can be decimal points or stand between numbers. Put a semicolon, a tab or a space between x and y."
            ),
            Kind::Number { text } => write!(out, "Line {line}: “{text}” is no number."),
            Kind::PointAndComma { text } => {
                write!(out, "Line {line}: “{text}” has a point and a comma. Write it with a decimal point alone.")
            }
            Kind::Endless { text } => {
                write!(out, "Line {line}: “{text}” is no finite number, so the point has no place.")
            }
        }
    }
}

/// The points in a text.
pub fn columns(text: &str) -> Result<Columns, DataFault> {
    if text.len() > LONGEST_DATA {
        return Err(DataFault { at: 0, line: 1, kind: Kind::Long });
    }
    let mut columns = Columns { xs: Vec::new(), ys: Vec::new(), names: None };
    let mut begins = 0;
    for (index, line) in text.split('\n').enumerate() {
        let at = begins;
        begins += line.chars().count() + 1;
        let fault = |at, kind| Err(DataFault { at, line: index + 1, kind });
        let trimmed = line.trim();
        if trimmed.is_empty() || trimmed.starts_with(['#', '%']) {
            continue;
        }
        let fields = fields(trimmed);
        let numbers: Vec<Result<f64, Kind>> = fields.iter().map(|field| number(field)).collect();
        let is_first = columns.xs.is_empty() && columns.names.is_none();
        if is_first && numbers.iter().all(|number| matches!(number, Err(Kind::Number { .. }))) && fields.len() == 2 {
            columns.names = Some([name(fields[0]), name(fields[1])]);
            continue;
        }
        match numbers.len() {
            2 => {}
            3.. if !line.contains([';', '\t', ' ']) => return fault(at, Kind::Commas),
            count => return fault(at, Kind::Fields { count }),
        }
        if columns.xs.len() == MOST_POINTS {
            return fault(at, Kind::Many);
        }
        for ((number, field), list) in numbers.into_iter().zip(&fields).zip([&mut columns.xs, &mut columns.ys]) {
            match number {
                Ok(value) => list.push(value),
                Err(kind) => {
                    let before = line.find(field).map_or(0, |bytes| line[..bytes].chars().count());
                    return fault(at + before, kind);
                }
            }
        }
    }
    if columns.xs.is_empty() { Err(DataFault { at: 0, line: 1, kind: Kind::Empty }) } else { Ok(columns) }
}

/// The parts of a line. What stands between them is the strongest sign that the line has.
fn fields(line: &str) -> Vec<&str> {
    let by = |sign: char| line.split(sign).map(str::trim).filter(|field| !field.is_empty()).collect::<Vec<&str>>();
    if line.contains(';') {
        return by(';');
    }
    if line.contains('\t') {
        return by('\t');
    }
    if line.contains(char::is_whitespace) {
        let fields = line.split_whitespace().map(|field| field.trim_end_matches(','));
        let fields: Vec<&str> = fields.filter(|field| !field.is_empty()).collect();
        if fields.len() > 1 {
            return fields;
        }
    }
    by(',')
}

fn number(field: &str) -> Result<f64, Kind> {
    let text = || field.to_owned();
    let plain = field.trim_matches('"').replace('−', "-");
    // Whether ,2 is 0.2 or comes after a comma, nobody knows.
    if plain.starts_with(',') {
        return Err(Kind::Commas);
    }
    if plain.contains(',') && plain.contains('.') {
        return Err(Kind::PointAndComma { text: text() });
    }
    match plain.replacen(',', ".", 1).parse::<f64>() {
        Ok(value) if value.is_finite() => Ok(value),
        Ok(_) => Err(Kind::Endless { text: text() }),
        Err(_) => Err(Kind::Number { text: text() }),
    }
}

fn name(field: &str) -> String {
    field.trim_matches('"').chars().take(40).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn points(text: &str) -> Vec<(f64, f64)> {
        let columns = columns(text).unwrap_or_else(|fault| panic!("{text:?}: {fault}"));
        columns.xs.into_iter().zip(columns.ys).collect()
    }

    #[test]
    fn points_are_read_however_they_are_pasted() {
        for text in [
            "1.5 2",
            "1.5,2",
            "1.5, 2",
            "1.5\t2",
            "1.5;2",
            "1,5 2",
            "1,5, 2",
            "1,5;2,0",
            "1,5\t2",
            " 1.5 , 2 \r",
            "\"1.5\",\"2\"",
        ] {
            assert_eq!(points(text), [(1.5, 2.0)], "{text:?}");
        }
        assert_eq!(points("# mine\n\n1,2\n−3,4e-1\n"), [(1.0, 2.0), (-3.0, 0.4)]);
    }

    #[test]
    fn a_line_with_names_is_their_heading() {
        let read = columns("dose (mL)\teffect\n0\t1.86\n1\t1.31").unwrap();
        assert_eq!(read.names, Some(["dose (mL)".to_owned(), "effect".to_owned()]));
        assert_eq!(read.ys, [1.86, 1.31]);
    }

    #[test]
    fn what_is_no_point_is_said_with_its_place() {
        let said = |text: &str| {
            let fault = columns(text).unwrap_err();
            (fault.to_string(), fault.line, fault.at)
        };
        assert_eq!(said("0 1\n2 zwei"), ("Line 2: “zwei” is no number.".to_owned(), 2, 6));
        assert!(said("0 1\n2").0.contains("has one value"));
        assert!(said("1 2 3").0.contains("has 3 values"));
        assert!(said("1,5,2,5").0.contains("Put a semicolon"));
        assert!(said("1 ,2").0.contains("Put a semicolon"));
        assert!(said("1.234,5 2").0.contains("a point and a comma"));
        assert!(said("1 inf").0.contains("no finite number"));
        assert!(said(" \n").0.contains("no points yet"));
        assert!(said("x y\n").0.contains("no points yet"));
    }

    #[test]
    fn too_much_is_refused_at_once() {
        assert!(columns(&"1 2\n".repeat(10_001)).unwrap_err().to_string().contains("more than 10000 points"));
        assert!(columns(&"a".repeat(1_000_001)).unwrap_err().to_string().contains("bytes of text"));
        assert_eq!(points(&"1 2\n".repeat(10_000)).len(), 10_000);
    }
}
