//! Reading a picture's SVG.

pub type Point = (f64, f64);

/// The value of an attribute, or nothing.
pub fn attribute<'s>(attributes: &'s str, name: &str) -> &'s str {
    let start = format!(" {name}=\"");
    let spaced = attributes.find(&start).map(|at| &attributes[at + start.len()..]);
    let first = attributes.strip_prefix(&start[1..]);
    spaced.or(first).and_then(|rest| rest.split('"').next()).unwrap_or("")
}

fn numbers(text: &str) -> Vec<f64> {
    text.split([' ', ',']).filter_map(|number| number.parse().ok()).collect()
}

/// The points of a polyline or a polygon.
pub fn points(polyline: &str) -> Vec<Point> {
    numbers(attribute(polyline, "points")).chunks_exact(2).map(|pair| (pair[0], pair[1])).collect()
}

/// A path of Bézier curves, as a line of many points; nothing of another path.
pub fn curve(path: &str) -> Vec<Point> {
    let way = attribute(path, "d").trim_start_matches('M');
    let Some((start, rest)) = way.split_once('c') else { return vec![] };
    let start = numbers(start);
    let mut line = vec![(start[0], start[1])];
    for curve in numbers(rest).chunks_exact(6) {
        let first = line[line.len() - 1];
        line.extend((1..=12).map(|part| {
            let t = f64::from(part) / 12.0;
            let s = 1.0 - t;
            let along =
                |from: f64, a: f64, b: f64, c: f64| from + 3.0 * s * s * t * a + 3.0 * s * t * t * b + t * t * t * c;
            (along(first.0, curve[0], curve[2], curve[4]), along(first.1, curve[1], curve[3], curve[5]))
        }));
    }
    line
}
