//! A cell that was compiled before is not compiled again, and is the one that a fresh compilation would give.

mod common;

use common::{Notebook, calculus};
use std::fs;
use std::os::unix::fs::PermissionsExt;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};
use tempfile::TempDir;

/// A cache of its own, so that the first run finds no cell.
struct Cache(TempDir);

impl Cache {
    fn new() -> Cache {
        Cache(tempfile::tempdir().unwrap())
    }

    fn cells(&self) -> PathBuf {
        self.0.path().join("cells")
    }

    fn output(&self, notebook: &Notebook, variables: &[(&str, &str)]) -> Output {
        let mut command = calculus();
        command.arg("run").arg(&notebook.path).arg("--write").env("CALCULUS_CACHE", self.0.path());
        command.envs(variables.iter().copied()).output().unwrap()
    }

    /// What is said of a notebook that does not run.
    fn fail(&self, notebook: &Notebook, variables: &[(&str, &str)]) -> String {
        let output = self.output(notebook, variables);
        assert!(!output.status.success());
        String::from_utf8_lossy(&output.stdout).into_owned() + &String::from_utf8_lossy(&output.stderr)
    }

    /// The text that the notebook's last cell shows.
    fn run(&self, notebook: &Notebook, variables: &[(&str, &str)]) -> String {
        let output = self.output(notebook, variables);
        assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
        let content: serde_json::Value = serde_json::from_str(&notebook.content()).unwrap();
        let cell = content["cells"].as_array().unwrap().last().unwrap();
        cell["outputs"][0]["data"]["text/plain"][0].as_str().unwrap().to_owned()
    }

    fn objects(&self) -> usize {
        let entries = fs::read_dir(self.cells()).into_iter().flatten().flatten();
        let names = entries.map(|entry| entry.file_name().to_string_lossy().into_owned());
        names.filter(|name| !name.ends_with(".json") && !name.starts_with("failed-")).count()
    }
}

fn quoted(path: &Path) -> String {
    format!("{:?}", path.to_string_lossy())
}

#[test]
fn the_same_cell_is_compiled_once_whatever_the_order_of_its_variables() {
    let cache = Cache::new();
    let notebook = Notebook::of(&[
        "let a: i32 = 1;\nlet b: i32 = 2;\nlet c: i32 = 3;",
        "fn f(x: i32) -> i32 { x }\nfn g(x: i32) -> i32 { x }",
        "f(a) + g(b) + c",
    ]);
    assert_eq!(cache.run(&notebook, &[]), "6");
    let after_one = cache.objects();
    for _ in 0..3 {
        assert_eq!(cache.run(&notebook, &[]), "6");
    }
    assert_eq!(cache.objects(), after_one);
}

/// The source in which a cell finds itself, and what is compiled once for all cells: its store of variables, its error.
#[test]
fn a_cell_brings_nothing_along_that_all_cells_have() {
    let cache = Cache::new();
    let asks = |word: &str| {
        let (start, end) = word.split_at(4);
        format!(
            "std::fs::read_to_string(std::env::var(\"EVCXR_TMPDIR\").unwrap() + \"/src/lib.rs\").unwrap().contains(concat!({start:?}, {end:?}))"
        )
    };
    for (word, is_there) in
        [("calculus_store", "true"), ("struct VariableStore", "false"), ("struct EvcxrUser", "false")]
    {
        // With a variable and a `?`, so that both are needed; the first cell of a session is cargo's.
        let cells = ["1", "let a = \"7\".parse::<i32>()? + 1;", "a", &asks(word)];
        assert_eq!(cache.run(&Notebook::of(&cells), &[]), is_there, "{word}");
    }
    assert_eq!(fs::read_dir(cache.0.path().join("store")).unwrap().count(), 1);
}

