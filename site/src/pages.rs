//! The pages: the templates filled in.

use crate::book::Book;
use crate::chapter::Chapter;
use crate::error::SiteError;
use minijinja::{Environment, value::Serde};
use serde::Serialize;

/// What a template of a page is filled with.
#[derive(Serialize)]
struct Page<'book> {
    /// The page's own name.
    page: &'book str,
    contents: &'book [Line<'book>],
    chapter: Option<&'book Chapter>,
    before: Option<&'book Line<'book>>,
    next: Option<&'book Line<'book>>,
    /// Whether it can calculate.
    alive: bool,
}

/// A line of the contents.
#[derive(Serialize)]
pub struct Line<'book> {
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
    exercises: String,
}

/// The pages of a book.
pub struct Pages<'book> {
    book: &'book Book,
    alive: bool,
    contents: Vec<Line<'book>>,
    templates: Environment<'static>,
}

impl<'book> Pages<'book> {
    /// `alive` says whether they calculate.
    pub fn of(book: &'book Book, alive: bool) -> Result<Pages<'book>, SiteError> {
        let mut templates = Environment::new();
        templates.add_template("frame.html", include_str!("../templates/frame.html"))?;
        templates.add_template("page.html", include_str!("../templates/page.html"))?;
        templates.add_template("chapter.html", include_str!("../templates/chapter.html"))?;
        templates.add_template("play.html", include_str!("../templates/play.html"))?;
        templates.add_template("index.html", include_str!("../templates/index.html"))?;
        templates.add_template("single.html", include_str!("../templates/single.html"))?;
        Ok(Pages { book, alive, contents: book.chapters.iter().map(line).collect(), templates })
    }

    pub fn contents(&self) -> &[Line<'book>] {
        &self.contents
    }

    pub fn index(&self) -> Result<String, SiteError> {
        self.fill("index.html", self.apart("index"))
    }

    /// The blackboard.
    pub fn play(&self) -> Result<String, SiteError> {
        self.fill("play.html", self.apart("play"))
    }

    /// The page of the chapter with this number, from 0.
    pub fn chapter(&self, at: usize) -> Result<String, SiteError> {
        let chapter = &self.book.chapters[at];
        let page = Page {
            chapter: Some(chapter),
            before: at.checked_sub(1).map(|at| &self.contents[at]),
            next: self.contents.get(at + 1),
            ..self.apart(&chapter.name)
        };
        self.fill("chapter.html", page)
    }

    pub fn fill(&self, template: &str, with: impl Serialize) -> Result<String, SiteError> {
        Ok(self.templates.get_template(template)?.render(Serde(with))?)
    }

    /// A page that is no chapter.
    fn apart<'page>(&'page self, page: &'page str) -> Page<'page> {
        Page { page, contents: &self.contents, chapter: None, before: None, next: None, alive: self.alive }
    }
}

fn line(chapter: &Chapter) -> Line<'_> {
    let sections = chapter
        .titled()
        .map(|section| SectionLine {
            place: &section.place,
            title: &section.title,
            minutes: section.minutes,
            exercises: section.exercises.join(" "),
        })
        .collect();
    Line {
        name: &chapter.name,
        number: chapter.number.as_deref(),
        title: &chapter.title,
        minutes: chapter.minutes(),
        sections,
    }
}
