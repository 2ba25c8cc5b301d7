//! The linker, called without what stands in front of it.
//!
//! To link, the compiler calls the C compiler, which calls a program of its own, which calls a wrapper, which calls the
//! linker that the compiler has brought along. A cell is one object and some shared libraries, for which the last can be
//! called at once; and for so little, starting its threads takes longer than what they do. That is a sixth of the time that
//! the compiler takes for a small cell.

use super::answers;
use std::path::Path;
use std::process::Command;

/// The linker beside the compiler's libraries.
const LINKER: &str = "bin/rust-lld";
/// Where a program `lld` is installed, evcxr has the C compiler call that: no other linker than the one that is called here.
const BY_EVCXR: &str = "-Clink-arg=-fuse-ld=lld";

/// The options that have the compiler call its linker itself. `None`: it has brought none, or somebody has chosen another.
pub fn options(rustc: &Path, arguments: &[String]) -> Option<Vec<String>> {
    let chosen = ["linker=", "linker-flavor=", "link-arg=-fuse-ld", "-Clinker", "-Clink-arg=-fuse-ld"];
    let is_chosen = |argument: &String| argument != BY_EVCXR && chosen.iter().any(|start| argument.starts_with(start));
    if !cfg!(target_os = "linux") || arguments.iter().any(is_chosen) {
        return None;
    }
    let libraries = answers::of_rustc(rustc, &["--print".to_owned(), "target-libdir".to_owned()])?.stdout;
    let linker = Path::new(libraries.trim()).parent()?.join(LINKER);
    if !linker.exists() {
        return None;
    }
    let mut options = vec![
        format!("-Clinker={}", linker.display()),
        "-Clinker-flavor=ld.lld".to_owned(),
        "-Clink-arg=--threads=1".to_owned(),
    ];
    options.extend(folders_of_the_system()?.iter().map(|folder| format!("-Clink-arg=-L{folder}")));
    Some(options)
}

/// The compiler's arguments with those options, and without what only the C compiler would understand.
pub fn called(arguments: &[String], options: &[String]) -> Vec<String> {
    arguments.iter().filter(|&argument| argument != BY_EVCXR).chain(options).cloned().collect()
}

/// Where the C compiler has its libraries looked for.
fn folders_of_the_system() -> Option<Vec<String>> {
    let output = Command::new("cc").arg("-print-search-dirs").output().ok()?;
    let said = String::from_utf8(output.stdout).ok()?;
    let folders = said.lines().find_map(|line| line.strip_prefix("libraries: ="))?;
    let mut there: Vec<String> = Vec::new();
    for folder in folders.split(':').filter_map(|folder| Path::new(folder).canonicalize().ok()) {
        let folder = folder.to_string_lossy().into_owned();
        if !there.contains(&folder) {
            there.push(folder);
        }
    }
    Some(there)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_linker_that_somebody_has_chosen_stays() {
        for chosen in ["linker=mold", "-Clink-arg=-fuse-ld=mold"] {
            assert_eq!(options(Path::new("rustc"), &[chosen.to_owned()]), None);
        }
    }

    #[test]
    #[cfg(target_os = "linux")]
    fn an_lld_of_the_system_changes_nothing() {
        let rustc = Path::new("rustc");
        assert_eq!(options(rustc, &[BY_EVCXR.to_owned()]), options(rustc, &[]));
        let usual = ["--crate-name", "ctx"].map(str::to_owned);
        let with_lld = [&usual[..], &[BY_EVCXR.to_owned()]].concat();
        assert_eq!(called(&with_lld, &usual), called(&usual, &usual));
    }
}
