//! Questions and worked solutions, each formula once as LaTeX and once as text.

use super::feedback::escaped;
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
    text: String,
    form: Form,
}

/// What a page shows of a solution.
#[derive(Clone, Debug)]
enum Form {
    /// With its dollar signs.
    Latex(String),
    /// Code, to be selected and copied, or words.
    Html(String),
}

impl Solution {
    /// A solution as formulas, in both writings.
    pub(super) fn of_rows(text: String, rows: &[Row]) -> Solution {
        Solution { text, form: Form::Latex(working(rows)) }
    }

    /// In the place of a solution, why it is not shown yet.
    pub(super) fn not_yet(name: &str, why: &str) -> Solution {
        let text = format!("{name}: {why}");
        let html = format!("<p>{}</p>", escaped(&text));
        Solution { text, form: Form::Html(html) }
    }

    /// A solution that is a cell.
    pub(super) fn of_code(name: &str, code: &str) -> Solution {
        let text = format!("{name}, one way to do it:\n\n{code}");
        let html = format!("<p>{name}, one way to do it:</p><pre><code>{}</code></pre>", escaped(code));
        Solution { text, form: Form::Html(html) }
    }

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
        Solution::of_rows(text, &steps.iter().map(row).collect::<Vec<_>>())
    }
}

impl Rich for Solution {
    fn text(&self) -> String {
        self.text.clone()
    }

    fn latex(&self) -> Option<String> {
        if let Form::Latex(latex) = &self.form { Some(latex.clone()) } else { None }
    }

    fn html(&self) -> Option<String> {
        if let Form::Html(html) = &self.form { Some(html.clone()) } else { None }
    }
}

shown!(Question, Solution);
