//! A page of pictures that can be touched, for the tests in a browser.
//!
//! ```sh
//! cargo run --package calculus --example touch -- FOLDER   # writes FOLDER/touch.html
//! ```

use std::fmt::Write;
use std::path::PathBuf;
use std::{env, fs, io};

use calculus::prelude::*;
use calculus::show::Rich;

fn main() -> io::Result<()> {
    let folder = PathBuf::from(env::args().nth(1).unwrap_or_else(|| ".".into()));
    fs::create_dir_all(&folder)?;
    let mut page = String::from("<!doctype html><meta charset=\"utf-8\"><title>Pictures that can be touched</title>\n");
    // The script comes last: pictures that are there before it must answer too.
    let given = touch();
    for (name, picture) in pictures() {
        // Writing to a string does not fail.
        let _ = writeln!(page, "<section id=\"{name}\">{}</section>", picture.html().unwrap_or_default());
    }
    page += &given.html().unwrap_or_default();
    fs::write(folder.join("touch.html"), page)
}

fn parabola(x: f64) -> f64 {
    x * x + 2.0 * x + 2.0
}

fn downhill() -> Vec<(f64, f64)> {
    let steps = std::iter::successors(Some(4.0_f64), |x| Some(x - 0.15 * (2.0 * x + 2.0)));
    steps.take(13).map(|x| (x, parabola(x))).collect()
}

fn line_and_cost() -> calculus::plot::Graph {
    let tape = Tape::new();
    let (m, x, b) = (tape.watch_named("m", 0.9), tape.watch_named("x", 7.0), tape.watch_named("b", 0.1));
    let cost = (m * x + b - 1.37).powi(2).named("C");
    tape.graph_of(cost).parameters(["m", "b"]).title("A line, and its cost for one point")
}

fn pictures() -> Vec<(&'static str, Box<dyn Rich>)> {
    let data = clinical_trial();
    vec![
        ("parabola", Box::new(plot(parabola, -10.0..=10.0).title("y = x² + 2x + 2"))),
        ("pole", Box::new(plot(|x| 25.0 / x, -10.0..=10.0))),
        ("hole", Box::new(plot(|x| x.sin() / x, -10.0..=10.0).open_point(0.0, 1.0).title("A hole"))),
        ("steps", Box::new(plot(f64::floor, -3.0..=3.0).named("floor"))),
        ("corner", Box::new(plot(f64::abs, -1.0..=2.0).curve(|x| x / 2.0 - 1.0).named("half"))),
        ("logarithms", Box::new(plot(|x| x.powi(3), 0.01..=100.0).log_x().log_y())),
        ("growth", Box::new(plot(f64::exp, 0.0..=10.0).log_y())),
        (
            "secant",
            Box::new(secant(parabola, 2.0, 5.0).on(plot(parabola, -2.0..=6.0)).title("The secant through P and Q")),
        ),
        ("tangent", Box::new(plot(f64::sin, -3.0..=3.0).tangent(f64::sin, 1.0))),
        ("panels", Box::new(panels([plot(parabola, -2.0..=2.0).title("f"), plot(|x| 2.0 * x + 2.0, -2.0..=2.0)]))),
        (
            "downhill",
            Box::new(plot(parabola, -6.0..=5.0).path(&downhill()).scatter(&downhill()).title("Sliding downhill")),
        ),
        ("surface", Box::new(fit(&data, Line::new(0.9, 0.1), GradientDescent::new(0.01), 1001).surface())),
        ("moving", Box::new(secant_to_tangent(parabola, 2.0, 5.0))),
        ("tape", Box::new(line_and_cost())),
        ("polygons", Box::new(exhaustion_slider([3, 6, 12]))),
        ("closer", Box::new(zoom(parabola, -1.0, [1.0, 0.1, 0.01]))),
        ("data", Box::new(data.plot().title("Clinical trial"))),
    ]
}
