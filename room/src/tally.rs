//! The answers to a poll, counted.

use crate::judge::{Class, Sorted};
use crate::poll::{Answer, Asked, Kind, Round};
use std::collections::BTreeMap;

/// With fewer answers than this one could tell who has given which.
pub const FEW: usize = 5;
/// How many different numbers or words have a bar of their own.
const MOST_BARS: usize = 12;

/// One bar, with its length in each round.
#[derive(Clone, Debug, PartialEq)]
pub struct Bar {
    pub label: Label,
    pub counts: Vec<usize>,
    pub right: Option<bool>,
    /// The mistake that such an answer is.
    pub mistake: Option<String>,
}

/// What a bar stands for.
#[derive(Clone, Debug, PartialEq)]
pub enum Label {
    /// The choice with this place.
    Choice(usize),
    Text(String),
    /// A formula in LaTeX.
    Latex(String),
    /// What is in no other bar.
    Rest,
}

/// The bars of a poll, and how many have answered in each round. A formula that is not sorted yet is in no bar.
pub fn bars(asked: &Asked, sorted: &Sorted) -> (Vec<Bar>, Vec<usize>) {
    let answers = asked.rounds.iter().map(|round| round.votes.len()).collect();
    let bars = match asked.poll.kind {
        Kind::One | Kind::Several => of_choices(asked),
        Kind::Number => of_numbers(asked),
        Kind::Word => of_words(asked),
        Kind::Formula => of_formulas(asked, sorted),
    };
    (bars, answers)
}

fn of_choices(asked: &Asked) -> Vec<Bar> {
    let chosen = |answer: &Answer, choice: usize| match answer {
        Answer::Number(number) => *number == choice as f64,
        Answer::Several(choices) => choices.contains(&choice),
        Answer::Text(_) => false,
    };
    let count = |round: &Round, choice| round.votes.values().filter(|answer| chosen(answer, choice)).count();
    (0..asked.poll.choices.len())
        .map(|choice| {
            let counts = asked.rounds.iter().map(|round| count(round, choice)).collect();
            Bar { label: Label::Choice(choice), counts, right: None, mistake: None }
        })
        .collect()
}

fn of_numbers(asked: &Asked) -> Vec<Bar> {
    let right = asked.poll.right.as_ref().and_then(|right| right.parse::<f64>().ok());
    // Numbers are ordered by the bits of those that are not negative, and the others before them.
    let key = |number: f64| {
        let bits = (number + 0.0).to_bits() as i64;
        bits ^ (((bits >> 63) as u64) >> 1) as i64
    };
    let mut bars: BTreeMap<i64, (f64, Vec<usize>)> = BTreeMap::new();
    each(asked, |at, answer| {
        if let Answer::Number(number) = answer {
            bars.entry(key(*number)).or_insert_with(|| (*number, vec![0; asked.rounds.len()])).1[at] += 1;
        }
    });
    let bars = bars.into_values().map(|(number, counts)| Bar {
        label: Label::Text((number + 0.0).to_string().replace('-', "−")),
        counts,
        right: right.map(|right| right == number),
        mistake: None,
    });
    commonest(bars.collect(), asked.rounds.len(), true)
}

fn of_words(asked: &Asked) -> Vec<Bar> {
    let mut bars: BTreeMap<String, (String, Vec<usize>)> = BTreeMap::new();
    each(asked, |at, answer| {
        if let Answer::Text(text) = answer {
            let bar = bars.entry(text.to_lowercase()).or_insert_with(|| (text.clone(), vec![0; asked.rounds.len()]));
            bar.1[at] += 1;
        }
    });
    let bars = bars.into_values();
    let bars = bars.map(|(text, counts)| Bar { label: Label::Text(text), counts, right: None, mistake: None });
    commonest(bars.collect(), asked.rounds.len(), false)
}

