//! The course as web pages that need no network, made from the notebooks: how a cell looks on a page, and the pages.

pub mod asset;
mod binaryen;
pub mod book;
pub mod chapter;
pub mod code;
pub mod error;
pub mod folder;
pub mod formula;
pub mod html;
pub mod module;
pub mod output;
mod pack;
mod pages;
mod picture;
pub mod prose;
mod question;
mod search;
pub mod serve;
pub mod single;
mod split;
mod wasm;
