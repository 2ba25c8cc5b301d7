//! Closures: their parameters, and what they borrow from around them.

use super::SHORT;
use super::spot::{Spot, placed};
use ra_ap_rustc_lexer::TokenKind;

/// The parameters between the bars with which a closure begins, `f64` for each that has no type.
pub fn parameters(closure: &str) -> Option<Vec<(&str, &str)>> {
    let inner = closure.strip_prefix('|')?;
    let (mut depth, mut begin, mut all) = (0usize, 0, Vec::new());
    for (at, kind, _) in placed(inner) {
        match kind {
            TokenKind::OpenParen | TokenKind::OpenBracket | TokenKind::Lt => depth += 1,
            TokenKind::CloseParen | TokenKind::CloseBracket | TokenKind::Gt => depth = depth.saturating_sub(1),
            TokenKind::Comma | TokenKind::Or if depth == 0 => {
                all.push(inner[begin..at].trim());
                begin = at + 1;
                if kind == TokenKind::Or {
                    let named = all.into_iter().filter(|parameter| !parameter.is_empty());
                    return Some(named.map(with_type).collect());
                }
            }
            _ => {}
        }
    }
    None
}

fn with_type(parameter: &str) -> (&str, &str) {
    match parameter.split_once(':') {
        Some((name, kind)) => (name.trim(), kind.trim()),
        None if parameter.starts_with('(') && parameter.matches(',').count() == 1 => (parameter, "(f64, f64)"),
        None => (parameter, "f64"),
    }
}

/// A closure's parameters with their types, as they stand in the brackets of a function.
pub fn typed(parameters: &[(&str, &str)]) -> String {
    parameters.iter().map(|(name, kind)| format!("{name}: {kind}")).collect::<Vec<_>>().join(", ")
}

/// What to write in place of a closure that cannot be kept for later cells.
pub fn kept(name: &str, statement: &str) -> String {
    let closure = statement.split_once('=').map_or("", |(_, closure)| closure.trim());
    let moved = closure.strip_prefix("move ");
    let own = moved.unwrap_or(closure).trim_start();
    let parameters = parameters(own).unwrap_or_else(|| vec![("x", "f64")]);
    let body = own.rsplit_once('|').map_or("", |(_, body)| body).trim();
    let is_condition = [" < ", " > ", " <= ", " >= ", " == ", " != ", " && "].iter().any(|sign| body.contains(sign));
    let gives = match parameters.first() {
        _ if body.starts_with("print") || gives_nothing(body) => String::new(),
        _ if is_condition && !body.starts_with('{') && !body.starts_with("if ") => " -> bool".to_owned(),
        Some((_, kind)) if parameters.iter().any(|(_, other)| other != kind) || kind.starts_with(['&', '(', '[']) => {
            " -> …".to_owned()
        }
        Some((_, kind)) => format!(" -> {kind}"),
        None => " -> f64".to_owned(),
    };
    let kinds: Vec<&str> = parameters.iter().map(|(_, kind)| *kind).collect();
    let (declared, kind) =
        if statement.trim_start().starts_with("let mut ") { ("let mut", "FnMut") } else { ("let", "Fn") };
    let boxed =
        format!("box the closure: `{declared} {name}: Box<dyn {kind}({}){gives}> = Box::new(…);`", kinds.join(", "));
    if moved.is_some() {
        // A function has nothing from around it.
        return boxed;
    }
    format!("write a function, `fn {name}({}){gives} {{ … }}`, or {boxed}", typed(&parameters))
}

/// Whether the body of a closure, with the `;` of the statement behind it, ends without a value.
fn gives_nothing(body: &str) -> bool {
    let block = body.trim_end_matches(';').trim_end().strip_suffix('}');
    block.is_some_and(|lines| lines.trim_end().ends_with([';', '{']))
}

/// What to say of a closure that may be called when what it borrows is gone.
pub fn of_borrow(spot: &Spot, message: &str) -> Option<String> {
    if message.starts_with("async block") {
        return Some("the block is to own what it uses: write `async move { … }`".to_owned());
    }
    let name = message.split('`').nth(1)?;
    let cell = spot.cell;
    let statement = cell[..spot.at.start].rfind([';', '{', '}', '\n']).map_or(0, |at| at + 1);
    let head = cell[statement..spot.at.start].trim_start();
    let body = &cell[spot.at.end..end_of_statement(cell, spot.at.end)];
    if !head.starts_with("let mut ") && !assigns(body, name) {
        return Some(format!("the closure is to own what it uses: write `move {} …`", spot.text()));
    }
    let own = head.trim_start_matches("let ").trim_start_matches("mut ").split([' ', ':', '=']).next()?;
    let written = format!("{{ {} }}", cell[statement..end_of_calls(cell, spot.at.end, own)].trim());
    let written = if written.contains('\n') || written.chars().count() > SHORT {
        format!("{{ let mut {own} = …; {own}(…); }}")
    } else {
        written
    };
    Some(format!(
        "the closure changes `{name}`, which it borrows: put it and its calls in braces, `{written}`, and behind them \
         `{name}` has what it has become"
    ))
}

