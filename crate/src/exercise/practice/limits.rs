//! Limits to find: at holes, far away, and from one side. Each knows the mistakes that lead to other numbers.

use super::NAME;
use super::pick::Pick;
use super::task::{Task, kept};
use super::written::{from_root, polynomial};
use crate::exercise::Exercise;
use crate::exercise::answer::{Answer, equal};
use crate::exercise::formula::{Formula, Step};
use crate::exercise::wanted::Wanted;
use crate::number::written::RAISED;
use crate::symbolic::parse;
use num_integer::Integer;

const INFINITY: Answer = Answer::Number(f64::INFINITY);
const MINUS_INFINITY: Answer = Answer::Number(f64::NEG_INFINITY);

/// Where x goes.
#[derive(Clone, Copy)]
enum To {
    Point(i32),
    /// From the right (+1) or from the left (−1).
    Side(i32, i32),
    /// To +∞ or −∞.
    Far(i32),
}

impl To {
    fn latex(self) -> String {
        match self {
            To::Point(at) => at.to_string(),
            To::Side(at, side) => format!("{at}^{}", if side < 0 { '-' } else { '+' }),
            To::Far(side) => format!("{}\\infty", if side < 0 { "-" } else { "" }),
        }
    }

    fn text(self) -> String {
        match self {
            To::Point(at) => minus(at),
            To::Side(at, side) => format!("{}{}", minus(at), if side < 0 { '⁻' } else { '⁺' }),
            To::Far(side) => (if side < 0 { "−∞" } else { "∞" }).to_owned(),
        }
    }

    /// The limit of a function in the writing of `parse`, as LaTeX and as text.
    fn limit(self, function: &str) -> (String, String) {
        let latex = parse(function).map_or(String::new(), |function| function.latex());
        self.limit_of(&latex, function)
    }

    fn limit_of(self, latex: &str, text: &str) -> (String, String) {
        (format!("\\lim_{{x \\to {}}} {latex}", self.latex()), format!("lim x→{} {}", self.text(), printed(text)))
    }
}

/// With the true minus.
fn minus(number: i32) -> String {
    if number < 0 { format!("−{}", number.unsigned_abs()) } else { number.to_string() }
}

/// As it is printed: with the true minus and raised exponents of one digit.
fn printed(text: &str) -> String {
    let mut printed = String::new();
    let mut characters = text.chars();
    while let Some(character) = characters.next() {
        match character {
            '-' => printed.push('−'),
            '^' => match characters.next().and_then(|digit| digit.to_digit(10)) {
                Some(digit) => printed.push(RAISED[digit as usize]),
                None => printed.push('^'),
            },
            _ => printed.push(character),
        }
    }
    printed
}

/// A fraction in lowest terms, with its sign in front, as LaTeX and as text, and its value.
fn fraction(above: i32, below: i32) -> (String, String, f64) {
    let divisor = above.gcd(&below).max(1) * below.signum();
    let (above, below) = (above / divisor, below / divisor);
    let value = f64::from(above) / f64::from(below);
    if below == 1 {
        return (above.to_string(), minus(above), value);
    }
    let (before, size) = (if above < 0 { "-" } else { "" }, above.abs());
    (format!("{before}\\frac{{{size}}}{{{below}}}"), printed(&format!("{before}{size}/{below}")), value)
}

fn infinity(side: i32) -> Answer {
    if side < 0 { MINUS_INFINITY } else { INFINITY }
}

fn number(value: f64) -> Answer {
    Answer::Number(value)
}

fn whole(value: i32) -> Answer {
    Answer::Number(value.into())
}

/// The pieces of a limit.
struct Made {
    function: String,
    to: To,
    right: Vec<(Answer, String)>,
    mistakes: Vec<(Answer, String)>,
    hints: [String; 2],
    /// The lines of the solution after the first, each LaTeX, text and reason.
    lines: Vec<(String, String, String)>,
}

