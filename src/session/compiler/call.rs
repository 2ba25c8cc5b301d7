//! What evcxr asks of cargo.

use crate::knock;
use std::collections::BTreeMap;
use std::ffi::OsString;
use std::path::PathBuf;

/// The environment of a process.
pub type Variables = BTreeMap<String, String>;

/// This process's own.
pub fn variables() -> Variables {
    let text = |text: OsString| text.to_string_lossy().into_owned();
    std::env::vars_os().map(|(name, value)| (text(name), text(value))).collect()
}

/// A call of cargo by evcxr: where, with what, and in which environment.
#[derive(Clone, Debug)]
pub struct Call {
    pub folder: PathBuf,
    pub arguments: Vec<String>,
    pub variables: Variables,
}

impl Call {
    /// The one that started this process.
    pub fn of_this_process(folder: PathBuf, arguments: &[String]) -> Call {
        Call { folder, arguments: arguments.to_vec(), variables: variables() }
    }
}

impl From<knock::Call> for Call {
    fn from(call: knock::Call) -> Call {
        let text = |text: OsString| text.to_string_lossy().into_owned();
        Call {
            folder: call.folder,
            arguments: call.arguments.into_iter().map(text).collect(),
            variables: call.variables.into_iter().map(|(name, value)| (text(name), text(value))).collect(),
        }
    }
}
