//! Text within HTML.

/// The text as HTML shows it, also between quotation marks.
pub fn escaped(text: &str) -> String {
    let mut html = String::new();
    pulldown_cmark_escape::escape_html(&mut html, text).expect("a String takes all that is written");
    html
}
