//! The process that evcxr believes the cells run in. It starts the [worker](super::cell_worker) where they
//! really do, sees everything that the worker prints and how it ends, and tells both evcxr and the session.
//!
//! evcxr's own process mixes a cell's output with its protocol: a line without an end hangs it, and a panic
//! passes for a result. Standing between them costs one process and 1 ms a cell.

use super::wire::{
    BEGIN_CONTENT, END_CONTENT, EXECUTION_COMPLETE, Event, INPUT_REQUEST, LOAD_AND_RUN, PANIC_MIME, PANIC_NOTIFICATION,
    ProcessEnd, ROLL_BACK, Stream, USER_ERROR, VARIABLE_CHANGED_TYPE,
};
use crate::process;
use std::borrow::Cow;
use std::io::{self, BufRead, Read, Write};
use std::os::fd::AsRawFd;
use std::os::unix::process::{CommandExt, ExitStatusExt};
use std::process::{ChildStdin, Command, ExitStatus, Stdio};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::mpsc::{self, Sender};
use std::time::Duration;

/// How much of one stream of one cell is handed on. A notebook with more could not be opened.
const STREAM_LIMIT: u64 = 1 << 20;
/// How large one form of a shown value may be, in bytes.
const CONTENT_LIMIT: usize = 16 << 20;
/// Text without a line end is handed on in pieces of this size.
const PIECE: usize = 64 << 10;
/// How long after one form of a value the next one may come. They are printed together.
const NEXT_FORM: Duration = Duration::from_millis(20);
/// How long after the worker's end its last words may take, if a program that it started still holds its streams.
const LAST_WORDS: Duration = Duration::from_millis(500);

/// What the threads of this process tell its main loop.
enum Message {
    Command(String),
    NoMoreCommands,
    /// Somebody wishes that the cell ends.
    Interrupt,
    /// The worker has a copy of itself from before the cell, with this process id.
    Backup(libc::pid_t),
    /// A stream reached the end of the cell's output; standard output says more about it.
    CellEnd(Option<CellEnd>),
    /// The cell panicked, or a `?` in it met an error.
    CellFailed,
    StreamClosed,
    ProcessEnded(libc::pid_t, ExitStatus),
    /// Nothing came for a while.
    Silence,
}

#[derive(Default)]
struct CellEnd {
    read_stdin: bool,
    listening: bool,
    restored: bool,
}

