//! Formulas of the tests' own, that can be written, evaluated and rewritten without the library under test.

/// Numbers that look random and are the same in every run (Knuth's multiplier).
pub struct Dice(pub u64);

impl Dice {
    pub fn roll(&mut self, sides: usize) -> usize {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (self.0 >> 33) as usize % sides
    }

    pub fn number(&mut self, from: i64, to: i64) -> i64 {
        from + self.roll((to - from + 1) as usize) as i64
    }
}

#[derive(Clone, Debug)]
pub enum Tree {
    X,
    Number(i64),
    Minus(Box<Tree>),
    Sum(Box<Tree>, Box<Tree>),
    Difference(Box<Tree>, Box<Tree>),
    Product(Box<Tree>, Box<Tree>),
    Quotient(Box<Tree>, Box<Tree>),
    Power(Box<Tree>, i64),
}

use Tree::*;

fn boxed(tree: &Tree) -> Box<Tree> {
    Box::new(tree.clone())
}

pub fn sum(a: Tree, b: Tree) -> Tree {
    Sum(Box::new(a), Box::new(b))
}

pub fn difference(a: Tree, b: Tree) -> Tree {
    Difference(Box::new(a), Box::new(b))
}

pub fn times(a: Tree, b: Tree) -> Tree {
    Product(Box::new(a), Box::new(b))
}

pub fn over(a: Tree, b: Tree) -> Tree {
    Quotient(Box::new(a), Box::new(b))
}

pub fn power(a: Tree, n: i64) -> Tree {
    Power(Box::new(a), n)
}

/// c·xⁿ
pub fn term(c: i64, n: i64) -> Tree {
    times(Number(c), power(X, n))
}

impl Tree {
    pub fn value(&self, x: f64) -> f64 {
        match self {
            X => x,
            Number(n) => *n as f64,
            Minus(a) => -a.value(x),
            Sum(a, b) => a.value(x) + b.value(x),
            Difference(a, b) => a.value(x) - b.value(x),
            Product(a, b) => a.value(x) * b.value(x),
            Quotient(a, b) => a.value(x) / b.value(x),
            Power(a, n) => a.value(x).powi(*n as i32),
        }
    }

    /// Whether both have the same values at some points, to a millionth. Enough to tell a near miss.
    pub fn agrees(&self, other: &Tree) -> bool {
        [-1.37, -0.61, 0.29, 0.83, 1.57].iter().all(|x| {
            let (a, b) = (self.value(*x), other.value(*x));
            (a - b).abs() <= 1e-6 * a.abs().max(b.abs())
        })
    }

    pub fn size(&self) -> usize {
        1 + self.parts().map(|part| part.size()).sum::<usize>()
    }

    fn parts(&self) -> impl Iterator<Item = &Tree> {
        let (a, b) = match self {
            X | Number(_) => (None, None),
            Minus(a) | Power(a, _) => (Some(a), None),
            Sum(a, b) | Difference(a, b) | Product(a, b) | Quotient(a, b) => (Some(a), Some(b)),
        };
        a.into_iter().chain(b).map(|part| &**part)
    }

    /// The same tree with `change` made at its `place`-th node, counted from the root down.
    pub fn changed(&self, place: usize, change: &mut dyn FnMut(&Tree) -> Tree) -> Tree {
        if place == 0 {
            return change(self);
        }
        let mut left = place - 1;
        let mut part = |tree: &Tree| {
            let size = tree.size();
            let here = if left < size { tree.changed(left, change) } else { tree.clone() };
            // Wraps round to a place that no later part has.
            left = left.wrapping_sub(size);
            Box::new(here)
        };
        match self {
            X | Number(_) => self.clone(),
            Minus(a) => Minus(part(a)),
            Power(a, n) => Power(part(a), *n),
            Sum(a, b) => Sum(part(a), part(b)),
            Difference(a, b) => Difference(part(a), part(b)),
            Product(a, b) => Product(part(a), part(b)),
            Quotient(a, b) => Quotient(part(a), part(b)),
        }
    }

    /// Another way to write the same, by one step of algebra at one place.
    pub fn rewritten(&self, dice: &mut Dice) -> Tree {
        let place = dice.roll(self.size());
        self.changed(place, &mut |here| one_step(here, dice))
    }

