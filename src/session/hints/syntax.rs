//! Lines that are no Rust: a word of another language, a bracket too few, mathematics as it is written on paper.

use super::Fault;
use super::names::printed;
use super::spot::{Spot, placed};
use ra_ap_rustc_lexer::{LiteralKind, TokenKind};
use std::ops::Range;

/// What to say to a line that the compiler could not read.
pub fn of_line(fault: &Fault) -> Option<String> {
    if fault.spot.is_none() && fault.message.starts_with("expected `{`") {
        return Some("what is to be done stands in braces, `{ … }`".to_owned());
    }
    if fault.spot.is_none() && fault.message.starts_with("expected expression, found") {
        return Some("the cell ends before its last expression does".to_owned());
    }
    let spot = fault.spot.as_ref()?;
    let (message, line) = (fault.message.as_str(), spot.line().trim());
    if let Some(sentence) = of_other_languages(line) {
        return Some(sentence);
    }
    if let Some((number, name)) = number_and_name(message, spot) {
        let real = super::spot::real(number);
        return Some(format!("a product has a `*`: write `{real} * {name}`"));
    }
    if message.starts_with("expected `{`, found `:`") {
        return Some("what is to be done stands in `{ … }` here, where Python has a colon".to_owned());
    }
    let (before, after) = (spot.before(), spot.after());
    let is_digit = |letter: char| letter.is_ascii_digit();
    if message == "expected `;`, found `,`" && before.ends_with(is_digit) {
        let digits = |text: &str| text.chars().take_while(char::is_ascii_digit).collect::<String>();
        let whole: String = digits(&before.chars().rev().collect::<String>()).chars().rev().collect();
        let rest = digits(after.trim_start_matches(','));
        return Some(format!("the decimal sign is a point: `{whole}.{rest}`"));
    }
    if message == "expected expression, found `.`" {
        return Some(format!("a number begins with a digit: `0{}`", first_word(&spot.cell[spot.at.start..])));
    }
    if spot.text() == ":" && after.starts_with('=') {
        return Some("a value is given with `=` alone".to_owned());
    }
    if spot.text() == ":" && line.contains('=') {
        return Some(format!("a new name begins with `let`: `let {};`", line.trim_end_matches(';')));
    }
    if message.contains("comparison") && message.contains("chained") || before.ends_with("&& <") {
        return Some("each comparison has two sides: `1.0 < x && x < 5.0`".to_owned());
    }
    if message.starts_with("character literal may only") {
        return Some(format!("a text stands in double quotes: `\"{}\"`", spot.text().trim_matches('\'')));
    }
    if line.starts_with("fn ")
        && !message.starts_with("expected `;`")
        && let Some(sentence) = of_function(message, line, after, spot)
    {
        return Some(sentence);
    }
    if line.starts_with("for (") || line.contains(" for ") && message.ends_with("found keyword `for`") {
        return Some("a loop over numbers is `for i in 0..10 { … }`; a list is made by `(0..10).map(|i| i * i).collect::<Vec<_>>()`".to_owned());
    }
    if message.starts_with("`->` is not valid")
        || spot.cell[spot.at.start..].starts_with("=>")
        || before.ends_with("lambda")
    {
        return Some("a function without a name is written `|x| x * x`".to_owned());
    }
    if message == "expected `,`, found `+`" && line.contains('!') {
        return Some("in a text, a value stands in braces: `println!(\"x = {x}\")`".to_owned());
    }
    if message.contains("increment operator") || message.contains("decrement operator") {
        return Some("Rust counts with `x += 1.0`, where x was declared as `let mut x`".to_owned());
    }
    if message.starts_with("expected one of")
        && before.ends_with(|letter: char| letter.is_alphanumeric() || letter == ')')
    {
        let next = spot.text();
        if next == "}" && message.contains("`;`") {
            return Some(
                "a statement ends with `;`, and the value that a function gives back stands after it".to_owned(),
            );
        }
        if next.starts_with(|letter: char| letter.is_alphanumeric()) && message.contains("operator") {
            return Some(format!("between two values stands an operator: `{} * {next}`", last_word(before)));
        }
    }
    if message.starts_with("expected `;`") {
        return Some(missing_semicolon(fault, spot));
    }
    None
}

