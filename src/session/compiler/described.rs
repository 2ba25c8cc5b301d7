//! What cargo says of the manifest of a build folder, which it is asked before a library is loaded.

use super::answers::{Said, answer};
use super::call::Call;
use super::recipe;
use crate::session::front::Front;
use std::process::Command;

/// Answers what is asked of cargo. `None`: this is no such question.
pub fn by_cargo(front: &Front, call: &Call) -> Option<Said> {
    if !call.arguments.iter().any(|argument| argument == "metadata") {
        return None;
    }
    let situation = recipe::file(&call.folder, front.lock.as_deref(), &call.variables).ok()?;
    let parts = [situation.file_name()?.to_string_lossy().into_owned(), call.arguments.join("\n")];
    let mut command = Command::new(&front.cargo);
    command.args(&call.arguments).current_dir(&call.folder).env_clear().envs(&call.variables);
    answer(&mut command, &front.cargo, &parts, Some(&call.folder))
}
