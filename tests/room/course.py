"""The course's pages from a room's server, in a browser: what is told, what is not, and that it can be stopped.

    cargo build --package calculus-room && cargo run --package calculus-site
    python tests/room/course.py target/debug/calculus-room target/site
"""

import json
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

PROGRAM, SITE = pathlib.Path(sys.argv.pop(1)).resolve(), pathlib.Path(sys.argv.pop(1)).resolve()
SHOTS = os.environ.get("SHOTS")
# What only somebody could have typed.
TYPED = "-1"


class Course(unittest.TestCase):
    def setUp(self):
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        self.complaints, self.asked, self.folder = [], [], pathlib.Path(folder.name)

    def tearDown(self):
        self.assertEqual(self.complaints, [])

    def room(self, *further):
        """A room with the course's pages, and a browser that has joined it."""
        server = subprocess.Popen([PROGRAM, "--room", self.folder / "room", "--port", "0", "--site", SITE, *further], stdout=subprocess.PIPE, text=True)
        for clean in (server.stdout.close, server.wait, server.terminate):
            self.addCleanup(clean)
        said = ""
        while "Ctrl-C" not in said:
            said += server.stdout.readline()
        self.leader = re.search(r"Leader: +(\S+)", said)[1]
        self.host, self.code = re.search(r"Join: +(\S+) +code (\w+)", said).groups()
        self.server = server
        self.page = self.browser()
        self.page.goto(f"{self.host}/?{self.code}")
        self.page.get_by_label("Your name, if you like").fill("Ada")
        self.page.keyboard.press("Enter")
        self.page.get_by_role("link", name="Its pages, with exercises to answer.").click()
        self.page.get_by_text(f"You are in the room {self.code}, as Ada").wait_for()

    def browser(self):
        context = self.chromium.new_context(viewport={"width": 1400, "height": 900})
        self.addCleanup(context.close)
        page = context.new_page()
        page.on("console", lambda message: self.complaints.append(message.text)
                if message.type == "error" and "status of 4" not in message.text else None)
        page.on("pageerror", lambda error: self.complaints.append(str(error)))
        page.on("request", lambda request: self.asked.append((request.method, request.url, request.post_data)))
        return page

    def answer(self, text, exercise="LIMIT_1"):
        form = self.page.locator(f"[data-exercise={exercise}] form")
        checks = int(form.get_attribute("data-checks") or 0)
        form.locator("input").fill(text)
        form.locator("input").press("Enter")
        self.page.wait_for_function("([name, checks]) => document.querySelector(`[data-exercise=${name}] form`).dataset.checks == checks",
                                    arg=[exercise, checks + 1])
        return self.page.locator(f"[data-exercise={exercise}] [data-told]")

    def sent(self):
        return [json.loads(what) for method, url, what in self.asked if method == "POST" and url.endswith("/check")]

    def look(self, name):
        if SHOTS:
            pathlib.Path(SHOTS).mkdir(exist_ok=True)
            self.page.screenshot(path=f"{SHOTS}/{name}.png")

    def desk(self):
        desk = self.browser()
        desk.goto(self.leader)
        return desk

    def test_what_is_told_and_what_is_not(self):
        self.room()
        self.look("course-index")
        self.page.goto(f"{self.host}/course/01-limits.html")
        self.page.get_by_text("Never your answer").wait_for()
        self.page.locator("[data-exercise=LIMIT_1]").get_by_role("button", name="Hint").click()
        self.page.get_by_text("Hint 1 of 2.").wait_for()
        told = self.answer(TYPED)
        told.get_by_text("Told to the room").wait_for()
        self.assertIn("LIMIT_1 not right yet (“a sign slip”), after hint 1. Your answer is not told.", told.inner_text())
        self.page.locator("[data-exercise=LIMIT_1]").scroll_into_view_if_needed()
        self.look("course-told")
        self.assertEqual(self.sent(), [{"exercise": "LIMIT_1", "right": False, "mistake": "a sign slip", "hint": 1}])
        row = self.desk().locator("#exercises tr", has_text="LIMIT_1")
        row.wait_for()
        self.assertEqual(row.locator("td").all_inner_texts()[:4], ["0", "1", "1 of 1: a sign slip", "1"])
        # What is no answer is no check.
        self.answer("banana")
        self.assertEqual(len(self.sent()), 1)
        # Stopped, on this page and on the next one.
        told.get_by_role("button", name="Stop telling").click()
        self.page.get_by_text("It is told nothing of your checks here").wait_for()
        self.answer("1")
        self.page.reload()
        self.page.get_by_text("It is told nothing of your checks here").wait_for()
        self.answer("1")
        self.assertEqual(len(self.sent()), 1)
        self.look("course-stopped")
        self.page.get_by_role("button", name="Tell the room").click()
        self.answer("1").get_by_text("LIMIT_1 right").wait_for()
        self.assertEqual(len(self.sent()), 2)
        self.assertTrue(all(url.startswith((self.host, "data:", "blob:")) for _, url, _ in self.asked))
        self.assertNotIn(TYPED, json.dumps(self.sent()))

    def test_who_has_not_joined_or_has_left_tells_nothing(self):
        self.room()
        self.page.goto(f"{self.host}/course/01-limits.html")
        self.page.get_by_role("link", name="To the room").click()
        self.page.get_by_role("button", name="Leave the room").click()
        self.page.get_by_role("heading", name="Come in").wait_for()
        self.page.goto(f"{self.host}/course/01-limits.html")
        self.page.get_by_text("Until then it is told nothing").wait_for()
        self.answer("1")
        self.assertEqual(self.sent(), [])

    def test_a_solution_waits_until_it_is_released(self):
        self.room("--locked")
        self.page.goto(f"{self.host}/course/01-limits.html")
        exercise = self.page.locator("[data-exercise=LIMIT_1]")
        exercise.get_by_role("button", name="Solution").click()
        exercise.get_by_text("The solution waits for the leader").wait_for()
        self.assertEqual(exercise.locator(".katex").count(), 0)
        desk = self.desk()
        desk.get_by_label("Release the solution of").fill("LIMIT_1")
        desk.get_by_role("button", name="Release", exact=True).click()
        desk.locator("#released", has_text="LIMIT_1").wait_for()
        exercise.get_by_role("button", name="Solution").click()
        exercise.locator(".katex").first.wait_for()

    def test_pages_from_elsewhere_know_no_room(self):
        self.page = self.browser()
        self.page.goto((SITE / "01-limits.html").as_uri())
        self.assertEqual(self.answer(TYPED).count(), 0)
        self.assertEqual([request for request in self.asked if request[0] != "GET" or not request[1].startswith(("file:", "data:", "blob:"))], [])

    @classmethod
    def setUpClass(cls):
        playwright = sync_playwright().start()
        cls.addClassCleanup(playwright.stop)
        cls.chromium = launch(playwright)
        cls.addClassCleanup(cls.chromium.close)


unittest.main(verbosity=2)
