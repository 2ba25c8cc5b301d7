//! The room with three hundred people: how long a vote takes to the wall, and how much memory the server takes.
//!
//! ```sh
//! cargo run --package calculus-room --example clients            # 300 people; fails beyond 200 ms, 1 s, 60 MB
//! cargo run --package calculus-room --example clients -- --small # 40 people, only whether it runs to its end
//! ```
//!
//! The server is a process of its own: this program once more. Each client has its stream of events open, and votes on a
//! connection of its own, as a phone does. First one after the other, then all at once.

use room::poll::deck;
use room::server::{self, Hosts};
use room::workshop::{self, Doors};
use room::{open, secret};
use serde_json::{Value, json};
use std::io::{BufRead, BufReader as StdReader};
use std::net::{IpAddr, Ipv4Addr, SocketAddr};
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};
use tokio::io::{AsyncBufReadExt, AsyncReadExt, AsyncWriteExt, BufReader};
use tokio::net::TcpStream;

const SERVE: &str = "serve-for-the-bench";

fn main() {
    if std::env::args().nth(1).as_deref() == Some(SERVE) {
        return serve();
    }
    let small = std::env::args().any(|argument| argument == "--small");
    let people = if small { 40 } else { 300 };
    let mut child = Command::new(std::env::current_exe().unwrap()).arg(SERVE).stdout(Stdio::piped()).spawn().unwrap();
    let mut said = String::new();
    StdReader::new(child.stdout.take().unwrap()).read_line(&mut said).unwrap();
    let mut words = said.split_whitespace().map(str::to_owned);
    let mut word = || words.next().expect("the server says its address, its code and its secret");
    let bench = Bench { address: word().parse().unwrap(), code: word(), leader: word(), people };
    let runtime = tokio::runtime::Builder::new_multi_thread().worker_threads(2).enable_all().build().unwrap();
    let (one_by_one, at_once) = runtime.block_on(bench.run());
    let memory = memory_of(child.id());
    child.kill().unwrap();
    child.wait().unwrap();
    println!("{people} people, each with live updates");
    let ok = [("one after the other", one_by_one), ("all at once", at_once)].map(|(how, times)| tell(how, times));
    println!("memory of the server at its highest: {memory:.1} MB (at most 60)");
    let holds = ok.iter().all(|ok| *ok) && memory <= 60.0;
    if !small && !holds {
        std::process::exit(1);
    }
}

fn tell(how: &str, mut times: Vec<Duration>) -> bool {
    times.sort_unstable();
    let (median, worst) = (times[times.len() / 2], times[times.len() - 1]);
    println!("from a vote to the stage, {how}: median {median:.0?} (at most 200 ms), worst {worst:.0?} (at most 1 s)");
    median <= Duration::from_millis(200) && worst <= Duration::from_secs(1)
}

fn memory_of(process: u32) -> f64 {
    let status = std::fs::read_to_string(format!("/proc/{process}/status")).unwrap_or_default();
    let line = status.lines().find_map(|line| line.strip_prefix("VmHWM:"));
    let kilobytes = line.and_then(|line| line.trim().trim_end_matches("kB").trim().parse::<f64>().ok());
    kilobytes.unwrap_or(f64::NAN) * 1024.0 / 1e6
}

/// With the slides of the whole course, as in a class.
fn serve() {
    let folder = tempfile::tempdir().unwrap();
    let formulas = site::formula::Formulas::new();
    let notebooks = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("../notebooks");
    let paths = notebook::in_folder(&notebooks).unwrap();
    let decks: Vec<_> = paths.iter().map(|path| room::slides::Deck::read(path, &formulas).unwrap()).collect();
    let plan: Vec<_> = decks.iter().flat_map(|deck| deck.sections.clone()).collect();
    let opened = open::open(folder.path(), deck::polls(), &plan).unwrap();
    let runtime = tokio::runtime::Builder::new_multi_thread().worker_threads(2).enable_all().build().unwrap();
    runtime.block_on(async {
        server::raise_limit();
        let listening = server::listen(IpAddr::V4(Ipv4Addr::LOCALHOST), 0).unwrap();
        let address = listening.address;
        println!("{address} {} {}", opened.state.secrets.code, opened.state.secrets.leader);
        let shown = format!("http://{address}");
        let doors = Doors { hosts: Hosts::default(), address: &shown, port: address.port() };
        let hall = workshop::hall(opened, 1.0, &decks, None, doors);
        drop(decks);
        listening.serve(server::router(hall)).await;
    });
}

