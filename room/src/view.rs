//! What may be seen of the room, and by whom: one view for everybody, one for the stage, one for the desk.

use crate::clock::{Rounds, Timer};
use crate::judge::Sorted;
use crate::plan::in_minutes;
use crate::poll::Asked;
use crate::questions::{self, Question};
use crate::state::{Person, State};
use crate::tally::{self, Bar, FEW, Label};
use crate::written::Writer;
use serde_json::{Value, json};
use std::sync::Arc;

/// The views, as JSON.
#[derive(Debug, Default, PartialEq)]
pub struct Views {
    pub everyone: Arc<str>,
    pub stage: Arc<str>,
    pub desk: Arc<str>,
}

/// What the views show of the world around the room.
#[derive(Clone)]
pub struct Surroundings {
    pub writer: Arc<Writer>,
    /// Where one joins, to be read from the wall.
    pub address: String,
}

/// How many questions the stage shows, and how many everybody sees.
const ON_STAGE: usize = 6;
const FOR_EVERYONE: usize = 50;

pub fn all(state: &State, sorted: &Sorted, surroundings: &Surroundings, trouble: Option<&str>) -> Views {
    let view = View { state, sorted, writer: &surroundings.writer };
    Views {
        everyone: view.everyone().to_string().into(),
        stage: view.stage(surroundings).to_string().into(),
        desk: view.desk(trouble).to_string().into(),
    }
}

struct View<'room> {
    state: &'room State,
    sorted: &'room Sorted,
    writer: &'room Writer,
}

impl View<'_> {
    fn everyone(&self) -> Value {
        let state = self.state;
        let shown = state.poll_on_stage.as_ref().and_then(|poll| state.poll(poll)).filter(|asked| asked.shown);
        let waiting = questions::waiting(&state.questions);
        let question =
            |question: &&Question| json!({"id": question.id, "text": question.text, "up": question.up.len()});
        json!({
            "clock": clock(state),
            "poll": state.open().or(shown).map(|asked| self.poll_for_all(asked)),
            "questions": waiting.iter().take(FOR_EVERYONE).map(question).collect::<Vec<_>>(),
            "released": state.released,
        })
    }

    fn stage(&self, surroundings: &Surroundings) -> Value {
        let state = self.state;
        let poll = state.poll_on_stage.as_ref().and_then(|poll| state.poll(poll));
        let waiting = questions::waiting(&state.questions);
        let question = |question: &&Question| json!({"text": question.text, "up": question.up.len()});
        let (have, trying) = state.progress.sum();
        json!({
            "scene": state.scene,
            "place": state.place,
            "outputsAfter": state.outputs_after,
            "clock": clock(state),
            "poll": poll.map(|asked| self.poll_for_all(asked)),
            "questions": waiting.iter().take(ON_STAGE).map(question).collect::<Vec<_>>(),
            "here": state.present().count(),
            "have": have,
            "trying": trying,
            "code": state.secrets.code,
            "address": surroundings.address,
        })
    }

    fn desk(&self, trouble: Option<&str>) -> Value {
        let state = self.state;
        let mut people: Vec<&Person> = state.people.values().collect();
        people.sort_by_key(|person| person.number);
        let person = |person: &&Person| {
            json!({"number": person.number, "name": person.name, "left": person.left, "from": person.from,
                "mood": person.mood, "since": person.mood_since})
        };
        let asked = questions::in_order(&state.questions);
        let question = |question: &&Question| {
            let by = state.people.get(&question.person).map(Person::called);
            json!({"id": question.id, "text": question.text, "up": question.up.len(), "by": by, "mark": question.mark})
        };
        let took = |place: &str| state.took.get(place).copied().unwrap_or(0);
        let section = |section: &crate::plan::Section| {
            json!({"place": section.place, "title": section.title, "minutes": section.minutes, "chosen": section.chosen,
                "took": in_minutes(took(&section.place))})
        };
        json!({
            "scene": state.scene,
            "place": state.place,
            "outputsAfter": state.outputs_after,
            "clock": clock(state),
            "turn": state.turn,
            "polls": state.polls.iter().map(|asked| self.poll_for_leader(asked)).collect::<Vec<_>>(),
            "pollOnStage": state.poll_on_stage,
            "people": people.iter().map(person).collect::<Vec<_>>(),
            "here": state.present().count(),
            "questions": asked.iter().map(question).collect::<Vec<_>>(),
            "exercises": state.progress.standings(),
            "released": state.released,
            "plan": state.plan.sections.iter().map(section).collect::<Vec<_>>(),
            "planned": state.plan.minutes(),
            "steps": state.rounds.steps,
            "ahead": state.plan.ahead(took, state.place.section.as_deref()),
            "code": state.secrets.code,
            "trouble": trouble,
        })
    }

    /// With bars only where they are to be seen, and nobody's own answer can be seen in them.
    fn poll_for_all(&self, asked: &Asked) -> Value {
        let (bars, answers) = tally::bars(asked, self.sorted);
        let few = answers.iter().any(|answers| (1..FEW).contains(answers));
        let visible = asked.shown && (!few || asked.although_few);
        let mut value = self.poll(asked, &answers);
        value["few"] = json!(asked.shown && !visible);
        value["bars"] = if visible { self.bars(&bars) } else { Value::Null };
        value
    }

    fn poll_for_leader(&self, asked: &Asked) -> Value {
        let (bars, answers) = tally::bars(asked, self.sorted);
        let mut value = self.poll(asked, &answers);
        value["bars"] = self.bars(&bars);
        value["few"] = json!(answers.iter().any(|answers| (1..FEW).contains(answers)));
        value["shown"] = json!(asked.shown);
        value["althoughFew"] = json!(asked.although_few);
        value
    }

    fn poll(&self, asked: &Asked, answers: &[usize]) -> Value {
        let poll = &asked.poll;
        let choices: Vec<String> = poll.choices.iter().map(|choice| self.writer.line(choice)).collect();
        json!({"id": poll.id, "question": self.writer.line(&poll.question), "kind": poll.kind, "choices": choices,
            "open": asked.open_round(), "answers": answers})
    }

    /// A label is `html` that we have written, or `text` that somebody has typed.
    fn bars(&self, bars: &[Bar]) -> Value {
        let bar = |bar: &Bar| {
            let mut value = json!({"counts": bar.counts, "right": bar.right, "mistake": bar.mistake});
            match &bar.label {
                Label::Choice(choice) => value["choice"] = json!(choice),
                Label::Text(text) => value["text"] = json!(text),
                Label::Latex(latex) => value["html"] = json!(self.writer.formula(latex)),
                Label::Rest => value["text"] = json!("others"),
            }
            value
        };
        bars.iter().map(bar).collect()
    }
}

