//! The variables that a cell defines, in the source that evcxr makes of it in order to look at it.
//!
//! That is a function with the cell's statements. evcxr adds a call for each variable that it knows, and for a value
//! in the cell's last line the call that shows it.

use ra_ap_syntax::ast::{self, HasName};
use ra_ap_syntax::{AstNode, Edition, SourceFile};

/// Where the function begins. It is evcxr's name for it.
pub const WRAPPER: &str = "async fn evcxr_analysis_wrapper(";
const STORE: &str = "evcxr_variable_store(";
const DISPLAY: &str = ").evcxr_display();";

/// A variable that a cell defines.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Variable {
    pub name: String,
    pub is_mutable: bool,
    /// The type that the learner wrote, where it is that of the variable alone.
    pub written: Option<String>,
    /// The statement that defines it, as the learner wrote it.
    pub statement: String,
}

/// A source in which evcxr looks for variables, taken apart.
pub struct Looked<'a> {
    /// The items before the function.
    pub items: &'a str,
    /// The variables of earlier cells that the function is given, each `name: type`.
    pub parameters: Vec<String>,
    /// The cell's own statements.
    pub statements: &'a str,
    /// Each of what the cell defines, once: the last of a name is what stays.
    pub variables: Vec<Variable>,
}

impl<'a> Looked<'a> {
    /// `None` if it is not what evcxr generates.
    pub fn at(source: &'a str) -> Option<Looked<'a>> {
        let (items, function) = source.split_at(source.rfind(WRAPPER)?);
        let file = SourceFile::parse(function, Edition::Edition2024).tree();
        let wrapper = file.syntax().children().find_map(ast::Fn::cast)?;
        let parameters = wrapper.param_list()?.params().map(|parameter| parameter.syntax().text().to_string());
        let block = wrapper.body()?.stmt_list()?;
        let own: Vec<ast::Stmt> =
            block.statements().filter(|statement| !statement.syntax().text().to_string().starts_with(STORE)).collect();
        let start = usize::from(block.l_curly_token()?.text_range().end());
        let end = own.last().map_or(start, |last| usize::from(last.syntax().text_range().end()));
        let mut variables: Vec<Variable> = Vec::new();
        for variable in own.iter().flat_map(variables_of) {
            variables.retain(|earlier| earlier.name != variable.name);
            variables.push(variable);
        }
        Some(Looked { items, parameters: parameters.collect(), statements: &function[start..end], variables })
    }

    /// The cell's statements without the call that shows the last value: where the trait of that call is not there, it is
    /// an error of its own, behind which numbers stay unsettled.
    pub fn undisplayed(&self) -> String {
        let statements = self.statements.trim_end();
        match statements.strip_suffix(DISPLAY) {
            Some(shown) => format!("{shown});"),
            None => statements.to_owned(),
        }
    }
}

fn variables_of(statement: &ast::Stmt) -> Vec<Variable> {
    let ast::Stmt::LetStmt(statement) = statement else { return Vec::new() };
    let Some(pattern) = statement.pat() else { return Vec::new() };
    let written = statement.ty().map(|ty| ty.syntax().text().to_string());
    let text = statement.syntax().text().to_string();
    let is_plain = matches!(&pattern, ast::Pat::IdentPat(plain) if plain.ref_token().is_none());
    let names = pattern.syntax().descendants().filter_map(ast::IdentPat::cast);
    names
        .filter_map(|name| {
            Some(Variable {
                name: name.name()?.text().to_string(),
                is_mutable: name.mut_token().is_some() && name.ref_token().is_none(),
                written: written.clone().filter(|_| is_plain),
                statement: text.clone(),
            })
        })
        .collect()
}

/// A function with these variables, each declared with its type if it has one: what evcxr is to see.
pub fn declarations<'a>(variables: impl Iterator<Item = (&'a Variable, Option<&'a str>)>) -> String {
    let declared = variables.map(|(variable, ty)| {
        let mutable = if variable.is_mutable { "mut " } else { "" };
        let ty = ty.map(|ty| format!(": {ty}")).unwrap_or_default();
        format!("let {mutable}{}{ty};\n", variable.name)
    });
    format!("{WRAPPER}) {{\n{}}}\n", declared.collect::<String>())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn source(cell: &str) -> String {
        format!(
            "fn evcxr_variable_store<T: 'static>(_: T) {{}}\n{WRAPPER}\nmut v: Vec<f64>,\n) -> Result<(), E> {{\n{cell}\nevcxr_variable_store(v);\nOk(())\n}}\n"
        )
    }

    #[test]
    fn every_name_of_a_pattern_is_a_variable_and_the_last_of_a_name_counts() {
        let source = source(
            "let x = 1;\nlet (a, mut b) = (1, 2);\nlet [first, .., last] = [1, 2, 3];\nlet all @ Some(_) = Some(1) else { panic!() };\nlet x = \"x\";\n{ let inner = 1; }",
        );
        let looked = Looked::at(&source).unwrap();
        let names: Vec<&str> = looked.variables.iter().map(|variable| variable.name.as_str()).collect();
        assert_eq!(names, ["a", "b", "first", "last", "all", "x"]);
        assert!(looked.variables[1].is_mutable && !looked.variables[0].is_mutable);
        assert_eq!(looked.variables[5].statement, "let x = \"x\";");
        assert_eq!(looked.parameters, ["mut v: Vec<f64>"]);
        assert!(!looked.statements.contains("evcxr_variable_store"));
    }

    #[test]
    fn a_written_type_is_that_of_a_plain_name_alone() {
        let source = source("let x: f64 = 1.0;\nlet (a, b): (f64, i32) = (1.0, 2);");
        let written: Vec<_> = Looked::at(&source).unwrap().variables.into_iter().map(|each| each.written).collect();
        assert_eq!(written, [Some("f64".to_owned()), None, None]);
    }

    #[test]
    fn what_shows_the_last_value_is_taken_off() {
        assert!(Looked::at(&source("let x = 5;\n(x).evcxr_display();")).unwrap().undisplayed().ends_with("\n(x);"));
        assert!(Looked::at(&source("let x = 5;")).unwrap().undisplayed().ends_with("let x = 5;"));
    }

    #[test]
    fn what_evcxr_sees_declares_each_variable() {
        let source = source("let mut x = 1;\nlet f = |x| x;");
        let looked = Looked::at(&source).unwrap();
        let seen = declarations(looked.variables.iter().zip([Some("i32"), None]));
        assert_eq!(seen, format!("{WRAPPER}) {{\nlet mut x: i32;\nlet f;\n}}\n"));
    }
}
