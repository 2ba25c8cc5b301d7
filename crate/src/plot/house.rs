//! A diagram of what stands on what: a house with a roof, a body and a row of foundations.

use std::fmt;

use super::canvas::{self, Align, Canvas, Type, wrapped};
use super::clip::Rect;
use super::picture::{Picture, shown_as_picture};
use super::style::{BLUE, FRAME, GREY, INK, SKY, TEXT_SIZE, VERMILLION, WARNING, WHITE, WIDTH};

/// A house: what is on top, what it stands on, and the foundations of both.
#[derive(Clone)]
pub struct House {
    roof: String,
    body: String,
    foundations: Vec<String>,
    highlight: Option<String>,
}

/// Draws a subject as a house on its foundations.
///
/// ```
/// use calculus::prelude::*;
/// house("Specialized ML", "Machine Learning", ["Linear Algebra", "Calculus"]).highlight("Calculus");
/// ```
///
/// Without a foundation the house stands on the ground. More than six get narrow; their texts are broken.
pub fn house<Text: Into<String>>(
    roof: impl Into<String>,
    body: impl Into<String>,
    foundations: impl IntoIterator<Item = Text>,
) -> House {
    let foundations = foundations.into_iter().map(Into::into).collect();
    House { roof: roof.into(), body: body.into(), foundations, highlight: None }
}

const LEFT: f64 = 60.0;
const BROAD: f64 = WIDTH - 2.0 * LEFT;
const ROOF_TOP: f64 = 14.0;
const BODY_TOP: f64 = 150.0;
const BASE_TOP: f64 = 240.0;
const BOTTOM: f64 = 330.0;
const HEIGHT: f64 = 346.0;

impl House {
    /// Fills one part, the foundation or the floor with exactly this text, so that it stands out.
    ///
    /// ```
    /// # use calculus::prelude::*;
    /// house("Roof", "Body", ["Calculus"]).highlight("Calculus");
    /// ```
    ///
    /// If no part has this text, the house stays as it is, and a line under it says so.
    pub fn highlight(&self, part: impl Into<String>) -> House {
        House { highlight: Some(part.into()), ..self.clone() }
    }

    fn is_highlighted(&self, part: &str) -> bool {
        self.highlight.as_deref() == Some(part)
    }

    /// What to say if there is nothing to highlight.
    fn warning(&self) -> Option<String> {
        let highlight = self.highlight.as_deref()?;
        let mut parts = [&self.roof, &self.body].into_iter().chain(&self.foundations);
        (!parts.any(|part| part == highlight)).then(|| {
            format!("No part of it is called {highlight}; highlight takes the text of a part, letter by letter.")
        })
    }

    fn draw(&self, canvas: &mut Canvas) {
        let middle = WIDTH / 2.0;
        let roof = [(LEFT - 24.0, BODY_TOP), (middle, ROOF_TOP), (WIDTH - LEFT + 24.0, BODY_TOP)];
        let (fill, opacity, text) =
            if self.is_highlighted(&self.roof) { (BLUE, 1.0, WHITE) } else { (GREY, 0.15, INK) };
        canvas.polygon(&roof, fill, opacity);
        canvas.line(&[roof[0], roof[1], roof[2], roof[0]], FRAME, 1.5);
        // At this height the roof is half as wide as the house.
        let kind = Type { size: 17.0, colour: text, bold: true };
        lines(canvas, &self.roof, (middle, BODY_TOP - 38.0), BROAD * 0.5, kind);

        let (fill, opacity, text) = if self.is_highlighted(&self.body) { (BLUE, 1.0, WHITE) } else { (SKY, 0.3, INK) };
        let body = Rect { left: LEFT, top: BODY_TOP, width: BROAD, height: BASE_TOP - BODY_TOP };
        canvas.rectangle(body, fill, opacity);
        let kind = Type { size: 22.0, colour: text, bold: true };
        lines(canvas, &self.body, (middle, f64::midpoint(BODY_TOP, BASE_TOP)), BROAD - 40.0, kind);

        let gap = 6.0;
        let width = (BROAD + gap) / self.foundations.len().max(1) as f64 - gap;
        let mut marked = None;
        for (index, foundation) in self.foundations.iter().enumerate() {
            let left = LEFT + index as f64 * (width + gap);
            let block = Rect { left, top: BASE_TOP + gap, width, height: BOTTOM - BASE_TOP - gap };
            let highlighted = self.is_highlighted(foundation);
            let (fill, opacity, text) = if highlighted { (BLUE, 1.0, WHITE) } else { (GREY, 0.15, INK) };
            canvas.rectangle(block, fill, opacity);
            canvas.outline(block, FRAME, 1.5);
            if highlighted {
                marked = Some(block);
            }
            let kind = Type { size: 16.0, colour: text, bold: highlighted };
            lines(canvas, foundation, (left + width / 2.0, f64::midpoint(block.top, BOTTOM)), width - 12.0, kind);
        }
        if let Some(warning) = self.warning() {
            let kind = Type { size: TEXT_SIZE, colour: WARNING, bold: false };
            lines(canvas, &warning, (middle, HEIGHT + 8.0), BROAD, kind);
        }
        // A frame too, for those who see no colours.
        if let Some(block) = marked {
            canvas.outline(block, VERMILLION, 3.5);
        }
    }
}

/// A text in lines around a middle.
fn lines(canvas: &mut Canvas, text: &str, middle: (f64, f64), width: f64, kind: Type) {
    let height = 1.3 * kind.size;
    let lines = wrapped(text, kind, width);
    let first = middle.1 - height * (lines.len() as f64 - 1.0) / 2.0;
    for (index, line) in lines.iter().enumerate() {
        canvas.text(line, (middle.0, first + index as f64 * height), Align::Center, kind);
    }
}

impl Picture for House {
    fn svg(&self) -> String {
        // A warning takes two lines at most.
        let height = if self.warning().is_some() { HEIGHT + 30.0 } else { HEIGHT };
        canvas::svg((WIDTH, height), &self.body, &self.describe(), &mut |canvas| self.draw(canvas))
    }

    fn describe(&self) -> String {
        let ground = if self.foundations.is_empty() { "the ground".into() } else { self.foundations.join(", ") };
        let mut words = format!("A house. Its roof is {}, its body {}. It stands on {ground}.", self.roof, self.body);
        match (&self.highlight, self.warning()) {
            (_, Some(warning)) => words += &format!(" {warning}"),
            (Some(highlight), None) => words += &format!(" {highlight} is highlighted."),
            (None, None) => {}
        }
        words
    }
}

shown_as_picture!(House);

impl fmt::Debug for House {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "House({} on {} foundations)", self.body, self.foundations.len())
    }
}
