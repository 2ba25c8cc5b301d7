//! What is called exact is so, also where the machine has rounded a number before it was given.

use calculus::limits::{AlgebraicLimit, ExactOutcome};
use calculus::prelude::*;
use calculus::show::Rich;
use calculus::symbolic::Equivalence;
use num_bigint::BigInt;
use num_rational::BigRational;
use num_traits::{One, Signed, ToPrimitive, Zero};
use rand_chacha::ChaCha8Rng;
use rand_chacha::rand_core::{RngCore, SeedableRng};

fn fraction(above: i64, below: i64) -> BigRational {
    BigRational::new(above.into(), below.into())
}

fn below(random: &mut ChaCha8Rng, bound: u64) -> i64 {
    (random.next_u64() % bound) as i64
}

/// How many random cases a property is tried with: `CALCULUS_CASES` for a long run.
fn cases(usual: usize) -> usize {
    std::env::var("CALCULUS_CASES").ok().and_then(|value| value.parse().ok()).unwrap_or(usual)
}

/// The limit, or why there is none.
fn outcome(limit: AlgebraicLimit) -> ExactOutcome {
    limit.outcome().clone()
}

fn value(above: i64, below: i64) -> ExactOutcome {
    ExactOutcome::Value(fraction(above, below))
}

fn refusal(limit: AlgebraicLimit) -> String {
    match limit.outcome() {
        ExactOutcome::Undefined { reason } => reason.clone(),
        other => panic!("{other:?}"),
    }
}

#[test]
fn a_fraction_that_the_machine_has_rounded_is_read_and_said() {
    let l = limit_by_algebra(|x| (1.0 / x - 1.0 / 3.0) / (x - 3.0), 3.0);
    assert_eq!(outcome(l.clone()), value(-1, 9));
    assert_eq!(l.text().lines().last(), Some("    1/3, as I read 0.3333333333333333"));
    assert!(l.latex().is_some_and(|latex| latex.contains(r"\text{1/3, as I read 0.3333333333333333}")));
    let seventh = 1.0 / 7.0;
    let l = limit_by_algebra(|x| (x - seventh) / (x * x - 1.0 / 49.0), seventh);
    assert_eq!(outcome(l.clone()), value(7, 2));
    assert_eq!(l.readings(), ["1/7, as I read 0.14285714285714285", "1/49, as I read 0.02040816326530612"]);
    assert_eq!(outcome(limit_by_algebra(|x| (x - 0.3) / (x - (0.1 + 0.2)), 0.3)), value(1, 1));
    assert_eq!(outcome(limit_by_algebra(|x| (x - 0.1) / (x - (1.0 - 0.9)), 0.1)), value(1, 1));
    let (a, b) = (1.1, 2.3);
    assert_eq!(outcome(limit_by_algebra(|x| (x.powi(3) - a * a * a) / (x - a), a)), value(363, 100));
    assert_eq!(outcome(limit_by_algebra(|x| (x.powi(5) - b * b * b * b * b) / (x - b), b)), value(1_399_205, 10_000));
    // What is short stays what it is, and nothing is said.
    let l = limit_by_algebra(|x| (x - 0.3333) / (x - 0.3333), 0.3333);
    assert!(l.readings().is_empty());
    assert_eq!(outcome(limit_by_algebra(|x| x + 0.1, 0.2)), value(3, 10));
}

#[test]
fn a_number_that_is_no_fraction_is_read_by_its_name_or_refused() {
    let l = limit_by_algebra(|x| (x.powi(2) - 2.0) / (x - 2f64.sqrt()), 2f64.sqrt());
    assert_eq!(l.formula().map(|formula| formula.to_string()), Some("2sqrt(2)".into()));
    assert_eq!(l.readings(), ["√2, as I read 1.4142135623730951"]);
    for (number, name) in [
        (PI / 4.0, "π/4"),
        (1.0 / PI, "1/π"),
        (1.0 / (2.0 * PI), "1/(2π)"),
        (PI * PI / 6.0, "π²/6"),
        (-E, "−e"),
        (E / 2.0, "e/2"),
        (3.0 * 2f64.sqrt() / 2.0, "3√2/2"),
        (0.5f64.sqrt(), "√2/2"),
        (2f64.cbrt(), "∛2"),
        (2f64.ln(), "ln 2"),
        (2.0 * 3f64.ln(), "2 ln 3"),
    ] {
        for l in [limit_by_algebra(|x| x, number), limit_by_algebra(|x| x + number, 0)] {
            // In a formula the minus sign is one of subtraction.
            let said = format!("{}, as I read", name.trim_start_matches('−'));
            assert!(l.readings().iter().any(|reading| reading.contains(&said)), "{number}: {l:?}");
            assert!(
                l.value().is_some_and(|value| (value - number).abs() <= 4.0 * f64::EPSILON * number.abs()),
                "{l:?}"
            );
        }
    }
    // π itself is no rounded number but the constant of the standard library.
    assert_eq!(limit_by_algebra(|x| x, PI).formula(), Some(Expr::from(PI)));
    for noise in [0.7351928374651928, f64::EPSILON, 0.1 + 0.2 - 0.3, 1e-320, f64::MAX, 0.333333333333333] {
        assert!(refusal(limit_by_algebra(|x| x, noise)).contains("could be rounded from anything"), "{noise}");
        assert!(refusal(limit_by_algebra(|x| x + noise, 0)).contains("limit(…), which estimates"), "{noise}");
    }
}

