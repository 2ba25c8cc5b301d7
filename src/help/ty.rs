//! Types as the compiler and the documentation write them, as far as it takes to know which functions they have.

use ra_ap_syntax::ast::{self, AstNode, HasGenericParams, HasName, HasTypeBounds};
use ra_ap_syntax::{Edition, SourceFile};
use std::collections::HashMap;

#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Ty {
    /// A named type, or a type parameter: its path, and its type arguments.
    Path(String, Vec<Ty>),
    Ref(Box<Ty>),
    Slice(Box<Ty>),
    Array(Box<Ty>),
    Tuple(Vec<Ty>),
    /// `impl A + B` or `dyn A + B`: the paths of the traits.
    Bounds(Vec<String>),
    /// A function, a closure, or what is not known.
    Unknown,
}

impl Ty {
    /// Reads a type, also as the compiler writes it: `{float}`, `fn(f64) -> f64 {name}`.
    pub fn parse(text: &str) -> Ty {
        let file = SourceFile::parse(&format!("type X = {};", plain(text)), Edition::CURRENT).tree();
        let alias = file.syntax().children().find_map(ast::TypeAlias::cast);
        alias.and_then(|alias| alias.ty()).map_or(Ty::Unknown, |ty| Ty::of(&ty))
    }

    pub fn of(ty: &ast::Type) -> Ty {
        let boxed = |ty: Option<ast::Type>| Box::new(ty.as_ref().map_or(Ty::Unknown, Ty::of));
        match ty {
            ast::Type::PathType(path) => path.path().map_or(Ty::Unknown, |path| Ty::of_path(&path)),
            ast::Type::RefType(reference) => Ty::Ref(boxed(reference.ty())),
            ast::Type::SliceType(slice) => Ty::Slice(boxed(slice.ty())),
            ast::Type::ArrayType(array) => Ty::Array(boxed(array.ty())),
            ast::Type::ParenType(inner) => *boxed(inner.ty()),
            ast::Type::TupleType(tuple) => Ty::Tuple(tuple.fields().map(|ty| Ty::of(&ty)).collect()),
            ast::Type::DynTraitType(one) => Ty::of_bounds(one.type_bound_list()),
            ast::Type::ImplTraitType(one) => Ty::of_bounds(one.type_bound_list()),
            _ => Ty::Unknown,
        }
    }

    fn of_path(path: &ast::Path) -> Ty {
        let arguments = path.segment().and_then(|segment| segment.generic_arg_list());
        let arguments = arguments.into_iter().flat_map(|list| list.generic_args()).filter_map(|argument| match argument {
            ast::GenericArg::TypeArg(argument) => Some(argument.ty().as_ref().map_or(Ty::Unknown, Ty::of)),
            ast::GenericArg::ConstArg(_) => Some(Ty::Unknown),
            _ => None,
        });
        let names = segments(path);
        if names.is_empty() { Ty::Unknown } else { Ty::Path(names.join("::"), arguments.collect()) }
    }

    fn of_bounds(bounds: Option<ast::TypeBoundList>) -> Ty {
        Ty::Bounds(bounds.into_iter().flat_map(|list| traits(&list)).collect())
    }

    /// What is behind all references.
    pub fn behind_references(self) -> Ty {
        match self {
            Ty::Ref(inner) => inner.behind_references(),
            ty => ty,
        }
    }

    /// Its name without the path.
    pub fn name(&self) -> Option<&str> {
        match self {
            Ty::Path(path, _) => path.rsplit("::").next(),
            _ => None,
        }
    }

