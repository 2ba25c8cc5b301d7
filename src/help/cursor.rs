//! What stands before the cursor, and so what may stand there.

use crate::tokens::tokens;
use ra_ap_rustc_lexer::TokenKind;

/// What is being written. The word has been begun at the byte `start` and may be empty.
#[derive(Debug, PartialEq, Eq)]
pub struct Place {
    pub word: String,
    pub start: usize,
    pub kind: PlaceKind,
}

#[derive(Debug, PartialEq, Eq)]
pub enum PlaceKind {
    /// Within a text, a comment or a number, or where a new name is made up.
    Nothing,
    /// A command to the kernel, with its colon.
    Command,
    /// Behind the dot at this byte.
    Member {
        dot: usize,
    },
    /// Behind `a::b::`. In a `use`, the path may be empty: what can be used then are crates.
    Path {
        path: Vec<String>,
        in_use: bool,
    },
    Word,
}

/// Words behind which a new name is made up.
const BEFORE_NEW_NAMES: [&str; 9] = ["let", "fn", "struct", "enum", "trait", "mod", "type", "union", "macro_rules"];

#[derive(Clone, Copy)]
struct Token<'a> {
    kind: TokenKind,
    text: &'a str,
    start: usize,
}

/// The place at `cursor`, a byte.
pub fn place(source: &str, cursor: usize) -> Place {
    let nothing = Place { word: String::new(), start: cursor, kind: PlaceKind::Nothing };
    let line = source[..cursor].rsplit('\n').next().unwrap_or_default().trim_start();
    if is_command(line) || line == ":" {
        let is_word = !line.contains(char::is_whitespace);
        let place = Place { word: line.to_owned(), start: cursor - line.len(), kind: PlaceKind::Command };
        return if is_word { place } else { nothing };
    }
    let source = without_commands(source);
    let Some(mut before) = tokens_before(&source, cursor) else { return nothing };
    let mut word = "";
    let mut start = cursor;
    if let Some(last) = before.last().copied().filter(|last| last.start + last.text.len() == cursor) {
        match last.kind {
            TokenKind::Ident | TokenKind::RawIdent => {
                (word, start) = (last.text, last.start);
                before.pop();
            }
            // `t.0.` is read as a number at its end.
            TokenKind::Literal { .. } if last.text.ends_with('.') && is_dot(&before[..before.len() - 1]) => {
                let kind = PlaceKind::Member { dot: cursor - 1 };
                return Place { word: String::new(), start, kind };
            }
            TokenKind::Literal { .. } if last.text.starts_with(|letter: char| letter.is_ascii_digit()) => {
                return nothing;
            }
            _ => {}
        }
    }
    let kind = kind_behind(&before, start, word.is_empty());
    Place { word: word.to_owned(), start, kind }
}

/// The tokens before the cursor that mean something; the last one may end there. `None`: it is within a text or comment.
fn tokens_before(source: &str, cursor: usize) -> Option<Vec<Token<'_>>> {
    let mut before = Vec::new();
    let mut start = 0;
    for (kind, text) in tokens(source) {
        if start >= cursor {
            break;
        }
        let end = start + text.len();
        let is_number = text.starts_with(|letter: char| letter.is_ascii_digit());
        match kind {
            TokenKind::Whitespace => {}
            TokenKind::LineComment { .. } if cursor <= end => return None,
            TokenKind::BlockComment { terminated, .. } if cursor < end || (cursor == end && !terminated) => {
                return None;
            }
            TokenKind::LineComment { .. } | TokenKind::BlockComment { .. } => {}
            TokenKind::Literal { .. } if !is_number && (cursor < end || (cursor == end && !is_closed(text))) => {
                return None;
            }
            TokenKind::Lifetime { .. } | TokenKind::UnknownPrefixLifetime if cursor <= end => return None,
            _ => before.push(Token { kind, text: &source[start..end.min(cursor)], start }),
        }
        start = end;
    }
    Some(before)
}

/// Whether a text in quotes has its end.
fn is_closed(literal: &str) -> bool {
    let body = literal.trim_start_matches(|letter: char| letter.is_alphabetic() || letter == '#').trim_end_matches('#');
    body.len() > 1 && body.chars().next() == body.chars().last()
}

fn kind_behind(before: &[Token], start: usize, is_empty: bool) -> PlaceKind {
    let Some(last) = before.last() else { return PlaceKind::Word };
    if let Some(path) = use_path(before) {
        return PlaceKind::Path { path, in_use: true };
    }
    let is_path =
        matches!(before, [.., one, other] if one.text == ":" && other.text == ":" && one.start + 1 == other.start);
    if is_dot(before) {
        return PlaceKind::Member { dot: last.start };
    }
    if is_path {
        return match path_before(&before[..before.len() - 2]) {
            Some(path) => PlaceKind::Path { path, in_use: false },
            None => PlaceKind::Nothing,
        };
    }
    let is_new = BEFORE_NEW_NAMES.contains(&last.text)
        || (last.text == "mut" && before.len() > 1 && before[before.len() - 2].text == "let")
        || last.text == "'";
    // Right behind a value stands no word.
    let follows = last.start + last.text.len() == start
        && (matches!(last.kind, TokenKind::Literal { .. }) || [")", "]", "}"].contains(&last.text));
    if is_new || (follows && is_empty) { PlaceKind::Nothing } else { PlaceKind::Word }
}

/// Whether the last token is the dot before a member, and not one of `..`.
fn is_dot(before: &[Token]) -> bool {
    match before {
        [.., one, other] => other.text == "." && !(one.text == "." && one.start + 1 == other.start),
        _ => false,
    }
}

