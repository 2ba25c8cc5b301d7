//! The cargo and the rustc that evcxr finds: this program, standing in front of the real ones.
//!
//! evcxr calls cargo privately. It asks rustup which cargo to take, and else searches `PATH`; a folder of
//! ours, which answers for rustup too, is what it finds by both. That gives a cell what evcxr has no word for: the
//! versions of the project's own `Cargo.lock`, an end to a compilation that takes too long, and a
//! [compiler](super::compiler) that is called without cargo.

use super::compiler::arguments::{adapted, is_for_a_cell};
use super::compiler::by_cargo;
use super::compiler::call::{Call, variables};
use super::compiler::recipe::{self, Recipe};
use super::compiler::{Workshop, answers, door, shared};
use super::folder::SessionFolder;
use super::front::{Front, WAS_STOPPED};
use super::toolchain::{self, ToolchainError};
use crate::knock::{self, Built, FRONT, PROGRAM, RUNNING, SOCKET, TEMPORARY};
use crate::project::Project;
use crate::whole;
use std::ffi::OsString;
use std::fs::{self, File};
use std::io::{self, BufRead, BufReader, Read, Write};
use std::os::unix::fs::{OpenOptionsExt, symlink};
use std::os::unix::net::UnixStream;
use std::os::unix::process::CommandExt;
use std::path::{Path, PathBuf};
use std::process::{Command, Output, Stdio};

/// Where the system's loader looks for shared objects first.
const LIBRARY_PATH: &str = if cfg!(target_os = "macos") { "DYLD_LIBRARY_PATH" } else { "LD_LIBRARY_PATH" };

/// Where a cell's libraries are to be found, ahead of every other place. A cell knows the standard library by
/// a path relative to where it was compiled, but evcxr loads it from one folder higher: that goes well only
/// where the path leads through the root of the disk. And cargo, where it runs this program, names folders
/// that hold another build of the course's library.
fn folders_of_libraries(build: &Path) -> Result<Vec<PathBuf>, ToolchainError> {
    let compiler = toolchain::compiler()?;
    let host = compiler.lines().find_map(|line| line.strip_prefix("host: ")).unwrap_or_default();
    let built = build.join("target").join(host).join("debug");
    Ok(vec![toolchain::standard_library()?, built.join("deps"), built])
}

/// The value of a variable that is a list of folders, with more of them in front.
fn with_folders_in_front(variable: &str, folders: &[PathBuf]) -> OsString {
    let old = std::env::var_os(variable).unwrap_or_default();
    let rest = std::env::split_paths(&old).filter(|folder| !folder.as_os_str().is_empty());
    std::env::join_paths(folders.iter().cloned().chain(rest)).unwrap_or(old.clone())
}

/// Makes evcxr, from now on and in this process, work in `folder` and find our cargo, and cells the libraries that they were
/// compiled with. Cells get the versions of `project`.
pub fn stand_in_front_of_cargo(folder: &SessionFolder, project: Option<&Project>) -> Result<Front, ToolchainError> {
    let (session, build) = (folder.path(), &folder.build());
    let (cargo, rustc) = (toolchain::find("cargo")?, toolchain::find("rustc")?);
    let notebook = std::env::current_dir().map_err(|error| ToolchainError::Folder(session.to_owned(), error))?;
    let libraries = folders_of_libraries(build)?;
    let toolchain = session.join("toolchain");
    let bin = toolchain.join("bin");
    let this = std::env::current_exe().map_err(|error| ToolchainError::Folder(bin.clone(), error))?;
    let make = || -> io::Result<()> {
        fs::create_dir_all(&bin)?;
        fs::create_dir_all(session.join(TEMPORARY))?;
        fs::create_dir_all(session.join(RUNNING))?;
        // The loader forgets for good a folder that is not there when a process starts.
        libraries.iter().try_for_each(fs::create_dir_all)?;
        if FRONT.is_empty() {
            symlink(&this, bin.join("cargo"))?;
        } else {
            program(&bin.join("cargo"), FRONT)?;
        }
        symlink(&this, bin.join("rustc"))?;
        match which::which("rustup") {
            Ok(rustup) => program(&bin.join("rustup"), rustup_in_front(&rustup).as_bytes()),
            Err(_) => Ok(()),
        }
    };
    make().map_err(|error| ToolchainError::Folder(bin.clone(), error))?;
    let library_path = with_folders_in_front(LIBRARY_PATH, &libraries);
    let path = with_folders_in_front("PATH", &[bin]);
    // SAFETY: the environment is read through the standard library alone in this program, which locks it.
    unsafe {
        std::env::set_var("PATH", path);
        std::env::set_var(LIBRARY_PATH, library_path);
        std::env::set_var("RUSTUP_TOOLCHAIN", &toolchain);
        std::env::set_var(PROGRAM, &this);
        std::env::set_var("EVCXR_TMPDIR", build);
    }
    let front = Front { cargo, rustc, session: session.to_owned(), notebook, lock: project.map(Project::lock) };
    front.put();
    Ok(front)
}

fn program(file: &Path, content: &[u8]) -> io::Result<()> {
    File::options().write(true).create_new(true).mode(0o755).open(file)?.write_all(content)
}

/// What answers evcxr's questions to rustup, each of which takes rustup itself ten milliseconds, and leaves all else to it.
fn rustup_in_front(rustup: &Path) -> String {
    let quoted = rustup.to_string_lossy().replace('\'', r"'\''");
    format!(
        "#!/bin/sh\ncase \"$*\" in\n\"which cargo\" | \"which rustc\") echo \"${{0%/*}}/$2\" ;;\n*) exec '{quoted}' \"$@\" ;;\nesac\n"
    )
}

