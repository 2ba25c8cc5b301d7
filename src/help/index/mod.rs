//! The index of public items with their documentation, on the disk.
//!
//! rustdoc knows everything that a library offers from its compiled form alone: names, signatures, implementations, and the
//! documentation, also of the standard library, whose sources need not be there for it. It is asked once for each library, in a
//! process of its own ([`make`]); its pages are read ([`page`]) into entries ([`entry`]), which are kept in a file that is
//! searched where it lies ([`shelf`]).

pub mod entry;
pub mod make;
pub mod markup;
mod page;
pub mod shelf;
