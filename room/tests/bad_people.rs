//! Bad input and bad people: nothing that they send breaks the room, and nothing that is not theirs is given to them.

mod common;

use common::{Client, Room, command};
use serde_json::json;
use std::io::{Read, Write};
use std::net::TcpStream;
use std::process::Command;

fn lead(room: &Room, what: serde_json::Value) {
    room.leader().does("/desk/do", &what);
}

#[test]
fn codes_cannot_be_tried_one_after_the_other() {
    let room = Room::open(&[]);
    let mut told = Vec::new();
    for _ in 0..6 {
        told.push(room.stranger().post("/join", &json!({"code": "WRONG1"})).status);
    }
    assert_eq!(told, [403, 403, 403, 403, 403, 429]);
    // Not even the right one is looked at now, here or at the notebooks' door.
    let answer = room.stranger().post("/join", &json!({"code": room.code}));
    assert!(answer.status == 429 && answer.head.to_ascii_lowercase().contains("retry-after"), "{answer:?}");
    let check = json!({"code": room.code, "person": "0123456789abcdef", "exercise": "D1", "right": true});
    assert_eq!(room.stranger().post("/check", &check).status, 429);
    assert_eq!(room.desk()["here"], 0);
}

#[test]
fn who_is_known_needs_no_code_and_a_page_that_asks_is_no_try() {
    let room = Room::open(&[]);
    let ada = room.joined("Ada");
    for _ in 0..10 {
        assert_eq!(room.stranger().post("/join", &json!({})).status, 403);
    }
    let again = ada.post("/join", &json!({}));
    assert_eq!((again.status, &again.json()["name"]), (200, &json!("Ada")));
    assert_eq!(room.desk()["here"], 1);
    // In small letters, with a space: read from the wall.
    let typed = format!("{} {}", &room.code[..3].to_lowercase(), &room.code[3..]);
    assert_eq!(room.stranger().post("/join", &json!({"code": typed})).status, 200);
}

#[test]
fn the_desk_and_the_stage_are_closed_to_all_but_their_own() {
    let room = Room::open(&[]);
    let ada = room.joined("Ada");
    let forged =
        Client { cookie: Some(format!("room-{}-leader={}", room.address.port(), "0".repeat(32))), ..room.stranger() };
    for client in [&room.stranger(), &ada, &forged] {
        for path in
            ["/desk", "/desk/events", "/desk/slides", "/stage", "/stage/events", "/slides/trial.html", "/stage/qr.svg"]
        {
            let answer = client.get(path);
            assert_eq!(answer.status, 403, "{path}");
            assert!(!answer.body.contains(&room.code) && !answer.body.contains(&room.leader));
        }
        for (path, what) in [
            ("/desk/do", json!({"do": "scene", "scene": "poll"})),
            ("/desk/release", json!({"exercise": "D1"})),
            ("/desk/forget", json!({"who": "1"})),
            ("/stage/slide", json!({"deck": "trial", "slide": 0, "step": 0})),
        ] {
            assert_eq!(client.post(path, &what).status, 403, "{path}");
        }
    }
    assert_eq!(room.stranger().get(&format!("/desk?{}", "0".repeat(32))).status, 403);
    // The stage's key turns slides, and does nothing else.
    assert_eq!(room.stage().post("/stage/slide", &json!({"deck": "trial", "slide": 1, "step": 0})).status, 204);
    assert_eq!(room.stage().post("/desk/do", &json!({"do": "scene", "scene": "poll"})).status, 403);
    assert_eq!(room.stage().get("/desk").status, 403);
}

#[test]
fn a_secret_leaves_the_address_and_no_script_reads_it() {
    let room = Room::open(&[]);
    for (path, secret) in [("/desk", &room.leader), ("/stage", &room.stage)] {
        let answer = room.stranger().get(&format!("{path}?{secret}"));
        assert_eq!(answer.status, 303);
        let head = answer.head.to_ascii_lowercase();
        assert!(head.contains(&format!("location: {path}\r\n")), "{head}");
        assert!(
            head.contains("httponly") && head.contains("samesite=strict") && head.contains(secret.as_str()),
            "{head}"
        );
    }
    for view in [room.leader().look("/desk/events", |_| true), room.stage().look("/stage/events", |_| true)] {
        assert!(!view.to_string().contains(&room.leader) && !view.to_string().contains(&room.stage));
    }
}

