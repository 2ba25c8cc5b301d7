//! Which rule comes next, and which letter an inner function gets.

use super::arena::{Function, Node, Set, Table, node};
use super::expr::Expr;
use super::rule::Rule;
use super::rules::differentiated_once;
use super::step::Step;
use num_bigint::BigInt;
use num_rational::BigRational;
use num_traits::{One, Signed, ToPrimitive};
use std::collections::HashSet;

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
    /// Names that the formula has itself.
    taken: Vec<&'static str>,
    /// How many names were looked at so far.
    names: usize,
    given: Table<Expr>,
    dependent: Table<Set>,
}

/// An inner function with its letter, and what stands around it written with that letter.
pub(super) struct Link {
    pub(super) outer: Expr,
    pub(super) letter: Expr,
    pub(super) inner: Expr,
}

impl Chooser {
    pub(super) fn new(of: Expr, preferred: &[Rule]) -> Chooser {
        Chooser {
            preferred: preferred.iter().copied().collect(),
            taken: of.variables(),
            names: 0,
            given: Table::default(),
            dependent: Table::default(),
        }
    }

    /// The letter for an inner function; the same one each time.
    fn letter(&mut self, inner: Expr) -> Expr {
        if let Some(letter) = self.given.get(&inner) {
            return *letter;
        }
        let letter = loop {
            let name = match ["u", "v", "w", "p", "q", "r", "s"].get(self.names) {
                Some(name) => (*name).to_owned(),
                None => format!("u_{}", self.names - 6),
            };
            self.names += 1;
            if !self.taken.contains(&&*name) {
                break Expr::variable(&name);
            }
        };
        self.given.insert(inner, letter);
        letter
    }

    /// The first link of a chain: y as a function of u, and u as a function of x. Constants may stand around the
    /// outer function: 5 sin(3x) + 2 is 5 sin(u) + 2.
    pub(super) fn link(&mut self, of: Expr, variable: Expr) -> Option<Link> {
        if !self.depends(of, variable) {
            return None;
        }
        let mut place = of;
        let inner = loop {
            if self.multiplied_out(place).is_some() {
                return None;
            }
            if let Some((_, inner)) = self.chain(place, variable) {
                break inner;
            }
            if let Some(power) = self.as_power(place, variable) {
                // c/u is a power of u, whose inner function is u.
                let Node::Power(u, _) = *without_constant(power).node() else { return None };
                if u == variable || self.preferred.contains(&Rule::PowerOnChain) {
                    return None;
                }
                break u;
            }
            if !matches!(place.node(), Node::Sum(..) | Node::Negative(_) | Node::Product(..) | Node::Quotient(..)) {
                return None;
            }
            let parts: Vec<Expr> = place.parts().filter(|part| self.depends(*part, variable)).collect();
            let [part] = parts[..] else { return None };
            place = part;
        };
        let letter = self.letter(inner);
        Some(Link { outer: of.rebuilt(|old, again| if old == inner { letter } else { again }), letter, inner })
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
            Node::Sum(..) => (Rule::Sum, term_by_term(of, variable, |_| true)),
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

    /// The derivative of a sum without those of its constants, which are 0.
    pub(super) fn sum_without_constants(&mut self, sum: Expr, variable: Expr) -> Expr {
        term_by_term(sum, variable, |term| self.depends(term, variable))
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

/// (u + v − w)′ = u′ + v′ − w′, of the terms that are wanted.
fn term_by_term(sum: Expr, variable: Expr, mut wanted: impl FnMut(Expr) -> bool) -> Expr {
    let mut terms = Vec::new();
    let mut rest = vec![sum];
    while let Some(expr) = rest.pop() {
        match *expr.node() {
            Node::Sum(u, v) => rest.extend([v, u]),
            _ if !wanted(expr) => {}
            Node::Negative(u) => terms.push(-promise(u, variable)),
            _ => terms.push(promise(expr, variable)),
        }
    }
    terms.into_iter().reduce(|sum, term| sum + term).unwrap_or_else(|| Expr::integer(0))
}

/// c u without its c, which is at the left.
fn without_constant(power: Expr) -> Expr {
    match *power.node() {
        Node::Product(_, u) | Node::Negative(u) => u,
        _ => power,
    }
}

/// The powers 0 and 1, for which a letter would be a joke.
fn is_simple_exponent(exponent: Expr) -> bool {
    exponent.as_constant().is_some_and(|n| !n.is_negative() && (n.is_one() || n.to_i32() == Some(0)))
}
