//! A page of rustdoc's as an [`Entry`]. What is experimental or on its way out is left away: a learner is not to be led
//! there.

use super::entry::{Child, Entry, Implementation, Kind, Member};
use super::markup::{Element, Node, first_sentence, parse};

/// The crate under whose name rustdoc is told to show the others.
pub const SHOWN_BY: &str = "calculus_help";

/// Marks the beginning of what a page says; before it come styles and a table of contents.
const CONTENT: &str = "<section id=\"main-content\"";
/// An example that checks an exercise shows its answer.
const SHOWS_AN_ANSWER: &str = ".check(";

/// What follows a type's own functions, or a trait's: of these parts only the heads are read.
const FURTHER_PARTS: [&str; 7] = [
    "deref-methods",
    "trait-implementations",
    "foreign-impls",
    "implementors",
    "synthetic-implementations",
    "blanket-implementations",
    "auto-implementors",
];
const HEADING: &str = "<h2 id=\"";
const IMPLEMENTATION: &str = "<section id=\"impl-";

/// The entry of the page with this content, of an item with this kind and path. `None`: it is not to be shown.
pub fn read(html: &str, kind: Kind, path: &str) -> Option<Entry> {
    let content = &html[html.find(CONTENT)?..];
    let is_further =
        |(at, _): &(usize, &str)| FURTHER_PARTS.iter().any(|id| content[at + HEADING.len()..].starts_with(id));
    let further = content.match_indices(HEADING).find(is_further).map_or(content.len(), |(at, _)| at);
    let mut page = Page {
        entry: Entry {
            path: path.to_owned(),
            kind,
            signature: String::new(),
            summary: String::new(),
            docs: String::new(),
            members: Vec::new(),
            implementations: Vec::new(),
            target: None,
            children: Vec::new(),
        },
        part: Part::Head,
        header: String::new(),
        last: None,
        is_fit: Vec::new(),
        is_shown: true,
    };
    page.read(&parse(&content[..further]));
    page.read_heads(&content[further..]);
    let Page { mut entry, is_fit, is_shown, .. } = page;
    let mut is_fit = is_fit.into_iter();
    entry.members.retain(|_| is_fit.next().unwrap_or(true));
    is_shown.then_some(entry)
}

/// The part of a page that is being read.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Part {
    Head,
    Own,
    /// What comes by way of a dereference is at its own page too.
    Dereferenced,
    Traits,
    /// Of a trait: the types of other crates that have it.
    Foreign,
    /// Nothing that is needed.
    Rest,
}

struct Page {
    entry: Entry,
    part: Part,
    /// The head of the block of an implementation.
    header: String,
    /// The member to which the next documentation belongs.
    last: Option<usize>,
    /// Of each member, whether it is stable.
    is_fit: Vec<bool>,
    is_shown: bool,
}

impl Page {
    fn read(&mut self, element: &Element) {
        for child in element.elements() {
            self.look_at(child);
        }
    }

    /// Reads the headings and the heads of implementations, and passes over the functions in them, which their traits have.
    fn read_heads(&mut self, mut rest: &str) {
        while let Some(at) = rest.find(HEADING) {
            let part = &rest[at..];
            let Some(end) = part.find("</h2>") else { return };
            for heading in parse(&part[..end]).elements() {
                self.begin_part(heading.id(), heading);
            }
            let next = part[end..].find(HEADING).map_or(part.len(), |next| end + next);
            if matches!(self.part, Part::Traits | Part::Foreign) {
                let starts = part[..next].match_indices(IMPLEMENTATION);
                for (start, _) in starts {
                    let section = &part[start..next];
                    let end = section.find("</section>").unwrap_or(section.len());
                    parse(&section[..end]).elements().for_each(|section| self.begin_implementation(section));
                }
            }
            rest = &part[next..];
        }
    }

