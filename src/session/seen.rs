//! From the events of a cell's process to what is handed on of them, and what is to be known of them at its end.

use super::listing::Listing;
use super::output::{Forms, Output};
use super::wire::{CLEAR_MIME, Event, INTERACT_MIME, LIVE_MIME, Panic, ProcessEnd, Stream};
use crossbeam_channel::Sender;

/// What happened since a cell began, for its outcome.
#[derive(Default)]
pub struct Seen {
    pub started: bool,
    /// What a hand has moved was calculated, and whether it was known.
    pub moved: Option<bool>,
    /// The last panic for which the hook was called, and whether it was told.
    pub hook: Option<Panic>,
    told: bool,
    pub panicked: Option<Panic>,
    pub question_mark: bool,
    /// In which line of the generated source it stands, where that is known.
    pub question_mark_at: Option<usize>,
    /// Whether somebody can answer questions, and whether one was asked in vain.
    pub keyboard: bool,
    pub read_stdin: bool,
    pub ended: Option<ProcessEnd>,
    pub restored: bool,
    pub stderr: String,
    value: Forms,
    /// The name of the value that is being shown, if it has one.
    live: Option<String>,
}

impl Seen {
    /// Takes a line of the cell process. Of a question that nobody can answer it is said to `answers`.
    pub fn event(
        &mut self,
        line: &str,
        listing: &Listing,
        answers: &Sender<Option<String>>,
        sink: &mut dyn FnMut(Output),
    ) {
        let Ok(event) = serde_json::from_str::<Event>(line) else { return };
        if !matches!(event, Event::Content { .. } | Event::PanicHook(_)) {
            self.flush_value(sink);
        }
        if !matches!(event, Event::Panicked) {
            self.tell_of_panic(listing, sink);
        }
        match event {
            Event::Started => self.started = true,
            // Told to the sink above.
            Event::Shown => {}
            Event::Text { stream, text } => {
                let text = if stream == Stream::Stderr { listing.with_places(&text) } else { text };
                if stream == Stream::Stderr {
                    self.stderr.push_str(&text);
                }
                sink(Output::Text { stream, text });
            }
            Event::Content { mime, .. } if mime == CLEAR_MIME => {
                self.flush_value(sink);
                sink(Output::Clear);
            }
            Event::Content { mime, content } if mime == LIVE_MIME => {
                self.flush_value(sink);
                self.live = Some(content);
            }
            Event::Content { mime, content } => {
                if self.value.contains_key(&mime) {
                    self.flush_value(sink);
                }
                self.value.insert(mime, content);
            }
            Event::PanicHook(panic) => {
                self.hook = Some(panic);
                self.told = false;
            }
            Event::Panicked => self.panicked = Some(self.hook.take().unwrap_or_else(Panic::without_message)),
            Event::QuestionMarkAt(line) => self.question_mark_at = Some(line),
            Event::QuestionMark => self.question_mark = true,
            Event::Asks { prompt, password } if self.keyboard => sink(Output::Question { prompt, password }),
            Event::Asks { .. } => {
                self.read_stdin = true;
                let _ = answers.try_send(None);
            }
            Event::NotUtf8 { stream } => sink(Output::Note(format!(
                "it printed bytes to {} that are no UTF-8 text; they are shown as \u{fffd}. Print text, or bytes with {{:?}}",
                stream.name()
            ))),
            Event::Dropped { stream, bytes } => {
                let megabytes = bytes as f64 / 1e6;
                sink(Output::Text { stream, text: format!("\n[{megabytes:.1} MB more were left out here]\n") });
                sink(Output::Note(format!(
                    "it printed {megabytes:.1} MB more to {} than a notebook can hold; they were left out. Print less, or write to a file",
                    stream.name()
                )));
            }
            Event::ProcessEnded(end) => self.ended = Some(end),
            Event::Restored => self.restored = true,
            Event::Moved { known } => self.moved = Some(known),
        }
    }

    /// Says of a panic that the cell goes on after it: somebody caught it, or it was in another thread. That is worth a
    /// line, but no failure. When the cell prints while it unwinds, the failure itself still comes.
    pub fn tell_of_panic(&mut self, listing: &Listing, sink: &mut dyn FnMut(Output)) {
        let Some(panic) = self.hook.as_ref().filter(|_| !self.told) else { return };
        let place = listing.place(&panic.file, panic.line).map(|place| format!(" in {place}")).unwrap_or_default();
        sink(Output::Text { stream: Stream::Stderr, text: format!("panicked{place}: {}\n", panic.message) });
        self.told = true;
    }

    pub fn flush_value(&mut self, sink: &mut dyn FnMut(Output)) {
        let mut forms = std::mem::take(&mut self.value);
        let controls = forms.remove(INTERACT_MIME);
        // What a loop gives is no result of anyone's.
        let is_unit = forms.len() == 1 && forms.get("text/plain").is_some_and(|text| text == "()");
        if forms.is_empty() || is_unit {
            return;
        }
        sink(match (controls, self.live.take()) {
            (Some(controls), _) => Output::Interact { controls, forms },
            (None, Some(name)) => Output::Live { name, forms },
            (None, None) => Output::Value(forms),
        });
    }
}
