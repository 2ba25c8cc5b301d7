//! A place in a learner's cell, and what stands around it.

use crate::tokens::tokens;
use ra_ap_rustc_lexer::{LiteralKind, TokenKind};
use std::ops::Range;

/// What the compiler has marked in a cell, in bytes.
#[derive(Clone, Debug)]
pub struct Spot<'a> {
    pub cell: &'a str,
    pub at: Range<usize>,
}

/// Words that end an expression to their right.
const NO_OPERANDS: [&str; 8] = ["return", "else", "in", "if", "while", "match", "let", "move"];

impl<'a> Spot<'a> {
    pub fn text(&self) -> &'a str {
        &self.cell[self.at.clone()]
    }

    /// The line in which it begins.
    pub fn line(&self) -> &'a str {
        let begin = self.cell[..self.at.start].rfind('\n').map_or(0, |end| end + 1);
        let end = self.cell[self.at.start..].find('\n').map_or(self.cell.len(), |length| self.at.start + length);
        &self.cell[begin..end]
    }

    /// What stands before it in the cell, and after it, without the white space between.
    pub fn before(&self) -> &'a str {
        self.cell[..self.at.start].trim_end()
    }

    pub fn after(&self) -> &'a str {
        self.cell[self.at.end..].trim_start()
    }

    /// The expression in which a function is called here, from its name to the bracket that closes its arguments.
    pub fn call(&self) -> Option<Call<'a>> {
        Call::at(self.cell, self.at.start)
    }

    /// The function in whose arguments it stands, and everything that stands there.
    pub fn enclosing_call(&self) -> Option<Call<'a>> {
        let mut open = Vec::new();
        for (at, kind, _) in placed(self.cell).take_while(|(at, ..)| *at < self.at.start) {
            match kind {
                TokenKind::OpenParen | TokenKind::OpenBracket | TokenKind::OpenBrace => open.push((at, kind)),
                TokenKind::CloseParen | TokenKind::CloseBracket | TokenKind::CloseBrace => drop(open.pop()),
                _ => {}
            }
        }
        // Brackets that only group are no call.
        open.iter().rev().filter(|(_, kind)| *kind == TokenKind::OpenParen).find_map(|(bracket, _)| {
            let name = word_before(self.cell, *bracket)?;
            Call::at(self.cell, name.start)
        })
    }

    /// The operands of the operator that stands here.
    pub fn operands(&self) -> Option<(&'a str, &'a str)> {
        let (left, right) = (self.left_operand().trim(), self.right_operand().trim());
        (!left.is_empty() && !right.is_empty()).then_some((left, right))
    }

    fn left_operand(&self) -> &'a str {
        let is_weaker_than_sums = ["==", "!=", "<", ">", "<=", ">="].contains(&self.text());
        let takes_sums = matches!(self.text(), "+" | "-") || is_weaker_than_sums;
        let begin = begin_of(self.cell, self.at.start, |kind| match kind {
            TokenKind::Star | TokenKind::Slash | TokenKind::Whitespace => true,
            TokenKind::Plus | TokenKind::Minus => takes_sums,
            _ => false,
        });
        // A minus that stands behind another sign, or behind nothing, belongs to the number.
        let is_negative = |before: &&str| {
            let before = before.trim_end();
            before.is_empty() || before.ends_with(['(', '[', '{', ',', ';', '=', '*', '/', '|'])
        };
        let minus = self.cell[..begin].trim_end().strip_suffix('-').filter(is_negative);
        let begin = minus.map_or(begin, str::len);
        &self.cell[begin..self.at.start]
    }

    fn right_operand(&self) -> &'a str {
        let all: Vec<_> = placed(self.cell).skip_while(|(at, ..)| *at < self.at.end).collect();
        let is = |index: usize, word: &str| all.get(index).is_some_and(|(.., text)| *text == word);
        let (mut depth, mut end, mut began, mut index) = (0usize, self.at.end, false, 0);
        while let Some((_, kind, _)) = all.get(index) {
            match kind {
                TokenKind::OpenParen | TokenKind::OpenBracket => (depth, began) = (depth + 1, true),
                TokenKind::CloseParen | TokenKind::CloseBracket if depth > 0 => depth -= 1,
                _ if depth > 0 => {}
                TokenKind::Whitespace if !began || is(index + 1, "as") || index > 0 && is(index - 1, "as") => {}
                TokenKind::Minus | TokenKind::And if !began => {}
                TokenKind::Bang if began && (is(index + 1, "[") || is(index + 1, "(")) => {}
                TokenKind::Lt if index > 1 && is(index - 1, ":") && is(index - 2, ":") => {
                    match end_of_types(&all[index..]) {
                        Some(length) => index += length,
                        None => break,
                    }
                }
                TokenKind::Ident | TokenKind::Literal { .. } | TokenKind::Dot => began = true,
                TokenKind::Colon | TokenKind::Question => {}
                _ => break,
            }
            let (at, _, text) = all[index];
            end = at + text.len();
            index += 1;
        }
        &self.cell[self.at.end..end]
    }

    /// The expression that ends where this place begins, or in front of the point before it: names, numbers, calls and
    /// brackets, one behind another.
    pub fn receiver(&self) -> &'a str {
        let before = self.before();
        let before = before.strip_suffix(['.', '[']).unwrap_or(before);
        &before[begin_of(self.cell, before.len(), |_| false)..]
    }

    /// A name of this cell with the path in front of it, or with what its method is called of.
    pub fn with_path(&self, name: &'a str) -> &'a str {
        let end = name.as_ptr() as usize - self.cell.as_ptr() as usize + name.len();
        &self.cell[begin_of(self.cell, end, |_| false)..end]
    }
}

