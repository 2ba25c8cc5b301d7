//! The source that evcxr generates for a cell, in a form that is the same for the same cell.
//!
//! evcxr writes the items and the variables of earlier cells in the order of a hash map, which differs from run to
//! run, and numbers the function that it calls. The order of items means nothing in Rust, and neither does the order
//! in which variables are taken from their store and put back. What the learner wrote keeps its order.
//!
//! It also writes `use calculus::prelude::*;` once more each time that the cell with that line has run. A second import
//! of everything from the same place means nothing either. (Of a single name it would be an error.)

use crate::tokens::tokens;
use ra_ap_rustc_lexer::TokenKind;
use std::borrow::Cow;

/// The name that a cell's function gets in place of evcxr's numbered one.
pub const ENTRY: &str = "calculus_cell";
/// A source of a cell that does nothing.
pub const ENTRY_ALONE: &str = "#[unsafe(no_mangle)]\npub extern \"C\" fn calculus_cell(x: *mut u8) -> *mut u8 { x }\n";
/// What stands before the function that evcxr calls, and its name without the number.
pub const FUNCTION: &str = "#[unsafe(no_mangle)]\npub extern \"C\" fn ";
const NUMBERED: &str = "run_user_code_";
/// Where evcxr's store of variables begins and ends, and ours.
pub const EVCXR_STORE: &str = "mod evcxr_internal_runtime {\n";
const END_OF_STORE: &str = "\n}\n#[unsafe(no_mangle)]\n";
pub const RUNTIME: &str = include_str!("runtime.rs");
/// The line by which a cell says that it has panicked. Ours is one that nobody prints by chance.
const SAYS_PANIC: &str = "    println!(\"EVCXR_PANIC_NOTIFICATION\");";
const SAYS_PANIC_MARKED: &str = "    println!(\"\\u{1}EVCXR_PANIC_NOTIFICATION\");";
/// A line in the place of one that the cell does not reach.
pub const LEFT_OUT: &str = "// calculus: not reached\n";
/// What stands in each of the lines in which evcxr looks at variables, takes them from their store, and puts them back.
pub const VARIABLE: [&str; 3] = [
    "evcxr_variable_store.check_variable::<",
    "= evcxr_variable_store.take_variable::<",
    "evcxr_variable_store.put_variable::<",
];

/// The same source with a function that is called [`ENTRY`], and with an empty place for our store of variables, which is
/// the same for every cell and need not be read each time. The lines of everything are as they were. `None` if it is not
/// what evcxr generates.
pub fn with_entry(source: &str) -> Option<String> {
    let at = source.rfind(&format!("{FUNCTION}{NUMBERED}"))? + FUNCTION.len();
    let rest = source[at + NUMBERED.len()..].trim_start_matches(|letter: char| letter.is_ascii_digit());
    rest.starts_with('(').then(|| format!("{}{ENTRY}{}", without_store(&source[..at]), with_marked_words(rest)))
}

/// The function with the word for a panic marked. It stands after the learner's own lines.
fn with_marked_words(function: &str) -> String {
    match function.rfind(SAYS_PANIC) {
        Some(at) => format!("{}{SAYS_PANIC_MARKED}{}", &function[..at], &function[at + SAYS_PANIC.len()..]),
        None => function.to_owned(),
    }
}

fn without_store(items: &str) -> String {
    let Some((before, rest)) = items.split_once(EVCXR_STORE) else { return items.to_owned() };
    let Some((theirs, after)) = rest.split_once(END_OF_STORE) else { return items.to_owned() };
    let lines = lines(theirs);
    if lines < self::lines(RUNTIME) {
        return items.to_owned();
    }
    format!("{before}{EVCXR_STORE}{}{END_OF_STORE}{after}", "\n".repeat(lines))
}

