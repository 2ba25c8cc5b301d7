//! What can go wrong with a tape, as sentences.

use crate::limits::number;
use std::fmt;

/// Why a tape has no answer.
#[derive(Clone, Debug, PartialEq)]
pub enum TapeError {
    /// An operator or a question has variables of two tapes.
    TwoTapes,
    /// The variable was recorded before its tape was reset or dropped.
    Forgotten,
    /// A gradient was asked by a number that no tape watches.
    NotWatched {
        /// The number.
        value: f64,
    },
    /// A value on the way to the result is NaN or infinite.
    Value(OnTheWay),
    /// A derivative on the way back from the result is NaN or infinite.
    Derivative(OnTheWay),
    /// A direction does not have a part for each input.
    LengthsDiffer {
        /// How many inputs there are.
        inputs: usize,
        /// How many parts the direction has.
        direction: usize,
    },
}

/// An operation on the way from the inputs to the result, and the number there that is none.
#[derive(Clone, Debug, PartialEq)]
pub struct OnTheWay {
    /// The operation as a formula, such as `ln(x[0])`.
    pub operation: String,
    /// What went in, by name.
    pub operands: Vec<(String, f64)>,
    /// What came out: NaN or an infinity.
    pub result: f64,
}

impl OnTheWay {
    /// " at x = 0, y = 1", or nothing for an input.
    fn place(&self) -> String {
        let operands = self.operands.iter().map(|(name, value)| format!("{name} = {}", number(*value)));
        let operands = operands.collect::<Vec<String>>().join(", ");
        if operands.is_empty() { operands } else { format!(" at {operands}") }
    }
}

impl fmt::Display for TapeError {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            TapeError::TwoTapes => out.write_str(
                "Two tapes are mixed: each variable belongs to the tape that watches it. Watch all inputs with one tape.",
            ),
            TapeError::Forgotten => out.write_str(
                "The tape of this variable was reset or dropped, and what it recorded is forgotten. Watch the inputs \
                 again, and calculate again.",
            ),
            TapeError::NotWatched { value } => write!(
                out,
                "The number {} is a constant that no tape watches, so there is no derivative by it. Make it a variable \
                 with tape.watch({value:?}) before calculating.",
                number(*value)
            ),
            TapeError::Value(on_the_way) => write!(
                out,
                "There is no gradient: {} is {}{}. Try other inputs, or a function that avoids this.",
                on_the_way.operation,
                number(on_the_way.result),
                on_the_way.place()
            ),
            TapeError::Derivative(on_the_way) => write!(
                out,
                "There is no gradient: on the way back through {} the derivative becomes {}{}. Try other inputs, or a \
                 function that avoids this.",
                on_the_way.operation,
                number(on_the_way.result),
                on_the_way.place()
            ),
            TapeError::LengthsDiffer { inputs, direction } => write!(
                out,
                "The function has {inputs} inputs and the direction has {direction} parts. Give it one part for each \
                 input."
            ),
        }
    }
}

impl std::error::Error for TapeError {}
