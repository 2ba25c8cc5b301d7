//! The rows of the chapter on derivatives.

use crate::common::LibraryNotebook;
use crate::common::rows::{DERIVATIVES, Row, read, text};
use serde_json::Value;

#[test]
fn row_d1_the_delta_method() {
    Row::of(DERIVATIVES, "D1")
        .shows(&["[10.0, 37.0]", "9.0", "-8.0", "“P” at (2, 10)", "“Q” at (5, 37)"])
        .has_pictures(1);
}

#[test]
fn row_d2_closer() {
    Row::of(DERIVATIVES, "D2")
        .shows(&["10.61", "6.099999999999989", "6.099999999999994", "−2.199999999999978", "“Q” at (2.1, 10.61)"])
        .says(&["binary fractions"])
        .has_pictures(1);
}

#[test]
fn row_d3_as_close_as_a_millionth() {
    Row::of(DERIVATIVES, "D3").shows(&["2.000001", "10.000006000001001", "6.000001000088901"]).says(&["tangent"]);
}

#[test]
fn row_d4_the_slope_somewhere_else() {
    Row::of(DERIVATIVES, "D4")
        .shows(&["1.0000889005535828", "“P” at (−1, 1)", "Replace YOUR_ANSWER"])
        .says(&[r"f(x + \Delta x)", r"\Delta x \to 0"])
        .has_pictures(1);
}

#[test]
fn row_d5_the_definition() {
    Row::of(DERIVATIVES, "D5").says(&[
        r"\tag{1}",
        r"\tag{2}",
        r"\tag{3}",
        r"\frac{dy}{dx} = \lim_{\Delta x \to 0} \frac{f(x + \Delta x) - f(x)}{\Delta x}",
    ]);
}

#[test]
fn row_d6_the_definition_at_work() {
    Row::of(DERIVATIVES, "D6")
        .shows(&["7.0", "6.099999999999994", "6.009999999999849", "6.000001000927568", "dy/dx at x = 2 ≈ 6"])
        .shows(&["1.0", "0.1", "0.01", "1.000088900582341e", "dy/dx at x = −1 ≈ 0", "A moving picture"])
        .has_pictures(1);
}

#[test]
fn row_d7_truncation_against_rounding() {
    Row::of(DERIVATIVES, "D7")
        .shows(&["forward difference", "central difference", "in powers of ten", "best Δx: 10⁻⁸", "best Δx: 10⁻⁵"])
        .says(&[r"\sqrt{\varepsilon}", r"\sqrt[3]{\varepsilon}", "parabola"])
        .has_pictures(1);
}

#[test]
fn row_d8_notations() {
    let notations = ["Leibniz", "Lagrange", "Newton", "Euler"];
    let first = [r"\dfrac{dy}{dx}", "f'(x)", r"\dot{y}", "D_x f"];
    let second = [r"\dfrac{d^2y}{dx^2}", "f''(x)", r"\ddot{y}", "D_x^2 f"];
    Row::of(DERIVATIVES, "D8").says(&notations).says(&first).says(&second);
}

#[test]
fn row_d9_the_rules() {
    let row = Row::of(DERIVATIVES, "D9");
    row.says(&[
        r"\frac{d}{dx}\, c = 0",
        r"n\,x^{n-1}",
        r"c\,\frac{dy}{dx}",
        r"\frac{dy}{dx} + \frac{dw}{dx}",
        r"w\,\frac{dz}{dx} + z\,\frac{dw}{dx}",
        r"{z^2}",
        r"\frac{dy}{du}\,\frac{du}{dx}",
        r"n\,u^{n-1}\,\frac{du}{dx}",
    ]);
    row.says(&["multiply out", "radient descent", "ackpropagation", "8x^3"]);
    row.shows(&[
        "constant rule",
        "power rule",
        "constant multiple rule",
        "sum rule",
        "product rule",
        "quotient rule",
        "chain rule",
        "power rule on a function chain",
        "8x^3",
    ]);
    row.has_pictures(4);
}

