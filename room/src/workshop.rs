//! The command: what it is asked for, where it listens, and what it prints.

use crate::journal::{Journal, JournalError};
use crate::keeper::{self, Keeper};
use crate::open::{self, Opened};
use crate::poll::{Poll, deck, file};
use crate::server::{self, Hall, Hosts, ListenError, Listening};
use crate::slides::{Deck, DeckError, folder};
use crate::state::State;
use crate::view::Surroundings;
use crate::written::Writer;
use crate::{export, network, qr};
use site::book;
use site::error::SiteError;
use site::formula::Formulas;
use std::fs;
use std::io::{self, IsTerminal, Write};
use std::net::{IpAddr, Ipv4Addr};
use std::path::{Path, PathBuf};
use std::sync::Arc;

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

#[derive(Debug, thiserror::Error)]
pub enum WorkshopError {
    #[error(transparent)]
    Journal(#[from] JournalError),
    #[error(transparent)]
    Slides(#[from] DeckError),
    #[error(transparent)]
    Folder(#[from] SiteError),
    #[error("{}: {cause}", path.display())]
    File { path: PathBuf, cause: io::Error },
    #[error("{}, {cause}", path.display())]
    Polls { path: PathBuf, cause: file::FileError },
    #[error("two files of polls are called `{0}`; rename one")]
    SameName(String),
    #[error(transparent)]
    Listen(#[from] ListenError),
    #[error("the server cannot start: {0}")]
    Runtime(io::Error),
    #[error(transparent)]
    Export(#[from] export::ExportError),
    #[error(
        "nobody called `{0}` is in this room. Names and numbers stand on the desk, and in `progress.csv` of --export"
    )]
    Nobody(String),
    #[error("the journal could not be written anew: {0}. Nothing was removed")]
    Forget(String),
    #[error("there is no room in {}. `calculus workshop` opens one", .0.display())]
    NoRoom(PathBuf),
    #[error("this system names no folder for data. Say where the room is to be kept: `--room DIR`")]
    NoFolder,
    #[error("`--speed` is a number above 0")]
    Speed,
    #[error(
        "no network is here that others could join by. Connect this machine to one, or name its address: `--host ADDRESS`"
    )]
    NoNetwork,
}

pub fn run(arguments: &Arguments) -> Result<(), WorkshopError> {
    if !(arguments.speed > 0.0 && arguments.speed.is_finite()) {
        return Err(WorkshopError::Speed);
    }
    if let Some(out) = &arguments.slides {
        let decks = decks(arguments)?;
        folder::write(&decks, out)?;
        let slides: usize = decks.iter().map(|deck| deck.slides.len()).sum();
        println!("{slides} slides of {} notebooks in {}", decks.len(), out.join("index.html").display());
        return Ok(());
    }
    let room = match &arguments.room {
        Some(room) => room.clone(),
        None => dirs::data_dir().ok_or(WorkshopError::NoFolder)?.join("calculus").join("room"),
    };
    if let Some(out) = &arguments.export {
        let state = there_is(&room).and_then(|()| Ok(open::read(&room)?))?;
        for path in export::export(&state, out)? {
            println!("{}", path.display());
        }
        return Ok(());
    }
    if let Some(who) = &arguments.forget {
        there_is(&room)?;
        return forget(&room, who);
    }
    if arguments.new {
        put_aside(&room)?;
    }
    serve(arguments, &room)
}

fn there_is(room: &Path) -> Result<(), WorkshopError> {
    if room.join("journal").exists() { Ok(()) } else { Err(WorkshopError::NoRoom(room.to_owned())) }
}

fn forget(room: &Path, who: &str) -> Result<(), WorkshopError> {
    let (mut journal, entries) = Journal::open(room)?;
    let found = State::after(&entries).found(who);
    if found.is_empty() {
        return Err(WorkshopError::Nobody(who.to_owned()));
    }
    keeper::forget(&mut journal, &found).map_err(WorkshopError::Forget)?;
    println!("{} forgotten: {}", if found.len() == 1 { "One person is" } else { "All of that name are" }, who);
    Ok(())
}

/// Gives the folder of a room another name, the first that is free.
fn put_aside(room: &Path) -> Result<(), WorkshopError> {
    let failed = |cause| WorkshopError::File { path: room.to_owned(), cause };
    if !room.exists() {
        return Ok(());
    }
    // It must not be open.
    drop(Journal::open(room)?);
    let name = room.file_name().unwrap_or_default().to_string_lossy().into_owned();
    let aside = (1..).map(|number| room.with_file_name(format!("{name}-{number}"))).find(|path| !path.exists());
    let aside = aside.expect("numbers do not end");
    fs::rename(room, &aside).map_err(failed)?;
    println!("The room before is kept in {}", aside.display());
    Ok(())
}

fn decks(arguments: &Arguments) -> Result<Vec<Deck>, WorkshopError> {
    let formulas = Formulas::new();
    let mut paths = arguments.notebooks.clone();
    if paths.is_empty() {
        paths = book::notebooks(&Path::new(env!("CARGO_MANIFEST_DIR")).join("../notebooks"))?;
    }
    Ok(paths.iter().map(|path| Deck::read(path, &formulas)).collect::<Result<_, _>>()?)
}

/// The deck's own four, and those of the files that were named.
fn polls(arguments: &Arguments) -> Result<Vec<Poll>, WorkshopError> {
    let mut polls = deck::polls();
    for path in &arguments.polls {
        let source = fs::read_to_string(path).map_err(|cause| WorkshopError::File { path: path.clone(), cause })?;
        let name = path.file_stem().unwrap_or_default().to_string_lossy().into_owned();
        let read = file::read(&source, &name).map_err(|cause| WorkshopError::Polls { path: path.clone(), cause })?;
        if read.iter().any(|poll| polls.iter().any(|known| known.id == poll.id)) {
            return Err(WorkshopError::SameName(name));
        }
        polls.extend(read);
    }
    Ok(polls)
}

fn serve(arguments: &Arguments, room: &Path) -> Result<(), WorkshopError> {
    let decks = decks(arguments)?;
    let polls = polls(arguments)?.into_iter().chain(decks.iter().flat_map(|deck| deck.polls.clone())).collect();
    let plan: Vec<_> = decks.iter().flat_map(|deck| deck.sections.clone()).collect();
    let Opened { journal, state, goes_on } = open::open(room, polls, &plan)?;

    let on = if arguments.lan { Ipv4Addr::UNSPECIFIED } else { Ipv4Addr::LOCALHOST };
    let here = address(arguments)?;
    if arguments.lan {
        println!(
            "Listening on port {} of every network of this machine: whoever is on one can try to join.",
            arguments.port
        );
    } else {
        println!(
            "Listening on port {} of this machine alone. With --lan others on its network can join.",
            arguments.port
        );
    }
    let runtime = tokio::runtime::Builder::new_multi_thread()
        .worker_threads(2)
        .enable_all()
        .build()
        .map_err(WorkshopError::Runtime)?;
    runtime.block_on(async {
        server::raise_limit();
        let listening = server::listen(IpAddr::V4(on), arguments.port)?;
        let port = listening.address.port();
        let address = format!("http://{here}:{port}");
        tell(&state, &address, goes_on, room);
        let hosts = Hosts { names: network::names(arguments.host.as_deref()) };
        let hall = hall(journal, state, arguments.speed, &decks, hosts, &address, port);
        drop(decks);
        let keeper = hall.keeper.clone();
        until_ended(listening, hall).await;
        keeper.stop().await;
        Ok(())
    })
}

/// A room behind its doors.
pub fn hall(
    journal: Journal,
    state: State,
    speed: f64,
    decks: &[Deck],
    hosts: Hosts,
    address: &str,
    port: u16,
) -> Hall {
    let writer = Arc::new(Writer::default());
    let surroundings = Surroundings { writer: writer.clone(), address: address.to_owned() };
    let qr = qr::as_svg(&joining(address, &state.secrets.code));
    let keeper = Keeper::start(journal, state, speed, surroundings);
    Hall::new(keeper, writer, decks, hosts, port, qr)
}

async fn until_ended(listening: Listening, hall: Hall) {
    let ended = async {
        use tokio::signal::unix::{SignalKind, signal};
        let (Ok(mut end), Ok(mut hang_up)) = (signal(SignalKind::terminate()), signal(SignalKind::hangup())) else {
            return std::future::pending().await;
        };
        tokio::select! {
            _ = tokio::signal::ctrl_c() => {}
            _ = end.recv() => {}
            _ = hang_up.recv() => {}
        }
    };
    tokio::select! {
        () = listening.serve(server::router(hall)) => {}
        // Whoever has read what is told here may be gone.
        () = ended => drop(writeln!(io::stdout(), "\nThe room is closed. Started again, it goes on.")),
    }
}

/// Where one joins, with the code in it.
fn joining(address: &str, code: &str) -> String {
    format!("{address}/?{code}")
}

/// What stands in the terminal. The leader's link is for the leader alone, and the wall shows the other one.
fn tell(state: &State, address: &str, goes_on: bool, room: &Path) {
    let secrets = &state.secrets;
    if goes_on {
        let (people, votes) = (
            state.people.len(),
            state.polls.iter().flat_map(|asked| &asked.rounds).map(|round| round.votes.len()).sum::<usize>(),
        );
        println!(
            "This room goes on: {people} people, {votes} votes, {} questions. --new begins another.",
            state.questions.len()
        );
    }
    println!("It is kept in {}\n", room.display());
    println!("Leader:  {address}/desk?{}    (keep it to yourself)", secrets.leader);
    println!("Stage:   {address}/stage?{}    (for a projector on another machine)", secrets.stage);
    println!("Join:    {address}    code {}", secrets.code);
    println!("         calculus lab --room {}@{}\n", secrets.code, address.trim_start_matches("http://"));
    if io::stdout().is_terminal()
        && let Some(picture) = qr::in_terminal(&joining(address, &secrets.code))
    {
        println!("{picture}\n");
    }
    println!("Ctrl-C closes the room.");
}

/// The address by which others reach this machine.
fn address(arguments: &Arguments) -> Result<String, WorkshopError> {
    match &arguments.host {
        Some(host) => Ok(host.clone()),
        None if !arguments.lan => Ok(Ipv4Addr::LOCALHOST.to_string()),
        None => {
            let addresses = network::addresses();
            let first = addresses.first().ok_or(WorkshopError::NoNetwork)?;
            if let [_, others @ ..] = addresses.as_slice()
                && !others.is_empty()
            {
                println!("This machine has more addresses: {}. --host ADDRESS shows another one.", others.join(", "));
            }
            Ok(first.clone())
        }
    }
}
