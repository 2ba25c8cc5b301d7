//! Formulas as text that can be parsed again, and as LaTeX.

mod pieces;
mod strength;

use super::arena::Node;
use super::expr::Expr;
use crate::show::{Rich, shown};
use pieces::Pieces;
use std::fmt;
use strength::{Strength, starts_with_promise};

/// Beyond this many nodes, counted as a tree, a formula is not written out: nobody would read it, and with shared
/// parts the text could be longer than the memory.
const LONGEST: u64 = 200_000;

#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) enum Writing {
    Text,
    Latex,
}

use Writing::{Latex, Text};

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

/// A formula short enough for a sentence, or a word for it.
pub(super) fn named(expr: Expr) -> String {
    if expr.tree_size() < 30 { expr.to_string() } else { "a part of the formula".to_owned() }
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
        let readings = self.readings().into_iter().map(|reading| format!("\n({reading})"));
        std::iter::once(self.written(Text)).chain(readings).collect()
    }

    fn latex(&self) -> Option<String> {
        let readings = self.readings().into_iter().map(|reading| format!(" \\quad \\text{{({reading})}}"));
        let formula: String = std::iter::once(self.written(Latex)).chain(readings).collect();
        Some(format!("$${formula}$$"))
    }
}

shown!(Expr);
