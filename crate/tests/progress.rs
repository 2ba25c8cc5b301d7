//! What a learner has solved is there the next day, whatever happens to the file, and however many kernels there are.

mod kernels;

use calculus::exercise::code::{Work, decode};
use kernels::{Folder, Kernel};
use std::fs;
use std::path::Path;

#[test]
fn obeys() {
    kernels::obey();
}

fn kernel(folder: &Path) -> Kernel {
    Kernel::start(folder, &[])
}

#[test]
fn progress_is_there_the_next_day_and_can_be_cleared() {
    let folder = Folder::new();
    // Not there yet.
    let folder = folder.path().join("a").join("b");
    let mut today = kernel(&folder);
    assert!(today.order("exercises").contains("0 of 23 exercises are solved."));
    for (order, begins) in [
        ("limit YOUR_ANSWER", "?"),
        ("limit -1", "✗"),
        ("limit 0.999", "≈"),
        ("limit 1", "✓"),
        ("limit 1", "✓"),
        ("derivative 2(3x+1)", "✗"),
        ("rate 0.0549", "✓"),
        ("fit", "✗"),
        ("practice 7", "✗"),
    ] {
        let answer = today.order(order);
        assert!(answer.starts_with(begins), "{order}: {answer}");
        assert!(!answer.contains('\n'), "{order}: {answer}");
    }
    drop(today);
    let mut tomorrow = kernel(&folder);
    let table = tomorrow.order("exercises");
    assert!(table.starts_with("2 of 23 exercises are solved."), "{table}");
    for (name, state) in [
        ("LIMIT_1", "✓ solved, 3 tries"),
        ("LIMIT_2", "open"),
        ("DERIVATIVE_8", "open, 1 try"),
        ("RATE_1", "✓ solved, 1 try"),
        ("FIT_1", "open, 1 try"),
    ] {
        let line = table.lines().find(|line| line.contains(&format!(" {name} "))).unwrap();
        assert!(line.ends_with(&format!("  {state}")), "{line}");
    }
    let page = tomorrow.order("page");
    assert!(page.contains("LIMIT_1: <a href=\"01-limits.ipynb#Exercise-1\">Exercise 1</a>"), "{page}");
    let work = |exercise, solved, tries| Work { exercise, solved, tries };
    assert_eq!(
        decode(&tomorrow.order("hand-in")).unwrap(),
        [work("LIMIT_1", true, 3), work("DERIVATIVE_8", false, 1), work("FIT_1", false, 1), work("RATE_1", true, 1)]
    );
    let written = fs::read_to_string(folder.join("exercises.json")).unwrap();
    assert!(!written.contains("3x") && !written.contains("0.0549"), "no answers: {written}");
    assert!(!written.contains("\"p\""), "no practice: {written}");
    assert!(tomorrow.order("clear").contains("0 of 23 exercises are solved."));
    assert!(kernel(&folder).order("exercises").contains("0 of 23"));
}

#[test]
fn several_kernels_at_once_lose_nothing() {
    let folder = Folder::new();
    let mut kernels: Vec<Kernel> = (0..4).map(|_| kernel(folder.path())).collect();
    std::thread::scope(|scope| {
        for kernel in &mut kernels {
            scope.spawn(move || (0..25).for_each(|_| drop(kernel.order("limit -1"))));
        }
    });
    assert!(kernels[0].order("exercises").contains("open, 100 tries"));
    let mut names: Vec<String> =
        fs::read_dir(folder.path()).unwrap().map(|entry| entry.unwrap().file_name().into_string().unwrap()).collect();
    names.sort();
    assert_eq!(names, ["exercises.json", "lock"]);
}

#[test]
fn a_broken_file_makes_way_and_is_not_lost() {
    for broken in ["{\"version\":1,\"exercises\":{\"LIM", "", "\u{0}\u{1}", "[1, 2]"] {
        let folder = Folder::new();
        fs::write(folder.path().join("exercises.json"), broken).unwrap();
        let mut kernel = kernel(folder.path());
        assert!(kernel.order("exercises").contains("0 of 23"));
        assert!(kernel.order("limit 1").starts_with('✓'));
        assert!(kernel.order("exercises").contains("1 of 23"));
        assert_eq!(fs::read_to_string(folder.path().join("exercises.broken.json")).unwrap(), broken);
    }
}

#[test]
fn what_cannot_be_kept_is_said_once_and_kept_later() {
    let folder = Folder::new();
    // A file stands where the folder is to be: nothing can be written, not even by root.
    let place = folder.path().join("place");
    fs::write(&place, "").unwrap();
    let mut kernel = kernel(&place);
    let first = kernel.order("limit -1");
    assert!(first.contains("cannot be kept") && first.contains("place"), "{first}");
    for order in ["limit -1", "limit 1"] {
        assert!(!kernel.order(order).contains("cannot be kept"));
    }
    assert!(kernel.order("exercises").contains("✓ solved, 3 tries"));
    fs::remove_file(&place).unwrap();
    assert!(!kernel.order("derivative x").contains('\n'));
    let table = Kernel::start(&place, &[]).order("exercises");
    assert!(table.contains("✓ solved, 3 tries") && table.contains("open, 1 try"), "{table}");
}

#[test]
fn a_file_of_a_newer_version_is_left_alone() {
    let folder = Folder::new();
    let file = folder.path().join("exercises.json");
    fs::write(&file, "{\"version\":2}").unwrap();
    let answer = kernel(folder.path()).order("limit 1");
    assert!(answer.starts_with('✓') && answer.contains("a newer version of the course"), "{answer}");
    assert_eq!(fs::read_to_string(&file).unwrap(), "{\"version\":2}");
}

#[test]
fn what_a_page_has_exported_is_taken_in() {
    let folder = Folder::new();
    let export = folder.path().join("calculus-progress.json");
    let exported = r#"{"version":1,"exercises":{"LIMIT_3":{"solved":"2026-11-29T18:20:00.000Z","tries":2}}}"#;
    fs::write(&export, exported).unwrap();
    let mut kernel = kernel(&folder.path().join("kept"));
    kernel.order("limit 1");
    let table = kernel.order(&format!("import {}", export.display()));
    assert!(table.contains("2 of 23") && table.contains("✓ solved, 2 tries"), "{table}");
    for (content, words) in [("{", "no progress"), ("{\"version\":3}", "newer version")] {
        fs::write(&export, content).unwrap();
        let table = kernel.order(&format!("import {}", export.display()));
        assert!(table.contains(words) && table.contains("2 of 23"), "{table}");
    }
}

#[test]
fn outside_of_a_notebook_and_where_it_is_not_wanted_nothing_is_kept() {
    let folder = Folder::new();
    let home = folder.path().to_str().unwrap();
    let variables = [("HOME", home), ("XDG_DATA_HOME", home)];
    for folder in ["", "kept"] {
        let place = Path::new(home).join(folder);
        let mut nowhere = Kernel::start(if folder.is_empty() { Path::new("") } else { &place }, &variables);
        let answer = nowhere.order("limit 1");
        assert!(answer.starts_with('✓') && !answer.contains('\n'), "{answer}");
        assert_eq!(place.join("exercises.json").exists(), !folder.is_empty());
    }
    assert!(!Path::new(home).join("calculus").exists());
    // The test itself is no notebook.
    assert!(calculus::prelude::LIMIT_1.check(1).is_right());
    assert_eq!(calculus::prelude::exercises().solved(), 0);
}
