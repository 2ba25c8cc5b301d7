//! The process that evcxr believes the cells run in. It starts the [worker](super::cell_worker) where they
//! really do, sees everything that the worker prints and how it ends, and tells both evcxr and the session.
//!
//! evcxr's own process mixes a cell's output with its protocol: a line without an end hangs it, and a panic
//! passes for a result. Standing between them costs one process and 1 ms a cell.

mod ears;
mod listener;
mod voice;

use super::wire::{
    EXECUTION_COMPLETE, Event, INPUT_REQUEST, LOAD_AND_RUN, MOVE, NO_ANSWER, ProcessEnd, ROLL_BACK, SETTLED, Stream,
};
use crate::process;
use ears::Ear;
use listener::Listener;
use std::fs::File;
use std::io::{self, BufRead, BufReader, PipeWriter, Write};
use std::os::fd::AsRawFd;
use std::os::unix::process::{CommandExt, ExitStatusExt};
use std::path::Path;
use std::process::{ChildStdin, Command, ExitStatus, Stdio};
use std::sync::Arc;
use std::sync::atomic::Ordering;
use std::sync::mpsc::{self, Sender};
use std::time::Duration;
use voice::Voice;

/// How long after the worker's end its last words may take, if a program that it started still holds its streams.
const LAST_WORDS: Duration = Duration::from_millis(500);

/// What the threads of this process tell its main loop.
enum Message {
    Command(String),
    NoMoreCommands,
    /// The session has something calculated between cells.
    Move(String),
    /// Somebody wishes that the cell ends.
    Interrupt,
    /// The worker has a copy of itself from before the cell, with this process id.
    Backup(libc::pid_t),
    /// A stream reached the end of the cell's output; standard output says more about it.
    CellEnd(Option<CellEnd>),
    /// The cell panicked, or a `?` in it met an error.
    CellFailed,
    /// The cell waits for a line from the keyboard.
    Asks,
    StreamClosed,
    ProcessEnded(libc::pid_t, ExitStatus),
    /// Nothing came for a while.
    Silence,
}

#[derive(Default)]
struct CellEnd {
    listening: bool,
    restored: bool,
    /// The library knows what a hand has moved.
    known: bool,
}

/// Watches a worker until evcxr closes our standard input. Returns the exit code of this process.
pub fn watch(hand: &Path) -> io::Result<i32> {
    // For writing too, so that it never ends.
    let hand = File::options().read(true).write(true).open(hand)?;
    let marker = format!("calculus-end-of-cell-{}", std::process::id());
    process::adopt_orphans();
    let (answers, keyboard) = io::pipe()?;
    process::inherit(&answers)?;
    let mut worker = Command::new(std::env::current_exe()?)
        .arg(super::CELL_WORKER)
        .arg(&marker)
        .arg(answers.as_raw_fd().to_string())
        .env_remove("EVCXR_IS_RUNTIME")
        // From the start, so that there is no moment at which the group cannot be ended.
        .process_group(0)
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()?;
    drop(answers);
    let commands = worker.stdin.take().expect("the worker's input is a pipe");
    let stdout = worker.stdout.take().expect("the worker's output is a pipe");
    let stderr = worker.stderr.take().expect("the worker's errors are a pipe");
    let voice = Arc::new(Voice::default());
    let (sender, messages) = mpsc::channel();

    let listener = |stream| Listener::new(stream, marker.clone(), voice.clone(), sender.clone());
    let ears = vec![Ear::new(stdout, listener(Stream::Stdout)), Ear::new(stderr, listener(Stream::Stderr))];
    std::thread::spawn(move || ears::listen(ears));
    std::thread::spawn({
        let voice = voice.clone();
        move || voice.keep_time()
    });
    std::thread::spawn({
        let sender = sender.clone();
        move || read_commands(&sender)
    });
    std::thread::spawn({
        let sender = sender.clone();
        move || {
            for line in BufReader::new(hand).lines().map_while(Result::ok) {
                let _ = sender.send(Message::Move(line));
            }
        }
    });
    let interrupts = sender.clone();
    ctrlc::set_handler(move || {
        let _ = interrupts.send(Message::Interrupt);
    })
    .map_err(io::Error::other)?;
    let worker_id = worker.id() as libc::pid_t;
    std::thread::spawn(move || {
        // Not `worker.wait()`: a copy that takes the worker's place is waited for in the same way.
        while let Some((id, status)) = process::wait_for_any() {
            let _ = sender.send(Message::ProcessEnded(id, status));
        }
    });
    let mut watch = Watch::over(worker_id, commands, keyboard, voice);
    let code = loop {
        let message = if watch.is_parting() {
            // A program that the worker started may hold its streams open for ever.
            messages.recv_timeout(LAST_WORDS).unwrap_or(Message::Silence)
        } else {
            messages.recv().unwrap_or(Message::NoMoreCommands)
        };
        if let Some(code) = watch.take(message) {
            break code;
        }
    };
    watch.groups.iter().for_each(|group| process::kill_group(*group));
    Ok(code)
}

