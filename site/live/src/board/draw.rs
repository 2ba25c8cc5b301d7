//! A formula as it is read, and its picture, with other curves beside it.

use super::bounds::{MOST_CURVES, MOST_DRAWN, MOST_WORKED};
use super::problem::Problem;
use super::question;
use super::shown;
use calculus::plot::{Plot, Role};
use calculus::symbolic::Expr;
use serde_json::{Value, json};

/// Where nobody says how wide a picture is.
const WIDTH: (f64, f64) = (-10.0, 10.0);
/// Longer formulas have no room in a legend.
const LONGEST_NAME: usize = 40;

/// What a text means: while it is typed.
pub fn read(request: &Value) -> Result<Value, Problem> {
    let formula = question::formula(request, "formula", usize::MAX)?;
    let mut told = shown::formula(formula);
    told["variables"] = json!(formula.variables());
    Ok(told)
}

/// The curve of a formula, of up to three `others`, and with `slope` of its derivative.
pub fn answer(request: &Value) -> Result<Value, Problem> {
    let formula = question::formula(request, "formula", MOST_DRAWN)?;
    let variable = question::only_variable(formula, "formula")?;
    let texts: Vec<&str> = request["others"].as_array().into_iter().flatten().filter_map(Value::as_str).collect();
    if texts.len() >= MOST_CURVES {
        return Err(Problem::Curves { count: texts.len() + 1 });
    }
    let others = texts.iter().enumerate().map(|(index, text)| beside(text, index, variable));
    let others = others.collect::<Result<Vec<Expr>, Problem>>()?;
    let (from, to) = question::window(request)?.unwrap_or(WIDTH);
    let mut plot = formula.plot(from..=to).x_name(variable);
    if request["slope"] == true && formula.node_count() <= MOST_WORKED {
        let slope = formula.derivative(variable);
        plot = named(&plot.curve_over(slope.function(), from..=to).role(Role::Derivative), "f′ = ", slope);
    }
    for other in others {
        plot = named(&plot.curve_over(other.function(), from..=to), "", other);
    }
    if let Some((low, high)) = question::height(request)? {
        plot = plot.y_window(low..=high);
    }
    Ok(json!({ "formula": shown::formula(formula), "variable": variable, "picture": shown::value(&plot) }))
}

/// A curve beside the first one, in the same variable.
fn beside(text: &str, index: usize, first: &'static str) -> Result<Expr, Problem> {
    let field = format!("others {index}");
    let other = question::of_text(text, &field, MOST_DRAWN)?;
    match question::only_variable(other, &field)? {
        name if other.variables().is_empty() || name == first => Ok(other),
        name => Err(Problem::OtherVariable { field, name, first }),
    }
}

fn named(plot: &Plot, before: &str, formula: Expr) -> Plot {
    let name = format!("{before}{formula}");
    if name.chars().count() <= LONGEST_NAME { plot.named(name) } else { plot.clone() }
}
