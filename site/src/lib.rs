//! The course as web pages that need no network, made from the notebooks: how a cell looks on a page, and the pages.

pub mod book;
pub mod chapter;
pub mod code;
pub mod error;
pub mod formula;
pub mod output;
pub mod prose;
mod search;
pub mod serve;
pub mod write;
