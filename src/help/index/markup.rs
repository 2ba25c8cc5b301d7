//! HTML as a tree, and back to what a reader of a notebook needs of it.

use crate::html::escaped;
use html5gum::{Token, Tokenizer};
use std::collections::BTreeMap;

#[derive(Debug)]
pub enum Node {
    Text(String),
    Element(Element),
}

#[derive(Debug, Default)]
pub struct Element {
    pub name: String,
    attributes: BTreeMap<String, String>,
    pub children: Vec<Node>,
}

/// Elements that have no end.
const VOID: [&str; 8] = ["br", "hr", "img", "wbr", "input", "meta", "link", "source"];
/// Elements of a documentation that are kept, without their attributes.
const KEPT: [&str; 25] = [
    "p",
    "code",
    "pre",
    "em",
    "strong",
    "ul",
    "ol",
    "li",
    "table",
    "thead",
    "tbody",
    "tr",
    "th",
    "td",
    "blockquote",
    "sup",
    "sub",
    "br",
    "h1",
    "h2",
    "h3",
    "h4",
    "h5",
    "h6",
    "i",
];
/// What rustdoc adds for the pointer of a mouse.
const FOR_THE_MOUSE: [&str; 4] = ["doc-anchor", "anchor", "tooltip", "since"];

/// Reads HTML whose elements are nested as they should be, as rustdoc's are.
pub fn parse(html: &str) -> Element {
    let mut open = vec![Element::default()];
    for Ok(token) in Tokenizer::new(html) {
        match token {
            Token::StartTag(tag) => {
                let element = Element {
                    name: text(&tag.name),
                    attributes: tag.attributes.iter().map(|(name, value)| (text(name), text(value))).collect(),
                    children: Vec::new(),
                };
                if tag.self_closing || VOID.contains(&element.name.as_str()) {
                    add(&mut open, Node::Element(element));
                } else {
                    open.push(element);
                }
            }
            Token::EndTag(tag) => {
                let name = text(&tag.name);
                if open.iter().skip(1).any(|element| element.name == name) {
                    while let Some(element) = open.pop() {
                        let is_it = element.name == name;
                        add(&mut open, Node::Element(element));
                        if is_it {
                            break;
                        }
                    }
                }
            }
            Token::String(letters) => add(&mut open, Node::Text(text(&letters))),
            _ => {}
        }
    }
    while open.len() > 1 {
        if let Some(element) = open.pop() {
            add(&mut open, Node::Element(element));
        }
    }
    open.pop().unwrap_or_default()
}

fn add(open: &mut [Element], node: Node) {
    if let Some(last) = open.last_mut() {
        last.children.push(node);
    }
}

fn text(letters: &[u8]) -> String {
    String::from_utf8_lossy(letters).into_owned()
}

impl Element {
    pub fn attribute(&self, name: &str) -> &str {
        self.attributes.get(name).map_or("", String::as_str)
    }

    pub fn id(&self) -> &str {
        self.attribute("id")
    }

    pub fn has_class(&self, class: &str) -> bool {
        self.attribute("class").split(' ').any(|one| one == class)
    }

    pub fn elements(&self) -> impl Iterator<Item = &Element> {
        self.children.iter().filter_map(|node| match node {
            Node::Element(element) => Some(element),
            Node::Text(_) => None,
        })
    }

    /// The first element within that is as wanted, in the order of the text.
    pub fn find(&self, wanted: &dyn Fn(&Element) -> bool) -> Option<&Element> {
        self.elements().find_map(|element| if wanted(element) { Some(element) } else { element.find(wanted) })
    }

    /// The letters alone. Where the text is code, they are the code.
    pub fn letters(&self) -> String {
        let mut letters = String::new();
        self.add_letters(&mut letters);
        letters
    }

    fn add_letters(&self, to: &mut String) {
        for node in &self.children {
            match node {
                Node::Text(text) => to.push_str(text),
                Node::Element(element) if FOR_THE_MOUSE.iter().any(|class| element.has_class(class)) => {}
                Node::Element(element) => {
                    // A `where` stands in a block of its own.
                    if element.name == "div" && !to.ends_with(char::is_whitespace) {
                        to.push('\n');
                    }
                    element.add_letters(to);
                    if element.name == "br" {
                        to.push('\n');
                    }
                }
            }
        }
    }

    /// The documentation within, as HTML that needs no style sheet. An element that `is_left_out` is not in it.
    pub fn clean(&self, is_left_out: &dyn Fn(&Element) -> bool) -> String {
        let mut html = String::new();
        self.add_clean(is_left_out, &mut html);
        html.trim().to_owned()
    }

