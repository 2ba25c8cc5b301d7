//! A room hears what it is promised to hear, and nothing else; and a room that does not hear holds up nobody.

mod kernels;

use kernels::{Folder, Kernel};
use serde_json::Value;
use std::io::{BufRead, BufReader, Read, Write};
use std::net::{TcpListener, TcpStream};
use std::path::Path;
use std::sync::mpsc::{self, Receiver};
use std::sync::{Arc, Mutex};

#[test]
fn obeys() {
    kernels::obey();
}

/// A room's server.
struct Server {
    address: String,
    /// What it answers: nothing at all, or a status and a body for every request.
    answer: Arc<Mutex<Option<(u16, &'static str)>>>,
    /// The first line and the body of what it was asked.
    requests: Receiver<(String, Value)>,
}

impl Server {
    fn start() -> Server {
        let listener = TcpListener::bind("127.0.0.1:0").unwrap();
        let address = format!("K7QF2M@{}", listener.local_addr().unwrap());
        let answer = Arc::new(Mutex::new(Some((204, ""))));
        let (sender, requests) = mpsc::channel();
        std::thread::spawn({
            let answer = answer.clone();
            move || {
                for stream in listener.incoming() {
                    let mut stream = stream.unwrap();
                    let Some(request) = read(&mut stream) else { continue };
                    let answer = *answer.lock().unwrap();
                    if let Some((status, body)) = answer {
                        let length = body.len();
                        write!(stream, "HTTP/1.1 {status} X\r\ncontent-length: {length}\r\n\r\n{body}").unwrap();
                        let _ = sender.send(request);
                    }
                }
            }
        });
        Server { address, answer, requests }
    }

