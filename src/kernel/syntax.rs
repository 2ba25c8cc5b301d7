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
    let source = without_commands(source);
    let mut open = Vec::new();
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
    }
    match open.len() {
        0 => last_statement(source).map_or(Completeness::Complete, |last| last.completeness()),
        depth => Completeness::Incomplete { indent: INDENT * depth },
    }
}

/// Whether the cell's last statement is an expression, whose value is the cell's result. A loop has none.
pub fn ends_in_a_value(source: &str) -> bool {
    let source = without_commands(source);
    last_statement(source).is_some_and(|last| {
        let word = last.tokens[0].1;
        !["for", "while", "loop"].contains(&word) && !is_item(word)
    })
}

/// What follows the engine's commands, which are whole lines.
fn without_commands(mut source: &str) -> &str {
    while source.trim_start().starts_with(':') {
        source = source.trim_start().split_once('\n').map_or("", |(_, rest)| rest);
    }
    source
}

/// A statement that no semicolon and nothing after it has ended.
struct Statement<'a> {
    tokens: Vec<(TokenKind, &'a str)>,
    /// Whether it has the block that its first word asks for, after the last `else`.
    has_block: bool,
    /// Whether its last token closes that block.
    ends_in_a_block: bool,
}

impl Statement<'_> {
    /// That of a statement in which nothing is open.
    fn completeness(&self) -> Completeness {
        let is_prefix = |word: &&str| ["pub", "async", "unsafe", "extern"].contains(word);
        let mut words = self.tokens.iter().map(|(_, text)| *text).skip_while(is_prefix);
        let (first, second) = (words.next().unwrap_or_default(), words.next());
        let is_function =
            first == "const" && second.is_some_and(|word| ["fn", "unsafe", "extern", "async"].contains(&word));
        let ends = if is_function || is_item(first) && !needs_semicolon(first) {
            self.ends_in_a_block
        } else {
            !needs_semicolon(first) && !self.waits() && (self.has_block || !is_block_statement(first))
        };
        match ends {
            true => Completeness::Complete,
            // What belongs to the next line rather than to this one begins where this one does.
            false if first == "#" => Completeness::Incomplete { indent: 0 },
            false => Completeness::Incomplete { indent: INDENT },
        }
    }

    /// Whether its last token is one that something must follow.
    fn waits(&self) -> bool {
        let count = |wanted: TokenKind| self.tokens.iter().filter(|(kind, _)| *kind == wanted).count();
        let mut backwards = self.tokens.iter().rev().map(|(kind, _)| *kind);
        let (last, before) = (backwards.next(), backwards.next());
        match last {
            // A range may be open to the right.
            Some(TokenKind::Dot) => before != Some(TokenKind::Dot),
            // The end of a type's parameters, or of an arrow, or a comparison.
            Some(TokenKind::Gt) => count(TokenKind::Gt) > count(TokenKind::Lt),
            Some(kind) => matches!(
                kind,
                TokenKind::Eq
                    | TokenKind::Plus
                    | TokenKind::Minus
                    | TokenKind::Star
                    | TokenKind::Slash
                    | TokenKind::Percent
                    | TokenKind::Caret
                    | TokenKind::And
                    | TokenKind::Or
                    | TokenKind::Lt
                    | TokenKind::Bang
                    | TokenKind::Colon
                    | TokenKind::Comma
            ),
            None => false,
        }
    }
}

fn last_statement(source: &str) -> Option<Statement<'_>> {
    let mut depth = 0usize;
    let mut tokens: Vec<(TokenKind, &str)> = Vec::new();
    let (mut has_block, mut after_block) = (false, false);
    for (kind, text) in meaning(source) {
        if after_block && !continues_after_block(kind, text) {
            tokens.clear();
            has_block = false;
        }
        after_block = false;
        match kind {
            TokenKind::Semi if depth == 0 => {
                tokens.clear();
                has_block = false;
                continue;
            }
            TokenKind::Ident if depth == 0 && text == "else" => has_block = false,
            TokenKind::OpenParen | TokenKind::OpenBrace | TokenKind::OpenBracket => depth += 1,
            TokenKind::CloseParen | TokenKind::CloseBracket => depth = depth.saturating_sub(1),
            TokenKind::CloseBrace => {
                depth = depth.saturating_sub(1);
                let first = tokens.first().map_or(text, |(_, first)| first);
                after_block = depth == 0 && is_block_statement(first);
                has_block |= after_block;
            }
            _ => {}
        }
        tokens.push((kind, text));
    }
    (!tokens.is_empty()).then_some(Statement { tokens, has_block, ends_in_a_block: after_block })
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

/// Whether a statement that begins with this word is unfinished without a semicolon.
fn needs_semicolon(word: &str) -> bool {
    ["let", "use", "static", "const", "type"].contains(&word)
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
    fn a_statement_that_waits_for_more_asks_for_it() {
        for open in [
            "#[derive(Debug)]",
            "let x",
            "let x = 5",
            "let v = Point { x: 1.0 }",
            "1 <",
            "a &&",
            "a ||",
            "a %",
            "x as f64 >",
            "|x|",
            "let f = |x: f64|",
            "fn f(x: f64) -> f64",
            "fn f(x: f64) ->",
            "pub fn f()",
            "struct Point",
            "impl Point",
            "if x > 2.0",
            "if x { 1 } else",
            "if x { 1 } else if y",
            "match x { _ => 1 }.",
            "for i in 0..3",
            "match x",
            "use std::io",
            "use std::",
            "const N: usize = 3",
            "p.",
            "println!",
        ] {
            assert!(matches!(completeness(open), Completeness::Incomplete { .. }), "{open}");
        }
        for whole in [
            "#[derive(Debug)]\nstruct P;",
            "let x = 5;",
            "fn f() {}",
            "const fn f() {}",
            "struct P { x: f64 }",
            "if x { 1 } else { 2 }",
            "for i in 0..3 {}",
            "0..",
            "size_of::<f64>",
            "x > 2.0",
            "f(|x| x)",
            ":vars",
            ":dep calculus = { path = \"../crate\" }",
            "plot(f, 0.0..=1.0)",
            "x?",
            "unsafe { f() }",
            "match x { _ => 1 }.max(2)",
            "{ 1 }",
            "",
        ] {
            assert_eq!(completeness(whole), Completeness::Complete, "{whole}");
        }
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
            ":dep a = \"1\"\n:vars\nx",
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
