//! Whether what is drawn is the function: the lines and bands of the SVG against values at places that the sampler does
//! not know.

use crate::plot::bezier;
use crate::plot::chance::Chance;
use crate::plot::interval::Interval;
use crate::plot::{Picture, Plot, plot, view};

type Point = (f64, f64);
type Function = Box<dyn Fn(f64) -> f64>;

/// A part of the height of a picture that a drawn curve may be beside its function.
const TOLERANCE: f64 = 0.01;
const BLUE: &str = "#0072B2";

/// What is drawn in the curve's colour, in parts of the frame: x from 0 to 1, and y in the same pixels, upwards.
struct Drawn {
    lines: Vec<Vec<Point>>,
    bands: Vec<Vec<Point>>,
    /// The width of the frame as a multiple of its height.
    wide: f64,
}

impl Drawn {
    fn of(plot: &Plot) -> Drawn {
        let svg = plot.svg();
        let shapes = |name: &str, paint: &str| -> Vec<Vec<Point>> {
            let start = format!("<{name} ");
            let elements = svg.split(&start).skip(1).filter_map(|rest| rest.split('>').next());
            let points = |element: &str| {
                let (_, rest) = element.split_once("points=\"").unwrap();
                let pairs = rest.split('"').next().unwrap().split_whitespace();
                pairs
                    .map(|pair| pair.split_once(',').unwrap())
                    .map(|(x, y)| (x.parse().unwrap(), y.parse().unwrap()))
                    .collect()
            };
            elements.filter(|element| element.contains(paint)).map(points).collect()
        };
        let frame = &shapes("polyline", "stroke=\"#909090\"")[0];
        let ((left, top), (right, bottom)) = (frame[0], frame[2]);
        let height = bottom - top;
        let placed = |shapes: Vec<Vec<Point>>| -> Vec<Vec<Point>> {
            let place = |(x, y): &Point| ((x - left) / height, (bottom - y) / height);
            shapes.iter().map(|shape| shape.iter().map(place).collect()).collect()
        };
        Drawn {
            lines: placed([shapes("polyline", &format!("stroke=\"{BLUE}\"")), curves(&svg)].concat()),
            bands: placed([shapes("polygon", &format!("fill=\"{BLUE}\"")), circles(&svg)].concat()),
            wide: (right - left) / height,
        }
    }

    /// How far a point is from everything drawn, as a part of the picture's height.
    fn distance(&self, point: Point) -> f64 {
        if self.bands.iter().any(|band| is_inside(band, point)) {
            return 0.0;
        }
        let near = |line: &Vec<Point>| distance(line, point);
        self.lines.iter().chain(&self.bands).map(near).fold(f64::INFINITY, f64::min)
    }
}

/// The circles at jumps: what they surround stands for the point in their middle.
fn circles(svg: &str) -> Vec<Vec<Point>> {
    let circles = svg.split("<circle ").skip(1).filter_map(|rest| rest.split('>').next());
    let around = |circle: &str| {
        let number = |name: &str| {
            circle.split_once(&format!("{name}=\"")).and_then(|(_, rest)| rest.split('"').next()?.parse::<f64>().ok())
        };
        let (x, y, r) = (number("cx")?, number("cy")?, number("r")? + 2.0);
        let corner = |part: i32| f64::from(part) * std::f64::consts::TAU / 24.0;
        Some((0..24).map(corner).map(|angle| (x + r * angle.cos(), y + r * angle.sin())).collect())
    };
    circles.filter(|circle| circle.contains(BLUE)).filter_map(around).collect()
}

/// The curves of the picture, as lines of many points.
fn curves(svg: &str) -> Vec<Vec<Point>> {
    let ways = svg
        .split("<path d=\"M")
        .skip(1)
        .filter(|way| way.split('>').next().unwrap().contains(&format!("stroke=\"{BLUE}\"")));
    ways.map(|way| {
        let (start, rest) = way.split('"').next().unwrap().split_once('c').unwrap();
        let numbers = |text: &str| text.split(' ').map(|number| number.parse().unwrap()).collect::<Vec<f64>>();
        let mut line = vec![(numbers(start)[0], numbers(start)[1])];
        for curve in numbers(rest).chunks(6) {
            let first = line[line.len() - 1];
            let point = |index: usize| (first.0 + curve[index], first.1 + curve[index + 1]);
            let curve = [point(0), point(2), point(4)];
            let parts = ((curve[2].0 - first.0).hypot(curve[2].1 - first.1) / 12.0).ceil().clamp(4.0, 300.0);
            line.extend((1..=parts as usize).map(|part| bezier::at(first, curve, part as f64 / parts)));
        }
        line
    })
    .collect()
}

