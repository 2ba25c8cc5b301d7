//! The notebooks: run again and compared with what they have stored, row by row of the course.

mod common;

use common::{LibraryNotebook, Said, calculus, checkout};
use serde_json::{Value, json};
use std::fs;

const LIMITS: &str = "notebooks/01-limits.ipynb";

fn read(notebook: &str) -> Value {
    serde_json::from_slice(&fs::read(checkout().join(notebook)).unwrap()).unwrap()
}

/// A text that is stored as one string or as lines.
fn text(value: &Value) -> String {
    match value {
        Value::Array(lines) => lines.iter().filter_map(Value::as_str).collect(),
        value => value.as_str().unwrap_or_default().to_owned(),
    }
}

/// The cells of one row of the course, by its tag.
struct Row {
    name: &'static str,
    cells: Vec<Value>,
}

impl Row {
    fn of(notebook: &str, name: &'static str) -> Row {
        let cells = read(notebook)["cells"].as_array().unwrap().clone();
        let has_tag =
            |cell: &Value| cell["metadata"]["tags"].as_array().is_some_and(|tags| tags.contains(&json!(name)));
        let cells: Vec<Value> = cells.into_iter().filter(has_tag).collect();
        assert!(!cells.is_empty(), "no cell has the tag {name}");
        Row { name, cells }
    }

    fn prose(&self) -> String {
        let texts = self.cells.iter().filter(|cell| cell["cell_type"] == "markdown");
        texts.map(|cell| text(&cell["source"]) + "\n").collect()
    }

    /// Every form of every output of the row, as one text.
    fn shown(&self) -> String {
        let outputs = self.cells.iter().flat_map(|cell| cell["outputs"].as_array().cloned().unwrap_or_default());
        outputs
            .flat_map(|output| output["data"].as_object().cloned().unwrap_or_default())
            .map(|(mime, content)| format!("{mime}: {}\n", text(&content)))
            .collect()
    }

    fn pictures(&self) -> usize {
        self.shown().matches("<img").count()
    }

    #[track_caller]
    fn shows(&self, words: &[&str]) -> &Row {
        let shown = self.shown();
        for words in words {
            assert!(shown.contains(words), "{} does not show {words:?}:\n{shown}", self.name);
        }
        self
    }

    #[track_caller]
    fn says(&self, words: &[&str]) -> &Row {
        let prose = self.prose();
        for words in words {
            assert!(prose.contains(words), "{} does not say {words:?}:\n{prose}", self.name);
        }
        self
    }

    #[track_caller]
    fn has_pictures(&self, count: usize) -> &Row {
        assert!(self.pictures() >= count, "{} has {} pictures, not {count}", self.name, self.pictures());
        self
    }
}

#[test]
fn limits_runs_and_agrees_with_what_it_has_stored() {
    Said::by(calculus().arg("run").arg("--check").arg(checkout().join(LIMITS))).expect(0, &[]);
}

#[test]
fn every_cell_of_limits_run_twice_in_a_row_gives_the_same() {
    let mut notebook = read(LIMITS);
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
    for pair in cells_now.chunks(2) {
        let forms = |cell: &Value| {
            let outputs = cell["outputs"].as_array().unwrap().iter();
            outputs.map(|output| (output["data"].clone(), output["text"].clone())).collect::<Vec<_>>()
        };
        assert_eq!(forms(&pair[0]), forms(&pair[1]), "{}", text(&pair[0]["source"]));
    }
}

#[test]
fn limits_opens_in_the_stock_kernel_too() {
    let notebook = read(LIMITS);
    assert_eq!(notebook["nbformat"], 4);
    assert_eq!(notebook["nbformat_minor"], 5);
    assert_eq!(notebook["metadata"]["kernelspec"]["name"], "rust");
    let first = notebook["cells"].as_array().unwrap().iter().find(|cell| cell["cell_type"] == "code").unwrap();
    assert_eq!(text(&first["source"]), ":dep calculus = { path = \"../crate\" }\nuse calculus::prelude::*;");
}

#[test]
fn no_stored_output_is_a_picture_that_an_untrusted_notebook_hides() {
    for cell in read(LIMITS)["cells"].as_array().unwrap() {
        for output in cell["outputs"].as_array().into_iter().flatten() {
            assert!(output["data"]["image/svg+xml"].is_null());
            let html = text(&output["data"]["text/html"]);
            assert!(!html.contains("<svg") && !html.contains("<script"), "{}", cell["id"]);
            assert!(!html.contains("<img") || html.contains("alt=\""), "{}", cell["id"]);
        }
    }
}

#[test]
fn row_l1_where_this_sits_and_what_calculus_is() {
    Row::of(LIMITS, "L1")
        .shows(&[
            "Linear Algebra",
            "Probability and Statistics",
            "Computer Science",
            "Machine Learning",
            "distance",
            "acceleration",
        ])
        .says(&["linear algebra", "Calculus II", "ptimization", "ifferential", "ntegral"])
        .has_pictures(3);
}

