//! From a place in the source that evcxr generated to the learner's own cell and line.

use super::compiler::statements::variables;
use super::compiler::{COMPILED, SOURCE, opens_the_last_expression, words};
use crate::tokens::{is_blank, tokens};
use ra_ap_rustc_lexer::TokenKind;
use std::collections::{BTreeMap, BTreeSet};
use std::fmt::{self, Display, Formatter};
use std::path::{Path, PathBuf};

/// A line of a notebook: the number of the code cell and the line in it, both from 1.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Place {
    pub cell: usize,
    pub line: usize,
}

impl Display for Place {
    fn fmt(&self, f: &mut Formatter) -> fmt::Result {
        write!(f, "cell {}, line {}", self.cell, self.line)
    }
}

/// The place as the end of a sentence begins with it.
pub fn at(place: &Option<Place>) -> String {
    place.map(|place| format!(" at {place}")).unwrap_or_default()
}

/// The cells that a session has run, and the source that evcxr made of them.
pub struct Listing {
    compiled: PathBuf,
    cells: Vec<(usize, String)>,
    /// The numbers of those that have failed.
    failed: BTreeSet<usize>,
    /// The variables that there are now with their types, and where those went that a cell has moved away.
    variables: BTreeMap<String, String>,
    moved: BTreeMap<String, Place>,
    /// The types that no cell defines any more.
    pub gone_types: BTreeSet<String>,
}

impl Listing {
    pub fn new(build: &Path) -> Listing {
        Listing {
            compiled: build.join(COMPILED),
            cells: Vec::new(),
            failed: BTreeSet::new(),
            variables: BTreeMap::new(),
            moved: BTreeMap::new(),
            gone_types: BTreeSet::new(),
        }
    }

    pub fn add(&mut self, number: usize, source: &str) {
        self.cells.push((number, source.to_owned()));
    }

    /// The cell that runs now.
    pub fn current(&self) -> Option<(usize, &str)> {
        self.cells.last().map(|(number, source)| (*number, source.as_str()))
    }

    /// Takes note of the variables that there are after the current cell. Of those that are gone, and of its own that are not
    /// there, a cell `went_well` in which they stand has moved them away.
    pub fn variables_are(&mut self, now: BTreeMap<String, String>, went_well: bool) {
        if went_well {
            let own = self.current().map(|(_, source)| variables(source)).unwrap_or_default();
            let gone = self.variables.keys().cloned().chain(own).filter(|name| !now.contains_key(name));
            let moved: Vec<_> = gone.filter_map(|name| Some((name.clone(), self.used(&name)?))).collect();
            self.moved.extend(moved);
        }
        self.moved.retain(|name, _| !now.contains_key(name));
        self.variables = now;
    }

    /// The current cell has failed: it has defined nothing.
    pub fn failed(&mut self) {
        self.failed.extend(self.current().map(|(number, _)| number));
    }

    /// Where the current cell uses this name last.
    fn used(&self, name: &str) -> Option<Place> {
        let (cell, source) = self.current()?;
        let mut line = 1;
        let mut last = None;
        for (_, text) in tokens(source) {
            if text == name {
                last = Some(Place { cell, line });
            }
            line += text.matches('\n').count();
        }
        last
    }

    /// What became of the variable of this name, if a cell has defined one.
    pub fn about(&self, name: &str) -> Option<String> {
        if let Some(ty) = self.variables.get(name) {
            let lost = words(ty).find(|word| self.gone_types.contains(*word));
            return Some(lost.map_or_else(
                || sees_no_variables(name),
                |ty| format!("its type `{ty}` went when the cell that had defined it was changed: make `{name}` anew"),
            ));
        }
        let place = self.moved.get(name)?;
        let way = format!("lend it there with `&{name}`, or give away a copy with `{name}.clone()`");
        match self.defining(name) {
            Some(cell) if cell == place.cell => Some(format!(
                "cell {cell} defines it and has moved the value away, in line {}: {way}, and run that cell again",
                place.line
            )),
            Some(cell) if !self.failed.contains(&cell) => Some(format!(
                "cell {cell} defines it, but the value was moved away since, in {place}: {way}, and run both cells again"
            )),
            _ => Some(format!("the value was moved away, in {place}: {way}, and run that cell again")),
        }
    }

