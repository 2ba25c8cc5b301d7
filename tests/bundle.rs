//! The script that opens a bundle, on small bundles that are made by hand. A real one is tried by tests/roads/bundle.py.

mod common;

use common::{Said, calculus, checkout};
use std::fs;
use std::os::unix::fs::PermissionsExt;
use std::path::{Path, PathBuf};
use std::process::Command;
use tempfile::TempDir;

/// In the place of the kernel: says how it was called, and with what.
const PROGRAM: &str = "#!/bin/sh
if [ \"$1\" = --version ]; then exit 0; fi
echo \"$PWD: $*\"
echo \"$CARGO_HOME $CALCULUS_CACHE $CARGO_NET_OFFLINE $PIP_NO_INDEX $PIP_FIND_LINKS\"
";
const NAME: &str = "calculus-room-test";

struct Bundle {
    place: TempDir,
}

impl Bundle {
    fn new() -> Bundle {
        let bundle = Bundle { place: tempfile::tempdir().unwrap() };
        let made = bundle.place.path().join("made");
        for (name, content) in [
            ("course/crate/Cargo.toml", "[package]"),
            ("cargo/vendor/one/lib.rs", ""),
            ("bin/calculus", PROGRAM),
            ("cache/cells/one", "kept"),
        ] {
            fs::create_dir_all(made.join(name).parent().unwrap()).unwrap();
            fs::write(made.join(name), content).unwrap();
        }
        fs::set_permissions(made.join("bin/calculus"), fs::Permissions::from_mode(0o755)).unwrap();
        fs::create_dir_all(bundle.stick().join("wheels")).unwrap();
        fs::write(bundle.stick().join("wheels/one.whl"), "").unwrap();
        fs::copy(checkout().join("src/commands/bundle/open.sh"), bundle.stick().join("open")).unwrap();
        let pack = "for part in course cargo bin cache; do tar -czf ../\"my stick\"/$part.tar.gz $part; done
            cd ../\"my stick\"
            if command -v sha256sum >/dev/null; then sums=sha256sum; else sums='shasum -a 256'; fi
            $sums open *.tar.gz wheels/* >sums";
        assert!(Command::new("sh").args(["-ec", pack]).current_dir(&made).status().unwrap().success());
        fs::write(bundle.stick().join("complete"), format!("{NAME}\n")).unwrap();
        bundle
    }

    /// With a blank in its name, as sticks have them.
    fn stick(&self) -> PathBuf {
        self.place.path().join("my stick")
    }

    fn room(&self) -> PathBuf {
        self.place.path().join(NAME)
    }

    fn open(&self, arguments: &[&str]) -> Said {
        Said::by(
            Command::new("sh")
                .arg(self.stick().join("open"))
                .args(arguments)
                .current_dir(self.place.path())
                .env("CALCULUS_UNPACKED", self.place.path())
                .env("HOME", self.place.path().join("home")),
        )
    }
}

fn text(path: &Path) -> String {
    path.canonicalize().unwrap().display().to_string()
}

#[test]
fn a_whole_bundle_is_unpacked_once_and_opened_without_a_network() {
    let bundle = Bundle::new();
    let said = bundle.open(&["--no-browser"]);
    said.expect(0, &["Unpacking cache.tar.gz"]);
    let room = text(&bundle.room());
    let mine = bundle.place.path().join("home/calculus-room").display().to_string();
    assert_eq!(
        said.out,
        format!(
            "{room}/course: lab {mine} --library {room}/course --no-browser\n{room}/cargo {room}/cache true 1 {room}/wheels\n"
        )
    );
    let settings = fs::read_to_string(bundle.room().join("cargo/config.toml")).unwrap();
    assert!(settings.contains(&format!("directory = \"{room}/cargo/vendor\"")), "{settings}");
    assert_eq!(fs::metadata(bundle.room()).unwrap().permissions().mode() & 0o777, 0o700, "nobody else writes there");

    let again = bundle.open(&["work here"]);
    again.expect(0, &[]);
    assert!(!again.err.contains("Unpacking"), "{}", again.err);
    assert!(again.out.contains(&format!("lab {}/work here --library", bundle.place.path().display())), "{}", again.out);
}

#[test]
fn a_room_that_is_half_unpacked_is_unpacked_again() {
    let bundle = Bundle::new();
    fs::create_dir_all(bundle.room().join("bin")).unwrap();
    fs::write(bundle.room().join("bin/calculus"), "half").unwrap();
    bundle.open(&[]).expect(0, &["Unpacking bin.tar.gz"]);
}

#[test]
fn what_is_not_finished_or_damaged_is_no_bundle() {
    let bundle = Bundle::new();
    fs::rename(bundle.stick().join("complete"), bundle.stick().join("complete.part")).unwrap();
    bundle.open(&[]).expect(2, &["not whole", "Make or copy it again"]);
    fs::rename(bundle.stick().join("complete.part"), bundle.stick().join("complete")).unwrap();
    for (name, damage) in [("cache.tar.gz", Some("half of it")), ("wheels/one.whl", None)] {
        let file = bundle.stick().join(name);
        let whole = fs::read(&file).unwrap();
        match damage {
            Some(damage) => fs::write(&file, damage).unwrap(),
            None => fs::remove_file(&file).unwrap(),
        }
        bundle.open(&[]).expect(2, &["damaged or missing", "Copy it again"]);
        assert!(!bundle.room().exists(), "nothing is unpacked");
        fs::write(&file, whole).unwrap();
    }
    bundle.open(&[]).expect(0, &[]);
}

#[test]
fn a_bundle_is_written_among_nothing_else_and_from_a_checkout_only() {
    let place = tempfile::tempdir().unwrap();
    fs::write(place.path().join("letter.txt"), "to a friend").unwrap();
    Said::by(calculus().arg("bundle").arg(place.path())).expect(2, &["holds other things", "Name a new folder"]);
    assert_eq!(fs::read_dir(place.path()).unwrap().count(), 1);

    let copy = place.path().join("copy");
    Said::by(calculus().arg("lay").arg(&copy)).expect(0, &["is laid out in"]);
    let from_the_copy = Said::by(calculus().arg("bundle").arg(place.path().join("stick")).current_dir(&copy));
    from_the_copy.expect(2, &["without the kernel's sources", "from a checkout"]);
}

#[test]
fn a_bundle_that_failed_is_no_longer_a_whole_one() {
    let bundle = Bundle::new();
    // Without a cargo that works, it ends when it has begun.
    let tools = tempfile::tempdir().unwrap();
    fs::write(tools.path().join("cargo"), "#!/bin/sh\necho no network >&2\nexit 1\n").unwrap();
    fs::set_permissions(tools.path().join("cargo"), fs::Permissions::from_mode(0o755)).unwrap();
    let path = format!("{}:/usr/bin:/bin", tools.path().display());
    let mut command = calculus();
    command.arg("bundle").arg(bundle.stick()).current_dir(checkout());
    command.env("PATH", path).env("CALCULUS_UNPACKED", bundle.place.path());
    Said::by(&mut command).expect(2, &["Fetching the sources", "no network", "not taken for a whole one"]);
    bundle.open(&[]).expect(2, &["not whole"]);
    assert!(!bundle.room().exists());
}
