//! `calculus run` on cells that end in every way that a cell can end.

mod common;

use common::{LibraryNotebook, Notebook, Said, calculus};
use serde_json::{Value, json};

/// The texts of one of a cell's stored streams.
fn stream(outputs: &Value, name: &str) -> String {
    let stream = outputs.as_array().unwrap().iter().find(|output| output["name"] == name);
    stream.map(|stream| joined(&stream["text"])).unwrap_or_default()
}

fn value(outputs: &Value) -> String {
    outputs.as_array().unwrap().iter().map(|output| joined(&output["data"]["text/plain"])).collect()
}

fn joined(lines: &Value) -> String {
    lines.as_array().map(|lines| lines.iter().filter_map(Value::as_str).collect()).unwrap_or_default()
}

#[test]
fn values_streams_and_variables() {
    let notebook = Notebook::of(&[
        "let x: f64 = 5.0;",
        "fn square(x: f64) -> f64 { x * x }",
        "println!(\"one\"); eprintln!(\"two\"); println!(\"three\"); square(x)",
    ]);
    notebook.run(&["--write"]).expect(0, &["probe.ipynb   1/3 ok", "probe.ipynb   3/3 ok"]);
    let outputs = notebook.outputs(3);
    assert_eq!(stream(&outputs, "stdout"), "one\nthree\n");
    assert_eq!(stream(&outputs, "stderr"), "two\n");
    assert_eq!(value(&outputs), "25.0");
}

#[test]
fn a_cell_may_show_several_values() {
    let show =
        |mime: &str, text: &str| format!("println!(\"EVCXR_BEGIN_CONTENT {mime}\\n{text}\\nEVCXR_END_CONTENT\");");
    let cell = [show("text/plain", "a"), show("text/html", "<b>a</b>"), show("text/plain", "b")].concat();
    let notebook = Notebook::of(&[&cell]);
    notebook.run(&["--write"]).expect(0, &[]);
    let outputs = notebook.outputs(1);
    assert_eq!(outputs.as_array().unwrap().len(), 2, "{outputs}");
    assert_eq!(outputs[0]["data"], json!({"text/html": ["<b>a</b>"], "text/plain": ["a"]}));
    assert_eq!(outputs[1]["data"], json!({"text/plain": ["b"]}));
}

#[test]
fn a_value_keeps_all_its_forms_in_a_first_cell_with_a_question_mark() {
    let notebook =
        Notebook::of(&["#[derive(Debug)]\nstruct Bold;\nimpl Bold {\n    fn evcxr_display(&self) {\n        \
         println!(\"EVCXR_BEGIN_CONTENT text/html\\n<b>b</b>\\nEVCXR_END_CONTENT\");\n    }\n}\n\
         let n: i32 = \"1\".parse::<i32>()?;\nBold"]);
    notebook.run(&["--write"]).expect(0, &[]);
    assert_eq!(notebook.outputs(1)[0]["data"], json!({"text/html": ["<b>b</b>"]}));
}

#[test]
fn a_cell_that_does_not_compile() {
    let said = Notebook::of(&["let π: f64 = 3.0;", "let a: i32 = 1;\nlet b: i32 = π;"]).run(&[]);
    said.expect(1, &["probe.ipynb, cell 2:", "cell 2, line 2", "mismatched types", "let b: i32 = π;"]);
}

#[test]
fn a_function_that_does_not_compile_fails_where_it_is_defined() {
    let said = Notebook::of(&["fn broken() -> i32 { \"text\" }", "1 + 1"]).run(&[]);
    said.expect(1, &["probe.ipynb, cell 1:", "mismatched types"]);
}

#[test]
fn the_reason_is_told_when_a_call_breaks_a_bound_from_an_earlier_cell() {
    let said = Notebook::of(&["fn g<T: std::fmt::Display>(x: T) -> String { x.to_string() }", "g(())"]).run(&[]);
    said.expect(1, &["cell 2, line 1", "doesn't implement `std::fmt::Display`"]);
}

#[test]
fn a_cell_that_panics_is_a_failure_and_the_run_stops_there() {
    let said = Notebook::of(&["fn f(i: usize) -> i32 {\n    vec![1, 2][i]\n}", "f(7)", "println!(\"never\")"]).run(&[]);
    said.expect(
        1,
        &["probe.ipynb, cell 2:", "panicked at cell 1, line 2", "the index is 7", "variables are as they were"],
    );
    assert!(!said.err.contains("3/3"), "{}", said.err);
}