    /// What to do so that a name is there which an earlier cell defines.
    pub fn way_to(&self, name: &str) -> Option<String> {
        let cell = self.defining(name)?;
        Some(if self.failed.contains(&cell) {
            format!("cell {cell} was to define it and has failed: mend that cell, and run it again")
        } else {
            format!("cell {cell} defines it: run that cell again")
        })
    }

    /// Whether a value of this type holds a raw pointer, be it in a struct of the learner's own.
    pub fn holds_a_pointer(&self, ty: &str) -> bool {
        const POINTERS: [&str; 3] = ["*const ", "*mut ", "NonNull<"];
        let points = |text: &str| POINTERS.iter().any(|pointer| text.contains(pointer));
        let definition = |name: &str| {
            self.sources().find_map(|source| {
                let at = source.find(&format!("struct {name}"))?;
                let end = source[at..].find(['}', ';']).map_or(source.len(), |end| at + end);
                Some(&source[at..end])
            })
        };
        points(ty) || words(ty).filter_map(definition).any(points)
    }

    /// Whether there is a variable of that name now.
    pub fn has_variable(&self, name: &str) -> bool {
        self.variables.contains_key(name)
    }

    /// The type of the variable of that name, as it was after the last cell.
    pub fn type_of(&self, name: &str) -> Option<&str> {
        self.variables.get(name).map(String::as_str)
    }

    /// The cells, the latest first.
    pub fn sources(&self) -> impl Iterator<Item = &str> {
        self.cells.iter().rev().map(|(_, source)| source.as_str())
    }

    /// Whether these words stand in an earlier cell.
    pub fn has(&self, words: &str) -> bool {
        self.cells.iter().rev().skip(1).any(|(_, source)| source.contains(words))
    }

    /// The last of the earlier cells that defines this name.
    fn defining(&self, name: &str) -> Option<usize> {
        let is_it = |source: &str| variables(source).iter().any(|own| own == name) || defines_item(source, name);
        self.cells.iter().rev().skip(1).find(|(_, source)| is_it(source)).map(|(cell, _)| *cell)
    }

    /// The parameter and the body of a function of one line that a cell has defined.
    pub fn function(&self, name: &str) -> Option<(&str, &str)> {
        self.cells.iter().rev().find_map(|(_, source)| {
            let rest = &source[source.find(&format!("fn {name}("))?..];
            let parameter = rest.split_once('(')?.1.split_once(':')?.0.trim();
            let body = rest.split_once('{')?.1.split_once('}')?.0.trim();
            (!body.contains([';', '\n', '{'])).then_some((parameter, body))
        })
    }

    /// Where a text that the cell which runs now contains begins in it.
    pub fn place_of(&self, text: &str) -> Option<Place> {
        let (cell, source) = self.current()?;
        Some(Place { cell, line: 1 + source[..source.find(text)?].matches('\n').count() })
    }

    /// The place of a line in an earlier cell, if it stands in none of the current one's.
    pub fn place_in_earlier(&self, line: &str) -> Option<Place> {
        let line = line.trim();
        let telling = line.contains(char::is_alphanumeric);
        let of = |is_it: &dyn Fn(&str) -> bool| {
            self.cells.iter().rev().find_map(|(cell, source)| {
                let at = source.lines().position(|other| is_it(other.trim()))?;
                Some(Place { cell: *cell, line: at + 1 })
            })
        };
        // Two items in one line of a cell are two lines of the source.
        let place = of(&|other| other == line).or_else(|| of(&|other| other.contains(line))).filter(|_| telling)?;
        (Some(place.cell) != self.current().map(|(number, _)| number)).then_some(place)
    }