    fn add_clean(&self, is_left_out: &dyn Fn(&Element) -> bool, to: &mut String) {
        for node in &self.children {
            match node {
                Node::Text(text) => to.push_str(&escaped(text)),
                Node::Element(element) => {
                    let name = element.name.as_str();
                    if FOR_THE_MOUSE.iter().any(|class| element.has_class(class)) || is_left_out(element) {
                        continue;
                    }
                    let is_kept = KEPT.contains(&name);
                    if is_kept {
                        *to += &format!("<{name}>");
                    }
                    element.add_clean(is_left_out, to);
                    if is_kept && !VOID.contains(&name) {
                        *to += &format!("</{name}>");
                    }
                }
            }
        }
    }

    /// The documentation within as plain text.
    pub fn plain(&self) -> String {
        let mut plain = String::new();
        self.add_plain(&mut plain, false);
        plain.trim().to_owned()
    }

    fn add_plain(&self, to: &mut String, in_code: bool) {
        for node in &self.children {
            match node {
                Node::Text(text) if in_code => to.push_str(text),
                Node::Text(text) => {
                    for word in text.split_inclusive(char::is_whitespace) {
                        let bare = word.trim_end();
                        to.push_str(bare);
                        if bare.len() < word.len() && !to.is_empty() && !to.ends_with(char::is_whitespace) {
                            to.push(' ');
                        }
                    }
                }
                Node::Element(element) if FOR_THE_MOUSE.iter().any(|class| element.has_class(class)) => {}
                Node::Element(element) => match element.name.as_str() {
                    "li" => {
                        begin(to, "\n");
                        to.push_str("- ");
                        element.add_plain(to, in_code);
                    }
                    "pre" => {
                        begin(to, "\n\n");
                        let mut code = String::new();
                        element.add_plain(&mut code, true);
                        for line in code.trim_end().lines() {
                            *to += format!("    {line}").trim_end();
                            to.push('\n');
                        }
                        to.push('\n');
                    }
                    "p" | "h1" | "h2" | "h3" | "h4" | "h5" | "h6" | "table" | "blockquote" => {
                        if !to.ends_with("- ") {
                            begin(to, "\n\n");
                        }
                        element.add_plain(to, in_code);
                        begin(to, "\n\n");
                    }
                    "ul" | "ol" => {
                        element.add_plain(to, in_code);
                        begin(to, "\n\n");
                    }
                    "tr" => {
                        begin(to, "\n");
                        element.add_plain(to, in_code);
                    }
                    "td" | "th" => {
                        element.add_plain(to, in_code);
                        to.push_str("  ");
                    }
                    "br" => to.push('\n'),
                    _ => element.add_plain(to, in_code),
                },
            }
        }
    }
}

/// Ends what stands there with these line breaks, if something stands there.
fn begin(text: &mut String, breaks: &str) {
    let kept = text.trim_end().len();
    if kept > 0 {
        text.truncate(kept);
        text.push_str(breaks);
    }
}

/// The first sentence of a documentation in HTML, as plain text.
pub fn first_sentence(docs: &str) -> String {
    let end = docs.find("</p>").map_or(docs.len(), |end| end + "</p>".len());
    let paragraph = parse(&docs[..end]).plain();
    let is_end = |(at, _): &(usize, &str)| {
        let before = &paragraph[..*at];
        !["e.g", "i.e", "etc", "vs"].iter().any(|short| before.ends_with(short))
    };
    match paragraph.match_indices(". ").find(is_end) {
        Some((at, _)) => paragraph[..=at].to_owned(),
        None => paragraph,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn documentation_is_told_without_what_a_page_needs() {
        let html = "<p>The <a href=\"x\"><code>f64</code></a>, at\nlast. More &amp; more.</p><h2>Ex<a class=\"doc-anchor\">§</a></h2>\
            <div class=\"example-wrap\"><pre class=\"rust\"><code><span class=\"kw\">let </span>x = 1;\nx</code></pre></div><ul><li>one</li><li><p>two</p></li></ul>";
        let tree = parse(html);
        assert_eq!(tree.plain(), "The f64, at last. More & more.\n\nEx\n\n    let x = 1;\n    x\n- one\n- two");
        let clean = tree.clean(&|_| false);
        assert!(
            clean.starts_with("<p>The <code>f64</code>, at\nlast. More &amp; more.</p><h2>Ex</h2><pre><code>let x"),
            "{clean}"
        );
        assert_eq!(first_sentence(&clean), "The f64, at last.");
        assert_eq!(first_sentence("<p>Small, e.g. one. Two</p>"), "Small, e.g. one.");
    }

    #[test]
    fn an_element_that_does_not_end_ends_with_its_parent() {
        assert_eq!(parse("<ul><li>a<li>b</ul>c</b>").letters(), "abc");
    }
}
