//! Whole and real numbers, and the kinds of number that a function of the course takes.

use super::Fault;
use super::spot::{Spot, grouped, is_single, real};

const WHOLE: [&str; 12] = ["i32", "u32", "i64", "u64", "usize", "isize", "i8", "u8", "i16", "u16", "i128", "u128"];
const POWI: &str = "`powi` takes a whole exponent, `x.powi(2)`; `powf` takes a real one, `x.powf(2.0)`";
const POWF: &str = "`powf` takes a real exponent, `x.powf(2.0)`; `powi` takes a whole one, `x.powi(2)`";

/// What to say of an operator between two types that do not go together.
pub fn of_operator(fault: &Fault) -> Option<String> {
    if fault.message.contains(" ^ ") {
        return Some(
            "`^` is no power in Rust: write `x.powi(2)`, or `x.powf(0.5)` for an exponent that is not whole".to_owned(),
        );
    }
    let spot = fault.spot.as_ref()?;
    let (left_type, right_type) = types(&fault.message).or_else(|| types(fault.label))?;
    let operator = spot.text().trim_end_matches('=');
    let (left, right) = spot.operands()?;
    if spot.enclosing_call().is_some_and(|call| call.name == "check") {
        return Some(format!("a formula as an answer stands in quotes: `\"{left} {operator} {right}\"`"));
    }
    if left_type == "&str" || left_type == "String" {
        return Some(match left.strip_suffix('"').filter(|_| is_name(right)) {
            Some(text) => {
                format!("a text and a value come together in a text: write `format!({text}{{{right}}}\")`")
            }
            None => {
                format!("a text and a value come together in a text: write `format!(\"{{}}{{}}\", {left}, {right})`")
            }
        });
    }
    if is_list(left_type) || is_list(right_type) {
        let (list, each) = if is_list(left_type) {
            (left, format!("x {operator} {right}"))
        } else {
            (right, format!("{left} {operator} x"))
        };
        return Some(format!(
            "Rust does not calculate with a whole list: go through it, `{list}.iter().map(|x| {each}).collect::<Vec<f64>>()`"
        ));
    }
    if right_type == "&str" && left_type.ends_with("Expr") {
        return Some(format!("a formula in quotes is read by `parse`: write `parse({right})?`"));
    }
    if is_any_number(right_type) && is_literal(left_type) {
        return Some(beside_any_number(operator, &real(left), right, right_type));
    }
    if is_any_number(left_type) && right_type == "{integer}" {
        return Some(format!("write a number with a decimal point: `{} {operator} {}`", left, real(right)));
    }
    if left_type == "{integer}" || right_type == "{integer}" {
        let made_real = |text: &str| match real(text) {
            // A variable that nobody has given a kind.
            same if same == text => format!("{} as f64", grouped(text)),
            real => real,
        };
        let (left, right) = if left_type == "{integer}" {
            (made_real(left), right.to_owned())
        } else {
            (left.to_owned(), made_real(right))
        };
        let operator = spot.text();
        return Some(format!(
            "Rust does not mix whole and real numbers: write a real number with a decimal point, `{left} {operator} {right}`"
        ));
    }
    let (is_left, is_right) = (WHOLE.contains(&left_type), WHOLE.contains(&right_type));
    let is_real = |name: &str| ["f64", "f32", "{float}", "Dual", "Var", "Expr"].contains(&name);
    if is_left && is_real(right_type) || is_right && is_real(left_type) {
        let left = if is_left { format!("{} as f64", grouped(left)) } else { left.to_owned() };
        let right = if is_right { format!("{} as f64", grouped(right)) } else { right.to_owned() };
        return Some(format!("Rust does not mix whole and real numbers: write `{left} {operator} {right}`"));
    }
    if is_left && is_right {
        return Some(format!(
            "these are two kinds of whole number: make one of the other, `{left} {operator} {} as {left_type}`",
            grouped(right)
        ));
    }
    None
}

fn is_name(text: &str) -> bool {
    text.starts_with(char::is_alphabetic) && text.chars().all(|letter| letter.is_alphanumeric() || letter == '_')
}

/// The types on the left and on the right of the operator that this message is about.
fn types(message: &str) -> Option<(&str, &str)> {
    if let Some(pair) = message.strip_prefix("no implementation for `") {
        let pair = pair.trim_end_matches('`');
        return [" + ", " - ", " * ", " / ", " % "].into_iter().find_map(|operator| pair.split_once(operator));
    }
    let (verb, rest) = message.strip_prefix("cannot ")?.split_once(" `")?;
    let (one, rest) = rest.split_once('`')?;
    let other = rest.split_once('`')?.1.split_once('`')?.0;
    match verb {
        "multiply" | "divide" | "calculate the remainder of" => Some((one, other)),
        "add" | "subtract" | "add-assign" | "subtract-assign" => Some((other, one)),
        "multiply-assign" | "divide-assign" => Some((one, other)),
        _ => None,
    }
}

fn is_literal(name: &str) -> bool {
    ["{integer}", "{float}", "f64"].contains(&name)
}

/// The type parameter of a function for any kind of number.
fn is_any_number(name: &str) -> bool {
    name == "impl Number" || name.chars().all(|letter| letter.is_ascii_uppercase())
}

fn is_list(name: &str) -> bool {
    name.starts_with("Vec<") || name.starts_with("&[") || name.starts_with('[') || name.starts_with("&Vec<")
}

