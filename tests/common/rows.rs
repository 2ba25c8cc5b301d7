//! The rows of the course in the notebooks: what a row shows, says and prints.

use super::checkout;
use serde_json::{Value, json};
use std::fs;

pub const LIMITS: &str = "notebooks/01-limits.ipynb";
pub const DERIVATIVES: &str = "notebooks/02-derivatives.ipynb";
pub const AUTODIFF: &str = "notebooks/03-autodiff.ipynb";
pub const REGRESSION: &str = "notebooks/04-regression.ipynb";
pub const NETWORK: &str = "notebooks/05-network.ipynb";

pub fn read(notebook: &str) -> Value {
    serde_json::from_slice(&fs::read(checkout().join(notebook)).unwrap()).unwrap()
}

/// A text that is stored as one string or as lines.
pub fn text(value: &Value) -> String {
    match value {
        Value::Array(lines) => lines.iter().filter_map(Value::as_str).collect(),
        value => value.as_str().unwrap_or_default().to_owned(),
    }
}

/// The cells of one row of the course, by its tag.
pub struct Row {
    pub name: &'static str,
    pub cells: Vec<Value>,
}

impl Row {
    pub fn of(notebook: &str, name: &'static str) -> Row {
        let cells = read(notebook)["cells"].as_array().unwrap().clone();
        let has_tag =
            |cell: &Value| cell["metadata"]["tags"].as_array().is_some_and(|tags| tags.contains(&json!(name)));
        let cells: Vec<Value> = cells.into_iter().filter(has_tag).collect();
        assert!(!cells.is_empty(), "no cell has the tag {name}");
        Row { name, cells }
    }

    pub fn prose(&self) -> String {
        let texts = self.cells.iter().filter(|cell| cell["cell_type"] == "markdown");
        texts.map(|cell| text(&cell["source"]) + "\n").collect()
    }

    pub fn outputs(&self) -> impl Iterator<Item = Value> {
        self.cells.iter().flat_map(|cell| cell["outputs"].as_array().cloned().unwrap_or_default())
    }

    /// What was printed while the cells of the row ran.
    pub fn printed(&self) -> String {
        self.outputs().map(|output| text(&output["text"])).collect()
    }

    /// Every form of every output of the row, as one text.
    pub fn shown(&self) -> String {
        self.outputs()
            .flat_map(|output| output["data"].as_object().cloned().unwrap_or_default())
            .map(|(mime, content)| format!("{mime}: {}\n", text(&content)))
            .collect()
    }

    pub fn pictures(&self) -> usize {
        self.shown().matches("<img").count()
    }

    #[track_caller]
    pub fn shows(&self, words: &[&str]) -> &Row {
        self.has("show", &self.shown(), words)
    }

    #[track_caller]
    pub fn prints(&self, words: &[&str]) -> &Row {
        self.has("print", &self.printed(), words)
    }

    #[track_caller]
    pub fn says(&self, words: &[&str]) -> &Row {
        self.has("say", &self.prose(), words)
    }

    #[track_caller]
    fn has(&self, verb: &str, text: &str, words: &[&str]) -> &Row {
        for words in words {
            assert!(text.contains(words), "{} does not {verb} {words:?}:\n{text}", self.name);
        }
        self
    }

    #[track_caller]
    pub fn has_pictures(&self, count: usize) -> &Row {
        assert!(self.pictures() >= count, "{} has {} pictures, not {count}", self.name, self.pictures());
        self
    }
}
