"""The room in a browser: a leader at the desk, the stage on the wall, a learner on a phone, and slides from a folder.

    cargo build --package calculus-room
    python tests/room/pages.py target/debug/calculus-room

AXE=axe.min.js (of npm's axe-core) looks for what a reader with a screen reader or a keyboard cannot use; SHOTS=FOLDER keeps
pictures of every page in both themes.
"""

import datetime
import os
import pathlib
import re
import subprocess
import sys
import tempfile
import unittest

from playwright.sync_api import sync_playwright

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parents[1]))

from headless import launch

PROGRAM = pathlib.Path(sys.argv.pop(1)).resolve()
AXE = os.environ.get("AXE")
SHOTS = os.environ.get("SHOTS")
WALL, DESK, PHONE = (1280, 720), (1400, 900), (390, 844)

# What stands out beyond the page's edge, and is in nothing that can be pushed along.
STANDS_OUT = """() => [...document.querySelectorAll("main section:not([hidden]) *, main form *, main h1")].filter(element =>
    element.getBoundingClientRect().right > innerWidth + 1 && !element.closest(".formula, .value, pre, .katex-mathml, svg, .scroll, .body"))
    .map(element => element.outerHTML.slice(0, 100))"""
# Of each slide with all that it has: its place, the smallest letters of its text in pixels, whether all of it can be seen, and what
# stands out to the right. Exponents and what stands in pictures are smaller by nature.
FITS = """async () => {
    const found = [], slides = document.querySelectorAll(".slide");
    const small = ".katex-mathml, sup, sub, .vlist-s, .mtight, .reset-size6, svg, .notes, details:not([open]) > :not(summary), style, script";
    for (let at = 0; at < slides.length; at++) {
        const shown = new Promise(resolve => addEventListener("hashchange", resolve, { once: true }));
        location.hash = `#${at + 1}.99`;
        await shown;
        const body = slides[at].querySelector(".body"), texts = document.createTreeWalker(slides[at], NodeFilter.SHOW_TEXT);
        let smallest = Infinity;
        while (texts.nextNode()) {
            const { data, parentElement } = texts.currentNode;
            if (data.trim() && !parentElement.closest(small) && parentElement.getClientRects().length)
                smallest = Math.min(smallest, parseFloat(getComputedStyle(parentElement).fontSize));
        }
        found.push([at, smallest, body.scrollHeight <= body.clientHeight + 1, (%s)()]);
    }
    return found;
}""" % STANDS_OUT


