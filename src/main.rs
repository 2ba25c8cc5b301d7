//! `calculus`: the command of the course, and its Jupyter kernel.

mod project;
mod session;

use std::process::ExitCode;

fn main() -> ExitCode {
    let arguments: Vec<String> = std::env::args().collect();
    // Before anything else: a session starts this same program for the parts that it cannot play itself.
    if let Some(code) = session::role(&arguments) {
        return code;
    }
    evcxr::runtime_hook();
    let folder = session::folder::SessionFolder::create(None).unwrap();
    let t = std::time::Instant::now();
    let mut s = session::Session::start(&folder).unwrap();
    eprintln!("started {:?}", t.elapsed());
    for (i, cell) in std::fs::read_to_string(&arguments[1]).unwrap().split("\n%%\n").enumerate() {
        let t = std::time::Instant::now();
        let r = s.run(i + 1, cell, Some(std::time::Duration::from_secs(20)), &mut |o| println!("  {o:?}"));
        println!("[{}] {:?} {}", i + 1, t.elapsed(), match r { Ok(()) => "ok".to_owned(), Err(e) => format!("FAILED {e}") });
    }
    ExitCode::SUCCESS
}
