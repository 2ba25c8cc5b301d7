//! A room that is open: where it listens, and what it tells of that.

use super::arguments::Arguments;
use super::error::WorkshopError;
use super::material;
use crate::course::Course;
use crate::keeper::Keeper;
use crate::open::{self, Opened};
use crate::server::{self, Hall, Hosts, Listening};
use crate::slides::Deck;
use crate::view::Surroundings;
use crate::written::Writer;
use crate::{network, qr};
use std::io::{self, IsTerminal, Write};
use std::net::{IpAddr, Ipv4Addr};
use std::path::Path;
use std::sync::Arc;

pub fn serve(arguments: &Arguments, room: &Path) -> Result<(), WorkshopError> {
    let course = Course::find(arguments.site.as_deref(), arguments.locked)?;
    let decks = material::decks(arguments)?;
    let polls =
        material::polls(arguments)?.into_iter().chain(decks.iter().flat_map(|deck| deck.polls.clone())).collect();
    let plan: Vec<_> = decks.iter().flat_map(|deck| deck.sections.clone()).collect();
    let opened = open::open(room, polls, &plan)?;

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
        tell(&opened, &address, course.is_some(), room);
        let hosts = Hosts { names: network::names(arguments.host.as_deref()) };
        let hall = hall(opened, arguments.speed, &decks, course, Doors { hosts, address: &address, port });
        drop(decks);
        let keeper = hall.keeper.clone();
        until_ended(listening, hall).await;
        keeper.stop().await;
        Ok(())
    })
}

/// By which a room is reached.
pub struct Doors<'room> {
    pub hosts: Hosts,
    /// As it is shown.
    pub address: &'room str,
    pub port: u16,
}

/// A room behind its doors.
pub fn hall(opened: Opened, speed: f64, decks: &[Deck], course: Option<Course>, doors: Doors) -> Hall {
    let Opened { journal, state, .. } = opened;
    let Doors { hosts, address, port } = doors;
    let writer = Arc::new(Writer::default());
    let surroundings = Surroundings { writer: writer.clone(), address: address.to_owned() };
    let qr = qr::as_svg(&joining(address, &state.secrets.code));
    let keeper = Keeper::start(journal, state, speed, surroundings);
    Hall { course, ..Hall::new(keeper, writer, decks, hosts, port, qr) }
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
fn tell(opened: &Opened, address: &str, has_course: bool, room: &Path) {
    let Opened { state, goes_on, .. } = opened;
    let secrets = &state.secrets;
    if *goes_on {
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
    println!("         calculus lab --room {}@{}", secrets.code, address.trim_start_matches("http://"));
    if has_course {
        println!("Course:  {address}/course/    (its pages, whose exercises tell this room)");
    }
    println!();
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
