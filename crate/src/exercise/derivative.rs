//! Exercises whose answer is a derivative, as a formula or at one place: any form of it is right.

use super::answer::{Answer, quoted};
use super::feedback::{Feedback, Hint, Verdict};
use super::formula::{Question, Solution};
use super::wrong_rules::mistaken_derivatives;
use crate::show::{Rich, Row, shown, working};
use crate::symbolic::{Derivation, Equivalence, Expr, Rule, differentiate, equivalent, listed, parse};

/// Digits beyond these are rounding, not the learner's.
const EQUAL: f64 = 1e-9;

/// Someone this near has measured the slope instead of using the rules.
const CLOSE: f64 = 1e-2;

/// A function to differentiate. What is right, the usual mistakes and the worked solution all follow from it.
#[derive(Debug)]
pub struct DerivativeExercise {
    /// As the learner writes it in a cell.
    pub(super) name: &'static str,
    /// A function of x, in the writing of [`parse`](crate::symbolic::parse).
    pub(super) function: &'static str,
    /// Where the slope is asked for; the derivative as a formula is, if nowhere.
    pub(super) at: Option<i32>,
    /// The rule that the worked solution prefers where there is a choice.
    pub(super) by: Option<Rule>,
    /// What to say to a right answer.
    pub(super) praise: &'static str,
    pub(super) hints: &'static [&'static str],
}

impl Rich for DerivativeExercise {
    /// The question alone: an exercise must not show its answer by itself.
    fn text(&self) -> String {
        self.question().text()
    }

    fn latex(&self) -> Option<String> {
        self.question().latex()
    }
}

shown!(DerivativeExercise);

impl DerivativeExercise {
    /// The question as a formula.
    ///
    /// ```
    /// use calculus::prelude::*;
    /// use calculus::show::Rich;
    /// assert_eq!(DERIVATIVE_1.question().text(), "DERIVATIVE_1: d/dx[-5x^3] = ?");
    /// assert_eq!(DERIVATIVE_4.question().text(), "DERIVATIVE_4: d/dx[x^2 + 2x + 2] at x = 2 = ?");
    /// ```
    pub fn question(&self) -> Question {
        let function = self.f();
        let latex = format!(r"\frac{{d}}{{dx}}\left[{}\right]", function.latex());
        let text = format!("d/dx[{function}]");
        match self.at {
            None => Question::new(self.name, latex, text),
            Some(at) => Question::new(
                self.name,
                format!(r"\left.{latex}\right|_{{x = {at}}}"),
                format!("{text} at x = {}", signed(at.into())),
            ),
        }
    }

    /// Says whether an answer is right, and if it is not, what may have gone wrong.
    ///
    /// Takes a formula, as text or as [`Expr`], or a number. **Any formula that equals the derivative is right**,
    /// whatever its form. For fractions of polynomials that is decided exactly, for other functions by comparing
    /// values at many points, and the answer says which. Never panics: what it does not understand, it says.
    ///
    /// ```
    /// use calculus::prelude::*;
    /// use calculus::show::Rich;
    /// assert!(DERIVATIVE_2.check("4x + 2").is_right());
    /// assert!(DERIVATIVE_2.check("(x + 0.5)*4").is_right());
    /// assert!(DERIVATIVE_2.check("4x + 4").text().contains("constant"));
    /// ```
    pub fn check(&self, answer: impl Into<Answer>) -> Feedback {
        let given = answer.into();
        let mut feedback = match self.at {
            None => self.judge_formula(&given),
            Some(at) => self.judge_slope(&given, at.into()),
        };
        if let Verdict::Wrong | Verdict::Unanswered = feedback.verdict {
            feedback.message += &format!(" {}.hint(1) gives a hint.", self.name);
        }
        feedback
    }

    /// The hint with this number, counted from 1; each says more than the one before. With any other number,
    /// how many hints there are.
    ///
    /// ```
    /// use calculus::prelude::*;
    /// use calculus::show::Rich;
    /// assert!(DERIVATIVE_1.hint(1).text().starts_with("Hint 1 of 2"));
    /// ```
    pub fn hint(&self, number: usize) -> Hint {
        Hint { exercise: self.name, number, hints: self.hints }
    }

