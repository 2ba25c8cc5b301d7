//! What a file holds: a version, and entries by name. `{"version":1,"exercises":{"LIMIT_3":{"tries":2}}}`

use crate::exercise::json::Json;
use crate::show::json::{Object, text};
use std::collections::BTreeMap;

/// Something that a file holds.
pub(in crate::exercise) trait Kept: Default {
    /// The file's name in the folder.
    const NAME: &'static str;
    const VERSION: u64;
    /// What the file calls its entries.
    const ENTRIES: &'static str;

    /// What the entries say. What is none of ours among them is left out.
    fn of(entries: &BTreeMap<String, Json>) -> Self;

    fn entries(&self) -> impl Iterator<Item = (&String, Object)>;

    /// `Ok(None)`: the text is none of ours.
    fn read(text: &str) -> Result<Option<Self>, Newer> {
        let Some(json) = Json::read(text) else { return Ok(None) };
        match json.get("version").and_then(Json::whole) {
            Some(version) if version == Self::VERSION => {
                Ok(json.get(Self::ENTRIES).and_then(Json::object).map(Self::of))
            }
            Some(version) if version > Self::VERSION => Err(Newer),
            _ => Ok(None),
        }
    }

    /// An entry a line.
    fn write(&self) -> String {
        let line = |(name, entry): (&String, Object)| format!("{}:{}", text(name), entry.end());
        let lines = self.entries().map(line).collect::<Vec<_>>().join(",\n");
        format!("{{\"version\":{},\"{}\":{{\n{lines}\n}}}}\n", Self::VERSION, Self::ENTRIES)
    }
}

/// A version that this library does not know.
#[derive(Debug)]
pub(in crate::exercise) struct Newer;
