//! Slides as a folder of files, for who has no server: they open from a disk or a stick.

use super::deck::Deck;
use super::page::{framed, page};
use site::error::SiteError;
use site::folder::{claim, file};
use site::html::escaped;
use std::path::Path;

const MARK: &str = ".calculus-slides";

/// The style sheets, the script and the fonts of slides, by their names beside the pages.
pub fn assets() -> impl Iterator<Item = (&'static str, &'static [u8])> {
    let own: [(&str, &[u8]); 2] = [
        ("slides.css", include_bytes!("../../pages/slides.css")),
        ("slides.js", include_bytes!("../../pages/slides.js")),
    ];
    let of_site = site::asset::READ.iter().copied().filter(|(name, _)| *name != "page.js");
    own.into_iter().chain(of_site)
}

/// Writes a page for each deck, and one that leads to them.
pub fn write(decks: &[Deck], out: &Path) -> Result<(), SiteError> {
    claim(out, MARK)?;
    let mut list = String::new();
    for deck in decks {
        let name = format!("{}.html", deck.name);
        file(out, &name, page(deck, true).as_bytes())?;
        list += &format!("<li><a href=\"{name}\">{}</a>, {} slides</li>\n", escaped(&deck.title), deck.slides.len());
    }
    let main = format!(
        "<h1>Slides</h1>\n<ul>\n{list}</ul>\n\
         <p>→ or Page Down goes on, ← or Page Up goes back. N shows the speaker's notes, O whether outputs wait for a step of \
         their own, D the dark or the light theme, F fills the screen.</p>\n"
    );
    file(out, "index.html", framed("Slides", "list", "", &main).as_bytes())?;
    for (name, bytes) in assets() {
        file(out, name, bytes)?;
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::fs;

    #[test]
    fn a_folder_of_somebody_is_left_alone_and_one_of_ours_is_written_again() {
        let folder = tempfile::tempdir().unwrap();
        fs::write(folder.path().join("thesis.txt"), "mine").unwrap();
        assert!(write(&[], folder.path()).unwrap_err().to_string().contains("thesis.txt"));
        let out = folder.path().join("slides");
        write(&[], &out).unwrap();
        write(&[], &out).unwrap();
        assert!(out.join("index.html").exists() && out.join("fonts/KaTeX_Main-Regular.woff2").exists());
    }
}