#[test]
fn what_another_user_has_compiled_is_taken_and_never_written() {
    let (theirs, own) = (Cache::new(), Cache::new());
    let cells = ["let a: i32 = 20;", "fn f(x: i32) -> i32 { x + 1 }", "f(a)"];
    assert_eq!(theirs.run(&Notebook::of(&cells), &[]), "21");
    let kept = theirs.objects();
    assert!(kept >= 2);

    // Another home, with another one of cargo's in it, and the same compiler.
    let home = tempfile::tempdir().unwrap();
    let text = |path: PathBuf| path.to_str().unwrap().to_owned();
    let rustup = std::env::var_os("RUSTUP_HOME")
        .map_or_else(|| PathBuf::from(std::env::var_os("HOME").unwrap()).join(".rustup"), PathBuf::from);
    let [shared, rustup, cargo, home] =
        [theirs.0.path().to_owned(), rustup, home.path().join("cargo"), home.path().to_owned()].map(text);
    let variables =
        [("CALCULUS_SHARED", &*shared), ("RUSTUP_HOME", &*rustup), ("CARGO_HOME", &*cargo), ("HOME", &*home)];
    assert_eq!(own.run(&Notebook::of(&cells), &variables), "21");
    assert_eq!(own.objects(), 0, "nothing was compiled");
    assert_eq!(own.run(&Notebook::of(&[cells[0], cells[1], "f(a) + 1"]), &variables), "22");
    assert_eq!((own.objects(), theirs.objects()), (1, kept), "what is new is the own");
}

#[test]
fn a_cell_is_the_same_when_more_is_defined_that_it_does_not_reach() {
    let cache = Cache::new();
    let cell = "f(a)";
    assert_eq!(cache.run(&Notebook::of(&["fn f(x: i32) -> i32 { x }", "let a: i32 = 20;", cell]), &[]), "20");
    let more = Notebook::of(&[
        "fn f(x: i32) -> i32 { x }\nfn g() -> i32 { 2 }",
        "let a: i32 = 20;",
        "let b: String = \"kept\".to_owned();",
        cell,
        "format!(\"{b} {a} {}\", g())",
    ]);
    assert_eq!(cache.run(&more, &[]), "\"kept 20 2\"");
    let kept = cache.objects();
    // The whole way again, but for the last cell: nothing new is compiled, though nothing stands in its old company.
    let again =
        Notebook::of(&["let other: i32 = 1;", "fn f(x: i32) -> i32 { x }\nfn h() {}", "let a: i32 = 20;", cell]);
    assert_eq!(cache.run(&again, &[]), "20");
    assert_eq!(cache.objects(), kept + 2, "a new variable and a new function, and nothing else");
}

#[test]
fn an_included_file_counts_with_its_content() {
    let cache = Cache::new();
    let folder = tempfile::tempdir().unwrap();
    let data = folder.path().join("data.txt");
    let notebook = Notebook::of(&[&format!("include_str!({}).len()", quoted(&data))]);
    for (text, length) in [("one", "3"), ("three", "5"), ("one", "3")] {
        fs::write(&data, text).unwrap();
        assert_eq!(cache.run(&notebook, &[]), length);
    }
}

#[test]
fn a_variable_that_the_compiler_reads_counts_with_its_value() {
    let cache = Cache::new();
    let notebook = Notebook::of(&["option_env!(\"CALCULUS_KEPT_CELL\").unwrap_or(\"none\").len()"]);
    assert_eq!(cache.run(&notebook, &[]), "4");
    assert_eq!(cache.run(&notebook, &[("CALCULUS_KEPT_CELL", "a value")]), "7");
    assert_eq!(cache.run(&notebook, &[]), "4");
}

#[test]
fn a_library_that_was_edited_counts_as_it_is_now() {
    let cache = Cache::new();
    let folder = tempfile::tempdir().unwrap();
    let library = folder.path().join("edited");
    fs::create_dir_all(library.join("src")).unwrap();
    fs::write(library.join("Cargo.toml"), "[package]\nname = \"edited\"\nversion = \"0.1.0\"\nedition = \"2024\"\n")
        .unwrap();
    let notebook = Notebook::of(&[&format!(":dep edited = {{ path = {} }}", quoted(&library)), "edited::answer()"]);
    for answer in ["41", "42"] {
        fs::write(library.join("src/lib.rs"), format!("#[inline]\npub fn answer() -> i32 {{ {answer} }}\n")).unwrap();
        assert_eq!(cache.run(&notebook, &[]), answer);
    }
}

