//! Implementations that a later cell has in other words.
//!
//! That `impl fmt::Display for P` takes the place of `impl std::fmt::Display for P`, and `impl<U> Show for W<U>` that of
//! `impl<T> Show for W<T>`, is not to be told by their words. The compiler knows: it says which two cannot be beside each
//! other. The one that the current cell has not written itself gives way, as long as the other one is there.
//!
//! In the same way gives way what another cell implements and the current one leaves no room for: of a trait that has further
//! methods now, or for a type that has other fields. Otherwise neither of the two cells could be changed before the other.

use super::canonical::items;
use super::implementations::{is_implementation, members};
use super::messages::Conflict;
use super::statements::blank;
use crate::tokens::in_words;
use std::collections::{BTreeSet, HashMap};

#[derive(Default)]
pub struct Superseded {
    /// For an implementation, or a member of one, the implementation that has taken its place: all of them word by word.
    by: HashMap<(String, Option<String>), String>,
}

impl Superseded {
    /// Has what `own` items conflict with give way. Says whether something does that has not done so before.
    pub fn give_way(&mut self, source: &str, conflicts: &[Conflict], own: &BTreeSet<String>) -> bool {
        let before = self.by.len();
        for conflict in conflicts {
            let [Some(one), Some(other)] = conflict.places.map(|place| Found::at(source, place)) else { continue };
            let (old, new) = match (own.contains(&one.words()), own.contains(&other.words())) {
                (false, true) => (one, other),
                (true, false) => (other, one),
                // Both are of one cell, whose fault it is.
                _ => continue,
            };
            let member = old.member.filter(|_| conflict.of_members).map(in_words);
            if conflict.of_members == member.is_some() {
                self.by.insert((old.words(), member), new.words());
            }
        }
        self.by.len() > before
    }

    /// Has other cells' implementations give way that do not compile beside `own` items. Gives their first lines.
    pub fn give_way_where_broken(
        &mut self,
        source: &str,
        places: &[(usize, usize)],
        own: &BTreeSet<String>,
    ) -> Vec<String> {
        let Some(new) = own.iter().find(|item| !item.starts_with("use ")) else { return Vec::new() };
        let mut lines = Vec::new();
        for found in places.iter().filter_map(|place| Found::at(source, *place)) {
            let words = found.words();
            if !is_implementation(found.item) || own.contains(&words) {
                continue;
            }
            if self.by.insert((words, None), new.clone()).is_none() {
                let starts =
                    |line: &&str| line.trim_start().starts_with("impl") || line.trim_start().starts_with("unsafe impl");
                lines.extend(found.item.lines().find(starts).map(str::to_owned));
            }
        }
        lines
    }

    /// These items are written anew: nothing is in their place any more.
    pub fn come_back(&mut self, items: &BTreeSet<String>) {
        self.by.retain(|(item, _), _| !items.contains(item));
    }

    /// An item of a source, given also word by word, without what gives way to something that is `live`.
    pub fn without(&self, item: &str, words: &str, live: &BTreeSet<&String>) -> Option<String> {
        let gives_way =
            |member: Option<String>| self.by.get(&(words.to_owned(), member)).is_some_and(|other| live.contains(other));
        if self.by.is_empty() {
            return None;
        }
        if gives_way(None) {
            return Some(blank(item));
        }
        let mut text = item.to_owned();
        for (at, member) in members(item) {
            if gives_way(Some(in_words(member))) {
                text.replace_range(at..at + member.len(), &blank(member));
            }
        }
        (text != item).then_some(text)
    }

    pub fn is_empty(&self) -> bool {
        self.by.is_empty()
    }
}

/// What stands at a place of a source.
#[derive(Clone, Copy)]
struct Found<'a> {
    item: &'a str,
    member: Option<&'a str>,
}

impl<'a> Found<'a> {
    fn at(source: &'a str, (line, column): (usize, usize)) -> Option<Found<'a>> {
        let start: usize = source.split_inclusive('\n').take(line.checked_sub(1)?).map(str::len).sum();
        let within = source.get(start..)?.char_indices().nth(column.checked_sub(1)?)?.0;
        let mut before = start + within;
        for item in items(source) {
            if before < item.len() {
                let members = members(item);
                let member = members.into_iter().find(|(at, member)| (*at..at + member.len()).contains(&before));
                return Some(Found { item, member: member.map(|(_, member)| member) });
            }
            before -= item.len();
        }
        None
    }

    fn words(self) -> String {
        in_words(self.item)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const SOURCE: &str = "struct P;\nimpl A for P { fn a(&self) {} }\nimpl a::A for P { fn a(&self) { b() } }\n\
                          impl<T> W<T> { fn get(&self) {} fn x(&self) {} }\nimpl<U> W<U> { fn get(&self) { c() } }\n";

    fn of(lines: &[usize]) -> BTreeSet<String> {
        lines.iter().map(|line| in_words(SOURCE.lines().nth(line - 1).unwrap())).collect()
    }

    fn source(superseded: &Superseded, live: &BTreeSet<String>) -> Vec<String> {
        let live: BTreeSet<&String> = live.iter().collect();
        let left = |item: &str| superseded.without(item, &in_words(item), &live).unwrap_or(item.to_owned());
        items(SOURCE).into_iter().map(left).map(|item| item.trim().to_owned()).collect()
    }

    #[test]
    fn what_the_current_cell_has_not_written_gives_way_as_long_as_the_other_is_there() {
        let mut superseded = Superseded::default();
        let conflicts = [
            Conflict { places: [(2, 1), (3, 1)], of_members: false },
            Conflict { places: [(4, 16), (5, 16)], of_members: true },
        ];
        assert!(superseded.give_way(SOURCE, &conflicts, &of(&[3, 5])));
        assert!(!superseded.give_way(SOURCE, &conflicts, &of(&[3, 5])), "nothing new");
        let now = source(&superseded, &of(&[2, 3, 4, 5]));
        assert_eq!(now[1], "");
        assert!(now[3].contains("fn x") && !now[3].contains("fn get"), "{}", now[3]);
        assert_eq!(source(&superseded, &of(&[2, 4]))[1], SOURCE.lines().nth(1).unwrap());
        superseded.come_back(&of(&[2]));
        assert_eq!(source(&superseded, &of(&[2, 3, 4, 5]))[1], SOURCE.lines().nth(1).unwrap());
    }

    #[test]
    fn two_of_one_cell_stay() {
        let conflict = Conflict { places: [(2, 1), (3, 1)], of_members: false };
        assert!(!Superseded::default().give_way(SOURCE, &[conflict], &of(&[2, 3])));
    }
}
