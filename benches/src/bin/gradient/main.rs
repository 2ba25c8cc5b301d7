//! What a gradient costs, as a multiple of the plain `f64` function: by the tape, and by its peers in the same run.
//!
//! Run it with `cargo run --release -p calculus-benches --bin gradient`. The times are the best of many runs. A first
//! run is the first in a process of its own, the middle one of several. PyTorch takes part if the interpreter in the
//! variable PYTHON, or else `python3`, has it. With `--small` there are few inputs and runs, and no PyTorch.
//!
//! The last lines say whether the claims hold: for Rosenbrock's function, after the first run, at most 25 times the
//! plain function for 1,000 inputs and 50 times for a million.
//!
//! # What brought how much
//!
//! Rosenbrock's function on a virtual machine with two cores (AMD EPYC), as multiples of the plain function; each line
//! is the tape without one of its ideas.
//!
//! | | n = 1,000 | n = 10⁶ |
//! |---|---|---|
//! | the tape as it is | 10.3 | 12 |
//! | every operation is recorded: the variable carries no slope | 17 | 29 |
//! | operations are inlined when the compiler likes to, not always | 25 | 26 |
//! | a `RefCell` around the list of operations | 12.6 | 14.6 |
//! | on the way back, nothing waits in a register for the operation before | 13 | 15 |
//! | adjoints are set to zero before each walk, not by the walk before | 10.5 | 13 |
//! | none of all these: a straightforward tape | 50 | 54 |
//!
//! Tried and left out: walking back without bounds checks (10.0), a second register, for what flows to the operation
//! before the last (9.1), derivatives of 1 not stored (10.5, a sixth less memory), adjoints in a ring that is as long
//! as the longest distance between operations (11.7, a fifth less memory), huge pages (their first use was two to
//! eight times slower than small ones on that machine).
//!
//! Tried and left out too: a variable that carries its slopes by up to *two* places, and writes when a third comes in, as
//! CoDiPack and Adept do by statements. What is written is then a list of edges of 12 bytes, and a sum goes on from the
//! place before it, so that an input of Rosenbrock's function takes 36 bytes and not 72, and one of the network 12 and not 24.
//! But every operation has two slopes to multiply and two places to compare, and so takes more than it saves:
//!
//! | of an input, on a shared machine with two cores (Intel Xeon, AVX-512) | one place | two places |
//! |---|---|---|
//! | Rosenbrock: instructions, n = 1,000 | 296 | 321 |
//! | Rosenbrock: nanoseconds of the processor, n = 1,000 / 10⁵ / 10⁶ | 27 / 35 / 39 | 22 / 28 / 38 |
//! | network: instructions, n = 1,000 | 111 | 129 |
//! | network: nanoseconds of the processor, n = 1,000 / 10⁵ / 10⁶ | 7.8 / 11 / 22 | 9.6 / 16 / 22 |
//!
//! (PyTorch, in the same hour: 115 / 26 / 39 for Rosenbrock, 150 / 9.5 / 11 for the network.) A fifth is gained where a value
//! is used twice, a fifth or more is lost where it is used once, and the tape no longer fits on a screen. Six times the plain
//! function would be some 90 instructions for an input, of which the function itself is 13 and a walk back over three edges
//! 40: what would be left for recording eight operations is less than the checks that a variable needs which may belong to
//! any tape.
//!
//! A first run is slower because the system gives each page of memory when it is first touched, 1 to 3 µs for 4 KB
//! there; a million inputs touch 140 MB. About half of that memory would be within twice a later run. With room
//! for four million operations asked for at once, which is memory only when it is used, it takes half the time that it
//! took when the list moved as it grew.

mod network;
mod problem;
mod rosenbrock;

use calculus::autodiff::{BYTES_PER_OPERATION, gradient, gradient_forward};
use calculus::autodiff::{Dual, Var};
use calculus_benches::small;
use network::Network;
use problem::{Problem, easy_ml_gradient, num_dual_gradient};
use rosenbrock::Rosenbrock;
use serde_json::Value;
use std::error::Error;
use std::hint::black_box;
use std::process::Command;
use std::time::{Duration, Instant};

const SIZES: [usize; 6] = [10, 100, 1_000, 10_000, 100_000, 1_000_000];
/// How often a first run is measured.
const FIRST_RUNS: usize = 9;
/// The most that a gradient by tape may cost, by the number of inputs.
const CLAIMS: [(usize, f64); 2] = [(1_000, 25.0), (1_000_000, 50.0)];

fn main() -> Result<(), Box<dyn Error>> {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    if let [first, name, n] = arguments.as_slice()
        && first == "--first"
    {
        let n = n.parse()?;
        if name == Rosenbrock::NAME {
            first_run::<Rosenbrock>(n)
        } else {
            first_run::<Network>(n)
        }
        return Ok(());
    }
    let torch = if small() { Value::Null } else { torch() };
    let ratios = table::<Rosenbrock>(&torch)?;
    table::<Network>(&torch)?;
    println!("Memory: {BYTES_PER_OPERATION} bytes for a recorded operation, one where two values meet.");
    if small() {
        return Ok(());
    }
    for (n, most) in CLAIMS {
        let ratio = ratios.iter().find(|(size, _)| *size == n).map_or(f64::INFINITY, |(_, ratio)| *ratio);
        println!("Rosenbrock's function, n = {n}: {ratio:.1} times the function, to be at most {most}");
        if ratio > most {
            return Err("a claim does not hold".into());
        }
    }
    Ok(())
}