    /// With the types that parameters stand for.
    pub fn with(&self, known: &HashMap<String, Ty>) -> Ty {
        let all = |types: &[Ty]| types.iter().map(|ty| ty.with(known)).collect();
        let one = |ty: &Ty| Box::new(ty.with(known));
        match self {
            Ty::Path(path, arguments) if arguments.is_empty() && known.contains_key(path) => known[path].clone(),
            Ty::Path(path, arguments) => Ty::Path(path.clone(), all(arguments)),
            Ty::Ref(inner) => Ty::Ref(one(inner)),
            Ty::Slice(inner) => Ty::Slice(one(inner)),
            Ty::Array(inner) => Ty::Array(one(inner)),
            Ty::Tuple(parts) => Ty::Tuple(all(parts)),
            Ty::Bounds(_) | Ty::Unknown => self.clone(),
        }
    }
}

/// The names of a path, without their arguments.
pub fn segments(path: &ast::Path) -> Vec<String> {
    let names = path.segments().filter_map(|segment| segment.name_ref());
    names.map(|name| name.to_string().trim_start_matches("r#").to_owned()).collect()
}

/// The paths of the traits in a list of bounds.
pub fn traits(bounds: &ast::TypeBoundList) -> Vec<String> {
    let paths = bounds.bounds().filter(|bound| bound.question_mark_token().is_none()).filter_map(|bound| match bound.ty()? {
        ast::Type::PathType(path) => path.path(),
        _ => None,
    });
    paths.map(|path| segments(&path).join("::")).collect()
}

/// A type of the compiler's in Rust's own words.
fn plain(text: &str) -> String {
    let mut plain = String::new();
    let mut rest = text;
    while let Some(open) = rest.find('{') {
        plain.push_str(&rest[..open]);
        let mut depth = 0;
        let end = rest[open..].char_indices().find(|(_, letter)| {
            depth += i32::from(*letter == '{') - i32::from(*letter == '}');
            depth == 0
        });
        let close = open + end.map_or(rest.len() - open - 1, |(at, _)| at);
        plain.push_str(match &rest[open..=close] {
            "{float}" => "f64",
            "{integer}" => "i32",
            // The name of a function behind its type.
            _ if plain.ends_with(' ') => "",
            _ => "_",
        });
        rest = &rest[close + 1..];
    }
    plain + rest
}

/// The head of an `impl`, or the bounds of a function.
#[derive(Debug, Default)]
pub struct Head {
    /// Its type parameters.
    pub parameters: Vec<String>,
    /// The trait, if it is one's.
    pub of: Option<String>,
    /// The type that it is for.
    pub ty: Option<Ty>,
    /// What must hold: of which type, which traits.
    pub bounds: Vec<(Ty, Vec<String>)>,
}

impl Head {
    /// From the head of an `impl` as it is written.
    pub fn of_impl(header: &str) -> Head {
        let file = SourceFile::parse(&format!("{header} {{}}"), Edition::CURRENT).tree();
        let Some(implementation) = file.syntax().children().find_map(ast::Impl::cast) else { return Head::default() };
        let of = implementation.trait_().and_then(|of| match Ty::of(&of) {
            Ty::Path(path, _) => Some(path),
            _ => None,
        });
        Head { of, ty: implementation.self_ty().as_ref().map(Ty::of), ..bounds(&implementation) }
    }

    /// From the signature of a function.
    pub fn of_fn(signature: &str) -> Head {
        let file = SourceFile::parse(&format!("{signature};"), Edition::CURRENT).tree();
        file.syntax().children().find_map(ast::Fn::cast).map(|function| bounds(&function)).unwrap_or_default()
    }

    /// What its parameters stand for, if it is for this type.
    pub fn fits(&self, ty: &Ty) -> Option<HashMap<String, Ty>> {
        let mut known = HashMap::new();
        fits(self.ty.as_ref()?, ty, &self.parameters, &mut known).then_some(known)
    }
}

