//! What every reader of the notebook sees: the messages of the socket that Jupyter calls IOPub.

use jupyter_protocol::{JupyterMessage, JupyterMessageContent, Status};
use jupyter_zmq_client::KernelIoPubConnection;
use tokio::sync::{mpsc, oneshot};

enum Item {
    Message(Box<JupyterMessage>),
    /// Everything before this is to be sent before the answer.
    Flush(oneshot::Sender<()>),
}

/// Hands messages to the task that owns the socket; their order is kept.
#[derive(Clone)]
pub struct Publisher(mpsc::UnboundedSender<Item>);

impl Publisher {
    /// Starts the task. It ends when the last publisher is gone.
    pub fn start(mut socket: KernelIoPubConnection) -> Publisher {
        let (sender, mut items) = mpsc::unbounded_channel();
        tokio::spawn(async move {
            while let Some(item) = items.recv().await {
                match item {
                    Item::Message(message) => {
                        // A reader that is gone is no reason to stop for the others.
                        let _ = socket.send(*message).await;
                    }
                    Item::Flush(done) => {
                        let _ = done.send(());
                    }
                }
            }
        });
        Publisher(sender)
    }

    /// Publishes something that `parent` has caused.
    pub fn publish(&self, content: impl Into<JupyterMessageContent>, parent: &JupyterMessage) {
        let mut message = JupyterMessage::new(content, Some(parent));
        // Readers subscribe to topics; to no one in particular.
        message.zmq_identities.clear();
        let _ = self.0.send(Item::Message(Box::new(message)));
    }

    pub fn busy(&self, parent: &JupyterMessage) {
        self.publish(Status::busy(), parent);
    }

    pub fn idle(&self, parent: &JupyterMessage) {
        self.publish(Status::idle(), parent);
    }

    /// Returns when all that was published is on its way.
    pub async fn flush(&self) {
        let (sender, done) = oneshot::channel();
        let _ = self.0.send(Item::Flush(sender));
        let _ = done.await;
    }
}
