//! Moments, as a file has them.

use std::time::{SystemTime, UNIX_EPOCH};

/// Seconds since the beginning of 1970, in UTC.
pub(in crate::exercise) fn now() -> u64 {
    SystemTime::now().duration_since(UNIX_EPOCH).map_or(0, |since| since.as_secs())
}

/// A moment as JavaScript writes it too, without fractions of a second: `2026-11-29T18:20:00Z`. By H. Hinnant's
/// `civil_from_days` (*chrono-Compatible Low-Level Date Algorithms*): years that begin in March have their leap day last.
pub(in crate::exercise) fn written(seconds: u64) -> String {
    let (days, second) = (seconds / 86_400 + 719_468, seconds % 86_400);
    let (era, day) = (days / 146_097, days % 146_097);
    let year = (day - day / 1_460 + day / 36_524 - day / 146_096) / 365;
    let day = day - (365 * year + year / 4 - year / 100);
    let month = (5 * day + 2) / 153;
    let day = day - (153 * month + 2) / 5 + 1;
    let (year, month) = (year + 400 * era + u64::from(month >= 10), if month < 10 { month + 3 } else { month - 9 });
    format!("{year:04}-{month:02}-{day:02}T{:02}:{:02}:{:02}Z", second / 3600, second / 60 % 60, second % 60)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The moments are those that Python's `datetime.utcfromtimestamp` gives.
    #[test]
    fn moments_are_written_as_the_calendar_has_them() {
        for (seconds, moment) in [
            (0, "1970-01-01T00:00:00Z"),
            (951_782_399, "2000-02-28T23:59:59Z"),
            (951_782_400, "2000-02-29T00:00:00Z"),
            (951_868_800, "2000-03-01T00:00:00Z"),
            (1_767_225_599, "2025-12-31T23:59:59Z"),
            (1_795_976_400, "2026-11-29T18:20:00Z"),
            (4_107_542_400, "2100-03-01T00:00:00Z"),
        ] {
            assert_eq!(written(seconds), moment);
        }
    }
}
