//! Jupyter counts a cursor's position in code points, Rust's strings count bytes.

/// The byte at which the code point number `position` begins. Past the end, it is the end.
pub fn to_byte(text: &str, position: usize) -> usize {
    text.char_indices().nth(position).map_or(text.len(), |(byte, _)| byte)
}

/// How many code points stand before `byte`.
pub fn from_byte(text: &str, byte: usize) -> usize {
    text.char_indices().take_while(|(at, _)| *at < byte).count()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_position_counts_code_points() {
        // é in two code points, Δ in one of two bytes, 𝑥 in one of four.
        let text = "e\u{301}Δ𝑥.";
        let bytes: Vec<usize> = (0..=6).map(|position| to_byte(text, position)).collect();
        assert_eq!(bytes, [0, 1, 3, 5, 9, 10, 10]);
        for position in 0..=5 {
            assert_eq!(from_byte(text, to_byte(text, position)), position);
        }
    }
}
