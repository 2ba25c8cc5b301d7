//! How long the derivative of a large formula takes, against one of a tenth of its size: the time per node is to stay
//! nearly the same. Run it with `cargo run --release -p calculus-benches --bin derivative`; with
//! `--small` the formulas are a tenth as large.

use calculus::number::Number;
use calculus::symbolic::Expr;
use calculus_benches::small;
use std::time::Instant;

const SIZES: [usize; 2] = [10_000, 100_000];
/// The most that the time per node may grow from the one size to the other. It grows 1.2 to 1.6 times, and up to 2.5 times
/// for a chain on a busy machine, since large tables do not fit into the processor's caches. Work in proportion to the
/// square would give 10.
const CLAIM: f64 = 3.0;
/// Every run has formulas of its own: what was differentiated before is known already.
const RUNS: u32 = 5;

/// A formula of about so many nodes. The start differs from run to run.
type Shape = fn(start: Expr, nodes: usize) -> Expr;

const SHAPES: [(&str, Shape); 5] = [
    ("sin(sin(… sin(u)))", |u, nodes| (0..nodes).fold(u, |u, _| u.sin())),
    ("u + u² + u³ + …", |u, nodes| (2..nodes as i32 / 3).fold(u, |sum, n| sum + u.powi(n))),
    ("(u + 1)(u + 2)(u + 3) …", |u, nodes| (1..nodes as i32 / 3).fold(u, |product, n| product * (u + f64::from(n)))),
    ("u → u·u + x, each part used twice", |u, nodes| {
        let x = Expr::variable("x");
        (0..nodes / 2).fold(u, |u, _| u * u + x)
    }),
    ("u → (eᵘ + u)/(u·u + 2), each part used four times", |u, nodes| {
        (0..nodes / 5).fold(u, |u, _| (u.exp() + u) / (u * u + 2.0))
    }),
];

fn main() -> Result<(), String> {
    let (mut worst, mut start) = (0.0f64, 0.0);
    let (sizes, runs) = if small() { (SIZES.map(|nodes| nodes / 10), 1) } else { (SIZES, RUNS) };
    println!("microseconds per node, the best of {runs} runs");
    for (name, shape) in SHAPES {
        let mut best = sizes.map(|_| f64::INFINITY);
        for _ in 0..runs {
            // In turns, so that both sizes find the process as full of formulas.
            for (best, nodes) in best.iter_mut().zip(sizes) {
                start += 1.0;
                *best = best.min(microseconds_per_node(shape(Expr::variable("x") + start, nodes)));
            }
        }
        let ratio = best[1] / best[0];
        worst = worst.max(ratio);
        println!("{name:<52} {:>5.2} at {}, {:>5.2} at {}: {ratio:.2} times", best[0], sizes[0], best[1], sizes[1]);
    }
    if small() || worst <= CLAIM {
        Ok(())
    } else {
        Err(format!("the time per node grows {worst:.2} times, not {CLAIM} at most"))
    }
}

fn microseconds_per_node(formula: Expr) -> f64 {
    let nodes = formula.node_count();
    let begin = Instant::now();
    let derivative = formula.derivative("x");
    let seconds = begin.elapsed().as_secs_f64();
    assert!(derivative.node_count() > nodes, "nothing was differentiated");
    1e6 * seconds / nodes as f64
}
