//! The notebooks: run again and compared with what they have stored, row by row of the course.

mod common;

use common::{LibraryNotebook, Said, calculus, checkout};
use serde_json::{Value, json};
use std::fs;

const LIMITS: &str = "notebooks/01-limits.ipynb";
const DERIVATIVES: &str = "notebooks/02-derivatives.ipynb";
const REGRESSION: &str = "notebooks/04-regression.ipynb";
const ALL: [&str; 3] = [LIMITS, DERIVATIVES, REGRESSION];

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

    fn outputs(&self) -> impl Iterator<Item = Value> {
        self.cells.iter().flat_map(|cell| cell["outputs"].as_array().cloned().unwrap_or_default())
    }

    /// What was printed while the cells of the row ran.
    fn printed(&self) -> String {
        self.outputs().map(|output| text(&output["text"])).collect()
    }

    /// Every form of every output of the row, as one text.
    fn shown(&self) -> String {
        self.outputs()
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
    fn prints(&self, words: &[&str]) -> &Row {
        let printed = self.printed();
        for words in words {
            assert!(printed.contains(words), "{} does not print {words:?}:\n{printed}", self.name);
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
fn regression_runs_and_agrees_with_what_it_has_stored() {
    runs_and_agrees_with_what_it_has_stored(REGRESSION);
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
fn every_cell_of_regression_run_twice_in_a_row_gives_the_same() {
    every_cell_run_twice_in_a_row_gives_the_same(REGRESSION);
}

#[test]
fn the_notebooks_open_in_the_stock_kernel_too() {
    for name in ALL {
        let notebook = read(name);
        assert_eq!(notebook["nbformat"], 4);
        assert_eq!(notebook["nbformat_minor"], 5);
        assert_eq!(notebook["metadata"]["kernelspec"]["name"], "rust");
        let first = notebook["cells"].as_array().unwrap().iter().find(|cell| cell["cell_type"] == "code").unwrap();
        let expected = ":dep calculus = { path = \"../crate\" }\nuse calculus::prelude::*;";
        assert_eq!(text(&first["source"]), expected, "{name}");
    }
}

#[test]
fn no_stored_output_is_a_picture_that_an_untrusted_notebook_hides() {
    for cell in ALL.iter().flat_map(|name| read(name)["cells"].as_array().unwrap().clone()) {
        for output in cell["outputs"].as_array().into_iter().flatten() {
            assert!(output["data"]["image/svg+xml"].is_null());
            let html = text(&output["data"]["text/html"]);
            assert!(!html.contains("<svg") && !html.contains("<script"), "{}", cell["id"]);
            assert!(!html.contains("<img") || html.contains("alt=\""), "{}", cell["id"]);
        }
    }
}

#[test]
fn the_rows_of_a_notebook_stand_in_order_and_every_cell_belongs_to_one() {
    for (name, row, last) in [(LIMITS, 'L', 12), (DERIVATIVES, 'D', 13), (REGRESSION, 'R', 10)] {
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
fn row_d1_the_delta_method() {
    Row::of(DERIVATIVES, "D1")
        .shows(&["[10.0, 37.0]", "9.0", "-8.0", "“P” at (2, 10)", "“Q” at (5, 37)"])
        .has_pictures(1);
}

#[test]
fn row_d2_closer() {
    Row::of(DERIVATIVES, "D2")
        .shows(&["10.61", "6.099999999999989", "6.099999999999994", "−2.199999999999978", "“Q” at (2.1, 10.61)"])
        .says(&["binary fractions"])
        .has_pictures(1);
}

#[test]
fn row_d3_as_close_as_a_millionth() {
    Row::of(DERIVATIVES, "D3").shows(&["2.000001", "10.000006000001001", "6.000001000088901"]).says(&["tangent"]);
}

#[test]
fn row_d4_the_slope_somewhere_else() {
    Row::of(DERIVATIVES, "D4")
        .shows(&["1.0000889005535828", "“P” at (−1, 1)", "Replace YOUR_ANSWER"])
        .says(&[r"f(x + \Delta x)", r"\Delta x \to 0"])
        .has_pictures(1);
}

#[test]
fn row_d5_the_definition() {
    Row::of(DERIVATIVES, "D5").says(&[
        r"\tag{1}",
        r"\tag{2}",
        r"\tag{3}",
        r"\frac{dy}{dx} = \lim_{\Delta x \to 0} \frac{f(x + \Delta x) - f(x)}{\Delta x}",
    ]);
}

#[test]
fn row_d6_the_definition_at_work() {
    Row::of(DERIVATIVES, "D6")
        .shows(&["7.0", "6.099999999999994", "6.009999999999849", "6.000001000927568", "dy/dx at x = 2 ≈ 6"])
        .shows(&["1.0", "0.1", "0.01", "1.000088900582341e", "dy/dx at x = −1 ≈ 0", "A moving picture"])
        .has_pictures(1);
}

#[test]
fn row_d7_truncation_against_rounding() {
    Row::of(DERIVATIVES, "D7")
        .shows(&["forward difference", "central difference", "in powers of ten", "best Δx: 10⁻⁸", "best Δx: 10⁻⁵"])
        .says(&[r"\sqrt{\varepsilon}", r"\sqrt[3]{\varepsilon}", "parabola"])
        .has_pictures(1);
}

#[test]
fn row_d8_notations() {
    let notations = ["Leibniz", "Lagrange", "Newton", "Euler"];
    let first = [r"\dfrac{dy}{dx}", "f'(x)", r"\dot{y}", "D_x f"];
    let second = [r"\dfrac{d^2y}{dx^2}", "f''(x)", r"\ddot{y}", "D_x^2 f"];
    Row::of(DERIVATIVES, "D8").says(&notations).says(&first).says(&second);
}

#[test]
fn row_d9_the_rules() {
    let row = Row::of(DERIVATIVES, "D9");
    row.says(&[
        r"\frac{d}{dx}\, c = 0",
        r"n\,x^{n-1}",
        r"c\,\frac{dy}{dx}",
        r"\frac{dy}{dx} + \frac{dw}{dx}",
        r"w\,\frac{dz}{dx} + z\,\frac{dw}{dx}",
        r"{z^2}",
        r"\frac{dy}{du}\,\frac{du}{dx}",
        r"n\,u^{n-1}\,\frac{du}{dx}",
    ]);
    row.says(&["multiply out", "radient descent", "ackpropagation", "8x^3"]);
    row.shows(&[
        "constant rule",
        "power rule",
        "constant multiple rule",
        "sum rule",
        "product rule",
        "quotient rule",
        "chain rule",
        "power rule on a function chain",
        "8x^3",
    ]);
    row.has_pictures(4);
}

#[test]
fn every_derivation_is_stored_as_a_formula() {
    let notebook = read(DERIVATIVES);
    let is_derivation = |cell: &&Value| text(&cell["source"]).starts_with("differentiate(");
    let derivations: Vec<&Value> = notebook["cells"].as_array().unwrap().iter().filter(is_derivation).collect();
    assert!(derivations.len() >= 15, "{} derivations", derivations.len());
    for cell in derivations {
        assert!(text(&cell["outputs"][0]["data"]["text/latex"]).contains(r"\begin{aligned}"), "{}", cell["id"]);
    }
}

/// The questions of some exercises, and that nobody has answered them yet.
fn asks_and_invites(row: &Row, exercises: std::ops::RangeInclusive<u32>) {
    let sources: String = row.cells.iter().map(|cell| text(&cell["source"]) + "\n").collect();
    for n in exercises {
        assert!(sources.contains(&format!("DERIVATIVE_{n}.check(YOUR_ANSWER)")), "exercise {n}");
        assert!(sources.contains(&format!("DERIVATIVE_{n}.hint(0)")), "exercise {n}");
    }
    row.shows(&["Replace YOUR_ANSWER"]);
}

#[test]
fn row_d10_exercises_on_polynomials() {
    let row = Row::of(DERIVATIVES, "D10");
    asks_and_invites(&row, 1..=5);
    row.says(&["-5x^3", "2x^2 + 2x + 2", "10x^5 - 6x^3 - x - 1", "x = 2", "x = -1"]);
}

#[test]
fn row_d11_two_chains_worked_out() {
    Row::of(DERIVATIVES, "D11").shows(&["16x^3 + 64x", "15(5x + 25)^2", "chain rule"]).has_pictures(1);
}

#[test]
fn row_d12_exercises_on_products_quotients_and_chains() {
    let row = Row::of(DERIVATIVES, "D12");
    asks_and_invites(&row, 6..=10);
    row.says(&[
        "(2x^2 + 6x)(2x^3 + 5x^2)",
        r"\frac{6x^2}{2 - x}",
        "(3x + 1)^2",
        "(x^2 + 5x)^6",
        r"\frac{1}{(x^4 + 1)^5 + 7}",
    ]);
}

#[test]
fn row_d13_the_power_rule_on_a_function_chain() {
    let row = Row::of(DERIVATIVES, "D13");
    asks_and_invites(&row, 11..=12);
    row.says(&["fewer steps"]).shows(&["power rule on a function chain", "6(x^2 + 5x)^5"]);
}

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
        .shows(&["“the steps” of 32 points from (0.9, 0.1) to (−0.468126, 1.7543)", "A moving picture"])
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

#[test]
fn the_exercises_on_derivatives_answer_back_in_a_notebook() {
    let notebook = LibraryNotebook::of(&[
        "DERIVATIVE_1.check(\"-15x^2\")",
        "DERIVATIVE_2.check(\"(x + 0.5)*4\")",
        "DERIVATIVE_3.check(\"50x^4 - 18x^2 - 1\")",
        "DERIVATIVE_4.check(6)",
        "DERIVATIVE_5.check(0)",
        "DERIVATIVE_6.check(\"20x^4 + 88x^3 + 90x^2\")",
        "DERIVATIVE_7.check(\"(24x - 6x^2)/(2 - x)^2\")",
        "DERIVATIVE_8.check(formula(|x| 18.0 * x + 6.0))",
        "DERIVATIVE_9.check(\"6(x^2 + 5x)^5 (2x + 5)\")",
        "DERIVATIVE_10.check(\"-((x^4 + 1)^5 + 7)^(-2) * 5(x^4 + 1)^4 * 4x^3\")",
        "DERIVATIVE_9.check(\"6(x^2 + 5x)^5\")",
        "DERIVATIVE_2.check(\"4x + \")",
        "DERIVATIVE_7.hint(1)",
        "DERIVATIVE_9.solution()",
    ]);
    notebook.run(&["--write"]).expect(0, &[]);
    let cells = notebook.read()["cells"].as_array().unwrap().clone();
    let shown: Vec<String> = cells[1..].iter().map(|cell| text(&cell["outputs"][0]["data"]["text/plain"])).collect();
    for right in &shown[..10] {
        assert!(right.contains("Right"), "{right}");
    }
    assert!(shown[10].contains("inner derivative"), "{}", shown[10]);
    assert!(shown[11].contains("Not understood"), "{}", shown[11]);
    assert!(shown[12].contains("Hint"), "{}", shown[12]);
    assert!(text(&cells[14]["outputs"][0]["data"]["text/latex"]).contains("\\frac{du}{dx}"));
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
