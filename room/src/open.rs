//! Opening a room: founded if it is new, gone on with if it is not.

use crate::event::{Entry, Event};
use crate::journal::{Journal, JournalError};
use crate::plan::Section;
use crate::poll::Poll;
use crate::secret;
use crate::state::State;
use std::path::Path;

/// A room that is open in this process.
pub struct Opened {
    pub journal: Journal,
    pub state: State,
    /// Whether it was there already.
    pub goes_on: bool,
}

/// Opens the room of a folder, with these polls and this plan beside what it has.
pub fn open(folder: &Path, polls: Vec<Poll>, plan: &[Section]) -> Result<Opened, JournalError> {
    let (journal, entries) = Journal::open(folder)?;
    let state = State::after(&entries);
    let goes_on = !state.secrets.code.is_empty();
    let mut opened = Opened { journal, state, goes_on };
    if !goes_on {
        let event = Event::Founded { code: secret::code(), leader: secret::random_128(), stage: secret::random_128() };
        opened.take(event);
    }
    for poll in polls {
        // A poll that was changed in its file is another one, unless it was asked already.
        let known = opened.state.poll(&poll.id);
        if known.is_none() {
            opened.take(Event::PollAdded { poll });
        }
    }
    let kept = &opened.state.plan.sections;
    let sections: Vec<Section> = plan
        .iter()
        .map(|section| kept.iter().find(|kept| kept.place == section.place).unwrap_or(section).clone())
        .collect();
    if *kept != sections {
        opened.take(Event::Planned { sections });
    }
    Ok(opened)
}

/// The room of a folder as it was at last, without opening it.
pub fn read(folder: &Path) -> Result<State, JournalError> {
    Journal::read(folder).map(|entries| State::after(&entries))
}

impl Opened {
    fn take(&mut self, event: Event) {
        // The calendar is asked when the server starts; until then no time passes.
        let entry = Entry { at: self.state.seen, event };
        self.journal.add(&entry);
        self.state.take(&entry);
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::poll::deck;

    #[test]
    fn a_room_that_is_opened_again_is_the_same_room() {
        let folder = tempfile::tempdir().unwrap();
        let section = |minutes| Section { place: "n#a".into(), title: "A".into(), minutes, chosen: true };
        let mut first = open(folder.path(), deck::polls(), &[section(10)]).unwrap();
        first.journal.sync().unwrap();
        let state = first.state.clone();
        drop(first);
        let again = open(folder.path(), deck::polls(), &[section(10)]).unwrap();
        assert!(again.goes_on);
        assert_eq!(again.state, state);
        assert_eq!(super::read(folder.path()).unwrap(), state);
        assert_eq!(state.polls.len(), 4);
    }

    #[test]
    fn a_plan_that_was_changed_stays_so() {
        let folder = tempfile::tempdir().unwrap();
        let section = |minutes| Section { place: "n#a".into(), title: "A".into(), minutes, chosen: true };
        let mut first = open(folder.path(), vec![], &[section(10)]).unwrap();
        first.take(Event::Planned { sections: vec![section(17)] });
        first.journal.sync().unwrap();
        drop(first);
        assert_eq!(open(folder.path(), vec![], &[section(10)]).unwrap().state.plan.sections, [section(17)]);
    }
}
