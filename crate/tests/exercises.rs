//! The exercises on derivatives, answered in a thousand right ways and in a thousand wrong ones.

mod formulas;

use calculus::exercise::derivatives::*;
use calculus::exercise::{DerivativeExercise, Verdict};
use calculus::show::Rich;
use formulas::{Dice, Tree, difference, over, power, sum, term, times};

/// Each exercise with its answer, in one or more of the forms that are natural for it.
fn answers() -> Vec<(&'static DerivativeExercise, Vec<Tree>)> {
    use Tree::{Minus, Number, X};
    let x2_5x = || sum(power(X, 2), term(5, 1));
    let x4_1 = || sum(power(X, 4), Number(1));
    let below = || sum(power(x4_1(), 5), Number(7));
    let slope = || sum(times(Number(2), X), Number(2));
    let ninth = || times(times(Number(6), power(x2_5x(), 5)), sum(times(Number(2), X), Number(5)));
    let tenth = || {
        let outer = times(Minus(Box::new(power(below(), -2))), times(Number(5), power(x4_1(), 4)));
        vec![times(outer, term(4, 3)), over(times(term(-20, 3), power(x4_1(), 4)), power(below(), 2))]
    };
    let at = |x: i64| vec![sum(times(Number(2), Number(x)), Number(2)), Number(2 * x + 2)];
    vec![
        (&DERIVATIVE_1, vec![term(-15, 2), times(Number(-5), term(3, 2))]),
        (
            &DERIVATIVE_2,
            vec![sum(times(Number(4), X), Number(2)), times(Number(2), sum(times(Number(2), X), Number(1)))],
        ),
        (&DERIVATIVE_3, vec![difference(difference(term(50, 4), term(18, 2)), Number(1))]),
        (&DERIVATIVE_4, at(2)),
        (&DERIVATIVE_5, at(-1)),
        (
            &DERIVATIVE_6,
            vec![
                sum(sum(term(20, 4), term(88, 3)), term(90, 2)),
                sum(
                    times(sum(term(2, 2), term(6, 1)), sum(term(6, 2), term(10, 1))),
                    times(sum(term(2, 3), term(5, 2)), sum(term(4, 1), Number(6))),
                ),
            ],
        ),
        (
            &DERIVATIVE_7,
            vec![
                over(difference(term(24, 1), term(6, 2)), power(difference(Number(2), X), 2)),
                over(
                    difference(times(difference(Number(2), X), term(12, 1)), times(term(6, 2), Number(-1))),
                    power(difference(Number(2), X), 2),
                ),
            ],
        ),
        (&DERIVATIVE_8, vec![sum(term(18, 1), Number(6)), times(Number(6), sum(term(3, 1), Number(1)))]),
        (&DERIVATIVE_9, vec![ninth()]),
        (&DERIVATIVE_10, tenth()),
        (&DERIVATIVE_11, vec![ninth()]),
        (&DERIVATIVE_12, tenth()),
        // The slope again, to try the numbers a little more.
        (
            &DERIVATIVE_4,
            vec![difference(times(Number(2), slope()), times(Number(2), times(Number(2), X))), at(2)[0].clone()],
        ),
    ]
}

#[test]
fn a_thousand_equivalent_writings_are_right() {
    let mut dice = Dice(2);
    let mut tried = 0;
    while tried < 1000 {
        for (exercise, forms) in answers() {
            let mut answer = forms[dice.roll(forms.len())].clone();
            for _ in 0..dice.roll(5) {
                answer = answer.rewritten(&mut dice);
            }
            let text = answer.written(&mut dice);
            let number = !text.contains('x');
            let asks_for_a_number = exercise.question().text().contains("at x");
            if number != asks_for_a_number && asks_for_a_number {
                continue;
            }
            let feedback = exercise.check(text.as_str());
            assert_eq!(feedback.verdict(), Verdict::Right, "{text}: {}", feedback.text());
            tried += 1;
        }
    }
}

#[test]
fn a_thousand_near_misses_are_not_right() {
    let mut dice = Dice(3);
    let mut tried = 0;
    while tried < 1000 {
        for (exercise, forms) in answers() {
            let right = forms[dice.roll(forms.len())].clone();
            let mut wrong = right.spoiled(&mut dice);
            for _ in 0..dice.roll(4) {
                wrong = wrong.rewritten(&mut dice);
            }
            if wrong.agrees(&right) {
                continue;
            }
            let text = wrong.written(&mut dice);
            let feedback = exercise.check(text.as_str());
            assert!(matches!(feedback.verdict(), Verdict::Wrong | Verdict::Close), "{text}: {}", feedback.text());
            tried += 1;
        }
    }
}