#[test]
fn another_sites_page_can_do_nothing() {
    let room = Room::open(&[]);
    let leader = room.leader();
    let what = json!({"do": "scene", "scene": "poll"});
    for header in [
        "Origin: http://evil.example",
        "Origin: null",
        "Origin: http://127.0.0.1:8888",
        "Sec-Fetch-Site: cross-site",
        "Sec-Fetch-Site: same-site",
    ] {
        assert_eq!(leader.with(header).post("/desk/do", &what).status, 403, "{header}");
    }
    // What a form of theirs could send at all.
    for kind in ["text/plain", "application/x-www-form-urlencoded", "multipart/form-data; boundary=x"] {
        assert_eq!(leader.with(&format!("Content-Type: {kind}")).post("/desk/do", &what).status, 415, "{kind}");
    }
    // A name of theirs that was turned to our address.
    for host in ["evil.example", "evil.example:8300", "localhost.evil.example", ""] {
        assert_eq!(leader.with(&format!("Host: {host}")).get("/desk/slides").status, 421, "{host}");
    }
    assert_eq!(leader.with(&format!("Origin: http://{}", room.address)).post("/desk/do", &what).status, 204);
    let head = leader.get("/desk").head.to_ascii_lowercase();
    let policy = head.lines().find(|line| line.starts_with("content-security-policy")).unwrap();
    assert!(
        policy.contains("default-src 'none'") && policy.contains("script-src 'self';") && !policy.contains("unsafe"),
        "{policy}"
    );
    assert!(!head.contains("access-control-allow-origin"), "{head}");
    // Slides have scripts of their own, and therefore no origin.
    let head = leader.get("/slides/trial.html").head.to_ascii_lowercase();
    assert!(head.contains("sandbox allow-scripts;") && !head.contains("allow-same-origin"), "{head}");
}

#[test]
fn what_is_too_long_or_nonsense_is_refused_with_a_sentence() {
    let room = Room::open(&[]);
    let ada = room.joined("Ada");
    let long = "x".repeat(1_000_000);
    assert_eq!(ada.post("/ask", &json!({"text": long, "once": "1"})).status, 413);
    assert_eq!(ada.post("/name", &json!({"name": long})).status, 413);
    assert_eq!(ada.post("/ask", &json!({"text": "x".repeat(501), "once": "1"})).status, 400);
    for (path, body) in [
        ("/vote", "{"),
        ("/vote", "[]"),
        ("/vote", "{\"poll\":\"deck-1\",\"round\":-1,\"answer\":0}"),
        ("/vote", "{\"poll\":\"nowhere\",\"round\":1,\"answer\":0}"),
        ("/ask", "{\"text\":\"\\u0000\\u200b\",\"once\":\"1\"}"),
        ("/up", "{\"question\":99,\"up\":true}"),
        ("/mood", "{\"mood\":\"angry\"}"),
        (
            "/check",
            &format!("{{\"code\":\"{}\",\"person\":\"../../..\",\"exercise\":\"D1\",\"right\":true}}", room.code),
        ),
        (
            "/check",
            &format!(
                "{{\"code\":\"{}\",\"person\":\"0123456789abcdef\",\"exercise\":\"<b>\",\"right\":true}}",
                room.code
            ),
        ),
    ] {
        let answer = ada.send("POST", path, Some(body)).unwrap();
        assert_eq!(answer.status, 400, "{path} {body}: {answer:?}");
        assert!(answer.json()["error"].as_str().unwrap().len() > 10);
    }
    let deep = "[".repeat(10_000);
    assert_eq!(ada.send("POST", "/vote", Some(&deep)).unwrap().status, 400);
    // A text with HTML in it stays a text: pages take no HTML from people (the browser's test looks at that).
    ada.does("/ask", &json!({"text": "<img src=x onerror=alert(1)>", "once": "1"}));
    assert_eq!(room.desk()["questions"][0]["text"], "<img src=x onerror=alert(1)>");
    assert_eq!(room.desk()["questions"].as_array().unwrap().len(), 1);
}

#[test]
fn a_vote_twice_is_one_and_after_the_end_none() {
    let room = Room::open(&[]);
    let ada = room.joined("Ada");
    let vote = |answer: usize| json!({"poll": "deck-1", "round": 1, "answer": answer});
    assert_eq!(ada.post("/vote", &vote(0)).status, 409);
    lead(&room, json!({"do": "open", "poll": "deck-1"}));
    ada.does("/vote", &vote(0));
    ada.does("/vote", &vote(2));
    lead(&room, json!({"do": "close", "poll": "deck-1"}));
    assert_eq!(ada.post("/vote", &vote(1)).status, 409);
    let counts: Vec<u64> = room.desk()["polls"][0]["bars"]
        .as_array()
        .unwrap()
        .iter()
        .map(|bar| bar["counts"][0].as_u64().unwrap())
        .collect();
    assert_eq!(counts, [0, 0, 1, 0]);
}

