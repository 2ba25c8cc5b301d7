//! Reads types as the compiler and the documentation write them. There are hundreds in the heads of a type's implementations, so they
//! are read by their tokens alone.

use super::ty::{Head, Ty};
use crate::tokens::tokens;
use ra_ap_rustc_lexer::TokenKind;

/// Reads a type, also as the compiler writes it: `{float}`, `fn(f64) -> f64 {name}`.
pub fn ty(text: &str) -> Ty {
    Reader::new(text).ty()
}

/// The head of an `impl` as it is written.
pub fn head_of_impl(header: &str) -> Head {
    let mut reader = Reader::new(header);
    let mut head = Head::default();
    reader.skip_to("impl");
    reader.parameters(&mut head);
    let first = reader.ty();
    head.ty = Some(if reader.takes("for") { reader.ty() } else { first });
    reader.predicates(&mut head);
    head
}

/// What the signature of a function asks of its type parameters.
pub fn head_of_fn(signature: &str) -> Head {
    let mut reader = Reader::new(signature);
    let mut head = Head::default();
    reader.skip_to("fn");
    reader.at += 1;
    reader.parameters(&mut head);
    reader.skip_to("where");
    reader.at = reader.at.saturating_sub(1);
    reader.predicates(&mut head);
    head
}

/// Reads types from tokens. What it does not understand it passes over.
struct Reader<'a> {
    tokens: Vec<&'a str>,
    at: usize,
}

impl<'a> Reader<'a> {
    fn new(text: &'a str) -> Reader<'a> {
        let is_space = |kind: TokenKind| matches!(kind, TokenKind::Whitespace | TokenKind::BlockComment { .. });
        let tokens = tokens(text).filter(|(kind, _)| !is_space(*kind)).map(|(_, text)| text);
        Reader { tokens: tokens.collect(), at: 0 }
    }

    fn peek(&self) -> &'a str {
        self.tokens.get(self.at).copied().unwrap_or_default()
    }

