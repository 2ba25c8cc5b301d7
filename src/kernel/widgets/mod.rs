//! Sliders, choices and fields that a hand moves, and the picture that follows: the kernel's part in the protocol of
//! jupyter-widgets. The road of a position to its closure and back is told in `session::hand`.
//!
//! The widgets of an `interact` are a column: its controls, and below them the picture. A front end opens none of them; it is
//! told their state, sends what a hand has changed of it, and may ask for all of it again, as when a page is loaded anew.

mod models;

use crate::html::escaped;
use crate::session::{Forms, Moved, POSITION};
use jupyter_protocol::{
    CommClose, CommId, CommInfo, CommInfoReply, CommMsg, CommOpen, DisplayData, JupyterMessageContent,
};
use models::Control;
use serde::Deserialize;
use serde_json::{Map, Value, json};
use std::collections::HashMap;

/// The name under which front ends know widgets.
const TARGET: &str = "jupyter.widget";
/// The MIME type of a widget's place in a cell's output.
const VIEW: &str = "application/vnd.jupyter.widget-view+json";
/// The version of the protocol, which stands in the metadata of a message that opens a widget.
const PROTOCOL: &str = "2.1.0";
/// Between what the library puts the picture of the first position.
const FIRST: (&str, &str) = ("<!--first-->", "<!--/first-->");
/// How many an open notebook has at most. Who has so many has run cells without a name again and again.
const MOST: usize = 64;

/// What the library says of an `interact`.
#[derive(Deserialize)]
struct Described {
    number: u64,
    controls: Vec<Control>,
    /// What it shows is set as formulas.
    formulas: bool,
}

/// The widgets of one `interact`.
struct Group {
    /// Its number in the library.
    number: u64,
    /// The cell that has shown it.
    cell: String,
    /// The request of that cell.
    request: String,
    controls: Vec<Held>,
    picture: String,
    /// Of everything, the picture and the controls too, in the order in which they are opened.
    states: Vec<(String, Map<String, Value>)>,
    /// Its closure is there no more.
    is_lost: bool,
}

struct Held {
    id: String,
    control: Control,
    position: String,
}

/// All widgets that are open.
#[derive(Default)]
pub struct Widgets(Vec<Group>);

/// A message with its metadata.
pub type Message = (JupyterMessageContent, Value);

impl Widgets {
    /// Opens the widgets for what the library describes as `described`. `forms`: what is seen before a hand moves something.
    /// `cell`: what has shown it, and `request` by which.
    pub fn open(&mut self, described: &str, forms: &Forms, cell: &str, request: &str) -> Vec<Message> {
        let Ok(Described { number, controls, formulas }) = serde_json::from_str(described) else { return Vec::new() };
        let id = || uuid::Uuid::new_v4().simple().to_string();
        let layout = id();
        let mut states = vec![(layout.clone(), models::layout())];
        let mut held = Vec::new();
        for control in controls {
            let (style, own) = (id(), id());
            states.push((style.clone(), control.style()));
            let state = control.state(&layout, &style);
            let position = control.position(&state[control.field()]).unwrap_or_default();
            states.push((own.clone(), state));
            held.push(Held { id: own, control, position });
        }
        let (picture, column) = (id(), id());
        states.push((picture.clone(), models::picture(first(forms), formulas, &layout)));
        let children: Vec<String> = held.iter().map(|held| held.id.clone()).chain([picture.clone()]).collect();
        states.push((column.clone(), models::column(&children, &layout)));
        let mut messages: Vec<Message> = states.iter().map(|(id, state)| opened(id, state)).collect();
        let view = json!({VIEW: {"version_major": 2, "version_minor": 0, "model_id": column}});
        let data = serde_json::from_value(view).unwrap_or_default();
        messages.push((DisplayData::new(data).into(), json!({})));
        self.0.push(Group {
            number,
            cell: cell.to_owned(),
            request: request.to_owned(),
            controls: held,
            picture,
            states,
            is_lost: false,
        });
        messages
    }

