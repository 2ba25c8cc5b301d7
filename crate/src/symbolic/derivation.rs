//! The derivative with its working: a tree of named steps.

use super::arena::Table;
use super::chooser::{Chooser, promise, promises};
use super::derivative::{Exception, exceptions};
use super::evaluate::{Point, Value, exception_at};
use super::expr::Expr;
use super::gaps::{Gap, gaps};
use super::lines::{self, Line};
use super::print::Writing;
use super::rule::Rule;
use super::step::Step;
use crate::show::{Rich, Row, shown, working};
use std::fmt;

/// Formulas with more nodes are not shown line by line: nobody would read it.
const MOST_NODES: usize = 400;

/// A derivative with the steps that lead to it: [`differentiate`](super::differentiate) makes one.
///
/// ```
/// use calculus::prelude::*;
/// use calculus::show::Rich;
/// let y = differentiate(parse("(2x^2 + 8)^2")?);
/// assert_eq!(y.result().to_string(), "16x^3 + 64x");
/// println!("{}", y.text());
/// # Ok::<(), calculus::symbolic::ParseError>(())
/// ```
#[derive(Clone)]
pub struct Derivation {
    of: Expr,
    variable: Expr,
    preferred: Vec<Rule>,
    result: Expr,
    lines: Vec<Line>,
    exceptions: Vec<Exception>,
    /// How the machine's numbers in the function were read.
    readings: Vec<String>,
    /// Where the function has no value although the derivative, simplified, has one.
    gaps: Vec<Gap>,
}

shown!(Derivation);

impl Expr {
    /// The derivation of the derivative by a variable, rule by rule. A name that cannot be a variable gives a
    /// derivation whose result is undefined and says why.
    ///
    /// ```
    /// use calculus::symbolic::parse_in;
    /// let cost = parse_in("(m x + b - y)^2", &["b", "m", "x", "y"])?;
    /// assert_eq!(cost.differentiate("b").result().to_string(), "2m x + 2b - 2y");
    /// # Ok::<(), calculus::symbolic::ParseError>(())
    /// ```
    pub fn differentiate(self, variable: &str) -> Derivation {
        let readings = self.readings();
        Derivation::new(self.with_readings(), Expr::variable(variable), Vec::new(), readings)
    }
}

impl Derivation {
    fn new(of: Expr, variable: Expr, preferred: Vec<Rule>, readings: Vec<String>) -> Derivation {
        let result = super::derivative::by_the_rules(of, variable).simplify();
        let (exceptions, gaps) = (exceptions(of, variable), gaps(of, result));
        let mut derivation =
            Derivation { of, variable, preferred, result, lines: Vec::new(), exceptions, readings, gaps };
        if variable.name().is_some() && !of.has_more_nodes_than(MOST_NODES) {
            derivation.lines = lines::lines(of, variable, &derivation.preferred, result);
        }
        if derivation.lines.is_empty() {
            derivation.lines =
                vec![Line { left: Some(promise(of, variable)), right: result, rules: Vec::new(), letters: Vec::new() }];
        }
        derivation
    }

    /// The same derivative with another rule where several apply:
    ///
    /// - [`Rule::PowerOnChain`]: (uⁿ)′ = n uⁿ⁻¹ u′ at once, instead of the chain rule with a letter for u;
    /// - [`Rule::MultiplyOut`]: products and powers of sums are multiplied out first, instead of the product rule or
    ///   the chain rule;
    /// - [`Rule::Quotient`]: also for a number over a formula, instead of writing 1/u as u⁻¹.
    ///
    /// Other rules change nothing.
    ///
    /// ```
    /// use calculus::prelude::*;
    /// let long = differentiate(parse("1/((x^4 + 1)^5 + 7)")?);
    /// let short = long.by(Rule::PowerOnChain);
    /// assert_eq!(short.result(), long.result());
    /// assert!(short.lines().len() < long.lines().len());
    /// # Ok::<(), calculus::symbolic::ParseError>(())
    /// ```
    #[must_use]
    pub fn by(&self, rule: Rule) -> Derivation {
        let mut preferred = self.preferred.clone();
        preferred.push(rule);
        Derivation::new(self.of, self.variable, preferred, self.readings.clone())
    }

    /// The derivative, simplified.
    ///
    /// ```
    /// use calculus::prelude::*;
    /// assert_eq!(differentiate(formula(|x| x.powi(3))).result().to_string(), "3x^2");
    /// ```
    pub fn result(&self) -> Expr {
        self.result
    }

    /// What was differentiated.
    ///
    /// ```
    /// use calculus::prelude::*;
    /// assert_eq!(differentiate(formula(|x| x.powi(3))).of().to_string(), "x^3");
    /// ```
    pub fn of(&self) -> Expr {
        self.of
    }

    /// The lines as a person would write them, each an equation with the rules that lead to it. For formulas of more
    /// than 400 nodes there is one line, with the result.
    ///
    /// ```
    /// use calculus::prelude::*;
    /// let lines: Vec<String> =
    ///     differentiate(parse("3x^2 + 5")?).lines().iter().map(|line| line.to_string()).collect();
    /// assert_eq!(lines, [
    ///     "d/dx[3x^2 + 5] = d/dx[3x^2] + d/dx[5]    (sum rule)",
    ///     "= 3 * d/dx[x^2] + d/dx[5]    (constant multiple rule)",
    ///     "= 3*2x + 0    (power rule, constant rule)",
    ///     "= 6x    (simplify)",
    /// ]);
    /// # Ok::<(), calculus::symbolic::ParseError>(())
    /// ```
    pub fn lines(&self) -> &[Line] {
        &self.lines
    }

