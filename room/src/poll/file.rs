//! Polls from a text file.
//!
//! ```text
//! # What is the derivative of $x^2 \sin x$?
//! kind: formula
//! right: 2x sin x + x^2 cos x
//! mistake: 2x cos x = each factor was differentiated by itself
//!
//! # Which of these are continuous at 0?
//! kind: several
//! - $|x|$
//! - $1/x$
//! ```
//!
//! A line with `#` begins a poll and is its question. `kind` is `one`, `several`, `number`, `word` or `formula`; where there
//! are choices, it is `one` unless it is said. Other lines are remarks if they begin with `//`, and else a mistake.

use super::{Kind, MOST_CHOICES, Mistake, Poll};
use crate::text::{self, LONGEST_QUESTION};

#[derive(Debug, thiserror::Error, PartialEq, Eq)]
#[error("line {line}: {fault}")]
pub struct FileError {
    /// Counted from 1.
    pub line: usize,
    pub fault: Fault,
}

#[derive(Debug, thiserror::Error, PartialEq, Eq)]
pub enum Fault {
    #[error("a poll begins with its question, a line such as `# Where are you?`")]
    BeforeAnyQuestion,
    #[error("`{0}` is no kind of poll. Write one of: one, several, number, word, formula")]
    Kind(String),
    #[error("`{0}` was not understood. Known are `- choice`, `kind: …`, `right: …` and `mistake: formula = words`")]
    Line(String),
    #[error("a mistake is a formula, ` = `, and what went wrong, such as `mistake: 2x cos x = each factor by itself`")]
    Mistake,
    #[error("`{0}` is {1}. It is for polls of kind {2}")]
    NotHere(String, &'static str, &'static str),
    #[error("the poll has {0} choices; from 2 to {MOST_CHOICES} can be shown")]
    Choices(usize),
    #[error("the poll has no choices, so say what is to be answered: `kind: number`, `word` or `formula`")]
    NoKind,
    #[error("the poll's formula `{formula}` cannot be read: {cause}")]
    Formula { formula: String, cause: String },
    #[error("the poll's right answer `{0}` is no number")]
    Number(String),
    #[error("{0}")]
    Text(#[from] text::TextError),
}

/// What is read of a poll before it is known whether it is one.
struct Draft {
    line: usize,
    question: String,
    kind: Option<Kind>,
    choices: Vec<String>,
    right: Option<String>,
    mistakes: Vec<Mistake>,
}

/// Reads the polls of a file; `name` begins the names of the polls.
pub fn read(source: &str, name: &str) -> Result<Vec<Poll>, FileError> {
    let mut drafts: Vec<Draft> = Vec::new();
    for (index, line) in source.lines().enumerate() {
        let number = index + 1;
        let failed = |fault| FileError { line: number, fault };
        let line = line.trim().trim_start_matches('\u{feff}');
        if line.is_empty() || line.starts_with("//") {
            continue;
        }
        if let Some(question) = line.strip_prefix('#') {
            let question = text::tidy(question.trim_start_matches('#'), LONGEST_QUESTION);
            let question = question.map_err(|error| failed(error.into()))?;
            drafts.push(Draft { line: number, question, kind: None, choices: vec![], right: None, mistakes: vec![] });
            continue;
        }
        let draft = drafts.last_mut().ok_or_else(|| failed(Fault::BeforeAnyQuestion))?;
        draft.take(line).map_err(failed)?;
    }
    drafts.into_iter().enumerate().map(|(at, draft)| draft.finish(format!("{name}-{}", at + 1))).collect()
}

impl Draft {
    fn take(&mut self, line: &str) -> Result<(), Fault> {
        if let Some(choice) = line.strip_prefix("- ").or_else(|| line.strip_prefix("* ")) {
            self.choices.push(text::tidy(choice, LONGEST_QUESTION)?);
            return Ok(());
        }
        let (key, value) = line.split_once(':').ok_or_else(|| Fault::Line(line.to_owned()))?;
        let value = value.trim();
        match key.trim().to_ascii_lowercase().as_str() {
            "kind" => self.kind = Some(kind(value)?),
            "right" => self.right = Some(value.to_owned()),
            "mistake" => {
                let (formula, words) = value.split_once(" = ").ok_or(Fault::Mistake)?;
                let mistake = Mistake { formula: formula.trim().to_owned(), words: words.trim().to_owned() };
                self.mistakes.push(mistake);
            }
            _ => return Err(Fault::Line(line.to_owned())),
        }
        Ok(())
    }

