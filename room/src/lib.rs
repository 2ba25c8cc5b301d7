//! A room that learns together: what the projector shows, what the leader sees, and what thirty phones and notebooks say.
//!
//! A change comes in as an [`event::Event`]; [`state::State`] says whether it may be, and takes it in; [`journal::Journal`]
//! has it on the disk before anybody is told so; [`keeper::Keeper`] is the one thread in which that happens, many changes at
//! a time. From the state follow three views ([`view`]), which [`server`] sends to whoever may see them.

pub mod clock;
pub mod course;
pub mod event;
pub mod export;
pub mod journal;
pub mod judge;
pub mod keeper;
pub mod network;
pub mod open;
pub mod plan;
pub mod poll;
pub mod progress;
pub mod qr;
pub mod questions;
pub mod secret;
pub mod server;
pub mod slides;
pub mod state;
pub mod tally;
pub mod text;
pub mod time;
pub mod view;
pub mod workshop;
pub mod written;
