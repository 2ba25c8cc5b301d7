//! The worker's two streams, taken apart: text, shown values, and words for evcxr.

use super::voice::Voice;
use super::{CellEnd, Message};
use crate::process;
use crate::session::wire::{
    BEGIN_CONTENT, END_CONTENT, Event, INPUT_REQUEST, PANIC_MIME, PANIC_NOTIFICATION, Stream, USER_ERROR,
    VARIABLE_CHANGED_TYPE,
};
use std::borrow::Cow;
use std::io::{self, Read};
use std::os::fd::AsRawFd;
use std::sync::Arc;
use std::sync::mpsc::Sender;
use std::time::Duration;

/// How much of one stream of one cell is handed on. A notebook with more could not be opened.
const STREAM_LIMIT: u64 = 1 << 20;
/// How large one form of a shown value may be, in bytes.
const CONTENT_LIMIT: usize = 16 << 20;
/// Text without a line end is handed on in pieces of this size.
const PIECE: usize = 64 << 10;
/// How long after one form of a value the next one may come. They are printed together.
const NEXT_FORM: Duration = Duration::from_millis(20);

/// Takes one of the worker's streams apart: text, shown values, and words for evcxr.
pub struct Listener {
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
    pub fn new(stream: Stream, marker: String, voice: Arc<Voice>, sender: Sender<Message>) -> Listener {
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

    pub fn listen(mut self, mut source: impl Read + AsRawFd) {
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
