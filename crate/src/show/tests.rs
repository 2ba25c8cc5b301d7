//! Tests of calculations that are set in lines.

use super::measure::measure;
use super::{Row, working};
use crate::prelude::*;

fn lines(rows: &[Row]) -> Vec<String> {
    let latex = working(rows);
    let inside = latex.strip_prefix("$$\\begin{aligned}\n").and_then(|rest| rest.strip_suffix("\n\\end{aligned}$$"));
    inside.unwrap().split('\n').map(str::to_owned).collect()
}

fn row(left: &str, right: &str, reason: &str) -> Row {
    Row::new(left, right).because(vec![format!("\\text{{{reason}}}")])
}

/// What a browser made of them, in em.
#[test]
fn formulas_are_as_wide_as_they_were_measured() {
    let measured = [
        (r"= \dfrac{dy}{du} \cdot \dfrac{du}{dv} \cdot \dfrac{dv}{dx}", 7.1),
        (r"\dfrac{d}{dx}\left[x^{2} + 2 x + 2\right]", 7.3),
        (
            r"= \dfrac{d}{dx}\left[x^{2}\right] \cdot \sin\left(x\right) + x^{2} \cdot \dfrac{d}{dx}\left[\sin\left(x\right)\right]",
            15.5,
        ),
        (r"= 5 \cdot \dfrac{d}{dx}\left[x\right] + \dfrac{d}{dx}\left[25\right]", 9.2),
        (r"= 2 x \sin\left(x\right) + x^{2} \cos\left(x\right)", 10.2),
        (r"= \frac{\Delta y}{\Delta x} = \frac{1.000000000001 - 1}{-0.999999 - (-1)}", 13.2),
        (r"= y_1 - m\,x_1 = 10 - 6.000001000088901 \cdot 2", 18.1),
        (r"= 1.0000889005535828 \cdot 10^{-6} \cdot x + 1.0000010000889006", 23.7),
        (r"\dfrac{d}{dx}\left[x^{2} \sin\left(x\right)\right]", 6.2),
        (r"= \frac{1}{2 \sqrt{x}}", 3.4),
        (r"{\small \text{power rule}}", 3.9),
    ];
    for (latex, width) in measured {
        let found = measure(latex).width;
        assert!((found / width - 1.0).abs() < 0.06, "{latex}: {found:.2} em, was {width}");
    }
}

