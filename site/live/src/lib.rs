//! The library for the browser. One question goes in as JSON, its answer comes out as JSON; nothing is kept between them.
//!
//! ```
//! let said = calculus_live::answer(r#"{"ask": "nothing known"}"#);
//! assert_eq!(said, r#"{"error":"nothing here answers `nothing known`"}"#);
//! ```

mod abi;
mod board;
mod exercise;
mod forms;

use serde_json::{Value, json};

/// Answers a question: an object with `ask`, its name, and what it is about. An answer with `error` says what was wrong with it.
///
/// A value is answered in its forms: `text`, and `html` and `latex` where it has them. Pictures can be touched, on a page that
/// has the script for that.
pub fn answer(request: &str) -> String {
    // The page has the script: pictures need not bring it.
    calculus::plot::touch();
    let answered = match serde_json::from_str::<Value>(request) {
        Err(fault) => failed(&format!("the question is no JSON: {fault}")),
        Ok(request) => {
            let ask = request["ask"].as_str().unwrap_or_default();
            let known = board::answer(ask, &request).or_else(|| exercise::answer(ask, &request));
            known.unwrap_or_else(|| failed(&format!("nothing here answers `{ask}`")))
        }
    };
    answered.to_string()
}

fn failed(sentence: &str) -> Value {
    json!({ "error": sentence })
}