#[test]
fn a_panic_of_a_kept_cell_is_at_its_own_line_whatever_the_order_of_what_stands_before() {
    let cache = Cache::new();
    let notebook = Notebook::of(&[
        "fn short(x: i32) -> i32 { x }",
        "fn at(i: usize) -> i32 {\n    let none: Vec<i32> = Vec::new();\n    none[i]\n}",
        "struct Long {\n    a: i32,\n    b: i32,\n}\nenum Longer {\n    A,\n    B,\n    C,\n}",
        "at(short(7) as usize)",
    ]);
    for _ in 0..6 {
        let said = cache.fail(&notebook, &[]);
        assert!(said.contains("cell 2, line 3"), "{said}");
    }
}

#[test]
fn what_the_compiler_said_of_a_cell_is_kept_too() {
    let cache = Cache::new();
    let notebook = Notebook::of(&["let kept: i32 = 1;", "let number: i32 = \"text\"; number"]);
    assert!(cache.fail(&notebook, &[]).contains("mismatched types"));
    // Another word in what is kept: by it one sees where the answer comes from.
    let mut changed = 0;
    for entry in fs::read_dir(cache.cells()).unwrap().flatten() {
        let text = fs::read_to_string(entry.path()).unwrap_or_default();
        if text.contains("mismatched types") {
            fs::write(entry.path(), text.replace("mismatched types", "what was kept")).unwrap();
            changed += 1;
        }
    }
    assert!(changed > 0, "nothing of it was kept");
    assert!(cache.fail(&notebook, &[]).contains("what was kept"));
}

#[test]
fn a_failure_that_has_passed_is_not_repeated() {
    let cache = Cache::new();
    let folder = tempfile::tempdir().unwrap();
    let data = folder.path().join("data.txt");
    let file = Notebook::of(&[&format!("include_str!({}).len()", quoted(&data))]);
    assert!(cache.fail(&file, &[]).contains("data.txt"));
    fs::write(&data, "there now").unwrap();
    assert_eq!(cache.run(&file, &[]), "9");

    let variable = Notebook::of(&["env!(\"CALCULUS_KEPT_CELL\").len()"]);
    assert!(cache.fail(&variable, &[]).contains("CALCULUS_KEPT_CELL"));
    assert_eq!(cache.run(&variable, &[("CALCULUS_KEPT_CELL", "set")]), "3");
}

#[test]
fn two_that_run_at_once_do_not_disturb_each_other() {
    let cache = Cache::new();
    let notebooks = [1, 2].map(|_| Notebook::of(&["let a: i32 = 20;", "a + 1", "a + 2"]));
    std::thread::scope(|scope| {
        let runs = notebooks.each_ref().map(|notebook| scope.spawn(|| cache.run(notebook, &[])));
        for run in runs {
            assert_eq!(run.join().unwrap(), "22");
        }
    });
}

#[test]
fn a_store_that_cannot_be_written_or_was_left_half_written_is_no_failure() {
    let cache = Cache::new();
    let notebook = Notebook::of(&["6 * 7"]);
    fs::write(cache.cells(), "a file where the folder would be").unwrap();
    assert_eq!(cache.run(&notebook, &[]), "42");
    fs::remove_file(cache.cells()).unwrap();

    assert_eq!(cache.run(&notebook, &[]), "42");
    // What a copy leaves behind that was killed: a file under a temporary name, and a list cut short.
    for entry in fs::read_dir(cache.cells()).unwrap().flatten() {
        if entry.path().extension().is_some_and(|extension| extension == "json") {
            fs::write(entry.path(), "[{\"files\":[],").unwrap();
        }
    }
    fs::write(cache.cells().join(".tmpHalf"), "half").unwrap();
    assert_eq!(cache.run(&notebook, &[]), "42");
}

