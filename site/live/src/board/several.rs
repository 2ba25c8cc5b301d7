//! A formula in several variables: its gradient and its Hessian as formulas and as numbers, and for two variables the
//! landscape that it is.

use super::bounds::{MOST_VARIABLES, MOST_WORKED};
use super::problem::Problem;
use super::question;
use super::shown;
use calculus::plot::landscape_heights;
use calculus::regression::landscape;
use calculus::symbolic::{Expr, Value as Worth};
use serde_json::{Value, json};

/// How far the landscape reaches around the point.
const AROUND: f64 = 2.0;

pub fn answer(request: &Value) -> Result<Value, Problem> {
    let formula = question::formula(request, "formula", MOST_WORKED)?;
    let variables = formula.variables();
    let field = || "formula".to_owned();
    if variables.is_empty() {
        return Err(Problem::NoVariable { field: field() });
    }
    if variables.len() > MOST_VARIABLES {
        return Err(Problem::Variables { field: field(), names: variables, most: MOST_VARIABLES });
    }
    let values = question::values(request, &variables)?;
    let point = values.as_slice();
    let (gradient, hessian) = (formula.gradient(), formula.hessian());
    let parts: Vec<Value> = gradient.parts().iter().zip(gradient.at(point)).map(with_value).collect();
    let rows = hessian.rows().iter().zip(hessian.at(point));
    let rows: Vec<Vec<Value>> = rows.map(|(row, values)| row.iter().zip(values).map(with_value).collect()).collect();
    Ok(json!({
        "variables": variables,
        "values": values,
        "value": worth(&formula.at(point)),
        "gradient": { "latex": shown::latex(&gradient), "parts": parts },
        "hessian": { "latex": shown::latex(&hessian), "rows": rows },
        "picture": if variables.len() == 2 { picture(formula, point) } else { Value::Null },
    }))
}

fn with_value((formula, value): (&Expr, Worth)) -> Value {
    let mut told = shown::formula(*formula);
    told["at"] = worth(&value);
    told
}

/// A number, or why there is none.
fn worth(value: &Worth) -> Value {
    match (value.value(), value.reason()) {
        (Some(number), _) => json!(number),
        (None, reason) => json!(reason),
    }
}
