//! Writes every kind of figure of the course as SVG and as one HTML page, to be looked at:
//! `cargo run -p calculus --example gallery -- folder`.

use std::path::PathBuf;
use std::{env, fs};

use calculus::prelude::*;
use calculus::show::Rich;

fn main() -> std::io::Result<()> {
    let folder = env::args().nth(1).map_or_else(|| env::temp_dir().join("calculus-gallery"), PathBuf::from);
    fs::create_dir_all(&folder)?;
    let mut page = String::from("<!doctype html><meta charset=\"utf-8\"><title>Gallery</title>\n");
    let pictures =
        foundations().into_iter().chain(limits()).chain(slopes()).chain(tapes()).chain(trials()).chain(descents());
    for (name, picture) in pictures {
        let svg = picture.svg();
        fs::write(folder.join(format!("{name}.svg")), &svg)?;
        page += &format!("<h2>{name}</h2>\n{}\n", picture.html().unwrap_or_default());
        println!("{name}, {} bytes: {}\n", svg.len(), picture.describe());
    }
    let sides = slider("n", [6, 12, 24, 48, 96], n_gon);
    page += &format!("<h2>slider</h2>\n{}\n", sides.html().unwrap_or_default());
    fs::write(folder.join("index.html"), page)?;
    println!("written to {}", folder.display());
    Ok(())
}

