//! An answer that would be right if it had its brackets: `24x - 6x^2/(2 - x)^2`.

/// More readings than this are not tried: each is a formula that must be compared.
const MOST: usize = 300;
/// Nor longer texts: the answers of the exercises have fifty characters at most.
const LONGEST: usize = 60;

/// The first text with one or two pairs of brackets more that `is_right`.
///
/// Brackets are tried around sums that stand beside a factor or a fraction bar, or below an exponent. Around other sums they say
/// nothing, or turn a sign around, and that is another mistake.
pub(super) fn with_brackets(text: &str, is_right: impl Fn(&str) -> bool) -> Option<String> {
    let letters: Vec<char> = text.chars().filter(|c| !c.is_whitespace()).collect();
    if letters.len() > LONGEST {
        return None;
    }
    let once: Vec<Vec<char>> = bracketed(&letters).take(MOST).collect();
    let twice = once.iter().flat_map(|letters| bracketed(letters));
    once.iter().cloned().chain(twice).take(MOST).map(String::from_iter).find(|text| is_right(text))
}

/// The text with one more pair of brackets, at each place where it could matter.
fn bracketed(letters: &[char]) -> impl Iterator<Item = Vec<char>> {
    let starts = (0..letters.len()).filter(|start| begins(letters, *start));
    let pairs = starts.flat_map(|start| (start + 1..=letters.len()).map(move |end| (start, end)));
    let matter = |(start, end): &(usize, usize)| {
        ends(letters, *end) && is_factor(letters, *start, *end) && is_sum(&letters[*start..*end])
    };
    pairs
        .filter(matter)
        .map(|(start, end)| [&letters[..start], &['('], &letters[start..end], &[')'], &letters[end..]].concat())
}

fn is_operand(letter: char) -> bool {
    letter.is_alphanumeric() || letter == '.'
}

/// Whether a number, a name or a bracket begins here.
fn begins(letters: &[char], place: usize) -> bool {
    let before = place.checked_sub(1).map(|before| letters[before]);
    match letters[place] {
        '(' | '-' => before.is_none_or(|before| !before.is_alphabetic()),
        letter if is_operand(letter) => before.is_none_or(|before| !is_operand(before) || before.is_ascii_digit()),
        _ => false,
    }
}

/// Whether one has ended before this place.
fn ends(letters: &[char], place: usize) -> bool {
    let last = letters[place - 1];
    let next = letters.get(place);
    (is_operand(last) || last == ')') && next.is_none_or(|next| !(is_operand(last) && is_operand(*next)))
}

/// Whether brackets of the piece close in it, and it has terms.
fn is_sum(piece: &[char]) -> bool {
    let (mut open, mut terms) = (0, false);
    for (place, letter) in piece.iter().enumerate() {
        match letter {
            '(' => open += 1,
            ')' => open -= 1,
            '+' | '-' | '−' if open == 0 && place > 0 && !matches!(piece[place - 1], '*' | '/' | '^' | '(') => {
                terms = true
            }
            _ => {}
        }
        if open < 0 {
            return false;
        }
    }
    open == 0 && terms
}

/// Whether something is multiplied with the piece or divided by it, or it is raised to a power.
fn is_factor(letters: &[char], start: usize, end: usize) -> bool {
    let before = start.checked_sub(1).map(|before| letters[before]);
    before.is_some_and(|before| matches!(before, '*' | '/' | '·' | ')') || is_operand(before))
        || letters.get(end).is_some_and(|after| matches!(after, '*' | '/' | '^' | '·' | '(') || is_operand(*after))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn brackets_are_found_where_they_are_missing() {
        for (text, wanted) in [
            ("24x - 6x^2/(2 - x)^2", "(24x-6x^2)/(2-x)^2"),
            ("24x-6x^2/2-x^2", "(24x-6x^2)/(2-x)^2"),
            ("6x + 2*3", "(6x+2)*3"),
            ("2*3x + 1*3", "2*(3x+1)*3"),
            ("6(x^2+5x)^5*2x+5", "6(x^2+5x)^5*(2x+5)"),
        ] {
            assert_eq!(with_brackets(text, |text| text == wanted).as_deref(), Some(wanted), "{text}");
        }
    }

    #[test]
    fn a_sign_is_not_turned_around() {
        assert_eq!(with_brackets("50x^4-18x^2+1", |text| text == "50x^4-(18x^2+1)"), None);
    }

    #[test]
    fn a_long_answer_is_not_tried_for_ever() {
        let tried = std::cell::Cell::new(0);
        let text = "2*x+1*".repeat(9) + "x";
        assert_eq!(
            with_brackets(&text, |_| {
                tried.set(tried.get() + 1);
                false
            }),
            None
        );
        assert_eq!(tried.get(), MOST);
    }
}
