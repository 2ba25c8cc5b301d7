//! What a cell has put out, as HTML: the richest form that it has.

use crate::error::CellProblem;
use crate::formula::Formulas;
use crate::html::escaped;
use notebook::text_of;
use serde_json::Value;

pub fn shown(output: &Value, formulas: &Formulas) -> Result<String, CellProblem> {
    match output["output_type"].as_str() {
        Some("stream") => {
            let class = if output["name"] == "stderr" { "printed stderr" } else { "printed" };
            Ok(preformatted(class, &text_of(&output["text"]).unwrap_or_default()))
        }
        Some("error") => {
            let said = |field: &str| output[field].as_str().unwrap_or_default().to_owned();
            Err(CellProblem::Failed(format!("{} {}", said("ename"), said("evalue")).trim().to_owned()))
        }
        _ => value(&output["data"], formulas),
    }
}

fn value(data: &Value, formulas: &Formulas) -> Result<String, CellProblem> {
    let form = |name: &str| text_of(&data[name]);
    if let Some(html) = form("text/html") {
        let html = without_script(html);
        // Wide tables and pictures can be pushed along, by the keyboard too.
        return Ok(format!("<div class=\"value\" tabindex=\"0\">{html}</div>"));
    }
    if let Some(latex) = form("text/latex") {
        return formulas.display(latex.trim().trim_start_matches("$$").trim_end_matches("$$"));
    }
    if let Some(text) = form("text/plain") {
        return Ok(preformatted("value", &text));
    }
    let names: Vec<&str> = data.as_object().into_iter().flatten().map(|(name, _)| name.as_str()).collect();
    Err(CellProblem::Form(names.join(", ")))
}

/// What [`touch()`](../../crate/src/plot/touch) shows brings the script of all pictures. The pages have it once.
fn without_script(html: String) -> String {
    match (html.find("<script>/* crate/src/plot/touch/"), html.find("</script>")) {
        (Some(begin), Some(end)) if begin < end => format!("{}{}", &html[..begin], &html[end + "</script>".len()..]),
        _ => html,
    }
}

fn preformatted(class: &str, text: &str) -> String {
    format!("<pre class=\"{class}\" tabindex=\"0\">{}</pre>", escaped(text))
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    #[test]
    fn the_richest_form_is_shown() {
        let data = json!({"text/plain": ["2 < 3"], "text/latex": ["$$x^2$$"]});
        let formulas = Formulas::new();
        let show = |data: &Value| shown(&json!({"output_type": "execute_result", "data": data}), &formulas);
        assert!(show(&data).unwrap().contains("katex"));
        assert!(show(&json!({"text/plain": "2 < 3"})).unwrap().contains("2 &lt; 3</pre>"));
        assert!(show(&json!({"image/png": "…"})).unwrap_err().to_string().contains("image/png"));
    }

    #[test]
    fn the_script_of_pictures_is_left_out() {
        let html = "<small>a</small><script>/* crate/src/plot/touch/touch.js, packed */(x)</script>b".to_owned();
        assert_eq!(without_script(html), "<small>a</small>b");
        assert_eq!(without_script("<script>own</script>".to_owned()), "<script>own</script>");
    }

    #[test]
    fn an_error_is_not_shown_but_refused() {
        let error = json!({"output_type": "error", "ename": "Panic", "evalue": "no"});
        assert_eq!(shown(&error, &Formulas::new()).unwrap_err().to_string(), "it ended with an error: Panic no");
    }
}
