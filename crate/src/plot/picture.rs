//! What all pictures have in common, and how one is laid into a notebook.

use super::canvas::escaped;
use super::touch::{self, Touchable};
use crate::show::Rich;

/// A picture: a plot, several plots in one picture, or a diagram.
pub trait Picture: Rich {
    /// The picture as an SVG document, for a file or for another program.
    ///
    /// ```
    /// use calculus::prelude::*;
    /// assert!(plot(|x| x * x, -1.0..=1.0).svg().starts_with("<svg"));
    /// ```
    fn svg(&self) -> String;

    /// The same with its data, where there are some, for the script by which it can be touched.
    #[doc(hidden)]
    fn touchable(&self) -> Touchable {
        Touchable { svg: self.svg(), data: None }
    }

    /// What there is to see, in words: the picture's alternative text.
    ///
    /// ```
    /// use calculus::prelude::*;
    /// assert!(plot(|x| x * x, -1.0..=1.0).describe().contains("x from −1 to 1"));
    /// ```
    fn describe(&self) -> String;
}

/// An `<img>` with the SVG inside it. An inline `<svg>` would be stripped from a notebook that the reader has not
/// run; an image is shown there too.
pub(super) fn image(svg: &str, description: &str, attributes: &str) -> String {
    format!("<img src=\"{}\" alt=\"{}\"{attributes}>", data_address(svg), escaped(description))
}

/// The shown width of a picture, from its SVG.
pub(super) fn width_of(svg: &str) -> &str {
    svg.split_once(" width=\"").and_then(|(_, rest)| rest.split_once('"')).map_or("700", |(width, _)| width)
}

/// The picture's HTML, as large as it was drawn.
pub(super) fn html(picture: &dyn Picture) -> String {
    let Touchable { svg, data } = picture.touchable();
    let touch = data.map(|data| touch::attributes(&data)).unwrap_or_default();
    let attributes = format!(" width=\"{}\"{touch}", width_of(&svg));
    image(&svg, &picture.describe(), &attributes) + &touch::script_unless_given()
}

/// A `data:` address with only those characters escaped that need it: a tenth larger than the SVG, where base64
/// is a third larger, and still readable in a notebook's differences.
fn data_address(svg: &str) -> String {
    let mut address = String::from("data:image/svg+xml;charset=utf-8,");
    for character in svg.chars() {
        match character {
            // Single quotes do for the SVG's attributes, and need no escape; those in its texts become entities.
            '"' => address.push('\''),
            '\'' => address += "%26apos;",
            '%' | '#' | '<' | '>' | '&' => address += &format!("%{:02X}", character as u32),
            other if other.is_ascii() && !other.is_control() => address.push(other),
            other => {
                let mut bytes = [0; 4];
                for byte in other.encode_utf8(&mut bytes).bytes() {
                    address += &format!("%{byte:02X}");
                }
            }
        }
    }
    address
}

/// Shows a [`Picture`] under a cell: as an image, and in words.
macro_rules! shown_as_picture {
    ($type:ty) => {
        impl $crate::show::Rich for $type {
            fn text(&self) -> String {
                $crate::plot::Picture::describe(self)
            }

            fn html(&self) -> Option<String> {
                Some($crate::plot::picture::html(self))
            }
        }

        $crate::show::shown!($type);
    };
}
pub(super) use shown_as_picture;
