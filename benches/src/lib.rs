//! What the benches share.

/// Whether a bench is only to show that it still runs to its end: `--small`. Its sizes are small then, what it computes is
/// checked as always, and its claims about time are not.
pub fn small() -> bool {
    std::env::args().any(|argument| argument == "--small")
}
