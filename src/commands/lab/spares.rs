//! The one spare kernel of a running lab.

use crate::commands::spare::SPARE;
use crate::memory;
use crate::spare::TAKEN;
use std::io::{self, BufRead, BufReader};
use std::os::unix::process::CommandExt;
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::sync::{Arc, Mutex};
use std::time::Duration;

/// What must be available, in bytes: the spare's own, and room for what the learner does meanwhile.
const MEMORY: u64 = 2 << 30;
/// How long after one spare was taken the next is made: the learner's first cells come first.
const REST: Duration = Duration::from_secs(10);

/// Keeps a spare kernel until it is dropped. One that has become a learner's kernel is no longer its own.
pub struct Spares(Arc<Mutex<Keeper>>);

#[derive(Default)]
struct Keeper {
    spare: Option<Child>,
    closed: bool,
}

impl Spares {
    /// `surround` gives a spare what Jupyter's kernels get. It waits at `socket`, in the folder of the notebooks.
    pub fn keep(socket: &Path, notebooks: &Path, surround: impl Fn(&mut Command) + Send + 'static) -> Spares {
        let keeper = Arc::new(Mutex::new(Keeper::default()));
        let (socket, notebooks, shared) = (socket.to_owned(), notebooks.to_owned(), keeper.clone());
        std::thread::spawn(move || {
            loop {
                if memory::available().is_some_and(|bytes| bytes >= MEMORY) {
                    let Ok(program) = std::env::current_exe() else { return };
                    let mut command = Command::new(program);
                    surround(&mut command);
                    command.arg(SPARE).arg(&socket).current_dir(&notebooks);
                    // One that cannot be kept ready has said why; the next would say it again.
                    if keep_one(&shared, &mut command).is_none() {
                        return;
                    }
                }
                std::thread::sleep(REST);
            }
        });
        Spares(keeper)
    }
}

/// Starts a spare and returns when it was taken. `None`: it ended before that, or none is wanted any more.
fn keep_one(keeper: &Mutex<Keeper>, command: &mut Command) -> Option<()> {
    // Away from the terminal's Ctrl-C: the lab ends it.
    command.stdin(Stdio::null()).stdout(Stdio::piped()).process_group(0);
    let words = {
        let mut keeper = keeper.lock().ok().filter(|keeper| !keeper.closed)?;
        let mut spare = command.spawn().ok()?;
        let words = spare.stdout.take()?;
        keeper.spare = Some(spare);
        words
    };
    let (mut words, mut line) = (BufReader::new(words), String::new());
    words.read_line(&mut line).ok()?;
    let mut kernel = keeper.lock().ok()?.spare.take()?;
    // Heard and waited for to its end, so that it never speaks to nobody and leaves nothing in the system's table.
    std::thread::spawn(move || {
        let _ = io::copy(&mut words, &mut io::sink());
        kernel.wait()
    });
    (line.trim() == TAKEN).then_some(())
}

impl Drop for Spares {
    fn drop(&mut self) {
        let Ok(mut keeper) = self.0.lock() else { return };
        keeper.closed = true;
        if let Some(mut spare) = keeper.spare.take() {
            // SAFETY: a signal to a child that was not waited for. It removes its folder before it ends.
            unsafe { libc::kill(spare.id() as libc::pid_t, libc::SIGTERM) };
            let _ = spare.wait();
        }
    }
}
