"""Pictures that can be touched, in JupyterLab: with a mouse and with keys, which move nothing else; and when the page is
loaded again while the kernel goes on.

    python lab.py CALCULUS [--shots FOLDER] [--dark] [--width PIXELS]

CALCULUS is the built command. Needs the packages of tests/jupyter/requirements.in and Chromium on the PATH.
"""

import math
import pathlib
import sys
import tempfile

import nbformat
from nbformat import v4

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parents[1] / "jupyter"))

from browser import NOTEBOOK, RUN_WITHIN, SHOWN_WITHIN, arguments_of, begin_run_all, end_kernel, lab, open_notebook
from hand import Hand, agrees, number

NOTEBOOKS = pathlib.Path(__file__).resolve().parents[2] / "notebooks"
CELLS = [':dep calculus = { path = "../../crate" }\nuse calculus::prelude::*;\ntouch()',
         "plot(f64::sin, -3.0..=3.0)",
         "secant(|x| x * x, 1.0, 2.0).on(plot(|x| x * x, -1.0..=3.0))",
         "secant_to_tangent(|x| x * x, 1.0, 2.0)",
         'slider("n", [3, 6, 12], |n| plot(move |x| x.powi(n), -1.0..=1.0))']
ACTIVE = "[...document.querySelectorAll('.jp-NotebookPanel:not(.lm-mod-hidden) .jp-Cell')].findIndex(e => e.classList.contains('jp-mod-active'))"


def cell(index):
    return f"{NOTEBOOK} .jp-CodeCell:nth-of-type({index + 1})"


def run(hand, demand):
    page = hand.page
    begin_run_all(page)
    page.wait_for_selector(f"{cell(3)} .calculus-touch .hand", timeout=RUN_WITHIN)
    told, text = hand.hover(cell(1), 0.7)
    demand(f"in a cell that was run, a curve answers: {text}", agrees(told, "f(x)", math.sin(number(told["x"])), 2e-6))
    page.locator(f"{cell(1)} .dot").focus()
    active, before = page.evaluate(ACTIVE), hand.told(cell(1))[0]["x"]
    for _ in range(3):
        page.keyboard.press("ArrowDown")
        page.keyboard.press("ArrowRight")
    after = hand.told(cell(1))[0]["x"]
    demand(f"arrow keys move the point from {before} to {after}, and no cell", number(after) > number(before) and page.evaluate(ACTIVE) == active)
    hand.picture(cell(2))
    hand.drag(hand.middle(f"{cell(2)} .pull", 0), hand.middle(f"{cell(2)} .pull", 1))
    told, text = hand.told(cell(2))
    demand(f"Q pulled onto P gives the derivative: {text}", agrees(told, "slope", 2, 2e-3))
    bar = page.locator(f"{cell(3)} .hand input")
    bar.focus()
    active = page.evaluate(ACTIVE)
    page.keyboard.press("ArrowRight")
    demand(f"an animation steps by keys: {bar.get_attribute('aria-valuetext')}", page.evaluate(ACTIVE) == active)
    slider = page.locator(f"{cell(4)} input[type=range]")
    slider.focus()
    active = page.evaluate(ACTIVE)
    page.keyboard.press("ArrowRight")
    demand("a slider moves by keys, and no cell does", slider.input_value() == "1" and page.evaluate(ACTIVE) == active)
    page.wait_for_selector(f"{cell(4)} .calculus-touch")
    told, text = hand.hover(cell(4), 0.8)
    demand(f"its picture answers too: {text}", agrees(told, "f(x)", number(told["x"]) ** 6, 1e-6))


def loads_again(hand, demand):
    """The cell of the script is not run on this page; another one is."""
    page = hand.page
    # Of changes that are not saved, it would ask whether to leave them.
    page.once("dialog", lambda dialog: dialog.accept())
    page.reload()
    page.wait_for_selector(f"{NOTEBOOK} .jp-Cell", timeout=SHOWN_WITHIN)
    page.wait_for_selector(".jp-NotebookPanel:not(.lm-mod-hidden) .jp-Notebook-ExecutionIndicator[data-status=idle]", state="attached", timeout=SHOWN_WITHIN)
    page.locator(f"{cell(1)} .cm-content").click()
    page.keyboard.press("Shift+Enter")
    page.wait_for_selector(f"{cell(1)} .calculus-touch", timeout=RUN_WITHIN)
    told, text = hand.hover(cell(1), 0.7)
    demand(f"after the page was loaded again too: {text}", agrees(told, "f(x)", math.sin(number(told["x"])), 2e-6))


def main():
    arguments = arguments_of()
    # Among the notebooks, where JupyterLab finds it.
    with tempfile.TemporaryDirectory(prefix="test-", dir=NOTEBOOKS) as folder:
        notebook = v4.new_notebook(cells=[v4.new_code_cell(source) for source in CELLS], metadata={"kernelspec": {"name": "rust", "display_name": "rust"}})
        nbformat.write(notebook, pathlib.Path(folder) / "touch.ipynb")
        with lab(arguments.calculus) as (browser, address, demand):
            page = open_notebook(browser, address, f"{pathlib.Path(folder).name}/touch.ipynb", arguments)
            hand = Hand(page)
            run(hand, demand)
            loads_again(hand, demand)
            if arguments.shots:
                arguments.shots.mkdir(parents=True, exist_ok=True)
                page.screenshot(path=str(arguments.shots / "lab.png"))
            end_kernel(page)
            page.close()


main()
