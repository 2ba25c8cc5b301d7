//! The room's own time, in milliseconds since 1970.
//!
//! It goes on while the leader's laptop sleeps, and it does not jump when somebody sets the clock of that laptop: it is the
//! time at which the room began, and what has passed since by the clock that counts from the start of the machine.

use serde::{Deserialize, Serialize};
use std::fs;
use std::time::{Duration, SystemTime, UNIX_EPOCH};

/// A moment, in milliseconds of the room's time since 1970.
pub type Moment = i64;

pub const SECOND: Moment = 1000;
pub const MINUTE: Moment = 60 * SECOND;

/// What the room's time is counted from. Kept on the disk, so that a server that is started again counts on.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Anchor {
    /// The room's time then.
    pub moment: Moment,
    /// What the machine's clock showed then, in milliseconds since the machine was started.
    pub uptime: i64,
    /// Which start of the machine that was.
    pub boot: String,
    /// How many seconds of the room pass in one second: 1, but for trials.
    pub speed: f64,
}

impl Anchor {
    /// Counts on from an earlier anchor, if it is of this start of the machine; else from the calendar, but never back
    /// behind `latest`, the last moment that the room has seen.
    pub fn after(earlier: Option<&Anchor>, latest: Moment, speed: f64) -> Anchor {
        let (uptime, boot) = (uptime(), boot());
        let counted = earlier
            .filter(|anchor| anchor.boot == boot && anchor.uptime <= uptime && anchor.speed == speed)
            .map(Anchor::now);
        Anchor { moment: counted.unwrap_or_else(calendar).max(latest), uptime, boot, speed }
    }

    pub fn now(&self) -> Moment {
        self.moment + ((uptime() - self.uptime) as f64 * self.speed) as i64
    }

    /// How long one has to wait until then.
    pub fn until(&self, moment: Moment) -> Duration {
        let left = (moment - self.now()).max(0) as f64 / self.speed;
        Duration::from_millis(left.ceil() as u64)
    }
}

fn calendar() -> Moment {
    SystemTime::now().duration_since(UNIX_EPOCH).map_or(0, |since| since.as_millis() as Moment)
}

/// Milliseconds since the machine was started, sleep included.
fn uptime() -> i64 {
    #[cfg(target_os = "linux")]
    const CLOCK: libc::clockid_t = libc::CLOCK_BOOTTIME;
    // On macOS this one goes on in sleep.
    #[cfg(not(target_os = "linux"))]
    const CLOCK: libc::clockid_t = libc::CLOCK_MONOTONIC;
    let mut time = libc::timespec { tv_sec: 0, tv_nsec: 0 };
    // SAFETY: writes one timespec.
    unsafe { libc::clock_gettime(CLOCK, &mut time) };
    time.tv_sec * 1000 + time.tv_nsec / 1_000_000
}

/// A name for this start of the machine, empty where the system has none: then nothing is counted on.
fn boot() -> String {
    fs::read_to_string("/proc/sys/kernel/random/boot_id")
        .map(|id| id.trim().to_owned())
        .unwrap_or_else(|_| format!("process {}", std::process::id()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_room_that_is_started_again_counts_on_whatever_the_calendar_says() {
        let first = Anchor { moment: 5_000, ..Anchor::after(None, 0, 1.0) };
        let again = Anchor::after(Some(&first), 0, 1.0);
        assert!((5_000..65_000).contains(&again.now()), "{}", again.now());
    }

    #[test]
    fn time_never_goes_back() {
        let elsewhere = Anchor { moment: 1, uptime: 0, boot: "another start".to_owned(), speed: 1.0 };
        let future = calendar() + 7 * 24 * 60 * MINUTE;
        assert!(Anchor::after(Some(&elsewhere), future, 1.0).now() >= future);
        assert!(Anchor::after(Some(&elsewhere), 0, 1.0).now() > 1_600_000_000_000);
    }

    #[test]
    fn it_can_be_sped_up() {
        let fast = Anchor { uptime: uptime() - 1_000, ..Anchor::after(None, 0, 60.0) };
        assert!(fast.now() - fast.moment >= 60_000);
        assert!(fast.until(fast.now() + 60_000) <= Duration::from_millis(1_000));
    }
}
