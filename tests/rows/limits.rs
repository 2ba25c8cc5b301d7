//! The rows of the chapter on limits.

use crate::common::LibraryNotebook;
use crate::common::rows::{LIMITS, Row, text};

#[test]
fn row_l1_where_this_sits_and_what_calculus_is() {
    Row::of(LIMITS, "L1")
        .shows(&[
            "Linear Algebra",
            "Probability and Statistics",
            "Computer Science",
            "Machine Learning",
            "distance",
            "Acceleration: the slope of speed",
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
