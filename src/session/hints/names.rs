//! Names that nobody has given: those of other languages and of mathematics, and those of other cells.

use super::Fault;
use super::spot::{Call, Spot, grouped, real};
use crate::session::listing::{Listing, constant, defines, sees_no_variables};

/// Functions of mathematics that are methods of numbers in Rust, under the names that people try, and what they are called.
const METHODS: &[(&str, &str)] = &[
    ("sin", "sin"),
    ("cos", "cos"),
    ("tan", "tan"),
    ("asin", "asin"),
    ("acos", "acos"),
    ("atan", "atan"),
    ("arcsin", "asin"),
    ("arccos", "acos"),
    ("arctan", "atan"),
    ("sinh", "sinh"),
    ("cosh", "cosh"),
    ("tanh", "tanh"),
    ("exp", "exp"),
    ("ln", "ln"),
    ("log", "ln"),
    ("log10", "log10"),
    ("log2", "log2"),
    ("sqrt", "sqrt"),
    ("cbrt", "cbrt"),
    ("abs", "abs"),
    ("floor", "floor"),
    ("ceil", "ceil"),
    ("round", "round"),
    ("sign", "signum"),
    ("max", "max"),
    ("min", "min"),
    ("hypot", "hypot"),
    ("atan2", "atan2"),
    ("len", "len"),
];

/// Functions of the library into which a function goes, with what a whole call may look like.
pub const TAKE_A_FUNCTION: &[&str] = &[
    "plot",
    "limit",
    "limit_left",
    "limit_right",
    "limit_by_algebra",
    "approach",
    "derivative",
    "second_derivative",
    "tangent",
    "secant",
    "difference_table",
    "curve",
    "step_errors",
    "best_step",
    "formula",
    "shade",
];

/// What to say to a name that nobody has given.
pub fn unknown(name: &str, fault: &Fault, listing: &Listing) -> Option<String> {
    let spot = fault.spot.as_ref()?;
    if let Some(sentence) = in_what_is_fixed(name, spot, listing) {
        return Some(sentence);
    }
    if let Some(sentence) = listing.about(name).or_else(|| outside(name, spot)) {
        return Some(sentence);
    }
    if let Some(sentence) = of_other_worlds(name, spot) {
        return Some(sentence);
    }
    if let Some((_, method)) = METHODS.iter().find(|(tried, _)| *tried == name) {
        let is_handed_over = spot.enclosing_call().is_some_and(|call| TAKE_A_FUNCTION.contains(&call.name));
        return Some(if is_handed_over {
            format!("the function itself is written `|x| x.{method}()`")
        } else {
            format!("`{name}` is a method here: write `x.{method}()`")
        });
    }
    if let Some(sentence) = of_the_library(name, listing).or_else(|| listing.way_to(name)) {
        return Some(sentence);
    }
    if let Some(call) =
        spot.enclosing_call().filter(|_| spot.after().starts_with('=') && !spot.after().starts_with("=="))
    {
        return Some(format!("an argument has its place and no name: `{}(…)` takes only values", call.name));
    }
    if name.chars().count() <= 2 && spot.enclosing_call().is_some_and(|call| call.name == "check") {
        return Some(format!("an answer that is a formula stands in quotes, as in `\"{name}\"`"));
    }
    if name.chars().count() <= 2
        && let Some(call) = spot.enclosing_call().filter(|call| TAKE_A_FUNCTION.contains(&call.name))
        && let Some((function, rest)) = call.arguments.split_first()
        && !function.starts_with('|')
        && function.contains(name)
    {
        if *function == name && !["x", "t", "h", "n"].contains(&name) {
            return Some(format!("nobody has said what `{name}` is: `fn {name}(x: f64) -> f64 {{ … }}` says it"));
        }
        let rest: String = rest.iter().map(|argument| format!(", {argument}")).collect();
        return Some(format!(
            "nobody has said what `{name}` is; a function of `{name}` is written `|{name}| …`: `{}(|{name}| {function}{rest})`",
            call.name
        ));
    }
    if let Some(rest) = spot.after().strip_prefix(|letter: char| letter.is_alphanumeric()).filter(|_| name == "not") {
        let value = &spot.after()[..spot.after().len() - rest.len() + rest.find(' ').unwrap_or(rest.len())];
        return Some(format!("for `not {value}` write `!{value}`"));
    }
    if is_assigned(spot) {
        let statement = spot.cell[spot.at.start..].split([';', '\n', '}']).next().unwrap_or_default().trim();
        return Some(format!("a new name begins with `let`: `let {statement};`"));
    }
    if !fault.message.starts_with("cannot find value") || !fault.advice.is_empty() {
        return None;
    }
    const TAKE_A_TEXT: [&str; 6] = [".title(", ".named(", ".label(", ".x_name(", ".y_name(", "parse("];
    Some(if TAKE_A_TEXT.iter().any(|method| spot.before().ends_with(method)) {
        format!("a text stands in double quotes: `\"{name}\"`")
    } else if function_around(spot).is_some() {
        format!(
            "nobody has said what `{name}` is: make it a further parameter of the function, or define it in front of it, `{}`",
            constant(name)
        )
    } else {
        format!("nobody has said what `{name}` is: `let {name}: f64 = …;` says it")
    })
}

