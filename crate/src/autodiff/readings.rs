//! One function in all its readings, side by side: as a number, a dual number, a taped variable and a symbol.

use super::dual::Dual;
use super::numerical::gradient_numerical;
use super::reverse::try_value_and_gradient;
use super::table::short;
use super::twice::Twice;
use super::var::Var;
use crate::delta::tangent;
use crate::limits::number;
use crate::plot::{Interval, Plot, Role, figure};
use crate::show::{self, Rich, Table, shown, shown_as_table};
use crate::symbolic::{Expr, formula};
use std::fmt;

/// A function of one number in every reading that the course knows. From [`readings!`](crate::readings).
pub struct Readings {
    number: Box<dyn Fn(f64) -> f64>,
    dual: Box<dyn Fn(Dual) -> Dual>,
    var: Box<dyn Fn(Var) -> Var>,
    formula: Expr,
    derivative: Expr,
    /// The truth, as nearly as it is needed here.
    exact: Box<dyn Fn(Dual<Twice>) -> Dual<Twice>>,
}

/// Reads one function in all the ways of the course: `readings!(f)`, where `f` is written for any
/// [`Number`](crate::number::Number).
///
/// ```
/// use calculus::prelude::*;
///
/// fn f<N: Number>(x: N) -> N { x.powi(2) + x * 2.0 + 2.0 }
///
/// readings!(f).at(2.0); // a table: 10; 10 with slope 6; gradient 6; x^2 + 2x + 2 and 2x + 2
/// readings!(f).slopes(2.0); // a table: the derivative in three ways
/// readings!(f).errors(-2.0..=2.0); // a chart: how far off each of the three is
/// ```
///
/// A macro, because a function can take its argument in one reading only; this hands it over once for each.
#[macro_export]
macro_rules! readings {
    ($f:expr) => {
        $crate::autodiff::Readings::new($f, $f, $f, $f, $f)
    };
}

impl Readings {
    #[doc(hidden)]
    pub fn new(
        number: impl Fn(f64) -> f64 + 'static,
        dual: impl Fn(Dual) -> Dual + 'static,
        var: impl Fn(Var) -> Var + 'static,
        symbol: impl Fn(Expr) -> Expr,
        exact: impl Fn(Dual<Twice>) -> Dual<Twice> + 'static,
    ) -> Readings {
        let formula = formula(symbol);
        let derivative = formula.derivative("x");
        let (number, dual, var, exact) = (Box::new(number), Box::new(dual), Box::new(var), Box::new(exact));
        Readings { number, dual, var, formula, derivative, exact }
    }

    /// The four readings at `x`, side by side.
    ///
    /// ```
    /// use calculus::prelude::*;
    /// use calculus::show::Rich;
    ///
    /// fn f<N: Number>(x: N) -> N { x.powi(2) + x * 2.0 + 2.0 }
    /// assert!(readings!(f).at(2.0).text().contains("10 with slope 6"));
    /// ```
    pub fn at(&self, x: f64) -> FourReadings {
        let dual = (self.dual)(Dual::variable(x));
        let taped = try_value_and_gradient(|xs| (self.var)(xs[0]), &[x]);
        let mut remark = self.true_slope(x).err();
        let taped = match taped {
            Ok((value, gradient)) => {
                let both = " The dual number says NaN there, and the tape, by which a descent walks, goes on with the mean \
                            of the slopes on both sides.";
                remark = remark.map(|reason| if dual.slope().is_nan() { reason + both } else { reason });
                format!("{} with gradient {}", short(value), short(gradient[0]))
            }
            Err(error) => error.to_string(),
        };
        let gives = [
            short((self.number)(x)),
            format!("{} with slope {}", short(dual.value()), short(dual.slope())),
            taped,
            format!("{}, and its derivative {}", self.formula, self.derivative),
        ];
        FourReadings { x, gives, remark }
    }

