//! What every session runs before the learner's first cell.

/// The first cell of every session, which the learner does not see: panics are to be reported with their
/// place, and the cells' buffered output is to be emptied after each cell. The `?` at its end lets evcxr find out here
/// that cells may have one: it learns that from a failure to compile, after which it shows a value in its plain form
/// alone.
pub const FIRST_CELL: &str = r##"
(|| {
    #[unsafe(no_mangle)]
    pub extern "C" fn calculus_flush_stdout() {
        use std::io::Write;
        let _ = std::io::stdout().flush();
    }
    std::panic::set_hook(Box::new(|info| {
        fn quoted(text: &str) -> String {
            let mut quoted = String::from("\"");
            for letter in text.chars() {
                match letter {
                    '"' | '\\' => { quoted.push('\\'); quoted.push(letter); }
                    letter if letter < ' ' => quoted += &format!("\\u{:04x}", letter as u32),
                    letter => quoted.push(letter),
                }
            }
            quoted.push('"');
            quoted
        }
        let message = info.payload_as_str().unwrap_or("a panic without a message");
        let (file, line) = info.location().map_or(("", 0), |place| (place.file(), place.line()));
        println!(
            "EVCXR_BEGIN_CONTENT application/vnd.calculus.panic+json\n{{\"message\":{},\"file\":{},\"line\":{line}}}\nEVCXR_END_CONTENT",
            quoted(message),
            quoted(file),
        );
    }));
})();
Ok::<(), std::fmt::Error>(())?;
"##;
