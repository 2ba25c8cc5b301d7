//! What a picture consists of, looked up in its SVG, and that nothing asked for stops a cell.

mod svg;

use calculus::plot::{Panels, Plot};
use calculus::prelude::*;
use calculus::show::Rich;
use svg::{attribute, curve, points};

const BLUE: &str = "#0072B2";
const FRAME: &str = "#909090";
const INK: &str = "#6E6E6E";
/// Pixels in the SVG for one shown pixel.
const FINE: f64 = 4.0;

/// The elements with this name, as the text between their angle brackets.
fn elements<'s>(svg: &'s str, name: &str) -> Vec<&'s str> {
    let start = format!("<{name} ");
    svg.split(&start).skip(1).filter_map(|rest| rest.split_once('>')).map(|(element, _)| element).collect()
}

/// The lines of one colour.
fn lines(svg: &str, colour: &str) -> Vec<Vec<(f64, f64)>> {
    let of_colour = |name| elements(svg, name).into_iter().filter(|line| attribute(line, "stroke") == colour);
    of_colour("polyline")
        .map(points)
        .chain(of_colour("path").filter(|path| attribute(path, "d").contains('c')).map(curve))
        .collect()
}

/// Left, top, right and bottom of the frame.
fn frame(svg: &str) -> (f64, f64, f64, f64) {
    let corners = &lines(svg, FRAME)[0];
    (corners[0].0, corners[0].1, corners[2].0, corners[2].1)
}

fn texts(svg: &str) -> Vec<&str> {
    let ends = svg.split("<text ").skip(1).filter_map(|rest| rest.split_once('>'));
    ends.filter_map(|(_, rest)| rest.split_once("</text>")).map(|(text, _)| text).collect()
}

/// Every element is closed in the right order, and every `&` begins an escape.
fn assert_well_formed(svg: &str) {
    let mut open: Vec<&str> = vec![];
    for tag in svg.split('<').skip(1) {
        let (tag, text) = tag.split_once('>').unwrap_or_else(|| panic!("unclosed: <{tag}"));
        let name = tag.trim_start_matches('/').split([' ', '/']).next().unwrap();
        if tag.starts_with('/') {
            assert_eq!(open.pop(), Some(name), "{svg}");
        } else if !tag.ends_with('/') {
            open.push(name);
        }
        assert_eq!(tag.matches('"').count() % 2, 0, "{tag}");
        for escape in text.split('&').skip(1) {
            assert!(["amp;", "lt;", "gt;", "quot;", "apos;"].iter().any(|known| escape.starts_with(known)), "{text}");
        }
    }
    assert!(open.is_empty(), "{open:?}");
    assert!(svg.chars().all(|character| !character.is_control()));
}

fn assert_size(svg: &str) {
    for length in [attribute(svg, "width"), attribute(svg, "height")] {
        assert!((1.0..3000.0).contains(&length.parse::<f64>().unwrap()), "{length}");
    }
}

/// What holds for every picture.
fn assert_good(picture: &dyn Picture) {
    let svg = picture.svg();
    assert_well_formed(&svg);
    assert!(svg.len() < 40_000, "{} bytes: {}", svg.len(), picture.describe());
    for part in ["<svg ", " role=\"img\"", "<title>", "</title><desc>", "</desc>", "viewBox=\"0 0 "] {
        assert!(svg.contains(part), "{part} is missing");
    }
    for text in elements(&svg, "text") {
        let size: f64 = attribute(text, "font-size").parse().unwrap();
        assert!(size >= 12.0 * FINE - 0.01, "{text}");
    }
    for text in texts(&svg) {
        assert!(!text.contains("0000000000") && text != "-0" && text != "−0", "{text}");
    }
    touch();
    let html = picture.html().unwrap();
    assert!(
        html.starts_with("<img src=\"data:image/svg+xml;") && html.contains(" alt=\"") && html.contains(" width=\"")
    );
    assert!(!html.contains("<svg") && !html.contains('\n'));
    // The data of a picture that can be touched stand in single quotes.
    let (before, rest) = html.split_once(" data-touch='").unwrap_or((&html, ""));
    let after = rest.split_once('\'').map_or("", |(_, after)| after);
    let quotes = before.matches('"').count() + after.matches('"').count();
    assert_eq!(quotes, if rest.is_empty() { 6 } else { 8 }, "a quote inside an attribute would end it");
    assert_eq!(svg, picture.svg());
}

