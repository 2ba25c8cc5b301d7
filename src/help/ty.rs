//! Types, as far as it takes to know which functions they have.

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

/// The head of an `impl`, or the bounds of a function.
#[derive(Debug, Default)]
pub struct Head {
    /// Its type parameters.
    pub parameters: Vec<String>,
    /// The type that it is for.
    pub ty: Option<Ty>,
    /// What must hold: of which type, which traits.
    pub bounds: Vec<(Ty, Vec<String>)>,
}

impl Head {
    /// What its parameters stand for, if it is for this type.
    pub fn fits(&self, ty: &Ty) -> Option<HashMap<String, Ty>> {
        let mut known = HashMap::new();
        fits(self.ty.as_ref()?, ty, &self.parameters, &mut known).then_some(known)
    }
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
