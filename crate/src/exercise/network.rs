//! The exercises of the bonus chapter on a network.

use super::formula::{Formula, step};
use super::wanted::Wanted;
use super::{Answer, Exercise, number};

/// The slope of a neuron by its weight, by hand.
pub static NETWORK_1: Exercise = Exercise {
    name: "NETWORK_1",
    wanted: Wanted::SlopeByHand,
    question: Formula {
        latex: r"\frac{\partial}{\partial w}\left[v \tanh(w x + c) + b\right] \text{ at } x = 2,\ w = 0.5,\ c = -1,\ v = 3,\ b = 1",
        text: "∂/∂w[v tanh(wx + c) + b] at x = 2, w = 0.5, c = −1, v = 3, b = 1",
    },
    right: &[(
        number(6.0),
        "Three factors, one for each function on the way: v, the slope of tanh, and x. A tape does no more than that.",
    )],
    mistakes: &[
        (number(3.0), "the inner function is missing: the slope of wx + c by w is x."),
        (number(2.0), "v is missing: it is a constant factor, and stays."),
        (
            number(1.0),
            "that is the slope of tanh in the middle, or the prediction itself. The chain has further functions, with \
             slopes of their own.",
        ),
        (number(1.5), "that is the slope by x. By w the inner function has the slope x, and not w."),
        (
            number(0.0),
            "that is tanh 0. Its slope there is 1 − tanh² 0, and not 0: in the middle the curve is steepest.",
        ),
        (number(7.0), "b has nothing to do with w: as a constant it has the slope 0."),
        (number(-3.0), "that is v times c. The slope of wx + c by w is x."),
        (number(-6.0), "a sign was lost: v, x and the slope of tanh are all positive."),
        (number(12.0), "twice as much as it should be: each factor counts once."),
        (Answer::DoesNotExist, "it does: tanh is smooth everywhere."),
    ],
    otherwise: "that is not the slope by w. Work out z = wx + c first, then the slope of tanh there, then the chain.",
    hints: &[
        "What is z = wx + c at this place, and what is h = tanh z? Then 1 − h² is the slope of tanh.",
        "The chain: v, times the slope of tanh at z, times the slope of z by w. Here z = 0.5 · 2 − 1 = 0.",
    ],
    solution: &[
        step(r"z = 0.5 \cdot 2 - 1 = 0", "z = 0.5 · 2 − 1 = 0", "the inner function"),
        step(r"h = \tanh 0 = 0", "h = tanh 0 = 0", "the outer one"),
        step(r"\frac{dh}{dz} = 1 - h^2 = 1", "dh/dz = 1 − h² = 1", "its slope, from its value"),
        step(r"\frac{\partial z}{\partial w} = x = 2", "∂z/∂w = x = 2", "c is a constant"),
        step(
            r"\frac{\partial \hat y}{\partial w} = 3 \cdot 1 \cdot 2 = 6",
            "∂ŷ/∂w = 3 · 1 · 2 = 6",
            "the chain rule, and v as a constant factor",
        ),
    ],
};

/// How few neurons can learn the wave.
pub static NETWORK_2: Exercise = Exercise {
    name: "NETWORK_2",
    wanted: Wanted::Count,
    question: Formula {
        latex: r"\text{the smallest number of neurons whose cost gets below } 0.03",
        text: "the smallest number of neurons whose cost gets below 0.03",
    },
    right: &[(
        number(2.0),
        "One neuron can only rise or only fall: its slope v · w · (1 − h²) has the sign of v · w everywhere. The wave does \
         both, so it takes one that rises and one that falls.",
    )],
    mistakes: &[
        (number(1.0), "with one neuron the cost stays above 0.06, however long it learns."),
        (number(3.0), "three will do, but fewer will do as well."),
        (number(4.0), "four will do, but fewer will do as well."),
        (number(5.0), "five will do, but fewer will do as well."),
        (number(7.0), "that is how many parameters the smallest network has. How many neurons are that?"),
        (number(13.0), "that is how many parameters four neurons have. How many neurons are needed?"),
        (number(0.0), "without neurons only b is left, and the prediction is a level line."),
        (Answer::DoesNotExist, "it does: four neurons are enough, as you have seen."),
    ],
    otherwise: "that is not the smallest number. Try one neuron, then two, and so on, until the cost is below 0.03.",
    hints: &[
        "Change the 1 in Network::random(1, 7) to 2 and run the cell again, and so on.",
        "The wave falls, rises, and falls again. What is the sign of the slope of a single neuron, and can it change?",
    ],
    solution: &[
        step(
            r"\frac{d \hat y}{dx} = v w \left(1 - h^2\right)",
            "dŷ/dx = v · w · (1 − h²)",
            "one neuron, by the chain rule",
        ),
        step(r"1 - h^2 > 0", "1 − h² > 0", "so the slope has one sign everywhere: the curve only rises, or only falls"),
        step(r"C = 0.064", "C = 0.064", "as far as one neuron gets"),
        step(r"C = 0.0198", "C = 0.0198", "two neurons, after ten thousand epochs"),
        step(r"2", "2", "the first below the bound"),
    ],
};
