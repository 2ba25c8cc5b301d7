//! The lines that travel between the engine, the process that watches a cell, and the session.
//!
//! evcxr starts a process of ours for the cells and talks to it line by line. Whatever that process prints
//! beyond evcxr's own words, evcxr hands on unread. So our events travel as lines of JSON in the same
//! stream, in the order in which they happened.

use serde::{Deserialize, Serialize};

/// evcxr to the cell process: load this shared object and call this function.
pub const LOAD_AND_RUN: &str = "LOAD_AND_RUN ";
/// The cell process to the worker: the cell is done, and nothing will be taken back.
pub const SETTLED: &str = "SETTLED";
/// The cell process to evcxr: the function has returned.
pub const EXECUTION_COMPLETE: &str = "EVCXR_EXECUTION_COMPLETE";
/// What stands before a word that is generated code's own, which evcxr has without it.
pub const MARK: char = '\u{1}';
/// A cell's generated code to evcxr: a panic was caught.
pub const PANIC_NOTIFICATION: &str = "\u{1}EVCXR_PANIC_NOTIFICATION";
/// A cell's generated code to evcxr: a `?` has returned early.
pub const USER_ERROR: &str = "\u{1}EVCXR_ERROR_OCCURRED";
/// A cell's generated code to evcxr: the named variable has another type now.
pub const VARIABLE_CHANGED_TYPE: &str = "\u{1}EVCXR_VARIABLE_CHANGED_TYPE:";
/// A cell will ask for a line from the keyboard, with this prompt. To evcxr: somebody is to be asked for it.
pub const INPUT_REQUEST: &str = "EVCXR_INPUT_REQUEST:";
/// The same for a line that is not to be seen.
pub const PASSWORD_REQUEST: &str = "EVCXR_INPUT_REQUEST_PASSWORD:";
/// The answer to a question that nobody can answer: the end of the input.
pub const NO_ANSWER: &str = "\u{4}";
/// A cell shows something: this line with a MIME type, the content, then [`END_CONTENT`].
pub const BEGIN_CONTENT: &str = "EVCXR_BEGIN_CONTENT ";
pub const END_CONTENT: &str = "EVCXR_END_CONTENT";
/// The cell process to evcxr: forget what the cell has defined. No text: evcxr gives up a cell whose output it cannot read,
/// and keeps what it knew before.
pub const ROLL_BACK: &[u8] = b"\xff";
/// The MIME type under which evcxr keeps the last events of a cell for the session, a line each.
pub const LAST_EVENTS: &str = "application/vnd.calculus.events";
/// The MIME type under which the session's own first cell reports a panic.
pub const PANIC_MIME: &str = "application/vnd.calculus.panic+json";
/// The MIME type under which the error in which a `?` ends reports the line of that.
pub const QUESTION_MARK_MIME: &str = "application/vnd.calculus.question-mark";
/// The MIME type under which a cell takes back what it has shown so far.
pub const CLEAR_MIME: &str = "application/vnd.calculus.clear";
/// The MIME type under which a cell gives the value that follows a name, to be shown in place of the one before
/// with that name.
pub const LIVE_MIME: &str = "application/vnd.calculus.live";
/// The MIME type under which a cell gives what a hand can change, beside the picture of its first position.
pub const INTERACT_MIME: &str = "application/vnd.calculus.interact+json";
/// The session to the cell process, and that to the worker: a hand has moved something. Its number and the positions follow,
/// each behind a [`POSITION`].
pub const MOVE: &str = "CALCULUS_MOVE ";
pub const POSITION: char = '\u{1f}';
/// The pipe in the session's folder through which that comes.
pub const HAND: &str = "hand";
/// The function of the library that calls what a hand moves, or forgets it where no position follows.
pub const MOVE_SYMBOL: &str = "calculus_move";
/// By this variable the library knows that outputs are shown when they are there, and values in place of others.
pub const LIVE_VARIABLE: &str = "CALCULUS_LIVE";
/// The function in the session's own first cell that empties the cells' standard output.
pub const FLUSH_SYMBOL: &str = "calculus_flush_stdout";

/// Which of a cell's two text streams.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Stream {
    Stdout,
    Stderr,
}

/// Where and why code panicked; positions are those of the generated source.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Panic {
    pub message: String,
    pub file: String,
    pub line: usize,
}

/// How a cell's process came to its end.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum ProcessEnd {
    Exit(i32),
    Signal(i32),
}

/// What happened while a cell ran.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Event {
    /// Compiled and loaded; from now on it is the learner's code that takes the time.
    Started,
    Text {
        stream: Stream,
        text: String,
    },
    Content {
        mime: String,
        content: String,
    },
    /// A value has no further forms.
    Shown,
    /// The panic hook was called; the cell may still catch it.
    PanicHook(Panic),
    /// The cell ended by a panic.
    Panicked,
    /// The cell ended by a `?`.
    QuestionMark,
    /// In which line of the generated source that stands.
    QuestionMarkAt(usize),
    /// The cell waits for a line from the keyboard.
    Asks {
        prompt: String,
        password: bool,
    },
    /// Bytes in a stream that were not UTF-8 and are shown as U+FFFD.
    NotUtf8 {
        stream: Stream,
    },
    /// Bytes of a stream that were not handed on, because there were too many.
    Dropped {
        stream: Stream,
        bytes: u64,
    },
    ProcessEnded(ProcessEnd),
    /// The variables are as they were before the cell.
    Restored,
    /// What a hand has moved was calculated, if it is `known`.
    Moved {
        known: bool,
    },
}

impl Stream {
    /// The name that a notebook file gives the stream.
    pub fn name(self) -> &'static str {
        match self {
            Stream::Stdout => "stdout",
            Stream::Stderr => "stderr",
        }
    }
}

impl Panic {
    pub fn without_message() -> Panic {
        Panic { message: "a panic without a message".to_owned(), file: String::new(), line: 0 }
    }
}
