use super::*;

fn asked(cells: &[&str]) -> Option<Question> {
    let mut reader = Reader::default();
    cells.iter().map(|cell| reader.read(cell)).last().flatten()
}

fn formula(function: &str) -> Option<String> {
    match asked(&["fn g(t: f64) -> f64 { t + 1.0 }", &format!("differentiate({function})")])? {
        Question::Derivative { formula } => Some(formula),
        other => panic!("{other:?}"),
    }
}

#[test]
fn functions_become_formulas() {
    for (rust, typed) in [
        ("|x| x.powi(2) + 2.0 * x + 2.0", "x^2 + 2*x + 2"),
        ("|x: f64| (x.powi(2) - 1.0) / (x - 1.0)", "(x^2 - 1)/(x - 1)"),
        ("formula(|x| ((x + 4.0).sqrt() - 2.0) / x)", "(sqrt(x + 4) - 2)/x"),
        ("|t| 0.75 * t.powi(2) - t.powi(3) / 120.0", "0.75*t^2 - t^3/120"),
        ("|x| (-x).exp()", "exp(-x)"),
        ("|x| -x.powi(2)", "-x^2"),
        ("|x| (-2.0_f64 * x).powi(2)", "(-2*x)^2"),
        ("|x| 1.0 - (x - 1_000.5)", "1 - (x - 1000.5)"),
        ("|x| 1.0 / (2.0 * x) / x", "1/(2*x)/x"),
        ("|x| 2.0 * -x", "2*(-x)"),
        ("|x| x.powf(-0.5)", "x^(-0.5)"),
        ("|x| x.powf(0.25).recip()", "1/x^0.25"),
        ("|x| g(2.0 * x) * g(x)", "(2*x + 1)*(x + 1)"),
        ("g", "t + 1"),
        ("f64::floor", "floor(x)"),
        ("\"x^2 tanh x\"", "x^2 tanh x"),
        ("|x| PI * x + E", "pi*x + e"),
        ("|_| 7.0", "7"),
        ("formula(|_| 7.0.into())", "7"),
        ("|x| (x.sin()).exp()", "exp(sin(x))"),
    ] {
        assert_eq!(formula(rust).as_deref(), Some(typed), "{rust}");
    }
}

#[test]
fn what_is_no_formula_is_left_alone() {
    for rust in [
        "|x| if x > 0.0 { x } else { 0.0 }",
        "|x| y * x",
        "|x| h(x)",
        "|x, y| x",
        "|x| derivative(g, x)",
        "|x| x.clamp(0.0, 1.0)",
        "|x| { let y = x; y }",
        "data.xs()",
        "",
    ] {
        assert_eq!(formula(rust), None, "{rust}");
    }
    assert_eq!(asked(&["fn f(x: f64) -> f64 { f(x) }", "differentiate(f)"]), None);
    assert_eq!(asked(&["fn f(x: f64) -> f64 { x }", "fn f(x: f64) -> f64 { 0; x }", "differentiate(f)"]), None);
}

#[test]
fn curves_are_read_with_their_range() {
    let draw = |formula: &str, others: &[&str], from: &str, to: &str| {
        let others = others.iter().map(|other| other.to_string()).collect();
        Some(Question::Draw { formula: formula.into(), others, from: from.into(), to: to.into() })
    };
    let f = "fn f(x: f64) -> f64 { x.powi(2) }";
    assert_eq!(
        asked(&[f, "plot(f, -10.0..=10.0).title(\"a, b\")\n    .point(1.0, f(1.0))"]),
        draw("x^2", &[], "-10", "10")
    );
    assert_eq!(
        asked(&[&format!("{f}\nplot(f, 0..2 * 3).curve(|x| x / 2.0).named(\"half\")")]),
        draw("x^2", &["x/2"], "0", "2*3")
    );
    assert_eq!(asked(&[f, "plot(f, 0.1..=10.0).log_x()"]), None);
    assert_eq!(asked(&[f, "let p = plot(f, 0.0..=1.0);"]), None);
    assert_eq!(asked(&[f, "panels([plot(f, 0.0..=1.0)])"]), None);
    assert_eq!(asked(&[f, "plot(f, a..=b)"]), None);
}

#[test]
fn limits_secants_and_tangents_are_read() {
    let f = "fn f(x: f64) -> f64 { 25.0 / x }";
    let limit = |at: &str, side| Some(Question::Limit { formula: "25/x".into(), at: at.into(), side });
    assert_eq!(asked(&[f, "limit(f, INFINITY)"]), limit("∞", None));
    assert_eq!(asked(&[f, "limit(f, -INFINITY)"]), limit("−∞", None));
    assert_eq!(asked(&[f, "limit_left(f, 0.0)"]), limit("0", Some("left")));
    let line = |q: Option<&str>, over: Option<(&str, &str)>| {
        let (from, to) = over.map(|(from, to)| (from.to_owned(), to.to_owned())).unzip();
        Some(Question::Tangent { formula: "25/x".into(), at: "2".into(), q: q.map(str::to_owned), from, to })
    };
    assert_eq!(asked(&[f, "secant(f, 2.0, 2.1)"]), line(Some("2.1"), None));
    assert_eq!(
        asked(&[f, "secant(f, 2.0, 2.0 + 1e-6).on(plot(f, -2.0..=6.0)).title(\"t\")"]),
        line(Some("2 + 1e-6"), Some(("-2", "6")))
    );
    assert_eq!(asked(&[f, "plot(f, -2.0..=6.0).tangent(f, 2.0)"]), line(None, Some(("-2", "6"))));
}
