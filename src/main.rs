//! The command `calculus`.

use std::process::ExitCode;

fn main() -> ExitCode {
    calculus_kernel::main()
}
