//! The form that a textbook prints: terms collected in falling powers, numbers multiplied, fractions with one bar.
//!
//! Every step keeps the value wherever the formula had one. It may gain a value where it had none: x/x becomes 1,
//! also at 0.
//!
//! ```text
//! sums          2x + 3x = 5x,  2(x + sin x) = 2x + 2 sin x
//! products      x x² = x³,  eˣ e = eˣ⁺¹,  √x √x = x,  (2x)³ = 8x³
//! products of polynomials are multiplied out, powers of them are not:
//!               8x(2x² + 8) = 16x³ + 64x,  but 15(5x + 25)² stays
//! fractions     (x² − 1)/(x − 1) = x + 1
//! functions     sin(−x) = −sin x,  ln eˣ = x,  sin(asin x) = x,  √x² = |x|,  sin(π/6) = 1/2
//!               cosh² x − sinh² x = 1,  sinh x/cosh x = tanh x
//! ```

mod cancel;
mod functions;
mod multiply_out;
mod powers;
mod relations;
mod values;

use super::arena::{Function, Node, Set, Table};
use super::canonical::terms_of;
use super::expr::Expr;
use super::factors::Factors;
use super::terms::{LARGEST_NUMBER, Terms};
use cancel::{cancelled, without_gaps};
use functions::other;
use multiply_out::{Expansion, expanded, is_power_product, merged};
use num_integer::Integer;
use num_rational::BigRational;
use num_traits::{One, Zero};
use powers::{Fault, raise};
use relations::{quotients, squares};
use std::collections::BTreeMap;

/// Formulas with more parts are left as they are: nobody reads them, and this takes more than a time in proportion.
const MOST_NODES: usize = 1_000;
/// A product of sums is multiplied out if it has at most this many terms then.
const MOST_TERMS: usize = 60;
/// The same where [`Expr::expand`] was asked for.
const MOST_TERMS_ON_REQUEST: usize = 1_000;
/// A sum with powers of sums is collected up to this degree.
const HIGHEST_DEGREE: f64 = 6.0;
/// One pass nearly always does; what it made can open the way for another.
const MOST_PASSES: usize = 8;

impl Expr {
    /// The form that a textbook would print. The value stays the same wherever the formula has one; where it had none,
    /// it may get one: x/x becomes 1. Simplifying twice changes nothing more. Formulas of more than 1,000 nodes stay as
    /// they are.
    ///
    /// ```
    /// use calculus::symbolic::parse;
    /// assert_eq!(parse("3(5x + 25)^2 * 5")?.simplify().to_string(), "15(5x + 25)^2");
    /// assert_eq!(parse("2(2x^2 + 8) * 4x")?.simplify().to_string(), "16x^3 + 64x");
    /// assert_eq!(parse("1*x + (-3)*x - 0")?.simplify().to_string(), "-2x");
    /// assert_eq!(parse("(x^2 - 1)/(x - 1)")?.simplify().to_string(), "x + 1");
    /// # Ok::<(), calculus::symbolic::ParseError>(())
    /// ```
    #[must_use]
    pub fn simplify(self) -> Expr {
        let simple = settled(self, Expansion { most_terms: MOST_TERMS, all: false, cancel: true });
        let simple = without_gaps(simple).map_or(simple, |fraction| {
            settled(fraction, Expansion { most_terms: MOST_TERMS, all: false, cancel: true })
        });
        // A sum that is a polynomial is collected, powers too: x + (x + 1)² = x² + 3x + 1.
        if !matches!(simple.node(), Node::Sum(..))
            || simple.degree() > HIGHEST_DEGREE
            || simple.tree_size() > MOST_NODES as u64
        {
            return simple;
        }
        let collected = settled(simple, Expansion { most_terms: MOST_TERMS, all: true, cancel: true });
        let polynomial = terms_of(collected).iter().all(|(_, monic)| is_power_product(*monic));
        if polynomial { collected } else { simple }
    }

