//! The rows of the bonus chapter on a network, which is not in the slides: the four steps again, by our tape and by dfdx.

use crate::common::LibraryNotebook;
use crate::common::rows::{NETWORK, Row, text};

/// The numbers in the lines that a cell prints, two in each.
fn pairs(row: &Row, id: &str) -> Vec<[f64; 2]> {
    let cells = row.cells.iter().filter(|cell| cell["id"] == id).cloned().collect();
    let printed = Row { name: row.name, cells }.printed();
    let numbers: Vec<f64> = printed.split_whitespace().map(|number| number.parse().unwrap()).collect();
    numbers.chunks_exact(2).map(|pair| [pair[0], pair[1]]).collect()
}

/// What one cell shows.
fn shown(row: &Row, id: &str) -> String {
    let cells = row.cells.iter().filter(|cell| cell["id"] == id).cloned().collect();
    Row { name: row.name, cells }.shown()
}

#[test]
fn it_says_that_it_is_a_bonus() {
    Row::of(NETWORK, "start").says(&["A bonus: this notebook is not in the slides"]);
}

#[test]
fn row_n1_data_that_no_line_fits() {
    Row::of(NETWORK, "N1").shows(&["A Noisy Wave", "30 blue data points", "y = 0.59"]).has_pictures(2);
}

#[test]
fn row_n2_a_neuron_and_a_network() {
    let row = Row::of(NETWORK, "N2");
    row.shows(&["“tanh x”", "“its slope”", "“w = 6, c = −3, v = 1”", "“network of 4 neurons”"])
        .says(&[r"1 - \tanh^2 z", "hidden layer", "weight"])
        .has_pictures(3);
}

#[test]
fn rows_n3_to_n6_the_four_steps_with_the_tape() {
    Row::of(NETWORK, "N3").says(&["## Step 1: the forward pass"]);
    Row::of(NETWORK, "N4").says(&["## Step 2: the cost"]).shows(&["text/plain: 1.69"]);
    let gradient = Row::of(NETWORK, "N5");
    gradient.says(&["## Step 3: the gradient", r"v \cdot (1 - h^2) \cdot x", "backpropagation"]);
    assert_eq!(shown(&gradient, "N05-ask").matches(", ").count(), 12, "a part for each of thirteen parameters");
    let both = shown(&gradient, "N05-compare");
    let both: Vec<f64> = both
        .trim_start_matches("text/plain: [")
        .trim_end_matches("]\n")
        .split(", ")
        .map(|n| n.parse().unwrap())
        .collect();
    assert!((both[0] - both[1]).abs() < 1e-14 && both[0] != 0.0, "{both:?}");
    Row::of(NETWORK, "N6").says(&["## Step 4: down the slope"]).shows(&["text/plain: 1.06"]);
}

#[test]
fn row_n7_five_thousand_epochs_and_a_curve_that_settles() {
    Row::of(NETWORK, "N7")
        .shows(&["After 5000 epochs the cost has gone from 1.7 to 0.0085"])
        .shows(&[
            "A moving picture. It begins so: Epoch 0: cost 1.7",
            "It ends so: Epoch 5000: cost 0.0085",
            "%3Canimate",
        ])
        .shows(&["“neuron 1”", "“neuron 4”"])
        .has_pictures(4);
}

#[test]
fn row_n8_the_same_numbers_by_dfdx() {
    let row = Row::of(NETWORK, "N8");
    row.says(&["dfdx", "matrix"]).shows(&["tensor(1.69"]).prints(&["epoch 0: cost 1.69", "epoch 900: cost"]);
    // To f32: a part of the gradient, and each parameter after a thousand epochs.
    for (cell, within) in [("N08-gradient", 2e-6), ("N08-loop-same", 2e-5)] {
        let pairs = pairs(&row, cell);
        assert_eq!(pairs.len(), 13, "{cell}");
        for [one, other] in pairs {
            assert!((one - other).abs() <= within * other.abs().max(1.0), "{cell}: {one} and {other}");
        }
    }
}

#[test]
fn row_n9_exercises() {
    let row = Row::of(NETWORK, "N9");
    let sources: String = row.cells.iter().map(|cell| text(&cell["source"]) + "\n").collect();
    for cell in
        ["NETWORK_1.check(YOUR_ANSWER)", "NETWORK_1.hint(0)", "NETWORK_2.check(YOUR_ANSWER)", "NETWORK_2.hint(0)"]
    {
        assert!(sources.contains(cell), "{cell}");
    }
    row.shows(&["Replace YOUR_ANSWER", "Your turn"]).shows(&["After 10000 epochs", "to 0.064"]);
}

#[test]
fn the_exercises_on_the_network_answer_back_in_a_notebook() {
    let notebook = LibraryNotebook::of(&[
        "fn cost(n: usize) -> f64 {\n\
             learn(&noisy_wave(), &Network::random(n, 7), GradientDescent::new(0.1), 10_000).cost()\n\
         }\n\
         format!(\"{:.3} {:.4}\", cost(1), cost(2))",
        "NETWORK_1.check(6)",
        "NETWORK_2.check(2)",
        "NETWORK_1.check(3)",
        "NETWORK_2.check(4)",
        "NETWORK_2.solution()",
    ]);
    notebook.run(&["--write"]).expect(0, &[]);
    let cells = notebook.read()["cells"].as_array().unwrap().clone();
    let shown: Vec<String> = cells[1..].iter().map(|cell| text(&cell["outputs"][0]["data"]["text/plain"])).collect();
    // What the solution says.
    assert_eq!(shown[0], "\"0.064 0.0198\"");
    for right in &shown[1..3] {
        assert!(right.contains("Right"), "{right}");
    }
    assert!(shown[3].contains("the inner function is missing"), "{}", shown[3]);
    assert!(shown[4].contains("fewer will do"), "{}", shown[4]);
    assert!(text(&cells[6]["outputs"][0]["data"]["text/latex"]).contains("0.0198"));
}
