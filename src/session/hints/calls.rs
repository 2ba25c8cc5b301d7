//! Calls of the course's library with something else than what they take.

use super::Fault;
use super::names::logarithm;
use super::numbers::WHOLE;
use super::spot::{Spot, grouped, real, real_list};
use crate::session::listing::Listing;

/// A function for one kind of number where one for another kind is called for.
pub fn of_function(fault: &Fault, listing: &Listing) -> Option<String> {
    let spot = fault.spot.as_ref()?;
    let call = spot.enclosing_call()?;
    let wanted = fault.wanted.as_deref()?;
    let (caller, given) = (call.name, spot.text());
    if given.starts_with('|') {
        return Some(format!("`{caller}` takes another kind of number: leave the type out, `|x| …`"));
    }
    let rest: String = call.arguments.iter().skip(1).map(|argument| format!(", {argument}")).collect();
    if let Some(method) = method_of_numbers(given) {
        let x = if wanted.contains('[') { "x[0]" } else { "x" };
        return Some(format!(
            "`{given}` takes an `f64` alone, and `{caller}` another kind of number: write \
             `{caller}(|x| {x}.{method}(){rest})`"
        ));
    }
    if caller == "limit_by_algebra" {
        let (x, formula) = listing.function(given).unwrap_or(("x", "…"));
        return Some(format!(
            "`{caller}` calculates with the formula, which a function of `f64` does not show: write \
             `{caller}(|{x}| {formula}{rest})`"
        ));
    }
    let what = if wanted.contains("Expr") {
        "a formula"
    } else if wanted.contains("Dual") {
        "a dual number, which carries its slope along,"
    } else if wanted.contains("Var") {
        "numbers that are recorded on a tape"
    } else {
        return None;
    };
    let signature = if wanted.contains('[') {
        format!("fn {given}<N: Number>(x: &[N]) -> N")
    } else {
        format!("fn {given}<N: Number>(x: N) -> N")
    };
    Some(format!(
        "`{caller}` hands {what} to `{given}`, not an `f64`: write `{signature} {{ … }}`, with plain numbers on the right, as in \
         `x * 2.0`"
    ))
}

/// The name of the method in a path such as `f64::sin`.
fn method_of_numbers(path: &str) -> Option<&str> {
    path.strip_prefix("f64::").or_else(|| path.strip_prefix("f32::"))
}

/// A conversion that the library does not have.
pub fn of_conversion(fault: &Fault) -> Option<String> {
    let spot = fault.spot.as_ref()?;
    if fault.message.ends_with("is no formula")
        && let Some(method) = method_of_numbers(spot.text())
    {
        return Some(format!("`formula` reads a function as a formula: write `formula(|x| x.{method}())`"));
    }
    let (to, from) = fault.message.strip_prefix("the trait bound `")?.split_once(": From<")?;
    let from = from.split_once("` is not").and_then(|(from, _)| from.strip_suffix('>'))?;
    let text = spot.text();
    if from.contains("{integer}")
        && let Some(written) = real_list(text).or_else(|| Some(real(text)).filter(|real| real != text))
    {
        return Some(format!("a real number is written with a decimal point: `{written}`"));
    }
    if to == "f64" && from == "&str" {
        let number = text.trim_matches('"');
        let written = match number.trim_start_matches(['+', '-', '−']) {
            "infinity" | "inf" | "∞" | "oo" if number.starts_with(['-', '−']) => "NEG_INFINITY",
            "infinity" | "inf" | "∞" | "oo" => "INFINITY",
            _ => number,
        };
        return Some(format!("a number stands without quotes: `{written}`"));
    }
    // The name is marked, and not what stands in its brackets.
    if from == "{integer}"
        && let Some((name, number)) =
            spot.after().strip_prefix("::from(").and_then(|rest| Some((text, rest.split_once(')')?.0)))
    {
        return Some(format!("a real number is written with a decimal point: `{name}::from({})`", real(number)));
    }
    if to.ends_with("Numbers") && WHOLE.contains(&from) {
        return Some(format!(
            "Rust does not turn a whole number into a real one by itself: write `{} as f64`",
            grouped(text)
        ));
    }
    if to.ends_with("Expr") && from.starts_with("fn(") {
        return Some(format!(
            "`formula` reads a function as a formula: write `formula({text})`, with `fn {text}<N: Number>(x: N) -> N {{ … }}`"
        ));
    }
    if to.ends_with("Expr") {
        if from.starts_with("Result<") {
            return Some(format!("`parse` may fail, and `?` takes what it has read: write `{text}?`"));
        }
        if from == "&str" || from.ends_with("String") {
            let formula = quoted(spot).unwrap_or("\"x^2\"");
            return Some(format!("a formula in quotes is read by `parse`: write `parse({formula})?`"));
        }
    }
    if to.ends_with("Interval") {
        let ends: Vec<&str> = match spot.enclosing_call() {
            Some(call) if call.arguments.len() > 2 => call.arguments[1..].to_vec(),
            _ => text.trim_matches(['(', ')', '[', ']']).split(',').map(str::trim).collect(),
        };
        let range = match ends.as_slice() {
            [from, to] => format!("{from}..={to}"),
            _ => "-10.0..=10.0".to_owned(),
        };
        return Some(format!("a range is one argument, with both ends in it: `{range}`"));
    }
    None
}

