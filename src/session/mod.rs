//! Evaluation: a cell goes in; a stream of outputs and an outcome come out.
//!
//! A [`Session`] is evcxr's engine with processes of our own around the cells, so that what happened in a
//! cell is known and not guessed:
//!
//! ```text
//! session ── evcxr's engine ── cargo (ours in front: `stand_in`)
//!                 └── cell process (`cell_process`) ── worker (`cell_worker`), where the cells run
//! ```

mod backup;
pub mod base;
mod cell_process;
mod cell_worker;
mod commands;
mod compile_error;
pub mod compiler;
mod copies;
mod current_cell;
mod documented;
mod engine;
mod failure;
mod first_cell;
pub mod folder;
pub mod front;
mod hand;
mod hints;
mod lessons;
mod listing;
mod offered;
mod output;
mod questions;
mod refusals;
mod seen;
mod stand_in;
mod standard_streams;
mod stopper;
pub mod toolchain;
pub mod warm;
mod wire;

use failure::explained;
pub use failure::{Failure, is_full_disk, last_lines};
pub use hand::Moved;
pub use output::{Forms, Output};
pub use stopper::{Keyboard, Stopper};
pub use wire::{POSITION, Stream};

use crate::help;
use crate::process;
use crate::project::Project;
use compiler::door::Door;
use compiler::store::{self, Store};
use compiler::{Definitions, SOURCE, Workshop, asked};
use crossbeam_channel::{Receiver, Sender, bounded, select, unbounded};
use engine::{Evaluated, Job, Variables, answer};
use evcxr::{CommandContext, EvalContext};
use first_cell::FIRST_CELL;
use folder::SessionFolder;
use listing::Listing;
use seen::Seen;
use std::collections::BTreeSet;
use std::path::{Path, PathBuf};
use std::process::{Child, ExitCode};
use std::sync::{Arc, Mutex};
use std::time::{Duration, Instant};

/// The argument by which this program knows that it is to be the cell process.
const CELL_PROCESS: &str = "cell-process";
/// The same for one that runs nothing.
const NO_CELL_PROCESS: &str = "no-cell-process";
/// The same for the worker.
const CELL_WORKER: &str = "cell-worker";
/// How long a stopped engine may take to come back before it is given up.
const GIVE_UP_AFTER: Duration = Duration::from_secs(10);

/// Plays the part that this process was started for, if it was started for one in a session.
pub fn role(arguments: &[String]) -> Option<ExitCode> {
    let tool = stand_in::role(arguments);
    let code = match arguments.get(1).map(String::as_str) {
        _ if tool.is_some() => tool?,
        Some(CELL_PROCESS) => cell_process::watch(Path::new(arguments.get(2)?)),
        Some(NO_CELL_PROCESS) => cell_process::pretend(),
        // evcxr's own cell process, in which the cells of the Jupyter kernel run.
        _ if std::env::var_os("EVCXR_IS_RUNTIME").is_some() => {
            cell_worker::prepare();
            evcxr::runtime_hook();
            Ok(0)
        }
        Some(CELL_WORKER) => cell_worker::work(arguments.get(2)?, arguments.get(3)?.parse().ok()?).map(|()| 0),
        _ => return None,
    };
    Some(match code {
        Ok(code) => ExitCode::from(u8::try_from(code).unwrap_or(1)),
        Err(error) => {
            eprintln!("{error}");
            ExitCode::FAILURE
        }
    })
}

