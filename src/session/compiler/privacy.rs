//! What type inference need not read.
//!
//! rust-analyzer reads everything that cargo's description names, and for each cell it looks whether any of it has
//! changed. Of the course's library most of that lies beneath it: PyTorch's stand-in, the drawing, the big numbers. No
//! type of the library's interface comes from there, and its manifest says so:
//!
//! ```toml
//! [package.metadata.calculus]
//! dependencies-are-private = true
//! ```
//!
//! Without them, reading the library takes a third of the time, and a kept cell half.

use serde_json::Value;
use std::collections::BTreeSet;

/// Cargo's description, as the answer to `cargo metadata`, without the dependencies that packages declare to be private
/// and nobody else has. As it is, if it is none.
pub fn without_private_dependencies(description: &str) -> String {
    let Ok(mut value) = serde_json::from_str::<Value>(description) else { return description.to_owned() };
    let private: BTreeSet<String> = each(&value["packages"])
        .filter(|package| package["metadata"]["calculus"]["dependencies-are-private"] == true)
        .filter_map(|package| package["id"].as_str().map(str::to_owned))
        .collect();
    if private.is_empty() {
        return description.to_owned();
    }
    for node in value["resolve"]["nodes"].as_array_mut().into_iter().flatten() {
        if node["id"].as_str().is_some_and(|id| private.contains(id)) {
            node["deps"] = Value::Array(Vec::new());
            node["dependencies"] = Value::Array(Vec::new());
        }
    }
    let reached = reached(&value["resolve"]);
    let is_reached = |entry: &Value| entry["id"].as_str().is_some_and(|id| reached.contains(id));
    for list in ["/packages", "/resolve/nodes"] {
        if let Some(entries) = value.pointer_mut(list).and_then(Value::as_array_mut) {
            entries.retain(is_reached);
        }
    }
    value.to_string()
}

/// The packages that the cell's own depends on, be it through others, and itself.
fn reached(resolve: &Value) -> BTreeSet<String> {
    let mut reached = BTreeSet::new();
    let mut coming: Vec<&str> = resolve["root"].as_str().into_iter().collect();
    while let Some(id) = coming.pop() {
        if reached.insert(id.to_owned()) {
            let nodes = each(&resolve["nodes"]).filter(|node| node["id"] == id);
            coming.extend(nodes.flat_map(|node| each(&node["dependencies"])).filter_map(Value::as_str));
        }
    }
    reached
}

fn each(list: &Value) -> impl Iterator<Item = &Value> {
    list.as_array().into_iter().flatten()
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    fn description(is_private: bool) -> String {
        let node = |id: &str, dependencies: &[&str]| json!({ "id": id, "dependencies": dependencies, "deps": [] });
        json!({
            "packages": [
                { "id": "cell" },
                { "id": "library", "metadata": { "calculus": { "dependencies-are-private": is_private } } },
                { "id": "beneath" }, { "id": "shared" }, { "id": "other" },
            ],
            "resolve": { "root": "cell", "nodes": [
                node("cell", &["library", "other"]), node("library", &["beneath", "shared"]), node("beneath", &[]),
                node("shared", &[]), node("other", &["shared"]),
            ] },
        })
        .to_string()
    }

    #[test]
    fn what_only_a_private_dependency_brings_is_left_out() {
        let seen: Value = serde_json::from_str(&without_private_dependencies(&description(true))).unwrap();
        let ids: Vec<&str> = each(&seen["packages"]).filter_map(|package| package["id"].as_str()).collect();
        assert_eq!(ids, ["cell", "library", "shared", "other"]);
        assert_eq!(each(&seen["resolve"]["nodes"]).count(), 4);
    }

    #[test]
    fn whatever_does_not_declare_it_stays_as_it_is() {
        assert_eq!(without_private_dependencies(&description(false)), description(false));
        assert_eq!(without_private_dependencies("no description"), "no description");
    }
}
