//! A plot in words: what a screen reader reads and what a terminal shows.

use super::builder::Plot;
use super::curve::{BreakKind, Curve};
use super::interval::Interval;
use super::layer::{Layer, MOST_DOTS, Mark};
use super::ticks::{number, roundest};
use super::view;
use std::borrow::Cow;
use std::sync::Arc;

/// More breaks than these are counted, not listed.
const MOST_BREAKS: usize = 6;

/// So many like marks are still described one by one.
const FEW: usize = 3;

pub(super) fn plot(plot: &Plot) -> String {
    let view = view::of(plot);
    let mut sentences: Vec<String> = vec![];
    sentences.extend(plot.title.iter().map(|title| ended(title)));
    sentences.extend(plot.warnings());
    if plot.axes {
        let axis = |name: &str, fallback: &str, range: Interval, log: bool| {
            let name = if name.is_empty() { fallback } else { name };
            let log = if log { ", in powers of ten" } else { "" };
            format!("{name} from {} to {}{log}", roughly(range.from), roughly(range.to))
        };
        sentences.push(format!(
            "A chart with {} and {}.",
            axis(&plot.x_name, "x", view.x.shown, view.x.log),
            axis(&plot.y_name, "y", view.y.shown, view.y.log)
        ));
    }
    for alike in plot.layers.chunk_by(|one, other| are_alike(one, other)) {
        match together(alike) {
            Some(sentence) => sentences.push(sentence),
            None => sentences.extend(alike.iter().filter_map(|shown| layer(shown, plot.log_x))),
        }
    }
    sentences.join(" ")
}

/// Whether a mark only goes on with what the one before it has begun: many of them are not worth a sentence each.
fn are_alike(one: &Layer, other: &Layer) -> bool {
    let bare = |layer: &Layer| layer.name.is_none() && layer.label.is_none();
    let begins = bare(one) || matches!(one.mark, Mark::OpenPoint(..)) && one.label.is_none();
    let same = several(&one.mark).is_some_and(|kind| Some(kind) == several(&other.mark));
    begins && bare(other) && same && (one.role == other.role || matches!(one.mark, Mark::Segment(..)))
}

/// Marks of a kind that is counted.
fn several(mark: &Mark) -> Option<Cow<'static, str>> {
    Some(match mark {
        Mark::Line(..) => "lines".into(),
        Mark::Segment(..) => "straight lines".into(),
        Mark::Arrow(..) => "arrows".into(),
        Mark::Point(..) => "points".into(),
        Mark::OpenPoint(..) => "open circles".into(),
        Mark::Polygon(corners) => format!("filled polygons with {} corners each", corners.len()).into(),
        Mark::Circle(..) => "circles".into(),
        _ => return None,
    })
}

/// One sentence for marks that are alike, if they are many or have one name in the legend.
fn together(alike: &[Arc<Layer>]) -> Option<String> {
    let [first, .., last] = alike else { return None };
    if alike.len() <= FEW && first.name.is_none() {
        return None;
    }
    let kind = several(&first.mark)?;
    let colour = match first.mark {
        Mark::Line(..) | Mark::Point(..) => format!("{} ", first.role.colour_name()),
        _ => String::new(),
    };
    let name = first.name.iter().map(|name| format!(" “{name}”")).collect::<String>();
    let ends = match (&first.mark, &last.mark) {
        (Mark::Point(a, b), Mark::Point(c, d)) | (Mark::OpenPoint(a, b), Mark::OpenPoint(c, d)) => {
            format!(" from {} to {}", at((*a, *b)), at((*c, *d)))
        }
        _ => String::new(),
    };
    Some(format!("{} {colour}{kind}{name}{ends}.", alike.len()))
}

fn at((x, y): (f64, f64)) -> String {
    format!("({}, {})", number(x), number(y))
}

