//! The compiler of a cell, called without cargo where cargo would do nothing else, or not called at all where the same
//! cell was compiled before.
//!
//! evcxr asks cargo for each cell, and cargo looks at everything that a cell depends on before it calls the
//! compiler once. Here that look is what a [`Recipe`] remembers, what the cell does not [reach] is left out, and the
//! compiled cells are kept in a [`Store`]. The work is done in the session's own process, which has the recipe at hand: the
//! cargo that evcxr starts only [knocks](door).
//! Whatever is not as expected goes to the real cargo, which also teaches the next recipe.

pub mod answers;
mod canonical;
mod compilation;
mod definitions;
mod depinfo;
pub mod depot;
pub mod door;
mod files;
mod freshness;
mod implementations;
pub mod invocations;
mod linker;
mod messages;
mod places;
pub mod probe;
mod reach;
mod recipe;
#[cfg(test)]
mod runtime;
pub mod shared;
pub mod statements;
mod statics;
pub mod store;
mod told;
pub mod types;
mod variables;

pub use canonical::ENTRY;
pub use definitions::Definitions;
pub use messages::Lesson;
pub use reach::words;
pub use shared::{NAME as SHARED, SYMBOL as HAS_SHARED};
pub use statics::SYMBOL as HAS_STATICS;
pub use told::ELSEWHERE;

use super::folder;
use super::toolchain::{self, Cell, Front};
use crate::knock::{self, Built};
use crate::whole;
use compilation::{Compilation, object, write_source};
use depot::Depot;
use freshness::Freshness;
use probe::Refusal;
use recipe::{Recipe, Stamp, Variables};
use shared::Shared;
use std::cell::RefCell;
use std::ffi::OsString;
use std::fs;
use std::io;
use std::os::unix::process::CommandExt;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};
use std::sync::Arc;
use store::Store;
use variables::Variable;

/// How cells are compiled, for telling a build that was made in another way. To be changed with it.
pub const WAY: &str =
    "recipes, cells without optimisation, a store of our own, one static for all, crates linked as one";

/// In the build folder, the source that the cell which was asked for last was compiled from, be it now or another time:
/// the lines that its panics name.
pub const COMPILED: &str = "compiled.rs";
/// Where evcxr puts the source that it generates, in the build folder.
pub const SOURCE: &str = "src/lib.rs";
/// The name of the crate that evcxr makes of a cell.
const CRATE: &str = "ctx";
/// evcxr's own level of optimisation. A cell is a few lines that run once: optimising them costs more than it gives.
const USUAL_OPTIMISATION: &str = "opt-level=2";
const NO_OPTIMISATION: &str = "opt-level=0";

/// A call of cargo by evcxr: where, with what, and in which environment.
#[derive(Clone, Debug)]
pub struct Call {
    pub folder: PathBuf,
    pub arguments: Vec<String>,
    variables: Variables,
}

impl Call {
    /// The one that started this process.
    pub fn of_this_process(folder: PathBuf, arguments: &[String]) -> Call {
        Call { folder, arguments: arguments.to_vec(), variables: recipe::variables() }
    }
}

impl From<knock::Call> for Call {
    fn from(call: knock::Call) -> Call {
        let text = |text: OsString| text.to_string_lossy().into_owned();
        Call {
            folder: call.folder,
            arguments: call.arguments.into_iter().map(text).collect(),
            variables: call.variables.into_iter().map(|(name, value)| (text(name), text(value))).collect(),
        }
    }
}

/// Where a session's cells are compiled, with what is at hand for the next one.
pub struct Workshop {
    front: Front,
    store: Store,
    /// The recipe that was taken last, and its file as it was then.
    recipe: Option<(Stamp, Arc<Recipe>)>,
    /// Whether that one holds, for as long as a cell runs.
    freshness: Option<Freshness>,
    /// The learner's cell that is compiled or runs.
    cell: Option<Cell>,
    /// How the linker is called without the C compiler, once that was asked for; nothing where it does not go.
    linker: Option<Vec<String>>,
    /// Whether cargo itself compiles the last cell.
    by_cargo: bool,
    /// How evcxr has called cargo for the last cell.
    call: Option<Call>,
    /// What each cell defines.
    pub definitions: Definitions,
    /// The variables that the last cell defines, and those of them that cannot be kept.
    defined: Vec<Variable>,
    pub refusals: Vec<Refusal>,
    /// What the compiler has warned of when it compiled the last cell, with the line of the source.
    pub lessons: Vec<Lesson>,
    /// The source and the place in it that evcxr has asked about last, for a word that is to be completed or explained.
    pub looked_at: Option<(String, usize)>,
}

