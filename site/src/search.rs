//! The index for searching within the pages. It is a script and no data file: a page that was opened from a disk may load
//! the one and not the other.

use crate::book::Book;
use serde_json::{Value, json};

/// The script. It gives each section its title, its address and its words.
pub fn index(book: &Book) -> String {
    let sections: Vec<Value> = book
        .chapters
        .iter()
        .flat_map(|chapter| {
            chapter.sections.iter().map(move |section| {
                let title = if section.title.is_empty() { &chapter.title } else { &section.title };
                let words = section.words.split_whitespace().collect::<Vec<_>>().join(" ");
                json!([title, chapter.title, format!("{}.html#{}", chapter.name, section.place), words])
            })
        })
        .collect();
    format!("window.calculusSections = {};\n", Value::Array(sections))
}
