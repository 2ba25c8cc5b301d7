//! How large what is asked may be, so that an answer comes while somebody waits.

/// The longest text of a formula, in characters: what the library reads.
pub const LONGEST_FORMULA: usize = 20_000;
/// The longest text of a single number.
pub const LONGEST_NUMBER: usize = 200;
/// The largest formula that is drawn or has its slope measured: thousands of values are calculated for that.
pub const MOST_DRAWN: usize = 5_000;
/// The largest formula that is differentiated, or whose limit is taken.
pub const MOST_WORKED: usize = 600;
/// The most variables of a Hessian, which has a formula for each two of them.
pub const MOST_VARIABLES: usize = 6;
/// The highest derivative.
pub const HIGHEST_ORDER: u64 = 8;
/// The most curves in one picture: so many have colours of their own.
pub const MOST_CURVES: usize = 4;
/// The most letters that a text may have besides each other: each may be a variable.
pub const MOST_LETTERS: usize = 100;
/// Longer formulas, and values with a longer form, are not shown: nobody would read them, and browsers take seconds to set them.
pub const LONGEST_SHOWN: usize = 20_000;
/// The longest text of data, in bytes, and the most points in it.
pub const LONGEST_DATA: usize = 1_000_000;
pub const MOST_POINTS: usize = 10_000;
/// The longest descent, and how many epochs times points are walked in a second or two.
pub const MOST_EPOCHS: usize = 100_000;
pub const MOST_WALKED: usize = 10_000_000;