/// Where the expression begins that ends at this byte: what belongs together without a sign between, and what `joins`
/// besides.
fn begin_of(cell: &str, end: usize, joins: impl Fn(TokenKind) -> bool) -> usize {
    let all: Vec<_> = placed(cell).take_while(|(at, ..)| *at < end).collect();
    let (mut depth, mut begin, mut index) = (0usize, end, all.len());
    while index > 0 {
        index -= 1;
        let (_, kind, text) = all[index];
        match kind {
            TokenKind::CloseParen | TokenKind::CloseBracket => depth += 1,
            TokenKind::OpenParen | TokenKind::OpenBracket if depth > 0 => depth -= 1,
            _ if depth > 0 => {}
            TokenKind::Gt => match begin_of_types(&all[..=index]) {
                Some(first) => index = first,
                None => break,
            },
            // A macro's name, and not what is negated.
            TokenKind::Bang if cell[begin..].starts_with(['[', '(']) && all[..index].last().is_some_and(is_ident) => {}
            TokenKind::Ident if NO_OPERANDS.contains(&text) => break,
            TokenKind::Ident | TokenKind::Literal { .. } | TokenKind::Dot => {}
            TokenKind::Colon | TokenKind::Question => {}
            kind if joins(kind) => {}
            _ => break,
        }
        begin = all[index].0;
    }
    begin
}

fn is_ident((_, kind, _): &(usize, TokenKind, &str)) -> bool {
    *kind == TokenKind::Ident
}

/// Where the `<` stands that the last of these tokens closes, if it is one behind `::`, as in `sum::<f64>`.
fn begin_of_types(all: &[(usize, TokenKind, &str)]) -> Option<usize> {
    let mut depth = 0usize;
    let first = all.iter().rposition(|(_, kind, _)| {
        match kind {
            TokenKind::Gt => depth += 1,
            TokenKind::Lt => depth = depth.saturating_sub(1),
            _ => {}
        }
        depth == 0
    })?;
    let is_colon = |back: usize| first.checked_sub(back).is_some_and(|index| all[index].1 == TokenKind::Colon);
    (is_colon(1) && is_colon(2)).then_some(first)
}

/// Where the `>` stands that closes the first of these tokens.
fn end_of_types(all: &[(usize, TokenKind, &str)]) -> Option<usize> {
    let mut depth = 0usize;
    all.iter().position(|(_, kind, _)| {
        match kind {
            TokenKind::Lt => depth += 1,
            TokenKind::Gt => depth = depth.saturating_sub(1),
            _ => {}
        }
        depth == 0
    })
}

/// A call of a function: its name and its arguments.
#[derive(Debug, PartialEq, Eq)]
pub struct Call<'a> {
    pub name: &'a str,
    pub arguments: Vec<&'a str>,
}

