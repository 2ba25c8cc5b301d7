//! What the compiler says of a cell that does not compile, and whether it would say the same again.

use serde::{Deserialize, Serialize};
use serde_json::Value;

/// Errors about other files than the source: a library or a module that is not there, or not as it was.
const ABOUT_OTHER_FILES: [&str; 5] = ["E0460", "E0461", "E0462", "E0463", "E0583"];

/// Whether these messages, a line of JSON each, follow from the source and what the compiler has listed as read. Those
/// of a full disk, a linker, or a file that was not found do not; they have no code, or one of a few.
pub fn follow_from_the_source(messages: &str) -> bool {
    let errors = errors(messages);
    !errors.is_empty() && errors.iter().all(|error| error.code().is_some_and(|code| !ABOUT_OTHER_FILES.contains(&code)))
}

/// Whether one of these messages, a line of JSON each, may be of a name that was left out of the source. Errors of
/// macros, which have no code, may be. `is_left_out` is asked of the names in them.
pub fn may_miss_a_name(messages: &str, is_left_out: impl Fn(&str) -> bool) -> bool {
    const OF_NAMES: [&str; 4] = ["cannot find", "failed to resolve", "unresolved", "expected"];
    let messages = errors(messages);
    let of_names = messages.iter().filter_map(|error| {
        let message = error.0["message"].as_str()?;
        (error.code().is_none() || OF_NAMES.iter().any(|start| message.starts_with(start))).then_some(message)
    });
    of_names.flat_map(quoted).flat_map(super::reach::words).any(is_left_out)
}

/// What stands in the quotes of a message.
fn quoted(message: &str) -> impl Iterator<Item = &str> {
    message.split('`').skip(1).step_by(2)
}

/// Whether the cell compiles, and it is the linker that complains.
pub fn are_of_the_linker(messages: &str) -> bool {
    errors(messages).iter().any(|error| {
        error.code().is_none()
            && error.0["message"]
                .as_str()
                .is_some_and(|message| message.starts_with("linking with") || message.contains("linker"))
    })
}

/// Warnings that teach: something was computed, and nothing comes of it; or something may change that never does.
const TEACH: [&str; 5] =
    ["unused_must_use", "unconditional_recursion", "unreachable_code", "unused_comparisons", UNUSED_MUT];
/// The one of these that evcxr switches off.
pub const UNUSED_MUT: &str = "unused_mut";

/// A warning that teaches.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Lesson {
    pub message: String,
    /// The line of the source.
    pub line: String,
    /// The variable that need not be `mut`, where that is what it is about.
    pub unchanged: Option<String>,
}

impl Lesson {
    /// About an implementation that does not fit what another cell defines now, by its first line.
    pub fn of_what_is_out(line: String) -> Lesson {
        let message = "this does not fit what is defined now, and is left out until its cell runs again".to_owned();
        Lesson { message, line, unchanged: None }
    }

    fn of(message: &Value) -> Option<Lesson> {
        let code = message["code"]["code"].as_str().filter(|code| TEACH.contains(code))?;
        let primary = primary_span(message)?;
        let line = primary["text"][0]["text"].as_str()?.to_owned();
        let unchanged = || {
            // The mark is `mut ` and the name behind it, or `mut ` alone.
            let start = usize::try_from(primary["column_start"].as_u64()?).ok()? - 1;
            let after: String = line.chars().skip(start).collect();
            super::reach::words(&after).find(|word| *word != "mut").map(str::to_owned)
        };
        let unchanged = (code == UNUSED_MUT).then(unchanged).flatten();
        let message = match &unchanged {
            Some(name) => format!("`{name}` need not be `mut`, for nothing changes it"),
            None => message["message"].as_str()?.to_owned(),
        };
        Some(Lesson { message, line, unchanged })
    }
}

/// The warnings among these messages that teach.
pub fn lessons(messages: &str) -> Vec<Lesson> {
    let all = messages.lines().filter_map(|line| serde_json::from_str::<Value>(line).ok());
    all.filter_map(|message| Lesson::of(&message)).collect()
}

/// What follows the mark in each error that begins with it, and the line where it stands.
pub fn marked(messages: &str, mark: &str) -> Vec<(usize, String)> {
    let of = |error: &Error| {
        let words = error.0["message"].as_str()?.strip_prefix(mark)?.to_owned();
        let (line, _) = place(primary_span(&error.0)?)?;
        Some((line, words))
    };
    errors(messages).iter().filter_map(of).collect()
}

/// The lines of the source in which an error with this code stands.
pub fn lines_with(messages: &str, code: &str) -> Vec<String> {
    let line = |error: &Error| Some(primary_span(&error.0)?["text"][0]["text"].as_str()?.to_owned());
    errors(messages).iter().filter(|error| error.code() == Some(code)).filter_map(line).collect()
}

/// Errors about something that is there twice.
const TWICE: [&str; 5] = ["E0119", "E0252", "E0255", "E0428", "E0592"];

/// The calls of macros by which something is there twice.
pub fn calls_that_conflict(messages: &str) -> Vec<String> {
    let mut calls = Vec::new();
    for error in errors(messages).iter().filter(|error| error.code().is_some_and(|code| TWICE.contains(&code))) {
        for span in error.0["spans"].as_array().into_iter().flatten() {
            let mut span = span;
            while span["expansion"]["span"].is_object() {
                span = &span["expansion"]["span"];
                calls.extend(marked_text(span));
            }
        }
    }
    calls
}

