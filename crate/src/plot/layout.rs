//! Lays a plot out: title, legend, frame, ticks and names, each where it meets nothing else.

use super::builder::Plot;
use super::canvas::{self, Align, Canvas, Type, text_width, wrapped};
use super::clip::Rect;
use super::draw::Painter;
use super::interval::Interval;
use super::layer::{Layer, Mark};
use super::names::{self, Name};
use super::role::Role;
use super::style;
use super::style::{FRAME_HEIGHT, INK, LINE_WIDTH, SOFT_INK, TEXT_SIZE, TICK_SIZE, TITLE_SIZE, WARNING, WIDTH};
use super::ticks::{self, Ticks, number};
use super::touch::{self, Place, Touchable};
use super::view::{self, View};

const TITLE: Type = Type { size: TITLE_SIZE, colour: INK, bold: true };
const NOTE: Type = Type { size: TEXT_SIZE, colour: WARNING, bold: false };
const TICK: Type = Type { size: TICK_SIZE, colour: SOFT_INK, bold: false };
const NAME: Type = Type { size: TEXT_SIZE, colour: SOFT_INK, bold: false };
const LEGEND: Type = Type { size: TEXT_SIZE, colour: INK, bold: false };

/// Free space at the edge of the card.
const EDGE: f64 = 10.0;
const LINE_HEIGHT: f64 = 23.0;
/// Numbers at the vertical axis are no closer than this.
const TICK_DISTANCE: f64 = 46.0;
/// What a legend's entry takes beside its text: the sample, and the space to the next one.
const SAMPLE: f64 = 24.0;
const BETWEEN: f64 = 20.0;
/// With equal axes the frame takes the shape of its window, within these bounds.
const TALLEST: f64 = 440.0;
const SMALLEST: f64 = 160.0;
const NARROWEST_CARD: f64 = 360.0;

/// The picture of one plot.
pub(super) fn single(plot: &Plot, description: &str) -> Touchable {
    let sheet = Sheet::new(plot, WIDTH, FRAME_HEIGHT, None);
    let title = plot.title.as_deref().unwrap_or("Plot");
    let mut data = String::new();
    let svg = canvas::svg((sheet.width, sheet.height()), title, description, &mut |canvas| {
        data = touch::picture(&[sheet.draw(canvas, 0.0, 0.0)]);
        canvas.legible(sheet.width);
    });
    Touchable { svg, data: Some(data) }
}

/// The pictures of several plots, all of the same size and with their frames in the same place.
pub(super) fn same_size(plots: &[Plot]) -> Vec<String> {
    let margins = plots.iter().map(|plot| Sheet::new(plot, WIDTH, FRAME_HEIGHT, None).needed_margin());
    let margin = margins.fold(0.0, f64::max);
    let mut sheets: Vec<Sheet> = plots.iter().map(|plot| Sheet::new(plot, WIDTH, FRAME_HEIGHT, Some(margin))).collect();
    // A name that has no room in one of them is in the legend of all.
    let everywhere = |index: usize| sheets.iter().all(|sheet| sheet.names.iter().any(|(other, _)| *other == index));
    let most = plots.iter().map(|plot| plot.layers.len()).max().unwrap_or(0);
    let kept: Vec<usize> = (0..most).filter(|index| everywhere(*index)).collect();
    sheets.iter_mut().for_each(|sheet| sheet.keep_names(&kept));
    let height = sheets.iter().map(Sheet::height).fold(0.0, f64::max);
    let draw = |sheet: &Sheet| {
        let title = sheet.plot.title.as_deref().unwrap_or("Moving picture");
        canvas::svg((WIDTH, height), title, "", &mut |canvas| {
            sheet.draw(canvas, 0.0, height - sheet.height());
        })
    };
    sheets.iter().map(draw).collect()
}

/// A plot with every size known.
pub(super) struct Sheet<'p> {
    plot: &'p Plot,
    view: View,
    pub width: f64,
    /// From the sheet's left side to the frame.
    margin: f64,
    needed_margin: f64,
    frame: (f64, f64),
    header: Vec<(String, Type)>,
    legend: Vec<Vec<&'p Layer>>,
    /// What stands beside its line and not in the legend.
    names: Vec<Name>,
    x_ticks: Ticks,
    y_ticks: Ticks,
    x_name: &'p str,
}

