//! A compilation by a recipe: the compiler is called as cargo calls it, or not at all where its outcome is kept.

use super::call::{Call, Variables};
use super::depinfo::{self, DepInfo};
use super::messages::Lesson;
use super::names::{COMPILED, CRATE, SOURCE};
use super::portable::{placed, unplaced};
use super::precompiled::{self, Precompiled};
use super::recipe::Recipe;
use super::store::{Kept, Store};
use super::{canonical, linker, messages, reach};
use crate::project::digest;
use crate::session::front::Front;
use crate::whole;
use std::cell::RefCell;
use std::fs;
use std::io;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};
use std::sync::Arc;

/// What stands before the warnings in the last line of a source that is kept.
const LESSONS: &str = "// calculus: lessons ";
/// The folder in the build folder for sources that are looked at without making code.
const LOOKING: &str = "looking";

/// Puts the source where cargo has it read, and where it can be looked up afterwards.
pub fn write_source(build: &Path, source: &str) -> io::Result<()> {
    write_source_with(None, build, source)
}

fn write_source_with(precompiled: Option<&Precompiled>, build: &Path, source: &str) -> io::Result<()> {
    fs::write(build.join(SOURCE), &*precompiled::complete(source, precompiled))?;
    whole::write_in_place(&build.join(COMPILED), source.as_bytes())
}

/// A source as it is kept: what the compiler has warned of is to be told again with it.
fn with_lessons(source: &str, lessons: &[Lesson]) -> String {
    match serde_json::to_string(lessons) {
        Ok(text) if !lessons.is_empty() => format!("{source}\n{LESSONS}{text}"),
        _ => source.to_owned(),
    }
}

fn kept_lessons(source: &str) -> Vec<Lesson> {
    let last = source.lines().next_back().and_then(|line| line.strip_prefix(LESSONS));
    last.and_then(|text| serde_json::from_str(text).ok()).unwrap_or_default()
}

/// How a cell is compiled without cargo.
pub struct Compilation<'a> {
    pub front: &'a Front,
    /// The learner's cell that is compiled.
    pub cell: Option<&'a str>,
    pub store: &'a Store,
    /// Emptied when the linker cannot be called so.
    pub linker: RefCell<&'a mut Vec<String>>,
    pub precompiled: Option<&'a Precompiled>,
    pub recipe: Arc<Recipe>,
    pub call: &'a Call,
    pub arguments: Vec<String>,
    pub object: PathBuf,
    /// What the compiler has warned of.
    pub lessons: RefCell<Vec<Lesson>>,
}