/// A name of the course's library, where no cell has brought it in.
pub fn of_the_library(name: &str, listing: &Listing) -> Option<String> {
    const LIBRARY: &[&str] = &[
        "calculus",
        "parse",
        "differentiate",
        "gradient",
        "fit",
        "simulate",
        "figure",
        "panels",
        "side_by_side",
        "slider",
        "animation",
        "show",
        "progress",
        "Tape",
        "Dual",
        "Expr",
        "Line",
        "GradientDescent",
        "clinical_trial",
        "tensor",
        "INFINITY",
        "PI",
        "E",
    ];
    let is_known = LIBRARY.contains(&name) || TAKE_A_FUNCTION.contains(&name) || name.starts_with("LIMIT_");
    (is_known && !listing.has("calculus::prelude::*")).then(|| FIRST_CELL.to_owned())
}

/// How a notebook begins.
pub const FIRST_CELL: &str = "the library is not there yet: the first cell brings it in, `:dep calculus = { path = \"../crate\" }` and `use calculus::prelude::*;`";

/// A variable in what is settled before any cell runs.
fn in_what_is_fixed(name: &str, spot: &Spot, listing: &Listing) -> Option<String> {
    let line = spot.line().trim_start();
    let line = line.strip_prefix("pub ").unwrap_or(line);
    let kind = line.split(' ').next().filter(|_| function_around(spot).is_none())?;
    let what = match kind {
        "const" => "a constant",
        "static" => "a static",
        "struct" | "enum" | "type" => "a type",
        _ => return None,
    };
    let is_variable = listing.has_variable(name) || defines(spot.before(), name);
    is_variable.then(|| {
        format!("`{name}` is a variable, and {what} is settled before any cell runs: write the value itself there, or another constant")
    })
}

/// A variable of the same cell, named in a function.
fn outside(name: &str, spot: &Spot) -> Option<String> {
    defines(&spot.cell[..function_around(spot)?], name).then(|| sees_no_variables(name))
}

/// Where the function begins in which this place is.
fn function_around(spot: &Spot) -> Option<usize> {
    let before = spot.before();
    let begin = before.rfind("fn ")?;
    let function = &before[begin..];
    (function.matches('{').count() > function.matches('}').count()).then_some(begin)
}

/// A call of a function that Python or mathematics has, and that is something else here.
pub fn of_call(call: &Call) -> Option<String> {
    let all = call.arguments.join(", ");
    let first = call.arguments.first().copied();
    let written = match (call.name, call.arguments.as_slice()) {
        ("print" | "println" | "printf" | "echo" | "disp" | "puts", _) => {
            return Some(format!("printing is done with `println!`: `{}`", printed(&call.arguments)));
        }
        ("range", [to]) => format!("0..{to}"),
        ("range", [from, to]) => format!("{from}..{to}"),
        ("range", _) => "0..10".to_owned(),
        ("int", [number]) => format!("{} as i64", grouped(number)),
        ("float" | "f64" | "double", [number]) => format!("{} as f64", grouped(number)),
        ("i32" | "u32" | "i64" | "usize", [number]) => format!("{} as {}", grouped(number), call.name),
        ("str", [value]) => format!("{}.to_string()", grouped(value)),
        ("sum", [list]) => format!("{list}.iter().sum::<f64>()"),
        ("pow" | "power", [base, exponent]) if exponent.chars().all(|letter| letter.is_ascii_digit()) => {
            format!("{}.powi({exponent})", number(base))
        }
        ("pow" | "power", [base, exponent]) => format!("{}.powf({exponent})", number(base)),
        ("not", [value]) => format!("!{value}"),
        ("log", [of, base]) => logarithm(&number(of), base),
        (name, [_, ..]) => {
            let method = METHODS.iter().find(|(tried, _)| *tried == name)?.1;
            let rest: Vec<String> = call.arguments[1..].iter().map(|argument| real(argument)).collect();
            let rest = rest.join(", ");
            let word = if name == "log" { ", the natural logarithm" } else { "" };
            return Some(format!("`{name}` is a method here: write `{}.{method}({rest})`{word}", number(first?)));
        }
        _ => return None,
    };
    Some(format!("for `{}({all})` write `{written}`", call.name))
}

