//! The numbers in a text: digits and number words, each with its place and its value.

/// A number as it is printed.
#[derive(Clone, Debug, PartialEq)]
pub struct Number {
    /// Without its sign.
    pub text: String,
    pub place: usize,
    pub value: f64,
    /// How many decimals are shown.
    pub decimals: i32,
}

const WORDS: [(&str, f64); 31] = [
    ("half", 0.5),
    ("twice", 2.0),
    ("three", 3.0),
    ("four", 4.0),
    ("five", 5.0),
    ("six", 6.0),
    ("seven", 7.0),
    ("eight", 8.0),
    ("nine", 9.0),
    ("ten", 10.0),
    ("eleven", 11.0),
    ("twelve", 12.0),
    ("fifteen", 15.0),
    ("sixteen", 16.0),
    ("twenty", 20.0),
    ("thirty", 30.0),
    ("forty", 40.0),
    ("fifty", 50.0),
    ("sixty", 60.0),
    ("seventy", 70.0),
    ("eighty", 80.0),
    ("ninety", 90.0),
    ("hundred", 1e2),
    ("thousand", 1e3),
    ("million", 1e6),
    ("millions", 1e6),
    ("billions", 1e9),
    ("tenth", 0.1),
    ("hundredth", 0.01),
    ("thousandths", 1e-3),
    ("millionth", 1e-6),
];

/// All numbers of a text but those in code, in exponents and indices of letters, and in headings' and hints' counting.
pub fn numbers(text: &str) -> Vec<Number> {
    let text = without_code(text);
    let letters: Vec<(usize, char)> = text.char_indices().collect();
    let mut found = Vec::new();
    let mut at = 0;
    while at < letters.len() {
        let (place, letter) = letters[at];
        let is_part = at > 0 && letters[at - 1].1.is_alphanumeric();
        let run = |allowed: &dyn Fn(char) -> bool| letters[at..].iter().take_while(|(_, c)| allowed(*c)).count();
        let end_of = |count: usize| letters.get(at + count).map_or(text.len(), |(place, _)| *place);
        if letter.is_ascii_digit() {
            let printed = &text[place..end_of(run(&|c| c.is_ascii_digit() || c == '.' || c == ','))];
            let printed = printed.trim_end_matches(['.', ',']);
            let count = printed.len() + power_of_ten(&text[place..]).map_or(0, |(exponent, _)| exponent.len());
            if let Some((exponent, value)) = power_of_ten(&text[place..]) {
                found.push(Number { text: format!("10{exponent}"), place, value, decimals: 0 });
            } else if !(is_exponent(&text[..place]) || is_part && is_name(&text[..place])) {
                for number in read(printed, place) {
                    found.push(number);
                }
            }
            at += count;
        } else if letter.is_ascii_alphabetic() && !is_part {
            let count = run(&|c| c.is_ascii_alphabetic());
            let word = text[place..end_of(count)].to_lowercase();
            if let Some((_, value)) = WORDS.iter().find(|(name, _)| *name == word) {
                found.push(Number { text: word, place, value: *value, decimals: 0 });
            }
            at += count;
        } else {
            at += 1;
        }
    }
    found
}

/// One number, or two where a comma is no sign of thousands.
fn read(printed: &str, place: usize) -> Vec<Number> {
    let is_grouped =
        printed.split(',').skip(1).all(|group| group.split('.').next().is_some_and(|digits| digits.len() == 3));
    if !is_grouped {
        let (one, rest) = printed.split_once(',').unwrap();
        return [read(one, place), read(rest, place + one.len() + 1)].concat();
    }
    let plain = printed.replace(',', "");
    let decimals = plain.split_once('.').map_or(0, |(_, decimals)| decimals.len() as i32);
    vec![Number { text: printed.to_owned(), place, value: plain.parse().unwrap(), decimals }]
}

/// The exponent of `10^{-6}`, and the whole as one number.
fn power_of_ten(text: &str) -> Option<(&str, f64)> {
    let exponent = text.strip_prefix("10^{")?.split_once('}')?.0;
    Some((&text[2..exponent.len() + 5], 10f64.powi(exponent.parse().ok()?)))
}

/// `x^2`, `x_1`, `^{-1}`.
fn is_exponent(before: &str) -> bool {
    before.trim_end_matches(['-', '{']).ends_with(['^', '_'])
}

/// A digit in a name, as in f64.
fn is_name(before: &str) -> bool {
    before.ends_with(|c: char| c.is_alphabetic()) && !before.ends_with("frac") && !before.ends_with("sqrt")
}

/// With blanks in the place of code, so that places stay what they are.
fn without_code(text: &str) -> String {
    let mut in_code = false;
    let blank = |letter: char| {
        if letter == '`' {
            in_code = !in_code;
        }
        if in_code || letter == '`' { " ".repeat(letter.len_utf8()) } else { letter.to_string() }
    };
    text.chars().map(blank).collect()
}

/// Whether a printed number is this value, rounded to the digits that are shown.
pub fn shows(number: &Number, value: f64) -> bool {
    (number.value - value.abs()).abs()
        <= 0.500_001 * 10f64.powi(-number.decimals) * f64::from(u8::from(number.decimals > 0)) + 1e-9 * value.abs()
}

#[test]
fn numbers_are_found_in_prose_and_formulas() {
    let texts = |text: &str| numbers(text).into_iter().map(|number| number.text).collect::<Vec<_>>();
    assert_eq!(texts("In 1,001 steps from 0.9, 3 and $x^2 + 5x_1$"), ["1,001", "0.9", "3", "5"]);
    assert_eq!(texts(r"$\tfrac12$ of `f64` is $10^{-6}$, six times"), ["12", "10^{-6}", "six"]);
    assert_eq!(texts("(0,1), f64, x2"), ["0", "1"]);
    let number = &numbers("3.14")[0];
    assert!(shows(number, std::f64::consts::PI) && !shows(number, 3.15) && !shows(number, 3.146));
    assert!(shows(&numbers("four")[0], 4.0) && !shows(&numbers("4")[0], 4.02));
}
