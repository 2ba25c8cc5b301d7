//! The conversation on Jupyter's shell channel: requests are answered one after another, in their order.

use super::cells::{Cells, Said};
use super::execution::{Audience, Execution};
use super::keyboard::Keyboard;
use super::publisher::Publisher;
use super::syntax::{self, Completeness};
use super::widgets::Widgets;
use super::{positions, replies};
use crate::session::{Forms, Moved, Output};
use jupyter_protocol::{
    CommClose, CommMsg, CompleteReply, CompleteRequest, ExecuteInput, ExecuteReply, ExecuteRequest, ExecutionCount,
    ExpressionResult, HistoryEntry, HistoryReply, HistoryRequest, InspectReply, InspectRequest, IsCompleteReply,
    IsCompleteRequest, JupyterMessage, JupyterMessageContent, ReplyError, ReplyStatus, UnknownMessage,
};
use jupyter_zmq_client::RouterSendConnection;
use serde_json::json;
use std::collections::{HashMap, HashSet, VecDeque};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use tokio::sync::mpsc;

/// Jupyter numbers sessions for the history; ours has one.
const HISTORY_SESSION: usize = 0;
/// The number of what is evaluated and stands in no cell.
const NO_CELL: usize = 0;

pub struct Shell {
    cells: Cells,
    publisher: Publisher,
    keyboard: Keyboard,
    replies: RouterSendConnection,
    requests: mpsc::UnboundedReceiver<JupyterMessage>,
    /// Requests that have come while a cell ran.
    waiting: VecDeque<JupyterMessage>,
    /// The number of the last cell that counts.
    count: usize,
    history: Vec<(usize, String)>,
    /// What a hand can move.
    widgets: Arc<Mutex<Widgets>>,
}

impl Shell {
    pub fn new(
        cells: Cells,
        publisher: Publisher,
        keyboard: Keyboard,
        replies: RouterSendConnection,
        requests: mpsc::UnboundedReceiver<JupyterMessage>,
    ) -> Shell {
        Shell {
            cells,
            publisher,
            keyboard,
            replies,
            requests,
            waiting: VecDeque::new(),
            count: 0,
            history: Vec::new(),
            widgets: Arc::default(),
        }
    }

    /// Answers until no more requests can come.
    pub async fn converse(mut self) {
        loop {
            let request = match self.waiting.pop_front() {
                Some(request) => request,
                None => match self.requests.recv().await {
                    Some(request) => request,
                    None => return,
                },
            };
            self.publisher.busy(&request);
            self.answer(&request).await;
            self.publisher.idle(&request);
        }
    }

    /// Answers at once what has nothing to do with the cell that runs. The rest waits for its turn.
    async fn meanwhile(&mut self, request: JupyterMessage) {
        use JupyterMessageContent as Content;
        let reply = match &request.content {
            Content::KernelInfoRequest(_)
            | Content::IsCompleteRequest(_)
            | Content::HistoryRequest(_)
            | Content::CommInfoRequest(_) => self.known(&request),
            _ => None,
        };
        let Some(reply) = reply else { return self.waiting.push_back(request) };
        self.publisher.busy(&request);
        self.reply(reply, &request).await;
        self.publisher.idle(&request);
    }

    /// The answer to what can be answered without the session.
    fn known(&self, request: &JupyterMessage) -> Option<JupyterMessageContent> {
        use JupyterMessageContent as Content;
        Some(match &request.content {
            Content::KernelInfoRequest(_) => replies::kernel_info().into(),
            Content::IsCompleteRequest(question) => is_complete(question).into(),
            Content::HistoryRequest(question) => self.history(question).into(),
            Content::CommInfoRequest(asked) => self.widgets().info(asked.target_name.as_deref()).into(),
            Content::UnknownMessage(unknown) => return replies::to_unknown(unknown, request),
            _ => return None,
        })
    }

