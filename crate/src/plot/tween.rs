//! Several pictures become one that moves, by the elements of their SVGs.
//!
//! An element that all pictures share is written once. Where the same kinds of elements follow each other in all
//! pictures and only their coordinates differ, one element moves (SMIL's `<animate>`, which needs no script and so
//! plays in an `<img>`). What differs in any other way, such as a text, is written once for every picture that has
//! it, and shown while that picture's turn lasts.
//!
//! Two groups hold what moves: one that plays, whose elements are written in their last state for programs that do
//! not play; and a still one, of the last picture, that replaces it when the reader has asked for less motion.

use super::canvas::escaped;

/// When each picture is shown, as parts of the whole, which lasts `seconds`.
pub(super) struct Times {
    seconds: f64,
    /// The beginning of each picture's turn; the last one's turn ends at 1.
    starts: Vec<f64>,
}

impl Times {
    /// `seconds` from the first picture to the last, which then rests, as the first does before it.
    pub fn new(pictures: usize, seconds: f64, rest: f64) -> Times {
        let first_rest = rest / 3.0;
        let whole = first_rest + seconds + rest;
        let last = (pictures.max(2) - 1) as f64;
        let starts = (0..pictures).map(|index| (first_rest + seconds * index as f64 / last) / whole).collect();
        Times { seconds: whole, starts }
    }

    /// For the script by which it is paused, stepped and pulled: how long it takes, and when each picture has come.
    pub fn data(&self) -> String {
        let starts: Vec<String> = self.starts.iter().map(|start| part(*start)).collect();
        format!("{{\"s\":{},\"t\":[{}]}}", part(self.seconds), starts.join(","))
    }

    /// The turn of the pictures `from..to`. A still element changes in the middle between two pictures.
    fn turn(&self, from: usize, to: usize) -> (f64, f64) {
        let between = |index: usize| f64::midpoint(self.starts[index - 1], self.starts[index]);
        (if from == 0 { 0.0 } else { between(from) }, if to == self.starts.len() { 1.0 } else { between(to) })
    }
}

/// `<name attributes>` with a text, or `<name attributes/>`.
#[derive(PartialEq)]
struct Element<'s> {
    name: &'s str,
    attributes: &'s str,
    text: Option<&'s str>,
}

impl Element<'_> {
    fn written(&self) -> String {
        self.with("", "")
    }

    /// The element with one more attribute and something inside.
    fn with(&self, attribute: &str, inside: &str) -> String {
        let Element { name, attributes, text } = self;
        match text {
            None if inside.is_empty() => format!("<{name} {attributes}{attribute}/>"),
            text => format!("<{name} {attributes}{attribute}>{}{inside}</{name}>", text.unwrap_or_default()),
        }
    }

    /// The attributes as names and values.
    fn list(&self) -> Vec<(&str, &str)> {
        let parts: Vec<&str> = self.attributes.split('"').collect();
        parts.chunks_exact(2).map(|pair| (pair[0].trim().trim_end_matches('='), pair[1])).collect()
    }
}

/// The elements of a picture's body. Only what the canvas writes is understood: no element is inside another.
fn elements(body: &str) -> Vec<Element<'_>> {
    let mut elements = vec![];
    let mut rest = body;
    while let Some((tag, after)) = rest.split_once('<').and_then(|(_, rest)| rest.split_once('>')) {
        rest = after;
        let (inner, closed) = match tag.strip_suffix('/') {
            Some(inner) => (inner, true),
            None => (tag, false),
        };
        let Some((name, attributes)) = inner.split_once(' ') else { continue };
        let text = (!closed).then(|| after.split_once('<').map_or("", |(text, _)| text));
        elements.push(Element { name, attributes: attributes.trim(), text });
    }
    elements
}

