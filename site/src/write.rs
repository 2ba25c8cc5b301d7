//! The pages as files: the templates filled in, and what they bring along.

use crate::book::Book;
use crate::chapter::Chapter;
use crate::error::SiteError;
use crate::search;
use minijinja::{Environment, value::Serde};
use serde::Serialize;
use std::fs;
use std::io::{self, Write};
use std::path::Path;

/// What the pages bring along, by its name in the folder.
macro_rules! assets {
    ($($name:literal),* $(,)?) => {
        &[$(($name, include_bytes!(concat!("../assets/", $name)))),*]
    };
}

/// The style sheets, the script and the fonts, by their names beside the pages.
pub const ASSETS: &[(&str, &[u8])] = assets![
    "style.css",
    "page.js",
    "katex.css",
    "fonts/LICENSE",
    "fonts/KaTeX_AMS-Regular.woff2",
    "fonts/KaTeX_Caligraphic-Bold.woff2",
    "fonts/KaTeX_Caligraphic-Regular.woff2",
    "fonts/KaTeX_Fraktur-Bold.woff2",
    "fonts/KaTeX_Fraktur-Regular.woff2",
    "fonts/KaTeX_Main-Bold.woff2",
    "fonts/KaTeX_Main-BoldItalic.woff2",
    "fonts/KaTeX_Main-Italic.woff2",
    "fonts/KaTeX_Main-Regular.woff2",
    "fonts/KaTeX_Math-BoldItalic.woff2",
    "fonts/KaTeX_Math-Italic.woff2",
    "fonts/KaTeX_SansSerif-Bold.woff2",
    "fonts/KaTeX_SansSerif-Italic.woff2",
    "fonts/KaTeX_SansSerif-Regular.woff2",
    "fonts/KaTeX_Script-Regular.woff2",
    "fonts/KaTeX_Size1-Regular.woff2",
    "fonts/KaTeX_Size2-Regular.woff2",
    "fonts/KaTeX_Size3-Regular.woff2",
    "fonts/KaTeX_Size4-Regular.woff2",
    "fonts/KaTeX_Typewriter-Regular.woff2",
];

/// What a template is filled with.
#[derive(Serialize)]
struct Page<'book> {
    /// The page's own name.
    page: &'book str,
    contents: &'book [Line<'book>],
    chapter: Option<&'book Chapter>,
    before: Option<&'book Line<'book>>,
    next: Option<&'book Line<'book>>,
}

/// A line of the contents.
#[derive(Serialize)]
struct Line<'book> {
    name: &'book str,
    number: Option<&'book str>,
    title: &'book str,
    minutes: u32,
    sections: Vec<SectionLine<'book>>,
}

#[derive(Serialize)]
struct SectionLine<'book> {
    place: &'book str,
    title: &'book str,
    minutes: Option<u32>,
}

/// Writes the pages into the folder. A file is whole at every moment.
pub fn folder(book: &Book, out: &Path) -> Result<(), SiteError> {
    refuse_a_strangers(out, MARK)?;
    let mut templates = Environment::new();
    templates.add_template("page.html", include_str!("../templates/page.html"))?;
    templates.add_template("chapter.html", include_str!("../templates/chapter.html"))?;
    templates.add_template("index.html", include_str!("../templates/index.html"))?;
    let contents: Vec<Line> = book.chapters.iter().map(line).collect();
    let fill = |template: &str, page: Page| templates.get_template(template)?.render(Serde(page));
    let index = Page { page: "index", contents: &contents, chapter: None, before: None, next: None };
    file(out, "index.html", fill("index.html", index)?.as_bytes())?;
    for (at, chapter) in book.chapters.iter().enumerate() {
        let page = Page {
            page: &chapter.name,
            contents: &contents,
            chapter: Some(chapter),
            before: at.checked_sub(1).map(|at| &contents[at]),
            next: contents.get(at + 1),
        };
        file(out, &format!("{}.html", chapter.name), fill("chapter.html", page)?.as_bytes())?;
    }
    file(out, "sections.js", search::index(book).as_bytes())?;
    for (name, bytes) in ASSETS {
        file(out, name, bytes)?;
    }
    // The folder is known as ours by this, the next time.
    file(out, MARK, b"Written by calculus-site.\n")?;
    println!("{} pages in {}", book.chapters.len() + 1, out.display());
    Ok(())
}

const MARK: &str = ".calculus-site";

/// A folder that holds something, and not the mark by which we know ours, is somebody's.
pub fn refuse_a_strangers(out: &Path, mark: &str) -> Result<(), SiteError> {
    let failed = |cause| SiteError::File { path: out.to_owned(), cause };
    if out.join(mark).exists() {
        return Ok(());
    }
    let first = match fs::read_dir(out) {
        Ok(mut entries) => entries.next().transpose().map_err(failed)?,
        Err(cause) if cause.kind() == io::ErrorKind::NotFound => None,
        Err(cause) => return Err(failed(cause)),
    };
    match first {
        None => Ok(()),
        Some(entry) => {
            Err(SiteError::NotOurs { path: out.to_owned(), found: entry.file_name().to_string_lossy().into_owned() })
        }
    }
}

fn line(chapter: &Chapter) -> Line<'_> {
    let sections = chapter
        .titled()
        .map(|section| SectionLine { place: &section.place, title: &section.title, minutes: section.minutes })
        .collect();
    Line {
        name: &chapter.name,
        number: chapter.number.as_deref(),
        title: &chapter.title,
        minutes: chapter.minutes(),
        sections,
    }
}

/// Writes a file of the folder, which is whole at every moment.
pub fn file(folder: &Path, name: &str, bytes: &[u8]) -> Result<(), SiteError> {
    let path = folder.join(name);
    let write = || -> io::Result<()> {
        let parent = path.parent().ok_or(io::ErrorKind::InvalidInput)?;
        fs::create_dir_all(parent)?;
        let mut file = tempfile::NamedTempFile::new_in(parent)?;
        file.write_all(bytes)?;
        readable(file.as_file())?;
        file.persist(&path)?;
        Ok(())
    };
    write().map_err(|cause| SiteError::File { path: path.clone(), cause })
}

/// A temporary file is for its owner alone, and a page is for whoever serves it.
#[cfg(unix)]
fn readable(file: &fs::File) -> io::Result<()> {
    use std::os::unix::fs::PermissionsExt;
    file.set_permissions(fs::Permissions::from_mode(0o644))
}

#[cfg(not(unix))]
fn readable(_: &fs::File) -> io::Result<()> {
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_folder_of_somebody_is_left_alone() {
        let folder = tempfile::tempdir().unwrap();
        fs::write(folder.path().join("thesis.txt"), "mine").unwrap();
        let error = super::folder(&Book { chapters: vec![] }, folder.path()).unwrap_err().to_string();
        assert!(error.contains("thesis.txt"), "{error}");
        assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 1);
    }

    #[test]
    fn a_folder_of_ours_is_written_again() {
        let folder = tempfile::tempdir().unwrap();
        let out = folder.path().join("deep/site");
        super::folder(&Book { chapters: vec![] }, &out).unwrap();
        super::folder(&Book { chapters: vec![] }, &out).unwrap();
        assert!(out.join("index.html").exists() && out.join("fonts/KaTeX_Main-Regular.woff2").exists());
    }
}
