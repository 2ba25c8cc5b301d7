//! Answers questions natively, a line of JSON each: what a page is compared with.
//!
//! ```sh
//! echo '{"ask": "limit", "formula": "sin(x)/x", "at": 0}' | cargo run --package calculus-live --example answers
//! ```

use std::io::{self, BufRead, Write};

fn main() -> io::Result<()> {
    let mut out = io::stdout().lock();
    for question in io::stdin().lock().lines() {
        writeln!(out, "{}", calculus_live::answer(&question?))?;
    }
    Ok(())
}
