//! What is kept of the rooms that one has been in: as whom, and whether one has left.

use super::address::Address;
use crate::exercise::json::Json;
use crate::exercise::kept::Kept;
use crate::show::json::{Object, text};
use std::collections::BTreeMap;
use std::hash::{BuildHasher, RandomState};

/// More rooms than anybody comes back to.
const MOST: usize = 50;

/// Who somebody is in a room: the same in each of their notebooks, and after a restart.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Person {
    /// A random number, which says nothing about anybody.
    pub id: String,
    /// As they want to be called, if they do.
    pub name: Option<String>,
    /// When they left, in seconds.
    pub left: Option<u64>,
}

impl Person {
    /// Somebody whom no room has seen.
    pub fn stranger() -> Person {
        // The keys of each come from the system's random numbers.
        let [one, other] = [1, 2].map(|n| RandomState::new().hash_one(n));
        Person { id: format!("{one:016x}{other:016x}"), name: None, left: None }
    }

    /// Whether they are not there any more, if they had come at this moment.
    pub fn has_left(&self, came: u64) -> bool {
        self.left.is_some_and(|left| left >= came)
    }
}

/// By the room's address.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Rooms(BTreeMap<String, Person>);

impl Rooms {
    pub fn get(&self, room: &Address) -> Option<&Person> {
        self.0.get(&room.to_string())
    }

    /// The person in this room, who is made if there is none.
    pub fn person(&mut self, room: &Address) -> &mut Person {
        let name = room.to_string();
        if !self.0.contains_key(&name) && self.0.len() >= MOST {
            self.0.pop_first();
        }
        self.0.entry(name).or_insert_with(Person::stranger)
    }
}

impl Kept for Rooms {
    const NAME: &'static str = "rooms.json";
    const VERSION: u64 = 1;
    const ENTRIES: &'static str = "rooms";

    fn of(entries: &BTreeMap<String, Json>) -> Rooms {
        let person = |(room, person): (&String, &Json)| {
            let id = person.get("person").and_then(Json::text).filter(|id| !id.is_empty())?.to_owned();
            let name = person.get("name").and_then(Json::text).map(str::to_owned);
            Some((room.clone(), Person { id, name, left: person.get("left").and_then(Json::whole) }))
        };
        Rooms(entries.iter().filter_map(person).collect())
    }

    fn entries(&self) -> impl Iterator<Item = (&String, Object)> {
        self.0.iter().map(|(room, person)| {
            let entry = Object::new().add("person", text(&person.id));
            let entry = person.name.iter().fold(entry, |entry, name| entry.add("name", text(name)));
            (room, person.left.iter().fold(entry, |entry, left| entry.add("left", left.to_string())))
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_person_is_the_same_when_they_come_back() {
        let [one, other] = ["A1@h:1", "B2@h:1"].map(|address| address.parse::<Address>().unwrap());
        let mut rooms = Rooms::default();
        let id = rooms.person(&one).id.clone();
        rooms.person(&one).name = Some("Zoë \"Z\"".into());
        rooms.person(&other).left = Some(7);
        assert_eq!(Rooms::read(&rooms.write()).unwrap(), Some(rooms.clone()));
        assert_eq!(rooms.person(&one).id, id);
        assert_ne!(rooms.person(&other).id, id);
        assert!(id.len() == 32 && id.bytes().all(|digit| digit.is_ascii_hexdigit()));
        assert!(rooms.person(&other).has_left(7) && !rooms.person(&other).has_left(8));
        for n in 0..100 {
            rooms.person(&format!("C{n}@h").parse().unwrap());
        }
        assert_eq!(rooms.0.len(), MOST);
    }
}