fn f(x: f64) -> f64 {
    x * x + 2.0 * x + 2.0
}

#[test]
fn a_curve_breaks_at_poles_jumps_and_holes() {
    let pieces = |plot: Plot| lines(&plot.svg(), BLUE).len();
    assert_eq!(pieces(plot(f, -10.0..=10.0)), 1);
    assert_eq!(pieces(plot(|x| 25.0 / x, -10.0..=10.0)), 2);
    assert_eq!(pieces(plot(|x| 25.0 / (x - 0.123_456), -10.0..=10.0)), 2);
    assert_eq!(pieces(plot(f64::tan, -5.0..=5.0)), 5);
    assert_eq!(pieces(plot(f64::floor, -2.5..=2.5)), 6);
    assert_eq!(pieces(plot(|x| x.sin() / x, -10.0..=10.0)), 2);
    assert_eq!(pieces(plot(|x| 1.0 / (x * x), -3.0..=3.0)), 2);
    assert_eq!(pieces(plot(|x| 1.0 / ((x - 0.1234) * (x - 0.1234)), -3.0..=3.0)), 2);
    // Steep is not broken.
    assert_eq!(pieces(plot(f64::cbrt, -1.0..=1.0)), 1);
    assert_eq!(pieces(plot(|x| (1e4 * x).atan(), -1.0..=1.0)), 1);
    assert_eq!(pieces(plot(f64::sqrt, -1.0..=4.0)), 1);
}

#[test]
fn no_line_crosses_a_pole_unless_it_is_asked_for() {
    let through_the_middle = |plot: Plot| {
        let svg = plot.svg();
        let (left, top, right, bottom) = frame(&svg);
        let middle = f64::midpoint(left, right);
        let near = |point: &&(f64, f64)| (point.0 - middle).abs() < 2.0;
        lines(&svg, BLUE).iter().any(|line| {
            let heights: Vec<f64> = line.iter().filter(near).map(|point| point.1).collect();
            heights.contains(&top) && heights.contains(&bottom)
        })
    };
    let plot = plot(|x| 25.0 / x, -10.0..=10.0);
    assert!(!through_the_middle(plot.clone()));
    assert!(through_the_middle(plot.joined()));
}

#[test]
fn lines_stay_inside_the_frame() {
    for plot in [plot(|x| 25.0 / x, -10.0..=10.0), plot(f, -10.0..=10.0).window(-2.0..=0.0, 0.0..=2.0)] {
        let svg = plot.secant((0.0, 0.0), (1.0, 3.0)).svg();
        let (left, top, right, bottom) = frame(&svg);
        for line in [lines(&svg, BLUE), lines(&svg, "#D55E00")].concat() {
            for (x, y) in line {
                assert!(left <= x && x <= right && top <= y && y <= bottom, "({x}, {y})");
            }
        }
    }
}

#[test]
fn an_open_circle_is_where_it_belongs() {
    let svg = plot(|x| x.sin() / x, -10.0..=10.0).window(-10.0..=10.0, -1.0..=2.0).open_point(0.0, 1.0).svg();
    let (left, top, right, bottom) = frame(&svg);
    let ring = elements(&svg, "circle").into_iter().find(|circle| attribute(circle, "stroke") == INK).unwrap();
    assert_eq!(attribute(ring, "fill"), "", "the sheet's own: none");
    let at: (f64, f64) = (attribute(ring, "cx").parse().unwrap(), attribute(ring, "cy").parse().unwrap());
    assert!((at.0 - f64::midpoint(left, right)).abs() <= 1.0);
    assert!((at.1 - (top + (bottom - top) / 3.0)).abs() <= 1.0);
}

#[test]
fn guides_are_dashed_and_say_their_values() {
    let plot = plot(f, -10.0..=10.0).guides(5.0, 37.0);
    let svg = plot.svg();
    assert_eq!(svg.matches("stroke-dasharray").count(), 2);
    assert!(texts(&svg).contains(&"5") && texts(&svg).contains(&"37"));
    assert!(!texts(&svg).contains(&"40"), "the tick at 40 would touch the 37");
    assert!(plot.describe().contains("Dashed guides at x = 5 and y = 37."));
}

