//! The latest of each implementation.
//!
//! evcxr replaces a function or a type when it is defined again, and keeps every `impl` beside the one before it. Here a
//! later `impl` of the same trait for the same type takes the earlier one's place, and a later method of the same name
//! that of the earlier method.

use super::canonical::items;
use super::statements::blank;
use crate::tokens::{is_blank, significant, tokens};
use ra_ap_rustc_lexer::TokenKind;
use std::collections::HashSet;

/// The source without the implementations that later ones replace. Everything else stands where it stood.
pub fn latest(source: &str) -> String {
    // Most sources need not be read for that.
    if source.matches("impl").nth(1).is_none() {
        return source.to_owned();
    }
    let items = items(source);
    let implementations: Vec<Option<Implementation>> = items.iter().map(|item| Implementation::of(item)).collect();
    if implementations.iter().flatten().count() < 2 {
        return source.to_owned();
    }
    // From the end on, so that what is known already comes later.
    let mut known: HashSet<(String, Option<String>)> = HashSet::new();
    let mut latest: Vec<String> = Vec::with_capacity(items.len());
    for (item, implementation) in items.iter().zip(implementations).rev() {
        let Some(Implementation { header, of_a_trait, body }) = implementation else {
            latest.push((*item).to_owned());
            continue;
        };
        if of_a_trait {
            let is_latest = known.insert((header, None));
            latest.push(if is_latest { (*item).to_owned() } else { blank(item) });
            continue;
        }
        let (open, close) = body;
        let mut kept = item[..open].to_owned();
        let mut names = Vec::new();
        for member in self::items(&item[open..close]) {
            let member_key = name(member).map(|name| (header.clone(), Some(name)));
            let replaced = member_key.as_ref().is_some_and(|key| known.contains(key));
            kept.push_str(&if replaced { blank(member) } else { member.to_owned() });
            names.extend(member_key);
        }
        known.extend(names);
        kept.push_str(&item[close..]);
        latest.push(kept);
    }
    latest.reverse();
    latest.concat()
}

pub fn is_implementation(item: &str) -> bool {
    Implementation::of(item).is_some()
}

/// The members of an implementation, each with the byte where it begins. None, if it is something else.
pub fn members(item: &str) -> Vec<(usize, &str)> {
    let Some(Implementation { body: (open, close), .. }) = Implementation::of(item) else { return Vec::new() };
    let mut at = open;
    let mut members = Vec::new();
    for member in items(&item[open..close]) {
        members.push((at, member));
        at += member.len();
    }
    members
}

struct Implementation {
    /// What stands before the body, word by word.
    header: String,
    of_a_trait: bool,
    /// Where its members begin and end, in bytes.
    body: (usize, usize),
}

impl Implementation {
    fn of(item: &str) -> Option<Implementation> {
        let mut at = 0;
        // The depth of brackets, and those of types, before the body.
        let (mut depth, mut words) = (0usize, Vec::new());
        let mut open = None;
        for (kind, text) in tokens(item) {
            at += text.len();
            match kind {
                _ if is_blank(kind) => continue,
                TokenKind::OpenBrace if depth == 0 => {
                    open = Some(at);
                    break;
                }
                TokenKind::OpenParen | TokenKind::OpenBracket => depth += 1,
                TokenKind::CloseParen | TokenKind::CloseBracket => depth = depth.saturating_sub(1),
                _ => {}
            }
            words.push(text);
        }
        let (open, close) = (open?, item.rfind('}')?);
        let words = without_attributes(&words);
        let first = words
            .iter()
            .position(|word| *word == "impl")
            .filter(|at| words[..*at].iter().all(|word| *word == "unsafe"))?;
        let header = &words[first..];
        // `for<'a>` belongs to a type.
        let of_a_trait = header.windows(2).any(|pair| pair[0] == "for" && pair[1] != "<");
        (open <= close).then(|| Implementation { header: header.join(" "), of_a_trait, body: (open, close) })
    }
}

/// The name of a member: of a function, a constant or a type.
fn name(member: &str) -> Option<String> {
    let words: Vec<&str> = significant(member).collect();
    let words = without_attributes(&words);
    let at = words
        .iter()
        .position(|word| *word == "fn")
        .or_else(|| words.iter().take_while(|word| **word != "=").position(|word| ["const", "type"].contains(word)))?;
    words.get(at + 1).map(|name| (*name).to_owned())
}

fn without_attributes<'a, 'b>(mut words: &'b [&'a str]) -> &'b [&'a str] {
    while let [first, second, ..] = words
        && *first == "#"
        && (*second == "[" || *second == "!")
    {
        let mut depth = 0;
        let end = words.iter().position(|word| {
            depth += i32::from(*word == "[") - i32::from(*word == "]");
            depth == 0 && *word == "]"
        });
        let Some(end) = end else { return words };
        words = &words[end + 1..];
    }
    words
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_later_implementation_of_a_trait_takes_the_earlier_ones_place() {
        let source = "struct P;\nimpl Area for P {\n    fn area(&self) -> f64 { 1.0 }\n}\nimpl Area for Q {}\n\
                      impl  Area for P { fn area(&self) -> f64 { 2.0 } }\n";
        let latest = latest(source);
        assert!(!latest.contains("1.0") && latest.contains("2.0") && latest.contains("for Q"), "{latest}");
        assert_eq!(latest.lines().count(), source.lines().count());
    }

    #[test]
    fn a_later_method_takes_the_earlier_ones_place_and_others_stay() {
        let source = "impl P {\n    fn a(&self) -> i32 { 1 }\n    pub fn b(&self) -> i32 { 1 }\n    const N: i32 = 1;\n}\n\
                      #[allow(unused)]\nimpl P { /// Two.\n    #[inline] fn a(&self) -> i32 { 2 } const N: i32 = 2; }\nimpl<T> V<T> { fn a() {} }\n";
        let latest = latest(source);
        assert!(!latest.contains("fn a(&self) -> i32 { 1 }") && !latest.contains("N: i32 = 1"), "{latest}");
        assert!(latest.contains("pub fn b(&self) -> i32 { 1 }") && latest.contains("{ 2 }"), "{latest}");
        assert!(latest.contains("impl<T> V<T> { fn a() {} }"), "{latest}");
        assert_eq!(latest.lines().count(), source.lines().count());
    }

    #[test]
    fn whatever_is_no_second_implementation_stays() {
        for source in [
            "impl P { fn a() {} fn a() {} }",
            "impl From<i32> for P { fn from(_: i32) -> P { P } }\nimpl From<f64> for P { fn from(_: f64) -> P { P } }",
            "impl<T> P<T> where T: for<'a> Fn(&'a str) { fn a() {} }\nimpl P<i32> { fn a() {} }",
            "fn impl_of() {}\nstruct S { x: i32 }",
        ] {
            assert_eq!(latest(source), source);
        }
    }
}
