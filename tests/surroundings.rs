//! The command where something around it is missing, full, forbidden, or has a space in its name.

mod common;

use common::{Notebook, Said, calculus, checkout, copy_checkout_with_a_small_library, notebook_of};
use std::fs;
use std::io;
use std::os::unix::fs::PermissionsExt;
use std::os::unix::process::CommandExt;
use std::path::Path;
use std::process::Command;

/// An address where nobody answers, for the clients of both registries.
fn without_network(command: &mut Command) -> &mut Command {
    for name in ["http_proxy", "https_proxy", "HTTP_PROXY", "HTTPS_PROXY", "ALL_PROXY", "CARGO_HTTP_PROXY"] {
        command.env(name, "http://127.0.0.1:9");
    }
    command
        .env("PIP_NO_CACHE_DIR", "1")
        .env("PIP_RETRIES", "0")
        .env_remove("PIP_FIND_LINKS")
        .env("CARGO_NET_RETRY", "0")
}

/// Takes from a command the right of root to ignore permissions, so that it is as any user.
fn as_any_user(command: &mut Command) -> &mut Command {
    #[cfg(target_os = "linux")]
    // SAFETY: prctl is safe to call between fork and exec.
    unsafe {
        const CAP_DAC_OVERRIDE: libc::c_ulong = 1;
        command.pre_exec(|| {
            // Refused to everyone but root, who alone needs it.
            libc::prctl(libc::PR_CAPBSET_DROP, CAP_DAC_OVERRIDE, 0, 0, 0);
            Ok(())
        });
    }
    command
}

/// Lets no file that the command writes grow beyond `bytes`: what a full disk does.
fn with_files_up_to(bytes: u64, command: &mut Command) -> &mut Command {
    // SAFETY: setrlimit is safe to call between fork and exec.
    unsafe {
        command.pre_exec(move || {
            let limit = libc::rlimit { rlim_cur: bytes as libc::rlim_t, rlim_max: bytes as libc::rlim_t };
            if libc::setrlimit(libc::RLIMIT_FSIZE, &limit) == 0 { Ok(()) } else { Err(io::Error::last_os_error()) }
        })
    }
}

fn make_read_only(folder: &Path, read_only: bool) {
    let mode = |path: &Path| {
        let old = fs::metadata(path).unwrap().permissions().mode();
        fs::set_permissions(path, fs::Permissions::from_mode(if read_only { old & !0o222 } else { old | 0o200 }))
            .unwrap();
    };
    if !read_only {
        mode(folder);
    }
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() { make_read_only(&path, read_only) } else { mode(&path) }
    }
    mode(folder);
}

#[test]
fn a_read_only_checkout_and_spaces_in_every_name() {
    let place = tempfile::tempdir().unwrap();
    let course = place.path().join("my course");
    fs::create_dir(&course).unwrap();
    copy_checkout_with_a_small_library(&course, "num-integer");
    let notebook = course.join("notebooks").join("a probe.ipynb");
    fs::write(
        &notebook,
        notebook_of(&[":dep calculus = { path = \"../crate\" }\nuse calculus::prelude::*;", "SMALL"]).to_string(),
    )
    .unwrap();
    let before = fs::read(&notebook).unwrap();
    make_read_only(&course, true);

    let mut command = calculus();
    command.env("CALCULUS_CACHE", place.path().join("my home/cache")).arg("run").arg(&notebook);
    let said = Said::by(as_any_user(&mut command));
    let mut command = calculus();
    command.env("CALCULUS_CACHE", place.path().join("my home/cache")).arg("run").arg("--write").arg(&notebook);
    let written = Said::by(as_any_user(&mut command));
    make_read_only(&course, false);

    said.expect(0, &["a probe.ipynb   2/2 ok"]);
    written.expect(2, &["a probe.ipynb", "could not be written", "The old file is as it was", "permissions"]);
    assert_eq!(before, fs::read(&notebook).unwrap());
}