/// A number with what it stands for: a fraction, or (as a formula) something that is none.
enum Meant {
    Fraction(BigRational),
    Formula(String),
    Nothing,
}

fn number(random: &mut ChaCha8Rng) -> (f64, Meant) {
    let sign = if below(random, 4) == 0 { -1 } else { 1 };
    let (p, q) = (sign * (1 + below(random, 40)), 1 + below(random, 40));
    let (above, under) = (p as f64, q as f64);
    match below(random, 8) {
        0 | 1 => {
            let places = below(random, 8) as u32;
            let largest = 10u64.pow(1 + below(random, 8) as u32);
            let digits = sign * below(random, largest);
            let text = format!("{digits}e-{places}");
            (text.parse().unwrap_or(0.0), Meant::Fraction(fraction(digits, 10i64.pow(places))))
        }
        2 => (above / under, Meant::Fraction(fraction(p, q))),
        3 => (above * (1.0 / under), Meant::Fraction(fraction(p, q))),
        4 => {
            let r = 1 + below(random, 9);
            (above / under + 1.0 / r as f64, Meant::Fraction(fraction(p, q) + fraction(1, r)))
        }
        5 => {
            let n = 2 + below(random, 60);
            (above * (n as f64).sqrt() / under, Meant::Formula(format!("{p} sqrt({n})/{q}")))
        }
        6 => {
            let (unit, name) = [(PI, "pi"), (E, "e")][below(random, 2) as usize];
            (above * unit / under, Meant::Formula(format!("{p} {name}/{q}")))
        }
        _ => {
            let bits = random.next_u64() >> 11;
            (
                sign as f64 * (bits as f64 / 2f64.powi(53) + 0.01) * 10f64.powi(below(random, 5) as i32 - 2),
                Meant::Nothing,
            )
        }
    }
}

#[test]
fn five_hundred_numbers_are_right_or_refused() {
    let mut random = ChaCha8Rng::seed_from_u64(9);
    let (mut right, mut refused) = (0, 0);
    for _ in 0..cases(500) {
        let (given, meant) = number(&mut random);
        // As a number in the formula, and as the point.
        for limit in [limit_by_algebra(|x| x + given, 0), limit_by_algebra(|x| x, given)] {
            match (limit.outcome(), &meant) {
                (ExactOutcome::Value(found), Meant::Fraction(fraction)) => assert_eq!(found, fraction, "{given}"),
                (ExactOutcome::Number(found), Meant::Formula(text)) => {
                    let formula = parse(text).unwrap_or_else(|error| panic!("{text}: {error}"));
                    assert!(equivalent(*found, formula).is_equal(), "{given} is {found}, and not {text}");
                }
                // 2√9 is a fraction after all.
                (ExactOutcome::Value(found), Meant::Formula(text)) => {
                    let formula = parse(text).map(Expr::simplify);
                    assert_eq!(formula.map(|formula| formula.to_string()), Ok(found.to_string()), "{given}");
                }
                (ExactOutcome::Undefined { .. }, _) => refused += 1,
                (found, _) => panic!("{given}: {found:?}"),
            }
            right += usize::from(limit.value().is_some());
        }
        // As a formula: equal to what it stands for, or a number of its own.
        let read = Expr::from(given);
        match meant {
            Meant::Nothing => assert_eq!(read.to_string(), format!("{given:?}")),
            Meant::Fraction(fraction) if !read.to_string().contains('.') => {
                assert_eq!(read.to_string(), fraction.to_string());
            }
            Meant::Formula(text) if !read.to_string().contains('.') => {
                let formula = parse(&text).unwrap_or_else(|error| panic!("{text}: {error}"));
                assert!(equivalent(read, formula).is_equal(), "{given} is {read}, and not {text}");
            }
            _ => assert_eq!(read.to_string(), format!("{given:?}")),
        }
    }
    println!("{right} read as fractions, {refused} refused");
    assert!(right > refused);
}

