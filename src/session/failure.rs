//! What can go wrong with a cell, and what to say about it.

use super::compile_error::{CompileError, in_one_text, told};
use super::hints::of_the_engine;
use super::listing::{Listing, Place, at};
use super::wire::ProcessEnd;
use std::fmt::{self, Display, Formatter};
use std::time::Duration;

/// What a cell's end has done to the variables.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Variables {
    Kept,
    Lost,
}

impl Display for Variables {
    fn fmt(&self, f: &mut Formatter) -> fmt::Result {
        f.write_str(match self {
            Variables::Kept => "the variables are as they were before it",
            Variables::Lost => "the variables are lost",
        })
    }
}

/// How a cell brought its process to an end, with what it said last.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Ending {
    Exited { code: i32, words: String },
    StackOverflow,
    Aborted { words: String },
    Killed { signal: i32, words: String },
}

impl Ending {
    fn of(end: ProcessEnd, stderr: &str) -> Ending {
        let words = stderr.trim_end().to_owned();
        match end {
            _ if stderr.contains("has overflowed its stack") => Ending::StackOverflow,
            ProcessEnd::Exit(code) => Ending::Exited { code, words },
            ProcessEnd::Signal(libc::SIGABRT) => Ending::Aborted { words },
            ProcessEnd::Signal(signal) => Ending::Killed { signal, words },
        }
    }

    fn name(&self) -> &'static str {
        match self {
            Ending::Exited { .. } => "Exit",
            Ending::StackOverflow => "Stack overflow",
            Ending::Aborted { .. } => "Abort",
            Ending::Killed { .. } => "Killed",
        }
    }

    fn what(&self) -> String {
        match self {
            Ending::Exited { code, .. } => format!("ended its process with exit code {code}"),
            Ending::StackOverflow => "overflowed the stack".to_owned(),
            Ending::Aborted { .. } => "aborted".to_owned(),
            Ending::Killed { signal, .. } => format!("was ended by signal {signal}"),
        }
    }

    fn advice(&self) -> String {
        match self {
            Ending::Exited { words, .. } => {
                format!("Leave a cell by reaching its end, not by `exit`{}", said(words))
            }
            Ending::StackOverflow => "Look for a function that calls itself without an end".to_owned(),
            Ending::Aborted { words } => {
                format!("Look for `abort`, or for a panic within a panic{}", said(words))
            }
            Ending::Killed { signal, words } => format!("{}{}", reason_of(*signal), said(words)),
        }
    }
}

/// Why a cell did not end well.
#[derive(Debug, thiserror::Error)]
pub enum Failure {
    #[error("{}", in_one_text(.0))]
    Compile(Vec<CompileError>),
    #[error("it panicked{}: {message}\n{}; mend the cell and run it again", at(.place), after_return(*.variables))]
    Panic { message: String, place: Option<Place>, variables: Variables },
    #[error("a `?`{} met an error: {message}\n{}; handle the error, or mend what it complains of", at(.place), after_return(*.variables))]
    QuestionMark { message: String, place: Option<Place>, variables: Variables },
    #[error("it {}; {variables}. {}", ending.what(), ending.advice())]
    Ended { ending: Ending, variables: Variables },
    #[error("it was stopped after {} {}; {variables}. {}", seconds(.after), doing(*.while_running), way_out(*.while_running))]
    TimedOut { after: Duration, while_running: bool, variables: Variables },
    #[error("it was interrupted {}; {variables}", doing(*.while_running))]
    Interrupted { while_running: bool, variables: Variables },
    #[error(
        "it reads from the keyboard, and a notebook that runs by itself has none: it found nothing. Write the value into the cell"
    )]
    ReadStdin,
    #[error("it was stopped, but the engine did not come back from it. Start the notebook again")]
    Stuck,
    #[error("`{command}` does nothing here: {why}")]
    Command { command: String, why: &'static str },
    #[error("`:quit` would end the run. Take the line out; a notebook ends with its last cell")]
    Quit,
    #[error("{0}")]
    Engine(String),
}

