//! Messages as they come from a socket. One that is signed by somebody else, or that cannot be read, is left out.

use jupyter_protocol::{Header, JupyterMessage, JupyterMessageContent, UnknownMessage};
use jupyter_zmq_client::{RawMessage, RouterRecvConnection, RuntimeError};
use serde_json::{Value, json};
use tokio::sync::mpsc;
use zeromq::SocketRecv;

/// Passes on what a socket hears.
pub fn heard(mut socket: RouterRecvConnection) -> mpsc::UnboundedReceiver<JupyterMessage> {
    let (sender, receiver) = mpsc::unbounded_channel();
    tokio::spawn(async move {
        loop {
            let parts = match socket.socket.recv().await {
                Ok(parts) => parts,
                Err(error) => {
                    eprintln!("calculus: a socket is gone: {error}");
                    return;
                }
            };
            let message = RawMessage::from_multipart(parts, &socket.mac).and_then(|raw| Ok(message(raw)?));
            match message {
                Ok(message) => {
                    if sender.send(message).is_err() {
                        return;
                    }
                }
                Err(RuntimeError::VerifyError(_)) => {
                    eprintln!("calculus: a message with a wrong signature was left out");
                }
                Err(error) => eprintln!("calculus: a message was left out: {error}"),
            }
        }
    });
    receiver
}

fn message(raw: RawMessage) -> Result<JupyterMessage, serde_json::Error> {
    let [header, parent, metadata, content] = [0, 1, 2, 3].map(|part| &raw.jparts[part]);
    let mut header: Value = serde_json::from_slice(header)?;
    fill(&mut header, [("username", json!("")), ("session", json!("")), ("version", json!("5.3"))]);
    let header: Header = serde_json::from_value(header)?;
    let mut content: Value = serde_json::from_slice(content)?;
    add_defaults(&header.msg_type, &mut content);
    let unreadable = UnknownMessage { msg_type: header.msg_type.clone(), content: content.clone() };
    Ok(JupyterMessage {
        // Whoever asks in a way that cannot be read is to be told so.
        content: JupyterMessageContent::from_type_and_content(&header.msg_type, content)
            .unwrap_or(JupyterMessageContent::UnknownMessage(unreadable)),
        zmq_identities: raw.zmq_identities,
        // A message that nothing has caused has an empty one.
        parent_header: serde_json::from_slice(parent).ok(),
        metadata: serde_json::from_slice(metadata)?,
        buffers: raw.jparts.get(4..).unwrap_or_default().to_vec(),
        channel: None,
        header,
    })
}

/// The fields that the protocol lets a client leave out, or be null, and its types do not.
fn add_defaults(kind: &str, content: &mut Value) {
    match kind {
        "execute_request" => {
            let silent = content["silent"].as_bool().unwrap_or(false);
            fill(
                content,
                [
                    ("silent", json!(false)),
                    ("store_history", json!(!silent)),
                    ("user_expressions", json!({})),
                    ("allow_stdin", json!(false)),
                    ("stop_on_error", json!(true)),
                ],
            );
        }
        "complete_request" | "inspect_request" => {
            let end = content["code"].as_str().map_or(0, |code| code.chars().count());
            fill(content, [("cursor_pos", json!(end)), ("detail_level", json!(0))]);
        }
        "history_request" => {
            let all = i32::MAX;
            fill(
                content,
                [
                    ("hist_access_type", json!("tail")),
                    ("output", json!(false)),
                    ("raw", json!(true)),
                    ("unique", json!(false)),
                    ("pattern", json!("*")),
                    ("n", json!(all)),
                    ("session", json!(0)),
                    ("start", json!(0)),
                    ("stop", json!(all)),
                ],
            );
        }
        "shutdown_request" => fill(content, [("restart", json!(false))]),
        "comm_open" => fill(content, [("data", json!({})), ("target_name", json!(""))]),
        "comm_msg" | "comm_close" => fill(content, [("data", json!({}))]),
        _ => {}
    }
}

fn fill<const N: usize>(content: &mut Value, defaults: [(&str, Value); N]) {
    let Value::Object(fields) = content else { return };
    for (name, default) in defaults {
        let field = fields.entry(name).or_insert(Value::Null);
        if field.is_null() {
            *field = default;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_request_may_leave_out_what_the_protocol_lets_it() {
        for (kind, mut content) in [
            ("history_request", json!({"hist_access_type": "search", "pattern": "*", "stop": null})),
            ("history_request", json!({"hist_access_type": "range"})),
            ("history_request", json!({})),
            ("execute_request", json!({"code": "1"})),
            ("execute_request", json!({"code": "1", "user_expressions": null, "silent": null})),
            ("complete_request", json!({"code": "1"})),
            ("inspect_request", json!({"code": "1"})),
            ("shutdown_request", json!({})),
            ("comm_info_request", json!({})),
            ("comm_open", json!({"comm_id": "c"})),
            ("comm_msg", json!({"comm_id": "c"})),
            ("comm_close", json!({"comm_id": "c"})),
        ] {
            add_defaults(kind, &mut content);
            JupyterMessageContent::from_type_and_content(kind, content).unwrap();
        }
    }

    #[test]
    fn a_cursor_that_is_not_given_stands_at_the_end() {
        let mut content = json!({"code": "Δx"});
        add_defaults("complete_request", &mut content);
        assert_eq!(content["cursor_pos"], 2);
    }
}
