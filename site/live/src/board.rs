//! The blackboard: a typed formula's picture, limit, derivative, tangent and graph, several variables, and a line through
//! typed data. Texts come as they are typed, and what is wrong with one is said with its place.

mod bounds;
mod data;
mod derivative;
mod draw;
mod fit;
mod graph;
mod limit;
mod problem;
mod question;
mod several;
mod shown;
mod tangent;
#[cfg(test)]
mod tests;

use problem::Problem;
use serde_json::Value;

/// The answer, if `ask` is a question of this file's.
pub fn answer(ask: &str, request: &Value) -> Option<Value> {
    let answered = match ask {
        "read" => draw::read(request),
        "draw" => draw::answer(request),
        "limit" => limit::answer(request),
        "derivative" => derivative::answer(request),
        "tangent" => tangent::answer(request),
        "graph" => graph::answer(request),
        "several" => several::answer(request),
        "fit" => fit::answer(request),
        _ => return None,
    };
    Some(answered.unwrap_or_else(|problem: Problem| problem.told()))
}
