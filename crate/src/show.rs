//! How a value is shown under a notebook's cell: as text, and where it has more to say, as HTML or LaTeX.
//!
//! The kernel calls the method `evcxr_display` of a cell's last value. A value without one makes it compile
//! the cell a second time, in another way. So [`Show`] gives the method to everything that is [`Debug`]: a
//! small cell then compiles once. Types of this library with a richer form implement [`Rich`] and get the
//! method as their own, which Rust prefers to the trait's.

pub(crate) mod digits;
mod input;
pub(crate) mod json;
mod live;
mod measure;
mod plain;
mod progress;
#[cfg(test)]
mod tests;
mod working;

use std::fmt::Debug;
use std::io::{self, Write};

pub use input::input;
pub(crate) use live::is_live;
pub use live::{Live, clear_output, show};
pub(crate) use plain::plain;
pub(crate) use progress::Bar;
pub use progress::{Progress, progress};

/// Content of this type says what a hand can move; only this course's kernel knows it.
const MOVABLE: &str = "application/vnd.calculus.interact+json";

/// Shows any [`Debug`] value as text. In the prelude, so that cells find it.
///
/// ```
/// use calculus::show::Show;
/// 2.5e-5.evcxr_display(); // the notebook shows 2.5e-5
/// ```
pub trait Show {
    /// Writes the value to standard output in the form that the kernel reads.
    fn evcxr_display(&self);
}

impl<T: Debug + ?Sized> Show for T {
    fn evcxr_display(&self) {
        // A cell that ends in a loop has the value `()`, which is no result of anyone's.
        if std::any::type_name::<T>() != "()" {
            display(&format!("{self:?}"));
        }
    }
}

/// A value with more than one form. A reader's program takes the best that it can show.
#[diagnostic::on_unimplemented(
    message = "`{Self}` does not say in which forms it can be shown",
    note = "show its text instead: `&format!(\"{{value:?}}\")`"
)]
pub trait Rich {
    /// For a terminal, a log and a screen reader.
    fn text(&self) -> String;

    /// As a piece of HTML. It must say everything without scripts and without inline `<svg>`, which a
    /// notebook that the reader did not run himself does not show.
    fn html(&self) -> Option<String> {
        None
    }

    /// As LaTeX, with its dollar signs.
    fn latex(&self) -> Option<String> {
        None
    }

    /// What of it a hand can move, in the words of this course's kernel.
    #[doc(hidden)]
    fn movable(&self) -> Option<String> {
        None
    }
}

/// Writes every form of `value` to standard output, each between the two lines by which the kernel knows it.
pub fn display(value: &dyn Rich) {
    print(&forms(value));
}

fn forms(value: &dyn Rich) -> String {
    // The text comes first: every value has one, so a kernel that gets two values at once sees where the second begins.
    let forms = [("text/plain", Some(value.text())), ("text/html", value.html()), ("text/latex", value.latex())];
    let movable = if is_live() { value.movable() } else { None };
    let forms = forms.into_iter().chain([(MOVABLE, movable)]);
    forms.filter_map(|(mime, content)| Some(content_of(mime, &content?))).collect()
}

fn content_of(mime: &str, content: &str) -> String {
    format!("EVCXR_BEGIN_CONTENT {mime}\n{}\nEVCXR_END_CONTENT\n", content.trim_end_matches('\n'))
}

/// In one piece: what belongs together must arrive together.
fn print(words: &str) {
    let mut out = io::stdout().lock();
    // A closed standard output means that nobody is there to be told.
    let _ = out.write_all(words.as_bytes()).and_then(|()| out.flush());
}

/// Rows of cells, the headings first, in columns for a terminal.
pub(crate) fn text_table(cells: &[Vec<String>]) -> String {
    let columns = cells.iter().map(Vec::len).max().unwrap_or(0);
    let width = |column: usize| {
        let lengths = cells.iter().filter_map(|row| row.get(column)).map(|cell| cell.chars().count());
        lengths.max().unwrap_or(0)
    };
    let widths: Vec<usize> = (0..columns).map(width).collect();
    let mut text = String::new();
    for row in cells {
        let line: Vec<String> = row.iter().zip(&widths).map(|(cell, &width)| format!("{cell:<width$}")).collect();
        text += line.join("   ").trim_end();
        text.push('\n');
    }
    text
}

/// A text as it stands between the elements of HTML.
pub(crate) fn escaped(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;")
}

/// Rows of cells, the headings first, as an HTML table with a `foot` of its own, which may be empty. The cells and
/// the foot are HTML already; a cell that begins with a number has it typeset.
pub(crate) fn html_table(cells: &[Vec<String>], foot: &str) -> String {
    let row = |row: &[String], tag: &str| {
        let cell = |cell: &String| format!("<{tag} style=\"text-align:left\">{}</{tag}>", digits::typeset(cell));
        let cells: String = row.iter().map(cell).collect();
        format!("<tr>{cells}</tr>\n")
    };
    let Some((head, body)) = cells.split_first() else { return String::new() };
    let head = row(head, "th");
    let body: String = body.iter().map(|cells| row(cells, "td")).collect();
    format!("<table>\n<thead>{head}</thead>\n<tbody>\n{body}</tbody>\n{foot}</table>")
}

/// Something that is shown as a table, perhaps with a sentence above it. Both are text without signs of HTML.
pub(crate) trait Table {
    fn caption(&self) -> Option<String> {
        None
    }

    /// The rows, the headings first.
    fn cells(&self) -> Vec<Vec<String>>;
}

/// Shows a [`Table`] under a cell.
macro_rules! shown_as_table {
    ($type:ty) => {
        impl $crate::show::Rich for $type {
            fn text(&self) -> String {
                let above = $crate::show::Table::caption(self).map(|caption| format!("{caption}\n\n"));
                above.unwrap_or_default() + &$crate::show::text_table(&$crate::show::Table::cells(self))
            }

            fn html(&self) -> Option<String> {
                let above = $crate::show::Table::caption(self).map(|caption| format!("<p>{caption}</p>\n"));
                Some(above.unwrap_or_default() + &$crate::show::html_table(&$crate::show::Table::cells(self), ""))
            }
        }

        $crate::show::shown!($type);
    };
}
pub(crate) use shown_as_table;

/// Gives a [`Rich`] type the method that the kernel looks for, ahead of the one from [`Show`].
macro_rules! shown {
    ($($type:ty),+ $(,)?) => {$(
        impl $type {
            /// Shows the value under the cell; the kernel calls it.
            #[doc(hidden)]
            pub fn evcxr_display(&self) {
                $crate::show::display(self);
            }
        }
    )+};
}
pub(crate) use shown;
pub(crate) use working::{Row, working};
