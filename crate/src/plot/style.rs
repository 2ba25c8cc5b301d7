//! Colours and sizes.

use super::colour::{RGBAColor, RGBColor};
use super::role::Role;

impl Role {
    pub(super) fn colour(self) -> RGBColor {
        match self {
            Role::Function | Role::Area => BLUE,
            Role::Derivative => GREEN,
            Role::Third | Role::PointP => ORANGE,
            Role::Fourth => SKY,
            Role::PointQ => PURPLE,
            Role::Secant => VERMILLION,
            Role::Forbidden => INK,
            Role::Quiet => GREY,
        }
    }
}

// The sheet is transparent, so every colour stands out from white and from JupyterLab's dark ground (#111): by 3 : 1 at
// least, where it says something.
pub(super) const BLUE: RGBColor = RGBColor(0x00, 0x72, 0xB2);
pub(super) const GREEN: RGBColor = RGBColor(0x00, 0x9E, 0x73);
/// Darker than Okabe and Ito's, which white swallows.
pub(super) const ORANGE: RGBColor = RGBColor(0xB0, 0x78, 0x00);
pub(super) const PURPLE: RGBColor = RGBColor(0xC7, 0x74, 0xA2);
pub(super) const VERMILLION: RGBColor = RGBColor(0xD5, 0x5E, 0x00);
pub(super) const SKY: RGBColor = RGBColor(0x40, 0x96, 0xC8);
/// Text, and what must stand out most.
pub(super) const INK: RGBColor = RGBColor(0x6E, 0x6E, 0x6E);
/// Text that stands back: tick labels and names of axes.
pub(super) const SOFT_INK: RGBColor = RGBColor(0x76, 0x76, 0x76);
pub(super) const GREY: RGBColor = RGBColor(0x7B, 0x7B, 0x7B);
/// The axes through zero.
pub(super) const AXIS: RGBColor = RGBColor(0x8C, 0x8C, 0x8C);
pub(super) const FRAME: RGBAColor = RGBAColor(0x90, 0x90, 0x90, 0.5);
pub(super) const GRID: RGBAColor = RGBAColor(0x8A, 0x8A, 0x8A, 0.2);
/// Text on a filled shape.
pub(super) const WHITE: RGBColor = RGBColor(0xFF, 0xFF, 0xFF);
/// A sentence that says what went wrong. Darker than vermillion, to be read at text size.
pub(super) const WARNING: RGBColor = RGBColor(0xB8, 0x4A, 0x00);

/// Width of a picture as JupyterLab shows it, in pixels. All sizes below are in the same pixels.
pub(super) const WIDTH: f64 = 700.0;
pub(super) const FRAME_HEIGHT: f64 = 350.0;
pub(super) const TITLE_SIZE: f64 = 19.0;
pub(super) const TEXT_SIZE: f64 = 16.0;
pub(super) const TICK_SIZE: f64 = 15.0;
pub(super) const CURVE_WIDTH: f64 = 2.5;
pub(super) const LINE_WIDTH: f64 = 2.0;
pub(super) const CONTOUR_WIDTH: f64 = 1.5;
pub(super) const POINT_RADIUS: f64 = 5.5;
/// Of the circle at a jump.
pub(super) const END_RADIUS: f64 = 4.5;

/// From a dark blue at 0 to a light one at 1, for heights.
pub(super) fn shade(height: f64) -> RGBColor {
    const DARK: RGBColor = RGBColor(0x00, 0x6B, 0xA6);
    const LIGHT: RGBColor = RGBColor(0x4D, 0x9D, 0xC9);
    let mix =
        |dark: u8, light: u8| (f64::from(dark) + height.clamp(0.0, 1.0) * (f64::from(light) - f64::from(dark))) as u8;
    RGBColor(mix(DARK.0, LIGHT.0), mix(DARK.1, LIGHT.1), mix(DARK.2, LIGHT.2))
}
