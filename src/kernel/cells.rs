//! The thread in which the session lives. The sockets must be heard while a cell runs, and a session waits.

use crate::help::{Completion, Description};
use crate::project::Project;
use crate::session::{Failure, Output, Session, SessionError, Stopper};
use std::ops::Range;
use std::sync::{Arc, OnceLock};
use tokio::sync::{mpsc, oneshot};

enum Request {
    Run { number: usize, source: String, outputs: mpsc::UnboundedSender<Output>, done: oneshot::Sender<Ran> },
    Complete { source: String, position: usize, done: oneshot::Sender<Option<Completions>> },
    Describe { source: String, position: usize, done: oneshot::Sender<Option<Description>> },
}

type Ran = Result<(), Failure>;
/// What may stand at a cursor, and the bytes in whose place.
type Completions = (Range<usize>, Vec<Completion>);

/// The way to the thread of the cells.
#[derive(Clone)]
pub struct Cells {
    requests: crossbeam_channel::Sender<Request>,
    /// There once the session has started.
    stopper: Arc<OnceLock<Stopper>>,
}

/// A cell that runs: what it puts out, and at the end how it ended.
pub struct Running {
    pub outputs: mpsc::UnboundedReceiver<Output>,
    done: oneshot::Receiver<Ran>,
}

impl Cells {
    /// Starts the thread, and in it the session; the kernel answers Jupyter meanwhile.
    pub fn start(
        project: Option<Project>,
        session: impl FnOnce(Option<&Project>) -> Result<Session, SessionError> + Send + 'static,
    ) -> Cells {
        let (requests, inbox) = crossbeam_channel::unbounded();
        let stopper = Arc::new(OnceLock::new());
        std::thread::spawn({
            let stopper = stopper.clone();
            move || match session(project.as_ref()) {
                Ok(mut session) => {
                    let _ = stopper.set(session.stopper());
                    session.have_index();
                    inbox.iter().for_each(|request| answer(&mut session, request));
                }
                Err(error) => {
                    let sentence = error.to_string();
                    inbox.iter().for_each(|request| refuse(&sentence, request));
                }
            }
        });
        Cells { requests, stopper }
    }

    pub fn run(&self, number: usize, source: String) -> Running {
        let (sink, outputs) = mpsc::unbounded_channel();
        let (sender, done) = oneshot::channel();
        let _ = self.requests.send(Request::Run { number, source, outputs: sink, done: sender });
        Running { outputs, done }
    }

    pub async fn complete(&self, source: String, position: usize) -> Option<Completions> {
        let (done, answer) = oneshot::channel();
        let _ = self.requests.send(Request::Complete { source, position, done });
        answer.await.ok()?
    }

    pub async fn describe(&self, source: String, position: usize) -> Option<Description> {
        let (done, answer) = oneshot::channel();
        let _ = self.requests.send(Request::Describe { source, position, done });
        answer.await.ok()?
    }

    /// Has what was asked for last about a cell answered at once.
    pub fn hurry(&self) {
        if let Some(stopper) = self.stopper.get() {
            stopper.hurry();
        }
    }

    pub fn interrupt(&self) {
        if let Some(stopper) = self.stopper.get() {
            stopper.interrupt();
        }
    }
}

impl Running {
    /// How the cell ended. To be asked when there are no more outputs.
    pub async fn outcome(self) -> Ran {
        self.done.await.unwrap_or_else(|_| Err(Failure::Engine("it ended unexpectedly; restart the kernel".to_owned())))
    }
}

fn answer(session: &mut Session, request: Request) {
    // Whoever has stopped waiting needs no answer.
    match request {
        Request::Run { number, source, outputs, done } => {
            let ran = session.run(number, &source, None, &mut |output| {
                let _ = outputs.send(output);
            });
            drop(outputs);
            let _ = done.send(ran);
            session.have_index();
        }
        Request::Complete { source, position, done } => {
            let _ = done.send(session.complete(&source, position));
        }
        Request::Describe { source, position, done } => {
            let _ = done.send(session.describe(&source, position));
        }
    }
}

fn refuse(sentence: &str, request: Request) {
    if let Request::Run { done, .. } = request {
        let _ = done.send(Err(Failure::Engine(sentence.to_owned())));
    }
}
