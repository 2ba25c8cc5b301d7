//! A value where one is expected that is lent.

use super::numbers::{WHOLE, element, is_list};
use super::spot::{Spot, placed, real_list};
use super::{Fault, SHORT};
use ra_ap_rustc_lexer::TokenKind;

/// What is to stand in front of a value, by a label such as "expected `&[f64]`, found `Vec<f64>`".
pub fn sign(label: &str) -> Option<&'static str> {
    let (expected, found) = label.strip_prefix("expected ")?.split_once(", found ")?;
    let (expected, found) = (expected.trim_matches('`'), found.trim_matches('`'));
    let (sign, expected) = match expected.strip_prefix("&mut ") {
        Some(expected) => ("&mut ", expected),
        None => ("&", expected.strip_prefix('&')?),
    };
    let fits = |expected: &str, found: &str| {
        expected == found
            || expected == "_"
            || expected == "f64" && ["{float}", "{integer}"].contains(&found)
            || WHOLE.contains(&expected) && found == "{integer}"
    };
    let is_same_list = expected.starts_with("Vec<") && found.starts_with("Vec<");
    let is_list_of_them =
        (expected.starts_with('[') || is_same_list) && is_list(found) && fits(element(expected), element(found));
    let is_it = fits(expected, found) || is_list_of_them || expected == "str" && found == "String";
    (is_it && !found.starts_with('&')).then_some(sign)
}

/// What to say to an argument that is to be lent, and to the others of the same call that are.
pub fn of_argument(fault: &Fault) -> Option<String> {
    let spot = fault.spot.as_ref()?;
    if fault.label == "types differ in mutability" {
        let value = spot.text().strip_prefix('&')?;
        return Some(format!("{}: write `&mut {value}`", lends("&mut ")));
    }
    let sign = sign(fault.label)?;
    let lends = lends(sign);
    if spot.after().starts_with('(') {
        // The function's name is marked, where the compiler does not say which argument it means.
        return Some(format!("{lends} in front of the argument"));
    }
    let all: Vec<&Spot> = std::iter::once(spot).chain(&fault.more).collect();
    let lent = |text: &str| {
        let list = real_list(text).filter(|_| fault.label.contains("{integer}") && fault.label.contains("f64"));
        let text = list.as_deref().unwrap_or(text);
        if is_joined(text) { format!("{sign}({text})") } else { format!("{sign}{text}") }
    };
    let call = spot.enclosing_call().map(|call| {
        let arguments = call.arguments.iter().map(|argument| {
            let is_meant = all.iter().any(|spot| spot.text() == *argument && spot.text().as_ptr() == argument.as_ptr());
            if is_meant { lent(argument) } else { (*argument).to_owned() }
        });
        format!("{}({})", spot.with_path(call.name), arguments.collect::<Vec<_>>().join(", "))
    });
    let is_shown = |call: &String| !call.contains('\n') && call.chars().count() <= SHORT && call.contains(sign);
    let written = call.filter(is_shown).map_or_else(
        || all.iter().map(|spot| format!("`{}`", lent(spot.text()))).collect::<Vec<_>>().join(", "),
        |call| format!("`{call}`"),
    );
    Some(format!("{lends}: write {written}"))
}

fn lends(sign: &str) -> &'static str {
    if sign == "&" { "what is only read is lent, with `&`" } else { "what is to change is lent with `&mut`" }
}

/// Whether a sign joins the parts of this expression, before which it needs brackets.
fn is_joined(expression: &str) -> bool {
    let mut depth = 0usize;
    let mut tokens = placed(expression).skip(1);
    tokens.any(|(_, kind, text)| {
        match kind {
            TokenKind::OpenParen | TokenKind::OpenBracket | TokenKind::OpenBrace => depth += 1,
            TokenKind::CloseParen | TokenKind::CloseBracket | TokenKind::CloseBrace => depth = depth.saturating_sub(1),
            _ => {}
        }
        let is_sign = matches!(
            kind,
            TokenKind::Plus
                | TokenKind::Minus
                | TokenKind::Star
                | TokenKind::Slash
                | TokenKind::Percent
                | TokenKind::Or
        );
        depth == 0 && (is_sign || text == "as")
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_fits_when_it_is_lent_gets_a_sign() {
        for (expected, found) in
            [("&[f64]", "Vec<{float}>"), ("&[_]", "[f64; 2]"), ("&Plain", "Plain"), ("&str", "String")]
        {
            assert_eq!(sign(&format!("expected `{expected}`, found `{found}`")), Some("&"), "{expected} {found}");
        }
        assert_eq!(sign("expected `&mut Vec<f64>`, found `Vec<{float}>`"), Some("&mut "));
        for (expected, found) in [("&[f64]", "Vec<String>"), ("&[f64]", "&Vec<i32>"), ("f64", "f64"), ("&str", "f64")] {
            assert_eq!(sign(&format!("expected `{expected}`, found `{found}`")), None, "{expected} {found}");
        }
        assert_eq!(sign("expected `bool`, found integer"), None);
    }

    #[test]
    fn brackets_stand_around_what_is_joined() {
        assert!(is_joined("a + b") && is_joined("n as f64"));
        assert!(!is_joined("-x") && !is_joined("vec![a + b]") && !is_joined("Plain { x: 1.0 - a }"));
    }
}
