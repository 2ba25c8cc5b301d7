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

use super::canonical::{VARIABLE, canonical_items};
use super::compilation::Compilation;
use super::reach::{reached_items, words};
use super::types::{self, Reason, Type};
use super::variables::{Looked, Variable, WRAPPER, declarations};
use super::{Call, SOURCE, Workshop, messages};
use crate::knock::Built;
use crate::project::digest;
use crate::tokens::closed_after;
use crate::whole;
use std::fs;
use std::io;
use std::ops::Range;
use std::process::Command;
use std::sync::{Arc, Mutex};

/// The compiler's code for a name that is private.
const PRIVATE: &str = "E0603";
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
/// A cell that does nothing.
const NOTHING: &str = "#[unsafe(no_mangle)]\npub extern \"C\" fn run_user_code_0(x: *mut u8) -> *mut u8 { x }\n";

/// A variable that cannot be kept for another cell.
#[derive(Clone, Debug)]
pub struct Refusal {
    pub variable: Variable,
    pub reason: Reason,
}

/// The session's compiler, in the place that evcxr has for rust-analyzer.
pub struct Asked;

/// Where the session that lives in this process has its cells compiled.
static WORKSHOP: Mutex<Option<Arc<Mutex<Workshop>>>> = Mutex::new(None);

/// Has evcxr's questions answered by this workshop from now on.
pub fn answer_by(workshop: Arc<Mutex<Workshop>>) {
    if let Ok(mut current) = WORKSHOP.lock() {
        *current = Some(workshop);
    }
    ra_ap_base_db::answer_by(Asked);
}

impl ra_ap_base_db::Compiler for Asked {
    fn declarations(&self, source: &str) -> String {
        let Some(workshop) = WORKSHOP.lock().ok().and_then(|workshop| workshop.clone()) else { return String::new() };
        workshop.lock().map(|mut workshop| workshop.declarations(source)).unwrap_or_default()
    }

    fn look_at(&self, source: &str, offset: usize) {
        let Some(workshop) = WORKSHOP.lock().ok().and_then(|workshop| workshop.clone()) else { return };
        if let Ok(mut workshop) = workshop.lock() {
            workshop.looked_at = Some((source.to_owned(), offset));
        }
    }
}

impl Workshop {
    /// What evcxr is to see of a source that it has generated for looking at: the variables with their types.
    fn declarations(&mut self, source: &str) -> String {
        self.refusals.clear();
        if let Some(call) = &self.call {
            // evcxr has written it there for rust-analyzer.
            whole::empty(&call.folder.join(SOURCE));
        }
        let source = &self.prepared(source);
        let Some(looked) = Looked::at(source) else { return String::new() };
        let types = self.types_of(&looked);
        for (variable, ty) in looked.variables.iter().zip(&types) {
            if let Type::Unnamed(reason) = ty {
                self.refusals.push(Refusal { variable: variable.clone(), reason: reason.clone() });
            }
        }
        let named = types.iter().map(|ty| match ty {
            Type::Named(name) => Some(name.as_str()),
            Type::Unnamed(_) => None,
        });
        let seen = declarations(looked.variables.iter().zip(named));
        self.defined = looked.variables;
        seen
    }

    /// Notes the variables whose types these messages call private.
    pub(super) fn refuse_private(&mut self, messages: &str) {
        for line in messages::lines_with(messages, PRIVATE) {
            let Some((_, put)) = line.split_once(VARIABLE[2]) else { continue };
            let Some((ty, name)) = put.split_once(">(stringify!(") else { continue };
            let name = name.split(')').next().unwrap_or_default();
            let is_known = self.refusals.iter().any(|refusal| refusal.variable.name == name);
            if let Some(variable) = self.defined.iter().find(|variable| variable.name == name && !is_known) {
                self.refusals.push(Refusal { variable: variable.clone(), reason: Reason::Private(ty.to_owned()) });
            }
        }
    }

    fn types_of(&mut self, looked: &Looked) -> Vec<Type> {
        let settled = |variable: &Variable| variable.written.clone().filter(|written| types::is_settled(written));
        let asked: Vec<&str> = looked
            .variables
            .iter()
            .filter(|variable| settled(variable).is_none())
            .map(|variable| variable.name.as_str())
            .collect();
        let found = if asked.is_empty() { Ok(Vec::new()) } else { self.ask_for(looked, &asked) };
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
    fn ask_for(&mut self, looked: &Looked, names: &[&str]) -> io::Result<Vec<Option<String>>> {
        let calls: String = names.iter().map(|name| format!("calculus_probe(&{name});\n")).collect();
        let body = format!("{{\n{}\n{calls}loop {{}}\n}}\n", looked.undisplayed());
        let said = self.said_of(looked, &body)?;
        let first = said.first_line + body.lines().count() - names.len() - 2;
        Ok((0..names.len()).map(|at| said.at_line(first + at)).collect())
    }

    /// The type of the expression that stands at `receiver` in a source that evcxr has generated for looking at, as
    /// the compiler prints it. What follows it need not be complete.
    pub fn type_at(&mut self, source: &str, receiver: Range<usize>) -> Option<String> {
        let given = source.len();
        let source = &self.defined_now(source);
        // Items that are made stand before the function.
        let shift = source.len().checked_sub(given)?;
        let receiver = receiver.start + shift..receiver.end + shift;
        let start = source.rfind(WRAPPER)?;
        let body = start + source[start..].find("EvcxrUserCodeError> {")? + "EvcxrUserCodeError> ".len();
        let looked = Looked { items: &source[..start], ..Looked::at(source)? };
        let receiver = receiver.start.checked_sub(body)?..receiver.end.checked_sub(body)?;
        let body = closed_after(&source[body..], receiver, ("\ncalculus_probe(&", ")"));
        let said = self.said_of(&looked, &body).ok()?;
        said.words.into_iter().next_back().map(|(_, words)| words)
    }

    fn said_of(&mut self, looked: &Looked, body: &str) -> io::Result<Said> {
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
        let call = self.call.clone().ok_or(io::ErrorKind::NotFound)?;
        self.have_recipe(&call)?;
        let compilation = self.compilation(&call)?.ok_or(io::ErrorKind::NotFound)?;
        let key = digest(["types", &compilation.recipe.identity, &canonical_items(items), &function]);
        let source = format!("{items}{PROBE}{function}");
        let first_line = source.lines().count() - body.lines().count() + 1;
        if let Some(kept) = compilation.store.find(&key, &call.folder, &call.variables) {
            let words = serde_json::from_slice::<Vec<(usize, String)>>(&kept.outcome)?;
            return Ok(Said {
                words: words.into_iter().map(|(line, word)| (line + first_line, word)).collect(),
                first_line,
            });
        }
        let words = compilation.probe(&source, &key, first_line)?;
        Ok(Said { words, first_line })
    }

    /// Has cargo compile what the cell depends on, if it has not done that yet: the compiler is called as cargo calls it.
    pub(super) fn have_recipe(&mut self, call: &Call) -> io::Result<()> {
        if self.compilation(call)?.is_some() {
            return Ok(());
        }
        fs::write(call.folder.join(SOURCE), NOTHING)?;
        if !matches!(self.build(call)?, Built::ByCargo) {
            return Ok(());
        }
        let mut cargo = || {
            let mut cargo = Command::new(&self.front.cargo);
            cargo.args(&call.arguments).env_clear().envs(&call.variables).current_dir(&call.folder);
            self.front.output(&mut cargo)
        };
        super::by_cargo(call, &mut cargo).map(drop)
    }
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
