//! Whole and real numbers, and the kinds of number that a function of the course takes.

use super::Fault;
use super::spot::{Spot, grouped, is_single, real};

pub const WHOLE: [&str; 12] = ["i32", "u32", "i64", "u64", "usize", "isize", "i8", "u8", "i16", "u16", "i128", "u128"];
const TWO_KINDS: &str = "these are two kinds of whole number";
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
    let may_be_nothing = |kind: &str| kind.starts_with("Option<") || kind.starts_with("Result<");
    if let Some((value, _)) =
        [(left, left_type), (right, right_type)].into_iter().find(|(_, kind)| may_be_nothing(kind))
    {
        return Some(format!("what is in it is taken first, with `{}.unwrap()`", grouped(value)));
    }
    if let Some(sentence) = of_text((left_type, left), operator, (right_type, right)) {
        return Some(sentence);
    }
    if is_list(left_type) || is_list(right_type) {
        return Some(of_list((left_type, left), operator, (right_type, right)));
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
    let is_real = |name: &str| ["f64", "f32", "{float}", "Dual", "Var", "Expr"].contains(&name);
    let is_assigned = spot.text().ends_with('=');
    if is_assigned && (left_type == "{integer}" || WHOLE.contains(&left_type)) && is_real(right_type) {
        return Some(format!("`{left}` is a whole number: declare it as a real one, `let mut {left}: f64 = …;`"));
    }
    if [left_type, right_type].iter().any(|kind| ["bool", "char", "()"].contains(kind)) {
        return None;
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
    if is_left && is_real(right_type) || is_right && is_real(left_type) {
        let left = if is_left { format!("{} as f64", grouped(left)) } else { left.to_owned() };
        let right = if is_right { format!("{} as f64", grouped(right)) } else { right.to_owned() };
        let operator = spot.text();
        return Some(format!("Rust does not mix whole and real numbers: write `{left} {operator} {right}`"));
    }
    if is_left && is_right {
        let both = of_two_whole((left_type, left), operator, (right_type, right));
        let both = if is_assigned { format!("{left} = ({both}) as {left_type}") } else { both };
        return Some(format!("{TWO_KINDS}: make one kind of both, `{both}`"));
    }
    None
}

/// Two whole numbers of different kinds on the sides of an operator, in a kind that holds the values of both.
fn of_two_whole((left_type, left): (&str, &str), operator: &str, (right_type, right): (&str, &str)) -> String {
    let size = |kind: &str| kind[1..].parse().unwrap_or(64u32);
    let is_signed = |kind: &str| kind.starts_with('i');
    let (larger, smaller) =
        if size(left_type) >= size(right_type) { (left_type, right_type) } else { (right_type, left_type) };
    let both = if is_signed(larger) == is_signed(smaller) || is_signed(larger) && size(larger) > size(smaller) {
        larger
    } else if size(larger) > 64 {
        "i128"
    } else if size(larger) < 32 {
        "i32"
    } else {
        "i64"
    };
    let cast =
        |kind: &str, text: &str| if kind == both { text.to_owned() } else { format!("{} as {both}", grouped(text)) };
    let (left, right) = (cast(left_type, left), cast(right_type, right));
    // Behind `as`, a `<` would begin a list of types.
    let left = if operator.starts_with('<') { grouped(&left) } else { left };
    format!("{left} {operator} {right}")
}

/// A text with something else beside an operator.
fn of_text((left_type, left): (&str, &str), operator: &str, (right_type, right): (&str, &str)) -> Option<String> {
    if is_text(left_type) && operator == "*" {
        return Some(format!("a text is repeated by a method: write `{}.repeat({right})`", grouped(left)));
    }
    let is_value = |kind: &str| is_literal(kind) || WHOLE.contains(&kind) || ["f32", "bool", "char"].contains(&kind);
    let is_with_text = is_text(left_type) || is_text(right_type) && is_value(left_type);
    (operator == "+" && is_with_text)
        .then(|| format!("a text and a value come together in a text: write `{}`", in_one_text([left, right])))
}

fn is_text(kind: &str) -> bool {
    ["&str", "String", "&String"].contains(&kind)
}

/// The expression that writes these one behind the other.
fn in_one_text(parts: [&str; 2]) -> String {
    let (mut text, mut values) = (String::new(), String::new());
    for part in parts {
        match part.strip_prefix('"').and_then(|rest| rest.strip_suffix('"')) {
            Some(letters) if !letters.contains(['{', '}', '"']) => text += letters,
            _ if is_name(part) => text += &format!("{{{part}}}"),
            _ => {
                text += "{}";
                values += &format!(", {part}");
            }
        }
    }
    format!("format!(\"{text}\"{values})")
}

/// A whole list beside an operator.
fn of_list((left_type, left): (&str, &str), operator: &str, (right_type, right): (&str, &str)) -> String {
    const NO_LISTS: &str = "Rust does not calculate with a whole list";
    let known = |kind: &str| match kind {
        "{float}" => "f64".to_owned(),
        "{integer}" => "i32".to_owned(),
        other => other.to_owned(),
    };
    let (list_type, list, other_type, other) =
        if is_list(left_type) { (left_type, left, right_type, right) } else { (right_type, right, left_type, left) };
    let kind = known(element(list_type));
    if is_text(&kind) && is_text(other_type) && operator == "+" {
        let owned = if kind == "String" && other_type == "&str" { ".to_string()" } else { "" };
        let each = in_one_text(["text", other]);
        return format!(
            "a list takes one more text by `{list}.push({other}{owned})`, and each of its texts by \
             `{list}.iter().map(|text| {each}).collect::<Vec<String>>()`"
        );
    }
    let is_real = |kind: &str| kind == "f64" || kind == "f32";
    let is_whole = |kind: &str| WHOLE.contains(&kind);
    if !is_real(&kind) && !is_whole(&kind) && !is_any_number(&kind) {
        return format!("{NO_LISTS}: go through it with `.iter()`");
    }
    // A number of any kind is calculated with by itself only.
    let star = if is_any_number(&kind) { "*" } else { "" };
    if is_list(other_type) {
        let lent = if right_type.starts_with('&') { right.to_owned() } else { format!("&{right}") };
        return format!(
            "{NO_LISTS}: go through both, \
             `{left}.iter().zip({lent}).map(|(a, b)| {star}a {operator} {star}b).collect::<Vec<{kind}>>()`"
        );
    }
    let (of_other, is_literal) = (known(other_type), is_literal(other_type));
    let (x, other, given) = match (is_whole(&kind), is_whole(&of_other)) {
        (false, true) if is_literal && real(other) != other => (format!("{star}x"), real(other), kind),
        (false, true) => (format!("{star}x"), format!("{} as f64", grouped(other)), kind),
        (true, false) if is_real(&of_other) => ("*x as f64".to_owned(), other.to_owned(), of_other),
        _ => (format!("{star}x"), other.to_owned(), kind),
    };
    let each = if is_list(left_type) || !star.is_empty() && ["*", "+"].contains(&operator) {
        format!("{x} {operator} {other}")
    } else if !star.is_empty() && is_literal {
        format!("{given}::from({other}) {operator} {x}")
    } else {
        format!("{other} {operator} {x}")
    };
    format!("{NO_LISTS}: go through it, `{list}.iter().map(|x| {each}).collect::<Vec<{given}>>()`")
}

/// What a list of this type holds.
pub fn element(list: &str) -> &str {
    let list = list.trim_start_matches("&mut ").trim_start_matches('&');
    let inner = list.strip_prefix("Vec<").and_then(|rest| rest.strip_suffix('>'));
    let inner = inner.or_else(|| list.strip_prefix('[').and_then(|rest| rest.strip_suffix(']')));
    let inner = inner.unwrap_or(list);
    inner.rsplit_once("; ").map_or(inner, |(kind, _)| kind)
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

pub fn is_list(name: &str) -> bool {
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
    if let Some(sentence) = of_comparison(spot, expected, found) {
        return Some(sentence);
    }
    let parameter = expected.strip_prefix("type parameter `");
    if let Some(kind) = parameter.filter(|_| found == "integer" || found.starts_with("floating")) {
        return Some(format!("make a number of this kind: write `{kind}::from({})`", real(text)));
    }
    match (expected, found) {
        ("f64" | "f32" | "floating-point number", "integer") if is_calculated(text) => {
            let all = std::iter::once(spot).chain(&fault.more).map(|spot| format!("`{}`", real(spot.text())));
            Some(format!("a real number is written with a decimal point: {}", all.collect::<Vec<_>>().join(", ")))
        }
        ("f64" | "f32" | "floating-point number", "integer") if is_name(text) => {
            Some(format!("Rust does not turn a whole number into a real one by itself: write `{text} as f64`"))
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
            Some(format!("{TWO_KINDS}: write `{} as {whole}`", grouped(text)))
        }
        ("f64", "()") if text.contains('=') && !text.contains("==") => {
            let value = text.split_once('=').map_or(text, |(_, value)| value.trim());
            Some(format!("an argument has its place and no name: write `{value}` alone"))
        }
        ("bool", "integer") if text == "0" || text == "1" => {
            Some(format!("a condition is true or false, and no number: write `{}` for `{text}`", text == "1"))
        }
        ("bool", "f64" | "floating-point number") => {
            Some(format!("a condition is true or false: compare, as in `{text} > 0.0`"))
        }
        ("bool", whole) if whole == "integer" || WHOLE.contains(&whole) => {
            Some(format!("a condition is true or false: compare, as in `{text} > 0`"))
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

/// A comparison of two numbers, the first of which is of the type `expected`.
fn of_comparison(spot: &Spot, expected: &str, found: &str) -> Option<String> {
    let before = spot.before();
    let sign = ["<=", ">=", "==", "!=", "<", ">"].into_iter().find(|sign| before.ends_with(sign))?;
    let at = before.len() - sign.len()..before.len();
    let (left, _) =
        Spot { cell: spot.cell, at }.operands().filter(|_| !before.ends_with(['-', '=']) || sign.len() == 2)?;
    let right = spot.text();
    match (WHOLE.contains(&expected), found) {
        (true, whole) if WHOLE.contains(&whole) => {
            let both = of_two_whole((expected, left), sign, (found, right));
            Some(format!("{TWO_KINDS}: make one kind of both, `{both}`"))
        }
        (true, "f64" | "floating-point number") => {
            let left = format!("{} as f64", grouped(left));
            let left = if sign.starts_with('<') { format!("({left})") } else { left };
            Some(format!("Rust does not mix whole and real numbers: write `{left} {sign} {right}`"))
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
    let (text, list) = (spot.text(), spot.receiver());
    let is_range = message.contains("Range");
    if message.starts_with("the type `str`") && !is_range {
        let place = if message.ends_with("`{integer}`") || message.ends_with("`usize`") {
            text.strip_suffix(" as usize").unwrap_or(text).to_owned()
        } else {
            format!("{} as usize", grouped(text))
        };
        return Some(format!("the letters of a text are gone through: write `{list}.chars().nth({place})`"));
    }
    if is_range {
        let whole = |end: &str| match end.trim().strip_suffix(".0").unwrap_or(end.trim()) {
            end if end.is_empty() || end.parse::<usize>().is_ok() => end.to_owned(),
            end => format!("{} as usize", grouped(end)),
        };
        let (from, to) = text.split_once("..")?;
        let (equals, to) = to.strip_prefix('=').map_or(("", to), |to| ("=", to));
        let range = format!("{}..{equals}{}", whole(from), whole(to));
        return Some(format!("both ends of a range of places are of the type usize: write `{list}[{range}]`"));
    }
    if let Some(whole) = text.strip_suffix(".0").filter(|_| message.contains("{float}")) {
        return Some(format!("an index is a whole number: write `{list}[{whole}]`"));
    }
    if message.contains("indexed by `&str`") || message.contains("indexed by `String`") {
        return Some(format!("the places of a list have whole numbers, from 0 on: `{list}[0]`"));
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
