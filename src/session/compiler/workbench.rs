//! What is at hand for compiling a session's cells: the recipe that holds, the store of compiled cells, and how the linker
//! is called.

use super::arguments::adapted;
use super::by_cargo::{arguments, by_cargo};
use super::call::Call;
use super::canonical::ENTRY_ALONE;
use super::compilation::{Compilation, object, write_source};
use super::depot::Depot;
use super::freshness::Freshness;
use super::precompiled::Precompiled;
use super::recipe::{self, Recipe};
use super::shared::Shared;
use super::stamp::Stamp;
use super::store::Store;
use super::{linker, lock};
use crate::session::base;
use crate::session::current_cell::{self, Cell};
use crate::session::front::{self, Front};
use crate::whole;
use std::cell::RefCell;
use std::io;
use std::path::Path;
use std::process::Command;
use std::sync::Arc;

pub struct Workbench {
    pub front: Front,
    store: Store,
    /// The recipe that was taken last, and its file as it was then.
    recipe: Option<(Stamp, Arc<Recipe>)>,
    /// Whether that one holds, for as long as a cell runs.
    freshness: Option<Freshness>,
    /// The learner's cell that is compiled or runs.
    pub cell: Option<Cell>,
    /// How the linker is called without the C compiler, once that was asked for; nothing where it does not go.
    linker: Option<Vec<String>>,
    /// What every cell brings along, compiled, once that was asked for; nothing where it does not compile.
    precompiled: Option<Option<Precompiled>>,
    /// How evcxr has called cargo for the last cell.
    call: Option<Call>,
    /// Whether cargo itself compiles that one.
    by_cargo: bool,
}

impl Workbench {
    pub fn new(front: Front) -> Workbench {
        Workbench {
            cell: Cell::of(&front.session),
            front,
            store: Store::of_user(),
            recipe: None,
            freshness: None,
            linker: None,
            precompiled: None,
            call: None,
            by_cargo: false,
        }
    }

    /// A cell is to be compiled and to run. What its compilation will have to know is looked up from now on.
    pub fn begin(&mut self, cell: Cell) {
        self.freshness = self.recipe.as_ref().zip(self.call.as_ref()).map(|((stamp, recipe), call)| {
            let (recipe, build) = (recipe.clone(), call.folder.clone());
            Freshness::of(stamp.clone(), move || recipe.holds(&build))
        });
        current_cell::begin(&self.front.session, &cell);
        front::allow_cargo(&self.front.session);
        self.cell = Some(cell);
    }

    /// The cell is done.
    pub fn end(&mut self) {
        current_cell::end(&self.front.session);
        (self.cell, self.freshness) = (None, None);
    }

    /// Gives cells the project's versions, before anything is asked of cargo, whose first answer would settle on its own.
    pub fn lay_lock(&self, call: &Call) -> io::Result<()> {
        self.front.lock.as_ref().map_or(Ok(()), |lock| lock::lay_of_project(&call.folder, lock))
    }

    /// How evcxr has called cargo for the last cell.
    pub fn call(&self) -> Option<&Call> {
        self.call.as_ref()
    }

    /// evcxr has called cargo for a cell, which cargo compiles unless it is [done here](Workbench::is_done_here).
    pub fn is_called(&mut self, call: &Call) {
        (self.call, self.by_cargo) = (Some(call.clone()), true);
    }

    /// The last cell was compiled without cargo.
    pub fn is_done_here(&mut self) {
        self.by_cargo = false;
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
    pub fn compilation<'a>(&'a mut self, call: &'a Call) -> io::Result<Option<Compilation<'a>>> {
        let build = &call.folder;
        let file = recipe::file(build, self.front.lock.as_deref(), &call.variables)?;
        if !self.has_recipe(&file, build) {
            // Perhaps another session has asked for the same, or for a part of it. Without it, cargo makes all anew.
            // What the session began with comes first: what was compiled since may be newer.
            base::complete(build)?;
            let _ = Depot::of_user().lay(build);
            if !self.has_recipe(&file, build) {
                return Ok(None);
            }
        }
        let Some(recipe) = self.recipe.as_ref().map(|(_, recipe)| recipe.clone()) else { return Ok(None) };
        recipe.lay_lock(build)?;
        let arguments = adapted(recipe.arguments(build));
        self.precompile(&arguments);
        let linker =
            self.linker.get_or_insert_with(|| linker::options(&self.front.rustc, &arguments).unwrap_or_default());
        // A recipe for another folder, by a way that could not be told from any other path, has its object there.
        let object = object(&arguments).filter(|object| object.starts_with(build));
        Ok(object.map(|object| Compilation {
            front: &self.front,
            cell: self.cell.as_ref().map(|cell| cell.source.as_str()),
            store: &self.store,
            linker: RefCell::new(linker),
            precompiled: self.precompiled.as_ref().and_then(Option::as_ref),
            recipe,
            call,
            arguments,
            object,
            lessons: RefCell::default(),
        }))
    }

    /// Has what every cell brings along compiled, if it is not there. Without it, a cell takes longer and nothing else.
    fn precompile(&mut self, arguments: &[String]) {
        let is_settled = |made: &Option<Precompiled>| made.as_ref().is_none_or(Precompiled::is_there);
        if !self.precompiled.as_ref().is_some_and(is_settled) {
            let made = Precompiled::of(&self.front, arguments).ok();
            let was_stopped = made.is_none() && self.front.is_stopped();
            self.precompiled = (!was_stopped).then_some(made);
        }
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

    /// Has cargo compile what the cells depend on, if it has not done that yet: the compiler is called as cargo calls it.
    pub fn have_recipe(&mut self, call: &Call) -> io::Result<()> {
        if self.compilation(call)?.is_some() || self.front.is_stopped() {
            return Ok(());
        }
        self.by_cargo = true;
        self.lay_lock(call)?;
        let mut nothing = ENTRY_ALONE.to_owned();
        nothing.extend(Shared::of(&call.folder).map(|shared| shared.loaded()));
        write_source(&call.folder, &nothing)?;
        let mut cargo = || {
            let mut cargo = Command::new(&self.front.cargo);
            cargo.args(arguments(call)).env_clear().envs(&call.variables).current_dir(&call.folder);
            self.front.output(&mut cargo)
        };
        by_cargo(call, &mut cargo).map(drop)
    }
}
