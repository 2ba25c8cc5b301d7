//! What a cell reaches of all that was defined before it.
//!
//! evcxr compiles every cell together with all functions of earlier cells, and has it take all variables from their
//! store and put them back. A function whose name stands nowhere, and a variable whose name stands nowhere, change
//! nothing about the cell. Without them it compiles faster, and it is still the same cell when more has been
//! defined since. A variable that is not taken stays in the store as it is.
//!
//! Names inside texts count, because `"{x}"` reads `x`. All items but plain functions stay: implementations
//! reach further than their names. A source that includes another file, whose names are not seen, stays whole. A name
//! that a procedural macro puts together is not seen either; a compilation that misses a name is therefore tried again
//! with everything.

use super::canonical::{EVCXR_STORE, FUNCTION, LEFT_OUT, VARIABLE, items};
use super::statements::variables;
use crate::tokens::tokens;
use ra_ap_rustc_lexer::TokenKind;
use std::collections::{BTreeSet, HashMap};

/// evcxr's own items, in which no name of a learner's stands.
const EVCXR_OWN: [&str; 2] = [EVCXR_STORE, "EvcxrUserCodeError {"];

/// The macro that brings names from elsewhere.
const INCLUDE: &str = "include";

/// The source that was generated for `cell` without what that does not reach; the rest keeps its lines. What the cell
/// defines itself is reached: it is to be checked.
pub fn reached(source: &str, cell: &str) -> String {
    let (before, function) = source.split_at(source.rfind(FUNCTION).unwrap_or(0));
    let stored: BTreeSet<&str> = function.lines().filter_map(taken_variable).collect();
    // What evcxr writes around the cell names no function of the learner's, though one may be called as something in it.
    let Some(Reached { items, names }) = reached_items(before, words(cell)) else {
        return source.to_owned();
    };
    let anew = made_anew(cell);
    let mut reached = items;
    for line in function.split_inclusive('\n') {
        let stays = variable(line).is_none_or(|name| {
            let is_put = line.contains(VARIABLE[2]);
            !stored.contains(name) || names.contains(name) && (is_put || !anew.contains(name))
        });
        reached.push_str(if stays { line } else { LEFT_OUT });
    }
    reached
}

/// The variables that a cell makes without a look at one of the same name that was there before: a type that was defined anew
/// may have left that behind as nothing that could be taken.
fn made_anew(cell: &str) -> BTreeSet<String> {
    variables(cell).into_iter().filter(|name| words(cell).filter(|word| word == name).count() == 1).collect()
}

/// What is reached of the items of a module.
pub struct Reached<'a> {
    /// Those items, at their lines.
    pub items: String,
    /// Everything that is named.
    pub names: BTreeSet<&'a str>,
}

/// The items of `module` that a code with these names reaches. `None`: beside an included file, that cannot be told.
pub fn reached_items<'a>(module: &'a str, names: impl Iterator<Item = &'a str>) -> Option<Reached<'a>> {
    let items: Vec<(&str, Option<&str>)> =
        items(module).into_iter().map(|item| (item, name_of_plain_function(item))).collect();
    let mut names: BTreeSet<&str> = names.collect();
    let mut unread: HashMap<&str, &str> = HashMap::new();
    for (item, function) in &items {
        match function {
            Some(name) => {
                unread.insert(name, item);
            }
            None if EVCXR_OWN.iter().any(|own| item.contains(own)) => {}
            None => names.extend(words(item)),
        }
    }
    while let Some(name) = unread.keys().copied().find(|name| names.contains(name)) {
        names.extend(unread.remove(name).into_iter().flat_map(words));
    }
    if names.contains(INCLUDE) {
        return None;
    }
    let mut reached = String::with_capacity(module.len());
    for (item, function) in items {
        if function.is_none_or(|name| names.contains(name)) {
            reached.push_str(item);
        } else {
            // The lines after it keep their numbers.
            reached.extend(item.chars().filter(|letter| *letter == '\n'));
        }
    }
    Some(Reached { items: reached, names })
}

/// The name of an item that is a function without attributes.
fn name_of_plain_function(item: &str) -> Option<&str> {
    let mut words = tokens(item).filter(|(kind, _)| {
        !matches!(
            kind,
            TokenKind::Whitespace
                | TokenKind::LineComment { doc_style: None }
                | TokenKind::BlockComment { doc_style: None, .. }
        )
    });
    words.find(|(_, text)| !["pub", "const", "unsafe", "async"].contains(text)).filter(|(_, text)| *text == "fn")?;
    words.next().filter(|(kind, _)| *kind == TokenKind::Ident).map(|(_, name)| name)
}

/// The variable of a line by which evcxr handles one.
fn variable(line: &str) -> Option<&str> {
    let is_one = VARIABLE.iter().any(|mark| line.contains(mark));
    line.split_once("(stringify!(").filter(|_| is_one)?.1.split_once(')').map(|(name, _)| name)
}