    /// The slope at `x`, or why there is none, as a sentence.
    fn true_slope(&self, x: f64) -> Result<Twice, String> {
        let value = self.formula.at(x);
        if value.value().is_none() {
            return Err(format!("f has {value}. So it has no slope there."));
        }
        let slope = (self.exact)(Dual::variable(Twice::from(x))).slope();
        if slope.rounded().is_finite() {
            return Ok(slope);
        }
        let tangent = tangent(|x| (self.number)(x), x);
        Err(match tangent.problem() {
            Some(problem) => problem.to_owned(),
            // x·|x| at 0.
            None => format!(
                "A step on the way to f has no slope at x = {}, so the rules find none, though the curve has the slope {}.",
                number(x),
                short(tangent.slope())
            ),
        })
    }

    /// The derivative at `x` in three ways, and how far each is from the truth.
    ///
    /// *Numerical* is the central difference quotient, with the best Δx where values are about 1; *symbolic* is the
    /// formula that the rules give, with `x` put in; *automatic* is the slope of a dual number. The truth is calculated
    /// with twice the digits of `f64`. Where there is none, the table says why, and every error is NaN.
    ///
    /// ```
    /// use calculus::prelude::*;
    ///
    /// fn f<N: Number>(x: N) -> N { x.sin().exp() * x.powi(2) }
    /// let slopes = readings!(f).slopes(1.0);
    /// assert!((slopes.automatic() - 1f64.sin().exp() * (2.0 + 1f64.cos())).abs() < 1e-14);
    /// ```
    pub fn slopes(&self, x: f64) -> Slopes {
        let exact = self.true_slope(x);
        let ways = [
            gradient_numerical(|xs| (self.number)(xs[0]), &[x])[0],
            self.derivative.at(x).value().unwrap_or(f64::NAN),
            (self.dual)(Dual::variable(x)).slope(),
        ];
        let error = |slope: f64| exact.as_ref().map_or(f64::NAN, |exact| exact.distance(slope));
        Slopes { x, ways, errors: ways.map(error), truth: exact.map(Twice::rounded) }
    }

    /// A chart of the three errors at 20 places of this range, with the errors in powers of ten.
    ///
    /// An error of exactly 0, or so small that it says nothing, has no place on such an axis; it is drawn as an open
    /// circle at the lower edge. A place without a slope is left out.
    ///
    /// ```
    /// use calculus::prelude::*;
    ///
    /// fn f<N: Number>(x: N) -> N { x.sin().exp() * x.powi(2) }
    /// assert!(readings!(f).errors(-2.0..=2.0).describe().contains("numerical"));
    /// ```
    pub fn errors(&self, over: impl Into<Interval>) -> Plot {
        let Interval { from, to } = over.into();
        let chart = figure().log_y().y_name("error of the derivative");
        if !(from < to && (to - from).is_finite()) {
            return chart.noted("errors: the range is empty or has no end. Give two finite numbers, as in -2.0..=2.0.");
        }
        let place = |index: u32| from + (to - from) * f64::from(index) / f64::from(PLACES - 1);
        let all: Vec<Slopes> = (0..PLACES).map(|index| self.slopes(place(index))).collect();
        let mut chart = chart;
        for (way, (name, role)) in WAYS.into_iter().zip([Role::Third, Role::Fourth, Role::Function]).enumerate() {
            let points: Vec<(f64, f64)> = all.iter().map(|slopes| (slopes.x, slopes.errors[way])).collect();
            let seen: Vec<(f64, f64)> = points.iter().copied().filter(|point| point.1 > NOTHING).collect();
            if seen.iter().any(|point| point.1.is_finite()) {
                // The symbolic and the automatic way often agree; dots can be seen under a line.
                chart = if name == "symbolic" { chart.rings(&seen) } else { chart.path(&seen) };
                chart = chart.role(role).named(name);
            }
            for (index, point) in points.iter().filter(|point| point.1 <= NOTHING).enumerate() {
                chart = chart.open_point(point.0, NOTHING).role(role);
                chart = if index == 0 { chart.named(format!("{name}: no error")) } else { chart };
            }
        }
        chart
    }
}

const WAYS: [&str; 3] = ["numerical", "symbolic", "automatic"];
const PLACES: u32 = 20;
/// Below this an error is 0 for everyone.
const NOTHING: f64 = 1e-19;

/// Four readings of one function. From [`Readings::at`].
#[derive(Clone)]
pub struct FourReadings {
    x: f64,
    gives: [String; 4],
    /// Why there is no slope, if there is none.
    remark: Option<String>,
}

