//! The state of each widget, as the packages of jupyter-widgets 2.0 in the browser want it.

use serde::Deserialize;
use serde_json::{Map, Value, json};

const BASE: &str = "@jupyter-widgets/base";
const CONTROLS: &str = "@jupyter-widgets/controls";
const VERSION: &str = "2.0.0";

/// Something that a hand can change, as the library describes it.
#[derive(Clone, Debug, Deserialize)]
#[serde(tag = "kind", rename_all = "lowercase")]
pub enum Control {
    Real { label: String, min: f64, max: f64, step: f64, digits: usize, start: f64 },
    Whole { label: String, min: i64, max: i64, step: i64, start: i64 },
    Choice { label: String, options: Vec<String>, start: usize },
    Switch { label: String, start: bool },
    Text { label: String, start: String },
}

impl Control {
    /// The field of its state that a hand changes.
    pub fn field(&self) -> &'static str {
        if matches!(self, Control::Choice { .. }) { "index" } else { "value" }
    }

    pub fn state(&self, layout: &str, style: &str) -> Map<String, Value> {
        let (name, own) = match self {
            Control::Real { min, max, step, digits, start, .. } => (
                "FloatSlider",
                json!({"min": min, "max": max, "step": step, "value": start, "readout_format": format!(".{digits}f")}),
            ),
            Control::Whole { min, max, step, start, .. } => {
                ("IntSlider", json!({"min": min, "max": max, "step": step, "value": start, "readout_format": "d"}))
            }
            Control::Choice { options, start, .. } => ("Dropdown", json!({"_options_labels": options, "index": start})),
            Control::Switch { start, .. } => ("Checkbox", json!({"value": start, "indent": false})),
            Control::Text { start, .. } => ("Text", json!({"value": start, "placeholder": ""})),
        };
        let mut state = of_controls(name, layout);
        state.insert("description".to_owned(), json!(self.label()));
        state.insert("description_allow_html".to_owned(), json!(false));
        state.insert("disabled".to_owned(), json!(false));
        state.insert("style".to_owned(), json!(reference(style)));
        if matches!(self, Control::Real { .. } | Control::Whole { .. }) {
            state.insert("orientation".to_owned(), json!("horizontal"));
            state.insert("readout".to_owned(), json!(true));
            state.insert("behavior".to_owned(), json!("drag-tap"));
        }
        if !matches!(self, Control::Choice { .. } | Control::Switch { .. }) {
            // Every position, and not only the last one.
            state.insert("continuous_update".to_owned(), json!(true));
        }
        extend(state, own)
    }

    /// The model of what a control looks like beside its own parts.
    pub fn style(&self) -> Map<String, Value> {
        let name = match self {
            Control::Real { .. } | Control::Whole { .. } => "SliderStyle",
            Control::Switch { .. } => "CheckboxStyle",
            Control::Text { .. } => "TextStyle",
            Control::Choice { .. } => "DescriptionStyle",
        };
        extend(
            Map::new(),
            json!({
                "_model_module": CONTROLS, "_model_module_version": VERSION, "_model_name": format!("{name}Model"),
                "_view_module": BASE, "_view_module_version": VERSION, "_view_name": "StyleView", "_view_count": null,
                "description_width": "initial",
            }),
        )
    }

    pub fn label(&self) -> &str {
        match self {
            Control::Real { label, .. }
            | Control::Whole { label, .. }
            | Control::Choice { label, .. }
            | Control::Switch { label, .. }
            | Control::Text { label, .. } => label,
        }
    }

    /// A value that a hand has chosen, in the library's words. `None`: it is none of this control's.
    pub fn position(&self, value: &Value) -> Option<String> {
        Some(match self {
            Control::Real { min, max, .. } => value.as_f64()?.clamp(*min, *max).to_string(),
            // A browser knows no whole numbers: 3 may come as 3.0.
            Control::Whole { min, max, .. } => (value.as_f64()?.round() as i64).clamp(*min, *max).to_string(),
            Control::Choice { options, .. } => {
                value.as_u64().filter(|at| usize::try_from(*at).is_ok_and(|at| at < options.len()))?.to_string()
            }
            Control::Switch { .. } => value.as_bool()?.to_string(),
            Control::Text { .. } => value.as_str()?.replace(char::is_control, " "),
        })
    }
}

/// The place for what is seen: HTML, in which formulas are set if there are any.
pub fn picture(html: &str, with_formulas: bool, layout: &str) -> Map<String, Value> {
    let name = if with_formulas { "HTMLMath" } else { "HTML" };
    extend(
        of_controls(name, layout),
        json!({"value": html, "placeholder": "", "description": "", "description_allow_html": false}),
    )
}

/// One below the other.
pub fn column(children: &[String], layout: &str) -> Map<String, Value> {
    let children: Vec<String> = children.iter().map(|id| reference(id)).collect();
    extend(of_controls("VBox", layout), json!({"children": children, "box_style": ""}))
}

pub fn layout() -> Map<String, Value> {
    extend(
        Map::new(),
        json!({
            "_model_module": BASE, "_model_module_version": VERSION, "_model_name": "LayoutModel",
            "_view_module": BASE, "_view_module_version": VERSION, "_view_name": "LayoutView", "_view_count": null,
        }),
    )
}

fn of_controls(name: &str, layout: &str) -> Map<String, Value> {
    extend(
        Map::new(),
        json!({
            "_model_module": CONTROLS, "_model_module_version": VERSION, "_model_name": format!("{name}Model"),
            "_view_module": CONTROLS, "_view_module_version": VERSION, "_view_name": format!("{name}View"),
            "_view_count": null, "_dom_classes": [], "layout": reference(layout), "tabbable": null, "tooltip": null,
        }),
    )
}

/// How the state of one widget names another.
fn reference(id: &str) -> String {
    format!("IPY_MODEL_{id}")
}

fn extend(mut state: Map<String, Value>, further: Value) -> Map<String, Value> {
    if let Value::Object(further) = further {
        state.extend(further);
    }
    state
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_position_is_one_of_the_controls_own() {
        let of = |control: Value| serde_json::from_value::<Control>(control).unwrap();
        let real =
            of(json!({"kind": "real", "label": "h", "min": 0.0, "max": 1.0, "step": 0.1, "digits": 1, "start": 0.5}));
        assert_eq!(real.position(&json!(0.25)).as_deref(), Some("0.25"));
        assert_eq!(real.position(&json!(7)).as_deref(), Some("1"));
        assert_eq!(real.position(&json!("a")), None);
        let whole = of(json!({"kind": "whole", "label": "n", "min": 3, "max": 9, "step": 1, "start": 3}));
        assert_eq!(whole.position(&json!(4.0)).as_deref(), Some("4"));
        let choice = of(json!({"kind": "choice", "label": "", "options": ["a", "b"], "start": 0}));
        assert_eq!((choice.position(&json!(1)).as_deref(), choice.position(&json!(2))), (Some("1"), None));
        let text = of(json!({"kind": "text", "label": "f", "start": "x"}));
        assert_eq!(text.position(&json!("a\nb\u{1f}c")).as_deref(), Some("a b c"));
    }

    #[test]
    fn a_control_has_a_state_that_its_model_knows() {
        let switch = Control::Switch { label: "on".to_owned(), start: true };
        let state = switch.state("l", "s");
        assert_eq!(state["_model_name"], "CheckboxModel");
        assert_eq!((&state["layout"], &state["style"]), (&json!("IPY_MODEL_l"), &json!("IPY_MODEL_s")));
        assert_eq!(state["value"], true);
    }
}
