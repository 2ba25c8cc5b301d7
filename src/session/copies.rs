//! What every cell would silently have a copy of its own of.
//!
//! A `static` is one for all cells, which the compiler's [statics](super::compiler) see to. These macros make
//! something of which only they know the name.

use super::compile_error::CompileError;
use super::compiler::invocations::{self, Invocation};
use super::compiler::statements::statements;
use super::failure::Failure;
use super::listing::Listing;
use crate::tokens::tokens;
use ra_ap_rustc_lexer::TokenKind;
use ra_ap_syntax::{AstNode, ast};

/// Each macro, and what to write in its place.
const MACROS: [(&str, &str); 2] = [
    (
        "thread_local",
        "write `static NAME: std::sync::Mutex<T> = std::sync::Mutex::new(…);`, which all threads share, or use a variable with `let`; \
         what one cell alone needs may stand between braces, `{ … }`",
    ),
    (
        "lazy_static",
        "write `static NAME: std::sync::LazyLock<T> = std::sync::LazyLock::new(|| …);`, which needs no crate",
    ),
];

/// The failure of a cell that defines such a thing for later cells.
pub fn refused(source: &str, listing: &Listing) -> Option<Failure> {
    // Most cells call no macro, and need not be read for that.
    if !source.contains('!') {
        return None;
    }
    let called = statements(source).into_iter().find_map(|node| {
        let text = node.text().to_string();
        let is_item = ast::Item::can_cast(node.kind()) && !ast::MacroCall::can_cast(node.kind());
        // What a macro is defined to make is looked at where it is called.
        let calls = !ast::MacroRules::can_cast(node.kind());
        calls.then(|| call(&text, is_item)).flatten()
    });
    if let Some((name, advice, line)) = called {
        return Some(Failure::Compile(vec![CompileError {
            place: listing.place_of(&line),
            code: None,
            message: format!("of what `{name}!` defines, every cell would have a copy of its own, without a word"),
            details: format!("\n{advice}"),
        }]));
    }
    invocations::of_cell(source).iter().find_map(|invocation| of_a_macro(invocation, source, listing))
}

/// The first call of one of the macros in a statement outside of its braces, or anywhere in an item, which later cells
/// have too: its name, the advice, and the beginning of its line.
fn call(text: &str, is_item: bool) -> Option<(&'static str, &'static str, String)> {
    let (mut depth, mut at) = (0, 0);
    let mut word = None;
    for (kind, token) in tokens(text) {
        match kind {
            TokenKind::OpenBrace => depth += 1,
            TokenKind::CloseBrace => depth -= 1,
            TokenKind::Bang if depth == 0 || is_item => {
                if let Some((name, advice)) = MACROS.iter().find(|(name, _)| word == Some(*name)) {
                    let line = text[..at].lines().next_back().unwrap_or_default().trim_start();
                    return Some((name, advice, line.to_owned()));
                }
            }
            _ => {}
        }
        at += token.len();
        if kind != TokenKind::Whitespace {
            word = Some(token);
        }
    }
    None
}

/// The failure of a cell in which a macro of the learner's own makes a `static`.
fn of_a_macro(invocation: &Invocation, source: &str, listing: &Listing) -> Option<Failure> {
    let of = |cell| invocations::definition_of(&invocation.name, cell);
    let definition = of(source).or_else(|| listing.sources().find_map(of))?;
    invocations::makes_a_static(definition).then(|| {
        Failure::Compile(vec![CompileError {
            place: listing.place_of(&invocation.text),
            code: None,
            message: format!(
                "of the static that `{}!` makes, every cell would have a copy, without a word",
                invocation.name
            ),
            details: "\nwrite the `static` itself into the cell, and let the macro make the functions that use it"
                .to_owned(),
        }])
    })
}
