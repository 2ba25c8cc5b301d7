//! The usual mistakes in differentiating, made on purpose: each rule applied wrongly to the function of an
//! exercise gives the answer that a learner who makes this mistake will give.

use crate::symbolic::{Expr, Function, Node};

/// A rule, and how it goes wrong.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(super) enum Mistake {
    InnerForgotten,
    InnerInstead,
    InnerKept,
    ExponentNotLowered,
    ExponentRaised,
    ExponentNotInFront,
    Backwards,
    ProductOfDerivatives,
    SumOfDerivatives,
    OneTermOfProduct,
    QuotientOfDerivatives,
    WrongWayRound,
    DenominatorNotSquared,
    DenominatorLost,
    ConstantKept,
    VariableDropped,
    FactorLost,
    SignLost,
    FunctionKept,
    InverseAsPower,
    SquareForgotten,
}

use Mistake::*;

impl Mistake {
    /// In the order in which they are looked for. A wrong answer may come from more than one of them; the first is
    /// the one that is named.
    pub(super) const ALL: [Mistake; 21] = [
        InnerForgotten,
        ProductOfDerivatives,
        QuotientOfDerivatives,
        WrongWayRound,
        SignLost,
        ConstantKept,
        ExponentNotLowered,
        ExponentRaised,
        ExponentNotInFront,
        InnerInstead,
        InnerKept,
        OneTermOfProduct,
        SumOfDerivatives,
        DenominatorNotSquared,
        DenominatorLost,
        VariableDropped,
        FactorLost,
        FunctionKept,
        InverseAsPower,
        SquareForgotten,
        Backwards,
    ];

    /// What to say to someone who has made it, after the answer and a colon.
    pub(super) fn words(self) -> &'static str {
        match self {
            InnerForgotten => {
                "you forgot the inner derivative. The outside is differentiated; now multiply by the derivative of what \
                 stands inside."
            }
            InnerInstead => {
                "the inside was differentiated too early. In the outer part it stays as it is; its derivative comes as \
                 a factor."
            }
            InnerKept => "you multiplied by the inside itself. It must be the derivative of the inside: du/dx, not u.",
            ExponentNotLowered => {
                "the exponent came down in front, but above it stayed as it was. It becomes one less."
            }
            ExponentRaised => "the exponent was raised by one. It becomes one less: n − 1, also when n is negative.",
            ExponentNotInFront => "the exponent is one less now, but the old one is missing in front, as a factor.",
            Backwards => {
                "you went backwards: differentiating your answer gives the function. Here the function is to be \
                 differentiated."
            }
            ProductOfDerivatives => {
                "the derivative of a product is not the product of the derivatives. It is w · dz/dx + z · dw/dx."
            }
            SumOfDerivatives => "those are the derivatives of the factors, added. Each of them needs the other factor.",
            OneTermOfProduct => {
                "one of the two terms of the product rule is missing. Each factor has its turn to be differentiated."
            }
            QuotientOfDerivatives => {
                "the derivative of a fraction is not the fraction of the derivatives. It is \
                 (z · dw/dx − w · dz/dx)/z², with w above and z below."
            }
            WrongWayRound => {
                "the quotient rule the wrong way round. It is (z · dw/dx − w · dz/dx)/z²: first the denominator, times \
                 the derivative of what stands above."
            }
            DenominatorNotSquared => "below the line of the quotient rule stands z squared, not z.",
            DenominatorLost => "that is the numerator of the quotient rule. Divide it by z squared.",
            ConstantKept => "a constant does not change, so its derivative is 0. One of them was not dropped.",
            VariableDropped => "x by itself is no constant. Its slope is 1, so its term does not disappear.",
            FactorLost => "a constant factor was lost. It waits outside and then multiplies the derivative.",
            FunctionKept => {
                "a function was left as it was. Only the exponential function is its own derivative; every other one turns \
                 into another, which the table of rules says."
            }
            InverseAsPower => {
                "the −1 of an inverse function was taken for an exponent. sin⁻¹ undoes the sine, and is not 1/sin; the table of \
                 rules has a line of its own for it."
            }
            SquareForgotten => {
                "a square is missing in the derivative of one of the functions. Look it up in the table of rules: what stands \
                 below the line there, or at the function itself?"
            }
            SignLost => "a sign was lost, or one too many came in. Go through the minuses one by one.",
        }
    }
}