impl<'a> Call<'a> {
    fn at(cell: &'a str, start: usize) -> Option<Call<'a>> {
        let name = tokens(&cell[start..]).next().filter(|(kind, _)| *kind == TokenKind::Ident)?.1;
        let (mut depth, mut arguments, mut begin) = (0usize, Vec::new(), None);
        // A closure's parameters have commas of their own.
        let mut in_bars = false;
        for (at, kind, _) in placed(&cell[start + name.len()..]) {
            let at = start + name.len() + at;
            match kind {
                TokenKind::OpenParen | TokenKind::OpenBracket | TokenKind::OpenBrace => {
                    depth += 1;
                    begin.get_or_insert(at + 1);
                }
                TokenKind::Bang | TokenKind::Whitespace if depth == 0 => {}
                _ if depth == 0 => return None,
                TokenKind::Or if depth == 1 => in_bars = !in_bars,
                TokenKind::Comma if depth == 1 && !in_bars => {
                    arguments.push(cell[begin?..at].trim());
                    begin = Some(at + 1);
                }
                TokenKind::CloseParen | TokenKind::CloseBracket | TokenKind::CloseBrace => {
                    depth -= 1;
                    if depth == 0 {
                        arguments.push(cell[begin?..at].trim());
                        arguments.retain(|argument| !argument.is_empty());
                        return Some(Call { name, arguments });
                    }
                }
                _ => {}
            }
        }
        None
    }
}

/// The name that ends right before this byte.
fn word_before(cell: &str, end: usize) -> Option<Range<usize>> {
    let begin = cell[..end].rfind(|letter: char| !letter.is_alphanumeric() && letter != '_');
    let begin = begin.map_or(0, |at| at + cell[at..].chars().next().map_or(1, char::len_utf8));
    (begin < end).then_some(begin..end)
}

/// All tokens with the bytes at which they begin.
pub fn placed(source: &str) -> impl Iterator<Item = (usize, TokenKind, &str)> {
    tokens(source).scan(0, |end, (kind, text)| {
        let at = *end;
        *end += text.len();
        Some((at, kind, text))
    })
}

/// An expression with its whole numbers written as real ones, but for those that stand in brackets.
pub fn real(expression: &str) -> String {
    let mut depth = 0usize;
    let mut written = String::new();
    for (kind, text) in tokens(expression) {
        match kind {
            TokenKind::OpenParen | TokenKind::OpenBracket => depth += 1,
            TokenKind::CloseParen | TokenKind::CloseBracket => depth = depth.saturating_sub(1),
            _ => {}
        }
        written += text;
        if depth == 0 && is_whole(kind, text) {
            written += ".0";
        }
    }
    written
}

fn is_whole(kind: TokenKind, text: &str) -> bool {
    matches!(kind, TokenKind::Literal { kind: LiteralKind::Int { .. }, .. })
        && text.chars().all(|letter| letter.is_ascii_digit() || letter == '_')
}

/// A list that is written out, `[1, 2]` or `vec![1, 2]`, with its whole numbers as real ones.
pub fn real_list(list: &str) -> Option<String> {
    let (before, rest) = list.split_once('[').filter(|(before, _)| ["", "vec!", "&", "&vec!"].contains(before))?;
    let inner = rest.strip_suffix(']')?;
    // Behind a `;` stands how many there are.
    let (numbers, count) = inner.split_at(inner.find(';').unwrap_or(inner.len()));
    Some(format!("{before}[{}{count}]", real(numbers)))
}

/// Whether it is a name, a number, a call or anything else that a method's point can follow.
pub fn is_single(expression: &str) -> bool {
    let (mut depth, mut is_begun) = (0usize, false);
    tokens(expression).all(|(kind, _)| {
        match kind {
            TokenKind::OpenParen | TokenKind::OpenBracket => depth += 1,
            TokenKind::CloseParen | TokenKind::CloseBracket => depth = depth.saturating_sub(1),
            TokenKind::Ident | TokenKind::Literal { .. } | TokenKind::Dot | TokenKind::Colon => {}
            TokenKind::Bang if is_begun => {}
            _ => return depth > 0,
        }
        is_begun = true;
        true
    })
}

/// The expression in brackets, if it needs them before a method or `as`.
pub fn grouped(expression: &str) -> String {
    if is_single(expression) { expression.to_owned() } else { format!("({expression})") }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn spot<'a>(cell: &'a str, text: &str) -> Spot<'a> {
        let at = cell.find(text).unwrap();
        Spot { cell, at: at..at + text.len() }
    }

    #[test]
    fn an_operator_has_its_operands() {
        let of = |cell: &'static str, operator: &str| spot(cell, operator).operands().unwrap();
        assert_eq!(of("fn h(x: N) -> N { 2.0 * x }", "*"), ("2.0", "x"));
        assert_eq!(of("a + 1/2 * (x + 1.0).sin() - b", "*"), ("1/2", "(x + 1.0).sin()"));
        assert_eq!(of("plot(|x| 1.0 - x.powi(2), r)", "-"), ("1.0", "x.powi(2)"));
        assert_eq!(of("return x * x + 3;", "+"), ("x * x", "3"));
        assert_eq!(of("f(2, 3) * -v[0]", "*"), ("f(2, 3)", "-v[0]"));
        assert_eq!(of("a; [1.0].iter().sum::<f64>() / 2", "/"), ("[1.0].iter().sum::<f64>()", "2"));
        assert_eq!(of("2 / v.iter().sum::<f64>() - 1.0", "/"), ("2", "v.iter().sum::<f64>()"));
        assert_eq!(of("n as f64 * 2", "*"), ("n as f64", "2"));
        assert_eq!(of("2 * n as f64 + 1.0", "*"), ("2", "n as f64"));
        assert_eq!(of("2 * (x + 1.0) - 3.0", "*"), ("2", "(x + 1.0)"));
        assert_eq!(of("vec![1.0].len() * 2.0", "*"), ("vec![1.0].len()", "2.0"));
        assert_eq!(of("-2 * 1.5", "*"), ("-2", "1.5"));
        assert_eq!(of("f(a, -2 * x)", "*"), ("-2", "x"));
        assert_eq!(of("a - 2 * x", "*"), ("2", "x"));
        assert_eq!(of("a < b + 1.0 == c", "<"), ("a", "b"));
    }

    #[test]
    fn a_method_is_called_of_the_whole_expression_in_front_of_it() {
        let of = |cell: &'static str, method: &str| spot(cell, method).receiver();
        assert_eq!(of("2.0 * (x + 1.0).log(2.0)", "log"), "(x + 1.0)");
        assert_eq!(of("|x|v[0].abs().log(2.0)", "log"), "v[0].abs()");
        assert_eq!(of("let s = \"hello\"; s[0]", "0"), "s");
        assert_eq!(of("if !vec![1.0].log()", "log"), "vec![1.0]");
        let cell = "let d = Data::new([1.0])";
        assert_eq!(spot(cell, "[").with_path(&cell[14..17]), "Data::new");
    }

    #[test]
    fn a_call_has_its_name_and_its_arguments() {
        let cell = "let y = plot(|x, y| f(x, y), [1, 2]);";
        let call = spot(cell, "[1").enclosing_call().unwrap();
        assert_eq!(call, Call { name: "plot", arguments: vec!["|x, y| f(x, y)", "[1, 2]"] });
        assert_eq!(spot("sin((x + 1.0)", "x").enclosing_call(), None, "it is not closed");
        assert_eq!(spot("println!(x)", "println").call().unwrap().arguments, ["x"]);
        assert_eq!(spot("g((a + b) * 2)", "a").enclosing_call().unwrap().name, "g");
    }

    #[test]
    fn whole_numbers_become_real_ones() {
        assert_eq!(real("1/2"), "1.0/2.0");
        assert_eq!(real("2 * x.powi(2) + 0.5"), "2.0 * x.powi(2) + 0.5");
        assert_eq!(real("3_u8"), "3_u8");
        assert_eq!(real_list("vec![1, 2]").as_deref(), Some("vec![1.0, 2.0]"));
        assert_eq!(real_list("[1; 3]").as_deref(), Some("[1.0; 3]"));
        assert_eq!(real_list("v[1]"), None);
    }
}
