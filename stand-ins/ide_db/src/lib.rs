//! Names that evcxr uses to say how it wants to be answered.

pub use ra_ap_base_db::RootDatabase;
use ra_ap_hir::PrefixKind;
use std::collections::HashMap;

pub type FxHashMap<Key, Value> = HashMap<Key, Value>;

pub struct SnippetCap;

impl SnippetCap {
    pub fn new(allowed: bool) -> Option<SnippetCap> {
        allowed.then_some(SnippetCap)
    }
}

#[derive(Clone, Copy)]
pub enum SymbolKind {
    Attribute,
    BuiltinAttr,
    Const,
    ConstParam,
    CrateRoot,
    Derive,
    DeriveHelper,
    Enum,
    Field,
    Function,
    Label,
    Local,
    Macro,
    Method,
    Module,
    ProcMacro,
    SelfParam,
    SelfType,
    Static,
    Struct,
    ToolModule,
    Trait,
    TypeAlias,
    TypeParam,
    Union,
    ValueParam,
    Variant,
}

pub mod imports {
    pub mod insert_use {
        use super::super::PrefixKind;

        pub enum ImportGranularity {
            Item,
        }

        pub struct InsertUseConfig {
            pub prefix_kind: PrefixKind,
            pub group: bool,
            pub granularity: ImportGranularity,
            pub enforce_granularity: bool,
            pub skip_glob_imports: bool,
        }
    }
}