    /// A cell runs again, and with it goes what it had shown: the messages that say so, and the numbers of the closures. Where
    /// there are too many, the oldest go too.
    pub fn close(&mut self, cell: &str) -> (Vec<Message>, Vec<u64>) {
        let too_many = self.0.len().saturating_sub(MOST);
        let mut at = 0;
        let gone: Vec<Group> = self
            .0
            .extract_if(.., |group| {
                at += 1;
                group.cell == cell || at <= too_many
            })
            .collect();
        let close = |id: &String| (CommClose { comm_id: CommId(id.clone()), data: Map::new() }.into(), json!({}));
        let messages = gone.iter().flat_map(|group| group.states.iter().map(|(id, _)| close(id))).collect();
        (messages, gone.into_iter().map(|group| group.number).collect())
    }

    /// A cell has failed, and its closures went with all that it had done.
    pub fn lose(&mut self, request: &str) {
        for group in self.0.iter_mut().filter(|group| group.request == request) {
            group.is_lost = true;
        }
    }

    /// Which widgets there are.
    pub fn info(&self, target: Option<&str>) -> CommInfoReply {
        let info = |(id, _): &(String, _)| (CommId(id.clone()), CommInfo { target_name: TARGET.to_owned() });
        let wanted = target.is_none_or(|target| target == TARGET);
        let comms: HashMap<CommId, CommInfo> =
            self.0.iter().filter(|_| wanted).flat_map(|group| group.states.iter().map(info)).collect();
        CommInfoReply { comms, ..CommInfoReply::default() }
    }

    /// The whole state of a widget, for a front end that asks for it.
    pub fn state(&self, message: &CommMsg) -> Option<Message> {
        if message.data.get("method")? != "request_state" {
            return None;
        }
        let states = self.0.iter().flat_map(|group| &group.states);
        let (id, state) = states.into_iter().find(|(id, _)| *id == message.comm_id.0)?;
        Some(updated(id, &Value::Object(state.clone())))
    }

    /// Takes a change that a hand has made. Gives the place of its `interact`, for [`position`](Widgets::position).
    pub fn change(&mut self, message: &CommMsg) -> Option<usize> {
        if message.data.get("method")? != "update" {
            return None;
        }
        let at = self.place(message)?;
        let group = &mut self.0[at];
        let held = group.controls.iter_mut().find(|held| held.id == message.comm_id.0)?;
        let value = message.data.get("state")?.get(held.control.field())?;
        held.position = held.control.position(value)?;
        let (id, value) = (held.id.clone(), value.clone());
        let field = held.control.field();
        group.set(&id, field, value);
        Some(at)
    }

    /// The place of the `interact` whose control this message is about.
    pub fn place(&self, message: &CommMsg) -> Option<usize> {
        self.0.iter().position(|group| group.controls.iter().any(|held| held.id == message.comm_id.0))
    }

    /// What the library is to be told. `None`: it knows nothing of it any more.
    pub fn position(&self, at: usize) -> Option<String> {
        let group = self.0.get(at).filter(|group| !group.is_lost)?;
        let positions = group.controls.iter().map(|held| format!("{POSITION}{}", held.position));
        Some(format!("{}{}", group.number, positions.collect::<String>()))
    }

    /// The message by which the picture follows.
    pub fn show(&mut self, at: usize, moved: &Moved) -> Option<Message> {
        let group = self.0.get_mut(at)?;
        let html = match moved {
            Moved::Shown { forms, printed } => html(forms, printed),
            Moved::Panicked(words) => sentence(&format!("panicked: {words}"), true),
            Moved::Interrupted => sentence("interrupted; move it again, or something smaller", true),
            Moved::Lost => {
                group.is_lost = true;
                sentence("what calculates this is there no more: run its cell again", false)
            }
        };
        let picture = group.picture.clone();
        group.set(&picture, "value", json!(html));
        Some(updated(&picture, &json!({"value": html})))
    }
}

impl Group {
    fn set(&mut self, id: &str, field: &str, value: Value) {
        if let Some((_, state)) = self.states.iter_mut().find(|(known, _)| known == id) {
            state.insert(field.to_owned(), value);
        }
    }
}

fn opened(id: &str, state: &Map<String, Value>) -> Message {
    let mut data = Map::new();
    data.insert("state".to_owned(), Value::Object(state.clone()));
    data.insert("buffer_paths".to_owned(), json!([]));
    let open = CommOpen { comm_id: CommId(id.to_owned()), target_name: TARGET.to_owned(), data, target_module: None };
    (open.into(), json!({"version": PROTOCOL}))
}

