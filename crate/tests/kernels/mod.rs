//! Programs that check exercises as a kernel's cells do: with a folder of their own, and one line of orders after another.

use calculus::exercise::limits::LIMIT_1;
use calculus::exercise::room::lock_solutions;
use calculus::prelude::*;
use calculus::show::Rich;
use std::io::{BufRead, BufReader, Write};
use std::path::{Path, PathBuf};
use std::process::{Child, ChildStdin, ChildStdout, Command, Stdio};
use std::sync::atomic::{AtomicUsize, Ordering};

/// Set for such a program.
const ORDERS: &str = "TEST_TAKES_ORDERS";
/// Begins and ends what such a program answers; the test's own harness speaks too.
const ANSWER: char = '\u{2}';
const END: char = '\u{3}';

/// A folder that is there until it is dropped.
pub struct Folder(PathBuf);

impl Folder {
    pub fn new() -> Folder {
        static NUMBER: AtomicUsize = AtomicUsize::new(0);
        let name = format!("kernels-{}-{}", std::process::id(), NUMBER.fetch_add(1, Ordering::Relaxed));
        let path = Path::new(env!("CARGO_TARGET_TMPDIR")).join(name);
        std::fs::create_dir_all(&path).unwrap();
        Folder(path)
    }

    pub fn path(&self) -> &Path {
        &self.0
    }
}

impl Drop for Folder {
    fn drop(&mut self) {
        let _ = std::fs::remove_dir_all(&self.0);
    }
}

/// A program that obeys orders until it is dropped.
pub struct Kernel {
    process: Child,
    orders: ChildStdin,
    answers: BufReader<ChildStdout>,
}

impl Kernel {
    /// This same test program once more, with `variables` in its environment. It must have a test of the name `obeys`, which
    /// calls [`obey`].
    pub fn start(folder: &Path, variables: &[(&str, &str)]) -> Kernel {
        let mut command = Command::new(std::env::current_exe().unwrap());
        command
            .args(["--exact", "obeys", "--nocapture"])
            .env_remove("CALCULUS_ROOM")
            .envs([(ORDERS, "1"), ("CALCULUS_LIVE", "1")])
            .env("CALCULUS_PROGRESS", folder)
            .envs(variables.iter().copied())
            .stdin(Stdio::piped())
            .stdout(Stdio::piped());
        let mut process = command.spawn().unwrap();
        let (orders, answers) = (process.stdin.take().unwrap(), process.stdout.take().unwrap());
        Kernel { process, orders, answers: BufReader::new(answers) }
    }

    /// What it says to an order.
    pub fn order(&mut self, order: &str) -> String {
        writeln!(self.orders, "{order}").unwrap();
        let mut before = Vec::new();
        self.answers.read_until(ANSWER as u8, &mut before).unwrap();
        let mut answer = Vec::new();
        self.answers.read_until(END as u8, &mut answer).unwrap();
        String::from_utf8(answer).unwrap().trim_end_matches(END).to_owned()
    }
}

impl Drop for Kernel {
    fn drop(&mut self) {
        let _ = self.process.kill();
        let _ = self.process.wait();
    }
}

/// Obeys, if this is such a program.
pub fn obey() {
    if std::env::var_os(ORDERS).is_none() {
        return;
    }
    let mut input = BufReader::new(std::io::stdin());
    let mut order = String::new();
    while input.read_line(&mut order).unwrap() > 0 {
        let answer = std::panic::catch_unwind(|| obeyed(order.trim_end()));
        let answer = answer.unwrap_or_else(|panic| panic.downcast_ref::<String>().cloned().unwrap_or_default());
        print!("{ANSWER}{answer}{END}");
        std::io::stdout().flush().unwrap();
        order.clear();
    }
}

fn obeyed(order: &str) -> String {
    let (verb, object) = order.split_once(' ').unwrap_or((order, ""));
    match verb {
        "limit" => LIMIT_1.check(object).text(),
        "derivative" => DERIVATIVE_8.check(object).text(),
        "rate" => RATE_1.check(object).text(),
        "fit" => FIT_1.check(&simulate(Line::new(3.0, -2.0), 0.5, 100, 7), Line::new(0.0, 0.0)).text(),
        "practice" => practice("chain rule").seed(1).check(object).text(),
        "hint" => LIMIT_1.hint(object.parse().unwrap()).text(),
        "solution" => LIMIT_1.solution().text(),
        "exercises" => exercises().text(),
        "page" => exercises().html().unwrap(),
        "clear" => exercises().clear().text(),
        "import" => exercises().import(object).text(),
        "hand-in" => hand_in().code().to_owned(),
        "join" => join(object).text(),
        "join-as-ada" => join(object).name(" Ada\u{202e} ").text(),
        "leave" => leave().text(),
        "lock" => {
            lock_solutions();
            String::new()
        }
        _ => panic!("{order}"),
    }
}
