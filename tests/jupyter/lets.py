"""Sixty cells that define variables, one of each kind, with no type written: each is kept for the cells after it, or
refused with a sentence that says what to write instead, and none makes a later one fail.

    python lets.py CALCULUS

CALCULUS is the built command. Needs the packages of requirements.in. The compiler is asked for the types; the sources of
the standard library are not read.
"""

import json
import pathlib
import sys
import tempfile
import unittest

from kernel import NOTEBOOKS, Conversation, install

LOAD = ':dep calculus = { path = "../crate" }\nuse calculus::prelude::*;'
ITEMS = """
#[derive(Clone, Debug)] struct Point { x: f64, y: f64 }
#[derive(Clone, Debug)] struct Pair(i32, &'static str);
#[derive(Clone, Debug, PartialEq)] enum Shape { Circle(f64), Square { side: f64 } }
mod house { #[derive(Clone, Debug)] pub struct Room(pub u8); }
struct Grid<const ROWS: usize, T>([T; ROWS]);
fn square(x: f64) -> f64 { x * x }
fn evens(to: i32) -> impl Iterator<Item = i32> { (0..to).filter(|n| n % 2 == 0) }
fn loudest(words: &[&'static str]) -> &'static str { words[0] }
trait Speak { fn word(&self) -> String; }
impl Speak for Point { fn word(&self) -> String { format!("{} {}", self.x, self.y) } }
fn speaker() -> Box<dyn Speak> { Box::new(Point { x: 1.0, y: 2.0 }) }
fn adder(a: f64) -> impl Fn(f64) -> f64 { move |x| x + a }
mod secret { mod inner { pub struct Key(pub i32); } pub fn give() -> inner::Key { inner::Key(1) } }
fn greatest<N: PartialOrd + Copy>(a: N, b: N) -> N { if a > b { a } else { b } }
fn poly<N: Number>(x: N) -> N { x.powi(2) + x * 2.0 }
"""