fn of_formulas(asked: &Asked, sorted: &Sorted) -> Vec<Bar> {
    let classes = sorted.classes(&asked.poll.id);
    let mut counts = vec![vec![0; asked.rounds.len()]; classes.len()];
    each(asked, |at, answer| {
        if let Answer::Text(text) = answer
            && let Some(class) = sorted.class_of(&asked.poll.id, text)
        {
            counts[class][at] += 1;
        }
    });
    let bar = |(class, counts): (&Class, Vec<usize>)| Bar {
        label: Label::Latex(class.latex.clone()),
        counts,
        right: asked.poll.right.is_some().then_some(class.is_right),
        mistake: class.mistake.clone(),
    };
    let given = classes.iter().zip(counts).filter(|(_, counts)| counts.iter().any(|count| *count > 0));
    commonest(given.map(bar).collect(), asked.rounds.len(), false)
}

fn each(asked: &Asked, mut take: impl FnMut(usize, &Answer)) {
    for (at, round) in asked.rounds.iter().enumerate() {
        round.votes.values().for_each(|answer| take(at, answer));
    }
}

/// As many bars as can be shown, the commonest, and one for the others; in their own order or the longest first.
fn commonest(mut bars: Vec<Bar>, rounds: usize, keep_order: bool) -> Vec<Bar> {
    let total = |bar: &Bar| bar.counts.iter().sum::<usize>();
    let mut places: Vec<usize> = (0..bars.len()).collect();
    places.sort_by_key(|place| std::cmp::Reverse(total(&bars[*place])));
    let rest = places.split_off(places.len().min(MOST_BARS));
    if keep_order {
        places.sort_unstable();
    }
    let mut others = vec![0; rounds];
    for place in &rest {
        others.iter_mut().zip(&bars[*place].counts).for_each(|(sum, count)| *sum += count);
    }
    let taken = places.iter().map(|place| bars[*place].clone()).collect();
    bars = taken;
    if !rest.is_empty() {
        bars.push(Bar { label: Label::Rest, counts: others, right: None, mistake: None });
    }
    bars
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::poll::Poll;
    use crate::secret::PersonId;

    fn asked(kind: Kind, rounds: &[&[Answer]]) -> Asked {
        let poll = Poll {
            id: "p".to_owned(),
            question: "?".to_owned(),
            kind,
            choices: vec!["a".to_owned(), "b".to_owned()],
            right: (kind == Kind::Number).then(|| "2".to_owned()),
            mistakes: vec![],
        };
        let round = |answers: &&[Answer]| Round {
            votes: answers.iter().map(|answer| (PersonId::new(), answer.clone())).collect(),
            ..Round::default()
        };
        Asked { rounds: rounds.iter().map(round).collect(), ..Asked::new(poll) }
    }

    #[test]
    fn both_rounds_stand_side_by_side() {
        let (a, b) = (Answer::Number(0.0), Answer::Number(1.0));
        let (bars, answers) = bars(&asked(Kind::One, &[&[a.clone(), a.clone(), b.clone()], &[b]]), &Sorted::default());
        assert_eq!(bars.iter().map(|bar| bar.counts.clone()).collect::<Vec<_>>(), [[2, 0], [1, 1]]);
        assert_eq!(answers, [3, 1]);
    }

    #[test]
    fn numbers_stand_in_order_and_the_rare_ones_together() {
        let few = [2.0, -1.0, 0.5, 2.0, -0.0, 0.0].map(Answer::Number);
        let (bars, _) = super::bars(&asked(Kind::Number, &[&few]), &Sorted::default());
        let labels: Vec<String> = bars.iter().map(|bar| format!("{:?} {}", bar.label, bar.counts[0])).collect();
        assert_eq!(labels, [r#"Text("−1") 1"#, r#"Text("0") 2"#, r#"Text("0.5") 1"#, r#"Text("2") 2"#]);
        assert_eq!(bars[3].right, Some(true));
        let many: Vec<Answer> = (0..40).map(|n| Answer::Number(f64::from(n))).collect();
        let (bars, _) = super::bars(&asked(Kind::Number, &[&many]), &Sorted::default());
        assert_eq!(bars.len(), 13);
        assert_eq!((&bars[12].label, bars[12].counts[0]), (&Label::Rest, 28));
    }

    #[test]
    fn words_are_the_same_in_capitals() {
        let words = ["Slope", "slope", "area"].map(|word| Answer::Text(word.to_owned()));
        let (bars, _) = super::bars(&asked(Kind::Word, &[&words]), &Sorted::default());
        assert_eq!(bars.iter().map(|bar| bar.counts[0]).collect::<Vec<_>>(), [2, 1]);
    }
}
