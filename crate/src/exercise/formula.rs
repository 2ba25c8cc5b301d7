//! Questions and worked solutions, each formula once as LaTeX and once as text.

use crate::show::{Rich, shown};

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
    pub(super) name: &'static str,
    pub(super) formula: Formula,
}

impl Rich for Question {
    fn text(&self) -> String {
        format!("{}: {} = ?", self.name, self.formula.text)
    }

    fn latex(&self) -> Option<String> {
        Some(format!("$${} = \\,?$$", self.formula.latex))
    }
}

/// The worked solution of an exercise.
#[derive(Clone, Debug)]
pub struct Solution {
    pub(super) name: &'static str,
    pub(super) steps: &'static [Step],
}

impl Rich for Solution {
    fn text(&self) -> String {
        let mut out = format!("{}, step by step:", self.name);
        for Step { formula, why } in self.steps {
            out += &format!("\n  {}", formula.text);
            if !why.is_empty() {
                out += &format!("    ({why})");
            }
        }
        out
    }

    fn latex(&self) -> Option<String> {
        let lines: Vec<String> = self.steps.iter().map(latex_line).collect();
        Some(format!("$$\\begin{{aligned}}\n{}\n\\end{{aligned}}$$", lines.join(" \\\\\n")))
    }
}

fn latex_line(step: &Step) -> String {
    let formula = step.formula.latex;
    if step.why.is_empty() { format!("& {formula}") } else { format!("& {formula} && \\text{{{}}}", step.why) }
}

shown!(Question, Solution);
