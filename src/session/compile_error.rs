//! What the compiler has against a cell, in the learner's own lines.

use super::compiler::{ELSEWHERE, SOURCE, primary_span};
use super::hints::{Advice, Fault, SHORT, Spot, edited, hint, sign_of_lending, unbalanced};
use super::listing::{Listing, Place, at};
use evcxr::CompilationError;
use serde_json::Value;
use std::fmt::{self, Display, Formatter, Write};
use std::ops::Range;

/// What evcxr has a cell give and where it has it run, which no learner has written.
const OF_THE_ENGINE: [&str; 2] = ["EvcxrUserCodeError", "inside of a closure"];
/// More errors than this are not read by anybody.
const MOST: usize = 4;
/// Errors about names. What the compiler says besides follows from them.
const OF_NAMES: [&str; 7] = ["E0425", "E0433", "E0432", "E0412", "E0422", "E0423", "E0531"];
/// Errors about what is borrowed twice. They follow from a closure that borrows.
const OF_BORROWS: [&str; 5] = ["E0382", "E0502", "E0503", "E0505", "E0506"];

/// An error of the compiler in a learner's own lines.
#[derive(Clone, Debug)]
pub struct CompileError {
    pub place: Option<Place>,
    pub code: Option<String>,
    pub message: String,
    /// The learner's line, a line that marks the spot, and what the compiler adds.
    pub details: String,
}

impl Display for CompileError {
    fn fmt(&self, f: &mut Formatter) -> fmt::Result {
        let code = self.code.as_ref().map(|code| format!(" [{code}]")).unwrap_or_default();
        write!(f, "it does not compile{}: {}{code}{}", at(&self.place), self.message, self.details)
    }
}

pub fn in_one_text(errors: &[CompileError]) -> String {
    errors.iter().map(CompileError::to_string).collect::<Vec<_>>().join("\n")
}

/// What a learner is told of these errors: each mistake once.
pub fn told(errors: &[&CompilationError], listing: &Listing) -> Vec<CompileError> {
    let Some((number, cell)) = listing.current() else { return Vec::new() };
    if errors.iter().any(|error| is_of_delimiters(error))
        && let Some((range, sentence)) = unbalanced(cell)
    {
        return vec![of_bracket(number, cell, range, sentence)];
    }
    let mut faults: Vec<Fault> = errors.iter().map(|error| fault(error, cell)).collect();
    keep_the_first_of_each_mistake(&mut faults);
    faults.iter().map(|fault| CompileError::new(fault, number, cell, listing)).collect()
}

/// The error of a cell with a bracket that nothing has opened, or a remark that never ends, at which the engine stops to
/// read without a word.
pub fn of_unread_rest(listing: &Listing) -> Option<CompileError> {
    let (number, cell) = listing.current()?;
    let stops = |at: usize| cell[at..].starts_with(['}', ')', ']']) || cell[at..].starts_with("/*");
    let (range, sentence) = unbalanced(cell).filter(|(range, _)| stops(range.start))?;
    Some(of_bracket(number, cell, range, sentence))
}

fn of_bracket(number: usize, cell: &str, range: Range<usize>, sentence: String) -> CompileError {
    let place = Some(Place { cell: number, line: line_of(cell, range.start) });
    CompileError { place, code: None, message: sentence, details: marked(&Spot { cell, at: range }, "") }
}

fn is_of_delimiters(error: &CompilationError) -> bool {
    let message = error.message();
    error.code() == Some("E0765")
        || ["mismatched closing", "unexpected closing", "this file contains an unclosed", "unterminated"]
            .iter()
            .any(|start| message.starts_with(start))
        // Right behind the cell.
        || message.starts_with("expected expression, found `)`")
}

