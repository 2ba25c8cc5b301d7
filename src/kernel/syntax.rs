//! What a cell's text says before anything compiles it: whether it is finished, and whether it ends in a value.

use crate::tokens::tokens;
use ra_ap_rustc_lexer::{LiteralKind, TokenKind};

/// Whether somebody who presses Enter wants another line or the result.
#[derive(Debug, PartialEq, Eq)]
pub enum Completeness {
    Complete,
    /// With as many spaces as the next line is likely to begin with.
    Incomplete {
        indent: usize,
    },
    Invalid,
}

const INDENT: usize = 4;

pub fn completeness(source: &str) -> Completeness {
    let mut open = Vec::new();
    let mut last = None;
    for (kind, _) in meaning(source) {
        match kind {
            TokenKind::OpenParen | TokenKind::OpenBrace | TokenKind::OpenBracket => open.push(kind),
            TokenKind::CloseParen | TokenKind::CloseBrace | TokenKind::CloseBracket
                if open.pop().map(closing) != Some(kind) =>
            {
                return Completeness::Invalid;
            }
            TokenKind::BlockComment { terminated: false, .. } => return Completeness::Incomplete { indent: 0 },
            TokenKind::Literal { kind, .. } if !is_terminated(kind) => return Completeness::Incomplete { indent: 0 },
            TokenKind::Unknown => return Completeness::Invalid,
            _ => {}
        }
        last = Some(kind);
    }
    let waits = matches!(
        last,
        Some(
            TokenKind::Eq
                | TokenKind::Plus
                | TokenKind::Minus
                | TokenKind::Star
                | TokenKind::Slash
                | TokenKind::Dot
                | TokenKind::Comma
        )
    );
    match open.len() {
        0 if waits => Completeness::Incomplete { indent: INDENT },
        0 => Completeness::Complete,
        depth => Completeness::Incomplete { indent: INDENT * depth },
    }
}

/// Whether the cell's last statement is an expression, whose value is the cell's result. A loop has none.
pub fn ends_in_a_value(source: &str) -> bool {
    let mut depth = 0usize;
    // The word with which the statement that is being read began.
    let mut first = None;
    let mut after_block = false;
    for (kind, text) in meaning(source) {
        if after_block && !continues_after_block(kind, text) {
            first = None;
        }
        after_block = false;
        match kind {
            TokenKind::Semi if depth == 0 => {
                first = None;
                continue;
            }
            TokenKind::OpenParen | TokenKind::OpenBrace | TokenKind::OpenBracket => depth += 1,
            TokenKind::CloseParen | TokenKind::CloseBracket => depth = depth.saturating_sub(1),
            TokenKind::CloseBrace => {
                depth = depth.saturating_sub(1);
                after_block = depth == 0 && first.is_some_and(is_block_statement);
            }
            _ => {}
        }
        first.get_or_insert(text);
    }
    first.is_some_and(|word| !["for", "while", "loop"].contains(&word) && !is_item(word))
}

/// The byte where the word ends in which `byte` lies, so that a cursor within a name means the name.
pub fn end_of_word(source: &str, byte: usize) -> usize {
    let rest = source[byte..].chars().take_while(|letter| letter.is_alphanumeric() || *letter == '_');
    byte + rest.map(char::len_utf8).sum::<usize>()
}

/// What may follow a block and belong to the same statement.
fn continues_after_block(kind: TokenKind, text: &str) -> bool {
    matches!(kind, TokenKind::Dot | TokenKind::Question) || text == "else"
}

fn is_block_statement(word: &str) -> bool {
    is_item(word) || ["for", "while", "loop", "if", "match", "unsafe", "{"].contains(&word)
}

fn is_item(word: &str) -> bool {
    ["fn", "struct", "enum", "impl", "trait", "mod", "use", "const", "static", "type", "pub", "let", "#", ":"]
        .contains(&word)
}

/// The tokens that mean something, each with its text.
fn meaning(source: &str) -> impl Iterator<Item = (TokenKind, &str)> {
    tokens(source).filter(|(kind, _)| {
        !matches!(
            kind,
            TokenKind::Whitespace | TokenKind::LineComment { .. } | TokenKind::BlockComment { terminated: true, .. }
        )
    })
}

fn closing(open: TokenKind) -> TokenKind {
    match open {
        TokenKind::OpenParen => TokenKind::CloseParen,
        TokenKind::OpenBrace => TokenKind::CloseBrace,
        _ => TokenKind::CloseBracket,
    }
}

fn is_terminated(literal: LiteralKind) -> bool {
    match literal {
        LiteralKind::Str { terminated } | LiteralKind::ByteStr { terminated } | LiteralKind::CStr { terminated } => {
            terminated
        }
        LiteralKind::RawStr { n_hashes } | LiteralKind::RawByteStr { n_hashes } | LiteralKind::RawCStr { n_hashes } => {
            n_hashes.is_some()
        }
        _ => true,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_open_bracket_or_text_asks_for_more() {
        assert_eq!(completeness("let x = 1;"), Completeness::Complete);
        assert_eq!(completeness("1 + 1 // (open"), Completeness::Complete);
        assert_eq!(completeness("fn f(x: f64) -> f64 {"), Completeness::Incomplete { indent: 4 });
        assert_eq!(completeness("plot(|x| { x"), Completeness::Incomplete { indent: 8 });
        assert_eq!(completeness("\"open"), Completeness::Incomplete { indent: 0 });
        assert_eq!(completeness("/* open"), Completeness::Incomplete { indent: 0 });
        assert_eq!(completeness("1 +"), Completeness::Incomplete { indent: 4 });
        assert_eq!(completeness("f(1]"), Completeness::Invalid);
        assert_eq!(completeness("x)"), Completeness::Invalid);
        assert_eq!(completeness("'a'"), Completeness::Complete);
    }

    #[test]
    fn a_cell_ends_in_a_value_or_in_a_statement() {
        for with in [
            "1 + 1",
            "let x = 1; x",
            "if a { 1 } else { 2 }",
            "{ 1 }",
            "for i in v {} plot(f)",
            "f(|x| { x })",
            "S { a: 1 }",
            "match x { _ => 1 }.max(2)",
            "fn f() {}\nf()",
            "x // the end",
        ] {
            assert!(ends_in_a_value(with), "{with}");
        }
        for without in [
            "x;",
            "for i in 0..3 { show(i) }",
            "let x = 1;",
            "fn f() {}",
            "use a::b;",
            "",
            "while a {}",
            "struct P { x: f64 }\nimpl P {}",
        ] {
            assert!(!ends_in_a_value(without), "{without}");
        }
    }
}
