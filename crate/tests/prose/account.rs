//! Where each number of the prose comes from.

use super::numbers::{Number, numbers, shows};
use std::collections::HashSet;

/// How one number, or one formula, of a text is accounted for.
pub enum Account {
    /// A number as it is printed, and the value that it must show.
    Is(&'static str, f64),
    /// The same for a number that the text calls "about" so much: within a fifth.
    About(&'static str, f64),
    /// Numbers that the text sets rather than finds: data, choices, dates.
    Given(&'static [&'static str]),
    /// A piece of the text whose numbers are part of a formula that is set, or of a name.
    Formula(&'static str),
}

pub use Account::{About, Formula, Given, Is};

/// Fails with a list of all numbers of the texts that no account explains, of accounts that explain nothing, and of
/// values that are not what is printed. `everywhere` holds for all texts.
pub fn check(texts: &[(String, String)], everywhere: &[&'static str], accounts: &[(&str, Vec<Account>)]) {
    let mut problems = Vec::new();
    let names: HashSet<&str> = texts.iter().map(|(name, _)| name.as_str()).collect();
    for (name, _) in accounts.iter().filter(|(name, _)| !names.contains(name)) {
        problems.push(format!("{name}: there is no such text"));
    }
    for (name, text) in texts {
        let accounts: Vec<&Account> =
            accounts.iter().filter(|(of, _)| of == name).flat_map(|(_, accounts)| accounts).collect();
        let formulas = everywhere.iter().chain(accounts.iter().filter_map(|account| match account {
            Formula(piece) => Some(piece),
            _ => None,
        }));
        let covered: Vec<(usize, usize)> = formulas
            .flat_map(|piece| text.match_indices(piece).map(|(place, piece)| (place, place + piece.len())))
            .collect();
        let is_free = |number: &&Number| !covered.iter().any(|(start, end)| (*start..*end).contains(&number.place));
        let numbers = numbers(text);
        for number in numbers.iter().filter(is_free) {
            if let Err(problem) = explained(number, &accounts) {
                let start = text[..number.place].char_indices().rev().nth(25).map_or(0, |(place, _)| place);
                let near: String = text[start..].chars().take(60).collect::<String>().replace('\n', " ");
                problems.push(format!("{name}: {problem} in …{near}…"));
            }
        }
        for account in accounts {
            let printed = |printed: &&str| numbers.iter().any(|number| number.text == **printed);
            let idle: Vec<&str> = match account {
                Is(text, _) | About(text, _) => vec![*text].into_iter().filter(|text| !printed(text)).collect(),
                Given(texts) => texts.iter().copied().filter(|text| !printed(text)).collect(),
                Formula(piece) => vec![*piece].into_iter().filter(|piece| !text.contains(piece)).collect(),
            };
            problems.extend(idle.into_iter().map(|idle| format!("{name}: {idle} is not there any more")));
        }
    }
    assert!(problems.is_empty(), "{} numbers are not accounted for:\n{}", problems.len(), problems.join("\n"));
}

fn explained(number: &Number, accounts: &[&Account]) -> Result<(), String> {
    let mut wrong = None;
    for account in accounts {
        match account {
            Is(text, value) if *text == number.text => match shows(number, *value) {
                true => return Ok(()),
                false => wrong = Some(format!("{text} is {value}")),
            },
            About(text, value) if *text == number.text => match (number.value / value - 1.0).abs() <= 0.2 {
                true => return Ok(()),
                false => wrong = Some(format!("{text} is about {value}")),
            },
            Given(texts) if texts.contains(&number.text.as_str()) => return Ok(()),
            _ => {}
        }
    }
    Err(wrong.unwrap_or_else(|| format!("nobody says where {} comes from", number.text)))
}

#[test]
fn an_account_fails_for_what_it_does_not_explain() {
    let texts = [("cell".to_owned(), "From 3 to 4.02, in 2 steps, $x^2 + 5x$".to_owned())];
    let fails = |accounts: Vec<Account>| {
        std::panic::catch_unwind(|| check(&texts, &["x^2 + 5x"], &[("cell", accounts)])).is_err()
    };
    let all = |four: f64| vec![Given(&["3"]), Is("4.02", four), About("2", 2.1)];
    assert!(!fails(all(4.0249)));
    assert!(fails(all(4.026)), "a value that is not what is printed");
    assert!(fails(vec![Given(&["3"]), Is("4.02", 4.02)]), "a number that nobody explains");
    assert!(fails([all(4.02), vec![Given(&["77"])]].into_iter().flatten().collect()), "an account for nothing");
}
