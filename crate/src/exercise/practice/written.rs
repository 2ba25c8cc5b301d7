//! Polynomials in the writing of `parse`.

/// The sum of terms, each a coefficient and an exponent; terms with the coefficient 0 are left out.
pub(super) fn polynomial(terms: &[(i32, i32)]) -> String {
    let mut text = String::new();
    for &(coefficient, exponent) in terms.iter().filter(|(coefficient, _)| *coefficient != 0) {
        let sign = match (text.is_empty(), coefficient < 0) {
            (true, false) => "",
            (true, true) => "-",
            (false, false) => " + ",
            (false, true) => " - ",
        };
        let size = coefficient.abs();
        let size = if size == 1 && exponent != 0 { String::new() } else { size.to_string() };
        let power = match exponent {
            0 => String::new(),
            1 => "x".to_owned(),
            _ => format!("x^{exponent}"),
        };
        text += &format!("{sign}{size}{power}");
    }
    if text.is_empty() { "0".to_owned() } else { text }
}

/// x − a.
pub(super) fn from_root(root: i32) -> String {
    polynomial(&[(1, 1), (-root, 0)])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn terms_are_written_as_people_write_them() {
        assert_eq!(polynomial(&[(3, 2), (-1, 1), (5, 0)]), "3x^2 - x + 5");
        assert_eq!(polynomial(&[(-1, 3), (0, 2), (1, 0)]), "-x^3 + 1");
        assert_eq!(polynomial(&[]), "0");
        assert_eq!(from_root(-4), "x + 4");
        assert_eq!(from_root(0), "x");
    }
}
