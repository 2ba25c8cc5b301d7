//! What the Tab key and Shift-Tab answer.
//!
//! ```text
//! the cell ── where is the cursor (`cursor`) ── which names are known there (`scope`, `own`)
//!                  │                                   │
//!             what is before the dot (`receiver`)   what do they mean (`library`, on the shelves of the `index`)
//!                  │ its type, from the compiler       │
//!             what can it do (`members`) ──── the answer (`complete`, `describe`)
//! ```

mod complete;
mod cursor;
mod describe;
pub mod index;
mod library;
mod members;
mod own;
mod read;
mod receiver;
mod scope;
mod shelves;
mod ty;
mod words;

pub use complete::Completion;
pub use describe::Description;
pub use index::make::{MAKE_SHELF, role};
pub use shelves::{Crate, Store, crates};

use crate::tokens::closed_after;
use cursor::{Place, PlaceKind, place, without_commands};
use library::Library;
use scope::Scope;
use std::ops::Range;
use ty::Ty;

/// A cell that is being written, among what is there already.
pub struct Question<'a> {
    pub cell: &'a str,
    /// The cursor, in bytes.
    pub cursor: usize,
    /// A source up to the place where a cell goes: the items of earlier cells, and a function with their variables.
    pub before: &'a str,
    pub crates: &'a [Crate],
}

/// The compiler: says the type of the expression in this part of a source, whatever follows it.
pub type Compiler<'a> = dyn FnMut(&str, Range<usize>) -> Option<String> + 'a;

/// What may stand at the cursor, and the bytes of the cell in whose place.
pub fn complete(store: &Store, question: &Question, compiler: &mut Compiler) -> (Range<usize>, Vec<Completion>) {
    let place = place(question.cell, question.cursor);
    let range = place.start..question.cursor;
    if place.kind == PlaceKind::Nothing {
        return (range, Vec::new());
    }
    let scope = scope_of(question, place.start);
    let shelves = store.shelves(question.crates);
    let names = names_of(question.crates);
    let library = Library::new(&scope, &shelves, &names);
    let receiver = match place.kind {
        PlaceKind::Member { dot } => receiver_type(question, &scope, dot, compiler),
        _ => None,
    };
    (range, complete::completions(&library, &place, receiver.as_ref().map(|(ty, _)| ty)))
}

/// What the word at the cursor means.
pub fn describe(store: &Store, question: &Question, compiler: &mut Compiler) -> Option<Description> {
    // Behind the mark of a macro, the macro is meant.
    let is_behind_mark = question.cell[..question.cursor].ends_with('!');
    let question = &Question { cursor: question.cursor - usize::from(is_behind_mark), ..*question };
    let place = place(question.cell, question.cursor);
    let place = if place.kind == PlaceKind::Nothing { new_name(question)? } else { place };
    let is_macro =
        question.cell[question.cursor..].starts_with('!') && !question.cell[question.cursor..].starts_with("!=");
    let scope = scope_of(question, place.start);
    let shelves = store.shelves(question.crates);
    let names = names_of(question.crates);
    let library = Library::new(&scope, &shelves, &names);
    let is_new = place.kind == PlaceKind::Nothing;
    let ty = match place.kind {
        PlaceKind::Member { dot } => receiver_type(question, &scope, dot, compiler),
        PlaceKind::Word | PlaceKind::Nothing => variable_type(question, &scope, &place, is_new, compiler),
        _ => None,
    };
    describe::description(&library, &place, is_macro, ty.as_ref().map(|(ty, words)| (ty, words.as_str())))
}

fn names_of(crates: &[Crate]) -> Vec<String> {
    std::iter::once("std".to_owned()).chain(crates.iter().map(|one| one.name.clone())).collect()
}

/// A new name in a `let`, under the cursor.
fn new_name(question: &Question) -> Option<Place> {
    let before = &question.cell[..question.cursor];
    let start = before
        .rfind(|letter: char| !letter.is_alphanumeric() && letter != '_')
        .map_or(0, |at| at + before[at..].chars().next().map_or(1, char::len_utf8));
    let word = before[start..].to_owned();
    // Letters in a text are no name.
    let is_name = word.starts_with(|letter: char| letter.is_alphabetic() || letter == '_')
        && ["let ", "mut "]
            .iter()
            .any(|keyword| before[..start].trim_end_matches(' ').len() < start && before[..start].ends_with(keyword));
    is_name.then_some(Place { word, start, kind: PlaceKind::Nothing })
}

/// What is known in the cell at `at`, where something can stand.
fn scope_of(question: &Question, at: usize) -> Scope {
    let cell = without_commands(question.cell);
    let source = format!("{}{}", question.before, closed_after(&cell, at..at, ("calculus_here", "")));
    Scope::at(&format!("{source}\n}}"), question.before.len(), question.before.len() + at + 1)
}

/// The type of what is before a dot, and the compiler's words for it.
fn receiver_type(question: &Question, scope: &Scope, dot: usize, compiler: &mut Compiler) -> Option<(Ty, String)> {
    let cell = without_commands(question.cell);
    let start = receiver::start(&cell, dot)?;
    if let Some(known) = kept_type(scope, cell[start..dot].trim()) {
        return Some(known);
    }
    asked(question, &cell, start..dot, compiler)
}

/// The type of the variable that a word names.
fn variable_type(
    question: &Question,
    scope: &Scope,
    place: &Place,
    is_new: bool,
    compiler: &mut Compiler,
) -> Option<(Ty, String)> {
    let cell = without_commands(question.cell);
    let word = place.start..place.start + place.word.len();
    if is_new {
        // It can be asked once its statement is over.
        let end = question.cursor + cell[question.cursor..].find(';')? + 1;
        let name = &place.word;
        return asked(question, &format!("{}\n{name}", &cell[..end]), end + 1..end + 1 + name.len(), compiler);
    }
    if !scope.variables.iter().any(|variable| variable.name == place.word) {
        return None;
    }
    kept_type(scope, &place.word).or_else(|| asked(question, &cell, word, compiler))
}

/// The type of a variable of an earlier cell, which needs no compiler.
fn kept_type(scope: &Scope, name: &str) -> Option<(Ty, String)> {
    let variable = scope.variables.iter().find(|variable| variable.name == name).filter(|variable| variable.is_kept)?;
    let words = variable.ty.clone()?;
    Some((read::ty(&words), words))
}

fn asked(question: &Question, cell: &str, range: Range<usize>, compiler: &mut Compiler) -> Option<(Ty, String)> {
    let before = question.before.len();
    let source = format!("{}{cell}\n}}", question.before);
    let words = compiler(&source, before + range.start..before + range.end)?;
    Some((read::ty(&words), words.replace("{float}", "f64").replace("{integer}", "i32")))
}