type Named = (&'static str, Box<dyn Picture>);

fn f(x: f64) -> f64 {
    x * x + 2.0 * x + 2.0
}

fn n_gon(n: usize) -> calculus::plot::Plot {
    figure()
        .equal_axes()
        .window(-1.2..=1.2, -1.2..=1.2)
        .title(format!("{n} sides"))
        .polygon(&regular_polygon_outside(n))
        .role(Role::Third)
        .named("outside")
        .polygon(&regular_polygon_inside(n))
        .named("inside")
        .circle((0.0, 0.0), 1.0)
        .named("circle")
}

/// A descent in Rosenbrock's valley.
fn rosenbrock() -> calculus::plot::Plot {
    let valley = |x: f64, y: f64| (1.0 - x).powi(2) + 100.0 * (y - x * x).powi(2);
    let step = |(x, y): &(f64, f64)| {
        let slope = (-2.0 * (1.0 - x) - 400.0 * x * (y - x * x), 200.0 * (y - x * x));
        Some((x - 0.001 * slope.0, y - 0.001 * slope.1))
    };
    let walk: Vec<(f64, f64)> = std::iter::successors(Some((-1.2, 1.0)), step).take(10_000).collect();
    figure()
        .equal_axes()
        .contours(valley, -1.6..=1.6, -0.6..=1.8, &[0.2, 1.0, 5.0, 25.0, 125.0])
        .steps(&walk)
        .point(1.0, 1.0)
        .label("lowest")
}

/// Rows L1 to L5 of the course.
fn foundations() -> Vec<Named> {
    let speed = |t: f64| 6.0 * t * (10.0 - t) / 10.0;
    let distance = |t: f64| 3.0 * t * t - 0.2 * t * t * t;
    let foundations = ["Linear Algebra", "Calculus", "Probability and Statistics", "Computer Science"];
    let steps: Vec<(f64, f64)> = (0..12).map(|i| 4.0 * 0.7f64.powi(i) - 1.0).map(|x| (x, f(x))).collect();
    let roc = |x: f64| x.powf(0.35);
    let density = |x: f64| (-(x - 2.0) * (x - 2.0) / 2.0).exp() / 2.5066;
    vec![
        (
            "house",
            Box::new(
                house("Specialized ML, such as deep learning", "Machine Learning", foundations).highlight("Calculus"),
            ),
        ),
        (
            "motion",
            Box::new(panels([
                plot(distance, 0.0..=10.0).title("A car's journey").x_name("time (s)").y_name("distance (m)"),
                plot(speed, 0.0..=10.0).x_name("time (s)").y_name("speed (m/s)"),
                plot(|t| 6.0 - 1.2 * t, 0.0..=10.0).x_name("time (s)").y_name("accel. (m/s²)"),
            ])),
        ),
        (
            "strips",
            Box::new(plot(speed, 0.0..=10.0).strips(speed, 0.0..=10.0, 12).x_name("time (s)").y_name("speed (m/s)")),
        ),
        (
            "area_under_speed",
            Box::new(
                plot(speed, 0.0..=10.0)
                    .title("The area under the speed is the distance")
                    .x_name("time (s)")
                    .y_name("speed (m/s)")
                    .shade(speed, 2.0..=6.0)
                    .label("distance"),
            ),
        ),
        (
            "timeline",
            Box::new(timeline([
                (-1800, "Egypt: the volume of a truncated pyramid"),
                (
                    -400,
                    "Eudoxus: the method of exhaustion, areas as the limit of ever more pieces that can be computed one by one",
                ),
                (-250, "Archimedes: the area under a parabola, and π between two polygons"),
                (250, "Liu Hui: the area of the circle, by polygons of 3072 sides"),
                (1020, "al-Haytham: volumes by sums of powers"),
                (1350, "Madhava and the school of Kerala: series for sine and cosine"),
                (1665, "Newton: fluxions, for motion and gravity"),
                (1675, "Leibniz: differentials, and most of today's notation"),
            ])),
        ),
        (
            "triangles",
            Box::new(
                figure()
                    .equal_axes()
                    .without_axes()
                    .title("A polygon's area is a sum of triangles")
                    .polygon(&[(0.0, 0.0), (2.0, 1.8), (4.5, 1.2)])
                    .label("½gw")
                    .polygon(&[(0.0, 0.0), (4.5, 1.2), (5.0, -0.6)])
                    .role(Role::Third)
                    .label("½hw")
                    .polygon(&[(0.0, 0.0), (5.0, -0.6), (3.0, -1.8)])
                    .role(Role::Derivative)
                    .label("½gw"),
            ),
        ),
        ("n_gon_6", Box::new(n_gon(6))),
        ("n_gon_96", Box::new(n_gon(96))),
        ("parabola", Box::new(plot(f, -10.0..=10.0))),
        (
            "zoom",
            Box::new(side_by_side([
                plot(f, -2.0..=0.0).y_window(0.0..=2.0),
                plot(f, -1.5..=-0.5).y_window(0.5..=1.5),
                plot(f, -1.1..=-0.9).y_window(0.9..=1.1),
                plot(f, -1.01..=-0.99).y_window(0.99..=1.01),
            ])),
        ),
        (
            "descent",
            Box::new(
                plot(f, -5.0..=4.0)
                    .named("cost")
                    .path(&steps)
                    .named("steps downhill")
                    .point(-1.0, 1.0)
                    .label("minimum")
                    .title("Gradient descent"),
            ),
        ),
        (
            "roc",
            Box::new(
                plot(roc, 0.0..=1.0)
                    .title("ROC curve")
                    .equal_axes()
                    .window(0.0..=1.0, 0.0..=1.0)
                    .x_name("false positive rate")
                    .y_name("true positive rate")
                    .shade(roc, 0.0..=1.0)
                    .label("AUC = 0.74")
                    .segment((0.0, 0.0), (1.0, 1.0)),
            ),
        ),
        (
            "expectation",
            Box::new(
                plot(density, -2.0..=6.0)
                    .named("p(x)")
                    .curve(move |x| x * density(x))
                    .named("x·p(x)")
                    .shade(move |x| x * density(x), -2.0..=6.0)
                    .label("E = 2"),
            ),
        ),
    ]
}

/// Rows L6 to L11 of the course, and a glance at the second part.
fn limits() -> Vec<Named> {
    vec![
        ("guides", Box::new(plot(f, -10.0..=10.0).guides(5.0, 37.0))),
        ("hole", Box::new(plot(|x| (x * x - 1.0) / (x - 1.0), -2.0..=4.0).open_point(1.0, 2.0))),
        ("sinc", Box::new(plot(|x| x.sin() / x, -10.0..=10.0).title("sin x / x").open_point(0.0, 1.0))),
        ("pole", Box::new(plot(|x| 25.0 / x, -10.0..=10.0).title("25/x breaks at x = 0"))),
        (
            "joined",
            Box::new(plot(|x| 25.0 / x, -10.0..=10.0).joined().title("Wrong: a line where there is no function")),
        ),
        (
            "sides",
            Box::new(
                plot(|x| 25.0 / x, -10.0..=10.0)
                    .arrow((2.0, 40.0), (0.8, 40.0))
                    .label("x → 0⁺")
                    .arrow((-2.0, -40.0), (-0.8, -40.0))
                    .label("x → 0⁻"),
            ),
        ),
        (
            "secant",
            Box::new(
                plot(f, -1.0..=7.0)
                    .secant((2.0, 10.0), (5.0, 37.0))
                    .named("secant, slope 9")
                    .tangent(f, 2.0)
                    .role(Role::Third)
                    .named("tangent, slope 6")
                    .point(2.0, 10.0)
                    .label("P")
                    .point(5.0, 37.0)
                    .label("Q"),
            ),
        ),
        (
            "data",
            Box::new(
                figure()
                    .title("Clinical Trial")
                    .x_name("Drug dosage (mL)")
                    .y_name("Forgetfulness")
                    .scatter(&[
                        (0.0, 1.86),
                        (1.0, 1.31),
                        (2.0, 0.62),
                        (3.0, 0.33),
                        (4.0, 0.09),
                        (5.0, -0.67),
                        (6.0, -1.23),
                        (7.0, -1.37),
                    ])
                    .line(-0.47, 1.75),
            ),
        ),
    ]
}

/// Rows D1 to D7 of the course.
fn slopes() -> Vec<Named> {
    vec![
        ("secant_d1", Box::new(secant(f, 2.0, 5.0).plot())),
        ("secant_d2", Box::new(secant(f, 2.0, 2.1).plot())),
        ("secant_d3", Box::new(secant(f, 2.0, 2.000001).plot())),
        ("secant_d4", Box::new(secant(f, -1.0, -1.0 + 1e-6).plot())),
        ("secant_leftwards", Box::new(secant(f, 2.0, -3.0).plot())),
        ("secant_on", Box::new(secant(f, 2.0, 5.0).on(plot(f, -10.0..=10.0)))),
        ("secant_of_points", Box::new(secant_through((2.0, 10.0), (5.0, 37.0)).plot())),
        ("no_secant", Box::new(secant(f, 2.0, 2.0).plot())),
        ("tangent", Box::new(tangent(f, 2.0).plot())),
        ("no_tangent", Box::new(tangent(f64::abs, 0.0).plot())),
        ("rounding", Box::new(step_errors(f64::exp, 1.0, E).plot())),
        ("rounding_parabola", Box::new(step_errors(f, 2.0, 6.0).plot())),
        ("rounding_zeros", Box::new(step_errors(|x| x * x, 0.0, 0.0).plot())),
        ("secant_to_tangent", Box::new(secant_to_tangent(f, 2.0, 5.0))),
        ("secant_to_tangent_sine", Box::new(secant_to_tangent(f64::sin, 1.0, -2.0))),
        (
            "line_settles",
            Box::new(animation((0..=20).map(|step| {
                let rest = 0.8f64.powi(step);
                figure()
                    .scatter(&[(0.0, 1.9), (2.0, 0.6), (4.0, 0.1), (7.0, -1.4)])
                    .line(-0.47 + 1.37 * rest, 1.75 - 1.65 * rest)
                    .named(format!("epoch {step}"))
            }))),
        ),
        (
            "walk",
            Box::new(animation((1..=15).map(|count: i32| {
                let steps: Vec<(f64, f64)> =
                    (0..=count).map(|i| 4.0 * 0.7f64.powi(i) - 1.0).map(|x| (x, f(x))).collect();
                plot(f, -5.0..=4.0).path(&steps).title(format!("step {count}"))
            }))),
        ),
    ]
}

fn tapes() -> Vec<Named> {
    fn g<N: Number>(x: N) -> N {
        x.sin().exp() * x.powi(2)
    }
    let tape = Tape::new();
    let (x, y) = (tape.watch_named("x", 7.0), tape.watch_named("y", -1.37));
    let (m, b) = (tape.watch_named("m", 0.9), tape.watch_named("b", 0.1));
    let cost = ((m * x + b).named("ŷ") - y).powi(2).named("C");
    let graph = tape.graph_of(cost).parameters(["m", "b"]);
    let long = (0..6).fold(x, |y, step| if step % 2 == 0 { (y * m).sin() } else { y / x + b });
    vec![
        ("errors", Box::new(readings!(g).errors(-2.0..=2.0))),
        ("graph_without_gradients", Box::new(tape.graph())),
        ("graph", Box::new(graph.clone())),
        ("graph_flow", Box::new(graph.flow())),
        ("graph_down", Box::new(tape.graph_of(long))),
        ("gradient_cost", Box::new(gradient_cost([2, 10, 100, 1000]).plot())),
    ]
}

/// What must not spoil a picture.
fn trials() -> Vec<Named> {
    vec![
        ("tan", Box::new(plot(f64::tan, -5.0..=5.0))),
        ("floor", Box::new(plot(f64::floor, -3.0..=3.0))),
        ("sqrt", Box::new(plot(f64::sqrt, -1.0..=4.0))),
        ("cbrt", Box::new(plot(f64::cbrt, -1.0..=1.0))),
        ("abs", Box::new(plot(f64::abs, -1.0..=1.0).tangent(f64::abs, 0.0))),
        ("ln", Box::new(plot(f64::ln, 0.0..=10.0))),
        ("even_pole", Box::new(plot(|x| 1.0 / ((x - 0.1234) * (x - 0.1234)), -10.0..=10.0))),
        ("wild", Box::new(plot(|x| (1.0 / x).sin(), -1.0..=1.0))),
        ("constant", Box::new(plot(|_| 3.0, -1.0..=1.0))),
        ("small", Box::new(plot(|x| 1e-9 * x * x, -2e-9..=2e-9).guides(1e-9, 1e-27))),
        ("large", Box::new(plot(|x| 1e9 * x, -1e9..=1e9))),
        (
            "errors",
            Box::new(
                figure()
                    .log_x()
                    .log_y()
                    .path(&[(1e-1, 1e-1), (1e-8, 1e-8), (1e-16, 1.0)])
                    .named("forward")
                    .path(&[(1e-1, 1e-2), (1e-5, 1e-11), (1e-16, 1.0)])
                    .role(Role::Function)
                    .named("central"),
            ),
        ),
        (
            "crowded",
            Box::new(
                plot(f, -3.0..=3.0)
                    .title(
                        "Every kind of mark at once, under a title that is so long that it does not fit into one line",
                    )
                    .named("f")
                    .label("y = f(x)")
                    .curve(|x| 2.0 * x + 2.0)
                    .named("its slope")
                    .label("f′")
                    .shade(f, 0.0..=1.0)
                    .named("area")
                    .label("A")
                    .secant((1.0, 5.0), (2.0, 10.0))
                    .named("secant through P and Q")
                    .label("slope 5")
                    .point(1.0, 5.0)
                    .label("P")
                    .point(2.0, 10.0)
                    .label("Q")
                    .open_point(0.0, 2.0)
                    .label("not here")
                    .guides(2.0, 10.0)
                    .guides(1.0, 5.0)
                    .segment((1.0, 5.0), (2.0, 5.0))
                    .label("Δx")
                    .segment((2.0, 5.0), (2.0, 10.0))
                    .label("Δy")
                    .arrow((-2.0, 12.0), (-1.0, 1.0))
                    .label("the lowest point")
                    .text(-2.0, 15.0, "words"),
            ),
        ),
        (
            "row",
            Box::new(side_by_side([2, 3, 4].map(|n| {
                plot(move |x: f64| x.powi(n), -2.0..=2.0)
                    .title(format!("x to the power of {n}"))
                    .tangent(move |x: f64| x.powi(n), 1.0)
            }))),
        ),
        (
            "long_names",
            Box::new(panels([
                plot(|t| 1e-4 * t, 0.0..=10.0)
                    .y_name("acceleration of the car (m/s²)")
                    .title("First")
                    .title("The last title counts"),
                plot(|t| 1e7 * t, 0.0..=10.0).y_name("short").title("A title in the middle").named("line"),
            ])),
        ),
        ("nowhere", Box::new(plot(|_| f64::NAN, -1.0..=1.0))),
        ("backwards", Box::new(plot(f, 10.0..=-10.0))),
        ("empty", Box::new(figure())),
        ("no_panels", Box::new(panels(Vec::<Plot>::new()))),
    ]
}

/// The fourth part: a line that learns.
fn descents() -> Vec<Named> {
    let (data, optimizer) = (clinical_trial(), GradientDescent::new(0.01));
    let history = fit(&data, Line::new(0.9, 0.1), optimizer, 1000);
    let forgetful = fit(&data, Line::new(0.9, 0.1), optimizer.without_zeroing(), 1000);
    vec![
        ("fitted_line", Box::new(history.line().on(Line::new(0.9, 0.1).on(data.plot()).role(Role::Quiet)))),
        ("costs", Box::new(history.plot().named("zeroed").path(&forgetful.costs()).named("added up"))),
        ("cost_surface", Box::new(history.surface())),
        ("cost_walk", Box::new(history.walk())),
        ("excess", Box::new(side_by_side([history.excess(20), history.excess(1000)]))),
        ("squares", Box::new(Line::new(0.9, 0.1).squares(&data))),
        (
            "rates",
            Box::new(side_by_side([0.001, 0.01, 0.05].map(|rate| {
                let walk = fit(&data, Line::new(0.9, 0.1), GradientDescent::new(rate), 60);
                walk.surface().title(format!("η = {rate}"))
            }))),
        ),
        (
            "landscape",
            Box::new(landscape(
                |m, b| mean_squared_error(&forward(m, b, data.xs()), data.ys()),
                -1.5..=1.0,
                0.5..=3.0,
                &[0.1, 1.0, 5.0, 20.0, 50.0],
                (0.4, 1.2),
            )),
        ),
        ("rosenbrock", Box::new(rosenbrock())),
        ("settling", Box::new(history.settling())),
    ]
}
