//! What a cell has put out, as a notebook stores it.

use crate::session::{Forms, Output};
use serde_json::{Map, Value, json};

/// A text as a list of its lines, each with its line end: the way of Jupyter, kind to version control.
fn lines_of(text: &str) -> Value {
    text.split_inclusive('\n').map(|line| json!(line)).collect()
}

/// One output of a cell.
enum Shown<'o> {
    Text {
        stream: &'o str,
        text: String,
    },
    /// A value, with its name if it has one.
    Value {
        name: Option<&'o str>,
        forms: &'o Forms,
    },
}

/// A cell's outputs as a notebook stores them, in the order in which a reader has seen them come. Text in one stream that came
/// in pieces is one output.
pub fn as_stored(outputs: &[Output], number: usize) -> Vec<Value> {
    let mut shown: Vec<Shown> = Vec::new();
    for output in outputs {
        match output {
            Output::Text { stream, text: piece } => {
                let known = shown.iter_mut().find_map(|one| match one {
                    Shown::Text { stream: known, text } if *known == stream.name() => Some(text),
                    _ => None,
                });
                match known {
                    Some(text) => text.push_str(piece),
                    None => shown.push(Shown::Text { stream: stream.name(), text: piece.clone() }),
                }
            }
            Output::Value(forms) | Output::Interact { forms, .. } => shown.push(Shown::Value { name: None, forms }),
            Output::Live { name, forms } => {
                let known = shown.iter_mut().find_map(|one| match one {
                    Shown::Value { name: Some(known), forms } if known == name => Some(forms),
                    _ => None,
                });
                match known {
                    Some(known) => *known = forms,
                    None => shown.push(Shown::Value { name: Some(name), forms }),
                }
            }
            Output::Clear => shown.clear(),
            Output::Note(_) | Output::Compiling(_) | Output::Question { .. } => {}
        }
    }
    let stored = |one: &Shown| match one {
        Shown::Text { stream, text } => json!({"output_type": "stream", "name": stream, "text": lines_of(text)}),
        Shown::Value { forms, .. } => {
            let form = |(mime, content): (&String, &String)| (mime.clone(), lines_of(content));
            let data: Map<String, Value> = forms.iter().map(form).collect();
            json!({"output_type": "execute_result", "execution_count": number, "metadata": {}, "data": data})
        }
    };
    shown.iter().map(stored).collect()
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

    #[test]
    fn a_bar_stays_above_what_its_loop_prints() {
        let bar = |done: &str| Output::Live {
            name: "bar".to_owned(),
            forms: Forms::from([("text/plain".to_owned(), done.to_owned())]),
        };
        let line = Output::Text { stream: Stream::Stdout, text: "epoch 0\n".to_owned() };
        let stored = as_stored(&[bar("0%"), line, bar("100%")], 1);
        assert_eq!(stored.iter().map(|one| &one["output_type"]).collect::<Vec<_>>(), ["execute_result", "stream"]);
        assert_eq!(stored[0]["data"]["text/plain"], json!(["100%"]));
    }
}
