//! A notebook as a chapter: its sections, and in them its cells as HTML.

use crate::code;
use crate::error::{CellProblem, SiteError};
use crate::formula::Formulas;
use crate::output;
use crate::prose;
use notebook::{Cell, Notebook};
use serde::Serialize;
use std::collections::HashSet;
use std::path::Path;

/// A page.
#[derive(Serialize)]
pub struct Chapter {
    /// Its file's name without the ending, as the notebook's: `01-limits`.
    pub name: String,
    /// As in `1 · Limits`, if the title has one.
    pub number: Option<String>,
    pub title: String,
    pub sections: Vec<Section>,
}

/// A part of a page. The first, before any heading, has no title.
#[derive(Serialize)]
pub struct Section {
    /// The address within the page.
    pub place: String,
    pub title: String,
    /// How long it takes, by its own words.
    pub minutes: Option<u32>,
    pub cells: Vec<Shown>,
    /// What can be searched.
    pub words: String,
}

/// A cell.
#[derive(Serialize)]
pub struct Shown {
    pub id: String,
    /// The rows of the course that begin here, as `L7`.
    pub rows: Vec<String>,
    /// The text, or the source with its words in colour.
    pub html: String,
    pub is_code: bool,
    pub outputs: Vec<String>,
}

impl Chapter {
    pub fn read(path: &Path, formulas: &Formulas) -> Result<Chapter, SiteError> {
        let notebook = Notebook::read(path, path)?;
        let name = path.file_stem().unwrap_or_default().to_string_lossy().into_owned();
        let mut title = None;
        let mut sections = vec![Section::new("start", "")];
        let mut rows = HashSet::new();
        for (index, cell) in notebook.cells().enumerate() {
            let id = cell.id().map_or_else(|| format!("cell-{}", index + 1), str::to_owned);
            let failed = |problem| SiteError::Cell { notebook: path.display().to_string(), cell: id.clone(), problem };
            let begun =
                cell.tags().filter(|tag| is_row(tag) && rows.insert(tag.to_string())).map(str::to_owned).collect();
            let mut shown =
                Shown { id: id.clone(), rows: begun, html: String::new(), is_code: cell.is_code(), outputs: vec![] };
            if cell.is_markdown() {
                let prose = prose::read(&cell.source(), formulas).map_err(failed)?;
                match prose.heading {
                    Some(heading) if heading.level == 1 => title = title.or(Some(heading.text)),
                    Some(heading) => sections.push(Section::new(&id, &heading.text)),
                    None => {}
                }
                let section = sections.last_mut().expect("there is one from the start");
                section.minutes = section.minutes.or(minutes(&prose.words));
                section.words.push_str(&prose.words);
                shown.html = prose.html;
            } else {
                shown.outputs = outputs(cell, formulas).map_err(failed)?;
                shown.html = code::highlighted(&cell.source());
            }
            sections.last_mut().expect("there is one from the start").cells.push(shown);
        }
        let title = title.ok_or_else(|| SiteError::NoTitle { notebook: path.display().to_string() })?;
        let (number, title) = numbered(&title);
        Ok(Chapter { name, number, title, sections })
    }

    /// The sections that have a title.
    pub fn titled(&self) -> impl Iterator<Item = &Section> {
        self.sections.iter().filter(|section| !section.title.is_empty())
    }

    pub fn minutes(&self) -> u32 {
        self.sections.iter().filter_map(|section| section.minutes).sum()
    }
}

impl Section {
    fn new(place: &str, title: &str) -> Section {
        Section { place: place.to_owned(), title: title.to_owned(), minutes: None, cells: vec![], words: String::new() }
    }
}

fn outputs(cell: Cell, formulas: &Formulas) -> Result<Vec<String>, CellProblem> {
    if cell.execution_count().is_none() {
        return Err(CellProblem::NotRun);
    }
    cell.outputs().iter().map(|output| output::shown(output, formulas)).collect()
}

/// Whether a tag names a row of the course: a letter and a number.
fn is_row(tag: &str) -> bool {
    let mut characters = tag.chars();
    characters.next().is_some_and(|first| first.is_ascii_uppercase())
        && tag.len() > 1
        && characters.all(|character| character.is_ascii_digit())
}

/// From `Calculus I in Rust · 1 · Limits` the number and what follows it.
fn numbered(title: &str) -> (Option<String>, String) {
    let parts: Vec<&str> = title.split(" · ").collect();
    match parts[..] {
        [_, number, title] => (Some(number.to_owned()), title.to_owned()),
        _ => (None, title.to_owned()),
    }
}

/// How long a section takes by its own words: from `About 12 minutes.` the 12.
pub fn minutes(words: &str) -> Option<u32> {
    let after = words.trim_start().strip_prefix("About ")?;
    let (number, rest) = after.split_once(' ')?;
    rest.starts_with("minute").then(|| number.parse().ok()).flatten()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn chapter(cells: &str) -> Result<Chapter, SiteError> {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("07-trial.ipynb");
        let content = format!(
            r##"{{"cells":[{{"cell_type":"markdown","id":"t","metadata":{{}},"source":["# Course · 7 · Trial"]}},{cells}],
            "metadata":{{"kernelspec":{{"name":"rust"}}}},"nbformat":4,"nbformat_minor":5}}"##
        );
        std::fs::write(&path, content).unwrap();
        Chapter::read(&path, &Formulas::new())
    }

    fn code(id: &str, count: &str, outputs: &str) -> String {
        format!(
            r#"{{"cell_type":"code","id":"{id}","metadata":{{"tags":["L7"]}},"execution_count":{count},"source":["1 + 1"],"outputs":[{outputs}]}}"#
        )
    }

    #[test]
    fn sections_have_their_minutes_and_rows_begin_once() {
        let text = r###"{"cell_type":"markdown","id":"s","metadata":{"tags":["L7"]},"source":["## A hole\n\n*About 8 minutes.*"]}"###;
        let chapter = chapter(&format!("{text},{}", code("c", "1", ""))).unwrap();
        assert_eq!((chapter.number.as_deref(), chapter.title.as_str(), chapter.minutes()), (Some("7"), "Trial", 8));
        let section = chapter.titled().next().unwrap();
        assert_eq!((section.title.as_str(), section.place.as_str()), ("A hole", "s"));
        assert_eq!(section.cells.iter().map(|cell| cell.rows.len()).collect::<Vec<_>>(), [1, 0]);
    }

    #[test]
    fn a_cell_that_failed_or_was_not_run_is_named() {
        let error = chapter(&code("bad", "1", r#"{"output_type":"error","ename":"E","evalue":"v"}"#)).err().unwrap();
        assert!(error.to_string().contains("07-trial.ipynb, cell `bad`: it ended with an error: E v"), "{error}");
        let error = chapter(&code("new", "null", "")).err().unwrap();
        assert!(error.to_string().contains("cell `new`: it has no outputs"), "{error}");
    }

    #[test]
    fn a_formula_that_is_none_is_named() {
        let text = r#"{"cell_type":"markdown","id":"f","metadata":{},"source":["$\\frac{1}$"]}"#;
        let error = chapter(text).err().unwrap().to_string();
        assert!(error.contains("cell `f`: its formula `\\frac{1}`"), "{error}");
    }
}
