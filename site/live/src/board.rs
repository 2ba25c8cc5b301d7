//! What the blackboard asks: a typed formula's picture, limit, derivative, tangent, graph; and a line through data.

use serde_json::Value;

/// The answer, if `ask` is a question of this file's.
pub fn answer(_ask: &str, _request: &Value) -> Option<Value> {
    None
}
