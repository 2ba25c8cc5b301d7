//! `environment.yml` cannot be tried where no conda channel is reached, so it is held against what the
//! project itself pins.

mod common;

use common::checkout;
use std::collections::HashMap;
use std::fs;
use yaml_rust2::YamlLoader;

fn read(file: &str) -> String {
    fs::read_to_string(checkout().join(file)).unwrap()
}

/// Each dependency with its version condition.
fn dependencies() -> HashMap<String, String> {
    let documents = YamlLoader::load_from_str(&read("environment.yml")).unwrap();
    let list = documents[0]["dependencies"].as_vec().expect("a list of dependencies").clone();
    list.iter()
        .map(|line| {
            let line = line.as_str().expect("each dependency is a text");
            let end = line.find(['=', '>', '<']).unwrap_or(line.len());
            (line[..end].to_owned(), line[end..].to_owned())
        })
        .collect()
}

#[test]
fn it_names_what_a_kernel_needs() {
    let dependencies = dependencies();
    for name in ["evcxr", "rust", "rust-src", "c-compiler", "jupyterlab", "python"] {
        assert!(dependencies.contains_key(name), "{name} is missing");
    }
    let documents = YamlLoader::load_from_str(&read("environment.yml")).unwrap();
    assert_eq!(documents[0]["channels"][0].as_str(), Some("conda-forge"));
}

#[test]
fn its_jupyterlab_is_the_one_that_the_lab_pins() {
    let pinned = read("src/commands/lab/requirements.in");
    let version = pinned.lines().find_map(|line| line.strip_prefix("jupyterlab==")).expect("a pinned JupyterLab");
    assert_eq!(dependencies()["jupyterlab"], format!("={version}"));
    assert!(read("src/commands/lab/requirements.txt").contains(&format!("jupyterlab=={version} ")));
}

#[test]
fn its_rust_is_no_older_than_the_project_asks_for() {
    let manifest: toml::Table = read("Cargo.toml").parse().unwrap();
    let least = manifest["workspace"]["package"]["rust-version"].as_str().unwrap().to_owned();
    assert_eq!(dependencies()["rust"], format!(">={least}"));
    assert_eq!(dependencies()["rust-src"], format!(">={least}"));
}

#[test]
fn every_package_of_the_lab_has_a_hash() {
    let requirements = read("src/commands/lab/requirements.txt");
    assert!(requirements.lines().filter(|line| !line.starts_with(' ')).count() > 50);
    for (line, next) in requirements.lines().zip(requirements.lines().skip(1)) {
        if !line.starts_with(' ') {
            assert!(next.trim_start().starts_with("--hash=sha256:"), "{line}");
        }
    }
}
