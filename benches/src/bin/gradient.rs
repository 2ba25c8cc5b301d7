use calculus::prelude::*;
use std::hint::black_box;
use std::time::{Duration, Instant};

fn rosenbrock<N: Number>(x: &[N]) -> N {
    let mut sum = N::from(0.0);
    for pair in x.windows(2) {
        let (a, b) = (pair[0], pair[1]);
        sum = sum + (b - a.powi(2)).powi(2) * 100.0 + (N::from(1.0) - a).powi(2);
    }
    sum
}

fn best(mut run: impl FnMut(), budget: Duration) -> f64 {
    let mut best = f64::INFINITY;
    let begin = Instant::now();
    let mut count = 0;
    while count < 5 || begin.elapsed() < budget {
        let start = Instant::now();
        run();
        best = best.min(start.elapsed().as_secs_f64());
        count += 1;
    }
    best
}

fn main() {
    let only: Option<usize> = std::env::args().nth(1).and_then(|n| n.parse().ok());
    for n in [10, 100, 1_000, 10_000, 100_000, 1_000_000] {
        if only.is_some_and(|only| only != n) {
            continue;
        }
        let xs: Vec<f64> = (0..n).map(|i| 0.5 + (i % 10) as f64 / 10.0).collect();
        let reps = (20_000 / n).max(1);
        let plain = best(
            || {
                for _ in 0..reps {
                    black_box(rosenbrock::<f64>(black_box(&xs)));
                }
            },
            Duration::from_millis(300),
        ) / reps as f64;
        let start = Instant::now();
        black_box(gradient(rosenbrock::<Var>, &xs));
        let first = start.elapsed().as_secs_f64();
        let later = best(
            || {
                for _ in 0..reps {
                    black_box(gradient(rosenbrock::<Var>, black_box(&xs)));
                }
            },
            Duration::from_millis(1000),
        ) / reps as f64;
        println!(
            "{n:>8}  plain {:>9.3} µs  first {:>7.1}x  later {:>9.3} µs {:>6.1}x  first/later {:.2}",
            plain * 1e6,
            first / plain,
            later * 1e6,
            later / plain,
            first / later
        );
    }
}
