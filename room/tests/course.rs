//! The course's pages from the room's server: what they bring along, and whose checks are taken.

mod common;

use common::{Client, Room};
use serde_json::json;
use std::fs;
use std::path::Path;

/// A folder as calculus-site writes it, with a page in it.
fn pages(folder: &Path) -> String {
    let place = folder.join("site");
    fs::create_dir_all(place.join("fonts")).unwrap();
    for (name, text) in [
        (site::folder::MARK, ""),
        ("index.html", "<html><head><title>x</title></head><body><img onload=\"wake()\"></body></html>"),
        ("fonts/a.woff2", "font"),
    ] {
        fs::write(place.join(name), text).unwrap();
    }
    fs::write(place.join("exercises.js"), site::asset::asset("exercises.js")).unwrap();
    place.to_str().unwrap().to_owned()
}

fn with_pages(further: &[&str]) -> (tempfile::TempDir, Room) {
    let folder = tempfile::tempdir().unwrap();
    let site = pages(folder.path());
    let room = Room::open(&[&["--site", site.as_str()], further].concat());
    (folder, room)
}

fn check() -> serde_json::Value {
    json!({"exercise": "LIMIT_1", "right": false, "mistake": "a sign slip", "hint": 1, "answer": "minus-forty-two"})
}

#[test]
fn pages_come_with_the_rooms_script_and_may_ask_nobody_else() {
    let (_folder, room) = with_pages(&[]);
    let page = room.stranger().get("/course/");
    assert!(page.status == 200 && page.body.contains("src=\"/assets/course.js\"></script>\n</head>"), "{page:?}");
    let head = page.head.to_ascii_lowercase();
    let policy = head.lines().find(|line| line.starts_with("content-security-policy")).unwrap();
    let scripts = policy.split(';').find(|part| part.trim().starts_with("script-src")).unwrap();
    assert_eq!(
        scripts.trim(),
        "script-src 'self' 'wasm-unsafe-eval' 'unsafe-hashes' 'sha256-yXX2tkYSp3+dTNKGjRO8FfVgYGS3iLQNeIcAp40um+c='"
            .to_ascii_lowercase()
    );
    assert!(policy.contains("default-src 'none'") && policy.contains("connect-src 'self';"), "{policy}");
    let font = room.stranger().get("/course/fonts/a.woff2");
    assert!(font.status == 200 && font.head.to_ascii_lowercase().contains("content-type: font/woff2"), "{font:?}");
    assert_eq!(room.stranger().get("/course").status, 308);
    for path in [
        "../journal",
        "..%2fjournal",
        "%2e%2e/journal",
        "fonts/../../journal",
        "/etc/passwd",
        "fonts",
        ".calculus-site",
    ] {
        let answer = room.stranger().get(&format!("/course/{path}"));
        assert!(answer.status == 404, "{path}: {answer:?}");
    }
}

#[test]
fn a_check_counts_once_and_of_those_alone_who_are_in_the_room() {
    let (_folder, mut room) = with_pages(&[]);
    let ada = room.joined("Ada");
    let me = ada.get("/me").json();
    assert_eq!(me, json!({"here": true, "name": "Ada", "code": room.code, "locked": false}));
    for _ in 0..2 {
        ada.does("/check", &check());
    }
    let desk = room.desk();
    assert_eq!(desk["here"], 1);
    assert_eq!(
        desk["exercises"],
        json!([{"exercise": "LIMIT_1", "have": 0, "trying": 1, "mistake": ["a sign slip", 1], "hints": 1}])
    );
    // A stranger, a forged number, a page of another site, and one who has left.
    let forged =
        Client { cookie: Some(format!("room-{}-person=0123456789abcdef", room.address.port())), ..ada.clone() };
    let elsewhere = ada.with("Origin: http://evil.example");
    for client in [room.stranger(), forged, elsewhere] {
        assert_eq!(client.post("/check", &check()).status, 403);
    }
    assert_eq!(room.stranger().get("/me").json(), json!({"here": false, "locked": false}));
    ada.does("/leave", &json!({}));
    assert_eq!(ada.post("/check", &check()).status, 403);
    assert_eq!(ada.get("/me").json()["here"], false);
    assert_eq!(room.desk()["here"], 0);
    // Who sends without an end is slowed.
    let bob = room.joined("Bob");
    assert!((0..200).any(|_| bob.post("/check", &check()).status == 429));
    room.kill();
    let journal = fs::read_to_string(room.folder.path().join("room/journal")).unwrap();
    assert!(journal.contains("LIMIT_1") && !journal.contains("minus-forty-two"), "{journal}");
}

#[test]
fn who_has_left_is_not_back_before_they_say_so() {
    let room = Room::open(&[]);
    let ada = room.joined("Ada");
    ada.does("/leave", &json!({}));
    // The page asks, when it is opened again, whether it is known.
    assert_eq!(ada.post("/join", &json!({})).status, 403);
    assert_eq!(ada.get("/events").status, 403);
    assert_eq!(room.desk()["here"], 0);
    ada.does("/join", &json!({"code": room.code}));
    let people = room.desk()["people"].clone();
    assert_eq!((people.as_array().unwrap().len(), &people[0]["name"]), (1, &json!("Ada")));
}

#[test]
fn solutions_on_pages_can_wait_for_the_leader() {
    let (_folder, room) = with_pages(&["--locked"]);
    assert_eq!(room.stranger().get("/me").json()["locked"], true);
    assert_eq!(room.joined("Ada").get("/me").json()["locked"], true);
}

#[test]
fn a_folder_without_pages_is_refused_with_a_sentence() {
    let folder = tempfile::tempdir().unwrap();
    let said = common::command()
        .args(["--site", folder.path().to_str().unwrap()])
        .arg("--room")
        .arg(folder.path().join("room"))
        .output()
        .unwrap();
    assert!(!said.status.success() && String::from_utf8_lossy(&said.stderr).contains("calculus-site"), "{said:?}");
}
