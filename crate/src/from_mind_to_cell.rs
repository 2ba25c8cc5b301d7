//! From what you have in mind to what you type.
//!
//! A formula is typed as text, nearly as on paper, and everything can be asked of it. Each line below is a cell; put
//! `use calculus::prelude::*;` before the first one.
//!
//! # A formula
//!
//! | you have in mind | you type |
//! |---|---|
//! | the derivative of x² sin x, with every step | `differentiate("x^2 sin x")` |
//! | are these two the same? | `equivalent("sinh(2x)", "2 sinh x cosh x")` |
//! | a formula to keep | `let f = "sin(x)/x".into_formula();` |
//! | its picture | `f.plot(-10..10)` |
//! | its limit at 0, from both sides or from one | `f.limit(0)`, `f.limit_left(0)`, `f.limit_right(0)` |
//! | the values on the way there | `f.approach(0)` |
//! | its tangent at 1, its secant through 1 and 2 | `f.tangent(1)`, `f.secant(1, 2)` |
//! | its value at 2 | `f.at(2)` |
//! | its derivative as a formula, and the third one | `f.derivative("x")`, `f.nth_derivative("x", 3)` |
//! | a formula put in for x | `f.substitute("x", "t^2")` |
//! | a simpler form, everything multiplied out, factors | `f.simplify()`, `f.expand()`, `f.factor()` |
//! | the gradient and the Hessian of several variables | `g.gradient()`, `g.hessian()` |
//! | their values at (1, 2) | `g.gradient().at([1.0, 2.0])` |
//! | the formula as a function of plain numbers | `f.function()` |
//! | the same, with a slope carried along | <code>derivative(&#124;x&#124; f.read(&[("x", x)]), 1.0)</code> |
//! | a function that is written in Rust, as a formula | <code>formula(&#124;x&#124; x.powi(2).tanh())</code> |
//!
//! ```
//! use calculus::prelude::*;
//! assert_eq!(differentiate("x^2 sin x").result().to_string(), "x^2 cos(x) + 2x sin(x)");
//! assert!(equivalent("sinh(2x)", "2 sinh x cosh x").is_equal());
//!
//! let f = "sin(x)/x".into_formula();
//! f.plot(-10..10);
//! f.plot(-10.0..=10.0);
//! assert_eq!(f.limit(0).value(), Some(1.0));
//! assert_eq!((f.limit_left(0).value(), f.limit_right(0).value()), (Some(1.0), Some(1.0)));
//! f.approach(0);
//! assert!((f.tangent(1).slope() - (1f64.cos() - 1f64.sin())).abs() < 1e-15);
//! f.secant(1, 2);
//! assert_eq!(f.at(0).to_string(), "no value at x = 0: sin(x)/x divides by 0");
//! assert_eq!(f.derivative("x").to_string(), "(x cos(x) - sin(x))/x^2");
//! assert_eq!(f.substitute("x", "t^2").to_string(), "sin(t^2)/t^2");
//! assert_eq!(f.function()(0.5), 0.5f64.sin() / 0.5);
//! assert!((derivative(|x| f.read(&[("x", x)]), 1.0) - f.tangent(1).slope()).abs() < 1e-15);
//!
//! let g = "x^2 y + e^y".into_formula();
//! assert_eq!(g.gradient().to_string(), "df/dx = 2x y\ndf/dy = x^2 + e^y");
//! assert_eq!(g.gradient().at([3.0, 0.0]), [0.0, 10.0]);
//! assert_eq!(g.hessian().to_string(), "[2y, 2x]\n[2x, e^y]");
//!
//! assert_eq!("x^5".into_formula().nth_derivative("x", 3).to_string(), "60x^2");
//! assert_eq!(formula(|x| x.powi(2).tanh()).to_string(), "tanh(x^2)");
//! ```
//!
//! Where a text is read by itself, [`parse`](crate::symbolic::parse) knows the variable x alone, so that a letter too many
//! is a mistake, and [`parse_in`](crate::symbolic::parse_in) those that it is given. Where a formula is *meant*, as in
//! `differentiate("m x + b")`, single letters are variables too. A text that is no formula ends the cell, shows the text
//! with a mark below the place, and says what was expected.
//!
//! # What can be typed
//!
//! `spellings()` shows this as a table under a cell.
//!
//! | you have in mind | you type |
//! |---|---|
//! | 2x(x + 1) | `2x(x+1)`, `2·x·(x+1)`, `2*x*(x+1)`, `2×x` |
//! | x², x⁻¹, √x, ∛x | `x^2`, `x**2`, `x²`; `x^-1`, `1/x`; `sqrt x`, `√x`; `cbrt x`, `∛x` |
//! | eˣ, e⁻ˣ, 2ˣ | `e^x`, `exp x`; `e^-x`; `2^x` |
//! | the natural logarithm | `ln x`, `log x` |
//! | to base 10, to base 2, to base 3 | `log10 x`, `log_10 x`, `lg x`; `log2 x`, `log_2 x`, `lb x`; `log_3 x` |
//! | sin² x, and the arc sine | `sin^2 x`, `sin²x`; `asin x`, `arcsin x`, `sin^-1 x` |
//! | the distance of x from 0 | <code>&#124;x&#124;</code>, `abs x` |
//! | the functions of machine learning | `tanh x`, `sigmoid x`, `relu x`, `softplus x` |
//! | sign, whole part, larger of two | `sign x`, `floor x`, `⌊x⌋`, `max(x, 0)` |
//! | the angle and the length of (x, y) | `atan2(y, x)`, `hypot(x, y)` |
//! | π and e | `pi`, `π`, `e` |
//!
//! **`log` is the natural logarithm**, as in Python, NumPy, PyTorch and nearly everything written about machine learning.
//! Who was taught that log has base 10 will see it at once, because the formula is shown with `ln`. `1/2x` is read from left
//! to right, as (1/2)x. Angles are in radians.
//!
//! ```
//! use calculus::prelude::*;
//! for (typed, read) in [
//!     ("2x(x+1)", "2x(x + 1)"),
//!     ("2·x·(x+1)", "2x(x + 1)"),
//!     ("x**2", "x^2"),
//!     ("√x", "sqrt(x)"),
//!     ("∛x", "cbrt(x)"),
//!     ("e^-x", "e^(-x)"),
//!     ("log x", "ln(x)"),
//!     ("lg x", "log10(x)"),
//!     ("log_2 x", "log2(x)"),
//!     ("log_3 x", "ln(x)/ln(3)"),
//!     ("sin²x", "sin(x)^2"),
//!     ("sin^-1 x", "asin(x)"),
//!     ("|x|", "abs(x)"),
//!     ("⌊x⌋", "floor(x)"),
//!     ("π x", "pi x"),
//!     ("1/2x", "(1/2) x"),
//! ] {
//!     assert_eq!(parse(typed)?.to_string(), read);
//! }
//! spellings();
//! # Ok::<(), calculus::symbolic::ParseError>(())
//! ```
//!
//! # How you get on
//!
//! | you have in mind | you type |
//! |---|---|
//! | which exercises are solved, which are open | `exercises()` |
//! | to begin anew | `exercises().clear()` |
//! | to hand in what is solved, as a short code | `hand_in()` |
//! | to let a room know how you get on, and to end that | `join("K7QF2M@192.168.1.5")`, `leave()` |
//!
//! ```
//! use calculus::prelude::*;
//! assert_eq!(exercises().clear().solved(), 0);
//! assert_eq!(hand_in().code().len(), 8);
//! leave();
//! ```
//!
//! # In Rust
//!
//! Every function above is a method of any [`Number`](crate::number::Number) under the same name: `x.tanh()`, `x.sigmoid()`,
//! `x.log2()`, `x.atan2(2.0)`. A function that is written for any number can be read in all the ways of the course.
//!
//! ```
//! use calculus::prelude::*;
//! fn neuron<N: Number>(x: N) -> N { (x * 2.0 - 1.0).tanh() }
//! assert_eq!(neuron(0.5), 0.0);
//! assert_eq!(derivative(neuron, 0.5), 2.0);
//! assert_eq!(gradient(|x| neuron(x[0]), &[0.5]), [2.0]);
//! assert_eq!(formula(neuron).derivative("x").to_string(), "2/cosh(2x - 1)^2");
//! ```