impl<'p> Sheet<'p> {
    /// Lays `plot` out `width` wide. Plots under each other pass the largest of their margins as `margin`, so
    /// that their frames align.
    pub fn new(plot: &'p Plot, width: f64, frame_height: f64, margin: Option<f64>) -> Sheet<'p> {
        let mut view = view::of(plot);
        let y_ticks = ticks_of(view.y, (frame_height / TICK_DISTANCE) as usize);
        let own_margin = if plot.axes {
            let values = guides(plot).map(|(_, y)| number(y));
            let labels = y_ticks.ticks.iter().map(|tick| tick.label.clone()).chain(values);
            let widest = labels.map(|label| text_width(&label, TICK)).fold(least_number(width), f64::max);
            EDGE + if plot.y_name.is_empty() { 0.0 } else { 24.0 } + widest + 8.0
        } else {
            EDGE
        };
        let alone = margin.is_none();
        let margin = margin.unwrap_or(own_margin);
        let right = if plot.axes { 24.0 } else { EDGE };
        let room = (width - margin - right).max(SMALLEST);
        let frame = if plot.equal_axes { equal(&mut view, room, frame_height, alone) } else { (room, frame_height) };
        // A picture of its own with a square frame is no wider than it needs to be.
        let width = if alone { (margin + frame.0 + right).clamp(NARROWEST_CARD, WIDTH) } else { width };
        let margin = if plot.equal_axes { margin + (width - margin - right - frame.0).max(0.0) / 2.0 } else { margin };

        let lines =
            |text: &str, kind| wrapped(text, kind, width - 2.0 * EDGE).into_iter().map(move |line| (line, kind));
        let mut header: Vec<(String, Type)> = plot.title.iter().flat_map(|title| lines(title, TITLE)).collect();
        header.extend(plot.warnings().iter().flat_map(|warning| lines(warning, NOTE)));
        let names = names::beside(plot, view, frame);
        let together = (plot.equal_axes && !view.x.log && !view.y.log).then(|| ticks_of_both(view, frame)).flatten();
        let (x_ticks, y_ticks) = together
            .unwrap_or_else(|| (x_ticks_of(view.x, frame.0), ticks_of(view.y, (frame.1 / TICK_DISTANCE) as usize)));
        Sheet {
            plot,
            view,
            width,
            margin,
            needed_margin: own_margin,
            frame,
            header,
            legend: legend_rows(plot, width - margin - right, &names),
            names,
            x_ticks,
            y_ticks,
            x_name: &plot.x_name,
        }
    }

    /// The height of a frame beside which the name of the vertical axis fits.
    pub fn name_height(plot: &Plot) -> f64 {
        (text_width(&plot.y_name, NAME) + 10.0).min(FRAME_HEIGHT)
    }

    /// Leaves only these names beside their lines.
    fn keep_names(&mut self, kept: &[usize]) {
        self.names.retain(|(index, _)| kept.contains(index));
        self.legend = legend_rows(self.plot, self.frame.0, &self.names);
    }

    /// The margin that this plot's own numbers ask for.
    pub fn needed_margin(&self) -> f64 {
        self.needed_margin
    }

    /// Leaves the name of the horizontal axis to the plot below.
    pub fn without_x_name(&mut self) {
        self.x_name = "";
    }

    fn above(&self) -> f64 {
        let factor = if self.plot.axes && self.y_ticks.factor.is_some() { 20.0 } else { 0.0 };
        EDGE + LINE_HEIGHT * (self.header.len() + self.legend.len()) as f64 + factor + 6.0
    }

    pub fn height(&self) -> f64 {
        let below = match (self.plot.axes, self.x_name.is_empty() && self.x_ticks.factor.is_none()) {
            (false, _) => 0.0,
            (true, true) => 22.0,
            (true, false) => 47.0,
        };
        self.above() + self.frame.1 + below + EDGE
    }

    /// Draws it, and says where everything is.
    pub fn draw(&self, canvas: &mut Canvas, left: f64, top: f64) -> Place<'p> {
        let begin = canvas.elements();
        let mut y = top + EDGE + LINE_HEIGHT / 2.0;
        for (line, kind) in &self.header {
            canvas.text(line, (left + self.width / 2.0, y), Align::Center, *kind);
            y += LINE_HEIGHT;
        }
        for row in &self.legend {
            self.legend_row(canvas, row, left + self.margin, y);
            y += LINE_HEIGHT;
        }
        let (width, height) = self.frame;
        let frame = Rect { left: left + self.margin, top: top + self.above(), width, height };
        let grid = canvas.elements();
        if self.plot.axes {
            self.grid(canvas, frame);
        }
        let grid = grid..canvas.elements();
        let mut painter = Painter::new(canvas, self.plot, self.view, frame);
        painter.all();
        let mut elements = painter.elements;
        for (element, (layer, _)) in (canvas.elements()..).zip(&self.names) {
            elements.labelled(*layer, element);
        }
        names::write(canvas, self.plot, frame, &self.names);
        let outline = canvas.elements();
        let mut numbers = outline..outline;
        if self.plot.axes {
            canvas.outline(frame, style::FRAME, 1.0);
            numbers.start = canvas.elements();
            self.numbers(canvas, frame);
            numbers.end = canvas.elements();
            self.names(canvas, frame, left);
        }
        let sheet = Rect { left, top, width: self.width, height: self.height() };
        Place { plot: self.plot, view: self.view, frame, sheet, begin, grid, elements, outline, numbers }
    }

