//! What the cargo that evcxr finds says to the kernel, and hears: a call of cargo, and what became of it.
//!
//! The program that says it is started for every cell, so it is small, and the words are bytes with zeros between them.

use std::ffi::{OsStr, OsString};
use std::io::{self, Read, Write};
use std::net::Shutdown;
use std::os::unix::ffi::{OsStrExt, OsStringExt};
use std::os::unix::net::UnixStream;
use std::path::PathBuf;

/// The name of the socket in a session's folder.
pub const SOCKET: &str = "compiler";
/// Where the real cargo is, and the folder of the session that is worked for.
pub const REAL_CARGO: &str = "CALCULUS_CARGO";
pub const SESSION: &str = "CALCULUS_SESSION";
/// In the session's folder: the folder with a file for each process group that compiles, named by it; the file that
/// forbids a further one; and the folder for what the compiler and the linker need only for themselves. A linker that is
/// killed leaves such files behind, and there they go with the session.
pub const RUNNING: &str = "running";
pub const STOPPED: &str = "stopped";
pub const TEMPORARY: &str = "temporary";

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
    #[allow(dead_code, reason = "one of the two programs says it")]
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
            word(name);
            word(value);
        }
        kernel.write_all(&words)?;
        kernel.shutdown(Shutdown::Write)?;
        let mut answer = Vec::new();
        kernel.read_to_end(&mut answer)?;
        Built::from_bytes(&answer).ok_or(io::ErrorKind::InvalidData.into())
    }

    #[allow(dead_code, reason = "one of the two programs hears it")]
    pub fn hear(mut caller: &UnixStream) -> Option<Call> {
        let mut bytes = Vec::new();
        caller.read_to_end(&mut bytes).ok()?;
        let mut words =
            bytes.strip_suffix(&[0])?.split(|byte| *byte == 0).map(|word| OsString::from_vec(word.to_vec()));
        let folder = PathBuf::from(words.next()?);
        let count: usize = words.next()?.to_str()?.parse().ok()?;
        let arguments: Vec<OsString> = words.by_ref().take(count).collect();
        let mut variables = Vec::new();
        while let (Some(name), Some(value)) = (words.next(), words.next()) {
            variables.push((name, value));
        }
        (arguments.len() == count).then_some(Call { folder, arguments, variables })
    }
}

impl Built {
    #[allow(dead_code, reason = "one of the two programs says it")]
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
}
