//! The exercises of the chapter on derivatives.

use super::derivative::DerivativeExercise;
use super::formula::{Formula, step};
use super::wanted::Wanted;
use super::{Answer, Exercise, number};
use crate::symbolic::Rule;

/// The slope of x² + 2x + 2 at x = −1, found with two points.
pub static SLOPE_1: Exercise = Exercise {
    name: "SLOPE_1",
    wanted: Wanted::SlopeFromPoints,
    question: Formula {
        latex: r"\lim_{\Delta x \to 0} \frac{f(-1 + \Delta x) - f(-1)}{\Delta x}",
        text: "lim Δx→0 (f(−1 + Δx) − f(−1))/Δx, where f(x) = x² + 2x + 2",
    },
    right: &[(number(0.0), "At x = −1 the curve is at its lowest point, and there it is flat.")],
    mistakes: &[
        (
            number(1.0),
            "that is the height of the curve there, f(−1). The slope is a difference divided by a difference.",
        ),
        (number(6.0), "that is the slope at x = 2, from the text above. Here P is at x = −1."),
        (
            number(-1.0),
            "that is where P is, or the slope to a point Q that is far away. What happens when Q comes closer?",
        ),
        (number(4.0), "that is the slope at x = 1: a sign was lost. P is at x = −1."),
        (number(-2.0), "that would be the slope at x = −2. P is at x = −1."),
        (number(2.0), "that is the slope at x = 0, or that of 2x alone. P is at x = −1, and x² has a slope too."),
        (Answer::NotANumber, "0/0: P and Q were the same point. Q comes close to P, but it never is P."),
        (Answer::DoesNotExist, "it does: take Q close to P on either side, and watch where the slopes lead."),
    ],
    otherwise: "that is not where the slopes lead. Is y₂ − y₁ above the line, and x₂ − x₁ below it?",
    hints: &[
        "P is (−1, f(−1)), and Q is at x₂ = −1 + 0.000001. Compute y₂ = f(x₂), then (y₂ − y₁)/(x₂ − x₁).",
        "secant(f, -1.0, -1.0 + 1e-6) does it for you. The slope is about 0.000001. Try 1e-3 too: where does it lead?",
    ],
    solution: &[
        step(r"\frac{f(-1 + \Delta x) - f(-1)}{\Delta x}", "  (f(−1 + Δx) − f(−1))/Δx", "the slope from P to Q"),
        step(
            r"= \frac{(-1 + \Delta x)^2 + 2(-1 + \Delta x) + 2 - 1}{\Delta x}",
            "= ((−1 + Δx)² + 2(−1 + Δx) + 2 − 1)/Δx",
            "put both points in",
        ),
        step(r"= \frac{(\Delta x)^2}{\Delta x}", "= (Δx)²/Δx", "expand; all else cancels"),
        step(r"= \Delta x", "= Δx", "so with a millionth, a millionth"),
        step(r"\to 0", "→ 0", "as Q goes to P"),
    ],
};

/// The derivative of −5x³.
pub static DERIVATIVE_1: DerivativeExercise = DerivativeExercise {
    name: "DERIVATIVE_1",
    function: "-5x^3",
    at: None,
    by: None,
    slips: &[],
    praise: "The factor waits, the exponent comes down in front.",
    hints: &[
        "−5 is a constant factor: let it wait outside, and differentiate x³ by the power rule.",
        "The exponent 3 comes down in front, and what is left above is 3 − 1: 3x². Now multiply by the −5.",
    ],
};

/// The derivative of 2x² + 2x + 2.
pub static DERIVATIVE_2: DerivativeExercise = DerivativeExercise {
    name: "DERIVATIVE_2",
    function: "2x^2 + 2x + 2",
    at: None,
    by: None,
    slips: &[],
    praise: "Term by term, and the constant is gone.",
    hints: &[
        "A sum is differentiated term by term. Do 2x², then 2x, then 2.",
        "x² has the derivative 2x, x has the derivative 1, and a constant has the derivative 0.",
    ],
};

/// The derivative of 10x⁵ − 6x³ − x − 1.
pub static DERIVATIVE_3: DerivativeExercise = DerivativeExercise {
    name: "DERIVATIVE_3",
    function: "10x^5 - 6x^3 - x - 1",
    at: None,
    by: None,
    slips: &[],
    praise: "Four terms, four small steps.",
    hints: &[
        "Term by term again: 10x⁵, then −6x³, then −x, then −1. The signs stay with their terms.",
        "10x⁵ becomes 10 · 5x⁴, and 6x³ becomes 6 · 3x². What becomes of −x, and what of −1?",
    ],
};

/// The slope of x² + 2x + 2 at x = 2.
pub static DERIVATIVE_4: DerivativeExercise = DerivativeExercise {
    name: "DERIVATIVE_4",
    function: "x^2 + 2x + 2",
    at: Some(2),
    by: None,
    slips: &[
        (2, "that is where we are, or the slope of 2x alone. The term x² has a slope too; add them."),
        (4, "that is the slope of x² alone. The term 2x has a slope too; add them."),
        (0, "that is the slope where the curve is lowest, at x = −1. Here x is 2."),
        (8, "that is 2 too much: the constant 2 was not dropped. Its slope is 0."),
        (9, "that is the slope of the secant to Q at x = 5. The rules give the slope at P itself."),
        (12, "that is twice as much. The slope of x² is 2x, which is 4 here; with the slope of 2x that is all."),
        (
            14,
            "that is 2x² + 2x + 2 at x = 2: the exponent came down, but above it stayed, and the constant 2 is still there.",
        ),
    ],
    praise: "The same as you have measured with two points, and this time it is exact.",
    hints: &[
        "Two steps: first differentiate x² + 2x + 2, then put x = 2 into the derivative (not into the function).",
        "The derivative is 2x + 2. How much is that at x = 2?",
    ],
};

