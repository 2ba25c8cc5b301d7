//! What the index knows of a public item.

use serde::{Deserialize, Serialize};

/// What kind of thing an item or a member is. The word is the one in the names of rustdoc's pages.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Kind {
    Mod,
    Primitive,
    Struct,
    Enum,
    Union,
    Trait,
    Type,
    Fn,
    Macro,
    Attr,
    Derive,
    Constant,
    Static,
    /// A function of a type that takes a `self`.
    Method,
    /// A function of a type that takes none.
    Associated,
    Field,
    Variant,
}

impl Kind {
    /// From the word in the name of a page or in the class of a link.
    pub fn from_word(word: &str) -> Option<Kind> {
        Some(match word {
            "mod" => Kind::Mod,
            "primitive" => Kind::Primitive,
            "struct" => Kind::Struct,
            "enum" => Kind::Enum,
            "union" => Kind::Union,
            "trait" => Kind::Trait,
            "type" => Kind::Type,
            "fn" => Kind::Fn,
            "macro" => Kind::Macro,
            "attr" => Kind::Attr,
            "derive" => Kind::Derive,
            "constant" => Kind::Constant,
            "static" => Kind::Static,
            _ => return None,
        })
    }

    /// Whether its name stands where a type is wanted.
    pub fn is_type(self) -> bool {
        matches!(self, Kind::Primitive | Kind::Struct | Kind::Enum | Kind::Union | Kind::Type | Kind::Trait)
    }
}

/// An item with all that is its own.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Entry {
    pub path: String,
    pub kind: Kind,
    pub signature: String,
    /// The first sentence of the documentation, as plain text.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub summary: String,
    /// The documentation, as HTML without attributes. On a shelf it has a line of its own.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub docs: String,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub members: Vec<Member>,
    /// The traits that a type has; of a trait, the types elsewhere that have it. Headers as they are written:
    /// `impl<T: Clone> Clone for Vec<T>`.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub implementations: Vec<Implementation>,
    /// What it dereferences to: `[T]`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub target: Option<String>,
    /// What a module holds.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub children: Vec<Child>,
}

/// A field, a variant, a function or a constant of a type or a trait.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Member {
    pub name: String,
    pub kind: Kind,
    pub signature: String,
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub summary: String,
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub docs: String,
    /// The head of the block that it stands in: `impl<T: Ord> [T]`.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub header: String,
}

#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Implementation {
    /// The trait's path, as far as it is known.
    pub of: String,
    pub header: String,
}

#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Child {
    pub name: String,
    pub kind: Kind,
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub summary: String,
}
