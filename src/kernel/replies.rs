//! The kernel's words in Jupyter's: who it is, and what an output or a failure looks like in a message.

use crate::session::{Failure, Output, Stream};
use jupyter_protocol::{
    DisplayData, ErrorOutput, ExecuteResult, ExecutionCount, JupyterMessageContent, KernelInfoReply, LanguageInfo,
    Media, ReplyError, ReplyStatus, StreamContent,
};
use serde_json::{Map, Value};
use std::collections::BTreeMap;

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

/// The message for something that a cell put out. Values are the cell's result where it ends in one.
pub fn output(output: Output, number: usize, ends_in_a_value: bool) -> JupyterMessageContent {
    match output {
        Output::Text { stream: Stream::Stdout, text } => StreamContent::stdout(&text).into(),
        Output::Text { stream: Stream::Stderr, text } => StreamContent::stderr(&text).into(),
        Output::Note(sentence) => StreamContent::stderr(&format!("{sentence}\n")).into(),
        Output::Value(forms) if ends_in_a_value => ExecuteResult::new(ExecutionCount::new(number), media(forms)).into(),
        Output::Value(forms) => DisplayData::new(media(forms)).into(),
    }
}

pub fn media(forms: BTreeMap<String, String>) -> Media {
    let forms: Map<String, Value> = forms.into_iter().map(|(mime, content)| (mime, Value::String(content))).collect();
    serde_json::from_value(Value::Object(forms)).unwrap_or_default()
}

/// A failure as a reply has it.
pub fn reply_error(failure: &Failure) -> ReplyError {
    let sentence = failure.to_string();
    ReplyError {
        ename: failure.name().to_owned(),
        evalue: sentence.lines().next().unwrap_or_default().to_owned(),
        traceback: sentence.lines().map(str::to_owned).collect(),
    }
}

/// The same as every reader sees it.
pub fn error_output(error: &ReplyError) -> ErrorOutput {
    ErrorOutput { ename: error.ename.clone(), evalue: error.evalue.clone(), traceback: error.traceback.clone() }
}