class Room(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        folder = tempfile.TemporaryDirectory()
        cls.addClassCleanup(folder.cleanup)
        cls.folder = pathlib.Path(folder.name)
        cls.server = subprocess.Popen([PROGRAM, "--room", cls.folder / "room", "--port", "0"], stdout=subprocess.PIPE, text=True)
        cls.addClassCleanup(cls.server.wait)
        cls.addClassCleanup(cls.server.terminate)
        cls.addClassCleanup(cls.server.stdout.close)
        said = ""
        while "Ctrl-C" not in said:
            said += cls.server.stdout.readline()
        cls.leader, cls.projector = (re.search(rf"{name}: +(\S+)", said)[1] for name in ("Leader", "Stage"))
        cls.host, cls.code = re.search(r"Join: +(\S+) +code (\w+)", said).groups()
        cls.playwright = sync_playwright().start()
        cls.addClassCleanup(cls.playwright.stop)
        cls.browser = launch(cls.playwright)
        cls.addClassCleanup(cls.browser.close)

    def setUp(self):
        self.complaints, self.asked = [], []

    def tearDown(self):
        self.assertEqual(self.complaints, [])
        self.assertEqual([url for url in self.asked if not url.startswith((self.host, "data:", "file:", "about:"))], [])

    def open(self, address, size, theme="light"):
        """A page in a browser of its own, of which every complaint and every request is kept."""
        context = self.browser.new_context(viewport=dict(zip(("width", "height"), size)), color_scheme=theme)
        self.addCleanup(context.close)
        page = context.new_page()
        quiet = ("403", "status of 4")
        page.on("console", lambda message: self.complaints.append(message.text)
                if message.type == "error" and not any(word in message.text for word in quiet) else None)
        page.on("pageerror", lambda error: self.complaints.append(str(error)))
        page.on("request", lambda request: self.asked.append(request.url))
        page.goto(address)
        return page

    def learner(self, name, theme="light", size=PHONE):
        page = self.open(f"{self.host}/?{self.code}", size, theme)
        page.get_by_label("Your name, if you like").fill(name)
        page.keyboard.press("Enter")
        page.get_by_role("heading", name="How is it going?").wait_for()
        return page

    def look(self, page, name):
        """Whether everybody can use the page as it is now; and a picture of it."""
        self.assertEqual(page.evaluate(STANDS_OUT), [], name)
        if SHOTS:
            pathlib.Path(SHOTS).mkdir(exist_ok=True)
            page.screenshot(path=f"{SHOTS}/{name}.png", full_page=True)
        if AXE:
            page.evaluate(pathlib.Path(AXE).read_text())
            found = page.evaluate("axe.run({iframes: false})")["violations"]
            serious = [(rule["id"], node["html"][:150], node["failureSummary"]) for rule in found
                       if rule["impact"] in ("serious", "critical") for node in rule["nodes"]]
            self.assertEqual(serious, [], name)

    def test_a_lesson(self):
        """What one does is seen by the others: slides, a poll, a question, the clock."""
        desk, stage = self.open(self.leader, DESK), self.open(self.projector, WALL)
        self.assertEqual((desk.url, stage.url), (f"{self.host}/desk", f"{self.host}/stage"))
        stage.locator("#code", has_text=self.code).wait_for()
        self.look(stage, "stage-door")
        ada, bob = self.learner("Ada"), self.learner("<b>Bob</b>", "dark")
        self.assertEqual(ada.url, f"{self.host}/")
        stage.get_by_text("2 are here").wait_for()

        # Slides, by the keyboard of the desk, and then by a clicker at the stage whose keys go to the frame.
        desk.get_by_role("button", name="Next →").click()
        self.look(desk, "desk-slides")
        frame = stage.frame_locator("#frame")
        frame.get_by_role("heading", name="1 · Limits").wait_for()
        desk.locator("body").press("PageDown")
        frame.get_by_role("heading", name="Three segments").wait_for()
        frame.locator("body").press("PageDown")
        frame.locator("body").press("PageUp")
        desk.locator("#place", has_text="2 of").wait_for()

        # A poll with a formula, answered by two.
        desk.locator("#quick-text").fill("What is $\\frac{d}{dx} x^2$?\nkind: formula\nright: 2x\nmistake: x = the 2 was lost")
        desk.get_by_role("button", name="Ask", exact=True).first.click()
        for page, answer in ((ada, "x + x"), (bob, "x")):
            page.locator("#poll .katex").first.wait_for()
            page.locator("#typed").fill(answer)
            page.get_by_text("Read as").wait_for()
            page.get_by_role("button", name="Send").click()
            page.get_by_text("Sent, read as").wait_for()
        stage.get_by_text("2 of 2 have answered").wait_for()
        self.look(ada, "learner-formula")
        self.assertEqual(stage.locator(".bar").count(), 0)
        poll = desk.locator(".poll.on-stage")
        poll.get_by_role("button", name="Close").click()
        poll.get_by_role("button", name="Show the bars").click()
        stage.get_by_text("The bars are shown when there are five").wait_for()
        poll.get_by_role("button", name="although there are few").click()
        stage.get_by_text("the 2 was lost").wait_for()
        # Asked again: both rounds beside each other.
        poll.get_by_role("button", name="Ask again").click()
        bob.locator("#typed").fill("2x")
        bob.get_by_role("button", name="Send").click()
        bob.get_by_text("Sent, read as").wait_for()
        poll.get_by_role("button", name="Show the bars").click()
        poll.get_by_role("button", name="although there are few").click()
        stage.get_by_text("again, 1 answer").wait_for()
        self.assertEqual(stage.locator(".bar").first.locator(".line").count(), 2)
        self.look(stage, "stage-bars")

        # One of the deck's, by the keyboard alone.
        desk.locator(".poll", has_text="Where are you?").get_by_role("button", name="Ask").press("Enter")
        ada.locator("#question", has_text="Where are you?").wait_for()
        ada.locator("input[type=radio]").first.focus()
        ada.keyboard.press("ArrowDown")
        ada.get_by_text("Sent. You can change it").wait_for()
        stage.get_by_text("1 of 2 have answered").wait_for()
        self.look(ada, "learner-choices")

        # What somebody types is never more than text.
        ada.get_by_label("Your question").fill("<img src=x onerror=alert(1)> why?")
        ada.get_by_role("button", name="Ask").click()
        bob.get_by_text("<img src=x").wait_for()
        bob.locator("#questions button").click()
        ada.get_by_role("button", name="Stuck").click()
        desk.get_by_text("Stuck: 1").wait_for()
        desk.get_by_text("<b>Bob</b>").first.wait_for()
        desk.get_by_role("button", name="Questions", exact=True).click()
        stage.get_by_text("▲ 1").wait_for()
        self.look(stage, "stage-questions")
        self.look(bob, "learner-dark")

        # The clock is the same to a second on every screen, also on one whose own clock is wrong; that has none before it has
        # heard what the room's says.
        wrong = self.open(self.projector, WALL, "dark")
        wrong.clock.install(time=datetime.datetime.now() + datetime.timedelta(hours=1))
        wrong.route("**/time", lambda route: None)
        wrong.reload()
        desk.get_by_role("button", name="5 min", exact=True).click()
        desk.get_by_role("button", name="Start from this section").click()
        desk.get_by_role("button", name="Clock", exact=True).click()
        for page in (desk, stage, ada, bob):
            page.locator("#clock", has_text="Exercise").wait_for()
        wrong.locator("#time").wait_for()
        wrong.clock.run_for(1000)
        self.assertEqual(wrong.locator("#clock").text_content(), "")
        wrong.unroute("**/time")
        wrong.clock.run_for(1000)
        wrong.locator("#clock", has_text="Exercise").wait_for()
        seconds = [page.evaluate("(() => { const [, m, s] = document.getElementById('clock').textContent.match(/(\\d+):(\\d\\d)/); return 60 * m + Number(s); })()")
                   for page in (stage, wrong, ada, bob)]
        self.assertLessEqual(max(seconds) - min(seconds), 2)
        self.look(wrong, "stage-clock-dark")
        desk.locator("[data-act=pause][data-timer=exercise]").click()
        ada.locator("#clock", has_text="(paused)").wait_for()
        self.look(desk, "desk")

        # Who comes back is the same person; who leaves is gone.
        ada.reload()
        ada.get_by_role("heading", name="How is it going?").wait_for()
        self.assertEqual(ada.locator("[data-mood=stuck]").get_attribute("aria-pressed"), "true")
        stage.locator("#here", has_text="2 here").wait_for()
        ada.get_by_role("button", name="Leave the room").click()
        stage.locator("#here", has_text="1 here").wait_for()
        ada.get_by_role("heading", name="Come in").wait_for()

    def test_every_page_in_both_themes(self):
        for theme in ("light", "dark"):
            self.look(self.open(self.leader, DESK, theme), f"desk-{theme}")
            narrow = self.open(self.leader, PHONE, theme)
            narrow.get_by_text("Where are you?").wait_for()
            self.look(narrow, f"desk-phone-{theme}")
            self.look(self.open(self.projector, PHONE, theme), f"stage-phone-{theme}")
            self.look(self.learner("Eve", theme, WALL), f"learner-wide-{theme}")
            door = self.open(self.host, PHONE, theme)
            door.get_by_role("heading", name="Come in").wait_for()
            self.look(door, f"door-{theme}")
            self.look(self.open(f"{self.host}/desk", PHONE, theme), f"closed-{theme}")

    def test_a_wrong_code_is_told(self):
        page = self.open(self.host, PHONE)
        page.get_by_label("The code on the wall").fill("WRONG1")
        page.keyboard.press("Enter")
        page.get_by_text("That is not the code of this room").wait_for()

    def test_slides_from_a_folder(self):
        out = self.folder / "slides"
        subprocess.run([PROGRAM, "--slides", out], check=True, stdout=subprocess.DEVNULL)
        index = self.open((out / "index.html").as_uri(), WALL)
        decks = index.evaluate("[...document.links].map(link => link.href)")
        self.assertEqual(len(decks), 5)
        small, too_high = [], []
        # One deck has each kind of slide; DECKS=all measures all of them, which takes minutes.
        for deck in decks if os.environ.get("DECKS") == "all" else decks[:1]:
            page = self.open(deck, WALL)
            page.wait_for_load_state("load")
            page.evaluate("document.fonts.ready")
            for at, smallest, whole, outside in page.evaluate(FITS):
                where = f"{pathlib.PurePath(deck).stem}#{at + 1}"
                if not whole:
                    too_high.append(where)
                if smallest < 18:
                    small.append((where, smallest))
                self.assertEqual(outside, [], where)
        # In the last row, on a projector of 1280 × 720, 18 pixels can just be read.
        self.assertEqual((small, too_high), ([], []))
        page = self.open(decks[0], WALL)
        page.keyboard.press("PageDown")
        page.get_by_role("heading", name="Three segments").wait_for()
        page.keyboard.press("ArrowLeft")
        page.get_by_role("heading", name="1 · Limits").wait_for()
        if SHOTS:
            for deck, at in ((0, 8), (0, 14), (1, 20), (3, 10)):
                for theme in ("light", "dark"):
                    shot = self.open(f"{decks[deck]}#{at}.99", WALL, theme)
                    shot.wait_for_load_state("load")
                    shot.screenshot(path=f"{SHOTS}/slide-{deck + 1}-{at}-{theme}.png")


unittest.main(verbosity=2)