impl FourReadings {
    fn cells(&self) -> Vec<Vec<String>> {
        let x = format!("{:?}", self.x);
        let rows = [
            ("a number", format!("f({x})")),
            ("a dual number", format!("f(Dual::variable({x}))")),
            ("a taped variable", format!("f(tape.watch({x}))")),
            ("a symbol", "formula(f)".to_owned()),
        ];
        let headings = ["x is", "we write", "and get"].map(str::to_owned).to_vec();
        let row = |((what, code), gives): ((&str, String), &String)| vec![what.to_owned(), code, gives.clone()];
        std::iter::once(headings).chain(rows.into_iter().zip(&self.gives).map(row)).collect()
    }
}

impl Rich for FourReadings {
    fn text(&self) -> String {
        let remark = self.remark.iter().map(|remark| format!("\n{remark}\n")).collect::<String>();
        show::text_table(&self.cells()) + &remark
    }

    fn html(&self) -> Option<String> {
        let mut cells = self.cells();
        for row in cells.iter_mut().skip(1) {
            row[1] = format!("<code>{}</code>", row[1]);
            row[2] = raised(&row[2]);
        }
        let remark = self.remark.iter().map(|remark| format!("\n<p>{}</p>", show::escaped(remark))).collect::<String>();
        Some(show::html_table(&cells, "") + &remark)
    }
}

/// A formula with its powers raised: x<sup>2</sup> for x^2.
fn raised(formula: &str) -> String {
    let mut parts = formula.split('^');
    let mut html = parts.next().unwrap_or_default().to_owned();
    for part in parts {
        let end = match part.strip_prefix('(') {
            Some(_) => part.find(')').map_or(part.len(), |end| end + 1),
            None => part.find(|c: char| !c.is_alphanumeric()).unwrap_or(part.len()),
        };
        let (power, rest) = part.split_at(end);
        html += &format!("<sup>{}</sup>{rest}", power.trim_start_matches('(').trim_end_matches(')'));
    }
    html
}

/// A derivative in three ways. From [`Readings::slopes`].
#[derive(Clone)]
pub struct Slopes {
    x: f64,
    /// Or why there is none.
    truth: Result<f64, String>,
    ways: [f64; 3],
    errors: [f64; 3],
}

impl Slopes {
    /// By the central difference quotient.
    pub fn numerical(&self) -> f64 {
        self.ways[0]
    }

    /// By the formula of the derivative.
    pub fn symbolic(&self) -> f64 {
        self.ways[1]
    }

    /// By a dual number.
    pub fn automatic(&self) -> f64 {
        self.ways[2]
    }

    /// How far the three are from the truth, in the same order; NaN where there is no slope.
    pub fn errors(&self) -> [f64; 3] {
        self.errors
    }
}

impl Table for Slopes {
    fn caption(&self) -> Option<String> {
        let at = format!("df/dx at x = {}", number(self.x));
        Some(match &self.truth {
            Ok(slope) => format!("{at}; the truth is {slope:?}"),
            Err(reason) => format!("{at}: {reason}"),
        })
    }

    fn cells(&self) -> Vec<Vec<String>> {
        let columns = if self.truth.is_ok() { 3 } else { 2 };
        let headings = ["way", "derivative", "error"].map(str::to_owned).to_vec();
        let error =
            |error: f64| if error <= NOTHING { "0".to_owned() } else { format!("{error:.1e}").replace('-', "−") };
        let row = |way: usize| vec![WAYS[way].to_owned(), format!("{:?}", self.ways[way]), error(self.errors[way])];
        let rows = std::iter::once(headings).chain((0..3).map(row));
        rows.map(|row| row.into_iter().take(columns).collect()).collect()
    }
}

shown_as_table!(Slopes);

impl Rich for Readings {
    fn text(&self) -> String {
        format!("f(x) = {}. Ask for .at(2.0), .slopes(2.0) or .errors(-2.0..=2.0).", self.formula)
    }
}

shown!(Readings, FourReadings);

impl fmt::Debug for Readings {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(out, "Readings({})", self.formula)
    }
}

impl fmt::Debug for FourReadings {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(out, "FourReadings(at x = {})", self.x)
    }
}

impl fmt::Debug for Slopes {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(out, "Slopes(at x = {}: {:?})", self.x, self.ways)
    }
}
