//! A file of entries, sorted by their paths, in which is searched without reading it whole.
//!
//! A line is an entry: its path, a tab, its kind, a tab, and the rest as JSON. The documentation, most of the text, is wanted for one
//! name at a time and has lines of its own: `path#` for the item, `path#member` for a member. And there are lines by which an item
//! is found whose path is not known: `~Name`, its kind, and the path.

use super::entry::{Entry, Kind};
use crate::whole;
use std::fs::File;
use std::io;
use std::os::unix::fs::FileExt;
use std::path::Path;

/// Stands in a documentation's line between the path and the member.
const DOCS: char = '#';
/// Begins a line that leads from a name to a path.
const NAME: char = '~';
/// How much is read at once while a line is looked for. Most lines are shorter.
const PIECE: usize = 4096;

pub struct Shelf {
    file: File,
    length: u64,
}

/// Writes a shelf that holds these entries.
pub fn write(file: &Path, entries: &[Entry]) -> io::Result<()> {
    let mut lines = Vec::with_capacity(2 * entries.len());
    for entry in entries {
        let kind = serde_json::to_string(&entry.kind)?;
        let kind = kind.trim_matches('"');
        let name = entry.path.rsplit("::").next().unwrap_or_default();
        let mut entry = entry.clone();
        let mut add_docs = |member: &str, docs: &mut String| -> io::Result<()> {
            if !docs.is_empty() {
                let docs = serde_json::to_string(&std::mem::take(docs))?;
                lines.push(format!("{}{DOCS}{member}\t{kind}\t{docs}\n", entry.path));
            }
            Ok(())
        };
        add_docs("", &mut entry.docs)?;
        for member in &mut entry.members {
            add_docs(&member.name, &mut member.docs)?;
        }
        lines.push(format!("{}\t{kind}\t{}\n", entry.path, serde_json::to_string(&entry)?));
        lines.push(format!("{NAME}{name}\t{kind}\t{}\n", entry.path));
    }
    lines.sort_unstable();
    lines.dedup();
    whole::write(file, lines.concat().as_bytes())
}

impl Shelf {
    pub fn open(file: &Path) -> io::Result<Shelf> {
        let file = File::open(file)?;
        let length = file.metadata()?.len();
        Ok(Shelf { file, length })
    }

    /// The entries at a path: a module and a macro may have the same.
    pub fn at(&self, path: &str) -> Vec<Entry> {
        self.lines(path).iter().filter_map(|line| serde_json::from_str(line.splitn(3, '\t').nth(2)?).ok()).collect()
    }

    /// The documentation of an item, or of a member of it.
    pub fn docs(&self, path: &str, kind: Kind, member: &str) -> Option<String> {
        let lines = self.lines(&format!("{path}{DOCS}{member}"));
        let kind = serde_json::to_string(&kind).ok()?;
        let of_kind = |line: &&String| line.split('\t').nth(1) == Some(kind.trim_matches('"'));
        serde_json::from_str(lines.iter().find(of_kind)?.splitn(3, '\t').nth(2)?).ok()
    }

    /// The paths of all items with a name, and their kinds.
    pub fn named(&self, name: &str) -> Vec<(Kind, String)> {
        let kind_and_path = |line: &String| {
            let (kind, path) = line.split_once('\t')?.1.split_once('\t')?;
            Some((serde_json::from_str(&format!("\"{kind}\"")).ok()?, path.to_owned()))
        };
        self.lines(&format!("{NAME}{name}")).iter().filter_map(kind_and_path).collect()
    }

    /// The lines that begin with `key` and a tab.
    fn lines(&self, key: &str) -> Vec<String> {
        let wanted = format!("{key}\t");
        // Everything before `low` begins a line that is less; at `high` begins one that is not, or nothing does.
        let (mut low, mut high) = (0, self.length);
        while low < high {
            let middle = low + (high - low) / 2;
            let Some(start) = self.line_start_after(middle, high) else {
                // No line begins between: the rest is one line, or few.
                let Some(line) = self.line(low) else { break };
                if line.as_str() >= wanted.as_str() {
                    break;
                }
                low += line.len() as u64 + 1;
                continue;
            };
            match self.beginning(start, wanted.len()) {
                Some(beginning) if beginning.as_slice() < wanted.as_bytes() => low = start,
                Some(_) => high = start,
                None => break,
            }
            if low == start {
                // The line at `low` is less: go on behind it.
                match self.line(low) {
                    Some(line) => low += line.len() as u64 + 1,
                    None => break,
                }
            }
        }
        let mut found = Vec::new();
        while let Some(line) = self.line(low).filter(|line| line.starts_with(&wanted)) {
            low += line.len() as u64 + 1;
            found.push(line);
        }
        found
    }

    /// Where the first line begins behind `at`, before `end`.
    fn line_start_after(&self, mut at: u64, end: u64) -> Option<u64> {
        while at < end {
            let piece = self.beginning(at, PIECE)?;
            if let Some(position) = piece.iter().position(|byte| *byte == b'\n') {
                let start = at + position as u64 + 1;
                return (start < end).then_some(start);
            }
            at += piece.len() as u64;
        }
        None
    }

    /// The line that begins at `at`.
    fn line(&self, at: u64) -> Option<String> {
        let mut line = Vec::new();
        loop {
            let piece = self.beginning(at + line.len() as u64, PIECE)?;
            match piece.iter().position(|byte| *byte == b'\n') {
                Some(end) => {
                    line.extend_from_slice(&piece[..end]);
                    return String::from_utf8(line).ok();
                }
                None => line.extend(piece),
            }
        }
    }

    fn beginning(&self, at: u64, length: usize) -> Option<Vec<u8>> {
        let mut piece = vec![0; length];
        let read = self.file.read_at(&mut piece, at).ok().filter(|read| *read > 0)?;
        piece.truncate(read);
        Some(piece)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn entry(path: &str, kind: Kind, docs: &str) -> Entry {
        serde_json::from_value(serde_json::json!({"path": path, "kind": kind, "signature": "", "docs": docs})).unwrap()
    }

    #[test]
    fn every_entry_is_found_by_its_path_and_its_name_and_nothing_else_is() {
        let folder = tempfile::tempdir().unwrap();
        let file = folder.path().join("shelf");
        let long = "a long line ".repeat(2000);
        let mut entries: Vec<Entry> = (0..40)
            .map(|i| entry(&format!("std::m{i}::Item{i}"), Kind::Struct, if i % 7 == 3 { &long } else { "short" }))
            .collect();
        entries.push(entry("std::vec", Kind::Mod, ""));
        entries.push(entry("std::vec", Kind::Macro, &long));
        write(&file, &entries).unwrap();
        let shelf = Shelf::open(&file).unwrap();
        for one in &entries[..40] {
            assert_eq!(shelf.at(&one.path).len(), 1, "{}", one.path);
            let name = one.path.rsplit("::").next().unwrap();
            assert_eq!(shelf.named(name), [(Kind::Struct, one.path.clone())]);
        }
        assert_eq!(shelf.at("std::vec").iter().map(|entry| entry.kind).collect::<Vec<_>>(), [Kind::Macro, Kind::Mod]);
        assert_eq!(shelf.docs("std::m3::Item3", Kind::Struct, "").as_deref(), Some(long.as_str()));
        assert_eq!(shelf.docs("std::m3::Item3", Kind::Struct, "x"), None);
        for unknown in ["", "a", "std", "std::ve", "std::vec::", "zzz", "~", "std::m3::Item"] {
            assert!(shelf.at(unknown).is_empty(), "{unknown}");
        }
    }
}