fn distance(line: &[Point], (x, y): Point) -> f64 {
    let beside = |(a, b): (Point, Point)| {
        let (dx, dy) = (b.0 - a.0, b.1 - a.1);
        let way = (dx * dx + dy * dy).max(f64::MIN_POSITIVE);
        let part = (((x - a.0) * dx + (y - a.1) * dy) / way).clamp(0.0, 1.0);
        (a.0 + part * dx - x).hypot(a.1 + part * dy - y)
    };
    line.windows(2)
        .filter(|pair| (pair[0].0.min(pair[1].0) - x) < 0.05 && (x - pair[0].0.max(pair[1].0)) < 0.05)
        .map(|pair| beside((pair[0], pair[1])))
        .fold(f64::INFINITY, f64::min)
}

fn is_inside(polygon: &[Point], (x, y): Point) -> bool {
    let crossings = polygon
        .iter()
        .zip(polygon.iter().cycle().skip(1))
        .filter(|(a, b)| (a.1 > y) != (b.1 > y) && x < a.0 + (y - a.1) / (b.1 - a.1) * (b.0 - a.0));
    crossings.count() % 2 == 1
}

/// How far the function is from what is drawn of it, and where; and whether the picture says that it shows a band.
fn furthest(f: &dyn Fn(f64) -> f64, picture: &Plot, over: Interval, chance: &mut Chance) -> (f64, f64, bool) {
    let (drawn, view) = (Drawn::of(picture), view::of(picture));
    let mut worst = (0.0, f64::NAN);
    for _ in 0..3000 {
        let part = chance.between(0.0, 1.0);
        let x = if view.x.log { over.from * (over.to / over.from).powf(part) } else { over.from + over.span() * part };
        let (across, up) = (view.x.place(x), view.y.place(f(x)));
        if (0.0..=1.0).contains(&up) && (0.0..=1.0).contains(&across) {
            let far = drawn.distance((across * drawn.wide, up));
            if far > worst.0 {
                worst = (far, x);
            }
        }
    }
    (worst.0, worst.1, picture.describe().contains("undersampled"))
}

/// How far what is drawn is from the function, and where.
fn beside(f: &dyn Fn(f64) -> f64, picture: &Plot, over: Interval, narrow: &[f64]) -> (f64, f64) {
    let (drawn, view) = (Drawn::of(picture), view::of(picture));
    let narrow: Vec<f64> = narrow.iter().map(|x| (x - over.from) / over.span() * drawn.wide).collect();
    let at = |across: f64| {
        let part = (across / drawn.wide).clamp(0.0, 1.0);
        (part * drawn.wide, view.y.place(f(over.from + over.span() * part)).clamp(-1.0, 2.0))
    };
    let mut worst = (0.0, f64::NAN);
    for (a, b) in drawn.lines.iter().flat_map(|line| line.iter().zip(&line[1..])) {
        let steps = ((b.0 - a.0).hypot(b.1 - a.1) / (2.0 * TOLERANCE)).ceil().clamp(1.0, 10.0) as usize;
        for step in 0..steps {
            let part = step as f64 / steps as f64;
            let (across, up) = (a.0 + part * (b.0 - a.0), a.1 + part * (b.1 - a.1));
            // Nearly always few steps are enough to find it near.
            let far = |steps| distance(&graph_near(&at, across, &narrow, steps), (across, up));
            let far = Some(far(20)).filter(|far| *far <= TOLERANCE).unwrap_or_else(|| far(1000));
            if far > worst.0 {
                worst = (far, over.from + over.span() * across / drawn.wide);
            }
        }
    }
    worst
}

