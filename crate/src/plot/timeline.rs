//! A timeline: every year at its true distance, every text where it can be read.

use std::fmt;

use super::canvas::{self, Align, Type, wrapped};
use super::picture::{Picture, shown_as_picture};
use super::style::{BLUE, FRAME, GREY, INK, WIDTH};

/// Events in their years, drawn to scale from the top down.
#[derive(Clone)]
pub struct Timeline {
    events: Vec<(i32, String)>,
}

/// Draws events in their years; a negative year is before the Common Era. The order does not matter.
///
/// ```
/// use calculus::prelude::*;
/// timeline([(-250, "Archimedes: areas by exhaustion"), (1684, "Leibniz publishes his calculus")]);
/// ```
///
/// Without an event the picture says that there is none.
pub fn timeline<Text: Into<String>>(events: impl IntoIterator<Item = (i32, Text)>) -> Timeline {
    let mut events: Vec<(i32, String)> = events.into_iter().map(|(year, text)| (year, text.into())).collect();
    events.sort_by_key(|event| event.0);
    Timeline { events }
}

const YEAR: Type = Type { size: 15.0, colour: BLUE, bold: true };
const EVENT: Type = Type { size: 15.0, colour: INK, bold: false };
const LINE_HEIGHT: f64 = 20.0;
const BETWEEN: f64 = 14.0;
/// Where the scale, the years and the texts are.
const SCALE: f64 = 30.0;
const YEARS: f64 = 170.0;
const TEXTS: f64 = 186.0;
const EDGE: f64 = 16.0;
const SHORTEST: f64 = 320.0;

fn written(year: i32) -> String {
    if year < 0 { format!("{} BCE", year.unsigned_abs()) } else { format!("{year} CE") }
}

/// Where the first line of each text is: as near to its year as the others allow.
fn spread(wanted: &[f64], heights: &[f64], end: f64) -> Vec<f64> {
    let mut tops: Vec<f64> = vec![];
    for (index, want) in wanted.iter().enumerate() {
        let free = index.checked_sub(1).map_or(0.0, |before| tops[before] + heights[before] + BETWEEN);
        tops.push(want.max(free));
    }
    // What has been pushed out below comes back up, and pushes those above it.
    let mut limit = end;
    for (top, height) in tops.iter_mut().zip(heights).rev() {
        *top = top.min(limit - height);
        limit = *top - BETWEEN;
    }
    tops
}

impl Picture for Timeline {
    fn svg(&self) -> String {
        let texts: Vec<Vec<String>> =
            self.events.iter().map(|(_, text)| wrapped(text, EVENT, WIDTH - TEXTS - EDGE)).collect();
        let heights: Vec<f64> = texts.iter().map(|lines| LINE_HEIGHT * lines.len().max(1) as f64).collect();
        let needed = heights.iter().sum::<f64>() + BETWEEN * (heights.len() as f64 - 1.0).max(0.0);
        let shortest = if self.events.len() > 1 { SHORTEST } else { 0.0 };
        // A little more than the texts need lets them stay near their years.
        let length = (1.2 * needed).max(shortest) + LINE_HEIGHT;
        let years = self.events.first().zip(self.events.last());
        let (first, last) = years.map_or((0.0, 1.0), |(first, last)| (f64::from(first.0), f64::from(last.0)));
        let scale = (length - LINE_HEIGHT) / (last - first).max(1.0);
        let wanted: Vec<f64> = self.events.iter().map(|(year, _)| (f64::from(*year) - first) * scale).collect();
        let tops = spread(&wanted, &heights, length);

        canvas::svg((WIDTH, length + 2.0 * EDGE), "Timeline", &self.describe(), &mut |canvas| {
            if self.events.is_empty() {
                canvas.text(NO_EVENT, (WIDTH / 2.0, EDGE + LINE_HEIGHT / 2.0), Align::Center, EVENT);
                return;
            }
            let y_of = |way: f64| EDGE + LINE_HEIGHT / 2.0 + way;
            canvas.line(&[(SCALE, y_of(0.0)), (SCALE, y_of((last - first) * scale))], GREY, 3.0);
            for (((event, lines), top), want) in self.events.iter().zip(&texts).zip(&tops).zip(&wanted) {
                let (dot, text) = (y_of(*want), y_of(*top));
                canvas.line(
                    &[(SCALE, dot), (SCALE + 12.0, dot), (SCALE + 40.0, text), (SCALE + 52.0, text)],
                    FRAME,
                    1.5,
                );
                canvas.disc((SCALE, dot), 5.0, BLUE);
                canvas.text(&written(event.0), (YEARS, text), Align::Right, YEAR);
                for (index, line) in lines.iter().enumerate() {
                    canvas.text(line, (TEXTS, text + index as f64 * LINE_HEIGHT), Align::Left, EVENT);
                }
            }
        })
    }

    fn describe(&self) -> String {
        if self.events.is_empty() {
            return NO_EVENT.into();
        }
        let events = self.events.iter().map(|(year, text)| format!("{}: {text}", written(*year)));
        format!("A timeline.\n{}", events.collect::<Vec<_>>().join("\n"))
    }
}

const NO_EVENT: &str = "The timeline has no events. Give it pairs of a year and a text.";

shown_as_picture!(Timeline);

impl fmt::Debug for Timeline {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Timeline({} events)", self.events.len())
    }
}
