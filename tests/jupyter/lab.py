"""The course in a real browser: `calculus lab` is started, and each notebook is looked at as a stranger's, and run.

    python lab.py CALCULUS NOTEBOOK... [--shots FOLDER] [--dark] [--width PIXELS]

CALCULUS is the built command. Needs the packages of requirements.in and Chromium on the PATH. It fails if a stored
picture does not show before the notebook is run, if a cell ends in an error, if a picture is missing after the
run, if a slider does not move, if the kernel does not answer one that calculates, or if a process is left behind after
Ctrl-C.
"""

import json
import pathlib

from browser import ERROR, NOTEBOOK, SHOWN_WITHIN, arguments_of, begin_run_all, end_kernel, lab, open_notebook, \
    wait_until

# How many outputs there are, how many pictures, and how many of those the browser could draw.
COUNT = """(notebook) => {
    const pictures = [...document.querySelectorAll(notebook + ' .jp-OutputArea-output img')];
    return { outputs: document.querySelectorAll(notebook + ' .jp-OutputArea-output').length,
             pictures: pictures.length,
             drawn: pictures.filter(picture => picture.complete && picture.naturalWidth > 0).length,
             formulas: document.querySelectorAll(notebook + ' .jp-OutputArea-output mjx-container').length,
             tables: document.querySelectorAll(notebook + ' .jp-OutputArea-output table').length,
             errors: document.querySelectorAll(notebook + ' %s').length }; }""" % ERROR
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
            "sliders": sum('calculus-slider' in text for text in html),
            "hands": sum('calculus-interact' in text for text in html), "tables": sum(text.count("<table") for text in html), "formulas": len(latex)}


def wait_for_outputs(page, least):
    wait_until(page, "([notebook, least]) => document.querySelectorAll(notebook + ' .jp-OutputArea-output').length >= least",
               [NOTEBOOK, least], SHOWN_WITHIN)
    wait_until(page, f"(notebook) => {{ const count = ({COUNT})(notebook); return count.drawn === count.pictures; }}", within=SHOWN_WITHIN)


# Notes that a cell has waited or run: quick ones may be over before anyone looks.
NOTE_A_STAR = """(notebook) => {
    window.sawStar = false;
    new MutationObserver(() => {
        window.sawStar ||= [...document.querySelectorAll(notebook + ' .jp-InputPrompt')].some(e => e.textContent.includes('*'));
    }).observe(document.querySelector(notebook), { childList: true, subtree: true, characterData: true }); }"""


def run_all(page):
    page.evaluate(NOTE_A_STAR, NOTEBOOK)
    begin_run_all(page)
    wait_until(page, "window.sawStar", within=SHOWN_WITHIN)
    wait_until(page, IDLE)


def move_slider(page):
    """Moves the first slider to its end; another picture must show then."""
    slider = page.locator(f"{NOTEBOOK} input[type=range]:not([disabled])").first
    shown = "e => [...e.closest('.jp-OutputArea-output').querySelectorAll('img')].filter(i => i.offsetParent).map(i => i.src).join()"
    before = slider.evaluate(shown)
    slider.focus()
    slider.press("End")
    return before != slider.evaluate(shown)


def move_hands(page):
    """Moves each slider that calculates by a key. Gives how many of them the kernel has answered by something else."""
    boxes = page.locator(f"{NOTEBOOK} .widget-vbox")
    for index in range(boxes.count()):
        handle = boxes.nth(index).locator(".noUi-handle").first
        shown = boxes.nth(index).locator(".widget-html-content, .widget-htmlmath-content").first.element_handle()
        before = shown.inner_html()
        is_at_the_end = handle.get_attribute("aria-valuenow") == handle.get_attribute("aria-valuemax")
        handle.press("ArrowLeft" if is_at_the_end else "ArrowRight")
        page.wait_for_function("([shown, before]) => shown.innerHTML !== before", arg=[shown, before], timeout=SHOWN_WITHIN)
    return boxes.count()


def save(page, folder):
    folder.mkdir(parents=True, exist_ok=True)
    for index in range(page.locator(f"{NOTEBOOK} .jp-Cell").count()):
        cell = page.locator(f"{NOTEBOOK} .jp-Cell").nth(index)
        if cell.locator(".jp-OutputArea-output").count():
            cell.screenshot(path=str(folder / f"cell-{index:03}.png"))


def look_at(browser, address, notebook, arguments, demand):
    """One notebook, before it is run and after. For the first one the lab has had a kernel ready."""
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
    # A slider that calculates stands beside its first picture.
    outputs = wanted["outputs"] + wanted["hands"]
    wait_for_outputs(page, outputs)
    count = page.evaluate(COUNT, NOTEBOOK)
    demand(f"run: {count['outputs']} outputs of {outputs}", count["outputs"] == outputs)
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
    moved = move_hands(page)
    demand(f"run: {moved} sliders that calculate have moved of {wanted['hands']}", moved == wanted["hands"])
    end_kernel(page)
    page.close()


def main():
    arguments = arguments_of(("notebooks", {"type": pathlib.Path, "nargs": "+"}))
    with lab(arguments.calculus) as (browser, address, demand):
        for notebook in arguments.notebooks:
            print(notebook.name)
            look_at(browser, address, notebook, arguments, demand)


main()