/// The graph around a place, in even steps, and in ever finer ones around what may be too narrow for them. How it breaks is
/// tested elsewhere; here it is joined.
fn graph_near(at: &dyn Fn(f64) -> Point, across: f64, narrow: &[f64], steps: i32) -> Vec<Point> {
    let step = |step: i32| across + TOLERANCE * f64::from(step) / f64::from(steps);
    let mut places: Vec<f64> = (-steps..=steps).map(step).collect();
    for middle in narrow.iter().filter(|middle| (**middle - across).abs() < TOLERANCE) {
        places.extend((6..50).map(|halvings| 0.5f64.powi(halvings)).flat_map(|step| [middle - step, middle + step]));
    }
    places.sort_by(f64::total_cmp);
    places.into_iter().map(at).filter(|point| point.1.is_finite()).collect()
}

/// A function as people make them over −1 to 1: in words, to be computed, and where its spikes, poles and jumps are.
fn made(chance: &mut Chance) -> (String, Function, Vec<f64>) {
    let mut words = vec![];
    let mut narrow = vec![];
    let mut parts: Vec<Function> = vec![];
    for _ in 0..chance.between(1.0, 3.99) as usize {
        let (a, c) = (chance.between(-3.0, 3.0), chance.between(-1.2, 1.2));
        let b = 10f64.powf(chance.between(-0.5, 4.0));
        let round = (10.0 * c).round() / 10.0;
        let (word, part): (String, Function) = match chance.between(0.0, 20.0) as usize {
            0 => (format!("{a} sin({b} x)"), Box::new(move |x| a * (b * x).sin())),
            1 => (format!("{a} x²"), Box::new(move |x| a * x * x)),
            2 => (format!("{a}/(x − {c})"), Box::new(move |x| a / (x - c))),
            3 => (format!("{a}/(x − {round})"), Box::new(move |x| a / (x - round))),
            4 => (format!("{a}/(x − {c})²"), Box::new(move |x| a / (x - c).powi(2))),
            5 => (format!("{a} |x − {c}|"), Box::new(move |x| a * (x - c).abs())),
            6 => (format!("{a} [x > {c}]"), Box::new(move |x| if x > c { a } else { 0.0 })),
            7 => (format!("{a} floor({b} x)"), Box::new(move |x| a * (b * x).floor() / b)),
            8 => (format!("{a} exp(−{b}² (x − {c})²)"), Box::new(move |x| a * (-(b * (x - c)).powi(2)).exp())),
            9 => (format!("{a} tan({b} x)"), Box::new(move |x| a * (b * x).tan())),
            10 => (format!("{a} sin(1/(x − {c}))"), Box::new(move |x| a * (1.0 / (x - c)).sin())),
            11 => (format!("{a} sin({b} x²)"), Box::new(move |x| a * (b * x * x).sin())),
            12 => (format!("{a} √|x − {c}|"), Box::new(move |x| a * (x - c).abs().sqrt())),
            13 => (format!("{a} ln(x − {c})"), Box::new(move |x| a * (x - c).ln())),
            14 => {
                (format!("{a} sin({b} x) for x > {c}"), Box::new(move |x| if x > c { a * (b * x).sin() } else { 0.0 }))
            }
            15 => (format!("{a}/(1 + {b}² (x − {c})²)"), Box::new(move |x| a / (1.0 + (b * (x - c)).powi(2)))),
            16 => (format!("{a}/({b} (x − {c}))"), Box::new(move |x| a / (1e3 * b * (x - c)))),
            17 => (format!("{a} exp({} x)", b.min(20.0)), Box::new(move |x| a * (b.min(20.0) * x).exp())),
            18 => (format!("{a} fract({b} x)"), Box::new(move |x| a * (b * x).fract())),
            _ => (format!("{a} atan({b} (x − {c}))"), Box::new(move |x| a * (b * (x - c)).atan())),
        };
        narrow.extend([c, round]);
        if word.contains("tan(") && b < 300.0 {
            narrow.extend((-100..100).map(|pole| (f64::from(pole) + 0.5) * std::f64::consts::PI / b));
        }
        words.push(word);
        parts.push(part);
    }
    (words.join(" + "), Box::new(move |x| parts.iter().map(|part| part(x)).sum()), narrow)
}

