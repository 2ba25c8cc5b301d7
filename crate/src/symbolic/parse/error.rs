//! What is wrong with a text that is no formula, and where.

use super::bounds::{DEEPEST, HIGHEST_POWER_OF_TEN, LONGEST};
use std::fmt;

/// Why a text is no formula, and where. Its text shows the place with a mark below the character.
#[derive(Clone, PartialEq)]
pub struct ParseError {
    text: String,
    position: usize,
    kind: Fault,
}

/// What is wrong with a text.
#[derive(Clone, Debug, PartialEq)]
pub(in crate::symbolic) enum Fault {
    Empty,
    TooLong {
        length: usize,
    },
    TooDeep,
    Character(char),
    Name {
        name: String,
        known: String,
        similar: Option<&'static str>,
    },
    BadVariable {
        name: String,
    },
    Expected {
        what: &'static str,
        found: String,
    },
    NeverClosed {
        opened: char,
    },
    NeverOpened {
        closed: char,
    },
    DividesByZero,
    TooManyZeros,
    /// What is typed could mean two things; a sentence about what to write instead.
    Unclear(&'static str),
}

impl fmt::Display for Fault {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Fault::Empty => write!(out, "the text is empty; expected a formula such as 2x^2 + 8"),
            Fault::TooLong { length } => {
                write!(out, "the text has {length} characters; a formula may have up to {LONGEST}")
            }
            Fault::TooDeep => write!(out, "more than {DEEPEST} brackets are open here; take some of them away"),
            Fault::Character(found) => {
                write!(out, "the character {found:?} has no meaning in a formula{}", instead_of(*found))
            }
            Fault::Name { name, similar: Some(similar), .. } => {
                write!(out, "the name {name} is not known; did you mean {similar}?")
            }
            Fault::Name { name, known, .. } => write!(out, "the name {name} is not known here; known are {known}"),
            Fault::Unclear(words) => out.write_str(words),
            Fault::BadVariable { name } => {
                write!(out, "{name:?} cannot be the name of a variable: take letters that mean nothing else")
            }
            Fault::Expected { what, found } => write!(out, "expected {what}, found {found}"),
            Fault::NeverClosed { opened } => write!(out, "this {opened} is never closed"),
            Fault::NeverOpened { closed } => write!(out, "this {closed} closes nothing that was opened"),
            Fault::DividesByZero => write!(out, "a division by 0 has no value"),
            Fault::TooManyZeros => {
                write!(out, "the power of ten in this number is beyond {HIGHEST_POWER_OF_TEN}, farther than any use")
            }
        }
    }
}

/// What to write instead of a character that people type, to go on with after the words.
fn instead_of(character: char) -> &'static str {
    match character {
        '=' | '≠' | '<' | '>' | '≤' | '≥' => "; leave it out, and give one side only, such as x^2",
        '\\' => "; it is read as plain text, not as LaTeX: write (x + 1)/x for a fraction, and sqrt(x), pi, sin x",
        '∞' => "; infinity is no number to calculate with",
        '°' => "; angles are in radians here, and 30 degrees are pi/6",
        '!' => "; write a factorial as its number",
        '%' => "; write 5 percent as 0.05",
        '\'' | '’' | '′' => "; write the function itself, and differentiate(…) gives its derivative",
        ';' | ':' | '"' | '“' | '”' | '`' => "; leave it out",
        '±' | '∓' => "; write the two formulas by themselves",
        _ => "",
    }
}

impl ParseError {
    pub(in crate::symbolic) fn new(text: &str, position: usize, kind: Fault) -> ParseError {
        ParseError { text: text.chars().take(LONGEST).collect(), position, kind }
    }

    /// The place of the fault: how many characters stand before it.
    ///
    /// ```
    /// use calculus::symbolic::parse;
    /// assert_eq!(parse("2x + ?").unwrap_err().position(), 5);
    /// ```
    pub fn position(&self) -> usize {
        self.position
    }

    /// The text with the mark and the sentence in bold (unless the environment asks for none, see no-color.org), and what
    /// to do.
    pub(in crate::symbolic) fn in_bold(&self) -> String {
        let shown = self.to_string();
        let advice = "Mend the text and run the cell again; spellings() shows what can be typed.";
        let (text, mark) = shown.split_once('\n').unwrap_or(("", &shown));
        if std::env::var_os("NO_COLOR").is_some_and(|value| !value.is_empty()) {
            return format!("{shown}\n{advice}");
        }
        let blank = mark.len() - mark.trim_start_matches(' ').len();
        let line = if text.is_empty() { String::new() } else { format!("{text}\n") };
        format!("{line}{}\u{1b}[1m{}\u{1b}[0m\n{advice}", &mark[..blank], &mark[blank..])
    }

    /// What is wrong and what was expected, as a sentence without its full stop.
    ///
    /// ```
    /// use calculus::symbolic::parse;
    /// assert_eq!(parse("2x^").unwrap_err().message(), "expected an exponent, found the end");
    /// ```
    pub fn message(&self) -> String {
        self.kind.to_string()
    }
}

impl fmt::Display for ParseError {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        if matches!(self.kind, Fault::Empty | Fault::TooLong { .. } | Fault::BadVariable { .. }) {
            return write!(out, "{}", self.kind);
        }
        // A piece of the text around the place, so that a long one does not fill the screen.
        let start = self.position.saturating_sub(40);
        let piece: String = self.text.chars().skip(start).take(70).map(|c| if c < ' ' { ' ' } else { c }).collect();
        let before = if start > 0 { "…" } else { "" };
        let blank = " ".repeat(self.position - start + before.chars().count());
        write!(out, "{before}{}\n{blank}^ {}", piece.trim_end(), self.kind)
    }
}

/// As [`Display`](fmt::Display), in colour, for `unwrap` and for cells that end in an error.
impl fmt::Debug for ParseError {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(out, "\n{}", self.in_bold())
    }
}

impl std::error::Error for ParseError {}
