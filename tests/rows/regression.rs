//! The rows of the chapter on fitting a line.

use crate::common::LibraryNotebook;
use crate::common::rows::{REGRESSION, Row, text};

#[test]
fn row_r1_the_data_and_a_line_that_does_not_fit() {
    Row::of(REGRESSION, "R1")
        .shows(&["Clinical Trial", "Drug dosage (mL)", "Forgetfulness", "8 blue data points", "y = 0.9x + 0.1"])
        .shows(&["1.86", "-1.37", "y = −0.469286x + 1.76"])
        .says(&["Guess", "Least squares", "pseudoinverse", "piece by piece"])
        .has_pictures(2);
}

#[test]
fn row_r2_the_forward_pass() {
    // By our tape in f64, then by dfdx in f32.
    Row::of(REGRESSION, "R2")
        .shows(&["[0.1, 1.0, 1.9", "2.8", "3.7, 4.6, 5.5, 6.3999999999999995]"])
        .shows(&["tensor([0.1, 1.0, 1.9, 2.7999997, 3.6999998, 4.6, 5.4999995, 6.3999996], traced)"])
        .says(&[r"\hat y = m x + b"]);
}

#[test]
fn row_r3_the_cost() {
    Row::of(REGRESSION, "R3")
        .shows(&["19.675475", "tensor(19.675472, traced)", "squared", "absolute", "Huber", "Cross-entropy"])
        .says(&[r"\frac{1}{n} \sum", "squared error", "absolute error", "Huber", "cross-entropy", r"\dfrac{p - y}"])
        .has_pictures(3);
}

#[test]
fn row_r4_the_gradient() {
    Row::of(REGRESSION, "R4")
        .shows(&["[36.305, 6.265]", "[tensor(36.304996), tensor(6.2649994)]"])
        .says(&[r"\frac{\partial C}{\partial m}", r"\frac{\partial C}{\partial b}"]);
}

#[test]
fn row_r5_one_step_down() {
    Row::of(REGRESSION, "R5")
        .shows(&["[0.53695, 0.03735", "8.57217589", "[tensor(0.53695, traced), tensor(0.0373500"])
        .shows(&["“y = 0.9x + 0.1”", "“y = 0.53695x + 0.03735”"])
        .says(&["learning rate", "optimizer"])
        .has_pictures(1);
}

#[test]
fn row_r6_a_thousand_epochs() {
    let row = Row::of(REGRESSION, "R6");
    for (epoch, cost) in
        [(0, "8.57"), (1, "4.08"), (2, "2.25"), (3, "1.51"), (9, "0.948"), (100, "0.343"), (900, "0.0195")]
    {
        row.prints(&[&format!("epoch {epoch:>4}   cost {cost}")]);
    }
    assert_eq!(row.printed().matches("   cost ").count(), 19, "ten epochs, and nine hundreds");
    row.prints(&["epoch 0: cost 8.572", "epoch 900: cost 0.019"]);
    row.shows(&["[-0.46812584", "1.75429616", "(tensor(-0.4681258", "tensor(1.754296"])
        .shows(&["A moving picture. It begins so: Epoch 0: cost 8.57", "It ends so: Epoch 1000: cost 0.0195"])
        .shows(&["“set to zero each time”", "“added up”", "[tensor(72.60999), tensor(12.53)]"])
        .shows(&["[36.4234", "0.57655", "0.003064"])
        .says(&["set it to zero", "-0.469286", "-0.5x + 2", "More data"])
        .has_pictures(4);
}

#[test]
fn row_r7_the_chain_rule_by_hand() {
    Row::of(REGRESSION, "R7")
        .shows(&["[[36.30500000000001, 6.265], [36.305, 6.265]]", "e-15, 0.0]"])
        .says(&[r"\frac{dC}{de}", r"\frac{2}{n} \sum_{i=1}^{n} (\hat y_i - y_i)\,x_i"]);
}

#[test]
fn row_r8_the_walk_over_the_cost_surface() {
    Row::of(REGRESSION, "R8")
        .shows(&["0.05, 0.1, 0.2, 0.5, 1, 2, 5, 10, 20, 50", "“lowest: C = 0.0195” at (−0.469286, 1.76)"])
        .shows(&["1001 vermillion steps “the steps” from (0.9, 0.1) to (−0.468126, 1.7543)", "A moving picture"])
        .has_pictures(2);
}

#[test]
fn row_r9_exercises() {
    let row = Row::of(REGRESSION, "R9");
    let sources: String = row.cells.iter().map(|cell| text(&cell["source"]) + "\n").collect();
    for cell in ["FIT_1.check(&mine, YOUR_ANSWER)", "FIT_1.hint(0)", "RATE_1.check(YOUR_ANSWER)", "RATE_1.hint(0)"] {
        assert!(sources.contains(cell), "{cell}");
    }
    row.shows(&["Replace YOUR_ANSWER", "Your turn", "None"])
        .says(&["standard errors", "seed", "diverges", "largest rate"])
        .has_pictures(3);
}

#[test]
fn row_r10_a_million_points() {
    let row = Row::of(REGRESSION, "R10");
    row.shows(&[">100<", ">1000<", ">10000<", ">100000<", ">1000000<", "slope", "in powers of ten"]).has_pictures(1);
    for cell in row.cells.iter().filter(|cell| cell["cell_type"] == "code") {
        assert_eq!(cell["metadata"]["volatile"], true, "{}", cell["id"]);
    }
}

#[test]
fn the_exercises_on_fitting_answer_back_in_a_notebook() {
    let notebook = LibraryNotebook::of(&[
        "let mine: Data = simulate(Line::new(3.0, -2.0), 0.5, 100, 7);",
        "let found: History = fit(&mine, Line::new(0.0, 0.0), GradientDescent::new(0.05), 1000);",
        "FIT_1.check(&mine, &found)",
        "RATE_1.check(0.0549)",
        "FIT_1.check(&mine, (-2.0, 3.0))",
        "RATE_1.check(0.06)",
        "RATE_1.hint(1)",
        "RATE_1.solution()",
    ]);
    notebook.run(&["--write"]).expect(0, &[]);
    let cells = notebook.read()["cells"].as_array().unwrap().clone();
    let shown: Vec<String> = cells[3..].iter().map(|cell| text(&cell["outputs"][0]["data"]["text/plain"])).collect();
    for right in &shown[..2] {
        assert!(right.contains("Right"), "{right}");
    }
    assert!(shown[2].contains("changed places"), "{}", shown[2]);
    assert!(shown[3].contains("rises"), "{}", shown[3]);
    assert!(shown[4].contains("Hint"), "{}", shown[4]);
    assert!(text(&cells[8]["outputs"][0]["data"]["text/latex"]).contains(r"\frac{2}{36.4234}"));
}

/// The demo of row A4: a cell for each step, and each cell may be run twice.
#[test]
fn a_tensor_is_differentiated_one_step_a_cell() {
    let steps = [
        "let x: Tensor = tensor(5.0);",
        "let x: Tensor = x.trace();",
        "let y: Tensor = x.square();",
        "let gradients: Gradients = y.backward();",
        "gradients.get(&x)",
    ];
    let twice: Vec<&str> = steps.into_iter().flat_map(|step| [step, step]).collect();
    let notebook = LibraryNotebook::of(&twice);
    notebook.run(&["--write"]).expect(0, &[]);
    let cells = notebook.read()["cells"].as_array().unwrap().clone();
    for cell in &cells[9..] {
        assert_eq!(text(&cell["outputs"][0]["data"]["text/plain"]).trim_end(), "tensor(10.0)");
    }
    assert_eq!(cells.len(), 11);
}