#[test]
fn zooming_in_shows_the_window_that_was_asked_for() {
    for (x, y, near) in [(-2.0..=0.0, 0.0..=2.0, 2.0), (-1.01..=-0.99, 0.99..=1.01, 1.01)] {
        let picture = plot(f, x).y_window(y);
        assert_good(&picture);
        assert!(picture.describe().contains(&format!(" to {near}.")), "{}", picture.describe());
    }
}

#[test]
fn every_kind_of_mark_is_drawn_and_described() {
    let picture = plot(f, -3.0..=3.0)
        .title("a < b & \"c\" > 'd' \u{0} \n €")
        .x_name("time (s)")
        .y_name("distance (m)")
        .named("f")
        .curve(|x| 2.0 * x + 2.0)
        .named("slope")
        .label("f'")
        .shade(f, 0.0..=1.0)
        .named("area")
        .label("A")
        .point(1.0, 5.0)
        .label("P")
        .point(2.0, 10.0)
        .label("Q")
        .open_point(0.0, 2.0)
        .guides(1.0, 5.0)
        .segment((0.0, 0.0), (1.0, 1.0))
        .secant((1.0, 5.0), (2.0, 10.0))
        .tangent(f, 1.0)
        .line(1.0, 0.0)
        .arrow((0.0, 8.0), (1.0, 5.0))
        .label("here")
        .scatter(&[(0.0, 1.0), (1.0, 2.0)])
        .named("data")
        .path(&[(0.0, 1.0), (1.0, 2.0), (2.0, 1.0)])
        .polygon(&regular_polygon_inside(5))
        .circle((0.0, 0.0), 1.0)
        .text(-2.0, 12.0, "words");
    assert_good(&picture);
    let words = picture.describe();
    for part in [
        "A blue curve “f” from (−3, 5) to (3, 17).",
        "An orange curve “slope” “f'”",
        "Shaded area “area” “A” from x = 0 to 1.",
        "An orange point “P” at (1, 5).",
        "A purple point “Q” at (2, 10).",
        "An open circle at (0, 2)",
        "A vermillion line through (1, 5) with slope 5.",
        "with slope 4.",
        "An arrow “here”",
        "2 blue data points “data”.",
        "A vermillion path of 3 points from (0, 1) to (2, 1).",
        "A filled polygon with 5 corners.",
        "A circle around (0, 0) of radius 1.",
        "The words “words”.",
        "time (s) from −3 to 3 and distance (m)",
    ] {
        assert!(words.contains(part), "{part} is missing in {words}");
    }
    assert!(texts(&picture.svg()).contains(&"words"));
}

#[test]
fn what_is_too_large_to_be_drawn_has_values() {
    let broken_at = |picture: Plot| picture.describe().split("broken at ").nth(1).unwrap_or_default().to_owned();
    assert_eq!(broken_at(plot(f64::exp, 0.0..=700.0)), "x from 690.78 to 700 (too large to be drawn).");
    assert_eq!(broken_at(plot(|x| -(-x).exp(), -800.0..=0.0)), "x from −800 to −690.78 (too large to be drawn).");
    // Infinite or large at the edge of what has no values.
    assert_eq!(broken_at(plot(f64::ln, -1.0..=1.0)), "x from −1 to 0 (no values).");
    assert_eq!(broken_at(plot(|x| 1.0 / x.sqrt(), -1.0..=1.0)), "x from −1 to 0 (no values).");
    assert_eq!(broken_at(plot(|x| 1.0 / x, -1.0..=1.0)), "x = 0 (a pole).");
}

#[test]
fn wild_and_large_pictures_stay_small() {
    assert_good(&plot(|x| (1.0 / x).sin(), -1.0..=1.0));
    assert_good(
        &plot(|x| (1e5 * x).sin(), -1.0..=1.0).curve(|x| (3e4 * x).cos()).shade(|x| (1e4 * x).sin(), -1.0..=1.0),
    );
    let many: Vec<(f64, f64)> = (0..100_000).map(|i| (f64::from(i), f64::from(i % 977))).collect();
    assert_good(&figure().scatter(&many).path(&many));
    assert_good(&plot(|x| if x.to_bits() % 2 == 0 { 1.0 } else { -1.0 }, 0.0..=1.0));
    assert_good(&plot(|x| 1e-9 * x, -1e-9..=1e-9));
    assert_good(&plot(|x| 1e9 * x, -1e9..=1e9));
}