#[test]
fn of_two_leaders_one_turns_the_clock_and_slides_go_on_once() {
    let room = Room::open(&[]);
    let start = |turn: u64| json!({"do": "clock", "timer": "exercise", "turn": turn, "act": {"start": 5}});
    let turn = room.desk()["turn"].as_u64().unwrap();
    assert_eq!(room.leader().post("/desk/do", &start(turn)).status, 204);
    assert_eq!(room.leader().post("/desk/do", &start(turn)).status, 409);
    let place = json!({"deck": "trial", "slide": 1, "step": 0, "section": "trial#a"});
    room.leader().does("/stage/slide", &place);
    room.leader().does("/stage/slide", &place);
    assert_eq!(room.desk()["place"]["slide"], 1);
}

#[test]
fn who_says_nothing_keeps_nobody_waiting() {
    let room = Room::open(&[]);
    let mut slow: Vec<TcpStream> = (0..200).map(|_| TcpStream::connect(room.address).unwrap()).collect();
    slow.iter_mut()
        .for_each(|stream| stream.write_all(b"POST /join HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Le").unwrap());
    // And one who reads nothing of what they are sent.
    let ada = room.joined("Ada");
    let mut unread = TcpStream::connect(room.address).unwrap();
    let head =
        format!("GET /events HTTP/1.1\r\nHost: {}\r\nCookie: {}\r\n\r\n", room.address, ada.cookie.as_ref().unwrap());
    unread.write_all(head.as_bytes()).unwrap();
    lead(&room, json!({"do": "open", "poll": "deck-1"}));
    ada.does("/vote", &json!({"poll": "deck-1", "round": 1, "answer": 3}));
    assert_eq!(room.desk()["polls"][0]["answers"], json!([1]));
}

#[test]
fn five_hundred_come_at_once() {
    let room = Room::open(&[]);
    let ada = room.joined("Ada");
    let head =
        format!("GET /events HTTP/1.1\r\nHost: {}\r\nCookie: {}\r\n\r\n", room.address, ada.cookie.as_ref().unwrap());
    let mut streams: Vec<TcpStream> = (0..500)
        .map(|_| {
            let mut stream = TcpStream::connect(room.address).unwrap();
            stream.write_all(head.as_bytes()).unwrap();
            stream
        })
        .collect();
    for stream in &mut streams {
        let mut status = [0; 15];
        stream.read_exact(&mut status).unwrap();
        assert_eq!(&status, b"HTTP/1.1 200 OK");
    }
    lead(&room, json!({"do": "open", "poll": "deck-1"}));
    ada.does("/vote", &json!({"poll": "deck-1", "round": 1, "answer": 1}));
}

#[test]
fn a_full_disk_is_told_to_the_leader_and_the_room_goes_on() {
    let mut shell = Command::new("sh");
    // No file may become larger than this many blocks.
    shell.args(["-c", "ulimit -S -f 16; exec \"$@\"", "sh"]).arg(command().get_program());
    let mut room = Room::open_by(shell, &[]);
    let ada = room.joined("Ada");
    let mut asked = 0;
    let full = loop {
        asked += 1;
        let text = format!("{} {}", asked % 10, "why ".repeat(120));
        ada.does("/ask", &json!({"text": text, "once": asked.to_string()}));
        let desk = room.desk();
        lead(&room, json!({"do": "mark", "question": desk["questions"][0]["id"], "mark": "answered"}));
        let questions = desk["questions"].as_array().unwrap().iter().filter(|question| question["mark"] == "waiting");
        for question in questions.map(|question| question["id"].clone()) {
            lead(&room, json!({"do": "mark", "question": question, "mark": "answered"}));
        }
        if !room.desk()["trouble"].is_null() {
            break room.desk();
        }
        assert!(asked < 60, "the disk was never full");
    };
    assert_eq!(full["questions"].as_array().unwrap().len(), asked);
    // It goes on, and when there is room again, all is written down.
    ada.does("/name", &json!({"name": "Ada Lovelace"}));
    let lifted = Command::new("prlimit").args(["--pid", &room.id().to_string(), "--fsize=unlimited"]).status().unwrap();
    assert!(lifted.success());
    room.leader().look("/desk/events", |desk| desk["trouble"].is_null());
    room.kill();
    room.open_again();
    let desk = room.desk();
    assert_eq!(desk["questions"].as_array().unwrap().len(), asked);
    assert_eq!(desk["people"][0]["name"], "Ada Lovelace");
}

