//! Ten formulas, each with what the library says of it; and what can be typed wrong.

use calculus::prelude::*;
use calculus::show::Rich;
use serde_json::{Value, json};

/// Formulas, each with a point.
const TEN: [(&str, &str); 10] = [
    ("x^2 + 2x + 2", "2"),
    ("(x^2 - 1)/(x - 1)", "1"),
    ("sin(x)/x", "0"),
    ("25/x", "0"),
    ("(sqrt(x) - 3)/(x - 9)", "9"),
    ("x^2 tanh x", "-1"),
    ("(2x^2 + 8)^2", "0,5"),
    ("e^-x cos(3x)", "∞"),
    ("|x|/x", "0"),
    ("ln(1 + e^x)", "-oo"),
];

const ASKS: [&str; 8] = ["read", "draw", "limit", "derivative", "tangent", "graph", "several", "fit"];

fn ask(ask: &str, request: Value) -> Value {
    super::answer(ask, &request).expect("the blackboard answers")
}

fn place(text: &str) -> f64 {
    match text {
        "∞" => INFINITY,
        "-oo" => NEG_INFINITY,
        other => other.replace(',', ".").parse().unwrap(),
    }
}

/// A number as JSON has it, NaN and infinities being nothing.
fn number(value: f64) -> Value {
    json!(value)
}

#[test]
fn ten_limits_are_the_librarys() {
    for (formula, at) in TEN {
        for (side, limit) in [("both", "limit"), ("left", "left"), ("right", "right")] {
            let said = ask("limit", json!({ "formula": formula, "at": at, "side": side }));
            let library = match limit {
                "left" => formula.into_formula().limit_left(place(at)),
                "right" => formula.into_formula().limit_right(place(at)),
                _ => formula.into_formula().limit(place(at)),
            };
            assert_eq!(said["value"], json!(library.value()), "{formula} at {at}, {side}");
            assert_eq!(said["steps"]["text"], json!(library.text()));
            assert_eq!(said["steps"].get("latex"), library.latex().map(Value::String).as_ref());
            assert_eq!(
                said["how"],
                if library.exact().is_some() { "exact" } else { "estimate" },
                "{formula} at {at}, {side}"
            );
            assert!(said["picture"]["html"].as_str().unwrap().contains("data-touch"));
        }
    }
}

#[test]
fn ten_derivations_are_the_librarys() {
    for (formula, _) in TEN {
        let said = ask("derivative", json!({ "formula": formula }));
        let library = differentiate(formula);
        assert_eq!(said["result"]["text"], json!(library.result().to_string()), "{formula}");
        assert_eq!(said["steps"]["text"], json!(library.text()));
        let rules: Vec<&Vec<Value>> =
            said["lines"].as_array().unwrap().iter().map(|line| line["rules"].as_array().unwrap()).collect();
        // What the chain rule has named is only put together in the next line.
        assert!(
            !rules[0].is_empty() && rules.windows(2).all(|two| !two[1].is_empty() || two[0][0] == "chain rule"),
            "{said}"
        );
        let third = ask("derivative", json!({ "formula": formula, "order": 3 }));
        let library = formula.into_formula().nth_derivative("x", 3);
        assert_eq!(third["result"]["text"], json!(library.to_string()), "{formula}");
        assert_eq!(third["before"].as_array().unwrap().len(), 2);
    }
}

#[test]
fn ten_tangents_and_secants_are_the_librarys() {
    for (formula, at) in TEN.map(|(formula, at)| (formula, if place(at).is_finite() { at } else { "1" })) {
        let (p, q) = (place(at), place(at) + 2.0);
        let said = ask("tangent", json!({ "formula": formula, "at": at }));
        let library = formula.into_formula().tangent(p);
        assert_eq!(said["slope"], number(library.slope()), "{formula} at {at}");
        assert_eq!(said["equation"], json!(library.equation()));
        assert_eq!(said["problem"], json!(library.problem()));
        let said = ask("tangent", json!({ "formula": formula, "at": at, "q": q, "from": -12, "to": 12 }));
        let library = formula.into_formula().secant(p, q);
        assert_eq!(
            (&said["slope"], &said["equation"]),
            (&number(library.slope()), &json!(library.equation())),
            "{formula}"
        );
        assert!(said["picture"]["html"].as_str().unwrap().contains("data-touch"));
    }
}

