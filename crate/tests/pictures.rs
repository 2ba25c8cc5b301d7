//! Six things that every picture of the course must be, looked for in the pictures that the notebooks hold.

mod svg;

use calculus::prelude::*;
use std::collections::BTreeSet;
use std::fs;
use std::path::Path;
use svg::{Point, attribute};

/// Pixels in the SVG for one shown pixel.
const FINE: f64 = 4.0;
/// JupyterLab's grounds.
const GROUNDS: [&str; 2] = ["#FFFFFF", "#111111"];
/// The cells whose text or picture claims that an angle, a circle or a square is what it looks like.
const EQUAL_AXES: [&str; 5] = ["L04-zoom", "L05-roc", "R03-squares", "R08-walk", "R08-rosenbrock"];

/// Cells that measure times: what is stored of them stays when the notebooks are run again.
const VOLATILE: [&str; 2] = ["A07-cost", "R10-plot"];

/// A picture, and the cell that shows it.
struct Stored {
    cell: String,
    svg: String,
}

/// Every picture in the stored outputs of the notebooks.
fn stored() -> Vec<Stored> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../notebooks");
    let names = ["01-limits", "02-derivatives", "03-autodiff", "04-regression", "05-network"];
    let pictures: Vec<Stored> = names
        .iter()
        .flat_map(|name| {
            let text = fs::read_to_string(folder.join(format!("{name}.ipynb"))).unwrap();
            let notebook: serde_json::Value = serde_json::from_str(&text).unwrap();
            notebook["cells"].as_array().unwrap().iter().flat_map(of_cell).collect::<Vec<_>>()
        })
        .collect();
    assert!(pictures.len() > 50, "{} pictures", pictures.len());
    pictures
}

fn of_cell(cell: &serde_json::Value) -> Vec<Stored> {
    // Times that were measured are not stored anew, and so are as old as their pictures.
    if VOLATILE.iter().any(|id| cell["id"] == *id) {
        return vec![];
    }
    let outputs = cell["outputs"].as_array().cloned().unwrap_or_default();
    let html = |output: &serde_json::Value| match &output["data"]["text/html"] {
        serde_json::Value::Array(lines) => lines.iter().filter_map(|line| line.as_str()).collect::<String>(),
        text => text.as_str().unwrap_or_default().to_owned(),
    };
    let pictures = |html: String| -> Vec<String> {
        let addresses = html.split("data:image/svg+xml;charset=utf-8,").skip(1);
        addresses.map(|rest| decoded(rest.split('"').next().unwrap())).collect()
    };
    let svgs = outputs.iter().map(html).flat_map(pictures);
    svgs.map(|svg| Stored { cell: cell["id"].as_str().unwrap().into(), svg }).collect()
}

fn decoded(address: &str) -> String {
    let mut bytes = vec![];
    let mut rest = address.bytes();
    while let Some(byte) = rest.next() {
        if byte == b'%' {
            let digits = [rest.next().unwrap(), rest.next().unwrap()];
            bytes.push(u8::from_str_radix(std::str::from_utf8(&digits).unwrap(), 16).unwrap());
        } else {
            bytes.push(byte);
        }
    }
    // The address has single quotes; in texts they are entities.
    String::from_utf8(bytes).unwrap().replace('\'', "\"")
}

/// The elements of a picture: name, attributes, and the text inside.
fn elements(svg: &str) -> Vec<(&str, &str, &str)> {
    let body = svg.split_once("</desc>").map_or(svg, |(_, body)| body);
    // What is seen when nothing moves.
    let tags = body.split('<').skip(1).filter_map(|tag| tag.split_once('>'));
    tags.filter_map(|(tag, text)| tag.split_once(' ').map(|(name, attributes)| (name, attributes, text))).collect()
}

/// The line that an element draws.
fn points(name: &str, attributes: &str) -> Vec<Point> {
    if name == "polyline" { svg::points(attributes) } else { svg::curve(attributes) }
}