/// Where the statement ends that goes on here, without its `;`.
fn end_of_statement(cell: &str, start: usize) -> usize {
    let mut depth = 0usize;
    for (at, kind, _) in placed(&cell[start..]) {
        match kind {
            TokenKind::OpenParen | TokenKind::OpenBracket | TokenKind::OpenBrace => depth += 1,
            TokenKind::CloseParen | TokenKind::CloseBracket | TokenKind::CloseBrace if depth > 0 => depth -= 1,
            TokenKind::Semi | TokenKind::CloseParen | TokenKind::CloseBracket | TokenKind::CloseBrace if depth == 0 => {
                return start + at;
            }
            _ => {}
        }
    }
    cell.len()
}

/// Where the last statement ends that names this closure, of those from here on.
fn end_of_calls(cell: &str, start: usize, closure: &str) -> usize {
    let (mut end, mut at) = (start, start);
    loop {
        let begin = at;
        at = end_of_statement(cell, begin);
        let with_sign = if cell[at..].starts_with(';') { at + 1 } else { at };
        let is_named = placed(&cell[begin..at]).any(|(_, kind, text)| kind == TokenKind::Ident && text == closure);
        if is_named || begin == start {
            end = with_sign;
        }
        if with_sign == at {
            return end;
        }
        at = with_sign;
    }
}

/// Whether this gives the variable another value, or lends it to be changed.
fn assigns(body: &str, name: &str) -> bool {
    placed(body).any(|(at, kind, text)| {
        let after = body[at + text.len()..].trim_start();
        let after = after.strip_prefix(['+', '-', '*', '/', '%']).unwrap_or(after);
        let is_changed = after.starts_with('=') && !after.starts_with("==") && !after.starts_with("=>");
        kind == TokenKind::Ident && text == name && (is_changed || body[..at].trim_end().ends_with("&mut"))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_closure_is_kept_with_all_its_parameters() {
        let of = |statement: &str| kept("h", statement);
        assert!(of("let h = |a, b| a + b;").contains("`fn h(a: f64, b: f64) -> f64 { … }`"));
        assert!(of("let h = |a, b| a + b;").contains("`let h: Box<dyn Fn(f64, f64) -> f64> = Box::new(…);`"));
        assert!(of("let h = |n: usize| n * 2;").contains("Fn(usize) -> usize>"));
        assert!(of("let h = |v: &Vec<f64>, (a, b): (f64, f64)| v[0];").contains("Fn(&Vec<f64>, (f64, f64)) -> …>"));
        assert!(of("let h = |x| x > 0.0;").contains("Fn(f64) -> bool>"));
        assert!(of("let h = || println!(\"a\");").contains("`fn h() { … }`"));
        assert!(of("let h = |x| { println!(\"{x}\"); };").contains("`fn h(x: f64) { … }`"));
        assert!(of("let mut h = |x| x;").contains("`let mut h: Box<dyn FnMut(f64) -> f64>"));
        assert!(!of("let h = move |x| k * x;").contains("write a function"));
    }

    fn told(cell: &str, closure: &str) -> String {
        let at = cell.find(closure).unwrap();
        of_borrow(&Spot { cell, at: at..at + closure.len() }, "closure may …, but it borrows `total`, …").unwrap()
    }

    #[test]
    fn a_closure_that_changes_what_it_borrows_is_put_in_braces_with_its_calls() {
        let cell = "let mut total = 0; let mut add = |x: i32| total += x; add(3); add(4); total";
        assert!(told(cell, "|x: i32|").contains("`{ let mut add = |x: i32| total += x; add(3); add(4); }`"));
        let long = "let mut add = |x: i32| {\n    total += x;\n};\nadd(3)";
        assert!(told(long, "|x: i32|").contains("`{ let mut add = …; add(…); }`"));
        assert!(
            told("let h = |x: f64| if total == x { total } else { 2.0 * total };", "|x: f64|")
                .contains("`move |x: f64| …`")
        );
    }
}
