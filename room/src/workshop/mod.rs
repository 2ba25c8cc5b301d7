//! The command: what it is asked for, and what it does.

mod arguments;
mod error;
mod material;
mod serve;

pub use arguments::Arguments;
pub use error::WorkshopError;
pub use serve::{Doors, hall};

use crate::journal::Journal;
use crate::keeper;
use crate::slides::folder;
use crate::state::State;
use crate::{export, open};
use std::fs;
use std::path::Path;

pub fn run(arguments: &Arguments) -> Result<(), WorkshopError> {
    if !(arguments.speed > 0.0 && arguments.speed.is_finite()) {
        return Err(WorkshopError::Speed);
    }
    if let Some(out) = &arguments.slides {
        let decks = material::decks(arguments)?;
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
    serve::serve(arguments, &room)
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
