//! Whether what a cell puts out now agrees with what its notebook has stored: text exactly, numbers to
//! 10⁻¹² relative, pictures by their structure.

use notebook::text_of;
use percent_encoding::percent_decode_str;
use serde_json::Value;
use similar::TextDiff;
use std::fmt::Write;

/// What the last digits of a number may differ by, between machines.
const RELATIVE: f64 = 1e-12;
/// What a point of a picture may move by, in the picture's own units.
const PICTURE: f64 = 2.0;
/// The attributes of a picture that say where something is.
const PLACES: [&str; 12] = ["x", "y", "x1", "y1", "x2", "y2", "cx", "cy", "width", "height", "d", "points"];
/// What stands before a picture inside HTML; the quotation mark of its attribute ends it.
const EMBEDDED: &str = "data:image/svg+xml;charset=utf-8,";
/// The MIME type of a widget's place.
const WIDGET: &str = "application/vnd.jupyter.widget-view+json";
/// How much text around a difference is shown when the whole would be unreadable.
const AROUND: usize = 40;

/// Compares two lists of outputs as notebooks store them. `None` means that they agree.
pub fn difference(stored: &[Value], now: &[Value]) -> Option<String> {
    // The place of a widget, which a kernel without a page has none of, stands beside a picture.
    let seen = |outputs: &[Value]| -> Vec<Value> {
        outputs.iter().filter(|output| output["data"].get(WIDGET).is_none()).cloned().collect()
    };
    let (stored, now) = (seen(stored), seen(now));
    let mut report = String::new();
    for (index, pair) in pairs(&stored, &now).enumerate() {
        let words = match pair {
            (Some(stored), Some(now)) => between(stored, now),
            (Some(stored), None) => Some(format!("it is missing now: {}", summary(stored))),
            (None, Some(now)) => Some(format!("it is new: {}", summary(now))),
            (None, None) => None,
        };
        if let Some(words) = words {
            let _ = writeln!(report, "output {}: {words}", index + 1);
        }
    }
    (!report.is_empty()).then(|| report.trim_end().to_owned())
}

fn pairs<'a, T>(left: &'a [T], right: &'a [T]) -> impl Iterator<Item = (Option<&'a T>, Option<&'a T>)> {
    (0..left.len().max(right.len())).map(|index| (left.get(index), right.get(index)))
}

fn between(stored: &Value, now: &Value) -> Option<String> {
    for key in ["output_type", "name"] {
        if stored[key] != now[key] {
            return Some(format!("it was {}, and is {}", summary(stored), summary(now)));
        }
    }
    if let (Some(stored), Some(now)) = (text_of(&stored["text"]), text_of(&now["text"])) {
        return plain(&stored, &now);
    }
    let (Some(stored), Some(now)) = (stored["data"].as_object(), now["data"].as_object()) else {
        return (stored != now).then(|| format!("it was {}, and is {}", summary(stored), summary(now)));
    };
    if !stored.keys().eq(now.keys()) {
        let names = |data: &serde_json::Map<String, Value>| data.keys().cloned().collect::<Vec<_>>().join(", ");
        return Some(format!("its forms were {}, and are {}", names(stored), names(now)));
    }
    let reports = stored.iter().filter_map(|(mime, stored)| {
        let (stored, now) = (text_of(stored).unwrap_or_default(), text_of(&now[mime]).unwrap_or_default());
        let words = if mime == "text/html" { html(&stored, &now) } else { plain(&stored, &now) };
        words.map(|words| format!("{mime}: {words}"))
    });
    let reports: Vec<String> = reports.collect();
    (!reports.is_empty()).then(|| reports.join("\n"))
}

/// Lines that a person can compare.
fn plain(stored: &str, now: &str) -> Option<String> {
    first_difference(stored, now, close)?;
    let diff = TextDiff::from_lines(stored, now);
    Some(format!("\n{}", diff.unified_diff().context_radius(1).header("stored", "now")))
}

/// HTML with pictures in it: the text around them as text, each picture by its structure.
fn html(stored: &str, now: &str) -> Option<String> {
    let (stored_text, stored_pictures) = take_pictures_out(stored);
    let (now_text, now_pictures) = take_pictures_out(now);
    if let Some(words) = first_difference(&stored_text, &now_text, close) {
        return Some(words);
    }
    for (index, pair) in pairs(&stored_pictures, &now_pictures).enumerate() {
        let (Some(stored), Some(now)) = pair else {
            return Some(format!("it had {} pictures, and has {}", stored_pictures.len(), now_pictures.len()));
        };
        if let Some(words) = picture(stored, now) {
            return Some(format!("picture {}: {words}", index + 1));
        }
    }
    None
}

