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
//! functions     sin(−x) = −sin x,  ln eˣ = x,  √x² = |x|
//! ```

use super::expr::{Expr, Function, Node, Set, Table};
use super::terms::{Factors, LARGEST_NUMBER, Terms, base_and_exponent, split_number, terms_of};
use num_integer::Integer;
use num_rational::BigRational;
use num_traits::{One, Pow, Signed, ToPrimitive, Zero};
use std::collections::BTreeMap;

/// Formulas with more parts are left as they are: nobody reads them, and this takes more than a time in proportion.
const MOST_NODES: usize = 1_000;
/// A product of sums is multiplied out if it has at most this many terms then.
const MOST_TERMS: usize = 60;
/// A sum with powers of sums is collected up to this degree.
const HIGHEST_DEGREE: f64 = 6.0;
/// The same where [`Expr::expand`] was asked for.
const MOST_TERMS_ON_REQUEST: usize = 1_000;
/// And so many products of two terms are made on the way at most.
const MOST_PRODUCTS: usize = 20_000;
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
    /// # Ok::<(), calculus::symbolic::ParseError>(())
    /// ```
    #[must_use]
    pub fn simplify(self) -> Expr {
        let simple = settled(self, MOST_TERMS, false);
        // A sum that is a polynomial is collected, powers too: x + (x + 1)² = x² + 3x + 1.
        if !matches!(simple.node(), Node::Sum(..))
            || simple.degree() > HIGHEST_DEGREE
            || simple.tree_size() > MOST_NODES as u64
        {
            return simple;
        }
        let collected = settled(simple, MOST_TERMS, true);
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
        settled(self, MOST_TERMS_ON_REQUEST, true)
    }
}

/// Passes until nothing changes any more.
fn settled(expr: Expr, most_terms: usize, all: bool) -> Expr {
    let mut simple = expr;
    for _ in 0..MOST_PASSES {
        let large = simple.has_more_nodes_than(MOST_NODES);
        let next = if large { simple } else { pass(simple, Expansion { most_terms, all }) };
        if next == simple {
            break;
        }
        simple = next;
    }
    simple
}

/// What is multiplied out.
#[derive(Clone, Copy)]
struct Expansion {
    most_terms: usize,
    /// Powers, products with functions and fractions too.
    all: bool,
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
    terms.formula()
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
    let merged = merged(product);
    expanded(&merged, expansion).unwrap_or_else(|| merged.formula())
}