/// Watches a worker until evcxr closes our standard input. Returns the exit code of this process.
pub fn watch() -> io::Result<i32> {
    let marker = format!("calculus-end-of-cell-{}", std::process::id());
    process::adopt_orphans();
    let mut worker = Command::new(std::env::current_exe()?)
        .arg(super::CELL_WORKER)
        .arg(&marker)
        .env_remove("EVCXR_IS_RUNTIME")
        // From the start, so that there is no moment at which the group cannot be ended.
        .process_group(0)
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()?;
    let commands = worker.stdin.take().expect("the worker's input is a pipe");
    let stdout = worker.stdout.take().expect("the worker's output is a pipe");
    let stderr = worker.stderr.take().expect("the worker's errors are a pipe");
    let voice = Arc::new(Voice::default());
    let (sender, messages) = mpsc::channel();

    let listener = |stream| Listener::new(stream, marker.clone(), voice.clone(), sender.clone());
    let (of_stdout, of_stderr) = (listener(Stream::Stdout), listener(Stream::Stderr));
    std::thread::spawn(move || of_stdout.listen(stdout));
    std::thread::spawn(move || of_stderr.listen(stderr));
    std::thread::spawn({
        let sender = sender.clone();
        move || read_commands(&sender)
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
    let mut watch = Watch::over(worker_id, commands, voice);
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

/// What is known about the worker and the cell that it runs.
struct Watch {
    worker: libc::pid_t,
    backup: Option<libc::pid_t>,
    /// All that have been workers, each with the programs that its cells have started.
    groups: Vec<libc::pid_t>,
    commands: ChildStdin,
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
}

impl Watch {
    fn over(worker: libc::pid_t, commands: ChildStdin, voice: Arc<Voice>) -> Watch {
        let groups = vec![worker];
        Watch { worker, backup: None, groups, commands, voice, running: None, ended: None, streams_closed: 0 }
    }

    /// Whether the worker is gone, and no copy of it is known: what it still said is all that is waited for. That
    /// may be the word that there is a copy.
    fn is_parting(&self) -> bool {
        self.ended.is_some() && self.backup.is_none()
    }

    /// Returns this process's exit code when there is nothing left to watch.
    fn take(&mut self, message: Message) -> Option<i32> {
        match message {
            Message::Command(command) => {
                // Anything else would be the answer to a request for input, and those are not passed on.
                if command.starts_with(LOAD_AND_RUN) {
                    self.running = Some(Running::default());
                    self.backup = None;
                    self.voice.say(&Event::Started);
                    // A worker that is gone is reported by its own message.
                    let _ = writeln!(self.commands, "{command}").and_then(|()| self.commands.flush());
                }
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
            self.running = None;
            if end.read_stdin {
                self.voice.say(&Event::ReadStdin);
            }
            self.voice.to_evcxr(EXECUTION_COMPLETE.as_bytes());
            if end.listening {
                self.voice.live.store(true, Ordering::SeqCst);
            }
        }
    }

    /// The copy counts as the worker once the worker is known to be dead and the copy has spoken in both streams.
    fn restore_if_ready(&mut self) {
        let ready = |running: &Running| running.end.restored && running.ends >= 2;
        let (Some(end), Some(backup), Some(running)) = (self.ended, self.backup, &self.running) else { return };
        if !ready(running) {
            return;
        }
        if !running.failed {
            self.voice.say(&Event::ProcessEnded(end));
        }
        self.worker = backup;
        self.groups.push(backup);
        (self.backup, self.running, self.ended) = (None, None, None);
        self.voice.say(&Event::Restored);
        self.voice.to_evcxr(ROLL_BACK);
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

/// Our standard output, which evcxr reads.
#[derive(Default)]
struct Voice {
    /// Whether the session listens. It does not while evcxr starts: it runs a cell of its own then, and
    /// waits until every line that we add has been taken, which nobody would do.
    live: AtomicBool,
}

impl Voice {
    fn say(&self, event: &Event) {
        if self.live.load(Ordering::SeqCst) {
            self.to_evcxr(&serde_json::to_vec(event).expect("an event is plain data"));
        } else if let Event::Text { stream: Stream::Stderr, text } = event {
            // Why a worker could not even start: evcxr adds our errors to its own.
            eprint!("{text}");
        }
    }

    fn to_evcxr(&self, line: &[u8]) {
        let mut out = io::stdout().lock();
        // evcxr gone means that our own end is near.
        let _ = out.write_all(line).and_then(|()| out.write_all(b"\n")).and_then(|()| out.flush());
    }
}

/// Takes one of the worker's streams apart: text, shown values, and words for evcxr.
struct Listener {
    stream: Stream,
    marker: String,
    voice: Arc<Voice>,
    sender: Sender<Message>,
    pending: Vec<u8>,
    content: Option<(String, String)>,
    /// A form of a value was the last thing that came; the next one may be on its way.
    showing: bool,
    handed_on: u64,
    dropped: u64,
    not_utf8: bool,
}

impl Listener {
    fn new(stream: Stream, marker: String, voice: Arc<Voice>, sender: Sender<Message>) -> Listener {
        Listener {
            stream,
            marker,
            voice,
            sender,
            pending: Vec::new(),
            content: None,
            showing: false,
            handed_on: 0,
            dropped: 0,
            not_utf8: false,
        }
    }

    fn listen(mut self, mut source: impl Read + AsRawFd) {
        let mut buffer = vec![0; PIECE];
        loop {
            if std::mem::take(&mut self.showing) && process::is_silent(&source, NEXT_FORM) {
                self.voice.say(&Event::Shown);
            }
            match source.read(&mut buffer) {
                Ok(0) => break,
                Ok(count) => self.take(&buffer[..count]),
                Err(error) if error.kind() == io::ErrorKind::Interrupted => {}
                Err(_) => break,
            }
        }
        self.end_cell();
        let _ = self.sender.send(Message::StreamClosed);
    }

    fn take(&mut self, bytes: &[u8]) {
        for piece in bytes.split_inclusive(|byte| *byte == b'\n') {
            self.pending.extend_from_slice(piece);
            if piece.ends_with(b"\n") {
                let line = std::mem::take(&mut self.pending);
                self.line(&line);
            }
        }
        if self.content.is_none() && self.pending.len() > PIECE {
            // Keep what may be the first bytes of a longer character.
            let whole = match std::str::from_utf8(&self.pending) {
                Err(error) if error.error_len().is_none() => error.valid_up_to(),
                _ => self.pending.len(),
            };
            let rest = self.pending.split_off(whole);
            let piece = std::mem::replace(&mut self.pending, rest);
            self.text(&piece);
        }
    }

    fn line(&mut self, line: &[u8]) {
        let lossy = String::from_utf8_lossy(line);
        self.note_bytes(matches!(lossy, Cow::Owned(_)));
        let words = lossy.trim_end_matches('\n');
        if let Some(at) = words.find(&self.marker) {
            let end = words[at + self.marker.len()..].to_owned();
            self.text(&words.as_bytes()[..at]);
            if let Some(id) = end.strip_prefix(" backup ") {
                let _ = id.parse().map(|id| self.sender.send(Message::Backup(id)));
                return;
            }
            self.end_cell();
            let end = (self.stream == Stream::Stdout).then(|| CellEnd {
                read_stdin: end.contains(" read"),
                listening: end.contains("listening"),
                restored: end.contains("restored"),
            });
            let _ = self.sender.send(Message::CellEnd(end));
        } else if let Some((mime, content)) = &mut self.content
            && words != PANIC_NOTIFICATION
        {
            if words == END_CONTENT {
                let (mime, content) = (std::mem::take(mime), std::mem::take(content));
                self.content = None;
                self.show(mime, content);
            } else if content.len() <= CONTENT_LIMIT {
                content.push_str(&lossy);
            }
        } else if self.stream == Stream::Stdout
            && let Some((before, word)) = split_at_evcxr_word(words)
        {
            // A panic in the middle of a value that was being shown leaves half a value.
            self.content = None;
            self.text(before.as_bytes());
            self.evcxr_word(word);
        } else {
            self.text(line);
        }
    }

    /// A line by which generated code speaks to evcxr.
    fn evcxr_word(&mut self, word: &str) {
        if let Some(mime) = word.strip_prefix(BEGIN_CONTENT) {
            self.content = Some((mime.trim().to_owned(), String::new()));
        } else if word.starts_with(INPUT_REQUEST) {
            // There is no keyboard: the cell finds an empty line, and the session says so afterwards.
        } else {
            self.voice.to_evcxr(word.as_bytes());
            let event = match word {
                PANIC_NOTIFICATION => Event::Panicked,
                USER_ERROR => Event::QuestionMark,
                _ => return,
            };
            let _ = self.sender.send(Message::CellFailed);
            self.voice.say(&event);
        }
    }

    fn show(&mut self, mime: String, mut content: String) {
        // The line end before END_CONTENT belongs to the protocol.
        content.pop();
        if mime == PANIC_MIME {
            if let Ok(panic) = serde_json::from_str(&content) {
                self.voice.say(&Event::PanicHook(panic));
            }
        } else if content.len() <= CONTENT_LIMIT {
            self.voice.say(&Event::Content { mime, content });
            self.showing = true;
        } else {
            self.dropped += content.len() as u64;
        }
    }

    fn text(&mut self, bytes: &[u8]) {
        if bytes.is_empty() || !self.has_room(bytes.len() as u64) {
            return;
        }
        let text = String::from_utf8_lossy(bytes);
        self.note_bytes(matches!(text, Cow::Owned(_)));
        self.voice.say(&Event::Text { stream: self.stream, text: text.into_owned() });
    }

    /// Says once a cell that its bytes had to be replaced.
    fn note_bytes(&mut self, replaced: bool) {
        if replaced && !std::mem::replace(&mut self.not_utf8, true) {
            self.voice.say(&Event::NotUtf8 { stream: self.stream });
        }
    }

    fn has_room(&mut self, bytes: u64) -> bool {
        // After the first gap nothing more, or what follows would look whole.
        let room = self.dropped == 0 && self.handed_on + bytes <= STREAM_LIMIT;
        if room {
            self.handed_on += bytes;
        } else {
            self.dropped += bytes;
        }
        room
    }

    fn end_cell(&mut self) {
        let rest = std::mem::take(&mut self.pending);
        self.text(&rest);
        if self.dropped > 0 {
            self.voice.say(&Event::Dropped { stream: self.stream, bytes: self.dropped });
        }
        (self.dropped, self.handed_on, self.not_utf8, self.content) = (0, 0, false, None);
    }
}

/// Finds one of evcxr's words, also behind text that was printed without a line end.
fn split_at_evcxr_word(line: &str) -> Option<(&str, &str)> {
    let at = [PANIC_NOTIFICATION, USER_ERROR]
        .iter()
        .filter(|word| line.ends_with(**word))
        .map(|word| line.len() - word.len())
        .chain([BEGIN_CONTENT, VARIABLE_CHANGED_TYPE, INPUT_REQUEST].iter().filter_map(|word| line.find(word)))
        .min()?;
    Some(line.split_at(at))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_word_is_found_behind_text_without_a_line_end() {
        assert_eq!(split_at_evcxr_word("abcEVCXR_PANIC_NOTIFICATION"), Some(("abc", PANIC_NOTIFICATION)));
        assert_eq!(split_at_evcxr_word("7EVCXR_BEGIN_CONTENT text/plain").map(|split| split.0), Some("7"));
        assert_eq!(split_at_evcxr_word("a line like any other"), None);
    }
}