/// A calculation with x and with numbers, as the machine gives them and as they are meant.
enum Tree {
    X,
    Number(f64, BigRational),
    Sum(Box<Tree>, Box<Tree>),
    Product(Box<Tree>, Box<Tree>),
    Quotient(Box<Tree>, Box<Tree>),
}

impl Tree {
    fn random(random: &mut ChaCha8Rng, depth: u32) -> Tree {
        if depth == 0 {
            return if below(random, 2) == 0 { Tree::X } else { Tree::number(random) };
        }
        let mut part = || Box::new(Tree::random(random, depth - 1));
        let (one, two) = (part(), part());
        match below(random, 5) {
            0 | 1 => Tree::Sum(one, two),
            2 | 3 => Tree::Product(one, two),
            _ => Tree::Quotient(one, two),
        }
    }

    fn number(random: &mut ChaCha8Rng) -> Tree {
        loop {
            // Many digits, and many calculations with them, make a number that nobody can read any more.
            if let (given, Meant::Fraction(meant)) = number(random)
                && !meant.is_zero()
                && (meant.numer().abs() * meant.denom()) < BigInt::from(10_000)
            {
                return Tree::Number(given, meant);
            }
        }
    }

    fn by_algebra(&self, x: Expr) -> Expr {
        match self {
            Tree::X => x,
            Tree::Number(given, _) => Expr::from(*given),
            Tree::Sum(one, two) => one.by_algebra(x) + two.by_algebra(x),
            Tree::Product(one, two) => one.by_algebra(x) * two.by_algebra(x),
            Tree::Quotient(one, two) => one.by_algebra(x) / two.by_algebra(x),
        }
    }

    fn by_the_machine(&self, x: f64) -> f64 {
        match self {
            Tree::X => x,
            Tree::Number(given, _) => *given,
            Tree::Sum(one, two) => one.by_the_machine(x) + two.by_the_machine(x),
            Tree::Product(one, two) => one.by_the_machine(x) * two.by_the_machine(x),
            Tree::Quotient(one, two) => one.by_the_machine(x) / two.by_the_machine(x),
        }
    }

    /// As it is meant. Nothing where it divides by 0.
    fn meant(&self, x: &BigRational) -> Option<BigRational> {
        Some(match self {
            Tree::X => x.clone(),
            Tree::Number(_, meant) => meant.clone(),
            Tree::Sum(one, two) => one.meant(x)? + two.meant(x)?,
            Tree::Product(one, two) => one.meant(x)? * two.meant(x)?,
            Tree::Quotient(one, two) => {
                let divisor = two.meant(x)?;
                one.meant(x).filter(|_| !divisor.is_zero())? / divisor
            }
        })
    }
}

/// (u(x) − u(a))/(x − a), the hole of every difference quotient, with u(a) calculated by the machine.
#[test]
fn holes_that_the_machine_has_rounded_are_right_or_refused() {
    let mut random = ChaCha8Rng::seed_from_u64(99);
    let (mut right, mut refused) = (0, 0);
    while right + refused < cases(300) {
        let Tree::Number(at, point) = Tree::number(&mut random) else { continue };
        let u = Tree::random(&mut random, 1 + (right % 3) as u32);
        let Some(height) = u.meant(&point) else { continue };
        let rounded = u.by_the_machine(at);
        let hole = below(&mut random, 4) > 0;
        let (rounded, height) = if hole { (rounded, height) } else { (0.0, BigRational::zero()) };
        let limit = limit_by_algebra(|x| (u.by_algebra(x) - rounded) / (x - at), at);
        // Independent: the same calculation a very small way off, with nothing rounded.
        let near = |distance: &BigRational| {
            let x = &point + distance;
            Some((u.meant(&x)? - &height) / distance)
        };
        let distance = BigRational::new(BigInt::one(), BigInt::from(10).pow(60));
        let (Some(before), Some(after)) = (near(&-&distance), near(&distance)) else { continue };
        let far = |value: &BigRational| value.abs() > BigRational::from(BigInt::from(10).pow(30));
        let close = |one: &BigRational, two: &BigRational| {
            (one - two).abs() * BigInt::from(10).pow(20) <= one.abs() + BigRational::one()
        };
        let positive = |value: &BigRational| value.is_positive() && far(value);
        let negative = |value: &BigRational| value.is_negative() && far(value);
        let agrees = match limit.outcome() {
            ExactOutcome::Value(found) => close(found, &before) && close(found, &after),
            ExactOutcome::PlusInfinity => positive(&before) && positive(&after),
            ExactOutcome::MinusInfinity => negative(&before) && negative(&after),
            ExactOutcome::SidesDiffer { left, right } => match (&**left, &**right) {
                (ExactOutcome::PlusInfinity, ExactOutcome::MinusInfinity) => positive(&before) && negative(&after),
                (ExactOutcome::MinusInfinity, ExactOutcome::PlusInfinity) => negative(&before) && positive(&after),
                _ => false,
            },
            ExactOutcome::Undefined { .. } => {
                refused += 1;
                continue;
            }
            _ => false,
        };
        let (before, after) = (before.to_f64(), after.to_f64());
        assert!(agrees, "at {at}, u(a) = {rounded}: {before:?} and {after:?}, but\n{limit:?}");
        right += 1;
    }
    println!("{right} limits right, {refused} refused");
    assert!(refused * 2 < right);
}