    fn finish(self, id: String) -> Result<Poll, FileError> {
        let line = self.line;
        let Draft { question, choices, right, mistakes, .. } = self;
        let kind = self.kind.or((!choices.is_empty()).then_some(Kind::One));
        let kind = kind.ok_or(FileError { line, fault: Fault::NoKind })?;
        let poll = Poll { id, question, kind, choices, right, mistakes };
        check(&poll).map_err(|fault| FileError { line, fault })?;
        Ok(poll)
    }
}

pub fn kind(word: &str) -> Result<Kind, Fault> {
    Ok(match word.to_ascii_lowercase().as_str() {
        "one" => Kind::One,
        "several" => Kind::Several,
        "number" => Kind::Number,
        "word" => Kind::Word,
        "formula" => Kind::Formula,
        _ => return Err(Fault::Kind(word.to_owned())),
    })
}

/// Whether a poll is one, wherever it comes from.
pub fn check(poll: &Poll) -> Result<(), Fault> {
    let chooses = matches!(poll.kind, Kind::One | Kind::Several);
    match poll.choices.as_slice() {
        [first, ..] if !chooses => {
            return Err(Fault::NotHere(first.clone(), "a choice", "one or several"));
        }
        choices if chooses && !(2..=MOST_CHOICES).contains(&choices.len()) => {
            return Err(Fault::Choices(choices.len()));
        }
        _ => {}
    }
    if let (Some(mistake), true) = (poll.mistakes.first(), poll.kind != Kind::Formula) {
        return Err(Fault::NotHere(mistake.formula.clone(), "a mistake", "formula"));
    }
    let formula = |formula: &String| match calculus::symbolic::parse(formula) {
        Ok(_) => Ok(()),
        Err(cause) => Err(Fault::Formula { formula: formula.clone(), cause: cause.to_string() }),
    };
    match (poll.kind, &poll.right) {
        (_, None) => {}
        (Kind::Formula, Some(right)) => formula(right)?,
        (Kind::Number, Some(right)) => {
            right.parse::<f64>().map_err(|_| Fault::Number(right.clone()))?;
        }
        (_, Some(right)) => return Err(Fault::NotHere(right.clone(), "a right answer", "number or formula")),
    }
    poll.mistakes.iter().try_for_each(|mistake| formula(&mistake.formula))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_kind_can_be_written() {
        let source = "\u{feff}# Which?\n- a\n- b: c\n\n// a remark\n# Which ones?\nkind: several\n* a\n* b\n\n# How many?\nkind: number\nright: 3\n\
            # In a word?\nkind: word\n# What is the derivative?\nkind: Formula\nright: 2x\nmistake: x = the power stayed = so\n";
        let polls = read(source, "trial").unwrap();
        let kinds: Vec<Kind> = polls.iter().map(|poll| poll.kind).collect();
        assert_eq!(kinds, [Kind::One, Kind::Several, Kind::Number, Kind::Word, Kind::Formula]);
        assert_eq!((polls[0].id.as_str(), polls[0].choices[1].as_str()), ("trial-1", "b: c"));
        assert_eq!(polls[4].mistakes[0].words, "the power stayed = so");
    }

    #[test]
    fn what_is_wrong_is_told_with_its_line() {
        let told = |source: &str| read(source, "t").unwrap_err();
        for (source, line, words) in [
            ("- a", 1, "begins with its question"),
            ("# a\n\n", 1, "no choices"),
            ("# a\n- b", 1, "1 choices"),
            ("# a\nkind: poem", 2, "`poem` is no kind"),
            ("# a\nhello", 2, "`hello` was not understood"),
            ("# a\nhello: b", 2, "was not understood"),
            ("#  \n- a", 1, "nothing in it"),
            ("# a\nkind: formula\nright: 2x +", 1, "cannot be read"),
            ("# a\nkind: formula\nmistake: 2x", 3, "a mistake is a formula"),
            ("# a\nkind: formula\nmistake: 2x ( = b", 1, "cannot be read"),
            ("# a\n- b\n- c\nmistake: 2x = d", 1, "for polls of kind formula"),
            ("# a\nkind: word\n- b\n- c", 1, "for polls of kind one or several"),
            ("# a\nkind: number\nright: three", 1, "no number"),
            (&format!("# a\n{}", "- b\n".repeat(13)), 1, "13 choices"),
        ] {
            let error = told(source);
            assert_eq!(error.line, line, "{source:?}: {error}");
            assert!(error.to_string().contains(words), "{source:?}: {error}");
        }
    }
}
