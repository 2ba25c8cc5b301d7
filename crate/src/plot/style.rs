//! Colours and sizes.

use plotters::style::RGBColor;

use super::role::Role;

impl Role {
    pub(super) fn colour(self) -> RGBColor {
        match self {
            Role::Function => BLUE,
            Role::Derivative | Role::PointP => GREEN,
            Role::Third => ORANGE,
            Role::Fourth | Role::PointQ => PURPLE,
            Role::Secant => VERMILLION,
            Role::Forbidden => INK,
            Role::Area => SKY,
            Role::Quiet => GREY,
        }
    }
}

pub(super) const BLUE: RGBColor = RGBColor(0x00, 0x72, 0xB2);
pub(super) const GREEN: RGBColor = RGBColor(0x00, 0x9E, 0x73);
pub(super) const ORANGE: RGBColor = RGBColor(0xE6, 0x9F, 0x00);
pub(super) const PURPLE: RGBColor = RGBColor(0xCC, 0x79, 0xA7);
pub(super) const VERMILLION: RGBColor = RGBColor(0xD5, 0x5E, 0x00);
pub(super) const SKY: RGBColor = RGBColor(0x56, 0xB4, 0xE9);
/// Text, and what must stand out most.
pub(super) const INK: RGBColor = RGBColor(0x26, 0x26, 0x26);
/// Text that stands back: tick labels and names of axes.
pub(super) const SOFT_INK: RGBColor = RGBColor(0x55, 0x55, 0x55);
pub(super) const GREY: RGBColor = RGBColor(0x77, 0x77, 0x77);
/// The axes through zero.
pub(super) const AXIS: RGBColor = RGBColor(0xA8, 0xA8, 0xA8);
pub(super) const FRAME: RGBColor = RGBColor(0xD4, 0xD4, 0xD4);
pub(super) const GRID: RGBColor = RGBColor(0xEC, 0xEC, 0xEC);
/// The card under every picture: opaque, so that dark themes do not swallow dark text.
pub(super) const CARD: RGBColor = RGBColor(0xFF, 0xFF, 0xFF);
/// A sentence that says what went wrong. Darker than vermillion, to be read at text size.
pub(super) const WARNING: RGBColor = RGBColor(0x9C, 0x3D, 0x00);

/// Width of a picture as JupyterLab shows it, in pixels. All sizes below are in the same pixels.
pub(super) const WIDTH: f64 = 700.0;
pub(super) const FRAME_HEIGHT: f64 = 350.0;
pub(super) const TITLE_SIZE: f64 = 17.0;
pub(super) const TEXT_SIZE: f64 = 14.0;
pub(super) const TICK_SIZE: f64 = 13.0;
pub(super) const CURVE_WIDTH: f64 = 2.5;
pub(super) const LINE_WIDTH: f64 = 2.0;
pub(super) const CONTOUR_WIDTH: f64 = 1.5;
pub(super) const POINT_RADIUS: f64 = 5.5;

/// From a dark blue at 0 to a light one at 1, for heights.
pub(super) fn shade(height: f64) -> RGBColor {
    const DARK: RGBColor = RGBColor(0x00, 0x45, 0x6E);
    const LIGHT: RGBColor = RGBColor(0xA6, 0xD8, 0xF5);
    let mix =
        |dark: u8, light: u8| (f64::from(dark) + height.clamp(0.0, 1.0) * (f64::from(light) - f64::from(dark))) as u8;
    RGBColor(mix(DARK.0, LIGHT.0), mix(DARK.1, LIGHT.1), mix(DARK.2, LIGHT.2))
}
