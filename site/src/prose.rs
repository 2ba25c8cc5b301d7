//! A cell of text: from Markdown with formulas to HTML, and to the plain words that can be searched.

use crate::code;
use crate::error::CellProblem;
use crate::formula::Formulas;
use crate::html::escaped;
use pulldown_cmark::{CodeBlockKind, CowStr, Event, HeadingLevel, Options, Parser, Tag, TagEnd, html};

/// A formula of so many signs fits into a line of a phone. Browsers end lines behind formulas, also before a full stop, so short
/// ones are tied to what follows them.
const SHORT: usize = 30;

/// A heading that begins a cell.
#[derive(Debug, PartialEq)]
pub struct Heading {
    /// 1 is the title of the page, 2 a section.
    pub level: u8,
    pub text: String,
}

pub struct Prose {
    /// Without the heading that begins the cell, if it is of level 1 or 2: the page sets that itself.
    pub html: String,
    pub heading: Option<Heading>,
    pub words: String,
}

/// Reads a cell of text.
pub fn read(source: &str, formulas: &Formulas) -> Result<Prose, CellProblem> {
    let options = Options::ENABLE_MATH | Options::ENABLE_TABLES | Options::ENABLE_STRIKETHROUGH;
    let mut events = Parser::new_ext(source, options).peekable();
    let heading = match events.peek() {
        Some(Event::Start(Tag::Heading { level: level @ (HeadingLevel::H1 | HeadingLevel::H2), .. })) => {
            let level = *level as u8;
            let inside = events.by_ref().take_while(|event| !matches!(event, Event::End(TagEnd::Heading(_))));
            Some(Heading { level, text: inside.map(|event| title_of(&event)).collect::<Result<_, _>>()? })
        }
        _ => None,
    };
    let mut words = String::new();
    let mut shown: Vec<Event> = Vec::new();
    // The language and the text of the block of code that is being read.
    let mut block: Option<(String, String)> = None;
    while let Some(event) = events.next() {
        match (event, &mut block) {
            (Event::Start(Tag::CodeBlock(kind)), _) => {
                let language = match kind {
                    CodeBlockKind::Fenced(language) => language.into_string(),
                    CodeBlockKind::Indented => String::new(),
                };
                block = Some((language, String::new()));
            }
            (Event::Text(text), Some((_, code))) => code.push_str(&text),
            (Event::End(TagEnd::CodeBlock), Some((language, code))) => {
                words.push_str(code);
                let html = if language == "rust" { code::highlighted(code) } else { escaped(code) };
                shown.push(made(format!("<pre><code>{html}</code></pre>\n")));
                block = None;
            }
            (Event::InlineMath(latex), _) => {
                let mut html = formulas.inline(&latex)?;
                if let Some(Event::Text(text)) = events.peek_mut()
                    && let Some(sign) = text.chars().next().filter(|sign| ".,;:!?)".contains(*sign))
                    && latex.len() <= SHORT
                {
                    html = format!("<span class=\"whole\">{html}{sign}</span>");
                    words.push(sign);
                    *text = CowStr::from(text[sign.len_utf8()..].to_owned());
                }
                shown.push(made(html));
            }
            (Event::DisplayMath(latex), _) => shown.push(made(formulas.display(&latex)?)),
            (Event::Start(Tag::Link { link_type, dest_url, title, id }), _) => {
                let dest_url = page_of(&dest_url).map_or(dest_url, CowStr::from);
                shown.push(Event::Start(Tag::Link { link_type, dest_url, title, id }));
            }
            // Where a text names another notebook, the page leads there.
            (Event::Code(name), _) if !name.contains('/') && page_of(&name).is_some() => {
                words.push_str(&name);
                let page = page_of(&name).unwrap_or_default();
                shown.push(made(format!("<a href=\"{}\"><code>{}</code></a>", escaped(&page), escaped(&name))));
            }
            (event, _) => {
                words.push_str(words_of(&event));
                shown.push(event);
            }
        }
    }
    let mut html = String::new();
    html::push_html(&mut html, shown.into_iter());
    Ok(Prose { html, heading, words })
}

/// The page of the notebook that a link leads to, if it leads to one.
fn page_of(link: &str) -> Option<String> {
    let (path, place) = link.split_once('#').map_or((link, None), |(path, place)| (path, Some(place)));
    let name = path.strip_suffix(".ipynb").filter(|name| !name.contains("://"))?;
    Some(match place {
        Some(place) => format!("{name}.html#{place}"),
        None => format!("{name}.html"),
    })
}

fn words_of<'event>(event: &'event Event) -> &'event str {
    match event {
        Event::Text(text) | Event::Code(text) => text,
        Event::SoftBreak | Event::HardBreak | Event::End(TagEnd::Paragraph | TagEnd::Item) => " ",
        _ => "",
    }
}

/// What a part of a heading says in the contents and in the window's title, where a formula cannot be set.
fn title_of(event: &Event) -> Result<String, CellProblem> {
    match event {
        Event::InlineMath(latex) | Event::DisplayMath(latex) => Err(CellProblem::Formula {
            formula: latex.to_string(),
            cause: "it stands in a heading, which is shown in the contents too, where none can be set".to_owned(),
        }),
        event => Ok(words_of(event).to_owned()),
    }
}

fn made(html: String) -> Event<'static> {
    Event::InlineHtml(CowStr::from(html))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn prose(source: &str) -> Prose {
        read(source, &Formulas::new()).unwrap()
    }

    #[test]
    fn the_heading_is_apart() {
        let prose = prose("## A hole\n\n*About 8 minutes.*\n\nIt is $0/0$.");
        assert_eq!(prose.heading, Some(Heading { level: 2, text: "A hole".to_owned() }));
        assert!(prose.html.starts_with("<p><em>About 8 minutes.</em></p>"), "{}", prose.html);
        assert!(prose.html.contains("katex"));
        assert_eq!(prose.words.trim(), "About 8 minutes. It is .");
    }

    #[test]
    fn a_link_to_a_notebook_leads_to_its_page() {
        let html = prose("[on](02-derivatives.ipynb#D5), [away](https://host/x.ipynb)").html;
        assert!(html.contains("href=\"02-derivatives.html#D5\"") && html.contains("https://host/x.ipynb"), "{html}");
    }

    #[test]
    fn a_short_formula_stays_with_its_full_stop() {
        let prose = prose("At $x$, and then $y$ or $z$.");
        assert_eq!(prose.html.matches("class=\"whole\"").count(), 2);
        assert!(
            prose.html.contains("</span>,</span> and then") && prose.html.contains("</span>.</span></p>"),
            "{}",
            prose.html
        );
        assert_eq!(prose.words, "At , and then  or . ");
    }

    #[test]
    fn the_name_of_a_notebook_leads_to_its_page() {
        let html = prose("That is `02-derivatives.ipynb`, not `papermill in.txt`.").html;
        assert!(html.contains("<a href=\"02-derivatives.html\"><code>02-derivatives.ipynb</code></a>"), "{html}");
        assert!(html.contains("<code>papermill in.txt</code>"), "{html}");
    }

    #[test]
    fn a_heading_with_a_formula_is_refused() {
        let error = read("## The $x^2$ again", &Formulas::new()).err().unwrap().to_string();
        assert!(error.contains("`x^2`") && error.contains("heading"), "{error}");
    }

    #[test]
    fn a_formula_inside_of_what_folds_is_converted() {
        let html = prose("<details>\n<summary>Answer</summary>\n\nIt is $x^2$.\n\n</details>").html;
        assert!(html.contains("<details>") && html.contains("katex"), "{html}");
    }
}
