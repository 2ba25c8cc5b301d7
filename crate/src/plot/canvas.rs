//! The sheet that pictures are drawn on: `plotters` writes the SVG, in pixels of the shown size.

use plotters::backend::{DrawingBackend, SVGBackend};
use plotters::style::text_anchor::{HPos, Pos, VPos};
use plotters::style::{Color, FontStyle, FontTransform, IntoFont, IntoTextStyle, RGBColor, ShapeStyle, TextStyle};

use super::clip::Rect;
use super::style::CARD;

/// `plotters` rounds coordinates to whole numbers, so everything is drawn this many times larger than it is
/// shown; a curve would look jagged otherwise.
const FINE: f64 = 4.0;

/// Where a text is, as seen from its anchor point.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Align {
    Left,
    Center,
    Right,
}

/// How a text looks.
#[derive(Clone, Copy)]
pub(super) struct Type {
    pub size: f64,
    pub colour: RGBColor,
    pub bold: bool,
}

pub(super) struct Canvas<'a> {
    backend: SVGBackend<'a>,
    elements: usize,
}

/// Draws on an opaque white card of this size. Returns the SVG, in which a title and a description tell a screen
/// reader what there is to see.
pub(super) fn svg(size: (f64, f64), title: &str, description: &str, draw: &mut dyn FnMut(&mut Canvas)) -> String {
    scaled_svg(size, 1.0, title, description, draw)
}

/// Draws on a card of this size, and shows it `scale` times as large.
pub(super) fn scaled_svg(
    (width, height): (f64, f64),
    scale: f64,
    title: &str,
    description: &str,
    draw: &mut dyn FnMut(&mut Canvas),
) -> String {
    let (fine_width, fine_height) = (fine(width), fine(height));
    let mut svg = String::new();
    {
        let backend = SVGBackend::with_string(&mut svg, (fine_width as u32, fine_height as u32));
        let mut canvas = Canvas { backend, elements: 0 };
        canvas.rectangle(Rect { left: 0.0, top: 0.0, width, height }, CARD, 1.0);
        draw(&mut canvas);
        // Writing to a string does not fail.
        let _ = canvas.backend.present();
    }
    let body = svg.split_once('>').map_or("", |(_, body)| body);
    // What plotters writes although it is the default, or between two elements, only takes space in a notebook.
    let body = body.replace(" opacity=\"1\"", "").replace(" \"", "\"").replace(['\n', '\r'], "");
    format!(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"{:.0}\" height=\"{:.0}\" \
         viewBox=\"0 0 {fine_width} {fine_height}\" role=\"img\"><title>{}</title><desc>{}</desc>{body}",
        scale * width,
        scale * height,
        escaped(title),
        escaped(description)
    )
}

/// For XML and HTML, in texts and in attributes.
pub(super) fn escaped(text: &str) -> String {
    let mut safe = String::with_capacity(text.len());
    for character in text.chars() {
        match character {
            '&' => safe += "&amp;",
            '<' => safe += "&lt;",
            '>' => safe += "&gt;",
            '"' => safe += "&quot;",
            '\n' => safe.push(' '),
            // XML has no way to write most control characters.
            other if other.is_control() => {}
            other => safe.push(other),
        }
    }
    safe
}

/// A length in units of the SVG, for its data.
pub(super) fn units(length: f64) -> String {
    fine(length).to_string()
}

fn fine(length: f64) -> i32 {
    (length * FINE).round() as i32
}

fn place((x, y): (f64, f64)) -> (i32, i32) {
    (fine(x), fine(y))
}

fn stroke(colour: RGBColor, width: f64) -> ShapeStyle {
    ShapeStyle { color: colour.to_rgba(), filled: false, stroke_width: fine(width) as u32 }
}

