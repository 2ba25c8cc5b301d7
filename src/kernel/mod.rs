//! The Jupyter kernel: Jupyter's messages come in, a [`Session`](crate::session::Session) runs the cells, and what
//! they put out goes back while they run.
//!
//! ```text
//! Jupyter ── five sockets (`server`) ── one conversation (`shell`) ── the thread of the cells (`cells`) ── session
//! ```

mod cells;
mod execution;
mod incoming;
mod keyboard;
mod positions;
mod publisher;
mod replies;
mod server;
mod shell;
mod syntax;
mod widgets;

pub use cells::Cells;
pub use server::serve;
