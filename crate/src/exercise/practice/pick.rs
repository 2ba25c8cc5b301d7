//! Choosing the numbers of an exercise.

use rand_chacha::ChaCha8Rng;
use rand_chacha::rand_core::{RngCore, SeedableRng};

/// How large the numbers are at first, and at least.
const FIRST_REACH: i32 = 6;
const LEAST_REACH: i32 = 3;

/// Chooses at random, the same from the same seed.
#[derive(Debug)]
pub(super) struct Pick {
    random: ChaCha8Rng,
    /// How large a number may be.
    reach: i32,
}

impl Pick {
    pub fn new(seed: u64) -> Pick {
        Pick { random: ChaCha8Rng::seed_from_u64(seed), reach: FIRST_REACH }
    }

    /// Allows larger numbers from now on.
    pub fn widen(&mut self) {
        self.reach += 1;
    }

    /// Goes back to small numbers.
    pub fn narrow(&mut self) {
        self.reach = LEAST_REACH;
    }

    pub fn one_of<T: Copy>(&mut self, things: &[T]) -> T {
        // The slight preference of a remainder does no harm here.
        things[self.random.next_u32() as usize % things.len()]
    }

    /// A whole number in a range, its ends included.
    pub fn between(&mut self, from: i32, to: i32) -> i32 {
        from + (self.random.next_u32() % (to - from + 1) as u32) as i32
    }

    /// From 1.
    pub fn positive(&mut self) -> i32 {
        self.between(1, self.reach)
    }

    /// From 2.
    pub fn factor(&mut self) -> i32 {
        self.between(2, self.reach + 1)
    }

    /// Any whole number but 0.
    pub fn nonzero(&mut self) -> i32 {
        let size = self.positive();
        self.one_of(&[size, -size])
    }

    /// An exponent from 2, which grows more slowly than other numbers.
    pub fn exponent(&mut self) -> i32 {
        self.between(2, 2 + self.reach / 2)
    }
}
