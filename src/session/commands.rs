//! evcxr's own commands, of which some have nothing to do here: what they set is done by this kernel itself, or not at all.

use super::failure::Failure;
use std::path::PathBuf;

const KEPT: &str = "this kernel keeps compiled cells by itself, for every notebook; in a terminal, `calculus cache` shows how many, and clears them";
const NO_SETTING: &str = "this kernel calls the compiler in a way of its own, in which that cannot be set";

/// Each command that is not carried out, and why.
const REFUSED: [(&str, &str); 11] = [
    (":cache", KEPT),
    (":clear_cache", KEPT),
    (":sccache", KEPT),
    (":allow_static_linking", NO_SETTING),
    (":linker", NO_SETTING),
    (":codegen_backend", NO_SETTING),
    (":toolchain", NO_SETTING),
    (":time_passes", NO_SETTING),
    (":internal_debug", NO_SETTING),
    (":preserve_vars_on_panic", "a panic takes no variable here, so there is nothing to set"),
    (":load_config", "this kernel reads no start-up files of evcxr; put such lines into the notebook's first cell"),
];

/// The failure of a cell with a command that is not carried out.
pub fn refused(source: &str) -> Option<Failure> {
    let mut commands =
        source.lines().filter_map(|line| line.split_whitespace().next()).filter(|word| word.starts_with(':'));
    commands.find_map(|command| {
        if command == ":quit" {
            // evcxr would end this whole process.
            return Some(Failure::Quit);
        }
        let (_, why) = REFUSED.iter().find(|(name, _)| *name == command)?;
        Some(Failure::Command { command: command.to_owned(), why })
    })
}

/// A start-up file of evcxr's own kernel, which this one does not read.
pub fn unread_file() -> Option<PathBuf> {
    let folder = dirs::config_dir()?.join("evcxr");
    ["init.evcxr", "prelude.rs"].map(|name| folder.join(name)).into_iter().find(|file| file.exists())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_command_that_does_nothing_here_is_refused_and_others_are_not() {
        assert!(
            matches!(refused("let x = 1;\n:cache 500"), Some(Failure::Command { command, .. }) if command == ":cache")
        );
        assert!(matches!(refused("  :quit"), Some(Failure::Quit)));
        assert!(refused(":dep calculus = { path = \"../crate\" }\n:vars\nlet a: f64 = 1.0;").is_none());
    }
}
