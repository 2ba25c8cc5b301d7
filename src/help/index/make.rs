//! Makes a shelf: has rustdoc show a compiled library, and reads its pages.
//!
//! rustdoc shows a library whose sources it does not have when another crate passes it on with `#[doc(inline)]`. Such a crate of
//! one line is written here. A primitive type passes nobody on; it gets a page where a crate declares that it documents it, which
//! on a stable compiler needs `RUSTC_BOOTSTRAP`.

use super::entry::{Entry, Kind};
use super::page::{self, SHOWN_BY};
use super::shelf;
use crate::help::words::PRIMITIVES;
use crate::process;
use serde::{Deserialize, Serialize};
use std::fs::{self, File};
use std::io;
use std::os::unix::process::CommandExt;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

/// The argument by which this program knows that it is to make a shelf.
pub const MAKE_SHELF: &str = "make-shelf";

/// The file whose lock is held while a shelf is made.
const GUARD: &str = "guard";
/// How the name of a folder with rustdoc's pages begins.
const PAGES: &str = "pages-";
/// So many shelves are kept.
const MANY: usize = 12;

/// What of the standard library a learner meets. What a processor or a system has of its own is most of its pages.
const OF_STD: &str = "any, array, ascii, assert, assert_eq, assert_ne, backtrace, borrow, boxed, cell, cfg, char, clone, cmp, \
    collections, column, compile_error, concat, convert, dbg, debug_assert, debug_assert_eq, debug_assert_ne, default, env, \
    eprint, eprintln, error, f32, f64, ffi, file, fmt, format, format_args, fs, future, hash, hint, i128, i16, i32, i64, i8, \
    include, include_bytes, include_str, io, isize, iter, line, marker, matches, mem, module_path, net, num, ops, option, \
    option_env, panic, path, pin, prelude, print, println, process, ptr, rc, result, slice, str, string, stringify, sync, task, \
    thread, thread_local, time, todo, u128, u16, u32, u64, u8, unimplemented, unreachable, usize, vec, write, writeln";

/// A library that is to be shown.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Library {
    pub rustdoc: PathBuf,
    /// Its name in Rust; `std` for the standard library.
    pub name: String,
    /// The compiler's arguments by which it and what it needs are found.
    pub arguments: Vec<String>,
    /// Where its shelf is to be.
    pub shelf: PathBuf,
}

impl Library {
    /// Has another process of this program make the shelf, one that stands back behind everything else.
    pub fn make_aside(&self) -> io::Result<()> {
        let mut command = Command::new(std::env::current_exe()?);
        command.arg(MAKE_SHELF).arg(serde_json::to_string(self)?);
        // In a group of its own, it is not interrupted with a cell.
        command.process_group(0).stdin(Stdio::null()).stdout(Stdio::null()).stderr(Stdio::null());
        // SAFETY: a plain system call between fork and exec.
        unsafe {
            command.pre_exec(|| {
                libc::nice(19);
                Ok(())
            });
        }
        process::end_with_this_thread(&mut command);
        command.status().map(|_| ())
    }

    /// Makes the shelf, unless it is there. Of several processes that want it, one makes it.
    pub fn make(&self) -> io::Result<()> {
        let folder = self.shelf.parent().unwrap_or(Path::new("."));
        fs::create_dir_all(folder)?;
        let guard = File::create(folder.join(GUARD))?;
        guard.lock()?;
        if self.shelf.exists() {
            return Ok(());
        }
        tidy(folder);
        let pages = tempfile::Builder::new().prefix(PAGES).tempdir_in(folder)?;
        let source = pages.path().join("lib.rs");
        fs::write(&source, self.source())?;
        let mut command = Command::new(&self.rustdoc);
        command
            .args(["--crate-name", SHOWN_BY, "--edition", "2024", "--cap-lints", "allow", "--out-dir"])
            .arg(pages.path())
            .args(&self.arguments)
            .arg(&source)
            .env("RUSTC_BOOTSTRAP", "1")
            .stdin(Stdio::null());
        process::end_with_this_thread(&mut command);
        let output = command.output()?;
        if !output.status.success() {
            return Err(io::Error::other(String::from_utf8_lossy(&output.stderr).into_owned()));
        }
        let mut entries = Vec::new();
        read_folder(&pages.path().join(SHOWN_BY), "", &mut entries)?;
        shelf::write(&self.shelf, &entries)
    }

    fn source(&self) -> String {
        if self.name != "std" {
            return format!("#[doc(inline)] pub extern crate {};\n", self.name);
        }
        let mut source = format!(
            "#![feature(rustc_attrs, rustdoc_internals)]\npub mod std {{ #[doc(inline)] pub use ::std::{{{OF_STD}}}; }}\n"
        );
        for (name, sentence) in PRIMITIVES {
            source += &format!("#[rustc_doc_primitive = \"{name}\"]\n/// {sentence}\nmod primitive_{name} {{}}\n");
        }
        source
    }
}

/// Removes what a process left behind that was ended, and the shelves that were made first of too many: of libraries that
/// have changed since.
fn tidy(folder: &Path) {
    let mut shelves = Vec::new();
    for entry in fs::read_dir(folder).into_iter().flatten().flatten() {
        if entry.file_name().to_string_lossy().starts_with(PAGES) {
            let _ = fs::remove_dir_all(entry.path());
        } else if let Ok(modified) = entry.metadata().and_then(|data| data.modified())
            && entry.file_name() != GUARD
        {
            shelves.push((modified, entry.path()));
        }
    }
    shelves.sort_unstable();
    for (_, shelf) in shelves.iter().rev().skip(MANY) {
        let _ = fs::remove_file(shelf);
    }
}

