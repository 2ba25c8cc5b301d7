"""The course in a real browser: `calculus lab` is started, and each notebook is looked at as a stranger's, and run.

    python lab.py CALCULUS NOTEBOOK... [--shots FOLDER] [--dark] [--width PIXELS]

CALCULUS is the built command. Needs the packages of requirements.in and Chromium on the PATH. It fails if a stored
picture does not show before the notebook is run, if a cell ends in an error, if a picture is missing after the
run, if a slider does not move, or if a process is left behind after Ctrl-C.
"""

import argparse
import json
import os
import pathlib
import re
import shutil
import signal
import subprocess
import sys

from playwright.sync_api import sync_playwright

NOTEBOOK = ".jp-NotebookPanel:not(.lm-mod-hidden) .jp-Notebook"
FLAGS = ["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
         "--disable-component-update", "--disable-sync"]
SHOWN_WITHIN, RUN_WITHIN = 120_000, 600_000  # milliseconds
# JupyterLab keeps only the cells near the window attached, so the window is as tall as the notebook.
TALL = 30_000
# A variable by which the processes of this run are known.
MARK = "CALCULUS_LAB_TEST"

# How many outputs there are, how many pictures, and how many of those the browser could draw.
COUNT = """(notebook) => {
    const pictures = [...document.querySelectorAll(notebook + ' .jp-OutputArea-output img')];
    return { outputs: document.querySelectorAll(notebook + ' .jp-OutputArea-output').length,
             pictures: pictures.length,
             drawn: pictures.filter(picture => picture.complete && picture.naturalWidth > 0).length,
             formulas: document.querySelectorAll(notebook + ' .jp-OutputArea-output mjx-container').length,
             tables: document.querySelectorAll(notebook + ' .jp-OutputArea-output table').length,
             errors: document.querySelectorAll(notebook + ' [data-mime-type="application/vnd.jupyter.error"]').length }; }"""
IDLE = """(notebook) => {
    const prompts = [...document.querySelectorAll(notebook + ' .jp-CodeCell .jp-InputPrompt')].map(e => e.textContent);
    const kernel = document.querySelector('.jp-NotebookPanel:not(.lm-mod-hidden) .jp-Notebook-ExecutionIndicator');
    return prompts.every(prompt => /\\d/.test(prompt)) && kernel?.dataset.status === 'idle'; }"""


def expected(notebook):
    """What the stored notebook shows: outputs, and pictures by code cell."""
    cells = [cell for cell in json.loads(notebook.read_text())["cells"] if cell["cell_type"] == "code"]
    html = ["".join(output.get("data", {}).get("text/html", "")) for cell in cells for output in cell["outputs"]]
    latex = [output for cell in cells for output in cell["outputs"] if "text/latex" in output.get("data", {})]
    return {"code": len(cells), "outputs": len(html), "pictures": sum(text.count("<img") for text in html),
            "sliders": sum('type="range"' in text for text in html), "tables": sum(text.count("<table") for text in html), "formulas": len(latex)}


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
    page = browser.new_page(viewport={"width": arguments.width, "height": TALL})
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


def wait_for_outputs(page, least):
    page.wait_for_function(f"([notebook, least]) => document.querySelectorAll(notebook + ' .jp-OutputArea-output').length >= least",
                           arg=[NOTEBOOK, least], timeout=SHOWN_WITHIN)
    page.wait_for_function(f"(notebook) => {{ const count = ({COUNT})(notebook); return count.drawn === count.pictures; }}",
                           arg=NOTEBOOK, timeout=SHOWN_WITHIN)


def run_all(page):
    page.click('li.lm-MenuBar-item:has-text("Run")')
    page.click('li.lm-Menu-item:has-text("Run All Cells")')
    page.wait_for_function("(notebook) => [...document.querySelectorAll(notebook + ' .jp-InputPrompt')].some(e => e.textContent.includes('*'))",
                           arg=NOTEBOOK, timeout=SHOWN_WITHIN)
    page.wait_for_function(IDLE, arg=NOTEBOOK, timeout=RUN_WITHIN)


def end_kernel(page):
    """So that the next notebook has the machine for itself."""
    page.click('li.lm-MenuBar-item:has-text("Kernel")')
    page.click('li.lm-Menu-item:has-text("Shut Down Kernel")')
    page.wait_for_selector(".jp-NotebookPanel:not(.lm-mod-hidden) .jp-Notebook-ExecutionIndicator[data-status=unknown]",
                           state="attached", timeout=SHOWN_WITHIN)