/// What each mistake makes of the derivative of `f` by `x`: made everywhere at once, and then in one place at a
/// time, since people slip once more often than always.
pub(super) fn mistaken_derivatives(f: Expr, x: Expr) -> impl Iterator<Item = (Mistake, Expr)> {
    let made = move |mistake| {
        let mut everywhere = Slip { x, mistake, only: None, chances: 0 };
        let wrong = everywhere.slope(f);
        let places = 0..everywhere.chances;
        let once = move |place| Slip { x, mistake, only: Some(place), chances: 0 }.slope(f);
        let all = (everywhere.chances > 0).then_some(wrong);
        all.into_iter().chain(places.map(once)).map(move |wrong| (mistake, wrong))
    };
    let other_sign = std::iter::once_with(move || (SignLost, -f.derivative(x.name().unwrap_or("x"))));
    Mistake::ALL.into_iter().flat_map(made).chain(other_sign)
}

/// An exponent raised or lowered.
fn plus(n: Expr, step: i32) -> Expr {
    (n + Expr::from(step)).simplify()
}

/// Differentiates by the right rules, but for one.
struct Slip {
    x: Expr,
    mistake: Mistake,
    /// The one chance at which the mistake is made; at every chance, if there is none.
    only: Option<usize>,
    /// How many chances there were for it so far.
    chances: usize,
}

impl Slip {
    fn slips(&mut self, mistake: Mistake) -> bool {
        if mistake != self.mistake {
            return false;
        }
        let here = self.only.is_none_or(|place| place == self.chances);
        self.chances += 1;
        here
    }

    fn is_constant(&self, u: Expr) -> bool {
        !u.contains(self.x)
    }

    /// The functions of exercises are small, so this may call itself.
    fn slope(&mut self, u: Expr) -> Expr {
        let zero = Expr::from(0.0);
        if self.is_constant(u) {
            return if self.slips(ConstantKept) { u } else { zero };
        }
        match *u.node() {
            Node::Variable(_) if self.slips(ExponentNotLowered) => u,
            Node::Variable(_) if self.slips(VariableDropped) => zero,
            Node::Variable(_) if self.slips(Backwards) => u * u / 2.0,
            Node::Variable(_) => Expr::from(1.0),
            Node::Negative(v)
                if let Node::Product(c, w) = *v.node()
                    && self.is_constant(c) =>
            {
                self.multiple((-c).simplify(), w)
            }
            Node::Negative(v) if self.slips(SignLost) => self.slope(v),
            Node::Negative(v) => -self.slope(v),
            Node::Sum(v, w) if self.slips(SignLost) => self.slope(v) - self.slope(w),
            Node::Sum(v, w) => self.slope(v) + self.slope(w),
            Node::Product(c, v) | Node::Product(v, c) if self.is_constant(c) => self.multiple(c, v),
            Node::Product(w, z) => self.product(w, z),
            Node::Quotient(w, c) if self.is_constant(c) => self.multiple(Expr::from(1.0) / c, w),
            Node::Quotient(w, z) => self.quotient(w, z),
            Node::Power(v, n) if self.is_constant(n) => self.power(v, n),
            Node::Function(function, v) if v != self.x => {
                let outside = self.outside(function);
                let forgotten = self.slips(InnerForgotten);
                let inside = self.slope(v);
                let at = if self.slips(InnerInstead) { inside } else { v };
                let outside = outside.substitute(self.name(), at);
                if forgotten { outside } else { outside * inside }
            }
            Node::Function(function, _) => self.outside(function),
            _ => u.derivative(self.name()),
        }
    }

