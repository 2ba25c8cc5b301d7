//! The names that are known where the cursor is, from the source around it.

use super::index::entry::Entry;
use super::own;
use ra_ap_syntax::ast::{self, AstNode, HasGenericParams, HasModuleItem, HasName, HasTypeBounds};
use ra_ap_syntax::{Edition, SourceFile, SyntaxNode, TextSize, TokenAtOffset};
use std::collections::HashMap;

/// The beginning of names that are evcxr's or ours and no learner's.
const HIDDEN: [&str; 5] = ["evcxr_", "Evcxr", "calculus_", "Calculus", "_"];

#[derive(Debug, Default)]
pub struct Scope {
    /// The nearest first.
    pub variables: Vec<Variable>,
    /// What is defined in cells.
    pub own: Vec<Entry>,
    pub imports: Vec<Import>,
    /// Of each type parameter, the traits that it must have.
    pub parameters: HashMap<String, Vec<String>>,
    /// The type that the `impl` around is for.
    pub self_type: Option<String>,
}

#[derive(Debug)]
pub struct Variable {
    pub name: String,
    /// As it is written, if it is.
    pub ty: Option<String>,
    /// Of an earlier cell, and not of this one.
    pub is_kept: bool,
}

/// A name from elsewhere, or all of a module's.
#[derive(Debug, PartialEq, Eq)]
pub struct Import {
    pub path: Vec<String>,
    pub name: Option<String>,
}

impl Scope {
    /// What is known at `cursor` in `source`. What begins before `cell` is from earlier cells.
    pub fn at(source: &str, cell: usize, cursor: usize) -> Scope {
        let file = SourceFile::parse(source, Edition::CURRENT).tree();
        let mut scope = Scope::default();
        let offset = TextSize::new(u32::try_from(cursor).unwrap_or(u32::MAX));
        let token = match file.syntax().token_at_offset(offset) {
            TokenAtOffset::None => None,
            TokenAtOffset::Single(token) => Some(token),
            TokenAtOffset::Between(token, _) => Some(token),
        };
        let mut implementations = Vec::new();
        for node in token.into_iter().flat_map(|token| token.parent_ancestors()) {
            scope.add_what_is_known_in(&node, cell, cursor, &mut implementations);
        }
        for implementation in implementations {
            own::implement(&implementation, &mut scope.own);
        }
        scope.own.retain(|entry| !is_hidden(&entry.path));
        scope.variables.retain(|variable| !is_hidden(&variable.name));
        scope
    }

    fn add_what_is_known_in(
        &mut self,
        node: &SyntaxNode,
        cell: usize,
        cursor: usize,
        implementations: &mut Vec<ast::Impl>,
    ) {
        let is_before = |node: &SyntaxNode| usize::from(node.text_range().end()) <= cursor;
        if let Some(block) = ast::StmtList::cast(node.clone()) {
            for statement in block.statements().collect::<Vec<_>>().into_iter().rev() {
                match statement {
                    ast::Stmt::LetStmt(one) if is_before(one.syntax()) => {
                        self.add_pattern(one.pat(), one.ty().map(|ty| ty.syntax().text().to_string()), cell);
                    }
                    ast::Stmt::Item(item) => self.add_item(item, implementations),
                    _ => {}
                }
            }
        } else if let Some(file) = ast::SourceFile::cast(node.clone()) {
            file.items().for_each(|item| self.add_item(item, implementations));
        } else if let Some(function) = ast::Fn::cast(node.clone()) {
            self.add_parameters(&function);
            let parameters = function.param_list().into_iter().flat_map(|list| list.params());
            for parameter in parameters {
                self.add_pattern(parameter.pat(), parameter.ty().map(|ty| ty.syntax().text().to_string()), cell);
            }
            if function.param_list().is_some_and(|list| list.self_param().is_some()) {
                self.variables.push(Variable { name: "self".to_owned(), ty: None, is_kept: false });
            }
        } else if let Some(implementation) = ast::Impl::cast(node.clone()) {
            self.add_parameters(&implementation);
            let ty = implementation.self_ty().map(|ty| ty.syntax().text().to_string());
            self.self_type = self.self_type.take().or(ty);
        } else if let Some(closure) = ast::ClosureExpr::cast(node.clone()) {
            for parameter in closure.param_list().into_iter().flat_map(|list| list.params()) {
                self.add_pattern(parameter.pat(), parameter.ty().map(|ty| ty.syntax().text().to_string()), cell);
            }
        } else if let Some(one) = ast::ForExpr::cast(node.clone()) {
            self.add_pattern(one.pat(), None, cell);
        } else if let Some(arm) = ast::MatchArm::cast(node.clone()) {
            self.add_pattern(arm.pat(), None, cell);
        } else if let Some(one) = ast::IfExpr::cast(node.clone()) {
            self.add_condition(one.condition(), cell);
        } else if let Some(one) = ast::WhileExpr::cast(node.clone()) {
            self.add_condition(one.condition(), cell);
        }
    }

    fn add_condition(&mut self, condition: Option<ast::Expr>, cell: usize) {
        for one in condition.into_iter().flat_map(|condition| condition.syntax().descendants()) {
            self.add_pattern(ast::LetExpr::cast(one).and_then(|one| one.pat()), None, cell);
        }
    }

    fn add_pattern(&mut self, pattern: Option<ast::Pat>, ty: Option<String>, cell: usize) {
        let Some(pattern) = pattern else { return };
        let is_whole = matches!(pattern, ast::Pat::IdentPat(_));
        for name in pattern.syntax().descendants().filter_map(ast::IdentPat::cast) {
            let is_kept = usize::from(name.syntax().text_range().start()) < cell;
            // A pattern with a large first letter is a constant or a variant.
            if let Some(name) = name.name().filter(|name| !name.text().starts_with(char::is_uppercase) || is_whole) {
                let ty = ty.clone().filter(|_| is_whole);
                self.variables.push(Variable { name: name.to_string(), ty, is_kept });
            }
        }
    }

