//! What a name means: its declaration, where it is from, and its documentation, in two forms.

use super::cursor::{Place, PlaceKind};
use super::index::entry::{Entry, Kind, Member};
use super::index::markup::parse;
use super::library::{Found, Library};
use super::members::{entry, members};
use super::read;
use super::ty::Ty;
use super::words::{COMMANDS, KEYWORDS, meaning};
use crate::html::escaped;

/// The same in two forms.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Description {
    pub text: String,
    pub html: String,
}

/// So many functions of a value's type are named with the value.
const FUNCTIONS: usize = 12;

/// What the word at this place means. `ty` is the type of what is before the dot, or of the variable that the word names;
/// `is_macro` tells that an exclamation mark follows.
pub fn description(library: &Library, place: &Place, is_macro: bool, ty: Option<(&Ty, &str)>) -> Option<Description> {
    let word = place.word.as_str();
    match &place.kind {
        PlaceKind::Command => meaning(&COMMANDS, word).map(|sentence| of_word(word, sentence)),
        PlaceKind::Member { .. } => {
            let offer = members(library, ty?.0).into_iter().find(|offer| offer.member.name == word)?;
            Some(of_member(library, &offer.owner, offer.owner_kind, &offer.member))
        }
        PlaceKind::Path { path, .. } => {
            let whole: Vec<String> = path.iter().cloned().chain([word.to_owned()]).collect();
            if let Some(description) = of_found(library, library.resolve(&whole), is_macro) {
                return Some(description);
            }
            let types = library.resolve(path);
            let types = types.iter().filter_map(Found::entry).filter(|entry| entry.kind.is_type());
            let mut offers = types.flat_map(|entry| members(library, &Ty::Path(entry.path.clone(), Vec::new())));
            offers
                .find(|offer| offer.member.name == word)
                .map(|offer| of_member(library, &offer.owner, offer.owner_kind, &offer.member))
        }
        PlaceKind::Word | PlaceKind::Nothing => {
            if word.is_empty() {
                return None;
            }
            if let Some((ty, words)) = ty.filter(|_| !is_macro) {
                return Some(of_value(library, word, ty, words));
            }
            let path = [word.to_owned()];
            of_found(library, library.resolve(&path), is_macro)
                .or_else(|| meaning(&KEYWORDS, word).map(|sentence| of_word(word, sentence)))
        }
    }
}

fn of_found(library: &Library, found: Vec<Found>, is_macro: bool) -> Option<Description> {
    let rank = |one: &Found| match one {
        Found::Entry(entry) => ((entry.kind == Kind::Macro) != is_macro, entry.kind == Kind::Mod),
        Found::Member(..) => (is_macro, false),
    };
    Some(match found.into_iter().min_by_key(rank)? {
        Found::Entry(entry) => of_entry(library, &entry),
        Found::Member(entry, at) => of_member(library, &entry.path, entry.kind, &entry.members[at]),
    })
}

fn of_entry(library: &Library, item: &Entry) -> Description {
    let signature = match item.kind {
        Kind::Mod => format!("mod {}", item.path.rsplit("::").next().unwrap_or_default()),
        Kind::Primitive => item.path.clone(),
        _ => item.signature.clone(),
    };
    let mut html = library.docs(&item.path, item.kind, "");
    if matches!(item.kind, Kind::Static | Kind::Constant)
        && let Some((_, ty)) = signature.split_once(':')
    {
        // With what it can be asked, for there is nothing else to do with it.
        html += &about_type(library, &read::ty(ty.split('=').next().unwrap_or_default().trim_end_matches(';').trim()));
    }
    described(&signature, &library.home(item), &html)
}

fn of_member(library: &Library, owner: &str, owner_kind: Kind, member: &Member) -> Description {
    let signature = if member.signature.is_empty() { &member.name } else { &member.signature };
    let docs = library.docs(owner, owner_kind, &member.name);
    let owner =
        library.at(owner).iter().find(|one| one.kind == owner_kind).map_or(owner.to_owned(), |one| library.home(one));
    described(signature, &format!("{owner}::{}", member.name), &docs)
}

fn of_value(library: &Library, name: &str, ty: &Ty, words: &str) -> Description {
    described(&format!("let {name}: {words}"), "", &about_type(library, &ty.clone().behind_references()))
}

fn of_word(word: &str, sentence: &str) -> Description {
    let html = sentence.split('`').enumerate().map(|(at, part)| match at % 2 {
        1 => format!("<code>{}</code>", escaped(part)),
        _ => escaped(part),
    });
    described(word, "", &format!("<p>{}</p>", html.collect::<String>()))
}

/// What a type is, and of one of a learner's or the course's what can be done with it.
fn about_type(library: &Library, ty: &Ty) -> String {
    let Some(item) = entry(library, ty) else { return String::new() };
    let mut html = format!("<p><code>{}</code>: {}</p>", escaped(&library.home(&item)), escaped(&item.summary));
    let is_standard = item.kind == Kind::Primitive || item.path.starts_with("std::");
    let functions = item.members.iter().filter(|member| member.kind == Kind::Method && !is_standard);
    let lines: String = functions
        .take(FUNCTIONS)
        .map(|member| {
            let signature = member.signature.strip_prefix("pub ").unwrap_or(&member.signature);
            format!("<li><code>{}</code> {}</li>", escaped(signature), escaped(&member.summary))
        })
        .collect();
    if !lines.is_empty() {
        html += &format!("<ul>{lines}</ul>");
    }
    html
}

fn described(signature: &str, path: &str, docs: &str) -> Description {
    let place = if path.contains("::") { path } else { "" };
    let place_html = if place.is_empty() { String::new() } else { format!("<p><em>{}</em></p>", escaped(place)) };
    let html = format!("<pre><code>{}</code></pre>{place_html}{docs}", escaped(signature));
    let parts = [signature.to_owned(), place.to_owned(), parse(docs).plain()];
    let text = parts.iter().filter(|part| !part.is_empty()).cloned().collect::<Vec<_>>().join("\n\n");
    Description { text, html }
}
