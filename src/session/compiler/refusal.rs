//! The variables that cannot be kept for another cell.

use super::canonical::VARIABLE;
use super::messages;
use super::types::Reason;
use super::variables::Variable;

/// The compiler's code for a name that is private.
const PRIVATE: &str = "E0603";

/// A variable that cannot be kept for another cell.
#[derive(Clone, Debug)]
pub struct Refusal {
    pub variable: Variable,
    pub reason: Reason,
}

/// The variables among `defined` whose types these messages call private, without those that are refused already.
pub fn of_private(messages: &str, defined: &[Variable], refused: &[Refusal]) -> Vec<Refusal> {
    let mut found: Vec<Refusal> = Vec::new();
    for line in messages::lines_with(messages, PRIVATE) {
        let Some((_, put)) = line.split_once(VARIABLE[2]) else { continue };
        let Some((ty, name)) = put.split_once(">(stringify!(") else { continue };
        let name = name.split(')').next().unwrap_or_default();
        let is_known = refused.iter().chain(&found).any(|refusal| refusal.variable.name == name);
        if let Some(variable) = defined.iter().find(|variable| variable.name == name && !is_known) {
            found.push(Refusal { variable: variable.clone(), reason: Reason::Private(ty.to_owned()) });
        }
    }
    found
}
