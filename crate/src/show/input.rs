//! A line from the person at the keyboard.

use std::io::{self, Write};

/// The line by which a kernel knows what it is to ask; the prompt follows.
const ASKS: &str = "EVCXR_INPUT_REQUEST:";
/// Set by the stock kernel for the process in which its cells run.
const STOCK: &str = "EVCXR_IS_RUNTIME";

/// Asks the person at the keyboard, and returns the line that they type, without its end.
///
/// ```no_run
/// use calculus::prelude::*;
/// let n: f64 = input("How many steps? ").trim().parse().unwrap_or(10.0);
/// println!("{n} steps");
/// ```
///
/// JupyterLab shows a field below the cell. Where nobody can answer, as in a notebook that runs by itself, the text is
/// empty, and this course's kernel says so.
pub fn input(prompt: &str) -> String {
    let mut out = io::stdout().lock();
    // A prompt of several lines would be no line for the kernel.
    let asked = match super::is_live() || std::env::var_os(STOCK).is_some() {
        true => writeln!(out, "{ASKS}{}", prompt.replace('\n', " ")),
        false => write!(out, "{prompt}"),
    };
    // A closed standard output means that nobody is there to be asked.
    let _ = asked.and_then(|()| out.flush());
    drop(out);
    let mut line = String::new();
    // What cannot be read is no answer.
    let _ = io::stdin().read_line(&mut line);
    line.trim_end_matches(['\n', '\r']).to_owned()
}
