//! A formula in several variables: its gradient and its Hessian as formulas and as numbers, and for two variables the
//! landscape that it is.

use super::bounds::{MOST_VARIABLES, MOST_WORKED};
use super::problem::Problem;
use super::question;
use super::shown;
use calculus::regression::landscape;
use calculus::symbolic::{Expr, Value as Worth};
use serde_json::{Value, json};

/// How far the landscape reaches around the point.
const AROUND: f64 = 2.0;

/// Never a part of its caller, so that a page can do without it: see `site/src/split.rs`.
#[inline(never)]
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
        "gradient": { "steps": shown::value(&gradient), "parts": parts },
        "hessian": { "steps": shown::value(&hessian), "rows": rows },
        "picture": if variables.len() == 2 { picture(formula, point) } else { Value::Null },
    }))
}

fn with_value((formula, value): (&Expr, Worth)) -> Value {
    let mut told = shown::formula(*formula);
    told["at"] = worth(&value);
    told
}

/// The landscape around the point, from the side and from above.
fn picture(formula: Expr, point: &[f64]) -> Value {
    let f = formula.function_of_all();
    let (x, y) = (point[0], point[1]);
    let [x_around, y_around] = [x, y].map(|value| AROUND.max(0.2 * value.abs()));
    let over = |value: f64, around: f64| value - around..=value + around;
    let height = |x: f64, y: f64| f(&[x, y]);
    let heights = heights(&height, [x, y], [x_around, y_around]);
    shown::value(&landscape(height, over(x, x_around), over(y, y_around), &heights, (x, y)))
}

/// Heights of two digits, such that as much of the map lies between each two of them.
fn heights(f: &dyn Fn(f64, f64) -> f64, [x, y]: [f64; 2], [x_around, y_around]: [f64; 2]) -> Vec<f64> {
    const PARTS: i32 = 10;
    const LINES: usize = 9;
    let places = || (-PARTS..=PARTS).map(|part| f64::from(part) / f64::from(PARTS));
    let values =
        places().flat_map(|u| places().map(move |v| (u, v))).map(|(u, v)| f(x + u * x_around, y + v * y_around));
    let mut values: Vec<f64> = values.filter(|value| value.is_finite()).collect();
    values.sort_by(f64::total_cmp);
    let at = |part: usize| values.get(part * values.len() / (LINES + 1)).copied();
    let mut heights: Vec<f64> =
        (1..=LINES).filter_map(at).filter_map(|value| format!("{value:.1e}").parse().ok()).collect();
    heights.dedup();
    heights
}

/// A number, or why there is none.
fn worth(value: &Worth) -> Value {
    match (value.value(), value.reason()) {
        (Some(number), _) => json!(number),
        (None, reason) => json!(reason),
    }
}
