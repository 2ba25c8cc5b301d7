//! A further sentence for the mistakes that people make who are new to Rust and come from mathematics or Python.

mod calls;
mod closures;
mod lending;
mod names;
mod notation;
mod numbers;
mod spot;
mod syntax;

pub use closures::kept as kept_closure;
pub use lending::sign as sign_of_lending;
pub use spot::Spot;
pub use syntax::unbalanced;

use super::listing::Listing;
use std::ops::Range;

/// A line that is written as it should be is shown up to this length.
pub const SHORT: usize = 90;

/// An error of the compiler, as far as it says what to write instead.
pub struct Fault<'a> {
    pub code: Option<&'a str>,
    pub message: String,
    /// What is written beside the marked place.
    pub label: &'a str,
    pub spot: Option<Spot<'a>>,
    /// Further places with the same label.
    pub more: Vec<Spot<'a>>,
    pub advice: Vec<Advice>,
    /// What whoever wrote the trait says to a type that does not have it.
    pub note: Option<&'a str>,
    /// The signature that a function is to have.
    pub wanted: Option<String>,
    /// The line of the source that was compiled.
    pub generated: Option<&'a str>,
}

/// A piece of the compiler's own advice.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Advice {
    pub sentence: String,
    /// What it would write in the marked line: in place of these letters, that.
    pub edits: Vec<(Range<usize>, String)>,
    /// What it would write elsewhere.
    pub elsewhere: Option<String>,
}

impl Fault<'_> {
    /// Whether the compiler's advice begins like this.
    pub fn advises(&self, start: &str) -> bool {
        self.advice.iter().any(|advice| advice.sentence.starts_with(start))
    }

    /// The marked line as the compiler would write it, by its first advice.
    pub fn corrected(&self) -> Option<String> {
        let first = self.advice.iter().find(|advice| !advice.edits.is_empty())?;
        let alike = self.advice.iter().filter(|advice| advice.sentence == first.sentence);
        edited(self.spot.as_ref()?.line(), alike.flat_map(|advice| advice.edits.clone()).collect())
    }
}

/// A line in which letters are replaced. `None` if two of the edits are in each other's way.
pub fn edited(line: &str, mut edits: Vec<(Range<usize>, String)>) -> Option<String> {
    let mut letters: Vec<char> = line.chars().collect();
    edits.sort_by_key(|(range, _)| std::cmp::Reverse((range.start, range.end)));
    edits.dedup();
    if edits.windows(2).any(|pair| pair[1].0.end > pair[0].0.start) {
        return None;
    }
    for (range, text) in edits {
        if range.end > letters.len() {
            return None;
        }
        letters.splice(range, text.chars());
    }
    Some(letters.into_iter().collect::<String>().trim().to_owned())
}

