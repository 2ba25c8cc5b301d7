//! Questions to the person at the keyboard, which Jupyter passes on over a socket of their own.

use super::cells::Cells;
use super::incoming::heard;
use super::publisher::Publisher;
use jupyter_protocol::{InputRequest, JupyterMessage, JupyterMessageContent};
use jupyter_zmq_client::KernelStdinConnection;
use tokio::sync::mpsc;

/// The way to the task that asks.
#[derive(Clone)]
pub struct Keyboard(mpsc::UnboundedSender<JupyterMessage>);

impl Keyboard {
    /// Starts the task, which gives what is answered to `cells`. It ends when the last keyboard is gone.
    pub fn start(socket: KernelStdinConnection, cells: Cells, publisher: Publisher) -> Keyboard {
        let (sender, mut questions) = mpsc::unbounded_channel();
        let (mut asked, answers) = socket.split();
        let mut answers = heard(answers);
        tokio::spawn(async move {
            // Of answers to questions that nobody has asked there may be many: a client sends what is typed.
            let mut waiting = false;
            loop {
                tokio::select! {
                    question = questions.recv() => {
                        let Some(question) = question else { return };
                        // Whoever is asked has seen what the cell said before.
                        publisher.flush().await;
                        waiting = asked.send(question).await.is_ok();
                    }
                    Some(answer) = answers.recv() => {
                        if let JupyterMessageContent::InputReply(reply) = answer.content
                            && std::mem::take(&mut waiting)
                        {
                            cells.answer(reply.value);
                        }
                    }
                }
            }
        });
        Keyboard(sender)
    }

    /// Asks whoever has sent `request`.
    pub fn ask(&self, prompt: String, password: bool, request: &JupyterMessage) {
        let _ = self.0.send(JupyterMessage::new(InputRequest { prompt, password }, Some(request)));
    }
}
