//! A calculation line by line, as LaTeX that fits beside a list of files.

use super::measure::{SMALL, measure};

/// What an output holds in a JupyterLab window of 900 pixels with the list of files open, in em of a formula: 468
/// pixels, at 18.1 an em.
const WIDTH: f64 = 25.8;
/// By what part of it measuring may be wrong.
const SLACK: f64 = 0.04;
/// Between a formula and the words beside it.
const GAP: f64 = 2.0;
/// What stands in a line of its own, below what it belongs to, is moved to the right by so much.
const INDENT: f64 = 2.0;
/// And an equals sign below its left side by so much.
const STEP: f64 = 0.5;
/// A left side that is wider may stand in a line of its own.
const NARROW: f64 = 4.0;

/// One line of a calculation; each part may be empty.
pub(crate) struct Row {
    /// What stands left of the equals sign.
    pub(crate) left: String,
    /// The equals sign and what follows.
    pub(crate) right: String,
    /// Why it follows: reasons between which a line may end.
    pub(crate) reasons: Vec<String>,
}

impl Row {
    pub(crate) fn new(left: impl Into<String>, right: impl Into<String>) -> Row {
        Row { left: left.into(), right: right.into(), reasons: Vec::new() }
    }

    /// Words below the lines.
    pub(crate) fn remark(words: &str) -> Row {
        Row::new("", small(words))
    }

    pub(crate) fn because(self, reasons: Vec<String>) -> Row {
        Row { reasons, ..self }
    }

    fn reason(&self) -> String {
        self.reasons.join(COMMA)
    }
}

const COMMA: &str = "\\text{, }";

fn small(words: &str) -> String {
    format!("{{\\small {words}}}")
}

/// Where things stand.
struct Layout {
    /// Left sides stand in lines of their own, and the right sides below them.
    left_above: bool,
    /// Where the equals signs are.
    equals: f64,
    /// How wide right sides are that have their reasons beside them.
    column: f64,
}

impl Layout {
    /// With the reasons beside all lines that have some, if possible; or else below all of them, which gives a column of no
    /// width: in one calculation a reader looks for them in one place.
    fn of(rows: &[Row]) -> Layout {
        let widest = |widths: &mut dyn Iterator<Item = f64>| widths.fold(0.0, f64::max);
        let left = widest(&mut rows.iter().map(|row| measure(&row.left).width));
        let reason = SMALL * widest(&mut rows.iter().map(|row| measure(&row.reason()).width));
        if reason == 0.0 {
            return Layout { left_above: false, equals: left, column: f64::INFINITY };
        }
        let reasoned = rows.iter().filter(|row| !row.reasons.is_empty());
        let rights: Vec<f64> = reasoned.map(|row| measure(&row.right).width).collect();
        let of = |left_above: bool| {
            let equals = if left_above { STEP } else { left };
            let column = widest(&mut rights.iter().copied());
            let fits = column <= WIDTH - equals - GAP - reason;
            Layout { left_above, equals, column: if fits { column } else { 0.0 } }
        };
        match of(false) {
            below if below.column == 0.0 && left > NARROW => of(true),
            layout => layout,
        }
    }

    /// Left and right side of a line, the latter moved to the right by `start`. If it is too wide for the column, the
    /// column takes no notice of it.
    fn cell(&self, left: &str, right: &str, start: f64) -> String {
        let moved = if start > 0.0 { format!("\\hspace{{{start}em}} ") } else { String::new() };
        let (column, width) = (self.column + if self.left_above { STEP } else { 0.0 }, start + measure(right).width);
        let hidden = self.column > 0.0 && width > column;
        let back = if hidden { format!(" \\hspace{{{:.1}em}}", column - width) } else { String::new() };
        format!("{left} & {moved}{right}{back}").trim_start().to_owned()
    }
}

/// The lines under one another, equals sign under equals sign, each with its reasons. Nothing is wider than an output,
/// as far as formulas can be broken: they are, between terms.
pub(crate) fn working(rows: &[Row]) -> String {
    let layout = Layout::of(rows);
    let mut lines: Vec<Vec<String>> = Vec::new();
    for row in rows {
        let mut before = &*row.left;
        if layout.left_above && !before.is_empty() {
            lines.push(vec![layout.cell("", before, 0.0)]);
            before = "";
        }
        let (right, start) = (&*row.right, if layout.left_above { STEP } else { 0.0 });
        let mut pieces = broken(right, (1.0 - SLACK) * WIDTH - layout.equals).into_iter();
        let mut line = vec![layout.cell(before, pieces.next().unwrap_or_default(), start)];
        line.extend(pieces.map(|piece| layout.cell("", &format!("{{}} {piece}"), start + INDENT)));
        if measure(right).width <= layout.column {
            if !row.reasons.is_empty() {
                line[0] += &format!(" && {}", small(&row.reason()));
            }
        } else {
            let reasons = packed(&row.reasons, (WIDTH - layout.equals - INDENT) / SMALL);
            line.extend(reasons.iter().map(|reasons| layout.cell("", &small(reasons), start + INDENT)));
        }
        lines.push(line);
    }
    let lines: Vec<String> = lines.iter().map(|line| line.join(" \\\\\n")).collect();
    format!("$$\\begin{{aligned}}\n{}\n\\end{{aligned}}$$", lines.join(" \\\\[4pt]\n"))
}

/// A formula in pieces that fit into the room, each but the first beginning with its sign.
fn broken(formula: &str, room: f64) -> Vec<&str> {
    let measured = measure(formula);
    let (mut pieces, mut start, mut width_before) = (Vec::new(), 0, 0.0);
    let mut fits: Option<(usize, f64)> = None;
    for (end, width) in measured.breaks.iter().copied().chain([(formula.len(), measured.width)]) {
        let room = if start == 0 { room } else { room - INDENT };
        if width - width_before > room
            && let Some((fit, width_there)) = fits.take()
        {
            pieces.push(formula[start..fit].trim_end());
            (start, width_before) = (fit, width_there);
        }
        fits = Some((end, width));
    }
    pieces.push(&formula[start..]);
    pieces
}

/// Reasons joined by commas as long as they fit into the room.
fn packed(reasons: &[String], room: f64) -> Vec<String> {
    let mut lines: Vec<String> = Vec::new();
    for reason in reasons {
        match lines.last_mut() {
            Some(line) if measure(&format!("{line}{COMMA}{reason}{COMMA}")).width < room => {
                *line += &(COMMA.to_owned() + reason);
            }
            Some(line) => {
                *line += COMMA;
                lines.push(reason.clone());
            }
            None => lines.push(reason.clone()),
        }
    }
    lines
}
