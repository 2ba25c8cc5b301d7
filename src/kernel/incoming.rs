//! Messages as they come from a socket. One that is signed by somebody else, or that cannot be read, is left out.

use jupyter_protocol::{Header, JupyterMessage, JupyterMessageContent};
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
    let header: Header = serde_json::from_slice(header)?;
    let mut content: Value = serde_json::from_slice(content)?;
    add_defaults(&header.msg_type, &mut content);
    Ok(JupyterMessage {
        content: JupyterMessageContent::from_type_and_content(&header.msg_type, content)?,
        zmq_identities: raw.zmq_identities,
        // A message that nothing has caused has an empty one.
        parent_header: serde_json::from_slice(parent).ok(),
        metadata: serde_json::from_slice(metadata)?,
        buffers: raw.jparts.get(4..).unwrap_or_default().to_vec(),
        channel: None,
        header,
    })
}

/// The fields that the protocol lets a client leave out, and its types do not.
fn add_defaults(kind: &str, content: &mut Value) {
    let (Value::Object(fields), "history_request") = (content, kind) else { return };
    let all = i32::MAX;
    for (name, default) in [
        ("output", json!(false)),
        ("raw", json!(true)),
        ("unique", json!(false)),
        ("n", json!(all)),
        ("session", json!(0)),
        ("start", json!(0)),
        ("stop", json!(all)),
    ] {
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
    fn a_history_request_may_leave_out_what_the_protocol_lets_it() {
        let mut content = json!({"hist_access_type": "search", "pattern": "*", "stop": null});
        add_defaults("history_request", &mut content);
        JupyterMessageContent::from_type_and_content("history_request", content).unwrap();
    }
}
