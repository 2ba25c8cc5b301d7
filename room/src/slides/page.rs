//! Slides as one HTML page. Which slide it shows its script says, told by the page around it or by the keyboard.

use super::deck::{Deck, Part, Slide};
use site::html::escaped;
use std::fmt::Write;

/// The page. Its style sheets and its script lie beside it; `notes` says whether the speaker's notes are in it.
pub fn page(deck: &Deck, notes: bool) -> String {
    let mut main = String::new();
    for (at, slide) in deck.slides.iter().enumerate() {
        push(&mut main, at, slide, notes);
    }
    framed(&deck.title, "slides", "<script src=\"slides.js\" defer></script>\n", &main)
}

/// What `main` shows, as a page with this title. `class` is what its styles know it by, and `script` a line for its head.
pub fn framed(title: &str, class: &str, script: &str, main: &str) -> String {
    let title = escaped(title);
    format!(
        "<!doctype html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n\
         <meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n<title>{title}</title>\n\
         <link rel=\"icon\" href=\"data:,\">\n<link rel=\"stylesheet\" href=\"katex.css\">\n\
         <link rel=\"stylesheet\" href=\"style.css\">\n\
         <link rel=\"stylesheet\" href=\"slides.css\">\n{script}</head>\n\
         <body class=\"{class}\">\n<main>\n{main}</main>\n</body>\n</html>\n"
    )
}

fn push(html: &mut String, at: usize, slide: &Slide, notes: bool) {
    let (after, together) = slide.steps();
    let title = escaped(&slide.title);
    let section = escaped(slide.section.as_deref().unwrap_or_default());
    let _ = writeln!(
        html,
        "<section class=\"slide level-{}\" data-slide=\"{at}\" data-steps=\"{after}\" data-steps-together=\"{together}\" data-section=\"{section}\" aria-label=\"{title}\">",
        slide.level,
    );
    if !slide.title.is_empty() {
        let _ = writeln!(html, "<h1>{title}</h1>");
    }
    html.push_str("<div class=\"body\">\n");
    slide.parts.iter().for_each(|part| push_part(html, part));
    html.push_str("</div>\n");
    if notes && !slide.notes.is_empty() {
        let _ = writeln!(html, "<aside class=\"notes\" aria-label=\"Speaker's notes\">{}</aside>", slide.notes);
    }
    html.push_str("</section>\n");
}

fn push_part(html: &mut String, part: &Part) {
    let class = match part {
        Part { beside: true, .. } => "cell beside",
        Part { is_code: true, html, .. } if html.is_empty() => "cell alone",
        _ => "cell",
    };
    let Part { step, step_together: together, .. } = part;
    let _ = writeln!(html, "<div class=\"{class}\" data-step=\"{step}\" data-together=\"{together}\">");
    if part.is_code && !part.html.is_empty() {
        let _ = writeln!(html, "<pre class=\"code\" tabindex=\"0\"><code>{}</code></pre>", part.html);
    } else {
        html.push_str(&part.html);
    }
    if !part.outputs.is_empty() {
        let _ =
            writeln!(html, "<div class=\"output\" data-step=\"{}\" data-together=\"{together}\">", part.last_step());
        part.outputs.iter().for_each(|output| html.push_str(output));
        html.push_str("</div>\n");
    }
    html.push_str("</div>\n");
}
