//! How far a loop has come, as a bar that fills.

use super::{Live, Rich};
use std::time::{Duration, Instant};

/// No eye follows more than ten states a second, and a page should not have to.
const EVERY: Duration = Duration::from_millis(100);

/// The same items, one after another, and a bar below the cell that says how many of them are done, and how long the
/// rest will take.
///
/// ```
/// use calculus::prelude::*;
/// let mut sum = 0.0;
/// for n in progress(1..=1000) {
///     sum += 1.0 / (n as f64).powi(2);
/// }
/// assert!((sum - PI.powi(2) / 6.0).abs() < 0.001);
/// ```
///
/// Without a known number of items there is no percentage, only the number that are done and how many that is in a second. A
/// loop that ends early, by `break`, `return` or `?`, leaves the bar where it was, without the item that it ended in.
///
/// On the stock kernel the bar appears when it is over, and in a cell that shows something else too, it gives way or
/// covers that: end such a cell with a `let` or a `;`.
pub fn progress<I: IntoIterator>(items: I) -> Progress<I::IntoIter> {
    let items = items.into_iter();
    let total = match items.size_hint() {
        (least, Some(most)) if least == most => Some(most),
        _ => None,
    };
    Progress { items, bar: Bar::new(total) }
}

/// An iterator with a bar that shows how far it has come. From [`progress`](progress()).
#[derive(Debug)]
pub struct Progress<I> {
    items: I,
    bar: Bar,
}

impl<I: Iterator> Iterator for Progress<I> {
    type Item = I::Item;

    fn next(&mut self) -> Option<I::Item> {
        self.bar.advance();
        let item = self.items.next();
        if item.is_none() {
            self.bar.finish();
        }
        item
    }

    fn size_hint(&self) -> (usize, Option<usize>) {
        self.items.size_hint()
    }
}

impl<I: ExactSizeIterator> ExactSizeIterator for Progress<I> {}

/// The bar of a loop, for loops that are no iterators.
#[derive(Debug)]
pub(crate) struct Bar {
    live: Live,
    state: State,
    /// When the first item was begun.
    begun: Option<Instant>,
    /// When the bar was last shown, after that.
    shown: Duration,
}

impl Bar {
    pub(crate) fn new(total: Option<usize>) -> Bar {
        let state = State { done: 0, total, phase: Phase::UnderWay { elapsed: Duration::ZERO } };
        Bar { live: Live::new(), state, begun: None, shown: Duration::ZERO }
    }

    /// To be called before each item: those before it are done then.
    pub(crate) fn advance(&mut self) {
        let Some(begun) = self.begun else {
            self.begun = Some(Instant::now());
            // At once, so that what the loop prints stands below the bar, however fast it is.
            return self.live.show(&self.state);
        };
        if !self.state.is_under_way() {
            return;
        }
        let elapsed = begun.elapsed();
        self.state.done += 1;
        self.state.phase = Phase::UnderWay { elapsed };
        if elapsed - self.shown >= EVERY {
            self.shown = elapsed;
            self.live.show(&self.state);
        }
    }

    /// To be called when there are no more items.
    pub(crate) fn finish(&mut self) {
        self.end(Phase::Done);
    }

    fn end(&mut self, phase: Phase) {
        if self.state.is_under_way() {
            self.state.phase = phase;
            self.live.show(&self.state);
        }
    }
}

impl Drop for Bar {
    fn drop(&mut self) {
        // In a panic nothing may be printed; see `Live`.
        if self.begun.is_some() && !std::thread::panicking() {
            self.end(Phase::Stopped);
        }
    }
}

/// What a bar says. Its last state, which a notebook stores, knows no times: they would differ from run to run.
#[derive(Clone, Copy, Debug)]
struct State {
    done: usize,
    total: Option<usize>,
    phase: Phase,
}

#[derive(Clone, Copy, Debug)]
enum Phase {
    UnderWay { elapsed: Duration },
    Done,
    Stopped,
}

impl State {
    fn is_under_way(&self) -> bool {
        matches!(self.phase, Phase::UnderWay { .. })
    }

    /// Rounded down, so that 100 % means all of them; `None` if nobody knows. An iterator may give more items than it
    /// had promised.
    fn percent(&self) -> Option<usize> {
        let total = self.total.filter(|total| self.done <= *total)?;
        Some((100.0 * self.done as f64 / total as f64) as usize).filter(|_| total > 0)
    }

    fn words(&self) -> String {
        let done = grouped(self.done);
        let counted = match (self.percent(), self.total) {
            (Some(percent), Some(total)) => format!("{percent}%, {done} of {}", grouped(total)),
            _ => done,
        };
        match self.phase {
            Phase::Done if self.done == 0 => "✓ nothing to do".to_owned(),
            Phase::Done => format!("✓ {counted}"),
            Phase::Stopped => format!("stopped at {counted}"),
            Phase::UnderWay { elapsed } => match (self.done, elapsed.as_secs_f64()) {
                (0, _) | (_, 0.0) => counted,
                (done, seconds) => format!("{counted}, {}", self.pace(done as f64, seconds)),
            },
        }
    }

