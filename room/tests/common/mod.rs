//! A room for tests: its server as a process that can be killed, and clients that speak HTTP by hand.
#![allow(dead_code, reason = "each test program uses its own part of this")]

pub mod notebook;

use serde_json::{Value, json};
use std::io::{BufRead, BufReader, Read, Write};
use std::net::{SocketAddr, TcpStream};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::time::Duration;
use tempfile::TempDir;

pub struct Room {
    pub folder: TempDir,
    arguments: Vec<String>,
    process: Child,
    pub address: SocketAddr,
    pub code: String,
    pub leader: String,
    pub stage: String,
}

/// A notebook with two sections, so that no test waits for the course's own.
fn notebook(folder: &Path) -> PathBuf {
    let path = folder.join("trial.ipynb");
    let text = |id: &str, tags: Value, source: &str| json!({"cell_type": "markdown", "id": id, "metadata": {"tags": tags}, "source": source});
    let output = json!({"output_type": "stream", "name": "stdout", "text": "2\n"});
    let code = json!({"cell_type": "code", "id": "c", "metadata": {}, "source": "1 + 1", "execution_count": 1, "outputs": [output]});
    let cells = json!([
        text("t", json!([]), "# Course · 7 · Trial"),
        text("a", json!([]), "## A hole\n\n*About 30 minutes.*"),
        text("n", json!(["notes"]), "Say it slowly: $x^2$."),
        code,
        text("b", json!([]), "## A pole\n\n*About 20 minutes.*"),
    ]);
    let content =
        json!({"cells": cells, "metadata": {"kernelspec": {"name": "rust"}}, "nbformat": 4, "nbformat_minor": 5});
    std::fs::write(&path, content.to_string()).unwrap();
    path
}

pub fn command() -> Command {
    Command::new(env!("CARGO_BIN_EXE_calculus-room"))
}

impl Room {
    pub fn open(arguments: &[&str]) -> Room {
        Room::open_by(command(), arguments)
    }

    /// By a command that starts the program with what follows it.
    pub fn open_by(command: Command, arguments: &[&str]) -> Room {
        let folder = tempfile::tempdir().unwrap();
        let mut all = vec![notebook(folder.path()).to_str().unwrap().to_owned(), "--room".to_owned()];
        all.push(folder.path().join("room").to_str().unwrap().to_owned());
        all.extend(arguments.iter().map(|argument| (*argument).to_owned()));
        let (process, told) = start(command, &all, 0);
        let found = |begin: &str, at: usize| {
            let line =
                told.iter().find(|line| line.starts_with(begin)).unwrap_or_else(|| panic!("no {begin} in {told:?}"));
            line.split_whitespace().nth(at).unwrap().to_owned()
        };
        let secret = |begin: &str| found(begin, 1).split_once('?').unwrap().1.to_owned();
        let address = found("Join:", 1).trim_start_matches("http://").parse().unwrap();
        let (code, leader, stage) = (found("Join:", 3), secret("Leader:"), secret("Stage:"));
        Room { folder, arguments: all, process, address, code, leader, stage }
    }

    pub fn id(&self) -> u32 {
        self.process.id()
    }

    pub fn kill(&mut self) {
        self.process.kill().unwrap();
        self.process.wait().unwrap();
    }

    /// Opens it again, where it was.
    pub fn open_again(&mut self) {
        let (process, told) = start(command(), &self.arguments, self.address.port());
        assert!(told.iter().any(|line| line.starts_with("This room goes on")), "{told:?}");
        self.process = process;
    }

    /// Runs the command on the closed room with further arguments.
    pub fn command(&self, arguments: &[&str]) -> std::process::Output {
        let room = self.folder.path().join("room");
        command().arg("--room").arg(room).args(arguments).output().unwrap()
    }

    pub fn leader(&self) -> Client {
        let cookie = format!("room-{}-leader={}", self.address.port(), self.leader);
        Client { address: self.address, cookie: Some(cookie), headers: vec![] }
    }

    pub fn stage(&self) -> Client {
        let cookie = format!("room-{}-stage={}", self.address.port(), self.stage);
        Client { address: self.address, cookie: Some(cookie), headers: vec![] }
    }

    pub fn stranger(&self) -> Client {
        Client { address: self.address, cookie: None, headers: vec![] }
    }

    /// Somebody who has joined with the code.
    pub fn joined(&self, name: &str) -> Client {
        let mut client = self.stranger();
        let person = room::secret::random_128();
        client.insist("/join", &json!({"code": self.code, "name": name, "person": person}));
        client.cookie = Some(format!("room-{}-person={person}", self.address.port()));
        client
    }

    pub fn desk(&self) -> Value {
        self.leader().look("/desk/events", |_| true)
    }
}

impl Drop for Room {
    fn drop(&mut self) {
        let _ = self.process.kill();
        let _ = self.process.wait();
    }
}

