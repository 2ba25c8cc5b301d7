//! How wide a formula in LaTeX will be, nearly: enough to choose where a line ends.

/// A formula's width, and where it can go on in another line.
pub(super) struct Measure {
    /// In em.
    pub(super) width: f64,
    /// The plus and minus signs between its terms: where in the text, and how wide what stands before them is.
    pub(super) breaks: Vec<(usize, f64)>,
}

/// Something in braces.
struct Group {
    kind: Kind,
    width: f64,
    scale: f64,
}

#[derive(Clone, Copy, PartialEq)]
enum Kind {
    Plain,
    Text,
    /// What stands raised or lowered, in smaller letters.
    Script,
    Root,
    Above,
    /// Below a line, with the width of what stands above it.
    Below(f64),
}

/// Measures with the widths of Computer Modern, in which MathJax sets formulas.
pub(super) fn measure(latex: &str) -> Measure {
    let mut groups = vec![Group { kind: Kind::Plain, width: 0.0, scale: 1.0 }];
    let mut next = Kind::Plain;
    let (mut enclosed, mut breaks) = (0usize, Vec::new());
    let mut place = 0;
    while let Some(letter) = latex[place..].chars().next() {
        let start = place;
        place += letter.len_utf8();
        let kind = groups.last().map_or(Kind::Plain, |group| group.kind);
        let width = match letter {
            '{' => {
                groups.push(Group { kind: next, width: 0.0, scale: 1.0 });
                next = Kind::Plain;
                continue;
            }
            '}' => match groups.pop() {
                Some(group) => {
                    let width = group.width * group.scale;
                    match group.kind {
                        Kind::Above => {
                            next = Kind::Below(width);
                            continue;
                        }
                        Kind::Below(above) => above.max(width) + 0.3,
                        Kind::Script => 0.72 * width,
                        Kind::Root => width + 0.85,
                        Kind::Plain | Kind::Text => width,
                    }
                }
                None => 0.0,
            },
            '^' | '_' if kind != Kind::Text => {
                next = Kind::Script;
                continue;
            }
            '\\' => {
                let name: String = latex[place..].chars().take_while(char::is_ascii_alphabetic).collect();
                // A command without letters is one sign long: a thin space.
                place +=
                    if name.is_empty() { latex[place..].chars().next().map_or(0, char::len_utf8) } else { name.len() };
                match &*name {
                    "frac" | "dfrac" => {
                        next = Kind::Above;
                        continue;
                    }
                    "sqrt" => {
                        next = Kind::Root;
                        continue;
                    }
                    "text" => {
                        next = Kind::Text;
                        continue;
                    }
                    "small" => {
                        if let Some(group) = groups.last_mut() {
                            group.scale = SMALL;
                        }
                        0.0
                    }
                    "left" => {
                        enclosed += 1;
                        0.05
                    }
                    "right" => {
                        enclosed = enclosed.saturating_sub(1);
                        0.05
                    }
                    "" | "mathrm" | "operatorname" | "displaystyle" => 0.17,
                    "cdot" => 0.72,
                    "quad" | "infty" | "to" => 1.0,
                    // Greek letters are as wide as others; functions are written in letters.
                    name if name.len() > 3 => 0.6,
                    name => 0.42 * name.len() as f64 + 0.17,
                }
            }
            ' ' if kind == Kind::Text => 0.33,
            ' ' => 0.0,
            _ if kind == Kind::Text => 0.45,
            '+' | '-' | '=' => {
                let between = letter != '=' && latex[..start].ends_with(' ') && latex[place..].starts_with(' ');
                if between && groups.len() == 1 && enclosed == 0 {
                    breaks.push((start, groups[0].width));
                }
                match letter {
                    '=' if start > 0 => 1.33,
                    '=' => 1.06,
                    _ if between => 1.22,
                    _ => 0.78,
                }
            }
            '(' | ')' | '[' | ']' | '|' | ',' => 0.4,
            'i' | 'j' | 'l' | '.' => 0.3,
            'm' | 'w' => 0.8,
            '0'..='9' | '/' => 0.5,
            _ => 0.55,
        };
        let width = if next == Kind::Script && letter != '}' { 0.72 * width } else { width };
        next = Kind::Plain;
        if let Some(group) = groups.last_mut() {
            group.width += width;
        }
    }
    Measure { width: groups.iter().map(|group| group.width).sum(), breaks }
}

/// How much smaller `\small` is.
pub(super) const SMALL: f64 = 0.85;
