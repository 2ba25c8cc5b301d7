//! The fields and functions of a type: its own, those of the traits that it has and that are known, and those of what it
//! dereferences to.

use super::index::entry::{Entry, Kind, Member};
use super::library::{Known, Library};
use super::read;
use super::scope::is_hidden;
use super::ty::{Head, Ty};
use std::collections::{HashMap, HashSet};

/// A member, and whatever defines it.
#[derive(Clone, Debug)]
pub struct Offer {
    pub owner: String,
    pub owner_kind: Kind,
    pub member: Member,
}

/// Traits that every type has or may have, whatever the pages say.
const EVERYWHERE: [&str; 9] = ["Sized", "Send", "Sync", "Unpin", "Fn", "FnMut", "FnOnce", "Allocator", "Destruct"];
/// How far types within types are followed.
const DEEP: usize = 6;

/// All members of a type, each name once. With fields and methods come functions that take no `self`.
pub fn members(library: &Library, ty: &Ty) -> Vec<Offer> {
    let mut offers = Vec::new();
    let traits = traits_in_scope(library);
    let mut ty = Some(ty.clone());
    for _ in 0..DEEP {
        let Some(current) = ty.take() else { break };
        add_members(library, &current, &traits, &mut offers);
        ty = target(library, &current);
    }
    let mut seen = HashSet::new();
    offers.retain(|offer| !is_hidden(&offer.member.name) && seen.insert(offer.member.name.clone()));
    offers
}

/// What the dot looks through next: a reference, a dereference, an array as a slice.
fn target(library: &Library, ty: &Ty) -> Option<Ty> {
    match ty {
        Ty::Ref(inner) => Some((**inner).clone()),
        Ty::Array(inner) => Some(Ty::Slice(inner.clone())),
        Ty::Path(..) => {
            let entry = entry(library, ty)?;
            let target = read::ty(entry.target.as_deref()?);
            let mut heads = entry
                .implementations
                .iter()
                .filter(|one| last(&one.of) == "Deref")
                .map(|one| read::head_of_impl(&one.header));
            let known = heads.find_map(|head| head.fits(ty)).unwrap_or_default();
            Some(target.with(&known))
        }
        _ => None,
    }
}

fn add_members(library: &Library, ty: &Ty, traits: &[Known], offers: &mut Vec<Offer>) {
    let offer = |entry: &Entry, member: &Member| Offer {
        owner: entry.path.clone(),
        owner_kind: entry.kind,
        member: member.clone(),
    };
    match ty {
        Ty::Bounds(paths) => {
            for entry in paths.iter().filter_map(|path| library.ty(path)) {
                offers.extend(entry.members.iter().map(|member| offer(&entry, member)));
            }
            return;
        }
        Ty::Path(name, _) if library.scope.parameters.contains_key(name) => {
            let bounds = library.scope.parameters[name].clone();
            return add_members(library, &Ty::Bounds(bounds), traits, offers);
        }
        Ty::Tuple(parts) => {
            for number in 0..parts.len() {
                let member = Member {
                    name: number.to_string(),
                    kind: Kind::Field,
                    signature: String::new(),
                    summary: String::new(),
                    docs: String::new(),
                    header: String::new(),
                };
                offers.push(Offer { owner: "tuple".to_owned(), owner_kind: Kind::Primitive, member });
            }
        }
        _ => {}
    }
    let Some(entry) = entry(library, ty) else { return };
    if entry.kind == Kind::Trait {
        offers.extend(entry.members.iter().map(|member| offer(&entry, member)));
        return;
    }
    let mut heads: HashMap<&str, Option<HashMap<String, Ty>>> = HashMap::new();
    for member in &entry.members {
        let known = heads.entry(&member.header).or_insert_with(|| match member.header.as_str() {
            "" => Some(HashMap::new()),
            header => applies(library, &read::head_of_impl(header), ty, 0),
        });
        let Some(known) = known else { continue };
        let is_bound = member.signature.contains(" where ");
        if !is_bound || hold(library, &read::head_of_fn(&member.signature), known, 0) {
            offers.push(offer(&entry, member));
        }
    }
    for known in traits {
        let headers = entry.implementations.iter().filter(|one| last(&one.of) == last(&known.path));
        let applies =
            |header: &str| header.contains(" for ") && applies(library, &read::head_of_impl(header), ty, 0).is_some();
        let has_it = headers.into_iter().any(|one| applies(&one.header));
        // A trait of the standard library is told by the types, of another by the trait too.
        if !has_it && known.path.starts_with("std::") {
            continue;
        }
        let Some(of) = library.at(&known.path).into_iter().find(|entry| entry.kind == Kind::Trait) else { continue };
        if has_it || of.implementations.iter().any(|one| applies(&one.header)) {
            offers.extend(of.members.iter().map(|member| offer(&of, member)));
        }
    }
}

/// What the parameters of an implementation stand for, if it is one for this type.
fn applies(library: &Library, head: &Head, ty: &Ty, depth: usize) -> Option<HashMap<String, Ty>> {
    head.fits(ty).filter(|known| hold(library, head, known, depth))
}

/// Whether the bounds of a head hold, as far as the pages tell.
fn hold(library: &Library, head: &Head, known: &HashMap<String, Ty>, depth: usize) -> bool {
    head.bounds.iter().all(|(ty, traits)| match ty {
        Ty::Path(name, _) if known.contains_key(name) => {
            traits.iter().all(|of| has(library, &known[name], of, depth + 1))
        }
        // `I::Item`, or what the caller chooses.
        _ => true,
    })
}

