//! The four polls with which the course's slides begin.

use super::Poll;
use super::file;

const POLLS: &str = include_str!("deck.md");

pub fn polls() -> Vec<Poll> {
    file::read(POLLS, "deck").expect("a test reads our own polls")
}

#[cfg(test)]
mod tests {
    #[test]
    fn there_are_four_with_four_choices_each() {
        let polls = super::polls();
        assert_eq!(polls.iter().map(|poll| poll.choices.len()).collect::<Vec<_>>(), [4, 4, 4, 4]);
        assert_eq!(polls[0].question, "Where are you?");
    }
}