    async fn answer(&mut self, request: &JupyterMessage) {
        use JupyterMessageContent as Content;
        let reply: JupyterMessageContent = match &request.content {
            Content::ExecuteRequest(execute) => {
                let reply = self.execute(execute, request).await;
                let failed = reply.status == ReplyStatus::Error;
                self.reply(reply.into(), request).await;
                if failed && execute.stop_on_error {
                    self.abort_waiting_cells().await;
                }
                return;
            }
            Content::CompleteRequest(complete) => self.complete(complete).await.into(),
            Content::InspectRequest(inspect) => self.inspect(inspect).await.into(),
            Content::CommOpen(open) => {
                // Nothing here can be opened, and the other side must not wait for it.
                let close = CommClose { comm_id: open.comm_id.clone(), data: Default::default() };
                self.publisher.publish(close, request);
                return;
            }
            Content::CommMsg(message) => return self.moved(message, request).await,
            // Notifications ask for no answer.
            _ => match self.known(request) {
                Some(reply) => reply,
                None => return,
            },
        };
        self.reply(reply, request).await;
    }

    fn widgets(&self) -> MutexGuard<'_, Widgets> {
        self.widgets.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// A message to a widget: a hand has moved something, or a page wants to know how it is.
    async fn moved(&mut self, message: &CommMsg, request: &JupyterMessage) {
        if let Some((state, metadata)) = self.widgets().state(message) {
            return self.publisher.publish_with(state, metadata, request);
        }
        let Some(at) = self.widgets().change(message) else { return };
        self.skip_positions(at);
        let position = self.widgets().position(at);
        let moved = match position {
            Some(position) => self.calculated(position).await,
            None => Moved::Lost,
        };
        let shown = self.widgets().show(at, &moved);
        if let Some((picture, metadata)) = shown {
            self.publisher.publish_with(picture, metadata, request);
        }
    }

    /// What a position gives. What has nothing to do with it is answered meanwhile.
    async fn calculated(&mut self, position: String) -> Moved {
        let cells = self.cells.clone();
        let mut moved = std::pin::pin!(cells.move_to(position));
        loop {
            tokio::select! {
                moved = &mut moved => return moved,
                Some(request) = self.requests.recv() => self.meanwhile(request).await,
            }
        }
    }

    /// Takes the positions that have come meanwhile and are over: the last one counts. What is to happen between two of them
    /// is not skipped.
    fn skip_positions(&mut self, at: usize) {
        while let Ok(request) = self.requests.try_recv() {
            self.waiting.push_back(request);
        }
        while let Some(next) = self.waiting.front()
            && let JupyterMessageContent::CommMsg(message) = &next.content
            && self.widgets().place(message) == Some(at)
            && self.widgets().change(message).is_some()
        {
            // Its sender waits for nothing more.
            self.publisher.busy(next);
            self.publisher.idle(next);
            self.waiting.pop_front();
        }
    }

    /// What a cell has shown before goes when it runs again.
    async fn close_widgets(&mut self, cell: &str, request: &JupyterMessage) {
        let (messages, numbers) = self.widgets().close(cell);
        for (message, metadata) in messages {
            self.publisher.publish_with(message, metadata, request);
        }
        for number in numbers {
            // A number without positions is to be forgotten.
            self.calculated(number.to_string()).await;
        }
    }

    async fn reply(&mut self, content: JupyterMessageContent, request: &JupyterMessage) {
        // What a request has caused is to be there before its reply.
        self.publisher.flush().await;
        if let Err(error) = self.replies.send(JupyterMessage::new(content, Some(request))).await {
            eprintln!("calculus: a reply could not be sent: {error}");
        }
    }

