//! The slopes of functions by the machine, each written so that no digits are lost and nothing overflows on the way:
//! (1 − x)(1 + x) and not 1 − x², σ(x) σ(−x) and not σ(x)(1 − σ(x)).

use super::{Number, Ordered};
use std::f64::consts::{LN_2, LN_10};

fn one<N: Number>() -> N {
    N::from(1.0)
}

/// NaN where the function has no value, although the formula of its slope has one.
fn where_it_is_defined<N: Number>(defined: bool, slope: N) -> N {
    if defined { slope } else { N::from(f64::NAN) }
}

#[track_caller]
pub(crate) fn sinh<N: Ordered>(x: N) -> N {
    x.cosh()
}

#[track_caller]
pub(crate) fn cosh<N: Ordered>(x: N) -> N {
    x.sinh()
}

/// 1/cosh² x = 4 σ(2x) σ(−2x)
#[track_caller]
pub(crate) fn tanh<N: Ordered>(x: N) -> N {
    sigmoid(x * 2.0) * 4.0
}

#[track_caller]
pub(crate) fn asin<N: Ordered>(x: N) -> N {
    one::<N>() / ((one::<N>() - x) * (x + 1.0)).sqrt()
}

#[track_caller]
pub(crate) fn acos<N: Ordered>(x: N) -> N {
    -asin(x)
}

#[track_caller]
pub(crate) fn atan<N: Ordered>(x: N) -> N {
    one::<N>() / (x * x + 1.0)
}

#[track_caller]
pub(crate) fn asinh<N: Ordered>(x: N) -> N {
    one::<N>() / x.hypot(1.0)
}

#[track_caller]
pub(crate) fn acosh<N: Ordered>(x: N) -> N {
    one::<N>() / ((x - 1.0).sqrt() * (x + 1.0).sqrt())
}

#[track_caller]
pub(crate) fn atanh<N: Ordered>(x: N) -> N {
    where_it_is_defined(x >= -1.0 && x <= 1.0, one::<N>() / ((one::<N>() - x) * (x + 1.0)))
}

#[track_caller]
pub(crate) fn log2<N: Ordered>(x: N) -> N {
    where_it_is_defined(x >= 0.0, one::<N>() / (x * LN_2))
}

#[track_caller]
pub(crate) fn log10<N: Ordered>(x: N) -> N {
    where_it_is_defined(x >= 0.0, one::<N>() / (x * LN_10))
}

#[track_caller]
pub(crate) fn cbrt<N: Ordered>(x: N) -> N {
    let root = x.cbrt();
    one::<N>() / (root * root * 3.0)
}

#[track_caller]
pub(crate) fn exp2<N: Ordered>(x: N) -> N {
    x.exp2() * LN_2
}

#[track_caller]
pub(crate) fn sigmoid<N: Ordered>(x: N) -> N {
    x.sigmoid() * (-x).sigmoid()
}

#[track_caller]
pub(crate) fn softplus<N: Ordered>(x: N) -> N {
    x.sigmoid()
}

/// Those of the angle of (x, y), by y and by x.
#[track_caller]
pub(crate) fn atan2<N: Ordered>(y: N, x: N) -> [N; 2] {
    let distance = y.hypot(x);
    [x / distance / distance, -(y / distance / distance)]
}
