//! What the language itself and the kernel's commands mean, a sentence for each.

/// Types that no crate defines.
pub const PRIMITIVES: [(&str, &str); 27] = [
    ("bool", "`true` or `false`."),
    ("char", "A character: one Unicode scalar value, `'x'` or `'Δ'`."),
    ("str", "Text, seen through a reference: `\"text\"` is a `&str`."),
    ("f32", "A floating-point number of 32 bits, about 7 decimal digits."),
    ("f64", "A floating-point number of 64 bits, about 16 decimal digits; the type of `1.0`."),
    ("i8", "A whole number of 8 bits, from −128 to 127."),
    ("i16", "A whole number of 16 bits, from −32,768 to 32,767."),
    ("i32", "A whole number of 32 bits, from about −2 to 2 billion; the type of `1`."),
    ("i64", "A whole number of 64 bits."),
    ("i128", "A whole number of 128 bits."),
    ("isize", "A whole number as wide as an address."),
    ("u8", "A whole number of 8 bits that is not negative, from 0 to 255: a byte."),
    ("u16", "A whole number of 16 bits that is not negative, from 0 to 65,535."),
    ("u32", "A whole number of 32 bits that is not negative, up to about 4 billion."),
    ("u64", "A whole number of 64 bits that is not negative."),
    ("u128", "A whole number of 128 bits that is not negative."),
    ("usize", "A whole number as wide as an address that is not negative: the type of lengths and indices."),
    ("slice", "A row of values in memory, seen through a reference: `&[T]`."),
    ("array", "A row of values whose number is part of its type: `[T; N]`."),
    ("tuple", "Values of several types together: `(1.0, \"two\")`; its parts are `.0`, `.1` and so on."),
    ("unit", "`()`, the value of what has no other."),
    ("never", "`!`, the type of what never gives a value."),
    ("reference", "`&T` or `&mut T`: a value that belongs to somebody else."),
    ("pointer", "`*const T` or `*mut T`: an address; to use it is `unsafe`."),
    ("fn", "A function as a value: `fn(f64) -> f64`."),
    ("f16", "A floating-point number of 16 bits."),
    ("f128", "A floating-point number of 128 bits."),
];

/// Words of the language that a cell may contain.
pub const KEYWORDS: [(&str, &str); 38] = [
    ("as", "Turns a number into one of another type: `n as f64`. In `use`, gives another name."),
    ("async", "Makes a function or block whose value is waited for with `.await`."),
    ("await", "Waits for the value of something `async`."),
    ("break", "Leaves a loop, with a value if it is a `loop`: `break x;`."),
    ("const", "A value that is known before the program runs: `const G: f64 = 9.81;`."),
    ("continue", "Goes on with a loop's next round."),
    ("crate", "The crate itself, at the beginning of a path."),
    ("dyn", "A value of any type that has a trait, behind a pointer: `Box<dyn Fn(f64) -> f64>`."),
    ("else", "What happens when the condition of `if` does not hold."),
    ("enum", "Defines a type whose values are one of several variants: `enum Side { Left, Right }`."),
    ("extern", "Names what lies outside: a crate, or functions of another language."),
    ("false", "The truth value of what does not hold."),
    ("fn", "Defines a function: `fn f(x: f64) -> f64 { x * x }`."),
    ("for", "Does something for each item: `for x in 0..3 { … }`. In `impl`, names the type that gets a trait."),
    ("if", "Does one thing or another: `if x > 0.0 { x } else { -x }`."),
    (
        "impl",
        "Gives a type its functions: `impl Point { fn length(&self) -> f64 { … } }`, or a trait: `impl Trait for Point`.",
    ),
    ("in", "Stands between the name and the items of a `for`."),
    ("let", "Names a value: `let x = 2.0;`. With `mut`, it may be changed later."),
    ("loop", "Repeats without end, until a `break`."),
    ("match", "Chooses by the form of a value: `match side { Side::Left => 0, Side::Right => 1 }`."),
    ("mod", "A group of items with a name: `mod shapes { … }`."),
    ("move", "Has a closure take the values that it uses: `move |x| x + shift`."),
    ("mut", "Allows a variable or what a reference leads to to be changed: `let mut x = 0.0;`, `&mut x`."),
    ("pub", "Lets others use an item."),
    ("ref", "Binds a part of a pattern by reference."),
    ("return", "Leaves a function with a value. Its last expression is its value without this word."),
    ("self", "The value that a method is called on. In a path, the module itself."),
    ("Self", "The type that an `impl` is about."),
    ("static", "A value that there is once for the whole program."),
    ("struct", "Defines a type with fields: `struct Point { x: f64, y: f64 }`."),
    ("super", "The module around this one, at the beginning of a path."),
    ("trait", "Defines what types can have in common: `trait Area { fn area(&self) -> f64; }`."),
    ("true", "The truth value of what holds."),
    ("type", "Gives a type another name: `type Point = (f64, f64);`."),
    ("unsafe", "Allows what the compiler cannot check."),
    ("use", "Makes a name from elsewhere known here: `use std::f64::consts::PI;`."),
    ("where", "Says what type parameters must be able to do."),
    ("while", "Repeats as long as a condition holds: `while x < 1.0 { … }`."),
];