/// The text in quotes that is meant: at the place itself, or around the call that the place is part of.
fn quoted<'a>(spot: &Spot<'a>) -> Option<&'a str> {
    let is_text = |text: &&str| text.starts_with('"') && text.ends_with('"') && text.len() > 1;
    let line = spot.line();
    Some(spot.text()).filter(is_text).or_else(|| {
        let begin = line.find('"')?;
        let end = begin + 1 + line[begin + 1..].find('"')? + 1;
        Some(&line[begin..end])
    })
}

/// A number where a function is called for.
pub fn of_value(fault: &Fault) -> Option<String> {
    let spot = fault.spot.as_ref()?;
    if !fault.message.starts_with("expected a `Fn") {
        return None;
    }
    if fault.message.ends_with("found `str`") || fault.message.ends_with("found `&str`") {
        return Some("a function is written without quotes, `|x| …`, as in `|x| x.powi(2)`".to_owned());
    }
    if !fault.message.ends_with("found `f64`") && !fault.message.ends_with("found `{float}`") {
        return None;
    }
    let call = spot.enclosing_call()?;
    let function = match spot.call() {
        Some(inner) => format!("`{}`", inner.name),
        None => format!("`|x| {}`", spot.text()),
    };
    Some(format!("`{}` takes the function itself, not one of its values: {function}", call.name))
}

/// What may be a failure where its value is meant.
pub fn of_method(fault: &Fault) -> Option<String> {
    let spot = fault.spot.as_ref()?;
    let (method, rest) = fault.message.strip_prefix("no method named `")?.split_once('`')?;
    if rest.contains(" for enum `Result<") {
        let of = spot.before().trim_end_matches('.');
        let of = spot.line().trim().find(of).map_or("…", |_| of).rsplit('\n').next().unwrap_or("…").trim();
        return Some(format!(
            "what stands before the point may have failed, and `?` takes its value: write `{of}?.{method}`"
        ));
    }
    if rest.contains(" for enum `Option<") {
        let arguments = spot.call().map_or(String::new(), |call| call.arguments.join(", "));
        return Some(format!(
            "there may be nothing in it; `unwrap` takes the value: write `{}.unwrap().{method}({arguments})`",
            spot.receiver()
        ));
    }
    if !spot.before().ends_with('.') {
        return None;
    }
    if ["sum", "product", "max", "min"].contains(&method) && rest.contains("`Vec<") {
        let last = if method == "sum" || method == "product" { "::<f64>()" } else { "_by(f64::total_cmp)" };
        let list = spot.receiver();
        return Some(format!("a list is gone through first: write `{list}.iter().copied().{method}{last}`"));
    }
    let of = Some(spot.receiver()).filter(|of| !of.is_empty()).unwrap_or("x");
    let argument = spot.call().and_then(|call| call.arguments.first().copied());
    let written = match method {
        "log" if argument.is_some() => return Some(format!("write `{}`", logarithm(of, argument?))),
        "power" | "pow" if argument.is_some_and(|exponent| exponent.parse::<u32>().is_err()) => {
            return Some(format!("write `{of}.powf({})`", argument?));
        }
        "power" | "pow" => return Some(format!("write `{of}.powi({})`", argument.unwrap_or("2"))),
        "sqr" | "square" | "squared" | "pow2" => "powi(2)",
        "cube" | "cubed" => "powi(3)",
        "arcsin" => "asin()",
        "arccos" => "acos()",
        "arctan" => "atan()",
        "log" => "ln()",
        "length" | "size" => "len()",
        "append" => "push(…)",
        _ => return None,
    };
    Some(format!("write `{of}.{written}`"))
}

/// Arguments that are missing.
pub fn of_arguments(fault: &Fault) -> Option<String> {
    let spot = fault.spot.as_ref()?;
    if spot.text() == "log" && spot.before().ends_with('.') {
        return Some("the natural logarithm is `x.ln()`; `x.log(2.0)` has another base".to_owned());
    }
    // Where the cell's value is shown, the brackets end in a line of evcxr's.
    let arguments =
        fault.advice.iter().filter_map(|advice| advice.elsewhere.as_deref()).find(|text| text.starts_with('('));
    let corrected = fault.corrected().or_else(|| Some(format!("{}{}", spot.text(), arguments?)))?;
    let examples = [
        ("/* over */", "-10.0..=10.0"),
        ("/* at */", "0.0"),
        ("/* f64 */", "1.0"),
        ("/* x */", "1.0"),
        ("/* &[f64] */", "&[1.0]"),
        ("/* i32 */", "1"),
        ("/* usize */", "1"),
        ("/* &str */", "\"a\""),
    ];
    let filled = examples.iter().fold(corrected, |line, (blank, example)| line.replace(blank, example));
    let what = if fault.advises("remove") { "there is one argument too many" } else { "an argument is missing" };
    (!filled.contains("/*")).then(|| format!("{what}: `{filled}`"))
}
