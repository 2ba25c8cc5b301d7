//! What the cargo that evcxr finds says to the kernel, and hears: a call of cargo, and what became of it.
//!
//! The program that says it, `src/front/main.rs`, is started for every cell, so it is small, and the words are bytes with
//! zeros between them.

use std::ffi::{OsStr, OsString};
use std::io::{self, Read, Write};
use std::net::Shutdown;
use std::os::unix::ffi::{OsStrExt, OsStringExt};
use std::os::unix::net::UnixStream;
use std::path::PathBuf;

#[path = "front/names.rs"]
mod names;

pub use names::{PROGRAM, SESSION, SOCKET};

/// The program that says it, as a file. Nothing where it cannot be made.
pub const FRONT: &[u8] = include_bytes!(concat!(env!("OUT_DIR"), "/front"));

/// Where the real cargo is.
pub const REAL_CARGO: &str = "CALCULUS_CARGO";
/// Where the real compiler is.
pub const REAL_RUSTC: &str = "CALCULUS_RUSTC";
/// In the session's folder: the folder with a file for each process group that compiles, named by it; the file that
/// forbids a further one; and the folder for what the compiler and the linker need only for themselves. A linker that is
/// killed leaves such files behind, and there they go with the session.
pub const RUNNING: &str = "running";
pub const STOPPED: &str = "stopped";
pub const TEMPORARY: &str = "temporary";

/// The first argument of what is no call, but says what the real cargo compiles; the second are the words.
pub const COMPILING: &str = "calculus-compiling";

/// A call of cargo by evcxr: where, with what, and in which environment.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Call {
    pub folder: PathBuf,
    pub arguments: Vec<OsString>,
    pub variables: Vec<(OsString, OsString)>,
}

/// What became of such a call.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Built {
    /// The exit code, and what is to be said in the two streams.
    Done { code: i32, stdout: String, stderr: String },
    /// The real cargo is to do it.
    ByCargo,
}

impl Call {
    /// Hands this over, and waits for what becomes of it.
    pub fn say(&self, mut kernel: &UnixStream) -> io::Result<Built> {
        let mut words = Vec::with_capacity(1 << 13);
        let mut word = |text: &OsStr| {
            words.extend_from_slice(text.as_bytes());
            words.push(0);
        };
        word(self.folder.as_os_str());
        word(OsStr::new(&self.arguments.len().to_string()));
        self.arguments.iter().for_each(|argument| word(argument));
        for (name, value) in &self.variables {
            word(&[name.as_os_str(), value].join(OsStr::new("=")));
        }
        kernel.write_all(&words)?;
        kernel.shutdown(Shutdown::Write)?;
        let mut answer = Vec::new();
        kernel.read_to_end(&mut answer)?;
        Built::from_bytes(&answer).ok_or(io::ErrorKind::InvalidData.into())
    }

    pub fn hear(mut caller: &UnixStream) -> Option<Call> {
        let mut bytes = Vec::with_capacity(1 << 13);
        caller.read_to_end(&mut bytes).ok()?;
        let mut words =
            bytes.strip_suffix(&[0])?.split(|byte| *byte == 0).map(|word| OsString::from_vec(word.to_vec()));
        let folder = PathBuf::from(words.next()?);
        let count: usize = words.next()?.to_str()?.parse().ok()?;
        let arguments: Vec<OsString> = words.by_ref().take(count).collect();
        let is_whole = arguments.len() == count;
        is_whole.then(|| Call { folder, arguments, variables: words.filter_map(|word| variable(&word)).collect() })
    }
}

/// A variable from the way in which a process has it.
fn variable(word: &OsStr) -> Option<(OsString, OsString)> {
    let bytes = word.as_bytes();
    // A name may begin with the sign itself.
    let at = 1 + bytes.get(1..)?.iter().position(|byte| *byte == b'=')?;
    Some((OsStr::from_bytes(&bytes[..at]).to_owned(), OsStr::from_bytes(&bytes[at + 1..]).to_owned()))
}

impl Built {
    pub fn to_bytes(&self) -> Vec<u8> {
        let Built::Done { code, stdout, stderr } = self else { return vec![0] };
        let length = (stdout.len() as u64).to_le_bytes();
        [&[1], code.to_le_bytes().as_slice(), &length, stdout.as_bytes(), stderr.as_bytes()].concat()
    }

