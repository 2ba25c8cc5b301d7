//! The script by which pictures can be touched, as the library stores it in notebooks; pages have it once.

use data_encoding::BASE64;
use miniz_oxide::inflate::decompress_to_vec;

const PACKED: &str = include_str!("../../crate/src/plot/touch/touch.packed");

/// The script.
pub fn script() -> String {
    let bytes = BASE64.decode(PACKED.trim().as_bytes()).expect("a test of the library packs it");
    String::from_utf8(decompress_to_vec(&bytes).expect("a test of the library packs it")).expect("it is a text")
}

#[cfg(test)]
mod tests {
    #[test]
    fn the_script_deals_with_the_list_of_a_page() {
        assert!(super::script().contains("window.calculusTouch"));
    }
}
