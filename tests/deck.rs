//! The table that puts the deck beside the course names cells that are there, and every slide.

mod common;

use common::checkout;
use serde_json::Value;
use std::collections::{BTreeMap, BTreeSet};
use std::fs;

/// How many slides the deck has.
const SLIDES: usize = 76;

/// The ids of the cells, by notebook.
fn cells() -> BTreeMap<String, BTreeSet<String>> {
    let notebooks = fs::read_dir(checkout().join("notebooks")).unwrap().flatten().map(|entry| entry.path());
    let notebooks = notebooks.filter(|path| path.extension().is_some_and(|ending| ending == "ipynb"));
    let of = |path: std::path::PathBuf| {
        let content: Value = serde_json::from_slice(&fs::read(&path).unwrap()).unwrap();
        let ids = content["cells"].as_array().unwrap().iter().map(|cell| cell["id"].as_str().unwrap().to_owned());
        (path.file_stem().unwrap().to_string_lossy().into_owned(), ids.collect())
    };
    notebooks.map(of).collect()
}

/// What stands in backticks, as `notebook#cell`.
fn named(text: &str) -> Vec<(&str, &str)> {
    text.split('`').skip(1).step_by(2).filter_map(|code| code.split_once('#')).collect()
}

#[test]
fn every_slide_has_its_place_and_every_cell_that_is_named_exists() {
    let page = fs::read_to_string(checkout().join("docs/deck.md")).unwrap();
    let cells = cells();
    for (notebook, cell) in named(&page) {
        assert!(cells.get(notebook).is_some_and(|cells| cells.contains(cell)), "there is no cell {notebook}#{cell}");
    }
    let rows: Vec<Vec<&str>> = page
        .lines()
        .filter(|line| line.starts_with("| ") && !line.starts_with("| slide"))
        .map(|line| line.trim_matches('|').split(" | ").map(str::trim).collect())
        .collect();
    assert_eq!(rows.len(), SLIDES);
    for (number, row) in (1..).zip(&rows) {
        let [place, title, course] = row[..] else { panic!("a row of three: {row:?}") };
        assert_eq!(place, number.to_string());
        assert!(!title.is_empty());
        let is_somewhere = !named(course).is_empty() || course.starts_with("workshop: ");
        assert!(is_somewhere || course.starts_with("none: "), "slide {number}, {title}: {course}");
    }
}