enum Fault {
    Undefined(&'static str),
    /// A number with too many digits.
    TooLarge,
}

/// A simplified formula to a power, taken apart as far as this keeps the value.
fn raise(base: Expr, exponent: &Terms) -> Result<Factors, Fault> {
    let mut product = Factors::default();
    let Some(number) = exponent.as_number() else {
        if !base.is_one() {
            let (inner, one) = base_and_exponent(base);
            // eᵘ to the power 1 is still eᵘ; e to a power is the exponential function.
            if inner == Expr::e() && one.as_number().is_some_and(|one| one.is_one()) {
                product.multiply(inner, exponent);
            } else {
                product.multiply(base, exponent);
            }
        }
        return Ok(product);
    };
    if number.is_zero() {
        return if base.is_zero() { Err(Fault::Undefined("the formula divides by 0")) } else { Ok(product) };
    }
    if let Some(value) = base.as_constant() {
        return number_to(value, &number);
    }
    if number.is_integer() {
        let factors = Factors::of(base);
        product.coefficient = number_to(&factors.coefficient, &number)?.coefficient;
        for (inner, inner_exponent) in factors.iter() {
            // |u|² = u²
            match *inner.node() {
                Node::Function(Function::AbsoluteValue, u) if even(inner_exponent, &number) => {
                    let (inner, one) = base_and_exponent(u);
                    // Only where u is no product or power itself; otherwise the next pass takes it apart.
                    if one.as_number().is_some_and(|one| one.is_one()) {
                        product.multiply(inner, &inner_exponent.scaled(&number));
                    } else {
                        product.multiply(u, &inner_exponent.scaled(&number));
                    }
                }
                _ => product.multiply(inner, &inner_exponent.scaled(&number)),
            }
        }
        return Ok(product);
    }
    // (c u)ᵖ = cᵖ uᵖ for a positive c, written only where cᵖ is a fraction.
    let (value, monic) = split_number(base);
    if value.is_positive()
        && !value.is_one()
        && let Ok(outside) = number_to(&value, &number)
        && outside.iter().next().is_none()
        && !matches!(base.node(), Node::Sum(..))
    {
        let mut inside = raise(monic, exponent)?;
        inside.coefficient *= outside.coefficient;
        return Ok(inside);
    }
    let (inner, inner_exponent) = base_and_exponent(base);
    match inner_exponent.as_number() {
        _ if inner == Expr::e() => product.multiply(inner, &inner_exponent.scaled(&number)),
        Some(one) if one.is_one() => product.multiply(base, exponent),
        // (u²)ᵖ = |u|²ᵖ
        Some(even) if even.numer().is_even() => {
            let absolute = absolute_value(inner);
            product.multiply(absolute, &inner_exponent.scaled(&number));
        }
        Some(_) => product.multiply(inner, &inner_exponent.scaled(&number)),
        None => product.multiply(base, exponent),
    }
    Ok(product)
}

fn even(exponent: &Terms, factor: &BigRational) -> bool {
    exponent.scaled(factor).as_number().is_some_and(|number| number.is_integer() && number.numer().is_even())
}

/// A number to a power: a fraction if it is one, or else a power of the number.
fn number_to(value: &BigRational, exponent: &BigRational) -> Result<Factors, Fault> {
    let mut product = Factors::default();
    if value.is_zero() {
        if exponent.is_negative() {
            return Err(Fault::Undefined("the formula divides by 0"));
        }
        product.coefficient = BigRational::zero();
        return Ok(product);
    }
    if value.is_one() {
        return Ok(product);
    }
    let whole = exponent.to_integer().to_i32().filter(|_| exponent.is_integer());
    if let Some(whole) = whole {
        let bits = value.numer().bits().max(value.denom().bits());
        if bits.saturating_mul(whole.unsigned_abs().into()) > LARGEST_NUMBER {
            return Err(Fault::TooLarge);
        }
        product.coefficient = value.pow(whole);
        return Ok(product);
    }
    if exponent.is_integer() {
        return Err(Fault::TooLarge);
    }
    if value.is_negative() {
        return Err(Fault::Undefined("the formula has a root of a negative number"));
    }
    if let (Some(above), Some(below)) = (exponent.numer().to_i32(), exponent.denom().to_u32()) {
        let root = BigRational::new(value.numer().nth_root(below), value.denom().nth_root(below));
        let bits = root.numer().bits().max(root.denom().bits());
        let exact = bits.saturating_mul(below.into()) <= 2 * LARGEST_NUMBER && Pow::pow(&root, below) == *value;
        if exact {
            return number_to(&root, &BigRational::from(num_bigint::BigInt::from(above)));
        }
    }
    product.multiply(Expr::constant(value.clone()), &Terms::number(exponent.clone()));
    Ok(product)
}

/// The same number as a base twice may have become a whole power: √2 √2 = 2.
fn merged(product: Factors) -> Factors {
    let mut merged = Factors::number(product.coefficient.clone());
    for (base, exponent) in product.iter() {
        let number = exponent.as_number();
        match (base.as_constant(), number) {
            (Some(value), Some(number)) if number.is_integer() => match number_to(value, &number) {
                Ok(factors) => merged.coefficient *= factors.coefficient,
                Err(_) => merged.multiply(base, exponent),
            },
            _ => merged.multiply(base, exponent),
        }
    }
    merged
}

/// The product multiplied out, if that is what a textbook would do.
fn expanded(product: &Factors, expansion: Expansion) -> Option<Expr> {
    let mut sums: Vec<(Expr, usize)> = Vec::new();
    let mut single = Factors::number(product.coefficient.clone());
    for (base, exponent) in product.iter() {
        let number = exponent.as_number();
        let whole =
            number.as_ref().filter(|number| number.is_integer()).and_then(|number| number.to_integer().to_usize());
        match base.node() {
            Node::Sum(..) if whole == Some(1) || (expansion.all && whole.is_some()) => {
                sums.push((base, whole.unwrap_or(1)));
            }
            Node::Variable(_) if whole.is_some() || expansion.all => single.multiply(base, exponent),
            _ if expansion.all => single.multiply(base, exponent),
            // Not a polynomial: only a number in front of a sum is multiplied in, and here is more than that.
            _ => return None,
        }
    }
    let only_number = single.iter().next().is_none() && sums.len() == 1;
    let polynomial = |sum: Expr| terms_of(sum).iter().all(|(_, monic)| is_power_product(*monic));
    if sums.is_empty() || !(expansion.all || only_number || sums.iter().all(|(sum, _)| polynomial(*sum))) {
        return None;
    }
    // Unless terms cancel, the nth power of a sum of k terms has n(k − 1) + 1 of them: known before any is made.
    let hopeless = |(sum, exponent): &(Expr, usize)| {
        let (count, n) = (Terms::of(*sum).count() as f64, *exponent as f64);
        let products = count * (n + (count - 1.0) * n * (n - 1.0) / 2.0);
        n * (count - 1.0) + 1.0 > expansion.most_terms as f64 || products > MOST_PRODUCTS as f64
    };
    if sums.iter().any(hopeless) {
        return None;
    }
    // The number of terms before they are collected, which bounds the work.
    let mut result = Terms::of(single.formula());
    let mut products = 0;
    for (sum, exponent) in sums {
        let factor = Terms::of(sum);
        for _ in 0..exponent {
            let count = result.count().saturating_mul(factor.count());
            products += count;
            if count > expansion.most_terms || products > MOST_PRODUCTS {
                return None;
            }
            result = multiplied(&result, &factor);
        }
    }
    Some(result.formula())
}

fn multiplied(one: &Terms, two: &Terms) -> Terms {
    let mut product = Terms::default();
    for (m, c) in one.iter() {
        for (n, d) in two.iter() {
            let mut factors = Factors::of(m);
            Factors::of(n).iter().for_each(|(base, exponent)| factors.multiply(base, exponent));
            let factors = merged(factors);
            let coefficient = c * d * &factors.coefficient;
            product.add(factors.with_number(BigRational::one()).formula(), coefficient);
        }
    }
    product
}

/// Whether a term is x² y and the like.
fn is_power_product(monic: Expr) -> bool {
    let power = |exponent: &Terms| exponent.as_number().is_some_and(|n| n.is_integer() && n.is_positive());
    Factors::of(monic).iter().all(|(base, exponent)| base.name().is_some() && power(exponent))
}

/// Functions of simplified formulas.
fn other(expr: Expr) -> Expr {
    match *expr.node() {
        Node::Function(function, u) => of_function(expr, function, u),
        Node::Maximum(u, v) | Node::Minimum(u, v) if u == v => u,
        Node::Maximum(u, v) | Node::Minimum(u, v) => match (u.as_constant(), v.as_constant()) {
            (Some(one), Some(two)) => {
                let larger = matches!(expr.node(), Node::Maximum(..));
                if (one > two) == larger { u } else { v }
            }
            _ => expr,
        },
        _ => expr,
    }
}

fn of_function(expr: Expr, function: Function, u: Expr) -> Expr {
    let number = u.as_constant();
    match function {
        // e^(ln u) = u, where u is above 0
        Function::Exponential => match *u.node() {
            Node::Constant(ref value) if value.is_zero() => Expr::integer(1),
            Node::Function(Function::Logarithm, inner) => inner,
            _ => expr,
        },
        Function::Logarithm => match *u.node() {
            Node::Constant(ref value) if value.is_one() => Expr::integer(0),
            Node::Constant(ref value) if !value.is_positive() => {
                Expr::undefined("the formula has the logarithm of a number that is not above 0")
            }
            Node::Function(Function::Exponential, inner) => inner,
            _ => expr,
        },
        Function::AbsoluteValue => absolute_value(u),
        Function::Sine | Function::Tangent if u.is_zero() => Expr::integer(0),
        Function::Cosine if u.is_zero() => Expr::integer(1),
        Function::Sine | Function::Tangent => match without_sign(u) {
            Some(positive) => Factors::of(positive.function_of(function)).with_number(-BigRational::one()).formula(),
            None => expr,
        },
        Function::Cosine => without_sign(u).map_or(expr, |positive| positive.function_of(function)),
        Function::Floor => number.map_or(expr, |value| Expr::constant(value.floor())),
        Function::Step => match number {
            Some(value) if value.is_zero() => Expr::undefined("the formula has a step function where it jumps"),
            Some(value) => Expr::integer(i64::from(value.is_positive())),
            None => expr,
        },
        // A root is a power and was treated as one.
        Function::SquareRoot => expr,
    }
}

fn absolute_value(u: Expr) -> Expr {
    if let Some(value) = u.as_constant() {
        return Expr::constant(value.abs());
    }
    let positive = without_sign(u).unwrap_or(u);
    let (base, exponent) = base_and_exponent(positive);
    let never_negative = match *positive.node() {
        Node::Pi | Node::Function(Function::AbsoluteValue | Function::Exponential | Function::SquareRoot, _) => true,
        // An even power, and one with a fraction for its exponent: it exists only where it is not negative.
        Node::Power(..) => exponent.as_number().is_some_and(|n| !n.is_integer() || n.numer().is_even()),
        _ => false,
    };
    if never_negative && !base.is_zero() { positive } else { positive.function_of(Function::AbsoluteValue) }
}

/// The formula with the other sign, if it is written with a minus sign in front.
fn without_sign(u: Expr) -> Option<Expr> {
    let first = terms_of(u).into_iter().next()?.0;
    first.is_negative().then(|| Terms::of(u).scaled(&-BigRational::one()).formula())
}

/// Zeros and ones dropped and numbers multiplied, but nothing else: for the lines of a derivation.
pub(super) fn tidied(expr: Expr) -> Expr {
    use super::rules::{add, divide, multiply, negative, power};
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
