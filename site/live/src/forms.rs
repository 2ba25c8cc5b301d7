//! A value in every form that a page can show.

use calculus::show::Rich;
use serde_json::{Map, Value};

/// `text`, and `html` and `latex` where the value has them. LaTeX stands between dollar signs, also within HTML.
pub fn of(value: &dyn Rich) -> Map<String, Value> {
    let forms = [("text", Some(value.text())), ("html", value.html()), ("latex", value.latex())];
    forms.into_iter().filter_map(|(name, form)| Some((name.to_owned(), Value::String(form?)))).collect()
}