/// What a cell can tell the kernel.
pub const COMMANDS: [(&str, &str); 13] = [
    (":build_env", "Sets a variable of the environment in which crates are compiled: `:build_env KEY=value`."),
    (":clear", "Forgets all variables and definitions."),
    (":dep", "Loads a crate: `:dep calculus = { path = \"../crate\" }`, `:dep rand = \"0.9\"`."),
    (":env", "Sets a variable of the environment in which cells run: `:env KEY=value`."),
    (":explain", "Explains the last compile error."),
    (":help", "Lists all commands."),
    (":opt", "Sets how much cells are optimised: `:opt 2`."),
    (":restart", "Ends the process in which cells run and starts a new one."),
    (":show_deps", "Lists the crates that are loaded."),
    (":timing", "Says how long each part of a cell takes, from now on."),
    (":type", "Says the type of a variable: `:type x`."),
    (":vars", "Lists the variables and their types."),
    (":version", "Says the version of the engine."),
];

pub fn meaning(words: &[(&'static str, &'static str)], word: &str) -> Option<&'static str> {
    words.iter().find(|(one, _)| *one == word).map(|(_, sentence)| *sentence)
}

/// Whether a primitive type is written as its name: nobody writes `slice`.
pub fn is_written(primitive: &str) -> bool {
    !["slice", "array", "tuple", "unit", "never", "reference", "pointer", "fn", "f16", "f128"].contains(&primitive)
}

/// What the standard library makes known everywhere, with the place of each: for the time before its index is made.
pub const PRELUDE: [(&str, &str); 22] = [
    ("Box", "std::boxed"),
    ("Clone", "std::clone"),
    ("Copy", "std::marker"),
    ("Default", "std::default"),
    ("DoubleEndedIterator", "std::iter"),
    ("Eq", "std::cmp"),
    ("Fn", "std::ops"),
    ("FnMut", "std::ops"),
    ("FnOnce", "std::ops"),
    ("From", "std::convert"),
    ("Into", "std::convert"),
    ("IntoIterator", "std::iter"),
    ("Iterator", "std::iter"),
    ("Option", "std::option"),
    ("Ord", "std::cmp"),
    ("PartialEq", "std::cmp"),
    ("PartialOrd", "std::cmp"),
    ("Result", "std::result"),
    ("String", "std::string"),
    ("ToString", "std::string"),
    ("Vec", "std::vec"),
    ("drop", "std::mem"),
];

pub const PRELUDE_MACROS: [&str; 14] = [
    "assert",
    "assert_eq",
    "assert_ne",
    "dbg",
    "eprint",
    "eprintln",
    "format",
    "matches",
    "panic",
    "print",
    "println",
    "todo",
    "unreachable",
    "vec",
];
