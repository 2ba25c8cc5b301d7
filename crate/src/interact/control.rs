//! What a hand can move.

use crate::show::json::{self, List, Object};
use std::fmt::Display;
use std::ops::{Range, RangeInclusive};

/// How many steps a slider of real numbers has, nearly.
const STEPS: f64 = 100.0;

/// A slider, a choice, a checkbox or a field as the kernel is told of it. Of it only the name is for learners.
#[derive(Clone, Debug, PartialEq)]
pub struct Control {
    name: String,
    kind: Kind,
}

#[derive(Clone, Debug, PartialEq)]
enum Kind {
    Real { from: f64, to: f64, step: f64, start: f64 },
    Whole { from: i64, to: i64, step: i64, start: i64 },
    Choice { options: Vec<String>, start: usize },
    Switch { start: bool },
    Text { start: String },
}

impl Control {
    /// For the kernel, as JSON.
    pub(super) fn described(&self) -> String {
        let of = |kind: &str| Object::new().add("kind", json::text(kind)).add("label", json::text(&self.name));
        match &self.kind {
            Kind::Real { from, to, step, start } => of("real")
                .add("min", json::number(*from))
                .add("max", json::number(*to))
                .add("step", json::number(*step))
                .add("digits", digits(*step).to_string())
                .add("start", json::number(*start)),
            Kind::Whole { from, to, step, start } => of("whole")
                .add("min", from.to_string())
                .add("max", to.to_string())
                .add("step", step.to_string())
                .add("start", start.to_string()),
            Kind::Choice { options, start } => of("choice")
                .add("options", List::of(options.iter().map(|option| json::text(option))))
                .add("start", start.to_string()),
            Kind::Switch { start } => of("switch").add("start", start.to_string()),
            Kind::Text { start } => of("text").add("start", json::text(start)),
        }
        .end()
    }

    /// Where it begins.
    pub(super) fn start_in_words(&self) -> String {
        match &self.kind {
            Kind::Real { start, .. } => start.to_string(),
            Kind::Whole { start, .. } => start.to_string(),
            Kind::Choice { start, .. } => start.to_string(),
            Kind::Switch { start } => start.to_string(),
            Kind::Text { start } => start.clone(),
        }
    }

    /// What it is, where it cannot be seen.
    pub(super) fn in_a_sentence(&self) -> String {
        if !self.name.is_empty() {
            return self.name.clone();
        }
        match self.kind {
            Kind::Real { .. } | Kind::Whole { .. } => "the slider",
            Kind::Choice { .. } => "the choice",
            Kind::Switch { .. } => "the checkbox",
            Kind::Text { .. } => "the text",
        }
        .to_owned()
    }
}

/// What [`interact`](super::interact()) takes: a range, an array, a `bool`, a text, a [`control`] or [`choice`], or two or three of
/// them in brackets.
#[diagnostic::on_unimplemented(
    message = "nothing can be moved by `{Self}`",
    note = "a range such as `0.0..=1.0` or `1..=10`, an array of values, `true`, a text, or two or three of them in brackets"
)]
pub trait Controls: 'static {
    /// What the closure is given.
    type Position;

    #[doc(hidden)]
    fn described(&self) -> Vec<Control>;

    #[doc(hidden)]
    fn read(&self, words: &mut dyn Iterator<Item = &str>) -> Option<Self::Position>;
}

/// A whole number that a slider can stand at.
pub trait Whole: Copy + TryFrom<i64> + TryInto<i64> + 'static {}

macro_rules! whole {
    ($($number:ty),+) => {$(impl Whole for $number {})+};
}
whole!(i8, i16, i32, i64, isize, u8, u16, u32, u64, usize);

/// With a name, a step, or another place where it begins. From [`control`] and [`choice`].
#[derive(Clone, Debug)]
pub struct Named<C> {
    of: C,
    name: String,
    step: Option<f64>,
    start: Option<f64>,
}

/// Something that can be moved, for more to be said of it.
///
/// ```
/// use calculus::prelude::*;
/// let h = control(0.0..=1.0).name("h").step(0.05).start(0.5);
/// interact(h, |h| format!("h = {h}"));
/// ```
pub fn control<C: Controls>(of: C) -> Named<C> {
    Named { of, name: String::new(), step: None, start: None }
}

/// A choice among values that are in a list.
///
/// ```
/// use calculus::prelude::*;
/// let rates: Vec<f64> = vec![0.01, 0.1, 1.0];
/// interact(choice(rates).name("rate"), |rate| format!("{rate} an epoch"));
/// ```
pub fn choice<T: Display + Clone + 'static>(values: Vec<T>) -> Named<Choice<T>> {
    control(Choice(values))
}

