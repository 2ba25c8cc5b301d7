//! Functions to differentiate, one kind for each rule. Their answers, mistakes and solutions follow from the function.

use super::NAME;
use super::pick::Pick;
use super::task::{Task, kept};
use super::written::polynomial;
use crate::exercise::DerivativeExercise;
use crate::symbolic::{Rule, parse};

/// A function in the writing of `parse`, the rule that its solution prefers, what is said to a right answer, and two hints.
fn task(function: String, by: Option<Rule>, praise: &'static str, hints: [String; 2]) -> Task {
    let hints: Vec<&'static str> = hints.into_iter().map(kept).collect();
    Task::Derivative(DerivativeExercise {
        name: NAME,
        function: kept(function),
        at: None,
        by,
        slips: &[],
        praise,
        hints: hints.leak(),
    })
}

/// The derivative of what is written here, for a hint.
fn derivative(function: &str) -> String {
    parse(function).map_or(String::new(), |function| function.derivative("x").to_string())
}

pub(super) fn constant(level: u8, pick: &mut Pick) -> Task {
    let function = match level {
        1 => pick.nonzero().to_string(),
        2 => format!("{}/{}", pick.nonzero(), pick.factor()),
        _ => {
            let constant = pick.one_of(&["π", "e^2", "sqrt(2)", "ln(5)", "π^2", "sin(1)"]);
            format!("{}*{constant} + {}", pick.factor(), pick.positive())
        }
    };
    let hints = [
        "Look for x in it. How much does it change when x grows?".to_owned(),
        "There is no x in it, so its curve is level, and a level line has one slope everywhere.".to_owned(),
    ];
    task(function, None, "A level line has the slope 0.", hints)
}

pub(super) fn power(level: u8, pick: &mut Pick) -> Task {
    let (function, exponent) = match level {
        1 => {
            let exponent = pick.exponent() + pick.between(0, 2);
            (format!("x^{exponent}"), exponent.to_string())
        }
        2 => {
            let exponent = pick.exponent();
            (format!("{}{exponent}", pick.one_of(&["1/x^", "x^-"])), format!("−{exponent}"))
        }
        _ => {
            let (above, below) = (2 * pick.positive() - 1, pick.one_of(&[2, 4, 8]));
            let (form, sign) = pick.one_of(&[("x^", ""), ("1/x^", "−")]);
            (format!("{form}({above}/{below})"), format!("{sign}{above}/{below}"))
        }
    };
    let hints = [
        "Write it as x to some power, if it is none yet. Which power?".to_owned(),
        format!("The exponent is {exponent}. It comes in front, and above stays one less."),
    ];
    task(function, None, "The exponent in front, and one less above.", hints)
}

pub(super) fn multiple(level: u8, pick: &mut Pick) -> Task {
    let factor = pick.factor() * pick.one_of(&[1, -1]);
    let exponent = pick.exponent();
    let (function, rest) = match level {
        1 => (format!("{factor}x^{exponent}"), format!("x^{exponent}")),
        2 => (format!("{factor}/x^{exponent}"), format!("1/x^{exponent}")),
        _ => {
            let rest = pick.one_of(&["sqrt(x)", "sin(x)", "cos(x)", "e^x", "ln(x)"]);
            (format!("{factor}{rest}"), rest.to_owned())
        }
    };
    let hints = [
        format!("The factor {factor} stays where it is. What is the derivative of the rest, {rest}?"),
        format!("The derivative of {rest} is {}. Multiply it by {factor}.", derivative(&rest)),
    ];
    task(function, None, "The factor only waits.", hints)
}

pub(super) fn sum(level: u8, pick: &mut Pick) -> Task {
    let exponent = pick.exponent();
    let (a, b, c) = (pick.nonzero(), pick.nonzero(), pick.nonzero());
    let function = match level {
        1 => polynomial(&[(a, exponent), (b, exponent - 1)]),
        2 => polynomial(&[(a, exponent + 2), (b, exponent), (c, 1), (pick.nonzero(), 0)]),
        _ => {
            let last = pick.one_of(&["sin(x)", "cos(x)", "e^x", "ln(x)", "sqrt(x)"]);
            let (plus, minus) = (pick.one_of(&["+", "-"]), pick.one_of(&["+", "-"]));
            format!("{} {plus} {}/x {minus} {last}", polynomial(&[(a, exponent)]), pick.positive())
        }
    };
    let first = polynomial(&[(a, if level == 2 { exponent + 2 } else { exponent })]);
    let hints = [
        "Term by term: differentiate each by itself, and keep the signs between them.".to_owned(),
        format!("The first term is {first}, and its derivative is {}.", derivative(&first)),
    ];
    task(function, None, "Term by term.", hints)
}

