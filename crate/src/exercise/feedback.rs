//! What comes back for an answer, and the hints.

use super::answer::is_visible;
use crate::show::{self, Rich, shown};

/// How an answer was judged.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Verdict {
    /// It is an answer to the question.
    Right,
    /// A number near the right one.
    Close,
    /// Something else.
    Wrong,
    /// `YOUR_ANSWER` has not been replaced yet.
    Unanswered,
    /// A text in which no answer was found.
    NotUnderstood,
}

impl Verdict {
    /// A sign and a word each: colour alone does not reach everyone.
    fn mark(self) -> &'static str {
        match self {
            Verdict::Right => "✓ Right:",
            Verdict::Close => "≈ Close:",
            Verdict::Wrong => "✗ Not yet.",
            Verdict::Unanswered => "✎ Your turn.",
            Verdict::NotUnderstood => "? Not understood.",
        }
    }

    /// From the palette of Okabe and Ito, which colour-blind people can tell apart; two of them as dark as in the pictures, to be
    /// seen on white.
    fn colour(self) -> &'static str {
        match self {
            Verdict::Right => "#009E73",
            Verdict::Close => "#B07800",
            Verdict::Wrong => "#D55E00",
            Verdict::Unanswered => "#0072B2",
            Verdict::NotUnderstood => "#C774A2",
        }
    }
}

/// What the check of an answer says.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Feedback {
    pub(super) verdict: Verdict,
    pub(super) message: String,
    /// Lines that must stay below each other, such as a mark below a character.
    lines: Option<String>,
    /// The usual mistake that it is, if it is one, in a few words.
    mistake: Option<String>,
    /// What the check has done besides.
    notes: Vec<String>,
}

impl Feedback {
    pub(super) fn new(verdict: Verdict, message: String) -> Feedback {
        Feedback { verdict, message, lines: None, mistake: None, notes: Vec::new() }
    }

    /// A wrong answer that is one of the usual ones, for which there are these words.
    pub(super) fn naming(mut self, words: &str) -> Feedback {
        self.mistake = Some(label(words)).filter(|label| !label.is_empty());
        self
    }

    /// What is said to the answer, without a mark.
    pub(super) fn message(&self) -> &str {
        &self.message
    }

    /// With a sentence below about what the check has done besides.
    pub(super) fn noting(mut self, words: Option<String>) -> Feedback {
        self.notes.extend(words);
        self
    }

    /// With the text of a learner, and a mark below the character that it is about.
    pub(super) fn pointing(mut self, lines: String) -> Feedback {
        let shown = |c: char| if c == '\n' || is_visible(c) { c } else { '\u{fffd}' };
        self.lines = Some(lines.chars().map(shown).collect());
        self
    }

    /// Whether the answer was right.
    ///
    /// ```
    /// use calculus::prelude::*;
    /// assert!(LIMIT_4.check(0).is_right());
    /// assert!(!LIMIT_4.check(-INFINITY).is_right());
    /// ```
    pub fn is_right(&self) -> bool {
        self.verdict == Verdict::Right
    }

    /// How the answer was judged.
    ///
    /// ```
    /// use calculus::exercise::{Verdict, limits::LIMIT_4};
    /// assert_eq!(LIMIT_4.check(0.000025).verdict(), Verdict::Close);
    /// ```
    pub fn verdict(&self) -> Verdict {
        self.verdict
    }

    /// The usual mistake that the answer is, if it is one, in a few words: never the answer itself.
    ///
    /// ```
    /// use calculus::prelude::*;
    /// assert_eq!(LIMIT_1.check(-1).mistake(), Some("a sign slip"));
    /// assert_eq!(LIMIT_1.check(1).mistake(), None);
    /// ```
    pub fn mistake(&self) -> Option<&str> {
        self.mistake.as_deref()
    }
}

impl Rich for Feedback {
    fn text(&self) -> String {
        let lines = self.lines.as_ref().map_or(String::new(), |lines| format!("\n{lines}"));
        let notes: String = self.notes.iter().map(|note| format!("\n{note}")).collect();
        format!("{} {}{lines}{notes}", self.verdict.mark(), self.message)
    }

