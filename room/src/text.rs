//! What people type: names, questions, words. It is kept as plain text of a bounded length, on one line.

use thiserror::Error;

pub const LONGEST_NAME: usize = 40;
pub const LONGEST_QUESTION: usize = 500;
pub const LONGEST_WORD: usize = 60;
pub const LONGEST_FORMULA: usize = 200;

#[derive(Debug, Error, PartialEq, Eq)]
pub enum TextError {
    #[error("There is nothing in it. Write something first")]
    Empty,
    #[error("It has {length} characters, and {longest} are the most. Say it shorter")]
    Long { length: usize, longest: usize },
}

/// The text on one line, without what cannot be seen: no control characters, and none that turn the direction of what
/// follows.
pub fn tidy(text: &str, longest: usize) -> Result<String, TextError> {
    let shown: String =
        text.chars().map(|c| if c.is_whitespace() { ' ' } else { c }).filter(|c| is_visible(*c)).collect();
    let line = shown.split(' ').filter(|word| !word.is_empty()).collect::<Vec<_>>().join(" ");
    match line.chars().count() {
        0 => Err(TextError::Empty),
        length if length > longest => Err(TextError::Long { length, longest }),
        _ => Ok(line),
    }
}

/// The name that a person has chosen, or none.
pub fn name(text: Option<&str>) -> Result<Option<String>, TextError> {
    match text.map(|text| tidy(text, LONGEST_NAME)) {
        None | Some(Err(TextError::Empty)) => Ok(None),
        Some(name) => name.map(Some),
    }
}

/// The name of an exercise or of a mistake, as our own programs send it: `D3`, `LIMIT_1`, `sign`.
pub fn is_label(text: &str) -> bool {
    (1..=40).contains(&text.len()) && text.bytes().all(|byte| byte.is_ascii_alphanumeric() || b"_-. ".contains(&byte))
}

fn is_visible(c: char) -> bool {
    let turns = matches!(c, '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2060}'..='\u{206f}' | '\u{feff}' | '\u{fff9}'..='\u{fffb}');
    !c.is_control() && !turns && !('\u{e0000}'..='\u{e007f}').contains(&c)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_text_is_one_line_that_can_be_seen() {
        assert_eq!(tidy("  why\n\tis\u{202e} it\u{0} so? ", 40).unwrap(), "why is it so?");
        assert_eq!(tidy("<b>Ada</b> & Co", 40).unwrap(), "<b>Ada</b> & Co");
        assert_eq!(tidy(" \u{200b}\n", 40), Err(TextError::Empty));
        assert_eq!(tidy(&"x".repeat(1_000_000), 40), Err(TextError::Long { length: 1_000_000, longest: 40 }));
    }

    #[test]
    fn nobody_must_have_a_name() {
        assert_eq!(name(None), Ok(None));
        assert_eq!(name(Some("  ")), Ok(None));
        assert_eq!(name(Some(" Ada ")), Ok(Some("Ada".to_owned())));
    }
}