/// Two pictures: what they consist of and what is written in them as text, where it stands within a tolerance.
fn picture(stored: &str, now: &str) -> Option<String> {
    let (stored_rest, stored_places) = take_places_out(stored);
    let (now_rest, now_places) = take_places_out(now);
    let near = |left: &str, right: &str| matches!((left.parse::<f64>(), right.parse::<f64>()), (Ok(left), Ok(right)) if (left - right).abs() <= PICTURE);
    first_difference(&stored_rest, &now_rest, close).or_else(|| first_difference(&stored_places, &now_places, near))
}

/// Splits a picture into everything but the values of [`PLACES`], and those.
fn take_places_out(svg: &str) -> (String, String) {
    let (mut rest, mut places) = (String::new(), String::new());
    let mut pieces = svg.split('"');
    // A tag's text, then in turn the value of an attribute and what follows it.
    while let Some(outside) = pieces.next() {
        rest.push_str(outside);
        let Some(value) = pieces.next() else { break };
        let name = outside.trim_end_matches('=').rsplit(char::is_whitespace).next().unwrap_or_default();
        let into = if PLACES.contains(&name) { &mut places } else { &mut rest };
        into.push('"');
        into.push_str(value);
        into.push('"');
    }
    (rest, places)
}

fn take_pictures_out(html: &str) -> (String, Vec<String>) {
    let mut pieces = html.split(EMBEDDED);
    let mut text = pieces.next().unwrap_or_default().to_owned();
    let mut pictures = Vec::new();
    for piece in pieces {
        let end = piece.find('"').unwrap_or(piece.len());
        pictures.push(percent_decode_str(&piece[..end]).decode_utf8_lossy().into_owned());
        text.push_str("[picture]");
        text.push_str(&piece[end..]);
    }
    (text, pictures)
}

/// Whether two numbers, as they are written, differ by no more than their last digits. Whole numbers are
/// counts and not measurements: they are compared as text.
fn close(left: &str, right: &str) -> bool {
    let measured = |number: &str| number.contains(['.', 'e', 'E']).then(|| number.parse::<f64>().ok()).flatten();
    matches!((measured(left), measured(right)), (Some(left), Some(right))
        if (left - right).abs() <= RELATIVE * left.abs().max(right.abs()))
}

/// The first place where two texts differ in more than their numbers may.
fn first_difference(stored: &str, now: &str, same: impl Fn(&str, &str) -> bool) -> Option<String> {
    let (left, right) = (tokens(stored), tokens(now));
    let index = (0..left.len().max(right.len())).find(|&index| match (left.get(index), right.get(index)) {
        (Some(left), Some(right)) => left.1 != right.1 && !same(left.1, right.1),
        _ => true,
    })?;
    let excerpt = |text: &str, tokens: &[(usize, &str)]| {
        let at = tokens.get(index).map_or(text.len(), |token| token.0);
        let from = text.floor_char_boundary(at.saturating_sub(AROUND));
        let to = text.floor_char_boundary((at + AROUND).min(text.len()));
        format!("…{}…", text[from..to].replace('\n', " "))
    };
    Some(format!("stored {}\n  now {}", excerpt(stored, &left), excerpt(now, &right)))
}

/// A text as its numbers and what stands between them, each with its position.
fn tokens(text: &str) -> Vec<(usize, &str)> {
    let mut tokens = Vec::new();
    let mut start = 0;
    while start < text.len() {
        let rest = &text[start..];
        let length = match number_length(rest) {
            0 => rest
                .char_indices()
                .skip(1)
                .find(|(at, _)| number_length(&rest[*at..]) > 0)
                .map_or(rest.len(), |(at, _)| at),
            length => length,
        };
        tokens.push((start, &rest[..length]));
        start += length;
    }
    tokens
}

/// How many bytes of the text's beginning are a number: digits, a point, an exponent.
fn number_length(text: &str) -> usize {
    let bytes = text.as_bytes();
    let digits = |from: usize| bytes[from.min(bytes.len())..].iter().take_while(|byte| byte.is_ascii_digit()).count();
    let mut length = digits(0);
    if length == 0 {
        return 0;
    }
    if bytes.get(length) == Some(&b'.') && digits(length + 1) > 0 {
        length += 1 + digits(length + 1);
    }
    if matches!(bytes.get(length), Some(b'e' | b'E')) {
        let sign = usize::from(matches!(bytes.get(length + 1), Some(b'-' | b'+')));
        let exponent = digits(length + 1 + sign);
        if exponent > 0 {
            length += 1 + sign + exponent;
        }
    }
    length
}

