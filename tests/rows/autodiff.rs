//! The rows of the chapter on automatic differentiation.

use crate::common::LibraryNotebook;
use crate::common::rows::{AUTODIFF, Row, text};

#[test]
fn row_a1_three_ways_to_differentiate_by_machine() {
    Row::of(AUTODIFF, "A1")
        .says(&[
            "autodiff",
            "autograd",
            "algorithmic",
            "computational",
            "reverse-mode",
            "grow",
            "innermost",
            "outermost",
        ])
        .says(&["small multiple", r"e^{\sin x} \cdot x^2"])
        .shows(&["numerical", "symbolic", "automatic", "5.89293441692", "df/dx at x = 1"])
        .shows(&["in powers of ten", "of 20 points"])
        .has_pictures(1);
}

#[test]
fn row_a2_forward_mode() {
    Row::of(AUTODIFF, "A2").says(&["dual number", r"\varepsilon^2 = 0"]).shows(&["25.0 with slope 10.0", "10.0"]);
}

#[test]
fn row_a3_reverse_mode() {
    Row::of(AUTODIFF, "A3")
        .shows(&["10.0", "<table", "x · x", "by x: 5, by x: 5", "∂y/∂x = 10"])
        .says(&["tape", "backwards"])
        .has_pictures(1);
}

/// That each of these stands at the beginning of a cell of its own, in this order.
#[track_caller]
fn one_step_a_cell(row: &Row, steps: &[&str]) {
    let code: Vec<String> =
        row.cells.iter().filter(|cell| cell["cell_type"] == "code").map(|cell| text(&cell["source"])).collect();
    let places: Vec<Option<usize>> =
        steps.iter().map(|step| code.iter().position(|source| source.contains(step))).collect();
    assert!(places.iter().all(Option::is_some), "{places:?} of {steps:?}");
    assert!(places.windows(2).all(|pair| pair[0] < pair[1]), "{places:?} of {steps:?}");
}

#[test]
fn row_a4_the_pytorch_demo_one_step_a_cell() {
    let row = Row::of(AUTODIFF, "A4");
    one_step_a_cell(&row, &["tensor(5.0)", ".trace()", ".square()", ".backward()", ".get(&x)"]);
    row.shows(&["tensor(25.0", "tensor(10.0)"]).says(&["PyTorch", "dfdx"]);
}

#[test]
fn row_a5_the_gradient_tape_one_step_a_cell() {
    let row = Row::of(AUTODIFF, "A5");
    one_step_a_cell(&row, &["tape.watch(5.0)", "x.powi(2)", "tape.gradient(y, x)"]);
    row.shows(&["25.0", "10.0"]).says(&["GradientTape", "TensorFlow", "memory", "tape.reset()", "drop(tape)"]);
}

#[test]
fn row_a6_one_function_four_readings() {
    let row = Row::of(AUTODIFF, "A6");
    let sources: String = row.cells.iter().map(|cell| text(&cell["source"]) + "\n").collect();
    assert_eq!(sources.matches("fn f<N: Number>").count(), 1, "one definition");
    row.shows(&[
        "<td style=\"text-align:left\">10<",
        "10 with slope 6",
        "10 with gradient 6",
        "x^2 + 2x + 2",
        "2x + 2",
    ]);
}

#[test]
fn row_a7_many_inputs_and_higher_orders() {
    let row = Row::of(AUTODIFF, "A7");
    row.shows(&[
        "“numerical” of 9 points from (2,",
        "“forward mode” of 9 points",
        "“reverse mode” of 9 points",
        ">1000<",
    ])
    .shows(&["-0.8414709848078965", "-0.5403023058681398", "802.0", "[[3.0, 2.0], [1.0, 1.0]]"])
    .says(&["Rosenbrock", "rise with the number of inputs", "stays level", "Jacobian", "Hessian"])
    .has_pictures(1);
    let measured = row.cells.iter().find(|cell| text(&cell["source"]).contains("gradient_cost")).unwrap();
    assert_eq!(measured["metadata"]["volatile"], true);
}

#[test]
fn the_stored_measurement_of_row_a7_shows_what_the_text_says() {
    let shown = Row::of(AUTODIFF, "A7").shown();
    let ends = |way: &str| {
        let words = shown.split_once(&format!("“{way}” of 9 points from (2, ")).map(|(_, rest)| rest).unwrap();
        let (first, rest) = words.split_once(") to (1000, ").unwrap();
        (first.parse::<f64>().unwrap(), rest.split_once(')').unwrap().0.parse::<f64>().unwrap())
    };
    let ((_, numerical), (_, forward), (few, many)) = (ends("numerical"), ends("forward mode"), ends("reverse mode"));
    assert!(numerical > 500.0 && forward > 300.0, "{numerical}, {forward}");
    assert!(many < 100.0 && many < 2.0 * few, "{few}, {many}");
}

#[test]
fn row_a8_the_chain_rule_as_a_graph() {
    Row::of(AUTODIFF, "A8")
        .shows(&["ŷ = 6.4", "C = 60.3729", "∂C/∂m = 108.78", "∂C/∂b = 15.54", "m, parameter", "x, input", "C, output"])
        .shows(&["A moving picture, step by step", "We begin at the end"])
        .says(&["directed acyclic graph", "g(f(x, m, b)", "why the chain rule is needed", "tensors"])
        .has_pictures(2);
}

#[test]
fn row_a9_the_exercise() {
    let row = Row::of(AUTODIFF, "A9");
    let sources: String = row.cells.iter().map(|cell| text(&cell["source"]) + "\n").collect();
    assert!(sources.contains("AUTODIFF_1.check(YOUR_ANSWER)") && sources.contains("AUTODIFF_1.hint(0)"));
    row.says(&["x^2 + 2x + 2"]).shows(&["Replace YOUR_ANSWER"]);
}

#[test]
fn row_a10_differentiable_programming() {
    let row = Row::of(AUTODIFF, "A10");
    row.shows(&["0.35355339059327373", "0.353553390586", "[1.0, 0.1]"]).has_pictures(1);
    row.says(&["Heron", "branch", "differentiable programming", "uantum", "pennylane.ai", "parameter-shift"]);
    assert_eq!(row.prose().matches("<details>").count(), 5, "each question has its answer folded in");
}

#[test]
fn the_exercise_on_autodiff_answers_back_in_a_notebook() {
    let notebook = LibraryNotebook::of(&["AUTODIFF_1.check(6.0)", "AUTODIFF_1.check(10)", "AUTODIFF_1.solution()"]);
    notebook.run(&["--write"]).expect(0, &[]);
    let cells = notebook.read()["cells"].as_array().unwrap().clone();
    let shown: Vec<String> = cells[1..].iter().map(|cell| text(&cell["outputs"][0]["data"]["text/plain"])).collect();
    assert!(shown[0].contains("Right") && !shown[1].contains("Right"), "{shown:?}");
    assert!(text(&cells[3]["outputs"][0]["data"]["text/latex"]).contains("\\varepsilon"));
}
