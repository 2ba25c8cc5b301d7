//! Prints derivations, to be looked at: `cargo run -p calculus --example derivations -- '(3x+1)^2' '(3x+1)^2@p'`.
//!
//! After an `@`, `p` asks for the power rule on a function chain, `m` to multiply out first, `q` for the quotient rule,
//! and `l` for LaTeX too.

use calculus::prelude::*;
use calculus::show::Rich;

fn main() {
    let formulas = std::env::args().skip(1).collect::<Vec<_>>();
    for text in formulas {
        let (text, rule) = text.split_once('@').map_or((text.as_str(), ""), |(t, r)| (t, r));
        let y = match parse(text) {
            Ok(y) => differentiate(y),
            Err(error) => {
                println!("{error}\n");
                continue;
            }
        };
        let y = match rule {
            "p" => y.by(Rule::PowerOnChain),
            "m" => y.by(Rule::MultiplyOut),
            "q" => y.by(Rule::Quotient),
            _ => y,
        };
        println!("{text}  ⇒  {}   [{}]\n{}\n", y.result(), y.result().latex(), y.text());
        if rule == "l" {
            println!("{}", Rich::latex(&y).unwrap_or_default());
        }
    }
}
