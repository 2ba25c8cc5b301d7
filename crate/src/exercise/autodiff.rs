//! The exercise of the chapter on automatic differentiation.

use super::formula::{Formula, step};
use super::wanted::Wanted;
use super::{Answer, Exercise, number};

/// The slope of x² + 2x + 2 at x = 2, by machine.
pub static AUTODIFF_1: Exercise = Exercise {
    name: "AUTODIFF_1",
    wanted: Wanted::SlopeByMachine,
    question: Formula {
        latex: r"\frac{d}{dx}\left[x^2 + 2x + 2\right] \text{ at } x = 2",
        text: "d/dx[x² + 2x + 2] at x = 2",
    },
    right: &[(
        number(6.0),
        "The same as from two points, from the definition and from the rules: the fourth way to it.",
    )],
    mistakes: &[
        (
            number(10.0),
            "that is the value, f(2). The slope is what comes with it: .slope() of a dual number, or the \
                        gradient that the tape gives.",
        ),
        (number(4.0), "that is the slope of x² alone. The term 2x has a slope too."),
        (number(2.0), "that is where we are, or the slope of 2x alone. Ask for the slope of the whole at x = 2."),
        (number(8.0), "that is the slope at x = 3. Is the variable 2.0?"),
        (
            number(0.0),
            "that is the slope of a constant. Was the number made a variable, with Dual::variable(2.0) or \
                       tape.watch(2.0)?",
        ),
        (number(12.0), "that is twice as much: each of two runs has added its gradient."),
        (number(1.0), "that is the slope of the variable itself, x.slope(). Ask for the slope of f(x)."),
        (number(-2.0), "that is the slope at x = −2: a sign was lost."),
        (Answer::DoesNotExist, "it does: the curve is smooth everywhere."),
    ],
    otherwise: "that is not the slope at x = 2. Write f for any Number, make x a variable, and ask for the slope.",
    hints: &[
        "Write fn f<N: Number>(x: N) -> N { … } as above. Then give it a variable instead of a number: \
         Dual::variable(2.0), or tape.watch(2.0).",
        "let x: Dual = Dual::variable(2.0); then f(x).slope(). Or derivative(f, 2.0), which does both.",
    ],
    solution: &[
        step(r"x = 2 + \varepsilon", "x = 2 + ε", "the variable, with its own slope of 1"),
        step(r"x^2 = 4 + 4\varepsilon + \varepsilon^2 = 4 + 4\varepsilon", "x² = 4 + 4ε", "since ε² = 0"),
        step(r"2x = 4 + 2\varepsilon", "2x = 4 + 2ε", "a constant multiple"),
        step(r"x^2 + 2x + 2 = 10 + 6\varepsilon", "x² + 2x + 2 = 10 + 6ε", "values and slopes add up"),
        step(r"6", "6", "what stands with ε is the slope"),
    ],
};