/// The variable, of an earlier cell, that this line takes from the store.
fn taken_variable(line: &str) -> Option<&str> {
    variable(line).filter(|_| line.contains(VARIABLE[1]))
}

/// Whether this name stands in a source and no longer in what is reached of it, or another one that the compiler may
/// take it for.
pub fn leaves_out(name: &str, source: &str, reached: &str) -> bool {
    let reached: BTreeSet<&str> = words(reached).collect();
    words(source).any(|word| resembles(word, name) && !reached.contains(word))
}

/// Whether one of two names may be a slip of the pen for the other.
fn resembles(one: &str, other: &str) -> bool {
    let alike = one.chars().next() == other.chars().next() || one.chars().last() == other.chars().last();
    one == other || alike && one.len().min(other.len()) > 2 && one.len().abs_diff(other.len()) <= 2
}

/// Whatever could be a name, wherever it stands.
pub fn words(text: &str) -> impl Iterator<Item = &str> {
    text.split(|letter: char| !letter.is_alphanumeric() && letter != '_').filter(|word| !word.is_empty())
}

#[cfg(test)]
mod tests {
    use super::super::canonical::tests::generated;
    use super::*;

    fn cell(items: &str, code: &str) -> String {
        generated(&[items], &["x", "y"], code, 1)
    }

    #[test]
    fn what_is_named_stays_and_what_that_names() {
        let source = cell("fn f(a: f64) -> f64 {\n    g(a)\n}\nfn g(a: f64) -> f64 { a }\nfn h() {}", "f(x);");
        let reached = reached(&source, "f(x);");
        assert!(reached.contains("fn f(") && reached.contains("fn g(") && !reached.contains("fn h("), "{reached}");
        assert_eq!(reached.matches("stringify!(x)").count(), 3);
        assert_eq!(reached.matches("stringify!(y)").count(), 0);
        assert_eq!(source.lines().count(), reached.lines().count());
    }

    #[test]
    fn what_a_wrong_name_may_mean_is_known() {
        let reached = "fn f() {}\nfn remains() {}";
        let source = format!("{reached}\nfn speed() {{}}\nfn h() {{}}");
        let is_left_out = |name| leaves_out(name, &source, reached);
        assert!(is_left_out("speed") && is_left_out("sped") && is_left_out("h"));
        assert!(!is_left_out("f") && !is_left_out("remains") && !is_left_out("g") && !is_left_out("cos"));
    }

    #[test]
    fn what_the_cell_defines_stays() {
        assert!(reached(&cell("fn h() {}", ""), "fn h() {}").contains("fn h()"));
    }

    #[test]
    fn beside_an_included_file_everything_stays() {
        let source = cell("fn h() {}", "include!(\"other.rs\");");
        assert_eq!(reached(&source, "include!(\"other.rs\")"), source);
    }

    #[test]
    fn a_name_in_a_text_counts() {
        let own = "println!(\"{y}\");";
        assert!(reached(&cell("", own), own).contains("take_variable::<f64>(stringify!(y))"));
    }

    #[test]
    fn what_evcxr_writes_around_a_cell_names_nothing() {
        let source = cell("fn vars_ok() {}", "1;");
        assert!(!reached(&source, "1;").contains("fn vars_ok"));
    }

    #[test]
    fn a_variable_that_is_made_anew_is_put_and_not_taken() {
        let marks = |own: &str| {
            let reached = reached(&cell("", own), own);
            VARIABLE.map(|mark| reached.lines().any(|line| line.contains(mark) && line.contains("(x)")))
        };
        assert_eq!(marks("let x = 1.0;"), [false, false, true]);
        assert_eq!(marks("let (x, z) = (1.0, y);"), [false, false, true]);
        for own in ["let x = x + 1.0;", "let x = 1.0; f(x)", "{ let x = 1.0; }", "if let Some(x) = y {}", "x"] {
            assert_eq!(marks(own), [true, true, true], "{own}");
        }
    }

    #[test]
    fn a_variable_that_the_cell_makes_is_put_into_the_store() {
        let new = "evcxr_variable_store.put_variable::<f64>(stringify!(z), z);";
        assert!(reached(&cell("", &format!("let z = 1.0;\n{new}")), "").contains(new));
    }

    #[test]
    fn whatever_reaches_further_than_its_name_stays() {
        let items = "struct S;\nimpl Drop for S { fn drop(&mut self) { at_the_end() } }\nfn at_the_end() {}\n\
            #[inline] fn marked() {}\nmacro_rules! m { () => { called_by_m() } }\nfn called_by_m() {}\nconst C: f64 = from_c();\n\
            const fn from_c() -> f64 { 1.0 }";
        let source = cell(items, "m!();");
        let reached = reached(&source, "");
        for name in ["struct S", "impl Drop", "fn at_the_end", "fn marked", "fn called_by_m", "const fn from_c"] {
            assert!(reached.contains(name), "{name} is missing:\n{reached}");
        }
    }
}
