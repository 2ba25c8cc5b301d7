//! The forms that the course prints.

use crate::prelude::*;
use crate::show::Rich;
use crate::symbolic::Equivalence;

fn derivative(text: &str) -> String {
    parse(text).unwrap().derivative("x").to_string()
}

#[test]
fn derivatives_have_the_form_of_the_course() {
    let rows = [
        ("7", "0"),
        ("x", "1"),
        ("2x^4", "8x^3"),
        ("-5x^3", "-15x^2"),
        ("2x^2 + 2x + 2", "4x + 2"),
        ("x^2 + 2x + 2", "2x + 2"),
        ("10x^5 - 6x^3 - x - 1", "50x^4 - 18x^2 - 1"),
        ("(2x^2 + 8)^2", "16x^3 + 64x"),
        ("(5x + 25)^3", "15(5x + 25)^2"),
        ("(2x^2 + 6x)(2x^3 + 5x^2)", "20x^4 + 88x^3 + 90x^2"),
        ("6x^2/(2 - x)", "(24x - 6x^2)/(2 - x)^2"),
        ("(3x + 1)^2", "18x + 6"),
        ("(x^2 + 5x)^6", "6(x^2 + 5x)^5(2x + 5)"),
        ("1/((x^4 + 1)^5 + 7)", "-20x^3(x^4 + 1)^4/((x^4 + 1)^5 + 7)^2"),
        ("e^(sin x) x^2", "x^2 e^(sin(x)) cos(x) + 2x e^(sin(x))"),
        ("sin(x)/x", "(x cos(x) - sin(x))/x^2"),
        ("sqrt(x)", "1/(2sqrt(x))"),
        ("25/x", "-25/x^2"),
        ("tan x", "1/cos(x)^2"),
        ("x^x", "x^x (ln(x) + 1)"),
        ("2^x", "2^x ln(2)"),
        ("max(x, 0)", "step(x)"),
        ("3x^2 ln(x) - 2/x", "6x ln(x) + 3x + 2/x^2"),
        ("5(3x + 1)^4", "60(3x + 1)^3"),
        ("x(x + 1)(x + 2)", "3x^2 + 6x + 2"),
        ("e^(-x^2)", "-2x e^(-x^2)"),
        ("1/(1 + e^(-x))", "e^(-x)/(e^(-x) + 1)^2"),
    ];
    for (text, expected) in rows {
        assert_eq!(derivative(text), expected, "the derivative of {text}");
        for rule in [Rule::PowerOnChain, Rule::MultiplyOut, Rule::Quotient] {
            assert_eq!(differentiate(parse(text).unwrap()).by(rule).result().to_string(), expected, "{text} by {rule}");
        }
    }
}

#[test]
fn a_chain_is_written_link_by_link() {
    let y = differentiate(parse("1/((x^4 + 1)^5 + 7)").unwrap());
    // The line before the last one is the course's own form.
    let expected = "\
y = 1/u    (substitution)
u = v^5 + 7    (substitution)
v = x^4 + 1    (substitution)
dy/du = d/du[u^-1]    (write as a power)
    = -u^-2    (power rule)
du/dv = d/dv[v^5] + d/dv[7]    (sum rule)
    = 5v^4 + 0    (power rule, constant rule)
    = 5v^4    (simplify)
dv/dx = d/dx[x^4] + d/dx[1]    (sum rule)
    = 4x^3 + 0    (power rule, constant rule)
    = 4x^3    (simplify)
dy/dx = dy/du * du/dv * dv/dx    (chain rule)
    = -u^-2*5v^4*4x^3    (put the derivatives in)
    = -((x^4 + 1)^5 + 7)^-2*5(x^4 + 1)^4*4x^3    (put the inner function back)
    = -20x^3(x^4 + 1)^4/((x^4 + 1)^5 + 7)^2    (simplify)";
    assert_eq!(y.text(), expected);
}

