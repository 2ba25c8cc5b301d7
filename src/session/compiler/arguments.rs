//! The arguments with which cargo calls the compiler for a cell, and those that it is called with.

use super::names::CRATE;

/// evcxr's own level of optimisation. A cell is a few lines that run once: optimising them costs more than it gives.
const USUAL_OPTIMISATION: &str = "opt-level=2";
const NO_OPTIMISATION: &str = "opt-level=0";

/// Whether this call gives a cell's shared object, and not only a check of it.
pub fn is_for_a_cell(arguments: &[String]) -> bool {
    let named = arguments.windows(2).any(|pair| pair == ["--crate-name", CRATE]);
    named && arguments.iter().any(|argument| argument.starts_with("--emit=") && argument.contains("link"))
}

/// The arguments for a few lines that are compiled once: without optimisation, unless the learner asked for another
/// than the usual one, and without notes for a next time that does not come.
pub fn adapted(arguments: impl Iterator<Item = String>) -> Vec<String> {
    let mut adapted: Vec<String> = Vec::new();
    for argument in arguments {
        let is_option = adapted.last().is_some_and(|last| last == "-C");
        if is_option && argument.starts_with("incremental=") {
            adapted.pop();
        } else if is_option && argument.starts_with("codegen-units=") {
            adapted.push("codegen-units=1".to_owned());
        } else if is_option && argument.starts_with("metadata=") {
            // Cargo's differs with the dependencies, and a learner's type would be another one after a `:dep`.
            adapted.push("metadata=cell".to_owned());
        } else if is_option && argument == USUAL_OPTIMISATION {
            adapted.push(NO_OPTIMISATION.to_owned());
        } else {
            adapted.push(argument);
        }
    }
    adapted
}

#[cfg(test)]
mod tests {
    use super::*;

    fn words(text: &str) -> Vec<String> {
        text.split(' ').map(str::to_owned).collect()
    }

    #[test]
    fn a_cell_is_not_optimised_unless_the_learner_asks_for_it() {
        let usual = words("--crate-name ctx -C opt-level=2 -C incremental=/i -C codegen-units=16 -C prefer-dynamic");
        let expected = words("--crate-name ctx -C opt-level=0 -C codegen-units=1 -C prefer-dynamic");
        assert_eq!(adapted(usual.into_iter()), expected);
        assert_eq!(adapted(words("-C metadata=0f1e").into_iter()), words("-C metadata=cell"));
        let asked = words("-C opt-level=3");
        assert_eq!(adapted(asked.clone().into_iter()), asked);
    }

    #[test]
    fn only_a_cells_shared_object_teaches() {
        assert!(is_for_a_cell(&words("--crate-name ctx --emit=dep-info,link")));
        assert!(!is_for_a_cell(&words("--crate-name ctx --emit=dep-info,metadata")));
        assert!(!is_for_a_cell(&words("--crate-name calculus --emit=dep-info,metadata,link")));
    }
}