    /// The derivative of a function of x itself.
    fn outside(&mut self, function: Function) -> Expr {
        let kept = self.x.function_of(function);
        let right = kept.derivative(self.name());
        if right != kept && self.slips(FunctionKept) {
            return kept;
        }
        // (sin x)⁻¹ by the power rule, where sin⁻¹ x was meant.
        if let Some(undone) = function.undoes()
            && self.slips(InverseAsPower)
        {
            return (Expr::from(1.0) / self.x.function_of(undone)).derivative(self.name());
        }
        if let Some(without) = without_squares(right, self.x)
            && self.slips(SquareForgotten)
        {
            return without;
        }
        if self.slips(SignLost) { -right } else { right }
    }

    fn name(&self) -> &'static str {
        self.x.name().unwrap_or("x")
    }

    fn multiple(&mut self, c: Expr, v: Expr) -> Expr {
        if c.is_negative_constant() && self.slips(SignLost) {
            return -(c * self.slope(v));
        }
        if self.slips(FactorLost) { self.slope(v) } else { c * self.slope(v) }
    }

    fn product(&mut self, w: Expr, z: Expr) -> Expr {
        let (dw, dz) = (self.slope(w), self.slope(z));
        let (without_second, without_first) = (self.slips(OneTermOfProduct), self.slips(OneTermOfProduct));
        match () {
            _ if without_second => w * dz,
            _ if without_first => z * dw,
            _ if self.slips(ProductOfDerivatives) => dw * dz,
            _ if self.slips(SumOfDerivatives) => dw + dz,
            _ if self.slips(SignLost) => w * dz - z * dw,
            _ => w * dz + z * dw,
        }
    }

    fn quotient(&mut self, w: Expr, z: Expr) -> Expr {
        // A constant over z is the power z⁻¹, and people make the mistakes of that rule.
        let over = |exponent: i32| w * z.raised(Expr::from(exponent));
        let as_power = self.is_constant(w);
        let (dw, dz) = (if as_power { Expr::from(0.0) } else { self.slope(w) }, self.slope(z));
        match () {
            _ if as_power && self.slips(InnerForgotten) => -over(-2),
            _ if as_power && self.slips(SignLost) => over(-2) * dz,
            _ if as_power && self.slips(ExponentNotLowered) => -over(-1) * dz,
            _ if as_power && self.slips(ExponentRaised) => -w * dz,
            _ if as_power => -over(-2) * dz,
            _ if self.slips(QuotientOfDerivatives) => dw / dz,
            _ if self.slips(WrongWayRound) => (w * dz - z * dw) / (z * z),
            _ if self.slips(SignLost) => (z * dw + w * dz) / (z * z),
            _ if self.slips(DenominatorNotSquared) => (z * dw - w * dz) / z,
            _ if self.slips(DenominatorLost) => z * dw - w * dz,
            _ => (z * dw - w * dz) / (z * z),
        }
    }

    fn power(&mut self, v: Expr, n: Expr) -> Expr {
        let one = Expr::from(1.0);
        let is_chain = v != self.x;
        let inside = if is_chain { self.slope(v) } else { one };
        let lowered = v.raised(plus(n, -1));
        match () {
            _ if is_chain && self.slips(InnerForgotten) => n * lowered,
            _ if is_chain && self.slips(InnerInstead) => n * inside.raised(plus(n, -1)),
            _ if is_chain && self.slips(InnerKept) => n * lowered * v,
            _ if self.slips(ExponentNotLowered) => n * v.raised(n) * inside,
            _ if self.slips(ExponentRaised) => n * v.raised(plus(n, 1)) * inside,
            _ if self.slips(ExponentNotInFront) => lowered * inside,
            _ if !is_chain && self.slips(Backwards) => v.raised(plus(n, 1)) / plus(n, 1),
            _ => n * lowered * inside,
        }
    }
}

/// The derivative of a function without the squares of its functions of x: 1/cos x for 1/cos² x.
fn without_squares(right: Expr, x: Expr) -> Option<Expr> {
    let two = Expr::from(2);
    let without = right.rebuilt(|_, again| match *again.node() {
        Node::Power(base, exponent) if exponent == two && base != x => base,
        _ => again,
    });
    (without != right).then_some(without)
}
