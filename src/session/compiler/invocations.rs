//! Items that a macro makes.
//!
//! evcxr takes the call of a macro for a statement, so what it defines is there in its own cell only. Here such a call
//! stands among the items instead: in its cell, so that what it makes has the same name everywhere, and in every later one.
//! Whether a call makes items is asked of the compiler, as far as the macro itself does not tell.

use super::canonical::{self, FUNCTION, canonical_items};
use super::definitions::Definitions;
use super::reach::{reached_items, words};
use super::statements::{blank, statements};
use super::variables::WRAPPER;
use super::workbench::Workbench;
use crate::project::digest;
use crate::tokens::{significant, tokens};
use ra_ap_rustc_lexer::TokenKind;
use ra_ap_syntax::{AstNode, SyntaxNode, ast};

/// Macros that everybody has, and that make no items.
const OF_STATEMENTS: [&str; 25] = [
    "assert",
    "assert_eq",
    "assert_ne",
    "cfg",
    "concat",
    "dbg",
    "debug_assert",
    "debug_assert_eq",
    "debug_assert_ne",
    "env",
    "eprint",
    "eprintln",
    "format",
    "include",
    "include_str",
    "matches",
    "panic",
    "print",
    "println",
    "todo",
    "unimplemented",
    "unreachable",
    "vec",
    "write",
    "writeln",
];
/// With what an item begins, or something that may become one.
const OF_ITEMS: [&str; 18] = [
    "fn",
    "pub",
    "struct",
    "enum",
    "union",
    "impl",
    "const",
    "static",
    "use",
    "mod",
    "type",
    "trait",
    "unsafe",
    "extern",
    "async",
    "macro_rules",
    "#",
    "$",
];
/// How evcxr shows the value in which a cell ends.
const SHOWN: (&str, &str) = ("(", ").evcxr_display();");

/// The call of a macro that stands among a cell's statements.
#[derive(Debug, PartialEq, Eq)]
pub struct Invocation {
    /// As it stands in the cell, without a semicolon.
    pub text: String,
    pub name: String,
    /// It ends with a semicolon.
    ended: bool,
}

impl Invocation {
    /// As an item. Behind braces no semicolon is needed.
    fn item(&self) -> String {
        format!("{}{}", self.text, if self.text.ends_with('}') { "" } else { ";" })
    }
}

/// The calls of macros that may make items: those that are statements. A call with brackets in which the cell ends is
/// its value.
pub fn of_cell(cell: &str) -> Vec<Invocation> {
    if !cell.contains('!') {
        return Vec::new();
    }
    let invocation = |node: SyntaxNode| {
        let whole = node.text().to_string();
        let whole = whole.trim();
        let ended = whole.ends_with(';');
        let text = whole.trim_end_matches(';').trim_end();
        let call = node.descendants().find_map(ast::MacroCall::cast)?;
        let is_all = call.syntax().text().to_string().trim().trim_end_matches(';').trim_end() == text;
        let name = call.path()?.segment()?.name_ref()?.text().to_string();
        let is_statement = ended || text.ends_with('}');
        let may = is_all && is_statement && !OF_STATEMENTS.contains(&name.as_str());
        may.then(|| Invocation { text: text.to_owned(), name, ended })
    };
    statements(cell).into_iter().filter_map(invocation).collect()
}

/// Whether the macro that this item defines may make items.
pub fn may_make_items(definition: &str) -> bool {
    bodies(definition).iter().any(|body| {
        let mut words = significant(body);
        match words.next() {
            Some(first) if OF_ITEMS.contains(&first) => true,
            // Another macro may make them.
            Some(_) => words.next() == Some("!"),
            None => false,
        }
    })
}

/// Whether the macro that this item defines makes a `static` for others to use.
pub fn makes_a_static(definition: &str) -> bool {
    bodies(definition).iter().any(|body| {
        let is_of_items = significant(body).next().is_some_and(|first| OF_ITEMS.contains(&first));
        is_of_items && significant(body).any(|word| ["static", "thread_local", "lazy_static"].contains(&word))
    })
}