#[test]
fn what_is_kept_is_shown_and_cleared() {
    let cache = Cache::new();
    cache.run(&Notebook::of(&["1 + 1"]), &[]);
    let ask = |arguments: &[&str]| {
        let output = calculus().arg("cache").args(arguments).env("CALCULUS_CACHE", cache.0.path()).output().unwrap();
        assert!(output.status.success());
        String::from_utf8(output.stdout).unwrap()
    };
    assert!(ask(&[]).contains(&cache.cells().display().to_string()));
    assert!(!ask(&[]).starts_with("0 "), "{}", ask(&[]));
    assert!(ask(&["--clear"]).starts_with("0 compilations"));
}

#[test]
fn another_compiler_compiles_for_itself() {
    let cache = Cache::new();
    let folder = tempfile::tempdir().unwrap();
    let compiler = folder.path().join("rustc");
    let real = Command::new("rustup").args(["which", "rustc"]).output().map(|output| output.stdout).unwrap_or_default();
    let real = String::from_utf8(real).unwrap();
    let real = if real.trim().is_empty() { "rustc" } else { real.trim() };
    // The same one by another name for its version: as the next release would be, and the cells go on working.
    let script = format!(
        "#!/bin/sh\nif [ \"$1\" = -vV ]; then {real} -vV | sed 's/^commit-hash: .*/commit-hash: another/'; else exec {real} \"$@\"; fi\n"
    );
    fs::write(&compiler, script).unwrap();
    fs::set_permissions(&compiler, fs::Permissions::from_mode(0o755)).unwrap();

    let notebook = Notebook::of(&["let a: i32 = 6;", "a * 7"]);
    assert_eq!(cache.run(&notebook, &[]), "42");
    let of_the_first = cache.objects();
    let other = [("CALCULUS_RUSTC", compiler.to_str().unwrap())];
    assert_eq!(cache.run(&notebook, &other), "42");
    assert_eq!(cache.objects(), 2 * of_the_first, "the other compiler's cells are its own");
    assert_eq!(cache.run(&notebook, &[]), "42");
    assert_eq!(cache.run(&notebook, &other), "42");
    assert_eq!(cache.objects(), 2 * of_the_first, "both find theirs again");
}

#[test]
fn cargo_is_asked_neither_for_a_cell_that_does_not_compile_nor_for_its_reason() {
    // Cargo, with a list of what it was asked for.
    let folder = tempfile::tempdir().unwrap();
    let (list, cargo) = (folder.path().join("asked"), folder.path().join("cargo"));
    let real = Command::new("rustup").args(["which", "cargo"]).output().ok().filter(|output| output.status.success());
    let real = real.map_or("cargo".to_owned(), |output| String::from_utf8(output.stdout).unwrap().trim().to_owned());
    fs::write(
        &cargo,
        format!("#!/bin/sh\necho \"$1\" >>{}\nexec {} \"$@\"\n", quoted(&list), quoted(Path::new(&real))),
    )
    .unwrap();
    fs::set_permissions(&cargo, fs::Permissions::from_mode(0o755)).unwrap();
    let asked = |slip: &str| {
        fs::write(&list, "").unwrap();
        let notebook = Notebook::of(&["fn speed(t: f64) -> f64 { t }", "speed(1.0)", slip]);
        Cache::new().fail(&notebook, &[("CALCULUS_CARGO", &cargo.to_string_lossy())]);
        let compiles = |word: &&str| matches!(*word, "build" | "check");
        fs::read_to_string(&list).unwrap().lines().filter(compiles).map(str::to_owned).collect::<Vec<_>>()
    };
    let always = asked(":no_such_command");
    assert!(!always.is_empty());
    for slip in ["speed(20)", "speed(())", "let f = |x: f64| x;", "fn g<T: std::fmt::Display>(x: T) {}\ng(())"] {
        assert_eq!(asked(slip), always, "{slip}");
    }
}
