//! A notebook as a chapter: its sections, and in them its cells as HTML.

use crate::code;
use crate::error::{CellProblem, SiteError};
use crate::formula::Formulas;
use crate::output;
use crate::prose;
use crate::question::Reader;
use notebook::{Cell, Notebook};
use serde::Serialize;
use serde_json::json;
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
    /// The exercises in it, by name.
    pub exercises: Vec<String>,
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
    /// The exercise whose answer it checks, by name.
    pub exercise: Option<String>,
    /// The exercise whose hints it holds.
    pub help: Option<String>,
    /// What it asks the library, as JSON, if that can be asked of another formula too.
    pub question: Option<String>,
}

impl Chapter {
    pub fn read(path: &Path, formulas: &Formulas) -> Result<Chapter, SiteError> {
        let notebook = Notebook::read(path, path)?;
        let name = path.file_stem().unwrap_or_default().to_string_lossy().into_owned();
        let mut title = None;
        let mut sections = vec![Section::new("start", "")];
        let mut rows = HashSet::new();
        let mut reader = Reader::default();
        for (index, cell) in notebook.cells().enumerate() {
            let id = cell.place(index);
            let failed = |problem| SiteError::Cell { notebook: path.display().to_string(), cell: id.clone(), problem };
            let begun =
                cell.tags().filter(|tag| is_row(tag) && rows.insert(tag.to_string())).map(str::to_owned).collect();
            let mut shown = Shown::new(&id, begun, cell.is_code());
            if cell.is_markdown() {
                let prose = prose::read(&cell.source(), formulas).map_err(failed)?;
                match prose.heading {
                    Some(heading) if heading.level == 1 => title = title.or(Some(heading.text)),
                    Some(heading) => sections.push(Section::new(&id, &heading.text)),
                    None => {}
                }
                let section = sections.last_mut().expect("there is one from the start");
                section.minutes = section.minutes.or(notebook::minutes(prose.words.trim_start()));
                section.words.push_str(&prose.words);
                shown.html = prose.html;
            } else {
                shown.outputs = outputs(cell, formulas).map_err(failed)?;
                let source = cell.source();
                shown.html = code::highlighted(&source);
                shown.exercise = exercise(&source, ".check(", "YOUR_ANSWER)");
                shown.help = exercise(&source, ".hint(", "0)");
                shown.question = reader.read(&source).map(|question| json!(question).to_string());
            }
            let section = sections.last_mut().expect("there is one from the start");
            section.exercises.extend(shown.exercise.clone());
            section.cells.push(shown);
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
        let (place, title) = (place.to_owned(), title.to_owned());
        Section { place, title, minutes: None, cells: vec![], words: String::new(), exercises: vec![] }
    }
}

impl Shown {
    fn new(id: &str, rows: Vec<String>, is_code: bool) -> Shown {
        let (html, outputs) = (String::new(), vec![]);
        Shown { id: id.to_owned(), rows, html, is_code, outputs, exercise: None, help: None, question: None }
    }
}

/// The name of the exercise, if a cell calls this of one, as in `LIMIT_1.check(YOUR_ANSWER)`.
fn exercise(source: &str, call: &str, end: &str) -> Option<String> {
    let (name, given) = source.trim().split_once(call)?;
    let is_name = name.chars().all(|letter| letter.is_ascii_uppercase() || letter.is_ascii_digit() || letter == '_');
    (is_name && given.ends_with(end)).then(|| name.to_owned())
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
    fn a_cell_with_an_exercise_is_known_and_so_is_its_help() {
        assert_eq!(exercise("LIMIT_1.check(YOUR_ANSWER)\n", ".check(", "YOUR_ANSWER)").as_deref(), Some("LIMIT_1"));
        assert_eq!(exercise("FIT_1.check(&mine, YOUR_ANSWER)", ".check(", "YOUR_ANSWER)").as_deref(), Some("FIT_1"));
        assert_eq!(exercise("LIMIT_1.hint(0)", ".hint(", "0)").as_deref(), Some("LIMIT_1"));
        assert_eq!(exercise("p.check(YOUR_ANSWER)", ".check(", "YOUR_ANSWER)"), None);
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