    /// Everything multiplied out, powers of sums too, as long as no product has more than 1,000 terms.
    ///
    /// ```
    /// use calculus::symbolic::parse;
    /// assert_eq!(parse("(x + 1)^3")?.expand().to_string(), "x^3 + 3x^2 + 3x + 1");
    /// assert_eq!(parse("(x + 1)(x - sin x)/x")?.expand().to_string(), "x - sin(x) + 1 - sin(x)/x");
    /// # Ok::<(), calculus::symbolic::ParseError>(())
    /// ```
    #[must_use]
    pub fn expand(self) -> Expr {
        settled(self, Expansion { most_terms: MOST_TERMS_ON_REQUEST, all: true, cancel: true })
    }

    /// Simplified, but with the factors that stand above and below a line: the step before they are cancelled.
    pub(super) fn collected(self) -> Expr {
        settled(self, Expansion { most_terms: MOST_TERMS, all: false, cancel: false })
    }
}

/// Passes until nothing changes any more.
fn settled(expr: Expr, expansion: Expansion) -> Expr {
    let mut simple = expr;
    for _ in 0..MOST_PASSES {
        let large = simple.has_more_nodes_than(MOST_NODES);
        let next = if large { simple } else { pass(simple, expansion) };
        if next == simple {
            break;
        }
        simple = next;
    }
    simple
}

/// What a node is put together from: parts with their weights. In a sum a weight is a factor, in a product an exponent.
enum Gathered {
    Sum(Vec<(Expr, BigRational)>),
    Product(Vec<(Expr, BigRational)>),
    Other,
}

fn pass(root: Expr, expansion: Expansion) -> Expr {
    // From the top: what is needed, and of which parts. A sum in a sum is not needed by itself.
    let nodes = root.nodes();
    let mut needed: Set = std::iter::once(root).collect();
    let mut gathered: Vec<(Expr, Gathered)> = Vec::new();
    for &expr in nodes.iter().rev() {
        if !needed.contains(&expr) {
            continue;
        }
        let gather = match expr.node() {
            Node::Sum(..) => Gathered::Sum(gather(expr, addends)),
            Node::Negative(_) | Node::Product(..) | Node::Quotient(..) | Node::Power(..) => {
                Gathered::Product(gather(expr, factors))
            }
            Node::Function(Function::SquareRoot, _) => Gathered::Product(gather(expr, factors)),
            _ => Gathered::Other,
        };
        match &gather {
            Gathered::Sum(parts) | Gathered::Product(parts) => {
                for (part, _) in parts {
                    // A part that cannot be taken apart here is the node itself; then its own parts are needed.
                    if *part == expr { needed.extend(expr.parts()) } else { needed.extend([*part]) }
                }
            }
            Gathered::Other => needed.extend(expr.parts()),
        }
        gathered.push((expr, gather));
    }
    // From the bottom: each from its simplified parts.
    let mut simple: Table<Expr> = Table::default();
    for (expr, gather) in gathered.into_iter().rev() {
        let known = |part: Expr| simple.get(&part).copied().unwrap_or(part);
        let again = match gather {
            Gathered::Sum(parts) => sum(&parts, known),
            Gathered::Product(parts) => product(expr, &parts, known, expansion),
            Gathered::Other => other(expr.with_parts(known)),
        };
        let undefined = expr.parts().map(known).find(|part| matches!(part.node(), Node::Undefined(_)));
        simple.insert(expr, undefined.unwrap_or(again));
    }
    simple.get(&root).copied().unwrap_or(root)
}

type Weighted = Vec<(Expr, BigRational)>;

/// Takes a node apart as long as `parts` can, adding up the weights of what is met on more than one way.
fn gather(expr: Expr, parts: fn(Expr, &BigRational) -> Option<Weighted>) -> Weighted {
    let mut open: BTreeMap<usize, (Expr, BigRational)> = BTreeMap::new();
    open.insert(expr.id(), (expr, BigRational::one()));
    let mut leaves = Weighted::new();
    // Parts have smaller ids than wholes, so the largest id is met by no further way.
    while let Some((_, (part, weight))) = open.pop_last() {
        match parts(part, &weight) {
            Some(inner) => {
                for (part, weight) in inner {
                    let sum = &mut open.entry(part.id()).or_insert((part, BigRational::zero())).1;
                    *sum += weight;
                }
            }
            None => leaves.push((part, weight)),
        }
    }
    // Oldest first, which is nearly the order in which the formula was written.
    leaves.reverse();
    leaves
}