    fn look_at(&mut self, element: &Element) {
        let id = element.id();
        if element.name == "h2" && !id.is_empty() {
            self.begin_part(id, element);
        } else if element.has_class("item-decl") {
            self.entry.signature = signature(element, self.entry.kind);
        } else if element.has_class("stab") {
            if element.has_class("unstable") || element.has_class("deprecated") {
                match self.last {
                    Some(last) => self.is_fit[last] = false,
                    None if self.part == Part::Head => self.is_shown = false,
                    None => {}
                }
            }
        } else if element.has_class("docblock") {
            let docs =
                element.clean(&|inner| inner.has_class("example-wrap") && inner.letters().contains(SHOWS_AN_ANSWER));
            let (summary, place) = match self.last {
                Some(last) => {
                    let member = &mut self.entry.members[last];
                    (&mut member.summary, &mut member.docs)
                }
                None if self.part == Part::Head => (&mut self.entry.summary, &mut self.entry.docs),
                None => return,
            };
            if place.is_empty() {
                *summary = first_sentence(&docs);
                *place = docs;
            }
        } else if element.has_class("impl") && element.name == "section" {
            self.last = None;
            self.begin_implementation(element);
            self.read(element);
        } else if element.name == "section" || element.has_class("structfield") {
            if self.part == Part::Own {
                self.add_member(element);
            }
            self.read(element);
        } else if element.name == "dl" && element.has_class("item-table") {
            self.add_children(element);
        } else {
            self.read(element);
        }
    }

    fn begin_part(&mut self, id: &str, heading: &Element) {
        self.last = None;
        self.header.clear();
        self.part = match id {
            "implementations"
            | "fields"
            | "variants"
            | "required-methods"
            | "provided-methods"
            | "required-associated-consts"
            | "provided-associated-consts" => Part::Own,
            "trait-implementations" | "blanket-implementations" => Part::Traits,
            "foreign-impls" | "implementors" => Part::Foreign,
            _ if id.starts_with("deref-methods") => {
                let words = heading.letters();
                let target = words.split_once("<Target = ").map(|(_, rest)| rest.trim().trim_end_matches('>'));
                // A pair of brackets of the target's own may stand at its end.
                let target = target.map(|target| {
                    let missing = target.matches('<').count().saturating_sub(target.matches('>').count());
                    format!("{target}{}", ">".repeat(missing))
                });
                self.entry.target = self.entry.target.take().or(target);
                Part::Dereferenced
            }
            _ => Part::Rest,
        };
    }

    fn begin_implementation(&mut self, section: &Element) {
        let Some(head) = section.find(&|element| element.has_class("code-header")) else { return };
        let header = one_line(&head.letters());
        if matches!(self.part, Part::Traits | Part::Foreign) && !header.contains('!') {
            let of = head.find(&|element| element.has_class("trait")).map(|link| {
                let title = link.attribute("title");
                public(title.strip_prefix("trait ").unwrap_or(title))
            });
            // Standard traits are named by every type of every crate; the types' own pages say it.
            let is_needed = self.part == Part::Traits || !self.entry.path.starts_with("std::");
            if let Some(of) = of.filter(|_| is_needed) {
                self.entry.implementations.push(Implementation { of, header: header.clone() });
            }
        }
        self.header = header;
    }

    fn add_member(&mut self, section: &Element) {
        let Some((kind, name)) = section.id().split_once('.') else { return };
        let Some(code) = section.find(&|element| element.has_class("code-header") || element.name == "code") else {
            return;
        };
        let signature = one_line(&code.letters());
        let kind = match kind {
            "structfield" => Kind::Field,
            "variant" => Kind::Variant,
            "associatedconstant" => Kind::Constant,
            "method" | "tymethod" if takes_self(&signature) => Kind::Method,
            "method" | "tymethod" => Kind::Associated,
            _ => return,
        };
        // Of two with one name on a page, the second has a number.
        let name = name.split('-').next().unwrap_or(name).to_owned();
        self.last = Some(self.entry.members.len());
        self.is_fit.push(true);
        let header = self.header.clone();
        self.entry.members.push(Member { name, kind, signature, summary: String::new(), docs: String::new(), header });
    }