fn summary(output: &Value) -> String {
    let name = output["name"].as_str().or(output["output_type"].as_str()).unwrap_or("an output");
    let text = text_of(&output["text"]).or_else(|| text_of(&output["data"]["text/plain"])).unwrap_or_default();
    let text: String = text.chars().take(2 * AROUND).collect();
    format!("{name} {text:?}")
}

#[cfg(test)]
mod tests {
    use super::*;
    use percent_encoding::{NON_ALPHANUMERIC, percent_encode};
    use serde_json::json;

    #[test]
    fn the_place_of_a_widget_is_no_output_of_its_own() {
        let picture = json!({"output_type": "display_data", "data": {"text/plain": "1"}});
        let widget = json!({"output_type": "display_data", "data": {WIDGET: {"model_id": "m"}}});
        assert_eq!(difference(&[picture.clone(), widget], &[picture]), None);
    }

    fn text(text: &str) -> Vec<Value> {
        vec![json!({"output_type": "execute_result", "data": {"text/plain": [text]}, "metadata": {}})]
    }

    fn picture(svg: &str) -> Vec<Value> {
        let svg = percent_encode(svg.as_bytes(), NON_ALPHANUMERIC);
        let html = format!("<img src=\"{EMBEDDED}{svg}\" alt=\"a curve\">");
        vec![json!({"output_type": "execute_result", "data": {"text/html": [html]}, "metadata": {}})]
    }

    #[test]
    fn text_is_exact_and_numbers_have_a_tolerance() {
        assert_eq!(difference(&text("[1.9, 2.0]"), &text("[1.9, 2.0]")), None);
        assert_eq!(difference(&text("x = 1.9989999999999712"), &text("x = 1.9989999999999714")), None);
        assert_eq!(difference(&text("2.5e-5"), &text("2.50000000000000001e-5")), None);
        assert!(difference(&text("1.99900000000"), &text("1.99900000001")).is_some());
        assert!(difference(&text("the limit is 2"), &text("the limit was 2")).is_some());
        assert!(difference(&text("2"), &text("-2")).is_some());
        assert!(difference(&text("1 2"), &text("1 2 3")).is_some());
        assert!(difference(&text("2"), &text("2.0")).is_some());
        assert!(difference(&text("1000000000000000"), &text("1000000000000001")).is_some());
    }

    #[test]
    fn a_difference_can_be_read() {
        let words = difference(&text("left\nsame"), &text("right\nsame")).unwrap();
        assert!(words.contains("-left") && words.contains("+right"), "{words}");
    }

    #[test]
    fn a_picture_may_shift_but_not_change() {
        let circle = picture("<svg><circle cx=\"10\" cy=\"20\"/></svg>");
        assert_eq!(difference(&circle, &picture("<svg><circle cx=\"11\" cy=\"20\"/></svg>")), None);
        assert!(difference(&circle, &picture("<svg><circle cx=\"50\" cy=\"20\"/></svg>")).is_some());
        assert!(difference(&circle, &picture("<svg><line cx=\"10\" cy=\"20\"/></svg>")).is_some());
        assert!(difference(&circle, &picture("<svg></svg>")).is_some());
        let labelled = |title: &str, label: &str, attributes: &str| {
            picture(&format!("<svg><title>{title}</title><text x=\"1\" {attributes}>{label}</text></svg>"))
        };
        let one = labelled("the limit is 3", "1.5", "opacity=\"1\" fill=\"#E69F00\"");
        assert_eq!(difference(&one, &one), None);
        assert!(difference(&one, &labelled("the limit is 2", "1.5", "opacity=\"1\" fill=\"#E69F00\"")).is_some());
        assert!(difference(&one, &labelled("the limit is 3", "0.5", "opacity=\"1\" fill=\"#E69F00\"")).is_some());
        assert!(difference(&one, &labelled("the limit is 3", "1.5", "opacity=\"0\" fill=\"#E69F00\"")).is_some());
        assert!(difference(&one, &labelled("the limit is 3", "1.5", "opacity=\"1\" fill=\"#E68F00\"")).is_some());
    }

    #[test]
    fn outputs_that_come_or_go_are_told() {
        assert!(difference(&text("1"), &[]).unwrap().contains("missing"));
        assert!(difference(&[], &text("1")).unwrap().contains("new"));
    }
}