    fn answers(&self, answer: Option<(u16, &'static str)>) {
        *self.answer.lock().unwrap() = answer;
    }

    /// The next that it is told to this path.
    fn next(&self, path: &str) -> Value {
        loop {
            let (line, body) = self.requests.recv().unwrap();
            if line.contains(path) {
                return body;
            }
        }
    }

    fn kernel(&self, folder: &Path) -> Kernel {
        Kernel::start(folder, &[])
    }
}

fn read(stream: &mut TcpStream) -> Option<(String, Value)> {
    let mut reader = BufReader::new(stream);
    let (mut first, mut length) = (String::new(), 0);
    reader.read_line(&mut first).ok()?;
    loop {
        let mut line = String::new();
        reader.read_line(&mut line).ok()?;
        match line.to_lowercase().strip_prefix("content-length: ") {
            Some(number) => length = number.trim().parse().ok()?,
            None if line.trim().is_empty() => break,
            None => {}
        }
    }
    let mut body = vec![0; length];
    reader.read_exact(&mut body).ok()?;
    Some((first.trim().to_owned(), serde_json::from_slice(&body).unwrap_or_default()))
}

#[test]
fn a_room_hears_how_one_gets_on_and_never_an_answer() {
    let (folder, server) = (Folder::new(), Server::start());
    let mut kernel = server.kernel(folder.path());
    assert!(!kernel.order("limit -1").contains("room"));
    let joined = kernel.order(&format!("join-as-ada {}", server.address));
    assert!(joined.contains("in the room K7QF2M, as Ada.") && joined.contains("never your answer"), "{joined}");
    assert_eq!(server.requests.recv().unwrap().0, "GET /released?code=K7QF2M HTTP/1.1");

    kernel.order("hint 2");
    let said = kernel.order("limit -1");
    assert!(said.contains("the room K7QF2M, as Ada: LIMIT_1 not right yet (“a sign slip”), after hint 2."), "{said}");
    let told = server.next("POST /check");
    let person = told["person"].as_str().unwrap().to_owned();
    let fields: Vec<&String> = told.as_object().unwrap().keys().collect();
    assert_eq!(fields, ["code", "exercise", "hint", "mistake", "name", "person", "right"]);
    assert_eq!(told["code"], "K7QF2M");
    assert_eq!((&told["name"], &told["exercise"]), (&"Ada".into(), &"LIMIT_1".into()));
    assert_eq!((&told["right"], &told["mistake"], &told["hint"]), (&false.into(), &"a sign slip".into(), &2.into()));

    kernel.order("derivative 777 + 6x");
    let told = server.next("POST /check");
    assert_eq!(
        (&told["exercise"], &told["mistake"], &told["hint"]),
        (&"DERIVATIVE_8".into(), &Value::Null, &Value::Null)
    );
    assert!(!told.to_string().contains("777"));
    // Neither what is no answer, nor practice.
    for order in ["limit banana", "practice 8(2x + 5)^3"] {
        assert!(!kernel.order(order).contains("room"));
    }
    kernel.order("limit 1");
    assert_eq!(server.next("POST /check")["right"], true);

    // Another notebook, which joins without saying a name, is the same person.
    let mut other = server.kernel(folder.path());
    assert!(other.order(&format!("join {}", server.address)).contains("as Ada"));
    other.order("rate 0.1");
    let told = server.next("POST /check");
    assert_eq!((&told["person"], &told["mistake"]), (&person.as_str().into(), &"with this rate the cost rises".into()));

    // Who leaves, leaves in all notebooks.
    assert!(other.order("leave").contains("left the room K7QF2M"));
    assert_eq!(server.next("POST /leave")["person"], person.as_str());
    for kernel in [&mut kernel, &mut other] {
        assert!(!kernel.order("limit 1").contains("room"));
    }
    assert!(server.requests.try_iter().all(|(line, _)| line.contains("GET")), "it was told something after that");
}

#[test]
fn a_lab_joins_for_all_its_notebooks_until_one_leaves() {
    let (folder, server) = (Folder::new(), Server::start());
    let lab =
        |since| Kernel::start(folder.path(), &[("CALCULUS_ROOM", &server.address), ("CALCULUS_ROOM_SINCE", since)]);
    let (mut one, mut other) = (lab("5"), lab("5"));
    assert!(one.order("limit 1").contains("the room K7QF2M, without a name: LIMIT_1 right."));
    let person = server.next("POST /check")["person"].clone();
    assert!(person.as_str().unwrap().len() == 32);
    other.order("limit 1");
    assert_eq!(server.next("POST /check")["person"], person);
    other.order("leave");
    server.next("POST /leave");
    assert!(!one.order("limit 1").contains("room"));
    assert!(!lab("5").order("limit 1").contains("room"), "a restarted kernel");
    assert!(lab("9999999999").order("limit 1").contains("the room"), "a lab that was opened later");
    let address = server.address.clone();
    assert!(one.order(&format!("join {address}")).contains("in the room"));
    assert!(one.order("limit 1").contains("the room"));
}

#[test]
fn what_a_room_could_not_hear_it_hears_later() {
    let (folder, server) = (Folder::new(), Server::start());
    let mut kernel = server.kernel(folder.path());
    server.answers(None);
    let joined = kernel.order(&format!("join {}", server.address));
    assert!(joined.contains("in the room K7QF2M") && joined.contains("does not answer"), "{joined}");
    for order in ["limit -1", "limit 2", "derivative 1"] {
        let said = kernel.order(order);
        assert!(said.contains("the room K7QF2M") && !said.contains("does not answer"), "said twice: {said}");
    }
    server.answers(Some((204, "")));
    kernel.order("limit 1");
    let heard: Vec<String> = (0..4).map(|_| server.next("/check")["exercise"].as_str().unwrap().to_owned()).collect();
    assert_eq!(heard, ["LIMIT_1", "LIMIT_1", "DERIVATIVE_8", "LIMIT_1"]);
}

#[test]
fn a_room_that_is_none_is_not_joined_and_one_that_closes_is_left() {
    let (folder, server) = (Folder::new(), Server::start());
    let mut kernel = server.kernel(folder.path());
    server.answers(Some((404, "")));
    assert!(kernel.order(&format!("join {}", server.address)).contains("There is no room K7QF2M"));
    assert!(!kernel.order("limit 1").contains(" room"));
    assert!(kernel.order("join K7QF2M").contains("is no room. It is written as on the stage"));
    server.answers(Some((204, "")));
    kernel.order(&format!("join {}", server.address));
    server.answers(Some((410, "")));
    // It is known at once, or in time for one of the next checks.
    assert!((0..100).any(|_| kernel.order("limit 1").contains("There is no room K7QF2M at")));
    assert!(!kernel.order("limit 1").contains("room"));
}

#[test]
fn in_a_locked_copy_solutions_wait_for_the_leader() {
    let (folder, server) = (Folder::new(), Server::start());
    let mut kernel = server.kernel(folder.path());
    kernel.order(&format!("join {}", server.address));
    assert!(kernel.order("solution").contains("(−1)/(−1)"), "it is no locked copy");
    kernel.order("lock");
    for answer in [Some((200, "[\"LIMIT_2\"]")), Some((200, "")), Some((500, "")), None] {
        server.answers(answer);
        let waits = kernel.order("solution");
        assert!(waits.contains("waits for the leader of the room K7QF2M") && !waits.contains("(−1)"), "{waits}");
    }
    server.answers(Some((200, "[\"LIMIT_2\",\"LIMIT_1\"]")));
    assert!(kernel.order("solution").contains("(−1)/(−1)"));
    server.answers(None);
    assert!(kernel.order("solution").contains("(−1)/(−1)"), "what was released stays so");
    let mut alone = server.kernel(folder.path());
    alone.order("lock");
    assert!(alone.order("solution").contains("Join it as on the stage"));
}
