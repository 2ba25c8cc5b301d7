//! Questions and worked solutions, each formula once as LaTeX and once as text.

use crate::show::{Rich, Row, shown, working};

/// A formula in two writings. They stand side by side so that a change to one is seen to need the other.
#[derive(Clone, Copy, Debug)]
pub(super) struct Formula {
    /// Without dollar signs.
    pub latex: &'static str,
    pub text: &'static str,
}

/// One line of a solution, and why it follows.
#[derive(Clone, Copy, Debug)]
pub(super) struct Step {
    pub formula: Formula,
    /// Words only, since they also go into LaTeX. Empty where the line speaks for itself.
    pub why: &'static str,
}

/// A step from its LaTeX, its text and its reason.
pub(super) const fn step(latex: &'static str, text: &'static str, why: &'static str) -> Step {
    Step { formula: Formula { latex, text }, why }
}

/// The question of an exercise.
#[derive(Clone, Debug)]
pub struct Question {
    name: &'static str,
    latex: String,
    text: String,
}

impl Question {
    pub(super) fn new(name: &'static str, latex: impl Into<String>, text: impl Into<String>) -> Question {
        Question { name, latex: latex.into(), text: text.into() }
    }
}

impl Rich for Question {
    fn text(&self) -> String {
        format!("{}: {} = ?", self.name, self.text)
    }

    fn latex(&self) -> Option<String> {
        Some(format!("$${} = \\,?$$", self.latex))
    }
}

/// The worked solution of an exercise.
#[derive(Clone, Debug)]
pub struct Solution {
    pub(super) text: String,
    /// With its dollar signs.
    pub(super) latex: String,
}

impl Solution {
    /// A solution from its steps, which someone has typed.
    pub(super) fn of_steps(name: &str, steps: &[Step]) -> Solution {
        let mut text = format!("{name}, step by step:");
        for Step { formula, why } in steps {
            text += &format!("\n  {}", formula.text);
            if !why.is_empty() {
                text += &format!("    ({why})");
            }
        }
        let row = |Step { formula, why }: &Step| {
            let reasons = if why.is_empty() { Vec::new() } else { vec![format!("\\text{{{why}}}")] };
            Row::new("", formula.latex).because(reasons)
        };
        Solution { text, latex: working(&steps.iter().map(row).collect::<Vec<_>>()) }
    }
}

impl Rich for Solution {
    fn text(&self) -> String {
        self.text.clone()
    }

    fn latex(&self) -> Option<String> {
        Some(self.latex.clone())
    }
}

shown!(Question, Solution);
