//! The commands, one file each.

pub mod ahead;
pub mod bundle;
pub mod cache;
pub mod copy;
pub mod doctor;
pub mod handed_in;
pub mod install;
pub mod kernel;
pub mod lab;
pub mod lay;
pub mod ready;
pub mod run;
pub mod workshop;
