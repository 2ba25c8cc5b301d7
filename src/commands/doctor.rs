//! `calculus doctor`: what the course needs, whether it is here, and what to do if not.

use super::install::user_data;
use super::lab::{self, python};
use crate::kernelspec;
use crate::memory;
use crate::project::{self, Project};
use crate::session::toolchain;
use std::path::{Path, PathBuf};
use std::process::ExitCode;

/// What a kernel, its compiler and a browser need, in bytes.
const MEMORY: u64 = 1 << 30;
/// What the environment of JupyterLab, the built library and open sessions need, in bytes.
const DISK: u64 = 2 << 30;

enum State {
    Good,
    /// The course works without it.
    Wanting(&'static str),
    Bad(&'static str),
}

struct Finding {
    name: &'static str,
    words: String,
    state: State,
}

pub fn run() -> ExitCode {
    let findings = [cargo(), rustc(), linker(), python(), kernel(), memory(), disk()];
    let mut code = ExitCode::SUCCESS;
    for Finding { name, words, state } in findings {
        let (mark, remedy) = match state {
            State::Good => ("ok     ", None),
            State::Wanting(remedy) => ("could be better", Some(remedy)),
            State::Bad(remedy) => {
                code = ExitCode::FAILURE;
                ("MISSING", Some(remedy))
            }
        };
        println!("{mark}  {name}: {words}");
        if let Some(remedy) = remedy {
            println!("         → {remedy}");
        }
    }
    code
}

fn finding(name: &'static str, words: Result<String, String>, remedy: &'static str) -> Finding {
    match words {
        Ok(words) => Finding { name, words, state: State::Good },
        Err(words) => Finding { name, words, state: State::Bad(remedy) },
    }
}

fn cargo() -> Finding {
    let words = toolchain::find("cargo").map(|path| path.display().to_string()).map_err(|error| error.to_string());
    finding("cargo", words, "install Rust from https://rustup.rs")
}

fn rustc() -> Finding {
    let least = env!("CARGO_PKG_RUST_VERSION");
    let words = match toolchain::compiler() {
        Ok(compiler) => {
            let version = compiler.lines().next().unwrap_or_default().to_owned();
            if is_at_least(&version, least) { Ok(version) } else { Err(format!("{version}; {least} is needed")) }
        }
        Err(error) => Err(error.to_string()),
    };
    finding("rustc", words, "run `rustup update`, or install Rust from https://rustup.rs")
}

/// Whether a line like `rustc 1.95.0 (…)` names this version or a later one.
fn is_at_least(line: &str, least: &str) -> bool {
    let numbers = |text: &str| text.split('.').map_while(|part| part.parse::<u32>().ok()).collect::<Vec<_>>();
    line.split_whitespace()
        .nth(1)
        .is_some_and(|version| numbers(version.split('-').next().unwrap_or(version)) >= numbers(least))
}

fn linker() -> Finding {
    let words = ["cc", "gcc", "clang"]
        .iter()
        .find_map(|name| which::which(name).ok())
        .map(|path| path.display().to_string())
        .ok_or("no C compiler, which Rust links with".to_owned());
    finding("linker", words, "install one: `sudo apt install gcc`, or on macOS `xcode-select --install`")
}

fn python() -> Finding {
    let remedy =
        "install Python 3.10 or newer with venv (`sudo apt install python3-venv`); `calculus run` works without";
    let words = match python::find() {
        Some((path, version)) if python::has_venv(&path) => Ok(format!("{version} at {}", path.display())),
        Some((path, version)) => Err(format!("{version} at {} has no venv", path.display())),
        None => Err("none that is new enough".to_owned()),
    };
    finding("Python", words, remedy)
}

fn kernel() -> Finding {
    let lab = Project::here().ok().map(|project| lab::jupyter_folder(&project).join("data"));
    let places = [("the lab", lab), ("your own Jupyter", Some(user_data()))];
    let found: Vec<(&str, PathBuf)> =
        places.into_iter().filter_map(|(name, data)| Some((name, kernelspec::program(&data?)?))).collect();
    let name = "kernelspec";
    if let Some((place, program)) = found.iter().find(|(_, program)| !program.exists()) {
        return Finding {
            name,
            words: format!("in {place} it starts {}, which is gone", program.display()),
            state: State::Wanting("build again and run `calculus install`, or take it away with `calculus uninstall`"),
        };
    }
    let places: Vec<&str> = found.iter().map(|(place, _)| *place).collect();
    match places.is_empty() {
        true => Finding {
            name,
            words: "not registered yet; `calculus lab` does that for itself".to_owned(),
            state: State::Good,
        },
        false => Finding { name, words: format!("in {}", places.join(" and in ")), state: State::Good },
    }
}

fn memory() -> Finding {
    let name = "memory";
    match memory::installed() {
        None => {
            Finding { name, words: "how much there is cannot be told on this system".to_owned(), state: State::Good }
        }
        Some(bytes) => Finding {
            name,
            words: format!("{} installed; a kernel takes less than 0.1 GB", gigabytes(bytes)),
            state: if bytes >= MEMORY { State::Good } else { State::Wanting("close other programs while you learn") },
        },
    }
}

fn disk() -> Finding {
    let cache = project::cache();
    let existing = cache.ancestors().find(|folder| folder.is_dir()).unwrap_or(Path::new("/"));
    let name = "disk";
    match free_space(existing) {
        None => Finding { name, words: format!("the room in {} cannot be told", cache.display()), state: State::Good },
        Some(bytes) => Finding {
            name,
            words: format!("{} free for {}", gigabytes(bytes), cache.display()),
            state: if bytes >= DISK {
                State::Good
            } else {
                State::Bad("make room, or name a folder on another disk in CALCULUS_CACHE")
            },
        },
    }
}

fn free_space(folder: &Path) -> Option<u64> {
    use std::os::unix::ffi::OsStrExt;
    let path = std::ffi::CString::new(folder.as_os_str().as_bytes()).ok()?;
    let mut space = std::mem::MaybeUninit::<libc::statvfs>::uninit();
    // SAFETY: `path` ends in zero, and `space` is written if the call succeeds.
    let space = unsafe {
        if libc::statvfs(path.as_ptr(), space.as_mut_ptr()) != 0 {
            return None;
        }
        space.assume_init()
    };
    #[allow(clippy::unnecessary_cast, reason = "the widths differ between systems")]
    Some(space.f_bavail as u64 * space.f_frsize as u64)
}

fn gigabytes(bytes: u64) -> String {
    format!("{:.1} GB", bytes as f64 / 1e9)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn versions_are_compared_by_their_numbers() {
        assert!(is_at_least("rustc 1.95.0 (59807616e 2026-04-14)", "1.95"));
        assert!(is_at_least("rustc 1.100.0", "1.95"));
        assert!(is_at_least("rustc 1.97.0-nightly (abc 2026-06-01)", "1.95"));
        assert!(!is_at_least("rustc 1.94.1", "1.95"));
        assert!(!is_at_least("nonsense", "1.95"));
    }
}