fn distance(a: Point, b: Point) -> f64 {
    (a.0 - b.0).hypot(a.1 - b.1)
}

/// The relative luminance of a colour (WCAG 2.1).
fn luminance(colour: &str) -> f64 {
    let part = |at: usize| f64::from(u8::from_str_radix(&colour[at..at + 2], 16).unwrap()) / 255.0;
    let linear = |value: f64| if value <= 0.03928 { value / 12.92 } else { ((value + 0.055) / 1.055).powf(2.4) };
    0.2126 * linear(part(1)) + 0.7152 * linear(part(3)) + 0.0722 * linear(part(5))
}

fn contrast(one: &str, other: &str) -> f64 {
    let (a, b) = (luminance(one) + 0.05, luminance(other) + 0.05);
    (a / b).max(b / a)
}

#[test]
fn colours_stand_out_in_both_themes() {
    for Stored { cell, svg } in stored() {
        for (name, attributes, text) in elements(&svg) {
            // What covers only a part of its ground says nothing by itself.
            if !attribute(attributes, "opacity").is_empty() {
                continue;
            }
            for colour in ["fill", "stroke"].map(|paint| attribute(attributes, paint)) {
                // White is for text on a filled shape.
                if !colour.starts_with('#') || (name == "text" && colour == "#FFFFFF") {
                    continue;
                }
                for ground in GROUNDS {
                    let seen = contrast(colour, ground);
                    assert!(seen >= 3.0, "{cell}: {colour} on {ground} is {seen:.2} : 1, in a {name} “{text}”");
                }
            }
        }
    }
}

#[test]
fn curves_have_no_corners() {
    // In R06-zero straight lines join the epochs, which are too many for dots.
    for Stored { cell, svg } in stored().into_iter().filter(|picture| picture.cell != "R06-zero") {
        let elements = elements(&svg);
        let dots: Vec<Point> = elements
            .iter()
            .filter(|element| element.0 == "circle")
            .filter_map(|element| {
                Some((attribute(element.1, "cx").parse().ok()?, attribute(element.1, "cy").parse().ok()?))
            })
            .collect();
        for (name, attributes, _) in &elements {
            let line = points(name, attributes);
            // A trail goes from step to step, and so do lines with dots.
            // A polygon is what it is.
            let closed = line.first() == line.last();
            if *name != "polyline" || line.len() < 6 || closed || attributes.contains("stroke-dashoffset") {
                continue;
            }
            // Data that go up and down are joined by straight lines.
            let turn = |corner: &[Point]| {
                let direction = |a: Point, b: Point| (b.1 - a.1).atan2(b.0 - a.0);
                (direction(corner[1], corner[2]) - direction(corner[0], corner[1])).abs()
            };
            if 4 * line.windows(3).filter(|corner| turn(corner) > 0.4).count() > line.len() {
                continue;
            }
            for corner in line.windows(3) {
                let (long, other) = (distance(corner[0], corner[1]), distance(corner[1], corner[2]));
                let turn = turn(corner);
                let dotted = dots.iter().any(|dot| distance(*dot, corner[1]) < 2.0);
                let curve = (0.03 + 2.4 / long.min(other)..0.4).contains(&turn) && !dotted;
                assert!(
                    !(curve && long.min(other) > 4.5 * FINE),
                    "{cell}: {long} and {other} long, with a turn of {turn:.3}"
                );
            }
        }
    }
}

