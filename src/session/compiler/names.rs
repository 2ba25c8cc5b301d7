//! What several parts of the compiler call by one name.

/// How cells are compiled, for telling a build that was made in another way. To be changed with it.
pub const WAY: &str = "recipes, cells without optimisation, a store of our own, one static for all, crates linked as one, no notes, few parts, whole recipes";

/// In the build folder, the source that the cell which was asked for last was compiled from, be it now or another time:
/// the lines that its panics name.
pub const COMPILED: &str = "compiled.rs";
/// Where evcxr puts the source that it generates, in the build folder.
pub const SOURCE: &str = "src/lib.rs";
/// The name of the crate that evcxr makes of a cell.
pub const CRATE: &str = "ctx";