#[test]
fn a_full_disk_leaves_the_old_notebook() {
    let notebook = Notebook::of(&["println!(\"{}\", \"x\".repeat(900_000));"]);
    let before = notebook.content();
    let mut command = calculus();
    let said = Said::by(with_files_up_to(600_000, command.arg("run").arg("--write").arg(&notebook.path)));
    said.expect(2, &["probe.ipynb", "could not be written", "The old file is as it was", "room on the disk"]);
    assert_eq!(before, notebook.content());
    let others = fs::read_dir(notebook.path.parent().unwrap()).unwrap().count();
    assert_eq!(others, 1, "what was half written is gone");
}

#[test]
fn a_full_disk_while_the_library_is_compiled() {
    let place = tempfile::tempdir().unwrap();
    let mut command = calculus();
    command.env("CALCULUS_CACHE", place.path());
    with_files_up_to(200_000, &mut command);
    let said = Said::by(command.arg("run").arg(checkout().join("notebooks/01-limits.ipynb")));
    said.expect(2, &["disk is full"]);
}

#[test]
fn a_full_disk_while_a_crate_is_linked() {
    let place = tempfile::tempdir().unwrap();
    // Small itself, but what builds it is a program of some megabytes.
    let tool = place.path().join("tool");
    fs::create_dir_all(tool.join("src")).unwrap();
    fs::write(tool.join("Cargo.toml"), "[package]\nname = \"tool\"\nedition = \"2024\"\n[workspace]\n").unwrap();
    fs::write(tool.join("build.rs"), "fn main() {}").unwrap();
    fs::write(tool.join("src/lib.rs"), "").unwrap();
    let notebook = Notebook::of(&[&format!(":dep tool = {{ path = {:?} }}", tool)]);
    let mut command = calculus();
    command.env("CALCULUS_CACHE", place.path().join("cache"));
    with_files_up_to(200_000, &mut command);
    Said::by(command.arg("run").arg(&notebook.path)).expect(1, &["linking", "disk is full"]);
}

#[test]
fn killed_while_it_writes_the_old_or_the_new_notebook_stands() {
    let notebook = Notebook::of(&["println!(\"{}\", \"x\".repeat(900_000));"]);
    let before = notebook.content();
    let folder = notebook.path.parent().unwrap().to_owned();
    let mut child = calculus().arg("run").arg("--write").arg(&notebook.path).spawn().unwrap();
    // Until the new file appears beside the old one, or the command has already ended.
    while fs::read_dir(&folder).unwrap().count() == 1 && child.try_wait().unwrap().is_none() {
        std::thread::yield_now();
    }
    child.kill().unwrap();
    child.wait().unwrap();
    let after = notebook.content();
    assert!(
        after == before
            || serde_json::from_str::<serde_json::Value>(&after).unwrap()["cells"][0]["outputs"][0]["text"].is_array()
    );
}

#[test]
fn no_network_while_the_library_is_compiled() {
    let place = tempfile::tempdir().unwrap();
    let mut command = calculus();
    command.env("CALCULUS_CACHE", place.path()).env("CARGO_HOME", place.path().join("cargo"));
    let said = Said::by(without_network(&mut command).arg("run").arg(checkout().join("notebooks/01-limits.ipynb")));
    said.expect(2, &["network did not answer", "needed once"]);
}

#[test]
fn no_network_once_the_library_is_built() {
    let notebook = common::LibraryNotebook::of(&["1 + 1"]);
    notebook.run(&[]).expect(0, &[]);
    let mut command = calculus();
    let said = Said::by(without_network(&mut command).arg("run").arg(&notebook.path));
    said.expect(0, &["probe.ipynb   2/2 ok"]);
}