#[test]
fn nothing_is_hidden_wholly() {
    for Stored { cell, svg } in stored() {
        // What moves may pass over what stands.
        if svg.contains("<animate") {
            continue;
        }
        let elements = elements(&svg);
        let lines: Vec<(Vec<Point>, &str, f64)> = elements
            .iter()
            .filter(|(name, attributes, _)| {
                matches!(*name, "polyline" | "path") && attribute(attributes, "opacity").is_empty()
            })
            .map(|(name, attributes, _)| {
                let width = attribute(attributes, "stroke-width").parse().unwrap_or(0.0);
                (points(name, attributes), *attributes, width)
            })
            .filter(|line| line.0.len() > 1)
            .collect();
        for (index, (line, attributes, width)) in lines.iter().enumerate() {
            let colour = attribute(attributes, "stroke");
            // The axes through zero only help; the joined line of a mistake runs along one.
            if colour == "#8C8C8C" {
                continue;
            }
            for (over, above, over_width) in &lines[index + 1..] {
                if above.contains("dasharray") || attribute(above, "stroke") == colour || over_width < width {
                    continue;
                }
                let near = |point: &Point| {
                    over.windows(2).any(|pair| beside(*point, pair[0], pair[1]) < (over_width - width) / 2.0 + 1.0)
                };
                assert!(
                    !between(line).iter().all(near),
                    "{cell}: a line of {colour} lies under one of {}",
                    attribute(above, "stroke")
                );
            }
        }
        let discs: Vec<(Point, f64, &str)> = elements
            .iter()
            .filter(|(name, attributes, _)| *name == "circle" && !attribute(attributes, "fill").is_empty())
            // The small dots of a path lie on its line, which says where they are.
            .filter(|(_, attributes, _)| {
                attribute(attributes, "r").parse().is_ok_and(|radius: f64| radius >= 4.5 * FINE)
            })
            .map(|(_, attributes, _)| {
                let number = |name| attribute(attributes, name).parse().unwrap();
                ((number("cx"), number("cy")), number("r"), attribute(attributes, "fill"))
            })
            .collect();
        for (index, (at, radius, colour)) in discs.iter().enumerate() {
            // P and Q so close together are one point to the eye.
            let one = |over: &Point, other: &f64| radius == other && distance(*at, *over) < 2.0 * FINE;
            let hides = |(over, other, paint): &(Point, f64, &str)| {
                paint != colour && !one(over, other) && distance(*at, *over) + radius <= *other
            };
            assert!(!discs[index + 1..].iter().any(hides), "{cell}: a point of {colour} at {at:?} is covered");
        }
    }
}

/// Points along a line, also between those that it is drawn by.
fn between(line: &[Point]) -> Vec<Point> {
    let along = |pair: &[Point]| {
        let (a, b) = (pair[0], pair[1]);
        (0..8).map(move |part| (a.0 + (b.0 - a.0) * f64::from(part) / 7.0, a.1 + (b.1 - a.1) * f64::from(part) / 7.0))
    };
    line.windows(2).flat_map(along).collect()
}

/// How far a point is from a segment.
fn beside(point: Point, a: Point, b: Point) -> f64 {
    let (dx, dy) = (b.0 - a.0, b.1 - a.1);
    let way = (dx * dx + dy * dy).max(f64::MIN_POSITIVE);
    let part = (((point.0 - a.0) * dx + (point.1 - a.1) * dy) / way).clamp(0.0, 1.0);
    distance(point, (a.0 + part * dx, a.1 + part * dy))
}

#[test]
fn axes_are_equal_where_an_angle_is_claimed() {
    let pictures = stored();
    for cell in EQUAL_AXES {
        let shown: Vec<&Stored> = pictures.iter().filter(|picture| picture.cell == cell).collect();
        assert!(!shown.is_empty(), "{cell} has no picture");
        for picture in shown {
            let [x, y] = units(&picture.svg);
            assert!((x / y - 1.0).abs() < 0.02, "{cell}: one step is {x} wide and {y} high");
        }
    }
}

/// The pixels of one step in x and in y, from the numbers at the axes.
fn units(svg: &str) -> [f64; 2] {
    let mut places: [Vec<(f64, f64)>; 2] = [vec![], vec![]];
    for (name, attributes, text) in elements(svg) {
        let Ok(value) = text.replace('−', "-").parse::<f64>() else { continue };
        if name != "text" || attribute(attributes, "fill") != "#767676" {
            continue;
        }
        let at = |name| attribute(attributes, name).parse::<f64>().unwrap();
        if attribute(attributes, "text-anchor") == "end" {
            places[1].push((value, -at("y")));
        } else {
            places[0].push((value, at("x")));
        }
    }
    places.map(|places| {
        let (first, last) = (places[0], places[places.len() - 1]);
        (last.1 - first.1) / (last.0 - first.0)
    })
}

