//! The door of the kernel for the cargo that evcxr starts: what that is asked to do is done here, where everything is at hand.

use super::{Call, Workshop};
use crate::knock::{self, Built, SOCKET};
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
    pub fn open(session: &Path, workshop: Arc<Mutex<Workshop>>) -> Option<Door> {
        let socket = session.join(SOCKET);
        let listener = UnixListener::bind(&socket).ok()?;
        std::thread::spawn(move || {
            for caller in listener.incoming() {
                let Ok(caller) = caller else { return };
                let Some(call) = knock::Call::hear(&caller) else { return };
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