/// Whether a type has a trait. What is not known is taken to be so.
fn has(library: &Library, ty: &Ty, of: &str, depth: usize) -> bool {
    let name = last(of);
    if depth > DEEP || EVERYWHERE.contains(&name) {
        return true;
    }
    let Ty::Path(path, _) = ty else { return true };
    if library.scope.parameters.contains_key(path) {
        return true;
    }
    let Some(entry) = entry(library, ty) else { return true };
    if entry.kind == Kind::Trait || entry.kind == Kind::Type {
        return true;
    }
    let elsewhere = library.ty(of).map(|of| of.implementations).unwrap_or_default();
    let headers = entry.implementations.iter().filter(|one| last(&one.of) == name).chain(&elsewhere);
    let mut heads = headers.map(|one| read::head_of_impl(&one.header));
    heads.any(|head| applies(library, &head, ty, depth).is_some())
}

/// The page of a type.
pub fn entry(library: &Library, ty: &Ty) -> Option<Entry> {
    let primitive = |name: &str| library.at(name).into_iter().find(|entry| entry.kind == Kind::Primitive);
    match ty {
        Ty::Path(path, _) => library.ty(path),
        Ty::Slice(_) => primitive("slice"),
        Ty::Array(_) => primitive("array"),
        Ty::Tuple(parts) if parts.is_empty() => primitive("unit"),
        Ty::Tuple(_) => primitive("tuple"),
        Ty::Ref(_) | Ty::Bounds(_) | Ty::Unknown => None,
    }
}

/// The traits whose functions can be called where the cursor is.
fn traits_in_scope(library: &Library) -> Vec<Known> {
    library.names().iter().filter(|known| known.kind == Kind::Trait).cloned().collect()
}

fn last(path: &str) -> &str {
    path.rsplit("::").next().unwrap_or(path)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::help::index::shelf::{self, Shelf};
    use crate::help::scope::Scope;
    use serde_json::{Value, json};
    use std::sync::Arc;

    fn item(path: &str, kind: &str, more: Value) -> Entry {
        let mut value = json!({ "path": path, "kind": kind, "signature": "" });
        value.as_object_mut().unwrap().extend(more.as_object().unwrap().clone());
        serde_json::from_value(value).unwrap()
    }

    fn functions(header: &str, signatures: &[&str]) -> Vec<Value> {
        let name =
            |signature: &str| signature.split("fn ").nth(1).unwrap().split(['(', '<']).next().unwrap().to_owned();
        let kind = |signature: &str| if signature.contains("self") { "method" } else { "associated" };
        signatures
            .iter()
            .map(|one| json!({ "name": name(one), "kind": kind(one), "signature": one, "header": header }))
            .collect()
    }

    /// The names that a type has in a library of a few pages.
    fn names(ty: &str) -> Vec<String> {
        let of = |of: &str, header: &str| json!({ "of": of, "header": header });
        let mut slice = functions("impl<T> [T]", &["pub fn len(&self)", "pub fn sort(&mut self) where T: Ord"]);
        slice.extend(functions("impl [u8]", &["pub fn is_ascii(&self)"]));
        let entries = [
            item(
                "std::vec::Vec",
                "struct",
                json!({
                    "members": functions("impl<T> Vec<T>", &["pub fn push(&mut self, value: T)", "pub fn new() -> Vec<T>"]),
                    "target": "[T]",
                    "implementations": [of("std::ops::Deref", "impl<T> Deref for Vec<T>"),
                        of("std::clone::Clone", "impl<T> Clone for Vec<T> where T: Clone"),
                        of("std::any::Any", "impl<T> Any for T")],
                }),
            ),
            item("slice", "primitive", json!({ "members": slice })),
            item(
                "i32",
                "primitive",
                json!({ "implementations": [of("std::cmp::Ord", "impl Ord for i32"),
                of("std::clone::Clone", "impl Clone for i32")] }),
            ),
            item("f64", "primitive", json!({ "implementations": [of("std::clone::Clone", "impl Clone for f64")] })),
            item("u8", "primitive", json!({})),
            item("std::clone::Clone", "trait", json!({ "members": functions("", &["fn clone(&self) -> Self"]) })),
            item("std::any::Any", "trait", json!({ "members": functions("", &["fn type_id(&self)"]) })),
            item("std::prelude::rust_2024", "mod", json!({ "children": [{ "name": "Clone", "kind": "trait" }] })),
            item(
                "std::prelude::rust_2024::Clone",
                "trait",
                json!({ "members": functions("", &["fn clone(&self) -> Self"]) }),
            ),
        ];
        let folder = tempfile::tempdir().unwrap();
        let file = folder.path().join("shelf");
        shelf::write(&file, &entries).unwrap();
        let shelves = vec![("std".to_owned(), Arc::new(Shelf::open(&file).unwrap()))];
        let scope = Scope::default();
        let offers = members(&Library::new(&scope, &shelves, &[]), &read::ty(ty));
        offers.into_iter().map(|offer| offer.member.name).collect()
    }

    #[test]
    fn a_type_has_its_own_functions_its_traits_and_those_behind_it() {
        assert_eq!(names("&std::vec::Vec<i32>"), ["push", "new", "clone", "len", "sort"]);
        assert_eq!(names("[u8; 2]"), ["len", "is_ascii"]);
    }

    #[test]
    fn a_function_whose_bounds_do_not_hold_is_none() {
        assert_eq!(names("std::vec::Vec<f64>"), ["push", "new", "clone", "len"]);
        assert_eq!(names("std::vec::Vec<u8>"), ["push", "new", "len", "is_ascii"]);
        assert_eq!(names("std::vec::Vec<_>"), ["push", "new", "clone", "len", "sort", "is_ascii"]);
    }

    #[test]
    fn a_trait_that_is_not_known_here_gives_nothing() {
        assert!(!names("std::vec::Vec<i32>").contains(&"type_id".to_owned()));
    }
}
