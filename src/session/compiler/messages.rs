//! What the compiler says of a cell that does not compile, and whether it would say the same again.

use serde_json::Value;

/// Errors about other files than the source: a library or a module that is not there, or not as it was.
const ABOUT_OTHER_FILES: [&str; 5] = ["E0460", "E0461", "E0462", "E0463", "E0583"];

/// Whether these messages, a line of JSON each, follow from the source and what the compiler has listed as read. Those
/// of a full disk, a linker, or a file that was not found do not; they have no code, or one of a few.
pub fn follow_from_the_source(messages: &str) -> bool {
    let messages: Vec<Value> = messages.lines().filter_map(|line| serde_json::from_str(line).ok()).collect();
    let mut errors = messages
        .iter()
        .filter(|message| message["level"] == "error")
        // The summary at the end.
        .filter(|message| !message["message"].as_str().is_some_and(|text| text.starts_with("aborting due to")))
        .peekable();
    errors.peek().is_some()
        && errors.all(|error| error["code"]["code"].as_str().is_some_and(|code| !ABOUT_OTHER_FILES.contains(&code)))
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
}