#[derive(Clone)]
struct Bench {
    address: SocketAddr,
    code: String,
    leader: String,
    people: usize,
}

impl Bench {
    /// How long each vote took to be on the stage: one after the other, and all at once.
    async fn run(&self) -> (Vec<Duration>, Vec<Duration>) {
        let mut cookies = Vec::new();
        for _ in 0..self.people {
            let person = secret::random_128();
            self.post("", "/join", json!({"code": self.code, "person": person})).await;
            cookies.push(format!("room-{}-person={person}", self.address.port()));
        }
        for cookie in &cookies {
            let mut stream = self.begin("GET", cookie, "/events", "").await;
            tokio::spawn(async move {
                let mut bytes = [0; 4096];
                while stream.read(&mut bytes).await.is_ok_and(|read| read > 0) {}
            });
        }
        let leader = format!("room-{}-leader={}", self.address.port(), self.leader);
        let mut stage = BufReader::new(self.begin("GET", &leader, "/stage/events", "").await);

        self.lead(&leader, json!({"do": "open", "poll": "deck-1"})).await;
        let mut one_by_one = Vec::new();
        for (at, cookie) in cookies.iter().enumerate() {
            let began = Instant::now();
            let vote = self.post(cookie, "/vote", json!({"poll": "deck-1", "round": 1, "answer": at % 4}));
            let (took, ()) = tokio::join!(seen(&mut stage, "deck-1", at + 1, began), vote);
            one_by_one.push(took);
        }

        self.lead(&leader, json!({"do": "open", "poll": "deck-2"})).await;
        let began = Instant::now();
        for (at, cookie) in cookies.iter().cloned().enumerate() {
            let bench = self.clone();
            let vote = json!({"poll": "deck-2", "round": 1, "answer": at % 4});
            tokio::spawn(async move { bench.post(&cookie, "/vote", vote).await });
        }
        let mut at_once = Vec::new();
        while at_once.len() < self.people {
            let votes = self.next_count(&mut stage, "deck-2").await;
            at_once.resize(votes.max(at_once.len()), began.elapsed());
        }
        (one_by_one, at_once)
    }

    async fn next_count(&self, stage: &mut BufReader<TcpStream>, poll: &str) -> usize {
        let view = next_view(stage).await;
        if view["poll"]["id"] == poll { view["poll"]["answers"][0].as_u64().unwrap_or(0) as usize } else { 0 }
    }

    async fn lead(&self, leader: &str, what: Value) {
        self.post(leader, "/desk/do", what).await;
    }

    async fn post(&self, cookie: &str, path: &str, what: Value) {
        let mut stream = self.begin("POST", cookie, path, &what.to_string()).await;
        let mut answer = String::new();
        stream.read_to_string(&mut answer).await.unwrap();
        assert!(answer.starts_with("HTTP/1.1 20"), "{path}: {answer}");
    }

    async fn begin(&self, method: &str, cookie: &str, path: &str, body: &str) -> TcpStream {
        let mut stream = TcpStream::connect(self.address).await.unwrap();
        let cookie = if cookie.is_empty() { String::new() } else { format!("Cookie: {cookie}\r\n") };
        let kind = "Content-Type: application/json\r\nConnection: close";
        let head = format!(
            "{method} {path} HTTP/1.1\r\nHost: {}\r\n{cookie}{kind}\r\nContent-Length: {}\r\n\r\n{body}",
            self.address,
            body.len()
        );
        stream.write_all(head.as_bytes()).await.unwrap();
        stream
    }
}

/// How long it took from `began` until the stage shows this many votes.
async fn seen(stage: &mut BufReader<TcpStream>, poll: &str, votes: usize, began: Instant) -> Duration {
    loop {
        let view = next_view(stage).await;
        if view["poll"]["id"] == poll && view["poll"]["answers"][0].as_u64() >= Some(votes as u64) {
            return began.elapsed();
        }
    }
}

async fn next_view(stage: &mut BufReader<TcpStream>) -> Value {
    let mut line = String::new();
    loop {
        line.clear();
        assert!(stage.read_line(&mut line).await.unwrap() > 0, "the server has ended");
        if let Some(data) = line.strip_prefix("data: ") {
            return serde_json::from_str(data).unwrap();
        }
    }
}
