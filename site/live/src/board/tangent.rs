//! The tangent at P, and the secant through P and Q, which can be pulled in the picture.

use super::bounds::MOST_WORKED;
use super::problem::Problem;
use super::question;
use super::shown;
use calculus::plot::Plot;
use serde_json::{Value, json};

pub fn answer(request: &Value) -> Result<Value, Problem> {
    let formula = question::formula(request, "formula", MOST_WORKED)?;
    let variable = question::only_variable(formula, "formula")?;
    let at = question::finite(request, "at")?.unwrap_or(1.0);
    let window = question::window(request)?;
    let is_drawn = request["picture"] != false;
    let drawn = |around: &dyn Fn() -> Plot, on: &dyn Fn(Plot) -> Plot| match (is_drawn, window) {
        (false, _) => Value::Null,
        (_, Some((from, to))) => shown::value(&on(formula.plot(from..=to))),
        (_, None) => shown::value(&around().x_name(variable)),
    };
    let tangent = formula.tangent(at);
    let slope = shown::formula(formula.derivative(variable));
    let Some(q) = question::finite(request, "q")? else {
        return Ok(json!({
            "kind": "tangent",
            "p": tangent.p(),
            "slope": tangent.slope(),
            "intercept": tangent.intercept(),
            "equation": tangent.equation(),
            "problem": tangent.problem(),
            "steps": shown::value(&tangent),
            "derivative": slope,
            "picture": drawn(&|| tangent.plot(), &|plot| tangent.on(plot)),
        }));
    };
    let secant = formula.secant(at, q);
    Ok(json!({
        "kind": "secant",
        "p": secant.p(),
        "q": secant.q(),
        "slope": secant.slope(),
        "intercept": secant.intercept(),
        "equation": secant.equation(),
        "problem": secant.problem(),
        "steps": shown::value(&secant),
        "derivative": slope,
        "tangent": tangent.slope(),
        "picture": drawn(&|| secant.plot(), &|plot| secant.on(plot)),
    }))
}