impl Workshop {
    pub fn new(front: Front) -> Workshop {
        let front_cell = front.cell();
        Workshop {
            front,
            store: Store::of_user(),
            recipe: None,
            freshness: None,
            cell: front_cell,
            linker: None,
            by_cargo: false,
            call: None,
            definitions: Definitions::default(),
            defined: Vec::new(),
            refusals: Vec::new(),
            lessons: Vec::new(),
            looked_at: None,
        }
    }

    /// A cell is to be compiled and to run. What its compilation will have to know is looked up from now on.
    pub fn begin(&mut self, cell: Cell) {
        let session = &self.front.session;
        self.freshness = self.recipe.as_ref().zip(self.call.as_ref()).map(|((stamp, recipe), call)| {
            let (recipe, build) = (recipe.clone(), call.folder.clone());
            Freshness::of(stamp.clone(), move || recipe.holds(&build))
        });
        toolchain::begin_cell(session, &cell);
        self.cell = Some(cell);
    }

    /// The cell is done.
    pub fn end(&mut self) {
        toolchain::end_cell(&self.front.session);
        (self.cell, self.freshness) = (None, None);
    }

    /// Does what `call` asks of cargo for a cell: compiles it, or answers a question.
    pub fn build(&mut self, call: &Call) -> io::Result<Built> {
        if self.front.is_stopped() {
            return Ok(Built::Done { code: 1, stdout: String::new(), stderr: format!("{}\n", toolchain::WAS_STOPPED) });
        }
        // Before anything is asked of cargo, whose first answer would settle on versions of its own.
        if let Some(lock) = &self.front.lock {
            toolchain::lay_lock(&call.folder, lock)?;
        }
        if let Some(said) = answers::of_cargo(&self.front, call) {
            return Ok(Built::Done { code: said.code, stdout: said.stdout, stderr: said.stderr });
        }
        let build = &call.folder;
        match call.arguments.first().map(String::as_str) {
            Some("check") => return self.check(call),
            Some("build") => {}
            _ => return Ok(Built::ByCargo),
        }
        (self.call, self.by_cargo) = (Some(call.clone()), true);
        let source = fs::read_to_string(build.join(SOURCE))?;
        let Some(source) = canonical::with_entry(&source) else { return Ok(Built::ByCargo) };
        let source = match &self.cell {
            Some(Cell { source: cell, number: Some(number) }) => places::named(&source, cell, *number),
            _ => source,
        };
        let mut outcome = self.compiled(call, &source)?;
        if let Some(Err(messages)) = &outcome
            && self.definitions.displaces(&messages::calls_that_conflict(messages))
        {
            outcome = self.compiled(call, &source)?;
        }
        let Some(outcome) = outcome else { return Ok(Built::ByCargo) };
        self.by_cargo = false;
        let (code, stdout) = match outcome {
            Ok(object) => (0, told::of_object(&object)),
            // Where evcxr looks for them, as cargo does it.
            Err(messages) => {
                self.refuse_private(&messages);
                (1, told::for_evcxr(&messages))
            }
        };
        Ok(Built::Done { code, stdout, stderr: String::new() })
    }

    /// Compiles what evcxr has generated: gives the object, or what the compiler has against it. `None`: cargo is to do it,
    /// and finds the source as it is to be.
    fn compiled(&mut self, call: &Call, generated: &str) -> io::Result<Option<Result<PathBuf, String>>> {
        let mut source = statics::shared(&self.prepared(generated));
        source.extend(Shared::of(&call.folder).map(|shared| shared.loaded()));
        let Some(compilation) = self.compilation(call)? else {
            // For the real cargo too, so that a cell is the same by either way.
            write_source(&call.folder, &source)?;
            return Ok(None);
        };
        let outcome = compilation.of(&source)?;
        let lessons = compilation.lessons.take();
        let object = compilation.object;
        self.lessons = lessons;
        Ok(Some(outcome.map(|()| object)))
    }

    /// Says what is wrong with a source that is not to become code. Cargo would read all libraries once more for that, in
    /// another form than the one that cells are linked with, which takes longer than anything else that a cell waits for.
    fn check(&mut self, call: &Call) -> io::Result<Built> {
        if let Some(last) = self.call.clone() {
            self.have_recipe(&last)?;
        }
        let call = self.call.clone().unwrap_or_else(|| call.clone());
        let Some(compilation) = self.compilation(&call)? else { return Ok(Built::ByCargo) };
        let (code, stdout) = match compilation.check(&fs::read_to_string(call.folder.join(SOURCE))?)? {
            Ok(()) => (0, String::new()),
            Err(messages) => (1, told::for_evcxr(&messages)),
        };
        Ok(Built::Done { code, stdout, stderr: String::new() })
    }

