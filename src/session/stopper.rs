//! What other threads can do to a session while it waits for its cell.

use super::front;
use crossbeam_channel::Sender;
use std::path::PathBuf;

/// Stops the cell that runs, from another thread than the one that waits for it.
#[derive(Clone)]
pub struct Stopper {
    pub(super) interrupts: Sender<()>,
    pub(super) folder: PathBuf,
}

impl Stopper {
    /// Has an answer about a cell that is being written come at once, with what is known without the compiler.
    pub fn hurry(&self) {
        front::end_cargo(&self.folder);
    }

    /// Ends what the session does now. Without a cell that compiles or runs, nothing happens.
    pub fn interrupt(&self) {
        // One wish is enough; further ones while it is carried out are dropped.
        let _ = self.interrupts.try_send(());
    }
}

/// Answers what cells ask, from another thread than the one that waits for them.
#[derive(Clone)]
pub struct Keyboard(pub(super) Sender<Option<String>>);

impl Keyboard {
    /// Gives a cell that has asked the line that it waits for.
    pub fn answer(&self, line: String) {
        // One answer for one question; further ones are dropped.
        let _ = self.0.try_send(Some(line));
    }
}
