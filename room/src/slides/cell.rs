//! A cell on a slide: how it looks, and how much room it takes.

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
/// How many pixels of a picture are as high as a line.
const PIXELS: usize = 30;

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
    let displayed = html.matches("class=\"formula\"").count();
    let blocks = ["<p>", "<li>", "<tr>", "<h3>"].iter().map(|tag| html.matches(tag).count()).sum::<usize>();
    let lines = words.chars().count() / CHARACTERS + blocks + 2 * displayed + source.matches("```").count();
    Ok(Shown { title, html, outputs: vec![], is_code: false, beside: false, lines })
}

fn of_code(cell: Cell, formulas: &Formulas) -> Result<Shown, DeckError> {
    let source = cell.source();
    let outputs = cell.outputs().iter().filter(|output| output["output_type"] != "error");
    let outputs: Vec<String> = outputs.map(|given| output::shown(given, formulas)).collect::<Result<_, _>>()?;
    let (code, given) = (source.lines().count() + 1, outputs.iter().map(|html| height(html)).sum::<usize>());
    let is_picture = outputs.iter().any(|html| html.contains("<svg") || html.contains("<img"));
    let beside = is_picture && source.lines().all(|line| line.chars().count() <= BESIDE);
    let lines = if beside { code.max(given) } else { code + given };
    Ok(Shown { title: None, html: code::highlighted(&source), outputs, is_code: true, beside, lines })
}

/// How many lines of text an output is as high as.
fn height(html: &str) -> usize {
    let pictures = html.split("<svg").skip(1).chain(html.split("<img").skip(1));
    let of_pictures: usize = pictures.map(|tag| attribute(tag, "height").map_or(10, |pixels| pixels / PIXELS)).sum();
    match of_pictures {
        0 => html.matches("<tr").count().max(html.lines().count()).max(2),
        lines => lines + 1,
    }
}

fn attribute(tag: &str, name: &str) -> Option<usize> {
    let tag = tag.split('>').next()?;
    let value = tag.split(&format!(" {name}=\"")).nth(1)?;
    value.split(|c: char| !c.is_ascii_digit()).next()?.parse().ok()
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
