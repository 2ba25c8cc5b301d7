//! An address as a picture that a phone reads.

use qrcode::render::{svg, unicode};
use qrcode::{EcLevel, QrCode};

/// For a terminal: two rows of squares in each line, dark on light whatever the terminal's colours are.
pub fn in_terminal(address: &str) -> Option<String> {
    let code = QrCode::with_error_correction_level(address, EcLevel::L).ok()?;
    let squares = code
        .render::<unicode::Dense1x2>()
        .dark_color(unicode::Dense1x2::Light)
        .light_color(unicode::Dense1x2::Dark)
        .quiet_zone(true)
        .build();
    Some(squares)
}

/// For a page.
pub fn as_svg(address: &str) -> String {
    QrCode::with_error_correction_level(address, EcLevel::M)
        .map(|code| {
            code.render::<svg::Color>()
                .min_dimensions(320, 320)
                .dark_color(svg::Color("#000"))
                .light_color(svg::Color("#fff"))
                .quiet_zone(true)
                .build()
        })
        .unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_address_has_a_picture() {
        let address = "http://192.168.100.200:8300/?ABC234";
        assert!(as_svg(address).contains("<svg"));
        assert!(in_terminal(address).unwrap().lines().count() > 10);
    }
}
