//! The derivative with its working: a tree of named steps.

use super::derivative::{Exception, exceptions};
use super::evaluate::{Point, Value, exception_at};
use super::expr::{Expr, Function, Node, Set, Table, node};
use super::lines::{self, Line};
use super::print::Writing;
use super::rules::{Rule, differentiated_once};
use crate::show::{Rich, shown};
use num_bigint::BigInt;
use num_rational::BigRational;
use num_traits::{One, Signed, ToPrimitive};
use std::collections::HashSet;
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
}

shown!(Derivation);

/// One rule at one place: the derivative of `of` by `variable` is `formula`.
#[derive(Clone, Debug, PartialEq)]
pub struct Step {
    /// The rule.
    pub rule: Rule,
    /// What is differentiated.
    pub of: Expr,
    /// By which variable; inside of a chain rule also by the letter of an inner function.
    pub variable: Expr,
    /// What the rule makes of it. Derivatives that are still to be worked out are written d/dx.
    pub formula: Expr,
    /// The letter that the chain rule gives to the inner function, and the inner function.
    pub substitution: Option<(Expr, Expr)>,
    /// The steps (as places in [`Derivation::steps`]) that work out the derivatives in `formula`.
    pub parts: Vec<usize>,
}

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
        Derivation::new(self, Expr::variable(variable), Vec::new())
    }
}

impl Derivation {
    fn new(of: Expr, variable: Expr, preferred: Vec<Rule>) -> Derivation {
        let result = super::derivative::by_the_rules(of, variable).simplify();
        let mut derivation =
            Derivation { of, variable, preferred, result, lines: Vec::new(), exceptions: exceptions(of, variable) };
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
        Derivation::new(self.of, self.variable, preferred)
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

    /// Where the rules do not hold, as sentences without their full stops.
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
        self.exceptions.iter().filter(short).take(10).map(of_exception).collect()
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
        let mut rows: Vec<String> = self.lines.iter().map(Line::latex).collect();
        rows.extend(self.remarks_in(Writing::Latex).iter().map(|remark| format!("& && {remark}")));
        Some(format!("$$\\begin{{aligned}}\n{}\n\\end{{aligned}}$$", rows.join(" \\\\\n")))
    }
}

/// d/dx of a formula, not worked out.
pub(super) fn promise(of: Expr, variable: Expr) -> Expr {
    node(Node::Derivative(of, variable))
}

/// The derivatives in a formula that are not worked out, in the order of the formula.
pub(super) fn promises(formula: Expr) -> Vec<Expr> {
    let mut found = Vec::new();
    let mut seen = Set::default();
    let mut open = vec![formula];
    while let Some(expr) = open.pop() {
        if !seen.insert(expr) {
            continue;
        }
        if let Node::Derivative(..) = expr.node() {
            found.push(expr);
        } else {
            let parts: Vec<Expr> = expr.parts().collect();
            open.extend(parts.into_iter().rev());
        }
    }
    found
}

/// Chooses the rule that a person would take, and the letters for inner functions.
pub(super) struct Chooser {
    preferred: HashSet<Rule>,
    /// The letters that are still free, the next one last.
    letters: Vec<Expr>,
    given: Table<Expr>,
    dependent: Table<Set>,
}

impl Chooser {
    pub(super) fn new(of: Expr, preferred: &[Rule]) -> Chooser {
        let taken = of.variables();
        let indexed = (1..).map(|index| format!("u_{index}"));
        let letters: Vec<Expr> = ["u", "v", "w", "p", "q", "r", "s"]
            .map(str::to_owned)
            .into_iter()
            .chain(indexed.take(MOST_NODES))
            .filter(|name| !taken.contains(&name.as_str()))
            .map(|name| Expr::variable(&name))
            .collect();
        Chooser {
            preferred: preferred.iter().copied().collect(),
            letters: letters.into_iter().rev().collect(),
            given: Table::default(),
            dependent: Table::default(),
        }
    }

    /// The letter for an inner function; the same one each time.
    pub(super) fn letter(&mut self, inner: Expr) -> Expr {
        if let Some(letter) = self.given.get(&inner) {
            return *letter;
        }
        let letter = self.letters.pop().unwrap_or(inner);
        self.given.insert(inner, letter);
        letter
    }

    fn depends(&mut self, part: Expr, variable: Expr) -> bool {
        self.dependent.entry(variable).or_default();
        let known = self.dependent.get(&variable).is_some_and(|set| set.contains(&part));
        known || {
            let found = part.nodes_with(variable);
            let contains = found.contains(&part);
            self.dependent.entry(variable).or_default().extend(found);
            contains
        }
    }

