//! One of the worker's two streams, taken apart: text, shown values, and words for evcxr.

use super::voice::Voice;
use super::{CellEnd, Message};
use crate::session::wire::{
    BEGIN_CONTENT, END_CONTENT, Event, INPUT_REQUEST, MARK, PANIC_MIME, PANIC_NOTIFICATION, PASSWORD_REQUEST,
    QUESTION_MARK_MIME, Stream, USER_ERROR, VARIABLE_CHANGED_TYPE,
};
use std::borrow::Cow;
use std::sync::Arc;
use std::sync::mpsc::Sender;
use std::time::Duration;

/// How much of one stream of one cell is handed on. A notebook with more could not be opened.
const STREAM_LIMIT: u64 = 1 << 20;
/// How large one form of a shown value may be, in bytes. Jupyter's server passes on three million bytes in three seconds.
const CONTENT_LIMIT: usize = 2 << 20;
/// How much is shown of a value that is text: more than anyone reads.
const TEXT_LIMIT: usize = 128 << 10;
/// How much is heard at once, and how long text without a line end may get before it is handed on.
pub const PIECE: usize = 64 << 10;
/// How long after one form of a value the next one may come. They are printed together.
const NEXT_FORM: Duration = Duration::from_millis(20);
/// How long after text without a line end the rest of the line may come, before the text is handed on as it is.
const NEXT_LETTER: Duration = Duration::from_millis(20);

/// Takes one of the worker's streams apart: text, shown values, and words for evcxr.
pub struct Listener {
    stream: Stream,
    marker: String,
    voice: Arc<Voice>,
    sender: Sender<Message>,
    pending: Vec<u8>,
    content: Option<Content>,
    /// What the cell says that it will ask for, in evcxr's words.
    prompt: Option<Prompt>,
    /// A form of a value was the last thing that came; the next one may be on its way.
    showing: bool,
    /// Text without a line end was the last thing that came.
    unfinished: bool,
    /// The words of the cell's generated code are evcxr's own, without a mark.
    plain: bool,
    handed_on: u64,
    dropped: u64,
    not_utf8: bool,
}

/// One form of a value while it arrives.
struct Content {
    mime: String,
    text: String,
    /// How much was too much, in bytes.
    left_out: usize,
}

struct Prompt {
    text: String,
    password: bool,
}

impl Content {
    fn limit(&self) -> usize {
        if self.mime == "text/plain" { TEXT_LIMIT } else { CONTENT_LIMIT }
    }

    fn push(&mut self, line: &str) {
        let room = self.limit().saturating_sub(self.text.len());
        let taken = if self.left_out > 0 { 0 } else { line.floor_char_boundary(room) };
        self.text.push_str(&line[..taken]);
        self.left_out += line.len() - taken;
    }
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
            prompt: None,
            showing: false,
            unfinished: false,
            plain: false,
            handed_on: 0,
            dropped: 0,
            not_utf8: false,
        }
    }

    /// How long to wait for more before [`silence`](Listener::silence). `None`: for ever.
    pub fn patience(&self) -> Option<Duration> {
        match (self.showing, self.unfinished) {
            (true, _) => Some(NEXT_FORM),
            (_, true) => Some(NEXT_LETTER),
            _ => None,
        }
    }

    /// Nothing more came in time.
    pub fn silence(&mut self) {
        if std::mem::take(&mut self.showing) {
            self.voice.say(&Event::Shown);
        }
        self.finish_text();
    }

    /// Hands on text without a line end, but for what may be the beginning of a word that is not for people.
    pub fn finish_text(&mut self) {
        if std::mem::take(&mut self.unfinished) {
            let held = held_back(&self.pending, &self.marker);
            let rest = self.pending.split_off(self.pending.len() - held);
            let text = std::mem::replace(&mut self.pending, rest);
            self.text(&text);
        }
    }

    /// The stream is closed.
    pub fn close(mut self) {
        self.end_cell();
        let _ = self.sender.send(Message::StreamClosed);
    }

    pub fn take(&mut self, bytes: &[u8]) {
        self.showing = false;
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
        self.unfinished = self.content.is_none() && !self.pending.is_empty();
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
            if end == " plain" {
                self.plain = true;
                return;
            }
            if end == " keyboard" {
                self.ask();
                return;
            }
            self.end_cell();
            let end = (self.stream == Stream::Stdout).then(|| CellEnd {
                listening: end.contains("listening"),
                restored: end.contains("restored"),
                known: end.contains("known"),
            });
            let _ = self.sender.send(Message::CellEnd(end));
        } else if words != PANIC_NOTIFICATION
            && let Some(mut content) = self.content.take()
        {
            if words == END_CONTENT {
                self.show(content);
            } else {
                content.push(&lossy);
                self.content = Some(content);
            }
        } else if self.stream == Stream::Stdout
            && let Some((before, word)) = split_at_evcxr_word(words, self.plain)
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
            self.content = Some(Content { mime: mime.trim().to_owned(), text: String::new(), left_out: 0 });
        } else if let Some(text) = word.strip_prefix(PASSWORD_REQUEST) {
            self.prompt = Some(Prompt { text: text.to_owned(), password: true });
        } else if let Some(text) = word.strip_prefix(INPUT_REQUEST) {
            // The question itself follows when the cell reads.
            self.prompt = Some(Prompt { text: text.to_owned(), password: false });
        } else {
            self.voice.to_evcxr(word.trim_start_matches(MARK).as_bytes());
            let is = |known: &str| word.trim_start_matches(MARK) == known.trim_start_matches(MARK);
            let event = match () {
                () if is(PANIC_NOTIFICATION) => Event::Panicked,
                () if is(USER_ERROR) => Event::QuestionMark,
                () => return,
            };
            let _ = self.sender.send(Message::CellFailed);
            self.voice.say(&event);
        }
    }

    /// The cell reads from the keyboard, and there is nothing to read.
    fn ask(&mut self) {
        let Prompt { text, password } = self.prompt.take().unwrap_or(Prompt { text: String::new(), password: false });
        self.voice.say(&Event::Asks { prompt: text, password });
        let _ = self.sender.send(Message::Asks);
    }

    fn show(&mut self, content: Content) {
        let Content { mime, mut text, left_out } = content;
        if left_out == 0 {
            // The line end before END_CONTENT belongs to the protocol.
            text.pop();
        }
        if mime == QUESTION_MARK_MIME {
            if let Ok(line) = text.parse() {
                self.voice.say(&Event::QuestionMarkAt(line));
            }
            return;
        }
        if mime == PANIC_MIME {
            if let Ok(panic) = serde_json::from_str(&text) {
                self.voice.say(&Event::PanicHook(panic));
            }
            return;
        }
        if left_out > 0 && mime != "text/plain" {
            // Half a picture is none.
            self.dropped += (text.len() + left_out) as u64;
            return;
        }
        if left_out > 0 {
            text += &format!("\n[{:.1} MB more of this value were left out here]", left_out as f64 / 1e6);
        }
        self.voice.content(mime, text);
        self.showing = true;
    }

    fn text(&mut self, bytes: &[u8]) {
        if bytes.is_empty() || !self.has_room(bytes.len() as u64) {
            return;
        }
        let text = String::from_utf8_lossy(bytes);
        self.note_bytes(matches!(text, Cow::Owned(_)));
        self.voice.text(self.stream, &text);
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
        if let Some(content) = self.content.take() {
            // A value without an end is text.
            self.text(content.text.as_bytes());
        }
        let rest = std::mem::take(&mut self.pending);
        self.text(&rest);
        if self.dropped > 0 {
            self.voice.say(&Event::Dropped { stream: self.stream, bytes: self.dropped });
        }
        (self.dropped, self.handed_on, self.not_utf8) = (0, 0, false);
        (self.prompt, self.showing, self.unfinished, self.plain) = (None, false, false, false);
    }
}

