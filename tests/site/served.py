"""The course's pages as they are served, and a browser in front of them.

The folder is served below a path, as a project's pages are on a public host.
"""

import functools
import http.server
import json
import os
import pathlib
import subprocess
import sys
import tempfile
import threading
import unittest

from playwright.sync_api import sync_playwright

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parents[1]))

from headless import launch

SITE = pathlib.Path(sys.argv.pop(1)).resolve()
BELOW = "/some/path"
WIDTHS = {"wide": 1400, "narrow": 900, "phone": 390}
PAPER = 658  # 174 mm, between the margins of A4


def answered(*questions):
    """What the library answers natively: by the program that ANSWERS names, or by what cargo makes now."""
    made = os.environ.get("ANSWERS")
    program = [made] if made else ["cargo", "run", "--quiet", "--package", "calculus-live", "--example", "answers"]
    said = subprocess.run(program, check=True, input="\n".join(map(json.dumps, questions)), capture_output=True, text=True).stdout
    return [json.loads(line) for line in said.splitlines()]


class Served(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        root = tempfile.TemporaryDirectory()
        cls.addClassCleanup(root.cleanup)
        parent = pathlib.Path(root.name, *pathlib.PurePath(BELOW).parts[1:-1])
        parent.mkdir(parents=True)
        (parent / pathlib.PurePath(BELOW).name).symlink_to(SITE)
        handler = functools.partial(Quiet, directory=root.name)
        server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), handler)
        threading.Thread(target=server.serve_forever, daemon=True).start()
        cls.addClassCleanup(server.shutdown)
        cls.host = f"http://127.0.0.1:{server.server_port}"
        playwright = sync_playwright().start()
        cls.addClassCleanup(playwright.stop)
        cls.browser = launch(playwright)
        cls.addClassCleanup(cls.browser.close)

    def page(self, name, width="wide", theme="light", scripts=True):
        """A page that is open, of which every complaint and every request is kept."""
        context = self.browser.new_context(viewport={"width": PAPER if width == "paper" else WIDTHS[width], "height": 900}, color_scheme=theme,
                                           java_script_enabled=scripts)
        self.addCleanup(context.close)
        page = context.new_page()
        self.complaints, self.asked = [], []
        page.on("console", lambda message: self.complaints.append(message.text) if message.type == "error" else None)
        page.on("pageerror", lambda error: self.complaints.append(str(error)))
        page.on("request", lambda request: self.asked.append(request.url))
        page.goto(name if "://" in name else f"{self.host}{BELOW}/{name}")
        page.wait_for_load_state("load")
        return page

    def assert_usable(self, page, axe):
        """Whether axe-core, whose script this is, finds what a reader with a screen reader or a keyboard cannot use."""
        page.add_script_tag(path=axe)
        found = page.evaluate("axe.run(document, { resultTypes: ['violations'] })")["violations"]
        serious = [(rule["id"], rule["nodes"][0]["html"][:200]) for rule in found if rule["impact"] in ("serious", "critical")]
        self.assertEqual(serious, [])


class Quiet(http.server.SimpleHTTPRequestHandler):
    def log_message(self, *_):
        pass
