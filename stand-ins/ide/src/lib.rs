//! Completions and descriptions, of which there are none: the session has its own. What evcxr asks about is passed on.

pub use ra_ap_base_db::RootDatabase;
use ra_ap_base_db::compiler;
pub use ra_ap_edition::Edition;
use ra_ap_hir::ChangeWithProcMacros;
pub use ra_ap_hir::Semantics;
use ra_ap_ide_db::imports::insert_use::InsertUseConfig;
use ra_ap_ide_db::{SnippetCap, SymbolKind};
pub use ra_ap_syntax::{TextRange, TextSize};
use ra_ap_vfs::FileId;
use std::sync::Arc;

#[derive(Default)]
pub struct AnalysisHost {
    db: RootDatabase,
}

impl AnalysisHost {
    pub fn apply_change(&mut self, change: ChangeWithProcMacros) {
        if let Some(source) = change.source {
            self.db.set_source(source);
        }
    }

    pub fn raw_database(&self) -> &RootDatabase {
        &self.db
    }

    pub fn analysis(&self) -> Analysis {
        Analysis { source: self.db.source() }
    }
}

/// rust-analyzer's word for an analysis that a change has made useless.
#[derive(Debug)]
pub enum Cancelled {}

type Cancellable<T> = Result<T, Cancelled>;

pub struct Analysis {
    source: Arc<str>,
}

impl Analysis {
    pub fn completions(
        &self,
        _: &CompletionConfig,
        position: FilePosition,
        _: Option<char>,
    ) -> Cancellable<Option<Vec<CompletionItem>>> {
        self.look_at(position.offset);
        Ok(None)
    }

    pub fn hover(&self, _: &HoverConfig, range: FileRange) -> Cancellable<Option<RangeInfo<HoverResult>>> {
        self.look_at(range.range.start());
        Ok(None)
    }

    fn look_at(&self, offset: TextSize) {
        if let Some(compiler) = compiler() {
            compiler.look_at(&self.source, offset.into());
        }
    }
}

pub struct FilePosition {
    pub file_id: FileId,
    pub offset: TextSize,
}

pub struct FileRange {
    pub file_id: FileId,
    pub range: TextRange,
}

pub struct CompletionItem {
    pub label: CompletionItemLabel,
    pub kind: CompletionItemKind,
    pub text_edit: Vec<Indel>,
}

impl CompletionItem {
    pub fn lookup(&self) -> &str {
        &self.label.primary
    }
}

pub struct CompletionItemLabel {
    pub primary: String,
}

pub struct Indel {
    pub insert: String,
    pub delete: TextRange,
}

#[derive(Clone, Copy)]
pub enum CompletionItemKind {
    Binding,
    BuiltinType,
    Expression,
    InferredType,
    Keyword,
    Snippet,
    SymbolKind(SymbolKind),
    UnresolvedReference,
}

pub struct CompletionConfig {
    pub enable_postfix_completions: bool,
    pub snippet_cap: Option<SnippetCap>,
    pub enable_imports_on_the_fly: bool,
    pub enable_self_on_the_fly: bool,
    pub enable_private_editable: bool,
    pub prefer_no_std: bool,
    pub full_function_signatures: bool,
    pub snippets: Vec<String>,
    pub insert_use: InsertUseConfig,
    pub callable: Option<CallableSnippets>,
    pub limit: Option<usize>,
    pub prefer_prelude: bool,
    pub enable_term_search: bool,
    pub term_search_fuel: u64,
    pub prefer_absolute: bool,
    pub add_semicolon_to_unit: bool,
    pub fields_to_resolve: CompletionFieldsToResolve,
    pub exclude_flyimport: Vec<String>,
    pub exclude_traits: &'static [String],
    pub enable_auto_iter: bool,
    pub enable_auto_await: bool,
    pub ra_fixture: RaFixtureConfig,
    pub add_colons_to_module: bool,
}

pub enum CallableSnippets {
    FillArguments,
}

pub struct CompletionFieldsToResolve;

impl CompletionFieldsToResolve {
    pub fn empty() -> CompletionFieldsToResolve {
        CompletionFieldsToResolve
    }
}

#[derive(Default)]
pub struct RaFixtureConfig;

pub struct HoverConfig {
    pub links_in_hover: bool,
    pub memory_layout: Option<()>,
    pub documentation: bool,
    pub keywords: bool,
    pub format: HoverDocFormat,
    pub max_trait_assoc_items_count: Option<usize>,
    pub max_fields_count: Option<usize>,
    pub max_enum_variants_count: Option<usize>,
    pub max_subst_ty_len: SubstTyLen,
    pub show_drop_glue: bool,
    pub ra_fixture: RaFixtureConfig,
}

pub enum HoverDocFormat {
    Markdown,
    PlainText,
}

pub enum SubstTyLen {
    Unlimited,
}

pub struct RangeInfo<T> {
    pub range: TextRange,
    pub info: T,
}

pub struct HoverResult {
    pub markup: String,
}
