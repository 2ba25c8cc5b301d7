//! What is sent as it happens: server-sent events. Who reads slowly gets fewer of them, and always the newest.

use super::hall::Shared;
use super::reply::{Answered, No, with_type};
use crate::keeper::Keeper;
use crate::view::Views;
use axum::body::{Body, Bytes};
use futures_util::stream;
use std::convert::Infallible;
use std::sync::Arc;
use std::sync::atomic::Ordering;
use std::time::Duration;
use tokio::sync::watch;

/// Whose view it is.
#[derive(Clone, Copy, Debug)]
pub enum For {
    Everyone,
    Stage,
    Desk,
}

impl For {
    fn view(self, views: &Views) -> &Arc<str> {
        match self {
            For::Everyone => &views.everyone,
            For::Stage => &views.stage,
            For::Desk => &views.desk,
        }
    }

    /// How long it takes at least from one event to the next: a vote is to be on the wall at once, and three hundred phones
    /// need not know of each.
    fn pause(self) -> Duration {
        Duration::from_millis(match self {
            For::Everyone => 200,
            For::Stage => 40,
            For::Desk => 100,
        })
    }
}

/// How many streams there can be.
const MOST: usize = 800;
/// How often something is sent although nothing happens, so that both sides know that the other is there.
const BEAT: Duration = Duration::from_secs(15);

struct Open {
    hall: Shared,
    views: watch::Receiver<Arc<Views>>,
    whose: For,
    /// What goes before the first view.
    first: Option<String>,
    /// What was sent last.
    sent: Option<Arc<str>>,
}

impl Drop for Open {
    fn drop(&mut self) {
        self.hall.streams.fetch_sub(1, Ordering::Relaxed);
    }
}

/// A stream of views, with `own` as the event `me` before them.
pub fn open(hall: &Shared, whose: For, own: Option<String>) -> Answered {
    if hall.streams.fetch_add(1, Ordering::Relaxed) >= MOST {
        hall.streams.fetch_sub(1, Ordering::Relaxed);
        return Err(No::later(10, "The room has as many screens as it can serve. Close one that is not needed"));
    }
    let Keeper { views, .. } = &hall.keeper;
    let first = own.map(|own| format!("retry: 1000\nevent: me\ndata: {own}\n\n"));
    let open = Open { hall: hall.clone(), views: views.clone(), whose, first, sent: None };
    let events = stream::unfold(open, |mut open| async move {
        let text = open.next().await?;
        Some((Ok::<Bytes, Infallible>(Bytes::from(text)), open))
    });
    Ok(with_type(Body::from_stream(events), "text/event-stream"))
}

impl Open {
    /// The next piece, when there is one.
    async fn next(&mut self) -> Option<String> {
        if let Some(first) = self.first.take() {
            return Some(first);
        }
        if self.sent.is_some() {
            tokio::time::sleep(self.whose.pause()).await;
        }
        loop {
            let view = self.whose.view(&self.views.borrow_and_update()).clone();
            if self.sent.as_ref() != Some(&view) {
                self.sent = Some(view.clone());
                // JSON has no line ends outside of its texts, and within them they are written as \n.
                return Some(format!("data: {view}\n\n"));
            }
            match tokio::time::timeout(BEAT, self.views.changed()).await {
                Ok(Ok(())) => {}
                // The keeper has ended, and with it the room.
                Ok(Err(_)) => return None,
                Err(_) => return Some(":\n\n".to_owned()),
            }
        }
    }
}
