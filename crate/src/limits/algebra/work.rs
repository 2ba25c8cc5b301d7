//! What comes out of a limit, and the way to it.

use super::notation::Notation;
use super::outcome::ExactOutcome;
use super::step::LimitStep;

pub(super) struct Work {
    pub(super) outcome: ExactOutcome,
    /// Each equals the one before. The last of them says so if there is no limit.
    pub(super) lines: Vec<LimitStep>,
    /// What is to be said after the last line, in text and in LaTeX.
    pub(super) remarks: Vec<[String; 2]>,
    /// The lines of one-sided limits that are told in the remarks.
    pub(super) of_sides: Vec<Vec<LimitStep>>,
}

impl Work {
    pub(super) fn done(outcome: ExactOutcome, lines: Vec<LimitStep>) -> Work {
        Work { outcome, lines, remarks: Vec::new(), of_sides: Vec::new() }
    }

    /// No equals sign: what does not exist is equal to nothing.
    pub(super) fn without_limit(mut self, words: &str) -> Work {
        if let Some(last) = self.lines.last_mut() {
            last.text += words;
            last.latex += &Notation::Latex.sentence(words);
        }
        self
    }
}
