//! How long, how deep and how large what is read may be.

/// The longest text that is read, in characters.
pub(super) const LONGEST: usize = 20_000;
/// The most brackets inside of one another.
pub(super) const DEEPEST: usize = 1_000;
/// The largest number that the machine has is about 10³⁰⁸.
pub(super) const HIGHEST_POWER_OF_TEN: i32 = 400;
