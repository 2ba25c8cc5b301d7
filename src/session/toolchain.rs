//! The cargo and the rustc that evcxr finds: this program, standing in front of the real ones.
//!
//! evcxr calls cargo privately. It asks rustup which cargo to take, and else searches `PATH`; a folder of
//! ours is the answer to both. That gives a cell what evcxr has no word for: the versions of the project's
//! own `Cargo.lock`, an end to a compilation that takes too long, and a [compiler](super::compiler) that is called
//! without cargo.

use super::compiler::{self, Call, Workshop, answers, door, shared};
use super::folder::SessionFolder;
use crate::knock::{self, Built, FRONT, PROGRAM, REAL_CARGO, RUNNING, SESSION, SOCKET, STOPPED, TEMPORARY};
use crate::process;
use crate::project::Project;
use crate::whole;
use std::collections::BTreeMap;
use std::ffi::OsString;
use std::fs::{self, File};
use std::io::{self, BufRead, BufReader, Read, Write};
use std::os::unix::fs::{OpenOptionsExt, symlink};
use std::os::unix::net::UnixStream;
use std::os::unix::process::CommandExt;
use std::path::{Path, PathBuf};
use std::process::{Command, Output, Stdio};
use std::sync::{Mutex, OnceLock};

/// Where the real compiler is.
const REAL_RUSTC: &str = "CALCULUS_RUSTC";
/// The folder of the notebook.
const NOTEBOOK: &str = "CALCULUS_NOTEBOOK";
/// The lock file whose versions a cell gets.
const LOCK: &str = "CALCULUS_LOCK";

/// The file with the learner's cell that is compiled, behind one of these lines.
const CELL: &str = "cell.rs";
const RUNS: &str = "runs\n";
const RESTS: &str = "rest\n";
/// The file with its number.
const NUMBER: &str = "cell-number";
/// What is said of a cell whose compilation was stopped before it began.
pub const WAS_STOPPED: &str = "the compilation was stopped";

/// Where the system's loader looks for shared objects first.
const LIBRARY_PATH: &str = if cfg!(target_os = "macos") { "DYLD_LIBRARY_PATH" } else { "LD_LIBRARY_PATH" };

#[derive(Debug, thiserror::Error)]
pub enum ToolchainError {
    #[error("no `{0}` was found. Install Rust from https://rustup.rs and open a new terminal")]
    Missing(&'static str),
    #[error("the compiler `{0}` could not be asked about itself")]
    Ask(PathBuf),
    #[error(
        "the compiler `{0}` does not work: {1}. `rustup default stable` may mend it, or install Rust again from https://rustup.rs"
    )]
    Broken(PathBuf, String),
    #[error("the folder for the compiler's stand-in could not be made at {0}: {1}")]
    Folder(PathBuf, io::Error),
}

/// Finds `tool` (cargo or rustc) as the user's shell in this folder would.
pub fn find(tool: &'static str) -> Result<PathBuf, ToolchainError> {
    // Once ours is in front, it is what a search would find.
    let known = std::env::var_os(if tool == "cargo" { REAL_CARGO } else { REAL_RUSTC });
    if let Some(real) = known {
        return Ok(real.into());
    }
    static FOUND: Mutex<BTreeMap<&str, PathBuf>> = Mutex::new(BTreeMap::new());
    let found = FOUND.lock().ok().and_then(|found| found.get(tool).cloned());
    if let Some(found) = found {
        return Ok(found);
    }
    let from_rustup =
        Command::new("rustup").args(["which", tool]).output().ok().filter(|output| output.status.success());
    let path = match from_rustup {
        Some(output) => PathBuf::from(String::from_utf8_lossy(&output.stdout).trim()),
        None => which::which(tool).map_err(|_| ToolchainError::Missing(tool))?,
    };
    if let Ok(mut found) = FOUND.lock() {
        found.insert(tool, path.clone());
    }
    Ok(path)
}

