//! The pages as a folder of files.

use crate::asset::{LIVE, READ};
use crate::book::Book;
use crate::error::SiteError;
use crate::module::Module;
use crate::pages::Pages;
use crate::picture;
use crate::search;
use std::fs;
use std::io::{self, Write};
use std::path::Path;

/// Writes the pages into the folder. A file is whole at every moment. `module` is what calculates in them, if they shall.
pub fn write(book: &Book, module: Option<&Module>, out: &Path) -> Result<(), SiteError> {
    claim(out, MARK)?;
    let pages = Pages::of(book, module.is_some())?;
    file(out, "index.html", pages.index()?.as_bytes())?;
    for (at, chapter) in book.chapters.iter().enumerate() {
        file(out, &format!("{}.html", chapter.name), pages.chapter(at)?.as_bytes())?;
    }
    file(out, "sections.js", search::index(book).as_bytes())?;
    file(out, "touch.js", picture::script().as_bytes())?;
    for (name, bytes) in READ {
        file(out, name, bytes)?;
    }
    if let Some(module) = module {
        file(out, "play.html", pages.play()?.as_bytes())?;
        for (name, script) in module.scripts() {
            file(out, name, script.as_bytes())?;
        }
        for (name, bytes) in LIVE {
            file(out, name, bytes)?;
        }
    }
    println!("{} pages in {}", book.chapters.len() + if module.is_some() { 2 } else { 1 }, out.display());
    Ok(())
}

/// The file by which a folder of pages is known as ours.
pub const MARK: &str = ".calculus-site";

/// Makes the folder known as ours by a mark, for the next time. One that holds something, and has no mark, is somebody's.
pub fn claim(out: &Path, mark: &str) -> Result<(), SiteError> {
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
        None => file(out, mark, b"Written by a command, which writes over what is here.\n"),
        Some(entry) => {
            Err(SiteError::NotOurs { path: out.to_owned(), found: entry.file_name().to_string_lossy().into_owned() })
        }
    }
}

/// Writes a file.
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
        let error = super::write(&Book { chapters: vec![] }, None, folder.path()).unwrap_err().to_string();
        assert!(error.contains("thesis.txt"), "{error}");
        assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 1);
    }

    #[test]
    fn a_folder_of_ours_is_written_again() {
        let folder = tempfile::tempdir().unwrap();
        let out = folder.path().join("deep/site");
        super::write(&Book { chapters: vec![] }, None, &out).unwrap();
        super::write(&Book { chapters: vec![] }, None, &out).unwrap();
        assert!(out.join("index.html").exists() && out.join("fonts/KaTeX_Main-Regular.woff2").exists());
    }
}
