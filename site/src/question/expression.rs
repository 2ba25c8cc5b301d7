//! Functions of one variable: from Rust to formulas as they are typed. What is no such function is left alone.

use super::token::{Token, arguments, closing};
use ra_ap_rustc_lexer::{LiteralKind, TokenKind};
use std::collections::HashMap;

/// Functions that call one another deeper than this are no formula that anybody would read.
const DEEPEST: usize = 20;

/// Methods of numbers that formulas have under the same name.
const SAME: [&str; 9] = ["sqrt", "exp", "ln", "sin", "cos", "tan", "tanh", "abs", "floor"];

/// A function that a cell has defined.
#[derive(Clone, Debug)]
struct Defined {
    parameter: String,
    body: Vec<Token>,
}

/// The functions of a chapter so far, by name.
#[derive(Default)]
pub struct Functions(HashMap<String, Defined>);

/// A formula, and what holds it together: the weaker, the sooner it needs brackets.
struct Part {
    text: String,
    strength: u8,
}

const SUM: u8 = 1;
const PRODUCT: u8 = 2;
const POWER: u8 = 3;
const ATOM: u8 = 4;

impl Part {
    fn atom(text: impl Into<String>) -> Part {
        Part { text: text.into(), strength: ATOM }
    }

    /// In brackets, where it is weaker than that.
    fn at_least(self, strength: u8) -> String {
        if self.strength < strength { format!("({})", self.text) } else { self.text }
    }
}

impl Functions {
    /// Takes in `fn name(x: f64) -> f64 { … }`, and any other definition of that name out.
    pub fn define(&mut self, item: &[Token]) {
        let Some(name) = item.get(1) else { return };
        self.0.remove(&name.text);
        let (Some(open), Some(begin)) = (position(item, "("), position(item, "{")) else { return };
        let given = arguments(&item[open + 1..closing(item, open)]);
        let body = &item[begin + 1..item.len() - 1];
        if let [[parameter, colon, ..]] = given[..]
            && colon.is(":")
            && !body.iter().any(|token| token.is(";"))
        {
            self.0.insert(name.text.clone(), Defined { parameter: parameter.text.clone(), body: body.to_vec() });
        }
    }

    /// Takes in `let name = |x| …`, and any other definition of that name out.
    pub fn name(&mut self, binding: &[Token]) {
        let [_, name, rest @ ..] = binding else { return };
        self.0.remove(&name.text);
        if let Some(equals) = position(rest, "=")
            && let Some(closure) = closure(&rest[equals + 1..])
        {
            self.0.insert(name.text.clone(), closure);
        }
    }

    /// The formula of an argument that is a function: a closure, a name, `formula(…)`, or a formula in quotation marks.
    pub fn read(&self, argument: &[Token]) -> Option<String> {
        let defined = match argument {
            [text] if matches!(text.kind, TokenKind::Literal { kind: LiteralKind::Str { .. }, .. }) => {
                return Some(text.text.trim_matches('"').to_owned());
            }
            [called, open, inside @ .., _] if called.is("formula") && open.is("(") => return self.read(inside),
            // As in `f64::floor`.
            [kind, _, _, name] if kind.is("f64") && SAME.contains(&name.text.as_str()) => {
                return Some(format!("{}(x)", name.text));
            }
            [name] => self.0.get(&name.text).cloned()?,
            other => closure(other)?,
        };
        let letter = variable(&defined.parameter);
        let part = self.whole(&defined.body, &defined.parameter, &Part::atom(letter), 0)?;
        Some(part.text)
    }

    /// A number, or what is calculated from numbers.
    pub fn number(&self, expression: &[Token]) -> Option<String> {
        self.whole(expression, "", &Part::atom(""), 0).map(|part| part.text)
    }

    /// An expression of which nothing is left when it was read.
    fn whole(&self, mut rest: &[Token], parameter: &str, argument: &Part, depth: usize) -> Option<Part> {
        let sum = if depth > DEEPEST { None } else { self.sum(&mut rest, parameter, argument, depth) };
        sum.filter(|_| rest.is_empty())
    }

    /// `rest` loses what is read.
    fn sum(&self, rest: &mut &[Token], parameter: &str, argument: &Part, depth: usize) -> Option<Part> {
        let mut sum = self.product(rest, parameter, argument, depth)?;
        while let [sign, after @ ..] = *rest
            && (sign.is("+") || sign.is("-"))
        {
            *rest = after;
            let next = self.product(rest, parameter, argument, depth)?;
            let next = if next.text.starts_with('-') { format!("({})", next.text) } else { next.at_least(PRODUCT) };
            sum = Part { text: format!("{} {} {next}", sum.text, sign.text), strength: SUM };
        }
        Some(sum)
    }