    /// The next step for a derivative that is not worked out.
    pub(super) fn step(&mut self, promised: Expr) -> Step {
        let Node::Derivative(of, variable) = *promised.node() else {
            let zero = Expr::integer(0);
            return Step {
                rule: Rule::Constant,
                of: promised,
                variable: promised,
                formula: zero,
                substitution: None,
                parts: Vec::new(),
            };
        };
        let done = |rule, formula, substitution| Step { rule, of, variable, formula, substitution, parts: Vec::new() };
        if self.depends(of, variable) {
            if let Some(expanded) = self.multiplied_out(of) {
                return done(Rule::MultiplyOut, promise(expanded, variable), None);
            }
            if let Some(power) = self.as_power(of, variable) {
                return done(Rule::Rewrite, promise(power, variable), None);
            }
            if let Some((outer, inner)) = self.chain(of, variable) {
                let letter = self.letter(inner);
                let outside = promise(outer(letter), letter);
                let formula = node(Node::Product(outside, promise(inner, variable)));
                return done(Rule::Chain, formula, Some((letter, inner)));
            }
        }
        let dependent: Set = of.parts().chain([of]).filter(|part| self.depends(*part, variable)).collect();
        // The derivative of x by x is 1, and nobody writes d/dx[x] in a product with it.
        let d = |part: Expr| if part == variable { Expr::integer(1) } else { promise(part, variable) };
        let (rule, formula) = match *of.node() {
            // All the terms at once, each with its sign.
            Node::Sum(..) => (Rule::Sum, term_by_term(of, variable)),
            // −c u in one go
            Node::Negative(u) if let Some((c, u)) = self.multiple(u, variable) => {
                (Rule::ConstantMultiple, -super::rules::multiply(c, promise(u, variable)))
            }
            Node::Product(..) | Node::Quotient(..) | Node::Negative(_) => {
                differentiated_once(of, |part| dependent.contains(&part), |part| promise(part, variable))
            }
            _ => differentiated_once(of, |part| dependent.contains(&part), d),
        };
        done(rule, formula, None)
    }

    /// A constant multiple as the constant and the rest.
    fn multiple(&mut self, of: Expr, variable: Expr) -> Option<(Expr, Expr)> {
        match *of.node() {
            Node::Product(c, u) if !self.depends(c, variable) => Some((c, u)),
            _ => None,
        }
    }

    /// A product or power of sums multiplied out, if that is preferred and makes a sum of it.
    fn multiplied_out(&self, of: Expr) -> Option<Expr> {
        let wanted = self.preferred.contains(&Rule::MultiplyOut);
        let product = matches!(of.node(), Node::Product(..) | Node::Power(..));
        let expanded = (wanted && product).then(|| of.expand())?;
        matches!(expanded.node(), Node::Sum(..)).then_some(expanded)
    }

    /// c/u as c u⁻¹.
    fn as_power(&mut self, of: Expr, variable: Expr) -> Option<Expr> {
        let Node::Quotient(c, u) = *of.node() else { return None };
        if self.preferred.contains(&Rule::Quotient) || self.depends(c, variable) || !self.depends(u, variable) {
            return None;
        }
        let power = match *u.node() {
            Node::Power(base, exponent) if exponent.as_constant().is_some() => {
                base.raised(super::rules::negative(exponent))
            }
            Node::Function(Function::SquareRoot, base) => {
                base.raised(Expr::constant(BigRational::new(BigInt::from(-1), BigInt::from(2))))
            }
            _ => u.raised(Expr::integer(-1)),
        };
        Some(super::rules::multiply(c, power))
    }

    /// A function of a function, as the outer one and the inner one.
    #[allow(clippy::type_complexity)]
    fn chain(&mut self, of: Expr, variable: Expr) -> Option<(Box<dyn Fn(Expr) -> Expr>, Expr)> {
        match *of.node() {
            Node::Function(function, u) if u != variable && self.depends(u, variable) => {
                Some((Box::new(move |letter| letter.function_of(function)), u))
            }
            Node::Power(u, n) if u != variable && !self.depends(n, variable) => {
                let at_once = self.preferred.contains(&Rule::PowerOnChain) || is_simple_exponent(n);
                (!at_once)
                    .then(|| -> (Box<dyn Fn(Expr) -> Expr>, Expr) { (Box::new(move |letter| letter.raised(n)), u) })
            }
            Node::Power(c, u) if u != variable && !self.depends(c, variable) => {
                Some((Box::new(move |letter| c.raised(letter)), u))
            }
            _ => None,
        }
    }
}

/// (u + v − w)′ = u′ + v′ − w′
fn term_by_term(sum: Expr, variable: Expr) -> Expr {
    let mut terms = Vec::new();
    let mut rest = vec![sum];
    while let Some(expr) = rest.pop() {
        match *expr.node() {
            Node::Sum(u, v) => rest.extend([v, u]),
            Node::Negative(u) => terms.push(-promise(u, variable)),
            _ => terms.push(promise(expr, variable)),
        }
    }
    terms.into_iter().reduce(|sum, term| sum + term).unwrap_or_else(|| Expr::integer(0))
}

/// The powers 0 and 1, for which a letter would be a joke.
fn is_simple_exponent(exponent: Expr) -> bool {
    exponent.as_constant().is_some_and(|n| !n.is_negative() && (n.is_one() || n.to_i32() == Some(0)))
}