    /// A text in which the compiler's names of places stand, as `dbg!` prints them, with the learner's.
    pub fn with_places(&self, text: &str) -> String {
        let mark = format!("[{SOURCE}:");
        let mut pieces = text.split(&mark);
        let mut named = pieces.next().unwrap_or_default().to_owned();
        for piece in pieces {
            let line = piece.split(':').next().and_then(|line| line.parse().ok());
            let place = line.and_then(|line| self.place(SOURCE, line));
            match (place, piece.split_once(']')) {
                (Some(place), Some((_, rest))) => named.push_str(&format!("[{place}]{rest}")),
                _ => named.push_str(&format!("{mark}{piece}")),
            }
        }
        named
    }

    /// A cell in which a variable whose value was moved away gets a new one: it is a new variable.
    pub fn with_new_variables(&self, cell: &str) -> String {
        let mut depth = 0usize;
        let mut begins = true;
        let mut text = String::with_capacity(cell.len());
        let mut rest = cell;
        for (kind, word) in tokens(cell) {
            rest = &rest[word.len()..];
            let assigned = rest.trim_start().strip_prefix('=').is_some_and(|after| !after.starts_with(['=', '>']));
            if begins && depth == 0 && assigned && self.is_gone(word) {
                text.push_str("let mut ");
            }
            text.push_str(word);
            match kind {
                TokenKind::OpenBrace | TokenKind::OpenParen | TokenKind::OpenBracket => depth += 1,
                TokenKind::CloseBrace | TokenKind::CloseParen | TokenKind::CloseBracket => {
                    depth = depth.saturating_sub(1)
                }
                kind if is_blank(kind) => continue,
                _ => {}
            }
            begins = depth == 0 && matches!(kind, TokenKind::Semi | TokenKind::CloseBrace);
        }
        text
    }

    /// Whether a cell has defined a variable of this name that is there no more.
    fn is_gone(&self, name: &str) -> bool {
        !self.variables.contains_key(name) && self.cells.iter().any(|(_, source)| defines(source, name))
    }

    /// The learner's line behind a line of the generated source. evcxr copies a cell's lines, but puts words
    /// of its own around the first and the last of them. So an equal line is looked for, and else the longest
    /// that the generated one contains, or one that contains it, for two statements of one line are two lines there; of
    /// several, the latest cell's, as the latest definition counts.
    pub fn place(&self, file: &str, line: usize) -> Option<Place> {
        if !file.ends_with(SOURCE) || !is_relative(file) {
            return None;
        }
        let generated = std::fs::read_to_string(&self.compiled).ok()?;
        // A last expression begins, for the compiler, with the parenthesis that evcxr puts before it.
        let mut lines = generated.lines().skip(line.checked_sub(1)?).skip_while(|line| opens_the_last_expression(line));
        let generated = lines.next()?.trim().to_owned();
        let lines = self.cells.iter().flat_map(|(cell, source)| {
            source.lines().enumerate().map(|(index, line)| (Place { cell: *cell, line: index + 1 }, line.trim()))
        });
        // A bracket alone stands everywhere.
        let is_telling = |text: &str| text.contains(char::is_alphanumeric);
        let part = lines.clone().filter(|(_, line)| is_telling(line) && generated.contains(line));
        let part = part.max_by_key(|(place, line)| (*line == generated, line.len(), place.cell));
        let whole = || lines.filter(|(_, line)| is_telling(&generated) && line.contains(&generated));
        part.or_else(|| whole().max_by_key(|(place, _)| place.cell)).map(|(place, _)| place)
    }
}

/// What to say where a function names a variable of a cell.
pub fn sees_no_variables(name: &str) -> String {
    format!(
        "`{name}` is a variable, and a function sees no variables from outside: hand it over as a further argument, or define a \
         constant, `{}`",
        constant(name)
    )
}

/// How a number that functions see is defined.
pub fn constant(name: &str) -> String {
    format!("const {}: f64 = …;", name.to_uppercase())
}

/// Cells are compiled as `src/lib.rs`; a library's file has a path in front of it.
fn is_relative(file: &str) -> bool {
    Path::new(file).is_relative()
}

/// Whether this cell defines a variable of that name.
pub fn defines(cell: &str, name: &str) -> bool {
    let is_part = |letter: char| letter.is_alphanumeric() || letter == '_';
    cell.match_indices("let ").any(|(at, word)| {
        let rest = cell[at + word.len()..].trim_start();
        let rest = rest.strip_prefix("mut ").unwrap_or(rest).trim_start();
        rest.strip_prefix(name).is_some_and(|after| !after.starts_with(is_part))
    })
}

