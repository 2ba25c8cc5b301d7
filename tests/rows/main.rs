//! Every row of the course, as its notebook has it stored: the figures that it must show, and the exercises that answer
//! back.

mod autodiff;
#[path = "../common/mod.rs"]
mod common;
mod course;
mod derivatives;
mod limits;
mod network;
mod regression;
