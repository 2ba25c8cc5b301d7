//! The sheet that pictures are drawn on: `plotters` writes the SVG, in pixels of the shown size. It knows no curves, and
//! is lavish with texts, so these two are written here.

use plotters_backend::DrawingBackend;
use plotters_svg::SVGBackend;

use super::bezier;
use super::clip::{self, Rect};
use super::colour::{RGBAColor, RGBColor, Stroke};

/// `plotters` rounds coordinates to whole numbers, so everything is drawn this many times larger than it is
/// shown; a curve would look jagged otherwise.
const FINE: f64 = 4.0;

/// Where a picture of this width is shown half as large as it is, as on a phone, its numbers and labels are larger, measured by
/// the picture. The titles are large enough; a legend and the sentences of a warning have no room to grow. A browser
/// measures the image here, not the page. (The script's part `stage` does the same for what it draws.)
pub(super) fn legible(width: f64) -> String {
    let small = (0.65 * width).round();
    let grow = "text:not([font-size='76'],[text-anchor=start],[fill='#B84A00']){font-size:80px}";
    format!("<style>@media(max-width:{small}px){{{grow}}}</style>")
}

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

type Point = (f64, f64);

pub(super) struct Canvas {
    /// The elements so far.
    body: String,
}

/// Draws on a sheet of this size. It is transparent: the page's own ground is seen through it, be it light or dark, for a
/// picture in a notebook that the reader has not run cannot know which it is. Returns the SVG, in which a title and a
/// description tell a screen reader what there is to see.
pub(super) fn svg(size: (f64, f64), title: &str, description: &str, draw: &mut dyn FnMut(&mut Canvas)) -> String {
    scaled_svg(size, 1.0, title, description, draw)
}