#[test]
fn a_panic_that_the_cell_survives_is_no_failure() {
    let notebook = Notebook::of(&[
        "std::panic::catch_unwind(|| { panic!(\"caught\") }).is_err()",
        "std::thread::spawn(|| { panic!(\"elsewhere\") }).join().is_err()",
    ]);
    notebook.run(&["--write"]).expect(0, &[]);
    assert_eq!(value(&notebook.outputs(1)), "true");
    assert!(stream(&notebook.outputs(1), "stderr").contains("caught"));
    assert_eq!(value(&notebook.outputs(2)), "true");
}

#[test]
fn a_panic_keeps_its_message_when_the_cell_prints_while_it_ends() {
    let said = Notebook::of(&[
        "struct Last;\nimpl Drop for Last {\n    fn drop(&mut self) { println!(\"goodbye\") }\n}",
        "let _last: Last = Last;\npanic!(\"why\");",
    ])
    .run(&[]);
    said.expect(1, &["panicked at cell 2, line 2: why"]);
}

#[test]
fn a_panic_of_a_thread_is_told_though_the_cell_says_nothing_after_it() {
    let notebook = Notebook::of(&["let _ = std::thread::spawn(|| { panic!(\"elsewhere\") }).join();"]);
    notebook.run(&["--write"]).expect(0, &[]);
    assert!(stream(&notebook.outputs(1), "stderr").contains("elsewhere"));
}

#[test]
fn a_question_mark_that_meets_an_error() {
    let said = Notebook::of(&["let y: f64 = \"abc\".parse::<f64>()?;"]).run(&[]);
    said.expect(
        1,
        &["probe.ipynb, cell 1:", "`?` at cell 1, line 1 met an error", "invalid float literal", "handle the error"],
    );
}

#[test]
fn a_cell_that_never_ends() {
    // Long enough for its compilation, on a machine that does much else.
    let said =
        Notebook::of(&["loop { std::thread::sleep(std::time::Duration::from_secs(1)); }"]).run(&["--timeout", "20"]);
    said.expect(1, &["cell 1:", "stopped after 20 seconds while running", "loop without an end"]);
}

#[test]
fn a_cell_that_never_ends_compiling() {
    let endless = "#[allow(long_running_const_eval)]
        const LONG: u64 = { let mut i = 0u64; while i < u64::MAX { i += 1; } i };";
    let said = Notebook::of(&[endless, "LONG"]).run(&["--timeout", "3"]);
    said.expect(1, &["stopped after 3 seconds while compiling", "--timeout"]);
}

#[test]
fn a_cell_that_ends_its_process() {
    Notebook::of(&["std::process::exit(3)"])
        .run(&[])
        .expect(1, &["cell 1:", "exit code 3", "variables are as they were"]);
    Notebook::of(&["std::process::abort()"]).run(&[]).expect(1, &["cell 1:", "aborted", "variables are as they were"]);
}

#[test]
fn a_cell_that_overflows_its_stack() {
    let deep = "fn deep(n: u64) -> u64 { if n == u64::MAX { 0 } else { 1 + deep(std::hint::black_box(n + 1)) } }";
    Notebook::of(&[deep, "deep(0)"]).run(&[]).expect(1, &["cell 2:", "overflowed the stack", "calls itself"]);
}

#[test]
fn a_cell_that_prints_50_megabytes() {
    let notebook =
        Notebook::of(&["{ let line = \"x\".repeat(1000); for _ in 0..50_000 { println!(\"{line}\"); } }", "7"]);
    notebook.run(&["--write"]).expect(0, &["cell 1:", "49.0 MB more", "Print less"]);
    let kept = stream(&notebook.outputs(1), "stdout");
    assert!((500_000..2_000_000).contains(&kept.len()), "{}", kept.len());
    assert!(kept.ends_with("[49.0 MB more were left out here]\n"), "{}", &kept[kept.len() - 100..]);
    assert_eq!(value(&notebook.outputs(2)), "7");
}

#[test]
fn a_cell_that_prints_without_a_line_end() {
    let notebook = Notebook::of(&["print!(\"abc\"); 7", "print!(\"def\")", "panic!(\"{}\", { print!(\"ghi\"); 1 })"]);
    notebook.run(&["--write"]).expect(1, &["cell 3:", "panicked"]);
    let notebook = Notebook::of(&["print!(\"abc\"); 7", "print!(\"def\");"]);
    notebook.run(&["--write"]).expect(0, &[]);
    assert_eq!((stream(&notebook.outputs(1), "stdout").as_str(), value(&notebook.outputs(1)).as_str()), ("abc", "7"));
    assert_eq!(stream(&notebook.outputs(2), "stdout"), "def");
}

