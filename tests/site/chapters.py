"""The living parts of the chapters in a browser: exercises, formulas that can be changed, progress, and what may go wrong.

    cargo run --package calculus-site
    python tests/site/chapters.py target/site FOLDER/axe.min.js

The second is axe-core's script, of npm.
"""

import gzip
import json
import pathlib
import re
import sys
import unittest

from served import SITE, Served, answered

AXE = pathlib.Path(sys.argv.pop(1))
CHAPTERS = sorted(path.name for path in SITE.glob("0*.html"))
# A right answer to each exercise, and two wrong ones.
ANSWERS = {
    "LIMIT_1": ("1", "-1", "does not exist"), "LIMIT_2": ("-10", "10", "0"), "LIMIT_3": ("6", "2", "-6"),
    "LIMIT_4": ("0", "-25", "−∞"), "LIMIT_5": ("does not exist", "0", "∞"), "SLOPE_1": ("0", "1", "2"),
    "DERIVATIVE_1": ("-15x^2", "-15x^3", "-5x^2"), "DERIVATIVE_2": ("2(2x + 1)", "4x + 4", "2x + 2"),
    "DERIVATIVE_3": ("50x^4 - 18x^2 - 1", "50x^4 - 18x^2", "10x^4 - 6x^2"), "DERIVATIVE_4": ("6", "10", "4"),
    "DERIVATIVE_5": ("0", "1", "6"), "DERIVATIVE_6": ("20x^4 + 88x^3 + 90x^2", "(4x + 6)(6x^2 + 10x)", "20x^4"),
    "DERIVATIVE_7": ("(24x - 6x^2)/(2 - x)^2", "-12x", "(24x - 18x^2)/(2 - x)^2"),
    "DERIVATIVE_8": ("6(3x + 1)", "2(3x + 1)", "9x^2"),
    "DERIVATIVE_9": ("6(x^2 + 5x)^5 (2x + 5)", "6(x^2 + 5x)^5", "6(2x + 5)^5"),
    "DERIVATIVE_10": ("-20x^3 (x^4 + 1)^4/((x^4 + 1)^5 + 7)^2", "-1/((x^4 + 1)^5 + 7)^2", "5(x^4 + 1)^4"),
    "DERIVATIVE_11": ("(12x + 30)(x^2 + 5x)^5", "6(x^2 + 5x)^5", "(x^2 + 5x)^5"),
    "DERIVATIVE_12": ("-20x^3 (x^4 + 1)^4 ((x^4 + 1)^5 + 7)^-2", "-((x^4 + 1)^5 + 7)^-2", "20x^3"),
    "AUTODIFF_1": ("6", "10", "4"), "FIT_1": ("3, -2", "-2, 3", "0, 0"), "RATE_1": ("0.0549", "0.05", "36.4234"),
    "NETWORK_1": ("6", "3", "2"), "NETWORK_2": ("2", "1", "4"),
}
# What a reader may type, with where its limit is taken.
TYPED = [("x^2 + 2x + 2", "2"), ("(x^2 - 1)/(x - 1)", "1"), ("sin(x)/x", "0"), ("25/x", "0"), ("(sqrt(x) - 3)/(x - 9)", "9"),
         ("x^2 tanh x", "∞"), ("(2x^2 + 8)^2", "0,5"), ("e^-x cos(3x)", "∞"), ("|x|/x", "0"), ("ln(1 + e^x)", "-oo"), ("floor(x)", "1"),
         ("sin(1/x)", "0"), ("(1 + 1/x)^x", "∞"), ("arctan x", "∞"), ("x^40 - 12345678901234567890", "3"), ("2x +", "0")]
# A text, an unbalanced one, one with HTML; and one of a megabyte.
NONSENSE = ["banana", "((((", "<img src=x onerror=\"alert(1)\">"]
HUGE = "9+" * 500_000
NO_STORAGE = "Storage.prototype.setItem = () => { throw new DOMException('full', 'QuotaExceededError'); };"
FORBIDDEN = "Object.defineProperty(window, 'localStorage', { get() { throw new DOMException('no', 'SecurityError'); } });"
ENDLESS = "window.Steady = Worker; window.Worker = class { postMessage() {} terminate() {} };"


def weight(content):
    return len(gzip.compress(content, 9))


def words(text):
    return " ".join(text.split())