#[test]
fn every_derivation_is_stored_as_a_formula() {
    let notebook = read(DERIVATIVES);
    let is_derivation = |cell: &&Value| text(&cell["source"]).starts_with("differentiate(");
    let derivations: Vec<&Value> = notebook["cells"].as_array().unwrap().iter().filter(is_derivation).collect();
    assert!(derivations.len() >= 15, "{} derivations", derivations.len());
    for cell in derivations {
        assert!(text(&cell["outputs"][0]["data"]["text/latex"]).contains(r"\begin{aligned}"), "{}", cell["id"]);
    }
}

/// The questions of some exercises, and that nobody has answered them yet.
fn asks_and_invites(row: &Row, exercises: std::ops::RangeInclusive<u32>) {
    let sources: String = row.cells.iter().map(|cell| text(&cell["source"]) + "\n").collect();
    for n in exercises {
        assert!(sources.contains(&format!("DERIVATIVE_{n}.check(YOUR_ANSWER)")), "exercise {n}");
        assert!(sources.contains(&format!("DERIVATIVE_{n}.hint(0)")), "exercise {n}");
    }
    row.shows(&["Replace YOUR_ANSWER"]);
}

#[test]
fn row_d10_exercises_on_polynomials() {
    let row = Row::of(DERIVATIVES, "D10");
    asks_and_invites(&row, 1..=5);
    row.says(&["-5x^3", "2x^2 + 2x + 2", "10x^5 - 6x^3 - x - 1", "x = 2", "x = -1"]);
}

#[test]
fn row_d11_two_chains_worked_out() {
    Row::of(DERIVATIVES, "D11").shows(&["16x^3 + 64x", "15(5x + 25)^2", "chain rule"]).has_pictures(1);
}

#[test]
fn row_d12_exercises_on_products_quotients_and_chains() {
    let row = Row::of(DERIVATIVES, "D12");
    asks_and_invites(&row, 6..=10);
    row.says(&[
        "(2x^2 + 6x)(2x^3 + 5x^2)",
        r"\frac{6x^2}{2 - x}",
        "(3x + 1)^2",
        "(x^2 + 5x)^6",
        r"\frac{1}{(x^4 + 1)^5 + 7}",
    ]);
}

#[test]
fn row_d13_the_power_rule_on_a_function_chain() {
    let row = Row::of(DERIVATIVES, "D13");
    asks_and_invites(&row, 11..=12);
    row.says(&["fewer steps"]).shows(&["power rule on a function chain", "6(x^2 + 5x)^5"]);
}

#[test]
fn the_exercises_on_derivatives_answer_back_in_a_notebook() {
    let notebook = LibraryNotebook::of(&[
        "DERIVATIVE_1.check(\"-15x^2\")",
        "DERIVATIVE_2.check(\"(x + 0.5)*4\")",
        "DERIVATIVE_3.check(\"50x^4 - 18x^2 - 1\")",
        "DERIVATIVE_4.check(6)",
        "DERIVATIVE_5.check(0)",
        "DERIVATIVE_6.check(\"20x^4 + 88x^3 + 90x^2\")",
        "DERIVATIVE_7.check(\"(24x - 6x^2)/(2 - x)^2\")",
        "DERIVATIVE_8.check(formula(|x| 18.0 * x + 6.0))",
        "DERIVATIVE_9.check(\"6(x^2 + 5x)^5 (2x + 5)\")",
        "DERIVATIVE_10.check(\"-((x^4 + 1)^5 + 7)^(-2) * 5(x^4 + 1)^4 * 4x^3\")",
        "DERIVATIVE_9.check(\"6(x^2 + 5x)^5\")",
        "DERIVATIVE_2.check(\"4x + \")",
        "DERIVATIVE_7.hint(1)",
        "DERIVATIVE_9.solution()",
    ]);
    notebook.run(&["--write"]).expect(0, &[]);
    let cells = notebook.read()["cells"].as_array().unwrap().clone();
    let shown: Vec<String> = cells[1..].iter().map(|cell| text(&cell["outputs"][0]["data"]["text/plain"])).collect();
    for right in &shown[..10] {
        assert!(right.contains("Right"), "{right}");
    }
    assert!(shown[10].contains("inner derivative"), "{}", shown[10]);
    assert!(shown[11].contains("Not understood"), "{}", shown[11]);
    assert!(shown[12].contains("Hint"), "{}", shown[12]);
    assert!(text(&cells[14]["outputs"][0]["data"]["text/latex"]).contains("\\dfrac{du}{dx}"));
}
