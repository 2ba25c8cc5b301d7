//! Exact limits against a table of SymPy's (see exact_limits/table.py), and each step against the values of its formula.

use calculus::limits::{AlgebraicLimit, ExactOutcome, LimitRule, LimitStep};
use calculus::prelude::*;
use calculus::show::Rich;

struct Fact {
    formula: &'static str,
    place: &'static str,
    side: &'static str,
    answer: &'static str,
}

fn facts() -> Vec<Fact> {
    let lines = include_str!("exact_limits/limits.tsv").lines();
    let fact = |line: &'static str| match line.split('\t').collect::<Vec<_>>()[..] {
        [formula, place, side, answer, _] => Fact { formula, place, side, answer },
        _ => panic!("{line}"),
    };
    lines.map(fact).collect()
}

fn formula_of(text: &str) -> Expr {
    parse(text).unwrap_or_else(|error| panic!("{text}: {error}"))
}

impl Fact {
    fn at(&self) -> f64 {
        match self.place {
            "oo" => INFINITY,
            "-oo" => NEG_INFINITY,
            text => formula_of(text).at(0.0).value().unwrap_or(f64::NAN),
        }
    }

    fn limit(&self) -> AlgebraicLimit {
        let (formula, at) = (formula_of(self.formula), self.at());
        match self.side {
            "left" => exact_limit_left(formula, at),
            "right" => exact_limit_right(formula, at),
            _ => exact_limit(formula, at),
        }
    }

    fn name(&self) -> String {
        format!(
            "{} at {}{}{}",
            self.formula,
            self.place,
            if self.side.is_empty() { "" } else { " from the " },
            self.side
        )
    }
}

/// Whether an outcome is what the table says.
fn is(outcome: &ExactOutcome, answer: &str) -> bool {
    if let Some(sides) = answer.strip_prefix("none: ") {
        let sides: Vec<&str> = sides.split(", ").collect();
        return match outcome {
            ExactOutcome::SidesDiffer { left, right } => is(left, sides[0]) && is(right, sides[1]),
            _ => false,
        };
    }
    let wanted = || formula_of(answer);
    match outcome {
        ExactOutcome::PlusInfinity => answer == "+inf",
        ExactOutcome::MinusInfinity => answer == "-inf",
        _ if answer.ends_with("inf") => false,
        ExactOutcome::Value(value) => equivalent(wanted(), formula_of(&value.to_string())).is_equal(),
        ExactOutcome::Number(number) => equivalent(wanted(), *number).is_equal(),
        _ => false,
    }
}

fn is_decided(outcome: &ExactOutcome) -> bool {
    !matches!(outcome, ExactOutcome::Undecided { .. } | ExactOutcome::Undefined { .. })
}

/// Points nearer and nearer.
fn points(at: f64, side: &str) -> Vec<f64> {
    if at.is_infinite() {
        return [2.3, 4.1, 6.2, 12.3, 31.7, 77.1, 191.0, 1e3 + 0.7, 1e4 + 0.3, 1e6 + 0.1, 1e12, 1e30, 1e100, 1e280]
            .iter()
            .map(|x| x * at.signum())
            .collect();
    }
    let steps = [0.2, 0.1, 0.03, 0.01, 3e-3, 1e-3, 1e-4, 1e-5];
    let signs: &[f64] = match side {
        "left" => &[-1.0],
        "right" => &[1.0],
        _ => &[-1.0, 1.0],
    };
    steps.iter().flat_map(|step| signs.iter().map(move |sign| at + sign * step)).collect()
}

/// Rules that write the same formula in another way.
fn is_rewriting(rule: LimitRule) -> bool {
    use LimitRule::*;
    matches!(
        rule,
        Factor
            | Cancel
            | Simplify
            | Conjugate
            | BringIn
            | DominantTerm
            | CommonDenominator
            | Quotient
            | PowerOfE
            | OnThisSide
            | NearThePoint
            | Logarithms
            | Continuity
    )
}