/// What `rustc -vV` says: the compiler's exact version and host.
pub fn compiler() -> Result<String, ToolchainError> {
    static KNOWN: OnceLock<String> = OnceLock::new();
    match KNOWN.get() {
        Some(known) => Ok(known.clone()),
        None => ask_rustc(&["-vV"]).map(|answer| KNOWN.get_or_init(|| answer).clone()),
    }
}

/// The program beside the compiler that shows what a library offers. Without one there is less help, and all else goes on.
pub fn rustdoc() -> PathBuf {
    let beside = find("rustc").map(|rustc| rustc.with_file_name("rustdoc"));
    beside.ok().filter(|rustdoc| rustdoc.exists()).unwrap_or_else(|| "rustdoc".into())
}

/// The folder of cargo's settings and downloads.
pub fn cargo_home() -> Option<PathBuf> {
    std::env::var_os("CARGO_HOME").map(PathBuf::from).or_else(|| dirs::home_dir().map(|home| home.join(".cargo")))
}

fn ask_rustc(arguments: &[&str]) -> Result<String, ToolchainError> {
    let rustc = find("rustc")?;
    let arguments: Vec<String> = arguments.iter().map(|&argument| argument.to_owned()).collect();
    match answers::of_rustc(&rustc, &arguments) {
        Some(said) if said.code == 0 => Ok(said.stdout),
        Some(said) => Err(ToolchainError::Broken(rustc, said.stderr.trim().to_owned())),
        None => Err(ToolchainError::Ask(rustc)),
    }
}

/// Where a cell's libraries are to be found, ahead of every other place. A cell knows the standard library by
/// a path relative to where it was compiled, but evcxr loads it from one folder higher: that goes well only
/// where the path leads through the root of the disk. And cargo, where it runs this program, names folders
/// that hold another build of the course's library.
fn folders_of_libraries(build: &Path) -> Result<Vec<PathBuf>, ToolchainError> {
    let standard_library = ask_rustc(&["--print", "target-libdir"])?;
    let compiler = compiler()?;
    let host = compiler.lines().find_map(|line| line.strip_prefix("host: ")).unwrap_or_default();
    let built = build.join("target").join(host).join("debug");
    Ok(vec![standard_library.trim().into(), built.join("deps"), built])
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
    let (cargo, rustc) = (find("cargo")?, find("rustc")?);
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
            let mut front = File::options().write(true).create_new(true).mode(0o755).open(bin.join("cargo"))?;
            front.write_all(FRONT)?;
        }
        symlink(&this, bin.join("rustc"))
    };
    make().map_err(|error| ToolchainError::Folder(bin.clone(), error))?;
    let library_path = with_folders_in_front(LIBRARY_PATH, &libraries);
    let path = with_folders_in_front("PATH", &[bin]);
    // SAFETY: the environment is read through the standard library alone in this program, which locks it.
    unsafe {
        std::env::set_var("PATH", path);
        std::env::set_var(LIBRARY_PATH, library_path);
        std::env::set_var("RUSTUP_TOOLCHAIN", &toolchain);
        std::env::set_var(REAL_CARGO, &cargo);
        std::env::set_var(REAL_RUSTC, &rustc);
        std::env::set_var(SESSION, session);
        std::env::set_var(PROGRAM, &this);
        std::env::set_var(NOTEBOOK, &notebook);
        std::env::set_var("EVCXR_TMPDIR", build);
        match project {
            Some(project) => std::env::set_var(LOCK, project.lock()),
            None => std::env::remove_var(LOCK),
        }
    }
    Ok(Front { cargo, rustc, session: session.to_owned(), notebook, lock: project.map(Project::lock) })
}

/// What a process of ours needs to know that stands in front of cargo or rustc.
#[derive(Clone)]
pub struct Front {
    pub cargo: PathBuf,
    pub rustc: PathBuf,
    /// The folder of the session that it works for.
    pub session: PathBuf,
    /// The folder of the notebook, from which cells name their files.
    pub notebook: PathBuf,
    /// The lock file of the project that cells belong to.
    pub lock: Option<PathBuf>,
}

