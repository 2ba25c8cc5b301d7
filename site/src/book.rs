//! The notebooks of a folder, in the order of their names, as the chapters of a book.

use crate::chapter::Chapter;
use crate::error::SiteError;
use crate::formula::Formulas;
use std::path::Path;

pub struct Book {
    pub chapters: Vec<Chapter>,
}

impl Book {
    /// Reads all notebooks of the folder, with a line for each.
    pub fn read(folder: &Path, formulas: &Formulas) -> Result<Book, SiteError> {
        let failed = |cause| SiteError::File { path: folder.to_owned(), cause };
        let paths = notebook::in_folder(folder).map_err(failed)?;
        if paths.is_empty() {
            return Err(SiteError::NoNotebooks(folder.to_owned()));
        }
        let mut chapters = Vec::new();
        for path in &paths {
            let chapter = Chapter::read(path, formulas)?;
            let cells: usize = chapter.sections.iter().map(|section| section.cells.len()).sum();
            println!("{}: {} sections, {cells} cells", chapter.name, chapter.titled().count());
            chapters.push(chapter);
        }
        Ok(Book { chapters })
    }
}
