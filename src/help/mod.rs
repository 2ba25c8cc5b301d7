//! What the Tab key and Shift-Tab answer.

pub mod index;
mod words;

pub use index::make::{MAKE_SHELF, role};
