//! evcxr's own Jupyter kernel, as `cargo install evcxr_jupyter` builds it, without anything of ours: what the
//! notebooks are held against, so that they run for those who have that one.

fn main() -> Result<(), impl std::fmt::Debug> {
    evcxr_jupyter::main()
}
