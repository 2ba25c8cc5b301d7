//! The notation of the chapters, which would be read as a product of letters: d/dx and f(x).

const DERIVATIVE: &str = "this asks for a derivative, and a formula has none in it; write the function alone, such as x^2, and \
                          differentiate(…) gives its derivative";
const FUNCTION: &str = "this stands for a function; write its formula instead, such as x^2 + 1";

/// The letters that the chapters have for functions. Another one before a bracket is a factor: a(x + 1).
const FUNCTIONS: [char; 4] = ['f', 'g', 'u', 'v'];

/// Where a text first asks for a derivative, or names a function, and what to write instead.
pub(super) fn notation(text: &str) -> Option<(usize, &'static str)> {
    // Spaces count before a letter: "x du/dx" has a word of its own.
    let before = std::iter::once(' ').chain(text.chars());
    let signs = text.chars().zip(before).enumerate().filter(|(_, (sign, _))| !sign.is_whitespace());
    let letters: Vec<(usize, char, bool)> =
        signs.map(|(place, (sign, before))| (place, sign, !before.is_alphabetic())).collect();
    let at = |index: usize| letters.get(index).map(|(_, letter, _)| *letter);
    let is_letter = |index: usize| at(index).is_some_and(char::is_alphabetic);
    letters.iter().enumerate().filter(|(_, (_, _, begins))| *begins).find_map(|(index, (place, letter, _))| {
        // dy/dx, or d/dx.
        let over = index + 1 + usize::from(is_letter(index + 1));
        let words = match (letter, at(over), at(over + 1)) {
            ('d', Some('/'), Some('d')) if is_letter(over + 2) => DERIVATIVE,
            _ if FUNCTIONS.contains(letter)
                && at(index + 1) == Some('(')
                && is_letter(index + 2)
                && at(index + 3) == Some(')') =>
            {
                FUNCTION
            }
            _ => return None,
        };
        Some((*place, words))
    })
}
