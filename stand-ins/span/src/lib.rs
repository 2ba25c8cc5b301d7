//! evcxr names this crate among its dependencies and uses nothing of it.
