//! Where a session's cells are compiled: what evcxr asks of cargo, and of rust-analyzer, is done here.

use super::call::Call;
use super::compilation::write_source;
use super::definitions::Definitions;
use super::invocations::with_made_items;
use super::messages::Lesson;
use super::names::SOURCE;
use super::refusal::{Refusal, of_private};
use super::shared::Shared;
use super::types::Type;
use super::variables::{Looked, Variable, declarations};
use super::workbench::Workbench;
use super::{canonical, described, files, implementations, messages, places, probe, statics, told};
use crate::knock::Built;
use crate::session::current_cell::Cell;
use crate::session::front::{Front, WAS_STOPPED};
use crate::whole;
use std::fs;
use std::io;
use std::ops::Range;
use std::path::PathBuf;

pub struct Workshop {
    bench: Workbench,
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
        Workshop {
            bench: Workbench::new(front),
            definitions: Definitions::default(),
            defined: Vec::new(),
            refusals: Vec::new(),
            lessons: Vec::new(),
            looked_at: None,
        }
    }

    /// A cell is to be compiled and to run.
    pub fn begin(&mut self, cell: Cell) {
        self.bench.begin(cell);
    }

    /// The cell is done.
    pub fn end(&mut self) {
        self.bench.end();
    }

    /// The compiler's arguments for the last cell, which name the crates that cells can name.
    pub fn arguments(&mut self) -> Vec<String> {
        self.bench.arguments()
    }

    /// Does what `call` asks of cargo for a cell: compiles it, or answers a question.
    pub fn build(&mut self, call: &Call) -> io::Result<Built> {
        if self.bench.front.is_stopped() {
            return Ok(Built::Done { code: 1, stdout: String::new(), stderr: format!("{WAS_STOPPED}\n") });
        }
        self.bench.lay_lock(call)?;
        if let Some(said) = described::by_cargo(&self.bench.front, call) {
            return Ok(Built::Done { code: said.code, stdout: said.stdout, stderr: said.stderr });
        }
        match call.arguments.first().map(String::as_str) {
            Some("check") => return self.check(call),
            Some("build") => {}
            _ => return Ok(Built::ByCargo),
        }
        self.bench.is_called(call);
        let source = fs::read_to_string(call.folder.join(SOURCE))?;
        let Some(source) = canonical::with_entry(&source) else { return Ok(Built::ByCargo) };
        let source = match &self.bench.cell {
            Some(Cell { source: cell, number: Some(number) }) => places::named(&source, cell, *number),
            _ => source,
        };
        let mut outcome = self.compiled(call, &source)?;
        let mut out = Vec::new();
        while let Some(Err(messages)) = &outcome {
            let gives_way = self.definitions.displaces(&messages::calls_that_conflict(messages))
                || self.definitions.supersedes(&source, &messages::conflicts(messages));
            if !gives_way {
                let broken = self.definitions.leaves_no_room_for(&source, &messages::places(messages));
                if broken.is_empty() {
                    break;
                }
                out.extend(broken);
            }
            outcome = self.compiled(call, &source)?;
        }
        self.lessons.extend(out.into_iter().map(Lesson::of_what_is_out));
        let Some(outcome) = outcome else { return Ok(Built::ByCargo) };
        self.bench.is_done_here();
        let (code, stdout) = match outcome {
            Ok(object) => (0, told::of_object(&object)),
            // Where evcxr looks for them, as cargo does it.
            Err(messages) => {
                self.refusals.extend(of_private(&messages, &self.defined, &self.refusals));
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
        let Some(compilation) = self.bench.compilation(call)? else {
            // For the real cargo too, so that a cell is the same by either way.
            write_source(&call.folder, &source)?;
            return Ok(None);
        };
        let outcome = compilation.of(&source)?;
        self.lessons = compilation.lessons.take();
        Ok(Some(outcome.map(|()| compilation.object)))
    }

    /// Says what is wrong with a source that is not to become code. Cargo would read all libraries once more for that, in
    /// another form than the one that cells are linked with, which takes longer than anything else that a cell waits for.
    fn check(&mut self, call: &Call) -> io::Result<Built> {
        let last = self.bench.call().cloned();
        if let Some(last) = &last {
            self.bench.have_recipe(last)?;
        }
        let call = last.as_ref().unwrap_or(call);
        let source = self.prepared(&fs::read_to_string(call.folder.join(SOURCE))?);
        let Some(compilation) = self.bench.compilation(call)? else {
            return Ok(Built::ByCargo);
        };
        let (code, stdout) = match compilation.check(&source)? {
            Ok(()) => (0, String::new()),
            Err(messages) => (1, told::for_evcxr(&messages)),
        };
        Ok(Built::Done { code, stdout, stderr: String::new() })
    }

    /// A source of evcxr's as a compiler is to see it.
    fn prepared(&mut self, source: &str) -> String {
        files::from_folder(&self.defined_now(source), &self.bench.front.notebook)
    }

    /// A source of evcxr's with what is defined now, be it by an item, by the latest of several, or by a macro.
    pub fn defined_now(&mut self, source: &str) -> String {
        let source = implementations::latest(&self.definitions.still_there(source));
        with_made_items(&mut self.bench, &mut self.definitions, &source)
    }

    /// What evcxr is to see of a source that it has generated for looking at: the variables with their types.
    pub fn declarations(&mut self, source: &str) -> String {
        self.refusals.clear();
        if let Some(call) = self.bench.call() {
            // evcxr has written it there for rust-analyzer.
            whole::empty(&call.folder.join(SOURCE));
        }
        let source = &self.prepared(source);
        let Some(looked) = Looked::at(source) else { return String::new() };
        let types = probe::types_of(&mut self.bench, &looked);
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

    /// The type of the expression that stands at `receiver` in a source that evcxr has generated for looking at, as
    /// the compiler prints it. What follows it need not be complete.
    pub fn type_at(&mut self, source: &str, receiver: Range<usize>) -> Option<String> {
        let now = self.defined_now(source);
        // Items that are made stand before the function.
        let shift = now.len().checked_sub(source.len())?;
        probe::type_at(&mut self.bench, &now, receiver.start + shift..receiver.end + shift)
    }
}
