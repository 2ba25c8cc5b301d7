//! What stands in a cell, one after another.

use ra_ap_syntax::{AstNode, Edition, SourceFile, SyntaxNode, ast};

/// A cell's statements and items. Commands of evcxr's own are none.
pub fn statements(cell: &str) -> Vec<SyntaxNode> {
    let code: String = cell
        .split_inclusive('\n')
        .map(|line| if line.trim_start().starts_with(':') { blank(line) } else { line.to_owned() })
        .collect();
    let file = SourceFile::parse(&format!("fn cell() {{\n{code}\n}}"), Edition::Edition2024).tree();
    let function = file.syntax().children().find_map(ast::Fn::cast);
    let list = function.and_then(|function| function.body()?.stmt_list());
    list.map(|list| list.syntax().children().collect()).unwrap_or_default()
}

/// As many lines and bytes with nothing in them, so that all places stay what they are.
pub fn blank(text: &str) -> String {
    text.bytes().map(|byte| if byte == b'\n' { '\n' } else { ' ' }).collect()
}

/// The variables that a cell defines outside of all braces.
pub fn variables(cell: &str) -> Vec<String> {
    if !cell.contains("let") {
        // Most cells only calculate, and need not be taken apart for that.
        return Vec::new();
    }
    let lets = statements(cell).into_iter().filter_map(ast::LetStmt::cast).filter_map(|statement| statement.pat());
    let names =
        lets.flat_map(|pattern| pattern.syntax().descendants().filter_map(ast::IdentPat::cast).collect::<Vec<_>>());
    names.filter_map(|name| Some(ast::HasName::name(&name)?.text().to_string())).collect()
}

/// The statement with `let` that makes this variable a `mut` one, if the cell has one outside of all braces.
pub fn mutable_variable(cell: &str, name: &str) -> Option<String> {
    let is_it = |node: &SyntaxNode| {
        let names = node.descendants().filter_map(ast::IdentPat::cast);
        ast::LetStmt::can_cast(node.kind())
            && names.into_iter().any(|pattern| {
                pattern.mut_token().is_some() && ast::HasName::name(&pattern).is_some_and(|is| is.text() == name)
            })
    };
    statements(cell).into_iter().find(is_it).map(|node| node.text().to_string())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_cells_statements_are_those_outside_of_braces() {
        let texts: Vec<String> = statements(":dep a = \"1\"\nfn f() { 1; }\nlet x = 1;\nx")
            .iter()
            .map(|node| node.text().to_string())
            .collect();
        assert_eq!(texts, ["fn f() { 1; }", "let x = 1;", "x"]);
        assert_eq!(blank("a\nbc"), " \n  ");
    }

    #[test]
    fn a_mutable_variable_is_one_of_the_cell_itself() {
        assert_eq!(mutable_variable("let (mut x, y) = (1, 2);", "x").as_deref(), Some("let (mut x, y) = (1, 2);"));
        assert_eq!(mutable_variable("let (mut x, y) = (1, 2);", "y"), None);
        assert_eq!(mutable_variable("{ let mut x = 1; }", "x"), None);
    }
}
