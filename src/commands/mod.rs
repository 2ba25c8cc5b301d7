//! The commands, one file each.

pub mod ahead;
pub mod cache;
pub mod doctor;
pub mod install;
pub mod kernel;
pub mod lab;
pub mod run;
pub mod workshop;
