//! The course as one file: text, pictures, formulas, fonts, search and what calculates, for a stick without a network.
//!
//! Its size is that of what it holds once: formulas are MathML, which every browser shows, and where scripts run they are set
//! anew as on the other pages, when they come into sight; the scripts that do so are packed.

use crate::asset::asset;
use crate::book::Book;
use crate::error::SiteError;
use crate::folder::{MARK, claim, file};
use crate::module::Module;
use crate::pack::packed;
use crate::pages::{Line, Pages};
use crate::picture;
use data_encoding::BASE64;
use serde::Serialize;
use std::collections::{HashMap, HashSet};
use std::path::Path;

/// Its name in the folder.
pub const NAME: &str = "calculus.html";

/// The families of fonts that formulas of the course, or a reader's, can need: the others have letters that none of them has.
const FAMILIES: [&str; 6] =
    ["Main-Regular", "Math-Italic", "Size1-Regular", "Size2-Regular", "Size3-Regular", "Size4-Regular"];

/// What the template is filled with.
#[derive(Serialize)]
struct Single<'book> {
    contents: &'book [Line<'book>],
    /// The pages, each with its name.
    parts: Vec<(String, String)>,
    styles: [&'book str; 3],
    scripts: Vec<String>,
    /// Scripts that are loaded when they are needed, packed.
    touch: String,
    katex: String,
    module: Option<&'book str>,
}

/// Writes the file. `book` was read with formulas as MathML alone.
pub fn write(book: &Book, module: Option<&Module>, out: &Path) -> Result<(), SiteError> {
    claim(out, MARK)?;
    let pages = Pages::of(book, module.is_some())?;
    let index = main_of(&pages.index()?).to_owned();
    let twice = twice(book);
    let mut parts = vec![("index".to_owned(), index)];
    for (at, chapter) in book.chapters.iter().enumerate() {
        let main = apart(main_of(&pages.chapter(at)?), &chapter.name, &twice);
        parts.push((chapter.name.clone(), main));
    }
    if module.is_some() {
        parts.push(("play".to_owned(), main_of(&pages.play()?).to_owned()));
    }
    let names: Vec<String> = parts.iter().map(|(name, _)| name.clone()).collect();
    let parts: Vec<(String, String)> =
        parts.into_iter().map(|(name, main)| (name, shortened(&within(&main, &names, &twice)))).collect();
    let scripts: Vec<&str> = match module {
        Some(_) => {
            vec!["page.js", "progress.js", "unpack.js", "live.js", "single.js", "exercises.js", "change.js", "play.js"]
        }
        None => vec!["page.js", "unpack.js", "live.js", "single.js"],
    };
    let scripts: Vec<String> = scripts.into_iter().map(|name| bare(text(name))).collect();
    let html = pages.fill(
        "single.html",
        Single {
            contents: pages.contents(),
            parts,
            styles: [&styles(), text("style.css"), text("play.css")],
            scripts,
            touch: packed(picture::script().as_bytes()),
            katex: packed(asset("katex.js")),
            module: module.map(Module::text),
        },
    )?;
    file(out, NAME, html.as_bytes())?;
    println!("one file, {}: {} KB", out.join(NAME).display(), html.len() / 1000);
    Ok(())
}

/// What a page shows.
fn main_of(page: &str) -> &str {
    let begin = page.find("<main id=\"main\">").map_or(0, |at| at + "<main id=\"main\">".len());
    let end = page.rfind("</main>").unwrap_or(page.len());
    page[begin..end].trim()
}

/// The places that more than one chapter has.
fn twice(book: &Book) -> HashSet<String> {
    let mut seen: HashMap<&str, usize> = HashMap::new();
    for chapter in &book.chapters {
        let places = chapter
            .sections
            .iter()
            .flat_map(|section| section.cells.iter().map(|cell| cell.id.as_str()).chain([section.place.as_str()]));
        for place in places.collect::<HashSet<&str>>() {
            *seen.entry(place).or_default() += 1;
        }
    }
    seen.into_iter().filter(|(_, count)| *count > 1).map(|(place, _)| place.to_owned()).collect()
}

/// A chapter whose places are its own.
fn apart(main: &str, name: &str, twice: &HashSet<String>) -> String {
    twice.iter().fold(main.to_owned(), |main, place| {
        main.replace(&format!("id=\"{place}\""), &format!("id=\"{name}-{place}\""))
            .replace(&format!("href=\"#{place}\""), &format!("href=\"#{name}-{place}\""))
    })
}

/// Links to pages lead to places.
fn within(main: &str, names: &[String], twice: &HashSet<String>) -> String {
    names.iter().fold(main.to_owned(), |main, name| {
        let main = twice.iter().fold(main, |main, place| {
            main.replace(&format!("href=\"{name}.html#{place}\""), &format!("href=\"#{name}-{place}\""))
        });
        main.replace(&format!("href=\"{name}.html#"), "href=\"#")
            .replace(&format!("href=\"{name}.html\""), &format!("href=\"#{name}\""))
    })
}