# A cell, an expression for a later cell, and what that shows.
KEPT = [
    # Numbers that nothing settles, and such that something does.
    ("let a1 = 1;", "a1", "1"),
    ("let a2 = 1.5;", "a2", "1.5"),
    ("let a3 = 255u8;", "a3", "255"),
    ("let a4 = -2.0_f32;", "a4", "-2.0"),
    ("let a5 = greatest(2, 3);", "a5", "3"),
    ("let a6 = 2.0 * std::f64::consts::PI;", "a6 > 6.0", "true"),
    ("let a7 = [1, 2, 3].iter().sum::<i32>();", "a7", "6"),
    ("let a8 = 'Δ';", "a8", "'Δ'"),
    ("let a9 = a2 > 1.0;", "a9", "true"),
    ("let a10 = 7; a10", "a10", "7"),
    # Texts.
    ('let b1 = "text";', "b1.len()", "4"),
    ('let b2 = "text".to_string();', "b2", '"text"'),
    ('let b3 = format!("{a1} {a2:?}");', "b3", '"1 1.5"'),
    ("let b4 = b2.as_bytes().to_vec();", "b4.len()", "4"),
    ('let b5 = loudest(&["a", "b"]);', "b5", '"a"'),
    ('let b6: &str = "written";', "b6", '"written"'),
    ('let b7 = "a b".split(\' \').collect::<Vec<_>>();', "b7", '["a", "b"]'),
    ('let b8 = "abc".chars();', "b8.clone().rev().collect::<String>()", '"cba"'),
    ('let b9 = b"abc";', "b9.len()", "3"),
    # Collections, nested, and settled late.
    ("let c1 = vec![1.0, 2.0];", "c1", "[1.0, 2.0]"),
    ("let c2 = vec![(1, \"one\"), (2, \"two\")];", "c2[1].1", '"two"'),
    ("let c3 = (0..3).map(|n| (n, n as f64)).collect::<Vec<_>>();", "c3[2]", "(2, 2.0)"),
    ("let mut c4 = Vec::new(); c4.push(1.5f32);", "c4", "[1.5]"),
    ('let c5 = std::collections::HashMap::from([("a", vec![1]), ("b", vec![2, 3])]);', 'c5["b"].len()', "2"),
    ("let c6 = [[0.0; 2]; 3];", "c6[2][1]", "0.0"),
    ("let c7 = Some(3);", "c7", "Some(3)"),
    ("let c8 = \"2.5\".parse::<f64>();", "c8", "Ok(2.5)"),
    ("let c9 = Box::new(Some(vec![1u8]));", "c9", "Some([1])"),
    ("let c10 = std::rc::Rc::new(std::cell::RefCell::new(1));", "*c10.borrow_mut() += 1; c10.borrow().clone()", "2"),
    ("let c11 = (1, 2.0, \"three\", 'f', Some(()), [1; 2], (1, 2), 8, 9, 10, 11, 12, 13, 14);", "c11.2", '"three"'),
    ("let c12 = &[1.0, 2.0];", "c12[1]", "2.0"),
    ("let c13 = 1..=3;", "c13.clone().sum::<i32>()", "6"),
    ("let c14 = [3, 1, 2].into_iter();", "c14.clone().max()", "Some(3)"),
    # Types from earlier cells.
    ("let d1 = Point { x: 1.0, y: 2.0 };", "d1.y", "2.0"),
    ("let d2 = Shape::Square { side: 2.0 };", "d2 == Shape::Circle(2.0)", "false"),
    ("let d3 = house::Room(3);", "d3.0", "3"),
    ("let d4 = Grid([1, 2]);", "d4.0.len()", "2"),
    ("let d5 = speaker();", "d5.word()", '"1 2"'),
    ("let d6 = square;", "d6(3.0)", "9.0"),
    ("let d7 = if a1 > 0 { square } else { f64::sqrt };", "d7(3.0)", "9.0"),
    ("let d8: Box<dyn Fn(f64) -> f64> = Box::new(move |x| x + a2);", "d8(1.0)", "2.5"),
    ("let d9: fn(&str) -> usize = |text| text.len();", 'd9("four")', "4"),
    # Patterns.
    ('let (e1, e2) = (1.0, "two");', "(e1, e2)", '(1.0, "two")'),
    ("let Point { x: e3, y: e4 } = d1.clone();", "e3 + e4", "3.0"),
    ("let Pair(e5, e6) = Pair(1, \"p\");", "(e5, e6)", '(1, "p")'),
    ("let [e7, .., e8] = [1, 2, 3];", "e7 + e8", "4"),
    ("let ((e9, _), [e10, mut e11]) = ((1u8, 2), [\"a\", \"b\"]); e11 = \"c\";", "(e9, e10, e11)", '(1, "a", "c")'),
    ("let e12 @ (e13, _) = (1, 2);", "e12.1 + e13", "3"),
    ("let Some(e14) = Some(2.5) else { panic!() };", "e14", "2.5"),
    # `mut`, shadowing, moves.
    ("let mut f1 = 1; f1 += 1;", "f1 += 1; f1", "3"),
    ('let f2 = 1; let f2 = "now a text";', "f2", '"now a text"'),
    ("let a1 = \"another type\";", "a1", '"another type"'),
    ("let f3 = c1.clone(); let f4 = f3;", "f4.len()", "2"),
    # The library's values, and PyTorch's stand-in.
    ("let g1 = Dual::variable(3.0);", "g1.slope()", "1.0"),
    ("let g2 = poly(g1);", "g2.slope()", "8.0"),
    ("let g3 = Tape::new();", "g3.watch(2.0).value()", "2.0"),
    ("let g4 = g3.watch(5.0); let g5 = g4 * g4;", "g5.value()", "25.0"),
    ("let g6 = limit(square, 2.0);", "g6.value()", "Some(4.0)"),
    ("use calculus::dfdx::prelude::*; let g7 = Cpu::default(); let g8 = g7.tensor([1.0f32, 2.0]);", "g8.array()", "[1.0, 2.0]"),
    ("let g9 = parse(\"x^2\")?;", "differentiate(g9).result().to_string()", '"2x"'),
]