#[test]
fn the_power_rule_on_a_chain_takes_half_the_lines() {
    let short = |text: &str| differentiate(parse(text).unwrap()).by(Rule::PowerOnChain);
    let expected = "\
d/dx[1/((x^4 + 1)^5 + 7)] = d/dx[((x^4 + 1)^5 + 7)^-1]    (write as a power)
    = -((x^4 + 1)^5 + 7)^-2 * d/dx[(x^4 + 1)^5 + 7]    (power rule on a function chain)
    = -((x^4 + 1)^5 + 7)^-2 * d/dx[(x^4 + 1)^5]    (sum rule, constant rule)
    = -((x^4 + 1)^5 + 7)^-2*5(x^4 + 1)^4 * d/dx[x^4 + 1]    (power rule on a function chain)
    = -((x^4 + 1)^5 + 7)^-2*5(x^4 + 1)^4 * d/dx[x^4]    (sum rule, constant rule)
    = -((x^4 + 1)^5 + 7)^-2*5(x^4 + 1)^4*4x^3    (power rule)
    = -20x^3(x^4 + 1)^4/((x^4 + 1)^5 + 7)^2    (simplify)";
    assert_eq!(short("1/((x^4 + 1)^5 + 7)").text(), expected);
    for text in ["(5x + 25)^3", "(2x^2 + 8)^2", "(x^2 + 5x)^6", "1/((x^4 + 1)^5 + 7)"] {
        let (short, long) = (short(text), differentiate(parse(text).unwrap()));
        assert_eq!(short.result(), long.result());
        let (few, many) = (short.lines().len(), long.lines().len());
        assert!(2 * few < many + 2, "{text}: {few} lines and {many}");
    }
}

#[test]
fn constants_may_stand_around_a_chain_but_another_function_may_not() {
    let first = |text: &str| differentiate(parse(text).unwrap()).lines()[0].to_string();
    assert_eq!(first("5 sin(3x)/2 + 7"), "y = 5sin(u)/2 + 7    (substitution)");
    assert_eq!(first("4/sqrt(x^2 + 1)"), "y = 4/sqrt(u)    (substitution)");
    assert_eq!(first("x + sin(3x)"), "d/dx[x + sin(3x)] = d/dx[x] + d/dx[sin(3x)]    (sum rule)");
    assert_eq!(first("1/x^2"), "d/dx[1/x^2] = d/dx[x^-2]    (write as a power)");
    // Nobody would read fifty letters. The rest is done in place.
    let deep = differentiate(formula(|x| (0..50).fold(x, |u, _| u.sin())));
    assert_eq!(deep.lines().iter().filter(|line| line.rules == [Rule::Substitute]).count(), 9);
}

#[test]
fn the_chain_rule_names_the_inner_function() {
    let y = differentiate(parse("(2x^2 + 8)^2").unwrap());
    let expected = "\
y = u^2    (substitution)
u = 2x^2 + 8    (substitution)
dy/du = 2u    (power rule)
du/dx = d/dx[2x^2] + d/dx[8]    (sum rule)
    = 2 * d/dx[x^2] + d/dx[8]    (constant multiple rule)
    = 2*2x + 0    (power rule, constant rule)
    = 4x    (simplify)
dy/dx = dy/du * du/dx    (chain rule)
    = 2u*4x    (put the derivatives in)
    = 2(2x^2 + 8)*4x    (put the inner function back)
    = 16x^3 + 64x    (simplify)";
    assert_eq!(y.text(), expected);
    let inside = differentiate(parse("5(3x + 1)^4 - |x|").unwrap());
    assert_eq!(
        inside.lines()[2].to_string(),
        "= 5 * d/du[u^4] * d/dx[3x + 1] - d/dx[abs(x)]    (chain rule with u = 3x + 1)"
    );
    let short = y.by(Rule::PowerOnChain);
    assert_eq!(short.lines()[0].rules, [Rule::PowerOnChain]);
    assert!(short.lines().len() < y.lines().len());
    let out = y.by(Rule::MultiplyOut);
    assert_eq!(out.lines()[0].to_string(), "d/dx[(2x^2 + 8)^2] = d/dx[4x^4 + 32x^2 + 64]    (multiply out)");
    let chain = r"\dfrac{dy}{dx} & = \dfrac{dy}{du} \cdot \dfrac{du}{dx} && {\small \text{chain rule}}";
    assert!(Rich::latex(&y).unwrap().contains(chain));
}

#[test]
fn a_function_for_any_number_gives_its_formula() {
    fn f<N: Number>(x: N) -> N {
        x.powi(2) + x * 2.0 + 2.0
    }
    let y = formula(f);
    assert_eq!(y.to_string(), "x^2 + 2x + 2");
    assert_eq!(y.latex(), "x^{2} + 2 x + 2");
    assert_eq!(y.derivative("x").to_string(), "2x + 2");
    assert_eq!((y.at(2.0).value(), y.derivative("x").at(2.0).value()), (Some(10.0), Some(6.0)));
    assert_eq!(y.derivative("x").at(-1.0), 0.0);
    // PI is π, not a decimal number.
    assert_eq!(formula(|x| (x * PI + 0.1 * x).simplify()).to_string(), "pi x + x/10");
}

