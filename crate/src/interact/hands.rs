//! The closures that a hand can have called, each under its number.

use super::Call;
use crate::show::display;
use std::cell::{Cell, RefCell};
use std::collections::BTreeMap;
use std::ffi::{CStr, c_char};
use std::panic::{AssertUnwindSafe, catch_unwind};

/// What stands before each position.
const POSITION: char = '\u{1f}';

thread_local! {
    /// Cells run in one thread, and so does what a hand moves.
    static HELD: RefCell<BTreeMap<u64, Call>> = const { RefCell::new(BTreeMap::new()) };
    static NEXT: Cell<u64> = const { Cell::new(1) };
}

/// Keeps a closure, and gives its number.
pub(super) fn hold(call: Call) -> u64 {
    let number = NEXT.get();
    NEXT.set(number + 1);
    HELD.with_borrow_mut(|held| held.insert(number, call));
    number
}

/// Shows what there is at a position: a number, and the positions of its controls in words. A number alone is to be
/// forgotten. Says whether the number is known.
pub(super) fn moved(words: &str) -> bool {
    let mut words = words.split(POSITION);
    let Some(number) = words.next().and_then(|number| number.parse().ok()) else { return false };
    let positions: Vec<&str> = words.collect();
    if positions.is_empty() {
        return HELD.with_borrow_mut(|held| held.remove(&number)).is_some();
    }
    // Not borrowed while it runs: it may show something that moves itself.
    let Some(call) = HELD.with_borrow(|held| held.get(&number).cloned()) else { return false };
    // Its message comes by the panic hook.
    if let Ok(Some(seen)) = catch_unwind(AssertUnwindSafe(|| call(&positions))) {
        display(&seen);
    }
    true
}

/// The same for the kernel.
///
/// # Safety
/// `words` points to a text that ends in zero.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn calculus_move(words: *const c_char) -> bool {
    // SAFETY: the caller's promise.
    let words = unsafe { CStr::from_ptr(words) };
    words.to_str().is_ok_and(moved)
}