# A crate that is loaded after all that, and the same for its types: a public path is another one than where they are defined.
CRATE = """mod inner { #[derive(Clone, Debug)] pub struct Square<N>(pub N); }
pub use inner::Square;
mod secret { pub struct Key(pub i32); }
#[derive(Clone, Debug)] pub enum Sign { Plus, Minus }
pub fn unit() -> Square<f64> { Square(1.0) }
pub fn pair() -> (Square<u8>, &'static Sign) { (Square(2), &Sign::Minus) }
pub fn sides() -> impl Iterator<Item = f64> { [1.0, 2.0].into_iter() }
pub fn key() -> secret::Key { secret::Key(1) }
"""
KEPT_OF_CRATE = [
    ("let h1 = shapes::unit();", "h1.0", "1.0"),
    ("let h2 = vec![Some(shapes::Square(\"x\"))];", "h2", '[Some(Square("x"))]'),
    ("let (h3, h4) = shapes::pair();", "(&h3, &h4)", "(Square(2), Minus)"),
    ("use shapes::Sign; let h5 = Sign::Plus;", "h5", "Plus"),
]
REFUSED_OF_CRATE = [
    ("let r17 = shapes::sides();", ["`r17` is `impl Iterator<Item = f64>`", ".collect::<Vec<_>>()"]),
    ("let r18 = shapes::key();", ["`r18`", "private"]),
]

# A cell, and what the sentence must say.
REFUSED = [
    ("let r1 = |x: f64| x * x;", ["`r1` is a closure", "fn r1(x: f64)", "Box<dyn Fn"]),
    ("let r2 = [1, 2].into_iter().map(|n| n + 1);", ["`r2` holds a closure", ".collect::<Vec<_>>()"]),
    ("let r3 = evens(10);", ["`r3` is `impl Iterator<Item = i32>`", ".collect::<Vec<_>>()"]),
    ("let r4 = &c1;", ["`r4` borrows", ".clone()"]),
    ("let r5 = c1.iter();", ["`r5` borrows", ".clone()"]),
    ("let r6 = b2.as_str();", ["`r6` borrows", ".clone()"]),
    ("let (r7, r8) = (1, |x: i32| x);", ["`r8` is a closure"]),
    ("let r9 = (square, 1);", ["`r9` holds a function", "let r9: (fn(f64) -> f64, i32)"]),
    ("let r10 = String::from(\"gone\").as_str();", ["ends with the statement", "a variable of its own"]),
    ("let r11 = c2.first();", ["`r11` borrows", ".clone()"]),
    ("let r12 = adder(1.0);", ["`r12` is `impl Fn(f64) -> f64`", "let r12: Box<dyn Fn(f64) -> f64>"]),
    ("let r13 = { struct Inner(i32); Inner(1) };", ["`r13` is of the type `Inner`", "outermost level"]),
    ("let r14 = secret::give();", ["`r14`", "private"]),
    ("let r15 = async { 1 };", ["`r15`", ".await"]),
    ("let r16 = Vec::new();", ["type annotations needed", "r16"]),
]


class Lets(Conversation):
    working_directory = str(NOTEBOOKS)

    def test_every_kind_is_kept_or_refused_with_what_to_write_instead(self):
        self.assertGreaterEqual(len(KEPT), 60)
        faults = []
        def run(cell, is_good, wanted):
            reply, text, values = self.run_cell(cell)
            if not is_good(reply, values):
                faults.append(f"{cell}\n    wanted {wanted}\n    {values} {text}" + "\n    ".join(reply.get("traceback", [])))
        ok = lambda reply, _: reply["status"] == "ok"
        for cell in [LOAD, ITEMS]:
            run(cell, ok, "ok")
        def play(kept, refused):
            for cell, later, value in kept:
                run(cell, ok, "kept")
                run(later, lambda reply, values: reply["status"] == "ok" and values == [value], value)
            for cell, words in refused:
                says = lambda reply, _: reply["status"] == "error" and all(word in "\n".join(reply["traceback"]) for word in words)
                run(cell, says, words)
        play(KEPT, REFUSED)
        with tempfile.TemporaryDirectory() as folder:
            crate = pathlib.Path(folder)
            (crate / "src").mkdir()
            (crate / "Cargo.toml").write_text('[package]\nname = "shapes"\nversion = "0.1.0"\nedition = "2024"\n')
            (crate / "src" / "lib.rs").write_text(CRATE)
            run(f":dep shapes = {{ path = {json.dumps(folder)} }}", ok, "ok")
            play(KEPT_OF_CRATE, REFUSED_OF_CRATE)
            # Nothing that was kept or refused is in the way of what comes.
            for _, later, value in KEPT + KEPT_OF_CRATE:
                if later not in ("c13.clone().sum::<i32>()",):
                    run(f"{{ {later}; }}", ok, "still there")
        self.assertFalse(faults, f"{len(faults)} faults:\n" + "\n\n".join(faults))


if __name__ == "__main__":
    kernels = install(sys.argv.pop(1))
    unittest.main(verbosity=2)
