//! The source that is looked at, and who is asked about it.

use ra_ap_vfs::FileId;
use ra_ap_vfs::file_set::FileSet;
use std::sync::{Arc, OnceLock};

/// Who answers in the place of rust-analyzer: the program that evcxr is a part of.
pub trait Compiler: Send + Sync {
    /// Another source with what evcxr is to see of this one: its function `evcxr_analysis_wrapper` declares each variable
    /// that the original's defines, as in `let mut x: f64;`, or without a type where none can be said.
    fn declarations(&self, source: &str) -> String;

    /// evcxr would like to know what stands at `offset`, in bytes. It is told nothing: whoever has it ask takes the
    /// source and the place from here.
    fn look_at(&self, source: &str, offset: usize);
}

static COMPILER: OnceLock<Box<dyn Compiler>> = OnceLock::new();

/// Says who answers from now on. The first one stays.
pub fn answer_by(compiler: impl Compiler + 'static) {
    let _ = COMPILER.set(Box::new(compiler));
}

/// Whoever answers. `None`: nobody does.
pub fn compiler() -> Option<&'static dyn Compiler> {
    COMPILER.get().map(|compiler| &**compiler)
}

/// What is known: one source.
#[derive(Default)]
pub struct RootDatabase {
    source: Arc<str>,
}

impl RootDatabase {
    pub fn set_source(&mut self, source: Arc<str>) {
        self.source = source;
    }

    pub fn source(&self) -> Arc<str> {
        self.source.clone()
    }
}

/// There is one file.
pub struct EditionedFileId;

impl EditionedFileId {
    pub fn new(_: &RootDatabase, _: FileId, _: ra_ap_edition::Edition) -> EditionedFileId {
        EditionedFileId
    }
}

pub struct SourceRoot;

impl SourceRoot {
    pub fn new_local(_: FileSet) -> SourceRoot {
        SourceRoot
    }
}
