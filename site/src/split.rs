//! Which functions of the library for the browser go into a part of their own, since what a chapter asks does without them.

use crate::wasm::Functions;

/// The parts of the library, and of what it stands on, that are behind what only the blackboard answers: a graph, several
/// variables, a line through data. A path that should stand here and does not makes the first part larger; one that stands here
/// and is needed makes a page load both.
const SELDOM: &[&str] = &[
    "calculus_live::board::fit",
    "calculus_live::board::data",
    "calculus_live::board::graph",
    "calculus_live::board::several",
    "calculus::autodiff::entry",
    "calculus::autodiff::error",
    "calculus::autodiff::graph",
    "calculus::autodiff::step",
    "calculus::autodiff::steps",
    "calculus::autodiff::table",
    "calculus::autodiff::tape",
    "calculus::interact",
    "calculus::plot::animation",
    "calculus::plot::contour",
    "calculus::plot::graph",
    "calculus::plot::panels",
    "calculus::plot::tween",
    "calculus::regression::history",
    "calculus::regression::landscape",
    "calculus::regression::surface",
    "calculus::symbolic::several",
    "rust_sugiyama",
    "petgraph",
];

/// The names of the functions of the seldom parts, and of all that only they call.
pub fn apart(functions: &Functions) -> Vec<&str> {
    let paths: Vec<String> = SELDOM.iter().map(|path| mangled(path)).collect();
    let is_seldom = |function: usize| paths.iter().any(|path| has(&functions.names[function], path));
    let mut often = vec![false; functions.calls.len()];
    let mut reached: Vec<usize> = functions.exported.iter().chain(&functions.in_table).copied().collect();
    while let Some(function) = reached.pop() {
        if !often[function] && !is_seldom(function) {
            often[function] = true;
            reached.extend(&functions.calls[function]);
        }
    }
    let named = functions.names.iter().zip(&often);
    named.filter(|(name, often)| !**often && !name.is_empty()).map(|(name, _)| name.as_str()).collect()
}

/// A path within names: each of its words behind its length.
fn mangled(path: &str) -> String {
    path.split("::").map(|word| format!("{}{word}", word.len())).collect()
}

/// Whether a name is of something that is defined in the path. What others define and is made for a type of the path is not:
/// the linker takes one for all that are alike. So it is with a trait's own functions (`Y`).
fn has(name: &str, path: &str) -> bool {
    // The first crate in a name, behind a number that tells crates of the same name apart, is where it is defined.
    let defined = name.split_once("Cs").and_then(|(_, rest)| Some(rest.split_once('_')?.1));
    let within = defined.and_then(|defined| defined.strip_prefix(path));
    !name.starts_with("_RNvY")
        && within.is_some_and(|rest| rest.starts_with(|next: char| next.is_ascii_digit() || next == 'N'))
}

#[cfg(test)]
mod tests {
    use super::*;

    const GRAPH: &str = "_RNvMs_NtNtCsdDLKDaB5VVx_8calculus4plot5graphNtB4_5Graph4flow";
    const DROPPED: &str =
        "_RINvNtCs4ILg9Jvh_4core3ptr13drop_in_placeNtNtNtCsdDLKDaB5VVx_8calculus4plot5graph5GraphEB1d_";

    #[test]
    fn what_is_of_a_seldom_part_goes_with_what_only_it_calls() {
        let names = [
            "answer",
            GRAPH,
            DROPPED,
            "only the graph's",
            "everybody's",
            "_RNvNtNtCsdDLKDaB5VVx_8calculus4plot11graph_paper4draw",
            "_RNvNtNtCsdDLKDaB5VVx_10mycalculus4plot5graph4draw",
            "_RNvXs1_NtCs8SjbOFz_5alloc7raw_vecINtB5_6RawVecdE4dropCscQcBlfNNoz1_13rust_sugiyama",
        ];
        let functions = Functions {
            names: names.map(str::to_owned).to_vec(),
            calls: vec![vec![1, 4], vec![2, 3, 4], vec![], vec![], vec![], vec![], vec![], vec![]],
            exported: vec![0],
            in_table: vec![5, 6, 7],
        };
        assert_eq!(apart(&functions), [GRAPH, DROPPED, "only the graph's"]);
        let drops = Functions { in_table: vec![2], ..functions };
        assert_eq!(apart(&drops)[..2], [GRAPH, "only the graph's"]);
    }

    #[test]
    fn without_names_nothing_is_apart() {
        let functions =
            Functions { names: vec![String::new(); 2], calls: vec![vec![1], vec![]], ..Functions::default() };
        assert!(apart(&functions).is_empty());
    }
}
