//! Where the machine's numbers end, and a function of x is no longer what the closure calculates.
//!
//! Powers and exponentials of x leave the numbers at places that can be calculated: eˣ is infinite from 709.78 on, x²
//! from 1.34·10¹⁵⁴ on; x⁻²⁰⁰ is 0 from 41.5 on. And beyond 2⁵³ every number is whole. A jump at just such a place is not
//! the function's.

/// The logarithms of the largest number, of the smallest one with all digits, of the smallest one, and of half of that, where
/// rounding makes 0 of it.
const ENDS: [f64; 4] = [709.782_712_893_384, 708.396_418_532_264_1, 744.440_071_921_381_2, 745.133_219_101_941_2];

/// The highest power that is thought of.
const POWERS: f64 = 2000.0;

/// Whether a power or an exponential of `u` comes to the end of the machine's numbers there, to the last digits, or
/// `u` is where the distance between the numbers changes.
pub(super) fn is_edge(u: f64) -> bool {
    let u = u.abs();
    let near = |value: f64, other: f64| (value - other).abs() <= 1e-11 * other.abs();
    let doubling = u.log2();
    if doubling.abs() > 50.0 && near(doubling, doubling.round()) {
        return true;
    }
    let short: f64 = format!("{u:.4e}").parse().unwrap_or(0.0);
    // 1 + xⁿ is 1 from there on.
    let lost = (1..=8).map(|power| 2.0 * f64::from(power) * doubling.abs());
    let mut lost = lost.filter(|halves| (100.0..120.0).contains(halves));
    !near(u, short) && lost.any(|halves| near(halves, halves.round())) || is_end(u)
}

/// Whether a power or an exponential of `u` over- or underflows there.
pub(super) fn is_end(u: f64) -> bool {
    let u = u.abs();
    let near = |value: f64, other: f64| (value - other).abs() <= 1e-11 * other.abs();
    // The powers of 1/2 come to the end, too, but people put steps there.
    let short: f64 = format!("{u:.4e}").parse().unwrap_or(0.0);
    !near(u, short)
        && ENDS.iter().any(|&end| {
            let power = end / u.ln().abs();
            let factor = |v: f64| {
                let k = end / v;
                let short: f64 = format!("{k:.3e}").parse().unwrap_or(0.0);
                near(k, short) || 1.0 / k < POWERS && near(1.0 / k, (1.0 / k).round())
            };
            // Halves are for roots.
            let powers = power < POWERS && near(2.0 * power, (2.0 * power).round());
            powers || [u, 1.0 / u, u * u, 1.0 / (u * u), u.sqrt(), 1.0 / u.sqrt()].into_iter().any(factor)
        })
}

/// Whether an exponential as people write them overflows at `u`: e^(ku) or e^(ku²), with a rate of few digits or as a power
/// of a base of few digits.
pub(super) fn overflows(u: f64) -> bool {
    let near = |value: f64, other: f64| (value - other).abs() <= 1e-11 * other.abs();
    let short = |value: f64| -> f64 { format!("{value:.2e}").parse().unwrap_or(0.0) };
    [u, u * u].into_iter().any(|u| {
        let rate = ENDS[0] / u;
        near(rate, short(rate)) || near(1.0 / rate, short(1.0 / rate)) || near(rate, short(rate.exp()).ln())
    })
}

/// The two neighbouring numbers between `before` and `after` where `holds` changes from true to false.
pub(super) fn boundary(mut before: f64, mut after: f64, holds: impl Fn(f64) -> bool) -> (f64, f64) {
    loop {
        let middle = before + (after - before) / 2.0;
        if middle == before || middle == after {
            return (before, after);
        }
        if holds(middle) {
            before = middle;
        } else {
            after = middle;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_ends_of_the_numbers_are_found() {
        let (finite, infinite) = boundary(1.0, 1e4, |x| x.exp().is_finite());
        assert!(infinite > finite && is_edge(finite) && is_edge(1.0 / finite) && is_edge(finite / 3.0));
        assert!(is_edge(boundary(1.0, 1e3, |x| x.powi(200).is_finite()).0));
        assert!(is_edge(boundary(0.9, 1e-3, |x| x.powi(200) > 0.0).0));
        assert!(is_edge(boundary(1.0, 1e300, |x| (x * x).is_finite()).0));
        assert!(is_edge(2f64.powi(53)));
        for ordinary in [0.1, 1.0, 3.0, 709.0, 1e-7, 1e-25, 123.456, 1e100] {
            assert!(!is_edge(ordinary), "{ordinary}");
        }
    }
}