#[test]
fn every_jump_has_two_circles() {
    let jumps = |svg: &str| svg.split("</desc>").next().unwrap().matches("(a jump)").count();
    // Where two of them are the same, one is seen.
    let circles = |svg: &str| {
        let radius = format!("{}", 4.5 * FINE);
        let all = elements(svg).into_iter().filter(|(_, attributes, _)| attribute(attributes, "r") == radius);
        let places: BTreeSet<_> =
            all.map(|(_, attributes, _)| (attribute(attributes, "cx"), attribute(attributes, "cy"))).collect();
        places.len()
    };
    let mut all = 0;
    for Stored { cell, svg } in stored() {
        all += jumps(&svg);
        assert!(circles(&svg) >= 2 * jumps(&svg), "{cell}: {} jumps and {} circles", jumps(&svg), circles(&svg));
    }
    assert!(all >= 1, "the course shows a jump");
    let floor = plot(f64::floor, -1.5..=1.5).svg();
    assert_eq!((jumps(&floor), circles(&floor)), (3, 6));
    // Neither side belongs to it; and a value between them does.
    let sign = plot(f64::signum, -1.0..=1.0).curve(|x: f64| if x == 0.0 { 0.0 } else { x.signum() }).svg();
    assert_eq!(circles(&sign), 3);
}

#[test]
fn a_label_is_nearest_to_its_own_point() {
    // Side by side, above each other, and slanted, as near as P and Q ever come.
    for gap in [3.0, 6.0, 12.0, 40.0] {
        for turn in 0..16 {
            let angle = f64::from(turn) * std::f64::consts::TAU / 16.0;
            let at = |part: f64| (50.0 + part * gap * angle.cos() / 6.0, 50.0 + part * gap * angle.sin() / 3.0);
            let (p, q) = (at(0.0), at(1.0));
            let picture = figure().window(0.0..=100.0, 0.0..=100.0).line(1.0, 0.0);
            let svg = picture.point(p.0, p.1).label("P").point(q.0, q.1).label("Q").svg();
            assert_nearest(&svg, &format!("{gap} apart, at {angle:.2}"));
        }
    }
    let mut seen = 0;
    for Stored { cell, svg } in stored() {
        if !svg.contains("<animate") && svg.contains(">P<") && svg.contains(">Q<") {
            assert_nearest(&svg, &cell);
            seen += 1;
        }
    }
    assert!(seen >= 3, "{seen} pictures with P and Q");
}

/// The letters P and Q are nearer to their points, orange and purple, than to the other's.
fn assert_nearest(svg: &str, place: &str) {
    let elements = elements(svg);
    let point = |colour: &str| {
        let disc =
            elements.iter().find(|(name, attributes, _)| *name == "circle" && attribute(attributes, "fill") == colour);
        let attributes = disc.unwrap_or_else(|| panic!("{place}: no point of {colour}")).1;
        (attribute(attributes, "cx").parse().unwrap(), attribute(attributes, "cy").parse().unwrap())
    };
    let letter = |letter: &str| {
        let text = elements.iter().find(|(name, _, text)| *name == "text" && *text == letter).unwrap();
        (attribute(text.1, "x").parse().unwrap(), attribute(text.1, "y").parse().unwrap())
    };
    let (p, q): (Point, Point) = (point("#B07800"), point("#C774A2"));
    // As good as one point: nobody can tell them apart.
    if distance(p, q) < 2.0 * FINE {
        return;
    }
    assert!(distance(letter("P"), p) < distance(letter("P"), q), "{place}: P is nearer to Q's point");
    assert!(distance(letter("Q"), q) < distance(letter("Q"), p), "{place}: Q is nearer to P's point");
}
