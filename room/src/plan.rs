//! The plan of the day: the sections of the notebooks with their minutes, cut into rounds of work with breaks.

use crate::clock::Step;
use crate::time::{MINUTE, Moment};
use serde::{Deserialize, Serialize};

/// Minutes of work in a round, and of the break after it.
pub const WORK: u32 = 25;
pub const BREAK: u32 = 5;
/// No section takes longer.
pub const LONGEST_SECTION: u32 = 600;

/// A section of a notebook.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Section {
    /// The notebook and the section's first cell, as in `01-limits#L07-hole`.
    pub place: String,
    pub title: String,
    pub minutes: u32,
    /// Whether it is shown in class; what is not is left for home.
    pub chosen: bool,
}

#[derive(Clone, Debug, Default, PartialEq)]
pub struct Plan {
    pub sections: Vec<Section>,
}

impl Plan {
    pub fn minutes(&self) -> u32 {
        self.chosen().map(|section| section.minutes).sum()
    }

    pub fn chosen(&self) -> impl Iterator<Item = &Section> {
        self.sections.iter().filter(|section| section.chosen && section.minutes > 0)
    }

    /// The rounds of work that the sections take from this one on, with breaks between them. A section that does not fit into
    /// the rest of a round begins in it and goes on in the next.
    pub fn rounds(&self, from: &str, work: u32, pause: u32) -> Vec<Step> {
        let (work, pause) = (work.max(1), pause.max(1));
        let begun = self.sections.iter().position(|section| section.place == from).unwrap_or(0);
        let mut rounds: Vec<(u32, Vec<&str>)> = Vec::new();
        for section in self.sections[begun..].iter().filter(|section| section.chosen) {
            let mut left = section.minutes;
            while left > 0 {
                if rounds.last().is_none_or(|(used, _)| *used >= work) {
                    rounds.push((0, Vec::new()));
                }
                let (used, titles) = rounds.last_mut().expect("one was just pushed");
                let taken = left.min(work - *used);
                *used += taken;
                left -= taken;
                titles.push(&section.title);
            }
        }
        let last = rounds.len();
        let step = |is_break, minutes, label| Step { is_break, minutes, label };
        let with_break = |(at, (used, titles)): (usize, (u32, Vec<&str>))| {
            let round = step(false, if at + 1 == last { used } else { work }, titles.join(", "));
            let pause = (at + 1 < last).then(|| step(true, pause, "Break".to_owned()));
            std::iter::once(round).chain(pause)
        };
        rounds.into_iter().enumerate().flat_map(with_break).collect()
    }

    /// How many minutes the room is ahead of its plan, or behind if it is negative: by the sections that it has left.
    pub fn ahead(&self, took: impl Fn(&str) -> Moment, here: Option<&str>) -> i64 {
        self.chosen()
            .filter(|section| Some(section.place.as_str()) != here && took(&section.place) >= MINUTE / 2)
            .map(|section| i64::from(section.minutes) - in_minutes(took(&section.place)))
            .sum()
    }
}

/// Milliseconds as whole minutes, rounded.
pub fn in_minutes(time: Moment) -> i64 {
    (time + MINUTE / 2) / MINUTE
}

#[cfg(test)]
mod tests {
    use super::*;

    fn plan(minutes: &[u32]) -> Plan {
        let section = |(at, minutes): (usize, &u32)| Section {
            place: format!("n#{at}"),
            title: format!("S{at}"),
            minutes: *minutes,
            chosen: true,
        };
        Plan { sections: minutes.iter().enumerate().map(section).collect() }
    }

    #[test]
    fn sections_fill_rounds_and_go_on_after_the_break() {
        let steps = plan(&[10, 20, 30]).rounds("", WORK, BREAK);
        let told: Vec<String> = steps
            .iter()
            .map(|step| format!("{} {}{}", step.minutes, step.label, if step.is_break { "!" } else { "" }))
            .collect();
        assert_eq!(told, ["25 S0, S1", "5 Break!", "25 S1, S2", "5 Break!", "10 S2"]);
        assert_eq!(plan(&[10, 20, 30]).rounds("n#2", WORK, BREAK).len(), 3);
        assert_eq!(plan(&[]).rounds("", WORK, BREAK), []);
        assert_eq!(plan(&[60]).rounds("", 0, 0).len(), 119);
    }

    #[test]
    fn what_is_left_for_home_takes_no_time() {
        let mut plan = plan(&[10, 20, 30]);
        plan.sections[1].chosen = false;
        assert_eq!((plan.minutes(), plan.rounds("", WORK, BREAK).len()), (40, 3));
    }

    #[test]
    fn ahead_or_behind_is_told_by_what_is_over() {
        let took = |place: &str| match place {
            "n#0" => 8 * MINUTE,
            "n#1" => 25 * MINUTE,
            _ => 0,
        };
        assert_eq!(plan(&[10, 20, 30]).ahead(took, Some("n#1")), 2);
        assert_eq!(plan(&[10, 20, 30]).ahead(took, Some("n#2")), -3);
    }
}
