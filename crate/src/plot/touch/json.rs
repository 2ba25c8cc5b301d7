//! JSON, as far as a picture's data needs it: written short.

/// A list of what is JSON already.
pub(super) struct List;

impl List {
    pub fn of(items: impl IntoIterator<Item = String>) -> String {
        format!("[{}]", items.into_iter().collect::<Vec<_>>().join(","))
    }
}

/// An object while it is being written.
pub(super) struct Object(String);

impl Object {
    pub fn new() -> Object {
        Object(String::new())
    }

    /// With one more entry, whose value is JSON already.
    pub fn add(self, key: &str, value: String) -> Object {
        let comma = if self.0.is_empty() { "" } else { "," };
        Object(format!("{}{comma}\"{key}\":{value}", self.0))
    }

    pub fn end(self) -> String {
        format!("{{{}}}", self.0)
    }
}

/// All digits of a number, in the shorter of two ways. What is not finite has no place in JSON.
pub(super) fn number(value: f64) -> String {
    if !value.is_finite() {
        return "null".into();
    }
    let (plain, power) = (format!("{value}"), format!("{value:e}"));
    if power.len() < plain.len() { power } else { plain }
}

/// With its quotes.
pub(super) fn text(text: &str) -> String {
    let mut written = String::from("\"");
    for character in text.chars() {
        match character {
            '"' | '\\' => written.extend(['\\', character]),
            control if control.is_control() => written.push(' '),
            other => written.push(other),
        }
    }
    written + "\""
}

/// For an attribute in single quotes, which leave JSON's own as they are.
pub(super) fn attribute(json: &str) -> String {
    json.replace('&', "&amp;").replace('\'', "&#39;").replace('<', "&lt;")
}