fn updated(id: &str, state: &Value) -> Message {
    let mut data = Map::new();
    data.insert("method".to_owned(), json!("update"));
    data.insert("state".to_owned(), state.clone());
    data.insert("buffer_paths".to_owned(), json!([]));
    (CommMsg { comm_id: CommId(id.to_owned()), data }.into(), json!({}))
}

/// The picture of the first position, without what the notebook's file says of it.
fn first(forms: &Forms) -> &str {
    let html = forms.get("text/html").map_or("", String::as_str);
    let picture = html.split_once(FIRST.0).and_then(|(_, rest)| rest.split_once(FIRST.1));
    picture.map_or(html, |(picture, _)| picture)
}

/// A value's best form as a piece of a page, and below it what was printed.
fn html(forms: &Forms, printed: &str) -> String {
    let best = match (forms.get("text/html"), forms.get("text/latex"), forms.get("text/plain")) {
        // The class by which JupyterLab lays out tables.
        (Some(html), _, _) => format!("<div class=\"jp-RenderedHTMLCommon\">{html}</div>"),
        (None, Some(latex), _) => latex.clone(),
        (None, None, Some(text)) => format!("<pre>{}</pre>", escaped(text)),
        (None, None, None) => String::new(),
    };
    if printed.is_empty() { best } else { format!("{best}<pre>{}</pre>", escaped(printed)) }
}

fn sentence(words: &str, is_error: bool) -> String {
    let colour = if is_error { ";color:var(--jp-error-color1,#d32f2f)" } else { "" };
    format!("<pre role=\"alert\" style=\"white-space:pre-wrap{colour}\">{}</pre>", escaped(words))
}

#[cfg(test)]
mod tests {
    use super::*;

    const DESCRIBED: &str = r#"{"number": 3, "formulas": false, "controls": [
        {"kind": "real", "label": "h", "min": 0, "max": 1, "step": 0.1, "digits": 1, "start": 0.5},
        {"kind": "switch", "label": "on", "start": false}]}"#;

    fn message(id: &str, data: Value) -> CommMsg {
        let Value::Object(data) = data else { panic!() };
        CommMsg { comm_id: CommId(id.to_owned()), data }
    }

    #[test]
    fn a_change_of_one_control_is_told_with_the_positions_of_all() {
        let mut widgets = Widgets::default();
        let forms = Forms::from([("text/html".to_owned(), "<p><!--first-->1<!--/first--></p>".to_owned())]);
        let messages = widgets.open(DESCRIBED, &forms, "cell", "request");
        assert_eq!(first(&forms), "1");
        // A layout, a style and a model for each control, the picture, the column, and its place.
        assert_eq!(messages.len(), 1 + 2 * 2 + 1 + 1 + 1);
        assert_eq!(messages[0].1, json!({"version": PROTOCOL}));
        let real = widgets.0[0].controls[0].id.clone();
        let at = widgets.change(&message(&real, json!({"method": "update", "state": {"value": 0.25}}))).unwrap();
        assert_eq!(widgets.position(at).as_deref(), Some("3\u{1f}0.25\u{1f}false"));
        // A page that is loaded anew is told so.
        let (asked, _) = widgets.state(&message(&real, json!({"method": "request_state"}))).unwrap();
        let JupyterMessageContent::CommMsg(asked) = asked else { panic!() };
        assert_eq!(asked.data["state"]["value"], 0.25);
        assert_eq!(widgets.change(&message(&real, json!({"method": "update", "state": {"readout": true}}))), None);
        let (JupyterMessageContent::CommMsg(shown), _) =
            widgets.show(at, &Moved::Panicked("a < b".to_owned())).unwrap()
        else {
            panic!()
        };
        assert!(shown.data["state"]["value"].as_str().unwrap().contains("panicked: a &lt; b"));
    }

    #[test]
    fn the_cell_that_runs_again_takes_its_widgets_along() {
        let mut widgets = Widgets::default();
        for cell in ["one", "other"] {
            widgets.open(DESCRIBED, &Forms::new(), cell, cell);
        }
        assert_eq!(widgets.info(Some(TARGET)).comms.len(), 14);
        assert_eq!(widgets.info(Some("another")).comms.len(), 0);
        let (messages, numbers) = widgets.close("one");
        assert_eq!((messages.len(), numbers), (7, vec![3]));
        widgets.lose("other");
        assert_eq!(widgets.position(0), None);
    }
}