#[derive(Debug, thiserror::Error)]
pub enum SessionError {
    #[error("the engine that compiles cells did not start: {}", explained(&.0.to_string()))]
    Engine(evcxr::Error),
    #[error("the session's own first cell did not run: {0}. `calculus doctor` says what may be missing")]
    FirstCell(String),
    #[error(transparent)]
    Toolchain(#[from] toolchain::ToolchainError),
    #[error(transparent)]
    Folder(#[from] folder::FolderError),
}

/// Why a cell was ended before its own end.
#[derive(Clone, Copy, Debug)]
enum Stop {
    /// It had taken this long, which was its limit.
    After(Duration),
    /// Somebody wished it.
    Interrupted,
}

/// A cell that is to run.
pub struct Cell<'a> {
    /// Its number in its notebook, by which a failure names it.
    pub number: usize,
    /// What its client calls it, however often it is changed and runs again.
    pub id: Option<&'a str>,
    pub source: &'a str,
    /// After this time, what still compiles or runs is ended.
    pub limit: Option<Duration>,
    /// Whether there is somebody to answer its questions.
    pub keyboard: bool,
}

/// Cells that share their variables. One at a time in a process: evcxr takes its folder from the
/// environment and a notebook's relative paths from the working directory.
pub struct Session {
    /// The session's folder.
    folder: PathBuf,
    jobs: Sender<Job>,
    results: Receiver<(Evaluated, Variables)>,
    interrupts: (Sender<()>, Receiver<()>),
    /// What cells are answered. `None`: nobody can.
    answers: (Sender<Option<String>>, Receiver<Option<String>>),
    /// What cargo compiles for a cell.
    progress: Receiver<String>,
    events: Receiver<String>,
    /// What happens while no cell runs. Errors of the cell process itself too; none in normal times.
    complaints: Receiver<String>,
    process: Arc<Mutex<Child>>,
    workshop: Arc<Mutex<Workshop>>,
    help: help::Store,
    _door: Option<Door>,
    listing: Listing,
    /// Through which positions go between cells.
    hand: hand::Hand,
    /// The cell process that has had [`FIRST_CELL`]. evcxr makes a new one when a cell has ended it, and at its
    /// own commands `:clear` and `:restart`.
    prepared: Option<u32>,
    /// The variables of which it was said that they are raw pointers.
    pointers: BTreeSet<String>,
    /// A start-up file of evcxr's own kernel, of which nothing has been said yet.
    unread_file: Option<PathBuf>,
    /// What happened since the cell began, for the outcome.
    seen: Seen,
}

impl Session {
    /// Starts the engine in `folder`; cells get the dependency versions of `project`. Their working directory
    /// and relative paths are those of this process.
    pub fn start(folder: &SessionFolder, project: Option<&Project>) -> Result<Session, SessionError> {
        Session::with_cells_in(CELL_PROCESS, folder, project)
    }

    /// The same for cells that are compiled and not run.
    pub fn rehearse(folder: &SessionFolder, project: &Project) -> Result<Session, SessionError> {
        Session::with_cells_in(NO_CELL_PROCESS, folder, Some(project))
    }

    fn with_cells_in(role: &str, folder: &SessionFolder, project: Option<&Project>) -> Result<Session, SessionError> {
        let front = stand_in::stand_in_front_of_cargo(folder, project)?;
        let workshop = Arc::new(Mutex::new(Workshop::new(front)));
        let (compiling, progress) = unbounded();
        let door = Door::open(folder.path(), workshop.clone(), compiling);
        asked::answer_by(workshop.clone());
        let mut command =
            std::process::Command::new(std::env::current_exe().map_err(|error| SessionError::Engine(error.into()))?);
        let hand = hand::Hand::in_folder(folder.path()).map_err(|error| SessionError::Engine(error.into()))?;
        command.arg(role).arg(hand.path()).env(wire::LIVE_VARIABLE, "1");
        let (context, outputs) = EvalContext::with_subprocess_command(command).map_err(SessionError::Engine)?;
        let mut context = CommandContext::with_eval_context(context);
        let process = context.process_handle();

        let (jobs, inbox) = unbounded();
        let (outbox, results) = bounded(1);
        let answers = bounded(1);
        std::thread::spawn({
            let answers: Receiver<Option<String>> = answers.1.clone();
            move || {
                for job in inbox {
                    if !answer(&mut context, job, &outbox, &answers) {
                        break;
                    }
                }
            }
        });
        let mut session = Session {
            listing: Listing::new(&folder.build()),
            folder: folder.path().to_owned(),
            jobs,
            results,
            interrupts: bounded(1),
            answers,
            progress,
            events: outputs.stdout,
            complaints: outputs.stderr,
            process,
            workshop,
            help: help::Store::new(toolchain::rustdoc(), toolchain::compiler()?),
            _door: door,
            hand,
            prepared: None,
            pointers: BTreeSet::new(),
            unread_file: commands::unread_file(),
            seen: Seen::default(),
        };
        session.prepare()?;
        std::thread::spawn(|| Store::of_user().shrink_to(store::LIMIT));
        Ok(session)
    }

    /// Runs one cell. Every output goes to `sink` when it is there.
    pub fn run(&mut self, cell: Cell, sink: &mut dyn FnMut(Output)) -> Result<(), Failure> {
        let Cell { number, id, source, limit, keyboard } = cell;
        if let Some(failure) = commands::refused(source) {
            return Err(failure);
        }
        if let Some(file) = self.unread_file.take() {
            sink(Output::Note(format!(
                "{} is not read by this kernel. Put its lines into the notebook's first cell",
                file.display()
            )));
        }
        if self.prepared != self.process_id() {
            self.prepare().map_err(|error| Failure::Engine(error.to_string()))?;
        }
        let source = &self.listing.with_new_variables(source);
        self.listing.add(number, source);
        let ran = match self.refused(source) {
            Some(failure) => Err(failure),
            None => {
                self.define(|definitions| definitions.begin(id, source));
                let ran = self.evaluate(&documented::kept(source), limit, keyboard, sink);
                let ran = ran.and_then(|(evaluated, stop)| self.outcome(evaluated, stop, sink));
                self.define(|definitions| definitions.end(ran.is_ok()));
                ran
            }
        };
        if ran.is_err() {
            self.listing.failed();
        }
        ran
    }

