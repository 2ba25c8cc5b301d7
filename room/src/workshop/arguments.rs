//! What the command is asked for.

use std::path::PathBuf;

/// Teach in a room: slides, clock, polls, questions, and who has which exercise
///
/// Everything stays on this machine and its network; nothing asks the internet. What happens is on the disk before it is
/// shown: started again, even after a crash, the room goes on.
#[derive(clap::Parser, Debug)]
#[command(name = "calculus workshop", bin_name = "calculus workshop", version)]
pub struct Arguments {
    /// The notebooks to show as slides; all of the course's, if none is named
    #[arg(value_name = "NOTEBOOK")]
    pub notebooks: Vec<PathBuf>,
    /// Let everybody on this network join, and not this machine alone
    #[arg(long)]
    pub lan: bool,
    /// The port to listen on
    #[arg(long, value_name = "PORT", default_value = "8300")]
    pub port: u16,
    /// The address or name under which others reach this machine, where it is not found by itself
    #[arg(long, value_name = "HOST")]
    pub host: Option<String>,
    /// Polls from text files, beside those with which the course begins
    #[arg(long, value_name = "FILE")]
    pub polls: Vec<PathBuf>,
    /// The folder of the course's pages, as calculus-site has written them; what is answered on them is told to this room by who
    /// has joined it. Without it, those in target/site are taken, if there are any
    #[arg(long, value_name = "DIR")]
    pub site: Option<PathBuf>,
    /// Solutions on the course's pages wait until the leader releases them, one by one
    #[arg(long)]
    pub locked: bool,
    /// The folder in which this room is kept
    #[arg(long, value_name = "DIR")]
    pub room: Option<PathBuf>,
    /// Begin a new room; the one before stays beside it
    #[arg(long)]
    pub new: bool,
    /// Write polls, questions and progress of the room as CSV and JSON into a folder, and end
    #[arg(long, value_name = "DIR", conflicts_with_all = ["slides", "forget", "new"])]
    pub export: Option<PathBuf>,
    /// Remove a person, by name or number, and all that they did, and end
    #[arg(long, value_name = "NAME|NUMBER", conflicts_with_all = ["slides", "new"])]
    pub forget: Option<String>,
    /// Write the slides as a folder of files that need no server, and end
    #[arg(long, value_name = "DIR", conflicts_with = "new")]
    pub slides: Option<PathBuf>,
    /// How many seconds of the room pass in one second; for trials
    #[arg(long, value_name = "FACTOR", default_value = "1", hide = true)]
    pub speed: f64,
}
