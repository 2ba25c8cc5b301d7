//! The curves of formulas in a chapter, after a reader has changed them.

use crate::forms;
use calculus::plot::{Plot, Role, plot};
use calculus::symbolic::{Expr, parse};
use serde_json::{Value, json};

/// More curves than these cannot be told apart.
const MOST: usize = 6;

/// The answer, if `ask` is `curves`: the picture of some `formulas` in x, drawn over x `from` a number `to` another one. With
/// `secant`, two places, the first curve gets the secant through them; with `tangents`, places, tangents there.
/// A fault in a formula is said with its number, `at`, and `lines` with a mark below the place.
pub fn answer(ask: &str, request: &Value) -> Option<Value> {
    (ask == "curves").then(|| picture(request).unwrap_or_else(|fault| fault))
}

fn picture(request: &Value) -> Result<Value, Value> {
    let formulas = request["formulas"].as_array().map(Vec::as_slice).unwrap_or_default();
    let read = |(at, formula): (usize, &Value)| {
        parse(formula.as_str().unwrap_or_default())
            .map_err(|error| json!({ "error": error.message(), "at": at, "lines": error.to_string() }))
    };
    let formulas: Vec<Expr> = formulas.iter().take(MOST).enumerate().map(read).collect::<Result<_, _>>()?;
    let end = |name: &str| request[name].as_f64().ok_or_else(|| json!({ "error": format!("`{name}` is no number") }));
    let over = end("from")?..=end("to")?;
    let [first, others @ ..] = formulas.as_slice() else { return Err(json!({ "error": "there is no formula" })) };
    let several = !others.is_empty();
    let named = |curve: Plot, formula: Expr| {
        let text = formula.to_string();
        if several && text.chars().count() <= 40 { curve.named(text) } else { curve }
    };
    let f = first.function();
    let mut drawn = named(plot(&f, over), *first);
    for (formula, role) in others.iter().zip([Role::Derivative, Role::Third, Role::Fourth].into_iter().cycle()) {
        drawn = named(drawn.curve(formula.function()).role(role), *formula);
    }
    let places =
        |name: &str| request[name].as_array().into_iter().flatten().filter_map(Value::as_f64).collect::<Vec<_>>();
    if let [p, q] = places("secant")[..] {
        drawn = first.secant(p, q).on(&drawn);
    }
    for at in places("tangents") {
        drawn = drawn.tangent(&f, at);
    }
    Ok(Value::Object(forms::of(&drawn)))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn curves(request: Value) -> Value {
        answer("curves", &request).unwrap()
    }

    #[test]
    fn a_formula_is_drawn_and_can_be_touched() {
        let said = curves(json!({ "formulas": ["x^2 + 2x + 2"], "from": -10, "to": 10 }));
        let html = said["html"].as_str().unwrap();
        assert!(html.starts_with("<img") && html.contains("data-touch"), "{html}");
        let several = curves(json!({ "formulas": ["x^2", "2x"], "from": -1, "to": 1, "secant": [0, 1] }));
        assert!(several["text"].as_str().unwrap().contains("“2x”"), "{several}");
    }

    #[test]
    fn a_fault_says_which_formula_and_where() {
        let said = curves(json!({ "formulas": ["x", "2x^"], "from": -1, "to": 1 }));
        assert_eq!((&said["at"], &said["error"]), (&json!(1), &json!("expected an exponent, found the end")));
        assert!(said["lines"].as_str().unwrap().contains("\n   ^"), "{said}");
        assert!(curves(json!({ "formulas": [], "from": 0, "to": 1 }))["error"].is_string());
        assert!(curves(json!({ "formulas": ["x"], "from": "<", "to": 1 }))["error"].is_string());
    }

    #[test]
    fn a_picture_without_a_value_says_so() {
        let said = curves(json!({ "formulas": ["sqrt(-1 - x^2)"], "from": -1, "to": 1 }));
        assert!(said["text"].as_str().unwrap().contains("no value"), "{said}");
    }
}