impl Compilation<'_> {
    /// Puts the object of this source at its place, or gives what the compiler has against it.
    pub fn of(&self, source: &str) -> io::Result<Result<(), String>> {
        let build = &self.call.folder;
        let identity = self.recipe.identity.as_str();
        let reached = self.cell.map_or_else(|| source.to_owned(), |cell| reach::reached(source, cell));
        let key = digest([identity, &precompiled::source(), &canonical::canonical(&reached)]);
        if let Some(kept) = self.kept(&key) {
            // Two sources with one key have their lines at different places.
            whole::write_in_place(&build.join(COMPILED), kept.source.as_bytes())?;
            whole::empty(&build.join(SOURCE));
            self.lessons.replace(kept_lessons(&kept.source));
            // Never a link: the loader takes two names of one file for one library, with one set of statics. What cargo has
            // left there is one, to the library of the cell before, which is loaded.
            let _ = fs::remove_file(&self.object);
            return fs::write(&self.object, &kept.outcome).map(Ok);
        }
        if let Some(messages) = self.kept_failure(source) {
            return Ok(Err(messages));
        }
        let (mut output, mut read) = self.compile(&reached)?;
        // A store that cannot be written makes the next time slower and nothing else.
        if output.status.success() {
            let lessons = messages::lessons(&String::from_utf8_lossy(&output.stderr));
            let source = with_lessons(&reached, &lessons);
            self.lessons.replace(lessons);
            let _ = read.and_then(|read| self.store.keep(&key, &read, build, &source, &fs::read(&self.object)?));
            return Ok(Ok(()));
        }
        let leaves_out = |name: &str| reach::leaves_out(name, source, &reached);
        if reached != source && messages::may_miss_a_name(&String::from_utf8_lossy(&output.stderr), leaves_out) {
            (output, read) = self.compile(source)?;
            if output.status.success() {
                return Ok(Ok(()));
            }
        }
        Ok(Err(self.keep_failure(source, read, &output)))
    }

    /// What the compiler has against this source, as far as types and borrows go. Warnings would be taken for errors.
    pub fn check(&self, source: &str) -> io::Result<Result<(), String>> {
        if let Some(messages) = self.kept_failure(source) {
            return Ok(Err(messages));
        }
        let (output, read) = self.look(source, &["-Awarnings"], |_| {})?;
        Ok(if output.status.success() { Ok(()) } else { Err(self.keep_failure(source, read, &output)) })
    }

    /// Messages name lines, which are others in another order.
    fn key_of_failure(&self, source: &str) -> String {
        format!("failed-{}", digest([self.recipe.identity.as_str(), source]))
    }

    fn kept_failure(&self, source: &str) -> Option<String> {
        let kept = self.kept(&self.key_of_failure(source))?;
        Some(placed(&String::from_utf8_lossy(&kept.outcome), &self.call.folder))
    }

    fn keep_failure(&self, source: &str, read: io::Result<DepInfo>, output: &Output) -> String {
        let (build, messages) = (&self.call.folder, String::from_utf8_lossy(&output.stderr).into_owned());
        if let Ok(read) = read
            && messages::follow_from_the_source(&messages)
        {
            let unplaced = unplaced(&messages, build);
            // A store that cannot be written makes the next time slower and nothing else.
            let _ = self.store.keep(&self.key_of_failure(source), &read, build, source, unplaced.as_bytes());
        }
        messages
    }

    /// What is kept for a key, if it holds here and now.
    pub fn kept(&self, key: &str) -> Option<Kept> {
        self.store.find(key, &self.call.folder, &self.variables())
    }

    /// What the compiler has in its environment.
    fn variables(&self) -> Variables {
        let of_recipe = self.recipe.environment(&self.call.folder).map(|(name, value)| (name.to_owned(), value));
        self.call.variables.clone().into_iter().chain(of_recipe).collect()
    }

    /// Calls the compiler. With what it says of itself comes what it has read.
    fn compile(&self, source: &str) -> io::Result<(Output, io::Result<DepInfo>)> {
        write_source_with(self.precompiled, &self.call.folder, source)?;
        let mut linker = self.linker.borrow_mut();
        let warned = [format!("--force-warn={}", messages::UNUSED_MUT)];
        let usual: Vec<String> = self.arguments.iter().chain(&warned).cloned().collect();
        if !linker.is_empty() {
            let (output, read) = self.call_compiler(&linker::called(&usual, &linker), &self.object, |_| {})?;
            if output.status.success() || !messages::are_of_the_linker(&String::from_utf8_lossy(&output.stderr)) {
                return Ok((output, read));
            }
            linker.clear();
        }
        self.call_compiler(&usual, &self.object, |_| {})
    }

    /// Has the compiler look at a source without making code.
    pub fn look(
        &self,
        source: &str,
        options: &[&str],
        prepare: impl FnOnce(&mut Command),
    ) -> io::Result<(Output, io::Result<DepInfo>)> {
        let folder = self.call.folder.join(LOOKING);
        fs::create_dir_all(&folder)?;
        let file = format!("{LOOKING}/cell.rs");
        whole::write_in_place(
            &self.call.folder.join(&file),
            precompiled::complete(source, self.precompiled).as_bytes(),
        )?;
        let mut arguments = self.arguments.clone();
        for at in 0..arguments.len() {
            if arguments[at].starts_with("--emit=") {
                arguments[at] = "--emit=dep-info,metadata".to_owned();
            } else if arguments[at] == SOURCE {
                arguments[at].clone_from(&file);
            } else if at > 0 && arguments[at - 1] == "--out-dir" {
                arguments[at] = folder.to_string_lossy().into_owned();
            }
        }
        arguments.extend(options.iter().map(|&option| option.to_owned()));
        let (mut output, mut read) = self.call_compiler(&arguments, &folder.join(CRATE), prepare)?;
        if let Ok(read) = &mut read {
            read.files.retain(|read| read != Path::new(&file));
        }
        // Where evcxr believes that it is.
        if let Ok(messages) = std::str::from_utf8(&output.stderr) {
            output.stderr = messages.replace(&file, SOURCE).into_bytes();
        }
        Ok((output, read))
    }

    fn call_compiler(
        &self,
        arguments: &[String],
        object: &Path,
        prepare: impl FnOnce(&mut Command),
    ) -> io::Result<(Output, io::Result<DepInfo>)> {
        let build = &self.call.folder;
        let list = object.with_file_name(format!("{CRATE}.d"));
        // Not the one of an earlier cell.
        let _ = fs::remove_file(&list);
        let mut command = Command::new(&self.front.rustc);
        command.args(arguments).args(self.precompiled.iter().flat_map(|made| made.arguments()));
        command.env_clear().envs(self.variables()).current_dir(build);
        prepare(&mut command);
        Ok((self.front.output(&mut command)?, depinfo::read(&list)))
    }
}

/// Where the compiler puts the shared object.
pub fn object(arguments: &[String]) -> Option<PathBuf> {
    let folder = arguments.windows(2).find(|pair| pair[0] == "--out-dir").map(|pair| PathBuf::from(&pair[1]))?;
    let (prefix, suffix) = (std::env::consts::DLL_PREFIX, std::env::consts::DLL_SUFFIX);
    Some(folder.join(format!("{prefix}{CRATE}{suffix}")))
}