/// Draws on a sheet of this size, and shows it `scale` times as large.
pub(super) fn scaled_svg(
    (width, height): (f64, f64),
    scale: f64,
    title: &str,
    description: &str,
    draw: &mut dyn FnMut(&mut Canvas),
) -> String {
    let (fine_width, fine_height) = (fine(width), fine(height));
    let mut canvas = Canvas { body: String::new() };
    draw(&mut canvas);
    let mut body = canvas.body;
    // What plotters writes although it is the default, or between two elements, only takes space in a notebook. What it
    // writes into nearly every element stands once, in the first.
    for (written, short) in [
        (" opacity=\"1\"", ""),
        (" stroke=\"none\"", ""),
        (" fill=\"none\"", ""),
        (" \"", "\""),
        ("\n", ""),
        ("\r", ""),
    ] {
        body = body.replace(written, short);
    }
    format!(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"{:.0}\" height=\"{:.0}\" \
         viewBox=\"0 0 {fine_width} {fine_height}\" role=\"img\" fill=\"none\" font-family=\"sans-serif\" \
         text-anchor=\"middle\"><title>{}</title><desc>{}</desc>{body}</svg>",
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

fn stroke(colour: impl Into<RGBAColor>, width: f64) -> Stroke {
    Stroke { colour: colour.into(), width: fine(width) as u32 }
}

impl Canvas {
    /// A sheet that nobody will see, to try out what has room.
    pub fn scratch() -> Canvas {
        Canvas { body: String::new() }
    }

    /// Has what is drawn so far be read where it is small, too. It comes last, and is no element of the picture.
    pub fn legible(&mut self, width: f64) {
        self.body += &legible(width);
    }

    /// How many elements have been drawn so far.
    pub fn elements(&self) -> usize {
        self.body.matches('<').count() - self.body.matches("</").count()
    }

    /// Adds what `draw` draws.
    fn add(&mut self, draw: impl FnOnce(&mut SVGBackend)) {
        let mut svg = String::new();
        {
            let mut backend = SVGBackend::with_string(&mut svg, (1, 1));
            draw(&mut backend);
            // Writing to a string does not fail.
            let _ = backend.present();
        }
        let inside = svg.split_once('>').map_or("", |(_, rest)| rest).trim_end().trim_end_matches("</svg>");
        self.body += inside.trim();
    }

    pub fn rectangle(&mut self, area: Rect, colour: RGBColor, opacity: f64) {
        let (corner, other) = (place((area.left, area.top)), place((area.right(), area.bottom())));
        self.add(|backend| drop(backend.draw_rect(corner, other, &colour.mix(opacity), true)));
    }

    pub fn outline(&mut self, area: Rect, colour: impl Into<RGBAColor>, width: f64) {
        let (right, bottom) = (area.right(), area.bottom());
        let corner = (area.left, area.top);
        self.line(&[corner, (right, area.top), (right, bottom), (area.left, bottom), corner], colour, width);
    }

    pub fn line(&mut self, points: &[(f64, f64)], colour: impl Into<RGBAColor>, width: f64) {
        let mut points: Vec<_> = points.iter().copied().map(place).collect();
        points.dedup();
        if points.len() == 1 {
            points.push(points[0]);
        }
        self.add(|backend| drop(backend.draw_path(points, &stroke(colour, width))));
    }

    /// A line through points that lie close together on a curve. No point is further away than `tolerance`.
    pub fn curve(&mut self, points: &[(f64, f64)], tolerance: f64, colour: RGBColor, width: f64) {
        match bent(points, tolerance) {
            Some(way) => {
                self.path(&way, &format!("fill=\"none\" stroke=\"{}\" stroke-width=\"{}\"", hex(colour), fine(width)))
            }
            None => self.line(&clip::simplified(points, tolerance), colour, width),
        }
    }

    /// The same in dashes: over another line, which is seen between them.
    pub fn dashed_curve(&mut self, points: &[(f64, f64)], tolerance: f64, colour: RGBColor, width: f64) {
        let ends = || points.first().zip(points.last()).map_or(String::new(), |(from, to)| straight(*from, *to));
        let way = bent(points, tolerance).unwrap_or_else(ends);
        let (width, colour) = (fine(width), hex(colour));
        self.path(&way, &format!("stroke=\"{colour}\" stroke-width=\"{width}\" stroke-dasharray=\"40 40\""));
    }

    /// A shape whose edge is such a line.
    pub fn shape(&mut self, points: &[(f64, f64)], tolerance: f64, colour: RGBColor, opacity: f64) {
        match bent(points, tolerance) {
            Some(way) => self.path(&(way + "z"), &format!("fill=\"{}\" opacity=\"{opacity}\"", hex(colour))),
            None => self.polygon(&clip::simplified(points, tolerance), colour, opacity),
        }
    }

    fn path(&mut self, way: &str, paint: &str) {
        self.body += &format!("<path d=\"{way}\" {paint}/>");
    }

    /// A straight line in dashes.
    pub fn dashes(&mut self, from: (f64, f64), to: (f64, f64), colour: RGBColor, width: f64) {
        let (width, colour) = (fine(width), hex(colour));
        let paint = format!("stroke=\"{colour}\" stroke-width=\"{width}\" stroke-dasharray=\"28 20\"");
        self.path(&straight(from, to), &paint);
    }

    /// Many straight lines that look alike, each from one point to another.
    pub fn lines(&mut self, lines: &[(Point, Point)], colour: RGBAColor, width: f64) {
        let way: String = lines.iter().map(|(from, to)| straight(*from, *to)).collect();
        let RGBAColor(red, green, blue, opacity) = colour;
        let (width, colour) = (fine(width), hex(RGBColor(red, green, blue)));
        self.path(&way, &format!("stroke=\"{colour}\" stroke-width=\"{width}\" opacity=\"{opacity}\""));
    }

    /// A line from point to point, as far as to one of them. Only one number says how far, so that it can move.
    pub fn trail(&mut self, points: &[(f64, f64)], until: usize, colour: RGBColor, width: f64) {
        let finite: Vec<(f64, f64)> =
            points.iter().copied().filter(|point| point.0.is_finite() && point.1.is_finite()).collect();
        let length = |points: &[(f64, f64)]| -> f64 {
            points.windows(2).map(|pair| (pair[1].0 - pair[0].0).hypot(pair[1].1 - pair[0].1)).sum()
        };
        let all = fine(length(&finite)) + 1;
        let left = all - fine(length(&finite[..finite.len().min(until + 1)]));
        let thin = clip::simplified(&finite, 0.12);
        let numbers: Vec<String> = thin.into_iter().map(place).map(|(x, y)| format!("{x},{y}")).collect();
        let (way, width, colour) = (numbers.join(" "), fine(width), hex(colour));
        self.body += &format!(
            "<polyline points=\"{way}\" stroke=\"{colour}\" stroke-width=\"{width}\" stroke-dasharray=\"{all} {all}\" stroke-dashoffset=\"{left}\"/>"
        );
    }

    pub fn polygon(&mut self, points: &[(f64, f64)], colour: RGBColor, opacity: f64) {
        if points.len() > 2 {
            self.add(|backend| drop(backend.fill_polygon(points.iter().copied().map(place), &colour.mix(opacity))));
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
        self.add(|backend| drop(backend.draw_circle(place(center), fine(radius) as u32, &colour.mix(1.0), true)));
    }

    pub fn ring(&mut self, center: (f64, f64), radius: f64, colour: RGBColor, width: f64) {
        let style = stroke(colour, width);
        self.add(|backend| drop(backend.draw_circle(place(center), fine(radius) as u32, &style, false)));
    }

    /// Writes one line whose middle height is at `at`.
    pub fn text(&mut self, text: &str, at: (f64, f64), align: Align, kind: Type) {
        self.write(text, at, align, kind, false);
    }

    /// Writes upwards, centred at `at`.
    pub fn text_upwards(&mut self, text: &str, at: (f64, f64), kind: Type) {
        self.write(text, at, Align::Center, kind, true);
    }

    fn write(&mut self, text: &str, at: (f64, f64), align: Align, kind: Type, turned: bool) {
        let (x, y) = place(at);
        let align = match align {
            Align::Left => " text-anchor=\"start\"",
            Align::Center => "",
            Align::Right => " text-anchor=\"end\"",
        };
        let bold = if kind.bold { " font-weight=\"bold\"" } else { "" };
        let turn = if turned { format!(" transform=\"rotate(270, {x}, {y})\"") } else { String::new() };
        let (size, colour, text) = (fine(kind.size), hex(kind.colour), escaped(text));
        self.body += &format!(
            "<text x=\"{x}\" y=\"{y}\" dy=\"0.5ex\"{align} font-size=\"{size}\"{bold} fill=\"{colour}\"{turn}>{text}</text>"
        );
    }
}

/// The way of a path through these points, relative to where it is, which is shortest. `None` for a line with straight
/// parts only, and for one that no curves shorten.
fn bent(points: &[(f64, f64)], tolerance: f64) -> Option<String> {
    if clip::simplified(points, tolerance / 6.0).len() < 3 {
        return None;
    }
    let curves = bezier::through(points, tolerance)?;
    let mut here = place(points[0]);
    let mut way = format!("M{} {}c", here.0, here.1);
    for curve in curves {
        let numbers = curve.map(place).map(|(x, y)| format!("{} {}", x - here.0, y - here.1));
        way += &(numbers.join(" ") + " ");
        here = place(curve[2]);
    }
    way.pop();
    Some(way)
}

fn straight(from: (f64, f64), to: (f64, f64)) -> String {
    let (from, to) = (place(from), place(to));
    format!("M{} {}L{} {}", from.0, from.1, to.0, to.1)
}

fn hex(RGBColor(red, green, blue): RGBColor) -> String {
    format!("#{red:02X}{green:02X}{blue:02X}")
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

    const TYPE: Type = Type { size: 10.0, colour: RGBColor(0, 0, 0), bold: false };

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
