//! The notebooks of the course: run again, each cell twice, and read as they are stored.

mod common;

use common::rows::{AUTODIFF, DERIVATIVES, LIMITS, NETWORK, REGRESSION, read, text};
use common::{LibraryNotebook, Said, calculus, checkout};
use serde_json::{Value, json};

const ALL: [&str; 5] = [LIMITS, DERIVATIVES, AUTODIFF, REGRESSION, NETWORK];

fn runs_and_agrees_with_what_it_has_stored(notebook: &str) {
    Said::by(calculus().arg("run").arg("--check").arg(checkout().join(notebook))).expect(0, &[]);
}

#[test]
fn limits_runs_and_agrees_with_what_it_has_stored() {
    runs_and_agrees_with_what_it_has_stored(LIMITS);
}

#[test]
fn derivatives_runs_and_agrees_with_what_it_has_stored() {
    runs_and_agrees_with_what_it_has_stored(DERIVATIVES);
}

#[test]
fn autodiff_runs_and_agrees_with_what_it_has_stored() {
    runs_and_agrees_with_what_it_has_stored(AUTODIFF);
}

#[test]
fn regression_runs_and_agrees_with_what_it_has_stored() {
    runs_and_agrees_with_what_it_has_stored(REGRESSION);
}

#[test]
fn network_runs_and_agrees_with_what_it_has_stored() {
    runs_and_agrees_with_what_it_has_stored(NETWORK);
}

fn every_cell_run_twice_in_a_row_gives_the_same(notebook: &str) {
    let mut notebook = read(notebook);
    let mut doubled = Vec::new();
    for mut cell in notebook["cells"].as_array().unwrap().clone() {
        if cell["cell_type"] == "code" {
            cell["source"] =
                json!(text(&cell["source"]).replace("../crate", checkout().join("crate").to_str().unwrap()));
            let mut again = cell.clone();
            again["id"] = json!(format!("{}-again", text(&cell["id"])));
            doubled.extend([cell, again]);
        }
    }
    let cells = doubled.len();
    notebook["cells"] = json!(doubled);
    let notebook = LibraryNotebook::with_content(&notebook);
    notebook.run(&["--write"]).expect(0, &[]);

    let cells_now = notebook.read()["cells"].as_array().unwrap().clone();
    assert_eq!(cells_now.len(), cells);
    // What is measured is never the same twice.
    for pair in cells_now.chunks(2).filter(|pair| pair[0]["metadata"]["volatile"] != true) {
        let forms = |cell: &Value| {
            let outputs = cell["outputs"].as_array().unwrap().iter();
            outputs.map(|output| (output["data"].clone(), output["text"].clone())).collect::<Vec<_>>()
        };
        assert_eq!(forms(&pair[0]), forms(&pair[1]), "{}", text(&pair[0]["source"]));
    }
}

#[test]
fn every_cell_of_limits_run_twice_in_a_row_gives_the_same() {
    every_cell_run_twice_in_a_row_gives_the_same(LIMITS);
}

#[test]
fn every_cell_of_derivatives_run_twice_in_a_row_gives_the_same() {
    every_cell_run_twice_in_a_row_gives_the_same(DERIVATIVES);
}

#[test]
fn every_cell_of_autodiff_run_twice_in_a_row_gives_the_same() {
    every_cell_run_twice_in_a_row_gives_the_same(AUTODIFF);
}

#[test]
fn every_cell_of_regression_run_twice_in_a_row_gives_the_same() {
    every_cell_run_twice_in_a_row_gives_the_same(REGRESSION);
}

#[test]
fn every_cell_of_network_run_twice_in_a_row_gives_the_same() {
    every_cell_run_twice_in_a_row_gives_the_same(NETWORK);
}

#[test]
fn the_notebooks_open_in_the_stock_kernel_too() {
    for name in ALL {
        let notebook = read(name);
        assert_eq!(notebook["nbformat"], 4);
        assert_eq!(notebook["nbformat_minor"], 5);
        assert_eq!(notebook["metadata"]["kernelspec"]["name"], "rust");
        let first = notebook["cells"].as_array().unwrap().iter().find(|cell| cell["cell_type"] == "code").unwrap();
        let expected = ":dep calculus = { path = \"../crate\" }\nuse calculus::prelude::*;\ntouch()";
        assert_eq!(text(&first["source"]), expected, "{name}");
    }
}

#[test]
fn no_stored_output_is_a_picture_that_an_untrusted_notebook_hides() {
    for cell in ALL.iter().flat_map(|name| read(name)["cells"].as_array().unwrap().clone()) {
        for output in cell["outputs"].as_array().into_iter().flatten() {
            assert!(output["data"]["image/svg+xml"].is_null());
            let html = text(&output["data"]["text/html"]);
            assert!(!html.contains("<svg"), "{}", cell["id"]);
            // The one script of the pictures stands beside a sentence that needs none.
            assert!(!html.contains("<script") || cell["id"] == "start-load", "{}", cell["id"]);
            assert!(!html.contains("<img") || html.contains("alt=\""), "{}", cell["id"]);
        }
    }
}

#[test]
fn the_rows_of_a_notebook_stand_in_order_and_every_cell_belongs_to_one() {
    for (name, row, last) in
        [(LIMITS, 'L', 12), (DERIVATIVES, 'D', 13), (AUTODIFF, 'A', 10), (REGRESSION, 'R', 10), (NETWORK, 'N', 9)]
    {
        let mut tags: Vec<String> = vec![];
        for cell in read(name)["cells"].as_array().unwrap() {
            let tag = text(&cell["metadata"]["tags"][0]);
            assert!(!tag.is_empty(), "{} has no tag", cell["id"]);
            if tags.last() != Some(&tag) {
                tags.push(tag);
            }
        }
        let expected = std::iter::once("start".to_owned()).chain((1..=last).map(|n| format!("{row}{n}")));
        assert_eq!(tags, expected.collect::<Vec<_>>(), "{name}");
    }
}
