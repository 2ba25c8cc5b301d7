//! Formulas as people type them: what is read, and what is refused with the mark at the right place.

use calculus::prelude::*;

#[test]
fn what_people_type_is_read() {
    let rows = [
        // Products without a sign, and with each of the signs.
        ("2x", "2x"),
        ("x(x+1)", "x(x + 1)"),
        ("(x+1)(x-1)", "(x + 1)(x - 1)"),
        ("x·2", "x*2"),
        ("3×x", "3x"),
        ("x∗x", "x x"),
        ("2 x", "2x"),
        ("xsinx", "x sin(x)"),
        ("2πx", "2pi x"),
        // Fractions.
        ("1/2x", "(1/2) x"),
        ("x÷2", "x/2"),
        ("½x²", "(1/2) x^2"),
        ("1/(2x)", "1/(2x)"),
        // Powers.
        ("x²", "x^2"),
        ("x³ − 1", "x^3 - 1"),
        ("x**2", "x^2"),
        ("x⁻¹", "x^-1"),
        ("x^-2", "x^-2"),
        ("e^-x", "e^(-x)"),
        ("e^-x^2", "e^(-x^2)"),
        ("exp(-x^2/2)", "e^(-x^2/2)"),
        ("exp x", "e^x"),
        ("2^x", "2^x"),
        ("10^-x", "10^(-x)"),
        ("x^½", "x^(1/2)"),
        ("-x²", "-x^2"),
        // Roots and bars.
        ("√x", "sqrt(x)"),
        ("√(x+1)", "sqrt(x + 1)"),
        ("∛x", "cbrt(x)"),
        ("∜x", "x^(1/4)"),
        ("|x|", "abs(x)"),
        ("|x - 1| + |x + 1|", "abs(x - 1) + abs(x + 1)"),
        ("ln|x|", "ln(abs(x))"),
        ("⌊x⌋", "floor(x)"),
        ("⌈x⌉", "-floor(-x)"),
        // Logarithms.
        ("ln x", "ln(x)"),
        ("log x", "ln(x)"),
        ("log(2x)", "ln(2x)"),
        ("log10(x)", "log10(x)"),
        ("log_10 x", "log10(x)"),
        ("log₁₀ x", "log10(x)"),
        ("lg x", "log10(x)"),
        ("log_2 x", "log2(x)"),
        ("log2(x)", "log2(x)"),
        ("log_{2} x", "log2(x)"),
        ("lb x", "log2(x)"),
        ("log_3(x)", "ln(x)/ln(3)"),
        // Sines and what undoes them.
        ("sinx", "sin(x)"),
        ("sin 2x", "sin(2x)"),
        ("sin2x", "sin(2x)"),
        ("Sin(x)", "sin(x)"),
        ("sin²x", "sin(x)^2"),
        ("sin^2 x", "sin(x)^2"),
        ("sin^2(x) + cos^2(x)", "sin(x)^2 + cos(x)^2"),
        ("sin^(2) x", "sin(x)^2"),
        ("sin^-2 x", "sin(x)^-2"),
        ("sin^-1 x", "asin(x)"),
        ("sin⁻¹(x)", "asin(x)"),
        ("tan^-1(2x)", "atan(2x)"),
        ("tan^{-1} x", "atan(x)"),
        ("arctan x", "atan(x)"),
        ("atan(x)", "atan(x)"),
        ("arcsin(x)/x", "asin(x)/x"),
        ("arccos x", "acos(x)"),
        ("cot x", "1/tan(x)"),
        ("sec²x", "(1/cos(x))^2"),
        ("sin x cos x", "sin(x) cos(x)"),
        ("sin x / x", "sin(x)/x"),
        ("cos(πx)", "cos(pi x)"),
        // Machine learning.
        ("tanh x", "tanh(x)"),
        ("Tanh(x)", "tanh(x)"),
        ("tanh^-1 x", "atanh(x)"),
        ("arsinh x", "asinh(x)"),
        ("arccosh(x)", "acosh(x)"),
        ("ReLU(x)", "relu(x)"),
        ("logistic(x)", "sigmoid(x)"),
        ("1/(1+e^-x)", "1/(1 + e^(-x))"),
        ("softplus(x)", "softplus(x)"),
        ("sgn x", "sign(x)"),
        ("sign(x)", "sign(x)"),
        ("exp2(x)", "2^x"),
        ("recip(x)", "1/x"),
        ("max(0, x)", "max(0, x)"),
        ("atan2(x, 2)", "atan2(x, 2)"),
        ("hypot(x, 3)", "sqrt(x^2 + 3^2)"),
        (".5x + 5.", "(1/2) x + 5"),
        ("2.5e-3x", "(1/400) x"),
    ];
    assert!(rows.len() >= 50);
    for (text, expected) in rows {
        let read = parse(text).unwrap_or_else(|error| panic!("{text}: {error}"));
        assert_eq!(read.to_string(), expected, "{text}");
        // What is printed is read as the same again.
        let again = parse(expected).unwrap_or_else(|error| panic!("{expected}: {error}"));
        assert_eq!(again.to_string(), expected, "{text}");
    }
}