#[test]
fn formulas_read_what_the_machine_has_rounded() {
    let third = formula(|x| x * (1.0 / 3.0));
    assert_eq!(third.to_string(), "(1/3) x");
    assert_eq!(third.text(), "(1/3) x\n(1/3, as I read 0.3333333333333333)");
    assert_eq!(equivalent(third, parse("x/3").unwrap()), Equivalence::Equal);
    let y = differentiate(formula(|x| x.powi(3) * (1.0 / 3.0) + (0.1 + 0.2) * x));
    assert_eq!(y.result().to_string(), "x^2 + 3/10");
    assert_eq!(y.remarks(), ["1/3, as I read 0.3333333333333333", "3/10, as I read 0.30000000000000004"]);
    assert_eq!(differentiate(formula(|x| (PI / 4.0) * x)).result().to_string(), "pi/4");
    assert_eq!(formula(|x| x * -(1.0 / 3.0)).simplify().to_string(), "-x/3");
    assert_eq!(formula(|x| x - PI / 2.0).to_string(), "x - pi/2");
    assert_eq!(formula(|x| x * 2f64.sqrt() * 2f64.sqrt()).simplify().to_string(), "2x");
    assert_eq!(formula(|x| x.powf(1.0 / 3.0)).derivative("x").to_string(), "1/(3x^(2/3))");
    assert_eq!(Expr::from(0.1).to_string(), "1/10");
    // A number from anywhere stays as it is, and equality with it is a matter of rounding.
    let noise = formula(|x| x * 0.7351928374651928);
    assert_eq!(noise.to_string(), "0.7351928374651928x");
    assert_eq!(parse(&noise.to_string()).unwrap().at(2.0), 2.0 * 0.7351928374651928);
    assert_eq!(equivalent(noise * 2.0, noise + noise), Equivalence::Equal);
    let doubled = equivalent(noise * 2.0, formula(|x| x * (2.0 * 0.7351928374651928)));
    assert!(matches!(doubled, Equivalence::EqualAtManyPoints { .. }), "{doubled}");
    let different = equivalent(noise, formula(|x| x * 0.7351928374));
    assert!(matches!(different, Equivalence::Different { .. }), "{different}");
    assert_eq!(
        differentiate(noise).remarks(),
        ["0.7351928374651928 is kept as it is, for it may be rounded from anything"]
    );
}

#[test]
fn a_function_for_any_number_has_a_limit_by_algebra_too() {
    fn hole<N: Number>(x: N) -> N {
        (x.powi(2) - 1.0) / (x - 1.0)
    }
    assert_eq!(outcome(limit_by_algebra(hole, 1.0)), value(2, 1));
    fn power<N: Number>(x: N) -> N {
        x.powf(2.0) / x
    }
    assert_eq!(outcome(limit_by_algebra(power, 0)), value(0, 1));
    fn root<N: Number>(x: N) -> N {
        x.powf(0.5).max(0.0) + x.floor()
    }
    let l = limit_by_algebra(root, 1);
    let ExactOutcome::SidesDiffer { left, right } = outcome(l) else {
        panic!("the sides differ by the step of ⌊x⌋")
    };
    assert_eq!((*left, *right), (value(1, 1), value(2, 1)));
    fn larger<N: Number>(x: N) -> N {
        x.max(0.0) + x.min(x) + x.pow(x)
    }
    assert_eq!(outcome(limit_by_algebra(larger, 1)), value(3, 1));
}