/// A script without its comments and indentation, which stand in the project.
fn bare(script: &str) -> String {
    let lines = script.lines().map(str::trim).filter(|line| !line.is_empty() && !line.starts_with("//"));
    lines.flat_map(|line| [line, "\n"]).collect()
}

/// Without what HTML can do without: the namespace of MathML, the name of the notation that all of its sources are in, and, in
/// pictures, percent signs for angle brackets and the description, which an image has in its `alt`.
fn shortened(main: &str) -> String {
    let main = main.replace(" xmlns=\"http://www.w3.org/1998/Math/MathML\"", "");
    let main = main.replace("<annotation encoding=\"application/x-tex\">", "<annotation>");
    let mut rest = main.as_str();
    let mut shortened = String::with_capacity(main.len());
    while let Some(begin) = rest.find("src=\"data:image/svg+xml;") {
        let (before, picture) = rest.split_at(begin + "src=\"".len());
        let (picture, after) = picture.split_at(picture.find('"').unwrap_or(picture.len()));
        shortened.push_str(before);
        let picture = picture.replace("%3C", "<").replace("%3E", ">");
        shortened.push_str(&["title", "desc"].iter().fold(picture, |picture, name| without(&picture, name)));
        rest = after;
    }
    shortened + rest
}

/// A picture without its first element of this name, which has nothing but text in it.
fn without(picture: &str, name: &str) -> String {
    let (begin, end) = (format!("<{name}>"), format!("</{name}>"));
    match picture.split_once(&begin).and_then(|(before, rest)| Some((before, rest.split_once(&end)?.1))) {
        Some((before, after)) => format!("{before}{after}"),
        None => picture.to_owned(),
    }
}

fn text(name: &str) -> &'static str {
    std::str::from_utf8(asset(name)).expect("our styles and scripts are texts")
}

/// The styles of formulas, with the fonts in them.
fn styles() -> String {
    let line = |line: &str| {
        let Some((before, rest)) = line.split_once("url(fonts/KaTeX_") else { return Some(line.to_owned()) };
        let (name, after) = rest.split_once(".woff2)")?;
        FAMILIES.contains(&name).then(|| {
            let font = BASE64.encode(asset(&format!("fonts/KaTeX_{name}.woff2")));
            format!("{before}url(data:font/woff2;base64,{font}){after}")
        })
    };
    text("katex.css").lines().filter_map(line).collect::<Vec<_>>().join("\n")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn links_lead_to_places_of_the_file() {
        let names = ["index".to_owned(), "01-limits".to_owned()];
        let twice = HashSet::from(["start".to_owned()]);
        let html = "<a href=\"01-limits.html#L3\"><a href=\"01-limits.html\"><a href=\"01-limits.html#start\"><a href=\"https://h/01-limits.html\">";
        assert_eq!(
            within(html, &names, &twice),
            "<a href=\"#L3\"><a href=\"#01-limits\"><a href=\"#01-limits-start\"><a href=\"https://h/01-limits.html\">"
        );
        assert_eq!(
            apart("<p id=\"start\"><a href=\"#start\">", "n", &twice),
            "<p id=\"n-start\"><a href=\"#n-start\">"
        );
    }

    #[test]
    fn scripts_keep_what_runs() {
        assert_eq!(
            bare("// Says hello.\n{\n  say(\"https://h\"); // loudly\n\n}"),
            "{\nsay(\"https://h\"); // loudly\n}\n"
        );
    }

    #[test]
    fn pictures_and_formulas_say_the_same_in_less() {
        let picture = "data:image/svg+xml;charset=utf-8,%3Csvg xmlns='http://www.w3.org/2000/svg'%3E%3Ctitle%3ET%3C/title%3E%3Cdesc%3ED%3C/desc%3E%23%3C/svg%3E";
        let html = format!("<p>%3C</p><img src=\"{picture}\" alt=\"%3E\"><img src=\"a%3E.png\">");
        assert_eq!(
            shortened(&html),
            "<p>%3C</p><img src=\"data:image/svg+xml;charset=utf-8,<svg xmlns='http://www.w3.org/2000/svg'>%23</svg>\" alt=\"%3E\"><img src=\"a%3E.png\">"
        );
        assert_eq!(
            shortened("<math xmlns=\"http://www.w3.org/1998/Math/MathML\"><mi>x</mi></math>"),
            "<math><mi>x</mi></math>"
        );
    }

    #[test]
    fn the_styles_bring_their_fonts_and_ask_for_no_other() {
        let styles = styles();
        assert!(styles.contains("url(data:font/woff2;base64,d09GMg") && !styles.contains("url(fonts/"));
        assert_eq!(styles.matches("@font-face").count(), FAMILIES.len());
    }
}
