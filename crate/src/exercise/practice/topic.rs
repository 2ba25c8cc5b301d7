//! What can be practised, and under which names.

use super::pick::Pick;
use super::task::Task;
use super::{derivatives, limits};
use crate::exercise::answer::quoted;
use std::fmt;

/// How an exercise about a topic is made at a level.
type Make = fn(u8, &mut Pick) -> Task;

/// The topics, in the order of the course.
const TOPICS: [(&str, Make); 11] = [
    ("limits at holes", limits::hole),
    ("limits at infinity", limits::at_infinity),
    ("one-sided limits", limits::one_sided),
    ("constant rule", derivatives::constant),
    ("power rule", derivatives::power),
    ("constant multiple rule", derivatives::multiple),
    ("sum rule", derivatives::sum),
    ("product rule", derivatives::product),
    ("quotient rule", derivatives::quotient),
    ("chain rule", derivatives::chain),
    ("power rule on a function chain", derivatives::power_on_chain),
];

/// How many of the topics are about limits; they stand first.
const LIMITS: usize = 3;

/// What to practise: one topic or a mixture of neighbours.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Topic {
    from: usize,
    to: usize,
}

/// A name that no topic has.
#[derive(Debug)]
pub(super) struct UnknownTopic(String);

impl fmt::Display for UnknownTopic {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        let names: Vec<String> = TOPICS.iter().map(|(name, _)| format!("\"{name}\"")).collect();
        write!(
            out,
            "there is no topic {} to practise. There are {}, and the mixtures \"limits\", \"derivatives\" and \"everything\"",
            quoted(&self.0),
            names.join(", ")
        )
    }
}

impl Topic {
    /// The topic of a name, or of a part of one.
    pub fn named(name: &str) -> Result<Topic, UnknownTopic> {
        let wanted = name.trim().to_lowercase();
        let found = match wanted.as_str() {
            "" => None,
            "limits" | "limit" => Some(Topic { from: 0, to: LIMITS }),
            "derivatives" | "derivative" | "rules" => Some(Topic { from: LIMITS, to: TOPICS.len() }),
            "everything" | "mixed" => Some(Topic { from: 0, to: TOPICS.len() }),
            _ => {
                let same = TOPICS.iter().position(|(topic, _)| *topic == wanted);
                let begins = || TOPICS.iter().position(|(topic, _)| topic.starts_with(&wanted));
                let within = || TOPICS.iter().position(|(topic, _)| topic.contains(&wanted));
                same.or_else(begins).or_else(within).map(|at| Topic { from: at, to: at + 1 })
            }
        };
        found.ok_or_else(|| UnknownTopic(name.to_owned()))
    }

    /// A new exercise about it.
    pub fn exercise(self, level: u8, pick: &mut Pick) -> Task {
        let (_, make) = pick.one_of(&TOPICS[self.from..self.to]);
        make(level, pick)
    }

    #[cfg(test)]
    pub fn all() -> impl Iterator<Item = (&'static str, Topic)> {
        TOPICS.iter().enumerate().map(|(at, (name, _))| (*name, Topic { from: at, to: at + 1 }))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn part_of_a_name_is_enough() {
        for (part, name) in [
            ("holes", "limits at holes"),
            ("Chain rule", "chain rule"),
            ("chain", "chain rule"),
            ("one-sided", "one-sided limits"),
            ("power", "power rule"),
            ("function chain", "power rule on a function chain"),
        ] {
            assert_eq!(Topic::named(part).unwrap(), Topic::named(name).unwrap(), "{part}");
        }
        let said = Topic::named("integrals").unwrap_err().to_string();
        assert!(said.contains("integrals") && said.contains("\"product rule\""), "{said}");
    }
}