/// Whether each line has the values of the line before, or, where only the limit is the same, comes to the same.
fn check(name: &str, lines: &[LimitStep], at: f64, side: &str) -> Result<(), String> {
    for pair in lines.windows(2) {
        let [before, after] = pair else { continue };
        let (Some(one), Some(two)) = (before.formula(), after.formula()) else {
            // The last line is infinite.
            if let Some(formula) = before.formula() {
                let positive = after.text() == "+∞";
                let points = points(at, side).into_iter().filter(|x| (x - at).abs() >= 1e-3);
                let values: Vec<f64> = points.filter_map(|x| formula.at(x).value()).collect();
                let (first, last) = (values[0], values[values.len() - 1]);
                let grows = last.abs() > first.abs() && (last > 0.0) == positive;
                if !grows {
                    return Err(format!("{name}: {} does not go to {}: {values:?}", before.text(), after.text()));
                }
            }
            continue;
        };
        let rule = after.rule().ok_or_else(|| format!("{name}: {} has no rule", after.text()))?;
        let close = |one: f64, two: f64, by: f64| (one - two).abs() <= by * (1.0 + one.abs().max(two.abs()));
        let pairs: Vec<(f64, f64, f64)> =
            points(at, side).into_iter().filter_map(|x| Some((x, one.at(x).value()?, two.at(x).value()?))).collect();
        if pairs.is_empty() {
            return Err(format!("{name}: no values of {} and {}", before.text(), after.text()));
        }
        let cancelled = matches!(rule, LimitRule::Cancel | LimitRule::HighestPowers) && at.is_infinite();
        if is_rewriting(rule) && !cancelled {
            // Near the point, rounding blurs what cancels.
            for (x, one, two) in pairs.iter().take(8) {
                if !close(*one, *two, 1e-6) {
                    return Err(format!("{name}: at {x}, {} is {one}, but {} is {two}", before.text(), after.text()));
                }
            }
        } else {
            // The distance gets small at some of the points, before rounding takes over.
            let nearest =
                pairs.iter().map(|(_, one, two)| (one - two).abs() / (1.0 + two.abs())).fold(f64::INFINITY, f64::min);
            let first = (pairs[0].1 - pairs[0].2).abs() / (1.0 + pairs[0].2.abs());
            let infinite = lines[lines.len() - 1].formula().is_none();
            let grow = |values: &dyn Fn(&(f64, f64, f64)) -> f64| {
                let (first, last) = (values(&pairs[0]), values(&pairs[pairs.len() - 1]));
                last.abs() > 2.0 * first.abs()
            };
            let both_grow = infinite && grow(&|pair| pair.1) && grow(&|pair| pair.2);
            let comes = nearest < 5e-3 || nearest < 0.5 * first || both_grow;
            if !comes {
                return Err(format!("{name}: {} does not come to {}: {pairs:?}", before.text(), after.text()));
            }
        }
    }
    Ok(())
}

#[test]
fn the_table_of_limits() {
    let facts = facts();
    let (mut right, mut told, mut one_sided) = (0, 0, 0);
    let (mut wrong, mut undecided, mut untold) = (Vec::new(), Vec::new(), Vec::new());
    for fact in &facts {
        one_sided += usize::from(!fact.side.is_empty() || fact.place.ends_with("oo"));
        if parse(fact.formula).is_err() {
            undecided.push(format!("{}: not read", fact.name()));
            continue;
        }
        let limit = fact.limit();
        if !is_decided(limit.outcome()) {
            undecided.push(format!("{}: {:?}", fact.name(), limit.outcome()));
            continue;
        }
        if !is(limit.outcome(), fact.answer) {
            wrong.push(format!("{}: {:?}, and not {}", fact.name(), limit.outcome(), fact.answer));
            continue;
        }
        right += 1;
        let with_rules =
            |lines: &[LimitStep]| lines.len() > 1 && lines.iter().skip(1).all(|line| line.rule().is_some());
        let ways: Vec<(&[LimitStep], &str)> = match limit.sides() {
            [] => vec![(limit.lines(), fact.side)],
            sides => sides.iter().map(Vec::as_slice).zip(["left", "right"]).collect(),
        };
        if ways.iter().all(|(lines, _)| with_rules(lines)) {
            told += 1;
            for (lines, side) in ways {
                if let Err(fault) = check(&fact.name(), lines, fact.at(), side) {
                    wrong.push(format!("{fault}\n{}", limit.text()));
                }
            }
        } else {
            untold.push(format!("{}\n{}", fact.name(), limit.text()));
        }
        if std::env::var_os("SHOW").is_some() {
            println!("{}\n", limit.text());
        }
    }
    println!(
        "{} limits, {one_sided} of them one-sided or at infinity: {right} right, {told} of them with steps",
        facts.len()
    );
    println!("undecided:\n{}\n\nwithout steps:\n{}", undecided.join("\n"), untold.join("\n"));
    assert!(wrong.is_empty(), "{}", wrong.join("\n\n"));
    assert!(facts.len() >= 200 && 3 * one_sided >= facts.len());
    assert!(right >= 190 && told >= 150, "{right} right, {told} with steps");
}

fn text(formula: &str, at: f64) -> String {
    exact_limit(formula, at).text()
}

