//! Nothing: without it the features of what builds would not count.

fn main() {}