    fn grid(&self, canvas: &mut Canvas, frame: Rect) {
        let upright = self.x_ticks.ticks.iter().map(|tick| {
            let x = frame.left + self.view.x.place(tick.value) * frame.width;
            ((x, frame.top), (x, frame.bottom()))
        });
        let level = self.y_ticks.ticks.iter().map(|tick| {
            let y = frame.bottom() - self.view.y.place(tick.value) * frame.height;
            ((frame.left, y), (frame.right(), y))
        });
        canvas.lines(&upright.chain(level).collect::<Vec<_>>(), style::GRID, 1.0);
    }

    /// The numbers at the axes. Those of guides come first; a tick in their way is left out.
    fn numbers(&self, canvas: &mut Canvas, frame: Rect) {
        let x_of = |x: f64| frame.left + self.view.x.place(x) * frame.width;
        let y_of = |y: f64| frame.bottom() - self.view.y.place(y) * frame.height;
        let guided = Type { bold: true, colour: Role::Secant.colour(), ..TICK };
        let below = frame.bottom() + 14.0;
        let mut taken: Vec<(f64, f64)> = vec![];
        let mut heights: Vec<f64> = vec![];
        for (x, y) in guides(self.plot).filter(|(x, y)| frame.contains((x_of(*x), y_of(*y)))) {
            let (text, at) = (number(x), x_of(x));
            let half = text_width(&text, guided) / 2.0 + 3.0;
            if taken.iter().all(|(other, other_half)| (at - other).abs() > half + other_half) {
                canvas.text(&text, (at, below), Align::Center, guided);
                taken.push((at, half));
            }
            if heights.iter().all(|other| (y_of(y) - other).abs() > TICK_SIZE) {
                canvas.text(&number(y), (frame.left - 7.0, y_of(y)), Align::Right, guided);
                heights.push(y_of(y));
            }
        }
        for tick in &self.x_ticks.ticks {
            let (at, half) = (x_of(tick.value), text_width(&tick.label, TICK) / 2.0 + 3.0);
            if taken.iter().all(|(other, other_half)| (at - other).abs() > half + other_half) {
                canvas.text(&tick.label, (at, below), Align::Center, TICK);
            }
        }
        for tick in &self.y_ticks.ticks {
            let at = y_of(tick.value);
            if heights.iter().all(|other| (at - other).abs() > TICK_SIZE + 1.0) {
                canvas.text(&tick.label, (frame.left - 7.0, at), Align::Right, TICK);
            }
        }
    }

    fn names(&self, canvas: &mut Canvas, frame: Rect, left: f64) {
        let below = frame.bottom() + 37.0;
        canvas.text(self.x_name, (frame.left + frame.width / 2.0, below), Align::Center, NAME);
        if let Some(factor) = &self.x_ticks.factor {
            canvas.text(factor, (frame.right(), below), Align::Right, TICK);
        }
        if let Some(factor) = &self.y_ticks.factor {
            canvas.text(factor, (frame.left, frame.top - 12.0), Align::Left, TICK);
        }
        if !self.plot.y_name.is_empty() {
            let widest = self.widest_y().max(least_number(self.width));
            let beside = if self.plot.equal_axes { frame.left - widest - 20.0 } else { left + EDGE + 7.0 };
            canvas.text_upwards(&self.plot.y_name, (beside, frame.top + frame.height / 2.0), NAME);
        }
    }

    fn widest_y(&self) -> f64 {
        self.y_ticks.ticks.iter().map(|tick| text_width(&tick.label, TICK)).fold(0.0, f64::max)
    }

    fn legend_row(&self, canvas: &mut Canvas, row: &[&Layer], left: f64, y: f64) {
        let mut x = left;
        for layer in row {
            let colour = layer.role.colour();
            match layer.mark {
                Mark::Area(_) | Mark::Polygon(_) | Mark::Strips(..) => {
                    let sample = Rect { left: x, top: y - 6.0, width: SAMPLE - 8.0, height: 12.0 };
                    canvas.rectangle(sample, colour, 0.5);
                }
                Mark::Scatter(_) | Mark::Point(..) => canvas.disc((x + 8.0, y), 4.5, colour),
                Mark::OpenPoint(..) | Mark::Rings(_) => canvas.ring((x + 8.0, y), 4.5, colour, 2.0),
                _ => canvas.line(&[(x, y), (x + SAMPLE - 8.0, y)], colour, LINE_WIDTH + 1.0),
            }
            let name = layer.name.as_deref().unwrap_or_default();
            canvas.text(name, (x + SAMPLE, y), Align::Left, LEGEND);
            x += SAMPLE + text_width(name, LEGEND) + BETWEEN;
        }
    }
}