impl Front {
    /// From the environment that [`stand_in_front_of_cargo`] has made.
    pub fn of_environment() -> Option<Front> {
        let place = |name| std::env::var_os(name).map(PathBuf::from);
        let (cargo, rustc, session) = (place(REAL_CARGO)?, place(REAL_RUSTC)?, place(SESSION)?);
        Some(Front { cargo, rustc, session, notebook: place(NOTEBOOK)?, lock: place(LOCK) })
    }

    /// The learner's cell that is compiled, if the session has said so.
    pub fn cell(&self) -> Option<Cell> {
        let source = fs::read_to_string(self.session.join(CELL)).ok()?.strip_prefix(RUNS)?.to_owned();
        let number = fs::read_to_string(self.session.join(NUMBER)).ok().and_then(|number| number.parse().ok());
        Some(Cell { source, number })
    }

    /// Where compilers and linkers put what they need only for themselves.
    pub fn temporary(&self) -> PathBuf {
        self.session.join(TEMPORARY)
    }

    /// Runs a compiler in a way that [`end_cargo`] can end.
    pub fn output(&self, command: &mut Command) -> io::Result<Output> {
        // A group of its own, so that the linker ends with it.
        let child = command
            .env("TMPDIR", self.temporary())
            .process_group(0)
            .stdin(Stdio::null())
            .stdout(Stdio::piped())
            .stderr(Stdio::piped())
            .spawn()?;
        let mark = self.mark(child.id())?;
        if self.is_stopped() {
            process::kill_group(child.id() as libc::pid_t);
        }
        let output = child.wait_with_output();
        let _ = fs::remove_file(mark);
        output
    }

    /// Notes that this process group compiles. To be done before one looks whether it may: whoever forbids it looks for
    /// the groups afterwards.
    fn mark(&self, group: u32) -> io::Result<PathBuf> {
        let mark = self.session.join(RUNNING).join(group.to_string());
        fs::write(&mark, "")?;
        Ok(mark)
    }

    pub fn is_stopped(&self) -> bool {
        self.session.join(STOPPED).exists()
    }
}