    /// Nearly the same: one number, exponent or sign is another one.
    pub fn spoiled(&self, dice: &mut Dice) -> Tree {
        let place = dice.roll(self.size());
        self.changed(place, &mut |here| match here {
            Number(n) => Number(if dice.roll(3) == 0 { -n } else { n + [1, -1, 2][dice.roll(3)] }),
            Power(a, n) => Power(a.clone(), n + [1, -1][dice.roll(2)]),
            Sum(a, b) => Difference(a.clone(), b.clone()),
            Difference(a, b) => Sum(a.clone(), b.clone()),
            Product(a, b) => [*a.clone(), Sum(a.clone(), b.clone())][dice.roll(2)].clone(),
            Quotient(a, b) => Quotient(b.clone(), a.clone()),
            Minus(a) => *a.clone(),
            X => [times(Number(2), X), Minus(Box::new(X)), sum(X, over(Number(1), Number(1000)))][dice.roll(3)].clone(),
        })
    }

    /// As text, in one of the writings that people use: with or without stars and spaces.
    pub fn written(&self, dice: &mut Dice) -> String {
        let (text, _) = self.text(dice);
        text
    }

    /// The text, and how tightly it binds: 0 a sum, 1 a product, 2 a sign, 3 a power or an atom.
    fn text(&self, dice: &mut Dice) -> (String, u8) {
        let at_least = |tree: &Tree, tightness: u8, dice: &mut Dice| match tree.text(dice) {
            (text, own) if own < tightness => format!("({text})"),
            (text, _) => text,
        };
        let after_a_sign = |tree: &Tree, dice: &mut Dice| match tree.text(dice) {
            (text, tightness) if tightness == 0 || text.starts_with('-') => format!("({text})"),
            (text, _) => text,
        };
        let space = [" ", ""][dice.roll(2)];
        match self {
            X => ("x".into(), 4),
            Number(n) if *n < 0 => (n.to_string(), 2),
            Number(n) => (if dice.roll(8) == 0 { format!("{n}.0") } else { n.to_string() }, 4),
            Minus(a) => (format!("-{}", at_least(a, 3, dice)), 2),
            Sum(a, b) => (format!("{}{space}+{space}{}", at_least(a, 0, dice), after_a_sign(b, dice)), 0),
            Difference(a, b) => (format!("{}{space}-{space}{}", at_least(a, 0, dice), after_a_sign(b, dice)), 0),
            Product(a, b) => {
                let (a, b) = (at_least(a, 3, dice), at_least(b, 3, dice));
                // Two numbers side by side would be one number, and x beside a bracket could be a function.
                let can_touch = !a.ends_with('x') && (b.starts_with('x') || b.starts_with('('));
                let sign = if can_touch && dice.roll(2) == 0 { "" } else { ["*", " * ", "·"][dice.roll(3)] };
                (format!("{a}{sign}{b}"), 1)
            }
            Quotient(a, b) => (format!("{}{space}/{space}{}", at_least(a, 3, dice), at_least(b, 4, dice)), 1),
            Power(a, n) if *n < 0 => (format!("{}^({n})", at_least(a, 4, dice)), 3),
            Power(a, n) => (format!("{}^{n}", at_least(a, 4, dice)), 3),
        }
    }
}

fn one_step(here: &Tree, dice: &mut Dice) -> Tree {
    let k = dice.number(2, 9);
    match (here, dice.roll(3)) {
        (Number(n), 0) => sum(Number(n - k), Number(k)),
        (Number(n), 1) => over(Number(n * k), Number(k)),
        (Sum(a, b), 0) => Sum(b.clone(), a.clone()),
        (Sum(a, b), 1) => difference(*a.clone(), Minus(b.clone())),
        (Difference(a, b), 0 | 1) => sum(Minus(b.clone()), *a.clone()),
        (Product(a, b), 0) => Product(b.clone(), a.clone()),
        (Product(a, b), 1) => match (&**a, &**b) {
            (a, Sum(c, d)) => sum(times(a.clone(), *c.clone()), times(a.clone(), *d.clone())),
            (Sum(c, d), b) => sum(times(*c.clone(), b.clone()), times(*d.clone(), b.clone())),
            (a, b) => over(times(a.clone(), times(Number(k), b.clone())), Number(k)),
        },
        (Quotient(a, b), 0) => times(*a.clone(), power(*b.clone(), -1)),
        (Quotient(a, b), 1) => Minus(Box::new(Quotient(a.clone(), Box::new(Minus(b.clone()))))),
        (Power(a, n), 0) if *n > 1 => times(*a.clone(), power(*a.clone(), n - 1)),
        (Power(a, n), 1) => over(power(*a.clone(), n + k), power(*a.clone(), k)),
        (any, 2) => match dice.roll(4) {
            0 => difference(sum(any.clone(), Number(k)), Number(k)),
            1 => over(times(Number(k), any.clone()), Number(k)),
            2 => Minus(Box::new(Minus(boxed(any)))),
            _ => {
                let never_zero = sum(power(X, 2), Number(k));
                over(times(any.clone(), never_zero.clone()), never_zero)
            }
        },
        (any, _) => times(Number(1), any.clone()),
    }
}
