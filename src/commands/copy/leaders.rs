//! A leader's copy: below each exercise its worked solution, the usual mistakes and what to say about them.

use super::FOR_THE_SPEAKER;
use super::sheets::Sheet;
use notebook::{Cell, Notebook, lines_of};
use serde_json::{Value, json};

/// The tag of what a leader's copy has beyond the notebook.
const FOR_LEADERS: &str = "leader";

/// The copy, and what there is to say about it.
pub fn copy(notebook: &Notebook, sheets: &[Sheet]) -> (Notebook, String) {
    let all: Vec<Cell> = notebook.cells().collect();
    // An exercise ends with the last cell that names it: its check, and the help below that.
    let end = |sheet: &Sheet| all.iter().rposition(|cell| cell.is_code() && names(&cell.source(), &sheet.name));
    let ends: Vec<(usize, &Sheet)> = sheets.iter().filter_map(|sheet| Some((end(sheet)?, sheet))).collect();
    let mut cells = Vec::new();
    for (at, cell) in all.iter().enumerate() {
        cells.push(if cell.has_tag(FOR_THE_SPEAKER) { spoken(*cell) } else { cell.json().clone() });
        for (_, sheet) in ends.iter().filter(|(end, _)| *end == at) {
            cells.push(below(*cell, sheet));
        }
    }
    let notes = all.iter().filter(|cell| cell.has_tag(FOR_THE_SPEAKER)).count();
    let words = format!("{} exercises with solutions and mistakes, {notes} speaker notes", ends.len());
    (notebook.with_cells(cells), words)
}

/// Whether a cell asks something of this exercise: `LIMIT_1.` and not `LIMIT_12.`.
fn names(source: &str, exercise: &str) -> bool {
    source.match_indices(exercise).any(|(at, name)| source[at + name.len()..].starts_with('.'))
}

/// A speaker's note as one.
fn spoken(cell: Cell) -> Value {
    let mut spoken = cell.json().clone();
    let source: Vec<String> = cell.source().lines().map(|line| format!("> {line}")).collect();
    spoken["source"] = lines_of(&format!("> **To say**\n>\n{}", source.join("\n")));
    spoken
}

/// The cell below an exercise, in the row of the course in which that is.
fn below(cell: Cell, sheet: &Sheet) -> Value {
    let solution = sheet.latex.as_ref().or(sheet.html.as_ref()).cloned().unwrap_or_default();
    let mistakes = sheet.mistakes.iter().map(|(answer, words)| format!("| {} | {} |\n", plain(answer), plain(words)));
    let hints = sheet.hints.iter().enumerate().map(|(at, hint)| format!("{}. {}\n", at + 1, plain(hint)));
    let source = format!(
        "**For the leader · {}**\n\n{solution}\n\n| a usual mistake | to say |\n|:---|:---|\n{}\nThe hints:\n\n{}",
        plain(&sheet.name),
        mistakes.collect::<String>(),
        hints.collect::<String>().trim_end()
    );
    let row = cell.tags().next().map(str::to_owned);
    let tags: Vec<String> = row.into_iter().chain([FOR_LEADERS.to_owned()]).collect();
    json!({
        "cell_type": "markdown",
        "id": format!("leader-{}", sheet.name),
        "metadata": {"tags": tags},
        "source": lines_of(&source),
    })
}

/// A text in which Markdown sees no marks of its own.
fn plain(text: &str) -> String {
    let mut plain = String::new();
    for character in text.chars() {
        if matches!(character, '\\' | '`' | '*' | '_' | '{' | '}' | '[' | ']' | '<' | '>' | '#' | '|' | '$' | '~') {
            plain.push('\\');
        }
        plain.push(if character == '\n' { ' ' } else { character });
    }
    plain
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_exercise_is_not_the_one_whose_name_goes_on() {
        assert!(names("DERIVATIVE_1.check(YOUR_ANSWER)", "DERIVATIVE_1"));
        assert!(!names("DERIVATIVE_12.check(YOUR_ANSWER)", "DERIVATIVE_1"));
        assert_eq!(plain("|x| * <b>"), "\\|x\\| \\* \\<b\\>");
    }

    #[test]
    fn below_an_exercise_stands_all_of_its_sheet_and_notes_are_shown() {
        let cell = |kind: &str, id: &str, tags: &[&str], source: &str| json!({"cell_type": kind, "id": id, "metadata": {"tags": tags}, "source": source, "outputs": []});
        let cells = [
            cell("code", "check", &["L1"], "LIMIT_1.check(YOUR_ANSWER)"),
            cell("code", "help", &["L1"], "LIMIT_1.hint(0)"),
            cell("markdown", "note", &["L1", "notes"], "Ask *them*.\n\nWait."),
        ];
        let content =
            json!({"cells": cells, "metadata": {"kernelspec": {"name": "rust"}}, "nbformat": 4, "nbformat_minor": 5});
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("a.ipynb");
        std::fs::write(&path, content.to_string()).unwrap();
        let sheet = Sheet {
            name: "LIMIT_1".to_owned(),
            mistakes: vec![("−1".to_owned(), "a sign slip.".to_owned())],
            hints: vec!["Look.".to_owned()],
            latex: Some("$$1$$".to_owned()),
            html: None,
        };
        let (copy, words) = super::copy(&Notebook::read(&path, &path).unwrap(), &[sheet]);
        let cells: Vec<(Option<&str>, String)> = copy.cells().map(|cell| (cell.id(), cell.source())).collect();
        let ids: Vec<_> = cells.iter().filter_map(|(id, _)| *id).collect();
        assert_eq!(ids, ["check", "help", "leader-LIMIT_1", "note"]);
        for words in ["LIMIT\\_1", "$$1$$", "| −1 | a sign slip. |", "1. Look."] {
            assert!(cells[2].1.contains(words), "{}", cells[2].1);
        }
        assert_eq!(cells[3].1, "> **To say**\n>\n> Ask *them*.\n> \n> Wait.");
        assert_eq!(words, "1 exercises with solutions and mistakes, 1 speaker notes");
    }
}
