//! Progress as a short code: which exercises are solved or tried, and with how many tries.
//!
//! It can be written on paper, said on the telephone, and read without a network. A sign that is wrong, missing or doubled is
//! noticed: the last six are a checksum.
//!
//! The code is a row of signs from Crockford's alphabet of 32, which has no letter that looks like a digit. The first one is
//! the version, 1. Then come bits, five in a sign: for each exercise in the order of [`EXERCISES`] a 0 if it is
//! untouched; or else a 1, whether it is solved, and the number of tries in Elias' γ code (P. Elias, *Universal codeword
//! sets and representations of the integers*, IEEE Trans. Inf. Theory 21 (1975)). What is untouched at the end is left away.
//! The checksum is that of Bech32m (Bitcoin Improvement Proposal 350, 2020), which notices any four wrong signs in so
//! short a code.
//!
//! The command `calculus handed-in` is made from this file too, so it uses nothing from the library.

use std::fmt;

/// The exercises of the course by name. Codes count in this order, so a new one comes at the end.
pub const EXERCISES: [&str; 23] = [
    "LIMIT_1",
    "LIMIT_2",
    "LIMIT_3",
    "LIMIT_4",
    "LIMIT_5",
    "SLOPE_1",
    "DERIVATIVE_1",
    "DERIVATIVE_2",
    "DERIVATIVE_3",
    "DERIVATIVE_4",
    "DERIVATIVE_5",
    "DERIVATIVE_6",
    "DERIVATIVE_7",
    "DERIVATIVE_8",
    "DERIVATIVE_9",
    "DERIVATIVE_10",
    "DERIVATIVE_11",
    "DERIVATIVE_12",
    "AUTODIFF_1",
    "FIT_1",
    "RATE_1",
    "NETWORK_1",
    "NETWORK_2",
];

const ALPHABET: &[u8; 32] = b"0123456789ABCDEFGHJKMNPQRSTVWXYZ";
const VERSION: u8 = 1;
/// How many signs the checksum has.
const CHECKSUM: usize = 6;
/// More tries than these are not told apart.
const MOST_TRIES: u32 = 255;
/// Signs stand in groups of so many.
const GROUP: usize = 4;

/// What somebody has done with one exercise.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Work {
    /// One of [`EXERCISES`].
    pub exercise: &'static str,
    /// Whether there was a right answer.
    pub solved: bool,
    /// How many answers there were, up to the first right one. 255 may be more.
    pub tries: u32,
}

/// Why a text is no code.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum CodeError {
    /// There is nothing in it.
    Empty,
    /// A character that no code has.
    Character(char),
    /// The checksum does not fit.
    Checksum,
    /// It holds what this version of the course does not know.
    Newer,
}

impl fmt::Display for CodeError {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            CodeError::Empty => write!(out, "there is no code in it"),
            CodeError::Character(c) => {
                write!(out, "{c:?} is in no code: a code has digits, and letters without I, L, O and U")
            }
            CodeError::Checksum => {
                write!(out, "it is not as it was given: a sign is wrong, missing or doubled. Have it copied once more")
            }
            CodeError::Newer => write!(out, "it comes from a newer version of the course, which has more exercises"),
        }
    }
}

impl std::error::Error for CodeError {}

/// The code of this work. What is of no known exercise, or without tries, is left away.
///
/// ```
/// use calculus::exercise::code::{Work, encode};
/// let work = [Work { exercise: "LIMIT_1", solved: true, tries: 2 }];
/// assert_eq!(encode(&work), "1T0K-VPFY");
/// ```
pub fn encode(work: &[Work]) -> String {
    let mut bits = Vec::new();
    let mut end = 0;
    for exercise in EXERCISES {
        match work.iter().find(|work| work.exercise == exercise && work.tries > 0) {
            None => bits.push(0),
            Some(work) => {
                let tries = work.tries.min(MOST_TRIES);
                bits.extend([1, u8::from(work.solved)]);
                bits.extend(std::iter::repeat_n(0, tries.ilog2() as usize));
                bits.extend((0..=tries.ilog2()).rev().map(|place| (tries >> place & 1) as u8));
                end = bits.len();
            }
        }
    }
    bits.truncate(end);
    let five = |bits: &[u8]| (0..5).fold(0, |sign, place| sign << 1 | bits.get(place).unwrap_or(&0));
    let mut signs = vec![VERSION];
    signs.extend(bits.chunks(5).map(five));
    signs.extend(checksum(&signs));
    let letters: Vec<char> = signs.iter().map(|sign| ALPHABET[usize::from(*sign)].into()).collect();
    letters.chunks(GROUP).map(String::from_iter).collect::<Vec<_>>().join("-")
}