/// One SVG in which the pictures, which have the same size, follow each other.
/// `legible` is what makes their letters larger where it is small, if there is room.
pub(super) fn together(pictures: &[String], description: &str, legible: &str, times: &Times) -> String {
    const BODY: &str = "<desc></desc>";
    let halves: Vec<(&str, &str)> = pictures.iter().filter_map(|svg| svg.split_once(BODY)).collect();
    let bodies: Vec<&str> = halves.iter().map(|(_, body)| body.trim_end_matches("</svg>")).collect();
    let frames: Vec<Vec<Element>> = bodies.iter().map(|body| elements(body)).collect();
    let head = halves.last().map_or("", |(head, _)| head);
    let style = "<style>.still{display:none}@media (prefers-reduced-motion:reduce){.still{display:inline}.moving{display:none}}</style>";
    let mut svg = format!("{head}<desc>{}</desc>{style}{legible}", escaped(description));
    let mut from = vec![0; frames.len()];
    for shared in shared(&frames) {
        let between: Vec<&[Element]> =
            frames.iter().zip(&from).zip(&shared).map(|((frame, from), to)| &frame[*from..*to]).collect();
        svg += &changing(&between, times);
        svg += &frames[0][shared[0]].written();
        from = shared.iter().map(|index| index + 1).collect();
    }
    let tail: Vec<&[Element]> = frames.iter().zip(&from).map(|(frame, from)| &frame[*from..]).collect();
    svg + &changing(&tail, times) + "</svg>"
}

/// The elements that all frames have, in the same order: for each its index in every frame.
fn shared(frames: &[Vec<Element>]) -> Vec<Vec<usize>> {
    let mut found: Vec<Vec<usize>> = vec![];
    let mut next = vec![0; frames.len()];
    for element in frames.first().into_iter().flatten() {
        let place = |(frame, from): (&Vec<Element>, &usize)| {
            frame[(*from).min(frame.len())..].iter().position(|other| other == element).map(|offset| from + offset)
        };
        let places: Option<Vec<usize>> = frames.iter().zip(&next).map(place).collect();
        if let Some(places) = places {
            next = places.iter().map(|index| index + 1).collect();
            found.push(places);
        }
    }
    found
}

/// What lies between two shared elements, in every frame.
fn changing(frames: &[&[Element]], times: &Times) -> String {
    let Some(last) = frames.last() else { return String::new() };
    if frames.iter().all(|frame| frame.is_empty()) {
        return String::new();
    }
    let alike = frames
        .iter()
        .all(|frame| frame.len() == last.len() && frame.iter().zip(*last).all(|(one, other)| one.name == other.name));
    let moving = if alike {
        (0..last.len()).map(|index| one(&frames.iter().map(|frame| &frame[index]).collect::<Vec<_>>(), times)).collect()
    } else {
        let written: Vec<String> = frames.iter().map(|frame| frame.iter().map(Element::written).collect()).collect();
        turns(&written, times, &|written, attribute, inside| format!("<g{attribute}>{inside}{written}</g>"))
    };
    let still: String = last.iter().map(Element::written).collect();
    format!("<g class=\"moving\">{moving}</g><g class=\"still\">{still}</g>")
}

/// One element that is different in different frames.
fn one(states: &[&Element], times: &Times) -> String {
    let Some(last) = states.last() else { return String::new() };
    moved(states, times).unwrap_or_else(|| {
        let written: Vec<String> = states.iter().map(|state| state.written()).collect();
        let last_name = last.name;
        turns(&written, times, &|written, attribute, inside| {
            // The attribute goes behind the name, and what is inside before the end.
            let opened = written.replacen(last_name, &format!("{last_name}{attribute}"), 1);
            match opened.strip_suffix("/>") {
                _ if inside.is_empty() => opened,
                Some(open) => format!("{open}>{inside}</{last_name}>"),
                None => opened.replacen("</", &format!("{inside}</"), 1),
            }
        })
    })
}

/// The element moving through its states, if they differ in coordinates alone.
fn moved(states: &[&Element], times: &Times) -> Option<String> {
    let last = states.last()?;
    let lists: Vec<Vec<(&str, &str)>> = states.iter().map(|state| state.list()).collect();
    let model = lists.last()?;
    let mut inside = String::new();
    for (index, (name, value)) in model.iter().enumerate() {
        let values: Option<Vec<&str>> =
            lists.iter().map(|list| list.get(index).filter(|other| other.0 == *name).map(|other| other.1)).collect();
        let values = values?;
        if values.iter().all(|other| other == value) {
            continue;
        }
        let count = |value: &str| value.split_whitespace().count();
        let movable =
            matches!(*name, "x" | "y" | "cx" | "cy" | "r" | "width" | "height" | "points" | "stroke-dashoffset");
        if !movable || values.iter().any(|other| count(other) != count(value)) {
            return None;
        }
        inside += &animate(name, &values, times, last.name == "text");
    }
    let same_text =
        states.iter().all(|state| state.text == last.text) && lists.iter().all(|list| list.len() == model.len());
    same_text.then(|| last.with("", &inside))
}

