//! A straight line y = mx + b, written for a terminal and as LaTeX, and the part of the plane to show it in.

use crate::limits::{Outcome, finite, number, plain};
use crate::plot::{Plot, plot};

#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) struct Line {
    pub slope: f64,
    pub intercept: f64,
}

impl Line {
    /// The line through `p` with this slope.
    pub fn through(p: (f64, f64), slope: f64) -> Line {
        // −0 + 0 is 0: a horizontal line has no sign.
        Line { slope: slope + 0.0, intercept: p.1 - slope * p.0 + 0.0 }
    }

    /// The tangent through `p`, whose slope is known to an error; the intercept is rounded to the digits that it leaves.
    pub fn touching(p: (f64, f64), slope: f64, error: f64) -> Line {
        let line = Line::through(p, slope);
        let doubt = error * p.0.abs() + f64::EPSILON * (p.1.abs() + (slope * p.0).abs());
        match finite(line.intercept, doubt) {
            Outcome::Finite { value, .. } if value.is_finite() => Line { intercept: value, ..line },
            _ => line,
        }
    }

    pub fn at(self, x: f64) -> f64 {
        self.slope * x + self.intercept
    }

    /// `y = 9x − 8`, with all digits.
    pub fn text(self) -> String {
        self.written(&|value| plain(value).replace('-', "−"), "·", ["−", " − ", " + "])
    }

    /// The same with six digits, as pictures have them.
    pub fn short(self) -> String {
        self.written(&crate::plot::number, "·", ["−", " − ", " + "])
    }

    /// The same for a formula, without its dollar signs.
    pub fn latex(self) -> String {
        self.written(&latex_number, r" \cdot ", ["-", " - ", " + "])
    }

    fn written(self, number: &dyn Fn(f64) -> String, times: &str, [sign, minus, plus]: [&str; 3]) -> String {
        let Line { slope, intercept } = self;
        let coefficient = number(slope.abs());
        // 10⁻⁶x would be read as 10 to the power of −6x.
        let long = plain(slope).contains('e');
        let product = match slope.abs() {
            1.0 => "x".into(),
            _ if long => format!("{coefficient}{times}x"),
            _ => format!("{coefficient}x"),
        };
        let head = if slope < 0.0 { format!("{sign}{product}") } else { product };
        if slope == 0.0 {
            return format!("y = {}", number(intercept));
        }
        match intercept {
            0.0 => format!("y = {head}"),
            b if b < 0.0 => format!("y = {head}{minus}{}", number(-b)),
            b => format!("y = {head}{plus}{}", number(b)),
        }
    }
}

/// A number in a formula, with all digits: `1.5 \cdot 10^{-6}` for 1.5e-6.
pub(super) fn latex_number(value: f64) -> String {
    if !value.is_finite() {
        return if value.is_nan() { r"\text{NaN}" } else { [r"-\infty", r"\infty"][usize::from(value > 0.0)] }.into();
    }
    let written = plain(value);
    match written.split_once('e') {
        Some(("1", exponent)) => format!("10^{{{exponent}}}"),
        Some((digits, exponent)) => format!(r"{digits} \cdot 10^{{{exponent}}}"),
        None => written,
    }
}

/// In parentheses if it is negative, to stand behind another sign.
pub(super) fn enclosed(value: f64, written: String) -> String {
    if value < 0.0 { format!("({written})") } else { written }
}

/// The curve around two places on the x axis, which may be as near to each other as they like: what is seen then
/// is the neighbourhood of both.
pub(super) fn curve_around(f: &dyn Fn(f64) -> f64, p: f64, q: f64) -> Plot {
    let width = (q - p).abs().max(2.0).max(1e-6 * p.abs());
    plot(f, p.min(q) - 0.75 * width..=p.max(q) + 0.75 * width).named("f")
}

/// The curve's height at `x`, or why it has none.
pub(super) fn height(f: &dyn Fn(f64) -> f64, x: f64) -> Result<f64, String> {
    if !x.is_finite() {
        return Err(format!("x is {}, which is no place on the axis. Give a finite number.", number(x)));
    }
    let y = f(x);
    let at = number(x);
    if y.is_nan() {
        Err(format!(
            "f({at}) is NaN: the function has no value at x = {at}, so its curve has no point there. Try an x beside it."
        ))
    } else if y.is_infinite()
        && let Some(instead) = overflow(f, x)
    {
        Err(format!("f({at}) is beyond the machine's numbers, which end at about 1.8×10³⁰⁸. Try {instead}."))
    } else if y.is_infinite() {
        Err(format!("f({at}) is infinite, so the curve has no point at x = {at}. Try an x beside it."))
    } else {
        Ok(y)
    }
}

/// Where to look instead, if f is infinite at `x` because its values have become too large on the way there; nothing at a
/// pole, beside which they are smaller on both sides.
fn overflow(f: &dyn Fn(f64) -> f64, x: f64) -> Option<&'static str> {
    const PART: f64 = 0.1;
    let away = if x == 0.0 { PART } else { PART * x.abs() };
    match [x - away, x + away].map(|x| f(x).is_infinite()) {
        [false, false] => None,
        [false, true] => Some("a smaller x"),
        [true, false] => Some("a larger x"),
        [true, true] => Some("an x at which f is smaller"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_are_written_as_a_person_writes_them() {
        let text = |slope, intercept| Line { slope, intercept }.text();
        assert_eq!(text(9.0, -8.0), "y = 9x − 8");
        assert_eq!(text(6.099999999999989, -2.199999999999978), "y = 6.099999999999989x − 2.199999999999978");
        assert_eq!(text(-1.0, 0.0), "y = −x");
        assert_eq!(text(0.0, 1.0), "y = 1");
        assert_eq!(text(0.0, -1.0), "y = −1");
        assert_eq!(text(1.0, 2.5), "y = x + 2.5");
        assert_eq!(text(-1.5e-6, 1.0), "y = −1.5e−6·x + 1");
        let latex = |slope, intercept| Line { slope, intercept }.latex();
        assert_eq!(latex(-1.5e-6, -1.0), r"y = -1.5 \cdot 10^{-6} \cdot x - 1");
        assert_eq!(latex(1e-7, 2.0), r"y = 10^{-7} \cdot x + 2");
    }
}
