//! The stand-ins for rust-analyzer are made for what evcxr does with it. When that changes, `stand-ins/README.md` says how to
//! follow.

mod common;

use common::checkout;
use sha2::{Digest, Sha256};
use std::collections::BTreeSet;
use std::fs;
use std::path::PathBuf;
use std::process::Command;

/// The file in which evcxr asks rust-analyzer, and what it is in the version that the stand-ins were made for.
const ASKS: &str = "src/rust_analyzer.rs";
const DIGEST: &str = "880991c206ca3f8a921987d5de661761074427ea64f5a1b22e4fb9c9b98af4ca";
/// The only other crates of rust-analyzer that may be built: the light ones.
const REAL: [&str; 6] = ["ra_ap_edition", "ra_ap_parser", "ra_ap_paths", "ra_ap_stdx", "ra_ap_syntax", "ra_ap_vfs"];

fn folder_of_evcxr() -> PathBuf {
    let cargo = |arguments: &[&str]| {
        let output = Command::new(env!("CARGO")).args(arguments).current_dir(checkout()).output().unwrap();
        assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
        String::from_utf8(output.stdout).unwrap()
    };
    let version = cargo(&["--version", "--verbose"]);
    let host = version.lines().find_map(|line| line.strip_prefix("host: ")).unwrap();
    // Not offline: cargo also asks for the crates of members that nobody has built here, and fetches them. Those of other
    // systems it need not have.
    let metadata = cargo(&["metadata", "--format-version=1", "--locked", "--filter-platform", host]);
    let metadata: serde_json::Value = serde_json::from_str(&metadata).unwrap();
    let packages = metadata["packages"].as_array().unwrap();
    let evcxr = packages.iter().find(|package| package["name"] == "evcxr").unwrap();
    PathBuf::from(evcxr["manifest_path"].as_str().unwrap()).with_file_name("")
}

fn digest(text: &str) -> String {
    Sha256::digest(text).iter().map(|byte| format!("{byte:02x}")).collect()
}

#[test]
fn evcxr_asks_what_it_asked_when_the_stand_ins_were_made() {
    let asks = fs::read_to_string(folder_of_evcxr().join(ASKS)).unwrap();
    assert_eq!(digest(&asks), DIGEST, "{ASKS} of evcxr has changed: follow the steps of stand-ins/README.md");
}

#[test]
fn every_other_file_of_evcxr_uses_the_light_crates_and_two_names() {
    let sources = folder_of_evcxr().join("src");
    for entry in fs::read_dir(sources).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() || path.ends_with(ASKS) {
            continue;
        }
        for line in fs::read_to_string(&path).unwrap().lines().filter(|line| line.contains("ra_ap_")) {
            let is_known = ["ra_ap_syntax::", "ra_ap_ide::TextRange", "ra_ap_ide::TextSize"];
            assert!(is_known.iter().any(|known| line.contains(known)), "{}: {line}", path.display());
        }
    }
}

#[test]
fn nothing_heavy_of_rust_analyzer_is_built() {
    let lock: toml::Table = fs::read_to_string(checkout().join("Cargo.lock")).unwrap().parse().unwrap();
    let packages = lock["package"].as_array().unwrap();
    let published = packages.iter().filter(|package| package.get("source").is_some());
    let real: BTreeSet<&str> =
        published.map(|package| package["name"].as_str().unwrap()).filter(|name| name.starts_with("ra_ap_")).collect();
    assert_eq!(real, BTreeSet::from(REAL));
    let standing =
        fs::read_dir(checkout().join("stand-ins")).unwrap().filter(|entry| entry.as_ref().unwrap().path().is_dir());
    let patched = packages
        .iter()
        .filter(|package| package.get("source").is_none() && package["name"].as_str().unwrap().starts_with("ra_ap_"));
    assert_eq!(standing.count(), patched.count(), "a stand-in that is not used, or not there");
}