    async fn execute(&mut self, execute: &ExecuteRequest, request: &JupyterMessage) -> ExecuteReply {
        let counts = execute.store_history && !execute.silent;
        if counts {
            self.count += 1;
            self.history.push((self.count, execute.code.clone()));
        }
        let number = self.count;
        let execution_count = ExecutionCount::new(number);
        if !execute.silent {
            self.publisher.publish(ExecuteInput { code: execute.code.clone(), execution_count }, request);
        }
        let audience = Audience {
            publisher: self.publisher.clone(),
            keyboard: self.keyboard.clone(),
            widgets: self.widgets.clone(),
            request: request.clone(),
        };
        if !execute.silent {
            self.close_widgets(&audience.cell(&execute.code), request).await;
        }
        let mut execution = Execution::begin(&self.cells, number, execute, audience);
        let ran = loop {
            tokio::select! {
                ended = execution.step() => if let Some(ran) = ended { break ran },
                Some(request) = self.requests.recv() => self.meanwhile(request).await,
            }
        };
        if !execute.silent {
            tokio::spawn(execution.linger());
        }
        let mut reply =
            ExecuteReply { execution_count, user_expressions: Some(Default::default()), ..Default::default() };
        if let Err(failure) = ran {
            self.widgets().lose(&request.header.msg_id);
            let error = replies::reply_error(&failure);
            if !execute.silent {
                self.publisher.publish(replies::error_output(&error), request);
            }
            reply.status = ReplyStatus::Error;
            reply.error = Some(Box::new(error));
        } else if let Some(expressions) = &execute.user_expressions {
            reply.user_expressions = Some(self.values_of(expressions).await);
        }
        reply
    }

    /// The values of the expressions that a client wants to know after its cell.
    async fn values_of(&self, expressions: &HashMap<String, String>) -> HashMap<String, ExpressionResult> {
        let mut values = HashMap::new();
        for (name, expression) in expressions {
            let mut running = self.cells.run(NO_CELL, None, expression.clone(), false);
            let mut value = Forms::new();
            let ran = loop {
                match running.next().await {
                    Said::Output(Output::Value(forms)) => value = forms,
                    Said::Output(_) => {}
                    Said::End(ran) => break ran,
                }
            };
            let result = match ran {
                Ok(()) => ExpressionResult::Ok { data: replies::media(value), metadata: Default::default() },
                Err(failure) => {
                    let ReplyError { ename, evalue, traceback } = replies::reply_error(&failure);
                    ExpressionResult::Error { ename, evalue, traceback }
                }
            };
            values.insert(name.clone(), result);
        }
        values
    }

    /// After a failure the cells that were sent together with it do not run.
    async fn abort_waiting_cells(&mut self) {
        while let Ok(request) = self.requests.try_recv() {
            self.waiting.push_back(request);
        }
        for request in std::mem::take(&mut self.waiting) {
            if matches!(request.content, JupyterMessageContent::ExecuteRequest(_)) {
                self.publisher.busy(&request);
                // Without the number that a typed reply would have: Jupyter would write it beside the cell.
                let kind = UnknownMessage { msg_type: request.header.msg_type.clone(), ..Default::default() };
                self.reply(kind.reply(json!({ "status": "aborted" })), &request).await;
                self.publisher.idle(&request);
            } else {
                self.waiting.push_back(request);
            }
        }
    }

    /// Waits for an answer about a cell that is being written. A cell that is to run meanwhile does not wait for it long.
    async fn before_the_next_cell<T>(&mut self, answer: impl Future<Output = T>) -> T {
        let mut answer = std::pin::pin!(answer);
        loop {
            let request = tokio::select! {
                biased;
                answer = &mut answer => return answer,
                request = self.requests.recv() => request,
            };
            let Some(request) = request else { return answer.await };
            if matches!(request.content, JupyterMessageContent::ExecuteRequest(_)) {
                self.cells.hurry();
            }
            self.waiting.push_back(request);
        }
    }

    async fn complete(&mut self, request: &CompleteRequest) -> CompleteReply {
        let code = &request.code;
        let byte = positions::to_byte(code, request.cursor_pos);
        let cursor = CompleteReply {
            cursor_start: request.cursor_pos,
            cursor_end: request.cursor_pos,
            ..CompleteReply::default()
        };
        let cells = self.cells.clone();
        let answer = self.before_the_next_cell(cells.complete(code.clone(), byte)).await;
        let Some((range, found)) = answer else { return cursor };
        let cursor_start = positions::from_byte(code, range.start);
        let cursor_end = positions::from_byte(code, range.end);
        let types: Vec<_> = found
            .iter()
            .map(|one| {
                json!({
                    "text": one.text, "type": one.kind, "start": cursor_start, "end": cursor_end,
                    "signature": one.signature, "documentation": one.summary,
                })
            })
            .collect();
        CompleteReply {
            matches: found.into_iter().map(|one| one.text).collect(),
            cursor_start,
            cursor_end,
            metadata: [("_jupyter_types_experimental".to_owned(), types.into())].into_iter().collect(),
            ..CompleteReply::default()
        }
    }