    /// The worked solution: the derivation, rule by rule.
    ///
    /// ```
    /// use calculus::prelude::*;
    /// use calculus::show::Rich;
    /// assert!(DERIVATIVE_1.solution().text().contains("constant multiple rule"));
    /// ```
    pub fn solution(&self) -> Solution {
        let derivation = self.derivation();
        let mut text = format!("{}, step by step:\n{}", self.name, derivation.text());
        let mut rows = derivation.rows();
        if let Some(at) = self.at {
            let (put_in, place) = (derivation.result().substitute("x", at), signed(at.into()));
            let value = put_in.simplify();
            text += &format!("\nat x = {place}: {put_in} = {value}");
            let slope = format!("\\left.\\frac{{dy}}{{dx}}\\right|_{{x = {at}}}");
            let row = Row::new(slope, format!("= {} = {}", put_in.latex(), value.latex()));
            rows.push(row.because(vec![format!("\\text{{put }}x = {at}\\text{{ in}}")]));
        }
        Solution { text, latex: working(&rows) }
    }

    fn derivation(&self) -> Derivation {
        let derivation = differentiate(self.f());
        self.by.map_or(derivation.clone(), |rule| derivation.by(rule))
    }

    /// The function to be differentiated.
    pub(super) fn f(&self) -> Expr {
        // The texts are ours, and a test reads them all.
        parse(self.function).unwrap_or(Expr::from(f64::NAN))
    }

    fn judge_formula(&self, given: &Answer) -> Feedback {
        let right = self.f().derivative("x");
        let answer = match formula_of(given, "a formula in quotation marks, such as \"3x^2 - 1\"") {
            Ok(answer) => answer,
            Err(judgement) => return judgement,
        };
        match equivalent(answer, right) {
            sameness if sameness.is_equal() => {
                let in_our_form = if answer == right {
                    String::new()
                } else {
                    format!(" It is {} to {right}{}.", how(&sameness), except(&sameness))
                };
                return Feedback::new(Verdict::Right, format!("{answer}.{in_our_form} {}", self.praise));
            }
            _ => {}
        }
        if let Some(words) = self.named_mistake(|wrong| same(answer, wrong)) {
            return Feedback::new(Verdict::Wrong, format!("{answer}: {words}"));
        }
        let words = if same(answer, self.f()) {
            "that is the function itself. Now differentiate it."
        } else if same(answer, right.derivative("x")) {
            "that is the second derivative. You went one step too far."
        } else if answer.variables().is_empty() {
            "that is one number. The derivative is a formula here, with a slope for every x."
        } else {
            "that is not equal to the derivative. Compare it with the rules, term by term."
        };
        Feedback::new(Verdict::Wrong, format!("{answer}: {words}"))
    }

    fn judge_slope(&self, given: &Answer, at: f64) -> Feedback {
        let derivative = self.f().derivative("x");
        let value = |formula: Expr, x: f64| formula.at(x).value().unwrap_or(f64::NAN);
        let right = value(derivative, at);
        let answer = match formula_of(given, "a number") {
            Ok(answer) => answer,
            Err(judgement) => return judgement,
        };
        let place = signed(at);
        if !answer.variables().is_empty() {
            return if same(answer, derivative) {
                let words =
                    format!("that is the right derivative. Now put x = {place} in: the slope there is a number.");
                Feedback::new(Verdict::Close, format!("{answer}: {words}"))
            } else {
                let words = "a slope at one place is a number. Differentiate, and then put x = ";
                let mistake = self.named_mistake(|wrong| same(answer, wrong));
                Feedback::new(
                    Verdict::Wrong,
                    format!("{answer}: {}", mistake.map_or(format!("{words}{place} in."), str::to_owned)),
                )
            };
        }
        let number = value(answer, at);
        let is = |other: f64| (number - other).abs() <= EQUAL;
        let words = if is(right) {
            return Feedback::new(Verdict::Right, format!("{answer}. {}", self.praise));
        } else if is(value(self.f(), at)) {
            "that is the height of the curve there. The slope comes from the derivative: put x into that."
        } else if is(value(derivative, -at)) {
            "the sign of x was lost: that is the slope on the other side of 0."
        } else if let Some(words) = self.named_mistake(|wrong| is(value(wrong, at))) {
            words
        } else if (number - right).abs() <= CLOSE {
            let words = "that looks measured. The rules give the slope exactly: differentiate, then put x in.";
            return Feedback::new(Verdict::Close, format!("{answer}: {words}"));
        } else {
            "that is not the slope there. Differentiate first, and then put x into the derivative."
        };
        Feedback::new(Verdict::Wrong, format!("{answer}: {words}"))
    }