/// The issue's measure, for functions of every kind and scale. `ROUNDS=5000` tries more than the usual 200.
#[test]
fn a_drawn_curve_is_its_function() {
    let rounds: usize = std::env::var("ROUNDS").ok().and_then(|rounds| rounds.parse().ok()).unwrap_or(200);
    let mut chance = Chance::new();
    let (mut wrong, mut bands) = (vec![], 0);
    for _ in 0..rounds {
        let (words, unit, narrow) = made(&mut chance);
        let mut scale = || 10f64.powf(chance.between(-6.0, 6.0));
        let (high, wide) = (scale(), scale());
        let middle = [0.0, chance.between(-3.0, 3.0) * wide][usize::from(chance.between(0.0, 1.0) < 0.3)];
        let f = move |x: f64| high * unit((x - middle) / wide);
        let over = Interval { from: middle - wide, to: middle + wide };
        let picture = plot(&f, over);
        let (far, x, says) = furthest(&f, &picture, over, &mut chance);
        let narrow: Vec<f64> = narrow.iter().map(|part| middle + part * wide).collect();
        let (off, at) = if says { (0.0, x) } else { beside(&f, &picture, over, &narrow) };
        bands += usize::from(says);
        if far > TOLERANCE || off > TOLERANCE {
            let part = |x: f64| (x - middle) / wide;
            wrong.push(format!(
                "{words}, {high:.1e} high, {wide:.1e} wide: {far:.3} at {:.4}, drawn {off:.3} beside it at {:.4} {}",
                part(x),
                part(at),
                if says { "(undersampled)" } else { "" }
            ));
        }
    }
    println!("{rounds} functions, {bands} of them with bands, {} wrong", wrong.len());
    assert!(wrong.is_empty(), "{} of {rounds}:\n{}", wrong.len(), wrong.join("\n"));
}

