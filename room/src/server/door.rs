//! Who tries to come in, and how often: codes cannot be tried one after the other.
//!
//! A wrong code is free five times from one address. Then that address waits, longer each time. And when many wrong ones come
//! from everywhere, all who are not known yet come in one by one.

use std::collections::HashMap;
use std::net::IpAddr;
use std::time::{Duration, Instant};

/// How many wrong codes are free.
const FREE: u32 = 5;
/// The longest that an address waits.
const LONGEST: Duration = Duration::from_secs(60);
/// After this time without a wrong code, an address begins anew.
const FORGIVEN: Duration = Duration::from_secs(600);
/// In all: how long wrong codes count, and how far apart tries are once there were too many.
const WINDOW: Duration = Duration::from_secs(60);
const APART: Duration = Duration::from_millis(150);
/// How long somebody is kept waiting in the line before they are sent away.
const LINE: Duration = Duration::from_secs(20);
/// How many addresses are remembered.
const MOST: usize = 10_000;
/// How many changes a person may bring at once, and how many more come with each second.
const AT_ONCE: f64 = 120.0;
const PER_SECOND: f64 = 4.0;

#[derive(Default)]
pub struct Door {
    addresses: HashMap<IpAddr, Tries>,
    /// The last wrong codes of all.
    wrong: Vec<Instant>,
    /// When the next one of the line may try.
    next: Option<Instant>,
    budgets: HashMap<String, (f64, Instant)>,
}

struct Tries {
    wrong: u32,
    last: Instant,
    /// Until when nothing is heard.
    until: Option<Instant>,
}

/// What is done with somebody who comes with a code.
#[derive(Debug, PartialEq)]
pub enum Entry {
    /// The code is looked at after this time.
    After(Duration),
    /// It is not looked at; in so many seconds it may be.
    Refused(u64),
}

impl Door {
    /// Somebody comes with a code.
    pub fn knock(&mut self, from: IpAddr, now: Instant) -> Entry {
        if let Some(until) = self.addresses.get(&network(from)).and_then(|tries| tries.until)
            && until > now
        {
            return Entry::Refused((until - now).as_secs() + 1);
        }
        self.wrong.retain(|then| now.saturating_duration_since(*then) < WINDOW);
        if self.wrong.len() < FREE as usize {
            return Entry::After(Duration::ZERO);
        }
        let at = self.next.map_or(now, |next| next.max(now));
        if at - now > LINE {
            return Entry::Refused(LINE.as_secs());
        }
        self.next = Some(at + APART);
        Entry::After(at - now)
    }

    /// The code was wrong.
    pub fn was_wrong(&mut self, from: IpAddr, now: Instant) {
        if self.wrong.len() < MOST {
            self.wrong.push(now);
        }
        if self.addresses.len() >= MOST {
            self.addresses.retain(|_, tries| now.saturating_duration_since(tries.last) < FORGIVEN);
            if self.addresses.len() >= MOST {
                return;
            }
        }
        let tries = self.addresses.entry(network(from)).or_insert(Tries { wrong: 0, last: now, until: None });
        if now.saturating_duration_since(tries.last) > FORGIVEN {
            tries.wrong = 0;
        }
        tries.wrong += 1;
        tries.last = now;
        if tries.wrong >= FREE {
            let wait = Duration::from_secs(1 << (tries.wrong - FREE).min(6));
            tries.until = Some(now + wait.min(LONGEST));
        }
    }

    /// Whether a person may bring another change now: who presses a button is never stopped, and a program is.
    pub fn has_budget(&mut self, person: &str, now: Instant) -> bool {
        if self.budgets.len() >= MOST {
            self.budgets.clear();
        }
        let (left, last) = self.budgets.entry(person.to_owned()).or_insert((AT_ONCE, now));
        *left = (*left + now.saturating_duration_since(*last).as_secs_f64() * PER_SECOND).min(AT_ONCE);
        *last = now;
        if *left < 1.0 {
            return false;
        }
        *left -= 1.0;
        true
    }
}

/// An address as one of its owner's: in IPv6 each has a network of them.
fn network(address: IpAddr) -> IpAddr {
    match address {
        IpAddr::V6(address) => match address.to_ipv4_mapped() {
            Some(address) => IpAddr::V4(address),
            None => {
                let [a, b, c, d, ..] = address.segments();
                IpAddr::from([a, b, c, d, 0, 0, 0, 0])
            }
        },
        address => address,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn address(last: u8) -> IpAddr {
        IpAddr::from([10, 0, 0, last])
    }

    #[test]
    fn after_five_wrong_codes_an_address_waits_longer_and_longer() {
        let (mut door, mut now) = (Door::default(), Instant::now());
        let second = Duration::from_secs(1);
        for _ in 0..4 {
            assert_eq!(door.knock(address(1), now), Entry::After(Duration::ZERO));
            door.was_wrong(address(1), now);
        }
        let mut waits = Vec::new();
        for _ in 0..9 {
            assert!(matches!(door.knock(address(1), now), Entry::After(_)));
            door.was_wrong(address(1), now);
            let Entry::Refused(seconds) = door.knock(address(1), now) else { panic!("it was let in") };
            waits.push(seconds - 1);
            now += second * seconds as u32;
        }
        assert_eq!(waits, [1, 2, 4, 8, 16, 32, 60, 60, 60]);
        now += FORGIVEN + second;
        door.was_wrong(address(1), now);
        assert!(matches!(door.knock(address(1), now), Entry::After(_)));
    }

    #[test]
    fn many_wrong_codes_from_everywhere_make_a_line() {
        let (mut door, now) = (Door::default(), Instant::now());
        for last in 0..5 {
            assert_eq!(door.knock(address(last), now), Entry::After(Duration::ZERO));
            door.was_wrong(address(last), now);
        }
        let waits: Vec<Entry> = (10..13).map(|last| door.knock(address(last), now)).collect();
        assert_eq!(waits, [Entry::After(Duration::ZERO), Entry::After(APART), Entry::After(APART * 2)]);
        for _ in 0..200 {
            door.knock(address(50), now);
        }
        assert_eq!(door.knock(address(51), now), Entry::Refused(20));
        assert_eq!(door.knock(address(52), now + WINDOW), Entry::After(Duration::ZERO));
    }

    #[test]
    fn a_network_of_addresses_is_one() {
        let (mut door, now) = (Door::default(), Instant::now());
        for last in 0..5u16 {
            door.was_wrong(IpAddr::from([0xfe80, 0, 0, 0, 0, 0, 0, last]), now);
        }
        assert_eq!(door.knock(IpAddr::from([0xfe80, 0, 0, 0, 1, 2, 3, 4]), now), Entry::Refused(2));
    }

    #[test]
    fn a_program_that_never_stops_is_slowed_and_a_hand_is_not() {
        let (mut door, now) = (Door::default(), Instant::now());
        assert!((0..120).all(|_| door.has_budget("a", now)));
        assert!(!door.has_budget("a", now));
        assert!(door.has_budget("b", now));
        let later = now + Duration::from_secs(1);
        assert_eq!((0..9).filter(|_| door.has_budget("a", later)).count(), 4);
    }
}
