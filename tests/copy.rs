//! `calculus copy`: what learners get, what leaders get, and that nobody's work is written over.

mod common;

use common::rows::text;
use common::{Said, calculus, checkout, notebook_of};
use serde_json::{Value, json};
use std::fs;
use std::path::Path;
use std::process::Command;

const NOTEBOOKS: [&str; 5] = ["01-limits", "02-derivatives", "03-autodiff", "04-regression", "05-network"];

fn copy(arguments: &[&str], to: &Path) -> Said {
    Said::by(calculus().arg("copy").args(arguments).arg(to).current_dir(checkout()))
}

fn cells(folder: &Path, name: &str) -> Vec<Value> {
    let notebook: Value = serde_json::from_slice(&fs::read(folder.join(format!("{name}.ipynb"))).unwrap()).unwrap();
    notebook["cells"].as_array().unwrap().clone()
}

fn cell<'a>(cells: &'a [Value], id: &str) -> &'a Value {
    cells.iter().find(|cell| cell["id"] == id).unwrap_or_else(|| panic!("no cell {id}"))
}

#[test]
fn learners_get_all_but_what_gives_a_solution_away() {
    let folder = tempfile::tempdir().unwrap();
    let said = copy(&["--for", "learners"], folder.path());
    said.expect(0, &[]);
    assert!(said.out.contains("../crate"), "{}", said.out);
    for name in NOTEBOOKS {
        let (ours, theirs) = (cells(&checkout().join("notebooks"), name), cells(folder.path(), name));
        assert_eq!(ours.len(), theirs.len());
        for (ours, theirs) in ours.iter().zip(&theirs) {
            assert_eq!(ours["source"], theirs["source"]);
            let tags: Vec<&str> =
                ours["metadata"]["tags"].as_array().unwrap().iter().filter_map(Value::as_str).collect();
            if tags.contains(&"solution") {
                assert_eq!((&theirs["outputs"], &theirs["execution_count"]), (&json!([]), &Value::Null));
            } else {
                assert_eq!(ours, theirs);
            }
        }
    }
    // The exercises of the second notebook that are worked out at its end.
    let theirs = cells(folder.path(), "02-derivatives");
    for id in ["D04-slope", "D13-long", "D13-second-short"] {
        assert_eq!(cell(&theirs, id)["outputs"], json!([]), "{id}");
    }
    // Written once more, it is the same; and locked, only the cell is another that loads the library.
    copy(&["--for", "learners"], folder.path()).expect(0, &[]);
    copy(&["--for", "learners", "--locked"], folder.path()).expect(0, &[]);
    for name in NOTEBOOKS {
        let locked = cells(folder.path(), name);
        let source = text(&cell(&locked, "start-load")["source"]);
        assert!(
            source.contains("use calculus::prelude::*;\ncalculus::exercise::room::lock_solutions();\n"),
            "{source}"
        );
    }
    copy(&["--for", "leaders", "--locked"], folder.path()).expect(2, &["--locked is for learners"]);
    copy(&[], folder.path()).expect(2, &["--for"]);
}

#[test]
fn leaders_get_the_solution_and_what_to_say_below_each_exercise() {
    let folder = tempfile::tempdir().unwrap();
    copy(&["--for", "leaders"], folder.path()).expect(0, &[]);
    let mut sheets = 0;
    for name in NOTEBOOKS {
        let theirs = cells(folder.path(), name);
        let added = |cell: &&Value| cell["id"].as_str().unwrap().starts_with("leader-");
        sheets += theirs.iter().filter(added).count();
        let rest: Vec<Value> = theirs.iter().filter(|cell| !added(cell)).cloned().collect();
        assert_eq!(rest, cells(&checkout().join("notebooks"), name));
    }
    assert_eq!(sheets, 23);
    let limits = cells(folder.path(), "01-limits");
    let at = limits.iter().position(|cell| cell["id"] == "leader-LIMIT_2").unwrap();
    assert_eq!(limits[at - 1]["id"], "L12-2-help");
    assert_eq!(limits[at]["metadata"]["tags"], json!(["L12", "leader"]));
    let sheet = text(&limits[at]["source"]);
    for words in [r"\frac{(x + 5)(x - 5)}{x + 5}", "| 10 | you lost the sign.", "Cancel x + 5 and put x = −5"] {
        assert!(sheet.contains(words), "{sheet}");
    }
    let chain = text(&cell(&cells(folder.path(), "02-derivatives"), "leader-DERIVATIVE_8")["source"]);
    assert!(chain.contains("you forgot the inner derivative") && chain.contains("begin{aligned}"), "{chain}");
    let fit = text(&cell(&cells(folder.path(), "04-regression"), "leader-FIT_1")["source"]);
    assert!(fit.contains("<pre><code>let mine: Data") && fit.contains("m and b have changed places"), "{fit}");
}