/// What the rules of a macro put in its place.
fn bodies(definition: &str) -> Vec<&str> {
    let (mut bodies, mut at, mut depth, mut arrow) = (Vec::new(), 0, 0usize, false);
    let mut last = "";
    let mut open = None;
    for (kind, text) in tokens(definition) {
        match kind {
            TokenKind::OpenBrace | TokenKind::OpenParen | TokenKind::OpenBracket => {
                depth += 1;
                if depth == 2 && arrow {
                    open = Some(at + text.len());
                }
            }
            TokenKind::CloseBrace | TokenKind::CloseParen | TokenKind::CloseBracket => {
                if depth == 2
                    && let Some(open) = open.take()
                {
                    bodies.push(&definition[open..at]);
                    arrow = false;
                }
                depth = depth.saturating_sub(1);
            }
            TokenKind::Gt if depth == 1 && last == "=" => arrow = true,
            _ => {}
        }
        at += text.len();
        if kind != TokenKind::Whitespace {
            last = text;
        }
    }
    bodies
}

/// The definition of a macro among these items.
pub fn definition_of<'a>(name: &str, items: &'a str) -> Option<&'a str> {
    let starts = items.match_indices("macro_rules!").map(|(at, _)| at);
    let is_it = |at: &usize| words(&items[at + "macro_rules!".len()..]).next() == Some(name);
    let rest = &items[starts.filter(is_it).last()?..];
    canonical::items(rest).into_iter().next()
}

/// A source in which calls of macros that make items stand among the items: those of the cell, and those of earlier ones.
/// No line becomes another one.
pub fn with_made_items(bench: &mut Workbench, definitions: &mut Definitions, source: &str) -> String {
    let cell = bench.cell.as_ref().map(|cell| cell.source.clone()).unwrap_or_default();
    let start = source.rfind(WRAPPER).or_else(|| source.rfind(FUNCTION)).unwrap_or(0);
    let (items, mut function) = (&source[..start], source[start..].to_owned());
    let invocations = of_cell(&cell);
    let here: Vec<&Invocation> = invocations.iter().filter(|invocation| function.contains(&invocation.text)).collect();
    for invocation in &here {
        // So that the same call in an earlier cell does not count.
        definitions.known.entry(invocation.item()).or_insert(None);
    }
    let mut made: String = definitions.invocations().iter().map(|text| format!(" {text}")).collect();
    let mut own = Vec::new();
    for invocation in here {
        if !makes_items(bench, definitions, items, &made, invocation) {
            continue;
        }
        function = without(&function, invocation);
        let item = invocation.item();
        made.push_str(&format!(" {item}"));
        own.push(item);
    }
    if !own.is_empty() {
        definitions.makes(own);
    }
    if made.is_empty() {
        return source.to_owned();
    }
    // Whoever looks at a source reads the items before the function; in the one that is compiled lines have numbers.
    if source[start..].starts_with(WRAPPER) {
        format!("{items}{made}\n{function}")
    } else {
        format!("{items}{}{made}\n", function.trim_end_matches('\n'))
    }
}

fn makes_items(
    bench: &mut Workbench,
    definitions: &mut Definitions,
    items: &str,
    made: &str,
    invocation: &Invocation,
) -> bool {
    if definition_of(&invocation.name, items).is_some_and(|definition| !may_make_items(definition)) {
        return false;
    }
    let item = invocation.item();
    if let Some(Some(does)) = definitions.known.get(&item) {
        return *does;
    }
    // What cannot be looked at is a statement, which has its place in the cell.
    let does = does_compile(bench, items, &format!("{made}\n{item}\n")).unwrap_or(false);
    definitions.known.insert(item, Some(does));
    does
}