/// The work that a code tells of, in the order of the course. Small letters, spaces and missing hyphens do not matter, nor
/// does an O in the place of a 0, or an I or L in that of a 1.
///
/// ```
/// use calculus::exercise::code::{CodeError, Work, decode};
/// assert_eq!(decode("1t0k vpfy"), Ok(vec![Work { exercise: "LIMIT_1", solved: true, tries: 2 }]));
/// assert_eq!(decode("1T0K-VPFZ"), Err(CodeError::Checksum));
/// ```
pub fn decode(code: &str) -> Result<Vec<Work>, CodeError> {
    let signs = code.chars().filter(|c| !is_between(*c)).map(sign).collect::<Result<Vec<u8>, _>>()?;
    if signs.is_empty() {
        return Err(CodeError::Empty);
    }
    let (content, sum) = signs.split_at(signs.len().saturating_sub(CHECKSUM));
    if content.is_empty() || checksum(content) != *sum {
        return Err(CodeError::Checksum);
    }
    let (version, content) = content.split_first().ok_or(CodeError::Checksum)?;
    if *version != VERSION {
        return Err(CodeError::Newer);
    }
    let mut bits = content.iter().flat_map(|sign| (0..5).rev().map(move |place| sign >> place & 1));
    let mut work = Vec::new();
    for exercise in EXERCISES {
        // After the last bit there are only untouched ones.
        if bits.next().unwrap_or(0) == 0 {
            continue;
        }
        let mut bit = || bits.next().ok_or(CodeError::Newer);
        let solved = bit()? == 1;
        let mut length = 0;
        while bit()? == 0 {
            length += 1;
        }
        if length > MOST_TRIES.ilog2() {
            return Err(CodeError::Newer);
        }
        let mut tries = 1;
        for _ in 0..length {
            tries = tries << 1 | u32::from(bit()?);
        }
        work.push(Work { exercise, solved, tries });
    }
    if bits.any(|bit| bit == 1) { Err(CodeError::Newer) } else { Ok(work) }
}

/// What may stand between the signs.
fn is_between(c: char) -> bool {
    c.is_whitespace() || matches!(c, '-' | '–' | '—' | '‐' | '‑' | '−' | '.' | '_')
}

fn sign(c: char) -> Result<u8, CodeError> {
    let letter = match c.to_ascii_uppercase() {
        'O' => '0',
        'I' | 'L' => '1',
        other => other,
    };
    let place = ALPHABET.iter().position(|known| char::from(*known) == letter);
    place.map(|place| place as u8).ok_or(CodeError::Character(c))
}

