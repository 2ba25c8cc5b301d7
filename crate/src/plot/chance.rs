//! Numbers at random, for places that no wave is in step with.

/// A row of numbers in which nothing repeats, the same each time (Sebastiano Vigna's SplitMix64).
pub(super) struct Chance(u64);

impl Chance {
    pub fn new() -> Chance {
        Chance(0)
    }

    /// Somewhere near the middle between two places.
    pub fn inside(&mut self, a: f64, b: f64) -> f64 {
        a + (b - a) * self.between(0.35, 0.65)
    }

    pub fn between(&mut self, low: f64, high: f64) -> f64 {
        self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mut mixed = self.0;
        mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        let part = (mixed >> 11) as f64 / (1u64 << 53) as f64;
        low + part * (high - low)
    }
}
