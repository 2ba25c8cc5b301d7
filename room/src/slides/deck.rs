//! The slides of one notebook.

use super::cell::{self, LINES, Shown};
use super::error::DeckError;
use crate::plan::Section;
use crate::poll::Poll;
use notebook::Notebook;
use site::formula::Formulas;
use std::path::Path;

/// The slides of a notebook.
pub struct Deck {
    /// The notebook's name without its ending: `01-limits`.
    pub name: String,
    pub title: String,
    pub slides: Vec<Slide>,
    /// The sections, for the plan of the day.
    pub sections: Vec<Section>,
    pub polls: Vec<Poll>,
}

pub struct Slide {
    pub title: String,
    /// Of the title: 1 is the notebook's own, 2 that of a section, 3 one within it.
    pub level: u8,
    /// The section's place, as in [`Section`].
    pub section: Option<String>,
    pub parts: Vec<Part>,
    /// What the speaker is to see, as HTML.
    pub notes: String,
    /// The polls that belong to it.
    pub polls: Vec<String>,
    lines: usize,
}

/// A cell of a slide.
pub struct Part {
    pub html: String,
    pub outputs: Vec<String>,
    pub is_code: bool,
    pub beside: bool,
    /// With which step of the slide it is seen, from 0: with the outputs after the code, and with both together.
    pub step: usize,
    pub step_together: usize,
}

impl Part {
    /// The step with which its outputs are seen: after its code, if that is on this slide.
    pub fn last_step(&self) -> usize {
        self.step + usize::from(!self.html.is_empty() && !self.outputs.is_empty())
    }
}

impl Slide {
    /// How many steps it has after the first sight of it: with the outputs after the code, and with both together.
    pub fn steps(&self) -> (usize, usize) {
        let last = self.parts.last();
        let after = last.map_or(0, Part::last_step);
        (after, last.map_or(0, |part| part.step_together))
    }
}

impl Deck {
    pub fn read(path: &Path, formulas: &Formulas) -> Result<Deck, DeckError> {
        let notebook = Notebook::read(path, path)?;
        let name = path.file_stem().unwrap_or_default().to_string_lossy().into_owned();
        let mut deck = Deck { title: name.clone(), name, slides: Vec::new(), sections: Vec::new(), polls: Vec::new() };
        for (index, cell) in notebook.cells().enumerate() {
            let id = cell.place(index);
            deck.take(cell, &id, formulas).map_err(|problem| DeckError::At {
                notebook: path.display().to_string(),
                cell: id.clone(),
                problem: Box::new(problem),
            })?;
        }
        Ok(deck)
    }

    fn take(&mut self, cell: notebook::Cell, id: &str, formulas: &Formulas) -> Result<(), DeckError> {
        let tagged = |wanted: &str| cell.tags().any(|tag| tag == wanted);
        if tagged("skip") || !(cell.is_code() || cell.is_markdown()) {
            return Ok(());
        }
        if tagged("notes") {
            let notes = cell::shown(cell, formulas)?.html;
            self.slide().notes.push_str(&notes);
            return Ok(());
        }
        let mut shown = cell::shown(cell, formulas)?;
        match shown.title.take() {
            Some(title) => {
                if title.level == 1 {
                    self.title.clone_from(&title.text);
                }
                if title.level == 2 {
                    self.sections.push(Section {
                        place: format!("{}#{id}", self.name),
                        title: title.text.clone(),
                        minutes: title.minutes.unwrap_or(0),
                        chosen: title.minutes.is_some(),
                    });
                }
                self.begin(title.text, title.level);
            }
            // What comes apart begins with its code, and that may still fit.
            None => {
                let lines = shown.first_lines();
                self.go_on_beyond(LINES.saturating_sub(lines));
            }
        }
        if let Some(words) = cell::notes(cell) {
            let notes = cell::of_text(words, formulas)?.html;
            self.slide().notes.push_str(&notes);
        }
        if let Some(poll) = cell::poll(cell, &format!("{}-{id}", self.name))? {
            self.slide().polls.push(poll.id.clone());
            self.polls.push(poll);
        }
        for (at, part) in shown.apart().into_iter().enumerate() {
            if at > 0 {
                self.go_on_beyond(LINES.saturating_sub(part.lines));
            }
            self.slide().add(part, tagged("fragment") && at == 0);
        }
        Ok(())
    }

    /// Begins another slide of the same title, if more lines than these are on the last one.
    fn go_on_beyond(&mut self, lines: usize) {
        let last = self.slide();
        if last.lines > lines {
            let (title, level) = (last.title.clone(), last.level);
            self.begin(title, level);
        }
    }

    fn begin(&mut self, title: String, level: u8) {
        let section = self.sections.last().map(|section| section.place.clone());
        self.slides.push(Slide { title, level, section, parts: vec![], notes: String::new(), polls: vec![], lines: 0 });
    }

    /// The last slide; there is one from now on.
    fn slide(&mut self) -> &mut Slide {
        if self.slides.is_empty() {
            self.begin(String::new(), 0);
        }
        self.slides.last_mut().expect("there is one")
    }
}