/// What was asked for, and a piece of the sentence that the picture must show.
#[test]
fn bad_input_gives_a_sentence() {
    let (nan, infinity) = (f64::NAN, f64::INFINITY);
    let cases: Vec<(Plot, &str)> = vec![
        (plot(f, 1.0..=1.0), "the range from 1 to 1 is empty"),
        (plot(f, nan..=1.0), "a range from NaN to 1 has no end"),
        (plot(f, 0.0..infinity), "a range from 0 to ∞ has no end"),
        (plot(f, 10.0..=-10.0), "runs backwards. It is drawn from −10 to 10"),
        (plot(f, 1.0..=1.0 + 1e-15), "too narrow"),
        (plot(|_| f64::NAN, 0.0..=1.0), "has no finite value anywhere from x = 0 to 1"),
        (plot(|_| f64::INFINITY, 0.0..=1.0), "has no finite value anywhere"),
        (plot(f, 0.0..=1.0).window(-infinity..=1.0, 0.0..=1.0), "window, x: a range from −∞ to 1 has no end"),
        (plot(f, 0.0..=1.0).y_window(3.0..=3.0), "window, y: the range from 3 to 3 is empty"),
        (plot(f, 0.0..=1.0).point(nan, 1.0), "point: (NaN, 1) has no place"),
        (plot(f, 0.0..=1.0).guides(1.0, infinity), "guides: (1, ∞) has no place"),
        (plot(f, 0.0..=1.0).secant((1.0, 1.0), (1.0, 1.0)), "secant: both points are (1, 1)"),
        (plot(f, 0.0..=1.0).tangent(f64::abs, 0.0), "tangent: at x = 0"),
        (plot(f, 0.0..=1.0).tangent(f64::floor, 1.0), "tangent: at x = 1"),
        (plot(f, 0.0..=1.0).tangent(f64::sqrt, -1.0), "tangent: at x = −1"),
        (plot(f, 0.0..=1.0).line(nan, 1.0), "line: (1, NaN) has no place"),
        (plot(f, 0.0..=1.0).circle((0.0, 0.0), -1.0), "circle: its radius is −1"),
        (plot(f, 0.0..=1.0).polygon(&[(0.0, 0.0)]), "polygon: needs 3 points at least and got 1"),
        (figure().path(&[]), "path: needs 2 points at least and got 0"),
        (figure().scatter(&[]), "scatter: needs 1 point at least and got 0"),
        (figure().scatter(&[(0.0, 1.0), (nan, 1.0)]), "scatter: 1 of 2 points are not finite"),
        (
            plot(f, -10.0..=10.0).window(-1.01..=-0.99, 0.99..=1.01),
            "The curve was computed from x = −10 to 10, too coarsely",
        ),
        (figure(), "Nothing is drawn yet"),
        (figure().named("f"), "named: nothing has been added yet"),
        (figure().label("f"), "label: nothing has been added yet"),
        (figure().joined(), "joined: there is no curve"),
    ];
    for (plot, sentence) in cases {
        assert_good(&plot);
        assert!(plot.describe().contains(sentence), "{sentence} is missing in {}", plot.describe());
        let shown = texts(&plot.svg()).join(" ");
        assert!(shown.contains(sentence.split(' ').next().unwrap()), "{sentence} is not in the picture: {shown}");
    }
    // A name after something that could not be drawn must not go to its neighbour.
    let plot = plot(f, 0.0..=1.0).named("f").curve(|_| f64::NAN).named("g");
    assert!(plot.describe().contains("curve “f”") && !plot.describe().contains("“g”"));
}

