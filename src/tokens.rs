//! Rust source, token by token.

use ra_ap_rustc_lexer::{FrontmatterAllowed, TokenKind, tokenize};

/// All tokens, each with its text, white space and comments too. Together the texts are the source.
pub fn tokens(source: &str) -> impl Iterator<Item = (TokenKind, &str)> {
    let mut at = 0;
    tokenize(source, FrontmatterAllowed::No).map(move |token| {
        let text = &source[at..at + token.len as usize];
        at += text.len();
        (token.kind, text)
    })
}
