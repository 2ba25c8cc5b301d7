//! What may stand where the cursor is.

use super::cursor::{Place, PlaceKind};
use super::index::entry::{Kind, Member};
use super::library::{Found, Known, Library};
use super::members::{Offer, entry, members};
use super::ty::Ty;
use super::words::{COMMANDS, KEYWORDS};

/// One of the words that may stand there.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Completion {
    /// What is to be written.
    pub text: String,
    /// What it is, in Jupyter's words.
    pub kind: &'static str,
    /// How it is declared, as far as that is known.
    pub signature: String,
    /// Its first sentence.
    pub summary: String,
}

/// Everything that may stand at this place, each once, the likeliest first. `receiver` is the type of what is before the dot.
pub fn completions(library: &Library, place: &Place, receiver: Option<&Ty>) -> Vec<Completion> {
    let mut found = match &place.kind {
        PlaceKind::Nothing => Vec::new(),
        PlaceKind::Command => words(&COMMANDS, "keyword"),
        PlaceKind::Member { .. } => receiver.map(|ty| behind_dot(library, ty)).unwrap_or_default(),
        PlaceKind::Path { path, in_use } if path.is_empty() && *in_use => {
            library.crates().map(|name| Completion::new(name, Kind::Mod, "", "")).collect()
        }
        PlaceKind::Path { path, in_use } => behind_path(library, path, *in_use, &place.word),
        PlaceKind::Word => alone(library, &place.word),
    };
    found.retain(|one| one.text.starts_with(&place.word));
    let mut seen = std::collections::HashSet::new();
    found.retain(|one| seen.insert(one.text.clone()));
    found
}

impl Completion {
    fn new(name: &str, kind: Kind, signature: &str, summary: &str) -> Completion {
        let text = if kind == Kind::Macro { format!("{name}!") } else { name.to_owned() };
        Completion { text, kind: word(kind), signature: signature.to_owned(), summary: summary.to_owned() }
    }

    fn of_offer(offer: &Offer) -> Completion {
        let member = &offer.member;
        Completion::new(&member.name, member.kind, &member.signature, &member.summary)
    }

    fn of_known(library: &Library, known: &Known) -> Completion {
        let entries = library.at(&known.path).into_iter();
        let signature = entries.filter(|entry| entry.kind == known.kind).map(|entry| brief(&entry.signature)).next();
        Completion::new(&known.name, known.kind, &signature.unwrap_or_default(), &known.summary)
    }
}

/// What a learner writes in another way: with an operator, or not at all.
const CALLED_BY_THE_COMPILER: [&str; 37] = [
    "add",
    "add_assign",
    "bitand",
    "bitand_assign",
    "bitor",
    "bitor_assign",
    "bitxor",
    "bitxor_assign",
    "call",
    "call_mut",
    "call_once",
    "clone_from",
    "deref",
    "deref_mut",
    "div",
    "div_assign",
    "drop",
    "eq",
    "fmt",
    "ge",
    "gt",
    "hash",
    "index",
    "index_mut",
    "le",
    "lt",
    "mul",
    "mul_assign",
    "ne",
    "neg",
    "not",
    "rem",
    "rem_assign",
    "shl",
    "shr",
    "sub",
    "sub_assign",
];

fn is_written(member: &Member) -> bool {
    let is_unsafe = member.signature.split('(').next().unwrap_or_default().split(' ').any(|word| word == "unsafe");
    !is_unsafe && !CALLED_BY_THE_COMPILER.contains(&member.name.as_str())
}

/// Fields first, then what the type at `own` defines itself, then the rest; by the alphabet.
fn order<'a>(offer: &'a Offer, own: &str) -> (bool, bool, &'a str) {
    (offer.member.kind != Kind::Field, offer.owner != own, &offer.member.name)
}

fn behind_dot(library: &Library, ty: &Ty) -> Vec<Completion> {
    let offers = members(library, ty).into_iter();
    let mut offers: Vec<Offer> = offers.filter(|one| matches!(one.member.kind, Kind::Method | Kind::Field)).collect();
    offers.retain(|one| is_written(&one.member));
    let own = entry(library, &ty.clone().behind_references()).map(|entry| entry.path).unwrap_or_default();
    offers.sort_by(|one, other| order(one, &own).cmp(&order(other, &own)));
    offers.iter().map(Completion::of_offer).collect()
}

fn behind_path(library: &Library, path: &[String], in_use: bool, word: &str) -> Vec<Completion> {
    let mut found = Vec::new();
    for entry in library.resolve(path).iter().filter_map(Found::entry) {
        found.extend(library.within(entry).iter().filter(|known| known.name.starts_with(word)).map(|known| {
            let mut completion = Completion::of_known(library, known);
            if in_use {
                completion.text.clone_from(&known.name);
            }
            completion
        }));
        if entry.kind.is_type() && !in_use {
            let mut offers = members(library, &Ty::Path(entry.path.clone(), Vec::new()));
            // A function that makes a value of the type is wanted before one that needs one.
            offers.retain(|one| !matches!(one.member.kind, Kind::Field | Kind::Variant) && is_written(&one.member));
            offers.sort_by(|one, other| order(one, &entry.path).cmp(&order(other, &entry.path)));
            offers.sort_by_key(|one| one.member.kind == Kind::Method);
            found.extend(offers.iter().map(Completion::of_offer));
        }
    }
    found
}

fn alone(library: &Library, word: &str) -> Vec<Completion> {
    let variables = library.scope.variables.iter().map(|variable| {
        let signature = variable.ty.as_ref().map(|ty| format!("{}: {ty}", variable.name));
        Completion {
            text: variable.name.clone(),
            kind: "instance",
            signature: signature.unwrap_or_default(),
            summary: String::new(),
        }
    });
    let names = library.names().iter().filter(|known| known.name.starts_with(word));
    let names = names.map(|known| Completion::of_known(library, known));
    let crates = library.crates().map(|name| Completion::new(name, Kind::Mod, "", ""));
    variables.chain(names).chain(words(&KEYWORDS, "keyword")).chain(crates).collect()
}

fn words(words: &[(&str, &str)], kind: &'static str) -> Vec<Completion> {
    let one = |(word, summary): &(&str, &str)| Completion {
        text: word.to_string(),
        kind,
        signature: String::new(),
        summary: summary.to_string(),
    };
    words.iter().map(one).collect()
}

/// A declaration without what is between its braces.
pub fn brief(signature: &str) -> String {
    signature.split(" {").next().unwrap_or_default().split_whitespace().collect::<Vec<_>>().join(" ")
}

/// A kind in the words that Jupyter has pictures for.
fn word(kind: Kind) -> &'static str {
    match kind {
        Kind::Mod => "module",
        Kind::Primitive | Kind::Struct | Kind::Enum | Kind::Union | Kind::Trait | Kind::Type => "class",
        Kind::Fn | Kind::Method | Kind::Associated => "function",
        Kind::Macro | Kind::Attr | Kind::Derive => "magic",
        Kind::Constant | Kind::Static | Kind::Variant => "instance",
        Kind::Field => "property",
    }
}
