//! What mathematics writes and Rust does not: formulas without quotes, bars around an absolute value, e to a power.

use super::Fault;
use super::names::TAKE_A_FUNCTION;
use super::spot::{grouped, placed};
use ra_ap_rustc_lexer::TokenKind;

/// The functions of the library whose first argument is a formula, and the one that takes two.
const TAKE_A_FORMULA: [&str; 4] = ["differentiate", "exact_limit", "exact_limit_left", "exact_limit_right"];
const TAKES_TWO: &str = "equivalent";
/// The method of an exercise, whose answer may be one.
const CHECK: &str = "check";

/// What to say to a notation that is not Rust's.
pub fn of_mathematics(fault: &Fault) -> Option<String> {
    without_quotes(fault).or_else(|| bars(fault)).or_else(|| power_of_e(fault)).or_else(|| missing_comma(fault))
}

/// Where an argument should be a formula, or the name of a topic, and is none.
fn without_quotes(fault: &Fault) -> Option<String> {
    let spot = fault.spot.as_ref()?;
    // The compiler may mark the function that cannot take what stands there.
    let call = spot.enclosing_call().or_else(|| spot.call())?;
    let formulas = match call.name {
        "practice" if fault.code == Some("E0425") => {
            return Some("a topic stands in quotes, as in `practice(\"chain rule\")`".to_owned());
        }
        name if TAKE_A_FORMULA.contains(&name) => 1,
        TAKES_TWO => 2,
        // Any other answer may stand there too.
        CHECK if fault.code.is_none_or(|code| code == "E0425") => 1,
        _ => return None,
    };
    let (given, rest) = call.arguments.split_at_checked(formulas)?;
    let with = |written: &dyn Fn(&str) -> String| {
        let given = given.iter().map(|argument| written(argument));
        let all: Vec<String> = given.chain(rest.iter().map(|&argument| argument.to_owned())).collect();
        format!("`{}({})`", call.name, all.join(", "))
    };
    let is_closure = |argument: &str| argument.starts_with('|');
    if call.name != CHECK && given.iter().any(|argument| is_closure(argument)) {
        let made = |argument: &str| match is_closure(argument) {
            true => format!("formula({})", argument.replacen(": f64|", "|", 1)),
            false => argument.to_owned(),
        };
        return Some(format!(
            "a closure has values, and here a formula is asked for: write it in quotes, as in {}, or have the closure make \
             one: {}",
            with(&|argument| if is_closure(argument) { "\"x^2\"".to_owned() } else { argument.to_owned() }),
            with(&made)
        ));
    }
    let is_bare = given.iter().all(|argument| !argument.contains(['"', '{', ';']));
    let is_formula = is_bare && given.iter().any(|argument| has_variable(argument));
    is_formula.then(|| match call.name {
        CHECK => format!("a formula as an answer stands in quotes: `\"{}\"`", given[0]),
        _ => format!("a formula stands in quotes: {}", with(&|argument| format!("\"{argument}\""))),
    })
}

/// Whether a variable of a formula stands in a text, be it behind its number: `15x`.
fn has_variable(text: &str) -> bool {
    placed(text).any(|(_, kind, word)| match kind {
        TokenKind::Ident => word.chars().count() == 1,
        TokenKind::Literal { .. } => word.ends_with(char::is_alphabetic),
        _ => false,
    })
}

/// `|x|`, which begins a closure. The first bars of an argument may well do that.
fn bars(fault: &Fault) -> Option<String> {
    let before = fault.spot.as_ref().filter(|_| fault.message.starts_with("expected expression"))?.before();
    let mut pieces = before.rsplit('|');
    let (after, name, between) = (pieces.next()?, pieces.next()?, pieces.next()?);
    let is_name = !name.is_empty() && name.chars().all(char::is_alphabetic);
    (after.is_empty() && is_name && between.trim().is_empty() && pieces.next().is_some())
        .then(|| format!("the absolute value is a method: for `|{name}|` write `{name}.abs()`"))
}

fn power_of_e(fault: &Fault) -> Option<String> {
    let spot = fault.spot.as_ref().filter(|spot| spot.text() == "^")?;
    let (base, exponent) = spot.operands()?;
    (base == "E").then(|| format!("e to a power is a method of the exponent: write `{}.exp()`", grouped(exponent)))
}

