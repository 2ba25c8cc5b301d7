//! What to say of a variable that cannot be kept for later cells, and what to write instead.

use super::compile_error::CompileError;
use super::compiler::Refusal;
use super::compiler::types::Reason;
use super::hints::kept_closure;
use super::listing::Listing;

/// How evcxr begins when a variable has no type that it could write.
const UNTYPED: &str = "Couldn't automatically determine type of variable";

/// What a variable that is not to be kept can be put into.
const BRACES: &str = "if this cell alone needs it, put the cell's lines between braces, `{ … }`";

/// Whether evcxr has given up a cell because of a variable's type. Of one that is private it hands on a note about where
/// that is defined, without the error.
pub fn is_about_a_type(error: &evcxr::Error) -> bool {
    match error {
        evcxr::Error::Message(message) => message.starts_with(UNTYPED),
        evcxr::Error::CompilationErrors(errors) => errors.iter().all(|error| error.level() != "error"),
        _ => false,
    }
}

/// Adds to the compiler's words for a borrow what they mean for a variable that is to be kept.
pub fn explain_borrow(error: &mut CompileError) {
    let of_variable = error.message.strip_prefix("The variable `").and_then(|rest| rest.split_once('`'));
    if let Some((name, rest)) = of_variable
        && rest.contains("non-static lifetime")
    {
        error.message = format!("`{name}` borrows from another value, so it cannot be kept for later cells");
        let own = "keep a value of its own: `.clone()`, `.to_vec()`, `.to_owned()`, or for an iterator `.collect::<Vec<_>>()`";
        error.details.push_str(&format!("\n{own}; {BRACES}"));
    } else if error.code.as_deref() == Some("E0716") {
        let own = "what it borrows from ends with the statement: keep that in a variable of its own first, and borrow from it";
        error.details.push_str(&format!("\n{own}; {BRACES}"));
    }
}

/// An error for each variable, at its place in the cell that runs now.
pub fn errors(refusals: &[Refusal], listing: &Listing) -> Vec<CompileError> {
    let error = |Refusal { variable, reason }: &Refusal| CompileError {
        place: listing.place_of(&variable.statement),
        code: None,
        message: sentence(&variable.name, reason),
        details: format!(
            "\n    {}\n{}",
            variable.statement.lines().next().unwrap_or_default(),
            way_out(&variable.name, &variable.statement, reason)
        ),
    };
    refusals.iter().map(error).collect()
}

fn sentence(name: &str, reason: &Reason) -> String {
    let kept = "cannot be kept for later cells";
    match reason {
        Reason::Closure => format!("`{name}` is a closure, which {kept}: its type has no name"),
        Reason::HoldsClosure(_) => format!("`{name}` holds a closure and {kept}: the closure's type has no name"),
        Reason::Opaque(words) => {
            format!("`{name}` is `{}`, of which nobody says what it is: it {kept}", short(words))
        }
        Reason::Future => format!("`{name}` is code that waits, whose type has no name: it {kept}"),
        Reason::HoldsFunction(_) => {
            format!("`{name}` holds a function itself, whose type has no name: it {kept} without a type written out")
        }
        Reason::Private(ty) => {
            format!("`{name}` is of the type `{}`, which is private where it is defined: it {kept}", short(ty))
        }
        Reason::Inside(inner) => {
            format!("`{name}` is of the type `{inner}`, which is defined inside a function or block: it {kept}")
        }
        Reason::Unsettled => format!("the type of `{name}` cannot be told from this cell"),
    }
}

fn way_out(name: &str, statement: &str, reason: &Reason) -> String {
    match reason {
        Reason::Closure => format!("{}; {BRACES}", kept_closure(name, statement)),
        Reason::Opaque(words) if words.contains("Future<") => {
            let value = statement.split_once('=').map_or("…", |(_, value)| value.trim().trim_end_matches(';'));
            let kind = short(words).replace("impl ", "dyn ");
            format!(
                "wait for it and keep its result, `let {name} = {value}.await;`, or pin it: \
                 `let {name}: std::pin::Pin<Box<{kind}>> = Box::pin({value});`; {BRACES}"
            )
        }
        Reason::HoldsClosure(words) | Reason::Opaque(words) if is_iterator(words) => {
            format!("collect what it gives, `.collect::<Vec<_>>()`; {BRACES}")
        }
        Reason::HoldsClosure(_) => format!("write a function in the place of the closure; {BRACES}"),
        Reason::Opaque(words) => {
            format!("box it: `let {name}: Box<{}> = Box::new(…);`; {BRACES}", short(words).replace("impl ", "dyn "))
        }
        Reason::Future => format!("wait for it with `.await` and keep its result; {BRACES}"),
        Reason::HoldsFunction(ty) => {
            format!("write its type, with a pointer to the function: `let {name}: {} = …;`", short(ty))
        }
        Reason::Private(_) => format!("keep what you need of it; {BRACES}"),
        Reason::Inside(inner) => format!("define `{inner}` at the outermost level of a cell"),
        Reason::Unsettled => format!("write it: `let {name}: f64 = …;`"),
    }
}

fn is_iterator(words: &str) -> bool {
    words.contains("std::iter::") || words.contains("Iterator")
}

/// A type as one writes it with the usual imports: without the modules of the standard library.
fn short(words: &str) -> String {
    let mut short = String::new();
    let mut word = String::new();
    for letter in words.chars().chain([' ']) {
        if letter.is_alphanumeric() || matches!(letter, '_' | ':') {
            word.push(letter);
            continue;
        }
        let is_of_std = ["std::", "core::", "alloc::"].iter().any(|start| word.starts_with(start));
        short.push_str(if is_of_std { word.rsplit("::").next().unwrap_or_default() } else { &word });
        word.clear();
        short.push(letter);
    }
    short.pop();
    short
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_type_is_told_without_the_modules_of_the_standard_library() {
        assert_eq!(
            short("std::vec::Vec<(fn(f64) -> f64, calculus::autodiff::Dual)>"),
            "Vec<(fn(f64) -> f64, calculus::autodiff::Dual)>"
        );
        assert_eq!(short("impl std::iter::Iterator<Item = f64>"), "impl Iterator<Item = f64>");
    }
}
