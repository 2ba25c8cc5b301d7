//! A whole morning: thirty learners and a leader, four polls, two rounds, five exercises, questions, and a server that is
//! killed three times in the middle of it. Three of the learners have a notebook in a kernel of its own, by `calculus run`, where that
//! was built (KERNEL names it); the notebooks of the others are played by what they would send.

mod common;

use calculus::exercise::Exercise;
use calculus::exercise::limits::{LIMIT_1, LIMIT_2, LIMIT_3, LIMIT_4, LIMIT_5};
use common::notebook::{self, Notebook};
use common::{Client, Room};
use serde_json::{Value, json};
use std::collections::BTreeMap;
use std::sync::atomic::{AtomicUsize, Ordering};

const LEARNERS: usize = 30;
/// From this one on they have a kernel.
const KERNELS_FROM: usize = 27;

/// An exercise, with its right answer and two of the usual mistakes.
struct Asked {
    exercise: &'static Exercise,
    right: &'static str,
    wrong: [&'static str; 2],
}

static ASKED: [Asked; 5] = [
    Asked { exercise: &LIMIT_1, right: "1", wrong: ["-1", "2"] },
    Asked { exercise: &LIMIT_2, right: "-10", wrong: ["10", "0"] },
    Asked { exercise: &LIMIT_3, right: "6", wrong: ["2", "0"] },
    Asked { exercise: &LIMIT_4, right: "0", wrong: ["−∞", "∞"] },
    Asked { exercise: &LIMIT_5, right: "does not exist", wrong: ["−∞", "∞"] },
];

impl Asked {
    /// What a mistake is called.
    fn mistake(&self, at: usize) -> String {
        self.exercise.check(self.wrong[at]).mistake().expect("a usual mistake").to_owned()
    }
}

/// The answers that a learner gives to an exercise, from 1, one after the other: right, or which mistake.
fn answers(at: usize, exercise: usize) -> Vec<Option<usize>> {
    let wrong =
        [3, 4].into_iter().enumerate().filter(|(_, each)| at.is_multiple_of(*each)).map(|(mistake, _)| Some(mistake));
    wrong.chain((at >= 3 * exercise).then_some(None)).collect()
}

/// Whether a learner asks for a hint.
fn takes_hints(at: usize) -> bool {
    at.is_multiple_of(2)
}

/// The notebook of a learner: the first answer falls into a time when the room is away.
fn begin_notebook(program: &std::path::Path, at: usize, name: &str, room: &str) -> Notebook {
    let mut checks = Vec::new();
    for (exercise, asked) in (1..).zip(&ASKED) {
        let hint = if takes_hints(at) { format!("LIMIT_{exercise}.hint(1);\n") } else { String::new() };
        for answer in answers(at, exercise) {
            let answer = answer.map_or(asked.right, |mistake| asked.wrong[mistake]);
            checks.push(format!("{hint}let told = LIMIT_{exercise}.check({answer:?});"));
        }
    }
    let (first, others) = checks.split_first().unwrap();
    // On a busy machine a word may take longer than a cell waits for it: each is said again until its fate is known.
    let until = |done: &str, what: &str| {
        format!("use calculus::show::Rich;\nlet told = loop {{\n{what}\nif {done} {{ break told }}\n}};")
    };
    let join = "let told = join(&std::env::var(\"ROOM\").unwrap()).name(&std::env::var(\"NAME\").unwrap());";
    let last = format!("let told = LIMIT_5.check({:?});", ASKED[4].right);
    let cells = [
        format!("{}\ntold", until("!told.text().contains(\"does not answer\")", join)),
        format!(
            "give(\"ready\");\nwait_for(\"away\");\n{}\ngive(\"said\");\ntold",
            until("told.text().contains(\"does not answer\")", first)
        ),
        format!("wait_for(\"back\");\n{}\ntold", others.join("\n")),
        // A notebook that ends says nothing more, so it waits until all has come through.
        format!("{}\ntold", until("told.text().contains(\"Told to\")", &last)),
    ];
    Notebook::run(program, &cells, &[("ROOM", room), ("NAME", name)])
}

/// All do something at once, each their part.
fn all(learners: &[Client], does: impl Fn(usize, &Client) + Sync) {
    std::thread::scope(|scope| {
        for (at, learner) in learners.iter().enumerate() {
            let does = &does;
            scope.spawn(move || does(at, learner));
        }
    });
}

/// The same, and the server is killed in the middle of it, and away for something else that happens.
fn all_and_a_kill(
    room: &mut Room,
    learners: &[Client],
    does: impl Fn(usize, &Client) + Sync,
    meanwhile: impl FnOnce(),
) {
    let done = AtomicUsize::new(0);
    std::thread::scope(|scope| {
        for (at, learner) in learners.iter().enumerate() {
            let (does, done) = (&does, &done);
            scope.spawn(move || {
                does(at, learner);
                done.fetch_add(1, Ordering::SeqCst);
            });
        }
        while done.load(Ordering::SeqCst) < learners.len() / 3 {
            std::thread::yield_now();
        }
        room.kill();
        meanwhile();
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
    let address = format!("{}@{}", room.code, room.address);
    let program = notebook::program();
    if program.is_none() {
        eprintln!("without kernels: `cargo build` makes the command that has them");
    }
    let mut kernels: Vec<Notebook> = program
        .iter()
        .flat_map(|program| (KERNELS_FROM..LEARNERS).map(|at| begin_notebook(program, at, &names[at], &address)))
        .collect();

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
            all_and_a_kill(&mut room, &learners, vote, || {})
        } else {
            all(&learners, vote)
        }
        lead(&room, json!({"do": "close", "poll": id}));
    }

    // Questions, which are voted up; killed again.
    let ask = |at: usize, learner: &Client| {
        let what = json!({"text": format!("Question {at}"), "once": format!("only-{at}")});
        learner.insist("/ask", &what);
        learner.insist("/ask", &what);
    };
    all_and_a_kill(&mut room, &learners, ask, || {});
    let asked: Vec<u64> =
        room.desk()["questions"].as_array().unwrap().iter().map(|asked| asked["id"].as_u64().unwrap()).collect();
    all(&learners, |at, learner| {
        if at % 3 == 0 {
            learner.insist("/up", &json!({"question": asked[0], "up": true}));
        }
        learner.insist("/mood", &json!({"mood": if at % 5 == 0 { "stuck" } else { "done" }}));
    });

    // Five exercises, told by notebooks; killed a third time, and what kernels tell meanwhile waits.
    kernels.iter_mut().for_each(|kernel| kernel.wait_for("ready"));
    let notebooks: Vec<String> = (0..LEARNERS).map(|_| room::secret::random_128()).collect();
    let code = room.code.clone();
    let played = LEARNERS - kernels.len();
    let check = |at: usize, learner: &Client| {
        for (exercise, asked) in (1..).zip(&ASKED) {
            for answer in answers(at, exercise) {
                let what = json!({"person": notebooks[at], "name": names[at], "exercise": format!("LIMIT_{exercise}"),
                    "right": answer.is_none(), "mistake": answer.map(|mistake| asked.mistake(mistake)),
                    "hint": takes_hints(at).then_some(1)});
                Client { cookie: None, ..learner.with(&format!("code: {code}")) }.insist("/check", &what);
            }
        }
    };
    all_and_a_kill(&mut room, &learners[..played], check, || {
        kernels.iter().for_each(|kernel| kernel.give("away"));
        kernels.iter_mut().for_each(|kernel| kernel.wait_for("said"));
    });
    kernels.iter().for_each(|kernel| kernel.give("back"));
    for kernel in kernels {
        let shown = kernel.shown();
        assert!(shown[1].contains("You are in the room") && shown[1].contains("as Learner"), "{}", shown[1]);
        assert!(shown[2].contains("To be told to the room") && shown[2].contains("does not answer"), "{}", shown[2]);
        assert!(shown[4].contains("Told to the room") && shown[4].contains("LIMIT_5 right"), "{}", shown[4]);
    }

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
    for (exercise, asked) in (1..).zip(&ASKED) {
        let of: Vec<&Value> = progress.iter().filter(|row| row["exercise"] == format!("LIMIT_{exercise}")).collect();
        assert_eq!(of.iter().filter(|row| row["right"] == true).count(), LEARNERS - 3 * exercise);
        let made = |mistake: usize| {
            let mistake = asked.mistake(mistake);
            of.iter().filter(|row| row["mistakes"].as_str().unwrap().contains(&mistake)).count()
        };
        assert_eq!((made(0), made(1)), (10, 8), "LIMIT_{exercise}");
        for (at, name) in names.iter().enumerate() {
            let own: Vec<&&Value> = of.iter().filter(|row| row["name"] == **name).collect();
            assert_eq!(own.len(), usize::from(!answers(at, exercise).is_empty()), "{name}");
            assert!(own.iter().all(|row| row["hint"].is_null() != takes_hints(at)), "{own:?}");
        }
    }
    // No answer has come here.
    let journal = std::fs::read_to_string(room.folder.path().join("room/journal")).unwrap();
    assert!(journal.contains("LIMIT_5") && !journal.contains("does not exist"), "{journal}");
}