#[test]
fn who_comes_back_is_the_same_person_and_who_is_forgotten_is_nobody() {
    let mut room = Room::open(&[]);
    let (ada, bob) = (room.joined("Ada"), room.joined("Bob"));
    lead(&room, json!({"do": "open", "poll": "deck-1"}));
    for learner in [&ada, &bob] {
        learner.does("/vote", &json!({"poll": "deck-1", "round": 1, "answer": 1}));
    }
    room.kill();
    room.open_again();
    assert_eq!(ada.post("/join", &json!({})).json()["answers"], json!([["deck-1", 1, 1.0]]));
    // On the desk, while the room is open.
    assert_eq!(room.leader().post("/desk/forget", &json!({"who": "Nobody"})).status, 400);
    room.leader().does("/desk/forget", &json!({"who": "Ada"}));
    assert_eq!(ada.get("/events").status, 403);
    assert_eq!(room.desk()["polls"][0]["answers"], json!([1]));
    // By the command, when it is closed; not while it is open.
    let refused = room.command(&["--forget", "Bob"]);
    assert!(String::from_utf8_lossy(&refused.stderr).contains("open in another process"), "{refused:?}");
    room.kill();
    assert!(room.command(&["--forget", "Bob"]).status.success());
    assert!(String::from_utf8_lossy(&room.command(&["--forget", "Bob"]).stderr).contains("nobody called `Bob`"));
    let journal = std::fs::read_to_string(room.folder.path().join("room/journal")).unwrap();
    assert!(!journal.contains("Ada") && !journal.contains("Bob") && !journal.contains("\"voted\""), "{journal}");
}

#[test]
fn solutions_are_released_one_by_one() {
    let room = Room::open(&[]);
    assert_eq!(room.stranger().get("/released").json(), json!([]));
    room.leader().does("/desk/release", &json!({"exercise": "LIMIT_1"}));
    room.leader().does("/desk/release", &json!({"exercise": "DERIVATIVE_2", "released": true}));
    assert_eq!(room.stranger().get("/released").json(), json!(["DERIVATIVE_2", "LIMIT_1"]));
    room.leader().does("/desk/release", &json!({"exercise": "LIMIT_1", "released": false}));
    assert_eq!(room.stranger().get("/released").json(), json!(["DERIVATIVE_2"]));
}

#[test]
fn formulas_are_grouped_by_what_they_mean() {
    let room = Room::open(&[]);
    let text = "What is $d/dx\\, x^2 \\sin x$?\nkind: formula\nright: 2x sin x + x^2 cos x\nmistake: 2x cos x = each factor by itself";
    lead(&room, json!({"do": "ask", "id": "chain", "text": text}));
    let answers = ["x(2 sin x + x cos x)", "2x cos x", "cos(x)*2*x", "x^2 cos x + 2 x sin(x)", "x^2", "x·x"];
    for (at, answer) in answers.iter().enumerate() {
        let learner = room.joined(&at.to_string());
        let said = learner.post("/vote", &json!({"poll": "quick-chain", "round": 1, "answer": answer}));
        assert!(said.json()["html"].as_str().unwrap().contains("katex"), "{said:?}");
        if at == 0 {
            let said = learner.post("/vote", &json!({"poll": "quick-chain", "round": 1, "answer": "2x +"}));
            assert!(said.status == 400 && said.json()["error"].as_str().unwrap().contains('^'), "{said:?}");
        }
    }
    let sum = |poll: &serde_json::Value| {
        poll["bars"].as_array().unwrap().iter().map(|bar| bar["counts"][0].as_u64().unwrap()).sum::<u64>()
    };
    let find = |desk: &serde_json::Value| {
        desk["polls"].as_array().unwrap().iter().find(|poll| poll["id"] == "quick-chain").unwrap().clone()
    };
    let desk = room.leader().look("/desk/events", |desk| sum(&find(desk)) == 6);
    let poll = find(&desk);
    let bars: Vec<(u64, Option<&str>, bool)> = poll["bars"]
        .as_array()
        .unwrap()
        .iter()
        .map(|bar| (bar["counts"][0].as_u64().unwrap(), bar["mistake"].as_str(), bar["right"] == true))
        .collect();
    assert_eq!(bars, [(2, None, true), (2, Some("each factor by itself"), false), (2, None, false)]);
}
