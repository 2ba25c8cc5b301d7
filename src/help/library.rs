//! Everything that has a name: what the learner has defined, and what lies on the shelves.

use super::index::entry::{Child, Entry, Kind};
use super::index::shelf::Shelf;
use super::read;
use super::scope::Scope;
use super::words::{PRELUDE, PRELUDE_MACROS};
use std::cell::OnceCell;
use std::sync::Arc;

/// The modules whose names are known everywhere.
const PRELUDES: [&str; 2] = ["std::prelude::rust_2024", "std::prelude::v1"];
/// What those modules pass on, and their pages do not say.
const PRELUDE_VARIANTS: [(&str, &str); 4] = [
    ("Some", "std::option::Option"),
    ("None", "std::option::Option"),
    ("Ok", "std::result::Result"),
    ("Err", "std::result::Result"),
];

/// The shelves that are there, each with the name of its crate.
pub type Shelves = Vec<(String, Arc<Shelf>)>;

pub struct Library<'a> {
    pub scope: &'a Scope,
    shelves: &'a Shelves,
    /// Crates that cells can name, be their shelves there or not yet.
    crates: &'a [String],
    names: OnceCell<Vec<Known>>,
}

/// A name and what it stands for.
#[derive(Clone, Debug)]
pub struct Known {
    pub name: String,
    pub path: String,
    pub kind: Kind,
    pub summary: String,
}

