//! Evaluation: a cell goes in; a stream of outputs and an outcome come out.
//!
//! A [`Session`] is evcxr's engine with processes of our own around the cells, so that what happened in a
//! cell is known and not guessed:
//!
//! ```text
//! session ── evcxr's engine ── cargo (ours in front: `toolchain`)
//!                 └── cell process (`cell_process`) ── worker (`cell_worker`), where the cells run
//! ```

mod cell_process;
mod cell_worker;
mod failure;
mod first_cell;
pub mod folder;
mod listing;
pub mod toolchain;
pub mod warm;
mod wire;

pub use failure::{Failure, Place, is_full_disk, last_lines};
use failure::{explained, with_its_reason};
pub use wire::Stream;

use crate::project::Project;
use crossbeam_channel::{Receiver, Sender, bounded, select, unbounded};
use evcxr::{CommandContext, EvalContext};
use first_cell::FIRST_CELL;
use folder::SessionFolder;
use listing::Listing;
use std::collections::BTreeMap;
use std::path::PathBuf;
use std::process::ExitCode;
use std::time::{Duration, Instant};
use wire::{Event, Panic};

/// The argument by which this program knows that it is to be the cell process.
const CELL_PROCESS: &str = "cell-process";
/// The same for the worker.
const CELL_WORKER: &str = "cell-worker";
/// How long a stopped engine may take to come back before it is given up.
const GIVE_UP_AFTER: Duration = Duration::from_secs(10);