/// One line for each size; the ratios of the tape by size.
fn table<P: Problem>(torch: &Value) -> Result<Vec<(usize, f64)>, Box<dyn Error>> {
    println!("\n{}. A gradient costs so many times the plain function:\n", P::TITLE);
    let head = ["n", "f64", "tape", "first run", "first/later", "dual", "num-dual", "easy-ml", "dfdx", "PyTorch"];
    println!("{}", head.map(|title| format!("{title:>12}")).concat());
    let mut ratios = vec![];
    let (mut dual, mut num_dual, mut easy_ml) =
        (Peer::new("dual", 2), Peer::new("num-dual", 2), Peer::new("easy-ml", 1));
    for n in SIZES.into_iter().take(if small() { 3 } else { SIZES.len() }) {
        let (problem, xs) = (P::new(n), P::at(n));
        let plain = best(|| problem.value::<f64>(black_box(&xs)));
        let expected = gradient(|x: &[Var]| problem.value(x), &xs);
        let later = best(|| gradient(|x: &[Var]| problem.value(x), black_box(&xs)));
        let first = first_runs::<P>(n)?;
        let peers = [
            dual.run(n, &expected, || gradient_forward(|x: &[Dual]| problem.value(x), black_box(&xs))),
            num_dual.run(n, &expected, || num_dual_gradient(&problem, black_box(&xs))),
            easy_ml.run(n, &expected, || easy_ml_gradient(&problem, black_box(&xs))),
            Peer::new("dfdx", 1).run(n, &expected, || problem.dfdx(black_box(&xs))),
            torch[P::NAME][n.to_string()].as_f64(),
        ];
        print!("{n:>12}{:>12}{:>12.1}{:>12.1}", time(plain), later / plain, first / plain);
        print!("{:>12.1}", first / later);
        for seconds in peers {
            let ratio = seconds.map_or("–".to_owned(), |seconds| format!("{:.1}", seconds / plain));
            print!("{ratio:>12}");
        }
        println!();
        ratios.push((n, later / plain));
    }
    println!();
    Ok(ratios)
}

/// A peer that goes on to more inputs as long as a run takes about a second.
struct Peer {
    name: &'static str,
    /// The time grows with this power of the number of inputs.
    power: i32,
    last: Option<(usize, f64)>,
}

impl Peer {
    fn new(name: &'static str, power: i32) -> Peer {
        Peer { name, power, last: None }
    }

    fn run(&mut self, n: usize, expected: &[f64], mut gradient: impl FnMut() -> Vec<f64>) -> Option<f64> {
        if self.last.is_some_and(|(size, seconds)| seconds * (n as f64 / size as f64).powi(self.power) > 1.5) {
            return None;
        }
        let found = gradient();
        let near = |(one, two): (&f64, &f64)| (one - two).abs() <= 1e-9 * (1.0 + two.abs());
        let agrees = found.len() == expected.len() && found.iter().zip(expected).all(near);
        assert!(agrees, "{} has another gradient for {n} inputs: {found:?}, not {expected:?}", self.name);
        let seconds = best(gradient);
        self.last = Some((n, seconds));
        Some(seconds)
    }
}

/// The shortest time of a run, in seconds: of at least five runs, and as many as go into a moment.
fn best<T>(mut run: impl FnMut() -> T) -> f64 {
    const MOMENT: Duration = Duration::from_millis(500);
    // So many at a time that the clock is exact enough.
    let start = Instant::now();
    black_box(run());
    let together = (2e-5 / start.elapsed().as_secs_f64()).clamp(1.0, 1e4) as usize;
    let (mut shortest, mut rounds, begin) = (f64::INFINITY, 0, Instant::now());
    while rounds < 5 || (!small() && begin.elapsed() < MOMENT) {
        let start = Instant::now();
        for _ in 0..together {
            black_box(run());
        }
        shortest = shortest.min(start.elapsed().as_secs_f64() / together as f64);
        rounds += 1;
    }
    shortest
}

/// In a process of its own: prints the seconds of the first gradient.
fn first_run<P: Problem>(n: usize) {
    let (problem, xs) = (P::new(n), P::at(n));
    black_box(problem.value::<f64>(black_box(&xs)));
    let start = Instant::now();
    black_box(gradient(|x: &[Var]| problem.value(x), black_box(&xs)));
    println!("{}", start.elapsed().as_secs_f64());
}

/// The middle one of several first runs.
fn first_runs<P: Problem>(n: usize) -> Result<f64, Box<dyn Error>> {
    let mut seconds = vec![];
    for _ in 0..if small() { 1 } else { FIRST_RUNS } {
        let output = Command::new(std::env::current_exe()?).args(["--first", P::NAME, &n.to_string()]).output()?;
        seconds.push(String::from_utf8(output.stdout)?.trim().parse::<f64>()?);
    }
    seconds.sort_by(f64::total_cmp);
    Ok(seconds[seconds.len() / 2])
}

/// What PyTorch measures of itself, or nothing.
fn torch() -> Value {
    let python = std::env::var("PYTHON").unwrap_or("python3".to_owned());
    let output = Command::new(python).args(["-c", include_str!("torch.py")]).output();
    let measured = output.ok().and_then(|output| serde_json::from_slice(&output.stdout).ok());
    measured.unwrap_or_else(|| {
        println!("PyTorch is not measured: set PYTHON to an interpreter that has it.");
        Value::Null
    })
}

fn time(seconds: f64) -> String {
    format!("{:.2} µs", seconds * 1e6)
}
