//! `file!()` and `line!()` of a cell name the cell, and the line in it.
//!
//! The compiler would name the source that it reads, which is evcxr's. What an earlier cell has defined keeps that.

use crate::tokens::tokens;
use ra_ap_rustc_lexer::TokenKind;

/// The source that was generated for `cell`, the cell of that number, with its own places. The lines of everything are as they were.
pub fn named(source: &str, cell: &str, number: usize) -> String {
    if !source.contains("line!") && !source.contains("file!") {
        return source.to_owned();
    }
    let mut named = String::with_capacity(source.len());
    let mut rest = source;
    let all: Vec<(TokenKind, &str)> = tokens(source).collect();
    let mut index = 0;
    while index < all.len() {
        let (_, text) = all[index];
        let call =
            all.get(index + 1..index + 4).is_some_and(|next| next.iter().map(|(_, text)| *text).eq(["!", "(", ")"]));
        let place =
            (call && ["line", "file"].contains(&text)).then(|| line_of(source, source.len() - rest.len(), cell));
        let tokens = match place.flatten() {
            Some(line) => {
                named.push_str(&if text == "line" { format!("{line}u32") } else { format!("\"cell {number}\"") });
                4
            }
            None => {
                named.push_str(text);
                1
            }
        };
        let taken: usize = all[index..index + tokens].iter().map(|(_, text)| text.len()).sum();
        rest = &rest[taken..];
        index += tokens;
    }
    named
}

/// The number of the cell's line that stands at this byte of the source. evcxr puts words of its own around some lines.
fn line_of(source: &str, byte: usize, cell: &str) -> Option<usize> {
    let start = source[..byte].rfind('\n').map_or(0, |end| end + 1);
    let generated = source[start..].lines().next()?;
    let is_behind = |line: &str| {
        let line = line.trim();
        (line.contains("line!") || line.contains("file!")) && generated.contains(line)
    };
    cell.lines().position(is_behind).map(|index| index + 1)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_place_is_that_in_the_cell() {
        let cell = "1;\nprintln!(\"{} {}\", file!(), line!());";
        let source = format!("fn f() {{ line!() }}\nmatch x {{\n{cell}\nlet s = \"line!()\";\n}}");
        let expected = source.replace("file!(), line!()", "\"cell 7\", 2u32");
        assert_eq!(named(&source, cell, 7), expected);
        assert_eq!(named("line!()", "other", 1), "line!()");
    }
}
