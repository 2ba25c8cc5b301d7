//! What must not be guessed: the leader's secret, who a person is, and the code by which one joins.

use serde::{Deserialize, Serialize};
use std::fmt::Write;

/// Letters and digits that are not taken for each other when they are read aloud or from a wall.
const ALPHABET: &[u8; 32] = b"ABCDEFGHJKLMNPQRSTUVWXYZ23456789";
pub const CODE_LENGTH: usize = 6;

/// Who a person is: the random number that their browser or their notebook has, and nobody else.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(transparent)]
pub struct PersonId(String);

impl PersonId {
    pub fn new() -> PersonId {
        PersonId(random_128())
    }

    /// One that somebody has brought along: 16 to 64 letters, digits, `-` and `_`.
    pub fn read(text: &str) -> Option<PersonId> {
        let fits = (16..=64).contains(&text.len())
            && text.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'-' || byte == b'_');
        fits.then(|| PersonId(text.to_owned()))
    }

    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl Default for PersonId {
    fn default() -> PersonId {
        PersonId::new()
    }
}

/// 128 random bits, as 32 hexadecimal digits.
pub fn random_128() -> String {
    let mut digits = String::new();
    for byte in random::<16>() {
        let _ = write!(digits, "{byte:02x}");
    }
    digits
}

/// A code to join with.
pub fn code() -> String {
    random::<CODE_LENGTH>().iter().map(|byte| ALPHABET[usize::from(byte % 32)] as char).collect()
}

/// A code as it was typed: in small letters, with a space in the middle, with letters that the alphabet does not have.
pub fn code_as_meant(typed: &str) -> String {
    let meant = |c: char| match c.to_ascii_uppercase() {
        '0' => 'O',
        '1' => 'I',
        other => other,
    };
    typed.chars().filter(|c| !c.is_whitespace() && *c != '-').take(2 * CODE_LENGTH).map(meant).collect()
}

/// Whether two secrets are the same, in a time that does not tell how much of them is.
pub fn same(one: &str, other: &str) -> bool {
    one.len() == other.len() && one.bytes().zip(other.bytes()).fold(0, |sum, (a, b)| sum | (a ^ b)) == 0
}

fn random<const N: usize>() -> [u8; N] {
    let mut bytes = [0; N];
    getrandom::fill(&mut bytes).expect("the system gives random numbers");
    bytes
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_code_is_found_however_it_is_typed() {
        for _ in 0..200 {
            let code = code();
            let typed = format!(" {}-{} ", code[..3].to_lowercase(), &code[3..]);
            assert_eq!(code_as_meant(&typed), code);
        }
        assert_ne!(code(), code());
    }

    #[test]
    fn secrets_are_long_and_differ() {
        let (one, other) = (random_128(), random_128());
        assert_eq!(one.len(), 32);
        assert!(same(&one, &one.clone()) && !same(&one, &other) && !same(&one, &one[1..]) && !same("", &one));
    }

    #[test]
    fn a_person_is_no_path_and_no_sentence() {
        for bad in ["", "short", "../../../etc/passwd", "0123456789abcdef\n", &"x".repeat(65)] {
            assert_eq!(PersonId::read(bad), None, "{bad}");
        }
        assert!(PersonId::read("6ba7b810-9dad-11d1-80b4-00c04fd430c8").is_some());
    }
}