/// Says of every cell that it has run, and runs none. Returns the exit code of this process.
pub fn pretend() -> io::Result<i32> {
    for command in io::stdin().lock().lines().map_while(Result::ok) {
        if command.starts_with(LOAD_AND_RUN) {
            println!("{EXECUTION_COMPLETE}");
        }
    }
    Ok(0)
}

/// What is known about the worker and the cell that it runs.
struct Watch {
    worker: libc::pid_t,
    backup: Option<libc::pid_t>,
    /// All that have been workers, each with the programs that its cells have started.
    groups: Vec<libc::pid_t>,
    commands: ChildStdin,
    /// Where a cell that asks finds its answer.
    keyboard: PipeWriter,
    asking: bool,
    voice: Arc<Voice>,
    running: Option<Running>,
    /// How the worker ended, until its copy has taken its place.
    ended: Option<ProcessEnd>,
    streams_closed: usize,
}

/// A cell between its command and its end.
#[derive(Default)]
struct Running {
    /// How many of the two streams have reached the end of the cell.
    ends: usize,
    end: CellEnd,
    failed: bool,
    /// No cell, but something between cells, of which evcxr knows nothing.
    moves: bool,
}

impl Watch {
    fn over(worker: libc::pid_t, commands: ChildStdin, keyboard: PipeWriter, voice: Arc<Voice>) -> Watch {
        Watch {
            worker,
            backup: None,
            groups: vec![worker],
            commands,
            keyboard,
            asking: false,
            voice,
            running: None,
            ended: None,
            streams_closed: 0,
        }
    }

    /// Whether the worker is gone, and no copy of it is known: what it still said is all that is waited for. That
    /// may be the word that there is a copy.
    fn is_parting(&self) -> bool {
        self.ended.is_some() && self.backup.is_none()
    }

