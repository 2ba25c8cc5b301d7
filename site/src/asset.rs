//! What pages bring along.

/// Files by their names in the folder.
macro_rules! assets {
    ($($name:literal),* $(,)?) => {
        &[$(($name, include_bytes!(concat!("../assets/", $name)))),*]
    };
}

/// What every page needs.
pub const READ: &[(&str, &[u8])] = assets![
    "style.css",
    "page.js",
    "katex.css",
    "fonts/LICENSE",
    "fonts/KaTeX_AMS-Regular.woff2",
    "fonts/KaTeX_Caligraphic-Bold.woff2",
    "fonts/KaTeX_Caligraphic-Regular.woff2",
    "fonts/KaTeX_Fraktur-Bold.woff2",
    "fonts/KaTeX_Fraktur-Regular.woff2",
    "fonts/KaTeX_Main-Bold.woff2",
    "fonts/KaTeX_Main-BoldItalic.woff2",
    "fonts/KaTeX_Main-Italic.woff2",
    "fonts/KaTeX_Main-Regular.woff2",
    "fonts/KaTeX_Math-BoldItalic.woff2",
    "fonts/KaTeX_Math-Italic.woff2",
    "fonts/KaTeX_SansSerif-Bold.woff2",
    "fonts/KaTeX_SansSerif-Italic.woff2",
    "fonts/KaTeX_SansSerif-Regular.woff2",
    "fonts/KaTeX_Script-Regular.woff2",
    "fonts/KaTeX_Size1-Regular.woff2",
    "fonts/KaTeX_Size2-Regular.woff2",
    "fonts/KaTeX_Size3-Regular.woff2",
    "fonts/KaTeX_Size4-Regular.woff2",
    "fonts/KaTeX_Typewriter-Regular.woff2",
];

/// What only pages that calculate bring along.
pub const LIVE: &[(&str, &[u8])] =
    assets!["live.js", "exercises.js", "change.js", "progress.js", "play.js", "play.css", "katex.js"];

/// What only a single file needs, and what the library for the browser brings along.
const WITHIN: &[(&str, &[u8])] = assets!["single.js", "unpack.js"];

/// A file by its name, which is one of those above.
pub fn asset(name: &str) -> &'static [u8] {
    let found = READ.iter().chain(LIVE).chain(WITHIN).find(|(known, _)| *known == name);
    found.map(|(_, bytes)| *bytes).expect("a name that stands here")
}
