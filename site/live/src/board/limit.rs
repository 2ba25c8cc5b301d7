//! The limit of a formula: exactly with its steps where there are, else estimated from values, with how far that can be
//! trusted; and the values on the way.

use super::bounds::MOST_WORKED;
use super::problem::Problem;
use super::question;
use super::shown;
use calculus::limits::Outcome;
use calculus::symbolic::Expr;
use serde_json::{Value, json};

/// How far the picture reaches to both sides of the point, and on the way to infinity.
const AROUND: f64 = 2.0;
const FAR: f64 = 50.0;

pub fn answer(request: &Value) -> Result<Value, Problem> {
    let typed = question::formula(request, "formula", MOST_WORKED)?;
    let variable = question::only_variable(typed, "formula")?;
    let at = question::number(request, "at")?.unwrap_or(0.0);
    // The steps are written for x.
    let formula = if variable == "x" { typed } else { typed.substitute(variable, Expr::variable("x")) };
    let limit = match request["side"].as_str() {
        Some("left") => formula.limit_left(at),
        Some("right") => formula.limit_right(at),
        _ => formula.limit(at),
    };
    let mut told = json!({ "value": limit.value(), "steps": shown::value(&limit) });
    if variable != "x" {
        told["remark"] = json!(format!("Here x stands for {variable}."));
    }
    if let Some(exact) = limit.exact() {
        told["how"] = json!("exact");
        told["result"] = exact.formula().map_or(Value::Null, shown::formula);
        told["table"] = shown::value(&formula.approach(at));
    } else if let Some(estimate) = limit.estimate() {
        let is_undetermined = matches!(estimate.outcome(), Outcome::Undetermined { .. });
        told["how"] = json!(if is_undetermined { "undetermined" } else { "estimate" });
        told["error_estimate"] = json!(estimate.error());
    }
    told["picture"] = picture(formula, at, limit.value());
    Ok(told)
}

/// The curve on the way to the point, with the limit as an open circle where no point of the curve is.
fn picture(formula: Expr, at: f64, limit: Option<f64>) -> Value {
    let around = AROUND.max(0.2 * at.abs());
    let plot = match at {
        f64::INFINITY => formula.plot(0.0..=FAR),
        f64::NEG_INFINITY => formula.plot(-FAR..=0.0),
        _ => formula.plot(at - around..=at + around),
    };
    let plot = match limit {
        Some(limit) if at.is_infinite() => plot.line(0.0, limit).named("the limit"),
        Some(limit) if formula.at(at).value().is_none_or(|value| value != limit) => plot.open_point(at, limit),
        Some(limit) => plot.point(at, limit),
        None => plot,
    };
    shown::value(&plot)
}