/// The room for a number at the vertical axis, however short it is: where a picture is zoomed it becomes longer. A picture
/// beside others has none to spare.
fn least_number(width: f64) -> f64 {
    if width < NARROWEST_CARD { 0.0 } else { text_width("0.25", TICK) }
}

/// The shape of a frame in which one step in x is as long as one in y. Where the window is far from square, it
/// shows more instead of becoming a sliver.
fn equal(view: &mut View, room: f64, height: f64, alone: bool) -> (f64, f64) {
    let tallest = if alone { TALLEST } else { height };
    let (x, y) = (view.x.shown.span(), view.y.shown.span());
    let unit = (room / x).min(tallest / y);
    // Beyond this one of the two would be a single pixel; and f64 ends somewhere too.
    if !(1e-6..1e6).contains(&(x / y)) || !unit.is_normal() {
        return (room, tallest);
    }
    let frame = ((unit * x).max(SMALLEST), (unit * y).max(SMALLEST));
    let widened = |range: Interval, length: f64| {
        let more = (length / unit - range.span()) / 2.0;
        Interval { from: range.from - more, to: range.to + more }
    };
    view.x.shown = widened(view.x.shown, frame.0);
    view.y.shown = widened(view.y.shown, frame.1);
    frame
}

fn guides(plot: &Plot) -> impl Iterator<Item = (f64, f64)> {
    plot.layers.iter().filter_map(|layer| match layer.mark {
        Mark::Guides(x, y) => Some((x, y)),
        _ => None,
    })
}

fn ticks_of(axis: view::Axis, count: usize) -> Ticks {
    let Interval { from, to } = axis.shown;
    // An axis cannot be read with less than two or three numbers at it.
    if axis.log {
        let decades = ticks::logarithmic(from, to, count);
        if decades.ticks.len() >= 2 {
            return decades;
        }
    }
    let mut ticks = ticks::linear(from, to, count);
    for more in count + 1..count + 4 {
        if ticks.ticks.len() < 3 {
            ticks = ticks::linear(from, to, more);
        }
    }
    ticks
}

/// The ticks of equal axes, with one step for both, so that the grid is of squares. `None`: the frame is so flat that one of
/// them would have too few.
fn ticks_of_both(view: View, frame: (f64, f64)) -> Option<(Ticks, Ticks)> {
    let (x, y) = (view.x.shown, view.y.shown);
    let mut step = ticks::step(y.span(), (frame.1 / TICK_DISTANCE) as usize);
    loop {
        let [across, up] = [x, y].map(|range| ticks::linear_by(step, range.from, range.to));
        if across.ticks.len() <= 2 || fit(&across, frame.0) {
            let enough = [&across, &up].iter().all(|ticks| ticks.ticks.len() >= 2);
            return enough.then_some((across, up));
        }
        step = ticks::step(2.0 * step, 1);
    }
}

/// As many ticks as fit side by side.
fn x_ticks_of(axis: view::Axis, width: f64) -> Ticks {
    let mut count = (width / 60.0).clamp(2.0, 10.0) as usize;
    loop {
        let ticks = ticks_of(axis, count);
        if count <= 1 || fit(&ticks, width) {
            return ticks;
        }
        count -= 1;
    }
}

/// Whether their labels have room side by side.
fn fit(ticks: &Ticks, width: f64) -> bool {
    let widest = ticks.ticks.iter().map(|tick| text_width(&tick.label, TICK)).fold(0.0, f64::max);
    (widest + 14.0) * ticks.ticks.len() as f64 <= width
}

fn legend_rows<'p>(plot: &'p Plot, width: f64, beside: &[Name]) -> Vec<Vec<&'p Layer>> {
    let mut rows: Vec<Vec<&Layer>> = vec![];
    let mut used = 0.0;
    let listed = |index: usize| !beside.iter().any(|(other, _)| *other == index);
    for (_, layer) in plot.layers.iter().enumerate().filter(|(index, _)| listed(*index)) {
        if matches!(layer.mark, Mark::Nothing) {
            continue;
        }
        let Some(name) = &layer.name else { continue };
        let more = SAMPLE + text_width(name, LEGEND) + BETWEEN;
        match rows.last_mut() {
            Some(row) if used + more - BETWEEN <= width => row.push(layer),
            _ => {
                rows.push(vec![layer]);
                used = 0.0;
            }
        }
        used += more;
    }
    rows
}