#[test]
fn a_cell_that_reads_the_keyboard() {
    let read = "{ let mut line = String::new(); std::io::stdin().read_line(&mut line).unwrap(); }";
    Notebook::of(&[read]).run(&[]).expect(1, &["cell 1:", "keyboard", "Write the value into the cell"]);
}

#[test]
fn a_cell_that_prints_bytes_that_are_no_text() {
    let bytes = "{ use std::io::Write; std::io::stdout().write_all(&[0xff, b'a', b'\\n']).unwrap(); }";
    let notebook = Notebook::of(&[bytes, "7"]);
    notebook.run(&["--write"]).expect(0, &["cell 1:", "no UTF-8"]);
    assert_eq!(stream(&notebook.outputs(1), "stdout"), "\u{fffd}a\n");
    assert_eq!(value(&notebook.outputs(2)), "7");
}

#[test]
fn check_finds_what_differs_and_says_how_to_mend_it() {
    let notebook = Notebook::of(&["1 + 1", "0.1 + 0.2"]);
    notebook.run(&["--write"]).expect(0, &[]);
    notebook.run(&["--check"]).expect(0, &[]);
    std::fs::write(&notebook.path, notebook.content().replace("\"2\"", "\"3\"")).unwrap();
    notebook.run(&["--check"]).expect(1, &["cell 1:", "-3", "+2", "1 of 2 cells differ", "--write"]);
}

#[test]
fn write_leaves_a_notebook_alone_when_nothing_changed() {
    let notebook = Notebook::of(&["1 + 1"]);
    notebook.run(&["--write"]).expect(0, &[]);
    let (once, time) = (notebook.content(), std::fs::metadata(&notebook.path).unwrap().modified().unwrap());
    notebook.run(&["--write"]).expect(0, &[]);
    assert_eq!(once, notebook.content());
    // Another program's layout and numbers are no reason either.
    let other = serde_json::to_string(&serde_json::from_str::<Value>(&once).unwrap()).unwrap();
    let other = other.replace("\"execution_count\":1", "\"execution_count\":5");
    std::fs::write(&notebook.path, &other).unwrap();
    notebook.run(&["--write"]).expect(0, &[]);
    assert_eq!(other, notebook.content());
    std::fs::write(&notebook.path, &once).unwrap();
    let time = std::fs::metadata(&notebook.path).unwrap().modified().unwrap().max(time);
    notebook.run(&["--write"]).expect(0, &[]);
    assert_eq!(time, std::fs::metadata(&notebook.path).unwrap().modified().unwrap());
}

#[test]
fn a_failed_run_leaves_the_old_file() {
    let notebook = Notebook::of(&["1 + 1", "panic!(\"no\")"]);
    let before = notebook.content();
    notebook.run(&["--write"]).expect(1, &[]);
    assert_eq!(before, notebook.content());
}

#[test]
fn the_session_sees_as_well_after_the_engines_own_restart() {
    // With a variable, evcxr 0.22 does not survive its `:restart`.
    for (before, command) in [("let a: i32 = 1;", ":clear"), ("1;", ":restart")] {
        let notebook = Notebook::of(&[before, command, "println!(\"hi\"); 7"]);
        notebook.run(&["--write"]).expect(0, &[]);
        assert_eq!(stream(&notebook.outputs(3), "stdout"), "hi\n");
        assert_eq!(value(&notebook.outputs(3)), "7");
        Notebook::of(&[command, "panic!(\"after\")"]).run(&[]).expect(1, &["cell 2:", "panicked", "after"]);
    }
}

#[test]
fn a_cell_that_would_end_the_command() {
    let quits = Notebook::of(&[":quit"]);
    let other = Notebook::of(&["1;"]);
    let said = Said::by(calculus().arg("run").arg(&quits.path).arg(&other.path));
    said.expect(1, &["cell 1:", "`:quit` would end the run", "probe.ipynb   1/1 ok"]);
}

#[test]
fn a_panic_is_placed_by_the_whole_line() {
    let said = Notebook::of(&["fn f(i: usize) -> i32 { vec![1, 2][i] }", "let a: usize = 7;\n{\n  f(a);\n}"]).run(&[]);
    said.expect(1, &["probe.ipynb, cell 2:", "panicked at cell 1, line 1"]);
}

#[test]
fn an_error_of_several_lines_is_told_whole() {
    let cell = "Err::<(), String>(\"line one\\nline two\".to_owned())?;";
    Notebook::of(&[cell]).run(&[]).expect(1, &["line one", "line two"]);
}

