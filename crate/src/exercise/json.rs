//! JSON that others have written: the learner's own file, and what a room answers. (What this library writes,
//! [`show::json`](crate::show::json) writes.)

use std::collections::BTreeMap;

/// A value, as far as it is of use here.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum Json {
    Null,
    Is(bool),
    Number(f64),
    Text(String),
    List(Vec<Json>),
    Object(BTreeMap<String, Json>),
}

/// Lists in lists, deeper than anybody writes them on purpose.
const DEEPEST: usize = 32;

impl Json {
    /// The value that the whole text is; `None` if it is not JSON.
    pub fn read(text: &str) -> Option<Json> {
        let mut reader = Reader { rest: text.trim_start_matches('\u{feff}') };
        let value = reader.value(DEEPEST)?;
        reader.skip_space();
        reader.rest.is_empty().then_some(value)
    }

    /// What an object has under this name.
    pub fn get(&self, name: &str) -> Option<&Json> {
        self.object()?.get(name)
    }

    pub fn object(&self) -> Option<&BTreeMap<String, Json>> {
        if let Json::Object(entries) = self { Some(entries) } else { None }
    }

    pub fn text(&self) -> Option<&str> {
        if let Json::Text(text) = self { Some(text) } else { None }
    }

    pub fn list(&self) -> Option<&[Json]> {
        if let Json::List(items) = self { Some(items) } else { None }
    }

    /// A number without a fraction.
    pub fn whole(&self) -> Option<u64> {
        match self {
            Json::Number(number) if *number >= 0.0 && number.fract() == 0.0 && *number < 9e15 => Some(*number as u64),
            _ => None,
        }
    }
}

/// A text, of which the beginning was read.
struct Reader<'text> {
    rest: &'text str,
}

impl Reader<'_> {
    fn skip_space(&mut self) {
        self.rest = self.rest.trim_start_matches([' ', '\t', '\n', '\r']);
    }

    /// Whether this comes next, which is taken then.
    fn takes(&mut self, word: &str) -> bool {
        self.skip_space();
        let rest = self.rest.strip_prefix(word);
        self.rest = rest.unwrap_or(self.rest);
        rest.is_some()
    }

    fn value(&mut self, depth: usize) -> Option<Json> {
        let deeper = depth.checked_sub(1)?;
        self.skip_space();
        match self.rest.chars().next()? {
            '{' => self.object(deeper),
            '[' => self.list(deeper),
            '"' => self.text().map(Json::Text),
            '-' | '0'..='9' => self.number(),
            _ if self.takes("null") => Some(Json::Null),
            _ if self.takes("true") => Some(Json::Is(true)),
            _ if self.takes("false") => Some(Json::Is(false)),
            _ => None,
        }
    }

    fn object(&mut self, depth: usize) -> Option<Json> {
        let mut entries = BTreeMap::new();
        self.takes("{");
        if self.takes("}") {
            return Some(Json::Object(entries));
        }
        loop {
            self.skip_space();
            let name = self.text()?;
            if !self.takes(":") {
                return None;
            }
            entries.insert(name, self.value(depth)?);
            match () {
                () if self.takes(",") => {}
                () if self.takes("}") => return Some(Json::Object(entries)),
                () => return None,
            }
        }
    }

    fn list(&mut self, depth: usize) -> Option<Json> {
        let mut items = Vec::new();
        self.takes("[");
        if self.takes("]") {
            return Some(Json::List(items));
        }
        loop {
            items.push(self.value(depth)?);
            match () {
                () if self.takes(",") => {}
                () if self.takes("]") => return Some(Json::List(items)),
                () => return None,
            }
        }
    }

    fn number(&mut self) -> Option<Json> {
        let is_part = |c: char| c.is_ascii_digit() || matches!(c, '-' | '+' | '.' | 'e' | 'E');
        let end = self.rest.find(|c| !is_part(c)).unwrap_or(self.rest.len());
        let (number, rest) = self.rest.split_at(end);
        self.rest = rest;
        number.parse().ok().filter(|number: &f64| number.is_finite()).map(Json::Number)
    }

    fn text(&mut self) -> Option<String> {
        self.rest = self.rest.strip_prefix('"')?;
        let mut text = String::new();
        loop {
            let plain = self.rest.find(['"', '\\']).filter(|end| !self.rest[..*end].contains('\n'))?;
            text += &self.rest[..plain];
            let is_end = self.rest[plain..].starts_with('"');
            self.rest = &self.rest[plain + 1..];
            if is_end {
                return Some(text);
            }
            text.push(self.escaped()?);
        }
    }

    /// What a backslash stands before.
    fn escaped(&mut self) -> Option<char> {
        let sign = self.rest.chars().next()?;
        self.rest = &self.rest[sign.len_utf8()..];
        Some(match sign {
            'n' => '\n',
            't' => '\t',
            'r' => '\r',
            'b' => '\u{8}',
            'f' => '\u{c}',
            'u' => {
                let high = self.unit()?;
                match char::from_u32(high) {
                    Some(character) => character,
                    // A character beyond the first 65,536 comes as two halves.
                    None if self.rest.starts_with("\\u") => {
                        self.rest = &self.rest[2..];
                        char::decode_utf16([high as u16, self.unit()? as u16]).next()?.ok()?
                    }
                    None => return None,
                }
            }
            '"' | '\\' | '/' => sign,
            _ => return None,
        })
    }

    fn unit(&mut self) -> Option<u32> {
        let digits = self.rest.get(..4).filter(|digits| digits.chars().all(|c| c.is_ascii_hexdigit()))?;
        self.rest = &self.rest[4..];
        u32::from_str_radix(digits, 16).ok()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::show::json;

    #[test]
    fn what_serde_reads_is_read_alike() {
        for text in [
            "{}",
            " [1, -2.5e3, 0] ",
            r#"{"a": {"b": [true, false, null]}, "c": "d\n\"\\\/\u00e9\ud83d\ude00é"}"#,
            "\"\"",
        ] {
            fn of(value: &serde_json::Value) -> Json {
                match value {
                    serde_json::Value::Null => Json::Null,
                    serde_json::Value::Bool(is) => Json::Is(*is),
                    serde_json::Value::Number(number) => Json::Number(number.as_f64().unwrap()),
                    serde_json::Value::String(text) => Json::Text(text.clone()),
                    serde_json::Value::Array(items) => Json::List(items.iter().map(of).collect()),
                    serde_json::Value::Object(entries) => {
                        Json::Object(entries.iter().map(|(name, value)| (name.clone(), of(value))).collect())
                    }
                }
            }
            assert_eq!(Json::read(text), Some(of(&serde_json::from_str(text).unwrap())), "{text}");
        }
        let nasty = "a \"quote\", a \\, a line\nand \u{1} 😀";
        assert_eq!(Json::read(&json::text(nasty)), Some(Json::Text(nasty.to_owned())));
    }

    #[test]
    fn what_is_no_json_is_nothing() {
        let deep = "[".repeat(100_000);
        for text in [
            "",
            "{",
            "[1,]",
            "{\"a\"}",
            "{\"a\":1,}",
            "1 2",
            "\"\\ud83d\"",
            "\"\\x\"",
            "nul",
            "\"a\nb\"",
            "1e999",
            &deep,
        ] {
            assert_eq!(Json::read(text), None, "{:.20}", text);
        }
    }
}
