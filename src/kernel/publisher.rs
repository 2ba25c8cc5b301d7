//! What every reader of the notebook sees: the messages of the socket that Jupyter calls IOPub.

use jupyter_protocol::{IoPubWelcome, JupyterMessage, JupyterMessageContent, Status};
use jupyter_zmq_client::{KernelIoPubXPubConnection, SubscriptionEvent};
use serde_json::{Value, json};
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
    pub fn start(mut socket: KernelIoPubXPubConnection) -> Publisher {
        let (sender, mut items) = mpsc::unbounded_channel();
        tokio::spawn(async move {
            loop {
                // A reader that is gone is no reason to stop for the others, hence no errors here.
                tokio::select! {
                    item = items.recv() => match item {
                        Some(Item::Message(message)) => {
                            let _ = socket.send(*message).await;
                        }
                        Some(Item::Flush(done)) => {
                            let _ = done.send(());
                        }
                        None => return,
                    },
                    // From its welcome on, a reader misses nothing.
                    event = socket.recv_subscription() => if let Ok(SubscriptionEvent::Subscribe(topic)) = event {
                        let _ = socket.send(IoPubWelcome::new(topic).into()).await;
                    },
                }
            }
        });
        Publisher(sender)
    }

    /// Publishes something that `parent` has caused.
    pub fn publish(&self, content: impl Into<JupyterMessageContent>, parent: &JupyterMessage) {
        self.publish_with(content, json!({}), parent);
    }

    /// The same with metadata.
    pub fn publish_with(&self, content: impl Into<JupyterMessageContent>, metadata: Value, parent: &JupyterMessage) {
        let mut message = JupyterMessage::new(content, Some(parent));
        message.metadata = metadata;
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
