//! The handing over of a kernel's work to a spare one.
//!
//! A kernel takes seconds until it has started its engine and read the library. A running lab therefore has one ready
//! that waits at a socket. The program that Jupyter starts as a kernel hands its order over there and then only
//! lives as long as the spare: it ends when that ends, and that ends when it does.

use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;
use std::fs;
use std::io::{self, BufRead, BufReader, Read, Write};
use std::os::unix::net::{UnixListener, UnixStream};
use std::path::{Path, PathBuf};
use std::process::ExitCode;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::Duration;

/// The variable by which kernels know their lab's socket.
pub const SOCKET: &str = "CALCULUS_SPARE";
/// The spare's words: it is now the kernel of whoever reads this; and, it has ended as it should.
pub const TAKEN: &str = "taken";
const DONE: &str = "done";
/// How long a spare may take to answer. It does nothing else meanwhile.
const ANSWER_WITHIN: Duration = Duration::from_secs(2);

/// What Jupyter asks of a kernel, and where it asks.
#[derive(Debug, PartialEq, Eq, Serialize, Deserialize)]
struct Order {
    connection_file: PathBuf,
    surroundings: Surroundings,
}

/// What a kernel and its cells have from the program that started them.
#[derive(Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Surroundings {
    working_directory: PathBuf,
    variables: BTreeMap<String, String>,
}

impl Surroundings {
    /// Those of this process. To be asked before anything changes them.
    pub fn of_this_process() -> io::Result<Surroundings> {
        // What Jupyter and Python tell each other, which no cell reads.
        let between_others = |name: &str| {
            ["JPY_", "JUPYTER", "PYTHON", "PYDEVD_"].iter().any(|start| name.starts_with(start)) || name == "LC_CTYPE"
        };
        let variables = std::env::vars_os()
            .map(|(name, value)| (name.to_string_lossy().into_owned(), value.to_string_lossy().into_owned()))
            .filter(|(name, _)| !between_others(name))
            .collect();
        Ok(Surroundings { working_directory: std::env::current_dir()?, variables })
    }
}

/// Lets the lab's spare kernel be this one, and returns when that has ended. `None`: there is no spare that could be.
pub fn hand_over(connection_file: &Path) -> Option<ExitCode> {
    let mut spare = UnixStream::connect(std::env::var_os(SOCKET)?).ok()?;
    let order = Order {
        connection_file: std::path::absolute(connection_file).ok()?,
        surroundings: Surroundings::of_this_process().ok()?,
    };
    spare.set_read_timeout(Some(ANSWER_WITHIN)).ok()?;
    writeln!(spare, "{}", serde_json::to_string(&order).ok()?).ok()?;
    let mut words = BufReader::new(spare.try_clone().ok()?).lines();
    if words.next()?.ok()? != TAKEN {
        return None;
    }
    // From here on there is a kernel, and this process must not be a second one.
    let _ = spare.set_read_timeout(None);
    Some(match words.next() {
        Some(Ok(word)) if word == DONE => ExitCode::SUCCESS,
        _ => ExitCode::FAILURE,
    })
}

/// A kernel that waits for its order.
pub struct Spare {
    socket: PathBuf,
    listener: UnixListener,
    surroundings: Surroundings,
}

/// The program that handed its order over.
pub struct Front {
    stream: UnixStream,
    dismissed: Arc<AtomicBool>,
}

impl Spare {
    /// Waits at this socket from now on, in place of the spare before it.
    pub fn listen(socket: &Path) -> io::Result<Spare> {
        let surroundings = Surroundings::of_this_process()?;
        match fs::remove_file(socket) {
            Err(error) if error.kind() != io::ErrorKind::NotFound => return Err(error),
            _ => {}
        }
        Ok(Spare { socket: socket.to_owned(), listener: UnixListener::bind(socket)?, surroundings })
    }

    /// Returns with the connection file of the first order from the same surroundings.
    pub fn wait(self) -> io::Result<(PathBuf, Front)> {
        loop {
            let (mut front, _) = self.listener.accept()?;
            front.set_read_timeout(Some(ANSWER_WITHIN))?;
            let mut line = String::new();
            let order = match BufReader::new(&front).read_line(&mut line) {
                Ok(_) => serde_json::from_str::<Order>(&line).ok(),
                Err(_) => None,
            };
            // Whoever hears nothing starts a kernel of its own.
            let Some(order) = order.filter(|order| order.surroundings == self.surroundings) else { continue };
            let _ = fs::remove_file(&self.socket);
            writeln!(front, "{TAKEN}")?;
            front.set_read_timeout(None)?;
            return Ok((order.connection_file, Front { stream: front, dismissed: Arc::default() }));
        }
    }
}

impl Front {
    /// Calls `then` when the program is gone and was not [dismissed](Front::dismiss). Returns at once.
    pub fn watch(&self, then: impl FnOnce() + Send + 'static) -> io::Result<()> {
        let (mut stream, dismissed) = (self.stream.try_clone()?, self.dismissed.clone());
        std::thread::spawn(move || {
            // It says nothing more, so this ends with it.
            while stream.read(&mut [0]).is_ok_and(|bytes| bytes > 0) {}
            if !dismissed.load(Ordering::SeqCst) {
                then();
            }
        });
        Ok(())
    }

    /// Says that the kernel has ended as it should.
    pub fn dismiss(mut self) {
        self.dismissed.store(true, Ordering::SeqCst);
        let _ = writeln!(self.stream, "{DONE}");
    }
}
