//! What this project takes for granted about evcxr beyond its documentation. When an upgrade breaks one of
//! these, `src/session` has to follow.

use evcxr::EvalContext;
use std::fs;
use std::os::unix::fs::PermissionsExt;
use std::process::Command;

/// The first seam: any program may be the process of the cells, and evcxr's lines are what
/// `src/session/wire.rs` says. The second: the cargo that evcxr calls is the one that rustup names for
/// RUSTUP_TOOLCHAIN, or else the first on the PATH, and it is asked for JSON.
#[test]
fn evcxr_speaks_to_our_cell_process_and_finds_our_cargo() {
    let toolchain = tempfile::tempdir().unwrap();
    let bin = toolchain.path().join("bin");
    fs::create_dir(&bin).unwrap();
    let log = toolchain.path().join("calls");
    for tool in ["cargo", "rustc"] {
        let real = if tool == "cargo" { env!("CARGO").into() } else { real_rustc() };
        let script = format!("#!/bin/sh\necho \"{tool} $*\" >> {}\nexec {real} \"$@\"\n", log.display());
        fs::write(bin.join(tool), script).unwrap();
        fs::set_permissions(bin.join(tool), fs::Permissions::from_mode(0o755)).unwrap();
    }
    let path = std::env::join_paths(
        [bin.clone()].into_iter().chain(std::env::split_paths(&std::env::var_os("PATH").unwrap())),
    );
    // SAFETY: the only test of this program; nothing else reads the environment.
    unsafe {
        std::env::set_var("RUSTUP_TOOLCHAIN", toolchain.path());
        std::env::set_var("PATH", path.unwrap());
    }

    let mut process = Command::new(env!("CARGO_BIN_EXE_calculus"));
    // The way by which a hand on a slider comes; nobody moves one here.
    let hand = toolchain.path().join("hand");
    assert!(Command::new("mkfifo").arg(&hand).status().unwrap().success());
    process.arg("cell-process").arg(hand);
    let (mut context, outputs) = EvalContext::with_subprocess_command(process).unwrap();

    let calls = fs::read_to_string(&log).unwrap();
    assert!(
        calls.lines().any(|call| call.starts_with("cargo build") && call.contains("--message-format=json")),
        "{calls}"
    );

    // A line that is no text makes evcxr give up the cell, keep its process, and know the variables that it knew before.
    context.eval("let kept: i32 = 7;").unwrap();
    for cell in
        ["let kept: i32 = panic!(\"on purpose\");", "let kept: i32 = \"x\".parse::<i32>()?;", "std::process::exit(3)"]
    {
        assert!(matches!(context.eval(cell), Err(evcxr::Error::Message(_))), "{cell}");
        let names: Vec<&str> = context.variables_and_types().map(|(name, _)| name).collect();
        assert_eq!(names, ["kept"]);
        context.eval("assert_eq!(kept, 7);").unwrap();
    }
    // Without a copy of the process (it has threads), a panic keeps old variables and loses new ones …
    context.eval("std::thread::spawn(|| loop { std::thread::park() });").unwrap();
    context.eval("let lost: i32 = panic!(\"on purpose\");").unwrap();
    assert_eq!(context.variables_and_types().count(), 1);
    // … and the end of the process is an end of the cell that evcxr survives.
    assert!(matches!(context.eval("std::process::exit(3)"), Err(evcxr::Error::SubprocessTerminated(_))));
    context.eval("1;").unwrap();
    // Before the session's first cell, nothing of ours is in the stream.
    assert_eq!(outputs.stdout.try_iter().count(), 0);
}

fn real_rustc() -> String {
    let output = Command::new("rustc").args(["--print", "sysroot"]).output().unwrap();
    format!("{}/bin/rustc", String::from_utf8(output.stdout).unwrap().trim())
}
