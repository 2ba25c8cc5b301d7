//! The 1,000 epochs of part 4 of the course, by our tape, by `dfdx` and by PyTorch, in one run.
//!
//! `cargo run --release -p calculus-benches --bin regression`. PyTorch is asked if the interpreter that the variable
//! `PYTHON` names (`python3` otherwise) can import it. Every one of them does the same four steps on the same eight
//! points, prints nothing, and counts with the best of its rounds. With `--small` there is one round, and no PyTorch.

use calculus::dfdx::optim::{Sgd as DfdxSgd, SgdConfig};
use calculus::dfdx::prelude::{
    AsArray, Backward, BroadcastTo, Cpu, MeanTo, Optimizer, Rank0, Rank1, TensorFrom, Trace,
};
use calculus::prelude::*;
use calculus_benches::small;
use serde_json::Value;
use std::env;
use std::error::Error;
use std::hint::black_box;
use std::process::Command;
use std::time::Instant;

/// PyTorch is to take at least so many times as long as our tape.
const CLAIM: f64 = 100.0;
const EPOCHS: usize = 1000;
const ROUNDS: usize = 30;
/// After the first step of the course, and after 1,000 more.
const START: Line = Line { m: 0.53695, b: 0.03735 };
const END: Line = Line { m: -0.46813, b: 1.75430 };

fn main() -> Result<(), Box<dyn Error>> {
    let tape = best("our tape, f64", &|| {
        let optimizer = GradientDescent::new(0.01);
        fit(&clinical_trial(), START, optimizer, EPOCHS).line()
    })?;
    let dfdx = best("dfdx, f32", &by_dfdx)?;
    let cells = best("dfdx through the notebook's tensors, f32", &by_tensors)?;
    println!(
        "dfdx takes {:.1} times as long as our tape, the notebook's tensors {:.1} times",
        dfdx / tape,
        cells / tape
    );
    if small() {
        return Ok(());
    }
    let Some(torch) = pytorch()? else {
        println!("PyTorch: not there (PYTHON names an interpreter that can import torch)");
        return Ok(());
    };
    let ratio = torch / tape;
    println!("PyTorch takes {ratio:.0} times as long as our tape, and {:.1} times as long as dfdx", torch / dfdx);
    if ratio >= CLAIM { Ok(()) } else { Err(format!("the ratio is to be at least {CLAIM}").into()) }
}

/// The seconds of the best round of 1,000 epochs, and that they lead where they should.
fn best(name: &str, rounds: &dyn Fn() -> Line) -> Result<f64, Box<dyn Error>> {
    let mut seconds = f64::INFINITY;
    for _ in 0..if small() { 1 } else { ROUNDS } {
        let start = Instant::now();
        let line = black_box(rounds());
        seconds = seconds.min(start.elapsed().as_secs_f64());
        arrived(name, line)?;
    }
    println!("{name}: {:.3} ms for {EPOCHS} epochs", 1e3 * seconds);
    Ok(seconds)
}

fn arrived(name: &str, line: Line) -> Result<(), String> {
    let there = (line.m - END.m).abs() < 1e-4 && (line.b - END.b).abs() < 1e-4;
    if there { Ok(()) } else { Err(format!("{name} has arrived at {line}, not at {END}")) }
}

/// As one would write it with `dfdx` alone.
fn by_dfdx() -> Line {
    type Number = calculus::dfdx::tensor::Tensor<Rank0, f32, Cpu>;
    let device = Cpu::default();
    let (x, y) = data();
    let (x, y) = (device.tensor(x), device.tensor(y));
    let (mut m, mut b): (Number, Number) = (device.tensor(START.m as f32), device.tensor(START.b as f32));
    let rate = SgdConfig { lr: 0.01, momentum: None, weight_decay: None };
    let (mut m_optimizer, mut b_optimizer) = (DfdxSgd::new(&m, rate), DfdxSgd::new(&b, rate));
    for _ in 0..EPOCHS {
        let product = m.leaky_trace().broadcast::<Rank1<8>, _>() * x.clone();
        let y_hat = product + b.leaky_trace().broadcast::<Rank1<8>, _>();
        let gradients = (y_hat - y.clone()).square().mean().backward();
        m_optimizer.update(&mut m, &gradients).expect("m has a gradient");
        b_optimizer.update(&mut b, &gradients).expect("b has a gradient");
    }
    Line { m: m.array().into(), b: b.array().into() }
}

/// As the notebook does it.
fn by_tensors() -> Line {
    let data = clinical_trial();
    let (x, y) = (tensor(data.xs()), tensor(data.ys()));
    let (mut m, mut b) = (tensor(START.m).trace(), tensor(START.b).trace());
    let optimizer = Sgd::new(0.01);
    for _ in 0..EPOCHS {
        let y_hat = &m * &x + &b;
        let gradients = (&y_hat - &y).square().mean().backward();
        (m, b) = (optimizer.step(&m, &gradients), optimizer.step(&b, &gradients));
    }
    Line { m: m.item().into(), b: b.item().into() }
}

fn data() -> ([f32; 8], [f32; 8]) {
    let (data, single) = (clinical_trial(), |values: &[f64]| std::array::from_fn(|index| values[index] as f32));
    (single(data.xs()), single(data.ys()))
}

const PYTORCH: &str = r#"
import json, time
try:
    import torch
except ImportError:
    raise SystemExit(3)
x = torch.tensor([0, 1, 2, 3, 4, 5, 6, 7.])
y = torch.tensor([1.86, 1.31, .62, .33, .09, -.67, -1.23, -1.37])
def train(epochs):
    m = torch.tensor([0.53695]).requires_grad_()
    b = torch.tensor([0.03735]).requires_grad_()
    optimizer = torch.optim.SGD([m, b], lr=0.01)
    for _ in range(epochs):
        optimizer.zero_grad()
        y_hat = m * x + b
        cost = torch.mean((y_hat - y) ** 2)
        cost.backward()
        optimizer.step()
    return m.item(), b.item()
train(20)
seconds = []
for _ in range(7):
    start = time.perf_counter()
    m, b = train(1000)
    seconds.append(time.perf_counter() - start)
print(json.dumps({"seconds": min(seconds), "m": m, "b": b, "version": torch.__version__}))
"#;

/// The seconds of 1,000 epochs, measured by the interpreter itself; `None` if it has no PyTorch.
fn pytorch() -> Result<Option<f64>, Box<dyn Error>> {
    let python = env::var("PYTHON").unwrap_or_else(|_| "python3".into());
    let Ok(run) = Command::new(&python).args(["-c", PYTORCH]).output() else { return Ok(None) };
    if run.status.code() == Some(3) {
        return Ok(None);
    }
    if !run.status.success() {
        return Err(String::from_utf8_lossy(&run.stderr).into());
    }
    let said: Value = serde_json::from_slice(&run.stdout)?;
    let number = |name: &str| said[name].as_f64().ok_or(format!("PyTorch did not say {name}"));
    arrived("PyTorch", Line { m: number("m")?, b: number("b")? })?;
    let seconds = number("seconds")?;
    println!("PyTorch {}, f32: {:.1} ms for {EPOCHS} epochs", said["version"].as_str().unwrap_or("?"), 1e3 * seconds);
    Ok(Some(seconds))
}
