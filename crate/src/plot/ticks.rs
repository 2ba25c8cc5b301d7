//! Where the ticks of an axis are, and how numbers are written at them.

use crate::number::written::raised;

/// A tick: the value and what is written there.
pub(super) struct Tick {
    pub value: f64,
    pub label: String,
}

/// The ticks of an axis, and the power of ten that all of its labels leave out.
pub(super) struct Ticks {
    pub ticks: Vec<Tick>,
    /// `×10⁹`, to be written once at the end of the axis.
    pub factor: Option<String>,
}

/// A step of 1, 2 or 5 times a power of ten that divides `span` into `count` parts at most.
pub(super) fn step(span: f64, count: usize) -> f64 {
    let rough = span / count.max(1) as f64;
    let power = 10f64.powf(rough.log10().floor());
    let step = [1.0, 2.0, 5.0].into_iter().map(|digit| digit * power).find(|step| *step >= rough * 0.999_999);
    step.unwrap_or(10.0 * power)
}

/// All multiples of `step` from `low` to `high`.
pub(super) fn multiples(step: f64, low: f64, high: f64) -> impl Iterator<Item = f64> {
    let first = (low / step - 1e-9).ceil();
    let last = (high / step + 1e-9).floor();
    let count = if step > 0.0 && (last - first) < 10_000.0 { (last - first + 1.0).max(0.0) as usize } else { 0 };
    // Multiplying by a small step rounds to numbers such as 0.30000000000000004; dividing does not.
    let inverse = (1.0 / step).round();
    (0..count).map(move |index| {
        let multiple = first + index as f64;
        if step < 1.0 && (inverse * step - 1.0).abs() < 1e-9 { multiple / inverse } else { multiple * step }
    })
}

/// Ticks for a linear axis with room for `count` of them.
pub(super) fn linear(low: f64, high: f64, count: usize) -> Ticks {
    linear_by(step(high - low, count), low, high)
}

/// The ticks at all multiples of `step`.
pub(super) fn linear_by(step: f64, low: f64, high: f64) -> Ticks {
    let largest = low.abs().max(high.abs());
    // Long numbers share a power of ten: 2×10⁹ is written 2 under a common ×10⁹.
    let exponent = if (1e-3..1e6).contains(&largest) { 0 } else { largest.log10().floor() as i32 };
    let unit = 10f64.powi(exponent);
    let decimals = (-((step / unit).log10() + 1e-9).floor()).clamp(0.0, 15.0) as usize;
    let ticks = multiples(step, low, high)
        .map(|value| match minus(&format!("{:.decimals$}", value / unit)) {
            zero if value.abs() < step / 2.0 => Tick { value: 0.0, label: zero[..1].into() },
            label => Tick { value, label },
        })
        .collect();
    Ticks { ticks, factor: (exponent != 0).then(|| format!("×10{}", raised(&exponent.to_string()))) }
}

/// Ticks for an axis whose positions are logarithms to base ten.
pub(super) fn logarithmic(low: f64, high: f64, count: usize) -> Ticks {
    // No f64 has an exponent beyond these.
    let exponent = |value: f64| value.clamp(-330.0, 330.0) as i32;
    let (first, last) = (exponent(low.log10().ceil()), exponent(high.log10().floor()));
    // One or two powers of ten cannot be read: 2 and 5 times each say more.
    if last - first < 3 {
        let all = (first - 1..=last).flat_map(|exponent| [1.0, 2.0, 5.0].map(|digit| digit * 10f64.powi(exponent)));
        let seen: Vec<f64> = all.filter(|value| low <= *value && *value <= high).collect();
        if seen.len() <= count.max(4) + 3 {
            let ticks = seen.into_iter().map(|value| Tick { value, label: number(value) }).collect();
            return Ticks { ticks, factor: None };
        }
    }
    let every = ((last - first) / count.max(1) as i32 + 1).max(1);
    let ticks = (first..=last)
        .filter(|exponent| exponent % every == 0)
        .map(|exponent| Tick { value: 10f64.powi(exponent), label: format!("10{}", raised(&exponent.to_string())) })
        .collect();
    Ticks { ticks, factor: None }
}