#[test]
fn no_rust() {
    let nowhere = tempfile::tempdir().unwrap();
    let notebook = Notebook::of(&["1 + 1"]);
    let said = Said::by(calculus().env("PATH", nowhere.path()).arg("run").arg(&notebook.path));
    said.expect(2, &["no `cargo` was found", "https://rustup.rs"]);
}

#[test]
fn no_python() {
    let nowhere = tempfile::tempdir().unwrap();
    let mut command = calculus();
    command.env("PATH", nowhere.path()).current_dir(checkout());
    Said::by(command.args(["lab", "--no-browser"])).expect(2, &["no Python 3.10 or newer", "environment.yml"]);
}

#[test]
fn a_python_that_is_too_old_or_has_no_venv() {
    let place = tempfile::tempdir().unwrap();
    let python = |script: &str| {
        let path = place.path().join("python3");
        fs::write(&path, format!("#!/bin/sh\n{script}\n")).unwrap();
        fs::set_permissions(&path, fs::Permissions::from_mode(0o755)).unwrap();
        let mut command = calculus();
        command.env("PATH", place.path()).env("CALCULUS_CACHE", place.path().join("cache")).current_dir(checkout());
        Said::by(command.args(["lab", "--no-browser"]))
    };
    python("echo 3.9").expect(2, &["no Python 3.10 or newer"]);
    let no_venv = "case \"$1\" in -c) echo 3.12;; *) echo 'No module named venv' >&2; exit 1;; esac";
    python(no_venv).expect(2, &["venv", "python3-venv"]);
}

#[test]
fn no_network_while_jupyterlab_is_installed() {
    let place = tempfile::tempdir().unwrap();
    let mut command = calculus();
    command.env("CALCULUS_CACHE", place.path()).current_dir(checkout());
    let said = Said::by(without_network(&mut command).args(["lab", "--no-browser"]));
    said.expect(2, &["network did not answer", "needed once"]);
}

#[test]
fn install_and_uninstall_touch_only_what_is_ours() {
    let place = tempfile::tempdir().unwrap();
    let prefix = |verb: &str, further: &[&str]| {
        let mut command = calculus();
        Said::by(command.arg(verb).arg("--prefix").arg(place.path()).args(further))
    };
    let spec = place.path().join("share/jupyter/kernels/rust/kernel.json");

    prefix("uninstall", &[]).expect(2, &["no kernel of this course"]);
    prefix("install", &[]).expect(0, &[]);
    let written: serde_json::Value = serde_json::from_slice(&fs::read(&spec).unwrap()).unwrap();
    assert_eq!(written["argv"][0], env!("CARGO_BIN_EXE_calculus"));
    assert_eq!(written["language"], "rust");
    assert_eq!(fs::metadata(&spec).unwrap().permissions().mode() & 0o777, 0o644, "readable for everyone");
    prefix("install", &[]).expect(0, &[]);
    prefix("uninstall", &[]).expect(0, &[]);
    assert!(!spec.exists());

    fs::create_dir_all(spec.parent().unwrap()).unwrap();
    fs::write(&spec, "{\"argv\": [\"evcxr_jupyter\"]}").unwrap();
    prefix("install", &[]).expect(2, &["another program", "--force"]);
    prefix("uninstall", &[]).expect(2, &["another program"]);
    assert!(fs::read_to_string(&spec).unwrap().contains("evcxr_jupyter"));
    prefix("install", &["--force"]).expect(0, &[]);
}

#[test]
fn the_folders_of_dead_sessions_are_swept() {
    let place = tempfile::tempdir().unwrap();
    let dead = place.path().join("sessions").join("session-dead");
    fs::create_dir_all(&dead).unwrap();
    fs::write(dead.join("alive"), "").unwrap();
    let notebook = Notebook::of(&["1;"]);
    Said::by(calculus().env("CALCULUS_CACHE", place.path()).arg("run").arg(&notebook.path)).expect(0, &[]);
    let folders =
        fs::read_dir(place.path().join("sessions")).unwrap().filter(|entry| entry.as_ref().unwrap().path().is_dir());
    assert_eq!(folders.count(), 0);
}