/// Plays cargo or rustc if this process was started as one of them.
pub fn role(arguments: &[String]) -> Option<io::Result<i32>> {
    let program = Path::new(arguments.first()?).file_name()?;
    let front = Front::of_environment()?;
    match program.to_str()? {
        "cargo" => Some(be_cargo(front, &arguments[1..])),
        "rustc" => Some(compiler::be_rustc(&front, &arguments[1..])),
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
        let mut run = || run_and_tell(Command::new(&cargo).args(arguments), &session, &call.folder);
        let output = compiler::by_cargo(&call, &mut run)?;
        io::stdout().write_all(&output.stdout)?;
        io::stderr().write_all(&output.stderr)?;
        return Ok(output.status.code().unwrap_or(1));
    }
    Err(Command::new(cargo).args(arguments).exec())
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

/// Ends all that compiles for `session`, with all that it started, and lets nothing further begin.
pub fn end_cargo(session: &Path) {
    let _ = fs::write(session.join(STOPPED), "");
    running(session).for_each(process::kill_group);
}

/// Ends what a session that died has left compiling. A number may be another process's by now, so only one that works
/// in the session's folder is ended, where the system tells.
pub fn end_orphaned_cargo(session: &Path) {
    running(session)
        .filter(|group| fs::read_link(format!("/proc/{group}/cwd")).is_ok_and(|place| place.starts_with(session)))
        .for_each(process::kill_group);
}

fn running(session: &Path) -> impl Iterator<Item = libc::pid_t> {
    let marks = fs::read_dir(session.join(RUNNING)).into_iter().flatten().flatten();
    marks.filter_map(|mark| mark.file_name().to_str()?.parse().ok())
}

/// Ends and removes what this process's session has running; for the moment before the process exits. The
/// cells' own processes see that nobody commands them any more.
pub fn end_session() {
    if let Some(session) = std::env::var_os(SESSION).map(PathBuf::from) {
        end_cargo(&session);
        // The engine may be writing into it at this moment. What it makes anew after this, the next sweep finds.
        const ATTEMPTS: usize = 100;
        let _ = (0..ATTEMPTS).find(|_| fs::remove_dir_all(&session).is_ok() || !session.exists());
    }
}

/// A learner's cell that is compiled or runs.
#[derive(Clone, Debug)]
pub struct Cell {
    pub source: String,
    /// Without a number, it is none of the learner's.
    pub number: Option<usize>,
}

/// Says which cell is compiled from now on, and takes back what [`end_cargo`] forbids.
pub fn begin_cell(session: &Path, cell: &Cell) {
    let place = session.join(CELL);
    // Without it a cell is compiled with everything.
    if whole::write_in_place(&place, [RUNS, &cell.source].concat().as_bytes()).is_err() {
        let _ = fs::remove_file(place);
    }
    // Few cells want to know it.
    let wants = |name| cell.source.contains(name);
    let number = cell.number.filter(|_| wants("file!") || wants("line!"));
    let _ = match number {
        Some(number) => fs::write(session.join(NUMBER), number.to_string()),
        None => fs::remove_file(session.join(NUMBER)),
    };
    let _ = fs::remove_file(session.join(STOPPED));
    for group in running(session) {
        let _ = fs::remove_file(session.join(RUNNING).join(group.to_string()));
    }
}

/// Says that the cell is done.
pub fn end_cell(session: &Path) {
    let _ = File::options().write(true).open(session.join(CELL)).and_then(|mut cell| cell.write_all(RESTS.as_bytes()));
}

/// Whether a cell is compiled or runs in this session.
pub fn has_a_cell(session: &Path) -> bool {
    let mut start = [0; RUNS.len()];
    let read = File::open(session.join(CELL)).and_then(|mut cell| cell.read_exact(&mut start));
    read.is_ok() && start == *RUNS.as_bytes()
}

/// Gives evcxr's crate in `folder` the project's versions, once it depends on the library. Its first builds
/// have no dependency, and cargo prunes from a lock what nothing depends on: hence at every call.
pub fn lay_lock(folder: &Path, lock: &Path) -> io::Result<()> {
    let has_line = |file: &str, start: &str| {
        fs::read_to_string(folder.join(file))
            .is_ok_and(|text| text.lines().any(|line| line.trim_start().starts_with(start)))
    };
    if has_line("Cargo.toml", "calculus = ") && !has_line("Cargo.lock", "name = \"calculus\"") {
        // Not copied with its permissions: in a read-only checkout cargo could not add evcxr's crate to it.
        fs::write(folder.join("Cargo.lock"), fs::read(lock)?)?;
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_lock_is_laid_when_the_library_is_asked_for_and_not_again() {
        let folder = tempfile::tempdir().unwrap();
        let lock = folder.path().join("project.lock");
        fs::write(&lock, "name = \"calculus\"\nversion = \"0.1.0\"").unwrap();
        let laid = || fs::read_to_string(folder.path().join("Cargo.lock")).ok();

        fs::write(folder.path().join("Cargo.toml"), "[dependencies]\n").unwrap();
        lay_lock(folder.path(), &lock).unwrap();
        assert_eq!(laid(), None);

        fs::write(folder.path().join("Cargo.toml"), "[dependencies]\ncalculus = { path = \"/x\" }\n").unwrap();
        lay_lock(folder.path(), &lock).unwrap();
        assert!(laid().is_some());

        // A learner's further crate is in the lock by now, and must stay.
        fs::write(folder.path().join("Cargo.lock"), "name = \"calculus\"\nname = \"rand\"").unwrap();
        lay_lock(folder.path(), &lock).unwrap();
        assert!(laid().unwrap().contains("rand"));
    }
}
