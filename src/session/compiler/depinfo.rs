//! The file in which the compiler lists what it has read.

use std::fs;
use std::io;
use std::path::{Path, PathBuf};

/// What a compilation has read besides its arguments.
#[derive(Debug, Default, PartialEq, Eq)]
pub struct DepInfo {
    pub files: Vec<PathBuf>,
    /// Variables of the environment, with their values; `None` where there was none.
    pub variables: Vec<(String, Option<String>)>,
}

pub fn read(file: &Path) -> io::Result<DepInfo> {
    Ok(parse(&fs::read_to_string(file)?))
}

/// Reads the form of `make`: a rule for each output, one without prerequisites for each input, and comments for the
/// variables.
fn parse(text: &str) -> DepInfo {
    let mut info = DepInfo::default();
    for line in text.lines() {
        if let Some(variable) = line.strip_prefix("# env-dep:") {
            let (name, value) = match variable.split_once('=') {
                Some((name, value)) => (name, Some(unescape(value))),
                None => (variable, None),
            };
            info.variables.push((unescape(name), value));
        } else if let Some(file) = line.strip_suffix(':') {
            info.files.push(file.replace("\\ ", " ").into());
        }
    }
    info
}

/// The compiler escapes line ends and backslashes in variables.
fn unescape(text: &str) -> String {
    let mut out = String::new();
    let mut letters = text.chars();
    while let Some(letter) = letters.next() {
        match (letter, letter == '\\') {
            (_, true) => out.push(match letters.next() {
                Some('n') => '\n',
                Some('r') => '\r',
                Some(other) => other,
                None => '\\',
            }),
            (letter, false) => out.push(letter),
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_compilers_list_is_read() {
        let text = "/b/libctx.so: src/lib.rs /a/my\\ data.txt\n\nsrc/lib.rs:\n/a/my\\ data.txt:\n\n# env-dep:HOME=/root\n# env-dep:TWO=a\\nb\\\\c\n# env-dep:NONE\n";
        let info = parse(text);
        assert_eq!(info.files, [PathBuf::from("src/lib.rs"), PathBuf::from("/a/my data.txt")]);
        let variables = [("HOME", Some("/root")), ("TWO", Some("a\nb\\c")), ("NONE", None)];
        let expected: Vec<_> = variables.map(|(name, value)| (name.to_owned(), value.map(str::to_owned))).into();
        assert_eq!(info.variables, expected);
    }
}
