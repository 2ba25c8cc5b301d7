//! The way from the cargo that evcxr starts to the kernel, which has everything at hand to do what is asked of it.
//!
//! evcxr starts a process for each cell and waits for its end. That process is this program, as cargo; it hands over what
//! it was called with and prints what comes back.

use super::{Built, Call, Workshop};
use serde::{Serialize, de::DeserializeOwned};
use std::fs;
use std::io::{self, BufRead, BufReader, Write};
use std::os::unix::net::{UnixListener, UnixStream};
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex};

/// The name of the socket in a session's folder.
const SOCKET: &str = "compiler";

/// Has this process compile for the session, until this is dropped.
pub struct Door {
    socket: PathBuf,
}

impl Door {
    /// `None`: the system has no place for a socket there, as where the folder's name is long. Whoever asks then does
    /// the work itself.
    pub fn open(session: &Path, workshop: Arc<Mutex<Workshop>>) -> Option<Door> {
        let socket = session.join(SOCKET);
        let listener = UnixListener::bind(&socket).ok()?;
        std::thread::spawn(move || {
            for caller in listener.incoming() {
                let Ok(caller) = caller else { return };
                let Some(call) = hear::<Call>(&caller) else { return };
                let built = workshop.lock().map(|mut workshop| workshop.build(&call)).ok();
                // Whoever hears nothing calls the real cargo, which finds what is wrong by itself.
                let _ = say(&caller, &built.and_then(io::Result::ok).unwrap_or(Built::ByCargo));
            }
        });
        Some(Door { socket })
    }
}

impl Drop for Door {
    fn drop(&mut self) {
        // A caller without words ends the thread.
        drop(UnixStream::connect(&self.socket));
        let _ = fs::remove_file(&self.socket);
    }
}

/// Has the session's own process do it. `None`: nobody is there.
pub fn ask(session: &Path, call: &Call) -> Option<Built> {
    let kernel = UnixStream::connect(session.join(SOCKET)).ok()?;
    say(&kernel, call).ok()?;
    hear(&kernel)
}

fn say(mut to: &UnixStream, words: &impl Serialize) -> io::Result<()> {
    let mut line = serde_json::to_vec(words)?;
    line.push(b'\n');
    to.write_all(&line)
}

fn hear<T: DeserializeOwned>(from: &UnixStream) -> Option<T> {
    let mut line = Vec::new();
    BufReader::new(from).read_until(b'\n', &mut line).ok()?;
    serde_json::from_slice(&line).ok()
}