/// A function that is not written as one is.
fn of_function(message: &str, line: &str, after: &str, spot: &Spot) -> Option<String> {
    if message.starts_with("expected one of `:`, `@`") {
        return Some("each parameter has a type: `fn f(x: f64) -> f64 { … }`".to_owned());
    }
    if message.starts_with("expected one of `->`") && after.starts_with(':') || message == "expected type, found `{`" {
        return Some("what a function gives back stands after `->`: `fn f(x: f64) -> f64 { … }`".to_owned());
    }
    let has_no_braces = !line.contains('{') && spot.before().contains(')');
    has_no_braces.then(|| "what a function does stands in braces: `fn f(x: f64) -> f64 { x * x }`".to_owned())
}

/// Two factors without a sign between them, which Rust takes for a call.
pub fn of_product(spot: &Spot) -> Option<String> {
    let rest = spot.after().strip_prefix('(')?;
    let mut depth = 1usize;
    let end = rest.find(|letter| {
        match letter {
            '(' => depth += 1,
            ')' => depth -= 1,
            _ => {}
        }
        depth == 0
    })?;
    Some(format!("a product has a `*`: write `{} * ({})`", super::spot::real(spot.text()), &rest[..end]))
}

fn missing_semicolon(fault: &Fault, spot: &Spot) -> String {
    let line = spot.line();
    let begin = spot.before();
    let word = begin.rsplit('\n').next().unwrap_or_default().trim();
    if word.starts_with("let ") && !word.contains('=') {
        return "a name is one word, with `_` between its parts: `let two_words: f64 = 1.0;`".to_owned();
    }
    // What follows on the same line is no new statement.
    let follows = spot.cell[spot.at.end..].split('\n').next().unwrap_or_default().trim();
    let is_value = follows.starts_with(|letter: char| letter.is_alphanumeric() || letter == '(');
    if is_value
        && word.ends_with(|letter: char| letter.is_alphanumeric() || letter == ')')
        && !follows.starts_with("if ")
        && !word.starts_with("let ")
    {
        return format!(
            "between two values stands an operator, `{} * {}`; a statement ends with `;`",
            last_word(word),
            first_word(follows)
        );
    }
    if word.ends_with('?') || follows.starts_with("if ") {
        return "a choice between two values is `if x > 0.0 { 1.0 } else { 0.0 }`".to_owned();
    }
    match fault.corrected() {
        Some(line) => format!("a statement ends with `;`: write `{line}`"),
        None => format!("a statement ends with `;`: write `{};`", line.trim()),
    }
}

/// A line that begins as in another language.
fn of_other_languages(line: &str) -> Option<String> {
    let word = line.split(|letter: char| !letter.is_alphanumeric()).next().unwrap_or_default();
    Some(match word {
        "def" | "function" | "func" | "fun" | "sub" if line[word.len()..].starts_with(' ') => {
            "a function is written `fn f(x: f64) -> f64 { x * x }`".to_owned()
        }
        "lambda" if line[word.len()..].starts_with(' ') => {
            "a function without a name is written `|x| x * x`".to_owned()
        }
        "import" | "from" | "include" if line[word.len()..].starts_with(' ') => {
            "a library is brought in with `use`, as in the first cell; the mathematics of numbers needs none: `x.sin()`"
                .to_owned()
        }
        "var" | "int" | "float" | "double" | "val" | "auto" | "dim" if line[word.len()..].starts_with(' ') => {
            "a value gets its name with `let`: `let x: f64 = 5.0;`".to_owned()
        }
        "print" | "echo" if line[word.len()..].starts_with(' ') => {
            format!(
                "printing is done with `println!`: `{}`",
                printed(&[line[word.len()..].trim().trim_end_matches(';')])
            )
        }
        "" if line.starts_with("--") || line.starts_with('%') || line.starts_with('#') && !is_attribute(line) => {
            "a remark begins with `//`".to_owned()
        }
        _ => return None,
    })
}

fn is_attribute(line: &str) -> bool {
    line.starts_with("#[") || line.starts_with("#![")
}

