//! Documentation comments at the beginning of a cell.

use crate::tokens::{is_blank, tokens};
use ra_ap_rustc_lexer::TokenKind;

/// An item that means nothing.
const NOTHING: &str = "const _: () = (); ";

/// The cell as the engine is to get it: it loses a documentation comment that nothing stands before. Lines stay what they
/// are, and so does everything behind the comment.
pub fn kept(cell: &str) -> String {
    let commands: usize =
        cell.split_inclusive('\n').take_while(|line| line.trim_start().starts_with(':')).map(str::len).sum();
    let mut at = commands;
    for (kind, text) in tokens(&cell[commands..]) {
        match kind {
            TokenKind::LineComment { doc_style: Some(_) } | TokenKind::BlockComment { doc_style: Some(_), .. } => {
                return format!("{}{NOTHING}{}", &cell[..at], &cell[at..]);
            }
            kind if is_blank(kind) => at += text.len(),
            _ => break,
        }
    }
    cell.to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_comment_at_the_beginning_has_something_before_it() {
        assert_eq!(kept("/// Doubles.\nfn f() {}"), "const _: () = (); /// Doubles.\nfn f() {}");
        assert_eq!(
            kept(":dep a = \"1\"\n// and\n/** Doubles. */ fn f() {}"),
            ":dep a = \"1\"\n// and\nconst _: () = (); /** Doubles. */ fn f() {}"
        );
        for cell in ["fn f() {}", "// Doubles.\nfn f() {}", "1 + 1 /// one", ":vars", ""] {
            assert_eq!(kept(cell), cell);
        }
    }
}