    fn html(&self) -> Option<String> {
        let lines = self.lines.as_ref().map_or(String::new(), |lines| format!("<pre>{}</pre>", escaped(lines)));
        let notes: String = self.notes.iter().map(|note| format!("<br><small>{}</small>", escaped(note))).collect();
        Some(note(self.verdict.colour(), self.verdict.mark(), &self.message, &(lines + &notes)))
    }
}

/// A hint, or how many of them there are.
#[derive(Clone, Debug)]
pub struct Hint {
    pub(super) exercise: &'static str,
    pub(super) number: usize,
    pub(super) hints: &'static [&'static str],
}

impl Hint {
    /// How many hints the exercise has.
    ///
    /// ```
    /// use calculus::prelude::*;
    /// assert_eq!(LIMIT_1.hint(1).of(), 2);
    /// ```
    pub fn of(&self) -> usize {
        self.hints.len()
    }

    fn mark_and_words(&self) -> (String, String) {
        let Hint { exercise, number, hints } = self;
        let many = hints.len();
        match number.checked_sub(1).and_then(|index| hints.get(index)) {
            Some(hint) => (format!("Hint {number} of {many}."), (*hint).to_owned()),
            None => (
                "Hints.".to_owned(),
                format!(
                    "{exercise} has {many} hints: {exercise}.hint(1) says least, {exercise}.hint({many}) says most. \
                     {exercise}.solution() shows all the steps."
                ),
            ),
        }
    }
}

impl Rich for Hint {
    fn text(&self) -> String {
        let (mark, words) = self.mark_and_words();
        format!("{mark} {words}")
    }

    fn html(&self) -> Option<String> {
        let (mark, words) = self.mark_and_words();
        if self.number == 0 {
            return Some(folded(&mark, &words));
        }
        Some(note("#56B4E9", &mark, &words, ""))
    }
}

shown!(Feedback, Hint);

/// What nobody has asked for yet, behind one word: below each exercise it would say the same once more.
fn folded(mark: &str, words: &str) -> String {
    format!("<details><summary>{}</summary>{}</details>", escaped(mark), escaped(words))
}

/// A short note with a bar beside it. The text keeps the reader's own colour, so it suits light and dark.
/// `below` is HTML already.
fn note(colour: &str, mark: &str, words: &str, below: &str) -> String {
    format!(
        "<div style=\"border-left: 4px solid {colour}; padding: 0.2em 0.8em\"><strong>{}</strong> {}{below}</div>",
        escaped(mark),
        escaped(words)
    )
}

/// A few words to know a mistake by, as a room takes them: at most 40 letters, digits and spaces.
fn label(words: &str) -> String {
    const LONGEST: usize = 40;
    let end = [". ", "? ", "! ", ": ", "; ", ", "].into_iter().filter_map(|end| words.find(end)).min();
    let plain = words[..end.unwrap_or(words.len())].replace('/', " over ").replace('−', "-").replace('’', "");
    let plain = plain.replace(|c: char| !c.is_ascii_alphanumeric() && c != '-', " ");
    let mut label = String::new();
    for word in plain.split_whitespace() {
        if label.len() + 1 + word.len() > LONGEST {
            break;
        }
        label += if label.is_empty() { "" } else { " " };
        label += word;
    }
    label
}

pub(super) fn escaped(text: &str) -> String {
    show::escaped(text).replace('"', "&quot;")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_mistake_has_a_short_plain_name() {
        for (words, name) in [
            ("you lost the sign. What remains is x − 5.", "you lost the sign"),
            ("0/0 is not 0. Factor x² − 25 first.", "0 over 0 is not 0"),
            ("a constant does not change, so its derivative is 0.", "a constant does not change"),
            (
                "the derivative of a product is not the product of the derivatives. It is more.",
                "the derivative of a product is not the",
            ),
            ("that would be the slope at x = −2. P is at x = −1.", "that would be the slope at x -2"),
        ] {
            assert_eq!(Feedback::new(Verdict::Wrong, String::new()).naming(words).mistake(), Some(name));
        }
        assert_eq!(Feedback::new(Verdict::Wrong, String::new()).naming("∞").mistake(), None);
    }
}
