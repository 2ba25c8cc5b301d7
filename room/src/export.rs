//! What a room has gathered, as CSV for a table and as JSON for a program.

use crate::poll::{Answer, Asked, Kind};
use crate::secret::PersonId;
use crate::state::State;
use serde_json::{Value, json};
use std::fs;
use std::io::{self, Write};
use std::path::{Path, PathBuf};

#[derive(Debug, thiserror::Error)]
#[error("{}: {cause}", path.display())]
pub struct ExportError {
    path: PathBuf,
    cause: io::Error,
}

/// A table: its name, the names of its columns, its rows.
struct Table {
    name: &'static str,
    columns: &'static [&'static str],
    rows: Vec<Vec<Value>>,
}

/// Writes `polls`, `questions` and `progress` into the folder, each as `.csv` and as `.json`. Gives the names of the files.
pub fn export(state: &State, folder: &Path) -> Result<Vec<PathBuf>, ExportError> {
    let mut written = Vec::new();
    for table in [polls(state), questions(state), progress(state)] {
        for (ending, bytes) in [("csv", csv(&table)), ("json", as_json(&table))] {
            let path = folder.join(format!("{}.{ending}", table.name));
            file(folder, &path, &bytes).map_err(|cause| ExportError { path: path.clone(), cause })?;
            written.push(path);
        }
    }
    Ok(written)
}

fn who(state: &State, person: &PersonId) -> [Value; 2] {
    let person = state.people.get(person);
    [json!(person.map(|person| person.number)), json!(person.and_then(|person| person.name.clone()))]
}

fn polls(state: &State) -> Table {
    let mut rows = Vec::new();
    for asked in &state.polls {
        for (round, votes) in asked.rounds.iter().enumerate() {
            for (person, answer) in &votes.votes {
                let [number, name] = who(state, person);
                let (poll, question) = (json!(asked.poll.id), json!(asked.poll.question));
                rows.push(vec![poll, question, json!(round + 1), number, name, json!(in_words(asked, answer))]);
            }
        }
    }
    Table { name: "polls", columns: &["poll", "question", "round", "person", "name", "answer"], rows }
}

fn in_words(asked: &Asked, answer: &Answer) -> String {
    let choice = |place: usize| asked.poll.choices.get(place).cloned().unwrap_or_default();
    match (asked.poll.kind, answer) {
        (Kind::One, Answer::Number(place)) => choice(*place as usize),
        (_, Answer::Number(number)) => number.to_string(),
        (_, Answer::Several(places)) => places.iter().map(|place| choice(*place)).collect::<Vec<_>>().join("; "),
        (_, Answer::Text(text)) => text.clone(),
    }
}

fn questions(state: &State) -> Table {
    let row = |question: &crate::questions::Question| {
        let [number, name] = who(state, &question.person);
        let up = json!(question.up.len());
        vec![json!(question.id), json!(question.text), up, json!(question.mark), number, name, json!(question.at)]
    };
    let columns = &["question", "text", "votes", "state", "person", "name", "asked_at_ms"];
    Table { name: "questions", columns, rows: state.questions.iter().map(row).collect() }
}

fn progress(state: &State) -> Table {
    let mut rows = Vec::new();
    for (exercise, attempts) in &state.progress.exercises {
        for (person, attempt) in attempts {
            let [number, name] = who(state, person);
            let mistakes = attempt.mistakes.iter().cloned().collect::<Vec<_>>().join("; ");
            let (right, began) = (json!(attempt.right_at.is_some()), json!(attempt.began));
            let row = vec![
                json!(exercise),
                number,
                name,
                right,
                json!(mistakes),
                json!(attempt.hint),
                began,
                json!(attempt.right_at),
            ];
            rows.push(row);
        }
    }
    let columns = &["exercise", "person", "name", "right", "mistakes", "hint", "began_at_ms", "right_at_ms"];
    Table { name: "progress", columns, rows }
}

fn as_json(table: &Table) -> Vec<u8> {
    let object = |row: &Vec<Value>| -> Value {
        table.columns.iter().zip(row).map(|(column, value)| ((*column).to_owned(), value.clone())).collect()
    };
    let mut bytes = serde_json::to_vec_pretty(&table.rows.iter().map(object).collect::<Vec<_>>())
        .expect("what was made of JSON can be written");
    bytes.push(b'\n');
    bytes
}

/// As RFC 4180 has it.
fn csv(table: &Table) -> Vec<u8> {
    let mut text = table.columns.join(",") + "\r\n";
    for row in &table.rows {
        text += &row.iter().map(field).collect::<Vec<_>>().join(",");
        text += "\r\n";
    }
    text.into_bytes()
}

fn field(value: &Value) -> String {
    let text = match value {
        Value::Null => return String::new(),
        Value::String(text) => harmless(text),
        other => return other.to_string(),
    };
    if text.contains([',', '"', '\n', '\r']) { format!("\"{}\"", text.replace('"', "\"\"")) } else { text }
}

/// A table program runs a field as a formula that begins like one. JSON has the text as it is.
fn harmless(text: &str) -> String {
    let begins = text.starts_with(['=', '+', '-', '@']) && text.parse::<f64>().is_err();
    if begins { format!("'{text}") } else { text.to_owned() }
}

fn file(folder: &Path, path: &Path, bytes: &[u8]) -> io::Result<()> {
    fs::create_dir_all(folder)?;
    let mut file = tempfile::NamedTempFile::new_in(folder)?;
    file.write_all(bytes)?;
    file.as_file().sync_all()?;
    file.persist(path)?;
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::event::{Door, Entry, Event};
    use crate::poll::deck;
    use crate::progress::Check;

    #[test]
    fn all_is_there_and_no_table_runs_what_somebody_typed() {
        let mut state = State::default();
        let mut take = |event| state.take(&Entry { at: 7, event });
        let person = PersonId::new();
        let name = Some("=1+1,\"x\"".to_owned());
        take(Event::Joined { person: person.clone(), number: 1, name, from: Door::Page });
        deck::polls().into_iter().for_each(|poll| take(Event::PollAdded { poll }));
        take(Event::PollOpened { poll: "deck-1".into() });
        let answer = Answer::Number(1.0);
        take(Event::Voted { person: person.clone(), poll: "deck-1".into(), round: 1, answer });
        take(Event::Asked { person: person.clone(), id: 1, text: "Why?".into(), once: "o".into() });
        let check = Check { exercise: "D3".into(), right: false, mistake: Some("sign".into()), hint: Some(1) };
        take(Event::Checked { person: person.clone(), check });
        let folder = tempfile::tempdir().unwrap();
        let out = folder.path().join("out");
        assert_eq!(export(&state, &out).unwrap().len(), 6);
        let read = |name: &str| fs::read_to_string(out.join(name)).unwrap();
        assert_eq!(
            read("polls.csv"),
            "poll,question,round,person,name,answer\r\n\
             deck-1,Where are you?,1,1,\"'=1+1,\"\"x\"\"\",\"Europe, Middle East, Africa\"\r\n"
        );
        assert!(read("progress.csv").contains("D3,1,\"'=1+1,\"\"x\"\"\",false,sign,1,7,\r\n"));
        let json: Value = serde_json::from_str(&read("polls.json")).unwrap();
        assert_eq!(json[0]["name"], "=1+1,\"x\"");
        assert!(!read("questions.json").contains(person.as_str()));
        assert_eq!(harmless("-2.5"), "-2.5");
    }
}
