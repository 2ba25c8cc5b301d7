//! The cargo that evcxr finds, which it starts for every cell: it has the kernel do the work, and prints what comes back.
//!
//! A program of its own, because starting the other one takes longer than all else that this does. Whatever it cannot do,
//! that one can.

mod knock;

use knock::{Built, Call, REAL_CARGO, RUNNING, SESSION, SOCKET, STOPPED, TEMPORARY};
use std::ffi::OsString;
use std::fs;
use std::io::{self, Write};
use std::os::unix::net::UnixStream;
use std::os::unix::process::CommandExt;
use std::path::PathBuf;
use std::process::{Command, ExitCode};

/// The program beside this one that can do everything, also as cargo.
const CALCULUS: &str = "calculus";

fn main() -> ExitCode {
    let arguments: Vec<OsString> = std::env::args_os().skip(1).collect();
    if std::env::var_os(SESSION).is_none() {
        eprintln!("this is started by the kernel of `{CALCULUS}`, and by nobody else");
        return ExitCode::from(2);
    }
    match knock(&arguments) {
        Ok(Built::Done { code, stdout, stderr }) => {
            let told =
                io::stderr().write_all(stderr.as_bytes()).and_then(|()| io::stdout().write_all(stdout.as_bytes()));
            return if told.is_ok() { ExitCode::from(u8::try_from(code).unwrap_or(1)) } else { ExitCode::FAILURE };
        }
        Ok(Built::ByCargo) => {
            if let Some(cargo) = std::env::var_os(REAL_CARGO) {
                let session = std::env::var_os(SESSION).map(PathBuf::from).unwrap_or_default();
                let error = Command::new(cargo).args(arguments).env("TMPDIR", session.join(TEMPORARY)).exec();
                eprintln!("cargo could not be started: {error}");
                return ExitCode::FAILURE;
            }
        }
        Err(_) => {}
    }
    let error = match std::env::current_exe() {
        Ok(this) => Command::new(this.with_file_name(CALCULUS)).arg0("cargo").args(arguments).exec(),
        Err(error) => error,
    };
    eprintln!("`{CALCULUS}` could not be started: {error}");
    ExitCode::FAILURE
}

/// Asks the kernel.
fn knock(arguments: &[OsString]) -> io::Result<Built> {
    unsafe extern "C" {
        fn setpgid(process: i32, group: i32) -> i32;
    }
    // A group of its own, so that the compiler and the linker end with it.
    // SAFETY: plain system call on this process.
    unsafe { setpgid(0, 0) };
    let session = std::env::var_os(SESSION).map(PathBuf::from).ok_or(io::ErrorKind::NotFound)?;
    let folder = std::env::current_dir()?;
    // A cell may call cargo on a project of its own.
    if !folder.starts_with(session.canonicalize()?) {
        return Ok(Built::ByCargo);
    }
    // First this, then a look whether we may: whoever forbids it looks for us afterwards.
    fs::write(session.join(RUNNING).join(std::process::id().to_string()), "")?;
    if session.join(STOPPED).exists() {
        let stderr = "the compilation was stopped\n".to_owned();
        return Ok(Built::Done { code: 1, stdout: String::new(), stderr });
    }
    let kernel = UnixStream::connect(session.join(SOCKET))?;
    Call { folder, arguments: arguments.to_vec(), variables: std::env::vars_os().collect() }.say(&kernel)
}