impl Slide {
    fn add(&mut self, shown: Shown, is_fragment: bool) {
        self.lines += shown.lines;
        if shown.html.trim().is_empty() && shown.outputs.is_empty() {
            return;
        }
        let (after, together) = self.steps();
        let one = usize::from(is_fragment);
        self.parts.push(Part {
            html: shown.html,
            outputs: shown.outputs,
            is_code: shown.is_code,
            beside: shown.beside,
            step: after + one,
            step_together: together + one,
        });
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    fn deck(cells: serde_json::Value) -> Result<Deck, DeckError> {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("07-trial.ipynb");
        let content =
            json!({"cells": cells, "metadata": {"kernelspec": {"name": "rust"}}, "nbformat": 4, "nbformat_minor": 5});
        std::fs::write(&path, content.to_string()).unwrap();
        Deck::read(&path, &Formulas::new())
    }

    fn text(id: &str, tags: &[&str], source: &str) -> serde_json::Value {
        json!({"cell_type": "markdown", "id": id, "metadata": {"tags": tags}, "source": source})
    }

    fn code(id: &str, tags: &[&str], output: &str) -> serde_json::Value {
        let output = json!({"output_type": "stream", "name": "stdout", "text": output});
        json!({"cell_type": "code", "id": id, "metadata": {"tags": tags}, "source": "1 + 1", "execution_count": 1,
            "outputs": [output]})
    }

    #[test]
    fn headings_begin_slides_and_tags_say_what_a_cell_is_for() {
        let deck = deck(json!([
            text("t", &[], "# Course · 7 · Trial\n\nWelcome."),
            text("s", &[], "## A hole\n\n*About 8 minutes.*\n\nLook."),
            text("n", &["notes"], "Say it *slowly*."),
            text("k", &["skip"], "Not this."),
            code("c", &[], "2"),
            text("f", &["fragment"], "And so?"),
            text("h", &[], "### Closer $x^2$\n\nMore."),
        ]))
        .unwrap();
        let titles: Vec<(&str, u8)> = deck.slides.iter().map(|slide| (slide.title.as_str(), slide.level)).collect();
        assert_eq!(titles[..2], [("Course · 7 · Trial", 1), ("A hole", 2)]);
        assert!(titles[2].0.starts_with("Closer"));
        let hole = &deck.slides[1];
        assert_eq!(hole.section.as_deref(), Some("07-trial#s"));
        assert!(hole.notes.contains("<em>slowly</em>"));
        assert_eq!(
            hole.parts.iter().map(|part| (part.step, part.step_together)).collect::<Vec<_>>(),
            [(0, 0), (0, 0), (2, 1)]
        );
        assert_eq!(hole.steps(), (2, 1));
        assert_eq!((deck.sections[0].minutes, deck.sections[0].chosen), (8, true));
    }

    #[test]
    fn what_does_not_fit_begins_another_slide() {
        let long = "word ".repeat(150);
        let deck =
            deck(json!([text("s", &[], "## Much"), text("a", &[], &long), text("b", &[], &long), code("c", &[], "2")]))
                .unwrap();
        assert_eq!(deck.slides.len(), 2);
        assert!(deck.slides.iter().all(|slide| slide.title == "Much"));
    }

    #[test]
    fn an_output_that_does_not_fit_below_its_code_has_a_slide_of_its_own() {
        let picture = json!({"output_type": "display_data", "data": {"text/html": "<img src=x>"}});
        let cell = |lines: usize| {
            json!({"cell_type": "code", "id": "c", "metadata": {"tags": []}, "source": "line_that_is_too_long_to_stand_beside_a_picture(1, 2);\n".repeat(lines),
                "execution_count": 1, "outputs": [picture]})
        };
        let steps = |lines| {
            let deck = deck(json!([text("s", &[], "## Much"), cell(lines)])).unwrap();
            deck.slides.iter().map(|slide| (slide.parts.len(), slide.steps())).collect::<Vec<_>>()
        };
        assert_eq!(steps(2), [(1, (1, 0))]);
        assert_eq!(steps(9), [(1, (0, 0)), (1, (0, 0))]);
    }

    #[test]
    fn a_poll_in_a_cell_belongs_to_its_slide() {
        let mut cell = text("p", &[], "## A poll");
        cell["metadata"]["calculus"]["poll"] = json!({"question": "Which?", "choices": ["a", "b"]});
        let deck = deck(json!([cell.clone()])).unwrap();
        assert_eq!((deck.polls.len(), deck.slides[0].polls[0].as_str()), (1, "07-trial-p"));
        cell["metadata"]["calculus"]["poll"] = json!({"question": "Which?"});
        let error = super::tests::deck(json!([cell])).err().unwrap().to_string();
        assert!(error.contains("cell `p`: `calculus.poll`: the poll has no choices"), "{error}");
    }

    #[test]
    fn every_notebook_of_the_course_has_slides() {
        let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../notebooks");
        let deck = Deck::read(&folder.join("01-limits.ipynb"), &Formulas::new()).unwrap();
        assert!(deck.slides.len() > 20 && deck.sections.len() >= 12, "{} {}", deck.slides.len(), deck.sections.len());
        let section = deck.sections.iter().find(|section| section.title == "What calculus is").unwrap();
        assert_eq!(section.minutes, 12);
        assert!(deck.slides.iter().any(|slide| slide.notes.contains("Ask who has met which of the three before")));
    }
}
