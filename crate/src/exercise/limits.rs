//! The five exercises of the chapter on limits.

use super::formula::{Formula, step};
use super::wanted::Wanted;
use super::{Answer, Exercise, number};

const INFINITY: Answer = Answer::Number(f64::INFINITY);
const MINUS_INFINITY: Answer = Answer::Number(f64::NEG_INFINITY);

/// The limit of (x² − 1)/(x − 1) as x goes to 0.
pub static LIMIT_1: Exercise = Exercise {
    name: "LIMIT_1",
    wanted: Wanted::Limit,
    question: Formula { latex: r"\lim_{x \to 0} \frac{x^2 - 1}{x - 1}", text: "lim x→0 (x² − 1)/(x − 1)" },
    right: &[(number(1.0), "Nothing goes wrong at x = 0, so putting it in is enough. The hole is at x = 1.")],
    mistakes: &[
        (number(-1.0), "a sign slip. At x = 0 the fraction is (−1)/(−1); which sign does that have?"),
        (number(0.0), "that is where x goes. What does (x² − 1)/(x − 1) go to meanwhile? Above the line is −1, not 0."),
        (number(2.0), "that is the limit as x goes to 1, from the text above. Here x goes to 0."),
        (number(-2.0), "check the two differences at x = 0: each of them is −1, and they are divided, not added."),
        (Answer::DoesNotExist, "you looked at x = 1, where the curve has its hole. But x goes to 0."),
        (Answer::NotANumber, "0/0 happens at x = 1, where the curve has its hole. But x goes to 0."),
        (INFINITY, "only the denominator 0 could do that, and at x = 0 the denominator is −1."),
        (MINUS_INFINITY, "only the denominator 0 could do that, and at x = 0 the denominator is −1."),
    ],
    otherwise: "that is not where the values lead. Look closely at what x goes to.",
    hints: &[
        "Where does x go here? Is the denominator 0 there?",
        "At x = 0 the denominator is 0 − 1, which is not 0. So put x = 0 into the fraction and compute.",
    ],
    solution: &[
        step(r"\lim_{x \to 0} \frac{x^2 - 1}{x - 1}", "  lim x→0 (x² − 1)/(x − 1)", ""),
        step(r"= \frac{0^2 - 1}{0 - 1}", "= (0² − 1)/(0 − 1)", "the denominator is not 0 there, so put x = 0 in"),
        step(r"= \frac{-1}{-1}", "= (−1)/(−1)", ""),
        step(r"= 1", "= 1", "minus divided by minus is plus"),
    ],
};

/// The limit of (x² − 25)/(x + 5) as x goes to −5.
pub static LIMIT_2: Exercise = Exercise {
    name: "LIMIT_2",
    wanted: Wanted::Limit,
    question: Formula { latex: r"\lim_{x \to -5} \frac{x^2 - 25}{x + 5}", text: "lim x→−5 (x² − 25)/(x + 5)" },
    right: &[(number(-10.0), "At x = −5 itself there is a hole, and the curve leads straight to it.")],
    mistakes: &[
        (number(10.0), "you lost the sign. What remains after cancelling is x − 5, and that is −5 − 5 where x is −5."),
        (
            number(0.0),
            "0/0 is not 0. Factor x² − 25 first, then cancel. (And x goes to −5, not to 5, where x − 5 is 0.)",
        ),
        (number(1.0), "0/0 is not 1. Factor x² − 25 first, then cancel."),
        (number(-5.0), "that is where x goes. What does the fraction go to meanwhile?"),
        (number(5.0), "it is in the formula, but not its limit. After cancelling x − 5 remains; put x = −5 into it."),
        (
            Answer::DoesNotExist,
            "0/0 at x = −5 is a hole, not the end: the values on both sides lead to the same number.",
        ),
        (Answer::NotANumber, "0/0 at x = −5 is a hole, not the end: the values on both sides lead to the same number."),
        (INFINITY, "the denominator goes to 0, but so does the numerator. Factor it and cancel."),
        (MINUS_INFINITY, "the denominator goes to 0, but so does the numerator. Factor it and cancel."),
    ],
    otherwise: "that is not where the values lead. Putting in x = −5 gives 0/0, so there is something to cancel.",
    hints: &[
        "Putting in x = −5 gives 0/0. So x + 5 is a factor of both; which is the other factor of x² − 25?",
        "x² − 25 = (x + 5)(x − 5). Cancel x + 5 and put x = −5 into what remains.",
    ],
    solution: &[
        step(r"\lim_{x \to -5} \frac{x^2 - 25}{x + 5}", "  lim x→−5 (x² − 25)/(x + 5)", ""),
        step(
            r"= \lim_{x \to -5} \frac{(x + 5)(x - 5)}{x + 5}",
            "= lim x→−5 (x + 5)(x − 5)/(x + 5)",
            "factor the difference of two squares",
        ),
        step(r"= \lim_{x \to -5} (x - 5)", "= lim x→−5 (x − 5)", "cancel, since x is near −5 but never equal to it"),
        step(r"= -5 - 5", "= −5 − 5", "put x = −5 in"),
        step(r"= -10", "= −10", ""),
    ],
};

