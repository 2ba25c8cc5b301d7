//! What a cell prints to be shown while it runs: on a kernel that shows it at once, and on one that does not.
//!
//! The words go to the standard output of a process, and the environment of a process says which kernel it is. So each
//! test runs this program again, as the process of a cell.

use calculus::prelude::*;
use calculus::regression;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::process::Command;

/// Says which of the cells below the process is to run.
const CELL: &str = "CALCULUS_TEST_CELL";
const BEGIN: &str = "the cell begins";
const END: &str = "the cell ends";

const CELLS: &[(&str, fn())] = &[
    ("values", || {
        show(&plot(|x| x * x, -1.0..=1.0));
        show(&differentiate(parse("x^2").unwrap()));
        show("words <here>");
        show(&vec![(1, 2.5)]);
    }),
    ("in place", || {
        let (first, second) = (Live::new(), Live::new());
        first.show("state 1");
        second.show(&1.5);
        first.show(&clinical_trial());
        first.show("state 3");
        first.finish();
        first.finish();
    }),
    ("never shown", || drop(Live::new())),
    ("cleared", || {
        show("before");
        clear_output();
        show("after");
    }),
    ("to the end", || assert_eq!(progress(0..1000).map(|n| n % 2).sum::<usize>(), 500)),
    ("a break", || {
        for n in progress(0..1000) {
            if n == 412 {
                break;
            }
        }
    }),
    ("nothing", || assert_eq!(progress(0..0).count(), 0)),
    ("not begun", || assert_eq!(progress(0..7).len(), 7)),
    ("no known length", || assert_eq!(progress((0..1000).filter(|n| n % 2 == 0)).count(), 500)),
    ("asked again", || {
        let mut items = progress([1, 2]);
        assert_eq!((items.next(), items.next(), items.next(), items.next()), (Some(1), Some(2), None, None));
    }),
    ("a panic", || {
        let panicked = catch_unwind(AssertUnwindSafe(|| progress(0..1000).for_each(|n| assert!(n < 412))));
        assert!(panicked.is_err());
    }),
    ("a long training", || {
        // It ends early, but nobody knows that beforehand.
        let (data, line) = (clinical_trial(), Line::new(0.9, 0.1));
        regression::try_fit(&data, line, GradientDescent::new(0.1), 1_250_000).unwrap_err();
    }),
    ("a short training", || drop(fit(&clinical_trial(), Line::new(0.9, 0.1), GradientDescent::new(0.01), 1000))),
];

/// No test of its own: the process of a cell.
#[test]
fn the_process_of_a_cell() {
    let Ok(wanted) = std::env::var(CELL) else { return };
    let (_, cell) = CELLS.iter().find(|(name, _)| *name == wanted).expect("a cell with this name");
    println!("\n{BEGIN}");
    cell();
    println!("{END}");
}

/// A value as the kernel takes it: the name of its place, and its forms.
#[derive(Clone, Debug, Default, PartialEq)]
struct Shown {
    place: Option<String>,
    forms: Vec<(String, String)>,
}

impl Shown {
    fn form(&self, mime: &str) -> &str {
        self.forms.iter().find(|form| form.0 == mime).map_or("", |form| &form.1)
    }

    fn text(&self) -> &str {
        self.form("text/plain")
    }
}

fn run(cell: &str, is_live: bool) -> Vec<Shown> {
    let mut command = Command::new(std::env::current_exe().unwrap());
    command.args(["the_process_of_a_cell", "--exact", "--nocapture"]).env(CELL, cell).env_remove("CALCULUS_LIVE");
    if is_live {
        command.env("CALCULUS_LIVE", "1");
    }
    let output = command.output().unwrap();
    let printed = String::from_utf8(output.stdout).unwrap();
    assert!(output.status.success(), "{printed}{}", String::from_utf8_lossy(&output.stderr));
    let (_, printed) = printed.split_once(&format!("\n{BEGIN}\n")).expect("the cell's beginning");
    let (printed, _) = printed.split_once(&format!("{END}\n")).expect("the cell's end");
    values(printed)
}

/// As src/session reads them: a name, or a form that the value has already, begins another value.
fn values(printed: &str) -> Vec<Shown> {
    let mut values: Vec<Shown> = vec![];
    for block in printed.split_terminator("\nEVCXR_END_CONTENT\n") {
        let block = block.strip_prefix("EVCXR_BEGIN_CONTENT ").unwrap_or_else(|| panic!("no value: {block}"));
        let (mime, content) = block.split_once('\n').unwrap();
        let form = (mime.to_owned(), content.to_owned());
        match values.last_mut() {
            _ if mime == "application/vnd.calculus.live" => {
                values.push(Shown { place: Some(content.to_owned()), forms: vec![] });
            }
            Some(value) if value.form(mime).is_empty() => value.forms.push(form),
            _ => values.push(Shown { place: None, forms: vec![form] }),
        }
    }
    values
}

