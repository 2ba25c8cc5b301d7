//! A derivation line by line, in the order in which a person writes it.

use super::arena::{Node, Table, node};
use super::chooser::{Chooser, Link, promise, promises};
use super::expr::Expr;
use super::print::Writing;
use super::rule::Rule;
use super::rules::{add, divide, multiply, negative, power};
use crate::show::Row;
use std::fmt;

/// Nobody reads more.
const MOST_LINES: usize = 60;
/// Longer chains are begun so, and their last link worked out like any formula.
const MOST_LINKS: usize = 8;

/// One line of a derivation: an equation, or its continuation.
#[derive(Clone, Debug, PartialEq)]
pub struct Line {
    /// What stands left of the equals sign; nothing if the line goes on from the one before.
    pub left: Option<Expr>,
    /// What stands right of it.
    pub right: Expr,
    /// What was done.
    pub rules: Vec<Rule>,
    /// Letters for inner functions that the chain rule introduces here, and what they stand for.
    pub letters: Vec<(Expr, Expr)>,
}

impl Line {
    /// The letters that are new, with what they stand for.
    fn letters_in(&self, writing: Writing) -> impl Iterator<Item = String> {
        self.letters
            .iter()
            .map(move |(letter, inner)| format!("{} = {}", letter.written(writing), inner.written(writing)))
    }

    pub(super) fn row(&self) -> Row {
        let left = self.left.map_or_else(String::new, |left| left.written(Writing::Latex));
        let mut reasons: Vec<String> = self.rules.iter().map(|rule| format!("\\text{{{rule}}}")).collect();
        for (index, letter) in self.letters_in(Writing::Latex).enumerate() {
            match reasons.last_mut() {
                Some(rule) if index == 0 => *rule += &format!("\\text{{ with }} {letter}"),
                _ => reasons.push(letter),
            }
        }
        Row::new(left, format!("= {}", self.right.written(Writing::Latex))).because(reasons)
    }
}

impl fmt::Display for Line {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        if let Some(left) = self.left {
            write!(out, "{left} ")?;
        }
        write!(out, "= {}", self.right)?;
        if self.rules.is_empty() {
            return Ok(());
        }
        write!(out, "    ({}", self.rules.iter().map(|rule| rule.name()).collect::<Vec<_>>().join(", "))?;
        if !self.letters.is_empty() {
            write!(out, " with {}", self.letters_in(Writing::Text).collect::<Vec<_>>().join(" and "))?;
        }
        write!(out, ")")
    }
}

/// All the lines; the last one ends in `result`.
pub(super) fn lines(of: Expr, variable: Expr, preferred: &[Rule], result: Expr) -> Vec<Line> {
    let mut work = Work { chooser: Chooser::new(of, preferred), lines: Vec::new(), letters: Vec::new(), result };
    let y = Expr::variable("y");
    match work.chooser.link(of, variable) {
        Some(link) if !of.contains(y) => work.chain(link, variable, y),
        _ => {
            let whole = promise(of, variable);
            let last = work.equation(whole, whole);
            work.finish(last);
        }
    }
    work.lines
}

struct Work {
    chooser: Chooser,
    lines: Vec<Line>,
    /// Letters and what they stand for, in the order in which they were given.
    letters: Vec<(Expr, Expr)>,
    result: Expr,
}

impl Work {
    fn line(&mut self, left: Option<Expr>, right: Expr, rules: Vec<Rule>) {
        self.lines.push(Line { left, right, rules, letters: Vec::new() });
    }

    /// y is a function of u, u of v, and so on to x: the derivative of each by the next, and their product.
    fn chain(&mut self, first: Link, variable: Expr, y: Expr) {
        // Each with its letter, what it is, and the letter of the next.
        let mut links: Vec<(Expr, Expr, Expr)> = Vec::new();
        let (mut name, mut next) = (y, Some(first));
        while let Some(Link { outer, letter, inner }) = next {
            links.push((name, outer, letter));
            self.letters.push((letter, inner));
            name = letter;
            next = self.chooser.link(inner, variable).filter(|_| links.len() < MOST_LINKS);
            if next.is_none() {
                links.push((name, inner, variable));
            }
        }
        for (letter, outer, _) in &links {
            self.line(Some(*letter), *outer, vec![Rule::Substitute]);
        }
        let mut factors = Vec::new();
        for (letter, outer, by) in &links {
            let left = promise(*letter, *by);
            let last = self.equation(left, promise(*outer, *by));
            let simple = tidied(last).simplify();
            // −u⁻² stays as the power rule has left it: −1/u² would be no simpler.
            let shorter = simple.to_string().len() < last.to_string().len();
            if shorter {
                self.line(None, simple, vec![Rule::Simplify]);
            }
            factors.push((left, if shorter { simple } else { last }));
        }
        let product = |factors: &mut dyn Iterator<Item = Expr>| {
            factors.reduce(|product, factor| node(Node::Product(product, factor)))
        };
        let (named, worked) = (product(&mut factors.iter().map(|f| f.0)), product(&mut factors.iter().map(|f| f.1)));
        if let (Some(named), Some(worked)) = (named, worked) {
            self.line(Some(promise(y, variable)), named, vec![Rule::Chain]);
            self.line(None, worked, vec![Rule::PutIn]);
            self.finish(worked);
        }
    }

