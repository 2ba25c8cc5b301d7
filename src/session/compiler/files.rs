//! Files that a cell names: `mod name;`, `include!`, `include_str!` and `include_bytes!` are relative to the notebook.
//!
//! The compiler takes them relative to the source that it reads, which lies in the session's own folder.

use crate::tokens::{is_blank, tokens};
use ra_ap_rustc_lexer::{LiteralKind, TokenKind};
use std::path::Path;

const MACROS: [&str; 3] = ["include", "include_str", "include_bytes"];

/// The source with the full names of such files. The lines of everything are as they were.
pub fn from_folder(source: &str, folder: &Path) -> String {
    if !source.contains("include") && !source.contains("mod ") {
        return source.to_owned();
    }
    let mut named = String::with_capacity(source.len());
    // The last tokens that mean something, the latest last.
    let mut before = [""; 3];
    // Where the `mod` of a module that may be a file begins in what is written, with its name.
    let mut module: Option<(usize, &str)> = None;
    let mut depth = 0usize;
    for (kind, text) in tokens(source) {
        if is_blank(kind) {
            named.push_str(text);
            continue;
        }
        match kind {
            TokenKind::Literal { kind: LiteralKind::Str { terminated: true }, .. }
                if before[2] == "(" && before[1] == "!" && MACROS.contains(&before[0]) =>
            {
                let name = text.trim_matches('"');
                let full = folder.join(name);
                named.push_str(&format!("{:?}", full.to_string_lossy()));
                before = [before[1], before[2], text];
                continue;
            }
            TokenKind::Ident if before[2] == "mod" && depth == 0 => {
                let at = named.rfind("mod").unwrap_or(named.len());
                module = Some((at, text));
            }
            TokenKind::Semi => {
                if let Some((at, name)) = module.take()
                    && let Some(file) = file_of(name, folder)
                {
                    named.insert_str(at, &format!("#[path = {file:?}] "));
                }
            }
            TokenKind::OpenBrace => {
                depth += 1;
                module = None;
            }
            TokenKind::CloseBrace => depth = depth.saturating_sub(1),
            _ => {}
        }
        named.push_str(text);
        before = [before[1], before[2], text];
    }
    named
}

/// The file of a module beside the notebook.
fn file_of(module: &str, folder: &Path) -> Option<String> {
    let files = [folder.join(module).with_extension("rs"), folder.join(module).join("mod.rs")];
    files.iter().find(|file| file.exists()).map(|file| file.to_string_lossy().into_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn files_are_named_from_the_notebooks_folder_on() {
        let folder = tempfile::tempdir().unwrap();
        std::fs::write(folder.path().join("hello.rs"), "").unwrap();
        let here = folder.path().to_string_lossy();
        let named = |source: &str| from_folder(source, folder.path());
        assert_eq!(named("let t = include_str!(\"a.txt\");"), format!("let t = include_str!(\"{here}/a.txt\");"));
        assert_eq!(named("include!( \"a.rs\" );"), format!("include!( \"{here}/a.rs\" );"));
        assert_eq!(named("include_bytes!(\"/a\")"), "include_bytes!(\"/a\")");
        assert_eq!(named("mod hello;\nf();"), format!("#[path = \"{here}/hello.rs\"] mod hello;\nf();"));
    }

    #[test]
    fn whatever_is_no_file_stays() {
        let folder = tempfile::tempdir().unwrap();
        for source in
            ["mod hello { fn f() {} }", "mod missing;", "println!(\"include\", \"a.txt\");", "// include!(\"a\")"]
        {
            assert_eq!(from_folder(source, folder.path()), source);
        }
    }
}
