//! Tests of formulas and their derivatives, by subject.

mod bad_input;
mod course;
mod deep;
mod meaning;
mod peer;
mod properties;
mod random;
