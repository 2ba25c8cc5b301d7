//! One `static` for all cells.
//!
//! evcxr compiles the items of earlier cells once more with each cell, so every cell would have a fresh copy of every
//! `static`. Here each gets a name of its own for the loader. The loader takes such a name from the library that brought
//! it first, as long as that offers its names to all, for which the [worker](crate::session) looks.

use super::canonical::items;
use crate::project::digest;
use crate::tokens::{is_blank, tokens};
use ra_ap_rustc_lexer::TokenKind;

/// A name that a cell has if it has a `static`.
pub const SYMBOL: &str = "calculus_has_statics";
/// What the names of statics begin with.
const PREFIX: &str = "calculus_static_";

/// The source with a name for each `static`. The lines of everything are as they were.
pub fn shared(source: &str) -> String {
    // Most sources need not be read for that.
    if !source.contains("static") {
        return source.to_owned();
    }
    let mut shared = String::with_capacity(source.len());
    let mut found = false;
    for item in items(source) {
        let places = places(item);
        if places.is_empty() {
            shared.push_str(item);
            continue;
        }
        found = true;
        let mut at = 0;
        for (number, place) in places.into_iter().enumerate() {
            // Two statics are one if all is the same that is written around them.
            let name = &digest([item.trim(), &number.to_string()])[..32];
            shared.push_str(&item[at..place]);
            shared.push_str(&format!("#[unsafe(export_name = \"{PREFIX}{name}\")]"));
            at = place;
        }
        shared.push_str(&item[at..]);
    }
    if found {
        shared.push_str(&format!("#[unsafe(no_mangle)] pub static {SYMBOL}: () = ();"));
    }
    shared
}

/// Where the attributes of the statics of an item begin, in bytes.
fn places(item: &str) -> Vec<usize> {
    let mut all: Vec<Token> = Vec::new();
    let mut at = 0;
    for (kind, text) in tokens(item) {
        let end = at + text.len();
        if !is_blank(kind) {
            all.push(Token { kind, text, end });
        }
        at = end;
    }
    let mut places = Vec::new();
    let mut index = 0;
    while index < all.len() {
        if let Some(end) = end_of_macro(&all, index) {
            // What a macro makes of its words is its own affair.
            index = end;
            continue;
        }
        if all[index].text == "static" && is_definition(&all[index..]) {
            let before = before_visibility(&all[..index]);
            let named = has_a_name(&all[..before]);
            if !named {
                places.push(before.checked_sub(1).map_or(0, |last| all[last].end));
            }
        }
        index += 1;
    }
    places
}

struct Token<'a> {
    kind: TokenKind,
    text: &'a str,
    /// The byte after its last.
    end: usize,
}

/// The token after the call of a macro, or the definition of one, that begins here.
fn end_of_macro(tokens: &[Token], index: usize) -> Option<usize> {
    let is_call = tokens[index].kind == TokenKind::Ident && tokens.get(index + 1)?.kind == TokenKind::Bang;
    let named = usize::from(tokens[index].text == "macro_rules");
    let open = index + 2 + named;
    if !is_call || !is_opening(tokens.get(open)?.kind) {
        return None;
    }
    let mut depth = 0;
    for (at, token) in tokens.iter().enumerate().skip(open) {
        match token.kind {
            kind if is_opening(kind) => depth += 1,
            TokenKind::CloseBrace | TokenKind::CloseBracket | TokenKind::CloseParen => depth -= 1,
            _ => {}
        }
        if depth == 0 {
            return Some(at + 1);
        }
    }
    Some(tokens.len())
}

fn is_opening(kind: TokenKind) -> bool {
    matches!(kind, TokenKind::OpenBrace | TokenKind::OpenBracket | TokenKind::OpenParen)
}