/// The limit of (x² − 2x − 8)/(x − 4) as x goes to 4.
pub static LIMIT_3: Exercise = Exercise {
    name: "LIMIT_3",
    wanted: Wanted::Limit,
    question: Formula {
        latex: r"\lim_{x \to 4} \frac{x^2 - 2x - 8}{x - 4}", text: "lim x→4 (x² − 2x − 8)/(x − 4)"
    },
    right: &[(number(6.0), "Factor, cancel, substitute: once more, the hole was the only trouble.")],
    mistakes: &[
        (
            number(2.0),
            "a sign slip in the factors: x − 2 at 4 is 2, but (x − 4)(x − 2) is not x² − 2x − 8. (And (−8)/(−4) is the value at x = 0.)",
        ),
        (
            number(-6.0),
            "a sign slip, with the right size. What remains after cancelling is x + 2, and at x = 4 that is 4 + 2.",
        ),
        (
            number(-2.0),
            "what remains after cancelling is x + 2, and x goes to 4, not to −4. (−2 is also where the numerator is 0 a \
             second time; nobody asks about that.)",
        ),
        (number(-8.0), "that is the numerator at x = 0. Here x goes to 4; factor, and cancel x − 4."),
        (number(4.0), "that is where x goes. What does the fraction go to meanwhile?"),
        (number(0.0), "0/0 is not 0. Factor x² − 2x − 8 first, then cancel."),
        (number(1.0), "0/0 is not 1. Factor x² − 2x − 8 first, then cancel."),
        (number(8.0), "the factor that remains is x + 2, not x + 4: −4 and 2 add up to −2 and multiply to −8."),
        (
            Answer::DoesNotExist,
            "0/0 at x = 4 is a hole, not the end: the values on both sides lead to the same number.",
        ),
        (Answer::NotANumber, "0/0 at x = 4 is a hole, not the end: the values on both sides lead to the same number."),
        (INFINITY, "the denominator goes to 0, but so does the numerator. Factor it and cancel."),
        (MINUS_INFINITY, "the denominator goes to 0, but so does the numerator. Factor it and cancel."),
    ],
    otherwise: "that is not where the values lead. Putting in x = 4 gives 0/0, so there is something to cancel.",
    hints: &[
        "Putting in x = 4 gives 0/0. So x − 4 is a factor of x² − 2x − 8; which is the other one?",
        "Two numbers that multiply to −8 and add up to −2: −4 and 2. So x² − 2x − 8 = (x − 4)(x + 2).",
    ],
    solution: &[
        step(r"\lim_{x \to 4} \frac{x^2 - 2x - 8}{x - 4}", "  lim x→4 (x² − 2x − 8)/(x − 4)", ""),
        step(
            r"= \lim_{x \to 4} \frac{(x - 4)(x + 2)}{x - 4}",
            "= lim x→4 (x − 4)(x + 2)/(x − 4)",
            "factor: −4 and 2 multiply to −8 and add up to −2",
        ),
        step(r"= \lim_{x \to 4} (x + 2)", "= lim x→4 (x + 2)", "cancel, since x is near 4 but never equal to it"),
        step(r"= 4 + 2", "= 4 + 2", "put x = 4 in"),
        step(r"= 6", "= 6", ""),
    ],
};

