//! What evcxr has every cell bring along, compiled once: the store of variables, and the error in which `?` ends.
//!
//! Brought along, it is read, checked and translated with each cell, and that is a quarter of what a small cell waits for. So it
//! is a crate of its own, which the compiler is told of where it is called without cargo. Cargo knows nothing of it, and
//! compiles a cell that brings it along.

use super::canonical::{self, EVCXR_STORE, RUNTIME};
use crate::project::{cache, digest, kept};
use crate::session::front::Front;
use crate::session::toolchain;
use std::borrow::Cow;
use std::fs;
use std::io;
use std::path::{Path, PathBuf};
use std::process::Command;

/// The name of the crate.
const NAME: &str = "calculus_store";
/// The error as evcxr generates it. In a source that is only looked at, it says nothing.
const ERROR: &str = r#"
            struct EvcxrUserCodeError {}
            impl<T: std::fmt::Display> From<T> for EvcxrUserCodeError {
                fn from(error: T) -> Self {
                    eprintln!("{}", error);
                    println!("{}", evcxr_internal_runtime::USER_ERROR_OCCURRED);
                    EvcxrUserCodeError {}
                }
            }
"#;
const SAYS_SO: &str = "println!(\"{}\", evcxr_internal_runtime::USER_ERROR_OCCURRED);";
/// The error as it is in the crate, where it can also tell the line of the `?`.
const ERROR_WITH_PLACE: &str = r#"
pub struct EvcxrUserCodeError {}

impl<T: std::fmt::Display> From<T> for EvcxrUserCodeError {
    #[track_caller]
    fn from(error: T) -> Self {
        tell(&error, std::panic::Location::caller().line());
        EvcxrUserCodeError {}
    }
}

fn tell(error: &dyn std::fmt::Display, line: u32) {
    eprintln!("{error}");
    println!("EVCXR_BEGIN_CONTENT application/vnd.calculus.question-mark\n{line}\nEVCXR_END_CONTENT");
    println!("{USER_ERROR_OCCURRED}");
}
"#;

/// The compiled crate.
pub struct Precompiled {
    file: PathBuf,
}

impl Precompiled {
    /// The one for cells that are compiled with these arguments; it is made if it is not there.
    pub fn of(front: &Front, arguments: &[String]) -> io::Result<Precompiled> {
        let target = arguments.windows(2).find(|pair| pair[0] == "--target").map_or("", |pair| &pair[1]);
        let compiler = toolchain::compiler().map_err(io::Error::other)?;
        let folder = Path::new("store").join(&digest([&compiler, target, &source()])[..16]);
        let name = folder.join(format!("lib{NAME}.rlib"));
        let file = kept(&name);
        if !file.exists() {
            make(front, target, &cache().join(&name))?;
        }
        Ok(Precompiled { file })
    }

    pub fn is_there(&self) -> bool {
        self.file.exists()
    }

    /// What the compiler is told, so that a source can name the crate.
    pub fn arguments(&self) -> [String; 2] {
        ["--extern".to_owned(), format!("{NAME}={}", self.file.display())]
    }
}

/// The source of the crate.
pub fn source() -> String {
    format!("{RUNTIME}{ERROR_WITH_PLACE}")
}

fn make(front: &Front, target: &str, file: &Path) -> io::Result<()> {
    let folder = file.parent().unwrap_or(Path::new("."));
    fs::create_dir_all(folder)?;
    // Another session may make it at the same time.
    let place = tempfile::tempdir_in(folder)?;
    fs::write(place.path().join("store.rs"), source())?;
    let mut command = Command::new(&front.rustc);
    command.args(["--crate-name", NAME, "--edition=2024", "--crate-type=rlib", "-Cprefer-dynamic", "-Copt-level=1"]);
    if !target.is_empty() {
        command.args(["--target", target]);
    }
    let output = front.output(command.arg("store.rs").current_dir(place.path()))?;
    if !output.status.success() {
        return Err(io::Error::other(String::from_utf8_lossy(&output.stderr).into_owned()));
    }
    fs::rename(place.path().join(format!("lib{NAME}.rlib")), file)
}

/// The source as the compiler is to have it, with everything at its line: it names the crate, or brings along what is in it.
pub fn complete<'a>(source: &'a str, crate_of_it: Option<&Precompiled>) -> Cow<'a, str> {
    if crate_of_it.is_none() {
        return canonical::with_store(source);
    }
    let lines_of_error = ERROR.matches('\n').count();
    let names_error = format!("use {NAME}::EvcxrUserCodeError;{}", "\n".repeat(lines_of_error));
    let names_store = format!("{EVCXR_STORE}pub use {NAME}::*;");
    let silent = ERROR.replace(SAYS_SO, "");
    let source = source.replacen(EVCXR_STORE, &names_store, 1);
    Cow::Owned(source.replacen(ERROR, &names_error, 1).replacen(&silent, &names_error, 1))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_source_that_names_the_crate_has_everything_at_its_line() {
        let place = "\n".repeat(RUNTIME.matches('\n').count());
        let made = Precompiled { file: "made".into() };
        for error in [ERROR.to_owned(), ERROR.replace(SAYS_SO, "")] {
            let cell = format!("use a::*;{error}{EVCXR_STORE}{place}\n}}\nfn f() {{}}");
            let named = complete(&cell, Some(&made));
            assert!(
                named.contains(&format!("use {NAME}::EvcxrUserCodeError;")) && !named.contains("struct"),
                "{named}"
            );
            let line_of_f = |text: &str| text.lines().position(|line| line == "fn f() {}");
            assert_eq!(line_of_f(&named), line_of_f(&cell));
            assert_eq!(line_of_f(&complete(&cell, None)), line_of_f(&cell));
        }
    }
}
