//! Which exercises of the course are solved and which are open, from one session to the next.
//!
//! ```
//! use calculus::prelude::*;
//! exercises(); // all of them, solved or open, with links into the notebooks
//! hand_in(); // the same as a short code, for whoever asks for it
//! ```
//!
//! In a notebook every check of an exercise is counted, in a file in the learner's own folder: `~/.local/share/calculus` on
//! Linux, or where the environment variable `CALCULUS_PROGRESS` says. It holds which exercise, how many tries and when it was
//! solved, and never an answer. Outside of a notebook nothing is kept.

use super::code::encode;
use super::course::{COURSE, Place};
use super::kept::{self, Kept};
use super::record::{Record, State};
use super::tally;
use crate::show::{Rich, escaped, html_table, shown, text_table};
use std::fs;
use std::path::{Path, PathBuf};

/// The exercises of the course, solved or open. From [`exercises`].
#[derive(Clone, Debug)]
pub struct Exercises {
    record: Record,
    /// Where it is kept.
    folder: Option<PathBuf>,
    /// What there is to say besides.
    note: Option<String>,
}

/// All exercises of the course, by notebook: which are solved, at which try, and which are open. Each has a link to its place.
/// It is kept from one session to the next.
///
/// ```
/// use calculus::prelude::*;
/// use calculus::show::Rich;
/// assert!(exercises().text().contains("of 23 exercises are solved"));
/// ```
///
/// The value is how things are now; ask again after the next exercise. [`clear`](Exercises::clear) begins anew, and
/// [`import`](Exercises::import) takes in what the course's web pages have exported.
pub fn exercises() -> Exercises {
    Exercises { record: tally::known(), folder: kept::folder(), note: None }
}

impl Exercises {
    /// Whether an exercise is solved, by its name.
    ///
    /// ```
    /// use calculus::prelude::*;
    /// assert!(!exercises().is_solved("LIMIT_1"));
    /// ```
    pub fn is_solved(&self, exercise: &str) -> bool {
        self.record.exercises.get(exercise).is_some_and(|state| state.solved.is_some())
    }

    /// How many exercises of the course are solved.
    ///
    /// ```
    /// use calculus::prelude::*;
    /// assert_eq!(exercises().solved(), 0);
    /// ```
    pub fn solved(&self) -> usize {
        COURSE.iter().filter(|place| self.is_solved(place.exercise.name())).count()
    }

    /// Forgets all that is kept: every exercise is open again.
    ///
    /// ```
    /// use calculus::prelude::*;
    /// assert_eq!(exercises().clear().solved(), 0);
    /// ```
    pub fn clear(&self) -> Exercises {
        tally::forget();
        self.changed("All exercises are open again.", |record| *record = Record::default())
    }

    /// Takes in what is known elsewhere: a file that one of the course's web pages has exported, or the file of another machine.
    /// Nothing that is known here is lost by it.
    ///
    /// ```
    /// use calculus::prelude::*;
    /// use calculus::show::Rich;
    /// assert!(exercises().import("no-such-file.json").text().contains("no-such-file.json"));
    /// ```
    pub fn import(&self, file: impl AsRef<Path>) -> Exercises {
        let file = file.as_ref();
        let say = |words: String| Exercises { note: Some(format!("{}: {words}", file.display())), ..self.clone() };
        let other = match fs::read_to_string(file).map(|text| Record::read(&text)) {
            Ok(Ok(Some(other))) => other,
            Ok(Ok(None)) => return say("it holds no progress. A page's export is a file of JSON.".to_owned()),
            Ok(Err(_)) => return say("a newer version of the course has written it.".to_owned()),
            Err(error) => return say(format!("{error}. Is that its name, and is it beside the notebook?")),
        };
        self.changed(&format!("{} was taken in.", file.display()), |record| record.merge(&other))
    }

    fn changed(&self, words: &str, change: impl FnOnce(&mut Record)) -> Exercises {
        let Some(folder) = &self.folder else { return self.clone() };
        match kept::change(folder, change) {
            Ok(record) => Exercises { record, note: Some(words.to_owned()), ..self.clone() },
            Err(error) => Exercises { note: Some(format!("Nothing was changed: {error}")), ..self.clone() },
        }
    }

