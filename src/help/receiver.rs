//! Where the expression begins whose member is wanted.

use crate::tokens::{is_blank, tokens};
use ra_ap_rustc_lexer::TokenKind;

/// The byte at which the expression before the dot at `dot` begins: `vec![1].iter()` of `1 + vec![1].iter().`. Told by its tokens,
/// so that it is found in the arguments of a macro too.
pub fn start(source: &str, dot: usize) -> Option<usize> {
    let mut before = Vec::new();
    let mut at = 0;
    for (kind, text) in tokens(source) {
        if at >= dot {
            break;
        }
        if !is_blank(kind) {
            before.push((kind, text, at));
        }
        at += text.len();
    }
    let mut tokens = before.as_slice();
    loop {
        let [rest @ .., (kind, text, at)] = tokens else { return None };
        let begin = match *text {
            "?" => {
                tokens = rest;
                continue;
            }
            ")" | "]" | "}" => {
                tokens = before_bracket(tokens)?;
                let opening = before[tokens.len()].2;
                match tokens {
                    [.., (_, "!", _)] => {
                        tokens = &tokens[..tokens.len() - 1];
                        continue;
                    }
                    // `f::<T>(…)`
                    [.., (_, ">", _)] => tokens = before_arguments(tokens)?,
                    _ => {}
                }
                match tokens {
                    // What is called or indexed, or the name of a struct with fields.
                    [.., (TokenKind::Ident, name, _)] if !is_keyword(name) => continue,
                    [.., (_, ")" | "]", _)] if *text != "}" => continue,
                    _ => opening,
                }
            }
            _ if matches!(kind, TokenKind::Ident | TokenKind::RawIdent | TokenKind::Literal { .. }) => {
                tokens = rest;
                *at
            }
            _ => return None,
        };
        match tokens {
            // A range is no member.
            [.., (_, ".", one), (_, ".", other)] if one + 1 == *other => return Some(begin),
            [rest @ .., (_, ".", _)] if !rest.is_empty() => tokens = rest,
            [rest @ .., (_, ":", one), (_, ":", other)] if one + 1 == *other => {
                tokens =
                    if rest.last().is_some_and(|(_, text, _)| *text == ">") { before_arguments(rest)? } else { rest };
                if tokens.last().is_none_or(|(kind, name, _)| *kind != TokenKind::Ident || is_keyword(name)) {
                    return Some(before[rest.len()].2);
                }
            }
            _ => return Some(begin),
        }
    }
}

type Token<'a> = (TokenKind, &'a str, usize);

/// The tokens before the bracket that the last one closes.
fn before_bracket<'a, 'b>(tokens: &'b [Token<'a>]) -> Option<&'b [Token<'a>]> {
    let mut depth = 0;
    let open = tokens.iter().rposition(|(_, text, _)| {
        depth += i32::from([")", "]", "}"].contains(text)) - i32::from(["(", "[", "{"].contains(text));
        depth == 0
    })?;
    Some(&tokens[..open])
}

/// The tokens before `<…>` or `::<…>`.
fn before_arguments<'a, 'b>(tokens: &'b [Token<'a>]) -> Option<&'b [Token<'a>]> {
    let mut depth = 0;
    let open = tokens.iter().rposition(|(_, text, _)| {
        depth += i32::from(*text == ">") - i32::from(*text == "<");
        depth == 0
    })?;
    Some(match &tokens[..open] {
        [rest @ .., (_, ":", _), (_, ":", _)] => rest,
        rest => rest,
    })
}

fn is_keyword(word: &str) -> bool {
    ["in", "if", "else", "match", "while", "return", "break", "mut", "let", "for", "move", "as"].contains(&word)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_expression_begins_behind_whatever_is_no_part_of_it() {
        for (before, receiver) in [
            ("let y = ", "v"),
            ("1 + ", "vec![1].iter().map(|x| x + 1)"),
            ("", "(1.0)"),
            ("-", "x"),
            ("f(a, ", "b.c[0]"),
            ("0..", "v"),
            ("if ", "Vec::<f64>::new()"),
            ("x = ", "\"a b\".parse::<f64>()?"),
            ("return ", "std::f64::consts::PI"),
            ("for i in ", "(0..3)"),
            ("println!(\"{}\", ", "t.0"),
            ("let s = ", "Point { x: 1.0 }"),
            ("", "f(1)(2)"),
            ("", "1.5"),
        ] {
            let source = format!("{before}{receiver}.");
            let start = start(&source, source.len() - 1).unwrap();
            assert_eq!(&source[start..source.len() - 1], receiver, "{source}");
        }
    }
}
