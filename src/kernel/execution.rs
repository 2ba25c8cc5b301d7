//! One cell, from its request to its reply: what it puts out is published, and what it asks is asked.

use super::cells::{Cells, Ran, Running, Said};
use super::keyboard::Keyboard;
use super::publisher::Publisher;
use super::replies::Outputs;
use super::widgets::Widgets;
use crate::session::{Forms, Output};
use jupyter_protocol::{ExecuteRequest, JupyterMessage, JupyterMessageContent};
use std::sync::{Arc, Mutex};
use std::time::Duration;
use tokio::time::{Instant, sleep_until};

/// How long a value is held that may be the cell's last, and so its result.
const HOLD: Duration = Duration::from_millis(100);

/// Those who are told what a cell does.
pub struct Audience {
    pub publisher: Publisher,
    pub keyboard: Keyboard,
    /// What a hand can move, which a cell may show.
    pub widgets: Arc<Mutex<Widgets>>,
    /// What Jupyter has asked for.
    pub request: JupyterMessage,
}

impl Audience {
    /// By what the cell is known that asks: its id where the client names one, and its source.
    pub fn cell(&self, source: &str) -> String {
        self.request.metadata["cellId"].as_str().unwrap_or(source).to_owned()
    }
}

/// A cell that runs.
pub struct Execution {
    audience: Audience,
    running: Running,
    outputs: Outputs,
    silent: bool,
    /// By what it is known.
    cell: String,
    /// A value, and until when it is held.
    held: Option<(Forms, Instant)>,
}

impl Execution {
    pub fn begin(cells: &Cells, number: usize, request: &ExecuteRequest, audience: Audience) -> Execution {
        // JupyterLab sends the cell's own id, VS Code its address. Both stay while it is edited.
        let id = audience.request.metadata["cellId"].as_str().map(str::to_owned);
        let running = cells.run(number, id, request.code.clone(), request.allow_stdin);
        let outputs = Outputs::of_cell(number, &request.code);
        let cell = audience.cell(&request.code);
        Execution { audience, running, outputs, silent: request.silent, cell, held: None }
    }

    /// Passes on what comes next. At the end, it is how the cell has ended. To be dropped and called anew at any time.
    pub async fn step(&mut self) -> Option<Ran> {
        let until = self.held.as_ref().map(|(_, until)| *until);
        tokio::select! {
            said = self.running.next() => match said {
                Said::Output(output) => self.take(output),
                Said::End(ran) => {
                    match self.held.take() {
                        Some((forms, _)) if ran.is_ok() => self.send(self.outputs.result(forms)),
                        held => self.held = held,
                    }
                    self.release();
                    return Some(ran);
                }
            },
            () = sleep_until(until.unwrap_or_else(Instant::now)), if until.is_some() => self.release(),
        }
        None
    }

    /// Passes on what the cell's threads say from now on, until another cell runs.
    pub async fn linger(mut self) {
        self.outputs.ends_in_a_value = false;
        while let Some(output) = self.running.late().await {
            self.take(output);
        }
    }

    fn take(&mut self, output: Output) {
        if let Output::Question { prompt, password } = output {
            self.release();
            self.audience.keyboard.ask(prompt, password, &self.audience.request);
            return;
        }
        if self.silent {
            return;
        }
        self.release();
        match output {
            Output::Value(forms) if self.outputs.ends_in_a_value => self.held = Some((forms, Instant::now() + HOLD)),
            output => self.publish(output),
        }
    }

    /// Whatever comes after a value says that it was not the last.
    fn release(&mut self) {
        if let Some((forms, _)) = self.held.take() {
            self.publish(Output::Value(forms));
        }
    }

    fn publish(&mut self, output: Output) {
        let Output::Interact { controls, forms } = output else {
            let message = self.outputs.message(output);
            return self.send(message);
        };
        // The picture in the notebook's file, and then the place for the one that moves.
        let request = &self.audience.request;
        let opened = self
            .audience
            .widgets
            .lock()
            .map(|mut widgets| widgets.open(&controls, &forms, &self.cell, &request.header.msg_id))
            .unwrap_or_default();
        let first = self.outputs.message(Output::Value(forms));
        self.send(first);
        for (message, metadata) in opened {
            self.audience.publisher.publish_with(message, metadata, &self.audience.request);
        }
    }

    fn send(&self, message: JupyterMessageContent) {
        self.audience.publisher.publish(message, &self.audience.request);
    }
}
