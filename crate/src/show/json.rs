//! JSON, as far as the data of pictures and sliders need it: written short.

/// A list of what is JSON already.
pub(crate) struct List;

impl List {
    pub fn of(items: impl IntoIterator<Item = String>) -> String {
        format!("[{}]", items.into_iter().collect::<Vec<_>>().join(","))
    }
}

/// An object while it is being written.
pub(crate) struct Object(String);

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
pub(crate) fn number(value: f64) -> String {
    if !value.is_finite() {
        return "null".into();
    }
    let (plain, power) = (format!("{value}"), format!("{value:e}"));
    if power.len() < plain.len() { power } else { plain }
}

/// With its quotes.
pub(crate) fn text(text: &str) -> String {
    let mut written = String::from("\"");
    for character in text.chars() {
        match character {
            '"' | '\\' => written.extend(['\\', character]),
            control if control < ' ' => written += &format!("\\u{:04x}", u32::from(control)),
            other => written.push(other),
        }
    }
    written + "\""
}
