//! Whatever a person may type: a sentence, and never a panic.

use crate::prelude::*;
use crate::symbolic::field::Random;

fn message(text: &str) -> String {
    parse(text).unwrap_err().to_string()
}

#[test]
fn every_fault_points_at_its_character() {
    let names = "x, e, pi, and functions such as sqrt, exp, ln, sin, cos, tan, tanh, abs, max";
    let rows = [
        ("", "the text is empty; expected a formula such as 2x^2 + 8".to_owned()),
        ("  \n", "the text is empty; expected a formula such as 2x^2 + 8".to_owned()),
        ("2x^", "2x^\n   ^ expected an exponent, found the end".to_owned()),
        ("2x^)", "2x^)\n   ^ this ) closes nothing that was opened".to_owned()),
        ("(x + 1", "(x + 1\n^ this ( is never closed".to_owned()),
        ("x + 1)", "x + 1)\n     ^ this ) closes nothing that was opened".to_owned()),
        ("(x + 1]", "(x + 1]\n      ^ expected the bracket that was opened, found ]".to_owned()),
        ("()", "()\n ^ expected a formula inside of the brackets, found )".to_owned()),
        ("1/0", "1/0\n  ^ a division by 0 has no value".to_owned()),
        ("1 + x/(2 - 2)", "1 + x/(2 - 2)\n      ^ a division by 0 has no value".to_owned()),
        ("2 + y", format!("2 + y\n    ^ the name y is not known here; known are {names}")),
        ("x + * 2", "x + * 2\n    ^ expected a term: a number, a name or a bracket, found *".to_owned()),
        ("2x $ 3", "2x $ 3\n   ^ the character '$' has no meaning in a formula".to_owned()),
        ("1.2.3", "1.2.3\n^ expected a number with one decimal point at most, found 1.2.3".to_owned()),
        ("2,5x", "2,5x\n ^ expected no comma here (a decimal number has a point: 0.5), found ,".to_owned()),
        ("2 3", "2 3\n  ^ expected an operator such as + or * before it, found 3".to_owned()),
        ("sin", "sin\n   ^ expected what the function is taken of, found the end".to_owned()),
        ("max(x)", "max(x)\n     ^ expected a comma and a second formula, as in max(x, 0), found )".to_owned()),
        ("max x", "max x\n    ^ expected a bracket, as in max(x, 0), found x".to_owned()),
        ("|x", "|x\n^ this | is never closed".to_owned()),
        (
            "sin^x(x)",
            "sin^x(x)\n    ^ expected a number as the exponent of a function, as in sin^2(x), found x".to_owned(),
        ),
    ];
    for (text, expected) in rows {
        assert_eq!(message(text), expected);
    }
    assert_eq!(
        parse_in("x", &["x", "pi"]).unwrap_err().to_string(),
        "\"pi\" cannot be the name of a variable: take letters that mean nothing else"
    );
}

#[test]
fn the_notation_of_the_chapters_is_no_product_of_letters() {
    let message = |text: &str| text.try_into_formula().unwrap_err().to_string();
    for (text, place) in [("d/dx x^2", 0), ("2 + d / dx[x^2]", 4), ("dy/dx", 0), ("x du/dx", 2), ("d/dt t^2", 0)] {
        let said = message(text);
        assert!(said.contains("this asks for a derivative") && said.contains("differentiate("), "{said}");
        assert_eq!(text.try_into_formula().unwrap_err().position(), place, "{text}");
    }
    for (text, place) in [("f(x)", 0), ("2f(x) + 1", 1), ("1/g(x)", 2), ("u(x) v(x)", 0), ("f (t)", 0)] {
        assert!(message(text).contains("stands for a function"), "{}", message(text));
        assert_eq!(text.try_into_formula().unwrap_err().position(), place, "{text}");
    }
    // Letters are letters everywhere else, also where they are named.
    for text in ["d x/d", "a(x + 1)", "m x + b", "d/2", "f x", "sin(x)", "x(x)", "f(x + 1)", "exp(x)"] {
        assert!(text.try_into_formula().is_ok(), "{text}");
    }
    assert_eq!(parse_in("f(x)", &["f", "x"]).unwrap().to_string(), parse_in("f*x", &["f", "x"]).unwrap().to_string());
}

