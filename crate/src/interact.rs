//! Sliders that calculate: a closure that is called for every position of a hand.
//!
//! [`interact`] shows a picture, a table, a formula or a text, and above it something to move. The closure stays in the process
//! of the notebook's cells, in a list (`hands`), and the kernel has it called when the hand moves: nothing is compiled, and
//! what a cell changes counts from then on. What the hand can move is told to the kernel beside the picture of the first
//! position (`described`). A kernel that knows nothing of it shows that picture, and so does a stored notebook.

mod control;
mod hands;

use crate::show::json::{List, Object};
use crate::show::{Rich, escaped};
use std::fmt;
use std::rc::Rc;

pub use control::{Control, Controls, choice, control};

/// Around the picture of the first position; the kernel puts it where later ones come.
const FIRST: (&str, &str) = ("<!--first-->", "<!--/first-->");
/// In JupyterLab and Notebook 7, the picture gives way to the one that moves, which stands below it. When the kernel is gone the
/// sentence appears below the last picture; and where there was never one, there is no room for it.
const STYLE: &str = "<style>\
.jp-OutputArea-child:has(.calculus-interact):has(+ .jp-OutputArea-child .widget-vbox:not(.jupyter-widgets-disconnected)){display:none}\
.jp-OutputArea-child:has(+ .jp-OutputArea-child .jupyter-widgets-disconnected) .calculus-first{display:none}\
.jp-OutputArea-child:has(.calculus-interact) + .jp-OutputArea-child:has(.jupyter-widgets-view, .jupyter-widgets):not(:has(.widget-vbox)){display:none}\
</style>";

/// Shows what `show` gives for the position of a slider, a choice, a checkbox or a field, and follows the hand that moves it.
///
/// ```
/// use calculus::prelude::*;
/// fn f(x: f64) -> f64 { x.powi(2) }
/// interact(0.01..=1.0, |h| secant(f, 1.0, 1.0 + h));
/// ```
///
/// A range of real numbers or of whole ones is a slider, an array a choice among its values, a `bool` a checkbox, and a text a
/// field. Two or three of them in brackets come to the closure together:
///
/// ```
/// use calculus::prelude::*;
/// interact((1..=5, 0.0..=3.0, false), |(n, shift, is_mirrored)| {
///     let sign = if is_mirrored { -1.0 } else { 1.0 };
///     plot(move |x| sign * (x - shift).powi(n), -3.0..=3.0)
/// });
/// interact(["sin", "cos"], |name| format!("the derivative of {name}"));
/// interact("x^2", |text| match parse(&text) {
///     Ok(formula) => formula.to_string(),
///     Err(error) => error.to_string(),
/// });
/// ```
///
/// With [`control`] it has a name, a step, and a place where it begins. The first position is calculated at once, and a panic
/// there is one of the cell. Later ones show theirs below the slider.
///
/// It needs this course's kernel and a page that knows widgets, as JupyterLab, Notebook 7 and VS Code do. Elsewhere the picture of the
/// first position is shown, and a sentence.
pub fn interact<C: Controls, Shown: Rich>(controls: C, show: impl Fn(C::Position) -> Shown + 'static) -> Interact {
    let described = controls.described();
    let call = move |words: &[&str]| {
        let position = controls.read(&mut words.iter().copied())?;
        let shown = show(position);
        Some(Seen { text: shown.text(), html: shown.html(), latex: shown.latex() })
    };
    Interact::of(described, Rc::new(call))
}

/// Something that a hand can move, with what it shows. From [`interact`].
#[derive(Clone)]
pub struct Interact {
    controls: Vec<Control>,
    call: Call,
    first: Seen,
}

/// Gives what is to be seen at positions in words. `None`: they are none of its controls'.
type Call = Rc<dyn Fn(&[&str]) -> Option<Seen>>;

/// A value as it is seen.
#[derive(Clone, Default)]
struct Seen {
    text: String,
    html: Option<String>,
    latex: Option<String>,
}

impl Rich for Seen {
    fn text(&self) -> String {
        self.text.clone()
    }

    fn html(&self) -> Option<String> {
        self.html.clone()
    }

    fn latex(&self) -> Option<String> {
        self.latex.clone()
    }
}

impl Interact {
    fn of(controls: Vec<Control>, call: Call) -> Interact {
        let start: Vec<String> = controls.iter().map(Control::start_in_words).collect();
        let start: Vec<&str> = start.iter().map(String::as_str).collect();
        let first = call(&start).unwrap_or_default();
        Interact { controls, call, first }
    }

