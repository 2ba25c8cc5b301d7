//! `calculus run` on files that are no notebooks, or not for us.

mod common;

use common::{Notebook, Said, calculus, notebook_of};
use serde_json::json;

#[test]
fn a_file_that_is_not_there() {
    Said::by(calculus().args(["run", "no-such.ipynb"])).expect(2, &["no-such.ipynb", "no such file", "Check the name"]);
}

#[test]
fn a_folder_instead_of_a_file() {
    let folder = tempfile::tempdir().unwrap();
    Said::by(calculus().arg("run").arg(folder.path())).expect(2, &["could not be read"]);
}

#[test]
fn not_json() {
    Notebook::with_content("{\"cells\": [").run(&[]).expect(2, &["probe.ipynb", "not JSON", "line 1", "damaged"]);
}

#[test]
fn json_that_is_no_notebook() {
    Notebook::with_content("[1, 2, 3]").run(&[]).expect(2, &["no notebook", "nbformat"]);
    Notebook::with_content("{\"nbformat\": 4}").run(&[]).expect(2, &["no notebook", "cells"]);
    Notebook::with_content("{\"nbformat\": 4, \"cells\": [3]}")
        .run(&[])
        .expect(2, &["no notebook", "one of its cells"]);
}

#[test]
fn an_older_format() {
    let old = json!({"nbformat": 3, "nbformat_minor": 0, "worksheets": [], "metadata": {}});
    Notebook::with_content(&old.to_string()).run(&[]).expect(2, &["nbformat 3", "JupyterLab"]);
}

#[test]
fn a_notebook_for_another_kernel() {
    let mut other = notebook_of(&["print(1)"]);
    other["metadata"]["kernelspec"] = json!({"name": "python3", "language": "python"});
    Notebook::with_content(&other.to_string()).run(&[]).expect(2, &["python3", "Choose the kernel Rust"]);
    other["metadata"] = json!({});
    Notebook::with_content(&other.to_string()).run(&[]).expect(2, &["names no kernel", "choose the kernel Rust"]);
}

#[test]
fn the_others_are_run_all_the_same_and_the_worst_decides() {
    let good = Notebook::of(&["1 + 1;"]);
    let said = Said::by(calculus().args(["run", "no-such.ipynb"]).arg(&good.path));
    said.expect(2, &["no-such.ipynb", "probe.ipynb   1/1 ok"]);
}

#[test]
fn arguments_that_make_no_sense() {
    let notebook = Notebook::of(&[]);
    notebook.run(&["--timeout", "0"]).expect(2, &["number of seconds above 0"]);
    notebook.run(&["--timeout", "soon"]).expect(2, &["number of seconds above 0"]);
    notebook.run(&["--check", "--write"]).expect(2, &["cannot be used with"]);
    Said::by(calculus().arg("dance")).expect(2, &["dance"]);
}

#[test]
fn no_cells_at_all_is_fine() {
    Notebook::of(&[]).run(&["--check"]).expect(0, &[]);
}
