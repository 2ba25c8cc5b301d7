//! A derivation that is too long for one slide goes on on the next one.

/// What ends a step of a derivation, as the library writes it; its words may stand on a row below.
const END: &str = "\\\\[4pt]\n";
const OPEN: &str = "\\begin{aligned}\n";
const CLOSE: &str = "\n\\end{aligned}";

/// The derivation in so many pieces of about as many steps each; or nothing, if it is none, or has too few steps.
pub fn pieces(latex: &str, count: usize) -> Option<Vec<String>> {
    let latex = latex.trim().trim_start_matches("$$").trim_end_matches("$$");
    let steps: Vec<&str> = latex.strip_prefix(OPEN)?.strip_suffix(CLOSE)?.split(END).collect();
    let each = steps.len().div_ceil(count.max(1));
    (each > 1).then(|| steps.chunks(each).map(|steps| format!("{OPEN}{}{CLOSE}", steps.join(END))).collect())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_derivation_is_cut_between_its_steps() {
        let latex =
            "$$\\begin{aligned}\ny & = 1 \\\\[4pt]\n& = 2 \\\\\n& \\text{why} \\\\[4pt]\n& = 3\n\\end{aligned}$$";
        let cut = pieces(latex, 2).unwrap();
        assert_eq!(cut[0], "\\begin{aligned}\ny & = 1 \\\\[4pt]\n& = 2 \\\\\n& \\text{why} \n\\end{aligned}");
        assert_eq!(cut[1], "\\begin{aligned}\n& = 3\n\\end{aligned}");
        assert_eq!(pieces("$$x^2$$", 2), None);
    }
}
