//! The course's pages, where they lie in a folder: a room serves them, and is told how exercises on them are answered.

use data_encoding::BASE64;
use sha2::{Digest, Sha256};
use std::collections::BTreeSet;
use std::fs;
use std::io;
use std::path::{Path, PathBuf};

/// Where pages are written, if nobody says another place.
const USUAL: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/../target/site");
/// What has the exercises in it: pages that cannot calculate come without.
const EXERCISES: &str = "exercises.js";

/// A folder of pages. What lay in it when it was opened can be read by its name, and nothing else: no name leads out of it.
#[derive(Debug)]
pub struct Course {
    folder: PathBuf,
    names: BTreeSet<String>,
    /// The handlers in the pages, by which stored pictures wake: the SHA-256 of each, in base64, as a browser is told of them.
    pub handlers: BTreeSet<String>,
    /// Whether solutions wait for the leader.
    pub locked: bool,
}

#[derive(Debug, thiserror::Error)]
pub enum CourseError {
    #[error("{}: {cause}. `cargo run -p calculus-site -- --out DIR` writes the course's pages", folder.display())]
    Folder { folder: PathBuf, cause: io::Error },
    #[error("{} holds no pages of the course. `cargo run -p calculus-site -- --out DIR` writes them", .0.display())]
    NoPages(PathBuf),
    #[error(
        "the pages in {} were written by another version of the course. `cargo run -p calculus-site -- --out DIR` writes them anew",
        .0.display()
    )]
    OtherVersion(PathBuf),
    #[error("`--locked` is for the solutions on the course's pages. Say where they are: `--site DIR`")]
    NothingToLock,
}

impl Course {
    /// The pages of the folder that is named; or those in the usual place, if there are any.
    pub fn find(named: Option<&Path>, locked: bool) -> Result<Option<Course>, CourseError> {
        match named {
            Some(folder) => Course::open(folder, locked).map(Some),
            None => match Course::open(Path::new(USUAL), locked) {
                Ok(course) => Ok(Some(course)),
                Err(_) if locked => Err(CourseError::NothingToLock),
                Err(_) => Ok(None),
            },
        }
    }

    pub fn open(folder: &Path, locked: bool) -> Result<Course, CourseError> {
        let failed = |cause| CourseError::Folder { folder: folder.to_owned(), cause };
        let mut names = names(folder).map_err(failed)?;
        if !names.contains("index.html") || !names.remove(site::folder::MARK) {
            return Err(CourseError::NoPages(folder.to_owned()));
        }
        // What the page tells has to be what the room takes.
        let exercises = names.contains(EXERCISES).then(|| fs::read(folder.join(EXERCISES))).transpose();
        if exercises.map_err(failed)?.is_some_and(|script| script != site::asset::asset(EXERCISES)) {
            return Err(CourseError::OtherVersion(folder.to_owned()));
        }
        if let Ok(below) = self::names(&folder.join("fonts")) {
            names.extend(below.into_iter().map(|name| format!("fonts/{name}")));
        }
        let mut handlers = BTreeSet::new();
        for name in names.iter().filter(|name| name.ends_with(".html")) {
            handlers.extend(handlers_of(&fs::read_to_string(folder.join(name)).map_err(failed)?));
        }
        Ok(Course { folder: folder.to_owned(), names, handlers, locked })
    }

    /// A file of the folder.
    pub fn read(&self, name: &str) -> Option<io::Result<Vec<u8>>> {
        self.names.contains(name).then(|| fs::read(self.folder.join(name)))
    }
}

/// The handlers of a page. In its text a quotation mark stands as an entity.
fn handlers_of(html: &str) -> BTreeSet<String> {
    let values = html.split(" onload=\"").skip(1).filter_map(|rest| rest.split_once('"'));
    let entities = [("&quot;", "\""), ("&#39;", "'"), ("&lt;", "<"), ("&gt;", ">"), ("&amp;", "&")];
    let meant = |value: &str| entities.iter().fold(value.to_owned(), |text, (entity, sign)| text.replace(entity, sign));
    values.map(|(value, _)| BASE64.encode(&Sha256::digest(meant(value)))).collect()
}

/// The files that lie in a folder, and no links: these may lead elsewhere.
fn names(folder: &Path) -> io::Result<BTreeSet<String>> {
    let mut names = BTreeSet::new();
    for entry in fs::read_dir(folder)? {
        let entry = entry?;
        if entry.file_type()?.is_file() {
            names.extend(entry.file_name().into_string());
        }
    }
    Ok(names)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn handlers_are_known_by_what_they_say() {
        let page = "<img onload=\"a(&quot;x&quot;)\"><img onload=\"a(&quot;x&quot;)\"><pre>&lt;img onload=&quot;b()&quot;></pre>";
        // By `printf 'a("x")' | openssl dgst -sha256 -binary | base64`.
        assert_eq!(handlers_of(page).into_iter().collect::<Vec<_>>(), ["nJawlRqCEcddmQMfNHy9Q+SgEM8T50JV1Xkr0KkWpTs="]);
    }

    #[test]
    fn only_pages_of_the_course_are_served_and_only_those_of_this_version() {
        let folder = tempfile::tempdir().unwrap();
        let said = |folder: &Path| Course::open(folder, false).unwrap_err().to_string();
        let write = |name: &str, text: &[u8]| fs::write(folder.path().join(name), text).unwrap();
        assert!(said(&folder.path().join("nowhere")).contains("calculus-site"));
        write("index.html", b"<p>mine</p>");
        assert!(said(folder.path()).contains("no pages of the course"));
        write(site::folder::MARK, b"");
        write(EXERCISES, b"old");
        assert!(said(folder.path()).contains("another version"));
        write(EXERCISES, site::asset::asset(EXERCISES));
        std::os::unix::fs::symlink("/etc/passwd", folder.path().join("link.html")).unwrap();
        let course = Course::open(folder.path(), false).unwrap();
        assert_eq!(course.read("index.html").unwrap().unwrap(), b"<p>mine</p>");
        for name in ["link.html", "../Cargo.toml", "/etc/passwd", "", ".", "fonts", site::folder::MARK] {
            assert!(course.read(name).is_none(), "{name}");
        }
        assert!(matches!(Course::find(Some(Path::new("/nowhere")), true), Err(CourseError::Folder { .. })));
    }
}