/// The slope of x² + 2x + 2 at x = −1.
pub static DERIVATIVE_5: DerivativeExercise = DerivativeExercise {
    name: "DERIVATIVE_5",
    function: "x^2 + 2x + 2",
    at: Some(-1),
    by: None,
    slips: &[
        (-1, "that is where we are. The slope comes from the derivative: put x into that."),
        (2, "that is the slope of 2x alone. The term x² has a slope too, and a negative one here; add them."),
        (-2, "that is the slope of x² alone. The term 2x has a slope too; add them."),
        (6, "that is the slope at x = 2, from the exercise before. Here x is −1."),
        (-4, "a sign was lost: 2x is −2 here, and 2 is added to it."),
        (10, "that is the height at x = 2. Here x is −1, and the slope is asked for."),
    ],
    praise: "A slope of 0: this is the lowest point of the curve.",
    hints: &[
        "The derivative is the same as in exercise 4. Only the place is another one.",
        "The derivative is 2x + 2. Put x = −1 in, and mind the sign.",
    ],
};

/// The derivative of (2x² + 6x)(2x³ + 5x²), by the product rule.
pub static DERIVATIVE_6: DerivativeExercise = DerivativeExercise {
    name: "DERIVATIVE_6",
    function: "(2x^2 + 6x)(2x^3 + 5x^2)",
    at: None,
    by: None,
    slips: &[],
    praise: "Each factor had its turn.",
    hints: &[
        "Name the factors: w = 2x² + 6x and z = 2x³ + 5x². Differentiate each of them first.",
        "dw/dx = 4x + 6 and dz/dx = 6x² + 10x. The rule is w · dz/dx + z · dw/dx; you may leave it like that.",
    ],
};

/// The derivative of 6x²/(2 − x), by the quotient rule.
pub static DERIVATIVE_7: DerivativeExercise = DerivativeExercise {
    name: "DERIVATIVE_7",
    function: "6x^2/(2 - x)",
    at: None,
    by: None,
    slips: &[],
    praise: "The right way round, and with the right signs.",
    hints: &[
        "Name the parts: w = 6x² above and z = 2 − x below. Differentiate each of them first.",
        "dw/dx = 12x and dz/dx = −1. The rule is (z · dw/dx − w · dz/dx)/z²: below first, and mind the two minuses.",
    ],
};

/// The derivative of (3x + 1)², by the chain rule.
pub static DERIVATIVE_8: DerivativeExercise = DerivativeExercise {
    name: "DERIVATIVE_8",
    function: "(3x + 1)^2",
    at: None,
    by: None,
    slips: &[],
    praise: "Outside times inside.",
    hints: &[
        "Let u = 3x + 1. Then y = u². What is dy/du, and what is du/dx?",
        "dy/du = 2u and du/dx = 3. Multiply them, and put 3x + 1 back in the place of u.",
    ],
};

/// The derivative of (x² + 5x)⁶, by the chain rule.
pub static DERIVATIVE_9: DerivativeExercise = DerivativeExercise {
    name: "DERIVATIVE_9",
    function: "(x^2 + 5x)^6",
    at: None,
    by: None,
    slips: &[],
    praise: "Nobody should have to multiply that out.",
    hints: &[
        "Let u = x² + 5x. Then y = u⁶. What is dy/du, and what is du/dx?",
        "dy/du = 6u⁵ and du/dx = 2x + 5. Multiply them, and put x² + 5x back in the place of u.",
    ],
};

/// The derivative of 1/((x⁴ + 1)⁵ + 7), by the chain rule, twice.
pub static DERIVATIVE_10: DerivativeExercise = DerivativeExercise {
    name: "DERIVATIVE_10",
    function: "1/((x^4 + 1)^5 + 7)",
    at: None,
    by: None,
    slips: &[],
    praise: "Three links, and none of them lost.",
    hints: &[
        "Let u = (x⁴ + 1)⁵ + 7. Then y = 1/u = u⁻¹, and dy/du = −u⁻². What is du/dx? That is a chain of its own.",
        "Let v = x⁴ + 1. Then u = v⁵ + 7, du/dv = 5v⁴ and dv/dx = 4x³. Multiply dy/du, du/dv and dv/dx.",
    ],
};

/// The derivative of (x² + 5x)⁶ again, by the power rule on a function chain.
pub static DERIVATIVE_11: DerivativeExercise = DerivativeExercise {
    name: "DERIVATIVE_11",
    function: "(x^2 + 5x)^6",
    at: None,
    by: Some(Rule::PowerOnChain),
    slips: &[],
    praise: "The same as before, without writing u down.",
    hints: &[
        "The whole of x² + 5x is raised to the 6th power. Treat it as one thing: the power rule first.",
        "6(x² + 5x)⁵, and then times the derivative of what stands inside.",
    ],
};

/// The derivative of 1/((x⁴ + 1)⁵ + 7) again, by the power rule on a function chain.
pub static DERIVATIVE_12: DerivativeExercise = DerivativeExercise {
    name: "DERIVATIVE_12",
    function: "1/((x^4 + 1)^5 + 7)",
    at: None,
    by: Some(Rule::PowerOnChain),
    slips: &[],
    praise: "Twice the same rule, from the outside to the inside.",
    hints: &[
        "1/(…) is (…)⁻¹. The power rule gives −(…)⁻², and then: times the derivative of the inside.",
        "The inside is (x⁴ + 1)⁵ + 7. The 7 drops out, and (x⁴ + 1)⁵ is a power of something once more.",
    ],
};