#[test]
fn a_formula_in_another_letter_has_its_limit_and_its_tangent() {
    let said = ask("limit", json!({ "formula": "sin(t)/t", "at": "0" }));
    assert_eq!((&said["value"], &said["remark"]), (&json!(1.0), &json!("Here x stands for t.")));
    assert_eq!(ask("tangent", json!({ "formula": "t^2", "at": 3 }))["slope"], 6.0);
}

#[test]
fn what_only_values_show_is_an_estimate_or_undetermined() {
    let said = ask("limit", json!({ "formula": "floor(x) + sin(1/x) x", "at": "2", "side": "left" }));
    assert!(
        said["steps"]["html"].as_str().is_some_and(|html| html.contains("<table>")) || said["how"] == "exact",
        "{said}"
    );
    let said = ask("limit", json!({ "formula": "sin(1/(x - 1))", "at": "1" }));
    assert_eq!(said["value"], Value::Null);
}

#[test]
fn a_graph_has_the_values_and_the_gradients_of_the_tape() {
    let said = ask("graph", json!({ "formula": "x^2 y + sin(y)", "values": { "x": 3, "y": "pi/2" } }));
    let f = "x^2 y + sin(y)".into_formula();
    let (value, slopes) = value_and_gradient(|v| f.read(&[("x", v[0]), ("y", v[1])]), &[3.0, PI / 2.0]);
    assert_eq!((&said["value"], &said["gradients"]), (&json!(value), &json!(slopes)));
    assert!(said["table"]["html"].as_str().unwrap().contains("∂f/∂x"), "{said}");
    let said = ask("graph", json!({ "formula": "ln(x)", "values": { "x": -1 } }));
    assert!(said["problem"].as_str().unwrap().contains("no gradient"), "{said}");
    assert_eq!(ask("graph", json!({ "formula": "x" }))["gradients"], json!([1.0]));
    assert!(ask("graph", json!({ "formula": "2 + 3" }))["error"].as_str().unwrap().contains("no variable"));
    assert!(
        ask("graph", json!({ "formula": "f x", "flow": true }))["table"]["html"].as_str().unwrap().contains("∂y/∂f")
    );
}

#[test]
fn several_variables_have_their_gradient_and_hessian() {
    let said = ask("several", json!({ "formula": "x^2 y + e^y", "values": { "x": 3, "y": 0 } }));
    let f = "x^2 y + e^y".into_formula();
    assert_eq!(said["gradient"]["steps"]["text"], json!(f.gradient().to_string()));
    assert_eq!(said["hessian"]["steps"]["text"], json!(f.hessian().to_string()));
    assert_eq!(
        said["gradient"]["parts"].as_array().unwrap().iter().map(|part| &part["at"]).collect::<Vec<_>>(),
        [0.0, 10.0]
    );
    assert_eq!(said["hessian"]["rows"][0][1]["at"], 6.0);
    assert!(said["picture"]["text"].as_str().unwrap().contains("From above"), "{said}");
    assert!(ask("several", json!({ "formula": "a b c d g h k" }))["error"].as_str().unwrap().contains("7 variables"));
}

#[test]
fn a_line_is_fitted_in_both_ways() {
    let data = clinical_trial();
    let text: String = data.points().iter().map(|(x, y)| format!("{x}\t{y}\n").replace('.', ",")).collect();
    let said = ask("fit", json!({ "data": text, "rate": 0.01, "epochs": 1000, "m": 0.9, "b": 0.1 }));
    let (best, history) = (least_squares(&data), fit(&data, Line::new(0.9, 0.1), GradientDescent::new(0.01), 1000));
    assert_eq!((&said["line"]["m"], &said["line"]["b"]), (&json!(best.m), &json!(best.b)));
    assert_eq!((&said["descent"]["m"], &said["descent"]["cost"]), (&json!(history.line().m), &json!(history.cost())));
    assert!(said["working"].as_str().unwrap().contains("-0.469286"), "{said}");
    for view in ["moving", "map", "cost"] {
        let said = ask("fit", json!({ "data": text, "epochs": 20, "view": view }));
        assert!(said["picture"]["html"].as_str().unwrap().starts_with("<img"), "{view}");
    }
    // A rate that nobody has chosen leads down, whatever the units.
    for scale in ["1e-6", "1", "1e6"] {
        let text: String =
            (0..20).map(|n| format!("{n}e{} {}\n", &scale.replace("1e", "").replace('1', "0"), 3 * n + 1)).collect();
        let said = ask("fit", json!({ "data": text }));
        assert!(said["problem"].is_null(), "{said}");
    }
}

