//! Colours, as what writes the SVG takes them.

use plotters_backend::{BackendColor, BackendStyle};

/// Red, green and blue, from 0 to 255.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct RGBColor(pub u8, pub u8, pub u8);

/// The same, and how opaque it is, from 0 to 1.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct RGBAColor(pub u8, pub u8, pub u8, pub f64);

/// A line of a colour and a width.
pub(super) struct Stroke {
    pub colour: RGBAColor,
    /// In units of the SVG.
    pub width: u32,
}

impl RGBColor {
    pub fn mix(self, opacity: f64) -> RGBAColor {
        RGBAColor(self.0, self.1, self.2, opacity)
    }
}

impl From<RGBColor> for RGBAColor {
    fn from(colour: RGBColor) -> RGBAColor {
        colour.mix(1.0)
    }
}

impl BackendStyle for RGBAColor {
    fn color(&self) -> BackendColor {
        BackendColor { rgb: (self.0, self.1, self.2), alpha: self.3 }
    }
}

impl BackendStyle for Stroke {
    fn color(&self) -> BackendColor {
        self.colour.color()
    }

    fn stroke_width(&self) -> u32 {
        self.width
    }
}