pub(super) fn product(level: u8, pick: &mut Pick) -> Task {
    let exponent = pick.exponent();
    let line = polynomial(&[(pick.positive(), 1), (pick.nonzero(), 0)]);
    let (w, z) = match level {
        1 => (polynomial(&[(1, exponent)]), format!("({line})")),
        2 => {
            let other = polynomial(&[(pick.positive(), exponent), (pick.nonzero(), 1)]);
            (format!("({line})"), format!("({other})"))
        }
        _ => {
            let first = if pick.between(0, 1) == 0 { polynomial(&[(1, exponent)]) } else { format!("({line})") };
            (first, pick.one_of(&["sin(x)", "cos(x)", "e^x", "ln(x)"]).to_owned())
        }
    };
    let hints = [
        format!("Name the parts: w = {w} and z = {z}. Differentiate each of them first."),
        format!("dw/dx = {} and dz/dx = {}. The rule is w · dz/dx + z · dw/dx.", derivative(&w), derivative(&z)),
    ];
    task(format!("{w} {z}"), Some(Rule::Product), "Each factor had its turn.", hints)
}

pub(super) fn quotient(level: u8, pick: &mut Pick) -> Task {
    let exponent = pick.exponent();
    let line = polynomial(&[(pick.positive(), 1), (pick.nonzero(), 0)]);
    let (w, z) = match level {
        1 => (polynomial(&[(pick.positive(), 1)]), line),
        2 => (polynomial(&[(pick.positive(), exponent), (pick.nonzero(), 0)]), line),
        _ => {
            let below = if pick.between(0, 1) == 0 { polynomial(&[(1, exponent)]) } else { line };
            (pick.one_of(&["sin(x)", "cos(x)", "e^x", "ln(x)"]).to_owned(), below)
        }
    };
    let hints = [
        format!("Name the parts: w = {w} above and z = {z} below. Differentiate each of them first."),
        format!(
            "dw/dx = {} and dz/dx = {}. The rule is (z · dw/dx − w · dz/dx)/z²: below first, and mind the minus.",
            derivative(&w),
            derivative(&z)
        ),
    ];
    let bracketed = |part: &str| if part.contains(' ') { format!("({part})") } else { part.to_owned() };
    let function = format!("{}/{}", bracketed(&w), bracketed(&z));
    task(function, Some(Rule::Quotient), "The right way round, and with the right signs.", hints)
}

pub(super) fn chain(level: u8, pick: &mut Pick) -> Task {
    let inside = inside(level, pick);
    let exponent = pick.exponent() + 1;
    let outside = match level {
        1 | 2 => Outside::Power(exponent),
        _ => Outside::Function(pick.one_of(&["sin", "cos", "exp", "ln", "sqrt"])),
    };
    // A logarithm and a root have something to say only where the inside is positive.
    let inside = match outside {
        Outside::Function("ln" | "sqrt") => polynomial(&[(pick.positive(), 2), (pick.positive(), 0)]),
        _ => inside,
    };
    let of_u = outside.around("u");
    let hints = [
        format!("Let u = {inside}. Then y = {of_u}. What is dy/du, and what is du/dx?"),
        format!(
            "dy/du = {} and du/dx = {}. Multiply them, and put {inside} back in the place of u.",
            parse(&of_u).map_or(String::new(), |y| y.derivative("u").to_string()),
            derivative(&inside)
        ),
    ];
    task(outside.around(&inside), Some(Rule::Chain), "Outside times inside.", hints)
}

pub(super) fn power_on_chain(level: u8, pick: &mut Pick) -> Task {
    let exponent = pick.exponent() + 1;
    let inside = match level {
        1 | 2 => inside(level, pick),
        // A root needs something positive below it.
        _ => polynomial(&[(pick.positive(), 2), (pick.positive(), 0)]),
    };
    let (function, exponent) = match (level, pick.between(0, 2)) {
        (1 | 2, _) => (format!("({inside})^{exponent}"), exponent.to_string()),
        (_, 0) => (format!("1/({inside})^{exponent}"), format!("−{exponent}")),
        (_, 1) => (format!("({inside})^(1/2)"), "1/2".to_owned()),
        _ => (format!("({inside})^(-1/2)"), "−1/2".to_owned()),
    };
    let hints = [
        format!(
            "The whole of {inside} is raised to the power {exponent}. Treat it as one thing: the power rule first."
        ),
        format!("And then times the derivative of what stands inside, which is {}.", derivative(&inside)),
    ];
    task(function, Some(Rule::PowerOnChain), "From the outside to the inside.", hints)
}

/// What is done last.
#[derive(Clone, Copy)]
enum Outside {
    Power(i32),
    Function(&'static str),
}

impl Outside {
    fn around(self, inside: &str) -> String {
        match self {
            Outside::Power(exponent) if inside == "u" => format!("u^{exponent}"),
            Outside::Power(exponent) => format!("({inside})^{exponent}"),
            Outside::Function(name) => format!("{name}({inside})"),
        }
    }
}

/// What is done first: a line at level 1, then a parabola.
fn inside(level: u8, pick: &mut Pick) -> String {
    let (a, b) = (pick.factor(), pick.nonzero());
    match level {
        1 => polynomial(&[(a, 1), (b, 0)]),
        2 => polynomial(&[(pick.positive(), 2), (b, 1), (pick.between(0, 1) * a, 0)]),
        _ => polynomial(&[(a, pick.one_of(&[1, 2, 3])), (b, 0)]),
    }
}
