//! Which exercises somebody has tried and solved, as it is kept and passed on. The course's web pages write the same:
//! `{"version":1,"exercises":{"LIMIT_3":{"tries":2,"solved":"2026-11-29T18:20:00Z"}}}`. The format is described in
//! `docs/progress.md`.

use super::code::{EXERCISES, Work};
use super::json::Json;
use super::kept::Kept;
use crate::show::json::{Object, text};
use std::collections::BTreeMap;

/// What is known of one exercise.
#[derive(Clone, Debug, Default, PartialEq)]
pub(super) struct State {
    /// How many answers there were, up to the first right one.
    pub tries: u32,
    /// When the first right answer came.
    pub solved: Option<String>,
}

/// What is known of all that were tried, by name. Names that this version does not know are kept for the one that does.
#[derive(Clone, Debug, Default, PartialEq)]
pub(super) struct Record {
    pub exercises: BTreeMap<String, State>,
}

impl Record {
    /// Counts an answer. After the first right one there is nothing to count.
    pub fn count(&mut self, exercise: &str, right: bool, moment: &str) {
        let state = self.exercises.entry(exercise.to_owned()).or_default();
        if state.solved.is_none() {
            state.tries = state.tries.saturating_add(1);
            state.solved = right.then(|| moment.to_owned());
        }
    }

    /// Adds what another record knows. Where both know something, the earlier solution counts and the larger number of tries.
    pub fn merge(&mut self, other: &Record) {
        for (exercise, theirs) in &other.exercises {
            let ours = self.exercises.entry(exercise.clone()).or_default();
            ours.tries = ours.tries.max(theirs.tries);
            ours.solved = ours.solved.take().into_iter().chain(theirs.solved.clone()).min();
        }
    }

    /// For a code.
    pub fn work(&self) -> Vec<Work> {
        let work = |exercise: &'static str| {
            let state = self.exercises.get(exercise)?;
            Some(Work { exercise, solved: state.solved.is_some(), tries: state.tries })
        };
        EXERCISES.into_iter().filter_map(work).collect()
    }
}

impl Kept for Record {
    const NAME: &'static str = "exercises.json";
    const VERSION: u64 = 1;
    const ENTRIES: &'static str = "exercises";

    fn of(entries: &BTreeMap<String, Json>) -> Record {
        let state = |(name, state): (&String, &Json)| {
            let solved = state.get("solved").and_then(Json::text).map(str::to_owned);
            let tries = state.get("tries").and_then(Json::whole).map_or(0, |tries| tries.min(u32::MAX.into()) as u32);
            // Solved at no try at all is what no record says of itself.
            let tries = tries.max(u32::from(solved.is_some()));
            (tries > 0).then(|| (name.clone(), State { tries, solved }))
        };
        Record { exercises: entries.iter().filter_map(state).collect() }
    }

    fn entries(&self) -> impl Iterator<Item = (&String, Object)> {
        self.exercises.iter().map(|(name, state)| {
            let entry = Object::new().add("tries", state.tries.to_string());
            (name, state.solved.iter().fold(entry, |entry, moment| entry.add("solved", text(moment))))
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(text: &str) -> Option<Record> {
        Record::read(text).unwrap()
    }

    #[test]
    fn answers_count_up_to_the_first_right_one() {
        let mut record = Record::default();
        for (right, moment) in [(false, "a"), (false, "b"), (true, "c"), (false, "d"), (true, "e")] {
            record.count("LIMIT_1", right, moment);
        }
        record.count("LIMIT_2", false, "f");
        assert_eq!(record.exercises["LIMIT_1"], State { tries: 3, solved: Some("c".into()) });
        assert_eq!(record.exercises["LIMIT_2"], State { tries: 1, solved: None });
        assert_eq!(read(&record.write()), Some(record.clone()));
        let work = [
            Work { exercise: "LIMIT_1", solved: true, tries: 3 },
            Work { exercise: "LIMIT_2", solved: false, tries: 1 },
        ];
        assert_eq!(record.work(), work);
    }

    #[test]
    fn what_a_page_has_exported_is_read_and_what_is_none_of_ours_is_not() {
        let page = r#"{ "version": 1, "from": "page", "exercises": {
            "LIMIT_3": {"solved": "2026-11-29T18:20:00.123Z", "tries": 2, "hint": 1}, "FIT_1": {"tries": 4},
            "RATE_1": {"solved": "2026-01-01"}, "NEW_9": {"tries": 1}, "LIMIT_1": {}, "LIMIT_2": 7,
            "LIMIT_4": {"solved": true, "tries": -1}, "LIMIT_5": {"solved": null, "tries": 1.5} } }"#;
        let record = read(page).unwrap();
        let names: Vec<&str> = record.exercises.keys().map(String::as_str).collect();
        assert_eq!(names, ["FIT_1", "LIMIT_3", "NEW_9", "RATE_1"]);
        assert_eq!(record.exercises["RATE_1"].tries, 1);
        for text in ["", "{", "[]", "7", "{}", r#"{"version":"1","exercises":{}}"#, r#"{"version":1,"exercises":[]}"#] {
            assert_eq!(read(text), None, "{text}");
        }
        assert!(Record::read(r#"{"version":2}"#).is_err());
    }

    #[test]
    fn two_records_become_one() {
        let of = |tries, solved: Option<&str>| State { tries, solved: solved.map(str::to_owned) };
        let record = |states: [(&str, State); 2]| Record {
            exercises: states.map(|(name, state)| (name.to_owned(), state)).into(),
        };
        let mut ours = record([("A", of(3, Some("2026-02-01"))), ("B", of(1, None))]);
        ours.merge(&record([("A", of(1, Some("2026-01-01"))), ("C", of(2, None))]));
        ours.merge(&record([("A", of(9, None)), ("B", of(2, Some("2026-03-01")))]));
        assert_eq!(ours.exercises["A"], of(9, Some("2026-01-01")));
        assert_eq!(ours.exercises["B"], of(2, Some("2026-03-01")));
        assert_eq!(ours.exercises["C"], of(2, None));
    }
}
