//! Tests of formulas and their derivatives, by subject.

mod bad_input;
mod course;
mod deep;
mod gaps;
mod meaning;
mod peer;
mod properties;
mod random;