/// Takes away what only follows from something that is said already.
fn keep_the_first_of_each_mistake(faults: &mut Vec<Fault>) {
    if let Some(at) = faults.iter().position(|fault| fault.code.is_none()) {
        // What cannot be read cannot be understood: all else is a guess. But what is to change in its line is told with it.
        let mut first = faults.remove(at);
        let line = |fault: &Fault| fault.spot.as_ref().map(|spot| (spot.line().as_ptr(), spot.line().len()));
        let others = faults.iter().filter(|fault| fault.advises("use a float literal") && line(fault) == line(&first));
        let edits: Vec<_> =
            others.flat_map(|fault| fault.advice.iter().flat_map(|advice| advice.edits.clone())).collect();
        if let Some(advice) = first.advice.first_mut() {
            advice.edits.extend(edits);
        }
        *faults = vec![first];
        return;
    }
    if let Some(at) = faults.iter().position(|fault| matches!(fault.code, Some("E0070" | "E0531" | "E0532"))) {
        *faults = vec![faults.remove(at)];
        return;
    }
    let is_of_names = |fault: &Fault| fault.code.is_some_and(|code| OF_NAMES.contains(&code));
    if faults.iter().any(is_of_names) {
        faults.retain(is_of_names);
    }
    let is_told = |fault: &Fault| fault.spot.is_some();
    if faults.iter().any(is_told) {
        // Of a line that does not compile, it cannot be said how its value is shown.
        faults.retain(|fault| is_told(fault) || !fault.message.contains("doesn't implement `Debug`"));
    }
    if faults.iter().any(|fault| fault.code == Some("E0373")) {
        faults.retain(|fault| !fault.code.is_some_and(|code| OF_BORROWS.contains(&code)));
    }
    keep_one_of_each_operator(faults);
    join_numbers_of_one_line(faults);
    let about_a_range = faults.iter().any(|fault| fault.message.contains("Interval: From<"));
    let mut said = Vec::new();
    faults.retain(|fault| {
        let of_types = (!is_of_names(fault)).then(|| fault.spot.as_ref().map(|spot| spot.at.clone()));
        let what = (fault.message.to_owned(), of_types);
        let is_new = !(said.contains(&what) || about_a_range && fault.code == Some("E0061"));
        said.push(what);
        is_new
    });
    faults.truncate(MOST);
}

/// Leaves one of two errors about an operator: that it does not go with its operand, or, of a comparison, that the operand
/// is of another type.
fn keep_one_of_each_operator(faults: &mut Vec<Fault>) {
    let is_comparison = |fault: &Fault| fault.message.starts_with("can't compare ");
    let is_operator = |fault: &Fault| fault.code == Some("E0277") && fault.message.starts_with("cannot ");
    let operand = |fault: &Fault| Some(fault.spot.as_ref()?.operands()?.1.as_ptr());
    let own = |fault: &Fault| Some(fault.spot.as_ref()?.text().as_ptr());
    let operands: Vec<_> = faults.iter().filter(|fault| is_operator(fault)).filter_map(operand).collect();
    let is_of_types = |fault: &Fault| fault.code == Some("E0308");
    faults.retain(|fault| !is_of_types(fault) || !own(fault).is_some_and(|at| operands.contains(&at)));
    let of_types: Vec<_> = faults.iter().filter(|fault| is_of_types(fault)).filter_map(own).collect();
    faults.retain(|fault| !is_comparison(fault) || !operand(fault).is_some_and(|at| of_types.contains(&at)));
}

/// Makes one mistake of all whole numbers in a line that should be real ones.
fn join_numbers_of_one_line(faults: &mut Vec<Fault>) {
    const WHOLE: [&str; 2] = ["expected `f64`, found integer", "expected floating-point number, found integer"];
    let mut joined: Vec<Fault> = Vec::new();
    for mut fault in faults.drain(..) {
        let line = |fault: &Fault| fault.spot.as_ref().map(|spot| (spot.line().as_ptr(), spot.line().len()));
        match joined
            .iter_mut()
            .find(|first| WHOLE.contains(&first.label) && first.label == fault.label && line(first) == line(&fault))
        {
            Some(first) => {
                first.more.extend(fault.spot.take());
                first.more.append(&mut fault.more);
            }
            None => joined.push(fault),
        }
    }
    *faults = joined;
}

