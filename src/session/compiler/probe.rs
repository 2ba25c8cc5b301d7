//! The types of a cell's variables, asked of the compiler.
//!
//! evcxr keeps a variable by its type, and a learner need not write it. So the cell is given to the compiler once more with a
//! call for each variable at its end, of a function with a bound that nothing fulfils:
//!
//! ```text
//! let d = f(Dual::variable(3.0));
//! calculus_probe(&d);             // error: calculus-type: calculus::autodiff::Dual
//! ```
//!
//! The compiler reports each as an error that names the type. It does so before it looks at what was moved, and without
//! making code. What it has against the cell itself is left to the compilation that follows.
//!
//! The answers are kept as compiled cells are, and for the same reasons (see [`store`](super::store)).

use super::canonical::canonical_items;
use super::compilation::Compilation;
use super::messages;
use super::reach::{reached_items, words};
use super::types::{self, Reason, Type};
use super::variables::{Looked, Variable, WRAPPER};
use super::workbench::Workbench;
use crate::project::digest;
use crate::tokens::closed_after;
use std::io;
use std::ops::Range;

/// What each of the messages begins with.
const MARK: &str = "calculus-type: ";
/// The function with the bound.
const PROBE: &str = r#"
#[diagnostic::on_unimplemented(message = "calculus-type: {Self}")]
trait CalculusProbe {}
fn calculus_probe<T: CalculusProbe + ?Sized>(_: &T) {}
"#;
/// With full paths and whole types. The compiler offers that to its own developers, hence the variable below.
const IN_FULL: [&str; 4] = ["--verbose", "-Ztrim-diagnostic-paths=no", "-Zwrite-long-types-to-disk=no", "-Awarnings"];
const FOR_DEVELOPERS: &str = "RUSTC_BOOTSTRAP";

/// The type of each variable that a cell defines.
pub fn types_of(bench: &mut Workbench, looked: &Looked) -> Vec<Type> {
    let settled = |variable: &Variable| variable.written.clone().filter(|written| types::is_settled(written));
    let asked: Vec<&str> = looked
        .variables
        .iter()
        .filter(|variable| settled(variable).is_none())
        .map(|variable| variable.name.as_str())
        .collect();
    let found = if asked.is_empty() { Ok(Vec::new()) } else { ask_for(bench, looked, &asked) };
    let found = found.unwrap_or_else(|_| vec![None; asked.len()]);
    looked
        .variables
        .iter()
        .map(|variable| {
            if let Some(written) = settled(variable) {
                return Type::Named(written);
            }
            let at = asked.iter().position(|name| *name == variable.name);
            let found = at.and_then(|at| found[at].as_deref()).map(Type::from_words);
            match (found, &variable.written) {
                (Some(Type::Named(name)), _) => Type::Named(name),
                // The learner knows a name where the compiler finds none.
                (_, Some(written)) if !written.contains(['&', '_', '\'']) => Type::Named(written.clone()),
                (found, _) => found.unwrap_or(Type::Unnamed(Reason::Unsettled)),
            }
        })
        .collect()
}

/// The compiler's words for the type of each of these names at the cell's end.
fn ask_for(bench: &mut Workbench, looked: &Looked, names: &[&str]) -> io::Result<Vec<Option<String>>> {
    let calls: String = names.iter().map(|name| format!("calculus_probe(&{name});\n")).collect();
    let body = format!("{{\n{}\n{calls}loop {{}}\n}}\n", looked.undisplayed());
    let said = said_of(bench, looked, &body)?;
    let first = said.first_line + body.lines().count() - names.len() - 2;
    Ok((0..names.len()).map(|at| said.at_line(first + at)).collect())
}

/// The type of the expression that stands at `receiver` in a source that evcxr has generated for looking at, as
/// the compiler prints it. What follows it need not be complete.
pub fn type_at(bench: &mut Workbench, source: &str, receiver: Range<usize>) -> Option<String> {
    let start = source.rfind(WRAPPER)?;
    let body = start + source[start..].find("EvcxrUserCodeError> {")? + "EvcxrUserCodeError> ".len();
    let looked = Looked { items: &source[..start], ..Looked::at(source)? };
    let receiver = receiver.start.checked_sub(body)?..receiver.end.checked_sub(body)?;
    let body = closed_after(&source[body..], receiver, ("\ncalculus_probe(&", ")"));
    let said = said_of(bench, &looked, &body).ok()?;
    said.words.into_iter().next_back().map(|(_, words)| words)
}

fn said_of(bench: &mut Workbench, looked: &Looked, body: &str) -> io::Result<Said> {
    let reached = reached_items(looked.items, words(body));
    let (items, parameters) = match &reached {
        Some(reached) => {
            let named = |parameter: &&String| {
                words(parameter).take(2).any(|word| word != "mut" && reached.names.contains(word))
            };
            (reached.items.as_str(), looked.parameters.iter().filter(named).cloned().collect())
        }
        None => (looked.items, looked.parameters.clone()),
    };
    let mut parameters: Vec<String> = parameters;
    parameters.sort();
    let function = format!("{WRAPPER}{}) -> Result<(), EvcxrUserCodeError> {body}", parameters.join(", "));
    let call = bench.call().cloned().ok_or(io::ErrorKind::NotFound)?;
    bench.have_recipe(&call)?;
    let compilation = bench.compilation(&call)?.ok_or(io::ErrorKind::NotFound)?;
    let key = digest(["types", &compilation.recipe.identity, &canonical_items(items), &function]);
    let source = format!("{items}{PROBE}{function}");
    let first_line = source.lines().count() - body.lines().count() + 1;
    if let Some(kept) = compilation.kept(&key) {
        let words = serde_json::from_slice::<Vec<(usize, String)>>(&kept.outcome)?;
        return Ok(Said {
            words: words.into_iter().map(|(line, word)| (line + first_line, word)).collect(),
            first_line,
        });
    }
    let words = compilation.probe(&source, &key, first_line)?;
    Ok(Said { words, first_line })
}

/// What the compiler has said: types, each with the line of the call that it is of.
struct Said {
    words: Vec<(usize, String)>,
    /// The line in which the body of the cell's function begins.
    first_line: usize,
}

impl Said {
    fn at_line(&self, line: usize) -> Option<String> {
        self.words.iter().find(|(at, _)| *at == line).map(|(_, words)| words.clone())
    }
}

impl Compilation<'_> {
    /// Asks the compiler, and keeps what it says under `key`.
    fn probe(&self, source: &str, key: &str, first_line: usize) -> io::Result<Vec<(usize, String)>> {
        let (output, read) = self.look(source, &IN_FULL, |compiler| {
            compiler.env(FOR_DEVELOPERS, "1");
        })?;
        let said = messages::marked(&String::from_utf8_lossy(&output.stderr), MARK);
        if let Ok(read) = read {
            let content: Vec<(usize, &str)> =
                said.iter().map(|(line, words)| (line - first_line.min(*line), words.as_str())).collect();
            // What cannot be kept is asked again.
            let _ = self.store.keep(key, &read, &self.call.folder, "", &serde_json::to_vec(&content)?);
        }
        Ok(said)
    }
}