/// `limit(f 0.0)`
fn missing_comma(fault: &Fault) -> Option<String> {
    let spot = fault.spot.as_ref().filter(|_| fault.message.starts_with("expected one of `)`, `,`"))?;
    let call = spot.enclosing_call().filter(|call| TAKE_A_FUNCTION.contains(&call.name))?;
    let [both] = call.arguments[..] else { return None };
    let (function, rest) = both.split_once(spot.text()).filter(|(function, _)| !function.trim().is_empty())?;
    Some(format!(
        "between two arguments stands a comma: `{}({}, {}{rest})`",
        call.name,
        function.trim_end(),
        spot.text()
    ))
}

#[cfg(test)]
mod tests {
    use super::super::Spot;
    use super::*;

    fn said(cell: &str, marked: &str, code: Option<&'static str>, message: &str) -> Option<String> {
        let at = cell.find(marked).unwrap();
        of_mathematics(&Fault {
            code,
            message: message.to_owned(),
            label: "",
            spot: Some(Spot { cell, at: at..at + marked.len() }),
            more: Vec::new(),
            advice: Vec::new(),
            note: None,
            wanted: None,
            generated: None,
        })
    }

    #[test]
    fn a_formula_without_quotes_gets_them() {
        let of = |cell, marked, code| said(cell, marked, code, "").unwrap();
        assert!(of("differentiate(x^2)", "x^2", Some("E0425")).ends_with("`differentiate(\"x^2\")`"));
        assert!(of("exact_limit(x^2, 0.0)", "x^2", Some("E0425")).ends_with("`exact_limit(\"x^2\", 0.0)`"));
        assert!(of("equivalent(2x, x+x)", "2x", None).ends_with("`equivalent(\"2x\", \"x+x\")`"));
        assert!(of("DERIVATIVE_1.check(-15x^2)", "15x", None).ends_with("`\"-15x^2\"`"));
        assert!(of("practice(chain)", "chain", Some("E0425")).contains("`practice(\"chain rule\")`"));
    }

    #[test]
    fn a_closure_can_make_one() {
        let of = |cell, marked| said(cell, marked, Some("E0282"), "").unwrap();
        for cell in ["differentiate(|x| x.powi(2))", "differentiate(|x: f64| x.powi(2))"] {
            let derived = of(cell, "x.powi");
            assert!(derived.ends_with("`differentiate(formula(|x| x.powi(2)))`"), "{derived}");
        }
        let limit = of("exact_limit(|x| x.sin()/x, 0.0)", "x.sin");
        assert!(limit.contains("`exact_limit(\"x^2\", 0.0)`"), "{limit}");
    }

    #[test]
    fn bars_are_a_method_and_so_is_e_to_a_power() {
        let found = |what| format!("expected expression, found `{what}`");
        for (cell, marked, what) in [("limit(|x| |x|/x, 0.0)", "/", "/"), ("plot(|x| |x|, -1.0..=1.0)", ", -", ",")] {
            let said = said(cell, marked, None, &found(what)).unwrap();
            assert!(said.contains("for `|x|` write `x.abs()`"), "{said}");
        }
        assert_eq!(said("plot(|x| , 0.0..=1.0)", ", 0", None, &found(",")), None);
        assert!(said("limit(|x| E^x, 0.0)", "^", Some("E0369"), "").unwrap().contains("`x.exp()`"));
    }

    #[test]
    fn a_comma_between_two_arguments() {
        let message = "expected one of `)`, `,`, `.`, `?`, or an operator, found `0.0`";
        let said = said("limit(|x| x.sin() 0.0)", "0.0", None, message).unwrap();
        assert!(said.ends_with("`limit(|x| x.sin(), 0.0)`"), "{said}");
    }

    #[test]
    fn what_is_no_formula_is_left_alone() {
        for (cell, marked, code) in [
            ("differentiate(\"x^2\")", "\"x", Some("E0277")),
            ("LIMIT_1.check(2)", "2", Some("E0277")),
            ("limit(|x| x, 0)", "0", Some("E0277")),
            ("differentiate(speed)", "speed", Some("E0425")),
        ] {
            assert_eq!(said(cell, marked, code, ""), None, "{cell}");
        }
    }
}