/// The source as the compiler is to have it: with our store of variables at the place that was left for it.
pub fn with_store(source: &str) -> Cow<'_, str> {
    let place = "\n".repeat(lines(RUNTIME));
    let filled = source.split_once(EVCXR_STORE).and_then(|(before, after)| {
        let after = after.strip_prefix(&place)?;
        Some(format!("{before}{EVCXR_STORE}{RUNTIME}{after}"))
    });
    filled.map_or(Cow::Borrowed(source), Cow::Owned)
}

fn lines(text: &str) -> usize {
    text.matches('\n').count()
}

/// What the source says, without the order that has no meaning. For comparing, not for compiling.
pub fn canonical(source: &str) -> String {
    let (items, function) = source.split_at(source.rfind(FUNCTION).unwrap_or(0));
    canonical_items(items) + &with_sorted_variables(function)
}

/// What the items of a module say.
pub fn canonical_items(module: &str) -> String {
    let mut items: Vec<&str> = items(module).into_iter().map(str::trim).filter(|item| !item.is_empty()).collect();
    items.sort_unstable();
    items.dedup_by(|one, other| one == other && is_import_of_everything(one));
    // With their lengths, so that two lists of items never read the same when put together.
    items.iter().map(|item| format!("{} {item}\n", item.len())).collect()
}

/// The items of a module, one by one, each with the white space before it. Together they are the source.
pub fn items(source: &str) -> Vec<&str> {
    let mut items = Vec::new();
    let (mut start, mut at, mut depth) = (0, 0, 0usize);
    // The words that say what kind of item it is.
    let mut words: Vec<&str> = Vec::new();
    for (kind, text) in tokens(source) {
        at += text.len();
        let mut ends = false;
        match kind {
            TokenKind::OpenBrace | TokenKind::OpenParen | TokenKind::OpenBracket => depth += 1,
            TokenKind::CloseParen => depth = depth.saturating_sub(1),
            TokenKind::CloseBracket => {
                depth = depth.saturating_sub(1);
                // An attribute of the whole module; others belong to what follows them.
                ends = depth == 0 && source[start..].trim_start().starts_with("#![");
            }
            TokenKind::CloseBrace => {
                depth = depth.saturating_sub(1);
                ends = depth == 0 && !ends_with_a_semicolon(&words);
            }
            TokenKind::Semi => ends = depth == 0,
            TokenKind::Ident if depth == 0 => words.push(text),
            _ => {}
        }
        if ends {
            items.push(&source[start..at]);
            start = at;
            words.clear();
        }
    }
    items.push(&source[start..]);
    items
}

fn is_import_of_everything(item: &str) -> bool {
    item.starts_with("use ") && item.ends_with("::*;")
}

/// Whether an item that begins with these words may hold braces before its end.
fn ends_with_a_semicolon(words: &[&str]) -> bool {
    let mut words = words.iter().skip_while(|word| **word == "pub");
    match (words.next(), words.next()) {
        (Some(&"const"), Some(&("fn" | "unsafe" | "extern" | "async"))) => false,
        (Some(&"extern"), Some(&"crate")) => true,
        (Some(&("const" | "static" | "use" | "type")), _) => true,
        _ => false,
    }
}

fn with_sorted_variables(function: &str) -> String {
    let lines: Vec<&str> = function.lines().filter(|line| *line != LEFT_OUT.trim_end()).collect();
    let kind = |line: &&&str| VARIABLE.iter().position(|mark| line.contains(mark));
    let mut sorted = Vec::with_capacity(lines.len());
    for run in lines.chunk_by(|one, other| kind(&one).is_some() && kind(&one) == kind(&other)) {
        let mut run = run.to_vec();
        run.sort_unstable();
        sorted.extend(run);
    }
    sorted.join("\n")
}

#[cfg(test)]
pub mod tests {
    use super::*;

