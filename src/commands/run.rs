//! `calculus run`: runs notebooks without Jupyter, and says how it went.

use super::kernel::end_on_ctrl_c;
use crate::compare;
use crate::project::Project;
use crate::session::folder::{self, FolderError, SessionFolder};
use crate::session::warm::{Warm, WarmError};
use crate::session::{self, Failure, Output, Session, SessionError};
use crate::stored::as_stored;
use indicatif::{ProgressBar, ProgressStyle};
use notebook::{Notebook, NotebookError};
use serde_json::Value;
use std::io;
use std::path::{Path, PathBuf};
use std::process::ExitCode;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::{Duration, Instant};

#[derive(clap::Args)]
pub struct Arguments {
    /// The notebooks, run one after another, each from a fresh start
    #[arg(required = true, value_name = "NOTEBOOK")]
    notebooks: Vec<PathBuf>,
    /// Compare with the stored outputs and show what differs
    #[arg(long, conflicts_with = "write")]
    check: bool,
    /// Store the new outputs in the notebook, if every cell ran
    #[arg(long)]
    write: bool,
    /// How long one cell may take, its compilation included, in seconds
    #[arg(long, value_name = "SECONDS", default_value = "300", value_parser = seconds)]
    timeout: Duration,
}

/// Why a notebook did not come through.
#[derive(Debug, thiserror::Error)]
enum RunError {
    #[error("{}, cell {cell}: {failure}", notebook.display())]
    Cell { notebook: PathBuf, cell: usize, failure: Failure },
    #[error("{}: {count} of {total} cells differ from the stored outputs. If the new ones are right, `calculus run --write` stores them", notebook.display())]
    Differs { notebook: PathBuf, count: usize, total: usize },
    #[error(transparent)]
    Notebook(#[from] NotebookError),
    #[error("{0}: its folder could not be entered: {1}")]
    Folder(PathBuf, io::Error),
    #[error(transparent)]
    Warm(#[from] WarmError),
    #[error(transparent)]
    SessionFolder(#[from] FolderError),
    #[error(transparent)]
    Session(#[from] SessionError),
}

impl RunError {
    /// 1: a cell failed or differs; 2: the notebook could not be run.
    fn exit_code(&self) -> u8 {
        match self {
            RunError::Cell { .. } | RunError::Differs { .. } => 1,
            _ => 2,
        }
    }
}

pub fn run(arguments: &Arguments) -> ExitCode {
    // A notebook's relative paths start from its folder, so each run changes the working directory.
    let start = std::env::current_dir().unwrap_or_default();
    static INTERRUPTED: AtomicBool = AtomicBool::new(false);
    end_on_ctrl_c(|| INTERRUPTED.store(true, Ordering::SeqCst));
    folder::sweep();
    let mut code = 0;
    for notebook in &arguments.notebooks {
        let result = run_notebook(&start.join(notebook), notebook, arguments);
        while INTERRUPTED.load(Ordering::SeqCst) {
            // What failed now was stopped; the handler is about to end the process, and says how.
            std::thread::park();
        }
        if let Err(error) = result {
            eprintln!("calculus: {error}");
            code = code.max(error.exit_code());
        }
    }
    ExitCode::from(code)
}

/// `shown` is the notebook's path as the user wrote it.
fn run_notebook(path: &Path, shown: &Path, arguments: &Arguments) -> Result<(), RunError> {
    let mut notebook = Notebook::read(path, shown)?;
    let folder = path.canonicalize().ok().and_then(|path| path.parent().map(Path::to_owned)).unwrap_or_default();
    std::env::set_current_dir(&folder).map_err(|error| RunError::Folder(shown.to_owned(), error))?;

    let project = Project::around(&folder);
    let folder = match &project {
        Some(project) => {
            let warm = Warm::of(project);
            warm.ensure(&mut |sentence| eprintln!("{sentence} …"))?;
            warm.session_folder()?
        }
        None => SessionFolder::empty()?,
    };
    let mut session = Session::start(&folder, project.as_ref())?;

    let cells: Vec<String> = notebook.code_cells().map(|cell| cell.source()).collect();
    let mut progress = Progress::new(shown, cells.len());
    let mut stored = Vec::new();
    for (index, source) in cells.iter().enumerate() {
        let cell = index + 1;
        progress.begin(source);
        let mut outputs = Vec::new();
        let asked = session::Cell { number: cell, id: None, source, limit: Some(arguments.timeout), keyboard: false };
        let result = session.run(asked, &mut |output| {
            progress.note(&output, cell);
            outputs.push(output);
        });
        progress.end(cell, source, result.is_ok());
        result.map_err(|failure| RunError::Cell { notebook: shown.to_owned(), cell, failure })?;
        stored.push(as_stored(&outputs, cell));
    }
    drop(progress);

    if arguments.check {
        check(&notebook, shown, &stored)?;
    }
    if arguments.write {
        let keep = notebook.code_cells().map(|cell| cell.is_volatile() && !cell.outputs().is_empty());
        let kept: Vec<Vec<Value>> = keep
            .zip(notebook.code_cells())
            .zip(stored)
            .map(|((keep, cell), new)| if keep { cell.outputs().to_vec() } else { new })
            .collect();
        notebook.set_outputs(kept);
        notebook.write()?;
    }
    Ok(())
}

fn check(notebook: &Notebook, shown: &Path, now: &[Vec<Value>]) -> Result<(), RunError> {
    let mut count = 0;
    for (index, (cell, now)) in notebook.code_cells().zip(now).enumerate() {
        if !cell.is_volatile()
            && let Some(words) = compare::difference(cell.outputs(), now)
        {
            eprintln!("{}, cell {}: {words}", shown.display(), index + 1);
            count += 1;
        }
    }
    if count == 0 { Ok(()) } else { Err(RunError::Differs { notebook: shown.to_owned(), count, total: now.len() }) }
}

/// A line for each cell that is done, and on a terminal one for the cell that runs.
struct Progress {
    bar: ProgressBar,
    notebook: String,
    began: Instant,
}

impl Progress {
    fn new(notebook: &Path, cells: usize) -> Progress {
        let style = ProgressStyle::with_template("{spinner} {pos}/{len} {msg}").expect("the template is a constant");
        let bar = ProgressBar::new(cells as u64).with_style(style);
        bar.enable_steady_tick(Duration::from_millis(100));
        let name = notebook.file_name().unwrap_or(notebook.as_os_str()).to_string_lossy().into_owned();
        Progress { bar, notebook: name, began: Instant::now() }
    }

    fn begin(&mut self, source: &str) {
        self.began = Instant::now();
        self.bar.set_message(first_line(source));
    }

    fn note(&self, output: &Output, cell: usize) {
        match output {
            Output::Note(sentence) => self.bar.suspend(|| eprintln!("{}, cell {cell}: {sentence}", self.notebook)),
            Output::Compiling(words) => self.bar.set_message(words.clone()),
            _ => {}
        }
    }

    fn end(&mut self, cell: usize, source: &str, ran: bool) {
        let length = self.bar.length().unwrap_or_default();
        let word = if ran { "ok    " } else { "FAILED" };
        let seconds = self.began.elapsed().as_secs_f64();
        self.bar.suspend(|| {
            eprintln!("{} {cell:>3}/{length} {word} {seconds:>6.2} s  {}", self.notebook, first_line(source));
        });
        self.bar.inc(1);
    }
}

impl Drop for Progress {
    fn drop(&mut self) {
        self.bar.finish_and_clear();
    }
}

fn first_line(source: &str) -> String {
    const WIDTH: usize = 60;
    let line = source.lines().next().unwrap_or("(empty)");
    if line.chars().count() > WIDTH { line.chars().take(WIDTH - 1).chain(['…']).collect() } else { line.to_owned() }
}

fn seconds(text: &str) -> Result<Duration, String> {
    text.parse()
        .ok()
        .filter(|seconds: &f64| *seconds > 0.0)
        .and_then(|seconds| Duration::try_from_secs_f64(seconds).ok())
        .ok_or_else(|| "write a number of seconds above 0, such as 30 or 0.5".to_owned())
}
