//! A cell on a slide: how it looks, and how much room it takes.

use super::derivation;
use super::error::DeckError;
use notebook::{Cell, minutes};
use serde_json::Value;
use site::formula::Formulas;
use site::{code, output, prose};

/// How many lines of text a slide has room for, below its title.
pub const LINES: usize = 17;
/// How many characters a line of text has, and one of code beside a picture.
const CHARACTERS: usize = 78;
const BESIDE: usize = 52;
/// Of how many lines of text a picture takes the room at least, so that it can be read from the last row.
const PICTURE: usize = 12;
/// Of how many lines of text the em of a formula is, likewise.
const EM: f64 = 0.62;

/// A cell as a slide shows it.
pub struct Shown {
    pub title: Option<Title>,
    pub html: String,
    /// What a code cell has put out.
    pub outputs: Vec<String>,
    pub is_code: bool,
    /// Whether code and picture stand beside each other.
    pub beside: bool,
    pub lines: usize,
}

impl Shown {
    /// How many lines have to stand together: of what comes apart, those of its code.
    pub fn first_lines(&self) -> usize {
        if self.comes_apart() { self.code_lines() } else { self.lines }
    }

    fn comes_apart(&self) -> bool {
        self.is_code && !self.outputs.is_empty() && self.lines > LINES
    }

    fn code_lines(&self) -> usize {
        self.html.lines().count() + 1
    }

    /// The code by itself, and its outputs for slides of their own, if all of it does not fit on one.
    pub fn apart(self) -> Vec<Shown> {
        if !self.comes_apart() {
            return vec![self];
        }
        let lines = self.code_lines();
        let code = Shown { title: self.title, html: self.html, outputs: vec![], is_code: true, beside: false, lines };
        let output = |html: String| {
            let lines = height(&html);
            Shown { title: None, html: String::new(), outputs: vec![html], is_code: true, beside: false, lines }
        };
        let outputs = self.outputs.into_iter().map(output);
        [code].into_iter().chain(outputs).collect()
    }
}

/// A heading that begins a cell.
pub struct Title {
    /// 1 is the notebook's, 2 that of a section, 3 one within it.
    pub level: u8,
    pub text: String,
    /// How long the section takes, by its own words.
    pub minutes: Option<u32>,
}

pub fn shown(cell: Cell, formulas: &Formulas) -> Result<Shown, DeckError> {
    if cell.is_code() { of_code(cell, formulas) } else { of_text(&cell.source(), formulas) }
}

pub fn of_text(source: &str, formulas: &Formulas) -> Result<Shown, DeckError> {
    let prose::Prose { html, heading, words } = prose::read(source, formulas)?;
    let (title, html) = match heading {
        Some(heading) => {
            let minutes = minutes(words.trim_start());
            (Some(Title { level: heading.level, text: heading.text, minutes }), html)
        }
        None => match html.strip_prefix("<h3>").and_then(|rest| rest.split_once("</h3>")) {
            Some((text, rest)) => (Some(Title { level: 3, text: without_tags(text), minutes: None }), rest.to_owned()),
            None => (None, html),
        },
    };
    let displayed: usize = html.split("class=\"formula\"").skip(1).map(displayed).sum();
    let blocks = ["<p>", "<li>", "<tr>", "<h3>"].iter().map(|tag| html.matches(tag).count()).sum::<usize>();
    let lines = words.chars().count() / CHARACTERS + blocks + displayed + source.matches("```").count();
    Ok(Shown { title, html, outputs: vec![], is_code: false, beside: false, lines })
}

fn of_code(cell: Cell, formulas: &Formulas) -> Result<Shown, DeckError> {
    let source = cell.source();
    let outputs = cell.outputs().iter().filter(|output| output["output_type"] != "error");
    let mut shown = Vec::new();
    for given in outputs {
        shown.extend(of_output(given, formulas)?);
    }
    let outputs = shown;
    let (code, given) = (source.lines().count() + 1, outputs.iter().map(|html| height(html)).sum::<usize>());
    let beside =
        outputs.iter().any(|html| is_picture(html)) && source.lines().all(|line| line.chars().count() <= BESIDE);
    let lines = if beside { code.max(given) } else { code + given };
    Ok(Shown { title: None, html: code::highlighted(&source), outputs, is_code: true, beside, lines })
}

/// An output; a derivation that is too high for a slide in pieces.
fn of_output(given: &Value, formulas: &Formulas) -> Result<Vec<String>, DeckError> {
    let html = output::shown(given, formulas)?;
    let high = height(&html);
    let latex = notebook::text_of(&given["data"]["text/latex"]).filter(|_| high > LINES);
    match latex.and_then(|latex| derivation::pieces(&latex, high.div_ceil(LINES))) {
        Some(pieces) => Ok(pieces.iter().map(|piece| formulas.display(piece)).collect::<Result<_, _>>()?),
        None => Ok(vec![html]),
    }
}

/// How many lines of text an output is as high as, when it has become as small as it may.
fn height(html: &str) -> usize {
    let is_slider = html.contains("calculus-slider");
    if is_picture(html) && html.contains("<table") && !is_slider {
        // Beside each other, on a slide of their own.
        return LINES;
    }
    if is_picture(html) {
        // A slider stands above its picture, and a sentence below it.
        let around = 2 * usize::from(is_slider) + html.matches("<small").count().min(2);
        return PICTURE + around;
    }
    if html.starts_with("<div class=\"formula\"") {
        return displayed(html);
    }
    match html.matches("<tr").count() {
        0 => html.lines().count().max(2),
        // With what stands above and below the table.
        rows => rows + 3,
    }
}

/// The lines of a formula that stands by itself, and of the room around it. Struts, which hold its line open, say how high it is.
fn displayed(html: &str) -> usize {
    let struts = html.split("katex-strut\" style=\"height:").skip(1);
    let high = struts.filter_map(|strut| strut.split_once("em")?.0.parse().ok()).fold(0.0, f64::max);
    (high * EM).ceil() as usize + 1
}

fn is_picture(html: &str) -> bool {
    html.contains("<img")
}

pub fn without_tags(html: &str) -> String {
    let mut text = String::new();
    let mut inside = false;
    for c in html.chars() {
        match c {
            '<' => inside = true,
            '>' => inside = false,
            c if !inside => text.push(c),
            _ => {}
        }
    }
    text.replace("&lt;", "<").replace("&gt;", ">").replace("&quot;", "\"").replace("&amp;", "&")
}

/// What the speaker is to remember at a cell, if its metadata says so, as Markdown.
pub fn notes(cell: Cell<'_>) -> Option<&str> {
    cell.metadata()["calculus"]["notes"].as_str()
}

/// The poll that a cell has, if its metadata has one.
pub fn poll(cell: Cell, id: &str) -> Result<Option<crate::poll::Poll>, DeckError> {
    let metadata: &Value = cell.metadata();
    crate::poll::metadata::read(metadata, id).map_err(DeckError::Poll)
}