/// An error with its place in the cell.
fn fault<'a>(error: &'a CompilationError, cell: &'a str) -> Fault<'a> {
    let spotted: Vec<(&str, Spot)> = error
        .spanned_messages()
        .iter()
        .filter_map(|message| {
            let span = message.span.as_ref()?;
            let (from, to) = ((span.start_line, span.start_column), (span.end_line, span.end_column));
            Some((message.label.as_str(), spot(from, to, cell)?))
        })
        .collect();
    let primary = error.spanned_messages().iter().filter(|message| message.span.is_some());
    let primary = primary.clone().position(|message| message.is_primary).unwrap_or(0);
    let own = spotted.get(primary).map(|(_, spot)| spot.clone());
    let (mut label, mut place) = (spotted.get(primary).map_or("", |(label, _)| *label), own.clone());
    let mut more = Vec::new();
    if error.message().starts_with("arguments to this") {
        // Its own place is the function's name; each argument is marked besides, or in a note.
        let noted = own.as_ref().map(|own| noted(&error.json, own)).unwrap_or_default();
        let mut arguments = spotted.into_iter().chain(noted).filter(|(label, _)| label.starts_with("expected "));
        if let Some((first, at)) = arguments.next() {
            let is_alike = |other: &str| {
                other == first || sign_of_lending(first).is_some_and(|sign| sign_of_lending(other) == Some(sign))
            };
            (label, place) = (first, Some(at));
            more = arguments.filter(|(other, _)| is_alike(other)).map(|(_, spot)| spot).collect();
        } else if let Some(note) =
            notes(&error.json).filter_map(|note| note["message"].as_str()).find(|note| note.starts_with("expected `"))
        {
            label = note;
        }
    }
    // Where the compiler marks a place without words, evcxr repeats the message.
    let label = if label.starts_with("error: ") { "" } else { label };
    let advice = advice(error, own.as_ref(), place.as_ref());
    Fault {
        code: error.code(),
        message: error.message(),
        label,
        spot: place,
        more,
        advice,
        note: note(&error.json),
        wanted: wanted(&error.json),
        generated: line_in_the_source(&error.json),
    }
}

/// What the compiler notes of single places in the line of the marked one.
fn noted<'a, 'b>(json: &'b Value, own: &Spot<'a>) -> Vec<(&'b str, Spot<'a>)> {
    let primary = primary_span(json);
    let line = line_of(own.cell, own.at.start);
    notes(json)
        .filter_map(|note| {
            let letters = columns(note["spans"].get(0)?, primary?, own)?;
            let spot = spot((line, letters.start + 1), (line, letters.end + 1), own.cell)?;
            Some((note["message"].as_str()?, spot))
        })
        .collect()
}

fn notes(json: &Value) -> impl Iterator<Item = &Value> {
    json["children"].as_array().into_iter().flatten().filter(|child| child["level"] == "note")
}

/// The line of the source that was compiled, in which an error stands.
fn line_in_the_source(json: &Value) -> Option<&str> {
    primary_span(json)?["text"][0]["text"].as_str()
}

/// A place of evcxr's, from one line and column to another, which count from 1 and in letters, in a cell's bytes.
fn spot(from: (usize, usize), to: (usize, usize), cell: &str) -> Option<Spot<'_>> {
    let byte = |(line, column): (usize, usize)| {
        let text = cell.lines().nth(line.checked_sub(1)?)?;
        let begin = text.as_ptr() as usize - cell.as_ptr() as usize;
        let letters = text.char_indices().map(|(at, _)| at).chain([text.len()]);
        Some(begin + letters.take(column).last()?)
    };
    let start = byte(from)?;
    let end = byte(to)?.max(start);
    Some(Spot { cell, at: start..end })
}

