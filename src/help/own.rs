//! What a learner has defined, as entries like those of the index.

use super::index::entry::{Child, Entry, Implementation, Kind, Member};
use super::index::markup::first_sentence;
use ra_ap_syntax::ast::{self, AstNode, DocCommentIter, HasAttrs, HasModuleItem, HasName};
use ra_ap_syntax::{AstToken, SyntaxNode};

/// The entry of a definition in the module at `path`, and those of what it holds. Implementations are no definition; see
/// [`implement`].
pub fn define(item: &ast::Item, path: &str, entries: &mut Vec<Entry>) {
    let named = |name: Option<ast::Name>| name.map(|name| within(path, &name.to_string()));
    let (kind, name) = match item {
        ast::Item::Fn(one) => (Kind::Fn, named(one.name())),
        ast::Item::Struct(one) => (Kind::Struct, named(one.name())),
        ast::Item::Enum(one) => (Kind::Enum, named(one.name())),
        ast::Item::Union(one) => (Kind::Union, named(one.name())),
        ast::Item::Trait(one) => (Kind::Trait, named(one.name())),
        ast::Item::TypeAlias(one) => (Kind::Type, named(one.name())),
        ast::Item::Const(one) => (Kind::Constant, named(one.name())),
        ast::Item::Static(one) => (Kind::Static, named(one.name())),
        ast::Item::Module(one) => (Kind::Mod, named(one.name())),
        ast::Item::MacroRules(one) => (Kind::Macro, named(one.name())),
        _ => return,
    };
    let Some(name) = name else { return };
    let docs = docs(item.syntax());
    let mut entry = Entry {
        path: name,
        kind,
        signature: signature(item.syntax()),
        summary: first_sentence(&docs),
        docs,
        members: Vec::new(),
        implementations: derived(item),
        target: None,
        children: Vec::new(),
    };
    match item {
        ast::Item::Struct(one) => add_fields(one.field_list(), &mut entry.members),
        ast::Item::Enum(one) => {
            let variants = one.variant_list().into_iter().flat_map(|list| list.variants());
            entry.members.extend(
                variants.filter_map(|variant| Some(member(variant.name()?.to_string(), Kind::Variant, &variant, ""))),
            );
        }
        ast::Item::Trait(one) => add_functions(one.assoc_item_list(), "", &mut entry.members),
        ast::Item::Module(one) => {
            let mut within = Vec::new();
            let items = one.item_list().into_iter().flat_map(|list| list.items());
            items.for_each(|item| define(&item, &entry.path, &mut within));
            let prefix = format!("{}::", entry.path);
            let children = within.iter().filter_map(|one| {
                let name = one.path.strip_prefix(&prefix).filter(|name| !name.contains("::"))?;
                Some(Child { name: name.to_owned(), kind: one.kind, summary: one.summary.clone() })
            });
            entry.children = children.collect();
            entries.extend(within);
        }
        _ => {}
    }
    entries.push(entry);
}

/// Gives the types among `entries` what an `impl` says of them.
pub fn implement(implementation: &ast::Impl, entries: &mut [Entry]) {
    let header = signature(implementation.syntax());
    let Some(ast::Type::PathType(ty)) = implementation.self_ty() else { return };
    let name = ty.path().and_then(|path| path.segment()).and_then(|segment| segment.name_ref());
    let Some(name) = name.map(|name| name.to_string()) else { return };
    let Some(entry) =
        entries.iter_mut().find(|entry| entry.kind.is_type() && entry.path.rsplit("::").next() == Some(&name))
    else {
        return;
    };
    match implementation.trait_() {
        Some(of) => {
            let of = of.syntax().text().to_string();
            let of = of.split('<').next().unwrap_or_default().trim().to_owned();
            entry.implementations.push(Implementation { of, header });
        }
        None => add_functions(implementation.assoc_item_list(), &header, &mut entry.members),
    }
}

fn within(path: &str, name: &str) -> String {
    if path.is_empty() { name.to_owned() } else { format!("{path}::{name}") }
}

fn add_fields(fields: Option<ast::FieldList>, members: &mut Vec<Member>) {
    match fields {
        Some(ast::FieldList::RecordFieldList(list)) => members
            .extend(list.fields().filter_map(|field| Some(member(field.name()?.to_string(), Kind::Field, &field, "")))),
        Some(ast::FieldList::TupleFieldList(list)) => {
            let fields = list.fields().enumerate();
            members.extend(fields.map(|(number, field)| member(number.to_string(), Kind::Field, &field, "")));
        }
        None => {}
    }
}

fn add_functions(list: Option<ast::AssocItemList>, header: &str, members: &mut Vec<Member>) {
    for item in list.into_iter().flat_map(|list| list.assoc_items()) {
        match item {
            ast::AssocItem::Fn(function) => {
                let Some(name) = function.name() else { continue };
                let takes_self = function.param_list().is_some_and(|list| list.self_param().is_some());
                let kind = if takes_self { Kind::Method } else { Kind::Associated };
                members.push(member(name.to_string(), kind, &function, header));
            }
            ast::AssocItem::Const(constant) => {
                let Some(name) = constant.name() else { continue };
                members.push(member(name.to_string(), Kind::Constant, &constant, header));
            }
            _ => {}
        }
    }
}

fn member(name: String, kind: Kind, node: &impl AstNode, header: &str) -> Member {
    let docs = docs(node.syntax());
    let (signature, summary) = (signature(node.syntax()), first_sentence(&docs));
    Member { name, kind, signature, summary, docs, header: header.to_owned() }
}

/// A definition without its documentation, its attributes and its body.
pub fn signature(node: &SyntaxNode) -> String {
    let mut words = String::new();
    for child in node.children_with_tokens() {
        if let Some(node) = child.as_node() {
            let is_body = ast::BlockExpr::can_cast(node.kind())
                || ast::AssocItemList::can_cast(node.kind())
                || ast::ItemList::can_cast(node.kind())
                || ast::TokenTree::can_cast(node.kind());
            if is_body {
                break;
            }
            if !ast::Attr::can_cast(node.kind()) {
                words += &node.text().to_string();
            }
        } else if let Some(token) = child.as_token()
            && ast::Comment::cast(token.clone()).is_none()
        {
            words += token.text();
        }
    }
    words.split_whitespace().collect::<Vec<_>>().join(" ")
}

fn docs(node: &SyntaxNode) -> String {
    let comments = DocCommentIter::from_syntax_node(node)
        .filter_map(|comment| comment.doc_comment().map(|(text, _)| text.to_owned()));
    let text = comments.map(|line| line.strip_prefix(' ').unwrap_or(&line).to_owned()).collect::<Vec<_>>().join("\n");
    let mut html = String::new();
    pulldown_cmark::html::push_html(&mut html, pulldown_cmark::Parser::new(&text));
    html.trim().to_owned()
}

/// The traits that an item gets by `#[derive(…)]`.
fn derived(item: &ast::Item) -> Vec<Implementation> {
    let Some(name) = (match item {
        ast::Item::Struct(one) => one.name(),
        ast::Item::Enum(one) => one.name(),
        _ => None,
    }) else {
        return Vec::new();
    };
    let attributes = item.attrs().map(|attribute| attribute.syntax().text().to_string());
    let lists = attributes.filter_map(|text| Some(text.split_once("derive(")?.1.split_once(')')?.0.to_owned()));
    let traits: Vec<String> =
        lists.flat_map(|list| list.split(',').map(|one| one.trim().to_owned()).collect::<Vec<_>>()).collect();
    traits.into_iter().map(|of| Implementation { header: format!("impl {of} for {name}"), of }).collect()
}