/// Plays the part that this process was started for, if it was started for one in a session.
pub fn role(arguments: &[String]) -> Option<ExitCode> {
    let code = match arguments.get(1).map(String::as_str) {
        _ if toolchain::is_cargo(arguments) => toolchain::be_cargo(&arguments[1..]),
        Some(CELL_PROCESS) => cell_process::watch(),
        // evcxr's own cell process, in which the cells of the Jupyter kernel run.
        _ if std::env::var_os("EVCXR_IS_RUNTIME").is_some() => {
            cell_worker::prepare();
            evcxr::runtime_hook();
            Ok(0)
        }
        Some(CELL_WORKER) => cell_worker::work(arguments.get(2)?).map(|()| 0),
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

/// Something that a cell put out.
#[derive(Clone, Debug, PartialEq)]
pub enum Output {
    Text {
        stream: Stream,
        text: String,
    },
    /// One value, in every form that it has: MIME type and content.
    Value(BTreeMap<String, String>),
    /// A sentence of the session's own about the output.
    Note(String),
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

type Evaluated = Result<evcxr::EvalOutputs, evcxr::Error>;

/// Cells that share their variables. One at a time in a process: evcxr takes its folder from the
/// environment and a notebook's relative paths from the working directory.
pub struct Session {
    /// The session's folder.
    folder: PathBuf,
    sources: Sender<String>,
    results: Receiver<Evaluated>,
    events: Receiver<String>,
    /// Errors of the cell process itself; nothing in normal times.
    complaints: Receiver<String>,
    process: std::sync::Arc<std::sync::Mutex<std::process::Child>>,
    listing: Listing,
    /// The cell process that has had [`FIRST_CELL`]. evcxr makes a new one when a cell has ended it, and at its
    /// own commands `:clear` and `:restart`.
    prepared: Option<u32>,
    /// What happened since the cell began, for the outcome.
    seen: Seen,
}

#[derive(Default)]
struct Seen {
    started: bool,
    hook: Option<Panic>,
    panicked: Option<Panic>,
    question_mark: bool,
    read_stdin: bool,
    ended: Option<wire::ProcessEnd>,
    stderr: String,
    value: BTreeMap<String, String>,
}

impl Session {
    /// Starts the engine in `folder`; cells get the dependency versions of `project`. Their working directory
    /// and relative paths are those of this process.
    pub fn start(folder: &SessionFolder, project: Option<&Project>) -> Result<Session, SessionError> {
        toolchain::stand_in_front_of_cargo(folder, project)?;
        let mut command =
            std::process::Command::new(std::env::current_exe().map_err(|error| SessionError::Engine(error.into()))?);
        command.arg(CELL_PROCESS);
        let (context, outputs) = EvalContext::with_subprocess_command(command).map_err(SessionError::Engine)?;
        let mut context = CommandContext::with_eval_context(context);
        let process = context.process_handle();

        let (sources, inbox) = unbounded::<String>();
        let (outbox, results) = bounded(1);
        std::thread::spawn(move || {
            for source in inbox {
                let evaluated = context.execute(&source).map_err(|error| with_its_reason(&mut context, &source, error));
                if outbox.send(evaluated).is_err() {
                    break;
                }
            }
        });
        let mut session = Session {
            listing: Listing::new(&folder.build()),
            folder: folder.path().to_owned(),
            sources,
            results,
            events: outputs.stdout,
            complaints: outputs.stderr,
            process,
            prepared: None,
            seen: Seen::default(),
        };
        session.prepare()?;
        Ok(session)
    }

    /// Runs one cell. Every output goes to `sink` when it is there.
    ///
    /// `number` is the cell's number in its notebook, by which a failure names it. After `limit`, what still
    /// compiles or runs is ended.
    pub fn run(
        &mut self,
        number: usize,
        source: &str,
        limit: Option<Duration>,
        sink: &mut dyn FnMut(Output),
    ) -> Result<(), Failure> {
        if source.lines().any(|line| line.trim() == ":quit") {
            // evcxr would end this whole process.
            return Err(Failure::Quit);
        }
        if self.prepared != self.process_id() {
            self.prepare().map_err(|error| Failure::Engine(error.to_string()))?;
        }
        self.listing.add(number, source);
        let (evaluated, timed_out) = self.evaluate(source, limit, sink)?;
        self.outcome(evaluated, timed_out, sink)
    }

    /// Gives a new worker the session's first cell.
    fn prepare(&mut self) -> Result<(), SessionError> {
        let (evaluated, _) = self
            .evaluate(FIRST_CELL, None, &mut |_| {})
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
        sink: &mut dyn FnMut(Output),
    ) -> Result<(Evaluated, Option<Duration>), Failure> {
        self.seen = Seen::default();
        toolchain::allow_cargo(&self.folder);
        let gone = || Failure::Engine("it ended unexpectedly; start the notebook again".to_owned());
        self.sources.send(source.to_owned()).map_err(|_| gone())?;
        let mut deadline = limit.map(|limit| Instant::now() + limit);
        let mut timed_out = None;
        loop {
            let alarm = deadline.map_or_else(crossbeam_channel::never, crossbeam_channel::at);
            select! {
                recv(self.events) -> line => {
                    let compiled = self.seen.started;
                    self.event(&line.map_err(|_| gone())?, sink);
                    if timed_out.is_some() && self.seen.started && !compiled {
                        // Its compilation had ended at the moment when it was to be stopped.
                        self.stop();
                    }
                }
                recv(self.results) -> evaluated => {
                    let evaluated = evaluated.map_err(|_| gone())?;
                    // The engine waits until its lines are taken, but not until the last one is looked at.
                    while let Ok(line) = self.events.try_recv() {
                        self.event(&line, sink);
                    }
                    self.flush_value(sink);
                    return Ok((evaluated, timed_out));
                }
                recv(alarm) -> _ => {
                    if let Some(after) = timed_out {
                        return Err(Failure::Stuck { after });
                    }
                    timed_out = limit;
                    self.stop();
                    deadline = Some(Instant::now() + GIVE_UP_AFTER);
                }
            }
        }
    }

    /// Ends what the cell does now, be it that it compiles or that it runs.
    fn stop(&self) {
        if self.seen.started {
            if let Ok(mut process) = self.process.lock() {
                let _ = process.kill();
            }
        } else {
            toolchain::end_cargo(&self.folder);
        }
    }

    fn event(&mut self, line: &str, sink: &mut dyn FnMut(Output)) {
        let Ok(event) = serde_json::from_str::<Event>(line) else { return };
        if !matches!(event, Event::Content { .. } | Event::PanicHook(_)) {
            self.flush_value(sink);
        }
        if !matches!(event, Event::Panicked)
            && let Some(caught) = self.seen.hook.take()
        {
            // Somebody caught this panic, or it was in another thread: worth a line, but no failure.
            let place = self.listing.place(&caught);
            let text = format!(
                "panicked{}: {}\n",
                place.map(|place| format!(" in {place}")).unwrap_or_default(),
                caught.message
            );
            sink(Output::Text { stream: Stream::Stderr, text });
        }
        match event {
            Event::Started => self.seen.started = true,
            Event::Text { stream, text } => {
                if stream == Stream::Stderr {
                    self.seen.stderr.push_str(&text);
                }
                sink(Output::Text { stream, text });
            }
            Event::Content { mime, content } => {
                if self.seen.value.contains_key(&mime) {
                    self.flush_value(sink);
                }
                self.seen.value.insert(mime, content);
            }
            Event::PanicHook(panic) => self.seen.hook = Some(panic),
            Event::Panicked => self.seen.panicked = Some(self.seen.hook.take().unwrap_or_else(Panic::without_message)),
            Event::QuestionMark => self.seen.question_mark = true,
            Event::ReadStdin => self.seen.read_stdin = true,
            Event::NotUtf8 { stream } => sink(Output::Note(format!(
                "it printed bytes to {} that are no UTF-8 text; they are shown as \u{fffd}. Print text, or bytes with {{:?}}",
                stream.name()
            ))),
            Event::Dropped { stream, bytes } => {
                let megabytes = bytes as f64 / 1e6;
                sink(Output::Text { stream, text: format!("\n[{megabytes:.1} MB more were left out here]\n") });
                sink(Output::Note(format!(
                    "it printed {megabytes:.1} MB more to {} than a notebook can hold; they were left out. Print less, or write to a file",
                    stream.name()
                )));
            }
            Event::ProcessEnded(end) => self.seen.ended = Some(end),
        }
    }

    fn flush_value(&mut self, sink: &mut dyn FnMut(Output)) {
        if !self.seen.value.is_empty() {
            sink(Output::Value(std::mem::take(&mut self.seen.value)));
        }
    }

    /// From what was seen and what the engine says to what it means.
    fn outcome(
        &mut self,
        evaluated: Evaluated,
        timed_out: Option<Duration>,
        sink: &mut dyn FnMut(Output),
    ) -> Result<(), Failure> {
        let seen = std::mem::take(&mut self.seen);
        let terminated = matches!(evaluated, Err(evcxr::Error::SubprocessTerminated(_)));
        if let Some(after) = timed_out
            && evaluated.is_err()
        {
            return Err(Failure::TimedOut { after, while_running: seen.started });
        }
        if terminated {
            return Err(Failure::from_process_end(seen.ended, &seen.stderr));
        }
        let outputs = evaluated.map_err(|error| Failure::from_engine(error, &self.listing))?;
        if let Some(panic) = seen.panicked {
            return Err(Failure::Panic { place: self.listing.place(&panic), message: panic.message });
        }
        if seen.question_mark {
            return Err(Failure::from_question_mark(&seen.stderr));
        }
        if seen.read_stdin {
            return Err(Failure::ReadStdin);
        }
        // What the engine's own commands (`:vars`, `:help`) answer; the cells' values came as events.
        if !outputs.content_by_mime_type.is_empty() {
            sink(Output::Value(outputs.content_by_mime_type.into_iter().collect()));
        }
        Ok(())
    }
}
