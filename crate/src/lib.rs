//! The library that the notebooks of *Calculus I in Rust* load: a function goes in, and a limit, a table or a
//! picture comes out.
//!
//! Its modules follow the chapters of the course, so that whoever has read a notebook knows where to look.
//! A notebook imports everything at once:
//!
//! ```
//! use calculus::prelude::*;
//! ```

pub mod plot;
pub mod show;

/// What a notebook imports.
pub mod prelude {
    pub use crate::plot::{
        Picture, Plot, Role, figure, house, panels, plot, regular_polygon_inside, regular_polygon_outside,
        side_by_side, slider, timeline,
    };
    pub use crate::show::Show;
}
