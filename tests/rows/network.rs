//! The rows of the bonus chapter on a network.