    /// A source of evcxr's as a compiler is to see it.
    fn prepared(&mut self, source: &str) -> String {
        files::from_folder(&self.defined_now(source), &self.front.notebook)
    }

    /// A source of evcxr's with what is defined now, be it by an item, by the latest of several, or by a macro.
    pub(super) fn defined_now(&mut self, source: &str) -> String {
        self.with_made_items(&implementations::latest(&self.definitions.still_there(source)))
    }

    /// Whether there is a recipe in this file that holds. It is the one at hand then.
    fn has_recipe(&mut self, file: &Path, build: &Path) -> bool {
        let Some(stamp) = Stamp::of(file) else { return false };
        if self.recipe.as_ref().is_none_or(|(known, _)| *known != stamp) {
            self.recipe = whole::read_json(file).map(|recipe| (stamp, Arc::new(recipe)));
        }
        let Some((stamp, recipe)) = &self.recipe else { return false };
        self.freshness.as_mut().is_some_and(|freshness| freshness.is_known(stamp)) || recipe.holds(build)
    }

    /// The compiler's arguments for the last cell, which name the crates that cells can name.
    pub fn arguments(&mut self) -> Vec<String> {
        let Some(call) = self.call.clone() else { return Vec::new() };
        if let Some((_, recipe)) = &self.recipe
            && !self.by_cargo
        {
            return recipe.arguments(&call.folder).collect();
        }
        // Cargo itself has compiled that cell, and taught a new recipe.
        let compilation = self.compilation(&call).ok().flatten();
        compilation.map(|compilation| compilation.arguments).unwrap_or_default()
    }

    /// The way that cargo has shown, if it is still the one that cargo would take.
    fn compilation<'a>(&'a mut self, call: &'a Call) -> io::Result<Option<Compilation<'a>>> {
        let build = &call.folder;
        let file = recipe::file(build, self.front.lock.as_deref(), &call.variables)?;
        if !self.has_recipe(&file, build) {
            // Perhaps another session has asked for the same, or for a part of it. Without it, cargo makes all anew.
            let _ = Depot::of_user().lay(build);
            if !self.has_recipe(&file, build) {
                return Ok(None);
            }
        }
        let Some((_, recipe)) = &self.recipe else { return Ok(None) };
        recipe.lay_lock(build)?;
        let arguments = adapted(recipe.arguments(build));
        let linker =
            self.linker.get_or_insert_with(|| linker::options(&self.front.rustc, &arguments).unwrap_or_default());
        // A recipe for another folder, by a way that could not be told from any other path, has its object there.
        let object = object(&arguments).filter(|object| object.starts_with(build));
        Ok(object.map(|object| Compilation {
            front: &self.front,
            cell: self.cell.as_ref().map(|cell| cell.source.as_str()),
            store: &self.store,
            linker: RefCell::new(linker),
            recipe,
            call,
            arguments,
            object,
            lessons: RefCell::default(),
        }))
    }
}

/// Has the real cargo do it for `call`, with the dependencies linked as one where they can be, and keeps them for other
/// sessions. `cargo` calls it.
pub fn by_cargo(call: &Call, cargo: &mut dyn FnMut() -> io::Result<Output>) -> io::Result<Output> {
    let build = &call.folder;
    let shared = Shared::of(build).filter(|_| call.arguments.first().is_some_and(|command| command == "build"));
    let output = match shared {
        Some(shared) => with_shared(&shared, build, cargo)?,
        None => cargo()?,
    };
    // A cell that does not compile has dependencies that do. What cannot be kept is compiled again the next time.
    if output.status.code().is_some()
        && let Some(began) = build.parent().and_then(|session| folder::began(session).ok())
    {
        let _ = Depot::of_user().take(build, began);
    }
    Ok(output)
}

fn with_shared(shared: &Shared, build: &Path, cargo: &mut dyn FnMut() -> io::Result<Output>) -> io::Result<Output> {
    shared.lay(build)?;
    let output = cargo();
    Shared::lift(build)?;
    let output = output?;
    if output.status.success() || !Shared::is_to_blame(&String::from_utf8_lossy(&output.stderr)) {
        return Ok(output);
    }
    shared.refuse()?;
    write_source(build, &fs::read_to_string(build.join(SOURCE))?.replace(&shared.loaded(), ""))?;
    cargo()
}