#[test]
fn simple_forms() {
    let rows = [
        ("1*x + 0", "x"),
        ("x - (-3)", "x + 3"),
        ("x + -3", "x - 3"),
        ("2 - x", "2 - x"),
        ("-x - 1", "-x - 1"),
        ("3 + 2x^2 - x", "2x^2 - x + 3"),
        ("x/2 + x/3", "5x/6"),
        ("0.1x", "x/10"),
        ("sqrt(x) sqrt(x)", "x"),
        ("sqrt(x^2)", "abs(x)"),
        ("sqrt(4x)", "2sqrt(x)"),
        ("sqrt(8)", "sqrt(8)"),
        ("sqrt(2) sqrt(2)", "2"),
        ("|x|^2", "x^2"),
        ("|-2x|", "abs(2x)"),
        ("e^x e^x", "e^(2x)"),
        ("ln(e^x)", "x"),
        ("e^(ln x)", "x"),
        ("sin(-x) + cos(-x)", "cos(x) - sin(x)"),
        ("x^2 x^(1/2)", "x^(5/2)"),
        ("(2x)^3/x", "8x^2"),
        ("x^-2", "1/x^2"),
        ("y", "y"),
        ("(x + y)^2 - x^2", "2x y + y^2"),
        ("x + (x + 1)^2", "x^2 + 3x + 1"),
        ("(x + 1)(x - 1)", "x^2 - 1"),
        ("(x + 1)(x - 1)/x", "(x + 1)(x - 1)/x"),
        ("2(x + 1) sin x", "2(x + 1) sin(x)"),
        ("floor(2.5) + max(1, 2)", "4"),
    ];
    for (text, expected) in rows {
        assert_eq!(parse_in(text, &["x", "y"]).unwrap().simplify().to_string(), expected, "{text}");
    }
    assert_eq!(parse_in("(x + y)^3", &["x", "y"]).unwrap().expand().to_string(), "x^3 + 3x^2 y + 3x y^2 + y^3");
    for (text, expected) in [
        ("x^2 - 1", "(x + 1)(x - 1)"),
        ("6x^2 + x - 1", "(2x + 1)(3x - 1)"),
        ("x^2/2 - 2", "(x + 2)(x - 2)/2"),
        ("x^2 + 1", "x^2 + 1"),
        ("2x(x + 1)^3 + 3x^2 (x + 1)^2", "x(x + 1)^2(5x + 2)"),
        ("x^3 + x^2 - x - 1", "(x + 1)^2(x - 1)"),
        ("(2(x - 1)^3 (x + 1) - 3(x + 1)^2 (x - 1)^2)/(x - 1)^6", "-(x + 1)(x + 5)/(x - 1)^4"),
    ] {
        assert_eq!(parse(text).unwrap().factor().to_string(), expected, "{text}");
    }
}

#[test]
fn learners_may_write_an_answer_in_any_form() {
    let answer = parse("4x + 2").unwrap();
    for text in ["4*x + 2", "2*(2*x + 1)", "(x+0.5)*4", "2 + 4x", "6x − 2x + 2"] {
        assert_eq!(equivalent(parse(text).unwrap(), answer), Equivalence::Equal, "{text}");
    }
    // Equal, but for a hole that is named.
    assert!(equivalent(parse("(8x^2 + 4x)/(2x)").unwrap(), answer).is_equal());
    for text in ["4x", "4x - 2", "4x + 2.000001", "4x^2 + 2", "x + 2"] {
        assert!(matches!(equivalent(parse(text).unwrap(), answer), Equivalence::Different { .. }), "{text}");
    }
}

