//! Slides, made from a notebook's own cells.
//!
//! A heading begins a slide, and so does a cell that would not fit below what is there already. Of a code cell the code is
//! seen first and its output with the next step; where both do not fit on one slide, the output has one of its own. Tags of
//! cells: `skip` leaves a cell out, `notes` makes it a note for the speaker, and `fragment` keeps it back until the next step. A
//! cell's metadata may have a note for the speaker, too, as `calculus.notes`, which no learner sees.

mod cell;
pub mod deck;
mod derivation;
mod error;
pub mod folder;
pub mod index;
mod page;

pub use deck::{Deck, Slide};
pub use error::DeckError;
pub use page::page;