    fn add_children(&mut self, list: &Element) {
        for element in list.elements() {
            match element.name.as_str() {
                "dt" => {
                    let link = element.find(&|inner| inner.name == "a");
                    let is_stable = element.find(&|inner| inner.has_class("unstable") || inner.has_class("deprecated"));
                    let (Some(link), None) = (link, is_stable) else {
                        self.header.clear();
                        continue;
                    };
                    let kind = link.attribute("class").split(' ').find_map(Kind::from_word);
                    let name = link.letters();
                    self.header.clone_from(&name);
                    if let Some(kind) = kind {
                        self.entry.children.push(Child { name, kind, summary: String::new() });
                    }
                }
                "dd" => {
                    if let Some(child) = self.entry.children.last_mut().filter(|child| child.name == self.header) {
                        child.summary = first_sentence(&element.clean(&|_| false));
                    }
                }
                _ => {}
            }
        }
    }
}

const TWICE: &str = "Output = Self, Output = Self";

/// The declaration of an item: of a trait its head; of a constant its value only where that is a plain one.
fn signature(declaration: &Element, kind: Kind) -> String {
    let mut letters = String::new();
    for node in &declaration.children {
        match node {
            Node::Text(text) => letters.push_str(text),
            Node::Element(element) => letters.push_str(&element.letters()),
        }
    }
    for shown in ["Show 1 variant", "Show 1 field"] {
        letters = letters.replace(shown, "");
    }
    let lines = letters.lines().filter(|line| !is_summary(line) && !line.trim_start().starts_with("#["));
    let letters = lines.collect::<Vec<_>>().join("\n");
    if letters.contains("{ /* private fields */ }") {
        return one_line(&letters).replace(",{", " {");
    }
    match kind {
        // rustdoc repeats what an operator gives.
        Kind::Trait => one_line(letters.split('{').next().unwrap_or_default()).replace(TWICE, "Output = Self"),
        Kind::Constant => match letters.split_once(" = ") {
            Some((head, value)) if !is_plain(value) => head.to_owned(),
            _ => one_line(&letters),
        },
        Kind::Fn | Kind::Type | Kind::Static => one_line(&letters),
        _ => letters.trim().to_owned(),
    }
}

/// rustdoc folds a long list under a line like "Show 23 variants".
fn is_summary(line: &str) -> bool {
    let mut words = line.split_whitespace();
    words.next() == Some("Show") && words.next().is_some_and(|count| count.parse::<usize>().is_ok())
}

fn is_plain(value: &str) -> bool {
    value.trim_start_matches('-').starts_with(|letter: char| letter.is_ascii_digit()) || value.contains("; //")
}

/// Whether a function's first argument is `self`.
fn takes_self(signature: &str) -> bool {
    let Some(open) = signature.find('(') else { return false };
    // In `fn f<F: Fn(i32)>(self)` the first bracket is not the one of the arguments.
    let mut depth = 0i32;
    let mut start = open;
    for (at, letter) in signature.char_indices() {
        match letter {
            '<' => depth += 1,
            '>' if !signature[..at].ends_with('-') => depth -= 1,
            '(' if depth == 0 => {
                start = at;
                break;
            }
            _ => {}
        }
    }
    let first = signature[start + 1..].split([',', ')', ':']).next().unwrap_or_default();
    first.split(|letter: char| !letter.is_alphanumeric() && letter != '_').any(|word| word == "self")
}

/// The path by which a cell can name it: of the crates beneath std, its own.
fn public(path: &str) -> String {
    let path = path.strip_prefix(SHOWN_BY).and_then(|path| path.strip_prefix("::")).unwrap_or(path);
    match path.split_once("::") {
        Some(("core" | "alloc", rest)) => format!("std::{rest}"),
        _ => path.to_owned(),
    }
}

/// Code that rustdoc has broken into lines, on one again.
fn one_line(code: &str) -> String {
    let mut line = code.split_whitespace().collect::<Vec<_>>().join(" ");
    for (broken, whole) in [("( ", "("), (", )", ")"), (",)", ")"), ("< ", "<"), (", >", ">")] {
        line = line.replace(broken, whole);
    }
    line.trim_end_matches([',', ' ']).to_owned()
}