fn addends(expr: Expr, weight: &BigRational) -> Option<Weighted> {
    let with = |u: Expr, factor: &BigRational| Some(vec![(u, weight * factor)]);
    match *expr.node() {
        Node::Sum(u, v) => Some(vec![(u, weight.clone()), (v, weight.clone())]),
        Node::Negative(u) => with(u, &-BigRational::one()),
        Node::Product(u, v) => match (u.as_constant(), v.as_constant()) {
            (Some(number), _) => with(v, number),
            (None, Some(number)) => with(u, number),
            (None, None) => None,
        },
        Node::Quotient(u, v) => v.as_constant().filter(|number| !number.is_zero()).and_then(|n| with(u, &n.recip())),
        _ => None,
    }
}

fn factors(expr: Expr, weight: &BigRational) -> Option<Weighted> {
    // (u v)ⁿ = uⁿ vⁿ for every u and v only if n is whole.
    let whole = weight.is_integer();
    match *expr.node() {
        Node::Negative(u) if whole => Some(vec![(u, weight.clone()), (Expr::integer(-1), weight.clone())]),
        Node::Product(u, v) if whole => Some(vec![(u, weight.clone()), (v, weight.clone())]),
        Node::Quotient(u, v) if whole => Some(vec![(u, weight.clone()), (v, -weight)]),
        Node::Power(u, v) => {
            let exponent = v.as_constant()?;
            // u⁰ = 1, also for u = 0. A weight of 0 is then left for u/u alone.
            if exponent.is_zero() {
                return Some(Vec::new());
            }
            (whole || !exponent.numer().is_even()).then(|| vec![(u, exponent * weight)])
        }
        Node::Function(Function::SquareRoot, u) => Some(vec![(u, weight / num_bigint::BigInt::from(2))]),
        _ => None,
    }
}

fn sum(parts: &[(Expr, BigRational)], known: impl Fn(Expr) -> Expr) -> Expr {
    let mut terms = Terms::default();
    for (part, weight) in parts {
        let simple = known(*part);
        if let Node::Undefined(_) = simple.node() {
            return simple;
        }
        terms.add_formula(simple, weight);
    }
    squares(terms).formula()
}

fn product(expr: Expr, parts: &[(Expr, BigRational)], known: impl Fn(Expr) -> Expr, expansion: Expansion) -> Expr {
    let mut product = Factors::default();
    for (part, weight) in parts {
        // A power with a formula in its exponent is not taken apart, but its parts are simple already.
        let (base, exponent) = match *part.node() {
            Node::Power(u, v) if *part == expr => (known(u), Terms::of(known(v)).scaled(weight)),
            _ => (known(*part), Terms::number(weight.clone())),
        };
        if let Some(undefined) = [base].into_iter().find(|part| matches!(part.node(), Node::Undefined(_))) {
            return undefined;
        }
        match raise(base, &exponent) {
            Ok(factors) => {
                product.coefficient *= &factors.coefficient;
                factors.iter().for_each(|(base, exponent)| product.multiply(base, exponent));
            }
            Err(Fault::Undefined(reason)) => return Expr::undefined(reason),
            Err(Fault::TooLarge) => return expr.with_parts(known),
        }
        let bits = product.coefficient.numer().bits().max(product.coefficient.denom().bits());
        if bits > LARGEST_NUMBER {
            return expr.with_parts(known);
        }
    }
    // An undefined factor would have been met above: 0 times anything is 0.
    if product.coefficient.is_zero() {
        return Expr::integer(0);
    }
    let merged = quotients(merged(product));
    let merged = if expansion.cancel { cancelled(merged) } else { merged };
    expanded(&merged, expansion).unwrap_or_else(|| merged.formula())
}
