//! The compiler of a cell, called without cargo where cargo would do nothing else, or not called at all where the same
//! cell was compiled before.
//!
//! evcxr asks cargo for each cell, and cargo looks at everything that a cell depends on before it calls the
//! compiler once. Here that look is what a [`Recipe`] remembers, what the cell does not [reach] is left out, and the
//! compiled cells are kept in a [`Store`].
//! Whatever is not as expected goes to the real cargo, which also teaches the next recipe.

mod answers;
mod canonical;
mod depinfo;
mod messages;
mod privacy;
mod reach;
mod recipe;
#[cfg(test)]
mod runtime;
pub mod store;
mod told;

pub use canonical::ENTRY;
pub use told::ELSEWHERE;

use super::toolchain::Front;
use crate::project::digest;
use crate::whole;
use depinfo::DepInfo;
use recipe::{Recipe, placed, unplaced};
use std::fs;
use std::io::{self, Write};
use std::os::unix::process::CommandExt;
use std::path::{Path, PathBuf};
use std::process::{Command, Output, Stdio};
use store::Store;

/// How cells are compiled, for telling a build that was made in another way. To be changed with it.
pub const WAY: &str = "recipes, cells without optimisation, a store of our own, private dependencies";

/// In the build folder, the source that the cell which was asked for last was compiled from, be it now or another time:
/// the lines that its panics name.
pub const COMPILED: &str = "compiled.rs";
/// Where evcxr puts the source that it generates, in the build folder.
pub const SOURCE: &str = "src/lib.rs";
/// The name of the crate that evcxr makes of a cell.
const CRATE: &str = "ctx";
/// The file in which evcxr wants to read where the compiled cell is.
const RESULT: &str = "EVCXR_EXECUTION_SO_PATH";
/// evcxr's own level of optimisation. A cell is a few lines that run once: optimising them costs more than it gives.
const USUAL_OPTIMISATION: &str = "opt-level=2";
const NO_OPTIMISATION: &str = "opt-level=0";

/// Does for the crate in `build` what `arguments` ask of cargo: compiles the cell, or answers a question. `None`: the
/// real cargo is to do it.
pub fn build(front: &Front, build: &Path, arguments: &[String]) -> io::Result<Option<i32>> {
    if let Some(code) = answers::of_cargo(front, build, arguments) {
        return Ok(Some(code));
    }
    match arguments.first().map(String::as_str) {
        Some("check") => return check(front, build, &arguments[1..]).map(Some),
        Some("build") => {}
        _ => return Ok(None),
    }
    let Some(result) = std::env::var_os(RESULT).map(PathBuf::from) else { return Ok(None) };
    let source = fs::read_to_string(build.join(SOURCE))?;
    let Some(source) = canonical::with_entry(&source) else { return Ok(None) };
    let Some(compilation) = Compilation::learnt(front, build)? else {
        // For the real cargo too, so that a cell is the same by either way.
        write_source(build, &source)?;
        return Ok(None);
    };
    match compilation.of(&source)? {
        Ok(()) => fs::write(result, compilation.object.as_os_str().as_encoded_bytes())?,
        Err(messages) => {
            tell(&messages)?;
            return Ok(Some(1));
        }
    }
    Ok(Some(0))
}

/// Says what is wrong with a source that is not to become code. Cargo would read all libraries once more for that, in
/// another form than the one that cells are linked with, which takes longer than anything else that a cell waits for.
fn check(front: &Front, build: &Path, options: &[String]) -> io::Result<i32> {
    let Some(compilation) = Compilation::learnt(front, build)? else {
        // What it compiles for this, the next cell has.
        return Err(Command::new(&front.cargo).arg("build").args(options).exec());
    };
    match compilation.check(&fs::read_to_string(build.join(SOURCE))?)? {
        Ok(()) => Ok(0),
        Err(messages) => {
            tell(&messages)?;
            Ok(1)
        }
    }
}

/// Hands the compiler's messages on, where evcxr looks for them, as cargo does it.
fn tell(messages: &[u8]) -> io::Result<()> {
    let told = std::str::from_utf8(messages).map(told::for_evcxr);
    io::stdout().write_all(told.as_deref().map_or(messages, str::as_bytes))
}

/// Puts the source where the compiler reads it, and where it can be looked up afterwards.
fn write_source(build: &Path, source: &str) -> io::Result<()> {
    fs::write(build.join(SOURCE), source)?;
    fs::write(build.join(COMPILED), source)
}

/// How a cell is compiled without cargo.
struct Compilation<'a> {
    front: &'a Front,
    recipe: Recipe,
    build: &'a Path,
    arguments: Vec<String>,
    object: PathBuf,
}