/// The roundest number between two that are close together: 0 rather than −0.0000031.
pub(super) fn roundest(from: f64, to: f64) -> f64 {
    if from <= 0.0 && to >= 0.0 {
        return 0.0;
    }
    let middle = f64::midpoint(from, to);
    let mut unit = 10f64.powf(middle.abs().log10().ceil());
    for _ in 0..12 {
        let round = (middle / unit).round() * unit;
        if from <= round && round <= to {
            return round;
        }
        unit /= 10.0;
    }
    middle
}

/// A number for a person: six significant digits at most, `−` for minus, `2.5×10⁻⁵` for the very small.
pub(crate) fn number(value: f64) -> String {
    if value == 0.0 {
        return "0".into();
    }
    if value.is_nan() {
        return "NaN".into();
    }
    if value.is_infinite() {
        return if value > 0.0 { "∞" } else { "−∞" }.into();
    }
    let scientific = format!("{value:.5e}");
    let (digits, exponent) = scientific.split_once('e').unwrap_or((&scientific, "0"));
    let exponent: i32 = exponent.parse().unwrap_or(0);
    if (-4..=6).contains(&exponent) {
        let decimals = (5 - exponent).max(0) as usize;
        return minus(trimmed(&format!("{value:.decimals$}")));
    }
    let power = format!("10{}", raised(&exponent.to_string()));
    match trimmed(digits) {
        "1" => power,
        "-1" => format!("−{power}"),
        digits => minus(&format!("{digits}×{power}")),
    }
}

fn trimmed(digits: &str) -> &str {
    if digits.contains('.') { digits.trim_end_matches('0').trim_end_matches('.') } else { digits }
}

/// With a true minus sign, and none before a zero.
fn minus(digits: &str) -> String {
    match digits.strip_prefix('-') {
        Some(rest) if rest.bytes().all(|byte| matches!(byte, b'0' | b'.')) => rest.into(),
        Some(rest) => format!("−{rest}"),
        None => digits.into(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn labels(ticks: Ticks) -> Vec<String> {
        ticks.ticks.into_iter().map(|tick| tick.label).collect()
    }

    #[test]
    fn ticks_are_short_numbers() {
        assert_eq!(labels(linear(-0.3, 0.31, 7)), ["−0.3", "−0.2", "−0.1", "0", "0.1", "0.2", "0.3"]);
        assert_eq!(labels(linear(-10.0, 10.0, 5)), ["−10", "−5", "0", "5", "10"]);
        assert_eq!(labels(linear(-1.01, -0.99, 4)), ["−1.010", "−1.005", "−1.000", "−0.995", "−0.990"]);
        let values: Vec<f64> = multiples(0.1, 0.0, 0.31).collect();
        assert_eq!(values, [0.0, 0.1, 0.2, 0.3]);
    }

    #[test]
    fn large_and_small_ticks_share_a_power_of_ten() {
        let ticks = linear(0.0, 3e9, 4);
        assert_eq!(ticks.factor.as_deref(), Some("×10⁹"));
        assert_eq!(labels(ticks), ["0", "1", "2", "3"]);
        let ticks = linear(0.0, 3e-9, 4);
        assert_eq!(ticks.factor.as_deref(), Some("×10⁻⁹"));
        assert_eq!(labels(ticks), ["0", "1", "2", "3"]);
        assert_eq!(labels(logarithmic(1e-5, 1.0, 10)), ["10⁻⁵", "10⁻⁴", "10⁻³", "10⁻²", "10⁻¹", "10⁰"]);
    }

    #[test]
    fn numbers_are_for_persons() {
        let written = [37.0, -0.0, 0.1 + 0.2, -2.5e-5, 1e9, -1e-9, 1.9989999999999712, f64::NAN].map(number);
        assert_eq!(written, ["37", "0", "0.3", "−2.5×10⁻⁵", "10⁹", "−10⁻⁹", "1.999", "NaN"]);
    }
}