/// Whether a `static` with a name, a type and a value begins here. Without a value it is somebody else's.
fn is_definition(tokens: &[Token]) -> bool {
    let name = 1 + usize::from(tokens.get(1).is_some_and(|token| token.text == "mut"));
    let colon = tokens.get(name + 1).is_some_and(|token| token.kind == TokenKind::Colon);
    // The type may have a `;` of its own, as `[f64; 4]` has.
    let mut depth = 0usize;
    let ends = tokens.iter().skip(name).map(|token| token.kind).find(|kind| {
        match kind {
            TokenKind::OpenBracket | TokenKind::OpenParen => depth += 1,
            TokenKind::CloseBracket | TokenKind::CloseParen => depth = depth.saturating_sub(1),
            _ => {}
        }
        depth == 0 && matches!(kind, TokenKind::Eq | TokenKind::Semi | TokenKind::OpenBrace)
    });
    colon && ends == Some(TokenKind::Eq)
}

/// The number of tokens before the `pub`, `pub(crate)` or `unsafe` at the end of these.
fn before_visibility(tokens: &[Token]) -> usize {
    let mut end = tokens.len();
    if end > 0 && tokens[end - 1].text == "unsafe" {
        end -= 1;
    }
    if end > 0 && tokens[end - 1].kind == TokenKind::CloseParen {
        let open = tokens[..end].iter().rposition(|token| token.kind == TokenKind::OpenParen);
        if let Some(open) = open.filter(|open| *open > 0 && tokens[open - 1].text == "pub") {
            return open - 1;
        }
    }
    if end > 0 && tokens[end - 1].text == "pub" { end - 1 } else { end }
}

/// Whether the attributes at the end of these tokens give what follows a name for the loader.
fn has_a_name(tokens: &[Token]) -> bool {
    let mut end = tokens.len();
    while end > 0 && tokens[end - 1].kind == TokenKind::CloseBracket {
        let Some(pound) = tokens[..end].iter().rposition(|token| token.kind == TokenKind::Pound) else { return false };
        if tokens[pound..end].iter().any(|token| ["no_mangle", "export_name"].contains(&token.text)) {
            return true;
        }
        end = pound;
    }
    false
}

#[cfg(test)]
mod tests {
    use super::*;

    fn names(source: &str) -> Vec<String> {
        let shared = shared(source);
        let after = |(at, _): (usize, &str)| shared[at + PREFIX.len()..][..32].to_owned();
        shared.match_indices(PREFIX).map(after).collect()
    }

    #[test]
    fn a_static_gets_a_name_in_a_line_of_its_own_or_before_it() {
        let source = "fn a() {}\n// a counter\npub static N: AtomicUsize = AtomicUsize::new(0);\n";
        let shared = shared(source);
        assert!(shared.starts_with("fn a() {}#[unsafe(export_name = \"calculus_static_"), "{shared}");
        assert!(shared.contains("\n// a counter\npub static N: AtomicUsize"), "{shared}");
        assert_eq!(shared.lines().count(), source.lines().count() + 1, "the last line says that there is one");
    }

    #[test]
    fn the_same_static_has_the_same_name_and_another_has_another() {
        let alone = names("static N: i32 = 0;");
        assert_eq!(alone, names("fn f() {}\n\nstatic N: i32 = 0;\nstruct P;"));
        assert_ne!(alone, names("static N: i32 = 1;"));
        let two = names("fn f() { static N: i32 = 0; }\nfn g() { static N: i32 = 0; static M: i32 = 0; }");
        assert_eq!(two.len(), 3);
        assert!(two[0] != two[1] && two[1] != two[2] && two[0] != two[2]);
    }

    #[test]
    fn whatever_is_no_definition_stays_as_it_is() {
        for source in [
            "fn f(x: &'static str) -> &'static str { x }",
            "unsafe extern \"C\" { static environ: i32; }",
            "macro_rules! counter { ($n:ident) => { static $n: i32 = 0; static M: i32 = 0; } }",
            "thread_local! { static N: i32 = 0; }",
            "#[unsafe(no_mangle)]\npub static N: i32 = 0;",
            "const N: i32 = 0;",
        ] {
            assert_eq!(shared(source), source);
        }
    }
}
