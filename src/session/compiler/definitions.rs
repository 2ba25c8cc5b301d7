//! What each cell defines, so that a cell that was changed and runs again replaces all that it had defined.
//!
//! evcxr keeps every function, type and import that it was ever given, until another one comes with the same name. A cell
//! in which a function is renamed would leave the old name behind. So it is noted here which cell has defined what: its
//! client names it by an id, which stays while the cell is edited. What only an earlier state of a cell had defined is
//! taken out of every source.
//!
//! With a type goes what cannot be without it: its implementations in other cells, and the variables that hold it.

use super::canonical::{LEFT_OUT, VARIABLE, items};
use super::messages::Conflict;
use super::reach::words;
use super::statements::{blank, statements};
use super::superseded::Superseded;
use crate::tokens::in_words;
use ra_ap_syntax::AstNode;
use ra_ap_syntax::ast::{self, HasName};
use std::collections::{BTreeSet, HashMap};

/// evcxr's commands that forget everything.
const CLEAR: &str = ":clear";

#[derive(Default)]
pub struct Definitions {
    cells: Vec<Cell>,
    /// The cell that is compiled or runs now, by its place, and what was there before.
    current: Option<(usize, Option<Cell>)>,
    /// The items that a cell has defined in an earlier state. Another one may define them still.
    replaced: BTreeSet<String>,
    /// The calls in other cells in whose place the current one defines something, each with its cell.
    displaced: Vec<(usize, String)>,
    /// The implementations that others have in other words.
    superseded: Superseded,
    /// The calls of macros in the current cell, and of those that were looked at, whether they make items.
    pub known: HashMap<String, Option<bool>>,
}

/// A cell in its last state.
#[derive(Clone, Default)]
struct Cell {
    id: Option<String>,
    items: BTreeSet<String>,
    /// The calls of macros that make items.
    invocations: Vec<String>,
}

impl Definitions {
    /// A cell is to be compiled. Without an `id` it is a new one.
    pub fn begin(&mut self, id: Option<&str>, source: &str) {
        if source.lines().any(|line| line.trim() == CLEAR) {
            *self = Definitions::default();
        }
        self.known.clear();
        let cell = Cell { id: id.map(str::to_owned), items: defined(source), invocations: Vec::new() };
        self.superseded.come_back(&cell.items);
        let before = id.and_then(|id| self.cells.iter().position(|cell| cell.id.as_deref() == Some(id)));
        self.current = Some(match before {
            Some(at) => {
                let before = std::mem::replace(&mut self.cells[at], cell);
                self.replaced.extend(before.items.iter().cloned());
                (at, Some(before))
            }
            None => {
                self.cells.push(cell);
                (self.cells.len() - 1, None)
            }
        });
    }

    /// The cell has ended. One that has failed has defined nothing: everything is as it was before.
    pub fn end(&mut self, went_well: bool) {
        let Some((at, before)) = self.current.take() else { return };
        let displaced = std::mem::take(&mut self.displaced);
        if went_well {
            if self.cells[at].items.is_empty() && self.cells[at].invocations.is_empty() {
                // Most cells only compute. There may be many of them.
                self.cells.remove(at);
            }
            return;
        }
        for (at, invocation) in displaced {
            self.cells[at].invocations.push(invocation);
        }
        match before {
            Some(before) => self.cells[at] = before,
            None => drop(self.cells.remove(at)),
        }
    }

    /// The calls of macros in other cells, whose items a cell has that does not call them itself.
    pub fn invocations(&self) -> Vec<String> {
        let current = self.current.as_ref().map(|(at, _)| *at);
        let others = self.cells.iter().enumerate().filter(|(at, _)| Some(*at) != current);
        let mut all: Vec<String> = Vec::new();
        for invocation in others.flat_map(|(_, cell)| &cell.invocations) {
            if !all.contains(invocation) && !self.known.contains_key(invocation) {
                all.push(invocation.clone());
            }
        }
        all
    }

    /// What the current cell defines takes the place of what these calls in other cells make. Says whether there are any.
    pub fn displaces(&mut self, calls: &[String]) -> bool {
        let current = self.current.as_ref().map(|(at, _)| *at);
        let is_one = |invocation: &String| {
            calls.iter().any(|call| invocation.trim_end_matches(';') == call.trim_end_matches(';'))
        };
        let before = self.displaced.len();
        for (at, cell) in self.cells.iter_mut().enumerate().filter(|(at, _)| Some(*at) != current) {
            self.displaced
                .extend(cell.invocations.extract_if(.., |invocation| is_one(invocation)).map(|call| (at, call)));
        }
        self.displaced.len() > before
    }