    /// Returns this process's exit code when there is nothing left to watch.
    fn take(&mut self, message: Message) -> Option<i32> {
        match message {
            Message::Command(command) if command.starts_with(LOAD_AND_RUN) => {
                self.running = Some(Running::default());
                self.asking = false;
                self.voice.begin();
                self.voice.say(&Event::Started);
                // A worker that is gone is reported by its own message.
                let _ = writeln!(self.commands, "{command}").and_then(|()| self.commands.flush());
            }
            Message::Move(line) => {
                // The session sees to it that no cell runs.
                if self.running.is_none() {
                    self.running = Some(Running { moves: true, ..Running::default() });
                    let _ = writeln!(self.commands, "{MOVE}{line}").and_then(|()| self.commands.flush());
                }
            }
            Message::Command(answer) => {
                // To a question that has gone with its cell, it is none.
                if std::mem::take(&mut self.asking) {
                    let _ = writeln!(self.keyboard, "{answer}");
                }
            }
            Message::Asks if self.running.as_ref().is_some_and(|running| !running.moves) => {
                self.asking = true;
                self.voice.to_evcxr(INPUT_REQUEST.as_bytes());
            }
            Message::Asks => {
                // A thread that goes on after its cell, whom nobody hears.
                let _ = writeln!(self.keyboard, "{NO_ANSWER}");
            }
            Message::NoMoreCommands => return Some(0),
            Message::Interrupt => {
                if self.running.is_some() {
                    process::kill_group(self.worker);
                }
            }
            Message::Backup(id) => self.backup = Some(id),
            Message::CellFailed => {
                if let Some(running) = &mut self.running {
                    running.failed = true;
                }
            }
            Message::CellEnd(end) => self.stream_ended(end),
            Message::ProcessEnded(id, status) if id == self.worker => {
                self.ended = Some(ProcessEnd::of(status));
                if self.running.is_none() {
                    // Its copy is from before a cell that evcxr takes for done.
                    self.backup.take().into_iter().for_each(process::kill);
                }
                self.restore_if_ready();
            }
            // A copy that is gone, or a program that a cell had started.
            Message::ProcessEnded(id, _) => self.backup = self.backup.filter(|backup| *backup != id),
            Message::StreamClosed => self.streams_closed += 1,
            Message::Silence => self.streams_closed = 2,
        }
        match self.ended {
            Some(end) if self.is_parting() && self.streams_closed >= 2 => {
                self.voice.say(&Event::ProcessEnded(end));
                Some(1)
            }
            _ => None,
        }
    }

    fn stream_ended(&mut self, end: Option<CellEnd>) {
        let Some(running) = &mut self.running else { return };
        running.ends += 1;
        if let Some(end) = end {
            running.end = end;
        }
        if running.ends < 2 {
            return;
        }
        if running.end.restored {
            self.restore_if_ready();
        } else if running.failed && self.backup.is_some() {
            // As if the cell had never begun: its copy takes the worker's place, and says so in both streams.
            running.ends = 0;
            process::kill(self.worker);
        } else {
            let end = std::mem::take(&mut running.end);
            let moves = running.moves;
            self.running = None;
            if moves {
                self.voice.say(&Event::Moved { known: end.known });
            } else {
                self.voice.end_with(EXECUTION_COMPLETE);
            }
            if end.listening {
                self.voice.live.store(true, Ordering::SeqCst);
            }
            self.backup = None;
            // A worker that is gone is reported by its own message.
            let _ = writeln!(self.commands, "{SETTLED}").and_then(|()| self.commands.flush());
        }
    }

    /// The copy counts as the worker once the worker is known to be dead and the copy has spoken in both streams.
    fn restore_if_ready(&mut self) {
        let ready = |running: &Running| running.end.restored && running.ends >= 2;
        let (Some(end), Some(backup), Some(running)) = (self.ended, self.backup, &self.running) else { return };
        if !ready(running) {
            return;
        }
        let moves = running.moves;
        if !running.failed {
            self.voice.say(&Event::ProcessEnded(end));
        }
        self.worker = backup;
        self.groups.push(backup);
        (self.backup, self.running, self.ended) = (None, None, None);
        self.voice.say(&Event::Restored);
        if moves {
            return self.voice.say(&Event::Moved { known: true });
        }
        self.voice.to_evcxr(ROLL_BACK);
        self.voice.end();
    }
}

impl ProcessEnd {
    fn of(status: ExitStatus) -> ProcessEnd {
        match status.code() {
            Some(code) => ProcessEnd::Exit(code),
            None => ProcessEnd::Signal(status.signal().unwrap_or_default()),
        }
    }
}

fn read_commands(sender: &Sender<Message>) {
    for line in io::stdin().lock().lines().map_while(Result::ok) {
        let _ = sender.send(Message::Command(line));
    }
    let _ = sender.send(Message::NoMoreCommands);
}