/// The path that ends before `::`, without its type arguments: `Vec` of `Vec::<f64>`.
fn path_before(before: &[Token]) -> Option<Vec<String>> {
    let mut path = Vec::new();
    let mut rest = before;
    loop {
        if let [.., last] = rest
            && last.text == ">"
        {
            let mut depth = 0;
            let open = rest.iter().rposition(|token| {
                depth += i32::from(token.text == ">") - i32::from(token.text == "<");
                depth == 0
            })?;
            rest = &rest[..open];
            if let [before @ .., one, other] = rest
                && one.text == ":"
                && other.text == ":"
            {
                rest = before;
            }
        }
        let [before @ .., name] = rest else { return None };
        if !matches!(name.kind, TokenKind::Ident | TokenKind::RawIdent) {
            return None;
        }
        path.insert(0, name.text.to_owned());
        match before {
            [before @ .., one, other] if one.text == ":" && other.text == ":" => {
                rest = before;
                if rest.last().is_none_or(|token| !matches!(token.kind, TokenKind::Ident) && token.text != ">") {
                    return Some(path);
                }
            }
            _ => return Some(path),
        }
    }
}

/// What is before the cursor of a `use` that is being written: `["std", "f64"]` of `use std::{fmt, f64::`.
fn use_path(before: &[Token]) -> Option<Vec<String>> {
    let begin = before.iter().rposition(|token| token.text == "use")?;
    if before[begin + 1..].iter().any(|token| [";", "=", "("].contains(&token.text)) {
        return None;
    }
    let mut groups: Vec<usize> = Vec::new();
    let mut path: Vec<String> = Vec::new();
    for token in &before[begin + 1..] {
        match token.text {
            "{" => groups.push(path.len()),
            "}" => path.truncate(groups.pop()?),
            "," => path.truncate(*groups.last()?),
            ":" => {}
            "as" | "*" => return None,
            name => path.push(name.to_owned()),
        }
    }
    Some(path)
}

/// Whether a line is a command to the kernel, and no path that begins with `::`.
pub fn is_command(line: &str) -> bool {
    line.strip_prefix(':').is_some_and(|rest| rest.starts_with(|letter: char| letter.is_alphabetic()))
}

/// The source with spaces in the place of commands to the kernel: Rust, at the same bytes.
pub fn without_commands(source: &str) -> String {
    let blank = |line: &str| if is_command(line.trim_start()) { blank(line) } else { line.to_owned() };
    source.split_inclusive('\n').map(blank).collect()
}

fn blank(line: &str) -> String {
    line.bytes().map(|byte| if byte == b'\n' { '\n' } else { ' ' }).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The place at the mark `|` in a cell.
    fn at(marked: &str) -> Place {
        let cursor = marked.find('|').unwrap();
        place(&marked.replacen('|', "", 1), cursor)
    }

    fn path(words: &[&str], in_use: bool) -> PlaceKind {
        PlaceKind::Path { path: words.iter().map(|word| word.to_string()).collect(), in_use }
    }

    #[test]
    fn a_member_is_behind_a_dot() {
        for (cell, dot, word) in [
            ("v.pus|", 1, "pus"),
            ("v.|", 1, ""),
            ("(1.0).po|", 5, "po"),
            ("vec![1].iter().ma| + 1", 14, "ma"),
            ("let π = 1.0;\nπ.|", 16, ""),
            ("t.0.|", 3, ""),
            ("t.0.si|", 3, "si"),
            (":dep a = { path = \"x\" }\nv.pu|", 25, "pu"),
        ] {
            let place = at(cell);
            assert_eq!((place.kind, place.word.as_str()), (PlaceKind::Member { dot }, word), "{cell}");
        }
    }

    #[test]
    fn a_path_is_behind_two_colons() {
        for (cell, expected) in [
            ("String::|", path(&["String"], false)),
            ("std::f64::consts::P|", path(&["std", "f64", "consts"], false)),
            ("Vec::<Vec<f64>>::ne|", path(&["Vec"], false)),
            ("::std::v|", path(&["std"], false)),
            ("use |", path(&[], true)),
            ("use calculus::|", path(&["calculus"], true)),
            ("use std::{fmt, f64::{self, con|", path(&["std", "f64"], true)),
            ("use a::b;\nx::|", path(&["x"], false)),
            ("<f64 as Into<f64>>::|", PlaceKind::Nothing),
        ] {
            assert_eq!(at(cell).kind, expected, "{cell}");
        }
    }

    #[test]
    fn a_word_stands_where_a_value_can() {
        for (cell, word) in [("prin|", "prin"), ("1 + le|", "le"), ("0..le|", "le"), ("f(x, |", ""), ("plot(|x| s", "")]
        {
            let place = at(cell);
            assert_eq!((place.kind, place.word.as_str()), (PlaceKind::Word, word), "{cell}");
        }
        assert_eq!(at("  :d|").kind, PlaceKind::Command);
        assert_eq!(at(":|").word, ":");
    }

    #[test]
    fn nothing_stands_in_a_text_a_comment_or_a_new_name() {
        for cell in [
            "\"te|xt\"",
            "\"te|",
            "// no|",
            "/* no| */",
            "/* no|",
            "'x|'",
            "12|",
            "1.|",
            "1.5|",
            "let na|",
            "let mut na|",
            "fn f|",
            ":dep calc|",
            "&'a|",
            "r#\"te|xt\"#",
            "f(1)|",
            "x.map(|x| \"\\\"|",
            "struct S|",
        ] {
            let cursor = cell.rfind('|').unwrap();
            let source = format!("{}{}", &cell[..cursor], &cell[cursor + 1..]);
            assert_eq!(place(&source, cursor).kind, PlaceKind::Nothing, "{cell}");
        }
    }
}