/// A function that is defined as in mathematics.
pub fn of_definition(spot: &Spot) -> Option<String> {
    let line = spot.line().trim();
    let line = line.strip_prefix("let ").unwrap_or(line);
    let (name, rest) = line.split_once('(')?;
    let (parameter, rest) = rest.split_once(')')?;
    let rest = rest.trim_start().strip_prefix('=').filter(|rest| !rest.starts_with('='))?;
    let is_name = |text: &str| !text.is_empty() && text.chars().all(|letter| letter.is_alphanumeric() || letter == '_');
    (is_name(name) && is_name(parameter) && !rest.is_empty())
        .then(|| format!("a function is written `fn {name}({parameter}: f64) -> f64 {{ … }}`"))
}

/// The number and the name in what the compiler takes for a number with a suffix.
fn number_and_name<'a>(message: &str, spot: &Spot<'a>) -> Option<(&'a str, &'a str)> {
    if !message.starts_with("invalid suffix") {
        return None;
    }
    let text = spot.text();
    let at = text.find(|letter: char| letter.is_alphabetic() || letter == '_')?;
    Some((&text[..at], &text[at..]))
}

fn first_word(text: &str) -> &str {
    let end = text.find(|letter: char| !letter.is_alphanumeric() && letter != '_' && letter != '.');
    &text[..end.unwrap_or(text.len())]
}

fn last_word(text: &str) -> &str {
    let begin = text.rfind(|letter: char| !letter.is_alphanumeric() && letter != '_' && letter != '.');
    begin.map_or(text, |at| &text[at + text[at..].chars().next().map_or(1, char::len_utf8)..])
}

/// What is open at the end of a cell, or closed without having been opened: a sentence, and where it stands. The compiler
/// reads a cell within lines of evcxr's own, and finds such a fault there or not where it was made.
pub fn unbalanced(cell: &str) -> Option<(Range<usize>, String)> {
    let mut open: Vec<(usize, &str)> = Vec::new();
    for (at, kind, text) in placed(cell) {
        match kind {
            TokenKind::OpenParen | TokenKind::OpenBrace | TokenKind::OpenBracket => open.push((at, text)),
            TokenKind::CloseParen | TokenKind::CloseBrace | TokenKind::CloseBracket => match open.pop() {
                Some((_, opening)) if closing(opening) == text => {}
                Some((opened, opening)) => {
                    let closing = closing(opening);
                    return Some((
                        opened..opened + 1,
                        format!(
                            "this `{opening}` is still open where a `{text}` closes: `{closing}` is missing between them"
                        ),
                    ));
                }
                None => {
                    return Some((
                        at..at + 1,
                        format!("this `{text}` closes nothing: take it away, or open it before"),
                    ));
                }
            },
            TokenKind::Literal {
                kind:
                    LiteralKind::Str { terminated: false }
                    | LiteralKind::ByteStr { terminated: false }
                    | LiteralKind::CStr { terminated: false },
                ..
            } => {
                return Some((at..at + 1, "the text that begins here has no end: `\"` is missing".to_owned()));
            }
            TokenKind::BlockComment { terminated: false, .. } => {
                return Some((at..at + 2, "the remark that begins here has no end: `*/` is missing".to_owned()));
            }
            _ => {}
        }
    }
    let (at, opening) = open.pop()?;
    Some((at..at + 1, format!("this `{opening}` is never closed: `{}` is missing", closing(opening))))
}

fn closing(opening: &str) -> &'static str {
    match opening {
        "(" => ")",
        "[" => "]",
        _ => "}",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_bracket_is_found_where_it_was_opened() {
        let of = |cell: &'static str| unbalanced(cell).map(|(at, sentence)| (cell[..at.start].len(), sentence));
        assert_eq!(of("f(x)[0] { \"(\" } // ("), None);
        assert_eq!(of("plot(|x| x, r").unwrap().0, 4);
        assert!(of("plot(|x| x, r").unwrap().1.contains("`)` is missing"));
        assert_eq!(of("f((x + 1]").unwrap().0, 2);
        assert!(of("f(x))").unwrap().1.contains("closes nothing"));
        assert!(of("println!(\"{}, 1);").unwrap().1.contains("has no end"));
    }
}
