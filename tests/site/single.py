"""The course as one file, opened from a disk: all of it is there, it calculates, and it asks nobody.

    cargo run --package calculus-site -- --single --out FOLDER
    python tests/site/single.py FOLDER
"""

import re
import unittest

from served import SITE, WIDTHS, Served

FILE = SITE / "calculus.html"


class Single(Served):
    def open(self, place="", **how):
        return self.page(FILE.as_uri() + place, **how)

    # Of which the library for the browser is a quarter.
    def test_it_has_at_most_two_megabytes(self):
        self.assertLessEqual(FILE.stat().st_size, 2_000_000)

    def test_it_calculates_and_asks_nobody(self):
        page = self.open()
        form = page.locator("[data-exercise=LIMIT_1] form")
        form.locator("input").fill("-1")
        form.locator("input").press("Enter")
        form.get_by_text("Not yet.").wait_for()
        form.locator("input").fill("1")
        form.locator("input").press("Enter")
        page.locator("[data-exercise=LIMIT_1].solved").wait_for()
        form.get_by_role("button", name="Solution").click()
        form.locator(".katex-html").first.wait_for()
        self.assertIn("1 of 23", page.locator("#progress p").inner_text())
        place = page.locator("#D09-product-steps")
        place.locator("summary", has_text="Change it").press("Enter")
        place.locator("form.change input").fill("x^2 sin x")
        place.locator(".told .katex-html").first.wait_for()
        self.assertIn("product rule", place.locator(".told").inner_text().replace("\xa0", " "))
        # Also what a folder of pages loads apart.
        self.assertEqual(page.evaluate("calculus.ask({ ask: 'graph', formula: 'x y' })")["value"], 1)
        self.assertEqual([url[:80] for url in self.asked if not url.startswith((FILE.as_uri(), "data:", "blob:"))], [])
        self.assertEqual(self.complaints, [])

    def test_formulas_are_set_and_pictures_answer_when_they_come_near(self):
        page = self.open("#D01-figure")
        page.locator("#D01-figure .calculus-touch").wait_for(state="attached")
        page.locator("#D05-by-hand").scroll_into_view_if_needed()
        page.locator("#D05-by-hand .katex-html").first.wait_for()
        self.assertEqual(page.locator(".katex-error").count(), 0)
        self.assertEqual(self.complaints, [])

    def test_it_has_every_font_that_its_formulas_ask_for(self):
        page = self.open()
        page.wait_for_function("window.katex")
        # Printing sets them all.
        page.evaluate("dispatchEvent(new Event('beforeprint'))")
        asked = page.evaluate("""() => {
            const font = style => [style.fontFamily.split(",")[0].replace(/"/g, ""), style.fontWeight, style.fontStyle].join(" ");
            const has = [...document.fonts].map(({ family, weight, style }) =>
                [family.replace(/"/g, ""), { normal: 400, bold: 700 }[weight] ?? weight, style].join(" "));
            const set = [...document.querySelectorAll(".katex-html, .katex-html *")];
            const wanted = new Set(set.filter(element => [...element.childNodes].some(node => node.data?.trim()))
                .map(element => font(getComputedStyle(element))).filter(font => font.startsWith("KaTeX")));
            return [[...wanted], [...wanted].filter(font => !has.includes(font))];
        }""")
        self.assertIn("KaTeX_Math 400 italic", asked[0])
        self.assertEqual(asked[1], [])

    def test_every_link_within_it_leads_somewhere(self):
        page = self.open()
        places = page.evaluate("[...document.querySelectorAll('[id]')].map(element => element.id)")
        self.assertEqual(sorted(place for place in set(places) if places.count(place) > 1), [])
        links = page.evaluate("[...document.links].map(link => link.getAttribute('href'))")
        self.assertEqual([link for link in links if not link.startswith(("#", "https://"))], [])
        self.assertEqual([link for link in links if link.startswith("#") and "=" not in link and link[1:] not in places], [])

    def test_searching_and_the_blackboard_work(self):
        page = self.open()
        page.keyboard.press("/")
        page.keyboard.type("pentagon")
        page.locator("#found a").first.click()
        self.assertIn("#L03", page.url)
        page.locator("#L10-chart summary", has_text="Change it").press("Enter")
        page.locator("#L10-chart").get_by_role("link", name="On the blackboard").click()
        page.wait_for_function("document.querySelector('#formula').value === '25/x'")
        page.locator("#answer img").wait_for()
        self.assertEqual(self.complaints, [])

    def test_it_is_whole_at_every_width(self):
        for width in WIDTHS:
            page = self.open(width=width)
            self.assertLessEqual(page.evaluate("document.documentElement.scrollWidth"), WIDTHS[width])

    def test_without_scripts_it_can_be_read(self):
        page = self.open(scripts=False)
        self.assertTrue(page.locator("#D05-by-hand math").first.is_visible())
        self.assertTrue(page.locator("#L10-chart img").is_visible())
        self.assertIsNone(re.search(r"\.html[#\"]", page.locator("main").inner_html().replace("calculus.html", "")))


unittest.main(verbosity=2)