/// A number on the left of any kind of number.
fn beside_any_number(operator: &str, number: &str, right: &str, kind: &str) -> String {
    let kind = if kind == "impl Number" { "N" } else { kind };
    let written = match operator {
        "*" | "+" => format!("{right} {operator} {number}"),
        _ => format!("{kind}::from({number}) {operator} {right}"),
    };
    format!("in a function for every kind of number, a plain number stands on the right: write `{written}`")
}

/// What to say where another type is expected than the one that stands there.
pub fn of_type(fault: &Fault) -> Option<String> {
    let spot = fault.spot.as_ref()?;
    let (expected, found) = fault.label.strip_prefix("expected ")?.split_once(", found ")?;
    let (expected, found) = (expected.trim_matches('`'), found.trim_matches('`'));
    let before = spot.before();
    if before.ends_with(".powi(") && expected == "i32" {
        return Some(POWI.to_owned());
    }
    if before.ends_with(".powf(") && found != "&str" {
        return Some(POWF.to_owned());
    }
    let text = spot.text();
    if before.ends_with(".pow(") && found == "integer" {
        return Some(format!("a whole exponent takes `powi`: write `.powi({text})`"));
    }
    let parameter = expected.strip_prefix("type parameter `");
    if let Some(kind) = parameter.filter(|_| found == "integer" || found.starts_with("floating")) {
        return Some(format!("make a number of this kind: write `{kind}::from({})`", real(text)));
    }
    match (expected, found) {
        ("f64" | "f32", "integer") if is_calculated(text) => {
            let all = std::iter::once(spot).chain(&fault.more).map(|spot| format!("`{}`", real(spot.text())));
            Some(format!("a real number is written with a decimal point: {}", all.collect::<Vec<_>>().join(", ")))
        }
        ("f64", whole) if WHOLE.contains(&whole) => Some(format!(
            "Rust does not turn a whole number into a real one by itself: write `{} as f64`",
            grouped(text)
        )),
        ("f64", "&str") => {
            let number = text.trim_matches('"').trim();
            number.parse::<f64>().ok().map(|_| format!("a number stands without quotes: `{}`", real(number)))
        }
        (whole, "floating-point number") if WHOLE.contains(&whole) => {
            Some(format!("`{whole}` is a whole number, without a decimal point; the type of real numbers is `f64`"))
        }
        (whole, "f64" | "f32") if WHOLE.contains(&whole) => Some(format!(
            "`{whole}` is a whole number: `{} as {whole}` cuts off what stands behind the point",
            grouped(text)
        )),
        (whole, other) if WHOLE.contains(&whole) && WHOLE.contains(&other) => {
            Some(format!("these are two kinds of whole number: write `{} as {whole}`", grouped(text)))
        }
        ("f64", "()") if text.contains('=') && !text.contains("==") => {
            let value = text.split_once('=').map_or(text, |(_, value)| value.trim());
            Some(format!("an argument has its place and no name: write `{value}` alone"))
        }
        ("bool", "f64" | "integer" | "floating-point number" | "i32") => {
            Some(format!("a condition is true or false: compare, as in `{text} > 0.0`"))
        }
        ("integer", "floating-point number") if before.ends_with("..") || before.ends_with("..=") => {
            Some("both ends of a range are real numbers, or both are whole: `-10.0..=10.0`".to_owned())
        }
        (kind, _) if kind.contains("EvcxrUserCodeError") => {
            Some(format!("a cell shows what stands in its last line: write `{text}` without `return`"))
        }
        ("&str", "integer" | "floating-point number" | "f64" | "i32") if before.ends_with('+') => {
            Some(format!("a text and a number come together in a text: `format!(\"{{}} {{}}\", …, {text})`"))
        }
        ("()", _) if spot.line().trim_start().starts_with("fn ") && !spot.line().contains("->") => {
            Some("a function says what it gives back: `fn f(x: f64) -> f64 { … }`".to_owned())
        }
        (_, "()") if fault.advises("remove this semicolon") => {
            Some("a function gives back its last expression, which has no `;` after it".to_owned())
        }
        _ => None,
    }
}

/// Whether a number stands here, or an expression of numbers alone.
fn is_calculated(text: &str) -> bool {
    !text.is_empty() && real(text) != text
}

/// What to say to an index that is no whole number of the right kind.
pub fn of_index(spot: &Spot, message: &str) -> Option<String> {
    let text = spot.text();
    let list = spot.before().trim_end_matches('[');
    let list = list.rsplit(|letter: char| !letter.is_alphanumeric() && letter != '_').next().unwrap_or_default();
    if let Some(whole) = text.strip_suffix(".0").filter(|_| message.contains("{float}")) {
        return Some(format!("an index is a whole number: write `{list}[{whole}]`"));
    }
    Some(format!("an index is a whole number of the type usize: write `{list}[{} as usize]`", grouped(text)))
}

/// A method of a number that nobody has said the kind of.
pub fn of_unknown_kind(spot: &Spot) -> String {
    let number = spot.before().trim_end_matches('.');
    let number = number.rsplit(|letter: char| !letter.is_ascii_digit() && letter != '.').next().unwrap_or_default();
    let number = if is_single(number) && !number.is_empty() { real(number) } else { "2.0".to_owned() };
    format!("say which kind of number it is: `{number}_f64.{}(…)`", spot.text())
}