    fn from_bytes(bytes: &[u8]) -> Option<Built> {
        if *bytes.first()? == 0 {
            return Some(Built::ByCargo);
        }
        let code = i32::from_le_bytes(bytes.get(1..5)?.try_into().ok()?);
        let length = usize::try_from(u64::from_le_bytes(bytes.get(5..13)?.try_into().ok()?)).ok()?;
        let text = |bytes: &[u8]| String::from_utf8_lossy(bytes).into_owned();
        let (stdout, stderr) = (text(bytes.get(13..13 + length)?), text(bytes.get(13 + length..)?));
        Some(Built::Done { code, stdout, stderr })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_said_is_heard() {
        let (one, other) = UnixStream::pair().unwrap();
        let call = Call {
            folder: "/a b".into(),
            arguments: vec!["build".into(), "".into()],
            variables: vec![("A".into(), "".into()), ("B".into(), "1=2\n3".into())],
        };
        let built = Built::Done { code: 1, stdout: "Δ".to_owned(), stderr: String::new() };
        let (heard, answer) = (call.clone(), built.clone());
        let kernel = std::thread::spawn(move || {
            assert_eq!(Call::hear(&other), Some(heard));
            (&other).write_all(&answer.to_bytes()).unwrap();
        });
        assert_eq!(call.say(&one).unwrap(), built);
        kernel.join().unwrap();
        assert_eq!(Built::from_bytes(&Built::ByCargo.to_bytes()), Some(Built::ByCargo));
        assert_eq!(Built::from_bytes(&[]), None);
    }

    #[test]
    fn the_small_program_says_it_and_tells_what_comes_back() {
        let folder = tempfile::tempdir().unwrap();
        let place = folder.path().canonicalize().unwrap();
        let program = place.join("front");
        std::fs::write(&program, FRONT).unwrap();
        std::fs::set_permissions(&program, std::os::unix::fs::PermissionsExt::from_mode(0o755)).unwrap();
        let door = std::os::unix::net::UnixListener::bind(place.join(SOCKET)).unwrap();
        let (stdout, stderr) = ("Δ".repeat(1 << 18), "no\n".to_owned());
        let answers = [
            Built::Done { code: 101, stdout: stdout.clone(), stderr: stderr.clone() },
            Built::Done { code: 0, stdout: String::new(), stderr: String::new() },
            Built::ByCargo,
        ];
        let kernel = std::thread::spawn(move || {
            answers
                .iter()
                .map(|answer| {
                    let caller = door.accept().unwrap().0;
                    let call = Call::hear(&caller).unwrap();
                    (&caller).write_all(&answer.to_bytes()).unwrap();
                    call
                })
                .collect::<Vec<Call>>()
        });
        let mut command = std::process::Command::new(&program);
        // Whoever takes its place says by which name it was called.
        command
            .args(["build", "", "--x"])
            .current_dir(&place)
            .env_clear()
            .env(SESSION, &place)
            .env(PROGRAM, "/bin/echo");
        let mut outputs = (0..3).map(|_| command.output().unwrap());
        let (failed, went_well, by_another) =
            (outputs.next().unwrap(), outputs.next().unwrap(), outputs.next().unwrap());
        assert_eq!((failed.status.code(), failed.stdout), (Some(101), stdout.into_bytes()));
        assert_eq!(failed.stderr, stderr.into_bytes());
        assert_eq!((went_well.status.code(), went_well.stdout.len()), (Some(0), 0));
        assert_eq!(by_another.stdout, b"build  --x\n");
        let call = kernel.join().unwrap().remove(0);
        assert_eq!((call.folder, call.arguments), (place.clone(), vec!["build".into(), "".into(), "--x".into()]));
        let mut variables = call.variables;
        variables.sort();
        assert_eq!(variables, [(PROGRAM.into(), "/bin/echo".into()), (SESSION.into(), place.into())]);
        // Nobody at the door.
        std::fs::remove_file(program.with_file_name(SOCKET)).unwrap();
        assert_eq!(command.output().unwrap().stdout, b"build  --x\n");
        assert_eq!(command.env_remove(SESSION).env_remove(PROGRAM).output().unwrap().status.code(), Some(2));
    }
}