/// What the compiler would write, where that is in the marked line or a text of its own. Its `own` place, by which its
/// columns are known, may be another one than the marked `spot`.
fn advice(error: &CompilationError, own: Option<&Spot>, spot: Option<&Spot>) -> Vec<Advice> {
    let line = |spot: &Spot| spot.line().as_ptr();
    let own = own.filter(|own| spot.is_some_and(|spot| line(spot) == line(own)));
    let primary = primary_span(&error.json);
    let children = error.json["children"].as_array();
    let helps = children.into_iter().flatten().filter(|child| child["level"] == "help");
    helps
        .filter_map(|help| {
            let sentence = help["message"].as_str()?.lines().next()?.trim_end().to_owned();
            let spans = help["spans"].as_array()?;
            let text = |span: &Value| span["suggested_replacement"].as_str().map(str::to_owned);
            let edits: Option<Vec<_>> =
                spans.iter().map(|span| Some((columns(span, primary?, own?)?, text(span)?))).collect();
            let known = help[ELSEWHERE].as_str().map(str::to_owned);
            let elsewhere = known.or_else(|| edits.is_none().then(|| spans.first().and_then(text)).flatten());
            Some(Advice { sentence, edits: edits.unwrap_or_default(), elsewhere })
        })
        .filter(|advice| is_worth_telling(&advice.sentence, &error.message()))
        .collect()
}

/// The letters of the learner's line that a span means, in the source that was compiled, by another span of that line.
fn columns(span: &Value, known: &Value, spot: &Spot) -> Option<Range<usize>> {
    let number = |span: &Value, key: &str| span[key].as_u64().and_then(|number| usize::try_from(number).ok());
    let is_there = |span: &Value| span["file_name"] == SOURCE && span["line_start"] == known["line_start"];
    if !is_there(span) || !is_there(known) || span["line_end"] != span["line_start"] {
        return None;
    }
    let begin = spot.cell[..spot.at.start].rfind('\n').map_or(0, |end| end + 1);
    let column = spot.cell[begin..spot.at.start].chars().count();
    let place = |key: &str| (column + number(span, key)?).checked_sub(number(known, "column_start")?);
    Some(place("column_start")?..place("column_end")?)
}

/// A note in which whoever wrote a trait says what to do: the compiler's own are about its way to the trait.
fn note(json: &Value) -> Option<&str> {
    let own = |note: &&str| note.starts_with("required") || note.starts_with("the full ");
    let everywhere = notes(json).filter(|note| note["spans"].as_array().is_some_and(Vec::is_empty));
    everywhere.filter_map(|note| note["message"].as_str()).find(|note| !own(note))
}

/// The signature that the compiler expects of a function.
fn wanted(json: &Value) -> Option<String> {
    let notes = json["children"].as_array()?.iter().filter_map(|child| child["message"].as_str());
    notes.flat_map(str::lines).find(|line| line.contains("expected ") && line.contains(" signature")).map(str::to_owned)
}

impl CompileError {
    fn new(fault: &Fault, number: usize, cell: &str, listing: &Listing) -> CompileError {
        let label = if OF_THE_ENGINE.iter().any(|words| fault.label.contains(words)) { "" } else { fault.label };
        let mut details = fault.spot.as_ref().map(|spot| marked(spot, label)).unwrap_or_default();
        match hint(fault, listing) {
            Some(hint) => details += &format!("\n{hint}"),
            None => joined(fault).iter().for_each(|advice| {
                let _ = write!(details, "\n    {}", shown(advice, fault));
            }),
        }
        let earlier = fault.generated.filter(|_| fault.spot.is_none()).and_then(|line| listing.place_in_earlier(line));
        let place = match (&fault.spot, earlier) {
            (Some(spot), _) => Some(Place { cell: number, line: line_of(cell, spot.at.start) }),
            (None, Some(earlier)) => {
                let line = fault.generated.unwrap_or_default().trim();
                details.insert_str(0, &format!("\n    {line}"));
                details +=
                    "\nit did before: what it uses was defined anew since. Make the two fit, and run both cells again";
                Some(earlier)
            }
            (None, None) => likely_line(&fault.message, cell).map(|line| Place { cell: number, line }),
        };
        CompileError {
            place,
            code: fault.code.map(str::to_owned),
            // What was found instead stands in evcxr's own lines as often as not.
            message: of_the_learners(fault.message.trim_end())
                .split("`;`, found")
                .next()
                .unwrap_or_default()
                .to_owned()
                + if fault.message.starts_with("expected `;`, found") { "`;`" } else { "" },
            details,
        }
    }
}