#[test]
fn no_number_makes_a_picture_panic() {
    let odd = [f64::NAN, f64::INFINITY, 0.0, -1.0, 1e308, -1e308, 1e300, -1e300, 5e-324, 1e-300, 1.0, 1.0 + 1e-14];
    for a in odd {
        for b in odd {
            let everything = plot(|x| a * x + b, a..=b)
                .curve(|x| a / (x - b))
                .curve_over(move |x| x.powf(a) + b, -1.0..=1.0)
                .point(a, b)
                .label("P")
                .guides(b, a)
                .secant((a, b), (b, a))
                .tangent(|x| a * x, b)
                .line(a, b)
                .arrow((a, a), (b, b))
                .label("here")
                .circle((a, b), b)
                .polygon(&[(a, b), (b, a), (0.0, a)])
                .label("here")
                .path(&[(a, b), (b, a)])
                .shade(|x| a * x, b..=a)
                .label("there")
                .text(a, b, "here");
            assert_well_formed(&everything.svg());
            assert_size(&everything.clone().equal_axes().svg());
            assert_size(&everything.clone().log_x().log_y().svg());
            assert_well_formed(&everything.clone().window(a..=b, b..=a).equal_axes().svg());
            assert_well_formed(&everything.clone().equal_axes().svg());
            assert_well_formed(&everything.log_x().log_y().svg());
        }
    }
}

#[test]
fn panels_align_and_share_a_name() {
    let part = |slope: f64, name: &str| plot(move |t| slope * t, 0.0..=10.0).x_name("time (s)").y_name(name);
    let motion = panels([part(1e5, "distance (m)"), part(2.0, "speed (m/s)"), part(0.1, "acceleration (m/s²)")]);
    assert_good(&motion);
    let svg = motion.svg();
    let frames = lines(&svg, FRAME);
    assert_eq!(frames.len(), 3);
    assert!(frames.iter().all(|corners| corners[0].0 == frames[0][0].0 && corners[2].0 == frames[0][2].0));
    assert_eq!(texts(&svg).iter().filter(|text| **text == "time (s)").count(), 1);
    assert!(motion.describe().contains("Picture 3 of 3"));

    for count in 1..=5 {
        let row: Panels = side_by_side((0..count).map(|i| part(f64::from(i), "y").equal_axes().window(0..1, 0..1)));
        assert_good(&row);
        assert_eq!(lines(&row.svg(), FRAME).len(), count as usize);
    }
    let none: [Plot; 0] = [];
    assert!(panels(&none).describe().contains("There is no plot to show"));
    assert_good(&side_by_side(&none));
}

#[test]
fn a_slider_shows_all_pictures_where_nothing_runs() {
    let factor = 2.0;
    let sides = slider("n", [6, 12, 96], |n| figure().polygon(&regular_polygon_inside(n)).text(factor, 0.0, "<b>"));
    touch();
    let html = sides.html().unwrap();
    assert_eq!(html, sides.html().unwrap());
    assert_eq!(html.matches("<img ").count(), 3);
    assert_eq!(html.matches(" onload=").count(), 1);
    // Each picture can be touched, and what is there without scripts is no slider that cannot be moved.
    assert_eq!(html.matches(" data-touch='").count(), 3);
    assert!(
        html.contains("data-name=\"n\"") && !html.contains("<input") && html.contains("data-lm-suppress-shortcuts")
    );
    // JupyterLab sets the cells of a table flush right, unless they say otherwise.
    let plain = html.replace("<td style=\"text-align:center\">", "<td>").replace(attribute(&html, "onload"), "");
    for forbidden in [" id=", "<script", "<style", "<svg", " style=", "<b>"] {
        assert!(!plain.contains(forbidden), "{forbidden}");
    }
    // A handler must not end its own attribute.
    let handler = attribute(&html, "onload");
    assert!(handler.ends_with(['}', ')']) && !handler.contains(['<', '>']), "{handler}");
    for value in ["6", "12", "96"] {
        assert!(plain.contains(&format!("<td>n = {value}<br><img ")), "{value}");
    }
    assert!(sides.text().contains("n = 6, 12, 96"));

    let none = slider("n", Vec::<i32>::new(), |_| figure());
    assert!(none.text().contains("no values") && none.html().unwrap().contains("no values"));
}

