//! What kind of answer an exercise asks for, and what is said to the other kinds.

use super::answer::Answer;

/// What kind of answer is asked for.
#[derive(Clone, Copy, Debug)]
pub(super) enum Wanted {
    /// Where values lead: perhaps nowhere, or beyond all numbers.
    Limit,
    /// How steep a curve is at one place, found with two points that meet.
    SlopeFromPoints,
    /// The same, by automatic differentiation.
    SlopeByMachine,
    /// The same, by the rules.
    SlopeByHand,
    /// How many of something.
    Count,
}

use Wanted::{Count, Limit, SlopeByHand, SlopeByMachine, SlopeFromPoints};

impl Wanted {
    /// By what to replace `YOUR_ANSWER`.
    pub(super) fn replacement(self) -> &'static str {
        match self {
            Limit => "a number, INFINITY, -INFINITY, or DOES_NOT_EXIST",
            SlopeFromPoints | SlopeByMachine | SlopeByHand => "a number",
            Count => "a whole number",
        }
    }

    /// What may be written, for someone whose answer was not understood.
    pub(super) fn understood(self) -> &'static str {
        match self {
            Limit => {
                "a number such as 3, -2.5 or \"1/2\", INFINITY, -INFINITY, DOES_NOT_EXIST, or sides(left, right) where \
                 the two sides differ"
            }
            SlopeFromPoints | SlopeByMachine | SlopeByHand => "a number such as 3, -2.5 or \"1/2\"",
            Count => "a whole number such as 7",
        }
    }

    /// For an answer that is not far from right.
    pub(super) fn close(self) -> &'static str {
        match self {
            Limit => "A value near the limit is not the limit yet: say the number that the values come ever closer to.",
            SlopeFromPoints => {
                "The slope between two points is not the slope at P yet: say the number that the slopes come ever \
                 closer to."
            }
            SlopeByMachine => "That looks measured. Automatic differentiation is exact to rounding.",
            SlopeByHand => "That looks measured. By the rules it comes out exactly.",
            Count => "What is counted is a whole number.",
        }
    }

    /// For an answer of another kind, if the exercise has no words of its own for it.
    pub(super) fn other_kind(self, answer: &Answer) -> Option<&'static str> {
        let is_infinite = matches!(answer, Answer::Number(value) if value.is_infinite());
        Some(match (self, answer) {
            (Limit, Answer::Formula(_)) => {
                "a limit is one value, and there is a letter left in this. Put in what x goes to, if nothing stands in \
                 the way any more."
            }
            (SlopeFromPoints, Answer::Formula(_)) => {
                "a slope at one place is a number, and there is a letter left in this. Put in where P is, and let Δx go \
                 to 0."
            }
            (SlopeByMachine | SlopeByHand, Answer::Formula(_)) => {
                "a slope at one place is a number, and there is a letter left in this. Put in the place."
            }
            (Limit, Answer::NotANumber) => {
                "NaN is what the machine says for 0/0. A limit asks where the values near it lead."
            }
            (Limit, Answer::DividedByZero) => "it has no value. A limit asks where the values near it lead.",
            (Limit, Answer::PlusMinusInfinity) => "a limit is one value, not two. Look at each side by itself.",
            (Limit, _) => return None,
            (Count, Answer::Number(_)) if !is_infinite => return None,
            (Count, _) => "that is not how many there are. Count, and write a whole number.",
            (_, Answer::NotANumber | Answer::DividedByZero) => "a slope is a number wherever the curve is smooth.",
            (_, Answer::PlusMinusInfinity | Answer::Sides { .. }) => {
                "the curve has one slope there, and the same from both sides."
            }
            _ if is_infinite => "the curve is nowhere as steep as that.",
            _ => return None,
        })
    }
}