#[test]
fn the_plan_fits_the_time() {
    let folder = tempfile::tempdir().unwrap();
    copy(&["--for", "learners"], folder.path()).expect(0, &[]);
    let plan = fs::read_to_string(folder.path().join("plan.md")).unwrap();
    let parts: Vec<&str> = plan.split("\n## ").collect();
    assert_eq!(parts.len(), 4, "{plan}");
    let minutes = |text: &str| -> u32 {
        let rows = text.lines().filter(|line| line.starts_with("| ") && line.contains(':') && !line.contains("begins"));
        rows.map(|line| line.split('|').nth(2).unwrap().trim().parse::<u32>().unwrap()).sum()
    };
    // Rounds of 25 minutes; and no plan leaves a section's worth of them empty.
    for (part, begins, most) in
        [(parts[1], "Half a day", 175), (parts[2], "A day", 350), (parts[3], "Two evenings", 300)]
    {
        let minutes = minutes(part);
        assert!(part.starts_with(begins) && minutes <= most && minutes + 25 > most, "{minutes} minutes:\n{part}");
        assert!(part.contains("Left for home") && part.contains("- 05-network: A neuron (8 minutes)"), "{part}");
    }
    let evenings: Vec<&str> = parts[3].split("Evening ").skip(1).collect();
    assert!(evenings.len() == 2 && evenings.iter().all(|evening| minutes(evening) <= 150), "{}", parts[3]);
    for section in ["A hole", "The rules", "Step 3: the gradient"] {
        assert!(parts[1].contains(&format!("| {section} |")), "{section} is left for home");
    }
}

#[test]
fn what_somebody_has_changed_stays() {
    let folder = tempfile::tempdir().unwrap();
    // Somebody's own.
    fs::write(folder.path().join("plan.md"), "mine").unwrap();
    let said = copy(&["--for", "learners"], folder.path());
    said.expect(1, &["plan.md was changed, and stays as it is"]);
    let first = folder.path().join("01-limits.ipynb");
    let changed = fs::read_to_string(&first).unwrap().replace("YOUR_ANSWER", "1");
    fs::write(&first, &changed).unwrap();
    copy(&["--for", "learners", "--locked"], folder.path()).expect(1, &["01-limits.ipynb was changed"]);
    assert_eq!(fs::read_to_string(&first).unwrap(), changed);
    assert_eq!(fs::read_to_string(folder.path().join("plan.md")).unwrap(), "mine");
    let second = fs::read_to_string(folder.path().join("02-derivatives.ipynb")).unwrap();
    assert!(second.contains("lock_solutions"), "what nobody has changed is written anew");
    let names: Vec<_> = fs::read_dir(folder.path()).unwrap().map(|entry| entry.unwrap().file_name()).collect();
    assert_eq!(names.len(), 7, "nothing is left over: {names:?}");
}

/// A course of one notebook, beside a library that is not looked at.
fn course(notebook: &Value) -> tempfile::TempDir {
    let course = tempfile::tempdir().unwrap();
    for folder in ["notebooks", "crate"] {
        fs::create_dir(course.path().join(folder)).unwrap();
    }
    fs::write(course.path().join("crate/Cargo.toml"), "").unwrap();
    fs::write(course.path().join("notebooks/a.ipynb"), notebook.to_string()).unwrap();
    course
}

fn copy_of(course: &Path, arguments: &[&str]) -> Said {
    let mut command: Command = calculus();
    Said::by(command.arg("copy").args(["--for", "learners"]).args(arguments).arg("room").current_dir(course))
}

#[test]
fn speaker_notes_are_not_for_learners() {
    let mut notebook = notebook_of(&["LIMIT_1.solution()", "1 + 1"]);
    for cell in notebook["cells"].as_array_mut().unwrap() {
        cell["outputs"] = json!([{"output_type": "stream", "name": "stdout", "text": "2"}]);
        cell["execution_count"] = json!(1);
    }
    let note = json!({"cell_type": "markdown", "id": "note", "metadata": {"tags": ["notes"]}, "source": "Wait."});
    notebook["cells"].as_array_mut().unwrap().push(note);
    let course = course(&notebook);
    let said = copy_of(course.path(), &[]);
    said.expect(0, &[]);
    assert!(!said.out.contains("../crate"), "it is beside the library: {}", said.out);
    let cells = cells(&course.path().join("room"), "a");
    assert_eq!(cells.len(), 2);
    assert_eq!((&cells[0]["outputs"], cells[1]["outputs"][0]["text"].as_str()), (&json!([]), Some("2")));
    copy_of(course.path(), &["--locked"]).expect(2, &["a.ipynb", "below which solutions are locked"]);
}

#[test]
fn a_notebook_that_is_none_is_named() {
    let course = course(&json!([1]));
    copy_of(course.path(), &[]).expect(2, &["a.ipynb", "no notebook"]);
}
