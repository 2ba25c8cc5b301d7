//! A tape as a table: what was recorded, operation by operation.

use super::entry::Entry;
use super::graph::on_the_way;
use super::step::Operand;
use super::tape::Tape;
use super::var::Var;
use crate::limits::number;
use crate::show::{self, Rich, shown};
use std::fmt;

/// More rows than these nobody reads.
const MOST_ROWS: usize = 40;

/// A tape as a table. From [`Tape::table`] and [`Tape::table_of`]; a tape that is a cell's last value shows itself so.
#[derive(Clone)]
pub struct TapeTable {
    entries: Vec<Entry>,
    /// The entries that have a row.
    rows: Vec<usize>,
    /// The name of the result that was asked for, and its derivatives by every entry.
    adjoints: Option<(String, Vec<f64>)>,
    /// Why there are no derivatives, or no rows.
    problem: Option<String>,
}

impl Tape {
    /// The tape as a table: a row for every operation, with what it was done with, its value, and its *local*
    /// derivatives, those of the value by what went into this one operation.
    ///
    /// ```
    /// use calculus::prelude::*;
    /// use calculus::show::Rich;
    ///
    /// let tape = Tape::new();
    /// let x = tape.watch_named("x", 5.0);
    /// (x * x).named("y");
    /// assert_eq!(
    ///     tape.table().text(),
    ///     "\
    /// name   operation   value   local derivatives
    /// x      input       5
    /// y      x · x       25      by x: 5, by x: 5
    /// "
    /// );
    /// ```
    pub fn table(&self) -> TapeTable {
        let entries = self.entries();
        TapeTable { rows: (0..entries.len()).collect(), entries, adjoints: None, problem: None }
    }

    /// The table of everything that `y` was calculated from, with one more column: the derivative of `y` by each value,
    /// its adjoint. They are computed from the last row up.
    ///
    /// ```
    /// use calculus::prelude::*;
    /// use calculus::show::Rich;
    ///
    /// let tape = Tape::new();
    /// let x = tape.watch_named("x", 5.0);
    /// let y = (x * x).named("y");
    /// assert!(tape.table_of(y).text().contains("∂y/∂x = 10"));
    /// ```
    ///
    /// Where there is no gradient the column is missing, and a sentence says why.
    pub fn table_of(&self, y: Var) -> TapeTable {
        let entries = self.entries();
        match self.try_index(y).and_then(|index| Ok((index, self.try_adjoints(y)?))) {
            Ok((index, adjoints)) => {
                let name = entries[index].label();
                let rows = on_the_way(&entries, index);
                TapeTable { rows, entries, adjoints: Some((name, adjoints)), problem: None }
            }
            Err(error) => TapeTable { problem: Some(error.to_string()), ..self.table() },
        }
    }
}

/// A number as it is read: ten digits at most, so that 108.78000000000002 is 108.78.
pub(super) fn short(value: f64) -> String {
    number(if value.is_finite() { format!("{value:.9e}").parse().unwrap_or(value) } else { value })
}

impl TapeTable {
    /// The headings and the rows; nothing for an empty tape.
    fn cells(&self) -> Vec<Vec<String>> {
        if self.rows.is_empty() {
            return vec![];
        }
        let mut headings = ["name", "operation", "value", "local derivatives"].map(str::to_owned).to_vec();
        headings.extend(self.adjoints.iter().map(|_| "gradient".to_owned()));
        let row = |entry: &Entry| {
            let mut cells = vec![
                entry.label(),
                if entry.is_input() { "input".to_owned() } else { entry.formula().to_owned() },
                short(entry.value()),
                self.local_derivatives(entry).join(", "),
            ];
            if let Some((of, adjoints)) = &self.adjoints {
                let adjoint = adjoints.get(entry.index()).copied().unwrap_or(0.0);
                cells.push(format!("∂{of}/∂{} = {}", entry.label(), short(adjoint)));
            }
            cells
        };
        let rows = self.rows.iter().take(MOST_ROWS).map(|index| row(&self.entries[*index]));
        std::iter::once(headings).chain(rows).collect()
    }

    fn local_derivatives(&self, entry: &Entry) -> Vec<String> {
        let pairs = entry.operands().iter().zip(entry.derivatives());
        let written = |(operand, derivative): (&Operand, &f64)| match operand {
            Operand::Entry(index) => Some(format!("by {}: {}", self.entries[*index].label(), short(*derivative))),
            Operand::Constant(_) => None,
        };
        pairs.filter_map(written).collect()
    }

    /// Sentences under the table.
    fn remarks(&self) -> Vec<String> {
        let hidden = self.rows.len().saturating_sub(MOST_ROWS);
        let more = (hidden > 0).then(|| format!("And {hidden} more rows."));
        let empty = self.rows.is_empty().then(|| "The tape is empty: nothing is watched yet.".to_owned());
        self.problem.iter().cloned().chain(more).chain(empty).collect()
    }
}

impl Rich for TapeTable {
    fn text(&self) -> String {
        show::text_table(&self.cells()) + &self.remarks().join("\n")
    }

    fn html(&self) -> Option<String> {
        let row = |row: &Vec<String>| row.iter().map(|cell| show::escaped(cell)).collect();
        let cells: Vec<Vec<String>> = self.cells().iter().map(row).collect();
        let remarks: String =
            self.remarks().iter().map(|remark| format!("\n<p>{}</p>", show::escaped(remark))).collect();
        // Without the line end where there is no table before it: the stock kernel drops an empty first line.
        Some((show::html_table(&cells, "") + &remarks).trim_start().to_owned())
    }
}

impl Rich for Tape {
    fn text(&self) -> String {
        self.table().text()
    }

    fn html(&self) -> Option<String> {
        self.table().html()
    }
}

shown!(TapeTable, Tape);

impl fmt::Debug for TapeTable {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(out, "TapeTable({} rows)", self.rows.len())
    }
}
