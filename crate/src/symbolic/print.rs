//! Formulas as text that can be parsed again, and as LaTeX.

use super::expr::{Expr, Function, Node, node};
use crate::show::{Rich, shown};
use num_rational::BigRational;
use num_traits::{One, Signed};
use std::fmt;

/// Beyond this many nodes, counted as a tree, a formula is not written out: nobody would read it, and with shared
/// parts the text could be longer than the memory.
const LONGEST: u64 = 200_000;

#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) enum Writing {
    Text,
    Latex,
}

use Writing::{Latex, Text};

/// How tightly a piece of a formula holds together.
#[derive(Clone, Copy, Debug, PartialEq, PartialOrd)]
enum Strength {
    Sum,
    Negative,
    Product,
    /// What may follow `/`, or stand as a factor.
    Power,
    /// What may be raised to a power.
    Atom,
}

/// What is still to be written. Formulas nest deeper than a stack is high, so this is one.
enum Task {
    Words(String),
    Formula(Expr, Strength),
    /// A factor after another one: what stands between them depends on what was written.
    Factor(Expr),
}

impl Expr {
    pub(super) fn written(self, writing: Writing) -> String {
        if self.tree_size() > LONGEST {
            return match writing {
                Text => format!("(a formula of {} parts, too long to write out)", self.tree_size()),
                Latex => format!("\\text{{(a formula of {} parts, too long to write out)}}", self.tree_size()),
            };
        }
        let mut out = String::new();
        let mut tasks = vec![Task::Formula(self, Strength::Sum)];
        while let Some(task) = tasks.pop() {
            match task {
                Task::Words(words) => out += &words,
                Task::Formula(expr, least) => {
                    let inner = Pieces { writing, tasks: Vec::new() }.of(expr, least);
                    tasks.extend(inner.into_iter().rev());
                }
                Task::Factor(expr) => {
                    // A product in a product needs no parentheses.
                    let product = matches!(expr.node(), Node::Product(..));
                    let least = if product { Strength::Product } else { Strength::Power };
                    tasks.push(Task::Formula(expr, least));
                    let after = next_words(&mut tasks, writing);
                    let promise = starts_with_promise(expr);
                    let sign = between(&out, &after, promise, writing);
                    out += sign;
                }
            }
        }
        out
    }
}

/// Unfolds the next formula to be written until its first words are there, and returns them.
fn next_words(tasks: &mut Vec<Task>, writing: Writing) -> String {
    loop {
        match tasks.pop() {
            Some(Task::Words(words)) if words.is_empty() => {}
            Some(Task::Words(words)) => {
                tasks.push(Task::Words(words.clone()));
                return words;
            }
            Some(Task::Formula(expr, least)) => {
                let inner = Pieces { writing, tasks: Vec::new() }.of(expr, least);
                tasks.extend(inner.into_iter().rev());
            }
            Some(Task::Factor(expr)) => tasks.push(Task::Formula(expr, Strength::Power)),
            None => return String::new(),
        }
    }
}

/// What stands between two factors: nothing where it reads well, a space, or a sign where two numbers would merge.
fn between(before: &str, after: &str, promise: bool, writing: Writing) -> &'static str {
    let digit = after.starts_with(|c: char| c.is_ascii_digit());
    if writing == Latex {
        // A fraction of numbers after a number would read as a mixed number.
        let sign = promise || digit || after.starts_with("\\frac") || before.ends_with("\\right]");
        return if sign { " \\cdot " } else { " " };
    }
    let word = |c: char| c.is_alphanumeric() || c == '_';
    let head = before.trim_end_matches(word);
    let tail = &before[head.len()..];
    let exponent = head.ends_with('^') || head.ends_with("^-");
    let number = !tail.is_empty() && tail.chars().all(|c| c.is_ascii_digit());
    match after.starts_with('(') {
        _ if promise => " * ",
        _ if digit => "*",
        // An exponent that is a name would take the parenthesis for its own.
        true if exponent && !number => " ",
        true => "",
        false if number && !exponent => "",
        false => " ",
    }
}

struct Pieces {
    writing: Writing,
    tasks: Vec<Task>,
}

impl Pieces {
    fn words(&mut self, words: impl Into<String>) -> &mut Pieces {
        self.tasks.push(Task::Words(words.into()));
        self
    }

    fn formula(&mut self, expr: Expr, least: Strength) -> &mut Pieces {
        self.tasks.push(Task::Formula(expr, least));
        self
    }