    fn sum(&self) -> String {
        let sum = format!("{} of {} exercises are solved.", self.solved(), COURSE.len());
        self.note.as_ref().map_or(sum.clone(), |note| format!("{note} {sum}"))
    }

    fn state(&self, place: &Place) -> String {
        let tries = |tries: u32| if tries == 1 { "1 try".to_owned() } else { format!("{tries} tries") };
        match self.record.exercises.get(place.exercise.name()) {
            Some(State { tries: number, solved: Some(_) }) => format!("✓ solved, {}", tries(*number)),
            Some(State { tries: number, solved: None }) => format!("open, {}", tries(*number)),
            None => "open".to_owned(),
        }
    }

    fn where_it_is_kept(&self) -> String {
        match &self.folder {
            Some(folder) => {
                let file = kept::shown(&folder.join(Record::NAME));
                format!("Kept in {file}, without answers. exercises().clear() forgets it.")
            }
            None => "Nothing is kept here.".to_owned(),
        }
    }
}

const HEAD: [&str; 5] = ["notebook", "row", "exercise", "question", "so far"];

impl Rich for Exercises {
    fn text(&self) -> String {
        let row = |place: &Place| {
            let (exercise, question) = (place.exercise.name().to_owned(), place.exercise.question());
            vec![place.notebook.to_owned(), place.row.to_owned(), exercise, question, self.state(place)]
        };
        let rows: Vec<Vec<String>> =
            [HEAD.map(str::to_owned).to_vec()].into_iter().chain(COURSE.iter().map(row)).collect();
        format!("{}\n\n{}\n{}", self.sum(), text_table(&rows), self.where_it_is_kept())
    }

    fn html(&self) -> Option<String> {
        let row = |place: &Place| {
            let link = format!("<a href=\"{}\">{}</a>", escaped(&place.address()), escaped(place.heading));
            let (exercise, question) = (place.exercise.name(), escaped(&place.exercise.question()));
            let [notebook, state] = [place.notebook, &self.state(place)].map(unbroken);
            vec![notebook, place.row.to_owned(), format!("{exercise}: {link}"), question, state]
        };
        let rows: Vec<Vec<String>> =
            [HEAD.map(str::to_owned).to_vec()].into_iter().chain(COURSE.iter().map(row)).collect();
        let (sum, kept) = (escaped(&self.sum()), escaped(&self.where_it_is_kept()));
        Some(format!("<p>{sum}</p>\n{}\n<p><small>{kept}</small></p>", html_table(&rows, "")))
    }
}

/// Words that stay in one line.
fn unbroken(words: &str) -> String {
    format!("<span style=\"white-space:nowrap\">{words}</span>")
}

/// A short code of what somebody has solved. From [`hand_in`].
#[derive(Clone, Debug)]
pub struct HandIn {
    code: String,
    solved: usize,
}

/// A short code that says which exercises you have solved or tried, and with how many tries: to be copied into an e-mail, or
/// onto paper. `calculus handed-in` reads it. Nothing is sent by it, and it holds neither an answer nor a name.
///
/// ```
/// use calculus::exercise::code::decode;
/// use calculus::prelude::*;
/// assert_eq!(decode(hand_in().code()), Ok(vec![]));
/// ```
pub fn hand_in() -> HandIn {
    let exercises = exercises();
    HandIn { code: encode(&exercises.record.work()), solved: exercises.solved() }
}

impl HandIn {
    /// The code alone; see [`code`](super::code).
    ///
    /// ```
    /// use calculus::prelude::*;
    /// assert!(hand_in().code().len() >= 8);
    /// ```
    pub fn code(&self) -> &str {
        &self.code
    }

    fn sum(&self) -> String {
        format!("{} of {} exercises are solved. To hand that in, copy this code:", self.solved, COURSE.len())
    }
}

/// What a code holds, for whoever gives it away.
const HOLDS: &str =
    "It says which exercises you have solved or tried, and with how many tries. It holds no answer and no name.";

impl Rich for HandIn {
    fn text(&self) -> String {
        format!("{}\n\n{}\n\n{HOLDS}", self.sum(), self.code)
    }

    fn html(&self) -> Option<String> {
        Some(format!("<p>{}</p><pre>{}</pre><p>{HOLDS}</p>", self.sum(), self.code))
    }
}

shown!(Exercises, HandIn);