    /// Why a cell is not even to be compiled.
    fn refused(&self, source: &str) -> Option<Failure> {
        let unread = compile_error::of_unread_rest(&self.listing).map(|error| Failure::Compile(vec![error]));
        unread.or_else(|| copies::refused(source, &self.listing))
    }

    fn define(&mut self, change: impl FnOnce(&mut Definitions)) {
        if let Ok(mut workshop) = self.workshop.lock() {
            change(&mut workshop.definitions);
            self.listing.gone_types = workshop.definitions.types_that_are_gone();
        }
    }

    /// What happens while no cell runs: threads go on after their cell. For [`late`](Session::late).
    pub fn between_cells(&self) -> &Receiver<String> {
        &self.complaints
    }

    /// Passes on what has happened since the last cell has run.
    pub fn late(&mut self, line: &str, sink: &mut dyn FnMut(Output)) {
        self.event(line, sink);
        self.seen.tell_of_panic(&self.listing, sink);
    }

    /// What stops this session's cells.
    pub fn stopper(&self) -> Stopper {
        Stopper { interrupts: self.interrupts.0.clone(), folder: self.folder.clone() }
    }

    /// What answers this session's cells.
    pub fn keyboard(&self) -> Keyboard {
        Keyboard(self.answers.0.clone())
    }

    /// Gives a new worker the session's first cell.
    fn prepare(&mut self) -> Result<(), SessionError> {
        let (evaluated, _) = self
            .evaluate(FIRST_CELL, None, false, &mut |_| {})
            .map_err(|failure| SessionError::FirstCell(failure.to_string()))?;
        if let Err(error) = evaluated {
            let mut reason = error.to_string();
            reason.extend(self.complaints.try_iter().map(|line| format!("\n{line}")));
            return Err(SessionError::FirstCell(reason));
        }
        self.prepared = self.process_id();
        Ok(())
    }

    fn process_id(&self) -> Option<u32> {
        self.process.lock().ok().map(|process| process.id())
    }

    /// Has `source` evaluated and passes on what happens, until the engine answers.
    fn evaluate(
        &mut self,
        source: &str,
        limit: Option<Duration>,
        keyboard: bool,
        sink: &mut dyn FnMut(Output),
    ) -> Result<(Evaluated, Option<Stop>), Failure> {
        self.seen = Seen::default();
        self.seen.keyboard = keyboard;
        let number = self.listing.current().map(|(number, _)| number);
        self.in_workshop(|workshop| workshop.begin(current_cell::Cell { source: source.to_owned(), number }));
        let evaluated = self.evaluate_cell(source, limit, sink);
        self.in_workshop(Workshop::end);
        evaluated
    }

    fn in_workshop(&self, work: impl FnOnce(&mut Workshop)) {
        if let Ok(mut workshop) = self.workshop.lock() {
            work(&mut workshop);
        }
    }

