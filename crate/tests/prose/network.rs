//! The numbers in the notebook on a network.
