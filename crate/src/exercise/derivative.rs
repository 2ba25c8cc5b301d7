//! Exercises whose answer is a derivative, as a formula or at one place: any form of it is right.

use super::answer::{Answer, IntoAnswer, close, equal};
use super::checked::{checked, hinted};
use super::difference::where_they_differ;
use super::feedback::{Feedback, Hint, Verdict};
use super::formula::{Question, Solution};
use super::missing_brackets::with_brackets;
use super::room;
use super::written::{NotRead, Written, capitalized, read};
use super::wrong_rules::mistaken_derivatives;
use crate::show::{Rich, Row, shown};
use crate::symbolic::{Derivation, Equivalence, Expr, Node, Rule, differentiate, equivalent, listed, parse};

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
    /// Where a number is asked for: the usual wrong ones, each with the hint that fits it. A number comes about in more
    /// ways than a formula, and these are likelier than a rule that went wrong.
    pub(super) slips: &'static [(i32, &'static str)],
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
    pub fn check(&self, answer: impl IntoAnswer) -> Feedback {
        let given = answer.into();
        let mut feedback = match self.at {
            None => self.judge_formula(&given),
            Some(at) => self.judge_slope(&given, at.into()),
        };
        if let Verdict::Wrong | Verdict::Unanswered = feedback.verdict {
            feedback.message += &format!(" {}.hint(1) gives a hint.", self.name);
        }
        checked(self.name, feedback)
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
        hinted(Hint { exercise: self.name, number, hints: self.hints })
    }

    /// The worked solution: the derivation, rule by rule.
    ///
    /// ```
    /// use calculus::prelude::*;
    /// use calculus::show::Rich;
    /// assert!(DERIVATIVE_1.solution().text().contains("constant multiple rule"));
    /// ```
    pub fn solution(&self) -> Solution {
        room::released(self.name, || self.worked())
    }

    pub(super) fn worked(&self) -> Solution {
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
        Solution::of_rows(text, &rows)
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
        let Written { formula: answer, text } =
            match formula_of(given, "a formula in quotation marks, such as \"3x^2 - 1\"") {
                Ok(written) => written,
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
        self.what_went_wrong(answer, right, text.as_deref())
    }

    fn what_went_wrong(&self, answer: Expr, right: Expr, text: Option<&str>) -> Feedback {
        let wrong = |words: &str| Feedback::new(Verdict::Wrong, format!("{answer}: {words}"));
        let known = |words: &str| wrong(words).naming(words);
        if let Some(letter) = letter_left(answer) {
            return self.with_letter(answer, right, letter);
        }
        let is_right = |text: &str| parse(text).is_ok_and(|formula| same(formula, right));
        if text.is_some_and(|text| with_brackets(text, is_right).is_some()) {
            let words = "brackets are missing. With them it would be right: as it stands, a product, a fraction bar or an \
                         exponent takes hold of the nearest term alone.";
            return known(words);
        }
        if let Some(words) = self.named_mistake(|wrong| same(answer, wrong)) {
            return known(words);
        }
        if same(answer, self.f()) {
            known("that is the function itself. Now differentiate it.")
        } else if same(answer, right.derivative("x")) {
            known("that is the second derivative. You went one step too far.")
        } else if answer.variables().is_empty() {
            known("that is one number. The derivative is a formula here, with a slope for every x.")
        } else {
            wrong(&where_they_differ(answer, right, self.denominator()))
        }
    }

    /// What stands below the function, if it is a fraction.
    fn denominator(&self) -> Option<Expr> {
        if let Node::Quotient(_, below) = *self.f().node() { Some(below) } else { None }
    }

    /// What to say to an answer in which the letter of an inner function is left.
    fn with_letter(&self, answer: Expr, right: Expr, letter: &str) -> Feedback {
        let judged = |verdict: Verdict, words: String| Feedback::new(verdict, format!("{answer}: {words}"));
        let f = self.f();
        let parts: Vec<Expr> = f
            .nodes()
            .into_iter()
            .filter(|part| *part != f && part.name().is_none() && !part.variables().is_empty())
            .collect();
        let mut put_back = vec![answer];
        for letter in answer.variables().into_iter().filter(|letter| *letter != "x") {
            put_back =
                put_back.iter().flat_map(|answer| parts.iter().map(|part| answer.substitute(letter, *part))).collect();
        }
        let still = format!("there is still a letter {letter} in it, and the answer is to be a formula in x.");
        if put_back.iter().any(|answer| same(*answer, right)) {
            judged(Verdict::Close, format!("{still} Put back what it stands for, and it is right."))
        } else if let Some(words) = self.named_mistake(|wrong| put_back.iter().any(|answer| same(*answer, wrong))) {
            judged(Verdict::Wrong, format!("{still} Put back what it stands for. And then: {words}")).naming(words)
        } else {
            judged(
                Verdict::Wrong,
                format!("{still} Put back what it stands for, and compare it with the rules once more."),
            )
        }
    }

    fn judge_slope(&self, given: &Answer, at: f64) -> Feedback {
        let derivative = self.f().derivative("x");
        let value = |formula: Expr, x: f64| formula.at(x).value().unwrap_or(f64::NAN);
        let right = value(derivative, at);
        let answer = match formula_of(given, "a number") {
            Ok(written) => written.formula,
            Err(judgement) => return judgement,
        };
        let place = signed(at);
        let judged = |verdict: Verdict, words: &str| {
            // A number as it was written: 6.1, and not the fraction that it is.
            let shown = if let Answer::Number(_) = given { given.to_string() } else { answer.to_string() };
            Feedback::new(verdict, format!("{shown}{words}"))
        };
        if !answer.variables().is_empty() {
            return if same(answer, derivative) {
                let words =
                    format!(": that is the right derivative. Now put x = {place} in: the slope there is a number.");
                judged(Verdict::Close, &words)
            } else {
                let words = format!("a slope at one place is a number. Differentiate, and then put x = {place} in.");
                let words = self.named_mistake(|wrong| same(answer, wrong)).map_or(words, str::to_owned);
                judged(Verdict::Wrong, &format!(": {words}")).naming(&words)
            };
        }
        let number = value(answer, at);
        let is = |other: f64| equal(number, other);
        let secant = |step: f64| (value(self.f(), at + step) - value(self.f(), at)) / step;
        let is_secant = || STEPS.into_iter().flat_map(|step| [step, -step]).find(|step| is(secant(*step)));
        if is(right) {
            return judged(Verdict::Right, &format!(". {}", self.praise));
        }
        if close(number, right) {
            let words = ": that looks measured. The rules give the slope exactly: differentiate, then put x in.";
            return judged(Verdict::Close, words);
        }
        let words = if let Some((_, words)) = self.slips.iter().find(|(slip, _)| is((*slip).into())) {
            (*words).to_owned()
        } else if is(value(self.f(), at)) {
            "that is the height of the curve there. The slope comes from the derivative: put x into that.".to_owned()
        } else if is(value(derivative, -at)) {
            "the sign of x was lost: that is the slope on the other side of 0.".to_owned()
        } else if let Some(words) = self.named_mistake(|wrong| is(value(wrong, at))) {
            words.to_owned()
        } else if let Some(step) = is_secant() {
            let to = at + step;
            format!("that is the slope of the secant to Q at x = {}. The rules give the slope at P itself.", signed(to))
        } else {
            let words = ": that is not the slope there. Differentiate first, and then put x into the derivative.";
            return judged(Verdict::Wrong, words);
        };
        judged(Verdict::Wrong, &format!(": {words}")).naming(&words)
    }

    /// The answers to which the rules lead that have gone wrong, one for each mistake that is named.
    pub(super) fn wrong_formulas(&self) -> Vec<(String, String)> {
        let mut wrong: Vec<(String, String)> = Vec::new();
        for (mistake, formula) in mistaken_derivatives(self.f(), Expr::variable("x")) {
            let (answer, words) = (formula.simplify().to_string(), mistake.words());
            let is_new = !wrong.iter().any(|(other, said)| *other == answer || said == words);
            // What has come out right, or is another mistake in other words, the check says otherwise.
            if is_new && self.judge_formula(&Answer::from(answer.as_str())).message().contains(words) {
                wrong.push((answer, words.to_owned()));
            }
        }
        wrong
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

/// How far away Q is, for those who have not let it come to P.
const STEPS: [f64; 5] = [3.0, 2.0, 1.0, 0.5, 0.1];

/// A letter besides x.
fn letter_left(formula: Expr) -> Option<&'static str> {
    formula.variables().into_iter().find(|letter| *letter != "x")
}

/// The formula that an answer is, or what to say if it is none. `wanted` is what to write instead.
fn formula_of(given: &Answer, wanted: &str) -> Result<Written, Feedback> {
    let wrong = |words: &str| {
        let given = capitalized(&given.to_string());
        Err(Feedback::new(Verdict::Wrong, format!("{given}: {words}")))
    };
    let formula = match given {
        Answer::Unanswered => {
            let invitation = format!("Replace YOUR_ANSWER by {wanted}, and run the cell again.");
            return Err(Feedback::new(Verdict::Unanswered, invitation));
        }
        Answer::Formula(formula) => *formula,
        Answer::Number(number) if number.is_finite() => Expr::from(*number),
        Answer::Number(_) => {
            return wrong("the curve is nowhere as steep as that. Its slope is finite wherever it has one.");
        }
        Answer::DoesNotExist => return wrong("it does exist: the rules give it, wherever the function has a value."),
        Answer::NotANumber => return wrong("0/0 says nothing. The rules give the derivative without dividing by Δx."),
        Answer::DividedByZero => return wrong("a division by 0 has no value. The rules never ask for one."),
        Answer::Sides { .. } | Answer::PlusMinusInfinity => {
            return wrong("that is an answer about a limit with two sides.");
        }
        Answer::Text(text) => {
            return read(text).map_err(|not_read| match not_read {
                NotRead::DividedByZero => Feedback::new(
                    Verdict::Wrong,
                    format!("{given}: a division by 0 has no value. The rules never ask for one."),
                ),
                NotRead::Fault { message, lines } => {
                    let feedback = Feedback::new(Verdict::NotUnderstood, format!("{message} Write {wanted}."));
                    lines.map_or(feedback.clone(), |lines| feedback.pointing(lines))
                }
            });
        }
    };
    Ok(Written { formula, text: None })
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
