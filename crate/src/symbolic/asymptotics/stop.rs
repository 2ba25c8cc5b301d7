//! Why a limit is not answered.

/// Why there is no answer.
#[derive(Clone, Debug, PartialEq)]
pub(crate) enum Stop {
    /// More terms of the series may tell.
    MoreTerms,
    /// The formula has no values there, and why, as a sentence without its full stop.
    NoValue(String),
    /// Not decided, and why.
    Unknown(String),
}