#[test]
fn the_diagrams_show_their_texts() {
    let foundations = ["Linear Algebra", "Calculus", "Probability and Statistics", "Computer Science"];
    let house = house("Specialized ML", "Machine Learning", foundations).highlight("Calculus");
    assert_good(&house);
    assert!(texts(&house.svg()).contains(&"Calculus") && house.describe().contains("Calculus is highlighted."));
    assert!(house.clone().highlight("Physics").describe().contains("No part of it is called Physics"));
    let nowhere = house.clone().highlight("Physics");
    assert_good(&nowhere);
    assert!(texts(&nowhere.svg()).join(" ").contains("No part of it is called Physics; highlight takes"));
    assert_good(&calculus::plot::house("", "", Vec::<String>::new()));

    let history = timeline([(1684, "Leibniz"), (-1800, "Egypt"), (1687, "Newton")]);
    assert_good(&history);
    assert!(history.describe().starts_with("A timeline.\n1800 BCE: Egypt\n1684 CE: Leibniz"));
    assert_good(&timeline([(5, "one")]));
    assert_good(&timeline([(5, "one"), (5, "two"), (i32::MIN, "three"), (i32::MAX, &"long ".repeat(300))]));
    assert_good(&timeline(Vec::<(i32, String)>::new()));
}

#[test]
fn texts_of_a_timeline_do_not_overlap() {
    let history = timeline((0..12).map(|i| (1700 + i, "word ".repeat(30))));
    let svg = history.svg();
    let mut rows: Vec<f64> = elements(&svg, "text")
        .into_iter()
        .filter(|text| attribute(text, "text-anchor") == "start")
        .map(|text| attribute(text, "y").parse().unwrap())
        .collect();
    assert!(rows.windows(2).all(|pair| pair[1] - pair[0] >= 18.0 * FINE), "{rows:?}");
    rows.dedup();
    assert!(rows.len() > 24);
}

#[test]
fn a_plot_can_be_kept_and_borrows_nothing() {
    fn kept<T: Clone + std::fmt::Debug + Send + Sync + 'static>(_: &T) {}
    let factor = 3.0;
    let plot = plot(|x| factor * x, 0.0..=1.0).title("A line");
    kept(&plot);
    assert_eq!(format!("{plot:?}"), "Plot(A line, 1 things drawn)");
    assert_eq!(plot.html(), plot.clone().html());
}

/// The value lists and key times of everything that moves.
fn motions(svg: &str) -> Vec<(Vec<&str>, Vec<f64>)> {
    let list = |element, name| attribute(element, name).split(';').collect::<Vec<_>>();
    let times = |element| list(element, "keyTimes").into_iter().map(|time| time.parse().unwrap()).collect();
    elements(svg, "animate").into_iter().map(|element| (list(element, "values"), times(element))).collect()
}

#[test]
fn a_moving_picture_plays_by_itself_and_is_small() {
    for moving in [secant_to_tangent(f, 2.0, 5.0), secant_to_tangent(f64::sin, 1.0, -2.0)] {
        assert_good(&moving);
        let svg = moving.svg();
        assert!(!svg.contains("<script") && svg.len() < 40_000);
        assert!(svg.contains("prefers-reduced-motion"));
        // Shown small, its letters grow.
        assert!(svg.contains("max-width:455px"));
        assert!(svg.contains("slope 6<") || svg.contains("slope 0.540302<"), "{svg}");
        for (values, times) in motions(&svg) {
            assert_eq!(values.len(), times.len());
            assert!(times.windows(2).all(|pair| pair[0] <= pair[1]), "{times:?}");
            assert!(times[0] == 0.0 && *times.last().unwrap() <= 1.0, "{times:?}");
        }
        for element in elements(&svg, "animate") {
            assert_eq!((attribute(element, "dur"), attribute(element, "repeatCount")), ("7.6667s", "indefinite"));
        }
        // The curve is drawn once; the secant moves, and stands once more in the still picture.
        assert_eq!(lines(&svg, BLUE).iter().filter(|line| line.len() > 2).count(), 1);
        assert!(motions(&svg).iter().any(|(values, _)| values[0].split(' ').count() == 2 && values.len() > 20));
    }
}