fn layer(layer: &Layer, log_x: bool) -> Option<String> {
    let name = layer.name.iter().chain(&layer.label).map(|name| format!(" “{name}”")).collect::<String>();
    let colour = layer.role.colour_name();
    let a = if colour.starts_with(['a', 'e', 'i', 'o', 'u']) { "An" } else { "A" };
    Some(match &layer.mark {
        Mark::Curve(curve) => format!("{a} {colour} curve{name}{}", course(curve.on_axis(log_x))),
        Mark::Area(curve) => {
            format!("Shaded area{name} from x = {} to {}.", number(curve.over.from), number(curve.over.to))
        }
        Mark::Line(p, q) => format!("{a} {colour} line{name} through {}{}.", at(*p), slope(*p, *q)),
        Mark::Segment(from, to) => format!("A straight line{name} from {} to {}.", at(*from), at(*to)),
        Mark::Arrow(from, to) => format!("An arrow{name} from {} to {}.", at(*from), at(*to)),
        Mark::Point(x, y) => format!("{a} {colour} point{name} at {}.", at((*x, *y))),
        Mark::OpenPoint(x, y) if layer.name.is_some() => format!("An open circle{name} at {}.", at((*x, *y))),
        Mark::OpenPoint(x, y) => format!("An open circle{name} at {}: no point is there.", at((*x, *y))),
        Mark::Guides(x, y) => format!("Dashed guides at x = {} and y = {}.", number(*x), number(*y)),
        Mark::Scatter(points) if points.len() > MOST_DOTS => {
            format!("An even selection of {} {colour} data points{name}.", points.len())
        }
        Mark::Scatter(points) => format!("{} {colour} data points{name}.", points.len()),
        Mark::Rings(points) => format!("{} {colour} rings{name}.", points.len()),
        Mark::Smooth(_) | Mark::Outline(_) => return None,
        Mark::Path(points) => {
            let ends = points.first().zip(points.last());
            let ends = ends.map(|(first, last)| format!(" from {} to {}", at(*first), at(*last))).unwrap_or_default();
            format!("{a} {colour} path{name} of {} points{ends}.", points.len())
        }
        Mark::Steps(points) | Mark::Trail(points, _) => {
            let ends = points.first().zip(points.last());
            let ends = ends.map(|(first, last)| format!(" from {} to {}", at(*first), at(*last))).unwrap_or_default();
            format!("{} {colour} steps{name}{ends}.", points.len() - 1)
        }
        Mark::Strips(over, heights) => {
            let area = over.span() / heights.len() as f64 * heights.iter().sum::<f64>();
            let (from, to) = (number(over.from), number(over.to));
            format!("{} strips{name} from x = {from} to {to}, {} in all.", heights.len(), number(area))
        }
        Mark::Polygon(corners) => format!("A filled polygon{name} with {} corners.", corners.len()),
        Mark::Circle(center, radius) => format!("A circle{name} around {} of radius {}.", at(*center), number(*radius)),
        Mark::Contours(levels, ..) => {
            let seen: Vec<String> =
                levels.iter().filter(|level| !level.lines.is_empty()).map(|level| number(level.height)).collect();
            format!("Lines of equal height{name}, the darker the lower, at {}.", seen.join(", "))
        }
        Mark::Text(_, _, text) => format!("The words “{text}”."),
        Mark::Nothing => return None,
    })
}

/// Enough digits for the edge of a window. Where they would move it visibly, all are given.
fn roughly(value: f64) -> String {
    let short: f64 = format!("{value:.2e}").parse().unwrap_or(value);
    if (short - value).abs() < 1e-3 * value.abs() { number(short) } else { number(value) }
}

/// Where a curve goes and where it breaks.
fn course(curve: &Curve) -> String {
    let mut words = String::new();
    let points = || curve.pieces.iter().flatten();
    if let (Some(first), Some(last)) = (points().next(), points().last()) {
        let ends = [first, last].map(|(x, y)| format!("({}, {})", number(*x), number(*y)));
        words += &format!(" from {} to {}", ends[0], ends[1]);
    }
    for band in &curve.bands {
        let (from, to) = (number(band.over.from), number(band.over.to));
        words += &format!(", a band from x = {from} to {to}");
    }
    let how = if curve.joined { "wrongly joined across its breaks" } else { "broken" };
    match curve.breaks.len() {
        0 => {}
        many @ MOST_BREAKS.. => words += &format!(", {how} at {many} places"),
        _ => {
            let places = curve.breaks.iter().map(|gap| {
                let x = number(roundest(gap.from, gap.to));
                match gap.kind {
                    BreakKind::Pole => format!("x = {x} (a pole)"),
                    BreakKind::Jump => format!("x = {x} (a jump)"),
                    BreakKind::Hole => format!("x = {x} (no value there)"),
                    BreakKind::Undefined | BreakKind::TooLarge => {
                        // The ends were found to less than a pixel; the round number there is meant.
                        let near = 1e-5 * curve.over.span();
                        let ends = [gap.from, gap.to].map(|x| number(roundest(x - near, x + near)));
                        let why = if gap.kind == BreakKind::TooLarge { "too large to be drawn" } else { "no values" };
                        format!("x from {} to {} ({why})", ends[0], ends[1])
                    }
                }
            });
            words += &format!(", {how} at {}", places.collect::<Vec<_>>().join(", "));
        }
    }
    words + "."
}

fn slope(p: (f64, f64), q: (f64, f64)) -> String {
    if p.0 == q.0 { ", upright".into() } else { format!(" with slope {}", number((q.1 - p.1) / (q.0 - p.0))) }
}

fn ended(sentence: &str) -> String {
    if sentence.ends_with(['.', '!', '?', ':']) { sentence.into() } else { format!("{sentence}.") }
}