/// Plays cargo or rustc if this process was started as one of them.
pub fn role(arguments: &[String]) -> Option<io::Result<i32>> {
    let program = Path::new(arguments.first()?).file_name()?;
    let front = Front::of_environment()?;
    match program.to_str()? {
        "cargo" => Some(be_cargo(front, &arguments[1..])),
        "rustc" => Some(be_rustc(&front, &arguments[1..])),
        _ => None,
    }
}

/// Does what cargo would do for a cell, or has the real cargo do it: where the small program cannot.
fn be_cargo(front: Front, arguments: &[String]) -> io::Result<i32> {
    // A group of its own, so that the compiler and the linker end with it.
    // SAFETY: plain system call on this process.
    unsafe { libc::setpgid(0, 0) };
    let here = std::env::current_dir()?;
    let (cargo, session) = (front.cargo.clone(), front.session.clone());
    // A cell may call cargo on a project of its own.
    if here.starts_with(front.session.canonicalize()?) {
        front.mark(std::process::id())?;
        if front.is_stopped() {
            return Err(io::Error::other(WAS_STOPPED));
        }
        if FRONT.is_empty()
            && let Ok(Built::Done { code, stdout, stderr }) = knock(&session, &here)
        {
            return tell(code, &stdout, &stderr);
        }
        // SAFETY: this process has one thread.
        unsafe { std::env::set_var("TMPDIR", front.temporary()) };
        let call = Call::of_this_process(here, arguments);
        if let Built::Done { code, stdout, stderr } = Workshop::new(front).build(&call)? {
            return tell(code, &stdout, &stderr);
        }
        let mut run = || run_and_tell(Command::new(&cargo).args(by_cargo::arguments(&call)), &session, &call.folder);
        let output = by_cargo::by_cargo(&call, &mut run)?;
        io::stdout().write_all(&output.stdout)?;
        io::stderr().write_all(&output.stderr)?;
        return Ok(output.status.code().unwrap_or(1));
    }
    Err(Command::new(cargo).args(arguments).exec())
}

/// Becomes the real rustc for cargo, and learns from the call when it is for a cell. Returns only if that fails.
fn be_rustc(front: &Front, arguments: &[String]) -> io::Result<i32> {
    if let Some(said) = answers::of_rustc(&front.rustc, arguments) {
        print!("{}", said.stdout);
        eprint!("{}", said.stderr);
        return Ok(said.code);
    }
    let mut arguments = arguments.to_vec();
    if is_for_a_cell(&arguments) {
        arguments = adapted(arguments.into_iter());
        let here = std::env::current_dir()?;
        // A recipe that cannot be kept costs the next cell its cargo and nothing else.
        let _ = recipe::file(&here, front.lock.as_deref(), &variables())
            .and_then(|file| whole::write_json(&file, &Recipe::learn(&front.rustc, &arguments, &here)?));
    }
    Err(Command::new(&front.rustc).args(arguments).exec())
}

/// Has the kernel do it, as the small program does.
fn knock(session: &Path, here: &Path) -> io::Result<Built> {
    let call = knock::Call {
        folder: here.to_owned(),
        arguments: std::env::args_os().skip(1).collect(),
        variables: std::env::vars_os().collect(),
    };
    call.say(&UnixStream::connect(session.join(SOCKET))?)
}

fn tell(code: i32, stdout: &str, stderr: &str) -> io::Result<i32> {
    io::stderr().write_all(stderr.as_bytes())?;
    io::stdout().write_all(stdout.as_bytes())?;
    Ok(code)
}

/// Runs cargo, and tells the session what it compiles.
fn run_and_tell(cargo: &mut Command, session: &Path, build: &Path) -> io::Result<Output> {
    let mut cargo = cargo.stdout(Stdio::piped()).stderr(Stdio::piped()).spawn()?;
    let (mut out, err) = (cargo.stdout.take().expect("it is a pipe"), cargo.stderr.take().expect("it is a pipe"));
    let stdout = std::thread::spawn(move || {
        let mut stdout = Vec::new();
        out.read_to_end(&mut stdout).map(|_| stdout)
    });
    let (mut stderr, mut compiled) = (Vec::new(), 0);
    for line in BufReader::new(err).lines() {
        let line = line?;
        let is_ours = |name: &str| ["ctx ", shared::NAME].iter().any(|own| name.starts_with(own));
        if let Some(name) = line.trim_start().strip_prefix("Compiling ").filter(|name| !is_ours(name)) {
            compiled += 1;
            door::tell(session, &format!("compiling {name} ({compiled} of at most {} crates)", packages(build)));
        }
        stderr.extend_from_slice(line.as_bytes());
        stderr.push(b'\n');
    }
    let stdout = stdout.join().map_err(|_| io::Error::other("cargo's words were lost"))??;
    Ok(Output { status: cargo.wait()?, stdout, stderr })
}

/// How many crates a build needs at most: those in its lock, without the cell itself and what links them.
fn packages(build: &Path) -> usize {
    let lock = fs::read_to_string(build.join("Cargo.lock")).unwrap_or_default();
    let own = 1 + usize::from(lock.contains(shared::NAME));
    lock.matches("[[package]]").count().saturating_sub(own)
}