/// The mark is below the character, counted from 0.
#[test]
fn what_cannot_be_read_is_pointed_at() {
    let rows = [
        ("2x +", 4, "found the end"),
        ("x^", 2, "an exponent"),
        ("(x + 1", 0, "never closed"),
        ("x + 1)", 5, "closes nothing"),
        ("[x + 1)", 6, "the bracket that was opened"),
        ("x = 2", 2, "one side only"),
        ("y + 1", 0, "not known here"),
        ("sinn(x)", 0, "did you mean sin?"),
        ("x + tahn(x)", 4, "did you mean"),
        ("sqr(x)", 0, "did you mean sqrt?"),
        ("log(x, 2)", 5, "log_2(x)"),
        ("ln^-1 x", 3, "1/ln(x)"),
        ("log10x", 0, "not known"),
        ("\\frac{1}{x}", 0, "LaTeX"),
        ("x'", 1, "differentiate"),
        ("3!", 1, "factorial"),
        ("5%", 1, "0.05"),
        ("sin 30°", 6, "radians"),
        ("1/∞", 2, "infinity"),
        ("x ± 1", 2, "two formulas"),
        ("2,5x", 1, "has a point"),
        ("x2", 1, "an operator"),
        ("2 3", 2, "an operator"),
        ("x ** * 2", 5, "an exponent"),
        ("|x", 0, "never closed"),
        ("atan2(x)", 7, "atan2(y, x)"),
        ("max(x, 0, 1)", 8, "no comma"),
        ("sin^x(x)", 4, "sin^2(x)"),
        ("1/(x - x + 0*x^0 - 0)/0", 22, "division by 0"),
        ("x <= 1", 2, "one side only"),
        ("", 0, "empty"),
    ];
    assert!(rows.len() >= 20);
    for (text, place, words) in rows {
        let error = parse(text).err().unwrap_or_else(|| panic!("{text} is read as {}", parse(text).unwrap()));
        assert_eq!(error.position(), place, "{text}: {error}");
        assert!(error.to_string().contains(words), "{text}: {error}");
    }
}

#[test]
fn single_letters_are_variables_where_a_formula_is_meant() {
    for (text, variables) in [
        ("m x + b", vec!["b", "m", "x"]),
        ("xy", vec!["x", "y"]),
        ("x^2 + y^2 + z^2", vec!["x", "y", "z"]),
        ("w_1 x + w_2", vec!["w_1", "w_2", "x"]),
        ("t^2", vec!["t"]),
        ("sinx", vec!["x"]),
        ("e^(-t) cos(2t)", vec!["t"]),
        ("2ab", vec!["a", "b"]),
        ("3", vec![]),
    ] {
        assert_eq!(text.into_formula().variables(), variables, "{text}");
    }
    // A name that is mistyped is no product of its letters.
    for text in ["sqr(x)", "expp(x)", "foo + 1"] {
        assert!(text.try_into_formula().is_err(), "{text}");
    }
}

#[test]
fn a_text_that_is_no_formula_ends_the_cell_with_its_place_in_bold() {
    for broken in [
        || drop(differentiate("x^2 + + * 3")),
        || drop(equivalent("x", "x^2 + + * 3")),
        || assert_eq!("x".into_formula().substitute("x", "x^2 + + * 3").variables(), ["x"]),
    ] {
        let words = *std::panic::catch_unwind(broken).unwrap_err().downcast::<String>().unwrap();
        assert_eq!(
            words,
            "x^2 + + * 3\n      \u{1b}[1m^ expected a term: a number, a name or a bracket, found +\u{1b}[0m\nMend the \
             text and run the cell again; spellings() shows what can be typed."
        );
    }
}

/// Where a function is left without a value, the answer names what it needs.
#[test]
fn a_domain_that_is_left_is_named() {
    for (text, at, words) in [
        ("asin x", 2.0, "asin(x) needs a number from −1 to 1, and has 2"),
        ("asin 2", 0.0, "asin(2) needs a number from −1 to 1, and has 2"),
        ("ln -1", 0.0, "ln(-1) needs a number above 0, and has -1"),
        ("acos x", -1.5, "from −1 to 1"),
        ("acosh x", 0.5, "needs a number that is not below 1"),
        ("atanh x", 1.0, "needs a number between −1 and 1"),
        ("log2 x", 0.0, "needs a number above 0"),
        ("log10(x - 3)", 2.0, "needs a number above 0, and has -1"),
        ("sqrt x", -1.0, "not negative"),
        ("atan2(x, x)", 0.0, "the origin"),
        ("tanh(1/x)", 0.0, "divides by 0"),
    ] {
        let formula = parse(text).unwrap();
        let value = formula.at(at);
        assert!(value.reason().is_some_and(|reason| reason.contains(words)), "{text}: {value}");
        assert!(differentiate(formula).at(at).reason().is_some(), "{text}");
    }
    assert!(parse("asin 2").unwrap().simplify().to_string().contains("arc sine of a number that is not from −1 to 1"));
    // No value is lost far out.
    for (text, value) in
        [("sigmoid x", [0.0, 1.0]), ("softplus x", [0.0, 1000.0]), ("tanh x", [-1.0, 1.0]), ("relu x", [0.0, 1000.0])]
    {
        let formula = parse(text).unwrap();
        assert_eq!([formula.at(-1000).value(), formula.at(1000).value()], value.map(Some), "{text}");
        let slopes = [-1000, 1000].map(|at| differentiate(formula).at(at).value().unwrap());
        assert!(slopes.iter().all(|slope| *slope == 0.0 || *slope == 1.0), "{text}: {slopes:?}");
    }
}
