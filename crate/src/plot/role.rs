//! What the things in a picture stand for. The same meaning has the same colour in every picture of the course.

/// What a mark stands for; its colour follows from that.
///
/// The colours are those of Okabe and Ito (*Color Universal Design*, 2008), which people with any kind of
/// colour vision tell apart.
///
/// ```
/// use calculus::prelude::*;
/// // The slope of a curve belongs to it, so it gets the colour of a derivative.
/// plot(|x| x * x, -2.0..=2.0).curve(|x| 2.0 * x).role(Role::Derivative).named("slope");
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Role {
    /// The function that the picture is about: blue.
    Function,
    /// Its derivative, a slope or a gradient, and nothing else: green.
    Derivative,
    /// Another function beside it: orange.
    Third,
    /// One more function: sky blue.
    Fourth,
    /// A secant or a tangent, a line on data, the steps of a method: vermillion.
    Secant,
    /// The fixed point P, or another point that matters: orange.
    PointP,
    /// The point Q that moves towards P: reddish purple.
    PointQ,
    /// A point that is not there, drawn as an open circle: black.
    Forbidden,
    /// An area, in the colour of the function that it belongs to: blue.
    Area,
    /// Something that only helps, such as a guide: grey.
    Quiet,
}

impl Role {
    /// The colour for a person, as it stands in the text for a screen reader.
    pub(super) fn colour_name(self) -> &'static str {
        match self {
            Role::Function | Role::Area => "blue",
            Role::Derivative => "green",
            Role::Third | Role::PointP => "orange",
            Role::Fourth => "sky blue",
            Role::PointQ => "purple",
            Role::Secant => "vermillion",
            Role::Forbidden => "black",
            Role::Quiet => "grey",
        }
    }

    /// The role of the function with this index (0 is the one that the picture is about).
    pub(super) fn of_function(index: usize) -> Role {
        [Role::Function, Role::Third, Role::Fourth, Role::Quiet][index % 4]
    }
}
