//! The library for the browser: compiled to WebAssembly by cargo, and packed.

use crate::asset::asset;
use crate::error::SiteError;
use crate::pack::packed;
use std::env;
use std::ffi::OsString;
use std::fs;
use std::io::ErrorKind;
use std::path::{Path, PathBuf};
use std::process::Command;

const TARGET: &str = "wasm32-unknown-unknown";

/// The library as a page loads it: WebAssembly, packed as text. A page from a disk may load a script and no other file.
pub struct Module(String);

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
            .env("RUSTC", &rustc)
            .env_remove("RUSTFLAGS");
        if let Standard::Source = standard {
            // What cargo calls unstable is how it compiles the standard library, which is stable. A panic's words, which nobody
            // would read, are left out.
            cargo
                .args(["-Zbuild-std=std,panic_abort", "-Zbuild-std-features=optimize_for_size"])
                .env("RUSTFLAGS", "-Zunstable-options -Cpanic=immediate-abort")
                .env("RUSTC_BOOTSTRAP", "1");
        }
        if !has_a_linker(&rustc) {
            // A system's compiler leaves that to the system's LLVM.
            cargo.env("CARGO_TARGET_WASM32_UNKNOWN_UNKNOWN_LINKER", "wasm-ld");
        }
        let status = cargo.status().map_err(|cause| SiteError::File { path: "cargo".into(), cause })?;
        if !status.success() {
            return Err(SiteError::Module { rustc: rustc.into(), status });
        }
        let file = target.join(TARGET).join("live/calculus_live.wasm");
        let file = shortened(file)?;
        let code = fs::read(&file).map_err(|cause| SiteError::File { path: file, cause })?;
        let module = Module(packed(&code));
        println!("the library for the browser: {} KB, {} KB packed", code.len() / 1000, module.0.len() * 3 / 4000);
        Ok(Ok(module))
    }

    /// As a script that a page can load, with what unpacks it.
    pub fn script(&self) -> String {
        let unpack = String::from_utf8_lossy(asset("unpack.js"));
        format!("{unpack}window.calculusModule = \"{}\";\n", self.0)
    }

    /// As text within a page.
    pub fn text(&self) -> &str {
        &self.0
    }
}

/// The same code in less, where binaryen's `wasm-opt` is: what is downloaded gets 2 % smaller, what is compiled 12 %.
fn shortened(file: PathBuf) -> Result<PathBuf, SiteError> {
    let out = file.with_file_name("shortened.wasm");
    let features =
        ["bulk-memory", "multivalue", "mutable-globals", "nontrapping-float-to-int", "reference-types", "sign-ext"];
    let mut binaryen = Command::new("wasm-opt");
    binaryen.arg("-Oz").args(features.map(|feature| format!("--enable-{feature}"))).arg(&file).arg("-o").arg(&out);
    match binaryen.status() {
        Ok(status) if status.success() => Ok(out),
        Ok(status) => Err(SiteError::Shortened { status }),
        Err(cause) if cause.kind() == ErrorKind::NotFound => {
            println!("the library for the browser stays a little larger without binaryen's `wasm-opt`");
            Ok(file)
        }
        Err(cause) => Err(SiteError::File { path: "wasm-opt".into(), cause }),
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