    /// What the current cell implements takes the place of what it conflicts with. Says whether there is any.
    pub fn supersedes(&mut self, source: &str, conflicts: &[Conflict]) -> bool {
        let Some((at, _)) = self.current else { return false };
        self.superseded.give_way(source, conflicts, &self.cells[at].items)
    }

    /// What the current cell defines leaves no room for these implementations of other cells: gives their first lines.
    pub fn leaves_no_room_for(&mut self, source: &str, broken: &[(usize, usize)]) -> Vec<String> {
        let Some((at, _)) = self.current else { return Vec::new() };
        self.superseded.give_way_where_broken(source, broken, &self.cells[at].items)
    }

    /// The types that a changed cell had defined and nobody defines any more.
    pub fn types_that_are_gone(&self) -> BTreeSet<String> {
        let live: BTreeSet<&String> = self.cells.iter().flat_map(|cell| &cell.items).collect();
        let names = |items: BTreeSet<&String>| -> BTreeSet<String> {
            items.into_iter().filter_map(|item| type_name(item)).map(str::to_owned).collect()
        };
        let gone = names(self.replaced.iter().filter(|item| !live.contains(item)).collect());
        gone.difference(&names(live)).cloned().collect()
    }

    /// The current cell has these calls of macros that make items.
    pub fn makes(&mut self, invocations: Vec<String>) {
        if let Some((at, _)) = self.current {
            self.cells[at].invocations = invocations;
        }
    }

    /// The source without what is defined no more. Everything else stands where it stood.
    pub fn still_there(&self, source: &str) -> String {
        let live: BTreeSet<&String> = self.cells.iter().flat_map(|cell| &cell.items).collect();
        let gone: BTreeSet<&String> = self.replaced.iter().filter(|item| !live.contains(item)).collect();
        if gone.is_empty() && self.superseded.is_empty() {
            return source.to_owned();
        }
        let types = self.types_that_are_gone();
        let mut text = String::with_capacity(source.len());
        for item in items(source) {
            let words = in_words(item);
            let is_out =
                gone.contains(&words) || header_of_implementation(&words).is_some_and(|header| names(header, &types));
            let rest = if is_out { Some(blank(item)) } else { self.superseded.without(item, &words, &live) };
            text.push_str(rest.as_deref().unwrap_or(item));
        }
        if types.is_empty() {
            return text;
        }
        text.split_inclusive('\n').map(|line| if holds_one(line, &types) { LEFT_OUT } else { line }).collect()
    }
}

/// Whether a line handles a variable of one of these types.
fn holds_one(line: &str, types: &BTreeSet<String>) -> bool {
    let of =
        |mark: &&str| line.split_once(*mark).and_then(|(_, rest)| rest.split_once(">(stringify!(")).map(|(ty, _)| ty);
    VARIABLE.iter().find_map(of).is_some_and(|ty| names(ty, types))
}

fn names(text: &str, types: &BTreeSet<String>) -> bool {
    words(text).any(|word| types.contains(word))
}

/// The items that a cell defines, in the form in which they are compared.
fn defined(cell: &str) -> BTreeSet<String> {
    let mut defined = BTreeSet::new();
    for node in statements(cell) {
        let Some(item) = ast::Item::cast(node) else { continue };
        defined.insert(in_words(&item.syntax().text().to_string()));
        if let ast::Item::Use(import) = &item
            && let Some(tree) = import.use_tree()
        {
            // evcxr keeps each name of an import by itself.
            single_imports(&tree, "", &mut |import| {
                defined.insert(in_words(&import));
            });
        }
    }
    defined
}

fn single_imports(tree: &ast::UseTree, prefix: &str, found: &mut impl FnMut(String)) {
    let path = tree.path().map(|path| path.syntax().text().to_string().replace(' ', "")).unwrap_or_default();
    let whole = match (prefix, path.as_str()) {
        (_, "self") => prefix.to_owned(),
        ("", _) => path.clone(),
        (_, "") => prefix.to_owned(),
        _ => format!("{prefix}::{path}"),
    };
    if let Some(list) = tree.use_tree_list() {
        list.use_trees().for_each(|tree| single_imports(&tree, &whole, found));
    } else if tree.star_token().is_some() {
        found(format!("use {whole}::*;"));
    } else {
        let other = tree.rename().map(|rename| rename.name().map_or("_".to_owned(), |name| name.text().to_string()));
        let last = whole.rsplit("::").next().unwrap_or_default();
        match other.filter(|other| other != last) {
            Some(other) => found(format!("use {whole} as {other};")),
            None => found(format!("use {whole};")),
        }
    }
}

