"""The course's pages in a browser: whole, at home on a phone, alive within themselves, and asking nobody else.

    cargo run --package calculus-site
    python tests/site/pages.py target/site

They are opened from the disk too.
"""

import unittest
import urllib.parse

from served import BELOW, SITE, WIDTHS, Served

PAGES = sorted(path.name for path in SITE.glob("*.html"))

# What stands out beyond the page's edge, and is in nothing that can be pushed along.
STANDS_OUT = """() => [...document.querySelectorAll("main *")].filter(element =>
    element.getBoundingClientRect().right > innerWidth + 1 && !element.closest(".formula, .value, pre, .katex-mathml, svg"))
    .map(element => element.outerHTML.slice(0, 100))"""
# What would be cut at the edge of a sheet.
STANDS_OUT_OF_PAPER = """() => [...document.querySelectorAll("main *")].filter(element => element.getClientRects().length
    && element.getBoundingClientRect().right > innerWidth + 1 && !element.closest("svg, .katex-mathml, .unseen, .katex .hide-tail"))
    .map(element => element.outerHTML.slice(0, 100))"""
# What LaTeX is left as it was written.
RAW_LATEX = r"""() => { const found = [], texts = document.createTreeWalker(document.querySelector("main"), NodeFilter.SHOW_TEXT);
    while (texts.nextNode()) if (/\$|\\[a-z]|\w\*|\*\w/i.test(texts.currentNode.data)
        && !texts.currentNode.parentElement.closest("pre, code, script, style, svg, textarea, .katex")) found.push(texts.currentNode.data.slice(0, 100));
    return found; }"""
# Formulas whose width is not that which KaTeX's own script gives them. A fraction that was made `\small` is one size smaller here.
UNLIKE_KATEX = r"""() => [...document.querySelectorAll("main .katex")].filter(formula => {
    const made = formula.querySelector(".katex-html"), again = document.createElement("div");
    const latex = formula.querySelector("annotation").textContent;
    if (!made.getClientRects().length || /\\small [^&]*\\frac/.test(latex)) return false;
    formula.after(again);
    const displayMode = Boolean(formula.closest(".katex-display"));
    katex.render(latex, again, { displayMode });
    const wide = element => [...element.querySelectorAll(".katex-base")].reduce((sum, base) => sum + base.offsetWidth, 0);
    const differs = Math.abs(wide(made) - wide(again)) > 1;
    again.remove();
    return differs;
}).map(formula => formula.querySelector("annotation").textContent)"""


