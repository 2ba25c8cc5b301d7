//! Polls that stand in a notebook's cells, as `calculus.poll` in a cell's metadata:
//!
//! ```json
//! {"calculus": {"poll": {"question": "What is $d/dx\\, x^2$?", "kind": "formula", "right": "2x",
//!     "mistakes": {"x": "the 2 was lost"}}}}
//! ```

use super::file::{self, Fault};
use super::{Kind, Mistake, Poll};
use crate::text::{self, LONGEST_QUESTION};
use serde_json::Value;

#[derive(Debug, thiserror::Error, PartialEq, Eq)]
pub enum MetadataError {
    #[error("`calculus.poll` has no `question`")]
    NoQuestion,
    #[error("`calculus.poll`: {0}")]
    Fault(#[from] Fault),
}

/// The poll of a cell with this metadata, if it has one; `id` is to be its name.
pub fn read(metadata: &Value, id: &str) -> Result<Option<Poll>, MetadataError> {
    let poll = &metadata["calculus"]["poll"];
    if poll.is_null() {
        return Ok(None);
    }
    let question = poll["question"].as_str().ok_or(MetadataError::NoQuestion)?;
    let texts =
        |value: &Value| value.as_array().into_iter().flatten().filter_map(Value::as_str).map(str::to_owned).collect();
    let choices: Vec<String> = texts(&poll["choices"]);
    let kind = match poll["kind"].as_str() {
        Some(word) => file::kind(word)?,
        None if !choices.is_empty() => Kind::One,
        None => return Err(Fault::NoKind.into()),
    };
    let mistakes = poll["mistakes"].as_object().into_iter().flatten().map(|(formula, words)| Mistake {
        formula: formula.clone(),
        words: words.as_str().unwrap_or_default().to_owned(),
    });
    let right = match &poll["right"] {
        Value::String(right) => Some(right.clone()),
        Value::Number(right) => Some(right.to_string()),
        _ => None,
    };
    let poll = Poll {
        id: id.to_owned(),
        question: text::tidy(question, LONGEST_QUESTION).map_err(Fault::from)?,
        kind,
        choices,
        right,
        mistakes: mistakes.collect(),
    };
    file::check(&poll)?;
    Ok(Some(poll))
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    #[test]
    fn a_cell_may_have_a_poll() {
        let poll = |poll: Value| read(&json!({"tags": ["D1"], "calculus": {"poll": poll}}), "cell-7");
        assert_eq!(read(&json!({"tags": []}), "x"), Ok(None));
        let asked = poll(json!({"question": "d/dx x²?", "kind": "formula", "right": "2x", "mistakes": {"x": "lost"}}));
        let asked = asked.unwrap().unwrap();
        assert_eq!((asked.id.as_str(), asked.kind, asked.mistakes.len()), ("cell-7", Kind::Formula, 1));
        assert_eq!(poll(json!({"question": "?", "choices": ["a", "b"]})).unwrap().unwrap().kind, Kind::One);
        assert_eq!(poll(json!({"choices": ["a", "b"]})), Err(MetadataError::NoQuestion));
        assert!(poll(json!({"question": "?", "choices": ["a"]})).unwrap_err().to_string().contains("1 choices"));
    }
}
