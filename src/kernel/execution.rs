//! One cell, from its request to its reply: what it puts out is published, and what it asks is asked.

use super::cells::{Cells, Ran, Running};
use super::keyboard::Keyboard;
use super::publisher::Publisher;
use super::replies::Outputs;
use crate::session::{Forms, Output};
use jupyter_protocol::{ExecuteRequest, JupyterMessage};
use std::time::Duration;
use tokio::time::{Instant, sleep_until};

/// How long a value is held that may be the cell's last, and so its result.
const HOLD: Duration = Duration::from_millis(100);

/// Those who are told what a cell does.
pub struct Audience<'a> {
    pub publisher: Publisher,
    pub keyboard: Keyboard,
    pub request: &'a JupyterMessage,
}

/// A cell that runs.
pub struct Execution<'a> {
    audience: Audience<'a>,
    running: Running,
    outputs: Outputs,
    silent: bool,
    /// A value, and until when it is held.
    held: Option<(Forms, Instant)>,
}

impl<'a> Execution<'a> {
    pub fn begin(cells: &Cells, number: usize, request: &ExecuteRequest, audience: Audience<'a>) -> Execution<'a> {
        let running = cells.run(number, request.code.clone(), request.allow_stdin);
        let outputs = Outputs::of_cell(number, &request.code);
        Execution { audience, running, outputs, silent: request.silent, held: None }
    }

    /// Passes on what comes next. False: there is nothing more. To be dropped and called anew at any time.
    pub async fn step(&mut self) -> bool {
        let until = self.held.as_ref().map(|(_, until)| *until);
        tokio::select! {
            output = self.running.outputs.recv() => match output {
                Some(output) => self.take(output),
                None => return false,
            },
            () = sleep_until(until.unwrap_or_else(Instant::now)), if until.is_some() => self.release(),
        }
        true
    }

    /// How the cell ended. To be asked when there is nothing more.
    pub async fn outcome(mut self) -> Ran {
        let ran = self.running.outcome().await;
        if let Some((forms, _)) = self.held.take() {
            let message =
                if ran.is_ok() { self.outputs.result(forms) } else { self.outputs.message(Output::Value(forms)) };
            self.audience.publisher.publish(message, self.audience.request);
        }
        ran
    }

    fn take(&mut self, output: Output) {
        if let Output::Question { prompt, password } = output {
            self.release();
            self.audience.keyboard.ask(prompt, password, self.audience.request);
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
        let message = self.outputs.message(output);
        self.audience.publisher.publish(message, self.audience.request);
    }
}
