//! Texts that are kept by one session and read by another, whose build folder is another one.

use std::path::Path;

/// Stands in such a text for the folder that the session builds in.
const BUILD: &str = "{build}";

/// A text with this session's folder in the place of the mark.
pub fn placed(text: &str, build: &Path) -> String {
    text.replace(BUILD, &build.to_string_lossy())
}

/// A text with the mark in the place of the session's folder.
pub fn unplaced(text: &str, build: &Path) -> String {
    text.replace(&*build.to_string_lossy(), BUILD)
}
