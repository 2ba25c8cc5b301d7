//! Compiles the small program that is started for every cell, see `src/front/main.rs`.

use std::path::Path;
use std::process::Command;

const SOURCE: &str = "src/front";

fn main() {
    println!("cargo::rerun-if-changed={SOURCE}");
    let variable = |name: &str| std::env::var(name).unwrap_or_default();
    let program = Path::new(&variable("OUT_DIR")).join("front");
    let is_known = variable("CARGO_CFG_TARGET_OS") == "linux"
        && ["x86_64", "aarch64"].contains(&&*variable("CARGO_CFG_TARGET_ARCH"));
    let mut rustc = Command::new(variable("RUSTC"));
    rustc
        .args(["--crate-name=front", "--edition=2024", "--target", &variable("TARGET")])
        .args(["-Copt-level=2", "-Cpanic=abort", "-Crelocation-model=static", "-Cstrip=symbols"])
        .args(["-Clink-arg=-static", "-Clink-arg=-nostdlib", "-Clink-arg=-nostartfiles"])
        .arg("-o")
        .arg(&program)
        .arg(Path::new(SOURCE).join("main.rs"));
    if let Some(linker) = std::env::var_os("RUSTC_LINKER") {
        rustc.arg("-C").arg(format!("linker={}", linker.display()));
    }
    let is_made = is_known && rustc.status().is_ok_and(|status| status.success());
    if !is_made {
        // The other program does it then, which takes longer.
        std::fs::write(program, "").expect("cargo has made the folder");
    }
}
