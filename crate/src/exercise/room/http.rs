//! A request to the room's server, in plain HTTP/1.1: it is on the same network, and nothing secret is said.

use std::io::{self, Read, Write};
use std::net::{TcpStream, ToSocketAddrs};
use std::time::Duration;

/// How long each step may take: to connect, to write, and to read what has come.
const PATIENCE: Duration = Duration::from_secs(1);
/// A longer answer is none of a room's.
const LONGEST: u64 = 64 << 10;
/// A name may stand for several addresses, in IPv4 and IPv6.
const ADDRESSES: usize = 2;

/// What is asked of a room.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Request {
    /// With its path and query.
    Get(String),
    /// With its path, and a body of JSON.
    Post(&'static str, String),
}

/// What the room answers.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Reply {
    pub status: u16,
    pub body: String,
}

/// Asks, and waits for the answer. Meant for a thread of its own.
pub(super) fn ask(host: &str, request: &Request) -> io::Result<Reply> {
    let mut stream = connected(host)?;
    stream.set_read_timeout(Some(PATIENCE))?;
    stream.set_write_timeout(Some(PATIENCE))?;
    stream.write_all(written(host, request).as_bytes())?;
    let mut answer = Vec::new();
    // A slow server sends a byte a second for ever; so long an answer has too many bytes for that to matter much.
    stream.take(LONGEST).read_to_end(&mut answer)?;
    read(&String::from_utf8_lossy(&answer)).ok_or_else(|| io::Error::new(io::ErrorKind::InvalidData, "no HTTP"))
}

fn connected(host: &str) -> io::Result<TcpStream> {
    let mut failure = io::Error::new(io::ErrorKind::NotFound, "no such machine");
    for address in host.to_socket_addrs()?.take(ADDRESSES) {
        match TcpStream::connect_timeout(&address, PATIENCE) {
            Ok(stream) => return Ok(stream),
            Err(error) => failure = error,
        }
    }
    Err(failure)
}

fn written(host: &str, request: &Request) -> String {
    let (method, path, body) = match request {
        Request::Get(path) => ("GET", path.as_str(), ""),
        Request::Post(path, body) => ("POST", *path, body.as_str()),
    };
    let length = body.len();
    let head = format!("{method} {path} HTTP/1.1\r\nHost: {host}\r\nConnection: close\r\nAccept: application/json\r\n");
    let kind = if body.is_empty() { "" } else { "Content-Type: application/json\r\n" };
    format!("{head}{kind}Content-Length: {length}\r\n\r\n{body}")
}

fn read(answer: &str) -> Option<Reply> {
    let (head, body) = answer.split_once("\r\n\r\n")?;
    let mut first = head.lines().next()?.split(' ');
    first.next().filter(|version| version.starts_with("HTTP/1."))?;
    Some(Reply { status: first.next()?.parse().ok()?, body: body.to_owned() })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_request_is_written_and_an_answer_read() {
        let post = written("h:1", &Request::Post("/check", "{\"é\":1}".into()));
        assert!(post.starts_with("POST /check HTTP/1.1\r\nHost: h:1\r\n"), "{post}");
        assert!(post.ends_with("Content-Type: application/json\r\nContent-Length: 8\r\n\r\n{\"é\":1}"), "{post}");
        assert!(written("h:1", &Request::Get("/a?b=c".into())).starts_with("GET /a?b=c HTTP/1.1\r\n"));
        let reply = read("HTTP/1.1 200 OK\r\ncontent-length: 2\r\n\r\n[]");
        assert_eq!(reply, Some(Reply { status: 200, body: "[]".into() }));
        for none in ["", "HTTP/1.1 200 OK", "SSH-2.0\r\n\r\n", "HTTP/1.1 x\r\n\r\n"] {
            assert_eq!(read(none), None, "{none}");
        }
    }
}