/// What to say to an error, in place of the compiler's own advice.
pub fn hint(fault: &Fault, listing: &Listing) -> Option<String> {
    let spot = fault.spot.as_ref();
    if let Some(sentence) = notation::of_mathematics(fault) {
        return Some(sentence);
    }
    match fault.code {
        None => syntax::of_line(fault).or_else(|| of_macro(fault)),
        Some("E0369" | "E0277" | "E0368") if fault.message.contains(" ^ ") || fault.message.starts_with("cannot ") => {
            numbers::of_operator(fault)
        }
        Some("E0369") if fault.message.starts_with("binary operation") && fault.message.contains("type `N`") => {
            Some("a number of any kind has no order: write `N: Ordered` in place of `N: Number`".to_owned())
        }
        Some("E0369") => numbers::of_operator(fault),
        Some("E0277") if fault.message.contains("cannot be indexed by") => numbers::of_index(spot?, &fault.message),
        Some("E0277") if fault.message.contains("doesn't implement `Debug`") => of_display(fault, listing),
        Some("E0277") if fault.message.contains("is not a number that a function of this course") => {
            Some("write numbers with a decimal point: `2.0`, not `2`".to_owned())
        }
        Some("E0277") if fault.message.contains("doesn't implement `std::fmt::Display`") => {
            Some(format!("it is printed with `{{:?}}`: `println!(\"{{:?}}\", {})`", spot?.text()))
        }
        Some("E0277") if fault.message.contains("`!: ") => {
            Some("say what it is to become, as in `.parse::<f64>()?` or `let x: f64 = …;`".to_owned())
        }
        Some("E0277") => {
            let of_course = || calls::of_conversion(fault).or_else(|| calls::of_value(fault));
            of_course().or_else(|| fault.note.map(str::to_owned))
        }
        Some("E0308") => numbers::of_type(fault).or_else(|| lending::of_argument(fault)),
        Some("E0631") => calls::of_function(fault, listing),
        Some("E0061") => calls::of_arguments(fault),
        Some("E0599") => calls::of_method(fault),
        Some("E0614") if spot?.line().contains("**") => Some(
            "`**` is no power in Rust: write `x.powi(2)`, or `x.powf(0.5)` for an exponent that is not whole"
                .to_owned(),
        ),
        Some("E0615") => Some(format!("a method is called with brackets: write `{}`", called(spot?))),
        Some("E0616") if fault.advises("a method `") => {
            Some(format!("a method is called with brackets: write `{}`", called(spot?)))
        }
        Some("E0382" | "E0505" | "E0507") => {
            Some("the value has moved to a new owner: lend it with `&`, or give away a copy with `.clone()`".to_owned())
        }
        Some("E0384" | "E0594" | "E0596") => Some(of_change(fault)),
        Some("E0689") => Some(numbers::of_unknown_kind(spot?)),
        Some("E0618") => syntax::of_product(spot?),
        Some("E0762" | "E0763") => Some(
            "a single quote holds one letter; a text stands in double quotes, and f′(x) is `derivative(f, x)`"
                .to_owned(),
        ),
        Some("E0283") if spot.is_some_and(|spot| ["sum", "product"].contains(&spot.text())) => {
            Some(format!("say what kind of number it gives: `.{}::<f64>()`", spot?.text()))
        }
        Some("E0373") => closures::of_borrow(spot?, &fault.message),
        Some("E0282" | "E0283") if spot.is_none() => {
            Some("say of what type it is, as in `None::<f64>` or `let list: Vec<f64> = …;`".to_owned())
        }
        Some("E0282" | "E0284") if spot.is_some_and(|spot| spot.before().ends_with('|')) => {
            let bar = spot?.before().len() - 1;
            let parameters = closures::parameters(&spot?.cell[bar..])?;
            Some(format!("say what kind of number it is: `|{}|`", closures::typed(&parameters)))
        }
        Some("E0070" | "E0531" | "E0532") => syntax::of_definition(spot?),
        Some("E0267" | "E0268") => {
            Some("`break` and `continue` belong into a loop, and here is none around it".to_owned())
        }
        Some("E0583") => {
            let name = fault.message.split('`').nth(1)?;
            Some(format!(
                "`mod {name};` reads the file `{name}.rs`, or `{name}/mod.rs`, beside the notebook, and there is none"
            ))
        }
        Some("E0432") => of_import(fault),
        Some("E0433" | "E0425" | "E0412" | "E0422" | "E0423") => {
            let name = fault.message.split('`').nth(1)?;
            if let Some(sentence) = spot.and_then(Spot::call).and_then(|call| names::of_call(&call)) {
                return Some(sentence);
            }
            if name == "calculus" {
                return names::of_the_library(name, listing);
            }
            if fault.code == Some("E0433") && fault.advises("if you wanted to use a crate named") {
                return Some(ask_for_crate(name));
            }
            if fault.message.starts_with("cannot find module or crate") && fault.advice.is_empty() {
                return Some(ask_for_crate(name));
            }
            if let Some(import) = fault.advice.iter().find_map(|advice| advice.elsewhere.as_deref())
                && import.starts_with("use ")
            {
                let known = listing.about(name).or_else(|| names::of_other_worlds(name, spot?));
                return known.or_else(|| Some(names::imported(name, import.lines().next()?.trim())));
            }
            syntax::of_line(fault).or_else(|| names::unknown(name, fault, listing))
        }
        _ => None,
    }
}

