//! What every cell would silently have a copy of its own of.
//!
//! A `static` is one for all cells, which the compiler's [statics](super::compiler) see to. These macros make
//! something of which only they know the name.

use super::failure::{CompileError, Failure};
use super::listing::Listing;
use crate::tokens::tokens;
use ra_ap_rustc_lexer::TokenKind;
use std::fs;
use std::path::Path;

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

/// The failure of a cell that defines such a thing for later cells, or loads a crate that does.
pub fn refused(source: &str, listing: &Listing) -> Option<Failure> {
    macros(source, listing).or_else(|| source.lines().find_map(|line| crates(line, listing)))
}

/// The failure of a `:dep` of a crate of the learner's own with statics, unless all cells link it as one.
fn crates(line: &str, listing: &Listing) -> Option<Failure> {
    let dependency = line.trim().strip_prefix(":dep ")?;
    let (name, rest) = dependency.split_once('=')?;
    let path = rest.split_once("path")?.1.split('"').nth(1)?;
    let manifest = fs::read_to_string(Path::new(path).join("Cargo.toml")).ok()?;
    if manifest.contains("\"dylib\"") {
        return None;
    }
    let statics = statics_in(&Path::new(path).join("src"));
    let first = statics.first()?;
    Some(Failure::Compile(vec![CompileError {
        place: listing.place_of(line),
        code: None,
        message: format!(
            "of the statics of `{}`, such as `{first}`, every cell would have a copy of its own, without a word",
            name.trim()
        ),
        details: format!(
            "\n    {}\nwrite into {}/Cargo.toml that all cells are to share it:\n    [lib]\n    crate-type = [\"dylib\", \"rlib\"]",
            line.trim(),
            path
        ),
    }]))
}

/// The names of what is defined as `static` in the sources of a folder.
fn statics_in(folder: &Path) -> Vec<String> {
    let mut names = Vec::new();
    for path in fs::read_dir(folder).into_iter().flatten().flatten().map(|entry| entry.path()) {
        if path.is_dir() {
            names.extend(statics_in(&path));
        } else if path.extension().is_some_and(|ending| ending == "rs") {
            let source = fs::read_to_string(&path).unwrap_or_default();
            let words: Vec<&str> = tokens(&source)
                .filter(|(kind, _)| {
                    !matches!(
                        kind,
                        TokenKind::Whitespace | TokenKind::LineComment { .. } | TokenKind::BlockComment { .. }
                    )
                })
                .map(|(_, text)| text)
                .collect();
            for at in words.iter().enumerate().filter(|(_, word)| **word == "static").map(|(at, _)| at) {
                let name = at + 1 + usize::from(words.get(at + 1) == Some(&"mut"));
                if words.get(name + 1) == Some(&":") {
                    names.push(words[name].to_owned());
                }
            }
        }
    }
    names
}

fn macros(source: &str, listing: &Listing) -> Option<Failure> {
    let (mut depth, mut at) = (0, 0);
    let mut word = None;
    for (kind, text) in tokens(source) {
        match kind {
            TokenKind::OpenBrace => depth += 1,
            TokenKind::CloseBrace => depth -= 1,
            TokenKind::Bang if depth == 0 => {
                if let Some((name, advice)) = MACROS.iter().find(|(name, _)| word == Some(*name)) {
                    let line = source[..at].lines().next_back().unwrap_or_default().trim_start();
                    return Some(Failure::Compile(vec![CompileError {
                        place: listing.place_of(line),
                        code: None,
                        message: format!(
                            "of what `{name}!` defines, every cell would have a copy of its own, without a word"
                        ),
                        details: format!("\n{advice}"),
                    }]));
                }
            }
            _ => {}
        }
        at += text.len();
        if kind != TokenKind::Whitespace {
            word = Some(text);
        }
    }
    None
}
