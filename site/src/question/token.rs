//! The tokens of a cell, without spaces and comments.

use crate::code;
use ra_ap_rustc_lexer::TokenKind;

#[derive(Clone, Debug, PartialEq)]
pub struct Token {
    pub kind: TokenKind,
    pub text: String,
}

impl Token {
    pub fn is(&self, text: &str) -> bool {
        self.text == text
    }
}

/// The two dots of a range are one token.
pub fn tokens(source: &str) -> Vec<Token> {
    let mut tokens: Vec<Token> = Vec::new();
    for (kind, text) in code::tokens(source) {
        match (kind, tokens.last_mut()) {
            (TokenKind::Whitespace | TokenKind::LineComment { .. } | TokenKind::BlockComment { .. }, _) => {}
            (TokenKind::Dot, Some(last)) if last.is(".") => last.text.push('.'),
            (kind, _) => tokens.push(Token { kind, text: text.to_owned() }),
        }
    }
    tokens
}

/// Where the bracket closes that opens at `open`; the last token if it does not.
pub fn closing(tokens: &[Token], open: usize) -> usize {
    let mut depth = 0_usize;
    for (index, token) in tokens.iter().enumerate().skip(open) {
        match token.text.as_str() {
            "(" | "[" | "{" => depth += 1,
            ")" | "]" | "}" => {
                depth = depth.saturating_sub(1);
                if depth == 0 {
                    return index;
                }
            }
            _ => {}
        }
    }
    tokens.len().saturating_sub(1)
}

/// What stands between the commas of a call. The bars of a closure hold no comma in what is read here.
pub fn arguments(tokens: &[Token]) -> Vec<&[Token]> {
    parts(tokens, ",").filter(|argument| !argument.is_empty()).collect()
}

/// What stands between these signs, as far as they are in no bracket.
pub fn parts<'t>(tokens: &'t [Token], sign: &str) -> impl Iterator<Item = &'t [Token]> {
    let mut depth = 0_i32;
    tokens.split(move |token| {
        match token.text.as_str() {
            "(" | "[" | "{" => depth += 1,
            ")" | "]" | "}" => depth -= 1,
            _ => {}
        }
        depth == 0 && token.is(sign)
    })
}
