//! Exact equality of rational functions, by calculating with whole numbers modulo a prime.