fn texts(values: &[Shown]) -> Vec<&str> {
    values.iter().map(Shown::text).collect()
}

/// The only value that the stock kernel gets. It knows none of our words.
fn on_the_stock_kernel(cell: &str) -> Shown {
    let values = run(cell, false);
    let [value] = values.as_slice() else { panic!("{values:?}") };
    assert!(value.forms.iter().all(|(mime, _)| mime.starts_with("text/")), "{value:?}");
    value.clone()
}

/// The states of one bar, the first and the last, and what stands between them.
fn states_of_the_bar(cell: &str) -> (String, Vec<Shown>, Shown) {
    let values = run(cell, true);
    assert!(values[0].place.is_some() && values.iter().all(|value| value.place == values[0].place), "{values:?}");
    let [first, between @ .., last] = values.as_slice() else { panic!("{values:?}") };
    assert!(first.form("text/html").contains(first.text()) && last.form("text/html").contains(last.text()));
    assert_eq!(last.forms, on_the_stock_kernel(cell).forms, "another end on the stock kernel");
    (first.text().to_owned(), between.to_vec(), last.clone())
}

#[test]
fn any_number_of_values_is_shown_in_every_form() {
    for is_live in [true, false] {
        let values = run("values", is_live);
        let mimes: Vec<Vec<&str>> =
            values.iter().map(|value| value.forms.iter().map(|form| form.0.as_str()).collect()).collect();
        let expected =
            [vec!["text/plain", "text/html"], vec!["text/plain", "text/latex"], vec!["text/plain"], vec!["text/plain"]];
        assert_eq!(mimes, expected, "{values:?}");
        assert_eq!(texts(&values)[2..], ["words <here>", "[(1, 2.5)]"]);
        assert!(values.iter().all(|value| value.place.is_none()));
    }
}

#[test]
fn a_value_takes_the_place_of_the_one_before() {
    let values = run("in place", true);
    let [one, other, two, three] = values.as_slice() else { panic!("{values:?}") };
    assert!(one.place.is_some() && other.place.is_some() && one.place != other.place);
    assert!(one.place == two.place && two.place == three.place);
    assert_eq!((one.text(), other.text(), three.text()), ("state 1", "1.5", "state 3"));
    assert!(two.form("text/html").starts_with("<table>"));
}

#[test]
fn the_stock_kernel_gets_only_the_last_value_of_each_place() {
    assert_eq!(texts(&run("in place", false)), ["state 3", "1.5"]);
    for is_live in [true, false] {
        assert_eq!(run("never shown", is_live), []);
    }
}

#[test]
fn output_is_taken_back_where_that_can_be_done() {
    let values = run("cleared", true);
    assert_eq!(values[0].forms[1], ("application/vnd.calculus.clear".to_owned(), String::new()));
    assert_eq!(texts(&values), ["before", "after"]);
    assert_eq!(texts(&run("cleared", false)), ["before", "after"]);
}

#[test]
fn a_bar_begins_at_once_and_stays_when_it_is_full() {
    let (first, between, last) = states_of_the_bar("to the end");
    assert_eq!((first.as_str(), last.text()), ("0%, 0 of 1,000", "✓ 100%, 1,000 of 1,000"));
    // A thousand steps of no work take less than a tenth of a second, unless the machine is very busy.
    assert!(between.len() < 100, "{between:?}");
}

#[test]
fn a_bar_stops_where_its_loop_ends_early() {
    assert_eq!(states_of_the_bar("a break").2.text(), "stopped at 41%, 412 of 1,000");
}

#[test]
fn a_loop_over_nothing_is_done() {
    assert_eq!(states_of_the_bar("nothing").2.text(), "✓ nothing to do");
    assert_eq!(run("not begun", true), []);
    assert_eq!(run("not begun", false), []);
}

#[test]
fn without_a_known_length_items_are_counted() {
    let (first, _, last) = states_of_the_bar("no known length");
    assert_eq!((first.as_str(), last.text()), ("0", "✓ 500"));
}

#[test]
fn a_bar_that_is_done_counts_no_further() {
    assert_eq!(states_of_the_bar("asked again").2.text(), "✓ 100%, 2 of 2");
}

#[test]
fn nothing_is_printed_in_a_panic() {
    // The kernel would take it for a sign that the cell has caught the panic.
    assert!(texts(&run("a panic", true)).iter().all(|text| text.contains("of 1,000") && !text.contains("stopped")));
    assert_eq!(run("a panic", false), []);
}

#[test]
fn a_long_training_shows_a_bar_where_it_moves() {
    let values = run("a long training", true);
    assert_eq!(texts(&values[..1]), ["0%, 0 of 1,250,000"]);
    assert!(texts(&values).last().is_some_and(|text| text.starts_with("stopped at 0%, ")), "{values:?}");
    assert_eq!(run("a long training", false), []);
    assert_eq!(run("a short training", true), []);
}