    /// What is to be said where nothing can be moved.
    fn sentence(&self) -> String {
        let what: Vec<String> = self.controls.iter().map(Control::in_a_sentence).collect();
        format!(
            "To move {}, run this cell in JupyterLab, Notebook 7 or VS Code with the kernel of this course.",
            what.join(" and ")
        )
    }
}

impl Rich for Interact {
    fn text(&self) -> String {
        format!("{}\n\n{}", self.first.text.trim_end(), self.sentence())
    }

    fn html(&self) -> Option<String> {
        let first = match (&self.first.html, &self.first.latex) {
            (Some(html), _) => html.clone(),
            (None, Some(latex)) => latex.clone(),
            (None, None) => format!("<pre>{}</pre>", escaped(&self.first.text)),
        };
        Some(format!(
            "<div class=\"calculus-interact\"><div class=\"calculus-first\">{}{first}{}</div>\n<p><small>{}</small></p>{STYLE}</div>",
            FIRST.0,
            FIRST.1,
            escaped(&self.sentence())
        ))
    }

    fn movable(&self) -> Option<String> {
        let number = hands::hold(self.call.clone());
        let formulas = self.first.html.is_none() && self.first.latex.is_some();
        let described = Object::new()
            .add("number", number.to_string())
            .add("formulas", formulas.to_string())
            .add("controls", List::of(self.controls.iter().map(Control::described)));
        Some(described.end())
    }
}

crate::show::shown!(Interact);

impl fmt::Debug for Interact {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Interact({})", self.controls.len())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// What is shown at positions in words.
    fn at(interact: &Interact, words: &[&str]) -> Option<String> {
        (interact.call)(words).map(|seen| seen.text)
    }

    #[test]
    fn a_position_in_words_is_read_by_each_kind_of_control() {
        let real = interact(0.5..=2.0, |h| h * 2.0);
        assert_eq!((real.first.text.as_str(), at(&real, &["1.25"]).as_deref()), ("1.0", Some("2.5")));
        let whole = interact(3..=9, |n| crate::limits::exhaustion::inscribed_area(n) > 2.0);
        assert_eq!((whole.first.text.as_str(), at(&whole, &["8"]).as_deref()), ("false", Some("true")));
        let named = interact(["a", "b"], |name| name.to_owned());
        assert_eq!((named.first.text.as_str(), at(&named, &["1"]).as_deref()), ("a", Some("b")));
        let switch = interact(false, |on| on);
        assert_eq!((switch.first.text.as_str(), at(&switch, &["true"]).as_deref()), ("false", Some("true")));
        let text = interact("x", |text| text.len());
        assert_eq!((text.first.text.as_str(), at(&text, &["x + 1"]).as_deref()), ("1", Some("5")));
        for words in [&["text"][..], &[], &["2", "3"]] {
            assert_eq!(at(&real, words).filter(|_| words.len() < 2), None, "{words:?}");
        }
    }

    #[test]
    fn two_and_three_come_together() {
        let two = interact((0..=3, 1.0..=2.0), |(n, x)| (n, x));
        assert_eq!((two.first.text.as_str(), at(&two, &["3", "1.5"]).as_deref()), ("(0, 1.0)", Some("(3, 1.5)")));
        let three = interact((control(0..=3).start(2), true, [5, 7]), |(n, on, m)| (n, on, m));
        assert_eq!(three.first.text, "(2, true, 5)");
    }

    #[test]
    fn it_shows_its_first_picture_and_what_it_needs() {
        let shown = interact(control(0.0..=1.0).name("h"), |h| h);
        let html = shown.html().unwrap();
        assert!(
            html.contains("<!--first--><pre>0.0</pre><!--/first-->") && html.contains("To move h, run this cell"),
            "{html}"
        );
        assert!(shown.text().starts_with("0.0\n\nTo move h"));
    }

    #[test]
    fn a_hand_finds_its_closure_until_that_is_forgotten() {
        let number = hands::hold(interact(0.0..=1.0, |h| h).call);
        assert!(hands::moved(&format!("{number}\u{1f}0.5")));
        assert!(hands::moved(&number.to_string()), "it is forgotten now");
        assert!(!hands::moved(&format!("{number}\u{1f}0.5")));
    }

    #[test]
    fn a_panic_is_one_of_its_position() {
        let number = hands::hold(interact(0..=3, |n| 6 / (3 - n)).call);
        assert!(hands::moved(&format!("{number}\u{1f}3")));
        assert!(hands::moved(&format!("{number}\u{1f}2")));
    }
}