#[test]
fn a_picture_that_does_not_play_shows_the_end() {
    let moving = animation(
        [1.0, 2.0, 3.0].map(|y| figure().point(0.0, y).label(format!("y = {y}")).window(-1.0..=1.0, 0.0..=4.0)),
    );
    let svg = moving.svg();
    let seen: Vec<&str> =
        elements(&svg, "text").into_iter().filter(|text| attribute(text, "visibility") != "hidden").collect();
    let hidden = elements(&svg, "text").len() - seen.len();
    assert_eq!(hidden, 2, "the labels of the first two plots: {svg}");
    let last = |values: &[&str]| (*values.last().unwrap()).to_owned();
    for element in elements(&svg, "circle").into_iter().filter(|circle| !circle.ends_with('/')) {
        let (values, _) = &motions(&svg[svg.find(element).unwrap()..])[0];
        assert_eq!(attribute(element, "cy"), last(values));
    }
}

#[test]
fn plots_that_move_share_a_window_and_may_differ_in_everything() {
    let moving = animation([plot(f, -1.0..=1.0), plot(f, 0.0..=8.0)]);
    let windows = moving.frames().iter().map(Picture::describe).collect::<Vec<_>>();
    assert!(windows.iter().all(|words| words.contains("x from −1 to 8")), "{windows:?}");
    let zoom = animation([1.0, 0.1, 0.01].map(|w| plot(f, -1.0 - w..=-1.0 + w).y_window(1.0 - w..=1.0 + w)));
    let different = animation([
        plot(f, -1.0..=1.0).title("one"),
        figure(),
        plot(|x| 1.0 / x, -1.0..=1.0).guides(0.5, 2.0).named("pole").title("a < \"b\" & c"),
        figure().equal_axes().circle((0.0, 0.0), 1.0).without_axes(),
    ]);
    for moving in [moving, zoom, different.clone().seconds(0.1).rest(0.0), different] {
        assert_good(&moving);
    }
    let nothing = animation(Vec::<Plot>::new());
    assert!(nothing.describe().contains("no plot to show") && nothing.svg().contains("no plot to show"));
    assert_eq!(animation([plot(f, -1.0..=1.0)]).svg(), plot(f, -1.0..=1.0).window(-1.0..=1.0, 0.76..=5.24).svg());
    let odd = animation([plot(f, 0.0..=1.0), plot(f, 0.0..=2.0)]);
    assert_eq!(odd.clone().seconds(f64::NAN).seconds(-1.0).rest(f64::INFINITY).svg(), odd.svg());
}

#[test]
fn many_straight_lines_are_counted_and_not_read_out() {
    let lines = |count: usize| (0..count).fold(figure(), |plot, x| plot.segment((x as f64, 0.0), (x as f64, 1.0)));
    assert!(lines(8).point(1.0, 1.0).describe().ends_with("8 straight lines. An orange point at (1, 1)."));
    assert!(lines(2).describe().ends_with("from (0, 0) to (0, 1). A straight line from (1, 0) to (1, 1)."));
    assert!(lines(8).label("the last").describe().contains("7 straight lines. A straight line “the last”"));
}

#[test]
fn many_like_marks_are_told_in_one_sentence() {
    let many = |mark: fn(Plot, f64) -> Plot| (0..5).fold(figure(), |plot, x| mark(plot, f64::from(x))).describe();
    for (words, expected) in [
        (many(|plot, x| plot.point(x, 1.0)), "5 orange points from (0, 1) to (4, 1)."),
        (many(|plot, x| plot.open_point(x, 1.0)), "5 open circles from (0, 1) to (4, 1)."),
        (many(|plot, x| plot.arrow((x, 0.0), (x, 1.0))), "5 arrows."),
        (many(|plot, x| plot.circle((x, 0.0), 1.0)), "5 circles."),
        (many(|plot, x| plot.polygon(&[(x, 0.0), (x, 1.0), (5.0, 1.0)])), "5 filled polygons with 3 corners each."),
    ] {
        assert!(words.ends_with(&format!(". {expected}")), "{words}");
    }
    // What has a name, a label or a colour of its own is told apart.
    let points = (0..5).fold(figure(), |plot, x| plot.point(f64::from(x), 1.0));
    let words = points.label("P").point(5.0, 1.0).role(Role::Function).describe();
    assert!(
        words
            .ends_with("4 orange points from (0, 1) to (3, 1). An orange point “P” at (4, 1). A blue point at (5, 1)."),
        "{words}"
    );
    // A name in the legend is that of the circles which follow, too.
    let zeros = figure().open_point(0.0, 1.0).named("zero").open_point(1.0, 1.0).describe();
    assert!(zeros.ends_with("2 open circles “zero” from (0, 1) to (1, 1)."), "{zeros}");
    assert!(figure().open_point(0.0, 1.0).named("zero").describe().ends_with("An open circle “zero” at (0, 1)."));
}