fn bounds(item: &impl HasGenericParams) -> Head {
    let mut head = Head::default();
    for parameter in item.generic_param_list().into_iter().flat_map(|list| list.generic_params()) {
        let ast::GenericParam::TypeParam(parameter) = parameter else { continue };
        let Some(name) = parameter.name() else { continue };
        head.parameters.push(name.to_string());
        if let Some(list) = parameter.type_bound_list() {
            head.bounds.push((Ty::Path(name.to_string(), Vec::new()), traits(&list)));
        }
    }
    for predicate in item.where_clause().into_iter().flat_map(|clause| clause.predicates()) {
        if let (Some(ty), Some(list)) = (predicate.ty(), predicate.type_bound_list()) {
            head.bounds.push((Ty::of(&ty), traits(&list)));
        }
    }
    head
}

/// Whether a type has this form, and what the parameters in it then stand for.
fn fits(form: &Ty, ty: &Ty, parameters: &[String], known: &mut HashMap<String, Ty>) -> bool {
    let mut all = |forms: &[Ty], types: &[Ty]| {
        // An argument that is not written has its default.
        forms.iter().zip(types).all(|(form, ty)| fits(form, ty, parameters, known))
    };
    match (form, ty) {
        (Ty::Path(name, arguments), _) if arguments.is_empty() && parameters.contains(name) => {
            known.insert(name.clone(), ty.clone());
            true
        }
        (_, Ty::Unknown) | (Ty::Unknown, _) => true,
        (Ty::Path(_, forms), Ty::Path(_, types)) => form.name() == ty.name() && all(forms, types),
        (Ty::Ref(form), Ty::Ref(ty)) | (Ty::Slice(form), Ty::Slice(ty)) | (Ty::Array(form), Ty::Array(ty)) => {
            fits(form, ty, parameters, known)
        }
        (Ty::Tuple(forms), Ty::Tuple(types)) => forms.len() == types.len() && all(forms, types),
        (Ty::Bounds(one), Ty::Bounds(other)) => one == other,
        _ => false,
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
        for (text, ty) in [
            ("std::vec::Vec<{float}>", path("std::vec::Vec", &[float()])),
            ("&'static str", Ty::Ref(Box::new(path("str", &[])))),
            ("[{integer}; 3]", Ty::Array(Box::new(path("i32", &[])))),
            ("({float}, &str)", Ty::Tuple(vec![float(), Ty::Ref(Box::new(path("str", &[])))])),
            ("()", Ty::Tuple(vec![])),
            ("std::iter::Map<std::slice::Iter<'_, {float}>, {closure@<anon>:10:16: 10:19}>",
                path("std::iter::Map", &[path("std::slice::Iter", &[float()]), Ty::Unknown])),
            ("fn(_, _) -> calculus::limits::Limit {calculus::limits::limit::<_, {closure@x}>}", Ty::Unknown),
            ("impl Iterator<Item = f64> + 'static", Ty::Bounds(vec!["Iterator".to_owned()])),
            ("std::boxed::Box<dyn std::fmt::Debug>",
                path("std::boxed::Box", &[Ty::Bounds(vec!["std::fmt::Debug".to_owned()])])),
        ] {
            assert_eq!(Ty::parse(text), ty, "{text}");
        }
    }

    #[test]
    fn an_implementation_fits_the_types_of_its_form() {
        let fits = |header: &str, ty: &str| Head::of_impl(header).fits(&Ty::parse(ty));
        let vec = fits("impl<T, A> Vec<T, A> where A: Allocator", "std::vec::Vec<f64>").unwrap();
        assert_eq!(vec["T"], path("f64", &[]));
        assert!(fits("impl<T> Clone for Option<T> where T: Clone", "std::option::Option<i32>").is_some());
        assert!(fits("impl [u8]", "[f64]").is_none());
        assert!(fits("impl [u8]", "[u8]").is_some());
        assert!(fits("impl<T, E> Result<Option<T>, E>", "std::result::Result<f64, ()>").is_none());
        assert!(fits("impl<T> ToString for T where T: Display + ?Sized", "f64").is_some());
        let head = Head::of_fn("pub fn sort(&mut self) where T: Ord");
        assert_eq!(head.bounds, [(path("T", &[]), vec!["Ord".to_owned()])]);
    }
}