    fn evaluate_cell(
        &mut self,
        source: &str,
        limit: Option<Duration>,
        sink: &mut dyn FnMut(Output),
    ) -> Result<(Evaluated, Option<Stop>), Failure> {
        // A wish from before this cell was not meant for it.
        let _ = self.interrupts.1.try_recv();
        let _ = self.answers.1.try_recv();
        let gone = || Failure::Engine("it ended unexpectedly; start the notebook again".to_owned());
        self.jobs.send(Job::Evaluate(source.to_owned())).map_err(|_| gone())?;
        let mut deadline = limit.map(|limit| (Instant::now() + limit, Stop::After(limit)));
        let mut stop = None;
        let mut compiles: Option<Instant> = None;
        loop {
            let alarm = deadline.map_or_else(crossbeam_channel::never, |(at, _)| crossbeam_channel::at(at));
            let wanted = select! {
                recv(self.events) -> line => {
                    let compiled = self.seen.started;
                    if let Some(since) = compiles.take() {
                        sink(Output::Compiling(format!("compiled in {:.0} s, and kept", since.elapsed().as_secs_f64())));
                    }
                    self.event(&line.map_err(|_| gone())?, sink);
                    if stop.is_some() && self.seen.started && !compiled {
                        // Its compilation had ended at the moment when it was to be stopped.
                        self.stop();
                    }
                    continue;
                }
                recv(self.results) -> evaluated => {
                    let (mut evaluated, variables) = evaluated.map_err(|_| gone())?;
                    // The engine waits until its lines are taken, but not until the last one is looked at.
                    while let Ok(line) = self.events.try_recv() {
                        self.event(&line, sink);
                    }
                    let last = evaluated.as_mut().ok().and_then(|it| it.content_by_mime_type.remove(wire::LAST_EVENTS));
                    last.iter().flat_map(|last| last.lines()).for_each(|line| self.event(line, sink));
                    self.warn(&variables, sink);
                    self.listing.variables_are(variables, evaluated.is_ok());
                    self.seen.flush_value(sink);
                    if self.seen.panicked.is_none() {
                        self.seen.tell_of_panic(&self.listing, sink);
                    }
                    return Ok((evaluated, stop));
                }
                recv(self.progress) -> words => {
                    sink(Output::Compiling(words.map_err(|_| gone())?));
                    compiles.get_or_insert_with(Instant::now);
                    continue;
                }
                recv(self.interrupts.1) -> _ => Stop::Interrupted,
                recv(alarm) -> _ => match deadline {
                    Some((_, stop)) => stop,
                    None => continue,
                },
            };
            match stop {
                None => {
                    stop = Some(wanted);
                    self.stop();
                    deadline = Some((Instant::now() + GIVE_UP_AFTER, Stop::After(GIVE_UP_AFTER)));
                }
                Some(_) if matches!(wanted, Stop::Interrupted) => {}
                Some(_) => return Err(Failure::Stuck),
            }
        }
    }

    /// Ends what the cell does now, be it that it compiles or that it runs.
    fn stop(&self) {
        if self.seen.started {
            if let Some(process) = self.process_id() {
                process::interrupt(process as libc::pid_t);
            }
            // The engine may wait for an answer.
            let _ = self.answers.0.try_send(None);
        } else {
            front::end_cargo(&self.folder);
        }
    }

    fn event(&mut self, line: &str, sink: &mut dyn FnMut(Output)) {
        self.seen.event(line, &self.listing, &self.answers.0, sink);
    }

    /// From what was seen and what the engine says to what it means.
    fn outcome(
        &mut self,
        evaluated: Evaluated,
        stop: Option<Stop>,
        sink: &mut dyn FnMut(Output),
    ) -> Result<(), Failure> {
        let seen = std::mem::take(&mut self.seen);
        // What only compiled has changed nothing.
        let kept = seen.restored || !seen.started;
        let variables = if kept { failure::Variables::Kept } else { failure::Variables::Lost };
        let while_running = seen.started;
        match stop.filter(|_| evaluated.is_err()) {
            Some(Stop::After(after)) => return Err(Failure::TimedOut { after, while_running, variables }),
            Some(Stop::Interrupted) => return Err(Failure::Interrupted { while_running, variables }),
            None => {}
        }
        if seen.ended.is_some() || matches!(evaluated, Err(evcxr::Error::SubprocessTerminated(_))) {
            return Err(Failure::from_process_end(seen.ended, &seen.stderr, variables));
        }
        if let Some(panic) = seen.panicked {
            let place = self.listing.place(&panic.file, panic.line);
            return Err(Failure::Panic { place, message: panic.message, variables });
        }
        if seen.question_mark {
            let place = seen.question_mark_at.and_then(|line| self.listing.place(SOURCE, line));
            return Err(Failure::from_question_mark(&seen.stderr, place, variables));
        }
        let outputs = evaluated.map_err(|error| self.failure(error))?;
        if seen.read_stdin {
            return Err(Failure::ReadStdin);
        }
        if let Some(timing) = outputs.timing {
            sink(Output::Note(format!("took {:.3} s, with its compilation", timing.as_secs_f64())));
        }
        // What the engine's own commands (`:vars`, `:help`) answer; the cells' values came as events.
        if !outputs.content_by_mime_type.is_empty() {
            sink(Output::Value(outputs.content_by_mime_type.into_iter().collect()));
        }
        Ok(())
    }

    /// What the engine says, or what the compiler knows of the variables that it complains of.
    fn failure(&self, error: evcxr::Error) -> Failure {
        let refusals = self.workshop.lock().map(|workshop| workshop.refusals.clone()).unwrap_or_default();
        if !refusals.is_empty() && refusals::is_about_a_type(&error) {
            return Failure::Compile(refusals::errors(&refusals, &self.listing));
        }
        let mut failure = Failure::from_engine(error, &self.listing);
        if let Failure::Compile(errors) = &mut failure {
            errors.iter_mut().for_each(refusals::explain_borrow);
        }
        failure
    }
}