/// Whether this cell defines a function, a type or anything else of that name that is no variable.
fn defines_item(cell: &str, name: &str) -> bool {
    const KINDS: [&str; 10] =
        ["fn", "struct", "enum", "union", "trait", "type", "const", "static", "mod", "macro_rules"];
    let words: Vec<&str> =
        tokens(cell).filter(|(kind, text)| !is_blank(*kind) && *text != "!").map(|(_, text)| text).collect();
    words.windows(2).any(|pair| KINDS.contains(&pair[0]) && pair[1] == name)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_variable_whose_value_is_gone_gets_a_new_one() {
        let listing = listing(&[("let mut v = vec![1]; let w = v; let mut x = 1;", &["w", "x"])]);
        assert_eq!(listing.with_new_variables("v = vec![2];\nx = 3;"), "let mut v = vec![2];\nx = 3;");
        assert_eq!(listing.with_new_variables("f(1); v=w;"), "f(1); let mut v=w;");
        for cell in ["v == w", "{ v = 1; }", "P { v: 1 };", "let v = 2;", "w = 1;"] {
            assert_eq!(listing.with_new_variables(cell), cell);
        }
    }

    #[test]
    fn a_line_of_an_earlier_cell_is_found_and_one_of_this_cell_is_not() {
        let listing = listing(&[("fn h(x: f64) -> f64 {\n    g(x)\n}", &[]), ("1", &[])]);
        assert_eq!(listing.place_in_earlier("    g(x)"), Some(Place { cell: 1, line: 2 }));
        assert_eq!(listing.place_in_earlier("v.len()"), None);
        assert_eq!(listing.place_in_earlier("}"), None);
    }

    #[test]
    fn a_definition_is_a_let_of_the_whole_name() {
        assert!(defines("let a = 1; let mut slope: f64 = 2.0;", "slope"));
        assert!(!defines("let slope_at_two = 2.0;", "slope"));
        assert!(!defines("slope + 1.0", "slope"));
    }

    fn listing(cells: &[(&str, &[&str])]) -> Listing {
        let mut listing = Listing::new(Path::new(""));
        for (index, (source, variables)) in cells.iter().enumerate() {
            listing.add(index + 1, source);
            listing.variables_are(variables.iter().map(|name| ((*name).to_owned(), "f64".to_owned())).collect(), true);
        }
        listing.add(cells.len() + 1, "v.len()");
        listing
    }

    #[test]
    fn a_variable_that_was_moved_away_is_told_with_its_place() {
        let moved = listing(&[("let v = vec![1];", &["v"]), ("1;\nlet w = v;", &["w"])]);
        let said = moved.about("v").unwrap();
        assert!(said.contains("cell 1 defines it") && said.contains("moved away since, in cell 2, line 2"), "{said}");
        let again = listing(&[("let v = 1;", &["v"]), ("drop(v);", &[]), ("let v = 1;", &["v"]), (":clear", &[])]);
        assert_eq!((again.about("v"), again.defining("v"), again.defining("w")), (None, Some(3), None));
    }

    #[test]
    fn a_variable_that_is_there_is_not_seen_from_within_a_function() {
        let there = listing(&[("let a: f64 = 2.0;", &["a"])]);
        assert!(there.about("a").unwrap().contains("sees no variables"));
    }

    #[test]
    fn a_variable_whose_type_is_gone_is_not_to_be_had() {
        let mut there = listing(&[("let a: f64 = 2.0;", &["a"])]);
        there.gone_types.insert("f64".to_owned());
        assert!(there.about("a").unwrap().contains("its type `f64` went"));
    }

    #[test]
    fn a_function_of_one_line_is_known_by_its_formula() {
        let known = listing(&[("fn f(t: f64) -> f64 { t * t }\nfn g(x: f64) -> f64 { let y = x; y }", &[])]);
        assert_eq!(known.function("f"), Some(("t", "t * t")));
        assert_eq!((known.function("g"), known.function("h")), (None, None));
    }
}
