//! What is no error and may be a mistake.

use super::compiler::statements::mutable_variable;
use super::compiler::{Lesson, words};
use super::engine::Variables;
use super::{Output, Session};

impl Session {
    /// Says once what is no error and may be a mistake.
    pub(super) fn warn(&mut self, variables: &Variables, sink: &mut dyn FnMut(Output)) {
        let lessons =
            self.workshop.lock().map(|mut workshop| std::mem::take(&mut workshop.lessons)).unwrap_or_default();
        for lesson in lessons {
            let place = self.listing.place_of(lesson.line.trim());
            if let Some(place) = place.or_else(|| self.listing.place_in_earlier(&lesson.line))
                && let Some(message) = self.told(&lesson)
            {
                sink(Output::Note(format!("{place}: {message}")));
            }
        }
        let new = variables.iter().filter(|(name, ty)| self.listing.type_of(name) != Some(ty.as_str()));
        for (name, ty) in new {
            if self.listing.holds_a_pointer(ty) && self.pointers.insert(name.clone()) {
                let is = if ty.starts_with('*') { "is" } else { "holds" };
                sink(Output::Note(format!(
                    "`{name}` {is} a raw pointer: a variable of a cell lies elsewhere in the next one, and what the pointer finds there is \
                     rubbish. Keep the value itself, or a Box"
                )));
            }
        }
    }

    /// What is to be said of a warning. A variable that later cells see may be changed there: of one that is only defined
    /// nothing is known yet.
    fn told(&self, lesson: &Lesson) -> Option<String> {
        let (_, cell) = self.listing.current()?;
        let Some(name) = &lesson.unchanged else { return Some(lesson.message.clone()) };
        let Some(statement) = mutable_variable(cell, name) else { return Some(lesson.message.clone()) };
        let elsewhere = cell.replacen(&statement, "", 1);
        let is_used = words(&elsewhere).any(|word| word == name);
        is_used.then(|| {
            format!("`{name}` is `mut`, and nothing in this cell changes it: leave `mut` out if no later cell does")
        })
    }
}
