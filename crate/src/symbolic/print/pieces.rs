//! How one node is written: words, and the parts that are still to be written between them.

use super::Task;
use super::Writing::{self, Latex, Text};
use super::strength::{Strength, starts_with_minus, strength, without_minus};
use crate::number::written::plain;
use crate::symbolic::arena::{Function, Node};
use crate::symbolic::expr::Expr;
use num_rational::BigRational;
use num_traits::{One, Signed};

pub(super) struct Pieces {
    pub(super) writing: Writing,
    pub(super) tasks: Vec<Task>,
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
    pub(super) fn of(mut self, expr: Expr, least: Strength) -> Vec<Task> {
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
            Node::Read(u, _) => self.node(u),
            Node::Measured(bits) => {
                self.words(measured(f64::from_bits(bits), self.writing));
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
            Node::Maximum(u, v) => self.of_two("max", "\\max", u, v),
            Node::Minimum(u, v) => self.of_two("min", "\\min", u, v),
            Node::Angle(v, u) => self.of_two("atan2", "\\operatorname{atan2}", v, u),
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
            (&Node::Function(function, u), Latex) if function.takes_exponent() && exponent.as_constant().is_some() => {
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
                let [before, after] = function.latex();
                self.words(before).formula(u, Strength::Sum).words(after);
            }
        }
    }

    fn of_two(&mut self, text: &'static str, latex: &'static str, u: Expr, v: Expr) {
        let (open, close) = (self.choose("(", "\\left("), self.choose(")", "\\right)"));
        self.words(format!("{}{open}", self.choose(text, latex))).formula(u, Strength::Sum).words(", ");
        self.formula(v, Strength::Sum).words(close);
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

fn measured(value: f64, writing: Writing) -> String {
    let digits = plain(value);
    match digits.split_once('e') {
        Some((digits, power)) if writing == Latex => format!("{{{digits} \\cdot 10^{{{power}}}}}"),
        _ => digits,
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