    /// A source as evcxr generates it, with variables of the type `f64`.
    pub fn generated(items: &[&str], variables: &[&str], cell: &str, number: u32) -> String {
        let lines = |make: fn(&str) -> String| variables.iter().map(|name| make(name)).collect::<String>();
        let items = format!("#![allow(unused_imports, dead_code)]\n{}", items.join("\n"));
        let check =
            lines(|name| format!("vars_ok &= evcxr_variable_store.check_variable::<f64>(stringify!({name}));\n"));
        let take =
            lines(|name| format!("let {name} = evcxr_variable_store.take_variable::<f64>(stringify!({name}));\n"));
        let put = lines(|name| format!("evcxr_variable_store.put_variable::<f64>(stringify!({name}), {name});\n"));
        format!("{items}\n{FUNCTION}{NUMBERED}{number}(\n{check}{take}{cell}\n{put}}}\n")
    }

    fn key(source: &str) -> String {
        canonical(&with_entry(source).unwrap())
    }

    #[test]
    fn order_and_number_do_not_matter() {
        let one = generated(&["fn f() {}", "use a::{b, c};", "struct S { x: f64 }"], &["x", "y"], "f();", 4);
        let other = generated(&["struct S { x: f64 }", "fn f() {}", "use a::{b, c};"], &["y", "x"], "f();", 17);
        assert_eq!(key(&one), key(&other));
    }

    #[test]
    fn a_second_import_of_everything_does_not_matter_and_of_one_name_it_does() {
        let of = |items: &[&str]| key(&generated(items, &[], "f();", 1));
        assert_eq!(of(&["use a::*;", "use b::*;", "use a::*;"]), of(&["use a::*;", "use b::*;"]));
        assert_ne!(of(&["use a::*;", "use b::*;"]), of(&["use a::*;"]));
        assert_ne!(of(&["use a::b;", "use a::b;"]), of(&["use a::b;"]));
    }

    #[test]
    fn whatever_means_something_does() {
        let base = key(&generated(&["fn f() { a() }", "fn g() { b() }"], &["x"], "f();\ng();", 1));
        let others = [
            generated(&["fn f() { b() }", "fn g() { a() }"], &["x"], "f();\ng();", 1),
            generated(&["fn f() { a() }", "fn g() { b() }"], &["x"], "g();\nf();", 1),
            generated(&["fn f() { a() }", "fn g() { b() }"], &["y"], "f();\ng();", 1),
            generated(&["fn f() { a() }"], &["x"], "f();\ng();", 1),
        ];
        for other in others {
            assert_ne!(base, key(&other));
        }
    }

    #[test]
    fn the_pieces_of_an_item_stay_together() {
        let items = "#[derive(Clone)]\nstruct P { x: f64 }\nconst A: P = P { x: { 1.0 } + B };\npub const fn h() {}\nuse a::{b};\nstruct U;";
        let pieces: Vec<&str> = super::items(items).into_iter().map(str::trim).collect();
        assert_eq!(pieces.len(), 6, "{pieces:?}");
        assert!(pieces.contains(&"const A: P = P { x: { 1.0 } + B };"), "{pieces:?}");
        let swapped = "static A: f64 = { 1.0 } + B;\nstatic C: f64 = { 2.0 } - D;";
        assert_eq!(super::items(swapped).len(), 3, "two items and what follows them");
    }

    #[test]
    fn our_store_takes_no_more_lines_than_evcxrs() {
        let theirs = "\n".repeat(80);
        let source = format!("fn f() {{}}\n{EVCXR_STORE}{theirs}{END_OF_STORE}pub extern \"C\" fn {NUMBERED}1(\n)");
        let read = with_entry(&source).unwrap();
        let compiled = with_store(&read);
        assert!(!read.contains("struct VariableStore") && compiled.contains("struct VariableStore"));
        assert_eq!([read.lines().count(), compiled.lines().count()], [source.lines().count(); 2]);
        assert_eq!(with_store("fn f() {}"), "fn f() {}");
    }

    #[test]
    fn a_source_of_another_kind_is_refused() {
        assert_eq!(with_entry("fn main() {}"), None);
        assert_eq!(with_entry("#[unsafe(no_mangle)]\npub extern \"C\" fn run_user_code_x()"), None);
    }
}
