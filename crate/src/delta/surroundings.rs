//! The values of a function on each side of a point, ring by ring: in every ring the distance is half of that in the
//! ring before. And which part of them is noise.

use super::ring::Ring;

/// The nearest ring is this many neighbours in `f64` away, so that its points are points of their own.
const NEAREST: f64 = 32.0;

/// The nearest ring to 0, where `f64` has neighbours so near that x + 1 is 1 for them, and the same as a part of x.
const NEAREST_TO_ZERO: f64 = 1e-13;
const NEAREST_PART: f64 = 1e-6;

/// A stretch of equal values that is shorter than this, or whose height is a power of 2 as the machine's own last
/// digits are, may be made by rounding inside of f.
pub(super) const RESOLVED: f64 = 2e-7;

/// A stretch of equal values that is shorter than this is made by rounding inside of f.
pub(super) const UNRESOLVED: f64 = 1e-9;

/// A stretch of equal values that is longer than this is no rounding of numbers up to 10¹².
const LONG: f64 = 1e-3;

/// More last digits of f than its own rounding is.
const MUCH: f64 = 1e3;

/// So many of the nearest rings are looked at together for noise.
const TOGETHER: usize = 8;

/// Noise may be so many times louder than in the next ring. What a smooth function leaves in its differences of sixth
/// order is 64 times as much from ring to ring.
const ROUGH: f64 = 16.0;

/// One side of the point; the largest ring first.
pub(super) struct Side {
    pub rings: Vec<Ring>,
    /// Whether f has values right beside the point.
    pub has_values: bool,
}

/// Both sides, left and right, and the value in the middle.
pub(super) struct Surroundings<'f> {
    pub f: &'f dyn Fn(f64) -> f64,
    pub x: f64,
    pub y: f64,
    pub sides: [Side; 2],
    /// Whether f is made of steps of which it cannot be said who made them.
    pub has_doubtful_steps: bool,
}

impl<'f> Surroundings<'f> {
    /// Around `x`, where f has the value `y`.
    pub fn new(f: &'f dyn Fn(f64) -> f64, x: f64, y: f64) -> Surroundings<'f> {
        let sides = [-1.0, 1.0].map(|sign| Side::new(f, x, y, sign));
        let mut around = Surroundings { f, x, y, sides, has_doubtful_steps: false };
        around.note_steps();
        around
    }

    /// A function that is the same for a stretch and then is another is a flight of steps. Short ones are made by rounding:
    /// (x + 10⁹) − 10⁹ is the same for 10⁻⁷. They are noise in every ring, also in those too small to show them.
    fn note_steps(&mut self) {
        let steps: Vec<Step> = self.sides.iter().filter_map(|side| side.step(self.y)).collect();
        if self.y == 0.0 && self.sides.iter().flat_map(|side| &side.rings).all(|ring| ring.rise(0.0) == 0.0) {
            // 0 all around may be a difference of equal numbers, of which none is seen.
            for ring in self.sides.iter_mut().flat_map(|side| &mut side.rings) {
                ring.noise = f64::EPSILON / 2.0;
            }
        }
        for step in steps {
            // What is exactly the same here may be a difference of numbers as large as f is beyond.
            for ring in self.sides.iter_mut().flat_map(|side| &mut side.rings) {
                ring.noise = ring.noise.max(f64::EPSILON / 2.0 * step.largest);
            }
            let by_rounding = step.is_by_rounding(self.x, self.y);
            let is_tiny = step.height < 1e-8 * step.largest;
            if step.length < RESOLVED || is_tiny || by_rounding {
                let is_seen = step.height > MUCH * f64::EPSILON * self.y.abs().max(step.height);
                let is_long = step.length > UNRESOLVED || step.is_of_whole_numbers();
                self.has_doubtful_steps |= is_long && is_seen && !by_rounding;
                for ring in self.sides.iter_mut().flat_map(|side| &mut side.rings) {
                    ring.noise = ring.noise.max(step.height / 3.0);
                }
            }
        }
        for side in &mut self.sides {
            side.note_rough_rings(self.y);
        }
    }

    /// How far from the point f has values and is smooth, on both sides; infinite where nothing else was seen.
    pub fn reach(&self) -> f64 {
        let reach = self.sides.iter().map(Side::reach).fold(f64::INFINITY, f64::min);
        if reach > widest(self.x) { f64::INFINITY } else { reach }
    }

    /// The noise in values nearer than `h` that an error must allow for.
    pub fn noise_within(&self, h: f64) -> f64 {
        self.sides.iter().map(|side| side.noise_within(h, self.x)).fold(0.0, f64::max)
    }

    /// The difference quotient with the step to x + `dx` that the machine can make.
    pub fn one_sided(&self, dx: f64) -> f64 {
        let there = self.x + dx;
        ((self.f)(there) - self.y) / (there - self.x)
    }

    /// The difference quotient from x − `dx` to x + `dx`, as the machine has them.
    pub fn central(&self, dx: f64) -> f64 {
        let (left, right) = (self.x - dx, self.x + dx);
        ((self.f)(right) - (self.f)(left)) / (right - left)
    }
}

/// The distance of the largest ring. Not a round number, which waves may have for a period.
fn widest(x: f64) -> f64 {
    0.461 * x.abs().max(1.0)
}

/// The first of a flight of steps.
struct Step {
    length: f64,
    height: f64,
    /// The largest |f| in the ring where f differs first.
    largest: f64,
    /// The largest power of 2 that all values beside it are multiples of.
    quantum: Option<f64>,
}

impl Step {
    /// Whether it leads from a whole number to another, as those of ⌊f⌋ do, however steep f is.
    fn is_of_whole_numbers(&self) -> bool {
        self.quantum.is_some_and(|quantum| quantum >= 1.0)
    }