#[test]
fn long_and_deep_texts_are_refused_in_a_sentence() {
    let brackets = |depth: usize| "(".repeat(depth) + "x" + &")".repeat(depth);
    assert_eq!(parse(&brackets(1_000)).unwrap(), parse("x").unwrap());
    assert!(message(&brackets(9_000)).ends_with("more than 1000 brackets are open here; take some of them away"));
    assert_eq!(message(&brackets(10_000)), "the text has 20001 characters; a formula may have up to 20000");
    assert_eq!(message(&"x+".repeat(524_288)), "the text has 1048576 characters; a formula may have up to 20000");
    // Deep without brackets.
    for text in
        ["-".repeat(19_999) + "x", "2^".repeat(9_999) + "x", "sin ".repeat(4_999) + "x", "x+".repeat(9_999) + "x"]
    {
        let formula = parse(&text).unwrap();
        formula.derivative("x").to_string();
        let _ = formula.simplify();
        formula.at(0.5);
    }
}

#[test]
fn no_text_makes_it_panic() {
    let mut random = Random(7);
    let pieces = [
        "x", "2", "0", ".", "+", "-", "*", "/", "^", "**", "(", ")", "[", "]", "|", ",", "sin", "ln", "sqrt", "max(",
        "e", "pi", " ", "²", "⁻¹", "−", "√", "ß", "😀", "\u{0}", "1/0", "_", "y", "π",
    ];
    for _ in 0..super::random::cases(1_000) {
        let length = random.next() % 12;
        let text: String = (0..length).map(|_| pieces[(random.next() % pieces.len() as u64) as usize]).collect();
        match parse(&text) {
            Ok(formula) => {
                let derivation = differentiate(formula);
                let _ = (format!("{derivation:?}"), formula.at(1.0), formula.factor(), formula.expand());
            }
            Err(error) => {
                let _ = (error.to_string(), format!("{error:?}"));
            }
        }
    }
}

#[test]
fn what_has_no_value_says_why() {
    let say = |text: &str, x: f64| parse(text).unwrap().at(x).to_string();
    assert_eq!(say("1/x", 0.0), "no value at x = 0: 1/x divides by 0");
    assert_eq!(say("x^-1", 0.0), "no value at x = 0: x^-1 divides by 0");
    assert_eq!(say("sqrt x", -1.0), "no value at x = -1: sqrt(x) needs a number that is not negative, and has -1");
    assert_eq!(say("x^0.5", -1.0), "no value at x = -1: x^(1/2) needs a base that is not negative, and has -1");
    assert_eq!(say("e^(x^2)", 100.0), "no value at x = 100: the numbers become too large for the machine");
    assert_eq!(say("x", f64::NAN), "no value at x = NaN: x was given NaN");
    let slope = parse("|x|").unwrap().derivative("x");
    assert_eq!(slope.at(0.0).to_string(), "no value at x = 0: x/abs(x) divides by 0");
    let two = parse_in("x y", &["x", "y"]).unwrap();
    assert!(two.at(1.0).to_string().starts_with("no value: the formula has 2 variables (x, y)"));
    assert_eq!(two.at([("x", 1.0)]).to_string(), "no value: y was not given one");
    assert!(two.function()(1.0).is_nan());
    assert!(Expr::from(f64::NAN).to_string().starts_with("undefined (the formula contains NaN"));
    assert_eq!(differentiate(formula(|x| x + f64::NAN)).result(), Expr::from(f64::NAN));
    assert_eq!((Expr::from(0.0) / Expr::from(0.0)).simplify().to_string(), "undefined (the formula divides by 0)");
    let named_e = parse("x^2").unwrap().differentiate("e");
    assert!(named_e.result().to_string().starts_with("undefined (this name has a meaning of its own"));
    assert_eq!(
        differentiate(formula(|x| x.floor())).at(3.0).to_string(),
        "the rules give no derivative at x = 3, where floor(x) jumps"
    );
    assert_eq!(differentiate(formula(|x| x.floor())).at(2.5), 0.0);
    let larger = differentiate(formula(|x| x.max(x * x)));
    assert_eq!(larger.at(1.0).to_string(), "the rules give no derivative at x = 1, where max(x, x x) has a corner");
    assert_eq!(larger.at(2.0), 4.0);
}

#[test]
fn huge_numbers_do_not_fill_the_memory() {
    for text in
        ["9^9^9^9", "(9^9^9)^(9^9)", "2^100000000000 x", "10^9999 x", "x^(10^50)", "(x+1)^1000", "(x+1)^999999999"]
    {
        let y = parse(text).unwrap();
        let _ = (y.simplify().to_string(), y.expand(), y.factor(), y.derivative("x").to_string(), y.at(2.0));
        let _ = equivalent(y, y + 1.0);
    }
}