#[test]
fn a_formula_may_be_broken_between_its_own_terms_only() {
    let latex = r"= -a + \frac{b + c}{d - e} - \left(f + g\right) x^{h - i} \text{ j + k}";
    let breaks: Vec<&str> = measure(latex).breaks.iter().map(|(place, _)| &latex[*place..place + 3]).collect();
    assert_eq!(breaks, [r"+ \", r"- \"]);
}

#[test]
fn reasons_stand_beside_what_is_narrow() {
    let rows = [row("y", "= u^{2}", "substitution"), row("", "= 4", "simplify")];
    assert_eq!(
        lines(&rows),
        [r"y & = u^{2} && {\small \text{substitution}} \\[4pt]", r"& = 4 && {\small \text{simplify}}"]
    );
}

#[test]
fn a_long_left_side_stands_above_and_a_reason_below_where_it_must() {
    let long = "abcdefghijklmnop";
    let beside = [row(long, "= abcdefghijklmnopqrstuvwx", "simplify"), row("", "= 1", "why")];
    assert_eq!(
        lines(&beside),
        [
            r"& abcdefghijklmnop \\[4pt]",
            r"& \hspace{0.5em} = abcdefghijklmnopqrstuvwx && {\small \text{simplify}} \\[4pt]",
            r"& \hspace{0.5em} = 1 && {\small \text{why}}"
        ]
    );
    let below = [row(long, &format!("= {long}{long}{long}"), "simplify"), row("", "= 1", "why")];
    assert_eq!(
        lines(&below)[2..],
        [
            r"& \hspace{2.5em} {\small \text{simplify}} \\[4pt]",
            r"& \hspace{0.5em} = 1 \\",
            r"& \hspace{2.5em} {\small \text{why}}"
        ]
    );
}

#[test]
fn reasons_stand_in_one_place() {
    let wide = format!("= {}", "x".repeat(40));
    let below = lines(&[row("y", "= 1", "one"), row("", &wide, "two"), row("", "= 3", "three")]);
    assert!(below.iter().all(|line| !line.contains("&&")), "{below:?}");
    assert_eq!(below[1], r"& \hspace{2em} {\small \text{one}} \\[4pt]");
    assert_eq!(below[2..4], [format!(r"& {wide} \\"), r"& \hspace{2em} {\small \text{two}} \\[4pt]".into()]);
    // A wide line without a reason drives none below; it takes no room in the column.
    let beside = lines(&[row("y", "= 1", "one"), Row::new("", wide.clone()), row("", "= 3", "three")]);
    assert_eq!(beside[0], r"y & = 1 && {\small \text{one}} \\[4pt]");
    assert_eq!(beside[1], format!(r"& {wide} \hspace{{-21.5em}} \\[4pt]"));
    assert_eq!(beside[2], r"& = 3 && {\small \text{three}}");
}

#[test]
fn what_is_too_wide_goes_on_in_the_next_line() {
    let sum = format!("= a{}", " + bcdefghijk".repeat(6));
    let found = lines(&[row("y", &sum, "sum rule")]);
    assert_eq!(
        found,
        [
            r"y & = a + bcdefghijk + bcdefghijk + bcdefghijk \\",
            r"& \hspace{2em} {} + bcdefghijk + bcdefghijk + bcdefghijk \\",
            r"& \hspace{2em} {\small \text{sum rule}}"
        ]
    );
    let names = ["derivative of the exponential function", "derivative of the sine", "power rule"];
    let reasons = names.iter().map(|name| format!("\\text{{{name}}}")).collect();
    let found = lines(&[Row::new("", "= x").because(reasons)]);
    assert_eq!(
        found[1..],
        [
            r"& \hspace{2em} {\small \text{derivative of the exponential function}\text{, }\text{derivative of the sine}\text{, }} \\",
            r"& \hspace{2em} {\small \text{power rule}}"
        ]
    );
    // A product in one piece is as wide as it is.
    let product = "x".repeat(100);
    assert_eq!(lines(&[Row::new("", product.clone())]), [format!("& {product}")]);
}

/// How wide the lines are together, by the widths of their columns.
fn width(lines: &[String]) -> f64 {
    let space = |cell: &str| -> f64 {
        cell.split("\\hspace{").skip(1).filter_map(|rest| rest.split_once("em}")?.0.parse::<f64>().ok()).sum()
    };
    let bare = |cell: &str| {
        let pieces = cell.split("\\hspace{").enumerate();
        pieces
            .map(|(index, piece)| if index == 0 { piece } else { piece.split_once("em}").unwrap().1 })
            .collect::<String>()
    };
    let (mut columns, mut widest) = ([0.0f64; 3], 0.0f64);
    for line in lines {
        let line = line.trim_end_matches("[4pt]").trim_end_matches('\\');
        let cells: Vec<&str> = line.split('&').filter(|cell| !cell.is_empty() || line.starts_with('&')).collect();
        let cells = [cells[0], cells[1], cells.last().filter(|_| cells.len() > 2).copied().unwrap_or_default()];
        for (column, cell) in columns.iter_mut().zip(cells) {
            *column = column.max(space(cell) + measure(bare(cell).trim()).width);
        }
        let moved = space(cells[1]).max(0.0);
        widest = widest.max(moved + measure(bare(cells[1]).trim()).width);
    }
    let beside = if columns[2] > 0.0 { 2.0 + columns[2] } else { 0.0 };
    columns[0] + widest.max(columns[1] + beside)
}

#[test]
fn derivations_of_the_course_fit_into_a_narrow_window() {
    let formulas = [
        "7",
        "x^4",
        "x^(1/2)",
        "x^-1",
        "2x^4",
        "x^2 + 2x + 2",
        "x^2(3x + 1)",
        "x^2 sin x",
        "x^2/(x + 1)",
        "(5x + 25)^3",
        "10x^5 - 6x^3 - x - 1",
        "(2x^2 + 8)^2",
        "(2x^2 + 6x)(2x^3 + 5x^2)",
        "6x^2/(2 - x)",
        "(3x + 1)^2",
        "(x^2 + 5x)^6",
        "1/((x^4 + 1)^5 + 7)",
        "e^(sin x) x^2",
        "(x^2 + 1)^3 (2x + 1)^4",
        "|x^2 - 1| + floor(x)",
    ];
    let way = |text: &str| differentiate(parse(text).unwrap());
    let ways = formulas.iter().flat_map(|text| [way(text), way(text).by(Rule::PowerOnChain)]);
    for derivation in ways.chain([way("(2x^2 + 8)^2").by(Rule::MultiplyOut)]) {
        let lines = lines(&derivation.rows());
        assert!(width(&lines) <= 25.8, "{:.1} em\n{}", width(&lines), lines.join("\n"));
    }
}
