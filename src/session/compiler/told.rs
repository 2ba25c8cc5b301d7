//! What evcxr is told of the compiler's messages.
//!
//! evcxr mends a cell by where a message points, and not by what it says. It takes every place for a fault of what
//! stands there, and an error for less than a note that points into a learner's lines. So what only explains a message
//! is to point nowhere where it would be taken for something else.

use super::canonical::VARIABLE;
use super::names::{CRATE, SOURCE};
use serde_json::{Value, json};
use std::path::Path;

/// Where a message keeps what it would write at a place that is not told.
pub const ELSEWHERE: &str = "suggested_elsewhere";

/// What cargo says of a cell that was compiled: where it is. evcxr would also read it in a file of its own.
pub fn of_object(object: &Path) -> String {
    json!({ "reason": "compiler-artifact", "target": { "name": CRATE }, "filenames": [object] }).to_string() + "\n"
}

/// The compiler's messages, a line of JSON each, as evcxr understands them.
pub fn for_evcxr(messages: &str) -> String {
    messages.lines().map(|line| for_evcxr_one(line).unwrap_or_else(|| line.to_owned()) + "\n").collect()
}

/// `None`: it is well as it is.
fn for_evcxr_one(line: &str) -> Option<String> {
    let mut message: Value = serde_json::from_str(line).ok()?;
    let is_narrowed = message.get_mut("spans").and_then(Value::as_array_mut).is_some_and(narrow);
    let spans = message["spans"].as_array()?;
    let primary: Vec<&Value> =
        spans.iter().filter(|span| span["is_primary"] == true).filter_map(of_the_source).collect();
    if message["level"] != "error" || primary.is_empty() {
        return is_narrowed.then(|| message.to_string());
    }
    if primary.iter().all(|span| puts_a_variable_back(span)) {
        // The cell has moved this variable away, which is its right: evcxr is to forget the variable, and not also to show
        // the cell's value in another way because it was moved there.
        let only = spans.iter().filter(|span| span["is_primary"] == true).cloned().collect();
        message["spans"] = Value::Array(only);
        message["children"] = json!([]);
    } else {
        let lines: Vec<Value> = primary.iter().map(|span| span["line_start"].clone()).collect();
        let is_elsewhere = |span: &Value| of_the_source(span).is_some_and(|span| !lines.contains(&span["line_start"]));
        for child in message["children"].as_array_mut().into_iter().flatten() {
            if child["spans"].as_array().is_some_and(|spans| spans.iter().any(is_elsewhere)) {
                child[ELSEWHERE] = child["spans"][0]["suggested_replacement"].clone();
                child["spans"] = json!([]);
            }
        }
    }
    Some(message.to_string())
}

/// Whether this is a line of evcxr's in front of a cell's last expression, which it shows in one way or in another.
pub fn opens_the_last_expression(line: &str) -> bool {
    line == "(" || line.starts_with("evcxr_send_text_plain(") && line.ends_with('(')
}

/// evcxr puts the cell's last expression between parentheses, in lines of their own, and for the compiler they belong to it.
/// Has a message that points at nothing but that expression point at what stands between them, and says whether it is one.
fn narrow(spans: &mut Vec<Value>) -> bool {
    let narrowed: Option<Vec<Value>> = spans.iter().map(narrowed).collect();
    let Some(narrowed) = narrowed.filter(|narrowed| !narrowed.is_empty()) else { return false };
    *spans = narrowed;
    true
}

fn narrowed(span: &Value) -> Option<Value> {
    let [first, inner @ .., last] = span["text"].as_array()?.as_slice() else { return None };
    let [first, from, to, last] =
        [first, inner.first()?, inner.last()?, last].map(|line| line["text"].as_str().unwrap_or_default());
    let begins_with_it = span["column_start"].as_u64() == Some(first.chars().count() as u64);
    if !begins_with_it || !opens_the_last_expression(first) || !last.starts_with(')') {
        return None;
    }
    let mut narrowed = span.clone();
    narrowed["line_start"] = json!(span["line_start"].as_u64()? + 1);
    narrowed["line_end"] = json!(span["line_end"].as_u64()? - 1);
    narrowed["column_start"] = json!(from.chars().count() - from.trim_start().chars().count() + 1);
    narrowed["column_end"] = json!(to.trim_end().chars().count() + 1);
    narrowed["text"] = json!(inner);
    Some(narrowed)
}

/// The place in the cell's source at which a span points, be it through a macro.
fn of_the_source(span: &Value) -> Option<&Value> {
    if span["file_name"] == SOURCE {
        return Some(span);
    }
    Some(&span["expansion"]["span"]).filter(|span| span.is_object()).and_then(of_the_source)
}

fn puts_a_variable_back(span: &Value) -> bool {
    span["text"][0]["text"].as_str().is_some_and(|text| text.contains(VARIABLE[2]))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn span(line: u32, text: &str, is_primary: bool) -> Value {
        json!({"file_name": SOURCE, "line_start": line, "is_primary": is_primary, "text": [{"text": text}], "expansion": null})
    }

    fn told(spans: &[Value], children: &Value) -> Value {
        let message = json!({"level": "error", "message": "m", "spans": spans, "children": children});
        serde_json::from_str(&for_evcxr(&message.to_string())).unwrap()
    }

    #[test]
    fn a_variable_that_was_moved_away_is_no_fault_of_the_line_that_moved_it() {
        let moved = span(7, "(p.title(\"t\")).evcxr_display();", false);
        let put = span(9, "evcxr_variable_store.put_variable::<Plot>(stringify!(p), p);", true);
        let told = told(&[moved, put.clone()], &json!([{"level": "note", "spans": [span(1, "fn f(self)", true)]}]));
        assert_eq!(told["spans"], json!([put]));
        assert_eq!(told["children"], json!([]));
    }

    #[test]
    fn a_note_about_an_earlier_cell_points_nowhere_and_advice_for_the_line_stays() {
        let here = span(7, "(speed(20)).evcxr_display();", true);
        let note = json!({"level": "note", "message": "defined here", "spans": [span(1, "fn speed(t: f64)", true)]});
        let help = json!({"level": "help", "message": "write", "spans": [here]});
        let told = told(std::slice::from_ref(&here), &json!([note, help]));
        assert_eq!(
            told["children"][0],
            json!({"level": "note", "message": "defined here", "spans": [], ELSEWHERE: null})
        );
        assert_eq!(told["children"][1], help);
    }

    #[test]
    fn a_place_of_the_last_expression_is_what_the_learner_wrote() {
        for (before, after) in [("(", ").evcxr_display();"), ("evcxr_send_text_plain(&format!(\"{:?}\",&(", ")));")] {
            let lines = [before, "  a[3]", after].map(|text| json!({"text": text}));
            let span = json!({"file_name": SOURCE, "line_start": 7, "line_end": 9, "column_start": before.len(),
                "column_end": 2, "is_primary": true, "text": lines, "expansion": null});
            let told = told(&[span], &json!([]));
            let place = ["line_start", "line_end", "column_start", "column_end"];
            assert_eq!(place.map(|key| told["spans"][0][key].as_u64()), [8, 8, 3, 7].map(Some), "{before}");
        }
    }

    #[test]
    fn what_is_no_error_of_the_cell_stays_as_it_is() {
        for line in ["no JSON", r#"{"level":"warning","spans":[]}"#, r#"{"level":"error","spans":[],"children":[1]}"#] {
            assert_eq!(for_evcxr(line), format!("{line}\n"));
        }
    }
}