#[test]
fn lines_of_equal_height_are_drawn_and_described() {
    let bowl = |x: f64, y: f64| x * x + y * y;
    let plot = figure().contours(bowl, -2.0..=2.0, -2.0..=2.0, &[1.0, 4.0, 100.0]).named("bowl");
    assert!(
        plot.describe().contains("Lines of equal height “bowl”, the darker the lower, at 1, 4."),
        "{}",
        plot.describe()
    );
    let svg = plot.svg();
    assert_well_formed(&svg);
    let written = texts(&svg);
    assert!(written.contains(&"1") && written.contains(&"4") && !written.contains(&"100"));
    let nowhere = figure().contours(bowl, -1.0..=1.0, -1.0..=1.0, &[-5.0]).describe();
    assert!(nowhere.contains("reaches none of these heights"), "{nowhere}");
    let empty = figure().contours(bowl, 1.0..=1.0, -1.0..=1.0, &[1.0]).describe();
    assert!(empty.contains("contours, x: the range from 1 to 1 is empty"), "{empty}");
}

#[test]
fn nothing_is_used_up_by_being_used() {
    let f = |x: f64| x * x;
    let picture = plot(f, -2.0..=2.0).named("f").title("before");
    let before = picture.svg();
    let further = [
        picture.title("t").x_name("a").y_name("b").window(0.0..=1.0, 0.0..=1.0).y_window(0.0..=2.0),
        picture.equal_axes().without_axes().log_x().log_y(),
        picture.curve(f).curve_over(f, 0.0..=1.0).named("g").label("h").role(Role::Third).joined(),
        picture
            .point(0.0, 0.0)
            .open_point(1.0, 1.0)
            .guides(1.0, 1.0)
            .shade(f, 0.0..=1.0)
            .secant((0.0, 0.0), (1.0, 1.0)),
        picture.tangent(f, 1.0).line(1.0, 0.0).segment((0.0, 0.0), (1.0, 1.0)).arrow((0.0, 0.0), (1.0, 1.0)),
        picture.scatter(&[(0.0, 0.0)]).path(&[(0.0, 0.0), (1.0, 1.0)]).polygon(&[(0.0, 0.0), (1.0, 1.0), (1.0, 0.0)]),
        picture.circle((0.0, 0.0), 1.0).contours(|x, y| x + y, 0.0..=1.0, 0.0..=1.0, &[0.5]).text(0.0, 0.0, "here"),
        picture.named("another name"),
        picture.joined(),
        secant(f, 0.0, 1.0).on(&picture),
        tangent(f, 1.0).on(&picture),
        Line::new(1.0, 0.0).on(&picture),
    ];
    assert_eq!(picture.svg(), before);
    // Lent or given away, the picture is the same.
    assert_eq!(secant(f, 0.0, 1.0).on(picture.clone()).svg(), secant(f, 0.0, 1.0).on(&picture).svg());
    assert_eq!(panels(&further).svg(), panels(further.clone()).svg());
    assert_eq!(side_by_side([&picture, &further[0]]).svg(), side_by_side([picture.clone(), further[0].clone()]).svg());
    let moving = animation([&picture, &further[0]]);
    assert_ne!(moving.seconds(2.0).rest(1.0).svg(), moving.svg());
    let mine = house("Roof", "Body", ["Ground"]);
    assert_ne!(mine.highlight("Body").svg(), mine.svg());
    let tape = Tape::new();
    let x = tape.watch_named("x", 5.0);
    let graph = tape.graph_of(x * x);
    assert_ne!(graph.title("t").parameters(["x"]).svg(), graph.svg());
}
