//! Answers that are formulas: read, and grouped by what they mean. Bars are to show misconceptions, and not spellings.

use crate::poll::Poll;
use calculus::symbolic::{Expr, equivalent, parse};
use std::collections::HashMap;

/// Which formulas mean the same, for each poll.
#[derive(Debug, Default)]
pub struct Sorted {
    polls: HashMap<String, Classes>,
}

/// The formulas of a poll.
#[derive(Debug, Default)]
struct Classes {
    classes: Vec<Class>,
    /// The class of each text that was given.
    of: HashMap<String, usize>,
}

/// Formulas that mean the same.
#[derive(Clone, Debug, PartialEq)]
pub struct Class {
    formula: Expr,
    pub latex: String,
    pub is_right: bool,
    /// The mistake that it is, where the poll names it.
    pub mistake: Option<String>,
}

impl Sorted {
    pub fn classes(&self, poll: &str) -> &[Class] {
        self.polls.get(poll).map(|classes| classes.classes.as_slice()).unwrap_or_default()
    }

    pub fn class_of(&self, poll: &str, text: &str) -> Option<usize> {
        self.polls.get(poll)?.of.get(text).copied()
    }

    pub fn set(&mut self, poll: &str, text: String, class: usize, new: Option<Class>) {
        let classes = self.polls.entry(poll.to_owned()).or_default();
        classes.classes.extend(new);
        classes.of.insert(text, class);
    }

    /// The classes that a poll names itself, before anybody has answered.
    pub fn begin(&mut self, poll: &Poll) {
        if self.polls.contains_key(&poll.id) {
            return;
        }
        let class = |text: &str, is_right: bool, mistake: Option<String>| {
            parse(text).ok().map(|formula| Class { formula, latex: formula.latex(), is_right, mistake })
        };
        let right = poll.right.iter().filter_map(|right| class(right, true, None));
        let wrong = poll.mistakes.iter().filter_map(|wrong| class(&wrong.formula, false, Some(wrong.words.clone())));
        let classes = right.chain(wrong).collect();
        self.polls.insert(poll.id.clone(), Classes { classes, of: HashMap::new() });
    }

    /// The class of a formula, which may be a new one. It can take a while: nothing is to wait for it.
    pub fn sort(&self, poll: &str, text: &str) -> Option<(usize, Option<Class>)> {
        let formula = parse(text).ok()?;
        let classes = self.classes(poll);
        match classes.iter().position(|class| same(class.formula, formula)) {
            Some(at) => Some((at, None)),
            None => {
                let new = Class { formula, latex: formula.latex(), is_right: false, mistake: None };
                Some((classes.len(), Some(new)))
            }
        }
    }
}

/// Reads a formula: in LaTeX, as it was understood; or what is wrong with it, as a sentence for who has typed it.
pub fn read(text: &str) -> Result<String, String> {
    parse(text).map(|formula| formula.latex()).map_err(|error| error.to_string())
}

/// Whether two formulas mean the same. A few values settle most cases at once.
fn same(one: Expr, other: Expr) -> bool {
    let differ_at = |x: f64| match (one.at(x).value(), other.at(x).value()) {
        (Some(one), Some(other)) => (one - other).abs() > 1e-6 * one.abs().max(other.abs()),
        _ => false,
    };
    one == other || (![-0.7310, 0.3170, 1.2890].into_iter().any(differ_at) && equivalent(one, other).is_equal())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::poll::{Kind, Mistake};

    #[test]
    fn spellings_of_a_formula_are_one_and_mistakes_have_their_names() {
        let poll = Poll {
            id: "p".to_owned(),
            question: "?".to_owned(),
            kind: Kind::Formula,
            choices: vec![],
            right: Some("2x sin x + x^2 cos x".to_owned()),
            mistakes: vec![Mistake { formula: "2x cos x".to_owned(), words: "each by itself".to_owned() }],
        };
        let mut sorted = Sorted::default();
        sorted.begin(&poll);
        let texts = ["x(2 sin x + x cos x)", "cos(x)*2*x", "x^2", "x·x", "x^2 cos x + 2x sin(x)"];
        let mut found = Vec::new();
        for text in texts {
            let (class, new) = sorted.sort("p", text).unwrap();
            sorted.set("p", text.to_owned(), class, new);
            found.push(class);
        }
        assert_eq!(found, [0, 1, 2, 2, 0]);
        assert!(sorted.classes("p")[0].is_right);
        assert_eq!(sorted.classes("p")[1].mistake.as_deref(), Some("each by itself"));
        assert_eq!(sorted.sort("p", "2x +"), None);
    }

    #[test]
    fn what_cannot_be_read_is_told() {
        assert_eq!(read("x²").unwrap(), "x^{2}");
        assert!(read("2x + sin(y)").unwrap_err().contains("the name y is not known"));
    }
}
