//! The command that a lab starts once it is open: it compiles the cells of the notebooks, so that the first reader waits as
//! little as the second. Nothing is run, and what somebody else compiles or runs comes first.

use super::kernel::{end, leave_nothing_behind};
use crate::project::Project;
use crate::session::folder;
use crate::session::warm::Warm;
use crate::session::{Cell, Session};
use notebook::Notebook;
use std::path::{Path, PathBuf};
use std::process::ExitCode;
use std::time::Duration;

/// The argument by which a program knows that it is to do this, in the folder of the notebooks.
pub const AHEAD: &str = "--ahead";
/// How long to wait before looking again whether somebody else still has a cell.
const REST: Duration = Duration::from_millis(500);
/// The least of priorities.
const NICENESS: libc::c_int = 19;

pub fn run() -> ExitCode {
    leave_nothing_behind(end);
    // SAFETY: plain system call on this process.
    unsafe { libc::nice(NICENESS) };
    let here = std::env::current_dir().unwrap_or_default();
    let Some(project) = Project::around(&here) else { return ExitCode::FAILURE };
    let mut wait_for_others = |_, _| {
        while folder::is_any_busy() {
            std::thread::sleep(REST);
        }
    };
    let done = |notebook: &&PathBuf| compile(notebook, &project, &mut wait_for_others).is_some();
    let done = notebook::in_folder(&here).unwrap_or_default().iter().filter(done).count();
    if done > 0 { ExitCode::SUCCESS } else { ExitCode::FAILURE }
}

/// Compiles the cells of a notebook. Before each, `before` hears how many are done, and of how many. `None` if it cannot be
/// done; the reader of that notebook will be told why.
pub fn compile(notebook: &Path, project: &Project, before: &mut dyn FnMut(usize, usize)) -> Option<()> {
    let cells: Vec<String> = Notebook::read(notebook, notebook).ok()?.code_cells().map(|cell| cell.source()).collect();
    let folder = Warm::of(project).session_folder().ok()?;
    let mut session = Session::rehearse(&folder, project).ok()?;
    for (index, cell) in cells.iter().enumerate() {
        before(index, cells.len());
        // A cell that does not compile is somebody's unfinished work.
        let _ =
            session.run(Cell { number: index + 1, id: None, source: cell, limit: None, keyboard: false }, &mut |_| {});
    }
    // What Tab and Shift-Tab look up.
    session.make_index();
    Some(())
}
