//! Formulas: from LaTeX to HTML with MathML beside it for screen readers, when the pages are made.

use crate::error::CellProblem;
use katex::{KatexContext, OutputFormat, Settings};

/// A formula that is longer is taken for a mistake: the converter needs room for every level of it.
const LONGEST: usize = 10_000;

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
        if latex.len() > LONGEST {
            let cause = format!("it has {} signs, and may have {LONGEST}", latex.len());
            return Err(CellProblem::Formula { formula: named(latex), cause });
        }
        katex::render_to_string(&self.context, latex.trim(), settings)
            .map(|html| beside_their_roots(&html))
            .map_err(|cause| CellProblem::Formula { formula: named(latex), cause: cause.to_string() })
    }
}

/// A formula as a message names it: of a long one the beginning.
fn named(latex: &str) -> String {
    let latex = latex.trim();
    match latex.char_indices().nth(200) {
        Some((end, _)) => format!("{}…", &latex[..end]),
        None => latex.to_owned(),
    }
}

/// What comes before the radicand of a root.
const RADICAND: &str = "<span class=\"pstrut\" style=\"height:3em;\"></span><span class=\"mord";

/// Puts a radicand that is a single sign, as in `\sqrt3`, to the right of its root. The converter (katex-rs 0.3.0) moves only
/// those that are more than a sign, and would write this one over the root. What KaTeX itself writes is the same for all signs.
fn beside_their_roots(html: &str) -> String {
    let mut parts = html.split("<span class=\"svg-align\"");
    let mut out = parts.next().unwrap_or_default().to_owned();
    for part in parts {
        out.push_str("<span class=\"svg-align\"");
        out.push_str(&moved(part).unwrap_or_else(|| part.to_owned()));
    }
    out
}

/// The part of a formula from the inside of a radicand's frame on, with the radicand moved; nothing if it is more than a sign.
fn moved(part: &str) -> Option<String> {
    let (frame, rest) = part.split_once('>')?;
    let (attributes, inside) = rest.strip_prefix(RADICAND)?.split_once('>')?;
    let is_sign = inside.split('<').next().is_some_and(|text| !text.is_empty());
    if !is_sign || attributes.contains("padding-left") {
        return None;
    }
    let attributes = match attributes.split_once("style=\"") {
        Some((before, style)) => format!("{before}style=\"padding-left:0.833em;{style}"),
        None => format!("{attributes} style=\"padding-left:0.833em;\""),
    };
    Some(format!("{frame}>{RADICAND}{attributes}>{inside}"))
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
    }

    #[test]
    fn a_formula_is_html_with_mathml_beside_it() {
        let html = Formulas::new().inline(r"\tfrac12 x^2").unwrap();
        assert!(html.contains("<math") && html.contains("katex-html"), "{html}");
    }

    #[test]
    fn a_single_sign_stands_beside_its_root() {
        for (latex, sign) in [
            (r"\sqrt3", r#"<span class="mord" style="padding-left:0.833em;">3"#),
            (r"\sqrt \pi", r#"<span class="mord mathnormal" style="padding-left:0.833em;margin-right:0.0359em;">π"#),
            (r"\sqrt[3]{x}", r#"style="padding-left:0.833em;"><span class="mord mathnormal">x"#),
            (r"2\sqrt{a + b}", r#"style="padding-left:0.833em;"><span class="mord mathnormal">a"#),
        ] {
            let html = Formulas::new().inline(latex).unwrap();
            assert!(html.contains(sign) && html.matches("padding-left").count() == 1, "{html}");
        }
        let html = Formulas::new().inline(r"\overline{x} \xrightarrow{x}").unwrap();
        assert!(!html.contains("padding-left"), "{html}");
    }

    #[test]
    fn what_is_too_long_is_refused() {
        let error = Formulas::new().inline(&"{".repeat(20_000)).unwrap_err().to_string();
        assert!(error.contains("20000 signs"), "{error}");
    }

    #[test]
    fn what_the_converter_does_not_know_is_named() {
        let error = Formulas::new().display(r"\nosuchcommand{x}").unwrap_err().to_string();
        assert!(error.contains(r"\nosuchcommand{x}"), "{error}");
    }
}