impl Failure {
    /// The kind of failure, in a word or two.
    pub fn name(&self) -> &'static str {
        match self {
            Failure::Compile(_) => "Compile error",
            Failure::Panic { .. } => "Panic",
            Failure::QuestionMark { .. } => "Error",
            Failure::Ended { ending, .. } => ending.name(),
            Failure::TimedOut { .. } => "Timeout",
            Failure::ReadStdin => "No input",
            Failure::Interrupted { .. } => "Interrupt",
            Failure::Stuck | Failure::Engine(_) => "Engine",
            Failure::Command { .. } => "Command",
            Failure::Quit => "Quit",
        }
    }

    pub(super) fn from_engine(error: evcxr::Error, listing: &Listing) -> Failure {
        match error {
            evcxr::Error::CompilationErrors(errors) => {
                // A lint's warning is no reason for a failure, though evcxr hands it on.
                let (errors, notes): (Vec<_>, Vec<_>) = errors.iter().partition(|error| error.level() == "error");
                // A linker's own words stand below the error alone.
                let no_room = errors.iter().any(|error| is_full_disk(&error.rendered()));
                let mut told = told(if errors.is_empty() { &notes } else { &errors }, listing);
                for error in &mut told {
                    let links = no_room && error.message.starts_with("linking with");
                    error.message =
                        if links { format!("{}{DISK_IS_FULL}", error.message) } else { explained(&error.message) };
                }
                Failure::Compile(told)
            }
            error => {
                let message = error.to_string();
                let hint = of_the_engine(&message).map(|hint| format!("\n{hint}")).unwrap_or_default();
                Failure::Engine(format!("{}{hint}", explained(message.trim_end())))
            }
        }
    }

    pub(super) fn from_question_mark(stderr: &str, place: Option<Place>, variables: Variables) -> Failure {
        // evcxr prints the error to stderr and then returns from the cell.
        let message = match last_lines(stderr, WORDS) {
            words if words.is_empty() => "an error without a message".to_owned(),
            words => words,
        };
        Failure::QuestionMark { message, place, variables }
    }

    pub(super) fn from_process_end(end: Option<ProcessEnd>, stderr: &str, variables: Variables) -> Failure {
        match end {
            Some(end) => Failure::Ended { ending: Ending::of(end, stderr), variables },
            None => {
                Failure::Engine(format!("the process of the cells is gone; {variables}{}", said(stderr.trim_end())))
            }
        }
    }
}

/// evcxr hands on a note instead of its error when the note alone points into what the learner wrote: as when
/// a call in a cell's last line breaks a bound of a function from an earlier cell. A check, which displays
/// nothing and so generates less, finds the error itself.
pub(super) fn with_its_reason(context: &mut evcxr::CommandContext, source: &str, error: evcxr::Error) -> evcxr::Error {
    let is_error = |error: &evcxr::CompilationError| error.level() == "error";
    match error {
        evcxr::Error::CompilationErrors(notes) if !notes.iter().any(is_error) => match context.check(source) {
            Ok(errors) if errors.iter().any(is_error) => evcxr::Error::CompilationErrors(errors),
            _ => evcxr::Error::CompilationErrors(notes),
        },
        error => error,
    }
}

const DISK_IS_FULL: &str = "\nthe disk is full; `calculus doctor` says how much room is needed and where";

/// Whether a program's words mean that there was no room for what it wrote.
pub fn is_full_disk(words: &str) -> bool {
    ["No space left on device", "File too large", "File size limit exceeded"].iter().any(|sign| words.contains(sign))
}

/// Adds to the engine's words what a learner can do about them.
pub(super) fn explained(message: &str) -> String {
    let advice = if message.contains("Couldn't automatically determine type") {
        "\nwrite the type: `let x: f64 = …`"
    } else if message.contains("failed to download")
        || message.contains("Could not resolve host")
        || message.contains("--offline")
    {
        "\nthe network did not answer; it is needed once, to download the crates that a cell asks for"
    } else if is_full_disk(message) {
        DISK_IS_FULL
    } else {
        ""
    };
    format!("{message}{advice}")
}

fn said(words: &str) -> String {
    if words.is_empty() { String::new() } else { format!(".\nIts last words: {}", last_lines(words, WORDS)) }
}

/// How many lines of what a cell said at its end are told.
const WORDS: usize = 5;

/// A text's last lines, where what matters stands at its end.
pub fn last_lines(text: &str, many: usize) -> String {
    let lines: Vec<&str> = text.trim_end().lines().collect();
    lines[lines.len().saturating_sub(many)..].join("\n")
}

fn reason_of(signal: i32) -> &'static str {
    match signal {
        libc::SIGKILL => "When nobody has done it, the system does that to a program that takes too much memory",
        libc::SIGSEGV | libc::SIGBUS => {
            "It reached memory that is not its own: look for `unsafe`, or a crate that uses it"
        }
        _ => "Run it in smaller pieces to see where",
    }
}

fn seconds(duration: &Duration) -> String {
    let seconds = duration.as_secs_f64();
    format!("{seconds} {}", if seconds == 1.0 { "second" } else { "seconds" })
}

/// A cell that returned early loses nothing but what it was about to define.
fn after_return(variables: Variables) -> String {
    match variables {
        Variables::Kept => variables.to_string(),
        Variables::Lost => "the variables are kept, but for those that the cell defines".to_owned(),
    }
}

fn doing(running: bool) -> &'static str {
    if running { "while running" } else { "while compiling" }
}

fn way_out(while_running: bool) -> &'static str {
    if while_running {
        "Look for a loop without an end, or allow more time with --timeout"
    } else {
        "Allow more time with --timeout, or make the cell smaller"
    }
}