class Pages(Served):
    def test_every_page_is_whole_at_every_width(self):
        for name in PAGES:
            for width in WIDTHS:
                with self.subTest(name, width=width):
                    page = self.page(name, width)
                    self.assertEqual(page.evaluate(STANDS_OUT), [])
                    self.assertLessEqual(page.evaluate("document.documentElement.scrollWidth"), WIDTHS[width])
                    self.assertEqual(page.evaluate(RAW_LATEX), [])
                    self.assertEqual(page.locator(".katex-error").count(), 0)
                    self.assertEqual(self.complaints, [])

    def test_every_formula_is_as_katex_sets_it(self):
        for name in PAGES:
            page = self.page(name)
            page.add_script_tag(path=SITE / "katex.js")
            self.assertEqual(page.evaluate(UNLIKE_KATEX), [], name)

    def test_no_request_leaves_the_host(self):
        for name in PAGES:
            self.page(name)
            # What a page has made itself, a worker, is asked of nobody.
            at_home = (self.host + BELOW, "data:", f"blob:{self.host}/")
            self.assertEqual([url for url in self.asked if not url.startswith(at_home)], [])

    def test_no_link_is_dead(self):
        places = {}
        links = []
        for name in PAGES:
            page = self.page(name)
            places[name] = set(page.evaluate("[...document.querySelectorAll('[id]')].map(element => element.id)"))
            links += [(name, link) for link in page.evaluate("[...document.links].map(link => link.getAttribute('href'))")]
        self.assertGreater(len(links), 100)
        for name, link in links:
            with self.subTest(name, link=link):
                # What lies elsewhere is for who wants to read on, and nothing here stands on it.
                if link.startswith("https://"):
                    continue
                path, _, place = link.partition("#")
                self.assertIn(path or name, places)
                # On the blackboard, a link says what stands on it.
                if place and "=" not in place:
                    self.assertIn(urllib.parse.unquote(place), places[path or name])

    def test_every_row_of_the_course_has_an_address(self):
        rows = {"L": 12, "D": 13, "A": 10, "R": 10}
        found = set()
        for name in PAGES:
            found |= set(self.page(name).evaluate("[...document.querySelectorAll('.row')].map(row => row.id)"))
        self.assertLessEqual({f"{letter}{number}" for letter, most in rows.items() for number in range(1, most + 1)}, found)

    def test_searching_finds_a_section_and_leads_there(self):
        for where in (self.host + BELOW, SITE.as_uri()):
            with self.subTest(where):
                page = self.page(f"{where}/index.html")
                page.keyboard.press("/")
                page.keyboard.type("pentagon")
                page.locator("#found a").first.click()
                page.wait_for_url("**/01-limits.html#L03-polygon")
                self.assertTrue(page.locator("#L03-polygon h2").is_visible())

    def test_the_theme_is_the_systems_until_the_reader_says_otherwise(self):
        paper = "getComputedStyle(document.body).backgroundColor"
        light, dark = (self.page("index.html", theme=theme) for theme in ("light", "dark"))
        self.assertNotEqual(light.evaluate(paper), dark.evaluate(paper))
        was = dark.evaluate(paper)
        light.get_by_role("button", name="Dark").click()
        self.assertEqual(light.evaluate(paper), was)
        light.goto(f"{self.host}{BELOW}/02-derivatives.html")
        self.assertEqual(light.evaluate(paper), was)

    def test_paper_is_white_and_has_nothing_to_press(self):
        for name in PAGES:
            # Between the margins of A4 there are 174 mm.
            page = self.page(name, theme="dark", width="paper")
            page.evaluate("document.documentElement.dataset.theme = 'dark'")
            page.emulate_media(media="print")
            self.assertEqual(page.evaluate(STANDS_OUT_OF_PAPER), [], name)
            self.assertEqual(page.evaluate("getComputedStyle(document.body).backgroundColor"), "rgb(255, 255, 255)")
            # Black on white, whatever the screen was; the colour of a comment is the one that is seen least.
            self.assertEqual(page.evaluate("getComputedStyle(document.documentElement).colorScheme"), "light")
            self.assertEqual(page.locator("button:visible, .cell input:visible, .cell select:visible, nav:visible, header:visible").count(), 0, name)
            self.assertEqual(page.locator("main summary:visible", has_text="Hints").count(), 0)

    def test_paper_has_exercises_and_the_answers_that_lie_folded(self):
        page = self.page("03-autodiff.html", width="paper")
        page.emulate_media(media="print")
        self.assertTrue(page.locator("#A09-check pre.code").is_visible())
        answer = page.locator("details p").first
        self.assertTrue(answer.evaluate("answer => answer.checkVisibility({ contentVisibilityAuto: true })"))

    def test_code_can_be_copied(self):
        page = self.page("01-limits.html")
        page.context.grant_permissions(["clipboard-read", "clipboard-write"])
        page.locator("#L03-doubling .copied").hover()
        page.locator("#L03-doubling .copy").click()
        page.locator("#L03-doubling .copy", has_text="Copied").wait_for()
        self.assertEqual(page.evaluate("navigator.clipboard.readText()"),
                         "[inscribed_area(6) * circumscribed_area(6), inscribed_area(12)]")

    def test_without_scripts_it_can_be_read(self):
        page = self.page("02-derivatives.html", scripts=False)
        self.assertTrue(page.locator("#D05-by-hand .katex").first.is_visible())
        self.assertFalse(page.locator("#search").is_visible())
        self.assertFalse(page.locator("#theme").is_visible())


unittest.main(verbosity=2)
