//! The prose of the notebooks.

use serde_json::Value;

pub struct Notebook(Value);

impl Notebook {
    pub fn read(name: &str) -> Notebook {
        let path = format!("{}/../notebooks/{name}.ipynb", env!("CARGO_MANIFEST_DIR"));
        Notebook(serde_json::from_str(&std::fs::read_to_string(path).unwrap()).unwrap())
    }

    /// The cells of prose, each with its id, without the minutes of a section and the numbers of exercises: a test of
    /// their own adds the ones up and counts the others.
    pub fn prose(&self) -> Vec<(String, String)> {
        let line = |line: &str| match (line.strip_prefix("*About "), line.strip_prefix("### Exercise ")) {
            (Some(time), _) => time.trim_start_matches(|c: char| c.is_ascii_digit()).to_owned(),
            (_, Some(number)) => number.trim_start_matches(|c: char| c.is_ascii_digit()).to_owned(),
            _ => line.to_owned(),
        };
        let without = |text: String| text.lines().map(line).collect::<Vec<_>>().join("\n");
        self.cells("markdown").into_iter().map(|(id, text)| (id, without(text))).collect()
    }

    /// The numbers in the headings of exercises.
    pub fn exercises(&self) -> Vec<usize> {
        let all: Vec<String> = self.cells("markdown").into_iter().map(|(_, text)| text).collect();
        let headings = all.iter().flat_map(|text| text.lines()).filter_map(|line| line.strip_prefix("### Exercise "));
        headings.map(|rest| rest.split([' ', ':']).next().unwrap().parse().unwrap()).collect()
    }

    pub fn code(&self, id: &str) -> String {
        self.cells("code").into_iter().find(|(cell, _)| cell == id).unwrap_or_else(|| panic!("no cell {id}")).1
    }

    /// How many cells whose ids begin so have lines that begin so.
    pub fn count(&self, line: &str, id: &str) -> usize {
        let cells = self.cells("markdown").into_iter().filter(|(cell, _)| cell.starts_with(id));
        cells.filter(|(_, text)| text.lines().any(|begins| begins.starts_with(line))).count()
    }

    fn cells(&self, kind: &str) -> Vec<(String, String)> {
        let cells = self.0["cells"].as_array().unwrap().iter().filter(|cell| cell["cell_type"] == kind);
        let text = |cell: &Value| match &cell["source"] {
            Value::String(text) => text.clone(),
            lines => lines.as_array().unwrap().iter().filter_map(Value::as_str).collect(),
        };
        cells.map(|cell| (cell["id"].as_str().unwrap().to_owned(), text(cell))).collect()
    }

    /// How long all sections together are said to take, in minutes.
    pub fn minutes(&self) -> f64 {
        let times = self.cells("markdown").into_iter().filter_map(|(_, text)| {
            let (_, after) = text.split_once("*About ")?;
            after.split_whitespace().next()?.parse::<f64>().ok()
        });
        times.sum()
    }
}