/// What a learner may try: no further from the function than is allowed, and a note where the band of it is drawn.
#[test]
fn waves_spikes_poles_and_steps_are_drawn_as_they_are() {
    type Case = (&'static str, fn(f64) -> f64, f64, f64, bool);
    let cases: [Case; 26] = [
        ("sin 1000x", |x| (1000.0 * x).sin(), -10.0, 10.0, true),
        // In step with 800 and with 100 equal steps.
        ("sin 80πx", |x| (80.0 * std::f64::consts::PI * x).sin(), -10.0, 10.0, true),
        ("1 + cos 80πx", |x| 1.0 + (80.0 * std::f64::consts::PI * x).cos(), 0.0, 20.0, true),
        ("sin 10⁶x", |x| (1e6 * x).sin(), -10.0, 10.0, true),
        ("sin 20x", |x| (20.0 * x).sin(), -10.0, 10.0, false),
        ("sin 1/x", |x| (1.0 / x).sin(), -1.0, 1.0, true),
        ("x sin 1/x", |x| x * (1.0 / x).sin(), -1.0, 1.0, true),
        ("sin x²", |x| (x * x).sin(), -10.0, 10.0, false),
        ("sin x²", |x| (x * x).sin(), -100.0, 100.0, true),
        ("waves on a part", |x| if x > 3.0 { (300.0 * x).sin() } else { x / 5.0 }, -10.0, 10.0, true),
        ("spike", |x| (-1e6 * (x - 0.3).powi(2)).exp(), -10.0, 10.0, false),
        ("spike beside round numbers", |x| (-1e6 * (x - 0.312_345).powi(2)).exp(), -10.0, 10.0, false),
        ("spike on a wave", |x| x.sin() + (-1e5 * (x - 0.312_345).powi(2)).exp(), -10.0, 10.0, false),
        ("peak", |x| x + 1.0 / (1.0 + 1e9 * (x - 0.712_345).powi(2)), -10.0, 10.0, false),
        ("thin pole", |x| x + 1e-6 / (x - 0.123_456), -1.0, 1.0, false),
        ("thin even pole", |x| x + 1e-9 / (x - 0.123_456).powi(2), -1.0, 1.0, false),
        ("tan", f64::tan, -5.0, 5.0, false),
        ("64 poles", f64::tan, -100.0, 100.0, false),
        ("637 poles", f64::tan, -1000.0, 1000.0, true),
        ("floor", f64::floor, -5.0, 5.0, false),
        ("200 steps", f64::floor, -100.0, 100.0, false),
        ("fract", f64::fract, -20.0, 20.0, false),
        ("kinks", |x| (x.sin()).abs() + (x - 0.123_456).abs(), -10.0, 10.0, false),
        ("a step", |x| if x > 0.123_456 { 1e6 } else { -1e-6 }, -1.0, 1.0, false),
        ("steep", |x| (1e7 * x).atan(), -1.0, 1.0, false),
        ("noise", |x| if x.to_bits() % 2 == 0 { 1.0 } else { -1.0 }, 0.0, 1.0, true),
    ];
    for (name, f, from, to, band) in cases {
        let over = Interval { from, to };
        let (far, x, says) = furthest(&f, &plot(f, over), over, &mut Chance::new());
        assert!(far <= TOLERANCE, "{name}: {far} at {x}");
        assert_eq!(says, band, "{name}");
    }
}

#[test]
fn a_spike_reaches_its_top() {
    for middle in [0.3, 0.312_345, -9.999, 7.654_321] {
        let spike = |x: f64| (-1e6 * (x - middle).powi(2)).exp();
        let top =
            Drawn::of(&plot(spike, -10.0..=10.0).y_window(0.0..=1.0)).lines.concat().into_iter().map(|point| point.1);
        assert!(top.fold(0.0, f64::max) > 0.99, "{middle}");
    }
}

#[test]
fn logarithmic_axes_show_the_function_too() {
    let check = |name: &str, f: fn(f64) -> f64, over: Interval, log_x: bool, log_y: bool, band: bool| {
        let mut picture = plot(f, over);
        if log_x {
            picture = picture.log_x();
        }
        if log_y {
            picture = picture.log_y();
        }
        let (far, x, says) = furthest(&f, &picture, over, &mut Chance::new());
        assert!(far <= TOLERANCE, "{name}: {far} at {x}");
        assert_eq!(says, band, "{name}");
    };
    let wide = Interval { from: 1e-3, to: 1e3 };
    check("sin x by powers", f64::sin, wide, true, false, true);
    check("sin x by powers, before the band", f64::sin, Interval { from: 1e-3, to: 50.0 }, true, false, false);
    check("1/x", |x| 1.0 / x, wide, true, true, false);
    check("a valley", |x| (x.ln()).powi(2) + 1e-6, wide, true, true, false);
    let short = Interval { from: 0.0, to: 20.0 };
    check("decay", |x| (-x).exp() * (2.0 + (3.0 * x).sin()), short, false, true, false);
    check("fast decay", |x| (-x).exp() * (2.0 + (500.0 * x).sin()), short, false, true, true);
    check("bell", |x| (-x * x).exp(), short, false, true, false);
}

#[test]
fn straight_parts_of_a_bent_curve_are_short() {
    for f in [|x: f64| x * x + 2.0 * x + 2.0, |x: f64| (-x * x).exp(), f64::sin, |x: f64| 25.0 / x] {
        for line in Drawn::of(&plot(f, -10.0..=10.0)).lines {
            for three in line.windows(3) {
                let [a, b, c] = [three[0], three[1], three[2]];
                let (before, after) = ((b.0 - a.0, b.1 - a.1), (c.0 - b.0, c.1 - b.1));
                let turn = (before.0 * after.1 - before.1 * after.0).atan2(before.0 * after.0 + before.1 * after.1);
                let shorter = before.0.hypot(before.1).min(after.0.hypot(after.1));
                // In pixels: a height of 350. The SVG rounds to quarters of one.
                let rounded = 0.6 / (350.0 * shorter);
                assert!(
                    350.0 * shorter <= 4.5 || turn.abs() < 0.03 + rounded,
                    "{turn} after {} pixels",
                    350.0 * shorter
                );
            }
        }
    }
}

#[test]
fn whatever_holds_a_plot_passes_its_note_on() {
    use crate::plot::{animation, panels, slider};
    use crate::show::Rich;
    let fast = |x: f64| (1000.0 * x).sin();
    let words = |picture: &dyn Picture| picture.describe();
    let one = || plot(fast, -10.0..=10.0);
    assert!(words(&animation([one(), one()])).contains("undersampled"));
    assert!(words(&panels([one(), one()])).contains("undersampled"));
    assert!(
        slider("n", [1, 2], |n| plot(move |x| (f64::from(n) * 1000.0 * x).sin(), -10..10))
            .text()
            .contains("undersampled")
    );
    assert!(words(&plot(f64::sin, 0.0..=9.0).shade(|x| 1.0 + (500.0 * x).sin(), 0.0..=9.0)).contains("undersampled"));
    assert!(words(&crate::delta::secant_to_tangent(|x: f64| (1000.0 * x).sin(), 1.0, 2.0)).contains("undersampled"));
}