/// Plays the part of the process that makes a shelf.
pub fn role(library: &str) -> io::Result<()> {
    // rustdoc is of the same group.
    process::end_with_parent(|| process::kill_group(0));
    serde_json::from_str::<Library>(library)?.make()
}

/// The entries of all pages in a folder, whose items lie at `path`.
fn read_folder(folder: &Path, path: &str, entries: &mut Vec<Entry>) -> io::Result<()> {
    for entry in fs::read_dir(folder)? {
        let entry = entry?;
        let name = entry.file_name().to_string_lossy().into_owned();
        let within = |name: &str| if path.is_empty() { name.to_owned() } else { format!("{path}::{name}") };
        if entry.file_type()?.is_dir() {
            read_folder(&entry.path(), &within(&name), entries)?;
        } else if let Some((kind, path)) = item_of_page(&name, path, &within) {
            entries.extend(page::read(&fs::read_to_string(entry.path())?, kind, &path));
        }
    }
    Ok(())
}

/// What the page with this name is about.
fn item_of_page(name: &str, path: &str, within: &dyn Fn(&str) -> String) -> Option<(Kind, String)> {
    let name = name.strip_suffix(".html")?;
    if name == "index" {
        return Some((Kind::Mod, path.to_owned())).filter(|_| !path.is_empty());
    }
    let (kind, name) = name.split_once('.')?;
    // A macro has a second page that leads to the first.
    Some((Kind::from_word(kind)?, within(name))).filter(|_| !name.ends_with('!'))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::help::index::shelf::Shelf;

    /// What the page reader takes for granted about rustdoc: fails when an upgrade changes it.
    #[test]
    fn the_standard_library_is_shown_from_its_compiled_form() {
        let folder = tempfile::tempdir().unwrap();
        let shelf = folder.path().join("std");
        let rustdoc = "rustdoc".into();
        Library { rustdoc, name: "std".to_owned(), arguments: Vec::new(), shelf: shelf.clone() }.make().unwrap();
        let shelf = Shelf::open(&shelf).unwrap();
        let one = |path: &str, kind: Kind| {
            let found = shelf.at(path).into_iter().find(|entry| entry.kind == kind);
            found.unwrap_or_else(|| panic!("no {path}"))
        };

        let vec = one("std::vec::Vec", Kind::Struct);
        assert!(vec.signature.starts_with("pub struct Vec<T"), "{}", vec.signature);
        assert_eq!(vec.target.as_deref(), Some("[T]"));
        let push = vec.members.iter().find(|member| member.name == "push").unwrap();
        assert_eq!(push.signature, "pub fn push(&mut self, value: T)");
        assert_eq!((push.kind, push.header.as_str()), (Kind::Method, "impl<T, A> Vec<T, A> where A: Allocator"));
        assert_eq!(push.summary, "Appends an element to the back of a collection.");
        let docs = shelf.docs("std::vec::Vec", Kind::Struct, "push").unwrap();
        assert!(docs.starts_with("<p>Appends an element to the back of a collection.</p>"), "{docs}");
        assert!(vec.members.iter().any(|member| member.name == "new" && member.kind == Kind::Associated));
        assert!(!vec.members.iter().any(|member| member.name == "push_within_capacity"), "it is experimental");
        let clone = vec.implementations.iter().find(|one| one.of == "std::clone::Clone").unwrap();
        assert!(clone.header.starts_with("impl<T, A> Clone for Vec<T, A>"), "{}", clone.header);

        let float = one("f64", Kind::Primitive);
        assert!(float.members.iter().any(|member| member.name == "powi" && member.kind == Kind::Method));
        assert!(float.members.iter().any(|member| member.name == "MAX" && member.kind == Kind::Constant));
        assert!(one("slice", Kind::Primitive).members.iter().any(|member| member.name == "first"));

        let iterator = one("std::iter::Iterator", Kind::Trait);
        assert_eq!(iterator.signature, "pub trait Iterator");
        assert!(iterator.members.iter().any(|member| member.name == "map"));
        assert!(!iterator.members.iter().any(|member| member.name == "next_chunk"), "it is experimental");
        let range = one("std::ops::Range", Kind::Struct);
        assert!(range.members.iter().any(|member| member.name == "start" && member.signature == "start: Idx"));
        let option = one("std::option::Option", Kind::Enum);
        assert!(option.members.iter().any(|member| member.name == "Some" && member.kind == Kind::Variant));
        assert!(one("std::f64::consts::PI", Kind::Constant).signature.contains("3.14"));
        assert!(one("std::println", Kind::Macro).summary.contains("newline"));
        let prelude = one("std::prelude::rust_2024", Kind::Mod);
        let names: Vec<&str> = prelude.children.iter().map(|child| child.name.as_str()).collect();
        assert!(
            ["Vec", "Option", "Iterator", "ToString", "println"].iter().all(|name| names.contains(name)),
            "{names:?}"
        );
        assert!(!names.contains(&"concat_bytes"), "it is experimental");
        let vec = one("std::vec", Kind::Mod).children.into_iter().find(|child| child.name == "Vec").unwrap();
        assert_eq!(vec.summary, "A contiguous growable array type, written as Vec<T>, short for ‘vector’.");
    }
}
