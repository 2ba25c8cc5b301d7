//! Where numbers lie on an axis, in its own measure: logarithms where it goes by powers of ten.

use super::super::view::Axis;

pub(super) fn at(axis: Axis, value: f64) -> f64 {
    if axis.log { value.log10() } else { value }
}

pub(super) fn length(axis: Axis) -> f64 {
    at(axis, axis.shown.to) - at(axis, axis.shown.from)
}
