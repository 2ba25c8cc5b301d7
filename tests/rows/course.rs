//! What the notebooks have in common: sliders that calculate, practice, slides, and the parts of the deck that belong to no row.

use crate::common::rows::{AUTODIFF, DERIVATIVES, LIMITS, NETWORK, REGRESSION, Row, read, text};
use serde_json::Value;

const ALL: [&str; 5] = [LIMITS, DERIVATIVES, AUTODIFF, REGRESSION, NETWORK];

fn cells(notebook: &str) -> Vec<Value> {
    read(notebook)["cells"].as_array().unwrap().clone()
}

/// One cell, as a row of its own.
fn cell(notebook: &'static str, id: &str) -> Row {
    let cells: Vec<Value> = cells(notebook).into_iter().filter(|cell| cell["id"] == id).collect();
    assert_eq!(cells.len(), 1, "{notebook} has {id}");
    Row { name: notebook, cells }
}

#[test]
fn a_hand_moves_something_in_every_notebook_and_is_told_what_to_look_for() {
    let mut hands = 0;
    for name in ALL {
        let (cells, before) = (cells(name), hands);
        for (at, cell) in cells.iter().enumerate().filter(|(_, cell)| text(&cell["source"]).contains("interact(")) {
            let lead = &cells[at - 1];
            assert_eq!(lead["cell_type"], "markdown", "{}: a text leads to it", cell["id"]);
            let tells = ["look", "watch", "see", "keep an eye", "What does"];
            let words = text(&lead["source"]);
            assert!(tells.iter().any(|tell| words.to_lowercase().contains(&tell.to_lowercase())), "{words}");
            // What is stored is the first picture, and what it takes to move it.
            let shown = Row { name, cells: vec![cell.clone()] };
            shown.shows(&["calculus-interact", "run this cell in JupyterLab"]);
            hands += 1;
        }
        assert!(hands > before, "{name}");
        Row::of(name, "start").says(&["`interact`", "needs the kernel of this course, running"]);
    }
    assert!(hands >= 10, "{hands}");
}

#[test]
fn practice_goes_on_after_the_exercises() {
    for (name, row, first) in [(LIMITS, "L12", "lim"), (DERIVATIVES, "D13", "d/dx")] {
        let of = |what: &str| cell(name, &format!("{row}-practice{what}"));
        of("").says(&["### More practice", "`seed`"]);
        of("-start").shows(&["p: ", first]);
        of("-check").shows(&["Your turn", "Replace YOUR_ANSWER"]);
        of("-help").shows(&["p.hint(1)"]);
        of("-text").says(&["p.skip()", ".level("]);
    }
}

#[test]
fn what_the_deck_has_beside_its_demos_is_there() {
    cell(LIMITS, "start-agenda").says(&[
        "**Limits**",
        "**Derivatives and differentiation**",
        "**Automatic differentiation**",
    ]);
    cell(LIMITS, "start-subjects").says(&[
        "Intro to Linear Algebra",
        "Linear Algebra II: Matrix Operations",
        "Calculus I: Limits & Derivatives: you are here",
        "Calculus II: Partial Derivatives & Integrals",
        "Probability & Information Theory",
        "Intro to Statistics",
        "Algorithms & Data Structures",
        "Optimization",
    ]);
    cell(LIMITS, "L01-car").shows(&["After 20 s the car has come 233 m", "20.0 m/s"]).has_pictures(1);
    cell(REGRESSION, "end-read-on").says(&["Calculus II", "jonkrohn.com/talks", "micrograd"]);
}

#[test]
fn headings_begin_slides_and_help_is_on_none() {
    for cell in ALL.iter().flat_map(|name| cells(name)) {
        let (slide, source) = (&cell["metadata"]["slideshow"]["slide_type"], text(&cell["source"]));
        let has_tag = |tag: &str| cell["metadata"]["tags"].as_array().unwrap().iter().any(|it| it == tag);
        let id = &cell["id"];
        assert_eq!(source.starts_with("# ") || source.starts_with("## "), slide == "slide", "{id}");
        assert_eq!(has_tag("skip"), slide == "skip", "{id}");
        assert_eq!(has_tag("fragment"), slide == "fragment", "{id}");
        assert!(!source.contains(".hint(0)") || has_tag("skip"), "{id}");
        assert!(cell["cell_type"] == "code" || !slide.is_null(), "{id}: a text begins a slide, above or below");
    }
}

#[test]
fn the_help_below_an_exercise_is_folded() {
    for cell in ALL.iter().flat_map(|name| cells(name)).filter(|cell| text(&cell["source"]).contains(".hint(0)")) {
        let html = text(&cell["outputs"][0]["data"]["text/html"]);
        assert!(html.starts_with("<details><summary>Hints.</summary>"), "{}: {html}", cell["id"]);
    }
}