    fn choose(&self, text: &'static str, latex: &'static str) -> &'static str {
        match self.writing {
            Text => text,
            Latex => latex,
        }
    }

    /// The pieces of one node, in parentheses if it is weaker than `least`.
    fn of(mut self, expr: Expr, least: Strength) -> Vec<Task> {
        let enclosed = strength(expr, self.writing) < least;
        if enclosed {
            self.words(self.choose("(", "\\left("));
        }
        self.node(expr);
        if enclosed {
            self.words(self.choose(")", "\\right)"));
        }
        self.tasks
    }

    fn node(&mut self, expr: Expr) {
        match *expr.node() {
            Node::Undefined(reason) => {
                self.words(match self.writing {
                    Text => format!("undefined ({reason})"),
                    Latex => format!("\\text{{undefined ({reason})}}"),
                });
            }
            Node::Constant(ref value) => {
                self.words(number(value, self.writing));
            }
            Node::Pi => {
                self.words(self.choose("pi", "\\pi"));
            }
            Node::Variable(name) => {
                self.words(if self.writing == Latex { latex_name(name) } else { name.to_owned() });
            }
            Node::Sum(u, v) => {
                self.formula(u, Strength::Sum);
                match without_minus(v) {
                    Some(positive) => self.words(" - ").formula(positive, Strength::Product),
                    None => self.words(" + ").formula(v, Strength::Sum),
                };
            }
            Node::Negative(u) => {
                self.words("-").formula(u, Strength::Product);
            }
            Node::Product(u, v) => {
                let least = if starts_with_minus(expr) {
                    Strength::Negative
                } else if matches!(u.node(), Node::Product(..)) {
                    Strength::Product
                } else {
                    Strength::Power
                };
                self.formula(u, least).tasks.push(Task::Factor(v));
            }
            Node::Quotient(u, v) => match self.writing {
                Latex => {
                    self.words("\\frac{").formula(u, Strength::Sum).words("}{").formula(v, Strength::Sum).words("}");
                }
                Text => {
                    self.formula(u, Strength::Product).words("/").formula(v, Strength::Power);
                }
            },
            Node::Power(u, v) => self.power(u, v),
            Node::Function(function, u) => self.function(function, u),
            Node::Maximum(u, v) => self.of_two("max", u, v),
            Node::Minimum(u, v) => self.of_two("min", u, v),
            Node::Derivative(u, x) if u.name().is_some() && u != x => {
                let (above, middle, below) = self.choose_three(("d", "/d", ""), ("\\dfrac{d", "}{d", "}"));
                self.words(above).formula(u, Strength::Atom).words(middle).formula(x, Strength::Atom).words(below);
            }
            Node::Derivative(u, x) => {
                let (before, middle, after) =
                    self.choose_three(("d/d", "[", "]"), ("\\dfrac{d}{d", "}\\left[", "\\right]"));
                self.words(before).formula(x, Strength::Atom).words(middle).formula(u, Strength::Sum).words(after);
            }
        }
    }

    fn choose_three(
        &self,
        text: (&'static str, &'static str, &'static str),
        latex: (&'static str, &'static str, &'static str),
    ) -> (&'static str, &'static str, &'static str) {
        if self.writing == Text { text } else { latex }
    }

    fn power(&mut self, base: Expr, exponent: Expr) {
        match (base.node(), self.writing) {
            // cos²(u)
            (&Node::Function(function, u), Latex) if trigonometric(function) && exponent.as_constant().is_some() => {
                self.words(format!("\\{}^{{", function.name())).formula(exponent, Strength::Sum);
                self.words("}\\left(").formula(u, Strength::Sum).words("\\right)");
            }
            (_, Latex) => {
                self.formula(base, Strength::Atom).words("^{").formula(exponent, Strength::Sum).words("}");
            }
            (_, Text) => {
                self.formula(base, Strength::Atom).words("^");
                self.exponent(exponent);
            }
        }
    }

    /// An exponent in text: alone if it is a name or a whole number, or else in parentheses.
    fn exponent(&mut self, exponent: Expr) {
        let alone = match exponent.node() {
            Node::Variable(_) | Node::Pi => true,
            Node::Constant(value) => value.is_integer(),
            _ => false,
        };
        if alone {
            self.formula(exponent, Strength::Sum);
        } else {
            self.words("(").formula(exponent, Strength::Sum).words(")");
        }
    }

    fn function(&mut self, function: Function, u: Expr) {
        match (function, self.writing) {
            (Function::Exponential, _) if u.is_one() => {
                self.words("e");
            }
            (Function::Exponential, Text) => {
                self.words("e^");
                self.exponent(u);
            }
            (_, Text) => {
                self.words(format!("{}(", function.name())).formula(u, Strength::Sum).words(")");
            }
            (_, Latex) => {
                let (before, after) = match function {
                    Function::Exponential => ("e^{", "}"),
                    Function::SquareRoot => ("\\sqrt{", "}"),
                    Function::AbsoluteValue => ("\\left|", "\\right|"),
                    Function::Floor => ("\\left\\lfloor ", "\\right\\rfloor"),
                    Function::Logarithm => ("\\ln\\left(", "\\right)"),
                    Function::Sine => ("\\sin\\left(", "\\right)"),
                    Function::Cosine => ("\\cos\\left(", "\\right)"),
                    Function::Tangent => ("\\tan\\left(", "\\right)"),
                    Function::Step => ("\\operatorname{step}\\left(", "\\right)"),
                };
                self.words(before).formula(u, Strength::Sum).words(after);
            }
        }
    }

    fn of_two(&mut self, name: &str, u: Expr, v: Expr) {
        let (open, close) = (self.choose("(", "\\left("), self.choose(")", "\\right)"));
        let backslash = self.choose("", "\\");
        self.words(format!("{backslash}{name}{open}")).formula(u, Strength::Sum).words(", ");
        self.formula(v, Strength::Sum).words(close);
    }
}

fn trigonometric(function: Function) -> bool {
    matches!(function, Function::Sine | Function::Cosine | Function::Tangent)
}

fn strength(expr: Expr, writing: Writing) -> Strength {
    match *expr.node() {
        Node::Undefined(_) | Node::Sum(..) => Strength::Sum,
        Node::Negative(_) => Strength::Negative,
        Node::Constant(ref value) if value.is_negative() => Strength::Negative,
        Node::Constant(ref value) if !value.is_integer() => fraction_strength(writing),
        Node::Product(..) if starts_with_minus(expr) => Strength::Negative,
        Node::Product(..) => Strength::Product,
        Node::Quotient(..) => fraction_strength(writing),
        Node::Power(..) => Strength::Power,
        // e^u is a power to look at; e alone is a letter.
        Node::Function(Function::Exponential, u) if !u.is_one() => Strength::Power,
        Node::Derivative(..) => Strength::Power,
        _ => Strength::Atom,
    }
}

/// Whether the first factor of a product has a minus sign, which can do without parentheses there. Looked for among the
/// first few factors only, so that a long product is written in time proportional to its length.
fn starts_with_minus(expr: Expr) -> bool {
    let mut first = expr;
    for _ in 0..8 {
        match *first.node() {
            Node::Product(u, _) => first = u,
            _ => return first != expr && (first.is_negative_constant() || matches!(first.node(), Node::Negative(_))),
        }
    }
    false
}

/// Whether the first factor is a derivative that is not worked out.
fn starts_with_promise(expr: Expr) -> bool {
    let mut first = expr;
    for _ in 0..8 {
        match *first.node() {
            Node::Product(u, _) => first = u,
            _ => break,
        }
    }
    matches!(first.node(), Node::Derivative(..))
}

/// A fraction bar encloses what it divides; a slash does not.
fn fraction_strength(writing: Writing) -> Strength {
    match writing {
        Text => Strength::Product,
        Latex => Strength::Power,
    }
}

/// The formula without its minus sign, if it starts with one.
fn without_minus(expr: Expr) -> Option<Expr> {
    match *expr.node() {
        Node::Negative(u) => Some(u),
        Node::Constant(ref value) if value.is_negative() => Some(Expr::constant(-value)),
        Node::Product(u, v) if u.is_negative_constant() => Some(node(Node::Product(without_minus(u)?, v))),
        _ => None,
    }
}

fn number(value: &BigRational, writing: Writing) -> String {
    let sign = if value.is_negative() { "-" } else { "" };
    let (above, below) = (value.numer().abs(), value.denom());
    match writing {
        _ if below.is_one() => format!("{sign}{above}"),
        Text => format!("{sign}{above}/{below}"),
        Latex => format!("{sign}\\frac{{{above}}}{{{below}}}"),
    }
}

fn latex_name(name: &str) -> String {
    const GREEK: [&str; 14] = [
        "alpha", "beta", "gamma", "delta", "epsilon", "eta", "theta", "lambda", "mu", "rho", "sigma", "tau", "phi",
        "omega",
    ];
    let (letters, index) = name.split_once('_').unwrap_or((name, ""));
    let letters = if GREEK.contains(&letters) {
        format!("\\{letters}")
    } else if letters.chars().count() == 1 {
        letters.to_owned()
    } else {
        format!("\\mathrm{{{letters}}}")
    };
    if index.is_empty() { letters } else { format!("{letters}_{{{}}}", index.replace('_', ",")) }
}

impl fmt::Display for Expr {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.pad(&self.written(Text))
    }
}

/// As [`Display`](fmt::Display): a formula is what a reader wants to see of it.
impl fmt::Debug for Expr {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self, out)
    }
}

impl Expr {
    /// This formula as LaTeX, without dollar signs.
    ///
    /// ```
    /// use calculus::symbolic::parse;
    /// assert_eq!(parse("6x^2/(2 - x)")?.latex(), r"\frac{6 x^{2}}{2 - x}");
    /// # Ok::<(), calculus::symbolic::ParseError>(())
    /// ```
    pub fn latex(self) -> String {
        self.written(Latex)
    }
}

impl Rich for Expr {
    fn text(&self) -> String {
        self.written(Text)
    }

    fn latex(&self) -> Option<String> {
        Some(format!("$${}$$", self.written(Latex)))
    }
}

shown!(Expr);
