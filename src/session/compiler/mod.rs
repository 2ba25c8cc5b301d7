//! The compiler of a cell, called without cargo where cargo would do nothing else, or not called at all where the same
//! cell was compiled before.
//!
//! evcxr asks cargo for each cell, and cargo looks at everything that a cell depends on before it calls the
//! compiler once. Here that look is what a [`recipe`] remembers, what the cell does not [reach] is left out, and the
//! compiled cells are kept in a [`store`]. The work is done in the session's own process, in its [workshop], which has the
//! recipe at hand: the cargo that evcxr starts only [knocks](door).
//! Whatever is not as expected goes to the real cargo, which also teaches the next recipe.

pub mod answers;
pub mod arguments;
pub mod asked;
pub mod by_cargo;
pub mod call;
mod canonical;
mod compilation;
mod definitions;
mod depinfo;
pub mod depot;
mod described;
pub mod door;
mod files;
mod freshness;
mod implementations;
pub mod invocations;
mod linker;
mod lock;
mod messages;
mod names;
mod places;
mod portable;
mod precompiled;
mod probe;
mod reach;
pub mod recipe;
mod refusal;
#[cfg(test)]
mod runtime;
pub mod shared;
mod stamp;
pub mod statements;
mod statics;
pub mod store;
mod superseded;
mod told;
pub mod types;
mod variables;
mod workbench;
mod workshop;

pub use canonical::ENTRY;
pub use definitions::Definitions;
pub use messages::{Lesson, primary_span};
pub use names::{COMPILED, SOURCE, WAY};
pub use reach::words;
pub use refusal::Refusal;
pub use shared::{NAME as SHARED, SYMBOL as HAS_SHARED};
pub use statics::SYMBOL as HAS_STATICS;
pub use told::{ELSEWHERE, opens_the_last_expression};
pub use workshop::Workshop;

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_store_gives_back_what_was_put_in_and_knows_its_type() {
        // SAFETY: made by a box a moment ago.
        let mut store = unsafe { Box::from_raw(runtime::create_variable_store()) };
        store.put_variable("x", 1.5);
        store.put_variable("y", "text".to_owned());
        store.put_variable("x", 2.5);
        assert!(store.check_variable::<f64>("x") && !store.check_variable::<f64>("unknown"));
        assert!(!store.check_variable::<f64>("y"));
        assert_eq!(store.take_variable::<f64>("x"), 2.5);
        assert_eq!(store.take_variable::<String>("y"), "text");
        let (one, other) = (store.lazy_arc("shared", || 7), store.lazy_arc("shared", || 8));
        assert_eq!((*one, *other), (7, 7));
        assert_eq!(runtime::USER_ERROR_OCCURRED, crate::session::wire::USER_ERROR);
    }
}
