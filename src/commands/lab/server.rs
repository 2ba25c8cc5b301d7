//! The JupyterLab process: started, waited for, and ended with everything that it started.

use super::Arguments;
use super::python::{self, Environment};
use crate::commands::kernel;
use crate::project::Project;
use crate::session;
use crate::whole;
use crossbeam_channel::{Receiver, RecvTimeoutError, bounded, unbounded};
use serde_json::Value;
use std::fs::{self, File};
use std::io;
use std::os::unix::process::CommandExt;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, ExitStatus, Stdio};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::{Duration, Instant, SystemTime, UNIX_EPOCH};
use tempfile::TempDir;

/// How often we look whether the server has written down its address.
const LOOK_EVERY: Duration = Duration::from_millis(100);
/// How long a server may take to appear, on a slow disk.
const UP_WITHIN: Duration = Duration::from_secs(120);
/// How long it may take to end its kernels before it is killed.
const DOWN_WITHIN: Duration = Duration::from_secs(20);

#[derive(Debug, thiserror::Error)]
pub enum ServerError {
    #[error("JupyterLab did not start: {0}")]
    Start(io::Error),
    #[error("JupyterLab ended by itself ({status}). Its last words:\n{words}")]
    Ended { status: ExitStatus, words: String },
    #[error("JupyterLab did not answer within {seconds} seconds. Its last words:\n{0}", seconds = UP_WITHIN.as_secs())]
    Silent(String),
    #[error("Ctrl-C could not be listened for: {0}")]
    Signals(ctrlc::Error),
}

/// Ctrl-C, a closed terminal, and the request to end.
pub struct Signals {
    heard: Receiver<()>,
    /// Whether there is a server to be ended first.
    serving: Arc<AtomicBool>,
}

impl Signals {
    pub fn listen() -> Result<Signals, ServerError> {
        let (sender, heard) = unbounded();
        let serving = Arc::new(AtomicBool::new(false));
        let server_runs = serving.clone();
        ctrlc::set_handler(move || {
            if server_runs.load(Ordering::SeqCst) {
                let _ = sender.send(());
            } else {
                kernel::end();
            }
        })
        .map_err(ServerError::Signals)?;
        Ok(Signals { heard, serving })
    }
}

/// A running JupyterLab.
pub struct Server {
    id: u32,
    ended: Receiver<ExitStatus>,
    /// Where it writes down its address when it is up.
    address: PathBuf,
    /// What it and its kernels have to say; the terminal stays ours.
    log: PathBuf,
    notebook: String,
    /// Where these files are; removed with the server.
    _place: TempDir,
}

impl Server {
    pub fn start(
        python: &Environment,
        jupyter: &Path,
        project: &Project,
        notebook: &str,
        arguments: &Arguments,
        signals: &Signals,
    ) -> Result<Server, ServerError> {
        // A place of its own for each start: two labs may be open, and a number of a process comes back.
        fs::create_dir_all(jupyter).map_err(ServerError::Start)?;
        let place = tempfile::Builder::new().prefix("server-").tempdir_in(jupyter).map_err(ServerError::Start)?;
        let log = place.path().join("server.log");
        let file = File::create(&log).map_err(ServerError::Start)?;
        let mut command = Command::new(python.python());
        command
            .args(["-m", "jupyterlab", "--LabApp.news_url="])
            .arg("--LabApp.check_for_updates_class=jupyterlab.NeverCheckForUpdate")
            .arg("--LabApp.extension_manager=readonly")
            .arg(format!("--LabApp.default_url=/lab/tree/{notebook}"))
            .arg(format!("--ServerApp.root_dir={}", project.notebooks().display()))
            .env("JUPYTER_DATA_DIR", jupyter.join("data"))
            .env("JUPYTER_CONFIG_DIR", jupyter.join("config"))
            .env("JUPYTER_RUNTIME_DIR", place.path())
            .env("IPYTHONDIR", jupyter.join("ipython"))
            .env("PYTHONWARNINGS", "ignore")
            .env_remove("JUPYTER_PATH")
            .current_dir(project.root())
            .stdin(Stdio::null())
            .stderr(file.try_clone().map_err(ServerError::Start)?)
            .stdout(file)
            // Away from the terminal's Ctrl-C, at which Jupyter would ask a question.
            .process_group(0);
        if let Some(port) = arguments.port {
            command.arg(format!("--ServerApp.port={port}"));
        }
        if arguments.no_browser {
            command.arg("--no-browser");
        }
        if let Some(room) = &arguments.room {
            // Who has left a room before now has come back.
            let now = SystemTime::now().duration_since(UNIX_EPOCH).map_or(0, |since| since.as_secs());
            command.env("CALCULUS_ROOM", room).env("CALCULUS_ROOM_SINCE", now.to_string());
        }
        // SAFETY: asks for a number.
        if unsafe { libc::geteuid() } == 0 {
            // In a container one is root, and Jupyter refuses that unless told.
            command.arg("--allow-root");
        }
        python::end_with_this_process(&mut command);
        signals.serving.store(true, Ordering::SeqCst);
        let child = command.spawn().map_err(ServerError::Start)?;
        let id = child.id();
        let address = place.path().join(format!("jpserver-{id}.json"));
        let notebook = notebook.to_owned();
        Ok(Server { id, ended: watch(child), address, log, notebook, _place: place })
    }

    /// The address to open, or `None` if the user has asked to end before there was one.
    pub fn wait_until_up(&self, signals: &Signals) -> Result<Option<String>, ServerError> {
        let deadline = Instant::now() + UP_WITHIN;
        loop {
            if let Some(address) = self.address() {
                return Ok(Some(address));
            }
            if !signals.heard.is_empty() {
                return Ok(None);
            }
            match self.ended.recv_timeout(LOOK_EVERY) {
                Ok(status) => return Err(ServerError::Ended { status, words: last_lines(&self.log) }),
                Err(RecvTimeoutError::Timeout) if Instant::now() < deadline => {}
                Err(_) => {
                    self.end();
                    return Err(ServerError::Silent(last_lines(&self.log)));
                }
            }
        }
    }

    /// Until the user asks for the end, or the server ends by itself.
    pub fn wait_until_ended(&self, signals: &Signals) -> Result<(), ServerError> {
        crossbeam_channel::select! {
            recv(self.ended) -> status => match status {
                Ok(status) if !status.success() => Err(ServerError::Ended { status, words: last_lines(&self.log) }),
                _ => Ok(()),
            },
            recv(signals.heard) -> _ => {
                eprintln!("\nending JupyterLab and its kernels …");
                self.end();
                Ok(())
            }
        }
    }

    fn address(&self) -> Option<String> {
        let written: Value = whole::read_json(&self.address)?;
        let (url, token) = (written["url"].as_str()?, written["token"].as_str()?);
        Some(format!("{url}lab/tree/{}?token={token}", self.notebook))
    }

    fn end(&self) {
        let group = self.id as libc::pid_t;
        // SAFETY: signals to a process that we started and that is not reaped before it ends.
        unsafe { libc::kill(group, libc::SIGTERM) };
        if self.ended.recv_timeout(DOWN_WITHIN).is_err() {
            // SAFETY: as above.
            unsafe { libc::killpg(group, libc::SIGKILL) };
        }
    }
}

fn last_lines(log: &Path) -> String {
    session::last_lines(&fs::read_to_string(log).unwrap_or_default(), 10)
}

fn watch(mut child: Child) -> Receiver<ExitStatus> {
    let (sender, receiver) = bounded(1);
    std::thread::spawn(move || {
        if let Ok(status) = child.wait() {
            let _ = sender.send(status);
        }
    });
    receiver
}