/// Starts the server, and gives what it has said up to the last line that it says before anybody comes.
fn start(mut command: Command, arguments: &[String], port: u16) -> (Child, Vec<String>) {
    command.args(arguments).args(["--port", &port.to_string()]);
    let mut process = command.stdin(Stdio::null()).stdout(Stdio::piped()).spawn().unwrap();
    let mut lines = BufReader::new(process.stdout.take().unwrap()).lines().map(Result::unwrap);
    let mut told: Vec<String> = lines.by_ref().take_while(|line| !line.starts_with("Ctrl-C")).collect();
    told.iter_mut().for_each(|line| *line = line.trim_end().to_owned());
    (process, told)
}

#[derive(Clone)]
pub struct Client {
    pub address: SocketAddr,
    pub cookie: Option<String>,
    /// Further headers, each with its line end.
    pub headers: Vec<String>,
}

/// An answer: its status, its head, its body.
#[derive(Debug)]
pub struct Answer {
    pub status: u16,
    pub head: String,
    pub body: String,
}

impl Answer {
    pub fn json(&self) -> Value {
        serde_json::from_str(&self.body).unwrap_or_else(|_| panic!("no JSON: {self:?}"))
    }
}

impl Client {
    pub fn with(&self, header: &str) -> Client {
        let mut client = self.clone();
        client.headers.push(format!("{header}\r\n"));
        client
    }

    pub fn get(&self, path: &str) -> Answer {
        self.send("GET", path, None).unwrap()
    }

    pub fn post(&self, path: &str, what: &Value) -> Answer {
        self.send("POST", path, Some(&what.to_string())).unwrap()
    }

    /// Fails unless it is done.
    #[track_caller]
    pub fn does(&self, path: &str, what: &Value) {
        let answer = self.post(path, what);
        assert!(answer.status < 300, "{path} {what}: {answer:?}");
    }

    /// Sends it until it has come through, as a page does while the server is away.
    #[track_caller]
    pub fn insist(&self, path: &str, what: &Value) -> Answer {
        loop {
            match self.send("POST", path, Some(&what.to_string())) {
                Ok(answer) if answer.status < 300 => return answer,
                Ok(answer) => panic!("{path} {what}: {answer:?}"),
                Err(_) => std::thread::yield_now(),
            }
        }
    }

    pub fn send(&self, method: &str, path: &str, body: Option<&str>) -> std::io::Result<Answer> {
        let mut stream = self.begin(method, path, body)?;
        let mut text = String::new();
        stream.read_to_string(&mut text)?;
        let (head, body) = text.split_once("\r\n\r\n").ok_or(std::io::ErrorKind::UnexpectedEof)?;
        let status =
            head.split(' ').nth(1).and_then(|status| status.parse().ok()).ok_or(std::io::ErrorKind::InvalidData)?;
        let whole = head
            .to_ascii_lowercase()
            .lines()
            .find_map(|line| line.strip_prefix("content-length: ")?.parse::<usize>().ok());
        if whole.is_some_and(|whole| whole != body.len()) {
            return Err(std::io::ErrorKind::UnexpectedEof.into());
        }
        Ok(Answer { status, head: head.to_owned(), body: body.to_owned() })
    }

    fn begin(&self, method: &str, path: &str, body: Option<&str>) -> std::io::Result<TcpStream> {
        let mut stream = TcpStream::connect(self.address)?;
        stream.set_read_timeout(Some(Duration::from_secs(60)))?;
        let host = if self.headers.iter().any(|header| header.starts_with("Host:")) {
            String::new()
        } else {
            format!("Host: {}\r\n", self.address)
        };
        let cookie = self.cookie.as_ref().map_or(String::new(), |cookie| format!("Cookie: {cookie}\r\n"));
        let kind = if body.is_some() && !self.headers.iter().any(|header| header.starts_with("Content-Type")) {
            "Content-Type: application/json\r\n"
        } else {
            ""
        };
        let length = body.map_or(String::new(), |body| format!("Content-Length: {}\r\n", body.len()));
        let head = format!(
            "{method} {path} HTTP/1.1\r\n{host}{cookie}{kind}{}{length}Connection: close\r\n\r\n",
            self.headers.concat()
        );
        stream.write_all(head.as_bytes())?;
        // A server that refuses what is too long closes before it has read all of it.
        let _ = stream.write_all(body.unwrap_or_default().as_bytes());
        Ok(stream)
    }

    /// The views of a stream, one after the other, until one is as wanted.
    pub fn look(&self, path: &str, wanted: impl Fn(&Value) -> bool) -> Value {
        self.stream(path).find(wanted).expect("the stream goes on")
    }

    /// The views of a stream as they come.
    pub fn stream(&self, path: &str) -> impl Iterator<Item = Value> {
        let stream = self.begin("GET", path, None).unwrap();
        let mut own = false;
        BufReader::new(stream).lines().map_while(Result::ok).filter_map(move |line| {
            own = (own && !line.is_empty()) || line == "event: me";
            let data = line.strip_prefix("data: ")?;
            if own { None } else { Some(serde_json::from_str(data).unwrap()) }
        })
    }
}
