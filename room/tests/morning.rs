//! A whole morning: thirty learners and a leader, four polls, two rounds, five exercises, questions, and a server that is
//! killed three times in the middle of it.

mod common;

use common::{Client, Room};
use serde_json::{Value, json};
use std::collections::BTreeMap;
use std::sync::atomic::{AtomicUsize, Ordering};

const LEARNERS: usize = 30;

/// All do something at once, each their part.
fn all(learners: &[Client], does: impl Fn(usize, &Client) + Sync) {
    std::thread::scope(|scope| {
        for (at, learner) in learners.iter().enumerate() {
            let does = &does;
            scope.spawn(move || does(at, learner));
        }
    });
}

/// The same, and the server is killed in the middle of it.
fn all_and_a_kill(room: &mut Room, learners: &[Client], does: impl Fn(usize, &Client) + Sync) {
    let done = AtomicUsize::new(0);
    std::thread::scope(|scope| {
        for (at, learner) in learners.iter().enumerate() {
            let (does, done) = (&does, &done);
            scope.spawn(move || {
                does(at, learner);
                done.fetch_add(1, Ordering::SeqCst);
            });
        }
        while done.load(Ordering::SeqCst) < LEARNERS / 3 {
            std::thread::yield_now();
        }
        room.kill();
        room.open_again();
    });
}

fn lead(room: &Room, what: Value) {
    room.leader().insist("/desk/do", &what);
}

#[test]
fn nothing_is_lost_in_a_morning_with_three_kills_and_nothing_counts_twice() {
    // An hour of the room in less than two seconds.
    let mut room = Room::open(&["--speed", "2000"]);
    let names: Vec<String> = (0..LEARNERS).map(|at| format!("Learner {at}")).collect();
    let joined = std::sync::Mutex::new(BTreeMap::new());
    std::thread::scope(|scope| {
        for (at, name) in names.iter().enumerate() {
            let (room, joined) = (&room, &joined);
            scope.spawn(move || joined.lock().unwrap().insert(at, room.joined(name)));
        }
    });
    let learners: Vec<Client> = joined.into_inner().unwrap().into_values().collect();
    assert_eq!(room.desk()["here"], LEARNERS);

    // Two rounds with their breaks, by the plan of two sections.
    lead(&room, json!({"do": "start-rounds", "from": "", "work": 25, "pause": 5}));

    // Four polls. In the second the server is killed.
    let choice = |poll: usize, at: usize| (poll * 7 + at * at) % 4;
    for poll in 1..=4 {
        let id = format!("deck-{poll}");
        lead(&room, json!({"do": "open", "poll": id}));
        let vote = |at: usize, learner: &Client| {
            // Everybody changes their mind once.
            for answer in [(choice(poll, at) + 1) % 4, choice(poll, at)] {
                learner.insist("/vote", &json!({"poll": id, "round": 1, "answer": answer}));
            }
        };
        if poll == 2 {
            all_and_a_kill(&mut room, &learners, vote)
        } else {
            all(&learners, vote)
        }
        lead(&room, json!({"do": "close", "poll": id}));
    }

    // Questions, which are voted up; killed again.
    all_and_a_kill(&mut room, &learners, |at, learner| {
        let what = json!({"text": format!("Question {at}"), "once": format!("only-{at}")});
        learner.insist("/ask", &what);
        learner.insist("/ask", &what);
    });
    let asked: Vec<u64> =
        room.desk()["questions"].as_array().unwrap().iter().map(|asked| asked["id"].as_u64().unwrap()).collect();
    all(&learners, |at, learner| {
        if at % 3 == 0 {
            learner.insist("/up", &json!({"question": asked[0], "up": true}));
        }
        learner.insist("/mood", &json!({"mood": if at % 5 == 0 { "stuck" } else { "done" }}));
    });

    // Five exercises, told by notebooks; killed a third time.
    let notebooks: Vec<String> = (0..LEARNERS).map(|_| room::secret::random_128()).collect();
    let code = room.code.clone();
    all_and_a_kill(&mut room, &learners, |at, learner| {
        for exercise in 1..=5 {
            let check = |right: bool, mistake: Option<&str>| {
                let what = json!({"person": notebooks[at], "name": names[at], "exercise": format!("D{exercise}"), "right": right,
                    "mistake": mistake, "hint": (at % 2 == 0).then_some(1)});
                Client { cookie: None, ..learner.with(&format!("code: {code}")) }.insist("/check", &what);
            };
            if at % 3 == 0 {
                check(false, Some("sign"));
            }
            if at % 4 == 0 {
                check(false, Some("chain"));
            }
            if at >= 3 * exercise {
                check(true, None);
            }
        }
    });

    // The rounds come to their end by themselves.
    let desk = room.leader().look("/desk/events", |desk| desk["clock"]["rounds"]["step"].is_null());
    assert_eq!(
        desk["steps"].as_array().unwrap().iter().map(|step| step["minutes"].as_u64().unwrap()).collect::<Vec<_>>(),
        [25, 5, 25]
    );
    // Two of the notebooks have checked nothing, and nobody knows of them.
    assert_eq!(desk["here"], 2 * LEARNERS - 2);
    let stuck = desk["people"].as_array().unwrap().iter().filter(|person| person["mood"] == "stuck").count();
    assert_eq!(stuck, 6);
    assert_eq!(desk["questions"][0]["up"], 10);
    room.kill();

    // What is written down is what was done.
    let out = room.folder.path().join("out");
    assert!(room.command(&["--export", out.to_str().unwrap()]).status.success());
    let table = |name: &str| -> Vec<Value> { serde_json::from_slice(&std::fs::read(out.join(name)).unwrap()).unwrap() };
    let votes = table("polls.json");
    assert_eq!(votes.len(), 4 * LEARNERS);
    let deck = room::poll::deck::polls();
    for (at, name) in names.iter().enumerate() {
        for (poll, of) in deck.iter().enumerate() {
            let own: Vec<&Value> =
                votes.iter().filter(|vote| vote["name"] == **name && vote["poll"] == of.id).collect();
            assert_eq!(own.len(), 1);
            assert_eq!(own[0]["answer"], of.choices[choice(poll + 1, at)]);
        }
    }
    let questions = table("questions.json");
    assert_eq!(questions.len(), LEARNERS);
    for at in 0..LEARNERS {
        assert_eq!(questions.iter().filter(|question| question["text"] == format!("Question {at}")).count(), 1);
    }
    let progress = table("progress.json");
    for exercise in 1..=5 {
        let of: Vec<&Value> = progress.iter().filter(|row| row["exercise"] == format!("D{exercise}")).collect();
        assert_eq!(of.iter().filter(|row| row["right"] == true).count(), LEARNERS - 3 * exercise);
        let made = |mistake: &str| of.iter().filter(|row| row["mistakes"].as_str().unwrap().contains(mistake)).count();
        assert_eq!((made("sign"), made("chain")), (10, 8));
    }
}
