//! The derivative step by step, each step with the name of its rule; and the derivatives of derivatives.

use super::bounds::{HIGHEST_ORDER, LONGEST_SHOWN, MOST_WORKED};
use super::problem::Problem;
use super::question;
use super::shown;
use calculus::symbolic::{Expr, Line, Rule};
use serde_json::{Value, json};

pub fn answer(request: &Value) -> Result<Value, Problem> {
    let formula = question::formula(request, "formula", MOST_WORKED)?;
    let variables = formula.variables();
    let asked = request["by"].as_str().unwrap_or_default();
    let by = variables.iter().copied().find(|name| *name == asked);
    let by = by
        .or_else(|| variables.iter().copied().find(|name| *name == "x"))
        .or(variables.first().copied())
        .unwrap_or("x");
    let order = question::number(request, "order")?.unwrap_or(1.0);
    if order.fract() != 0.0 || !(1.0..=HIGHEST_ORDER as f64).contains(&order) {
        return Err(Problem::Order);
    }
    // The last one is worked out in steps; those before it are what it is worked out from.
    let mut before = vec![formula];
    for order in 1..order as u64 {
        before.push(bounded(before[before.len() - 1].derivative(by), order)?);
    }
    let mut derivation = before[before.len() - 1].differentiate(by);
    if let Some(rule) = preferred(request["way"].as_str()) {
        derivation = derivation.by(rule);
    }
    let lines: Vec<Value> = derivation.lines().iter().map(line).collect();
    Ok(json!({
        "by": by,
        "variables": variables,
        "of": shown::formula(derivation.of()),
        "before": before.iter().skip(1).map(|formula| shown::formula(*formula)).collect::<Vec<Value>>(),
        "result": shown::formula(derivation.result()),
        "lines": lines,
        "remarks": derivation.remarks(),
        "steps": shown::value(&derivation),
    }))
}

fn bounded(formula: Expr, order: u64) -> Result<Expr, Problem> {
    let nodes = formula.node_count();
    // Parts that occur many times count once above, and each time when they are written.
    let is_long = || formula.to_string().len() > LONGEST_SHOWN;
    if nodes > MOST_WORKED || is_long() { Err(Problem::Grown { order, nodes }) } else { Ok(formula) }
}

/// The rule to take where several apply.
fn preferred(way: Option<&str>) -> Option<Rule> {
    match way {
        Some("chain") => Some(Rule::PowerOnChain),
        Some("multiply") => Some(Rule::MultiplyOut),
        Some("quotient") => Some(Rule::Quotient),
        _ => None,
    }
}

fn line(line: &Line) -> Value {
    json!({ "text": shown::short(line.to_string()), "rules": line.rules.iter().map(|rule| rule.name()).collect::<Vec<&str>>() })
}
