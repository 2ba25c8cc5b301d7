//! What is wrong with a question, as a sentence for the reader who typed it.

use super::bounds::{HIGHEST_ORDER, LONGEST_NUMBER, MOST_CURVES, MOST_LETTERS};
use super::data::DataFault;
use calculus::regression::RegressionError;
use calculus::symbolic::ParseError;
use serde_json::{Value, json};
use std::fmt;

/// Why there is no answer. `field` is the name of what was typed, as in the question.
#[derive(Debug)]
pub enum Problem {
    /// A text that is no formula.
    Formula { field: String, error: Box<ParseError> },
    /// A text that is no number.
    Number { field: String, text: String, error: Option<Box<ParseError>> },
    /// A number that is too long to be one.
    LongNumber { field: String },
    /// A number that must be finite.
    Endless { field: String },
    /// The formula has more parts than an answer can be found for while somebody waits.
    Large { field: String, nodes: usize, most: usize },
    /// What came out is that large.
    Grown { order: u64, nodes: usize },
    /// A formula with more variables than the question can take.
    Variables { field: String, names: Vec<&'static str>, most: usize },
    /// A text with more letters than any formula has variables.
    Letters { field: String, count: usize },
    /// A formula without a variable, where one is needed.
    NoVariable { field: String },
    /// Curves that do not share an axis.
    OtherVariable { field: String, name: &'static str, first: &'static str },
    /// More curves than colours.
    Curves { count: usize },
    /// The order of a derivative that is not taken.
    Order,
    /// The window of a picture is none.
    Window,
    /// A text that is no data.
    Data(DataFault),
    /// Data that no line is fitted to.
    Fit { field: &'static str, error: Box<RegressionError> },
    /// Numbers too large to calculate with.
    TooLarge,
}

impl Problem {
    /// The answer that says so: a sentence, the field that it is about, and the place in its text.
    pub fn told(&self) -> Value {
        let mut told = json!({ "error": self.to_string() });
        let (field, at) = match self {
            Problem::Formula { field, error } => (Some(field.as_str()), Some(error.position())),
            Problem::Number { field, error, .. } => {
                (Some(field.as_str()), error.as_ref().map(|error| error.position()))
            }
            Problem::LongNumber { field }
            | Problem::Endless { field }
            | Problem::Large { field, .. }
            | Problem::Variables { field, .. }
            | Problem::Letters { field, .. }
            | Problem::NoVariable { field }
            | Problem::OtherVariable { field, .. } => (Some(field.as_str()), None),
            Problem::Curves { .. } => (Some("others"), None),
            Problem::Order | Problem::Grown { .. } => (Some("order"), None),
            Problem::Window => (Some("from"), None),
            Problem::Data(fault) => (Some("data"), Some(fault.at)),
            Problem::Fit { field, .. } => (Some(*field), None),
            Problem::TooLarge => (None, None),
        };
        if let Some(field) = field {
            told["field"] = json!(field);
        }
        if let Some(at) = at {
            told["at"] = json!(at);
        }
        told
    }
}

/// A name as it stands in a sentence.
fn called(field: &str) -> &str {
    match field {
        "formula" => "The formula",
        "at" => "The point",
        "q" => "Q",
        "from" | "to" | "low" | "high" => "The edge of the picture",
        "rate" => "The learning rate",
        other => other,
    }
}

impl fmt::Display for Problem {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Problem::Formula { error, .. } => out.write_str(&error.message()),
            Problem::Number { error: Some(error), .. } => out.write_str(&error.message()),
            Problem::Number { field, text, error: None } => {
                write!(out, "{}: “{text}” is no number. Write it as 2, −0.5, pi/4 or ∞.", called(field))
            }
            Problem::LongNumber { field } => {
                write!(out, "{}: a number here has {LONGEST_NUMBER} characters at most.", called(field))
            }
            Problem::Endless { field } => write!(out, "{} needs a number with an end, not ∞.", called(field)),
            Problem::Large { nodes, most, .. } => write!(
                out,
                "This formula has {nodes} parts, and up to {most} can be worked on here while you wait. Take a smaller one, or run it in a notebook."
            ),
            Problem::Grown { order, nodes } => write!(
                out,
                "Derivative number {order} has grown to {nodes} parts or more, which is too much to work on here. Ask for a lower one."
            ),
            Problem::Variables { names, most: 1, .. } => write!(
                out,
                "This needs a formula in one variable, and yours has {}: {}. Write a number in place of the others, or look under “Several variables”.",
                names.len(),
                names.join(", ")
            ),
            Problem::Variables { names, most, .. } => write!(
                out,
                "This formula has {} variables, and up to {most} can be worked on here. Write numbers in place of some.",
                names.len()
            ),
            Problem::Letters { count, .. } => {
                write!(out, "This text has {count} different letters, and up to {MOST_LETTERS} can be worked on here.")
            }
            Problem::NoVariable { .. } => out.write_str(
                "This formula has no variable, so nothing in it can change. Write x where a number may change.",
            ),
            Problem::OtherVariable { name, first, .. } => {
                write!(
                    out,
                    "This curve is one in {name}, and the first is one in {first}. Write both in the same letter."
                )
            }
            Problem::Curves { count } => {
                write!(out, "{count} curves are more than a picture has colours for. Take {MOST_CURVES} at most.")
            }
            Problem::Order => write!(out, "The derivatives from the 1st to the {HIGHEST_ORDER}th can be asked for."),
            Problem::Window => {
                out.write_str("The picture needs a right edge that is larger than its left edge, both with an end.")
            }
            Problem::Data(fault) => write!(out, "{fault}"),
            Problem::Fit { error, .. } => write!(out, "{error}"),
            Problem::TooLarge => out.write_str(
                "These numbers are too large to calculate with: squares of them have no place in the machine.",
            ),
        }
    }
}
