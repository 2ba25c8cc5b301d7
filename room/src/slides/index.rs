//! The slides of all decks, as the desk lists them.

use super::deck::{Deck, Slide};
use crate::written::{Writer, strict};
use serde_json::{Value, json};

/// What the desk has to know of all slides: titles, steps, sections, polls and notes.
pub fn of(decks: &[Deck], writer: &Writer) -> String {
    let slide = |slide: &Slide| {
        let (after, together) = slide.steps();
        json!({"title": slide.title, "level": slide.level, "section": slide.section, "steps": after, "together": together,
            "notes": strict(&slide.notes), "polls": slide.polls})
    };
    let deck = |deck: &Deck| json!({"name": deck.name, "title": writer.line(&deck.title), "slides": deck.slides.iter().map(slide).collect::<Vec<_>>()});
    Value::Array(decks.iter().map(deck).collect()).to_string()
}
