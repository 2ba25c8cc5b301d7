//! Rust as a page shows it: its words in classes that the style sheet colours.

use crate::html::escaped;
use ra_ap_rustc_lexer::{FrontmatterAllowed, LiteralKind, TokenKind, tokenize};

/// Strict keywords, and those that a cell may hold.
const KEYWORDS: [&str; 38] = [
    "as", "async", "await", "break", "const", "continue", "crate", "dyn", "else", "enum", "extern", "false", "fn",
    "for", "if", "impl", "in", "let", "loop", "match", "mod", "move", "mut", "pub", "ref", "return", "self", "static",
    "struct", "super", "trait", "true", "type", "unsafe", "use", "where", "while", "Self",
];

/// The HTML of a cell's source. A line such as `:dep …` is a command to the kernel.
pub fn highlighted(source: &str) -> String {
    let mut html = String::new();
    let mut rust = String::new();
    for line in source.split_inclusive('\n') {
        if line.starts_with(':') {
            push_rust(&mut html, &std::mem::take(&mut rust));
            push(&mut html, Some("command"), line);
        } else {
            rust.push_str(line);
        }
    }
    push_rust(&mut html, &rust);
    html
}

/// The tokens of Rust, each with its text.
pub(crate) fn tokens(source: &str) -> impl Iterator<Item = (TokenKind, &str)> {
    let mut rest = source;
    tokenize(source, FrontmatterAllowed::No).map(move |token| {
        let (text, after) = rest.split_at(token.len as usize);
        rest = after;
        (token.kind, text)
    })
}

fn push_rust(html: &mut String, source: &str) {
    let tokens: Vec<(TokenKind, &str)> = tokens(source).collect();
    for (index, (kind, text)) in tokens.iter().enumerate() {
        let next = tokens[index + 1..].iter().find(|(kind, _)| *kind != TokenKind::Whitespace).map(|(kind, _)| *kind);
        push(html, class(*kind, text, next), text);
    }
}

/// What a word is, by itself and by what follows it.
fn class(kind: TokenKind, text: &str, next: Option<TokenKind>) -> Option<&'static str> {
    match kind {
        TokenKind::LineComment { .. } | TokenKind::BlockComment { .. } => Some("comment"),
        TokenKind::Literal { kind: LiteralKind::Int { .. } | LiteralKind::Float { .. }, .. } => Some("number"),
        TokenKind::Literal { .. } => Some("string"),
        TokenKind::Ident if KEYWORDS.contains(&text) => Some("keyword"),
        TokenKind::Ident if next == Some(TokenKind::Bang) => Some("macro"),
        TokenKind::Ident if next == Some(TokenKind::OpenParen) => Some("call"),
        TokenKind::Ident if text.starts_with(char::is_uppercase) => Some("type"),
        _ => None,
    }
}

fn push(html: &mut String, class: Option<&str>, text: &str) {
    if let Some(class) = class {
        html.push_str(&format!("<span class=\"{class}\">"));
    }
    html.push_str(&escaped(text));
    if class.is_some() {
        html.push_str("</span>");
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_have_their_classes_and_the_text_is_whole() {
        let html = highlighted(":dep calculus = \"1\"\nlet v = plot(|x| x < 2.0, 0.0..=1.0); // \"so\"");
        for part in [
            "<span class=\"command\">:dep calculus = &quot;1&quot;\n</span>",
            "<span class=\"keyword\">let</span>",
            "<span class=\"call\">plot</span>",
            "&lt; <span class=\"number\">2.0</span>",
            "<span class=\"comment\">// &quot;so&quot;</span>",
        ] {
            assert!(html.contains(part), "{part} in {html}");
        }
    }
}