impl<'a> Library<'a> {
    pub fn new(scope: &'a Scope, shelves: &'a Shelves, crates: &'a [String]) -> Library<'a> {
        Library { scope, shelves, crates, names: OnceCell::new() }
    }

    pub fn crates(&self) -> impl Iterator<Item = &str> {
        self.crates.iter().map(String::as_str)
    }

    /// What is at a path from the root: definitions of cells before those of crates.
    pub fn at(&self, path: &str) -> Vec<Entry> {
        let own: Vec<Entry> = self.scope.own.iter().filter(|entry| entry.path == path).cloned().collect();
        if own.is_empty() { self.shelf_of(path).map(|shelf| shelf.at(path)).unwrap_or_default() } else { own }
    }

    /// The documentation of an item, or of a member of it, as HTML.
    pub fn docs(&self, path: &str, kind: Kind, member: &str) -> String {
        if let Some(entry) = self.scope.own.iter().find(|entry| entry.path == path && entry.kind == kind) {
            let of_member = entry.members.iter().find(|one| one.name == member).map(|one| one.docs.clone());
            return if member.is_empty() { entry.docs.clone() } else { of_member.unwrap_or_default() };
        }
        self.shelf_of(path).and_then(|shelf| shelf.docs(path, kind, member)).unwrap_or_default()
    }

    fn shelf_of(&self, path: &str) -> Option<&Shelf> {
        let name = path.split("::").next()?;
        let is_crate = self.shelves.iter().any(|(one, _)| one == name);
        let name = if is_crate { name } else { "std" };
        self.shelves.iter().find(|(one, _)| one == name).map(|(_, shelf)| &**shelf)
    }

    /// The type or trait that a path of the compiler's or of a page means, which may lead through private modules.
    pub fn ty(&self, path: &str) -> Option<Entry> {
        let wanted = |entry: &Entry| entry.kind.is_type();
        if let Some(entry) = self.at(path).into_iter().find(wanted) {
            return Some(entry);
        }
        let name = path.rsplit("::").next()?;
        if let Some(entry) =
            self.scope.own.iter().find(|entry| wanted(entry) && entry.path.rsplit("::").next() == Some(name))
        {
            return Some(entry.clone());
        }
        // As an importer names it.
        if !path.contains("::")
            && let Some(known) = self.known(name).into_iter().find(|known| known.kind.is_type())
            && known.path != path
        {
            return self.at(&known.path).into_iter().find(wanted);
        }
        let first = path.split("::").next()?;
        // A name alone is of a page, which does not say where it is from: rather of a course's crate than of std.
        let is_it = |one: &str| if path.contains("::") { one == first || one == "std" } else { true };
        let mut shelves: Vec<_> = self.shelves.iter().filter(|(one, _)| is_it(one)).collect();
        shelves.sort_by_key(|(one, _)| one == "std");
        let found = shelves.iter().flat_map(|(_, shelf)| shelf.named(name)).find(|(kind, _)| kind.is_type());
        self.at(&found?.1).into_iter().find(wanted)
    }

    /// Where an item is at home that a prelude passes on: another path that leads to the same.
    pub fn home(&self, entry: &Entry) -> String {
        let is_passed_on = |path: &str| path.split("::").any(|name| name == "prelude");
        let Some(shelf) = self.shelf_of(&entry.path).filter(|_| is_passed_on(&entry.path)) else {
            return entry.path.clone();
        };
        let name = entry.path.rsplit("::").next().unwrap_or_default();
        let others = shelf.named(name).into_iter().filter(|(kind, path)| *kind == entry.kind && !is_passed_on(path));
        let mut homes = others.filter(|(_, path)| {
            shelf.at(path).iter().any(|other| other.signature == entry.signature && other.summary == entry.summary)
        });
        homes.next().map_or(entry.path.clone(), |(_, path)| path)
    }

    /// What a name alone may stand for, the nearest meanings first.
    pub fn known(&self, name: &str) -> Vec<Known> {
        self.names().iter().filter(|known| known.name == name).cloned().collect()
    }

    /// All names that can stand alone, but variables: each once, with its nearest meaning. A name can be a module's and a macro's.
    pub fn names(&self) -> &[Known] {
        self.names.get_or_init(|| self.gathered())
    }

    fn gathered(&self) -> Vec<Known> {
        let mut names: Vec<Known> = Vec::new();
        for entry in self.scope.own.iter().rev().filter(|entry| !entry.path.contains("::")) {
            let summary = entry.summary.clone();
            names.push(Known { name: entry.path.clone(), path: entry.path.clone(), kind: entry.kind, summary });
        }
        for import in &self.scope.imports {
            match &import.name {
                Some(name) => names.extend(self.resolve(&import.path).into_iter().map(|found| Known {
                    name: name.clone(),
                    path: found.path(),
                    kind: found.kind(),
                    summary: found.summary(),
                })),
                None => {
                    for entry in self.resolve(&import.path).iter().filter_map(Found::entry) {
                        names.extend(self.within(entry));
                    }
                }
            }
        }
        let before = names.len();
        let prelude = PRELUDES.iter().map(|prelude| self.at(prelude)).find(|found| !found.is_empty());
        names.extend(prelude.iter().flatten().flat_map(|entry| self.within(entry)));
        if names.len() == before {
            let words = PRELUDE.iter().map(|(word, path)| (word, *path, Kind::Type));
            let macros = PRELUDE_MACROS.iter().map(|word| (word, "std", Kind::Macro));
            names.extend(words.chain(macros).map(|(word, path, kind)| Known {
                name: word.to_string(),
                path: format!("{path}::{word}"),
                kind,
                summary: String::new(),
            }));
        }
        for (name, path) in PRELUDE_VARIANTS {
            let summary = self
                .at(path)
                .iter()
                .flat_map(|entry| &entry.members)
                .find(|member| member.name == name)
                .map(|member| member.summary.clone());
            let (name, path) = (name.to_owned(), format!("{path}::{name}"));
            names.push(Known { name, path, kind: Kind::Variant, summary: summary.unwrap_or_default() });
        }
        for (name, sentence) in super::words::PRIMITIVES.iter().filter(|(name, _)| super::words::is_written(name)) {
            let (name, summary) = (name.to_string(), sentence.to_string());
            names.push(Known { path: name.clone(), name, kind: Kind::Primitive, summary });
        }
        let mut seen = std::collections::HashSet::new();
        names.retain(|known| seen.insert((known.name.clone(), known.kind == Kind::Macro, known.kind == Kind::Mod)));
        names
    }

    /// What a module holds, or an enum.
    pub fn within(&self, entry: &Entry) -> Vec<Known> {
        let path = |name: &str| format!("{}::{name}", entry.path);
        let children = entry.children.iter().map(|Child { name, kind, summary }| Known {
            name: name.clone(),
            path: path(name),
            kind: *kind,
            summary: summary.clone(),
        });
        let variants = entry.members.iter().filter(|member| member.kind == Kind::Variant).map(|member| Known {
            name: member.name.clone(),
            path: path(&member.name),
            kind: Kind::Variant,
            summary: member.summary.clone(),
        });
        children.chain(variants).collect()
    }

    /// What a path means where the cursor is.
    pub fn resolve(&self, path: &[String]) -> Vec<Found> {
        let Some((first, rest)) = path.split_first() else { return Vec::new() };
        let starts: Vec<String> = match first.as_str() {
            "core" | "alloc" => vec!["std".to_owned()],
            "self" | "crate" | "super" if !rest.is_empty() => return self.resolve(rest),
            "Self" => self.scope.self_type.iter().filter_map(|ty| read::ty(ty).name().map(str::to_owned)).collect(),
            name => {
                let mut starts: Vec<String> = Vec::new();
                // A path to be imported begins with a crate, or with what a cell has defined.
                if self.scope.own.iter().any(|entry| entry.path == name) || self.crates.iter().any(|one| one == name) {
                    starts.push(name.to_owned());
                }
                if starts.is_empty() {
                    starts.extend(self.starts(name));
                }
                starts
            }
        };
        let full = |start: String| rest.iter().fold(start, |path, name| format!("{path}::{name}"));
        starts.into_iter().map(full).flat_map(|path| self.found_at(&path)).collect()
    }

    /// Where a name leads that no crate has.
    fn starts(&self, name: &str) -> Vec<String> {
        for import in self.scope.imports.iter().filter(|import| import.name.as_deref() == Some(name)) {
            // An import that imports itself by another would not end.
            if import.path.first().is_some_and(|first| first != name) {
                let found: Vec<String> = self.resolve(&import.path).iter().map(Found::path).collect();
                if !found.is_empty() {
                    return found;
                }
            }
        }
        let globs = self.scope.imports.iter().filter(|import| import.name.is_none());
        let globs = globs.filter(|import| import.path.first().is_some_and(|first| self.crates.contains(first)));
        let modules = globs.map(|import| import.path.join("::")).chain(PRELUDES.map(str::to_owned));
        let within: Vec<String> =
            modules.map(|module| format!("{module}::{name}")).filter(|path| !self.at(path).is_empty()).collect();
        if !within.is_empty() {
            return within;
        }
        if let Some((_, path)) = PRELUDE_VARIANTS.iter().find(|(one, _)| *one == name) {
            return vec![format!("{path}::{name}")];
        }
        if let Some(bounds) = self.scope.parameters.get(name) {
            return bounds.iter().filter_map(|bound| self.ty(bound)).map(|entry| entry.path).collect();
        }
        self.shelf_of(name).filter(|shelf| !shelf.at(name).is_empty()).map(|_| name.to_owned()).into_iter().collect()
    }

    /// The entries at a path, or a member of the one above.
    fn found_at(&self, path: &str) -> Vec<Found> {
        let entries = self.at(path);
        if !entries.is_empty() {
            return entries.into_iter().map(Found::Entry).collect();
        }
        let Some((above, name)) = path.rsplit_once("::") else { return Vec::new() };
        let above = self.at(above).into_iter();
        above
            .filter_map(|entry| {
                let at = entry.members.iter().position(|member| member.name == name)?;
                Some(Found::Member(entry, at))
            })
            .collect()
    }
}

/// What a path leads to.
#[derive(Debug)]
pub enum Found {
    Entry(Entry),
    /// A member of an entry, by its number.
    Member(Entry, usize),
}

impl Found {
    pub fn entry(&self) -> Option<&Entry> {
        match self {
            Found::Entry(entry) => Some(entry),
            Found::Member(..) => None,
        }
    }

    fn path(&self) -> String {
        match self {
            Found::Entry(entry) => entry.path.clone(),
            Found::Member(entry, at) => format!("{}::{}", entry.path, entry.members[*at].name),
        }
    }

    fn kind(&self) -> Kind {
        match self {
            Found::Entry(entry) => entry.kind,
            Found::Member(entry, at) => entry.members[*at].kind,
        }
    }

    fn summary(&self) -> String {
        match self {
            Found::Entry(entry) => entry.summary.clone(),
            Found::Member(entry, at) => entry.members[*at].summary.clone(),
        }
    }
}