/// A reason that is given for both sides holds on both.
#[test]
fn what_has_a_corner_is_told_for_both_sides() {
    for (formula, at, told) in [
        ("|x|", 0.0, "\n  = abs(0)    (substitute)\n  = 0"),
        ("|x - 2|", 2.0, "\n  = abs(2 - 2)    (substitute)\n  = 0"),
        ("sqrt(|x|)", 0.0, "\n  = sqrt(abs(0))    (substitute)\n  = 0"),
        ("x |x|", 0.0, "(substitute)\n  = 0"),
        ("|x|^3", 0.0, "\n  = abs(0)^3    (substitute)\n  = 0"),
        ("|sin x|", 0.0, "\n  = abs(sin(0))    (substitute)\n  = 0"),
        ("max(x, -x)", 0.0, "\n  = max(0, -0)    (substitute)\n  = 0"),
        ("1/|x|", 0.0, "\n  = +∞    (limit laws: abs(x) → 0⁺)"),
        ("ln(|x|)", 0.0, "\n  = −∞    (limit laws: abs(x) → 0⁺)"),
        (
            "|sin x|/x",
            INFINITY,
            "\n  = 0    (squeeze: a factor that stays between two numbers, and one that goes to 0)",
        ),
        ("x sgn(x)", 0.0, "\n  = 0    (squeeze: a factor that stays between two numbers, and one that goes to 0)"),
        (
            "x^2/|x|",
            0.0,
            "\n  = 0\n    lim[x → 0⁻] x^2/abs(x) = lim[x → 0⁻] x^2/(-x) = lim[x → 0⁻] (-x) = -0 = 0\n    lim[x → 0⁺]",
        ),
        ("|x|/|sin x|", 0.0, "\n  = 1\n    lim[x → 0⁻] abs(x)/abs(sin(x)) = lim[x → 0⁻] (-x)/abs(sin(x))"),
    ] {
        assert!(text(formula, at).contains(told), "{}", text(formula, at));
        assert!(!text(formula, at).contains("leading term"), "{}", text(formula, at));
    }
    let limit = exact_limit("x^2/|x|", 0);
    for (lines, side) in limit.sides().iter().zip(["left", "right"]) {
        assert_eq!(check("x^2/|x|", lines, 0.0, side), Ok(()));
    }
    assert_eq!(limit.sides().len(), 2);
}

/// A step has the name of what is done in it.
#[test]
fn no_step_has_a_false_name() {
    for (formula, at, told) in [
        ("sgn(x^2)", 0.0, "\n  = 1    (near the point: sign(x^2) = 1)"),
        ("sgn(1 - cos x)", 0.0, "\n  = 1    (near the point: sign(1 - cos(x)) = 1)"),
        ("sgn(x^2 + x^3)", 0.0, "\n  = 1    (near the point: sign(x^2 + x^3) = 1)"),
        ("floor(x^2)", 0.0, "\n  = 0    (near the point: floor(x^2) = 0)"),
        ("0/x", 0.0, "\n  = 0    (simplify)"),
        ("(x^2 - x^2)/x", 0.0, "\n  = 0    (simplify)"),
        ("0/x", INFINITY, "\n  = 0    (simplify)"),
        ("|x|/x", NEG_INFINITY, "(on this side: abs(x) = -x)\n  = −1    (cancel)"),
        ("|x|/x", INFINITY, "(on this side: abs(x) = x)\n  = 1    (cancel)"),
        ("x^3/e^x", INFINITY, "(growth: powers grow faster"),
    ] {
        assert!(text(formula, at).contains(told), "{}", text(formula, at));
    }
    assert_eq!(exact_limit_right("ln(|x|)", 0).text(), "lim[x → 0⁺] ln(abs(x))\n  = −∞    (limit laws: abs(x) → 0⁺)");
    let limit = exact_limit_left("x/sqrt(x^2)", 0);
    let rules: Vec<Option<LimitRule>> = limit.lines().iter().map(LimitStep::rule).collect();
    assert_eq!(rules[..3], [None, Some(LimitRule::Simplify), Some(LimitRule::OnThisSide)], "{}", limit.text());
}

#[test]
fn a_fraction_of_logarithms_that_is_a_number_is_written_as_one() {
    for (formula, at, last) in [
        ("log10(x)", 1000.0, "3"),
        ("log10(x)", 100.0, "2"),
        ("log10(x)", 0.001, "−3"),
        ("log10(2x)", 500.0, "3"),
        ("x ln(100)/ln(10)", 1.0, "2"),
        ("log10(x)/log10(1000) + x", 100.0, "302/3"),
        ("(2ln(6) + 2)/(ln(6) + 1) + x", 0.0, "2"),
        ("log10(x)", 7.0, "ln(7)/(ln(2) + ln(5))"),
    ] {
        assert_eq!(exact_limit(formula, at).steps().last().map(String::as_str), Some(last), "{formula} at {at}");
    }
}