#[test]
fn a_program_that_a_cell_started_does_not_outlive_the_run() {
    let cell = "println!(\"{}\", std::process::Command::new(\"sleep\").arg(\"1000\").spawn()?.id());";
    let notebook = Notebook::of(&[cell]);
    notebook.run(&["--write"]).expect(0, &[]);
    let id = stream(&notebook.outputs(1), "stdout").trim().to_owned();
    // It is killed when the cells' process ends, and gone when somebody has taken note of that.
    let still_there =
        || std::fs::read_to_string(format!("/proc/{id}/cmdline")).is_ok_and(|words| words.contains("1000"));
    let asked_long_enough = (0..1_000_000).find(|_| !still_there());
    assert!(asked_long_enough.is_some(), "{id} still runs");
}

#[test]
fn each_notebook_starts_afresh() {
    let first = Notebook::of(&["let kept: i32 = 1;"]);
    let second = Notebook::of(&["kept"]);
    let said = Said::by(calculus().arg("run").arg(&first.path).arg(&second.path));
    said.expect(1, &["probe.ipynb   1/1 ok", "cannot find value `kept`"]);
}

#[test]
fn a_newcomers_mistake_gets_a_further_sentence() {
    let mistakes = [
        ("2 * x", "a real number with a decimal point, `2.0 * x`"),
        ("x^2", "`^` is no power in Rust"),
        ("x.powi(2.0)", "`powi` takes a whole exponent"),
        ("let a = String::new();\nlet b = a;\na", "lend it with `&`"),
        ("let n: i32 = 1;\nn += 1;", "declared with `mut`"),
        ("let f = |x: f64| x * x;", "write a function, `fn f(x: f64) -> f64"),
    ];
    for (cell, words) in mistakes {
        let said = Notebook::of(&["let x: f64 = 3.0;\nlet v: Vec<f64> = vec![x];", cell]).run(&[]);
        said.expect(1, &["cell 2", words]);
    }
}

#[test]
fn a_value_is_shown_in_all_its_forms_by_the_cell_that_moves_its_variable_away() {
    let notebook = Notebook::of(&[
        "#[derive(Debug)]\nstruct Loud(String);\nimpl Loud {\n    fn louder(self) -> Loud { Loud(self.0 + \"!\") }\n    \
         fn evcxr_display(&self) {\n        \
         println!(\"EVCXR_BEGIN_CONTENT text/html\\n<b>{}</b>\\nEVCXR_END_CONTENT\", self.0);\n    }\n}",
        "let word: Loud = Loud(\"a\".to_owned());\nlet kept: i32 = 7;",
        "word.louder()",
        "kept",
    ]);
    notebook.run(&["--write"]).expect(0, &[]);
    assert_eq!(notebook.outputs(3)[0]["data"], json!({"text/html": ["<b>a!</b>"]}));
    assert_eq!(value(&notebook.outputs(4)), "7");
}

#[test]
fn a_value_that_was_moved_away_is_told_with_its_place() {
    let moved = ["let v: Vec<f64> = vec![1.0];", "1;\nlet w: Vec<f64> = v;", "v.len()"];
    Notebook::of(&moved).run(&[]).expect(
        1,
        &[
            "cell 3, line 1",
            "cell 1 defines it, but the value was moved away since, in cell 2, line 2",
            "`&v`",
            "`v.clone()`",
        ],
    );
    let through_a_function =
        ["fn take(text: String) -> usize { text.len() }\nlet s: String = String::new();", "take(s)", "s"];
    Notebook::of(&through_a_function).run(&[]).expect(1, &["cell 3, line 1", "moved away since, in cell 2, line 1"]);
}

#[test]
fn a_picture_is_shown_by_whatever_takes_it() {
    let notebook = LibraryNotebook::of(&[
        "let p: Plot = plot(|x| x * x, 0.0..=1.0);\nlet q: Plot = plot(|x| x, 0.0..=1.0);",
        "p.title(\"t\")",
        "p.point(0.5, 0.25).label(\"P\")",
        "secant(|x| x * x, 0.0, 1.0).on(&p)",
        "panels([&p, &q])",
        "p",
        "secant(|x| x * x, 0.0, 1.0).on(p)",
        "panels([q])",
        "let mine: Data = simulate(Line::new(3.0, -2.0), 0.5, 100, 7);\n\
         let found: History = fit(&mine, Line::new(0.0, 0.0), GradientDescent::new(0.05), 1000);",
        "FIT_1.check(&mine, found)",
    ]);
    notebook.run(&["--write"]).expect(0, &[]);
    let content = notebook.read();
    for cell in [2, 3, 4, 5, 6, 7, 8, 10] {
        let html = joined(&content["cells"][cell]["outputs"][0]["data"]["text/html"]);
        let starts = if cell == 10 { "<div" } else { "<img" };
        assert!(html.starts_with(starts), "cell {cell} shows {}", content["cells"][cell]["outputs"]);
    }
}
