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
/// Longer LaTeX is not typeset: nobody would read it, and browsers take seconds.
pub const LONGEST_LATEX: usize = 20_000;
/// The longest text of data, in bytes, and the most points in it.
pub const LONGEST_DATA: usize = 1_000_000;
pub const MOST_POINTS: usize = 10_000;
/// The longest descent, and how many epochs times points are walked in a second or two.
pub const MOST_EPOCHS: usize = 100_000;
pub const MOST_WALKED: usize = 10_000_000;