    fn product(&self, rest: &mut &[Token], parameter: &str, argument: &Part, depth: usize) -> Option<Part> {
        let mut product = self.signed(rest, parameter, argument, depth)?;
        while let [sign, after @ ..] = *rest
            && (sign.is("*") || sign.is("/"))
        {
            *rest = after;
            let next = self.signed(rest, parameter, argument, depth)?;
            let next = if next.text.starts_with('-') { format!("({})", next.text) } else { next.at_least(POWER) };
            product = Part { text: format!("{}{}{next}", product.at_least(PRODUCT), sign.text), strength: PRODUCT };
        }
        Some(product)
    }

    fn signed(&self, rest: &mut &[Token], parameter: &str, argument: &Part, depth: usize) -> Option<Part> {
        match *rest {
            [minus, after @ ..] if minus.is("-") => {
                *rest = after;
                let positive = self.signed(rest, parameter, argument, depth)?;
                Some(Part { text: format!("-{}", positive.at_least(PRODUCT)), strength: PRODUCT })
            }
            _ => self.with_methods(rest, parameter, argument, depth),
        }
    }

    fn with_methods(&self, rest: &mut &[Token], parameter: &str, argument: &Part, depth: usize) -> Option<Part> {
        let mut part = self.atom(rest, parameter, argument, depth)?;
        while let [dot, name, open, ..] = *rest
            && dot.is(".")
            && open.is("(")
        {
            let end = closing(rest, 2);
            let inside = rest.get(3..end)?;
            *rest = &rest[end + 1..];
            part = match name.text.as_str() {
                "powi" | "powf" => {
                    let exponent = self.whole(inside, parameter, argument, depth)?;
                    let base = part.at_least(ATOM);
                    Part { text: format!("{base}^{}", exponent.at_least(ATOM)), strength: POWER }
                }
                "recip" => Part { text: format!("1/{}", part.at_least(POWER)), strength: PRODUCT },
                name if SAME.contains(&name) && inside.is_empty() => Part::atom(format!("{name}({})", part.text)),
                _ => return None,
            };
        }
        Some(part)
    }

    fn atom(&self, rest: &mut &[Token], parameter: &str, argument: &Part, depth: usize) -> Option<Part> {
        let (first, after) = rest.split_first()?;
        if first.is("(") {
            let end = closing(rest, 0);
            let inside = rest.get(1..end)?;
            *rest = &rest[end + 1..];
            return self.whole(inside, parameter, argument, depth);
        }
        *rest = after;
        match first.kind {
            TokenKind::Literal { kind: LiteralKind::Int { .. } | LiteralKind::Float { .. }, suffix_start } => {
                let digits = first.text[..suffix_start as usize].trim_end_matches('_').replace('_', "");
                Some(Part::atom(short(&digits)))
            }
            TokenKind::Ident if first.is(parameter) => {
                Some(Part { text: argument.text.clone(), strength: argument.strength })
            }
            TokenKind::Ident if first.is("PI") => Some(Part::atom("pi")),
            TokenKind::Ident if first.is("E") => Some(Part::atom("e")),
            TokenKind::Ident => {
                rest.first().filter(|token| token.is("("))?;
                let end = closing(rest, 0);
                let inside = rest.get(1..end)?;
                *rest = &rest[end + 1..];
                let inner = self.whole(inside, parameter, argument, depth + 1)?;
                let Defined { parameter, body } = self.0.get(&first.text)?;
                self.whole(body, parameter, &inner, depth + 1)
            }
            _ => None,
        }
    }
}

/// `|x| …`, with or without a type.
fn closure(tokens: &[Token]) -> Option<Defined> {
    let [bar, parameter, rest @ ..] = tokens else { return None };
    let end = rest.iter().position(|token| token.is("|"))?;
    let is_one = bar.is("|") && !rest[..end].iter().any(|token| token.is(","));
    let mut body = &rest[end + 1..];
    if let [open, inside @ .., close] = body
        && open.is("{")
        && close.is("}")
    {
        body = inside;
    }
    // As in `|_| 7.0.into()`.
    if let [inside @ .., dot, into, _, _] = body
        && dot.is(".")
        && into.is("into")
    {
        body = inside;
    }
    is_one.then(|| Defined { parameter: parameter.text.clone(), body: body.to_vec() })
}

/// The letter of a parameter in a formula. Some letters mean something else there.
fn variable(parameter: &str) -> &str {
    let is_letter = parameter.len() == 1 && parameter.starts_with(|letter: char| letter.is_ascii_lowercase());
    if is_letter && !["e", "i"].contains(&parameter) { parameter } else { "x" }
}

/// A decimal as people write it: 2 for 2.0.
fn short(digits: &str) -> String {
    let plain = if digits.contains('.') && !digits.contains(['e', 'E']) {
        digits.trim_end_matches('0').trim_end_matches('.')
    } else {
        digits
    };
    plain.to_owned()
}

fn position(tokens: &[Token], text: &str) -> Option<usize> {
    tokens.iter().position(|token| token.is(text))
}