/// Whether further items compile beside these.
fn does_compile(bench: &mut Workbench, items: &str, further: &str) -> Option<bool> {
    let call = bench.call().cloned()?;
    bench.have_recipe(&call).ok()?;
    let compilation = bench.compilation(&call).ok()??;
    let reached = reached_items(items, words(further));
    let items = reached.as_ref().map_or(items, |reached| reached.items.as_str());
    let key = digest(["items", &compilation.recipe.identity, &canonical_items(items), further]);
    if let Some(kept) = compilation.kept(&key) {
        return Some(kept.outcome == b"true");
    }
    let (output, read) = compilation.look(&format!("{items}{further}"), &["-Awarnings"], |_| {}).ok()?;
    let does = output.status.success();
    if let Ok(read) = read {
        // What cannot be kept is asked again.
        let _ = compilation.store.keep(&key, &read, &call.folder, "", does.to_string().as_bytes());
    }
    Some(does)
}

/// The function of a cell without the call, also where evcxr shows its value.
fn without(function: &str, invocation: &Invocation) -> String {
    let Some(at) = function.rfind(&invocation.text) else { return function.to_owned() };
    let (mut from, mut to) = (at, at + invocation.text.len());
    if !invocation.ended
        && function[..from].trim_end().ends_with(SHOWN.0)
        && let Some(after) = function[to..].trim_start().strip_prefix(SHOWN.1)
    {
        from = function[..from].trim_end().len() - SHOWN.0.len();
        to = function.len() - after.len();
    }
    format!("{}{}{}", &function[..from], blank(&function[from..to]), &function[to..])
}

#[cfg(test)]
mod tests {
    use super::*;

    fn found(cell: &str) -> Vec<String> {
        of_cell(cell).into_iter().map(|invocation| invocation.text).collect()
    }

    #[test]
    fn a_call_among_the_statements_may_make_items() {
        assert_eq!(
            found(":dep a = \"1\"\nmake!(seven);\nmake! { eight }\nlet x = 1;"),
            ["make!(seven)", "make! { eight }"]
        );
        assert_eq!(found("bitflags::bitflags! {\n    struct F {}\n}"), ["bitflags::bitflags! {\n    struct F {}\n}"]);
        for cell in [
            "println!(\"{x}\");",
            "let v = make!(seven);",
            "make!(seven)",
            "f(make!(seven));",
            "{ make!(seven); }",
            "x",
        ] {
            assert_eq!(found(cell), [""; 0]);
        }
    }

    #[test]
    fn a_macro_tells_by_its_rules_whether_it_may_make_items() {
        for definition in [
            "macro_rules! make { ($n:ident) => { fn $n() -> i32 { 7 } } }",
            "macro_rules! make { () => { 1 }; ($n:ident) => ( /* one */ pub struct $n; ); }",
            "macro_rules! make { ($n:ident) => { other!($n); } }",
        ] {
            assert!(may_make_items(definition), "{definition}");
        }
        for definition in [
            "macro_rules! add { ($a:expr) => { ($a + 1) } }",
            "macro_rules! say { ($a:expr) => { { fn f() {} f() } } }",
        ] {
            assert!(!may_make_items(definition), "{definition}");
        }
        assert!(makes_a_static("macro_rules! make { ($n:ident) => { static $n: i32 = 7; } }"));
        assert!(!makes_a_static("macro_rules! make { ($n:ident) => { fn $n() -> &'static str { \"\" } } }"));
    }

    #[test]
    fn the_definition_of_a_macro_is_found_by_its_name() {
        let items = "fn f() {}\nmacro_rules! maker { () => {} }\nmacro_rules! make { () => { fn g() {} } }\nfn h() {}";
        assert_eq!(definition_of("make", items), Some("macro_rules! make { () => { fn g() {} } }"));
        assert_eq!(definition_of("other", items), None);
    }

    #[test]
    fn a_call_is_taken_out_with_what_shows_its_value() {
        let call = |text: &str, ended| Invocation { text: text.to_owned(), name: String::new(), ended };
        assert_eq!(without("a();\nm!(b);\nc();", &call("m!(b)", true)), "a();\n     ;\nc();");
        let shown = "a();\n(m! {\nb }\n).evcxr_display();\nc();";
        let left = without(shown, &call("m! {\nb }", false));
        assert_eq!(left.split_whitespace().collect::<Vec<_>>(), ["a();", "c();"]);
        assert_eq!(left.lines().count(), shown.lines().count());
    }
}
