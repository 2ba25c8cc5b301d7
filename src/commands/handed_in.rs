//! `calculus handed-in`: reads the codes that learners have handed in, without a network.

// The library's own file, which needs nothing of the library: this command is not to be built with all of it.
#[path = "../../crate/src/exercise/code.rs"]
#[allow(dead_code, reason = "the library writes codes, this command reads them")]
mod code;

use code::{CodeError, EXERCISES, Work, decode};
use std::io::{self, IsTerminal, Read, Write};
use std::process::ExitCode;

#[derive(clap::Args)]
pub struct Arguments {
    /// Codes from `hand_in()`, each perhaps with a name before it, as in `Ada:1T0K-VPFY`; without any, one a line is read
    /// from standard input
    #[arg(value_name = "[NAME:]CODE")]
    codes: Vec<String>,
}

/// Somebody's code.
struct HandedIn {
    /// The name before it, or its number.
    from: String,
    work: Result<Vec<Work>, CodeError>,
}

pub fn run(arguments: &Arguments) -> ExitCode {
    let mut lines = arguments.codes.clone();
    if lines.is_empty() {
        let mut text = String::new();
        let mut input = io::stdin();
        if input.is_terminal() {
            eprintln!("One code a line, and Ctrl-D after the last:");
        }
        if let Err(error) = input.read_to_string(&mut text) {
            eprintln!("calculus: the codes could not be read: {error}");
            return ExitCode::from(2);
        }
        lines = text.lines().filter(|line| !line.trim().is_empty()).map(str::to_owned).collect();
    }
    let handed_in: Vec<HandedIn> = lines.iter().enumerate().map(|(at, line)| HandedIn::read(at + 1, line)).collect();
    if handed_in.is_empty() {
        eprintln!("calculus: there is no code. `hand_in()` in a notebook gives one");
        return ExitCode::from(2);
    }
    for HandedIn { from, work } in &handed_in {
        if let Err(error) = work {
            eprintln!("calculus: the code of {from}: {error}");
        }
    }
    // Nobody may be there to read it any more.
    let _ = io::stdout().write_all(table(&handed_in).as_bytes());
    if handed_in.iter().all(|one| one.work.is_ok()) { ExitCode::SUCCESS } else { ExitCode::FAILURE }
}

impl HandedIn {
    fn read(number: usize, line: &str) -> HandedIn {
        // A name may have a colon of its own, a code has none.
        let (name, code) = line.rsplit_once(':').unwrap_or(("", line));
        let name: String = name.trim().chars().filter(|c| !c.is_control()).take(LONGEST_NAME).collect();
        let from = if name.is_empty() { number.to_string() } else { name };
        HandedIn { from, work: decode(code) }
    }
}

const LONGEST_NAME: usize = 24;

/// A line for each code and a column for each exercise, by what its name begins with.
fn table(handed_in: &[HandedIn]) -> String {
    let width = handed_in.iter().map(|one| one.from.chars().count()).max().unwrap_or(0).max(4);
    let mut text = format!("{:width$}  solved", "from");
    for (at, exercise) in EXERCISES.iter().enumerate() {
        let (kind, number) = kind_and_number(exercise);
        text += &if is_first(at) { format!("  {}{number:<2}", &kind[..1]) } else { format!(" {number:<2}") };
    }
    text = text.trim_end().to_owned() + "\n";
    let read = handed_in.iter().filter_map(|one| Some((&one.from, one.work.as_ref().ok()?)));
    for (from, work) in read.clone() {
        let solved = work.iter().filter(|work| work.solved).count();
        text += &format!("{from:width$}  {:>6}", format!("{solved}/{}", EXERCISES.len()));
        for (at, exercise) in EXERCISES.iter().enumerate() {
            let between = if is_first(at) { "  " } else { "" };
            text += &format!("{between}{:<3}", mark(work, exercise));
        }
        text = text.trim_end().to_owned() + "\n";
    }
    let many = read.clone().count();
    if many > 1 {
        text += &format!("\n{:<14}{:>6}  {:>5}  tries until it was\n", "exercise", "solved", "tried");
        for exercise in EXERCISES {
            let of: Vec<&Work> =
                read.clone().flat_map(|(_, work)| work).filter(|work| work.exercise == exercise).collect();
            let mut tries: Vec<u32> = of.iter().filter(|work| work.solved).map(|work| work.tries).collect();
            tries.sort_unstable();
            let middle = tries
                .get(tries.len() / 2)
                .map_or(String::new(), |middle| format!("{middle}, at most {}", tries[tries.len() - 1]));
            text += format!("{exercise:<14}{:>6}  {:>5}  {middle}", tries.len(), of.len()).trim_end();
            text.push('\n');
        }
    }
    text + "\nL limits, S slope, D derivatives, A autodiff, F fit, R rate, N network.\n\
            2 solved at the second try   (2) open after two tries   . not tried\n"
}

fn kind_and_number(exercise: &str) -> (&str, &str) {
    exercise.rsplit_once('_').unwrap_or((exercise, ""))
}

/// Whether it is the first exercise of its kind, which has the name: the others stand beside it.
fn is_first(at: usize) -> bool {
    let kind = |at: usize| kind_and_number(EXERCISES[at]).0;
    at == 0 || kind(at - 1) != kind(at)
}

fn mark(work: &[Work], exercise: &str) -> String {
    match work.iter().find(|work| work.exercise == exercise) {
        Some(Work { solved: true, tries, .. }) => tries.to_string(),
        Some(Work { tries, .. }) => format!("({tries})"),
        None => ".".to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_columns_stand_under_their_heads() {
        let work = |exercise, solved, tries| Work { exercise, solved, tries };
        let all = |solved| EXERCISES.map(|exercise| work(exercise, solved, 2)).to_vec();
        let of = |from: &str, work| HandedIn { from: from.to_owned(), work: Ok(work) };
        let text = table(&[of("Ada", all(true)), of("2", all(false)), of("Zoë", vec![work("RATE_1", true, 7)])]);
        let lines: Vec<&str> = text.lines().collect();
        let column = |line: &str, name: &str| line.find(name).unwrap();
        assert!(lines[1].contains("23/23") && lines[2].contains(" 0/23") && lines[3].contains(" 1/23"), "{text}");
        let rate = column(lines[0], "R1");
        assert_eq!(&lines[1][rate..rate + 2], "2 ", "{text}");
        assert_eq!(lines[3].chars().nth(rate), Some('7'), "{text}");
        assert!(text.contains("RATE_1             2      3  7, at most 7"), "{text}");
    }
}
