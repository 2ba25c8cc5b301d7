"""The blackboard in a browser: what stands on it is what the library says, a link opens it as it was, and nothing that is
typed or linked breaks it.

    cargo run --package calculus-site
    python tests/site/play.py target/site FOLDER/axe.min.js

The second is axe-core's script, of npm.
"""

import math
import pathlib
import sys
import unittest
import urllib.parse

from served import Served, answered

AXE = pathlib.Path(sys.argv.pop(1))

# Formulas, each with where its limit is taken and where its tangent touches.
TEN = [("x^2 + 2x + 2", "2", "2"), ("(x^2 - 1)/(x - 1)", "1", "3"), ("sin(x)/x", "0", "1"), ("25/x", "0", "5"),
       ("(sqrt(x) - 3)/(x - 9)", "9", "4"), ("x^2 tanh x", "∞", "-1"), ("(2x^2 + 8)^2", "0,5", "0,5"),
       ("e^-x cos(3x)", "∞", "0"), ("|x|/x", "0", "2"), ("ln(1 + e^x)", "-oo", "pi/2")]

# The LaTeX from which the formulas in a place were made.
LATEX = "place => [...document.querySelectorAll(place + ' annotation')].map(made => made.textContent.trim())"


def bare(latex):
    return latex.strip().removeprefix("$$").removesuffix("$$").strip()