    fn next(&mut self) -> &'a str {
        let token = self.peek();
        self.at += 1;
        token
    }

    fn takes(&mut self, token: &str) -> bool {
        let is_it = self.peek() == token;
        self.at += usize::from(is_it);
        is_it
    }

    fn takes_all<const N: usize>(&mut self, wanted: [&str; N]) -> bool {
        let is_it = self.tokens.get(self.at..self.at + N).is_some_and(|tokens| tokens == wanted);
        self.at += if is_it { N } else { 0 };
        is_it
    }

    /// Goes behind the next token that is this.
    fn skip_to(&mut self, token: &str) {
        while self.at < self.tokens.len() && self.next() != token {}
    }

    /// Goes behind the bracket that closes the one here.
    fn skip_brackets(&mut self) {
        let mut depth = 0;
        while self.at < self.tokens.len() {
            match self.next() {
                "-" => self.at += usize::from(self.peek() == ">"),
                "(" | "[" | "{" | "<" => depth += 1,
                ")" | "]" | "}" | ">" => depth -= 1,
                _ => {}
            }
            if depth == 0 {
                return;
            }
        }
    }

    /// Goes to the end of what is no type of ours: a default, a constant.
    fn skip_argument(&mut self) {
        while !["", ",", ">", ")", "]", ";", "where"].contains(&self.peek()) {
            match self.peek() {
                "(" | "[" | "{" | "<" => self.skip_brackets(),
                "-" => self.at += 1 + usize::from(self.tokens.get(self.at + 1) == Some(&">")),
                _ => self.at += 1,
            }
        }
    }

    fn ty(&mut self) -> Ty {
        match self.peek() {
            "&" => {
                self.at += 1;
                if self.peek().starts_with('\'') {
                    self.at += 1;
                }
                self.takes("mut");
                Ty::Ref(Box::new(self.ty()))
            }
            "[" => {
                self.at += 1;
                let inner = Box::new(self.ty());
                let is_array = self.takes(";");
                self.skip_argument();
                self.takes("]");
                if is_array { Ty::Array(inner) } else { Ty::Slice(inner) }
            }
            "(" => {
                self.at += 1;
                let mut parts = Vec::new();
                let mut is_tuple = false;
                while !["", ")"].contains(&self.peek()) {
                    parts.push(self.ty());
                    is_tuple |= self.takes(",");
                    if parts.len() > self.tokens.len() {
                        break;
                    }
                }
                self.takes(")");
                if parts.len() == 1 && !is_tuple { parts.remove(0) } else { Ty::Tuple(parts) }
            }
            "{" => {
                let start = self.at;
                self.skip_brackets();
                match &self.tokens[start..self.at.min(self.tokens.len())] {
                    ["{", "float", "}"] => Ty::Path("f64".to_owned(), Vec::new()),
                    ["{", "integer", "}"] => Ty::Path("i32".to_owned(), Vec::new()),
                    _ => Ty::Unknown,
                }
            }
            "dyn" | "impl" => {
                self.at += 1;
                Ty::Bounds(self.bounds())
            }
            "<" => {
                self.skip_brackets();
                self.skip_argument();
                Ty::Unknown
            }
            "!" if self.tokens.len() > self.at + 1 && self.tokens[self.at + 1].starts_with(char::is_alphabetic) => {
                // A trait that a type does not have.
                self.at += 1;
                self.ty()
            }
            "fn" | "unsafe" | "extern" | "for" | "*" | "_" | "!" => {
                self.skip_argument();
                Ty::Unknown
            }
            word if word.starts_with(|letter: char| letter.is_alphabetic() || letter == '_') => {
                let (path, arguments) = self.path();
                Ty::Path(path, arguments)
            }
            _ => {
                self.skip_argument();
                Ty::Unknown
            }
        }
    }

    fn path(&mut self) -> (String, Vec<Ty>) {
        let mut names = vec![self.next().trim_start_matches("r#")];
        let mut arguments = Vec::new();
        loop {
            if self.peek() == "<" {
                arguments = self.arguments();
            } else if self.peek() == "(" && ["Fn", "FnMut", "FnOnce"].contains(names.last().unwrap_or(&"")) {
                self.skip_brackets();
                if self.takes_all(["-", ">"]) {
                    self.ty();
                }
            } else if self.takes_all([":", ":"]) {
                if self.peek() != "<" {
                    names.push(self.next());
                }
            } else {
                return (names.join("::"), arguments);
            }
        }
    }

    fn arguments(&mut self) -> Vec<Ty> {
        let mut arguments = Vec::new();
        self.takes("<");
        while !["", ">"].contains(&self.peek()) {
            let is_named = self.tokens.get(self.at + 1) == Some(&"=");
            if self.peek().starts_with('\'') || is_named {
                self.skip_argument();
            } else {
                arguments.push(self.ty());
                self.skip_argument();
            }
            self.takes(",");
            if [")", "]", ";", "where"].contains(&self.peek()) {
                break;
            }
        }
        self.takes(">");
        arguments
    }

    /// The paths of the traits in `A + ?B + 'c`.
    fn bounds(&mut self) -> Vec<String> {
        let mut traits = Vec::new();
        loop {
            if self.takes("for") {
                self.skip_brackets();
            }
            if self.takes("?") {
                self.ty();
            } else if self.peek().starts_with('\'') {
                self.at += 1;
            } else if self.peek().starts_with(char::is_alphabetic) {
                traits.push(self.path().0);
            } else {
                self.skip_bound();
            }
            if !self.takes("+") {
                return traits;
            }
        }
    }

    fn skip_bound(&mut self) {
        while !["", "+", ",", ">", ")", "]", ";", "=", "where"].contains(&self.peek()) {
            if ["(", "[", "{", "<"].contains(&self.peek()) { self.skip_brackets() } else { self.at += 1 }
        }
    }

    /// `<'a, T: Clone = f64, const N: usize>`
    fn parameters(&mut self, head: &mut Head) {
        if !self.takes("<") {
            return;
        }
        while !["", ">"].contains(&self.peek()) {
            if self.peek().starts_with('\'') || self.peek() == "const" {
                self.skip_argument();
            } else {
                let name = self.next().to_owned();
                if self.takes(":") {
                    let bounds = self.bounds();
                    head.bounds.push((Ty::Path(name.clone(), Vec::new()), bounds));
                }
                head.parameters.push(name);
                self.skip_argument();
            }
            if !self.takes(",") && self.peek() != ">" {
                break;
            }
        }
        self.takes(">");
    }

    /// `where T: Clone, I::Item: Copy`
    fn predicates(&mut self, head: &mut Head) {
        if !self.takes("where") {
            return;
        }
        while self.at < self.tokens.len() {
            let ty = self.ty();
            if self.takes(":") {
                let bounds = self.bounds();
                head.bounds.push((ty, bounds));
            }
            self.skip_argument();
            if !self.takes(",") {
                return;
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn path(path: &str, arguments: &[Ty]) -> Ty {
        Ty::Path(path.to_owned(), arguments.to_vec())
    }

    #[test]
    fn a_type_is_read_as_the_compiler_writes_it() {
        let float = || path("f64", &[]);
        for (text, expected) in [
            ("std::vec::Vec<{float}>", path("std::vec::Vec", &[float()])),
            ("&'static str", Ty::Ref(Box::new(path("str", &[])))),
            ("[{integer}; 3]", Ty::Array(Box::new(path("i32", &[])))),
            ("({float}, &str)", Ty::Tuple(vec![float(), Ty::Ref(Box::new(path("str", &[])))])),
            ("()", Ty::Tuple(vec![])),
            (
                "std::iter::Map<std::slice::Iter<'_, {float}>, {closure@<anon>:10:16: 10:19}>",
                path("std::iter::Map", &[path("std::slice::Iter", &[float()]), Ty::Unknown]),
            ),
            ("fn(_, _) -> calculus::limits::Limit {calculus::limits::limit::<_, {closure@x}>}", Ty::Unknown),
            ("impl Iterator<Item = f64> + 'static", Ty::Bounds(vec!["Iterator".to_owned()])),
            (
                "std::boxed::Box<dyn std::fmt::Debug>",
                path("std::boxed::Box", &[Ty::Bounds(vec!["std::fmt::Debug".to_owned()])]),
            ),
        ] {
            assert_eq!(ty(text), expected, "{text}");
        }
    }

    #[test]
    fn an_implementation_fits_the_types_of_its_form() {
        let fits = |header: &str, text: &str| head_of_impl(header).fits(&ty(text));
        let vec = fits("impl<T, A> Vec<T, A> where A: Allocator", "std::vec::Vec<f64>").unwrap();
        assert_eq!(vec["T"], path("f64", &[]));
        assert!(fits("impl<T> Clone for Option<T> where T: Clone", "std::option::Option<i32>").is_some());
        assert!(fits("impl [u8]", "[f64]").is_none());
        assert!(fits("impl [u8]", "[u8]").is_some());
        assert!(fits("impl<T, E> Result<Option<T>, E>", "std::result::Result<f64, ()>").is_none());
        assert!(fits("impl<T> ToString for T where T: Display + ?Sized", "f64").is_some());
        let head = head_of_fn("pub fn sort(&mut self) where T: Ord");
        assert_eq!(head.bounds, [(path("T", &[]), vec!["Ord".to_owned()])]);
    }
}
