//! From the type that the compiler names in a message to the one that a source can write.
//!
//! The compiler prints a type nearly as it is written. What differs: a number that nothing settles is `{integer}` or
//! `{float}`, a function's type ends with its name in braces, a closure is no more than its place, and lifetimes are left
//! out. What is kept between cells lives as long as the process, so every lifetime is `'static`.

use crate::tokens::tokens;
use ra_ap_rustc_lexer::TokenKind;
use serde::{Deserialize, Serialize};

/// What a variable is, as far as another cell is concerned.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Type {
    /// A cell can write it like this.
    Named(String),
    /// A cell cannot.
    Unnamed(Reason),
}

/// Why a type cannot be written.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Reason {
    Closure,
    /// A part of it is a closure; this is the whole as the compiler prints it.
    HoldsClosure(String),
    /// `impl …`, or holds one.
    Opaque(String),
    /// The code of an `async` block.
    Future,
    /// A part of it is a function itself. With a pointer to the function instead it would be this.
    HoldsFunction(String),
    /// Its crate keeps it to itself.
    Private(String),
    /// Its definition stands inside a function.
    Inside(String),
    /// Nothing in the cell says what it is.
    Unsettled,
}

/// How a closure's type begins, before the place where it stands.
const CLOSURE: &str = "{closure@";
/// What the compiler calls its own function for looking at a cell, in the path of a type that is defined in it.
const WRAPPER: &str = "evcxr_analysis_wrapper::";

impl Type {
    /// From the compiler's words.
    pub fn from_words(words: &str) -> Type {
        let words = words.replace("{integer}", "i32").replace("{float}", "f64");
        let Pointers { text: words, is_inside } = with_function_pointers(&words);
        if words.starts_with(CLOSURE) {
            return Type::Unnamed(Reason::Closure);
        }
        if words.contains(CLOSURE) {
            return Type::Unnamed(Reason::HoldsClosure(words));
        }
        if ["{async", "{coroutine", "{gen"].iter().any(|start| words.contains(start)) {
            return Type::Unnamed(Reason::Future);
        }
        if words == "!" {
            // It never comes to be kept, and whatever is said of it is right.
            return Type::Named("()".to_owned());
        }
        if let Some((_, rest)) = words.split_once(WRAPPER) {
            let path = rest.split([' ', ',', '<', '>', '(', ')', '[', ']', ';']).next().unwrap_or_default();
            return Type::Unnamed(Reason::Inside(path.rsplit("::").next().unwrap_or_default().to_owned()));
        }
        let has = |wanted: &str| tokens(&words).any(|(_, text)| text == wanted);
        if has("impl") {
            return Type::Unnamed(Reason::Opaque(words));
        }
        if has("_") {
            return Type::Unnamed(Reason::Unsettled);
        }
        let written = with_static_lifetimes(&words);
        match is_inside {
            true => Type::Unnamed(Reason::HoldsFunction(written)),
            false => Type::Named(written),
        }
    }
}

struct Pointers {
    text: String,
    /// Whether one of the functions is not the whole.
    is_inside: bool,
}

/// A function's own type, `fn(f64) -> f64 {f}`, as that of a pointer to it.
fn with_function_pointers(words: &str) -> Pointers {
    let (mut text, mut rest) = (String::new(), words);
    let mut is_inside = false;
    while let Some((before, name)) = rest.split_once(" {") {
        let length = up_to_the_closing_brace(name);
        let after = &rest[before.len() + 2 + length..];
        text.push_str(before);
        // Braces also hold values: `Matrix<{ 1 + 1 }>`.
        if name.starts_with(' ') || is_made_by_the_compiler(name) {
            text.push_str(&rest[before.len()..before.len() + 2 + length]);
        } else {
            is_inside |= !after.is_empty() || !is_function_as_a_whole(&text);
        }
        rest = after;
    }
    text.push_str(rest);
    Pointers { text, is_inside }
}

/// How much of a text that began with a brace belongs to it, the closing one included.
fn up_to_the_closing_brace(text: &str) -> usize {
    let mut open = 1;
    for (at, letter) in text.char_indices() {
        open += match letter {
            '{' => 1,
            '}' => -1,
            _ => 0,
        };
        if open == 0 {
            return at + 1;
        }
    }
    text.len()
}

/// Whether this, within braces, is a closure or the like.
fn is_made_by_the_compiler(name: &str) -> bool {
    ["closure@", "async", "coroutine", "gen"].iter().any(|start| name.starts_with(start))
}

fn is_function_as_a_whole(text: &str) -> bool {
    ["fn(", "unsafe fn(", "extern ", "unsafe extern ", "for<"].iter().any(|start| text.starts_with(start))
}