#[test]
fn what_no_line_can_be_fitted_to_is_said() {
    let said = |request: Value| ask("fit", request)["error"].as_str().unwrap_or_default().to_owned();
    assert!(said(json!({ "data": "" })).contains("no points yet"));
    assert!(said(json!({ "data": "3 1\n3 2" })).contains("the same x"));
    assert!(said(json!({ "data": "1 2\n2 3", "rate": "-1" })).contains("leads nowhere"));
    assert!(said(json!({ "data": "1 1e200\n2 -1e200\n3 1e200" })).contains("too large"));
    let diverged = ask("fit", json!({ "data": "1 2\n2 3", "rate": 10 }));
    assert!(diverged["problem"].as_str().unwrap().contains("diverges") && diverged["line"]["m"] == 1.0, "{diverged}");
}

#[test]
fn a_fault_has_its_field_and_its_place() {
    let said = ask("draw", json!({ "formula": "2x + sin(q3w)" }));
    assert!(
        said["error"].as_str().unwrap().contains("not known") && said["field"] == "formula" && said["at"] == 9,
        "{said}"
    );
    let said = ask("draw", json!({ "formula": "x", "others": ["x^2", "2x^"] }));
    assert_eq!((&said["field"], &said["at"]), (&json!("others 1"), &json!(3)));
    let said = ask("limit", json!({ "formula": "x", "at": "two" }));
    assert_eq!(said["field"], "at");
    assert!(ask("limit", json!({ "formula": "x", "at": "NaN" }))["error"].is_string());
    assert!(ask("tangent", json!({ "formula": "x", "at": "∞" }))["error"].as_str().unwrap().contains("with an end"));
    assert!(
        ask("draw", json!({ "formula": "x", "from": 2, "to": 1 }))["error"].as_str().unwrap().contains("right edge")
    );
    assert!(
        ask("draw", json!({ "formula": "x", "others": ["1", "2", "3", "4"] }))["error"]
            .as_str()
            .unwrap()
            .contains("curves")
    );
    assert!(
        ask("draw", json!({ "formula": "t", "others": ["x"] }))["error"].as_str().unwrap().contains("the same letter")
    );
    for name in ["draw", "limit", "tangent"] {
        let said = ask(name, json!({ "formula": "x y" }));
        assert!(said["error"].as_str().unwrap().contains("Several variables"), "{said}");
    }
    for order in [json!(0), json!(99), json!(1.5), json!("∞")] {
        assert_eq!(ask("derivative", json!({ "formula": "x", "order": order }))["field"], "order");
    }
}

#[test]
fn whatever_is_typed_is_answered() {
    let nested = format!("{}x{}", "sin(".repeat(900), ")".repeat(900));
    let many = (0..5_000).map(|n| format!("x^{n}")).collect::<Vec<_>>().join("+");
    let letters: String = ('α'..='ω').chain('a'..='z').map(|letter| format!("{letter} ")).collect();
    let strange: String = (0..200).filter_map(|n| char::from_u32(0x4e00 + n)).flat_map(|sign| [sign, ' ']).collect();
    let long = "9+".repeat(500_000);
    let refused = ["", " ", "<img src=x onerror=alert(1)>", "((((", "\0", "NaN", "1/0", "9 (", &long, &strange];
    let harmless = ["x/0", "0/0 x", "sqrt(-1 - x^2)", "9^9^9^9", "x^(10^9)", "2^-1e308 x", "1e308 x 1e308"];
    for formula in refused.into_iter().chain(harmless).chain([nested.as_str(), many.as_str(), letters.as_str()]) {
        for name in ASKS {
            let is_slow = formula == nested && ["draw", "tangent"].contains(&name);
            if is_slow {
                continue;
            }
            let said = ask(name, json!({ "formula": formula, "data": formula, "at": formula, "slope": true }));
            assert!(
                said.is_object() && (said["error"].is_string() || !refused.contains(&formula)),
                "{name} of {formula:.40}"
            );
            let said = said.to_string();
            assert!(said.len() < 200_000 && !said.contains("<img src=x"), "{name} of {formula:.40}: {}", said.len());
        }
    }
    let grown = ask("derivative", json!({ "formula": "tan(x)^99", "order": 8 }));
    assert!(grown["error"].as_str().unwrap().contains("Ask for a lower one"), "{grown}");
    // Neither is what is no text at all.
    for name in ASKS {
        for odd in [json!(null), json!([]), json!({ "formula": 3, "at": [], "values": 7, "others": "x", "data": {} })] {
            assert!(ask(name, odd)["error"].is_string());
        }
    }
}