    async fn inspect(&mut self, request: &InspectRequest) -> InspectReply {
        let byte = syntax::end_of_word(&request.code, positions::to_byte(&request.code, request.cursor_pos));
        let cells = self.cells.clone();
        match self.before_the_next_cell(cells.describe(request.code.clone(), byte)).await {
            Some(found) => InspectReply {
                found: true,
                data: replies::media(
                    [("text/plain".to_owned(), found.text), ("text/html".to_owned(), found.html)].into_iter().collect(),
                ),
                ..InspectReply::default()
            },
            None => InspectReply::default(),
        }
    }

    fn history(&self, request: &HistoryRequest) -> HistoryReply {
        let all = self.history.iter();
        let last = |many: &i32| usize::try_from(*many).unwrap_or_default();
        let (chosen, output): (Vec<_>, bool) = match request {
            HistoryRequest::Range { start, stop, output, .. } => {
                let from = usize::try_from(*start).unwrap_or_default();
                let to = usize::try_from(*stop).unwrap_or(usize::MAX);
                (all.filter(|(number, _)| (from..to).contains(number)).collect(), *output)
            }
            HistoryRequest::Tail { n, output, .. } => {
                (all.skip(self.history.len().saturating_sub(last(n))).collect(), *output)
            }
            HistoryRequest::Search { pattern, output, n, unique, .. } => {
                let mut found: Vec<_> = all.filter(|(_, source)| matches_pattern(pattern, source)).collect();
                if *unique {
                    // The last of equal ones stays.
                    let mut seen = HashSet::new();
                    found.reverse();
                    found.retain(|(_, source)| seen.insert(source));
                    found.reverse();
                }
                let skip = found.len().saturating_sub(last(n));
                (found.into_iter().skip(skip).collect(), *output)
            }
        };
        let entry = |(number, source): &(usize, String)| match output {
            false => HistoryEntry::Input(HISTORY_SESSION, *number, source.clone()),
            true => HistoryEntry::InputOutput(HISTORY_SESSION, *number, (source.clone(), String::new())),
        };
        HistoryReply::new(chosen.into_iter().map(entry).collect())
    }
}

fn is_complete(question: &IsCompleteRequest) -> IsCompleteReply {
    match syntax::completeness(&question.code) {
        Completeness::Complete => IsCompleteReply::complete(),
        Completeness::Incomplete { indent } => IsCompleteReply::incomplete(" ".repeat(indent)),
        Completeness::Invalid => IsCompleteReply::invalid(),
    }
}

/// Whether a text is what a pattern with `*` (any text) and `?` (any letter) says.
fn matches_pattern(pattern: &str, text: &str) -> bool {
    let mut rests = vec![(pattern, text)];
    while let Some((pattern, text)) = rests.pop() {
        let mut letters = text.chars();
        let mut wanted = pattern.chars();
        match (wanted.next(), letters.next()) {
            (None, None) => return true,
            (Some('*'), letter) => {
                rests.push((wanted.as_str(), text));
                if letter.is_some() {
                    rests.push((pattern, letters.as_str()));
                }
            }
            (Some(one), Some(letter)) if one == '?' || one == letter => rests.push((wanted.as_str(), letters.as_str())),
            _ => {}
        }
    }
    false
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_pattern_of_the_history_has_two_wildcards() {
        assert!(matches_pattern("1?2*", "1+2 // three"));
        assert!(matches_pattern("*plot*", "plot(f)"));
        assert!(!matches_pattern("1?2", "1 + 2"));
    }
}