    /// The tree of named steps: one for each different derivative that is needed, the last of them the whole, each
    /// after the steps that it rests on. A part that occurs twice has one step.
    ///
    /// ```
    /// use calculus::prelude::*;
    /// let y = differentiate(parse("3x^2")?);
    /// let steps = y.steps();
    /// assert_eq!(steps.iter().map(|step| step.rule).collect::<Vec<_>>(), [Rule::Power, Rule::ConstantMultiple]);
    /// assert_eq!(steps[1].formula.to_string(), "3 * d/dx[x^2]");
    /// assert_eq!(steps[1].parts, [0]);
    /// # Ok::<(), calculus::symbolic::ParseError>(())
    /// ```
    pub fn steps(&self) -> Vec<Step> {
        if self.variable.name().is_none() {
            return Vec::new();
        }
        let mut chooser = Chooser::new(self.of, &self.preferred);
        let root = promise(self.of, self.variable);
        let mut steps: Table<Step> = Table::default();
        let mut open = vec![root];
        // A step is done once the derivatives in it are, so each is met twice: on the way down and on the way up.
        let mut order: Vec<Expr> = Vec::new();
        let mut placed: Table<usize> = Table::default();
        while let Some(&promised) = open.last() {
            if placed.contains_key(&promised) {
                open.pop();
                continue;
            }
            let known = steps.contains_key(&promised);
            let step = steps.entry(promised).or_insert_with(|| chooser.step(promised));
            let inner = promises(step.formula);
            if known {
                step.parts = inner.iter().filter_map(|part| placed.get(part).copied()).collect();
                placed.insert(promised, order.len());
                order.push(promised);
                open.pop();
            } else {
                open.extend(inner.into_iter().filter(|part| !placed.contains_key(part)));
            }
        }
        order.iter().filter_map(|promised| steps.remove(promised)).collect()
    }

    /// The slope at a point, or why the rules give none there: |x| has a corner at 0.
    ///
    /// ```
    /// use calculus::prelude::*;
    /// let slope = differentiate(formula(|x| x.abs()));
    /// assert_eq!(slope.at(-3.0), -1.0);
    /// assert_eq!(slope.at(0.0).to_string(), "the rules give no derivative at x = 0, where abs(x) has a corner");
    /// ```
    pub fn at(&self, point: impl Into<Point>) -> Value {
        let point = point.into();
        // Where the function has no value, it has no slope either.
        let value = self.of.at(point.clone());
        if value.value().is_none() {
            return value;
        }
        match exception_at(&self.exceptions, &point) {
            Some(reason) => Value::none(reason),
            None => self.result.at(point),
        }
    }

    /// Where the function has no value, and so no derivative, although the formula of the derivative has one after
    /// common factors were cancelled.
    ///
    /// ```
    /// use calculus::prelude::*;
    /// let y = differentiate(parse("(x^2 - 1)/(x - 1)")?);
    /// assert_eq!(y.result().to_string(), "1");
    /// assert_eq!(y.gaps()[0].to_string(), "at x = 1");
    /// # Ok::<(), calculus::symbolic::ParseError>(())
    /// ```
    pub fn gaps(&self) -> &[Gap] {
        &self.gaps
    }

    /// Where the derivative does not hold, and how numbers were read that the machine had rounded, as sentences without their
    /// full stops.
    ///
    /// ```
    /// use calculus::prelude::*;
    /// let floor = differentiate(formula(|x| x.floor()));
    /// assert_eq!(floor.result().to_string(), "0");
    /// assert_eq!(floor.remarks(), ["not where x is a whole number: floor(x) jumps there"]);
    /// ```
    pub fn remarks(&self) -> Vec<String> {
        self.remarks_in(Writing::Text)
    }

    /// The lines and the remarks, to be set under one another.
    pub(crate) fn rows(&self) -> Vec<Row> {
        let remarks = self.remarks_in(Writing::Latex);
        self.lines.iter().map(Line::row).chain(remarks.iter().map(|remark| Row::remark(remark))).collect()
    }

    fn remarks_in(&self, writing: Writing) -> Vec<String> {
        let words =
            |words: &str| if writing == Writing::Latex { format!("\\text{{{words}}}") } else { words.to_owned() };
        let of_exception = |exception: &Exception| {
            let (of, inner, is, does) = match *exception {
                Exception::Corner { of, zero } => (of, zero.simplify(), " = 0", " has a corner there"),
                Exception::Jump { of, zero } => (of, zero.simplify(), " = 0", " jumps there"),
                Exception::Whole { of, inner } => (of, inner, " is a whole number", " jumps there"),
            };
            let (of, inner) = (of.written(writing), inner.written(writing));
            format!("{}{inner}{}{of}{}", words("not where "), words(&format!("{is}: ")), words(does))
        };
        let short = |exception: &&Exception| match exception {
            Exception::Corner { of, .. } | Exception::Jump { of, .. } | Exception::Whole { of, .. } => {
                of.tree_size() <= MOST_NODES as u64
            }
        };
        let of_gap = |gap: &Gap| {
            let before = words(&format!("not {} ", gap.preposition()));
            format!("{before}{}{}", gap.written(writing), words(", where the function has no value"))
        };
        let gaps = self.gaps.iter().take(10).map(of_gap);
        let exceptions = gaps.chain(self.exceptions.iter().filter(short).take(10).map(of_exception));
        exceptions.chain(self.readings.iter().take(10).map(|reading| words(reading))).collect()
    }
}

impl fmt::Debug for Derivation {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str(&self.text())
    }
}

impl Rich for Derivation {
    fn text(&self) -> String {
        let lines =
            self.lines.iter().map(|line| if line.left.is_some() { format!("{line}") } else { format!("    {line}") });
        lines.chain(self.remarks()).collect::<Vec<_>>().join("\n")
    }

    fn latex(&self) -> Option<String> {
        Some(working(&self.rows()))
    }
}
