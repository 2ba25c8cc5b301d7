//! The compiler of a cell, called without cargo where cargo would do nothing else, or not called at all where the same
//! cell was compiled before.
//!
//! evcxr asks cargo for each cell, and cargo looks at everything that a cell depends on before it calls the
//! compiler once. Here that look is what a [`Recipe`] remembers, and the compiled cells are kept in a [`Store`].
//! Whatever is not as expected goes to the real cargo, which also teaches the next recipe.

pub mod answers;
mod canonical;
mod depinfo;
mod messages;
mod recipe;
pub mod store;

pub use canonical::ENTRY;

use super::toolchain::Front;
use crate::project::digest;
use crate::whole;
use recipe::{Recipe, placed, unplaced};
use std::fs;
use std::io::{self, Write};
use std::os::unix::process::CommandExt;
use std::path::{Path, PathBuf};
use std::process::{Command, Output, Stdio};
use store::Store;

/// How cells are compiled, for telling a build that was made in another way. To be changed with it.
pub const WAY: &str = "recipes, cells without optimisation";

/// In the build folder, the source that the cell which was asked for last was compiled from, be it now or another time:
/// the lines that its panics name.
pub const COMPILED: &str = "compiled.rs";
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
    let Some(result) = std::env::var_os(RESULT).map(PathBuf::from) else { return Ok(None) };
    if arguments.first().is_none_or(|command| command != "build") {
        return Ok(None);
    }
    let source_file = build.join("src/lib.rs");
    let Some(source) = canonical::with_entry(&fs::read_to_string(&source_file)?) else { return Ok(None) };
    // Under the real cargo too, so that a cell is the same by either way.
    fs::write(&source_file, &source)?;
    fs::write(build.join(COMPILED), &source)?;
    let Some(recipe) = Recipe::read(&recipe::file(build, front.lock.as_deref())?, build) else { return Ok(None) };
    recipe.lay_lock(build)?;

    let arguments = adapted(recipe.arguments(build));
    // Otherwise the recipe names another session's folder, by a way that could not be told from any other path.
    let Some(object) = object(&arguments).filter(|object| object.starts_with(build)) else { return Ok(None) };
    match find_or_compile(front, &recipe, build, &source, &arguments, &object)? {
        Ok(()) => fs::write(result, object.as_os_str().as_encoded_bytes())?,
        Err(messages) => {
            // Where evcxr looks for them, as cargo does it.
            io::stdout().write_all(&messages)?;
            return Ok(Some(1));
        }
    }
    Ok(Some(0))
}

/// Puts the object of this source at its place, or gives what the compiler has against it.
fn find_or_compile(
    front: &Front,
    recipe: &Recipe,
    build: &Path,
    source: &str,
    arguments: &[String],
    object: &Path,
) -> io::Result<Result<(), Vec<u8>>> {
    let store = Store::of_user();
    let key = digest([recipe.identity.as_str(), &canonical::canonical(source)]);
    if let Some(kept) = store.find(&key, build) {
        // Two sources with one key have their lines at different places.
        fs::write(build.join(COMPILED), kept.source)?;
        // Never a link: the loader takes two names of one file for one library, with one set of statics.
        return whole::write(object, &kept.outcome).map(Ok);
    }
    // Messages name lines, which are others in another order.
    let key_of_failure = format!("failed-{}", digest([recipe.identity.as_str(), source]));
    if let Some(kept) = store.find(&key_of_failure, build) {
        return Ok(Err(placed(&String::from_utf8_lossy(&kept.outcome), build).into_bytes()));
    }
    let list = object.with_file_name(format!("{CRATE}.d"));
    // Not the one of an earlier cell.
    let _ = fs::remove_file(&list);
    let output = compile(front, recipe, build, arguments)?;
    let read = depinfo::read(&list);
    // A store that cannot be written makes the next time slower and nothing else.
    if output.status.success() {
        let _ = read.and_then(|read| store.keep(&key, &read, build, source, &fs::read(object)?));
        return Ok(Ok(()));
    }
    if let (Ok(read), Ok(messages)) = (read, std::str::from_utf8(&output.stderr))
        && messages::follow_from_the_source(messages)
    {
        let _ = store.keep(&key_of_failure, &read, build, source, unplaced(messages, Some(build)).as_bytes());
    }
    Ok(Err(output.stderr))
}

fn compile(front: &Front, recipe: &Recipe, build: &Path, arguments: &[String]) -> io::Result<Output> {
    Command::new(&front.rustc)
        .args(arguments)
        .envs(recipe.environment(build))
        .current_dir(build)
        .stdin(Stdio::null())
        .output()
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
    fn only_a_cells_shared_object_teaches() {
        assert!(is_for_a_cell(&words("--crate-name ctx --emit=dep-info,link")));
        assert!(!is_for_a_cell(&words("--crate-name ctx --emit=dep-info,metadata")));
        assert!(!is_for_a_cell(&words("--crate-name calculus --emit=dep-info,metadata,link")));
    }
}