#[test]
fn row_l2_history() {
    Row::of(LIMITS, "L2")
        .shows(&[
            "1800 BCE",
            "400 BCE",
            "250 BCE",
            "250 CE",
            "al-Haytham",
            "14th",
            "17th",
            "Egypt",
            "Eudoxus",
            "Archimedes",
            "Liu Hui",
        ])
        .says(&["Leibniz", "Newton", "infinitesimal", "notation", "gravity", "product", "chain"])
        .has_pictures(1);
}

#[test]
fn row_l3_exhaustion() {
    let row = Row::of(LIMITS, "L3");
    row.shows(&["3.1393502", "3.1427146", "½gw + ½hw + ½gw"]).has_pictures(4);
    let table = row.shown();
    for n in ["6", "12", "24", "48", "96"] {
        assert!(table.contains(&format!(">{n}<")), "no row for n = {n}");
    }
    row.says(&["1/n^2"]);
}

#[test]
fn row_l4_zooming_in() {
    let row = Row::of(LIMITS, "L4");
    row.has_pictures(5);
    // The full view, and what stands at the ends of the four windows.
    row.shows(&[
        "x from −10 to 10",
        "x from −2 to 0",
        "x from −1.5 to −0.5",
        "x from −1.1 to −0.9",
        "x from −1.01 to −0.99",
    ]);
}

#[test]
fn row_l5_where_it_is_used() {
    Row::of(LIMITS, "L5")
        .shows(&["1.00", "0.80"])
        .says(&["radient", "xpectation", "ROC", "strength", "cost"])
        .has_pictures(3);
}

#[test]
fn row_l6_a_continuous_function() {
    Row::of(LIMITS, "L6").shows(&["37", "guide"]).has_pictures(1);
}

#[test]
fn row_l7_a_hole() {
    Row::of(LIMITS, "L7")
        .shows(&["3.0", "1.9", "1.9989999999999712", "2.1", "2.0009999999999177", "NaN", "pen"])
        .says(&["0/0", "NaN"])
        .has_pictures(1);
}

#[test]
fn row_l8_by_algebra() {
    Row::of(LIMITS, "L8").shows(&["text/latex", "\\begin{aligned}", "\\lim", "(x - 1)(x + 1)", "cancels", "1 + 1"]);
}

#[test]
fn row_l9_a_limit_that_algebra_does_not_give() {
    Row::of(LIMITS, "L9").shows(&["0.9983341664682815", "0.9999998333333416", "NaN"]).says(&["0/0"]).has_pictures(1);
}

#[test]
fn row_l10_at_infinity() {
    Row::of(LIMITS, "L10").shows(&["0.025", "2.5e-5", "MISTAKE"]).has_pictures(2);
}

#[test]
fn row_l11_from_one_side() {
    Row::of(LIMITS, "L11").shows(&["+∞", "−∞", "the two-sided limit does not exist"]);
}

#[test]
fn row_l12_exercises() {
    let row = Row::of(LIMITS, "L12");
    let sources: String = row.cells.iter().map(|cell| text(&cell["source"]) + "\n").collect();
    for n in 1..=5 {
        assert!(sources.contains(&format!("LIMIT_{n}.check(YOUR_ANSWER)")), "exercise {n}");
    }
    row.says(&[
        "computer algebra",
        r"\frac{x^2 - 1}{x - 1}",
        r"\frac{x^2 - 25}{x + 5}",
        r"\frac{x^2 - 2x - 8}{x - 4}",
        r"\frac{25}{x}",
    ]);
    row.shows(&["Replace YOUR_ANSWER"]);
}

#[test]
fn the_exercises_answer_back_in_a_notebook() {
    let notebook = LibraryNotebook::of(&[
        "LIMIT_1.check(1)",
        "LIMIT_2.check(-10.0)",
        "LIMIT_3.check(6)",
        "LIMIT_4.check(\"0\")",
        "LIMIT_5.check(DOES_NOT_EXIST)",
        "LIMIT_5.check(sides(-INFINITY, INFINITY))",
        "LIMIT_2.check(10)",
        "LIMIT_5.check(\"banana\")",
        "LIMIT_3.hint(1)",
        "LIMIT_3.solution()",
    ]);
    notebook.run(&["--write"]).expect(0, &[]);
    let cells = notebook.read()["cells"].as_array().unwrap().clone();
    let shown: Vec<String> = cells[1..].iter().map(|cell| text(&cell["outputs"][0]["data"]["text/plain"])).collect();
    for right in &shown[..6] {
        assert!(right.contains("Right"), "{right}");
    }
    for wrong in &shown[6..8] {
        assert!(!wrong.contains("Right"), "{wrong}");
    }
    assert!(shown[8].contains("Hint"), "{}", shown[8]);
    assert!(text(&cells[10]["outputs"][0]["data"]["text/latex"]).contains("\\lim"));
}
