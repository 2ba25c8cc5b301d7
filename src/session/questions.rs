//! What is asked about a cell that is being written.

use super::Session;
use super::engine::Job;
use crate::help;
use crossbeam_channel::bounded;
use std::ops::Range;

/// What stands before the cell in the source that evcxr looks at.
const BEFORE_CELL: &str = "EvcxrUserCodeError> {";

impl Session {
    /// What may stand at `position`, in bytes, of a cell that is being written, and the bytes in whose place.
    pub fn complete(&self, source: &str, position: usize) -> Option<(Range<usize>, Vec<help::Completion>)> {
        self.ask(source, position, help::complete)
    }

    /// What the name that ends at `position`, in bytes, means. `None` if it means nothing that is known.
    pub fn describe(&self, source: &str, position: usize) -> Option<help::Description> {
        self.ask(source, position, help::describe)?
    }

    /// Has the index made of all that cells can name, where it is missing, by another process.
    pub fn have_index(&self) {
        self.help.shelves(&self.crates());
    }

    /// The same, and waits for it.
    pub fn make_index(&self) {
        self.help.make_shelves(&self.crates());
    }

    fn ask<T>(
        &self,
        cell: &str,
        cursor: usize,
        answer: impl FnOnce(&help::Store, &help::Question, &mut help::Compiler) -> T,
    ) -> Option<T> {
        let before = self.before_a_cell()?;
        let question = help::Question { cell, cursor, before: &before, crates: &self.crates() };
        let mut compiler =
            |source: &str, expression: Range<usize>| self.workshop.lock().ok()?.type_at(source, expression);
        Some(answer(&self.help, &question, &mut compiler))
    }

    /// The source that evcxr makes for looking at a cell, up to the place where the cell goes.
    fn before_a_cell(&self) -> Option<String> {
        let (sender, receiver) = bounded(1);
        self.jobs.send(Job::Look(sender)).ok()?;
        receiver.recv().ok()?;
        let mut workshop = self.workshop.lock().ok()?;
        let (source, _) = workshop.looked_at.take()?;
        let mut source = workshop.defined_now(&source);
        source.truncate(source.rfind(BEFORE_CELL)? + BEFORE_CELL.len());
        Some(source)
    }

    fn crates(&self) -> Vec<help::Crate> {
        self.workshop.lock().map(|mut workshop| help::crates(&workshop.arguments())).unwrap_or_default()
    }
}