/// The logarithm to a base. Numbers of any kind have it to some bases alone.
pub fn logarithm(of: &str, base: &str) -> String {
    match base.parse::<f64>() {
        Ok(2.0) => format!("{of}.log2()"),
        Ok(10.0) => format!("{of}.log10()"),
        _ => format!("{of}.ln() / {}.ln()", number(base)),
    }
}

/// What to say to a name that the standard library has, in the compiler's words for how it is brought in.
pub fn imported(name: &str, import: &str) -> String {
    if ["MAX", "MIN"].contains(&name) {
        return format!("each kind of number has its own: `f64::{name}`, `i32::{name}`");
    }
    // The compiler names the shorter numbers first.
    match import.strip_prefix("use std::f32::") {
        Some(path) if path.starts_with("consts::") => format!("it is brought in with `use std::f64::{path}`"),
        Some(_) => format!("it is called `f64::{name}`"),
        None => format!("it is brought in with `{import}`"),
    }
}

/// A number to which a method may be attached.
fn number(expression: &str) -> String {
    let real = real(expression);
    if real == expression && expression.parse::<f64>().is_err() {
        grouped(expression)
    } else if expression.parse::<f64>().is_ok() {
        if real.starts_with('-') { format!("({real}_f64)") } else { format!("{real}_f64") }
    } else {
        format!("({real})")
    }
}

/// How something is printed.
pub fn printed(arguments: &[&str]) -> String {
    match arguments {
        [] => "println!()".to_owned(),
        [text] if text.starts_with('"') => format!("println!({text})"),
        [text] if text.starts_with('\'') => format!("println!(\"{}\")", text.trim_matches('\'')),
        [name] if name.chars().all(|letter| letter.is_alphanumeric() || letter == '_') => {
            format!("println!(\"{{{name}}}\")")
        }
        all => {
            let places = vec!["{}"; all.len()].join(" ");
            format!("println!(\"{places}\", {})", all.join(", "))
        }
    }
}

/// A name that stands for something elsewhere.
pub fn of_other_worlds(name: &str, spot: &Spot) -> Option<String> {
    Some(match name {
        "pi" | "Pi" | "π" => "the number is called `PI`".to_owned(),
        "e" => match spot.after().strip_prefix('^') {
            Some(exponent) => {
                let end =
                    exponent.find(|letter: char| !letter.is_alphanumeric() && letter != '.').unwrap_or(exponent.len());
                let exponent = if end == 0 { "x" } else { &exponent[..end] };
                format!("eˣ is a method here: write `{}.exp()`; the number itself is called `E`", number(exponent))
            }
            None => "the number is called `E`, and eˣ is `x.exp()`".to_owned(),
        },
        "inf" | "infinity" | "oo" | "Infinity" | "Inf" | "infty" => {
            "it is called `INFINITY`, and `NEG_INFINITY` on the other side".to_owned()
        }
        "nan" | "NaN" | "NAN" => "it is called `f64::NAN`".to_owned(),
        "math" | "np" | "numpy" | "Math" => {
            "numbers have their mathematics as methods: write `x.sin()`, `x.sqrt()`".to_owned()
        }
        "plt" | "matplotlib" => "pictures are drawn by `plot`: `plot(|x| x.sin(), -10.0..=10.0)`".to_owned(),
        "null" | "nil" if !spot.after().starts_with('(') => {
            "Rust has no such value; what may be missing is an `Option`: `Some(x)` or `None`".to_owned()
        }
        "True" => "it is written `true`".to_owned(),
        "False" => "it is written `false`".to_owned(),
        "float" | "double" | "real" | "Float" | "Double" | "number" => "the type of real numbers is `f64`".to_owned(),
        "int" | "integer" | "Int" | "Integer" => {
            "the type of whole numbers is `i32`, or `i64` for large ones".to_owned()
        }
        "string" | "str_" => "the type of texts is `String`".to_owned(),
        "boolean" | "Boolean" => "the type of truth values is `bool`".to_owned(),
        _ => return None,
    })
}

/// Whether the line gives the name a value, as Python does it.
fn is_assigned(spot: &Spot) -> bool {
    let before = spot.before();
    let begins = spot.line().trim_start().starts_with(spot.text()) || before.ends_with(['{', ';', '}']);
    let after = spot.after();
    begins && (after.starts_with('=') && !after.starts_with("==") || after.starts_with(": ") && after.contains('='))
}