impl<'a> Compilation<'a> {
    /// The way that cargo has shown, if it is still the one that cargo would take.
    fn learnt(front: &'a Front, build: &'a Path) -> io::Result<Option<Compilation<'a>>> {
        let file = recipe::file(build, front.lock.as_deref())?;
        let Some(recipe) = Recipe::read(&file, build) else { return Ok(None) };
        recipe.lay_lock(build)?;
        let arguments = adapted(recipe.arguments(build));
        // A recipe for another folder, by a way that could not be told from any other path, has its object there.
        let object = object(&arguments).filter(|object| object.starts_with(build));
        Ok(object.map(|object| Compilation { front, recipe, build, arguments, object }))
    }

    /// Puts the object of this source at its place, or gives what the compiler has against it.
    fn of(&self, source: &str) -> io::Result<Result<(), Vec<u8>>> {
        let store = Store::of_user();
        let identity = self.recipe.identity.as_str();
        let reached = self.front.cell().map_or_else(|| source.to_owned(), |cell| reach::reached(source, &cell));
        let key = digest([identity, &canonical::canonical(&reached)]);
        if let Some(kept) = store.find(&key, self.build) {
            // Two sources with one key have their lines at different places.
            fs::write(self.build.join(COMPILED), kept.source)?;
            // Never a link: the loader takes two names of one file for one library, with one set of statics.
            return whole::write(&self.object, &kept.outcome).map(Ok);
        }
        if let Some(messages) = self.kept_failure(&store, source) {
            return Ok(Err(messages));
        }
        let (mut output, mut read) = self.compile(&reached, &self.arguments)?;
        // A store that cannot be written makes the next time slower and nothing else.
        if output.status.success() {
            let _ = read.and_then(|read| store.keep(&key, &read, self.build, &reached, &fs::read(&self.object)?));
            return Ok(Ok(()));
        }
        if reached != source
            && messages::may_miss_a_name(&String::from_utf8_lossy(&output.stderr), |name| {
                reach::leaves_out(name, source, &reached)
            })
        {
            (output, read) = self.compile(source, &self.arguments)?;
            if output.status.success() {
                return Ok(Ok(()));
            }
        }
        self.keep_failure(&store, source, read, &output.stderr);
        Ok(Err(output.stderr))
    }

    /// What the compiler has against this source, as far as types and borrows go.
    fn check(&self, source: &str) -> io::Result<Result<(), Vec<u8>>> {
        let store = Store::of_user();
        if let Some(messages) = self.kept_failure(&store, source) {
            return Ok(Err(messages));
        }
        let only_looks = |argument: &String| match argument.strip_prefix("--emit=") {
            Some(_) => "--emit=dep-info,metadata".to_owned(),
            None => argument.clone(),
        };
        let (output, read) = self.compile(source, &self.arguments.iter().map(only_looks).collect::<Vec<_>>())?;
        if output.status.success() {
            return Ok(Ok(()));
        }
        self.keep_failure(&store, source, read, &output.stderr);
        Ok(Err(output.stderr))
    }

    /// Messages name lines, which are others in another order.
    fn key_of_failure(&self, source: &str) -> String {
        format!("failed-{}", digest([self.recipe.identity.as_str(), source]))
    }

    fn kept_failure(&self, store: &Store, source: &str) -> Option<Vec<u8>> {
        let kept = store.find(&self.key_of_failure(source), self.build)?;
        Some(placed(&String::from_utf8_lossy(&kept.outcome), self.build).into_bytes())
    }

    fn keep_failure(&self, store: &Store, source: &str, read: io::Result<DepInfo>, messages: &[u8]) {
        if let (Ok(read), Ok(messages)) = (read, std::str::from_utf8(messages))
            && messages::follow_from_the_source(messages)
        {
            let messages = unplaced(messages, Some(self.build));
            // A store that cannot be written makes the next time slower and nothing else.
            let _ = store.keep(&self.key_of_failure(source), &read, self.build, source, messages.as_bytes());
        }
    }

    /// Calls the compiler. With what it says of itself comes what it has read.
    fn compile(&self, source: &str, arguments: &[String]) -> io::Result<(Output, io::Result<DepInfo>)> {
        write_source(self.build, source)?;
        let list = self.object.with_file_name(format!("{CRATE}.d"));
        // Not the one of an earlier cell.
        let _ = fs::remove_file(&list);
        let output = Command::new(&self.front.rustc)
            .args(arguments)
            .envs(self.recipe.environment(self.build))
            .current_dir(self.build)
            .stdin(Stdio::null())
            .output()?;
        Ok((output, depinfo::read(&list)))
    }
}

/// Becomes the real rustc for cargo, and learns from the call when it is for a cell. Returns only if that fails.
pub fn be_rustc(front: &Front, arguments: &[String]) -> io::Result<i32> {
    if let Some(code) = answers::of_rustc(front, arguments) {
        return Ok(code);
    }
    let mut arguments = arguments.to_vec();
    if is_for_a_cell(&arguments) {
        arguments = adapted(arguments.into_iter());
        let here = std::env::current_dir()?;
        // A recipe that cannot be kept costs the next cell its cargo and nothing else.
        let _ = recipe::file(&here, front.lock.as_deref())
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
        } else if is_option && argument == USUAL_OPTIMISATION {
            adapted.push(NO_OPTIMISATION.to_owned());
        } else {
            adapted.push(argument);
        }
    }
    adapted
}

/// Where the compiler puts the shared object.
fn object(arguments: &[String]) -> Option<PathBuf> {
    let folder = arguments.windows(2).find(|pair| pair[0] == "--out-dir").map(|pair| PathBuf::from(&pair[1]))?;
    let (prefix, suffix) = (std::env::consts::DLL_PREFIX, std::env::consts::DLL_SUFFIX);
    Some(folder.join(format!("{prefix}{CRATE}{suffix}")))
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
