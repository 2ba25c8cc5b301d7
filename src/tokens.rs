//! Rust source, token by token.

use ra_ap_rustc_lexer::{FrontmatterAllowed, TokenKind, tokenize};
use std::ops::Range;

/// All tokens, each with its text, white space and comments too. Together the texts are the source.
pub fn tokens(source: &str) -> impl Iterator<Item = (TokenKind, &str)> {
    let mut at = 0;
    tokenize(source, FrontmatterAllowed::No).map(move |token| {
        let text = &source[at..at + token.len as usize];
        at += text.len();
        (token.kind, text)
    })
}

/// Whether a token says nothing to the compiler.
pub fn is_blank(kind: TokenKind) -> bool {
    matches!(kind, TokenKind::Whitespace | TokenKind::LineComment { .. } | TokenKind::BlockComment { .. })
}

/// The texts of all other tokens.
pub fn significant(source: &str) -> impl Iterator<Item = &str> {
    tokens(source).filter(|(kind, _)| !is_blank(*kind)).map(|(_, text)| text)
}

/// A text word by word: the same for two that differ in nothing but blanks and remarks.
pub fn in_words(source: &str) -> String {
    significant(source).collect::<Vec<_>>().join(" ")
}

/// What is to be typed in the place of everything from `receiver` on, and how to end what is open before it.
pub fn closed_after(before: &str, receiver: Range<usize>, wrap: (&str, &str)) -> String {
    let mut open = Vec::new();
    let mut head = None;
    // How deep the `let`s stand that have no end yet, and what came before the token.
    let mut lets = Vec::new();
    let mut last = "{";
    for (kind, text) in tokens(&before[..receiver.start]) {
        if is_blank(kind) {
            continue;
        }
        if text == "let" && ["{", "}", ";"].contains(&last) {
            lets.push(open.len());
        }
        last = text;
        match text {
            "(" => open.push(')'),
            "[" => open.push(']'),
            "{" => {
                // The body of what had such a head.
                if head.is_some_and(|depth| depth == open.len()) {
                    head = None;
                }
                open.push('}');
            }
            ")" | "]" | "}" => {
                open.pop();
            }
            ";" => {
                head = head.filter(|depth| *depth < open.len());
                lets.retain(|depth| *depth < open.len());
            }
            "if" | "while" | "for" | "match" => head = Some(open.len()),
            _ => {}
        }
    }
    let mut text = format!("{}{}{}{}", &before[..receiver.start], wrap.0, &before[receiver.clone()], wrap.1);
    while let Some(close) = open.pop() {
        if head.is_some_and(|depth| depth == open.len() + 1) {
            text.push_str(" {}");
            head = None;
        }
        if lets.pop_if(|depth| *depth == open.len() + 1).is_some() {
            text.push(';');
        }
        text.push(close);
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_open_before_a_place_is_closed() {
        let closed = |before: &str, receiver: &str| {
            let start = before.rfind(receiver).unwrap();
            closed_after(before, start..start + receiver.len(), ("it(", ")"))
        };
        assert_eq!(closed("{ let y = v", "v"), "{ let y = it(v);}");
        assert_eq!(closed("{ f(|x| { x", "x"), "{ f(|x| { it(x)})}");
        assert_eq!(closed("{ if a { 1 } else if v", "v"), "{ if a { 1 } else if it(v) {}}");
    }
}
