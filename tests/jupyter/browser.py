"""What the tests in a browser share: the lab is started, a notebook is opened in it, and in the end nothing may be left.

Needs the packages of requirements.in and Chromium on the PATH.
"""

import argparse
import contextlib
import os
import pathlib
import re
import signal
import subprocess
import sys
import time

from playwright.sync_api import sync_playwright

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parents[1]))

from headless import launch
from processes import marked

NOTEBOOK = ".jp-NotebookPanel:not(.lm-mod-hidden) .jp-Notebook"
# JupyterLab shows an error by its traceback, in the way of the standard error.
ERROR = '[data-mime-type="application/vnd.jupyter.stderr"]'
# Milliseconds.
SHOWN_WITHIN, RUN_WITHIN = 300_000, 600_000
SETTLES_WITHIN = 3_000
LOOK_EVERY = 200
GONE_WITHIN = 10  # seconds
# JupyterLab has all cells in the page, and draws those near the window: a window as tall as a notebook takes twice the time.
HEIGHT = 2_000
# A variable by which the processes of this run are known.
MARK = "CALCULUS_LAB_TEST"


def arguments_of(*positional):
    """The arguments of a test's command line: those that all of them take, and further ones with their settings."""
    parser = argparse.ArgumentParser()
    parser.add_argument("calculus")
    for name, settings in positional:
        parser.add_argument(name, **settings)
    parser.add_argument("--shots", type=pathlib.Path)
    parser.add_argument("--dark", action="store_true")
    parser.add_argument("--width", type=int, default=1200)
    return parser.parse_args()


def start(calculus):
    """Starts the lab and gives its process and address."""
    lab = subprocess.Popen([calculus, "lab", "--no-browser"], stdout=subprocess.PIPE, text=True,
                           env=os.environ | {MARK: str(os.getpid())})
    for line in lab.stdout:
        print(line, end="")
        if found := re.search(r"http\S+", line):
            return lab, found.group()
    sys.exit(f"the lab ended before it was up, with exit code {lab.wait()}")


def open_notebook(browser, address, name, arguments):
    page = browser.new_page(viewport={"width": arguments.width, "height": HEIGHT})
    # JupyterLab saves by itself after two minutes; the stored notebook is not ours to change.
    page.route("**/api/contents/**", lambda route: route.fulfill(response=route.fetch(method="GET"))
               if route.request.method == "PUT" else route.continue_())
    page.goto(re.sub(r"/tree/[^?]*", f"/tree/{name}", address) + "&reset")
    page.wait_for_selector(f"{NOTEBOOK} .jp-Cell", timeout=SHOWN_WITHIN)
    # JupyterLab remembers the theme of the last time.
    page.click('li.lm-MenuBar-item:has-text("Settings")')
    page.hover('li.lm-Menu-item:has-text("Theme")')
    theme = "JupyterLab Dark" if arguments.dark else "JupyterLab Light"
    page.click(f'.lm-Menu-itemLabel:text-is("{theme}")')
    return page


def shots_of(page, arguments):
    """Saves what the top of the page shows under a name, if somebody wants to see it."""
    def shoot(name):
        if arguments.shots:
            arguments.shots.mkdir(parents=True, exist_ok=True)
            page.screenshot(path=str(arguments.shots / f"{name}.png"),
                            clip={"x": 0, "y": 0, "width": arguments.width, "height": 800})
    return shoot


def begin_run_all(page):
    # Without a kernel yet, JupyterLab would ask for one.
    page.wait_for_selector(".jp-NotebookPanel:not(.lm-mod-hidden) .jp-Notebook-ExecutionIndicator[data-status=idle]",
                           state="attached", timeout=SHOWN_WITHIN)
    # It says so a moment before it takes cells: what is asked for in between is dropped without a word.
    page.wait_for_timeout(SETTLES_WITHIN)
    page.click('li.lm-MenuBar-item:has-text("Run")')
    page.click('li.lm-Menu-item:has-text("Run All Cells")')


def wait_until(page, script, arg=NOTEBOOK, within=RUN_WITHIN):
    """Waits until what a script says of the notebook holds, for as long as a notebook may run. By itself Playwright would look,
    and the browser draw, sixty times in a second, beside the kernel that is waited for."""
    page.wait_for_function(script, arg=arg, timeout=within, polling=LOOK_EVERY)


def end_kernel(page):
    """So that the next notebook has the machine for itself."""
    page.click('li.lm-MenuBar-item:has-text("Kernel")')
    page.click('li.lm-Menu-item:has-text("Shut Down Kernel")')
    page.wait_for_selector(".jp-NotebookPanel:not(.lm-mod-hidden) .jp-Notebook-ExecutionIndicator[data-status=unknown]",
                           state="attached", timeout=SHOWN_WITHIN)


def of_the_lab():
    """The processes that the lab and its kernels have started: id and command."""
    return marked(MARK, os.getpid())


@contextlib.contextmanager
def lab(calculus):
    """Gives a browser, the lab's address, and a function that takes a sentence and whether it holds. After Ctrl-C no
    process may be left, and the program ends with 1 if any sentence did not hold."""
    complaints = []

    def demand(what, holds):
        print(("ok      " if holds else "FAILED  ") + what, flush=True)
        if not holds:
            complaints.append(what)

    process, address = start(calculus)
    try:
        with sync_playwright() as playwright:
            browser = launch(playwright)
            yield browser, address, demand
            browser.close()
    finally:
        process.send_signal(signal.SIGINT)
        code = process.wait(60)
    demand(f"Ctrl-C: exit code {code}", code == 0)
    # What was killed a moment ago is not gone before it has had a processor once more.
    end = time.monotonic() + GONE_WITHIN
    while (left := of_the_lab()) and time.monotonic() < end:
        time.sleep(0.1)
    demand("Ctrl-C: no process is left behind" + "".join(f"\n        {command}" for command in left.values()), not left)
    sys.exit(len(complaints) > 0)