    /// Whether its height is what rounding inside of f makes: a few last digits of x or 1, or a power of 2, which is
    /// small and yet much more than the last digit of f.
    fn is_by_rounding(&self, x: f64, y: f64) -> bool {
        let last_digit = f64::EPSILON * x.abs().max(1.0);
        let much = MUCH * f64::EPSILON * y.abs().max(self.height);
        let is_power = |quantum: f64| quantum < 2f64.powi(-8) && quantum > much && self.height <= 4.0 * quantum;
        (self.height < 8.0 * last_digit && self.largest > 1e-3 * last_digit)
            || (self.length < LONG && self.quantum.is_some_and(is_power))
    }
}

impl Side {
    fn new(f: &dyn Fn(f64) -> f64, x: f64, y: f64, sign: f64) -> Side {
        let part = if x == 0.0 { NEAREST_TO_ZERO } else { NEAREST_TO_ZERO.min(NEAREST_PART * x.abs()) };
        let nearest = part.max(NEAREST * (x.abs().next_up() - x.abs()));
        let distances = std::iter::successors(Some(widest(x)), |h| Some(h / 2.0)).take_while(|h| *h >= nearest);
        let mut rings: Vec<Ring> = distances.map(|h| Ring::new(f, x, h, sign)).collect();
        let has_values = rings.last().is_some_and(Ring::is_finite);
        // What is beyond a place without values says nothing about this side of it.
        let first = rings.iter().rposition(|ring| !ring.is_finite()).map_or(0, |last| last + 1);
        rings.drain(..first);
        // The nearest rings together: among a few neighbours in `f64` noise may look like a pattern.
        let nearest_rings = &rings[rings.len().saturating_sub(TOGETHER)..];
        let mut noise = nearest_rings.iter().map(Ring::scatter).fold(0.0, f64::max);
        for ring in rings.iter_mut().rev() {
            noise = noise.max(ring.scatter());
            ring.floor = ring.rounding(y);
            ring.noise = noise.max(ring.floor);
        }
        Side { rings, has_values }
    }

    fn note_rough_rings(&mut self, y: f64) {
        for index in (1..self.rings.len()).rev() {
            // Whatever is less than a last digit of the values a little farther away does not matter.
            let farther = f64::EPSILON * self.rings[(index - 1).saturating_sub(4)].rise(y);
            let quiet = self.rings[index].noise.max(farther);
            let ring = &mut self.rings[index - 1];
            ring.is_rough = ring.scatter() > ROUGH * quiet.max(ring.floor);
        }
    }

    /// The rings that reach no farther than `h`, the largest first.
    pub fn within(&self, h: f64) -> &[Ring] {
        let first = self.rings.iter().position(|ring| 2.0 * ring.h <= 1.001 * h).unwrap_or(self.rings.len());
        &self.rings[first..]
    }

    /// The noise in values nearer than `h` that an error must allow for.
    pub fn noise_within(&self, h: f64, x: f64) -> f64 {
        self.within(h).first().map_or(0.0, |ring| ring.noise.max(ring.rounding_of_x(x)))
    }

    /// The farthest distance from which on down there are values, and no jump, kink or pole beside the point.
    pub fn reach(&self) -> f64 {
        let rough = self.rings.iter().filter(|ring| ring.is_rough).map(|ring| ring.h);
        rough.fold(self.rings.first().map_or(0.0, |ring| 2.0 * ring.h), f64::min)
    }

    /// The step on which the point is, if f is the same around it and not everywhere.
    fn step(&self, y: f64) -> Option<Step> {
        let differs = |ring: &Ring| ring.points.iter().any(|point| point.1 != y);
        let last = self.rings.iter().rposition(differs)?;
        if last + 1 == self.rings.len() {
            return None;
        }
        let ring = &self.rings[last];
        let rise = ring.points.iter().find(|point| point.1 != y)?;
        let values = || ring.points.iter().map(|point| point.1).chain([y]).filter(|value| *value != 0.0);
        let quantum = values()
            .map(last_digit)
            .fold(None, |least: Option<f64>, digit| Some(least.map_or(digit, |least| least.min(digit))));
        let largest = values().fold(0.0, |most: f64, value| most.max(value.abs()));
        Some(Step { length: rise.0.abs(), height: (rise.1 - y).abs(), largest, quantum })
    }
}

/// The largest power of 2 of which a number other than 0 is a multiple.
fn last_digit(value: f64) -> f64 {
    let fraction = value.to_bits() & ((1 << 52) - 1);
    let zeros = if fraction == 0 { 52 } else { fraction.trailing_zeros() };
    (value.abs().next_up() - value.abs()) * 2f64.powi(zeros as i32)
}