class Play(Served):
    def board(self, **state):
        """The blackboard in a state, when its answer is there."""
        page = self.page("play.html" + (f"#{urllib.parse.urlencode(state)}" if state else ""))
        self.settled(page)
        return page

    def settled(self, page):
        page.locator("#panel[aria-busy=false]").wait_for(timeout=30_000)

    def type(self, page, selector, text):
        page.locator(selector).fill(text)
        self.settled(page)

    def test_ten_formulas_are_answered_as_the_library_answers(self):
        said = iter(answered(*[question for formula, at, p in TEN for question in (
            {"ask": "limit", "formula": formula, "at": at}, {"ask": "derivative", "formula": formula},
            {"ask": "tangent", "formula": formula, "at": p})]))
        page = self.board()
        for formula, at, p in TEN:
            limit, derivative, tangent = next(said), next(said), next(said)
            with self.subTest(formula):
                self.goto(page, f=formula, tab="limit", at=at)
                if "latex" in limit["steps"]:
                    self.assertIn(bare(limit["steps"]["latex"]), page.evaluate(LATEX, "#answer"))
                else:
                    self.assertIn(limit["steps"]["html"].split("<strong>")[1].split("f(x)")[1].split("</strong>")[0].strip(),
                                  page.locator("#answer").inner_text())
                self.goto(page, f=formula, tab="derivative")
                self.assertIn(bare(derivative["steps"]["latex"]), page.evaluate(LATEX, "#answer"))
                self.goto(page, f=formula, tab="tangent", p=p)
                line = page.locator("#numbers p").first.inner_text()
                self.assertTrue(alike(line, f"Tangent: {tangent['equation']}"), (line, tangent["equation"]))
        self.assertEqual(self.complaints, [])

    def goto(self, page, **state):
        """The next state, as by a link on the page itself."""
        page.evaluate("state => { document.querySelector('#panel').ariaBusy = 'true'; location.hash = state; }",
                      urllib.parse.urlencode(state))
        self.settled(page)

    def test_a_link_opens_what_stood_on_the_board(self):
        page = self.board()
        page.locator("#formula").fill("x^3 - 2x")
        page.get_by_role("tab", name="Tangent, secant").click()
        page.get_by_label("Which line").select_option("secant")
        page.get_by_label("P at x =").fill("-1")
        page.get_by_label("Q at x =").fill("pi/2")
        page.wait_for_function("() => location.hash.includes('q=pi') && document.querySelector('#numbers')?.innerText.includes('Secant')"
                               " && !document.querySelector('#answer').classList.contains('old')")
        shown = page.locator("#numbers").inner_text()
        other = self.page(page.url)
        self.settled(other)
        self.assertEqual(other.locator("#numbers").inner_text(), shown)
        self.assertEqual(other.url, page.url)
        for label, value in (("P at x =", "-1"), ("Q at x =", "pi/2"), ("Formula", "x^3 - 2x")):
            self.assertEqual(other.get_by_label(label, exact=True).input_value(), value)

    def test_every_question_has_an_answer_and_a_link(self):
        states = [dict(f="sin t", g="t; t - t^3/6", slope="1", to="7"), dict(f="floor(x)", tab="limit", at="2", side="left"),
                  dict(f="tanh x", tab="derivative", order="3"), dict(f="x y + z", tab="derivative", by="y"),
                  {"f": "(m x + b - y)^2", "tab": "graph", "v.m": "0.9", "v.x": "7"},
                  {"f": "x^2 y + e^y", "tab": "several", "v.x": "3", "v.y": "0"},
                  *(dict(tab="data", d="1,5;2\n2,5;3\n4;7", epochs="20", view=view) for view in ("moving", "map", "cost"))]
        page = self.board()
        for state in states:
            with self.subTest(state):
                self.goto(page, **state)
                self.assertTrue(page.locator("#problem").is_hidden(), page.locator("#problem").inner_text())
                self.assertGreater(page.locator("#answer .told").count(), 0)
                kept = dict(urllib.parse.parse_qsl(urllib.parse.urlparse(page.url).fragment))
                self.assertEqual({name: kept.get(name) for name in state}, state)
                self.assertEqual(page.locator(".katex-error").count(), 0)
                self.assertEqual(self.complaints, [])

    def test_what_is_seldom_needed_is_loaded_when_it_is_needed(self):
        loaded = lambda: [url.rpartition("/")[2] for url in self.asked if url.endswith(("/module.js", "/seldom.js"))]
        page = self.board(f="x^2 y", tab="derivative")
        self.assertEqual(loaded(), ["module.js"])
        page.route("**/seldom.js", lambda route: route.abort())
        self.goto(page, f="x^2 y", tab="graph")
        self.assertEqual(page.locator("#problem").inner_text(), "seldom.js could not be loaded.")
        self.goto(page, f="x^2", tab="limit", at="3")
        self.assertIn("9", page.locator("#answer").inner_text())
        self.assertTrue(page.locator("#problem").is_hidden())
        page.unroute("**/seldom.js")
        for state in (dict(f="x^2 y", tab="graph"), dict(f="x^2 y", tab="several"), dict(tab="data", d="1 2\n3 4\n5 7"), dict(f="x^2", tab="limit", at="3")):
            with self.subTest(state):
                self.goto(page, **state)
                self.assertTrue(page.locator("#problem").is_hidden(), page.locator("#problem").inner_text())
                page.locator("#answer img").first.wait_for(state="attached")
        self.assertEqual(loaded(), ["module.js", "seldom.js", "seldom.js"])

    def test_a_fault_is_marked_while_one_types(self):
        page = self.board()
        page.locator("#formula").fill("2x + sin(q3w)")
        page.locator("#fault pre").wait_for()
        text, caret = page.locator("#fault pre").inner_text().split("\n")
        self.assertEqual(text[caret.index("^")], "q")
        self.assertIn("not known", page.locator("#fault").inner_text())
        self.assertEqual(page.locator("#formula").get_attribute("aria-invalid"), "true")
        page.locator("#formula").fill("2x + sin(3x)")
        page.wait_for_function("() => !document.querySelector('#fault').innerText")
        self.goto(page, tab="data", d="0 1\n2 zwei\n3 4")
        text, caret = page.locator("#fault-data pre").inner_text().split("\n")
        self.assertEqual(text[caret.index("^"):], "zwei")
        self.goto(page, tab="data", d="eins 1\n2 3")
        text, caret = page.locator("#fault-data pre").inner_text().split("\n")
        self.assertEqual((text, caret), ("eins 1", "^"))

    def test_whoever_links_here_can_break_nothing(self):
        bad = "<img src=x onerror=\"window.hit=1\">"
        page = self.board()
        for state in [dict(f=bad), dict(f="x", g=bad), dict(f="x", tab="limit", at=bad), dict(f="x", tab="tangent", p=bad, q=bad),
                      dict(f="x", tab=bad), dict(f="x", tab="__proto__"), dict(f="x", tab="derivative", by=bad, order=bad, way=bad),
                      {"f": "x", "tab": "graph", "v.x": bad, "v.__proto__": bad}, dict(tab="data", d=bad),
                      dict(tab="data", d=f"{bad.replace(' ', '')};\"'><script>window.hit=1</script>\n1;2\n3;4"),
                      dict(tab="data", d="1 2\n3 4", view=bad, rate=bad, epochs=bad), dict(f="9" * 5000), dict(f="(" * 5000)]:
            with self.subTest(state):
                self.goto(page, **state)
                self.assertEqual(page.evaluate("window.hit"), None)
                self.assertEqual(page.locator("img[src=x], #board script").count(), 0)
        page = self.board(f=bad, tab=bad)
        self.assertEqual(page.evaluate("window.hit"), None)
        # It goes on.
        self.goto(page, f="x^2", tab="derivative")
        self.assertIn("2 x", " ".join(page.evaluate(LATEX, "#answer")))

    def test_too_much_is_answered_with_a_sentence(self):
        page = self.board()
        for formula in ("9+" * 500_000, "+".join(f"x^{n}" for n in range(3_000)), "sqrt(-1 - x^2)", "0/0 x"):
            page.evaluate("""formula => { const field = document.querySelector('#formula'); field.value = formula;
                field.dispatchEvent(new Event('input', { bubbles: true })); }""", formula)
            self.settled(page)
        self.type(page, "#formula", "x")

    def test_a_long_calculation_can_be_stopped(self):
        page = self.board()
        page.evaluate("state => { location.hash = state; }", urllib.parse.urlencode(
            {"tab": "data", "d": "\n".join(f"{n} {n}" for n in range(100)), "epochs": "100000", "rate": "1e-9"}))
        page.get_by_role("button", name="Stop").click()
        page.get_by_text("Stopped.").wait_for()
        page.get_by_label("epochs").fill("10")
        self.settled(page)
        page.get_by_text("After 10 epochs").wait_for()

    def test_a_hand_pulls_q_to_p_and_the_link_follows(self):
        page = self.board(f="x^2", tab="tangent", line="secant", p="1", q="3")
        knob = page.locator("#answer [role=slider].pull[aria-label^=Q]")
        knob.focus()
        before = page.locator("#numbers").inner_text()
        for _ in range(5):
            page.keyboard.press("ArrowLeft")
        page.wait_for_function("before => document.querySelector('#numbers').innerText !== before", arg=before)
        q = float(page.get_by_label("Q at x =").input_value())
        self.assertLess(q, 3)
        page.wait_for_function("q => document.querySelector('#numbers').innerText.includes(`Its slope is ${+(1 + q).toPrecision(10)};`)", arg=q)
        self.assertIn(f"q={page.get_by_label('Q at x =').input_value()}", page.url)
        self.assertEqual(page.evaluate("document.activeElement.getAttribute('aria-label')[0]"), "Q")

    def test_everything_can_be_done_by_keyboard(self):
        page = self.board()
        page.locator(".skip").focus()
        reached = []
        for _ in range(80):
            page.keyboard.press("Tab")
            reached.append(page.evaluate("document.activeElement.id || document.activeElement.name || document.activeElement.dataset?.insert || ''"))
            if reached[-1] == "link":
                break
        for one in ("formula", "•^2", "tab-picture", "from", "to", "low", "high", "g", "slope", "link"):
            self.assertIn(one, reached)
        page.locator("#formula").focus()
        page.keyboard.press("Control+A")
        page.keyboard.type("x^3")
        page.locator("#tab-picture").focus()
        page.keyboard.press("ArrowRight")
        page.keyboard.press("ArrowRight")
        page.wait_for_function("() => document.querySelector('#answer')?.innerText.includes('step by step')")
        self.assertEqual(page.evaluate("document.activeElement.id"), "tab-derivative")
        page.locator("[data-insert='sin(•)']").focus()
        page.locator("#formula").focus()
        page.keyboard.press("Control+A")
        page.locator("[data-insert='sin(•)']").focus()
        page.keyboard.press("Enter")
        self.assertEqual(page.locator("#formula").input_value(), "sin(x^3)")

    def test_what_has_the_focus_is_in_sight_also_in_a_picture(self):
        page = self.board(f="x^2", tab="tangent", line="secant", p="1", q="3")
        page.set_viewport_size({"width": 1000, "height": 800})
        page.get_by_label("Q at x =").focus()
        page.keyboard.press("Tab")
        seen = []
        for _ in range(2):
            place = page.evaluate("(({ top, bottom }) => [document.activeElement.getAttribute('role'), 0 <= top && bottom <= innerHeight])(document.activeElement.getBoundingClientRect())")
            seen.append(place)
            page.keyboard.press("Tab")
        self.assertEqual(seen, [["slider", True], ["slider", True]])

    def test_without_webassembly_it_says_what_it_needs(self):
        page = self.page("index.html")
        page.add_init_script("delete window.WebAssembly")
        page.goto(page.url.replace("index", "play"))
        self.assertTrue(page.locator("#unable").is_visible())
        self.assertFalse(page.locator("#board").is_visible())
        self.assertEqual(self.complaints, [])

    def test_every_tab_answers_what_is_too_much_or_nothing(self):
        page = self.board()
        many = "+".join(["x"] * 9_999)
        for tab in ("limit", "derivative", "tangent", "graph", "several"):
            for formula in ("9+" * 500_000, many, "0/0 x", "sqrt(-1 - x^2)"):
                with self.subTest(tab, formula=formula[:20]):
                    self.goto(page, tab=tab)
                    page.evaluate("""formula => { const field = document.querySelector('#formula'); field.value = formula;
                        field.dispatchEvent(new Event('input', { bubbles: true })); }""", formula)
                    self.settled(page)
                    # What is too much is said in a sentence, and what has no value in the answer's place.
                    said = page.locator("#problem").inner_text() + page.locator("#fault").inner_text()
                    if len(formula) > 100:
                        self.assertRegex(said, "characters|parts")
                    else:
                        self.assertTrue(said or page.locator("#answer:not(.old)").inner_text())
                    self.assertEqual(self.complaints, [])

    def test_axe_finds_nothing_serious(self):
        for theme in ("light", "dark"):
            for state in (dict(f="sin(x)/x", tab="limit"), dict(f="x^2", tab="tangent", line="secant"), dict(tab="data"), dict(f="2x +")):
                with self.subTest(state, theme=theme):
                    page = self.page(f"play.html#{urllib.parse.urlencode(state)}", theme=theme)
                    self.settled(page)
                    self.assert_usable(page, AXE)

    def test_without_scripts_it_says_what_it_needs(self):
        page = self.page("play.html", scripts=False)
        self.assertTrue(page.locator("#unable").is_visible())
        self.assertFalse(page.locator("#board").is_visible())


def alike(one, two):
    """The same words, with numbers that agree to nine digits: the machine's sine is not the browser's."""
    parts = [text.replace("−", "-").split() for text in (one, two)]

    def same(one, two):
        try:
            return math.isclose(float(one.rstrip("x·")), float(two.rstrip("x·")), rel_tol=1e-9)
        except ValueError:
            return one == two
    return len(parts[0]) == len(parts[1]) and all(map(same, *parts))


unittest.main(verbosity=2)
