//! What a cell has put out, as a notebook stores it.

use crate::session::{Forms, Output};
use serde_json::{Map, Value, json};

/// A text as a list of its lines, each with its line end: the way of Jupyter, kind to version control.
fn lines_of(text: &str) -> Value {
    text.split_inclusive('\n').map(|line| json!(line)).collect()
}

/// A cell's outputs as a notebook stores them. Text in one stream that came in pieces is one output.
pub fn as_stored(outputs: &[Output], number: usize) -> Vec<Value> {
    let mut streams: Vec<(&str, String)> = Vec::new();
    // Each value with its name, if it has one.
    let mut values: Vec<(Option<&str>, &Forms)> = Vec::new();
    for output in outputs {
        match output {
            Output::Text { stream, text } => match streams.iter_mut().find(|(name, _)| *name == stream.name()) {
                Some((_, all)) => all.push_str(text),
                None => streams.push((stream.name(), text.clone())),
            },
            Output::Value(forms) | Output::Interact { forms, .. } => values.push((None, forms)),
            Output::Live { name, forms } => match values.iter_mut().find(|(known, _)| *known == Some(name)) {
                Some((_, shown)) => *shown = forms,
                None => values.push((Some(name), forms)),
            },
            Output::Clear => {
                streams.clear();
                values.clear();
            }
            Output::Note(_) | Output::Compiling(_) | Output::Question { .. } => {}
        }
    }
    let streams =
        streams.iter().map(|(name, text)| json!({"output_type": "stream", "name": name, "text": lines_of(text)}));
    let values = values.iter().map(|(_, forms)| {
        let data: Map<String, Value> = forms.iter().map(|(mime, content)| (mime.clone(), lines_of(content))).collect();
        json!({"output_type": "execute_result", "execution_count": number, "metadata": {}, "data": data})
    });
    streams.chain(values).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::session::Stream;

    #[test]
    fn pieces_of_a_stream_become_one_output() {
        let piece = |stream, text: &str| Output::Text { stream, text: text.to_owned() };
        let outputs = [
            piece(Stream::Stdout, "a"),
            piece(Stream::Stderr, "!"),
            piece(Stream::Stdout, "b\n"),
            Output::Note(String::new()),
        ];
        let stored = as_stored(&outputs, 1);
        assert_eq!(stored.len(), 2);
        assert_eq!(stored[0]["text"], json!(["ab\n"]));
    }
}
