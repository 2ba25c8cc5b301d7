use super::*;
use crate::clock::Step;
use crate::plan::Section;
use crate::poll::{Answer, Kind, Poll};
use crate::progress::Check;
use crate::questions;

fn happens(state: &mut State, at: Moment, event: Event) -> Result<bool, Refusal> {
    let taken = state.judge(event)?;
    let happened = taken.is_some();
    taken.into_iter().for_each(|event| state.take(&Entry { at, event }));
    Ok(happened)
}

fn joined(state: &mut State, name: Option<&str>) -> PersonId {
    let person = PersonId::new();
    let event = Event::Joined { person: person.clone(), number: 0, name: name.map(str::to_owned), from: Door::Page };
    assert_eq!(happens(state, 1, event), Ok(true));
    person
}

fn with_poll() -> State {
    let poll = Poll {
        id: "p".to_owned(),
        question: "?".to_owned(),
        kind: Kind::One,
        choices: vec!["a".to_owned(), "b".to_owned()],
        right: None,
        mistakes: vec![],
    };
    let mut state = State::default();
    happens(&mut state, 0, Event::PollAdded { poll }).unwrap();
    state
}

fn vote(person: &PersonId, round: usize, choice: usize) -> Event {
    Event::Voted { person: person.clone(), poll: "p".to_owned(), round, answer: Answer::Number(choice as f64) }
}

fn poll(open: bool) -> Event {
    if open { Event::PollOpened { poll: "p".to_owned() } } else { Event::PollClosed { poll: "p".to_owned() } }
}

#[test]
fn a_vote_counts_once_can_be_changed_and_comes_too_late_after_the_end() {
    let mut state = with_poll();
    let ada = joined(&mut state, Some("Ada"));
    assert_eq!(happens(&mut state, 2, vote(&ada, 1, 0)), Err(Refusal::PollClosed));
    assert_eq!(happens(&mut state, 2, poll(true)), Ok(true));
    assert_eq!(happens(&mut state, 3, vote(&ada, 1, 0)), Ok(true));
    assert_eq!(happens(&mut state, 3, vote(&ada, 1, 0)), Ok(false));
    assert_eq!(happens(&mut state, 4, vote(&ada, 1, 1)), Ok(true));
    assert_eq!(happens(&mut state, 4, vote(&PersonId::new(), 1, 1)), Err(Refusal::NotHere));
    assert!(matches!(happens(&mut state, 4, vote(&ada, 1, 7)), Err(Refusal::Answer(_))));
    assert_eq!(happens(&mut state, 5, poll(false)), Ok(true));
    assert_eq!(happens(&mut state, 6, vote(&ada, 1, 0)), Err(Refusal::PollClosed));
    // The second round begins empty, and the first stays as it was.
    assert_eq!(happens(&mut state, 7, poll(true)), Ok(true));
    assert_eq!(happens(&mut state, 7, poll(true)), Ok(false));
    assert_eq!(happens(&mut state, 8, vote(&ada, 1, 0)), Err(Refusal::PollClosed));
    assert_eq!(happens(&mut state, 8, vote(&ada, 2, 0)), Ok(true));
    let rounds = &state.poll("p").unwrap().rounds;
    assert_eq!(rounds[0].votes[&ada], Answer::Number(1.0));
    assert_eq!(rounds[1].votes[&ada], Answer::Number(0.0));
}

#[test]
fn who_comes_back_is_the_same_person() {
    let mut state = State::default();
    let (ada, nobody) = (joined(&mut state, Some("Ada")), joined(&mut state, None));
    assert_eq!((state.people[&ada].called(), state.people[&nobody].called()), ("Ada".into(), "no. 2".into()));
    happens(&mut state, 2, Event::Left { person: ada.clone() }).unwrap();
    assert_eq!(state.present().count(), 1);
    let again = Event::Joined { person: ada.clone(), number: 0, name: None, from: Door::Page };
    assert_eq!(happens(&mut state, 3, again), Ok(true));
    assert_eq!((state.people[&ada].called(), state.people.len()), ("Ada".to_owned(), 2));
}

