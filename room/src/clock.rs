//! The clock: a timer for an exercise, and rounds of work with breaks between them.
//!
//! A timer is known by the moment when it ends, so that every screen that knows the room's time agrees on it, also one that
//! has slept.

use crate::time::{MINUTE, Moment};
use serde::{Deserialize, Serialize};

/// Nothing here takes longer.
pub const LONGEST: Moment = 12 * 60 * MINUTE;

/// Something that counts down.
#[derive(Clone, Copy, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Timer {
    pub run: Run,
    /// How long it was set to, with the minutes that were added.
    pub total: Moment,
}

#[derive(Clone, Copy, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Run {
    #[default]
    Idle,
    /// It ends at this moment, or has ended then.
    EndsAt(Moment),
    /// It stands, with this much left.
    Left(Moment),
}

impl Timer {
    pub fn start(&mut self, at: Moment, length: Moment) {
        let length = length.clamp(0, LONGEST);
        *self = Timer { run: Run::EndsAt(at + length), total: length };
    }

    pub fn stop(&mut self) {
        *self = Timer::default();
    }

    pub fn pause(&mut self, at: Moment) {
        if let Run::EndsAt(end) = self.run
            && end > at
        {
            self.run = Run::Left(end - at);
        }
    }

    pub fn resume(&mut self, at: Moment) {
        if let Run::Left(left) = self.run {
            self.run = Run::EndsAt(at + left);
        }
    }

    /// Some more time, also for a timer that has ended: from now on then.
    pub fn more(&mut self, at: Moment, length: Moment) {
        match self.run {
            Run::Idle => return,
            Run::EndsAt(end) => self.run = Run::EndsAt((end.max(at) + length).min(at + LONGEST)),
            Run::Left(left) => self.run = Run::Left((left + length).min(LONGEST)),
        }
        self.total += length;
    }

    /// When it will end, if it runs.
    pub fn end_after(&self, at: Moment) -> Option<Moment> {
        match self.run {
            Run::EndsAt(end) if end > at => Some(end),
            _ => None,
        }
    }
}

/// A round of work, or a break.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Step {
    pub is_break: bool,
    pub minutes: u32,
    /// What it is for.
    pub label: String,
}

/// Rounds of work with breaks, one after the other by themselves.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Rounds {
    pub steps: Vec<Step>,
    /// Which of the steps it is, from 0.
    pub at: usize,
    pub timer: Timer,
}

impl Rounds {
    pub fn start(&mut self, at: Moment, steps: Vec<Step>) {
        *self = Rounds { steps, at: 0, timer: Timer::default() };
        self.begin(at);
    }

    /// Goes to another step at once.
    pub fn go_to(&mut self, at: Moment, step: usize) {
        if step < self.steps.len() {
            self.at = step;
            self.begin(at);
        }
    }

    pub fn step(&self) -> Option<&Step> {
        self.steps.get(self.at).filter(|_| self.timer.run != Run::Idle)
    }

    pub fn is_break(&self) -> bool {
        self.step().is_some_and(|step| step.is_break)
    }

    /// When the step that runs will be over.
    pub fn next_end(&self) -> Option<Moment> {
        match self.timer.run {
            Run::EndsAt(end) if self.at < self.steps.len() => Some(end),
            _ => None,
        }
    }

    /// The step is over: on with the next one, from the moment of its end.
    pub fn go_on(&mut self) {
        let Some(end) = self.next_end() else { return };
        self.at += 1;
        if self.at < self.steps.len() {
            self.begin(end);
        } else {
            self.timer.stop();
        }
    }

    fn begin(&mut self, at: Moment) {
        match self.steps.get(self.at) {
            Some(step) => self.timer.start(at, Moment::from(step.minutes.max(1)) * MINUTE),
            None => self.timer.stop(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_timer_can_be_paused_and_made_longer() {
        let mut timer = Timer::default();
        timer.more(0, MINUTE);
        assert_eq!(timer.run, Run::Idle);
        timer.start(1_000, 5 * MINUTE);
        timer.pause(61_000);
        timer.pause(99_000);
        assert_eq!(timer.run, Run::Left(4 * MINUTE));
        timer.more(99_000, MINUTE);
        timer.resume(100_000);
        timer.resume(200_000);
        assert_eq!(timer, Timer { run: Run::EndsAt(400_000), total: 6 * MINUTE });
        assert_eq!((timer.end_after(399_999), timer.end_after(400_000)), (Some(400_000), None));
        // It has ended: pausing does nothing, and a minute more is one from now on.
        timer.pause(500_000);
        timer.more(500_000, MINUTE);
        assert_eq!(timer.run, Run::EndsAt(560_000));
    }

    #[test]
    fn nothing_makes_it_endless() {
        let mut timer = Timer::default();
        timer.start(0, Moment::MAX);
        for _ in 0..1_000 {
            timer.more(0, 60 * MINUTE);
        }
        assert_eq!(timer.run, Run::EndsAt(LONGEST));
    }

    #[test]
    fn rounds_follow_each_other_from_end_to_end() {
        let step = |is_break, minutes| Step { is_break, minutes, label: String::new() };
        let mut rounds = Rounds::default();
        rounds.start(0, vec![step(false, 25), step(true, 5), step(false, 25)]);
        assert_eq!((rounds.next_end(), rounds.is_break()), (Some(25 * MINUTE), false));
        rounds.go_on();
        assert_eq!((rounds.next_end(), rounds.is_break()), (Some(30 * MINUTE), true));
        rounds.timer.more(26 * MINUTE, MINUTE);
        rounds.go_on();
        assert_eq!(rounds.next_end(), Some(56 * MINUTE));
        rounds.go_on();
        assert_eq!((rounds.next_end(), rounds.step()), (None, None));
        rounds.go_on();
    }
}