/// What to say to a value that a cell is to show, of a type that says nothing of that.
fn of_display(fault: &Fault, listing: &Listing) -> Option<String> {
    let kind = fault.message.split('`').nth(1)?;
    if kind.starts_with("fn(") || ["{closure", "Fn(", "FnMut(", "FnOnce("].iter().any(|part| kind.contains(part)) {
        return Some("a function is no value that could be shown: call it, with its arguments in brackets".to_owned());
    }
    if kind.contains("Future<") {
        return Some("it is yet to be waited for, with `.await` behind it".to_owned());
    }
    if kind.starts_with("impl ") && kind.contains("Iterator") {
        return Some("what it gives is collected first, with `.collect::<Vec<_>>()`".to_owned());
    }
    if fault.advises("consider restricting type parameter") {
        return None;
    }
    let name = kind.split('<').next()?.rsplit("::").next()?;
    let is_own =
        listing.sources().any(|cell| ["struct", "enum"].iter().any(|word| cell.contains(&format!("{word} {name}"))));
    Some(if is_own {
        format!("how a `{kind}` is shown is not said: write `#[derive(Debug)]` above its `struct` or `enum`")
    } else {
        format!("how a `{kind}` is shown is not said: end the line with `;`, and show what you ask of it")
    })
}

/// What to say to a change of what is not to change.
fn of_change(fault: &Fault) -> String {
    let quoted: Vec<&str> = fault.message.split('`').skip(1).step_by(2).collect();
    if fault.message.contains("behind a `&` reference") {
        return "what is lent with `&` is only looked at: lend it with `&mut`, and write `&mut` in its type too"
            .to_owned();
    }
    // As `c` in "cannot assign to `c.level`, as `c` is not declared as mutable".
    let name = match quoted.as_slice() {
        [.., owner] if fault.message.ends_with("` is not declared as mutable") => owner,
        [name, ..] if !name.contains(['.', '*', '[']) => name,
        _ => "x",
    };
    format!("what is to change is declared with `mut`: `let mut {name} = …`")
}

fn called(spot: &Spot) -> String {
    let of = spot.before().trim_end_matches('.');
    let of = of.rsplit(|letter: char| !letter.is_alphanumeric() && letter != '_').next().unwrap_or_default();
    format!("{of}.{}()", spot.text())
}

fn of_macro(fault: &Fault) -> Option<String> {
    fault.message.contains("positional argument").then(|| {
        "each `{}` shows one of the values that follow the text, `println!(\"{}\", x)`; or the name stands in it, `{x}`".to_owned()
    })
}

fn of_import(fault: &Fault) -> Option<String> {
    let name = fault.message.strip_prefix("unresolved import `")?.split(['`', ':']).next()?;
    if name == "calculus" {
        let is_path = fault.message.contains("`calculus::");
        return Some(
            if is_path { "everything of the course comes by `use calculus::prelude::*;`" } else { names::FIRST_CELL }
                .to_owned(),
        );
    }
    let is_other_crate = fault.advises("if you wanted to use a crate named");
    is_other_crate.then(|| ask_for_crate(name))
}

fn ask_for_crate(name: &str) -> String {
    format!("a crate is asked for above, in a line of its own: `:dep {name} = \"*\"`")
}

/// What to say to words of evcxr's own.
pub fn of_the_engine(message: &str) -> Option<&'static str> {
    message
        .contains("is a closure, which cannot be persisted")
        .then_some("a closure cannot be kept between cells: write a function, `fn f(x: f64) -> f64 { … }`")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_line_is_edited_at_several_places() {
        let edits = vec![(12..12, ".0".to_owned()), (9..10, "1".to_owned())];
        assert_eq!(edited("  secant(f, 2)", edits).as_deref(), Some("secant(1, .02)"));
        assert_eq!(edited("ab", vec![(0..2, "x".to_owned()), (1..2, "y".to_owned())]), None);
    }
}