/// What a person sees of themselves.
pub fn own(state: &State, id: &crate::secret::PersonId) -> Value {
    let Some(person) = state.people.get(id) else { return Value::Null };
    let answer = |asked: &Asked| {
        let rounds = asked.rounds.iter().enumerate();
        let own: Vec<Value> =
            rounds.filter_map(|(at, round)| Some(json!([asked.poll.id, at + 1, round.votes.get(id)?]))).collect();
        own
    };
    json!({
        "number": person.number,
        "name": person.name,
        "mood": person.mood,
        "answers": state.polls.iter().flat_map(answer).collect::<Vec<_>>(),
        "up": state.questions.iter().filter(|question| question.up.contains(id)).map(|question| question.id).collect::<Vec<_>>(),
        "asked": state.questions.iter().filter(|question| question.person == *id).map(|question| question.id).collect::<Vec<_>>(),
    })
}

fn clock(state: &State) -> Value {
    let timer = |timer: &Timer| json!({"run": timer.run, "total": timer.total});
    let Rounds { steps, at, timer: rounds } = &state.rounds;
    json!({
        "exercise": timer(&state.exercise),
        "rounds": {"timer": timer(rounds), "step": state.rounds.step(), "at": at, "count": steps.len()},
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::event::{Door, Entry, Event};
    use crate::poll::{Answer, Kind, Poll};
    use crate::secret::PersonId;

    fn room(votes: usize) -> State {
        let mut state = State::default();
        let mut take = |event| state.take(&Entry { at: 1, event });
        take(Event::Founded { code: "ABC234".into(), leader: "leader-secret".into(), stage: "stage-secret".into() });
        let choices = vec!["a".to_owned(), "b".to_owned()];
        let poll =
            Poll { id: "p".into(), question: "$x$?".into(), kind: Kind::One, choices, right: None, mistakes: vec![] };
        take(Event::PollAdded { poll });
        take(Event::PollOpened { poll: "p".into() });
        for number in 1..=votes as u32 {
            let person = PersonId::new();
            let name = Some(format!("<i>{number}</i>"));
            take(Event::Joined { person: person.clone(), number, name, from: Door::Page });
            take(Event::Asked { person: person.clone(), id: number, text: "why?".into(), once: "o".into() });
            take(Event::Voted { person, poll: "p".into(), round: 1, answer: Answer::Number(1.0) });
        }
        state
    }

    fn views(state: &State) -> [Value; 3] {
        let surroundings = Surroundings { writer: Arc::default(), address: "http://10.0.0.2:8300".into() };
        let views = all(state, &Sorted::default(), &surroundings, None);
        [views.everyone, views.stage, views.desk].map(|view| serde_json::from_str(&view).unwrap())
    }

    #[test]
    fn bars_are_seen_when_the_leader_wants_and_enough_have_answered() {
        let mut few = room(4);
        let bars = |state: &State| views(state).map(|view| !view["poll"]["bars"].is_null());
        assert_eq!(bars(&few), [false, false, false]);
        let show =
            |although_few| Entry { at: 2, event: Event::PollShown { poll: "p".into(), shown: true, although_few } };
        few.take(&show(false));
        assert_eq!(bars(&few), [false, false, false]);
        assert_eq!(views(&few)[1]["poll"]["few"], true);
        few.take(&show(true));
        assert_eq!(bars(&few), [true, true, false]);
        let mut enough = room(5);
        assert_eq!(bars(&enough), [false, false, false]);
        enough.take(&show(false));
        assert_eq!(bars(&enough), [true, true, false]);
        assert_eq!(views(&enough)[2]["polls"][0]["bars"][1]["counts"], json!([5]));
    }

    #[test]
    fn nobody_sees_who_the_others_are_and_no_view_has_a_secret() {
        let state = room(6);
        let [everyone, stage, desk] = views(&state).map(|view| view.to_string());
        assert!(desk.contains("<i>1</i>"));
        assert!(!everyone.contains("<i>1</i>") && !stage.contains("<i>1</i>"));
        for view in [&everyone, &stage, &desk] {
            assert!(!view.contains("-secret"));
            assert!(state.people.keys().all(|person| !view.contains(person.as_str())));
        }
        assert!(!everyone.contains("ABC234") && stage.contains("ABC234"));
    }

    #[test]
    fn one_sees_ones_own_answers() {
        let state = room(1);
        let person = state.people.keys().next().unwrap();
        let own = own(&state, person);
        assert_eq!((&own["answers"], &own["asked"]), (&json!([["p", 1, 1.0]]), &json!([1])));
        assert_eq!(super::own(&state, &PersonId::new()), Value::Null);
    }
}
