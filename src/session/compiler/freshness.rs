//! Whether the recipe at hand still holds. There are some two hundred files to be looked at, so that is done once for a cell,
//! and while evcxr reads it.

use super::stamp::Stamp;
use std::thread::JoinHandle;

pub struct Freshness {
    recipe: Stamp,
    looking: Option<JoinHandle<bool>>,
    holds: bool,
}

impl Freshness {
    /// Begins to look whether the recipe in the file of this stamp holds.
    pub fn of(recipe: Stamp, look: impl FnOnce() -> bool + Send + 'static) -> Freshness {
        Freshness { recipe, looking: Some(std::thread::spawn(look)), holds: false }
    }

    /// Whether it is known that this recipe holds. A recipe that did not may do so meanwhile, and another one is another one.
    pub fn is_known(&mut self, recipe: &Stamp) -> bool {
        if let Some(looking) = self.looking.take() {
            self.holds = looking.join().unwrap_or(false);
        }
        self.holds && self.recipe == *recipe
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_what_was_found_to_hold_is_taken_as_known() {
        let (one, other) = (tempfile::NamedTempFile::new().unwrap(), tempfile::NamedTempFile::new().unwrap());
        let [one, other] = [one, other].map(|file| Stamp::of(file.path()).unwrap());
        let mut fresh = Freshness::of(one.clone(), || true);
        assert!(fresh.is_known(&one) && fresh.is_known(&one) && !fresh.is_known(&other));
        assert!(!Freshness::of(one.clone(), || false).is_known(&one));
    }
}
