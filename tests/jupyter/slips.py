"""What newcomers write in the course's cells, and what the answer must say.

Each slip is a cell, the words of the answer that help, and the line in which it is told if that is not the first.
"""

# What the cells before a slip have defined.
DEFINED = """fn speed(t: f64) -> f64 { 3.0 * t }
fn f(x: f64) -> f64 { x.powi(2) + 2.0 * x + 2.0 }
fn g<N: Number>(x: N) -> N { x.powi(2) + x * 2.0 + 2.0 }
fn hole(x: f64) -> f64 { (x.powi(2) - 1.0) / (x - 1.0) }
struct Plain { x: f64 }
let x: f64 = 3.0;
let v: Vec<f64> = vec![x];
let n: i32 = 2;
let name: String = String::from("a");"""

SLIPS = [
    # Whole and real numbers.
    ("speed(20)", "`20.0`"),
    ('println!("{}", speed(20));', "`20.0`"),
    ("let y: f64 = 5;", "`5.0`"),
    ("let y: f64 = 1/2;", "`1.0/2.0`"),
    ("secant(f, 1, 2)", "`1.0`, `2.0`"),
    ("if x > 2 { 1.0 } else { 0.0 }", "`2.0`"),
    ("2 * x", "`2.0 * x`"),
    ("PI * 2", "`PI * 2.0`"),
    ("1/2 * x", "`1.0/2.0 * x`"),
    ("n / 2.0", "`n as f64 / 2.0`"),
    ("x * n", "`x * n as f64`"),
    ("let y: f64 = n;", "`n as f64`"),
    ("let y: i32 = 3.5;", "the type of real numbers is `f64`"),
    ('speed("20")', "`20.0`"),
    ("let y: f64 = 1,5;", "`1.5`"),
    ("let y: f64 = .5;", "`0.5`"),
    ("x.powi(2.0)", "`x.powi(2)`"),
    ("x.powf(2)", "`x.powf(2.0)`"),
    ("v[n]", "`v[n as usize]`"),
    ("2.0 * v", "v.iter().map(|x| 2.0 * x)"),
    # Functions for every kind of number.
    ("fn h<N: Number>(x: N) -> N { 2.0 * x }", "write `x * 2.0`"),
    ("fn h<N: Number>(x: N) -> N { x * x + 3 }", "`x * x + 3.0`"),
    ("fn h<N: Number>(x: N) -> N { 2 * x.powi(2) }", "`x.powi(2) * 2.0`"),
    ("fn h<N: Number>(x: N) -> N { 25.0 / x }", "`N::from(25.0) / x`"),
    ("fn h<N: Number>(x: N) -> N { if x > 0.0 { x } else { -x } }", "`N: Ordered`"),
    ("fn h<N: Number>(x: N) -> N { 2.0 }", "`N::from(2.0)`"),
    ("derivative(f, 3.0)", "`fn f<N: Number>(x: N) -> N { … }`"),
    ("derivative(g, 3)", "`3.0`"),
    ("gradient(f, &[1.0])", "`fn f<N: Number>(x: &[N]) -> N { … }`"),
    ("derivative(|x: f64| x * x, 3.0)", "leave the type out"),
    # Formulas.
    ('let e: Expr = "x^2".into();', '`parse("x^2")?`'),
    ('parse("x^2")? + "x"', '`parse("x")?`'),
    ('parse("x^2").substitute("x", 2.0)', '`parse("x^2")?.substitute`'),
    ("DERIVATIVE_1.check(2x)", '`"2x"`'),
    # Answers.
    ("AUTODIFF_1.check(Dual::variable(x).powi(2))", "`.slope()` of a dual number"),
    ("AUTODIFF_1.check(gradient(|p| p[0].powi(2), &[x]))", "`[0]` of a gradient"),
    ("AUTODIFF_1.check(tensor(x).square())", "`.item()` of a tensor"),
    ('DERIVATIVE_1.check(differentiate("x^2"))', "`.result()` of a derivation"),
    ("NETWORK_1.check(Network::random(4, 1))", "a number is one"),
    ("FIT_1.check(&clinical_trial(), x)", "`(3.0, -2.0)`"),
    # Mathematics as it is written elsewhere.
    ("x^2", "`x.powi(2)`"),
    ("x**2", "`x.powi(2)`"),
    ("2x", "`2.0 * x`"),
    ("2(x + 1.0)", "`2.0 * (x + 1.0)`"),
    ("(x + 1.0)(x - 1.0)", "`(x + 1.0) * (x - 1.0)`"),
    ("sin(x)", "`x.sin()`"),
    ("sqrt(2)", "`2.0_f64.sqrt()`"),
    ("pow(x, 2)", "`x.powi(2)`"),
    ("log(x)", "`x.ln()`"),
    ("e^x", "`x.exp()`"),
    ("pi * x", "`PI`"),
    ("limit(f, infinity)", "`INFINITY`"),
    ("x.sin", "`x.sin()`"),
    ("x.squared()", "`x.powi(2)`"),
    ("1.0 < x < 5.0", "`1.0 < x && x < 5.0`"),
    ("x++", "`x += 1.0`"),
    ("f'(x)", "`derivative(f, x)`"),
    # Functions and names.
    ("let f(x) = x^2;", "`fn f(x: f64) -> f64 { … }`"),
    ("f(x) = x^2", "`fn f(x: f64) -> f64 { … }`"),
    ("def f(x): return x", "`fn f(x: f64) -> f64 { x * x }`"),
    ("fn h(x) { x * x }", "each parameter has a type"),
    ("fn h(x: f64) { x * x }", "says what it gives back"),
    ("fn h(x: f64) -> f64 { x * x; }", "no `;` after it"),
    ("fn h(x: f64) = x * x;", "stands in braces"),
    ("fn h(t: f64) -> f64 { x * t }", "sees no variables from outside"),
    ("fn scaled(k: f64) -> impl Fn(f64) -> f64 { |x| k * x }", "`move |x| …`"),
    ("let h = |t| t * t;", "`|t: f64|`"),
    ("a = 1.5", "`let a = 1.5;`"),
    ("a: f64 = 1.5", "`let a: f64 = 1.5;`"),
    ("x = 4.0;", "`let mut x = …`"),
    ("sped(2.0)", "`speed(2.0)`"),
    ("let m: HashMap<String, f64> = HashMap::new();", "`use std::collections::HashMap;`"),
    ("use rand::Rng;", '`:dep rand = "*"`'),
    ("import math", "`x.sin()`"),
    ("Plain { x: 1.0 }", "`#[derive(Debug)]`"),
    # Calls.
    ("speed()", "`speed(1.0)`"),
    ("plot(f)", "`plot(f, -10.0..=10.0)`"),
    ("plot(f, 0.0, 10.0)", "`0.0..=10.0`"),
    ("plot(f, (0.0, 10.0))", "`0.0..=10.0`"),
    ("plot(f(x), 0.0..=1.0)", "the function itself"),
    ("plot(t.powi(2), 0.0..=1.0)", "`plot(|t| t.powi(2), 0.0..=1.0)`"),
    ("plot(lambda x: x*x, 0.0..=1.0)", "`|x| x * x`"),
    ('plot(f, 0.0..=1.0).titel("t")', "`plot(f, 0.0..=1.0).title(\"t\")`"),
    ("LIMIT_1.solution", "`LIMIT_1.solution()`"),
    # Printing and other languages.
    ("print(x)", '`println!("{x}")`'),
    ("println!(x)", '`println!("{}", x)`'),
    ("len(v)", "`v.len()`"),
    ("for i in range(10) { }", "`0..10`"),
    ("for i in 0..10: println!(\"{i}\")", "where Python has a colon"),
    ("'hello'", '`"hello"`'),
    ('"x = " + x', '`format!("x = {x}")`'),
    ("true and false", "`true && false`"),
    ("# a remark", "`//`"),
    # Signs that are missing.
    ("let y: f64 = 5", "`let y: f64 = 5.0;`"),
    ("let y: f64 = 2.0\nprintln!(\"{y}\");", "`let y: f64 = 2.0;`"),
    ("println!(\"a\")\nprintln!(\"b\")", '`println!("a");`'),
    ("plot(|x| x.powi(2), 0.0..=10.0", "`)` is missing"),
    ("plot(|x| x.powi(2)), 0.0..=10.0)", "closes nothing"),
    ("1;\nplot(|x| (x + 1.0]/2.0, 0.0..=1.0)", "`)` is missing", 2),
    ("fn h(x: f64) -> f64 {\n    x * x\n", "`}` is missing"),
    ('1;\nprintln!("a);', '`"` is missing', 2),
    ("1 +", "ends before its last expression"),
    # The notation of mathematics.
    ("let y = 1 + 1.0;", "`1.0 + 1.0`"),
    ("differentiate(|x| x.powi(2))", "`differentiate(formula(|x| x.powi(2)))`"),
    ("exact_limit(|x: f64| x.sin()/x, 0.0)", "`exact_limit(formula(|x| x.sin()/x), 0.0)`"),
    ("equivalent(2y, y+y)", '`equivalent("2y", "y+y")`'),
    ("DERIVATIVE_1.check(-15x^2)", '`"-15x^2"`'),
    ("practice(chain)", '`practice("chain rule")`'),
    ("limit(|x| |x|/x, 0.0)", "`x.abs()`"),
    ("plot(|x| |x|, -1.0..=1.0)", "`x.abs()`"),
    ("limit(|x| x.sin() 0.0)", "`limit(|x| x.sin(), 0.0)`"),
    ("limit(|x| E^x, 0.0)", "`x.exp()`"),
]
