//! The door of the kernel for the cargo that evcxr starts: what that is asked to do is done here, where everything is at hand.
//! Where the real cargo is to do it, it is heard here how far that is.

use super::call::Call;
use super::workshop::Workshop;
use crate::knock::{self, Built, COMPILING, SOCKET};
use crossbeam_channel::Sender;
use std::fs;
use std::io::{self, Write};
use std::os::unix::net::{UnixListener, UnixStream};
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex};

/// Has this process compile for the session, until this is dropped.
pub struct Door {
    socket: PathBuf,
}

impl Door {
    /// `None`: the system has no place for a socket there, as where the folder's name is long. Whoever asks then does
    /// the work itself.
    pub fn open(session: &Path, workshop: Arc<Mutex<Workshop>>, compiling: Sender<String>) -> Option<Door> {
        let socket = session.join(SOCKET);
        let listener = UnixListener::bind(&socket).ok()?;
        let session = session.canonicalize().ok()?;
        std::thread::spawn(move || {
            for caller in listener.incoming() {
                let Ok(caller) = caller else { return };
                let Some(call) = knock::Call::hear(&caller) else { return };
                if let [mark, words] = call.arguments.as_slice()
                    && mark == COMPILING
                {
                    let _ = compiling.send(words.to_string_lossy().into_owned());
                    continue;
                }
                if !call.folder.starts_with(&session) {
                    // A cell calls cargo on a project of its own.
                    let _ = (&caller).write_all(&Built::ByCargo.to_bytes());
                    continue;
                }
                let built = workshop.lock().map(|mut workshop| workshop.build(&Call::from(call))).ok();
                // What went wrong here, the real cargo may tell better.
                let built = built.and_then(io::Result::ok).unwrap_or(Built::ByCargo);
                let _ = (&caller).write_all(&built.to_bytes());
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

/// Tells the session what the real cargo compiles.
pub fn tell(session: &Path, words: &str) {
    let call =
        knock::Call { folder: session.to_owned(), arguments: vec![COMPILING.into(), words.into()], variables: vec![] };
    // Nobody there is nobody who waits for it.
    let _ = UnixStream::connect(session.join(SOCKET)).and_then(|kernel| call.say(&kernel));
}
