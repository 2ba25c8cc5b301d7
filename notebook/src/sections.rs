//! The sections of a notebook: what stands below a heading of the second level, and how long it takes by its own words.

use crate::Notebook;
use std::ops::Range;

/// A section.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Section {
    /// The id of its first cell.
    pub place: String,
    pub title: String,
    /// From a line such as `*About 12 minutes.*`.
    pub minutes: Option<u32>,
    /// Of its first cell.
    pub tags: Vec<String>,
    /// Its cells, among all of the notebook.
    pub cells: Range<usize>,
}

impl Notebook {
    /// Its title, from the first heading.
    pub fn title(&self) -> Option<String> {
        self.cells().filter(|cell| cell.is_markdown()).find_map(|cell| heading(&cell.source(), "# "))
    }

    /// Its sections in order. What stands before the first one is in none.
    pub fn sections(&self) -> Vec<Section> {
        let mut sections: Vec<Section> = Vec::new();
        for (index, cell) in self.cells().enumerate() {
            let source = if cell.is_markdown() { cell.source() } else { String::new() };
            if let Some(title) = heading(&source, "## ") {
                let place = cell.place(index);
                let tags = cell.tags().map(str::to_owned).collect();
                sections.push(Section { place, title, minutes: None, tags, cells: index..index });
            }
            if let Some(section) = sections.last_mut() {
                section.minutes = section
                    .minutes
                    .or_else(|| source.lines().filter_map(|line| line.strip_prefix('*')).find_map(minutes));
                section.cells.end = index + 1;
            }
        }
        sections
    }
}

fn heading(source: &str, mark: &str) -> Option<String> {
    source.lines().find_map(|line| line.strip_prefix(mark)).map(|title| title.trim().to_owned())
}

/// How long a section takes by its own words: from `About 12 minutes, with the reading.` the 12.
pub fn minutes(words: &str) -> Option<u32> {
    let (number, rest) = words.strip_prefix("About ")?.split_once(' ')?;
    rest.starts_with("minute").then(|| number.parse().ok()).flatten()
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    #[test]
    fn sections_know_their_minutes_and_cells() {
        let text = |id: &str, tags: &[&str], source: &str| json!({"cell_type": "markdown", "id": id, "metadata": {"tags": tags}, "source": source});
        let code = json!({"cell_type": "code", "id": "c", "metadata": {}, "source": "// ## no", "outputs": []});
        let cells = [
            text("t", &[], "# A title"),
            code.clone(),
            text("a", &["L1", "core"], "## One\n\n*About 12 minutes, in two steps.*"),
            code,
            text("b", &[], "Text\n\n## Two"),
            text("c", &[], "*About 1 minute.*\n\n*About 7 minutes.*"),
        ];
        let content =
            json!({"cells": cells, "metadata": {"kernelspec": {"name": "rust"}}, "nbformat": 4, "nbformat_minor": 5});
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("a.ipynb");
        std::fs::write(&path, content.to_string()).unwrap();
        let notebook = Notebook::read(&path, &path).unwrap();
        assert_eq!(notebook.title().as_deref(), Some("A title"));
        let section = |place: &str, title: &str, minutes, tags: &[&str], cells| Section {
            place: place.to_owned(),
            title: title.to_owned(),
            minutes: Some(minutes),
            tags: tags.iter().map(|tag| (*tag).to_owned()).collect(),
            cells,
        };
        let sections = [section("a", "One", 12, &["L1", "core"], 2..4), section("b", "Two", 1, &[], 4..6)];
        assert_eq!(notebook.sections(), sections);
    }
}
