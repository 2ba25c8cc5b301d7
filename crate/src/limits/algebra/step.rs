//! One line on the way to a limit.

use super::notation::Notation;
use super::place::Place;
use super::rule::LimitRule;
use crate::symbolic::{Expr, Node};

/// One line on the way to a limit, which equals the line before it. From
/// [`AlgebraicLimit::lines`](super::AlgebraicLimit::lines).
#[derive(Clone, Debug, PartialEq)]
pub struct LimitStep {
    pub(super) text: String,
    pub(super) latex: String,
    pub(super) rule: Option<LimitRule>,
    /// What the rule is applied to, in text and in LaTeX; empty if that can be seen.
    pub(super) reason: [String; 2],
    pub(super) formula: Option<Expr>,
}

/// Stands for a limit inside of a formula: e to the power ℓ.
pub(super) const LIMIT: &str = "ℓ";

impl LimitStep {
    /// The line in plain text, without its equals sign.
    ///
    /// ```
    /// use calculus::limits::limit_by_algebra;
    /// let l = limit_by_algebra(|x| x + 1.0, 1.0);
    /// assert_eq!(l.lines()[1].text(), "1 + 1");
    /// ```
    pub fn text(&self) -> &str {
        &self.text
    }

    /// Why it equals the line before; nothing for the first line.
    ///
    /// ```
    /// use calculus::limits::{LimitRule, limit_by_algebra};
    /// let l = limit_by_algebra(|x| x + 1.0, 1.0);
    /// assert_eq!(l.lines()[1].rule(), Some(LimitRule::Substitute));
    /// ```
    pub fn rule(&self) -> Option<LimitRule> {
        self.rule
    }

    /// What the rule is applied to, or on what condition: "sin(u)/u → 1 as u = 5x → 0". Empty if that can be seen.
    ///
    /// ```
    /// use calculus::prelude::*;
    /// let l = limit_by_algebra(|x| (5.0 * x).sin() / x, 0.0);
    /// assert_eq!(l.lines()[2].reason(), "sin(u)/u → 1 as u = 5x → 0");
    /// ```
    pub fn reason(&self) -> &str {
        &self.reason[0]
    }

    /// The line as a formula in x, with its limit signs left out: the values of all lines come to the same limit. A
    /// number where the limit was taken, nothing where it is infinite.
    ///
    /// ```
    /// use calculus::limits::limit_by_algebra;
    /// let l = limit_by_algebra(|x| x + 1.0, 1.0);
    /// assert_eq!(l.lines()[0].formula().map(|formula| formula.to_string()), Some("x + 1".into()));
    /// ```
    pub fn formula(&self) -> Option<Expr> {
        self.formula
    }

    /// The limit of a formula, alone or as a part of `outer`, in which [`LIMIT`] stands for it.
    pub(super) fn limit(place: Place, outer: Option<Expr>, inner: Expr) -> LimitStep {
        let written = |notation: Notation| {
            let formula = match notation {
                Notation::Text => inner.to_string(),
                Notation::Latex => inner.latex(),
            };
            let sum = matches!(inner.node(), Node::Sum(..) | Node::Negative(_));
            let formula = if sum { notation.parentheses(&formula) } else { formula };
            let limit = format!("{}{formula}", place.sign(notation));
            let Some(outer) = outer else { return limit };
            match notation {
                Notation::Text => outer.to_string().replace(LIMIT, &notation.parentheses(&limit)),
                // In the exponent it stands alone.
                Notation::Latex => outer
                    .latex()
                    .replace(&format!("{{{LIMIT}}}"), &format!("{{{limit}}}"))
                    .replace(LIMIT, &notation.parentheses(&limit)),
            }
        };
        let formula = outer.map_or(inner, |outer| outer.substitute(LIMIT, inner));
        LimitStep {
            text: written(Notation::Text),
            latex: written(Notation::Latex),
            rule: None,
            reason: Default::default(),
            formula: Some(formula),
        }
    }

    /// A formula without a limit sign.
    pub(super) fn formula_of(formula: Expr) -> LimitStep {
        LimitStep {
            text: Notation::Text.formula(formula),
            latex: Notation::Latex.formula(formula),
            rule: None,
            reason: Default::default(),
            formula: Some(formula),
        }
    }

    /// The same as it is written: a number is not worked out.
    pub(super) fn formula_of_unworked(formula: Expr) -> LimitStep {
        LimitStep { text: formula.to_string(), latex: formula.latex(), ..LimitStep::formula_of(formula) }
    }

    pub(super) fn written(text: String, latex: String, formula: Option<Expr>) -> LimitStep {
        LimitStep { text, latex, rule: None, reason: Default::default(), formula }
    }

    pub(super) fn by(self, rule: LimitRule) -> LimitStep {
        LimitStep { rule: Some(rule), ..self }
    }

    pub(super) fn because(self, rule: LimitRule, reason: [String; 2]) -> LimitStep {
        LimitStep { rule: Some(rule), reason, ..self }
    }

    /// Rule and reason, in words; nothing for the first line, and for what everybody sees.
    pub(super) fn why(&self, notation: Notation) -> Vec<String> {
        let [text, latex] = &self.reason;
        let reason = if notation == Notation::Text { text } else { latex };
        let rule = self.rule.filter(|rule| *rule != LimitRule::WorkOut).map(|rule| notation.sentence(rule.name()));
        let rule = match (rule, reason.is_empty()) {
            (Some(rule), false) => Some(format!("{rule}{}", notation.sentence(": "))),
            (rule, _) => rule,
        };
        rule.map(|rule| rule + reason).into_iter().collect()
    }
}
