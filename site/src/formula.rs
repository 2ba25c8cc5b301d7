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
        katex::render_to_string(&self.context, &with_grouped_roots(latex.trim()), settings)
            .map_err(|cause| CellProblem::Formula { formula: latex.trim().to_owned(), cause: cause.to_string() })
    }
}

/// The same formula with what stands below each root as a group: below a root the converter leaves a single letter where the root's own
/// sign is.
fn with_grouped_roots(latex: &str) -> String {
    const ROOT: &str = "\\sqrt";
    let Some((before, after)) = latex.split_once(ROOT) else { return latex.to_owned() };
    // `\sqrtsign` is another command, and `\sqrt[3]` says which root.
    let plain = !after.starts_with(|sign: char| sign.is_ascii_alphabetic());
    let rest = after.trim_start();
    let (degree, rest) = match rest.strip_prefix('[').and_then(|rest| rest.split_once(']')) {
        Some((degree, rest)) => (format!("[{degree}]"), rest.trim_start()),
        None => (String::new(), rest),
    };
    let length = first_length(rest);
    if !plain || length == 0 {
        return format!("{before}{ROOT}{}", with_grouped_roots(after));
    }
    let (below, rest) = rest.split_at(length);
    format!("{before}{ROOT}{degree}{{{}}}{}", with_grouped_roots(below), with_grouped_roots(rest))
}

/// How long the first thing of a formula is, in bytes: a group, a command, or a character.
fn first_length(latex: &str) -> usize {
    let mut depth = 0;
    let mut signs = latex.char_indices().peekable();
    while let Some((at, sign)) = signs.next() {
        match sign {
            '\\' => {
                let name = latex[at + 1..].chars().take_while(char::is_ascii_alphabetic).count().max(1);
                signs.nth(name - 1);
            }
            '{' => depth += 1,
            '}' => depth -= 1,
            _ => {}
        }
        if depth <= 0 {
            return signs.peek().map_or(latex.len(), |(next, _)| *next);
        }
    }
    0
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_stands_below_a_root_keeps_clear_of_its_sign() {
        let formulas = Formulas::new();
        for latex in [
            r"\sqrt3",
            r"\sqrt{u}",
            r"\sqrt x",
            r"\sqrt[3]{x}",
            r"\sqrt\pi",
            r"2\sqrt{\sqrt{x}}",
            r"\frac{1}{\sqrt{2}}",
        ] {
            let html = formulas.inline(latex).unwrap();
            let roots = html.matches("svg-align").count();
            assert!(roots > 0 && html.matches("padding-left").count() == roots, "{latex}: {html}");
        }
        assert_eq!(with_grouped_roots(r"a\sqrt{b + \sqrt c}d"), r"a\sqrt{{b + \sqrt{c}}}d");
        assert_eq!(with_grouped_roots(r"\sqrt"), r"\sqrt");
    }

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
