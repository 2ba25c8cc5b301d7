//! What a cell asks the library, if it asks for something that a reader may change: a curve, a limit, a derivative, a secant. Its
//! functions are written in Rust; here they become formulas, as they are typed.

mod expression;
mod token;

use expression::Functions;
use serde::Serialize;
use token::{Token, arguments, closing, parts, tokens};

/// A question in the words of the library for the browser, see `site/live/src/board.rs`.
#[derive(Debug, PartialEq, Serialize)]
#[serde(tag = "ask", rename_all = "lowercase")]
pub enum Question {
    /// Curves over a range.
    Draw {
        formula: String,
        others: Vec<String>,
        from: String,
        to: String,
    },
    /// A tangent, or with `q` a secant; over a range if it is drawn.
    Tangent {
        formula: String,
        at: String,
        #[serde(skip_serializing_if = "Option::is_none")]
        q: Option<String>,
        #[serde(skip_serializing_if = "Option::is_none")]
        from: Option<String>,
        #[serde(skip_serializing_if = "Option::is_none")]
        to: Option<String>,
    },
    Limit {
        formula: String,
        at: String,
        #[serde(skip_serializing_if = "Option::is_none")]
        side: Option<&'static str>,
    },
    Derivative {
        formula: String,
    },
}

/// Reads the cells of a chapter, one after another.
#[derive(Default)]
pub struct Reader {
    /// The functions that cells have defined so far.
    functions: Functions,
}

impl Reader {
    /// What the last expression of a cell asks. None if it asks nothing of this kind, or about a function that is no formula.
    pub fn read(&mut self, source: &str) -> Option<Question> {
        let all = tokens(source);
        let mut rest = all.as_slice();
        loop {
            match rest {
                [first, ..] if first.is("fn") => {
                    let end = rest.iter().position(|token| token.is("{")).map(|open| closing(rest, open))?;
                    self.functions.define(&rest[..=end]);
                    rest = &rest[end + 1..];
                }
                [first, ..] if first.is("let") => {
                    let binding = parts(rest, ";").next()?;
                    self.functions.name(binding);
                    rest = rest.get(binding.len() + 1..)?;
                }
                _ => break,
            }
        }
        self.question(rest)
    }

    fn question(&self, expression: &[Token]) -> Option<Question> {
        let mut chain = calls(expression)?.into_iter();
        let (name, given) = chain.next()?;
        let function = |at: usize| self.functions.read(given.get(at)?);
        let number = |at: usize| self.functions.number(given.get(at)?);
        match name {
            "plot" => self.drawn(&given, &chain.collect::<Vec<Call>>()),
            "differentiate" => Some(Question::Derivative { formula: function(0)? }),
            "limit" | "limit_by_algebra" | "exact_limit" => self.limit(&given, None),
            "limit_left" | "exact_limit_left" => self.limit(&given, Some("left")),
            "limit_right" | "exact_limit_right" => self.limit(&given, Some("right")),
            "secant" => {
                let on =
                    chain.find(|(name, _)| *name == "on").and_then(|(_, on)| calls(on.first()?)?.into_iter().next());
                let over = on.filter(|(name, _)| *name == "plot").and_then(|(_, plot)| self.range(plot.get(1)?));
                let (from, to) = over.unzip();
                Some(Question::Tangent { formula: function(0)?, at: number(1)?, q: Some(number(2)?), from, to })
            }
            _ => None,
        }
    }

    fn limit(&self, given: &[&[Token]], side: Option<&'static str>) -> Option<Question> {
        let [function, at] = given else { return None };
        let at = match at {
            [infinity] if infinity.is("INFINITY") => "∞".to_owned(),
            [infinity] if infinity.is("NEG_INFINITY") => "−∞".to_owned(),
            [minus, infinity] if minus.is("-") && infinity.is("INFINITY") => "−∞".to_owned(),
            number => self.functions.number(number)?,
        };
        Some(Question::Limit { formula: self.functions.read(function)?, at, side })
    }

    fn drawn(&self, given: &[&[Token]], then: &[Call]) -> Option<Question> {
        let [function, over] = given else { return None };
        let formula = self.functions.read(function)?;
        let (from, to) = self.range(over)?;
        // Powers of ten on an axis, and curves that are joined on purpose, are not what the same formula gives.
        if then.iter().any(|(name, _)| ["log_x", "log_y", "joined"].contains(name)) {
            return None;
        }
        let called = |wanted: &'static str| {
            then.iter().filter(move |(name, _)| *name == wanted).map(|(_, given)| given.as_slice())
        };
        let tangents: Vec<_> = called("tangent").collect();
        if let [[_, at]] = tangents[..] {
            let at = self.functions.number(at)?;
            return Some(Question::Tangent { formula, at, q: None, from: Some(from), to: Some(to) });
        }
        let others = called("curve").map(|given| self.functions.read(given.first()?));
        Some(Question::Draw { formula, others: others.collect::<Option<_>>()?, from, to })
    }

    /// The ends of `a..=b`.
    fn range(&self, range: &[Token]) -> Option<(String, String)> {
        let at = range.iter().position(|token| token.is(".."))?;
        // `..=` is read as two tokens.
        let to = match &range[at + 1..] {
            [equals, to @ ..] if equals.is("=") => to,
            to => to,
        };
        Some((self.functions.number(&range[..at])?, self.functions.number(to)?))
    }
}

/// What is called, and what it is given.
type Call<'t> = (&'t str, Vec<&'t [Token]>);

/// The calls of `a(…).b(…).c(…)`, if that is all that there is.
fn calls(expression: &[Token]) -> Option<Vec<Call<'_>>> {
    let mut calls: Vec<Call> = Vec::new();
    let mut rest = expression;
    while let [name, open, ..] = rest {
        if !open.is("(") {
            return None;
        }
        let end = closing(rest, 1);
        calls.push((name.text.as_str(), arguments(rest.get(2..end)?)));
        rest = match &rest[end + 1..] {
            [] => return Some(calls),
            [dot, rest @ ..] if dot.is(".") => rest,
            _ => return None,
        };
    }
    None
}

#[cfg(test)]
mod tests;