/// Values among which a hand can choose. From [`choice`].
#[derive(Clone, Debug)]
pub struct Choice<T>(Vec<T>);

impl<C: Controls> Named<C> {
    /// The name that stands beside it.
    ///
    /// ```
    /// # use calculus::prelude::*;
    /// interact(control(1..=9).name("n"), |n| n);
    /// ```
    pub fn name(mut self, name: impl Into<String>) -> Named<C> {
        self.name = name.into();
        self
    }

    /// How far apart two positions of a slider are.
    ///
    /// ```
    /// # use calculus::prelude::*;
    /// interact(control(0..=100).step(10.0), |n| n);
    /// ```
    pub fn step(mut self, step: f64) -> Named<C> {
        self.step = Some(step);
        self
    }

    /// Where a slider begins, or which value of a choice is the first, counted from 0.
    ///
    /// ```
    /// # use calculus::prelude::*;
    /// interact(control(-1.0..=1.0).start(0.0), |x| x);
    /// ```
    pub fn start(mut self, start: impl Into<f64>) -> Named<C> {
        self.start = Some(start.into());
        self
    }
}

impl<C: Controls> Controls for Named<C> {
    type Position = C::Position;

    fn described(&self) -> Vec<Control> {
        let mut controls = self.of.described();
        if let [control] = controls.as_mut_slice() {
            control.name.clone_from(&self.name);
            match &mut control.kind {
                Kind::Real { from, to, step, start } => {
                    *step = self.step.filter(|step| *step > 0.0).unwrap_or(*step);
                    *start = self.start.unwrap_or(*start).clamp(*from, *to);
                }
                Kind::Whole { from, to, step, start } => {
                    *step = self.step.map_or(*step, |step| (step as i64).max(1));
                    *start = self.start.map_or(*start, |start| start.round() as i64).clamp(*from, *to);
                }
                Kind::Choice { options, start } => {
                    *start = self.start.map_or(*start, |start| start as usize).min(options.len().saturating_sub(1));
                }
                Kind::Switch { .. } | Kind::Text { .. } => {}
            }
        }
        controls
    }

    fn read(&self, words: &mut dyn Iterator<Item = &str>) -> Option<C::Position> {
        self.of.read(words)
    }
}

fn real(from: f64, to: f64) -> Vec<Control> {
    let (from, to) = if from <= to { (from, to) } else { (to, from) };
    vec![Control { name: String::new(), kind: Kind::Real { from, to, step: step(to - from), start: from } }]
}

fn whole(from: impl Whole, to: impl Whole, less: i64) -> Vec<Control> {
    let number = |number: Option<i64>| number.unwrap_or(i64::MAX);
    let (from, to) = (number(from.try_into().ok()), number(to.try_into().ok()).saturating_sub(less));
    let (from, to) = (from.min(to), to.max(from));
    vec![Control { name: String::new(), kind: Kind::Whole { from, to, step: 1, start: from } }]
}

impl Controls for RangeInclusive<f64> {
    type Position = f64;

    fn described(&self) -> Vec<Control> {
        real(*self.start(), *self.end())
    }

    fn read(&self, words: &mut dyn Iterator<Item = &str>) -> Option<f64> {
        words.next()?.parse().ok()
    }
}

impl Controls for Range<f64> {
    type Position = f64;

    fn described(&self) -> Vec<Control> {
        real(self.start, self.end)
    }

    fn read(&self, words: &mut dyn Iterator<Item = &str>) -> Option<f64> {
        words.next()?.parse().ok()
    }
}

impl<N: Whole> Controls for RangeInclusive<N> {
    type Position = N;

    fn described(&self) -> Vec<Control> {
        whole(*self.start(), *self.end(), 0)
    }

    fn read(&self, words: &mut dyn Iterator<Item = &str>) -> Option<N> {
        words.next()?.parse::<i64>().ok()?.try_into().ok()
    }
}

impl<N: Whole> Controls for Range<N> {
    type Position = N;

    fn described(&self) -> Vec<Control> {
        whole(self.start, self.end, 1)
    }

    fn read(&self, words: &mut dyn Iterator<Item = &str>) -> Option<N> {
        words.next()?.parse::<i64>().ok()?.try_into().ok()
    }
}

fn among<T: Display>(values: &[T]) -> Vec<Control> {
    let options = values.iter().map(T::to_string).collect();
    vec![Control { name: String::new(), kind: Kind::Choice { options, start: 0 } }]
}