/// An attribute that moves from value to value, with a rest before and after. A label that changes sides jumps, so
/// that it does not slide across what it belongs to.
fn animate(name: &str, values: &[&str], times: &Times, label: bool) -> String {
    let jumps = if label { jumps(values) } else { vec![] };
    let mut places: Vec<(f64, &str)> = vec![(0.0, values[0].trim())];
    for (index, value) in values.iter().enumerate() {
        if jumps.contains(&index) {
            let between = f64::midpoint(times.starts[index - 1], times.starts[index]);
            places.extend([(between, values[index - 1].trim()), (between, value.trim())]);
        }
        // Where a value stays, only its first and last time are needed.
        let stays = index > 0 && index + 1 < values.len() && values[index - 1] == *value && values[index + 1] == *value;
        if !stays {
            places.push((times.starts[index], value.trim()));
        }
    }
    places.push((1.0, values[values.len() - 1].trim()));
    let list: Vec<&str> = places.iter().map(|place| place.1).collect();
    let keys: Vec<String> = places.iter().map(|place| part(place.0)).collect();
    format!(
        "<animate attributeName=\"{name}\" values=\"{}\" keyTimes=\"{}\" dur=\"{}s\" repeatCount=\"indefinite\"/>",
        list.join(";"),
        keys.join(";"),
        part(times.seconds)
    )
}

/// Before which of the values there is a step that is much larger than its neighbours.
fn jumps(values: &[&str]) -> Vec<usize> {
    // Ten pixels as they are shown.
    const LEAST: f64 = 40.0;
    let numbers: Vec<f64> = values.iter().filter_map(|value| value.trim().parse().ok()).collect();
    let step = |index: usize| match (index.checked_sub(1).and_then(|before| numbers.get(before)), numbers.get(index)) {
        (Some(before), Some(now)) => (now - before).abs(),
        _ => 0.0,
    };
    let usual = |index: usize| 3.0 * f64::max(step(index - 1), step(index + 1));
    (1..numbers.len()).filter(|&index| step(index) > LEAST && step(index) > usual(index)).collect()
}

/// Each of the states for as long as it lasts. Equal states that follow each other are one.
fn turns(states: &[String], times: &Times, write: &dyn Fn(&str, &str, &str) -> String) -> String {
    let mut written = String::new();
    let mut from = 0;
    while from < states.len() {
        let same = states[from..].iter().take_while(|state| **state == states[from]).count();
        let to = from + same;
        if !states[from].is_empty() {
            let hidden = if to == states.len() { "" } else { " visibility=\"hidden\"" };
            written += &write(&states[from], hidden, &shown_during(times.turn(from, to), times.seconds));
        }
        from = to;
    }
    written
}

/// Shows what it stands in from one time to another.
fn shown_during((from, to): (f64, f64), seconds: f64) -> String {
    let (values, keys) = match (from > 0.0, to < 1.0) {
        (true, true) => ("hidden;visible;hidden", format!("0;{};{}", part(from), part(to))),
        (true, false) => ("hidden;visible", format!("0;{}", part(from))),
        (false, true) => ("visible;hidden", format!("0;{}", part(to))),
        (false, false) => return String::new(),
    };
    format!(
        "<animate attributeName=\"visibility\" values=\"{values}\" keyTimes=\"{keys}\" dur=\"{}s\" calcMode=\"discrete\" \
         repeatCount=\"indefinite\"/>",
        part(seconds)
    )
}

/// Four decimals at most.
fn part(value: f64) -> String {
    let written = format!("{value:.4}");
    written.trim_end_matches('0').trim_end_matches('.').into()
}
