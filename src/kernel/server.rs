//! The five sockets over which Jupyter speaks to a kernel.

use super::cells::Cells;
use super::incoming::heard;
use super::keyboard::Keyboard;
use super::publisher::Publisher;
use super::replies;
use super::shell::Shell;
use jupyter_protocol::{
    ConnectionInfo, InterruptReply, JupyterMessage, JupyterMessageContent, ReplyStatus, ShutdownReply,
};
use jupyter_zmq_client::{
    RouterSendConnection, RuntimeError, create_kernel_control_connection, create_kernel_heartbeat_connection,
    create_kernel_iopub_xpub_connection, create_kernel_shell_connection, create_kernel_stdin_connection,
};
use std::io;
use std::path::PathBuf;
use tokio::sync::mpsc;

#[derive(Debug, thiserror::Error)]
pub enum KernelError {
    #[error("the connection file {0} could not be read: {1}. Jupyter writes one for each kernel that it starts")]
    ConnectionFile(PathBuf, io::Error),
    #[error("the connection file {0} is not one of Jupyter's: {1}")]
    NoConnection(PathBuf, serde_json::Error),
    #[error("messages would be signed by `{0}`, and this kernel knows `hmac-sha256` alone")]
    Signature(String),
    #[error("the kernel's threads could not be started: {0}")]
    Threads(io::Error),
    #[error("a socket could not be opened: {0}")]
    Socket(#[from] RuntimeError),
}

/// Reads the file in which Jupyter says where it will be heard.
pub fn connection(file: &std::path::Path) -> Result<ConnectionInfo, KernelError> {
    let text = std::fs::read(file).map_err(|error| KernelError::ConnectionFile(file.to_owned(), error))?;
    let info: ConnectionInfo =
        serde_json::from_slice(&text).map_err(|error| KernelError::NoConnection(file.to_owned(), error))?;
    if info.signature_scheme == "hmac-sha256" { Ok(info) } else { Err(KernelError::Signature(info.signature_scheme)) }
}

/// Serves Jupyter until it asks for the end.
pub fn serve(file: &std::path::Path, cells: Cells) -> Result<(), KernelError> {
    let info = connection(file)?;
    let runtime = tokio::runtime::Builder::new_multi_thread()
        .worker_threads(2)
        .enable_all()
        .build()
        .map_err(KernelError::Threads)?;
    let served = runtime.block_on(converse(&info, cells));
    // A task may wait for a cell that never ends.
    runtime.shutdown_background();
    served
}

async fn converse(info: &ConnectionInfo, cells: Cells) -> Result<(), KernelError> {
    // One name for this kernel in all that it says.
    let session = uuid::Uuid::new_v4().to_string();
    let mut heartbeat = create_kernel_heartbeat_connection(info).await?;
    let (shell_replies, shell_requests) = create_kernel_shell_connection(info, &session).await?.split();
    let (control_replies, control_requests) = create_kernel_control_connection(info, &session).await?.split();
    let stdin = create_kernel_stdin_connection(info, &session).await?;
    let publisher = Publisher::start(create_kernel_iopub_xpub_connection(info, &session).await?);
    let keyboard = Keyboard::start(stdin, cells.clone(), publisher.clone());

    tokio::spawn(async move { while heartbeat.single_heartbeat().await.is_ok() {} });
    let shell = Shell::new(cells.clone(), publisher.clone(), keyboard, shell_replies, heard(shell_requests));
    tokio::spawn(shell.converse());
    control(heard(control_requests), control_replies, &publisher, &cells).await;
    Ok(())
}

/// What must be heard while a cell runs: the wish to interrupt it, and to end the kernel.
async fn control(
    mut requests: mpsc::UnboundedReceiver<JupyterMessage>,
    mut replies: RouterSendConnection,
    publisher: &Publisher,
    cells: &Cells,
) {
    use JupyterMessageContent as Content;
    while let Some(request) = requests.recv().await {
        publisher.busy(&request);
        let (reply, end): (Option<JupyterMessageContent>, bool) = match &request.content {
            Content::InterruptRequest(_) => {
                cells.interrupt();
                (Some(InterruptReply::new().into()), false)
            }
            Content::ShutdownRequest(shutdown) => {
                (Some(ShutdownReply { restart: shutdown.restart, status: ReplyStatus::Ok, error: None }.into()), true)
            }
            Content::KernelInfoRequest(_) => (Some(replies::kernel_info().into()), false),
            Content::UnknownMessage(unknown) => (replies::to_unknown(unknown, &request), false),
            _ => (None, false),
        };
        if let Some(reply) = reply {
            let reply = JupyterMessage::new(reply, Some(&request));
            if end {
                publisher.publish(reply.content.clone(), &request);
            }
            let _ = replies.send(reply).await;
        }
        publisher.idle(&request);
        if end {
            publisher.flush().await;
            return;
        }
    }
}