class Chapters(Served):
    def chapter(self, name, before=None, **how):
        """A page, with a script that runs before its own."""
        if not before:
            return self.page(name, **how)
        page = self.page("index.html", **how)
        page.add_init_script(before)
        page.goto(f"{page.url.rpartition('/')[0]}/{name}")
        page.wait_for_load_state("load")
        return page

    def answer(self, page, name, text):
        """Checks an answer; gives the verdict and what is said."""
        form = page.locator(f"[data-exercise={name}] form")
        checks = int(form.get_attribute("data-checks") or 0)
        # As if it were pasted: typing a megabyte would take minutes.
        form.locator("input").evaluate("(field, text) => { field.value = text; }", text)
        form.locator("input").press("Enter")
        page.wait_for_function("([name, checks]) => document.querySelector(`[data-exercise=${name}] form`).dataset.checks == checks",
                               arg=[name, checks + 1], timeout=20_000)
        return form.get_attribute("data-verdict"), words(form.locator(".told").first.inner_text())

    def change(self, page, cell, *texts):
        """Writes into the fields of a cell's question, one after another."""
        place = page.locator(f"#{cell}")
        if not place.locator("details.change[open]").count():
            place.locator("summary", has_text="Change it").press("Enter")
        changed = int(place.get_attribute("data-changed") or 0)
        # What was said of an earlier change is no answer to this one.
        place.locator(".fault").evaluate_all("faults => faults.forEach(fault => fault.replaceChildren())")
        # All at once: a page that has time between two of them answers with one alone.
        place.locator("form.change input").evaluate_all("""(fields, texts) => texts.forEach((text, k) => {
            if (text !== null) { fields[k].value = text; fields[k].dispatchEvent(new Event("input")); } })""", list(texts))
        place.locator("form.change input").first.press("Enter")
        page.wait_for_function("([cell, changed]) => { const place = document.getElementById(cell); return place.dataset.changed > changed"
                               " || place.querySelector('.fault').textContent && !place.querySelector('.fault button') }", arg=[cell, changed], timeout=60_000)
        return place

    def test_every_exercise_is_judged_with_the_librarys_words(self):
        found = {}
        for chapter in CHAPTERS:
            page = self.page(chapter)
            for name in page.evaluate("[...document.querySelectorAll('[data-exercise]')].map(cell => cell.dataset.exercise)"):
                answers = (*ANSWERS[name][1:], *NONSENSE, *([HUGE] if name.endswith("_1") else []), ANSWERS[name][0])
                found[name] = [(text, *self.answer(page, name, text)) for text in answers]
            self.assertEqual(self.complaints, [])
        self.assertEqual(set(found), set(ANSWERS))
        asked = [(name, *given) for name, all_given in found.items() for given in all_given]
        said = answered(*[{"ask": "check", "name": name, "answer": text} for name, text, *_ in asked])
        for (name, text, verdict, shown), expected in zip(asked, said):
            with self.subTest(name, answer=text[:60]):
                right, wrong = text == ANSWERS[name][0], text in ANSWERS[name][1:]
                self.assertEqual(verdict, expected["verdict"])
                self.assertTrue(verdict == "right" if right else verdict != "right", verdict)
                self.assertTrue(verdict in ("wrong", "close") if wrong else True, verdict)
                self.assertEqual(shown, words(expected["text"]))

    def test_hints_come_one_by_one_and_then_the_solution(self):
        page = self.page("02-derivatives.html")
        form = page.locator("[data-exercise=DERIVATIVE_7] form")
        hint = form.get_by_role("button", name="hint")
        for number in (1, 2):
            hint.click()
            form.get_by_text(f"Hint {number} of 2.").wait_for()
        self.assertTrue(hint.is_disabled())
        form.get_by_role("button", name="Solution").click()
        form.locator(".katex").first.wait_for()
        self.assertIn("quotient rule", words(form.inner_text()))
        self.assertEqual(form.locator(".katex-error").count(), 0)

    def test_an_exercise_can_be_done_by_keyboard(self):
        page = self.page("01-limits.html")
        page.locator("[data-exercise=LIMIT_1] input").focus()
        page.keyboard.type("1")
        page.keyboard.press("Enter")
        page.locator("[data-exercise=LIMIT_1].solved").wait_for()
        for name in ("Check", "Hint", "Solution"):
            page.keyboard.press("Tab")
            self.assertEqual(page.evaluate("document.activeElement.textContent"), name)
        page.keyboard.press("Space")
        page.locator("[data-exercise=LIMIT_1] .katex").first.wait_for()

    def test_a_changed_formula_is_calculated_and_can_be_touched(self):
        page = self.page("01-limits.html")
        place = self.change(page, "L10-chart", "x^3 - x", "-2", "2")
        self.assertIn("x from −2 to 2", place.locator(".told img").get_attribute("alt"))
        place.locator(".told .calculus-touch").wait_for(state="attached")
        place = self.change(page, "L07-limit", "sin(5x)/x", "0")
        self.assertIn("5", place.locator(".told").inner_text())
        place = self.change(page, "L07-limit", "sin(5x)/")
        self.assertIn("^", place.locator(".fault pre").inner_text())
        place.get_by_role("button", name="Back").click()
        self.assertTrue(place.locator(".output").first.is_visible())
        self.assertEqual(place.locator("form.change input").first.input_value(), "(x^2 - 1)/(x - 1)")
        page = self.page("02-derivatives.html")
        place = self.change(page, "D09-product-steps", "x^2 sin x")
        self.assertIn("product rule", words(place.locator(".told").inner_text()))
        place = self.change(page, "D01-figure", None, "0", "1")
        self.assertIn("slope 3", place.locator(".told img").get_attribute("alt"))

    def test_every_question_of_a_cell_has_an_answer(self):
        questions = []
        for chapter in CHAPTERS:
            page = self.page(chapter)
            questions += page.evaluate("[...document.querySelectorAll('[data-question]')].map(cell => [cell.id, JSON.parse(cell.dataset.question)])")
        self.assertGreater(len(questions), 40)
        for (cell, question), said in zip(questions, answered(*[question for _, question in questions])):
            self.assertNotIn("error", said, (cell, question))

    def test_what_is_too_much_or_nothing_is_said(self):
        page = self.page("01-limits.html")
        place = self.change(page, "L10-chart", "x+" * 500_000 + "x")
        self.assertIn("20000", place.locator(".fault").inner_text().replace(",", ""))
        place = self.change(page, "L10-chart", "+".join(["x"] * 9_999))
        self.assertIn("parts", place.locator(".fault").inner_text())
        place = self.change(page, "L10-chart", "sqrt(-1 - x^2)")
        self.assertIn("no finite value", place.locator(".told img").get_attribute("alt"))
        self.assertEqual(self.complaints, [])

    def test_what_never_ends_can_be_stopped_and_the_page_goes_on(self):
        page = self.chapter("01-limits.html", ENDLESS)
        form = page.locator("[data-exercise=LIMIT_1] form")
        form.locator("input").fill("1")
        form.get_by_role("button", name="Check").click()
        form.get_by_role("button", name="Stop").click()
        self.assertEqual(form.locator(".told").first.inner_text(), "Stopped.")
        page.evaluate("() => { window.Worker = window.Steady; }")
        self.assertEqual(self.answer(page, "LIMIT_1", "1")[0], "right")

    def test_progress_survives_a_reload_and_a_file(self):
        page = self.page("01-limits.html")
        for text in ("-1", "1", "2"):
            self.answer(page, "LIMIT_1", text)
        page.reload()
        page.locator("[data-exercise=LIMIT_1].solved").wait_for()
        done = page.locator(".contents .done:visible")
        self.assertEqual([mark.inner_text() for mark in done.all()], ["1 of 5"])
        page.goto(page.url.replace("01-limits", "index"))
        self.assertIn("1 of 23", page.locator("#progress p").inner_text())
        with page.expect_download() as download:
            page.get_by_role("button", name="Save to a file").click()
        kept = json.loads(pathlib.Path(download.value.path()).read_text())
        self.assertEqual((kept["version"], list(kept["exercises"])), (1, ["LIMIT_1"]))
        self.assertEqual(kept["exercises"]["LIMIT_1"]["tries"], 2)
        self.assertRegex(kept["exercises"]["LIMIT_1"]["solved"], r"^20\d\d-\d\d-\d\dT")
        for _ in range(2):
            page.locator("#progress button").last.click()
        self.assertIn("0 of 23", page.locator("#progress p").inner_text())
        for name, content, said in (
            ("hers.json", json.dumps(kept | {"exercises": kept["exercises"] | {"<b>": {"solved": "x"}, "SLOPE_1": {"tries": 3}}}), "1 of 23"),
            ("other.json", '{"version": 1, "exercises": {"LIMIT_2": {"solved": "2026-01-01", "tries": 1}}}', "2 of 23"),
            ("photo.json", "\x89PNG", "is no file of progress"), ("list.json", "[1]", "is no file of progress"),
            ("large.json", " " * 1_100_000, "is no file of progress"),
        ):
            page.locator("#progress input").set_input_files({"name": name, "mimeType": "application/json", "buffer": content.encode()})
            page.locator("#progress", has_text=said).wait_for()
        self.assertIn("2 of 23", page.locator("#progress p").inner_text())
        # Two accounts become one as in the notebooks: the larger number of tries, the earlier moment.
        page.locator("#progress input").set_input_files({"name": "mine.json", "mimeType": "application/json", "buffer": json.dumps(
            {"version": 1, "exercises": {"LIMIT_1": {"tries": 9}, "LIMIT_2": {"solved": "2027-01-01", "tries": 3}}}).encode()})
        page.locator("#progress", has_text="1 solved exercises were in mine.json").wait_for()
        joined = page.evaluate("JSON.parse(localStorage.getItem('calculus-progress')).exercises")
        self.assertEqual(joined["LIMIT_1"], {"tries": 9, "solved": kept["exercises"]["LIMIT_1"]["solved"]})
        self.assertEqual(joined["LIMIT_2"], {"tries": 3, "solved": "2026-01-01"})
        self.assertEqual(self.complaints, [])

    def test_without_storage_it_works_and_says_so_once(self):
        for before in (NO_STORAGE, FORBIDDEN):
            page = self.chapter("01-limits.html", before)
            self.assertEqual(self.answer(page, "LIMIT_1", "1")[0], "right")
            self.assertEqual(self.answer(page, "LIMIT_2", "-10")[0], "right")
            self.assertEqual(page.locator(".notice").count(), 1)
            self.assertEqual(page.locator(".contents .done:visible").inner_text(), "2 of 5")
            self.assertEqual(self.complaints, [])

    def test_what_others_have_stored_breaks_nothing(self):
        for kept in ("<b>", "{}", "null", '{"version": 2, "exercises": {}}', '{"version": 1, "exercises": {"LIMIT_1": 7, "__proto__": {}}}'):
            page = self.chapter("01-limits.html", f"localStorage.setItem('calculus-progress', {json.dumps(kept)})")
            self.assertEqual(page.locator(".solved").count(), 0)
            self.assertEqual(self.answer(page, "LIMIT_1", "1")[0], "right")
            self.assertEqual(self.complaints, [])

    def test_a_hostile_address_does_nothing(self):
        page = self.page("01-limits.html#<img src=x onerror=alert(1)>")
        page.on("dialog", lambda dialog: self.complaints.append(dialog.message))
        page.locator("#search").fill("<img src=x onerror=alert(1)>")
        page.locator("#found", has_text="Nothing has").wait_for()
        self.assertEqual((page.locator("#found img").count(), self.complaints), (0, []))

    def test_without_webassembly_the_cells_are_there(self):
        page = self.chapter("01-limits.html", "delete window.WebAssembly")
        self.assertEqual(page.locator("form.exercise").count(), 0)
        self.assertTrue(page.locator("#L12-1-check pre").first.is_visible() and page.locator("#L12-1-help").is_visible())
        self.assertEqual(self.complaints, [])
        still = self.page("01-limits.html", scripts=False)
        self.assertTrue(still.locator("#L12-1-check pre").first.is_visible())
        self.assertTrue(still.locator("#L10-chart img").is_visible())

    def test_axe_finds_nothing_serious(self):
        for name in ("index.html", "02-derivatives.html", "04-regression.html"):
            for theme in ("light", "dark"):
                with self.subTest(name, theme=theme):
                    page = self.page(name, theme=theme)
                    if name.startswith("02"):
                        self.answer(page, "DERIVATIVE_1", "-15x^3")
                        self.change(page, "D09-product-steps", "x^2 sin x")
                    self.assert_usable(page, AXE)

    def test_no_page_weighs_too_much(self):
        for name in CHAPTERS:
            html = (SITE / name).read_text()
            bare = re.sub(r" data-touch='[^']*'", "", re.sub(r'src="data:[^"]*"', 'src=""', html))
            self.assertLessEqual(weight(bare.encode()), 60_000, name)

    def test_what_a_chapter_asks_needs_the_first_part_of_the_library_alone(self):
        questions = [question for formula, at in TYPED for question in (
            {"ask": "limit", "formula": formula, "at": at}, {"ask": "derivative", "formula": formula}, {"ask": "draw", "formula": formula},
            {"ask": "tangent", "formula": formula, "at": 2}, {"ask": "tangent", "formula": formula, "at": 2, "q": 3})]
        for name, answers in ANSWERS.items():
            questions += [{"ask": "check", "name": name, "answer": text} for text in (*answers, *NONSENSE, "")]
            questions += [{"ask": "hint", "name": name, "number": 1}, {"ask": "hint", "name": name, "number": 2}, {"ask": "solution", "name": name}]
        for chapter in CHAPTERS:
            page = self.page(chapter)
            questions += page.evaluate("[...document.querySelectorAll('[data-question]')].map(cell => JSON.parse(cell.dataset.question))")
        page.evaluate("questions => Promise.allSettled(questions.map(question => calculus.ask(question)))", questions)
        self.assertEqual([url.rpartition("/")[2] for url in self.asked if url.endswith(("/module.js", "/seldom.js"))], ["module.js"])
        self.assertTrue((SITE / "seldom.js").exists())

    def test_the_live_part_does_not_weigh_too_much(self):
        live = [SITE / name for name in ("module.js", "live.js", "exercises.js", "change.js")]
        self.assertLessEqual(sum(weight(file.read_bytes()) for file in live), 350_000)


unittest.main(verbosity=2)
