//! What a session hands on of a cell while it runs.

use super::wire::Stream;
use std::collections::BTreeMap;

/// The forms of a value: MIME type and content.
pub type Forms = BTreeMap<String, String>;

/// Something that a cell put out.
#[derive(Clone, Debug, PartialEq)]
pub enum Output {
    Text {
        stream: Stream,
        text: String,
    },
    /// One value, in every form that it has.
    Value(Forms),
    /// A value that takes the place of the one before with the same name.
    Live {
        name: String,
        forms: Forms,
    },
    /// Something that a hand can change: what that is, as JSON, and what is seen before.
    Interact {
        controls: String,
        forms: Forms,
    },
    /// What the cell has shown so far is to go, once something new comes.
    Clear,
    /// A sentence of the session's own about the output.
    Note(String),
    /// What the cell needs is being compiled. Each takes the place of the one before.
    Compiling(String),
    /// The cell waits for a line from the keyboard, which [`Keyboard::answer`](super::Keyboard) gives it.
    Question {
        prompt: String,
        /// The answer is not to be seen.
        password: bool,
    },
}
