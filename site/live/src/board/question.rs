//! What stands in a question: formulas and numbers, as texts that a reader types.

use super::bounds::{LONGEST_FORMULA, LONGEST_NUMBER, MOST_LETTERS};
use super::problem::Problem;
use calculus::symbolic::{Expr, IntoFormula, parse};
use serde_json::Value;
use std::collections::HashSet;

/// The formula in a field, in the letters that it has.
pub fn formula(request: &Value, field: &str, most: usize) -> Result<Expr, Problem> {
    of_text(request[field].as_str().unwrap_or_default(), field, most)
}

/// A text as a formula, with this many parts at most.
pub fn of_text(text: &str, field: &str, most: usize) -> Result<Expr, Problem> {
    let letters: HashSet<char> = text.chars().filter(|sign| sign.is_alphabetic()).take(4 * LONGEST_FORMULA).collect();
    if letters.len() > MOST_LETTERS {
        return Err(Problem::Letters { field: field.to_owned(), count: letters.len() });
    }
    // A text that is too long is refused before its letters are looked for.
    let read = if text.len() > 4 * LONGEST_FORMULA { parse(text) } else { text.try_into_formula() };
    let formula = read.map_err(|error| Problem::Formula { field: field.to_owned(), error: Box::new(error) })?;
    let nodes = formula.node_count();
    if nodes > most { Err(Problem::Large { field: field.to_owned(), nodes, most }) } else { Ok(formula) }
}

/// The formula's only variable; x if it has none.
pub fn only_variable(formula: Expr, field: &str) -> Result<&'static str, Problem> {
    match formula.variables()[..] {
        [] => Ok("x"),
        [name] => Ok(name),
        _ => Err(Problem::Variables { field: field.to_owned(), names: formula.variables(), most: 1 }),
    }
}

/// A number in a field: one, or a text such as `1,5`, `pi/4`, `−∞`. Nothing if the field is missing or empty.
pub fn number(request: &Value, field: &str) -> Result<Option<f64>, Problem> {
    match &request[field] {
        Value::Number(number) => Ok(number.as_f64()),
        Value::String(text) if !text.trim().is_empty() => of_number(text.trim(), field).map(Some),
        _ => Ok(None),
    }
}

/// The same, where it must be finite.
pub fn finite(request: &Value, field: &str) -> Result<Option<f64>, Problem> {
    match number(request, field)? {
        Some(value) if !value.is_finite() => Err(Problem::Endless { field: field.to_owned() }),
        other => Ok(other),
    }
}

fn of_number(text: &str, field: &str) -> Result<f64, Problem> {
    let field = field.to_owned();
    if text.chars().count() > LONGEST_NUMBER {
        return Err(Problem::LongNumber { field });
    }
    let (negative, size) = match text.strip_prefix(['-', '−']) {
        Some(size) => (true, size.trim()),
        None => (false, text.strip_prefix('+').unwrap_or(text).trim()),
    };
    if ["∞", "oo", "inf", "infinity"].contains(&size.to_lowercase().as_str()) {
        return Ok(if negative { f64::NEG_INFINITY } else { f64::INFINITY });
    }
    let no_number = |error| Problem::Number { field: field.clone(), text: text.to_owned(), error };
    let decimal = text.replace('−', "-").replacen(',', ".", 1);
    if let Ok(value) = decimal.parse::<f64>() {
        return if value.is_finite() { Ok(value) } else { Err(no_number(None)) };
    }
    let formula = text.try_into_formula().map_err(|error| no_number(Some(Box::new(error))))?;
    formula.at(0.0).value().filter(|_| formula.variables().is_empty()).ok_or_else(|| no_number(None))
}

/// The edges of the picture, left and right, if both are given.
pub fn window(request: &Value) -> Result<Option<(f64, f64)>, Problem> {
    edges(request, "from", "to")
}

/// The lower and the upper edge, if both are given.
pub fn height(request: &Value) -> Result<Option<(f64, f64)>, Problem> {
    edges(request, "low", "high")
}

fn edges(request: &Value, first: &str, last: &str) -> Result<Option<(f64, f64)>, Problem> {
    match (finite(request, first)?, finite(request, last)?) {
        (Some(from), Some(to)) if from < to => Ok(Some((from, to))),
        (Some(_), Some(_)) => Err(Problem::Window),
        _ => Ok(None),
    }
}

/// A value for each of these variables: those in `values` by name, and 1 for the others.
pub fn values(request: &Value, variables: &[&'static str]) -> Result<Vec<f64>, Problem> {
    let given = &request["values"];
    variables.iter().map(|name| Ok(finite(given, name)?.unwrap_or(1.0))).collect()
}