impl<T: Display + Clone + 'static, const COUNT: usize> Controls for [T; COUNT] {
    type Position = T;

    fn described(&self) -> Vec<Control> {
        among(self)
    }

    fn read(&self, words: &mut dyn Iterator<Item = &str>) -> Option<T> {
        self.get(words.next()?.parse::<usize>().ok()?).cloned()
    }
}

impl<T: Display + Clone + 'static> Controls for Choice<T> {
    type Position = T;

    fn described(&self) -> Vec<Control> {
        among(&self.0)
    }

    fn read(&self, words: &mut dyn Iterator<Item = &str>) -> Option<T> {
        self.0.get(words.next()?.parse::<usize>().ok()?).cloned()
    }
}

impl Controls for bool {
    type Position = bool;

    fn described(&self) -> Vec<Control> {
        vec![Control { name: String::new(), kind: Kind::Switch { start: *self } }]
    }

    fn read(&self, words: &mut dyn Iterator<Item = &str>) -> Option<bool> {
        words.next()?.parse().ok()
    }
}

impl Controls for &'static str {
    type Position = String;

    fn described(&self) -> Vec<Control> {
        vec![Control { name: String::new(), kind: Kind::Text { start: (*self).to_owned() } }]
    }

    fn read(&self, words: &mut dyn Iterator<Item = &str>) -> Option<String> {
        words.next().map(str::to_owned)
    }
}

macro_rules! together {
    ($($part:ident $at:tt),+) => {
        impl<$($part: Controls),+> Controls for ($($part,)+) {
            type Position = ($($part::Position,)+);

            fn described(&self) -> Vec<Control> {
                [$(self.$at.described()),+].concat()
            }

            fn read(&self, words: &mut dyn Iterator<Item = &str>) -> Option<Self::Position> {
                Some(($(self.$at.read(words)?,)+))
            }
        }
    };
}
together!(A 0, B 1);
together!(A 0, B 1, C 2);

/// A step of 1, 2 or 5 times a power of ten, for about a hundred positions.
fn step(span: f64) -> f64 {
    if !(span > 0.0 && span.is_finite()) {
        return 1.0;
    }
    let wanted = span / STEPS;
    let power = 10f64.powf(wanted.log10().floor());
    let nearest = [1.0, 2.0, 5.0, 10.0].map(|factor| factor * power);
    let distance = |step: &f64| (step / wanted).ln().abs();
    let step = nearest.into_iter().min_by(|one, other| distance(one).total_cmp(&distance(other))).unwrap_or(wanted);
    // As it is written: 0.01 and not 0.010000000000000002.
    format!("{step:.0e}").parse().unwrap_or(step)
}

/// How many digits behind the point tell two positions apart.
fn digits(step: f64) -> usize {
    let places = |digits: &usize| {
        let scaled = step * 10f64.powi(i32::try_from(*digits).unwrap_or(0));
        scaled >= 1.0 - 1e-9 && (scaled - scaled.round()).abs() < 1e-6 * scaled
    };
    (0..=12).find(places).unwrap_or(12)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_slider_has_about_a_hundred_steps_that_are_easily_read() {
        for (span, expected) in
            [(0.99, 0.01), (1.0, 0.01), (10.0, 0.1), (6.25, 0.05), (300.0, 2.0), (1e-6, 1e-8), (0.0, 1.0)]
        {
            assert_eq!(step(span), expected, "{span}");
        }
        assert_eq!([0.01, 0.05, 1.0, 20.0, 0.125].map(digits), [2, 2, 0, 0, 3]);
    }

    #[test]
    fn a_control_is_described_in_json() {
        let described = |controls: Vec<Control>| {
            let all: Vec<String> = controls.iter().map(Control::described).collect();
            serde_json::from_str::<serde_json::Value>(&format!("[{}]", all.join(","))).unwrap()
        };
        let all = described((control(0.0..1.0).name("a \"b\"").start(0.5), 1..5, ["x\n", "y"]).described());
        assert_eq!(all[0]["label"], "a \"b\"");
        assert_eq!((&all[0]["start"], &all[0]["digits"]), (&0.5.into(), &2.into()));
        assert_eq!((&all[1]["max"], &all[1]["kind"]), (&4.into(), &"whole".into()));
        assert_eq!(all[2]["options"][0], "x\n");
        assert_eq!(described(control(0..=9).step(3.0).start(42).described())[0]["start"], 9);
    }
}
