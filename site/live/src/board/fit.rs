//! A line through typed data, found in closed form and by descent.

use super::bounds::{MOST_EPOCHS, MOST_WALKED};
use super::data::{self, Columns};
use super::problem::Problem;
use super::question;
use super::shown::{self, latex_number};
use calculus::plot::{Plot, Role};
use calculus::regression::{
    Data, GradientDescent, History, Line, curvatures, forward, mean_squared_error, try_fit, try_least_squares,
};
use serde_json::{Value, json};

/// More distances than these would be a grey area.
const MOST_RESIDUALS: usize = 60;

/// Never a part of its caller, so that a page can do without it: see `site/src/split.rs`.
#[inline(never)]
pub fn answer(request: &Value) -> Result<Value, Problem> {
    let Columns { xs, ys, names } =
        data::columns(request["data"].as_str().unwrap_or_default()).map_err(Problem::Data)?;
    let data = Data::try_new(&xs, &ys).map_err(|error| Problem::Fit { field: "data", error: error.into() })?;
    let data = match names {
        Some([x, y]) => data.titled("", &x, &y),
        None => data,
    };
    let best = try_least_squares(&data).map_err(|error| Problem::Fit { field: "data", error: error.into() })?;
    let least = cost(&data, best);
    let [steep, _] = curvatures(&data);
    if ![best.m, best.b, least, steep].iter().all(|number| number.is_finite()) {
        return Err(Problem::TooLarge);
    }
    let start =
        Line::new(question::finite(request, "m")?.unwrap_or(0.0), question::finite(request, "b")?.unwrap_or(0.0));
    let rate = question::finite(request, "rate")?.unwrap_or_else(|| fair_rate(steep));
    let optimizer =
        GradientDescent::try_new(rate).map_err(|error| Problem::Fit { field: "rate", error: error.into() })?;
    let wanted = question::finite(request, "epochs")?.unwrap_or(500.0);
    let epochs = walked(wanted, data.len());
    let mut told = json!({
        "points": data.len(),
        "line": line(best, least),
        "working": working(&data, best),
        "rate": rate,
    });
    let view = request["view"].as_str().unwrap_or_default();
    match try_fit(&data, start, optimizer, epochs) {
        Ok(history) => {
            told["descent"] = line(history.line(), history.cost());
            told["descent"]["epochs"] = json!(epochs);
            told["descent"]["table"] = shown::value(&history);
            if (epochs as f64) < wanted {
                let sentence = format!("So many epochs take too long here: the descent goes as far as epoch {epochs}.");
                told["descent"]["remark"] = json!(sentence);
            }
            told["picture"] = match view {
                "moving" => shown::value(&history.settling()),
                "map" => shown::value(&history.surface()),
                "cost" => shown::value(&history.plot()),
                _ => shown::value(&lines(&data, best, Some(&history))),
            };
        }
        Err(error) => {
            told["problem"] = json!(error.to_string());
            told["picture"] = shown::value(&lines(&data, best, None));
        }
    }
    Ok(told)
}

/// How many epochs there is time for.
fn walked(wanted: f64, points: usize) -> usize {
    (wanted.max(0.0) as usize).min(MOST_EPOCHS).min(MOST_WALKED / points)
}

fn cost(data: &Data, line: Line) -> f64 {
    mean_squared_error(&forward(line.m, line.b, data.xs()), data.ys())
}

fn line(line: Line, cost: f64) -> Value {
    json!({ "m": line.m, "b": line.b, "text": line.to_string(), "cost": cost })
}

/// A learning rate of one digit that leads down: the steepest curvature shrinks to nothing in a step or a few.
fn fair_rate(steep: f64) -> f64 {
    let rate = 0.5 / steep;
    let unit = 10f64.powi(rate.log10().floor() as i32);
    let rounded = (rate / unit).floor() * unit;
    format!("{rounded:.0e}").parse().unwrap_or(rate)
}

/// The data with both lines and the distances to the best one.
fn lines(data: &Data, best: Line, history: Option<&History>) -> Plot {
    let mut plot = data.plot();
    if data.len() <= MOST_RESIDUALS {
        for (x, y) in data.points() {
            plot = plot.segment((x, best.at(x)), (x, y));
        }
    }
    plot = best.on(&plot);
    match history {
        Some(history) => {
            let line = history.line();
            let name = format!("descent: {line}");
            plot.line(line.m, line.b).role(Role::Fourth).named(name)
        }
        None => plot,
    }
}

/// The closed form with its numbers.
fn working(data: &Data, best: Line) -> String {
    let count = data.len() as f64;
    let mean = |values: &[f64]| values.iter().sum::<f64>() / count;
    let (x, y) = (mean(data.xs()), mean(data.ys()));
    let (mut products, mut squares) = (0.0, 0.0);
    for (xi, yi) in data.points() {
        products += (xi - x) * (yi - y);
        squares += (xi - x) * (xi - x);
    }
    let [x, y, products, squares, m, b] = [x, y, products, squares, best.m, best.b].map(latex_number);
    let enclosed = |number: &str| if number.starts_with('-') { format!("({number})") } else { number.to_owned() };
    format!(
        "\\begin{{aligned}}\n\\bar x &\\approx {x}, \\quad \\bar y \\approx {y} \\\\\n\
         m &= \\frac{{\\sum (x_i - \\bar x)(y_i - \\bar y)}}{{\\sum (x_i - \\bar x)^2}} \\approx \\frac{{{products}}}{{{squares}}} \\approx {m} \\\\\n\
         b &= \\bar y - m\\,\\bar x \\approx {y} - {} \\cdot {} \\approx {b}\n\\end{{aligned}}",
        enclosed(&m),
        enclosed(&x)
    )
}

#[cfg(test)]
mod tests {
    use super::walked;

    #[test]
    fn a_descent_ends_in_time() {
        assert_eq!((walked(500.0, 8), walked(-3.0, 8)), (500, 0));
        assert_eq!((walked(1e9, 8), walked(1e9, 10_000)), (100_000, 1_000));
    }
}
