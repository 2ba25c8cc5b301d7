//! What evcxr asks about types. The answers stand in the source that it is given to see.

use ra_ap_base_db::{EditionedFileId, RootDatabase, SourceRoot, compiler};
use ra_ap_syntax::{Edition, SyntaxNode, ast};
use ra_ap_vfs::FileId;
use std::sync::Arc;

/// A new source. Files of dependencies do not come.
#[derive(Default)]
pub struct ChangeWithProcMacros {
    pub source: Option<Arc<str>>,
}

impl ChangeWithProcMacros {
    pub fn change_file(&mut self, _: FileId, source: Option<String>) {
        self.source = source.map(Arc::from).or(self.source.take());
    }

    pub fn set_roots(&mut self, _: Vec<SourceRoot>) {}

    pub fn set_crate_graph(&mut self, (): ()) {}
}

pub fn attach_db<T>(_: &RootDatabase, look: impl FnOnce() -> T) -> T {
    look()
}

pub struct Semantics<'db, Database> {
    pub db: &'db Database,
}

impl<'db> Semantics<'db, RootDatabase> {
    pub fn new(db: &'db RootDatabase) -> Semantics<'db, RootDatabase> {
        Semantics { db }
    }

    /// The declarations of the source's variables, all with their types.
    pub fn parse(&self, _: EditionedFileId) -> ast::SourceFile {
        let declarations = compiler().map(|compiler| compiler.declarations(&self.db.source())).unwrap_or_default();
        ast::SourceFile::parse(&declarations, Edition::Edition2024).tree()
    }

    pub fn scope(&self, _: &SyntaxNode) -> Option<SemanticsScope> {
        Some(SemanticsScope)
    }

    /// What stands in the source is all that is known.
    pub fn type_of_pat(&self, _: &ast::Pat) -> Option<TypeInfo> {
        None
    }
}

pub struct SemanticsScope;

impl SemanticsScope {
    pub fn module(&self) -> Module {
        Module
    }
}

#[derive(Clone, Copy)]
pub struct Module;

/// The type of a pattern; see [`Semantics::type_of_pat`].
pub enum TypeInfo {}

impl TypeInfo {
    pub fn original(self) -> Type {
        match self {}
    }
}

pub enum Type {}

impl Type {
    pub fn is_closure(&self) -> bool {
        match *self {}
    }
}

pub trait HirDisplay {
    fn display_source_code(&self, db: &RootDatabase, module: Module, allow_opaque: bool) -> Result<String, ()>;
}

impl HirDisplay for Type {
    fn display_source_code(&self, _: &RootDatabase, _: Module, _: bool) -> Result<String, ()> {
        match *self {}
    }
}

pub enum PrefixKind {
    ByCrate,
}
