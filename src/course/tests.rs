use super::lay::{Laid, LayError, lay};
use super::{Course, MANIFEST};
use std::fs;
use std::path::{Path, PathBuf};
use tempfile::TempDir;

/// A course of two notebooks and a library of two files, and a learner's folder.
struct Room {
    place: TempDir,
    course: Course,
}

impl Room {
    fn new() -> Room {
        let place = tempfile::tempdir().unwrap();
        let room = Room { course: Course { root: place.path().join("course") }, place };
        for name in [
            "notebooks/01.ipynb",
            "notebooks/02.ipynb",
            "crate/Cargo.toml",
            "crate/src/lib.rs",
            "crate/src/deep/a.rs",
            "Cargo.lock",
        ] {
            room.publish(name, "1");
        }
        room
    }

    /// The course has this in the file from now on.
    fn publish(&self, name: &str, content: &str) {
        write(&self.course.root.join(name), content);
    }

    fn folder(&self) -> PathBuf {
        self.place.path().join("mine")
    }

    fn change(&self, name: &str, content: &str) {
        write(&self.folder().join(name), content);
    }

    fn lay(&self) -> Laid {
        lay(&self.course, &self.folder(), None).unwrap()
    }

    fn read(&self, name: &str) -> Option<String> {
        fs::read_to_string(self.folder().join(name)).ok()
    }

    #[track_caller]
    fn expect(&self, files: &[(&str, &str)]) {
        for (name, content) in files {
            assert_eq!(self.read(name).as_deref(), Some(*content), "{name}");
        }
    }
}

fn write(file: &Path, content: &str) {
    fs::create_dir_all(file.parent().unwrap()).unwrap();
    fs::write(file, content).unwrap();
}

fn pairs(laid: &Laid) -> Vec<(&str, &str)> {
    laid.beside.iter().map(|(one, other)| (one.to_str().unwrap(), other.to_str().unwrap())).collect()
}

#[test]
fn all_that_cells_need_is_laid_out_once() {
    let room = Room::new();
    room.publish("notebooks/.ipynb_checkpoints/01.ipynb", "old");
    room.publish("notebooks/notes.txt", "not of the course");
    assert_eq!(room.lay().written, 7, "six files and a manifest");
    room.expect(&[("notebooks/01.ipynb", "1"), ("crate/src/deep/a.rs", "1"), ("Cargo.lock", "1")]);
    assert!(room.read("Cargo.toml").unwrap().contains("[workspace.package]"));
    assert_eq!(room.read("notebooks/notes.txt"), None);
    assert_eq!(room.lay(), Laid::default());
}

#[test]
fn what_was_changed_stays_and_the_new_one_comes_beside_it_once() {
    let room = Room::new();
    room.lay();
    room.change("notebooks/01.ipynb", "mine");
    assert_eq!(room.lay(), Laid::default(), "nothing is new");
    room.publish("notebooks/01.ipynb", "2");
    room.publish("notebooks/02.ipynb", "2");
    let laid = room.lay();
    assert_eq!(pairs(&laid), [("notebooks/01.ipynb", "notebooks/01.new.ipynb")]);
    room.expect(&[("notebooks/01.ipynb", "mine"), ("notebooks/01.new.ipynb", "2"), ("notebooks/02.ipynb", "2")]);
    assert_eq!(room.lay(), Laid::default(), "it is offered once");

    // The one beside is the learner's as soon as they have changed it.
    room.publish("notebooks/01.ipynb", "3");
    room.lay();
    room.expect(&[("notebooks/01.ipynb", "mine"), ("notebooks/01.new.ipynb", "3")]);
    room.change("notebooks/01.new.ipynb", "mine too");
    room.publish("notebooks/01.ipynb", "4");
    assert_eq!(pairs(&room.lay()), [("notebooks/01.ipynb", "notebooks/01.new-2.ipynb")]);
    room.expect(&[
        ("notebooks/01.ipynb", "mine"),
        ("notebooks/01.new.ipynb", "mine too"),
        ("notebooks/01.new-2.ipynb", "4"),
    ]);
}

#[test]
fn what_is_missing_comes_back() {
    let room = Room::new();
    room.lay();
    fs::remove_file(room.folder().join("notebooks/02.ipynb")).unwrap();
    fs::remove_dir_all(room.folder().join("crate/src")).unwrap();
    assert_eq!(room.lay().written, 3);
    room.expect(&[("notebooks/02.ipynb", "1"), ("crate/src/lib.rs", "1")]);
}