    /// How long the rest will take, or if nobody knows how much that is, how fast it goes.
    fn pace(&self, done: f64, seconds: f64) -> String {
        match self.total.filter(|_| self.percent().is_some()) {
            Some(total) => format!("{} left", duration(seconds / done * (total as f64 - done))),
            None if done < seconds => format!("{:.1} s each", seconds / done),
            None => format!("{:.0} a second", done / seconds),
        }
    }
}

impl Rich for State {
    fn text(&self) -> String {
        self.words()
    }

    fn html(&self) -> Option<String> {
        // From the palette of Okabe and Ito, the orange as dark as in the pictures. Without a percentage the bar is empty while it goes on.
        let (colour, width) = match self.phase {
            Phase::UnderWay { .. } => ("#0072B2", self.percent().unwrap_or(0)),
            Phase::Done => ("#009E73", 100),
            Phase::Stopped => ("#B07800", self.percent().unwrap_or(0)),
        };
        // The text keeps the reader's own colour, and the bar has an edge instead of a ground: it suits light and dark.
        Some(format!(
            "<div style=\"display: flex; align-items: center\">\
             <div style=\"width: 16em; height: 0.7em; border: 1px solid #888888; border-radius: 0.2em\">\
             <div style=\"width: {width}%; height: 100%; background-color: {colour}\"></div></div>\
             <span style=\"margin-left: 0.8em\">{}</span></div>",
            self.words()
        ))
    }
}

/// With a comma after each three digits, counted from the last.
fn grouped(count: usize) -> String {
    let digits = count.to_string();
    let mut text = String::new();
    for (index, digit) in digits.chars().enumerate() {
        if index > 0 && (digits.len() - index).is_multiple_of(3) {
            text.push(',');
        }
        text.push(digit);
    }
    text
}

/// A time to wait, in the two largest units that count. Rounded up: a wait that is over early disappoints nobody.
fn duration(seconds: f64) -> String {
    let seconds = seconds.ceil() as u64;
    match (seconds / 3600, seconds / 60 % 60, seconds % 60) {
        (0, 0, seconds) => format!("{seconds} s"),
        (0, minutes, seconds) => format!("{minutes} min {seconds} s"),
        (hours, minutes, _) => format!("{hours} h {minutes} min"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn after(seconds: f64, done: usize, total: Option<usize>) -> String {
        let elapsed = Duration::from_secs_f64(seconds);
        State { done, total, phase: Phase::UnderWay { elapsed } }.words()
    }

    #[test]
    fn the_time_left_is_that_of_the_items_left() {
        assert_eq!(after(0.0, 0, Some(1000)), "0%, 0 of 1,000");
        assert_eq!(after(1.0, 250, Some(1000)), "25%, 250 of 1,000, 3 s left");
        assert_eq!(after(60.0, 999_999, Some(1_000_000)), "99%, 999,999 of 1,000,000, 1 s left");
        assert_eq!(after(100.0, 1, Some(3)), "33%, 1 of 3, 3 min 20 s left");
        assert_eq!(after(3600.0, 1, Some(3)), "33%, 1 of 3, 2 h 0 min left");
    }

    #[test]
    fn without_a_known_end_there_is_a_rate() {
        assert_eq!(after(0.0, 0, None), "0");
        assert_eq!(after(2.0, 1234, None), "1,234, 617 a second");
        assert_eq!(after(3.0, 2, None), "2, 1.5 s each");
        // More than were promised.
        assert_eq!(after(2.0, 12, Some(10)), "12, 6 a second");
    }

    #[test]
    fn the_last_state_knows_no_times() {
        let ended = |done, total, phase| State { done, total, phase }.words();
        assert_eq!(ended(1000, Some(1000), Phase::Done), "✓ 100%, 1,000 of 1,000");
        assert_eq!(ended(7, None, Phase::Done), "✓ 7");
        assert_eq!(ended(0, Some(0), Phase::Done), "✓ nothing to do");
        assert_eq!(ended(0, None, Phase::Done), "✓ nothing to do");
        assert_eq!(ended(412, Some(1000), Phase::Stopped), "stopped at 41%, 412 of 1,000");
        assert_eq!(ended(412, None, Phase::Stopped), "stopped at 412");
    }

    #[test]
    fn the_bar_is_as_full_as_the_words_say() {
        let html = |done, total, phase| State { done, total, phase }.html().unwrap();
        assert!(html(412, Some(1000), Phase::Stopped).contains("width: 41%"));
        assert!(html(999, Some(1000), Phase::UnderWay { elapsed: EVERY }).contains("width: 99%"));
        assert!(html(7, None, Phase::UnderWay { elapsed: EVERY }).contains("width: 0%"));
        assert!(html(7, None, Phase::Done).contains("width: 100%"));
        assert!(html(0, Some(0), Phase::Done).contains("width: 100%"));
    }
}