impl Made {
    fn task(self) -> Task {
        let (latex, text) = self.to.limit(&self.function);
        let is_right = |answer: &Answer| self.right.iter().any(|(right, _)| right.agrees(answer, equal));
        let mut mistakes: Vec<(Answer, &'static str)> = Vec::new();
        for (answer, words) in self.mistakes {
            // With some numbers a mistake leads to the right answer, or two to the same.
            if !is_right(&answer) && !mistakes.iter().any(|(known, _)| known.agrees(&answer, equal)) {
                mistakes.push((answer, kept(words)));
            }
        }
        let right: Vec<(Answer, &'static str)> =
            self.right.into_iter().map(|(answer, words)| (answer, kept(words))).collect();
        let question = Formula { latex: kept(latex.clone()), text: kept(text.clone()) };
        let mut lines =
            vec![Step { formula: Formula { latex: question.latex, text: kept(format!("  {text}")) }, why: "" }];
        lines.extend(self.lines.into_iter().map(|(latex, text, why)| Step {
            formula: Formula { latex: kept(latex), text: kept(text) },
            why: kept(why),
        }));
        Task::Limit(Exercise {
            name: NAME,
            wanted: Wanted::Limit,
            question,
            right: right.leak(),
            mistakes: mistakes.leak(),
            otherwise: "that is not where the values lead. Try a few x on the way, or look at the first hint.",
            hints: self.hints.map(kept).to_vec().leak(),
            solution: lines.leak(),
        })
    }
}

/// 0/0 at a point: something cancels.
pub(super) fn hole(level: u8, pick: &mut Pick) -> Task {
    let root = pick.nonzero();
    let other = match level {
        1 => -root,
        _ => other_than(&[root, -root], pick),
    };
    // Above factor·(x − root)(x − other), below x − root, and at level 3 (x − root)(x − pole).
    let (factor, pole) = if level == 3 { (pick.factor(), Some(other_than(&[root, other], pick))) } else { (1, None) };
    let above = polynomial(&[(factor, 2), (-factor * (root + other), 1), (factor * root * other, 0)]);
    let below = match pole {
        None => from_root(root),
        Some(pole) => polynomial(&[(1, 2), (-(root + pole), 1), (root * pole, 0)]),
    };
    let front = if factor == 1 { String::new() } else { factor.to_string() };
    let bracket = |root: i32| if root == 0 { "x".to_owned() } else { format!("({})", from_root(root)) };
    let factors = |roots: &[i32]| roots.iter().map(|root| bracket(*root)).collect::<String>();
    let below_factors: Vec<i32> = [Some(root), pole].into_iter().flatten().collect();
    let to = To::Point(root);
    let (latex, text, value) = fraction(factor * (root - other), pole.map_or(1, |pole| root - pole));

    let (above_in_factors, below_in_factors) = (format!("{front}{}", factors(&[root, other])), factors(&below_factors));
    let below_alone = if pole.is_some() { below_in_factors.clone() } else { from_root(root) };
    let factored = to.limit_of(
        &format!("\\frac{{{above_in_factors}}}{{{below_alone}}}"),
        &format!(
            "{above_in_factors}/{}",
            if pole.is_some() { format!("({below_in_factors})") } else { below_in_factors }
        ),
    );
    let rest = format!("{front}{}", bracket(other));
    let cancelled = match pole {
        None => to.limit_of(&rest, &rest),
        Some(pole) => {
            to.limit_of(&format!("\\frac{{{rest}}}{{{}}}", from_root(pole)), &format!("{rest}/({})", from_root(pole)))
        }
    };
    let line = |(latex, text): (String, String), why: &str| (format!("= {latex}"), format!("= {text}"), why.to_owned());
    let result = line((latex, text), &format!("put x = {} in", minus(root)));
    let what_remains = format!(
        "What remains after cancelling is {}",
        printed(&match pole {
            None => rest.clone(),
            Some(pole) => format!("{rest}/({})", from_root(pole)),
        })
    );

    let cancel = "Factor above and below, and cancel what they share.";
    let at = |x: i32| f64::from(factor * (x - other)) / pole.map_or(1.0, |pole| f64::from(x - pole));
    let is_a_hole =
        format!("0/0 at x = {} is a hole, not the end: the values on both sides lead to the same number.", minus(root));
    let grows = "the denominator goes to 0, but so does the numerator. Factor and cancel.";
    Made {
        function: format!("({above})/({below})"),
        to,
        right: vec![(
            number(value),
            "At the point itself there is a hole, and the curve leads straight to it.".to_owned(),
        )],
        mistakes: vec![
            (
                number(-value),
                format!("a sign slip, with the right size. {what_remains}; put x = {} into it.", minus(root)),
            ),
            (whole(0), format!("0/0 is not 0. {cancel}")),
            (whole(1), format!("0/0 is not 1. {cancel}")),
            (whole(root), "that is where x goes. What does the fraction go to meanwhile?".to_owned()),
            (number(at(-root)), format!("x goes to {}, not to {}. {what_remains}.", minus(root), minus(-root))),
            (number(at(0)), format!("that is the value at x = 0, and x goes to {}.", minus(root))),
            (whole(factor * (root + other)), format!("a sign slip in the factors. {what_remains}.")),
            (number(f64::from(root - other)), format!("a part was lost on the way. {what_remains}.")),
            (Answer::DoesNotExist, is_a_hole.clone()),
            (Answer::NotANumber, is_a_hole),
            (INFINITY, grows.to_owned()),
            (MINUS_INFINITY, grows.to_owned()),
        ]
        .into_iter()
        .filter(|(answer, _)| !matches!(answer, Answer::Number(value) if value.is_nan()))
        .collect(),
        hints: [
            format!(
                "Putting in x = {} gives 0/0. So {} is a factor above and below; what is left of each?",
                minus(root),
                printed(&from_root(root))
            ),
            format!(
                "Above the line stands {}. Cancel {}, and put x = {} into what remains.",
                printed(&above_in_factors),
                printed(&from_root(root)),
                minus(root)
            ),
        ],
        lines: vec![
            line(factored, "factor"),
            line(cancelled, &format!("cancel, since x is near {} but never equal to it", minus(root))),
            result,
        ],
    }
    .task()
}

/// A number but 0 and these.
fn other_than(taken: &[i32], pick: &mut Pick) -> i32 {
    loop {
        let number = pick.nonzero();
        if !taken.contains(&number) {
            return number;
        }
        // There may be no other one that is so small.
        pick.widen();
    }
}

/// A ratio of polynomials far away: the highest powers decide.
pub(super) fn at_infinity(level: u8, pick: &mut Pick) -> Task {
    let side = pick.one_of(&[1, -1]);
    let (a, b, c, d) = (pick.nonzero(), pick.nonzero(), pick.factor(), pick.nonzero());
    let exponent = pick.between(1, 2);
    let (above, below) = match (level, pick.between(0, 1)) {
        (1, 0) => (vec![(a, 0)], vec![(1, exponent)]),
        (1, _) => (vec![(a, 1), (b, 0)], vec![(c, 1), (d, 0)]),
        (2, 0) => (vec![(a, 2), (b, 1), (pick.nonzero(), 0)], vec![(c, 2), (d, 0)]),
        (2, _) => (vec![(a, 1), (b, 0)], vec![(c, 2), (d, 0)]),
        (_, 0) => (vec![(a, exponent + 1), (b, 0)], vec![(c, exponent), (d, 0)]),
        _ => (vec![(a, 3), (b, exponent)], vec![(c, 3), (d, 1), (pick.nonzero(), 0)]),
    };
    let bracketed = |terms: &[(i32, i32)]| {
        let text = polynomial(terms);
        if terms.len() > 1 { format!("({text})") } else { text }
    };
    let to = To::Far(side);
    let ((lead_above, high), (lead_below, low)) = (above[0], below[0]);
    let (latex, text, ratio) = fraction(lead_above, lead_below);
    let beyond = high - low;
    // The sign of x^(high − low) far away.
    let way = if beyond % 2 == 0 { lead_above * lead_below } else { lead_above * lead_below * side };
    let right = match beyond {
        0 => number(ratio),
        1.. => infinity(way),
        _ => whole(0),
    };
    let decide = "Far out the highest powers decide: all else is small beside them.";
    let last = |terms: &[(i32, i32)]| f64::from(terms[terms.len() - 1].0);
    let (higher, to_where) = match beyond {
        0 => ("Above and below the highest power of x is the same.", "So their factors are left"),
        1.. => (
            "Above, the higher power of x grows faster than all that is below.",
            "So it grows beyond all bounds; mind the sign",
        ),
        _ => ("Below, the higher power of x grows faster than all that is above.", "So the fraction shrinks"),
    };
    let power = |latex: bool| match beyond {
        0 => String::new(),
        1 => " x".to_owned(),
        2.. => format!(" x^{beyond}"),
        -1 if latex => "\\cdot \\frac{1}{x}".to_owned(),
        -1 => " · 1/x".to_owned(),
        _ if latex => format!("\\cdot \\frac{{1}}{{x^{{{}}}}}", -beyond),
        _ => format!(" · 1/x^{}", -beyond),
    };
    let leading = |terms: &[(i32, i32)]| polynomial(&terms[..1]);
    let kept_alone = format!("({})/({})", leading(&above), leading(&below));
    let (leading_latex, _) = to.limit(&kept_alone);
    let (_, leading_text) = to.limit_of("", &format!("{}/({})", leading(&above), leading(&below)));
    let (shorter_latex, shorter_text) =
        to.limit_of(&format!("{latex}{}", power(true)), &format!("{text}{}", power(false)));
    let (end_latex, end_text) = match &right {
        Answer::Number(value) if *value == f64::INFINITY => ("+\\infty".to_owned(), "+∞".to_owned()),
        Answer::Number(value) if *value == f64::NEG_INFINITY => ("-\\infty".to_owned(), "−∞".to_owned()),
        _ if beyond == 0 => (latex, text),
        _ => ("0".to_owned(), "0".to_owned()),
    };
    let mut lines = vec![(
        format!("= {leading_latex}"),
        format!("= {leading_text}"),
        "far out the highest powers decide".to_owned(),
    )];
    if beyond != 0 {
        lines.push((format!("= {shorter_latex}"), format!("= {shorter_text}"), "cancel".to_owned()));
    }
    lines.push((format!("= {end_latex}"), format!("= {end_text}"), String::new()));
    let opposite = |words: &str| format!("{words} {decide}");
    Made {
        function: format!("{}/{}", bracketed(&above), bracketed(&below)),
        to,
        right: vec![(right, format!("{higher} That settles it."))],
        mistakes: vec![
            (infinity(-way), if beyond > 0 { "the right size, and the wrong sign. Which sign has x far out there, and the power of it that is left?".to_owned() } else { opposite("one of them grows, but so does the other, at least as fast.") }),
            (infinity(way), opposite("the numerator alone may grow like that, but it is divided by something that grows too.")),
            (whole(0), opposite("for that the denominator would have to grow faster.")),
            (whole(1), format!("∞/∞ is not 1. {decide}")),
            (number(-ratio), opposite("look at the sign, and at the powers.")),
            (number(ratio), opposite("these are the factors of the highest powers, but the powers themselves are not the same.")),
            (number(1.0 / ratio), "upside down, or the powers were not looked at.".to_owned()),
            (number(last(&above) / last(&below)), format!("those are the last terms, which matter near 0. {decide}")),
            (whole(lead_above), opposite("that is the factor above alone.")),
            (Answer::DoesNotExist, if beyond > 0 { "the values do not settle, but they all go one way: say which infinity.".to_owned() } else { "x may go on for ever; the question is whether the fraction settles.".to_owned() }),
            (Answer::NotANumber, format!("∞/∞ says nothing yet. {decide}")),
        ],
        hints: [
            format!("Which is the highest power of x above the line, and which below? {decide}"),
            format!("{higher} {to_where}."),
        ],
        lines,
    }
    .task()
}

/// Beside a pole or a jump, from one side or from both.
pub(super) fn one_sided(level: u8, pick: &mut Pick) -> Task {
    let (at, side, c) = (pick.between(-4, 4), pick.one_of(&[1, -1]), pick.nonzero());
    let apart = from_root(at);
    let below = if at == 0 { "x".to_owned() } else { format!("({apart})") };
    let near = |side: i32| if side > 0 { "a little more" } else { "a little less" };
    // What stands above and below the line close to the point: words, and the signs of both.
    let (function, to, above, below_words, signs) = match (level, pick.between(0, 1)) {
        (1, _) => {
            let words = format!("{} is small and {}", printed(&apart), signed(side));
            (format!("{c}/{below}"), To::Side(at, side), minus(c), words, [c, side])
        }
        (2, 0) => {
            let words = format!("the square of {} is small and positive, on either side", printed(&apart));
            (format!("{c}/{below}^2"), To::Point(at), minus(c), words, [c, 1])
        }
        (2, _) => {
            let turned = if at == 0 { "-x".to_owned() } else { polynomial(&[(at, 0), (-1, 1)]) };
            let words = format!("{} is small and {}", printed(&turned), signed(-side));
            (format!("{c}/({turned})"), To::Side(at, side), minus(c), words, [c, -side])
        }
        _ => {
            let pole = other_than(&[at, at + c], pick);
            let (top, apart_from_pole) = (c, at - pole);
            let words = format!(
                "{} is small and {}, and {} is near {}",
                printed(&apart),
                signed(side),
                printed(&from_root(pole)),
                minus(apart_from_pole)
            );
            let numerator = from_root(at - top);
            let denominator = format!("{below}({})", from_root(pole)).replace("x(", "x*(");
            let words_above = format!("{}, which is near {}", printed(&numerator), minus(top));
            (
                format!("({numerator})/({denominator})"),
                To::Side(at, side),
                words_above,
                words,
                [top, side * apart_from_pole],
            )
        }
    };
    let way = signs[0].signum() * signs[1].signum();
    let (latex, text) = if way > 0 { ("+\\infty", "+∞") } else { ("-\\infty", "−∞") };
    let where_x_is = match to {
        To::Side(..) => format!("x is {} than {}", near(side), minus(at)),
        _ => format!("x is near {}", minus(at)),
    };
    let look = format!("There {below_words}; above the line stands {above}.");
    Made {
        function,
        to,
        right: vec![(
            infinity(way),
            "Something that stays, divided by something ever smaller, and the signs decide the way.".to_owned(),
        )],
        mistakes: vec![
            (infinity(-way), format!("the right size, and the wrong sign. {look}")),
            (Answer::PlusMinusInfinity, format!("one of the two: the signs decide which. {look}")),
            (
                Answer::DoesNotExist,
                "the values do not settle on a number, but they all go one way: say which infinity.".to_owned(),
            ),
            (whole(0), "the denominator goes to 0, and what is divided by it grows beyond all bounds.".to_owned()),
            (whole(at), "that is where x goes. What does the fraction do meanwhile?".to_owned()),
            (whole(c), "that is above the line; below it something shrinks to 0.".to_owned()),
            (
                Answer::DividedByZero,
                "a division by 0 has no value, and the limit does not ask for it: where do the values near it lead?"
                    .to_owned(),
            ),
            (Answer::NotANumber, "0/0 would be NaN, but above the line is something else than 0.".to_owned()),
        ],
        hints: [
            format!("Take an x close by, so that {where_x_is}. How large is the denominator, and which sign has it?"),
            format!("{look} Which sign has the fraction, and how large does it become?"),
        ],
        lines: vec![(
            format!("= {latex}"),
            format!("= {text}"),
            format!("{}: above the line stands {above}", below_words),
        )],
    }
    .task()
}

fn signed(side: i32) -> &'static str {
    if side > 0 { "positive" } else { "negative" }
}