impl Canvas<'_> {
    /// How many elements have been drawn so far.
    pub fn elements(&self) -> usize {
        self.elements
    }

    pub fn rectangle(&mut self, area: Rect, colour: RGBColor, opacity: f64) {
        let corner = (area.right(), area.bottom());
        self.elements += 1;
        let _ = self.backend.draw_rect(place((area.left, area.top)), place(corner), &colour.mix(opacity), true);
    }

    pub fn outline(&mut self, area: Rect, colour: RGBColor, width: f64) {
        let (right, bottom) = (area.right(), area.bottom());
        let corner = (area.left, area.top);
        self.line(&[corner, (right, area.top), (right, bottom), (area.left, bottom), corner], colour, width);
    }

    pub fn line(&mut self, points: &[(f64, f64)], colour: RGBColor, width: f64) {
        let mut points: Vec<_> = points.iter().copied().map(place).collect();
        points.dedup();
        if points.len() == 1 {
            points.push(points[0]);
        }
        self.elements += 1;
        let _ = self.backend.draw_path(points, &stroke(colour, width));
    }

    pub fn dashes(&mut self, from: (f64, f64), to: (f64, f64), colour: RGBColor, width: f64) {
        const DASH: f64 = 7.0;
        const PERIOD: f64 = 12.0;
        let length = (to.0 - from.0).hypot(to.1 - from.1);
        let at = |way: f64| {
            let part = (way / length).min(1.0);
            (from.0 + part * (to.0 - from.0), from.1 + part * (to.1 - from.1))
        };
        for dash in 0..(length / PERIOD).ceil() as usize {
            let start = dash as f64 * PERIOD;
            self.line(&[at(start), at(start + DASH)], colour, width);
        }
    }

    pub fn polygon(&mut self, points: &[(f64, f64)], colour: RGBColor, opacity: f64) {
        if points.len() > 2 {
            self.elements += 1;
            let _ = self.backend.fill_polygon(points.iter().copied().map(place), &colour.mix(opacity));
        }
    }

    /// The head of an arrow that points along this direction, a vector of length 1.
    pub fn arrow_head(&mut self, tip: (f64, f64), along: (f64, f64), length: f64, colour: RGBColor) {
        let back = (tip.0 - length * along.0, tip.1 - length * along.1);
        let wing = (-0.42 * length * along.1, 0.42 * length * along.0);
        let corners = [tip, (back.0 + wing.0, back.1 + wing.1), (back.0 - wing.0, back.1 - wing.1)];
        self.polygon(&corners, colour, 1.0);
    }

    pub fn disc(&mut self, center: (f64, f64), radius: f64, colour: RGBColor) {
        self.elements += 1;
        let _ = self.backend.draw_circle(place(center), fine(radius) as u32, &colour, true);
    }

    pub fn ring(&mut self, center: (f64, f64), radius: f64, colour: RGBColor, width: f64) {
        self.elements += 1;
        let _ = self.backend.draw_circle(place(center), fine(radius) as u32, &stroke(colour, width), false);
    }

    /// Writes one line whose middle height is at `at`.
    pub fn text(&mut self, text: &str, at: (f64, f64), align: Align, kind: Type) {
        self.write(text, at, align, kind, FontTransform::None);
    }

    /// Writes upwards, centred at `at`.
    pub fn text_upwards(&mut self, text: &str, at: (f64, f64), kind: Type) {
        self.write(text, at, Align::Center, kind, FontTransform::Rotate270);
    }

    fn write(&mut self, text: &str, at: (f64, f64), align: Align, kind: Type, turn: FontTransform) {
        let text: String = text.chars().filter(|character| !character.is_control()).collect();
        // The SVG backend divides sizes by this number, to turn its idea of a font's size into SVG's.
        const PLOTTERS_FONT_FACTOR: f64 = 1.24;
        let style = if kind.bold { FontStyle::Bold } else { FontStyle::Normal };
        let font = ("sans-serif", kind.size * FINE * PLOTTERS_FONT_FACTOR, style).into_font().transform(turn);
        let across = match align {
            Align::Left => HPos::Left,
            Align::Center => HPos::Center,
            Align::Right => HPos::Right,
        };
        let style: TextStyle = font.into_text_style(&(0, 0)).color(&kind.colour).pos(Pos::new(across, VPos::Center));
        self.elements += 1;
        let _ = self.backend.draw_text(&text, &style, place(at));
    }
}

/// About how wide a text is. The reader's font is not known here, so a wide one is assumed.
pub(super) fn text_width(text: &str, kind: Type) -> f64 {
    let wide = |character: char| match character {
        'i' | 'j' | 'l' | 'f' | 't' | 'r' | 'I' | '.' | ',' | ':' | ';' | '!' | '|' | '\'' | ' ' | '(' | ')' => 0.38,
        'm' | 'w' | 'M' | 'W' | '−' | '=' | '+' | '×' | '→' => 0.9,
        _ if character.is_uppercase() => 0.7,
        '⁰'..='⁹' | '¹' | '²' | '³' | '⁻' => 0.45,
        _ => 0.61,
    };
    text.chars().map(wide).sum::<f64>() * kind.size * if kind.bold { 1.1 } else { 1.0 }
}

/// The text in lines that are at most `width` wide, broken at spaces. One word alone may be wider.
pub(super) fn wrapped(text: &str, kind: Type, width: f64) -> Vec<String> {
    let mut lines: Vec<String> = vec![];
    for word in text.split_whitespace() {
        match lines.last_mut() {
            Some(line) if text_width(&format!("{line} {word}"), kind) <= width => {
                line.push(' ');
                line.push_str(word);
            }
            _ => lines.push(word.into()),
        }
    }
    lines
}

#[cfg(test)]
mod tests {
    use super::*;

    const TYPE: Type = Type { size: 10.0, colour: CARD, bold: false };

    #[test]
    fn texts_are_broken_at_spaces() {
        assert_eq!(wrapped("one two three", TYPE, 50.0), ["one two", "three"]);
        assert_eq!(wrapped("incomprehensibilities", TYPE, 50.0), ["incomprehensibilities"]);
        assert!(wrapped("  ", TYPE, 50.0).is_empty());
    }

    #[test]
    fn whatever_a_text_contains_the_svg_stays_well_formed() {
        let nasty = "a < b & \"c\" > 'd' \u{0} opacity=\"1\"";
        let svg = svg((10.0, 10.0), nasty, nasty, &mut |canvas| canvas.text(nasty, (5.0, 5.0), Align::Left, TYPE));
        assert!(svg.contains("<title>a &lt; b &amp; &quot;c&quot; &gt; 'd'  opacity=&quot;1&quot;</title>"), "{svg}");
        assert!(!svg.contains('\u{0}'));
        assert!(svg.ends_with("</svg>"));
    }
}
