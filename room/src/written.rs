//! What a leader has written, as HTML: plain text, with formulas between dollar signs.

use crate::text::LONGEST_QUESTION;
use site::formula::Formulas;
use site::html::escaped;
use std::collections::HashMap;
use std::sync::{Mutex, PoisonError};

/// Writes formulas, and keeps what it has written.
pub struct Writer {
    inner: Mutex<(Formulas, HashMap<String, String>)>,
}

/// How many lines are kept.
const MOST: usize = 2_000;

impl Default for Writer {
    fn default() -> Writer {
        Writer { inner: Mutex::new((Formulas::new(), HashMap::new())) }
    }
}

impl Writer {
    /// A line of text with formulas in it. What is no formula after all stays as it was typed.
    pub fn line(&self, text: &str) -> String {
        self.kept(text, |formulas| with_formulas(text, formulas))
    }

    /// A formula, which is known to be one.
    pub fn formula(&self, latex: &str) -> String {
        let key = format!("${latex}$");
        self.kept(&key, |formulas| strict(&formulas.inline(latex).unwrap_or_else(|_| escaped(latex))))
    }

    fn kept(&self, key: &str, write: impl FnOnce(&Formulas) -> String) -> String {
        let mut inner = self.inner.lock().unwrap_or_else(PoisonError::into_inner);
        let (formulas, kept) = &mut *inner;
        if let Some(html) = kept.get(key) {
            return html.clone();
        }
        let html = write(formulas);
        if kept.len() >= MOST {
            kept.clear();
        }
        if key.len() <= 4 * LONGEST_QUESTION {
            kept.insert(key.to_owned(), html.clone());
        }
        html
    }
}

fn with_formulas(text: &str, formulas: &Formulas) -> String {
    let parts: Vec<&str> = text.split('$').collect();
    if parts.len().is_multiple_of(2) {
        return escaped(text);
    }
    let write = |(at, part): (usize, &&str)| match at % 2 {
        0 => escaped(part),
        _ => formulas.inline(part).map_or_else(|_| escaped(&format!("${part}$")), |html| strict(&html)),
    };
    parts.iter().enumerate().map(write).collect()
}

/// Where a page forbids styles in its elements, its script puts them in place: it reads them from here.
pub fn strict(html: &str) -> String {
    html.replace(" style=\"", " data-style=\"")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn formulas_are_formulas_and_the_rest_is_text() {
        let writer = Writer::default();
        let html = writer.line("Is $x^2$ <b>even</b>?");
        assert!(html.starts_with("Is <span class=\"katex\"") && html.contains("&lt;b&gt;even&lt;/b&gt;?"), "{html}");
        assert!(!html.contains(" style="), "{html}");
        assert_eq!(writer.line("It costs 5 $"), "It costs 5 $");
        assert_eq!(writer.line(r"$\nosuch{x}$"), r"$\nosuch{x}$");
        assert_eq!(writer.line("Is $x^2$ <b>even</b>?"), html);
    }
}