#[test]
fn a_power_of_ten_behind_digits_belongs_to_the_number() {
    for (text, expected) in [
        ("1e-6", "1/1000000"),
        ("1E6", "1000000"),
        ("1e+6", "1000000"),
        ("1e−6", "1/1000000"),
        ("2.5e3x", "2500x"),
        (".5e1", "5"),
        ("-1e-2 x", "-(1/100) x"),
        ("x^1e1", "x^10"),
        ("1e2^2", "100^2"),
        ("2e0", "2"),
        // The number e.
        ("2e", "2e"),
        ("2e^x", "2e^x"),
        ("2e x", "2e x"),
        ("2ex", "2e x"),
        ("2e - 6", "2e - 6"),
        ("2 e-6", "2e - 6"),
        ("2*e-6", "2e - 6"),
        ("e-6", "e - 6"),
        ("2e-x", "2e - x"),
        ("2e(3)", "2e*3"),
    ] {
        assert_eq!(parse(text).unwrap().to_string(), expected, "{text}");
        assert_eq!(parse(expected).unwrap().to_string(), expected);
    }
    assert_eq!(
        parse("1e401").unwrap_err().to_string(),
        "1e401\n^ the power of ten in this number is beyond 400, farther than any use"
    );
    assert!(parse("1e99999999999999999999").is_err() && parse("1e-401").is_err() && parse("1E").is_err());
}

#[test]
fn common_factors_are_cancelled_as_in_a_textbook() {
    for (text, simple, slope) in [
        ("(x^2 - 1)/(x - 1)", "x + 1", "1"),
        ("(4 - x^2)/(2 - x)", "x + 2", "1"),
        ("(x^2 - 25)/(x + 5)", "x - 5", "1"),
        ("(2x - 2)/(x - 1)", "2", "0"),
        ("x^2/x", "x", "1"),
        ("x/(x + 1) + 1/(x + 1)", "1", "0"),
        ("(x - 1/x)/(x - 1)", "(x + 1)/x", "-1/x^2"),
        ("(1/x - 1/3)/(x - 3)", "-1/(3x)", "1/(3x^2)"),
        ("(x^3 - 1)/(x - 1)^2", "(x^2 + x + 1)/(x - 1)", "(x^2 - 2x - 2)/(x - 1)^2"),
        ("(x^2 + 2x + 1)/(x + 1)^3", "1/(x + 1)", "-1/(x + 1)^2"),
        ("(x^2 - 2)(x + 1)/(x^2 - 2)", "x + 1", "1"),
        ("((x^2 - 1)/(x - 1))^2", "(x + 1)^2", "2x + 2"),
        ("sin((x^2 - 1)/(x - 1))", "sin(x + 1)", "cos(x + 1)"),
        ("(e^x - 1)(x - 1)/(x - 1)", "e^x - 1", "e^x"),
        ("(x - 1)^3/(x^2 - 1)^2", "(x - 1)/(x + 1)^2", "(3 - x)/(x + 1)^3"),
        // Nothing in common.
        ("6x^2/(2 - x)", "6x^2/(2 - x)", "(24x - 6x^2)/(2 - x)^2"),
        ("(x + 1)(x - 1)/x", "(x + 1)(x - 1)/x", "(x^2 + 1)/x^2"),
    ] {
        let formula = parse(text).unwrap();
        assert_eq!(formula.simplify().to_string(), simple, "{text}");
        assert_eq!(formula.derivative("x").to_string(), slope, "{text}");
    }
    let y = differentiate(parse("(x^2 - 1)/(x - 1)").unwrap());
    let end: Vec<String> = y.text().lines().rev().take(3).map(str::to_owned).collect();
    let expected = [
        "not at x = 1, where the function has no value",
        "    = 1    (cancel common factors)",
        "    = (x^2 - 2x + 1)/(x - 1)^2    (simplify)",
    ];
    assert_eq!(end, expected);
    assert_eq!(y.at(1.0).to_string(), "no value at x = 1: (x^2 - 1)/(x - 1) divides by 0");
    assert_eq!(y.at(2.0), 1.0);
    let latex = Rich::latex(&y).unwrap();
    assert!(latex.contains(r"\text{not at }x = 1\text{, where the function has no value}"), "{latex}");
    let remarks = |text: &str| differentiate(parse(text).unwrap()).remarks();
    assert_eq!(remarks("ln x"), ["not for x ≤ 0, where the function has no value"]);
    assert_eq!(remarks("x sin(x)/x"), ["not at x = 0, where the function has no value"]);
    assert!(remarks("sqrt(x)").is_empty() && remarks("1/x").is_empty() && remarks("6x^2/(2 - x)").is_empty());
}

#[test]
fn a_power_of_constants_is_a_constant() {
    for text in ["pi^2", "2^3", "pi^pi"] {
        let lines = differentiate(text).text();
        assert_eq!(lines, format!("d/dx[{text}] = 0    (constant rule)"));
    }
}
