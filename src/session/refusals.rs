//! What to say of a variable that cannot be kept for later cells, and what to write instead.

use super::compiler::probe::Refusal;
use super::compiler::types::Reason;
use super::failure::CompileError;
use super::listing::Listing;

/// How evcxr begins when a variable has no type that it could write.
const UNTYPED: &str = "Couldn't automatically determine type of variable";

/// Whether evcxr has given up a cell because of a variable's type.
pub fn is_about_a_type(error: &evcxr::Error) -> bool {
    matches!(error, evcxr::Error::Message(message) if message.starts_with(UNTYPED))
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
            way_out(&variable.name, reason)
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
        Reason::Never => format!("`{name}` never gets a value"),
        Reason::Inside(inner) => {
            format!("`{name}` is of the type `{inner}`, which is defined inside a function or block: it {kept}")
        }
        Reason::Unsettled => format!("the type of `{name}` cannot be told from this cell"),
    }
}

fn way_out(name: &str, reason: &Reason) -> String {
    const BRACES: &str = "if this cell alone needs it, put the cell's lines between braces, `{ … }`";
    match reason {
        Reason::Closure => format!(
            "write a function, `fn {name}(x: f64) -> f64 {{ … }}`, or box the closure: `let {name}: Box<dyn Fn(f64) -> f64> = Box::new(…);`; {BRACES}"
        ),
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
        Reason::Never => "end the cell there, or give it a value".to_owned(),
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
