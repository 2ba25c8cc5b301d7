use calculus::prelude::*;
use std::hint::black_box;
use std::time::Instant;

fn rosenbrock<N: Number>(x: &[N]) -> N {
    let mut sum = N::from(0.0);
    for pair in x.windows(2) {
        let (a, b) = (pair[0], pair[1]);
        sum = sum + (b - a.powi(2)).powi(2) * 100.0 + (N::from(1.0) - a).powi(2);
    }
    sum
}
fn faults() -> u64 {
    let s = std::fs::read_to_string("/proc/self/stat").unwrap();
    s.rsplit(')').next().unwrap().split_whitespace().nth(7).unwrap().parse().unwrap()
}
fn main() {
    let n: usize = std::env::args().nth(1).unwrap().parse().unwrap();
    let warm: usize = std::env::args().nth(2).unwrap().parse().unwrap();
    let xs: Vec<f64> = (0..n).map(|i| 0.5 + (i % 10) as f64 / 10.0).collect();
    black_box(rosenbrock::<f64>(black_box(&xs)));
    if warm > 0 {
        black_box(gradient(rosenbrock::<Var>, &xs[..warm]));
    }
    for _ in 0..4 {
        let f = faults();
        let start = Instant::now();
        black_box(gradient(rosenbrock::<Var>, black_box(&xs)));
        let t = start.elapsed().as_secs_f64();
        print!("{:.1} µs ({} faults)  ", t * 1e6, faults() - f);
    }
    println!();
}
