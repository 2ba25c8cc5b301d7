//! The thread in which the session lives. The sockets must be heard while a cell runs, and a session waits.

use crate::help::{Completion, Description};
use crate::project::Project;
use crate::session::{Cell, Failure, Keyboard, Moved, Output, Session, SessionError, Stopper};
use crossbeam_channel::select;
use std::ops::Range;
use std::sync::{Arc, OnceLock};
use tokio::sync::{mpsc, oneshot};

enum Request {
    Run {
        number: usize,
        id: Option<String>,
        source: String,
        keyboard: bool,
        said: mpsc::UnboundedSender<Said>,
    },
    /// What a hand has moved.
    Move {
        position: String,
        done: oneshot::Sender<Moved>,
    },
    Complete {
        source: String,
        position: usize,
        done: oneshot::Sender<Option<Completions>>,
    },
    Describe {
        source: String,
        position: usize,
        done: oneshot::Sender<Option<Description>>,
    },
}

pub type Ran = Result<(), Failure>;
/// What may stand at a cursor, and the bytes in whose place.
type Completions = (Range<usize>, Vec<Completion>);

/// The way to the thread of the cells.
#[derive(Clone)]
pub struct Cells {
    requests: crossbeam_channel::Sender<Request>,
    /// There once the session has started.
    hands: Arc<OnceLock<(Stopper, Keyboard)>>,
}

/// What comes from a cell.
pub enum Said {
    Output(Output),
    /// How it has ended. Its threads may go on, until the next cell runs.
    End(Ran),
}

/// A cell that runs.
pub struct Running(mpsc::UnboundedReceiver<Said>);

impl Cells {
    /// Starts the thread, and in it the session; the kernel answers Jupyter meanwhile.
    pub fn start(
        project: Option<Project>,
        session: impl FnOnce(Option<&Project>) -> Result<Session, SessionError> + Send + 'static,
    ) -> Cells {
        let (requests, inbox) = crossbeam_channel::unbounded();
        let hands = Arc::new(OnceLock::new());
        std::thread::spawn({
            let hands = hands.clone();
            move || match session(project.as_ref()) {
                Ok(mut session) => {
                    let _ = hands.set((session.stopper(), session.keyboard()));
                    session.have_index();
                    work(&mut session, &inbox);
                }
                Err(error) => {
                    let sentence = error.to_string();
                    inbox.iter().for_each(|request| refuse(&sentence, request));
                }
            }
        });
        Cells { requests, hands }
    }

    /// `id`: what the client calls the cell. `keyboard`: whether somebody can answer what the cell asks.
    pub fn run(&self, number: usize, id: Option<String>, source: String, keyboard: bool) -> Running {
        let (said, heard) = mpsc::unbounded_channel();
        let _ = self.requests.send(Request::Run { number, id, source, keyboard, said });
        Running(heard)
    }

    /// Calculates what a hand has moved.
    pub async fn move_to(&self, position: String) -> Moved {
        let (done, answer) = oneshot::channel();
        let _ = self.requests.send(Request::Move { position, done });
        answer.await.unwrap_or(Moved::Lost)
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
        if let Some((stopper, _)) = self.hands.get() {
            stopper.hurry();
        }
    }

    pub fn interrupt(&self) {
        if let Some((stopper, _)) = self.hands.get() {
            stopper.interrupt();
        }
    }

    /// Gives the cell that has asked the line that it waits for.
    pub fn answer(&self, line: String) {
        if let Some((_, keyboard)) = self.hands.get() {
            keyboard.answer(line);
        }
    }
}

impl Running {
    /// What comes next from the cell.
    pub async fn next(&mut self) -> Said {
        let gone = || Said::End(Err(Failure::Engine("it ended unexpectedly; restart the kernel".to_owned())));
        self.0.recv().await.unwrap_or_else(gone)
    }

    /// What comes from the cell's threads after its end. `None`: another cell runs.
    pub async fn late(&mut self) -> Option<Output> {
        match self.0.recv().await? {
            Said::Output(output) => Some(output),
            Said::End(_) => None,
        }
    }
}

/// Does what is asked for, one thing after another, and passes on what threads say between cells.
fn work(session: &mut Session, inbox: &crossbeam_channel::Receiver<Request>) {
    // Who is told what a cell's threads say: the last cell that anyone still hears. Of what a client runs for itself, and
    // hears no more, it is the cell before.
    let mut heard: Vec<mpsc::UnboundedSender<Said>> = Vec::new();
    let between_cells = session.between_cells().clone();
    loop {
        select! {
            recv(inbox) -> request => {
                let Ok(request) = request else { return };
                // Whoever has stopped waiting needs no answer.
                match request {
                    Request::Run { number, id, source, keyboard, said } => {
                        between_cells.try_iter().for_each(|line| late(session, &line, &heard));
                        heard.retain(|said| !said.is_closed());
                        heard.drain(..heard.len().saturating_sub(1));
                        let cell = Cell { number, id: id.as_deref(), source: &source, limit: None, keyboard };
                        let ran = session.run(cell, &mut |output| {
                            let _ = said.send(Said::Output(output));
                        });
                        let _ = said.send(Said::End(ran));
                        heard.push(said);
                        session.have_index();
                    }
                    Request::Move { position, done } => {
                        between_cells.try_iter().for_each(|line| late(session, &line, &heard));
                        let _ = done.send(session.move_to(&position));
                    }
                    Request::Complete { source, position, done } => {
                        let _ = done.send(session.complete(&source, position));
                    }
                    Request::Describe { source, position, done } => {
                        let _ = done.send(session.describe(&source, position));
                    }
                }
            }
            recv(between_cells) -> line => {
                let Ok(line) = line else { return };
                late(session, &line, &heard);
            }
        }
    }
}

fn late(session: &mut Session, line: &str, heard: &[mpsc::UnboundedSender<Said>]) {
    let said = heard.iter().rev().find(|said| !said.is_closed());
    session.late(line, &mut |output| {
        let _ = said.map(|said| said.send(Said::Output(output)));
    });
}

fn refuse(sentence: &str, request: Request) {
    if let Request::Run { said, .. } = request {
        let _ = said.send(Said::End(Err(Failure::Engine(sentence.to_owned()))));
    }
}