/// Two implementations of which there may be one.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Conflict {
    /// Where each stands in the source: its line, and the letter in it, from one.
    pub places: [(usize, usize); 2],
    /// It is about one member of each.
    pub of_members: bool,
}

/// The implementations, as they stand in the source, that cannot be beside each other.
pub fn conflicts(messages: &str) -> Vec<Conflict> {
    let conflict = |error: &Error| {
        let of_members = match error.code()? {
            "E0119" => false,
            "E0592" => true,
            _ => return None,
        };
        let spans = error.0["spans"].as_array()?;
        let places: Vec<(usize, usize)> =
            spans.iter().filter(|span| span["expansion"].is_null()).filter_map(place).collect();
        Some(Conflict { places: places.try_into().ok()?, of_members })
    };
    errors(messages).iter().filter_map(conflict).collect()
}

/// Where the errors stand in the source.
pub fn places(messages: &str) -> Vec<(usize, usize)> {
    errors(messages).iter().filter_map(|error| place(primary_span(&error.0)?)).collect()
}

/// The span that a message is about.
pub fn primary_span(message: &Value) -> Option<&Value> {
    message["spans"].as_array()?.iter().find(|span| span["is_primary"] == true)
}

/// Where a span begins: its line, and the letter in it, from one.
fn place(span: &Value) -> Option<(usize, usize)> {
    let number = |name: &str| usize::try_from(span[name].as_u64()?).ok();
    Some((number("line_start")?, number("column_start")?))
}

/// The text that a span marks.
fn marked_text(span: &Value) -> Option<String> {
    let lines: Vec<&Value> = span["text"].as_array()?.iter().collect();
    let piece = |line: &Value| {
        let column = |name: &str| Some(usize::try_from(line[name].as_u64()?).ok()?.saturating_sub(1));
        let (start, end) = (column("highlight_start")?, column("highlight_end")?);
        Some(line["text"].as_str()?.chars().skip(start).take(end.saturating_sub(start)).collect::<String>())
    };
    Some(lines.into_iter().map(piece).collect::<Option<Vec<_>>>()?.join("\n"))
}

struct Error(Value);

impl Error {
    fn code(&self) -> Option<&str> {
        self.0["code"]["code"].as_str()
    }
}

/// The errors but the summary at their end.
fn errors(messages: &str) -> Vec<Error> {
    let messages = messages.lines().filter_map(|line| serde_json::from_str::<Value>(line).ok());
    messages
        .filter(|message| message["level"] == "error")
        .filter(|message| !message["message"].as_str().is_some_and(|text| text.starts_with("aborting due to")))
        .map(Error)
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    const TYPE: &str = r#"{"level":"error","message":"mismatched types","code":{"code":"E0308"}}"#;
    const SUMMARY: &str = r#"{"level":"error","message":"aborting due to 1 previous error","code":null}"#;

    #[test]
    fn an_error_of_types_follows_from_the_source() {
        assert!(follow_from_the_source(&format!("{TYPE}\n{SUMMARY}\n")));
    }

    #[test]
    fn what_may_be_better_the_next_time_does_not() {
        let full_disk = r#"{"level":"error","message":"linking with `cc` failed","code":null}"#;
        let module = r#"{"level":"error","message":"file not found for module `m`","code":{"code":"E0583"}}"#;
        for other in [full_disk, module] {
            assert!(!follow_from_the_source(&format!("{other}\n{SUMMARY}\n")));
            assert!(!follow_from_the_source(&format!("{TYPE}\n{other}\n{SUMMARY}\n")));
        }
        assert!(!follow_from_the_source(""));
        assert!(!follow_from_the_source("error: the compiler unexpectedly panicked"));
    }

    #[test]
    fn a_call_by_which_a_name_is_there_twice_is_found_through_its_macro() {
        let line = "} make!(a); make!(b);";
        let call = serde_json::json!({"text": [{"text": line, "highlight_start": 13, "highlight_end": 21}], "expansion": null});
        let span = serde_json::json!({"text": [], "expansion": {"span": call}});
        let twice = serde_json::json!({"level": "error", "message": "m", "code": {"code": "E0428"}, "spans": [span]});
        assert_eq!(calls_that_conflict(&twice.to_string()), ["make!(b)"]);
        assert_eq!(calls_that_conflict(TYPE), [""; 0]);
    }

    #[test]
    fn an_unknown_name_may_be_one_that_was_left_out() {
        let name = r#"{"level":"error","message":"cannot find value `x` in this scope","code":{"code":"E0425"}}"#;
        let of_a_macro = r#"{"level":"error","message":"no rules expected `x`","code":null}"#;
        let x_is = |name: &str| name == "x";
        assert!(may_miss_a_name(name, x_is) && may_miss_a_name(of_a_macro, x_is));
        assert!(!may_miss_a_name(&format!("{TYPE}\n{SUMMARY}\n"), |_| true));
        assert!(!may_miss_a_name(name, |name| name == "y"));
    }
}
