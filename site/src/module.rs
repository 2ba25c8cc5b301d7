//! The library for the browser: compiled to WebAssembly by cargo, made smaller and split in two by binaryen, and packed.

use crate::asset::asset;
use crate::binaryen;
use crate::error::SiteError;
use crate::pack::packed;
use crate::split::apart;
use crate::wasm::{Functions, bare};
use std::env;
use std::ffi::OsString;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

const TARGET: &str = "wasm32-unknown-unknown";

/// The library as pages load it: WebAssembly, packed as text. A page from a disk may load a script and no other file.
pub struct Module {
    whole: String,
    /// What each page that calculates needs, and what few answers need besides.
    parts: Option<[String; 2]>,
}

/// What a compiler needs to compile for the browser.
enum Standard {
    /// The standard library is there, compiled.
    Compiled,
    /// Its source is there.
    Source,
}

impl Module {
    /// Compiles the library, or says in a sentence why it cannot be done here and what would help.
    pub fn build() -> Result<Result<Module, String>, SiteError> {
        let Some((rustc, standard)) = compiler() else {
            return Ok(Err(format!(
                "without the part that calculates: `rustup target add {TARGET}` brings what it is compiled with"
            )));
        };
        println!("compiling the library for the browser (a minute or two the first time)");
        let root = Path::new(concat!(env!("CARGO_MANIFEST_DIR"), "/.."));
        // Apart from what the same cargo builds for this machine, perhaps with another compiler.
        let target = root.join("target/browser");
        let mut cargo = Command::new(env::var_os("CARGO").unwrap_or_else(|| "cargo".into()));
        cargo
            .current_dir(root)
            .args(["rustc", "--quiet", "--locked", "--package", "calculus-live", "--lib", "--crate-type", "cdylib"])
            .args(["--profile", "live", "--target", TARGET, "--target-dir"])
            .arg(&target)
            .env("RUSTC", &rustc);
        // Names of functions that say where each comes from, also what was made for a type.
        let mut flags = "-Csymbol-mangling-version=v0".to_owned();
        if let Standard::Source = standard {
            // What cargo calls unstable is how it compiles the standard library, which is stable. A panic's words, which nobody
            // would read, are left out.
            cargo
                .args(["-Zbuild-std=std,panic_abort", "-Zbuild-std-features=optimize_for_size"])
                .env("RUSTC_BOOTSTRAP", "1");
            flags.push_str(" -Zunstable-options -Cpanic=immediate-abort");
        }
        cargo.env("RUSTFLAGS", flags);
        if !has_a_linker(&rustc) {
            // A system's compiler leaves that to the system's LLVM.
            cargo.env("CARGO_TARGET_WASM32_UNKNOWN_UNKNOWN_LINKER", "wasm-ld");
        }
        cargo.args(["--", "-Clink-arg=--no-demangle"]);
        let status = cargo.status().map_err(|cause| SiteError::File { path: "cargo".into(), cause })?;
        if !status.success() {
            return Err(SiteError::Module { rustc: rustc.into(), status });
        }
        let file = target.join(TARGET).join("live/calculus_live.wasm");
        let code = fs::read(&file).map_err(|cause| SiteError::File { path: file, cause })?;
        Ok(Ok(Module::of(&code)?))
    }

    /// Of what the compiler has made, with the names of its functions.
    fn of(code: &[u8]) -> Result<Module, SiteError> {
        let code = bare(code, Some("name"))?;
        let Some(shortened) = binaryen::shortened(&code)? else {
            println!(
                "the library for the browser stays larger, and in one part, without binaryen's `wasm-opt` and `wasm-split`"
            );
            return Ok(Module { whole: packed(&bare(&code, None)?), parts: None });
        };
        let parts = binaryen::split(&shortened, &apart(&Functions::of(&shortened)?))?;
        let told = |name: &str, code: &[u8]| {
            let text = packed(code);
            println!("{name}: {} KB, {} KB packed", code.len() / 1000, text.len() * 3 / 4000);
            text
        };
        let whole = told("the library for the browser", &bare(&shortened, None)?);
        if parts.is_none() {
            println!("the library for the browser stays in one part without binaryen's `wasm-split`");
        }
        let parts =
            parts.map(|[first, second]| [told("its first part", &first), told("what is seldom needed", &second)]);
        Ok(Module { whole, parts })
    }

    /// As scripts that a page can load, each with its name: the first part, with what unpacks it, and the second part if there
    /// is one.
    pub fn scripts(&self) -> Vec<(&'static str, String)> {
        let unpack = String::from_utf8_lossy(asset("unpack.js"));
        let (first, second) = match &self.parts {
            Some([first, second]) => (first, Some(second)),
            None => (&self.whole, None),
        };
        let mut scripts = vec![("module.js", format!("{unpack}window.calculusModule = \"{first}\";\n"))];
        scripts.extend(second.map(|second| ("seldom.js", format!("window.calculusSeldom = \"{second}\";\n"))));
        scripts
    }

    /// In one piece as text within a page, which has all at once.
    pub fn text(&self) -> &str {
        &self.whole
    }
}

/// A compiler that can compile for the browser: the usual one, or the one of the system, which may have the source of the
/// standard library.
fn compiler() -> Option<(OsString, Standard)> {
    let usual = env::var_os("RUSTC").unwrap_or_else(|| "rustc".into());
    [usual, "/usr/bin/rustc".into()].into_iter().find_map(|rustc| {
        let library = sysroot(&rustc)?.join("lib/rustlib");
        if library.join(TARGET).join("lib").is_dir() {
            Some((rustc, Standard::Compiled))
        } else if library.join("src/rust/library/std/Cargo.toml").is_file() {
            Some((rustc, Standard::Source))
        } else {
            None
        }
    })
}

/// Whether the compiler has brought the linker for WebAssembly that it takes by itself.
fn has_a_linker(rustc: &OsString) -> bool {
    let hosts = sysroot(rustc).and_then(|sysroot| fs::read_dir(sysroot.join("lib/rustlib")).ok());
    hosts.into_iter().flatten().flatten().any(|host| host.path().join("bin/rust-lld").is_file())
}

fn sysroot(rustc: &OsString) -> Option<PathBuf> {
    let output = Command::new(rustc).args(["--print", "sysroot"]).output().ok()?;
    output.status.success().then(|| PathBuf::from(String::from_utf8_lossy(&output.stdout).trim()))
}
