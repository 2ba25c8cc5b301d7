//! The graph of a formula's calculation: values run forward through it, and gradients run back.

use super::bounds::MOST_WORKED;
use super::problem::Problem;
use super::question;
use super::shown;
use calculus::autodiff::{Tape, Var};
use serde_json::{Value, json};

/// Never a part of its caller, so that a page can do without it: see `site/src/split.rs`.
#[inline(never)]
pub fn answer(request: &Value) -> Result<Value, Problem> {
    let formula = question::formula(request, "formula", MOST_WORKED)?;
    let variables = formula.variables();
    if variables.is_empty() {
        return Err(Problem::NoVariable { field: "formula".to_owned() });
    }
    let values = question::values(request, &variables)?;
    let tape = Tape::new();
    let inputs: Vec<(&str, Var)> =
        variables.iter().zip(&values).map(|(name, value)| (*name, tape.watch_named(name, *value))).collect();
    let result = formula.read(&inputs);
    // A variable alone has its name already.
    let is_input = tape.try_index(result).is_ok_and(|index| index < inputs.len());
    let result = if is_input { result } else { result.named(free_name(&variables)) };
    let graph = tape.graph_of(result).title(format!("The graph of {formula}").chars().take(60).collect::<String>());
    let inputs: Vec<Var> = inputs.into_iter().map(|(_, input)| input).collect();
    let mut told = json!({
        "variables": variables,
        "values": values,
        "value": result.value(),
        "table": shown::value(&tape.table_of(result)),
    });
    match tape.try_gradients(result, &inputs) {
        Ok(gradients) => told["gradients"] = json!(gradients),
        Err(error) => told["problem"] = json!(error.to_string()),
    }
    told["picture"] = if request["flow"] == true { shown::value(&graph.flow()) } else { shown::value(&graph) };
    Ok(told)
}

/// A name for the result that no variable has.
fn free_name(variables: &[&str]) -> &'static str {
    ["f", "y", "z", "w", "result"].into_iter().find(|name| !variables.contains(name)).unwrap_or("the result")
}