/// A message without what only evcxr's own lines explain: a cell runs in a closure.
fn of_the_learners(message: &str) -> String {
    message.replace("inside of a closure", "outside of a loop")
}

/// The learner's line, and under it a line that marks the spot.
fn marked(spot: &Spot, label: &str) -> String {
    let line = spot.line();
    let start = spot.cell[..spot.at.start].rsplit('\n').next().unwrap_or_default().chars().count();
    let length = spot.text().lines().next().unwrap_or_default().chars().count().max(1);
    let label = if label.is_empty() { String::new() } else { format!(" {label}") };
    format!("\n    {line}\n    {}{}{label}", " ".repeat(start), "^".repeat(length))
}

/// Lists of everything that there is bury what is wrong, and a name of one letter is similar to any other.
fn is_worth_telling(sentence: &str, message: &str) -> bool {
    let name = message.split('`').nth(1).unwrap_or_default();
    let is_far = sentence.contains("with a similar name exists") && name.chars().count() <= 2;
    // A cell is no generic item.
    let is_for_generics = ["you might be missing a const parameter", "you might be missing a type parameter"];
    !(sentence.contains("other types implement trait")
        || sentence.starts_with("the trait `")
        || is_for_generics.iter().any(|start| sentence.starts_with(start))
        || is_far)
}

/// The compiler's pieces of advice; those of one sentence as one, if they can be followed together.
fn joined(fault: &Fault) -> Vec<Advice> {
    let line = fault.spot.as_ref().map_or("", Spot::line);
    let mut all: Vec<Advice> = Vec::new();
    for advice in &fault.advice {
        let together = |first: &Advice| [first.edits.clone(), advice.edits.clone()].concat();
        // Two texts for one place are two ways.
        let is_apart = |first: &Advice| {
            !advice.edits.is_empty()
                && first.edits.iter().all(|(at, _)| advice.edits.iter().all(|(other, _)| at != other))
        };
        match all.iter_mut().find(|first| first.sentence == advice.sentence) {
            Some(first) if first == advice => {}
            Some(first) if is_apart(first) && edited(line, together(first)).is_some() => {
                first.edits = together(first);
            }
            _ => all.push(advice.clone()),
        }
    }
    all
}

/// A piece of the compiler's advice in one line: the sentence, and what it would write.
fn shown(advice: &Advice, fault: &Fault) -> String {
    let sentence = &advice.sentence;
    let line = fault.spot.as_ref().map(Spot::line);
    let corrected = line.filter(|_| !advice.edits.is_empty()).and_then(|line| edited(line, advice.edits.clone()));
    let written = corrected.or_else(|| advice.elsewhere.clone()).map(|text| text.trim().to_owned());
    match written.filter(|text| !text.is_empty() && !text.contains('\n') && text.chars().count() <= SHORT) {
        Some(written) => format!("{}: `{written}`", sentence.trim_end_matches(':')),
        None => sentence.clone(),
    }
}

fn line_of(cell: &str, byte: usize) -> usize {
    cell[..byte].matches('\n').count() + 1
}

/// The line of something that the compiler found in evcxr's own lines: the one with the name that it says, or the last.
fn likely_line(message: &str, cell: &str) -> Option<usize> {
    let name = message.split('`').nth(1).and_then(|name| name.rsplit("::").next()).filter(|name| !name.is_empty());
    let named = name.and_then(|name| cell.lines().position(|line| line.contains(name)));
    let last = || cell.lines().enumerate().filter(|(_, line)| !line.trim().is_empty()).last().map(|(index, _)| index);
    named.or_else(last).map(|index| index + 1)
}