/// The type with `'static` wherever a lifetime is left out. Those that belong to a `for<'a>` have names.
pub fn with_static_lifetimes(text: &str) -> String {
    let mut written = String::with_capacity(text.len() + 16);
    let mut after_ampersand = false;
    for (kind, word) in tokens(text) {
        match kind {
            TokenKind::Lifetime { .. } if matches!(word, "'_" | "'{erased}" | "'?") => written.push_str("'static"),
            TokenKind::Lifetime { .. } => written.push_str(word),
            _ => {
                if after_ampersand {
                    written.push_str("'static ");
                }
                written.push_str(word);
            }
        }
        after_ampersand = kind == TokenKind::And;
    }
    written
}

/// Whether a type that a learner has written can be taken as it is: it consists of names that hide no lifetime and are
/// no abbreviations.
pub fn is_settled(written: &str) -> bool {
    const PLAIN: [&str; 29] = [
        "f32", "f64", "i8", "i16", "i32", "i64", "i128", "isize", "u8", "u16", "u32", "u64", "u128", "usize", "bool",
        "char", "String", "Vec", "Option", "Result", "Box", "HashMap", "HashSet", "BTreeMap", "BTreeSet", "VecDeque",
        "Rc", "Arc", "RefCell",
    ];
    tokens(written).all(|(kind, text)| match kind {
        TokenKind::Ident => PLAIN.contains(&text),
        TokenKind::And | TokenKind::Lifetime { .. } | TokenKind::Colon => false,
        _ => true,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn named(words: &str) -> String {
        match Type::from_words(words) {
            Type::Named(name) => name,
            other => panic!("{words}: {other:?}"),
        }
    }

    fn reason(words: &str) -> Reason {
        match Type::from_words(words) {
            Type::Unnamed(reason) => reason,
            other => panic!("{words}: {other:?}"),
        }
    }

    #[test]
    fn what_the_compiler_leaves_open_has_its_default() {
        assert_eq!(named("std::vec::Vec<({integer}, {float})>"), "std::vec::Vec<(i32, f64)>");
    }

    #[test]
    fn every_lifetime_is_static() {
        assert_eq!(named("&str"), "&'static str");
        assert_eq!(named("&&mut [f64]"), "&'static &'static mut [f64]");
        assert_eq!(named("std::slice::Iter<'_, f64>"), "std::slice::Iter<'static, f64>");
        assert_eq!(named("&'static str"), "&'static str");
        assert_eq!(named("for<'a> fn(&'a str) -> &'a str"), "for<'a> fn(&'a str) -> &'a str");
    }

    #[test]
    fn a_function_is_kept_by_a_pointer_to_it() {
        assert_eq!(named("fn(f64) -> f64 {hole}"), "fn(f64) -> f64");
        assert_eq!(named("for<'a> fn(&'a str) {std::mem::drop::<&'a str>}"), "for<'a> fn(&'a str)");
        assert_eq!(named("fn(f64) -> f64 {std::f64::<impl f64>::sin}"), "fn(f64) -> f64");
        assert_eq!(named("fn(i32) {f::<{closure@src/lib.rs:3:9: 3:12}>}"), "fn(i32)");
        assert_eq!(reason("(fn(f64) -> f64 {hole}, i32)"), Reason::HoldsFunction("(fn(f64) -> f64, i32)".to_owned()));
    }

    #[test]
    fn what_has_no_name_says_why() {
        assert_eq!(reason("{closure@src/lib.rs:3:9: 3:12}"), Reason::Closure);
        assert!(matches!(
            reason("std::iter::Map<std::ops::Range<i32>, {closure@a.rs:1:1: 1:2}>"),
            Reason::HoldsClosure(_)
        ));
        assert!(matches!(reason("impl std::iter::Iterator<Item = f64>"), Reason::Opaque(_)));
        assert_eq!(reason("std::vec::Vec<_>"), Reason::Unsettled);
        assert_eq!(reason("{async block@src/lib.rs:3:9: 3:14}"), Reason::Future);
        assert_eq!(named("!"), "()");
        let inside = "std::vec::Vec<evcxr_analysis_wrapper::{closure#0}::Inner>";
        assert_eq!(reason(inside), Reason::Inside("Inner".to_owned()));
    }

    #[test]
    fn only_plain_written_types_are_taken_as_they_are() {
        for plain in ["f64", "Vec<(i32, f64)>", "[f64; 3]", "Option<Box<f64>>"] {
            assert!(is_settled(plain), "{plain}");
        }
        for other in ["&str", "Chars", "Vec<_>", "std::slice::Iter<f64>", "Box<dyn Fn(f64) -> f64>"] {
            assert!(!is_settled(other), "{other}");
        }
    }
}