    fn add_parameters(&mut self, item: &impl HasGenericParams) {
        for parameter in item.generic_param_list().into_iter().flat_map(|list| list.generic_params()) {
            if let ast::GenericParam::TypeParam(parameter) = parameter
                && let Some(name) = parameter.name()
            {
                let bounds = parameter.type_bound_list().map(|list| traits(&list)).unwrap_or_default();
                self.parameters.entry(name.to_string()).or_default().extend(bounds);
            }
        }
        for predicate in item.where_clause().into_iter().flat_map(|clause| clause.predicates()) {
            if let (Some(one), Some(bounds)) = (predicate.ty(), predicate.type_bound_list()) {
                self.parameters.entry(one.syntax().text().to_string()).or_default().extend(traits(&bounds));
            }
        }
    }

    fn add_item(&mut self, item: ast::Item, implementations: &mut Vec<ast::Impl>) {
        match item {
            ast::Item::Use(one) => {
                if let Some(tree) = one.use_tree() {
                    self.add_imports(&tree, &[]);
                }
            }
            ast::Item::Impl(one) => implementations.push(one),
            item => own::define(&item, "", &mut self.own),
        }
    }

    fn add_imports(&mut self, tree: &ast::UseTree, before: &[String]) {
        let mut path = before.to_vec();
        path.extend(tree.path().iter().flat_map(segments));
        if let Some(list) = tree.use_tree_list() {
            list.use_trees().for_each(|tree| self.add_imports(&tree, &path));
        } else if tree.star_token().is_some() {
            self.imports.push(Import { path, name: None });
        } else {
            if path.last().is_some_and(|last| last == "self") {
                path.pop();
            }
            let renamed = tree.rename().and_then(|rename| rename.name()).map(|name| name.to_string());
            let name = renamed.or_else(|| path.last().cloned());
            self.imports.push(Import { path, name });
        }
    }
}

/// The names of a path, without their arguments.
fn segments(path: &ast::Path) -> Vec<String> {
    let names = path.segments().filter_map(|segment| segment.name_ref());
    names.map(|name| name.to_string().trim_start_matches("r#").to_owned()).collect()
}

/// The paths of the traits in a list of bounds.
fn traits(bounds: &ast::TypeBoundList) -> Vec<String> {
    let paths =
        bounds.bounds().filter(|bound| bound.question_mark_token().is_none()).filter_map(|bound| match bound.ty()? {
            ast::Type::PathType(path) => path.path(),
            _ => None,
        });
    paths.map(|path| segments(&path).join("::")).collect()
}

pub fn is_hidden(name: &str) -> bool {
    HIDDEN.iter().any(|beginning| name.starts_with(beginning))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::help::index::entry::Kind;

    fn scope(before: &str, cell: &str) -> Scope {
        let source = format!("{before}{cell}\n}}");
        let cursor = before.len() + cell.find('§').unwrap_or(cell.len());
        Scope::at(&source.replacen('§', "", 1), before.len(), cursor)
    }

    #[test]
    fn what_is_around_the_cursor_is_known_and_what_is_not_is_not() {
        let before = "use calculus::prelude::*;\nuse std::{fmt, collections::HashMap as Map};\n/// Twice.\nfn twice(x: f64) -> f64 { let inner = x; 2.0 * inner }\n\
            #[derive(Clone)] struct P { x: f64, y: f64 }\nimpl P { fn length(&self) -> f64 { 0.0 } fn new() -> P { todo!() } }\n\
            async fn evcxr_analysis_wrapper(mut v: Vec<f64>, w: i32,) -> Result<(), E> {";
        let scope = scope(before, "let (a, b) = (1, 2); let f = |t| a + §; let later = 1;");
        let names: Vec<(&str, bool)> = scope.variables.iter().map(|one| (one.name.as_str(), one.is_kept)).collect();
        assert_eq!(names, [("t", false), ("a", false), ("b", false), ("v", true), ("w", true)]);
        assert_eq!(scope.variables[3].ty.as_deref(), Some("Vec<f64>"));
        let own: Vec<&str> = scope.own.iter().map(|entry| entry.path.as_str()).collect();
        assert_eq!(own, ["twice", "P"]);
        assert_eq!(scope.own[0].signature, "fn twice(x: f64) -> f64");
        assert_eq!(scope.own[0].docs, "<p>Twice.</p>");
        let members: Vec<(&str, Kind)> = scope.own[1].members.iter().map(|one| (one.name.as_str(), one.kind)).collect();
        assert_eq!(
            members,
            [("x", Kind::Field), ("y", Kind::Field), ("length", Kind::Method), ("new", Kind::Associated)]
        );
        assert_eq!(scope.own[1].implementations[0].header, "impl Clone for P");
        let path = |text: &str| text.split("::").map(str::to_owned).collect::<Vec<_>>();
        assert_eq!(scope.imports[0], Import { path: path("calculus::prelude"), name: None });
        assert_eq!(scope.imports[1], Import { path: path("std::fmt"), name: Some("fmt".to_owned()) });
        assert_eq!(scope.imports[2].name.as_deref(), Some("Map"));
    }

    #[test]
    fn a_type_parameter_is_known_with_its_traits() {
        let scope = scope("fn evcxr_analysis_wrapper() {", "fn f<N: Number>(x: N) -> N where N: Copy { x.powi(2) + §");
        assert_eq!(scope.parameters["N"], ["Number", "Copy"]);
        assert_eq!(scope.variables[0].name, "x");
    }
}