#[test]
fn a_cache_beside_the_compiler() {
    // Cells are loaded by a path relative to the compiler's, so a common folder matters.
    let place = tempfile::tempdir_in(std::env::var_os("HOME").unwrap()).unwrap();
    let notebook = Notebook::of(&["1 + 1"]);
    Said::by(calculus().env("CALCULUS_CACHE", place.path()).arg("run").arg(&notebook.path)).expect(0, &[]);
}

#[test]
fn two_runs_at_once_do_not_disturb_each_other() {
    let notebooks = ["1 + 1", "2 + 2"].map(|cell| common::LibraryNotebook::of(&[cell, "limit(f64::exp, 0).value()"]));
    let running = notebooks.each_ref().map(|notebook| {
        let mut command = calculus();
        command.arg("run").arg("--write").arg(&notebook.path).spawn().unwrap()
    });
    for mut run in running {
        assert!(run.wait().unwrap().success());
    }
    for (notebook, sum) in notebooks.iter().zip(["2", "4"]) {
        assert_eq!(notebook.read()["cells"][1]["outputs"][0]["data"]["text/plain"][0], sum);
    }
}

#[test]
fn ctrl_c_ends_a_run_and_what_it_started() {
    let place = tempfile::tempdir().unwrap();
    let notebook = Notebook::of(&["1;", "loop { std::hint::black_box(1); }"]);
    let mut command = calculus();
    command.env("CALCULUS_CACHE", place.path()).arg("run").arg(&notebook.path).stderr(std::process::Stdio::piped());
    let mut run = command.spawn().unwrap();
    let mut lines = io::BufRead::lines(io::BufReader::new(run.stderr.take().unwrap())).map_while(Result::ok);
    assert!(lines.any(|line| line.contains("1/2 ok")));
    // SAFETY: a signal to a child of ours that was not waited for.
    unsafe { libc::kill(run.id() as libc::pid_t, libc::SIGINT) };
    let status = run.wait().unwrap();
    assert_eq!(status.code(), Some(130), "{status}");
    // Whatever the engine was just writing, the next run sweeps.
    let other = Notebook::of(&["1;"]);
    Said::by(calculus().env("CALCULUS_CACHE", place.path()).arg("run").arg(&other.path)).expect(0, &[]);
    let folders =
        fs::read_dir(place.path().join("sessions")).unwrap().filter(|entry| entry.as_ref().unwrap().path().is_dir());
    assert_eq!(folders.count(), 0);
}

#[test]
fn a_name_that_is_no_text() {
    use std::os::unix::ffi::OsStrExt;
    let name = std::ffi::OsStr::from_bytes(b"caf\xe9.ipynb");
    Said::by(calculus().arg("run").arg(name)).expect(2, &["no UTF-8", "Rename it"]);
}

#[test]
fn a_compiler_that_does_not_work() {
    let place = tempfile::tempdir().unwrap();
    let rustc = place.path().join("rustc");
    fs::write(&rustc, "#!/bin/sh\necho 'no default toolchain' >&2; exit 1\n").unwrap();
    fs::set_permissions(&rustc, fs::Permissions::from_mode(0o755)).unwrap();
    let notebook = Notebook::of(&["1"]);
    let said = Said::by(calculus().env("CALCULUS_RUSTC", &rustc).arg("run").arg(&notebook.path));
    said.expect(2, &["does not work", "no default toolchain", "rustup default stable"]);
}

#[test]
fn a_read_only_notebook_is_left_alone() {
    let notebook = Notebook::of(&["1 + 1"]);
    let before = notebook.content();
    fs::set_permissions(&notebook.path, fs::Permissions::from_mode(0o444)).unwrap();
    notebook.run(&["--write"]).expect(2, &["could not be written", "read-only"]);
    assert_eq!(before, notebook.content());
}