#[test]
fn a_question_that_is_sent_again_is_the_same_question() {
    let mut state = State::default();
    let (ada, bob) = (joined(&mut state, None), joined(&mut state, None));
    let ask = |person: &PersonId, once: &str| Event::Asked {
        person: person.clone(),
        id: 0,
        text: "Why?".to_owned(),
        once: once.to_owned(),
    };
    assert_eq!(happens(&mut state, 2, ask(&ada, "x")), Ok(true));
    assert_eq!(happens(&mut state, 2, ask(&ada, "x")), Ok(false));
    assert_eq!(happens(&mut state, 3, ask(&bob, "x")), Ok(true));
    let up = Event::Up { person: ada.clone(), question: 2, up: true };
    assert_eq!(happens(&mut state, 3, up.clone()), Ok(true));
    assert_eq!(happens(&mut state, 3, up), Ok(false));
    assert_eq!(questions::waiting(&state.questions).iter().map(|question| question.id).collect::<Vec<_>>(), [2, 1]);
    for many in 1..questions::MOST_OF_ONE {
        happens(&mut state, 4, ask(&ada, &many.to_string())).unwrap();
    }
    assert_eq!(happens(&mut state, 5, ask(&ada, "y")), Err(Refusal::ManyOfOne));
}

#[test]
fn of_two_leaders_who_turn_the_clock_one_is_heard() {
    let mut state = State::default();
    let more = |turn| Event::Clock { timer: Which::Exercise, turn, act: Act::More(1) };
    happens(&mut state, 0, Event::Clock { timer: Which::Exercise, turn: 0, act: Act::Start(5) }).unwrap();
    assert_eq!(happens(&mut state, 1_000, more(1)), Ok(true));
    assert_eq!(happens(&mut state, 1_001, more(1)), Err(Refusal::Late));
    assert_eq!(state.exercise.end_after(0), Some(6 * MINUTE));
}

#[test]
fn the_time_of_a_slide_goes_to_its_section_and_a_break_to_none() {
    let mut state = State::default();
    let slide = |section: &str| Event::Slide { place: Place { section: Some(section.to_owned()), ..Place::default() } };
    let step = |is_break, minutes| Step { is_break, minutes, label: String::new() };
    happens(&mut state, 0, Event::RoundsStarted { steps: vec![step(false, 25), step(true, 5), step(false, 25)] })
        .unwrap();
    happens(&mut state, 0, slide("a")).unwrap();
    happens(&mut state, 10 * MINUTE, slide("b")).unwrap();
    // 15 minutes up to the break, and 2 after it.
    happens(&mut state, 32 * MINUTE, slide("c")).unwrap();
    assert_eq!(state.took, BTreeMap::from([("a".to_owned(), 10 * MINUTE), ("b".to_owned(), 17 * MINUTE)]));
    assert_eq!(state.rounds.at, 2);
    // Overnight nobody works.
    let mut slept = state.clone();
    slept.advance(12 * 60 * MINUTE);
    assert!(slept.took["c"] <= LONGEST_STAND);
}

#[test]
fn nothing_of_who_is_forgotten_stays() {
    let mut state = with_poll();
    let (ada, bob) = (joined(&mut state, Some("Ada")), joined(&mut state, None));
    happens(&mut state, 2, poll(true)).unwrap();
    happens(&mut state, 2, vote(&ada, 1, 0)).unwrap();
    let question =
        |person: &PersonId| Event::Asked { person: person.clone(), id: 0, text: "?".into(), once: "1".into() };
    happens(&mut state, 2, question(&ada)).unwrap();
    happens(&mut state, 2, question(&bob)).unwrap();
    happens(&mut state, 3, Event::Up { person: ada.clone(), question: 2, up: true }).unwrap();
    let check = Check { exercise: "D3".into(), right: true, mistake: None, hint: None };
    happens(&mut state, 3, Event::Checked { person: ada.clone(), check }).unwrap();
    assert_eq!(state.found("Ada"), std::slice::from_ref(&ada));
    assert_eq!((state.found("no. 1"), state.found("2")), (vec![ada.clone()], vec![bob.clone()]));
    state.forget(&ada);
    let left = format!("{state:?}");
    assert!(!left.contains(ada.as_str()) && !left.contains("Ada"), "{left}");
    assert_eq!(state.questions.len(), 1);
}

#[test]
fn a_plan_can_be_changed() {
    let mut state = State::default();
    let section = Section { place: "n#a".into(), title: "A".into(), minutes: 7, chosen: true };
    happens(&mut state, 1, Event::Planned { sections: vec![section] }).unwrap();
    assert_eq!(state.plan.minutes(), 7);
}