    /// Works out every derivative in `start`, which equals `left`, line by line.
    fn equation(&mut self, left: Expr, start: Expr) -> Expr {
        let mut left = Some(left);
        let mut current = start;
        while self.lines.len() < MOST_LINES {
            let steps: Vec<_> =
                promises(current).into_iter().map(|promised| (promised, self.chooser.step(promised))).collect();
            let Some((_, first)) = steps.iter().min_by_key(|(_, step)| turn(step.rule)) else { break };
            let now = turn(first.rule);
            let (mut rules, mut letters): (Vec<Rule>, Vec<(Expr, Expr)>) = (Vec::new(), Vec::new());
            let mut worked: Table<Expr> = Table::default();
            for (promised, step) in steps.iter().filter(|(_, step)| turn(step.rule) == now) {
                // Beside other factors a constant goes at once: they would be copied with it from line to line.
                let spelled_out = step.rule != Rule::Sum || *promised == current;
                let formula =
                    if spelled_out { step.formula } else { self.chooser.sum_without_constants(step.of, step.variable) };
                worked.insert(*promised, formula);
                let dropped = (formula != step.formula).then_some(Rule::Constant);
                for rule in [step.rule].into_iter().chain(dropped) {
                    if !rules.contains(&rule) {
                        rules.push(rule);
                    }
                }
                letters.extend(step.substitution.filter(|letter| !self.letters.contains(letter)));
            }
            self.letters.extend(&letters);
            current = current.rebuilt(|old, again| worked.get(&old).copied().unwrap_or(again));
            self.lines.push(Line { left: left.take(), right: current, rules, letters });
        }
        current
    }

    /// The inner functions for their letters, and the simplest form.
    fn finish(&mut self, last: Expr) {
        let mut shown = last;
        if !self.letters.is_empty() {
            let back = self.letters.iter().rev().fold(last, |formula, &(letter, inner)| {
                formula.rebuilt(|old, again| if old == letter { inner } else { again })
            });
            if back != last {
                shown = tidied(back);
                self.line(None, shown, vec![Rule::PutBack]);
            }
        }
        // The same formula may be built in two ways; a reader sees only how it is written.
        let same = |one: Expr, two: Expr| one.to_string() == two.to_string();
        // Where the lines were too many there is more left to do than that.
        if !promises(last).is_empty() {
            self.line(None, self.result, Vec::new());
        } else if !same(shown, self.result) {
            let collected = tidied(shown).collected();
            let cancelled = !same(collected, self.result) && same(collected.simplify(), self.result);
            if cancelled && !same(collected, shown) {
                self.line(None, collected, vec![Rule::Simplify]);
            }
            self.line(None, self.result, vec![if cancelled { Rule::Cancel } else { Rule::Simplify }]);
        }
    }
}

/// What is done first: large structures before small ones, and rules that leave no derivative behind last, together.
fn turn(rule: Rule) -> u8 {
    match rule {
        Rule::MultiplyOut => 0,
        Rule::Rewrite => 1,
        Rule::Sum => 2,
        Rule::ConstantMultiple => 3,
        Rule::Product | Rule::Quotient | Rule::PowerOfFunctions | Rule::LargerOrSmaller | Rule::Angle => 4,
        Rule::Chain | Rule::PowerOnChain => 5,
        _ => 6,
    }
}

/// Zeros and ones dropped and numbers multiplied, but nothing else.
fn tidied(expr: Expr) -> Expr {
    expr.rebuilt(|_, again| match *again.node() {
        Node::Sum(u, v) => match (u.as_constant(), v.as_constant()) {
            (Some(one), Some(two)) => Expr::constant(one + two),
            _ => add(u, v),
        },
        Node::Negative(u) => negative(u),
        Node::Product(u, v) => match (u.as_constant(), v.as_constant()) {
            (Some(one), Some(two)) => Expr::constant(one * two),
            _ => multiply(u, v),
        },
        Node::Quotient(u, v) => divide(u, v),
        Node::Power(u, v) => power(u, v),
        _ => again,
    })
}