/// That of Bech32m.
fn checksum(signs: &[u8]) -> [u8; CHECKSUM] {
    const GENERATOR: [u32; 5] = [0x3b6a_57b2, 0x2650_8e6d, 0x1ea1_19fa, 0x3d42_33dd, 0x2a14_62b3];
    const END: u32 = 0x2bc8_30a3;
    let mut sum: u32 = 1;
    for sign in signs.iter().copied().chain([0; CHECKSUM]) {
        let top = sum >> 25;
        sum = (sum & 0x1ff_ffff) << 5 ^ u32::from(sign);
        for (place, term) in GENERATOR.into_iter().enumerate() {
            if top >> place & 1 == 1 {
                sum ^= term;
            }
        }
    }
    std::array::from_fn(|place| ((sum ^ END) >> (5 * (CHECKSUM - 1 - place)) & 31) as u8)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn some_work() -> Vec<Work> {
        let work = |(place, exercise): (usize, &'static str)| {
            let tries = [1, 2, 1, 3, 255, 17][place % 6];
            Work { exercise, solved: place % 4 != 1, tries }
        };
        EXERCISES.into_iter().enumerate().filter(|(place, _)| place % 5 != 2).map(work).collect()
    }

    #[test]
    fn what_goes_in_comes_out() {
        let all = |solved, tries| EXERCISES.map(|exercise| Work { exercise, solved, tries }).to_vec();
        for work in [vec![], some_work(), all(true, 1), all(false, 255), all(true, 255), vec![some_work()[3]]] {
            assert_eq!(decode(&encode(&work)).as_ref(), Ok(&work), "{}", encode(&work));
        }
        let many = Work { tries: 1000, ..some_work()[0] };
        assert_eq!(decode(&encode(&[many])), Ok(vec![Work { tries: 255, ..many }]));
        assert_eq!(decode(&encode(&[Work { exercise: "p", solved: true, tries: 1 }])), Ok(vec![]));
    }

    #[test]
    fn a_code_is_short() {
        let signs = |work: &[Work]| encode(work).replace('-', "").len();
        let all: Vec<Work> = EXERCISES.map(|exercise| Work { exercise, solved: true, tries: 1 }).to_vec();
        assert_eq!((signs(&[]), signs(&all[..5]), signs(&all)), (7, 10, 21));
    }

    /// As said in BIP 350, section "Checksum design": all of up to four wrong signs are noticed. Here all of one, all
    /// neighbours that have changed places, and every sign that is missing or doubled.
    #[test]
    fn slips_of_the_pen_are_noticed() {
        let signs: Vec<char> = encode(&some_work()).replace('-', "").chars().collect();
        let fails = |signs: &[char]| {
            let code = String::from_iter(signs);
            assert!(decode(&code).is_err(), "{code}");
        };
        for place in 0..signs.len() {
            for other in ALPHABET.iter().map(|sign| char::from(*sign)).filter(|other| *other != signs[place]) {
                let mut wrong = signs.clone();
                wrong[place] = other;
                fails(&wrong);
            }
            let (mut missing, mut doubled) = (signs.clone(), signs.clone());
            missing.remove(place);
            fails(&missing);
            doubled.insert(place, signs[place]);
            fails(&doubled);
            if place > 0 && signs[place] != signs[place - 1] {
                let mut swapped = signs.clone();
                swapped.swap(place, place - 1);
                fails(&swapped);
            }
        }
    }

    #[test]
    fn what_is_no_code_is_said() {
        for (text, error) in [
            ("", CodeError::Empty),
            (" - ", CodeError::Empty),
            ("1T02-ZGU", CodeError::Character('U')),
            ("LIMIT_1", CodeError::Checksum),
            ("1", CodeError::Checksum),
            ("7", CodeError::Checksum),
            ("1T0K-VPFY1T0K-VPFY", CodeError::Checksum),
        ] {
            assert_eq!(decode(text), Err(error), "{text}");
        }
        // With a checksum that fits.
        let made = |mut signs: Vec<u8>| {
            signs.extend(checksum(&signs));
            String::from_iter(signs.iter().map(|sign| char::from(ALPHABET[usize::from(*sign)])))
        };
        assert_eq!(decode(&made(vec![2, 31])), Err(CodeError::Newer));
        assert_eq!(decode(&made(vec![1, 16])), Err(CodeError::Newer), "bits that end too early");
        assert_eq!(decode(&made(vec![1, 0, 0, 0, 0, 1])), Err(CodeError::Newer), "a 24th exercise");
        assert_eq!(decode(&made([vec![1, 24], vec![0; 70]].concat())), Err(CodeError::Newer));
    }
}
