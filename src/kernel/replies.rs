//! The kernel's words in Jupyter's: who it is, and what an output or a failure looks like in a message.

use super::syntax;
use crate::session::{Failure, Forms, Output, Stream};
use jupyter_protocol::{
    ClearOutput, DisplayData, ErrorOutput, ExecuteResult, ExecutionCount, JupyterMessage, JupyterMessageContent,
    KernelInfoReply, LanguageInfo, Media, ReplyError, ReplyStatus, StreamContent, Transient, UnknownMessage,
    UpdateDisplayData,
};
use serde_json::{Map, Value, json};
use std::collections::HashSet;

/// The version of Jupyter's protocol that the messages follow.
const PROTOCOL: &str = "5.3";

pub fn kernel_info() -> KernelInfoReply {
    KernelInfoReply {
        status: ReplyStatus::Ok,
        protocol_version: PROTOCOL.to_owned(),
        implementation: "calculus".to_owned(),
        implementation_version: env!("CARGO_PKG_VERSION").to_owned(),
        language_info: LanguageInfo {
            name: "rust".to_owned(),
            version: env!("CARGO_PKG_RUST_VERSION").to_owned(),
            mimetype: Some("text/rust".to_owned()),
            file_extension: Some(".rs".to_owned()),
            pygments_lexer: Some("rust".to_owned()),
            codemirror_mode: Some(jupyter_protocol::CodeMirrorMode::Simple("rust".to_owned())),
            nbconvert_exporter: Some("script".to_owned()),
        },
        banner: "Calculus I in Rust".to_owned(),
        help_links: Vec::new(),
        debugger: false,
        error: None,
    }
}

/// The answer to a request that is none of ours. Notifications ask for none.
pub fn to_unknown(unknown: &UnknownMessage, request: &JupyterMessage) -> Option<JupyterMessageContent> {
    let kind = &request.header.msg_type;
    let refusal = || {
        json!({
            "status": "error",
            "ename": "Unknown request",
            "evalue": format!("this kernel knows no `{kind}` like this one"),
            "traceback": [],
        })
    };
    kind.ends_with("_request").then(|| unknown.reply(refusal()))
}

/// How a cell's outputs become messages.
pub struct Outputs {
    /// The cell's number.
    number: usize,
    /// Whether the cell's last value is its result.
    pub ends_in_a_value: bool,
    /// The named values that it has shown.
    names: HashSet<String>,
}

impl Outputs {
    pub fn of_cell(number: usize, source: &str) -> Outputs {
        Outputs { number, ends_in_a_value: syntax::ends_in_a_value(source), names: HashSet::new() }
    }

    pub fn message(&mut self, output: Output) -> JupyterMessageContent {
        match output {
            Output::Text { stream: Stream::Stdout, text } => StreamContent::stdout(&text).into(),
            Output::Text { stream: Stream::Stderr, text } => StreamContent::stderr(&text).into(),
            Output::Note(sentence) => StreamContent::stderr(&format!("{sentence}\n")).into(),
            Output::Clear => ClearOutput { wait: true }.into(),
            Output::Value(forms) | Output::Interact { forms, .. } => DisplayData::new(media(forms)).into(),
            Output::Compiling(words) => {
                let forms = Forms::from([("text/plain".to_owned(), words)]);
                self.message(Output::Live { name: format!("compiling-{}", self.number), forms })
            }
            Output::Live { name, forms } => {
                // Jupyter's names hold for the whole notebook and across restarts.
                let id = format!("{}-{name}", std::process::id());
                // Each cell has a place of its own for it, and all places show the same.
                if self.names.insert(name) {
                    let transient = Some(Transient { display_id: Some(id) });
                    DisplayData { data: media(forms), metadata: Map::new(), transient }.into()
                } else {
                    UpdateDisplayData::new(media(forms), &id).into()
                }
            }
            // Asked elsewhere; here it is seen what was asked.
            Output::Question { prompt, .. } => StreamContent::stdout(&prompt).into(),
        }
    }

    /// The value in which the cell ends.
    pub fn result(&self, forms: Forms) -> JupyterMessageContent {
        let execution_count = ExecutionCount::new(self.number);
        // Some readers want the field, though it says nothing here.
        let transient = Some(Transient::default());
        ExecuteResult { execution_count, data: media(forms), metadata: Map::new(), transient }.into()
    }
}

pub fn media(forms: Forms) -> Media {
    let forms: Map<String, Value> = forms.into_iter().map(|(mime, content)| (mime, Value::String(content))).collect();
    serde_json::from_value(Value::Object(forms)).unwrap_or_default()
}

/// A failure as a reply has it.
pub fn reply_error(failure: &Failure) -> ReplyError {
    let (name, sentence) = (failure.name(), failure.to_string());
    let mut traceback: Vec<String> = sentence.lines().map(str::to_owned).collect();
    let first = traceback.first().cloned().unwrap_or_default();
    if let Some(line) = traceback.first_mut() {
        // No red is readable on both a light and a dark page; the ground is red anyway.
        *line = format!("\u{1b}[1m{name}\u{1b}[0m: {first}");
    }
    ReplyError { ename: name.to_owned(), evalue: first, traceback }
}

/// The same as every reader sees it.
pub fn error_output(error: &ReplyError) -> ErrorOutput {
    ErrorOutput { ename: error.ename.clone(), evalue: error.evalue.clone(), traceback: error.traceback.clone() }
}