/// The name of a type, in an item word by word.
fn type_name(item: &str) -> Option<&str> {
    let before_body = item.split(" { ").next()?;
    let words: Vec<&str> = before_body.split(' ').collect();
    let at = words.iter().position(|word| ["struct", "enum", "union", "trait", "type"].contains(word))?;
    let is_visible =
        words[..at].iter().all(|word| !["fn", "impl", "const", "static", "use", "macro_rules"].contains(word));
    words.get(at + 1).copied().filter(|_| is_visible)
}

/// What stands before the body of an implementation, in an item word by word.
fn header_of_implementation(item: &str) -> Option<&str> {
    let header = item.split(" { ").next()?;
    let header = header.strip_prefix("unsafe ").unwrap_or(header);
    // Attributes stand before it.
    let header = if header.starts_with('#') { &header[header.find("] impl ")? + 2..] } else { header };
    header.starts_with("impl ").then_some(header)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn after(cells: &[(Option<&str>, &str)], source: &str) -> String {
        let mut definitions = Definitions::default();
        for (id, cell) in cells {
            definitions.begin(*id, cell);
            definitions.end(!cell.contains("fails"));
        }
        let there = definitions.still_there(source);
        assert_eq!(there.lines().count(), source.lines().count());
        in_words(&there)
    }

    #[test]
    fn what_a_cell_had_defined_before_it_was_changed_is_gone() {
        let source = "fn f() {}\n// g\nfn g() {}\nimpl P { fn a() {} }";
        let cells = [(Some("1"), "fn f() {}\nimpl P { fn a() { } }"), (Some("2"), "fn g() {}")];
        assert_eq!(after(&cells, source), in_words(source));
        let changed = [cells[0], cells[1], (Some("1"), "fn h() {}")];
        assert_eq!(after(&changed, source), "fn g ( ) { }");
        let fails = [cells[0], cells[1], (Some("1"), "fn h() {} // fails")];
        assert_eq!(after(&fails, source), in_words(source));
        let again = [changed[0], changed[1], changed[2], (None, "fn f() {}")];
        assert_eq!(after(&again, source), "fn f ( ) { } fn g ( ) { }");
    }

    #[test]
    fn without_an_id_nothing_goes() {
        assert_eq!(after(&[(None, "fn f() {}"), (None, "fn g() {}")], "fn f() {}"), "fn f ( ) { }");
    }

    #[test]
    fn imports_go_name_by_name() {
        let cells = [(Some("1"), "use a::{b, c::{self, d as e, *}};"), (Some("1"), "use a::b;")];
        assert_eq!(after(&cells, "use a::b;\nuse a::c;\nuse a::c::d as e;\nuse a::c::*;"), "use a : : b ;");
    }

    #[test]
    fn with_a_type_go_its_implementations_and_variables() {
        let cells =
            [(Some("1"), "struct P { x: f64 }"), (Some("2"), "impl Area for P {}"), (Some("1"), "struct Q { x: f64 }")];
        let source = "struct P { x: f64 }\nimpl Area for P {}\nimpl Area for R {}\nstruct Q { x: f64 }\n\
                      evcxr_variable_store.check_variable::<Vec<P>>(stringify!(p));\nevcxr_variable_store.check_variable::<Q>(stringify!(q));";
        let there = after(&cells, source);
        assert_eq!(
            there,
            "impl Area for R { } struct Q { x : f64 } evcxr_variable_store . check_variable : : < Q > ( stringify ! ( q ) ) ;"
        );
        // Another cell may define it anew.
        let again = [cells[0], cells[1], cells[2], (Some("3"), "struct P { y: f64 }")];
        assert!(after(&again, "struct P { y: f64 }\nimpl Area for P {}").contains("Area for P"));
    }

    #[test]
    fn types_and_implementations_are_known_by_their_words() {
        assert_eq!(type_name("# [ derive ( Debug ) ] pub struct P < T > { x : T }"), Some("P"));
        assert_eq!(type_name("fn f ( ) { struct P ; }"), None);
        assert_eq!(header_of_implementation("# [ allow ( a ) ] impl P { }"), Some("impl P"));
        assert_eq!(header_of_implementation("fn f ( x : impl P ) { }"), None);
    }
}