#[test]
fn a_new_library_takes_the_place_of_one_that_nobody_has_changed() {
    let room = Room::new();
    room.lay();
    // Cargo writes this by itself, and a target folder.
    room.change("Cargo.lock", "pruned");
    room.change("crate/target/debug/x", "built");
    room.publish("crate/src/lib.rs", "2");
    room.publish("Cargo.lock", "2");
    fs::remove_file(room.course.root.join("crate/src/deep/a.rs")).unwrap();
    assert_eq!(pairs(&room.lay()), []);
    room.expect(&[("crate/src/lib.rs", "2"), ("Cargo.lock", "2"), ("crate/target/debug/x", "built")]);
    assert_eq!(room.read("crate/src/deep/a.rs"), None, "the new library has it no more");
}

#[test]
fn a_library_that_was_changed_stays_whole_and_the_new_one_comes_beside_it() {
    let room = Room::new();
    room.lay();
    room.change("crate/src/lib.rs", "mine");
    room.publish("crate/src/deep/a.rs", "2");
    assert_eq!(pairs(&room.lay()), [("crate", "library.new")]);
    room.expect(&[("crate/src/lib.rs", "mine"), ("crate/src/deep/a.rs", "1")]);
    room.expect(&[("library.new/crate/src/lib.rs", "1"), ("library.new/crate/src/deep/a.rs", "2")]);
    assert_eq!(room.lay(), Laid::default(), "it is offered once");
    room.change("library.new/crate/src/lib.rs", "mine too");
    room.publish("crate/src/deep/a.rs", "3");
    assert_eq!(pairs(&room.lay()), [("crate", "library.new-2")]);
    room.expect(&[
        ("crate/src/deep/a.rs", "1"),
        ("library.new/crate/src/deep/a.rs", "2"),
        ("library.new-2/crate/src/deep/a.rs", "3"),
    ]);
}

#[test]
fn an_upgrade_that_was_ended_in_its_middle_goes_on() {
    let room = Room::new();
    room.lay();
    room.publish("notebooks/01.ipynb", "2");
    room.publish("crate/src/lib.rs", "2");
    // Written, and not yet in the record.
    room.change("notebooks/01.ipynb", "2");
    room.change("crate/src/lib.rs", "2");
    assert_eq!(room.lay(), Laid::default());
    room.publish("notebooks/01.ipynb", "3");
    assert_eq!((room.lay().written, room.read("notebooks/01.ipynb").as_deref()), (1, Some("3")));
}

#[test]
fn a_library_that_many_share_is_a_link_and_stays_one() {
    let room = Room::new();
    let shared = room.course.root.canonicalize().unwrap();
    lay(&room.course, &room.folder(), Some(&shared)).unwrap();
    assert_eq!(room.folder().join("crate").read_link().unwrap(), shared.join("crate"));
    room.publish("crate/src/lib.rs", "2");
    room.publish("notebooks/01.ipynb", "2");
    assert_eq!(room.lay().written, 1, "the notebook, and nothing through the link");
    room.expect(&[("crate/src/lib.rs", "2")]);
    assert!(!room.folder().join("Cargo.toml").exists());
    assert!(matches!(lay(&room.course, &room.folder(), Some(Path::new("/"))), Err(LayError::NoLibrary(_))));
}

#[test]
fn nothing_is_laid_among_other_things_or_over_a_library() {
    let room = Room::new();
    room.change("letter.txt", "to a friend");
    assert!(matches!(lay(&room.course, &room.folder(), None), Err(LayError::Occupied(_))));
    assert_eq!(fs::read_dir(room.folder()).unwrap().count(), 1);
    fs::remove_file(room.folder().join("letter.txt")).unwrap();
    room.lay();
    let over = lay(&room.course, &room.folder(), Some(&room.course.root));
    assert!(matches!(over, Err(LayError::OwnLibrary(_))));
}

#[test]
fn the_courses_manifest_says_what_the_checkouts_says() {
    let checkout = include_str!("../../Cargo.toml").parse::<toml::Table>().unwrap();
    let course = MANIFEST.parse::<toml::Table>().unwrap();
    assert_eq!(course["workspace"]["package"], checkout["workspace"]["package"]);
    assert_eq!(course["workspace"]["resolver"], checkout["workspace"]["resolver"]);
}
