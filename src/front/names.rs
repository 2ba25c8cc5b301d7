//! What the small program and the kernel both know.

/// The name of the socket in a session's folder.
pub const SOCKET: &str = "compiler";
/// The variable with the folder of the session that is worked for.
pub const SESSION: &str = "CALCULUS_SESSION";
/// The variable with the program that can do everything, also as cargo.
pub const PROGRAM: &str = "CALCULUS_PROGRAM";