    /// What to say to the first mistake whose result `matches`.
    fn named_mistake(&self, matches: impl Fn(Expr) -> bool) -> Option<&'static str> {
        let mut mistakes = mistaken_derivatives(self.f(), Expr::variable("x"));
        mistakes.find(|(_, wrong)| matches(*wrong)).map(|(mistake, _)| mistake.words())
    }
}

/// Whether two formulas mean the same. A few values settle most cases at once.
fn same(a: Expr, b: Expr) -> bool {
    let differ_at = |x: f64| match (a.at(x).value(), b.at(x).value()) {
        (Some(a), Some(b)) => (a - b).abs() > 1e-6 * a.abs().max(b.abs()),
        _ => false,
    };
    ![-0.7310, 0.3170, 1.2890].into_iter().any(differ_at) && equivalent(a, b).is_equal()
}

/// A whole number with a minus sign that is one.
fn signed(number: f64) -> String {
    format!("{number}").replace('-', "−")
}

/// The formula that an answer is, or what to say if it is none. `wanted` is what to write instead.
fn formula_of(given: &Answer, wanted: &str) -> Result<Expr, Feedback> {
    let wrong = |words: &str| Err(Feedback::new(Verdict::Wrong, format!("{given}: {words}")));
    match given {
        Answer::Unanswered => {
            Err(Feedback::new(Verdict::Unanswered, format!("Replace YOUR_ANSWER by {wanted}, and run the cell again.")))
        }
        Answer::Formula(formula) => Ok(*formula),
        Answer::Number(number) if number.is_finite() => Ok(Expr::from(*number)),
        Answer::Number(_) => wrong("the curve is nowhere as steep as that. Its slope is finite wherever it has one."),
        Answer::DoesNotExist => wrong("it does exist: the rules give it, wherever the function has a value."),
        Answer::NotANumber => wrong("0/0 says nothing. The rules give the derivative without dividing by Δx."),
        Answer::DividedByZero => wrong("a division by 0 has no value. The rules never ask for one."),
        Answer::Sides { .. } | Answer::PlusMinusInfinity => wrong("that is an answer about a limit with two sides."),
        Answer::Text(text) => read(text, wanted),
    }
}

/// The longest formula that is worth reading.
const LONGEST: usize = 2_000;

fn read(text: &str, wanted: &str) -> Result<Expr, Feedback> {
    let not_understood = |words: String| Err(Feedback::new(Verdict::NotUnderstood, words));
    if text.chars().nth(LONGEST).is_some() {
        return not_understood(format!("{} is longer than any answer to this. Write {wanted}.", quoted(text)));
    }
    // "y' = 4x + 2" is how one writes it on paper.
    let formula = match text.split_once('=') {
        Some((left, right)) if is_name_of_derivative(left) => right,
        _ => text,
    };
    if formula.trim().is_empty() {
        return not_understood(format!("there is nothing to read. Write {wanted}."));
    }
    match parse(formula) {
        Ok(formula) => Ok(formula),
        Err(error) => {
            let message = format!("this is no formula: {}, at character {}.", error.message(), error.position() + 1);
            Err(Feedback::new(Verdict::NotUnderstood, message).pointing(error.to_string()))
        }
    }
}

/// What may stand on the left of an answer, in the notations of the chapter.
fn is_name_of_derivative(text: &str) -> bool {
    let text: String = text.chars().filter(|c| !c.is_whitespace()).collect();
    ["y'", "y’", "y′", "f'(x)", "f’(x)", "f′(x)", "f'", "dy/dx", "d/dxf(x)", "D_xf", "y", "m"].contains(&text.as_str())
}

/// How it is known that two formulas are equal.
fn how(sameness: &Equivalence) -> String {
    match sameness {
        Equivalence::EqualAtManyPoints { points } | Equivalence::EqualExcept { points: Some(points), .. } => {
            format!("equal at the {points} points that were tried")
        }
        _ => "exactly equal".to_owned(),
    }
}

/// Where an answer that is equal has no value, or has one that the derivative has not.
fn except(sameness: &Equivalence) -> String {
    let Equivalence::EqualExcept { first_lacks, second_lacks, .. } = sameness else { return String::new() };
    let sides = [(first_lacks, "where yours has no value"), (second_lacks, "where only yours has a value")];
    let words = sides.into_iter().filter(|(gaps, _)| !gaps.is_empty());
    let words: Vec<String> = words.map(|(gaps, words)| format!("{}, {words}", listed(gaps))).collect();
    format!(", except {}", words.join(", and "))
}