/// The limit of 25/x as x goes to −∞.
pub static LIMIT_4: Exercise = Exercise {
    name: "LIMIT_4",
    wanted: Wanted::Limit,
    question: Formula { latex: r"\lim_{x \to -\infty} \frac{25}{x}", text: "lim x→−∞ 25/x" },
    right: &[(number(0.0), "The values are negative all the way, and come as close to 0 as you like.")],
    mistakes: &[
        (MINUS_INFINITY, "that is where x goes. What happens to 25/x when x is −1,000, or −1,000,000?"),
        (INFINITY, "25/x becomes huge when x is near 0. Here x is huge itself: divide 25 by −1,000,000."),
        (
            Answer::PlusMinusInfinity,
            "25/x becomes huge when x is near 0. Here x is huge itself: divide 25 by −1,000,000.",
        ),
        (number(25.0), "that is above the line, and it is shared among more and more. Divide it by −1,000,000."),
        (number(-25.0), "that is the value at x = −1. Go on, to −1,000 and −1,000,000."),
        (number(-0.025), "that is the value at x = −1,000. Go on, to −1,000,000 and further: where do they lead?"),
        (number(1.0), "no ∞/∞ here: 25 stays as it is, and only x grows. Divide 25 by −1,000,000."),
        (Answer::DoesNotExist, "x may go to −∞; the question is whether 25/x settles. Divide 25 by −1,000,000."),
        (Answer::NotANumber, "no 0/0 here. Divide 25 by −1,000 and by −1,000,000."),
        (Answer::DividedByZero, "x is not near 0 here, it is far away from it. Divide 25 by −1,000,000."),
    ],
    otherwise: "that is not where the values lead. Divide 25 by numbers further and further to the left.",
    hints: &[
        "Compute 25/x for x = −1,000 and for x = −1,000,000.",
        "−0.025, then −0.000025: which number do they come ever closer to, without reaching it?",
    ],
    solution: &[
        step(r"\frac{25}{-1\,000} = -0.025", "25/(−1,000) = −0.025", "far to the left"),
        step(r"\frac{25}{-1\,000\,000} = -0.000025", "25/(−1,000,000) = −0.000025", "a thousand times further"),
        step(
            r"\lim_{x \to -\infty} \frac{25}{x} = 0",
            "lim x→−∞ 25/x = 0",
            "the values come as close to 0 as one likes, and stay there",
        ),
    ],
};

/// The limit of 25/x as x goes to 0.
pub static LIMIT_5: Exercise = Exercise {
    name: "LIMIT_5",
    wanted: Wanted::Limit,
    question: Formula { latex: r"\lim_{x \to 0} \frac{25}{x}", text: "lim x→0 25/x" },
    right: &[
        (
            Answer::DoesNotExist,
            "The sides disagree: −∞ from the left, +∞ from the right. You can say that too: sides(-INFINITY, INFINITY).",
        ),
        (
            Answer::Sides { left: f64::NEG_INFINITY, right: f64::INFINITY },
            "The sides disagree, so the two-sided limit does not exist. And you have said how.",
        ),
    ],
    mistakes: &[
        (
            Answer::Sides { left: f64::INFINITY, right: f64::NEG_INFINITY },
            "the sides are swapped. To the left of 0, x is negative; which sign does 25/x have there?",
        ),
        (INFINITY, "only from the right. What is 25/x at x = −0.001?"),
        (MINUS_INFINITY, "only from the left. What is 25/x at x = 0.001?"),
        (
            Answer::PlusMinusInfinity,
            "you have seen both ends, but a limit is one value. Say which is on which side, sides(left, right), or say \
             what follows for the limit.",
        ),
        (number(0.0), "that is where x goes, or the limit far away at infinity. Divide 25 by 0.001 and by −0.001."),
        (number(25.0), "that is above the line; below it x shrinks. Divide 25 by 0.001 and by −0.001."),
        (
            Answer::DividedByZero,
            "25/0 has no value, and the limit does not ask for it: where do the values near 0 lead?",
        ),
        (Answer::NotANumber, "0/0 would be NaN, but above the line is 25. Divide 25 by 0.001 and by −0.001."),
    ],
    otherwise: "that is not where the values lead. Look at each side of 0 by itself.",
    hints: &[
        "Compute 25/x for x = 0.1, 0.001 and for x = −0.1, −0.001. Look at the size, and at the sign.",
        "The values grow beyond all bounds, upwards on one side and downwards on the other. Is there one limit?",
    ],
    solution: &[
        step(
            r"\lim_{x \to 0^+} \frac{25}{x} = +\infty",
            "lim x→0⁺ 25/x = +∞",
            "from the right: 250, 2500, 25000 and on",
        ),
        step(r"\lim_{x \to 0^-} \frac{25}{x} = -\infty", "lim x→0⁻ 25/x = −∞", "from the left the same with a minus"),
        step(
            r"\lim_{x \to 0} \frac{25}{x} \text{ does not exist}",
            "lim x→0 25/x does not exist",
            "the two sides would have to agree",
        ),
    ],
};