/// Becomes the real rustc for cargo, and learns from the call when it is for a cell. Returns only if that fails.
pub fn be_rustc(front: &Front, arguments: &[String]) -> io::Result<i32> {
    if let Some(said) = answers::of_rustc(&front.rustc, arguments) {
        print!("{}", said.stdout);
        eprint!("{}", said.stderr);
        return Ok(said.code);
    }
    let mut arguments = arguments.to_vec();
    if is_for_a_cell(&arguments) {
        arguments = adapted(arguments.into_iter());
        let here = std::env::current_dir()?;
        // A recipe that cannot be kept costs the next cell its cargo and nothing else.
        let _ = recipe::file(&here, front.lock.as_deref(), &recipe::variables())
            .and_then(|file| whole::write_json(&file, &Recipe::learn(&front.rustc, &arguments, &here)?));
    }
    Err(Command::new(&front.rustc).args(arguments).exec())
}

/// Whether this call gives a cell's shared object, and not only a check of it.
fn is_for_a_cell(arguments: &[String]) -> bool {
    let named = arguments.windows(2).any(|pair| pair == ["--crate-name", CRATE]);
    named && arguments.iter().any(|argument| argument.starts_with("--emit=") && argument.contains("link"))
}

/// The arguments for a few lines that are compiled once: without optimisation, unless the learner asked for another
/// than the usual one, and without notes for a next time that does not come.
fn adapted(arguments: impl Iterator<Item = String>) -> Vec<String> {
    let mut adapted: Vec<String> = Vec::new();
    for argument in arguments {
        let is_option = adapted.last().is_some_and(|last| last == "-C");
        if is_option && argument.starts_with("incremental=") {
            adapted.pop();
        } else if is_option && argument.starts_with("codegen-units=") {
            adapted.push("codegen-units=1".to_owned());
        } else if is_option && argument.starts_with("metadata=") {
            // Cargo's differs with the dependencies, and a learner's type would be another one after a `:dep`.
            adapted.push("metadata=cell".to_owned());
        } else if is_option && argument == USUAL_OPTIMISATION {
            adapted.push(NO_OPTIMISATION.to_owned());
        } else {
            adapted.push(argument);
        }
    }
    adapted
}

#[cfg(test)]
mod tests {
    use super::*;

    fn words(text: &str) -> Vec<String> {
        text.split(' ').map(str::to_owned).collect()
    }

    #[test]
    fn a_cell_is_not_optimised_unless_the_learner_asks_for_it() {
        let usual = words("--crate-name ctx -C opt-level=2 -C incremental=/i -C codegen-units=16 -C prefer-dynamic");
        let expected = words("--crate-name ctx -C opt-level=0 -C codegen-units=1 -C prefer-dynamic");
        assert_eq!(adapted(usual.into_iter()), expected);
        assert_eq!(adapted(words("-C metadata=0f1e").into_iter()), words("-C metadata=cell"));
        let asked = words("-C opt-level=3");
        assert_eq!(adapted(asked.clone().into_iter()), asked);
    }

    #[test]
    fn the_store_gives_back_what_was_put_in_and_knows_its_type() {
        // SAFETY: made by a box a moment ago.
        let mut store = unsafe { Box::from_raw(runtime::create_variable_store()) };
        store.put_variable("x", 1.5);
        store.put_variable("y", "text".to_owned());
        store.put_variable("x", 2.5);
        assert!(store.check_variable::<f64>("x") && store.check_variable::<f64>("unknown"));
        assert!(!store.check_variable::<f64>("y"));
        assert_eq!(store.take_variable::<f64>("x"), 2.5);
        assert_eq!(store.take_variable::<String>("y"), "text");
        let (one, other) = (store.lazy_arc("shared", || 7), store.lazy_arc("shared", || 8));
        assert_eq!((*one, *other), (7, 7));
        assert_eq!(runtime::USER_ERROR_OCCURRED, crate::session::wire::USER_ERROR);
    }

    #[test]
    fn only_a_cells_shared_object_teaches() {
        assert!(is_for_a_cell(&words("--crate-name ctx --emit=dep-info,link")));
        assert!(!is_for_a_cell(&words("--crate-name ctx --emit=dep-info,metadata")));
        assert!(!is_for_a_cell(&words("--crate-name calculus --emit=dep-info,metadata,link")));
    }
}
