//! A further sentence for the mistakes that people make who are new to Rust and come from mathematics or Python.

/// What to say to an error besides the compiler's own words. `line` is the learner's line in which it stands.
pub fn hint(code: Option<&str>, message: &str, line: &str) -> Option<&'static str> {
    let mixes_numbers = message.contains("{integer}") || message.contains("{float}") || message.contains("integer");
    match code {
        Some("E0369" | "E0277") if message.contains(" ^ ") => {
            Some("`^` is no power in Rust: write `x.powi(2)`, or `x.powf(0.5)` for an exponent that is not whole")
        }
        Some("E0277") if mixes_numbers && message.starts_with("cannot ") => {
            Some("Rust does not mix whole and real numbers: write a real number with a decimal point, `2.0 * x`")
        }
        Some("E0308") if line.contains(".powi(") => {
            Some("`powi` takes a whole exponent, `x.powi(2)`; `powf` takes a real one, `x.powf(2.0)`")
        }
        Some("E0308") if line.contains(".powf(") => {
            Some("`powf` takes a real exponent, `x.powf(2.0)`; `powi` takes a whole one, `x.powi(2)`")
        }
        Some("E0308") if mixes_numbers => {
            Some("Rust does not turn a whole number into a real one by itself: write `2.0`, or `n as f64`")
        }
        Some("E0382" | "E0505" | "E0507") => {
            Some("the value has moved to a new owner: lend it with `&`, or give away a copy with `.clone()`")
        }
        Some("E0384" | "E0594" | "E0596") => Some("what is to change is declared with `mut`: `let mut x = …`"),
        Some("E0689") => Some("say which kind of number it is: `2.0_f64.sqrt()`"),
        None if message.contains("is a closure, which cannot be persisted") => {
            Some("a closure cannot be kept between cells: write a function, `fn f(x: f64) -> f64 { … }`")
        }
        _ => None,
    }
}

/// What to say to a name that is not known, when an earlier cell has defined it.
pub const DEFINED_EARLIER: &str = "an earlier cell defines it: run that cell again. If it has run, the value was moved away since; lend it with `&` there, or \
     give away a copy with `.clone()`";

/// Whether this cell defines a variable of that name.
pub fn defines(cell: &str, name: &str) -> bool {
    let is_part = |letter: char| letter.is_alphanumeric() || letter == '_';
    cell.match_indices("let ").any(|(at, word)| {
        let rest = cell[at + word.len()..].trim_start();
        let rest = rest.strip_prefix("mut ").unwrap_or(rest).trim_start();
        rest.strip_prefix(name).is_some_and(|after| !after.starts_with(is_part))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_definition_is_a_let_of_the_whole_name() {
        assert!(defines("let a = 1; let mut slope: f64 = 2.0;", "slope"));
        assert!(!defines("let slope_at_two = 2.0;", "slope"));
        assert!(!defines("slope + 1.0", "slope"));
    }
}
