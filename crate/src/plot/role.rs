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
    /// Its derivative, or another function beside it: green.
    Derivative,
    /// A third function: orange.
    Third,
    /// A fourth function: reddish purple.
    Fourth,
    /// A secant or a tangent: vermillion.
    Secant,
    /// The fixed point P: green.
    PointP,
    /// The point Q that moves towards P: reddish purple.
    PointQ,
    /// A point that is not there, drawn as an open circle: black.
    Forbidden,
    /// An area: sky blue.
    Area,
    /// Something that only helps, such as a guide: grey.
    Quiet,
}

impl Role {
    /// The colour for a person, as it stands in the text for a screen reader.
    pub(super) fn colour_name(self) -> &'static str {
        match self {
            Role::Function => "blue",
            Role::Derivative | Role::PointP => "green",
            Role::Third => "orange",
            Role::Fourth | Role::PointQ => "purple",
            Role::Secant => "vermillion",
            Role::Forbidden => "black",
            Role::Area => "sky blue",
            Role::Quiet => "grey",
        }
    }

    /// The role of the function with this index (0 is the one that the picture is about).
    pub(super) fn of_function(index: usize) -> Role {
        [Role::Function, Role::Derivative, Role::Third, Role::Fourth][index % 4]
    }
}