def move_slider(page):
    """Moves the first slider to its end; another picture must show then."""
    slider = page.locator(f"{NOTEBOOK} input[type=range]:not([disabled])").first
    shown = "e => [...e.closest('.jp-OutputArea-output').querySelectorAll('img')].filter(i => i.offsetParent).map(i => i.src).join()"
    before = slider.evaluate(shown)
    slider.focus()
    slider.press("End")
    return before != slider.evaluate(shown)


def save(page, folder):
    folder.mkdir(parents=True, exist_ok=True)
    for index in range(page.locator(f"{NOTEBOOK} .jp-Cell").count()):
        cell = page.locator(f"{NOTEBOOK} .jp-Cell").nth(index)
        if cell.locator(".jp-OutputArea-output").count():
            cell.screenshot(path=str(folder / f"cell-{index:03}.png"))


def left_behind():
    """Processes that were started by the lab, known by their environment, and outlived it."""
    left = []
    for process in pathlib.Path("/proc").glob("[0-9]*"):
        try:
            if f"{MARK}={os.getpid()}".encode() in (process / "environ").read_bytes().split(b"\0"):
                left.append((process / "cmdline").read_bytes().replace(b"\0", b" ").decode())
        except OSError:  # ended meanwhile
            pass
    return left


def look_at(browser, address, notebook, arguments, demand):
    """One notebook, before it is run and after."""
    wanted = expected(notebook)
    page = open_notebook(browser, address, notebook.name, arguments)
    wait_for_outputs(page, wanted["outputs"])
    count = page.evaluate(COUNT, NOTEBOOK)
    demand(f"unrun: {count['outputs']} outputs, {count['drawn']} pictures drawn of {wanted['pictures']}",
           count["drawn"] == wanted["pictures"])
    demand(f"unrun: {count['tables']} tables of {wanted['tables']}, {count['formulas']} formulas of {wanted['formulas']}",
           count["tables"] >= wanted["tables"] and count["formulas"] >= wanted["formulas"])
    if arguments.shots:
        save(page, arguments.shots / notebook.stem / "unrun")

    run_all(page)
    wait_for_outputs(page, wanted["outputs"])
    count = page.evaluate(COUNT, NOTEBOOK)
    demand(f"run: {count['outputs']} outputs of {wanted['outputs']}", count["outputs"] == wanted["outputs"])
    demand(f"run: {count['errors']} errors", count["errors"] == 0)
    # A slider that runs has one more: the one that it shows large.
    demand(f"run: {count['drawn']} pictures drawn of at least {wanted['pictures']}",
           wanted["pictures"] <= count["drawn"] == count["pictures"])
    demand(f"run: {count['tables']} tables, {count['formulas']} formulas",
           count["tables"] >= wanted["tables"] - wanted["sliders"] and count["formulas"] >= wanted["formulas"])
    if wanted["sliders"]:
        demand("run: the slider shows another picture when moved", move_slider(page))
    if arguments.shots:
        save(page, arguments.shots / notebook.stem / "run")
    end_kernel(page)
    page.close()


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("calculus")
    parser.add_argument("notebooks", type=pathlib.Path, nargs="+")
    parser.add_argument("--shots", type=pathlib.Path)
    parser.add_argument("--dark", action="store_true")
    parser.add_argument("--width", type=int, default=1200)
    arguments = parser.parse_args()
    complaints = []

    def demand(what, holds):
        print(("ok      " if holds else "FAILED  ") + what, flush=True)
        if not holds:
            complaints.append(what)

    lab, address = start(arguments.calculus)
    try:
        with sync_playwright() as playwright:
            browser = playwright.chromium.launch(executable_path=shutil.which("chromium"), args=FLAGS)
            for notebook in arguments.notebooks:
                print(notebook.name)
                look_at(browser, address, notebook, arguments, demand)
            browser.close()
    finally:
        lab.send_signal(signal.SIGINT)
        code = lab.wait(60)
    demand(f"Ctrl-C: exit code {code}", code == 0)
    left = left_behind()
    demand("Ctrl-C: no process is left behind" + "".join(f"\n        {line}" for line in left), not left)
    sys.exit(len(complaints) > 0)


main()
