//! Formulas: from LaTeX to HTML with MathML beside it for screen readers, when the pages are made.

use crate::error::CellProblem;
use katex::{KatexContext, OutputFormat, Settings};

/// Converts formulas; one serves for all pages.
pub struct Formulas {
    context: KatexContext,
    inline: Settings,
    display: Settings,
}

impl Default for Formulas {
    fn default() -> Formulas {
        Formulas::new()
    }
}

impl Formulas {
    pub fn new() -> Formulas {
        Formulas::as_(OutputFormat::HtmlAndMathml)
    }

    /// As MathML alone, which is less, and which every browser shows in its own way.
    pub fn as_mathml() -> Formulas {
        Formulas::as_(OutputFormat::Mathml)
    }

    fn as_(format: OutputFormat) -> Formulas {
        let settings = |display| Settings::builder().display_mode(display).output(format).build();
        Formulas { context: KatexContext::default(), inline: settings(false), display: settings(true) }
    }

    /// A formula within a line.
    pub fn inline(&self, latex: &str) -> Result<String, CellProblem> {
        self.convert(latex, &self.inline)
    }

    /// A formula that stands by itself.
    pub fn display(&self, latex: &str) -> Result<String, CellProblem> {
        let html = self.convert(latex, &self.display)?;
        // A long one can be pushed along on a narrow screen, by the keyboard too.
        Ok(format!("<div class=\"formula\" tabindex=\"0\">{html}</div>"))
    }

    fn convert(&self, latex: &str, settings: &Settings) -> Result<String, CellProblem> {
        katex::render_to_string(&self.context, latex.trim(), settings)
            .map_err(|cause| CellProblem::Formula { formula: latex.trim().to_owned(), cause: cause.to_string() })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_formula_is_html_with_mathml_beside_it() {
        let html = Formulas::new().inline(r"\tfrac12 x^2").unwrap();
        assert!(html.contains("<math") && html.contains("katex-html"), "{html}");
    }

    #[test]
    fn what_the_converter_does_not_know_is_named() {
        let error = Formulas::new().display(r"\nosuchcommand{x}").unwrap_err().to_string();
        assert!(error.contains(r"\nosuchcommand{x}"), "{error}");
    }
}