/// Finds one of evcxr's words, also behind text that was printed without a line end. Those of generated code are marked,
/// unless they are `plain`.
fn split_at_evcxr_word(line: &str, plain: bool) -> Option<(&str, &str)> {
    let marked = |word: &'static str| if plain { word.trim_start_matches(MARK) } else { word };
    let at = [PANIC_NOTIFICATION, USER_ERROR]
        .map(marked)
        .into_iter()
        .filter(|word| line.ends_with(*word))
        .map(|word| line.len() - word.len())
        .chain(
            [BEGIN_CONTENT, marked(VARIABLE_CHANGED_TYPE), INPUT_REQUEST, PASSWORD_REQUEST]
                .iter()
                .filter_map(|word| line.find(word)),
        )
        .min()?;
    Some(line.split_at(at))
}

/// How many of the last bytes may be the beginning of the end of the cell or of one of evcxr's words.
fn held_back(text: &[u8], marker: &str) -> usize {
    let words = [marker, BEGIN_CONTENT, PANIC_NOTIFICATION, USER_ERROR, VARIABLE_CHANGED_TYPE, PASSWORD_REQUEST];
    let begins =
        |word: &str| (1..word.len().min(text.len() + 1)).rev().find(|&n| text.ends_with(&word.as_bytes()[..n]));
    let letter =
        text.utf8_chunks().last().map_or(0, |last| if last.invalid().len() < 4 { last.invalid().len() } else { 0 });
    words.into_iter().filter_map(begins).max().unwrap_or(letter)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_may_become_a_word_is_held_back() {
        assert_eq!(held_back(b"How many? ", "end-of-cell"), 0);
        assert_eq!(held_back(b"50 %EVCXR_", "end-of-cell"), 6);
        assert_eq!(held_back(b"abcend-of", "end-of-cell"), 6);
        assert_eq!(held_back("é".as_bytes().split_last().unwrap().1, "end-of-cell"), 1);
    }

    #[test]
    fn a_word_is_found_behind_text_without_a_line_end() {
        let split = |line| split_at_evcxr_word(line, false);
        assert_eq!(split("abc\u{1}EVCXR_PANIC_NOTIFICATION"), Some(("abc", PANIC_NOTIFICATION)));
        assert_eq!(split("abcEVCXR_PANIC_NOTIFICATION"), None);
        assert!(split_at_evcxr_word("abcEVCXR_PANIC_NOTIFICATION", true).is_some());
        assert_eq!(split("7EVCXR_BEGIN_CONTENT text/plain").map(|split| split.0), Some("7"));
        assert_eq!(split("a line like any other"), None);
    }
}
