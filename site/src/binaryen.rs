//! What binaryen's programs do with the library for the browser, where they are.

use crate::error::SiteError;
use std::fs;
use std::io::ErrorKind;
use std::path::{Path, PathBuf};
use std::process::Command;
use tempfile::TempDir;

/// What the compiler may use of WebAssembly, all of which browsers have had since 2022.
const FEATURES: [&str; 6] =
    ["bulk-memory", "multivalue", "mutable-globals", "nontrapping-float-to-int", "reference-types", "sign-ext"];

/// The same code in less: what is downloaded gets 2 % smaller, what is compiled 12 %. Its names stay. Nothing without `wasm-opt`.
pub fn shortened(code: &[u8]) -> Result<Option<Vec<u8>>, SiteError> {
    let room = Room::new()?;
    let out = room.path("out.wasm");
    let mut program = Command::new("wasm-opt");
    // A function that is called once stays one: so its name stays, by which it is known where it may go, and the whole is smaller packed.
    program
        .args(["-Oz", "--debuginfo", "--one-caller-inline-max-function-size=0"])
        .arg(room.write("in.wasm", code)?)
        .arg("-o")
        .arg(&out);
    if runs("wasm-opt", program)? { room.read(&out).map(Some) } else { Ok(None) }
}

/// The code in two parts, of which the second has these functions: the first has something in the place of each, which it
/// imports, and the second, when it is instantiated with what the first exports, puts them there. Nothing without `wasm-split`.
pub fn split(code: &[u8], functions: &[&str]) -> Result<Option<[Vec<u8>; 2]>, SiteError> {
    let room = Room::new()?;
    let list = room.write("functions", functions.join("\n").as_bytes())?;
    let (first, second) = (room.path("first.wasm"), room.path("second.wasm"));
    let mut program = Command::new("wasm-split");
    program.arg(room.write("in.wasm", code)?).arg(format!("--split-funcs=@{}", list.display()));
    program.arg("-o1").arg(&first).arg("-o2").arg(&second);
    if runs("wasm-split", program)? { Ok(Some([room.read(&first)?, room.read(&second)?])) } else { Ok(None) }
}

/// Whether the program is there; it has run then.
fn runs(name: &'static str, mut program: Command) -> Result<bool, SiteError> {
    match program.args(FEATURES.map(|feature| format!("--enable-{feature}"))).status() {
        Ok(status) if status.success() => Ok(true),
        Ok(status) => Err(SiteError::Binaryen { program: name, status }),
        Err(cause) if cause.kind() == ErrorKind::NotFound => Ok(false),
        Err(cause) => Err(SiteError::File { path: name.into(), cause }),
    }
}

/// A folder for what goes in and comes out.
struct Room(TempDir);

impl Room {
    fn new() -> Result<Room, SiteError> {
        tempfile::tempdir().map(Room).map_err(|cause| SiteError::File { path: std::env::temp_dir(), cause })
    }

    fn path(&self, name: &str) -> PathBuf {
        self.0.path().join(name)
    }

    fn write(&self, name: &str, bytes: &[u8]) -> Result<PathBuf, SiteError> {
        let path = self.path(name);
        match fs::write(&path, bytes) {
            Ok(()) => Ok(path),
            Err(cause) => Err(SiteError::File { path, cause }),
        }
    }

    fn read(&self, path: &Path) -> Result<Vec<u8>, SiteError> {
        fs::read(path).map_err(|cause| SiteError::File { path: path.to_owned(), cause })
    }
}
