"""A kernel that tells the truth while it happens, in a real browser: a cell that panics turns red and stops Run All, and
what a cell shows in the place of something else moves.

    python live.py CALCULUS [--shots FOLDER] [--dark] [--width PIXELS]

CALCULUS is the built command. Needs the packages of requirements.in and Chromium on the PATH. A cell that moves waits
for a file, which is made when the page shows what the cell has shown: so the page has shown it while the cell ran.
"""

import pathlib
import tempfile

import nbformat
from nbformat import v4

from browser import ERROR, NOTEBOOK, RUN_WITHIN, SHOWN_WITHIN, arguments_of, begin_run_all, end_kernel, lab, open_notebook

NOTEBOOKS = pathlib.Path(__file__).resolve().parents[2] / "notebooks"

FAILING = ["1 + 1",
           "let numbers: Vec<i32> = vec![1, 2, 3];\nnumbers[7]",
           "2 + 2",
           'println!("nobody should read this")']
MOVING = [""":dep calculus = { path = "../../crate" }
use calculus::prelude::*;
fn wait_for(file: &str) {
    while !std::path::Path::new(file).exists() { std::thread::sleep(std::time::Duration::from_millis(20)) }
}""",
          """let live: Live = Live::new();
live.show("state 1");
wait_for("seen-state");
live.show("state 2");
live.finish();""",
          # The bar is drawn ten times a second at most, so an item takes a little longer.
          """for item in progress(0..4) {
    std::thread::sleep(std::time::Duration::from_millis(150));
    if item == 2 { wait_for("seen-bar") }
}"""]

PROMPTS = """(notebook) => [...document.querySelectorAll(notebook + ' .jp-CodeCell .jp-InputPrompt')].map(e => e.textContent.trim())"""
# Nothing runs, and nothing waits to be run.
AT_REST = f"""(notebook) => {{
    const kernel = document.querySelector('.jp-NotebookPanel:not(.lm-mod-hidden) .jp-Notebook-ExecutionIndicator');
    const prompts = ({PROMPTS})(notebook);
    return kernel?.dataset.status === 'idle' && prompts.some(prompt => /\\d/.test(prompt)) && !prompts.some(prompt => prompt.includes('*')); }}"""
# The parts of the colour behind something: red, green, blue.
BACKGROUND = "e => getComputedStyle(e).backgroundColor.match(/[\\d.]+/g).map(Number)"
# How much of the bar is full.
FULL = "e => { const bar = e.querySelector(':scope > div > div > div'); return bar.offsetWidth / bar.parentElement.clientWidth }"


def write(path, sources):
    cells = [v4.new_code_cell(source) for source in sources]
    kernelspec = {"name": "rust", "display_name": "Rust", "language": "rust"}
    nbformat.write(v4.new_notebook(cells=cells, metadata={"kernelspec": kernelspec}), path)


def cell(page, index):
    return page.locator(f"{NOTEBOOK} .jp-CodeCell").nth(index)


def outputs(page, index):
    return [text.strip() for text in cell(page, index).locator(".jp-OutputArea-output").all_inner_texts()]


def fails(page, demand, shoot):
    """A panic in the second of four cells."""
    begin_run_all(page)
    error = cell(page, 1).locator(f".jp-OutputArea-output{ERROR}")
    error.wait_for(timeout=RUN_WITHIN)
    page.wait_for_function(AT_REST, arg=NOTEBOOK, timeout=RUN_WITHIN)
    shoot("panic")
    words = error.inner_text()
    demand("the cell that panics says why and where: " + words.splitlines()[0],
           "index out of bounds" in words and "cell 2, line 2" in words)
    red, green, blue = error.evaluate(BACKGROUND)[:3]
    demand(f"it is red: {red:g}, {green:g}, {blue:g}", red > green + 20 and red > blue + 20)
    prompts = page.evaluate(PROMPTS, NOTEBOOK)
    demand(f"Run All stops there: {' '.join(prompts)}", prompts == ["[1]:", "[2]:", "[ ]:", "[ ]:"])
    demand("what is after it shows nothing", outputs(page, 2) == outputs(page, 3) == [])
    # What a red text is can only be seen in the file that JupyterLab would save.
    with page.expect_request(lambda request: request.method == "PUT" and "/contents/" in request.url) as saved:
        page.keyboard.press("Control+s")
    kinds = [output["output_type"] for output in saved.value.post_data_json["content"]["cells"][1]["outputs"]]
    demand(f"the file that is saved knows that it is an error: {kinds}", kinds == ["error"])


def moves(page, folder, demand, shoot):
    """A value that takes the place of another one, and a bar that fills."""
    begin_run_all(page)
    page.wait_for_selector(f"{NOTEBOOK} .jp-OutputArea-output >> text=state 1", timeout=RUN_WITHIN)
    demand(f"while the cell runs, it shows {outputs(page, 1)}", outputs(page, 1) == ["state 1"])
    shoot("state-1")
    (folder / "seen-state").touch()
    page.wait_for_selector(f"{NOTEBOOK} .jp-OutputArea-output >> text=state 2", timeout=SHOWN_WITHIN)
    demand(f"later, in the same place, {outputs(page, 1)}", outputs(page, 1) == ["state 2"])

    page.wait_for_selector(f"{NOTEBOOK} .jp-OutputArea-output >> text=50%, 2 of 4", timeout=RUN_WITHIN)
    bar = cell(page, 2).locator(".jp-OutputArea-output")
    full = bar.first.evaluate(FULL)
    demand(f"while the loop runs, its bar is full to {full:.2f}: {outputs(page, 2)}",
           0.45 < full < 0.55 and bar.count() == 1)
    shoot("bar-half")
    (folder / "seen-bar").touch()
    page.wait_for_selector(f"{NOTEBOOK} .jp-OutputArea-output >> text=100%, 4 of 4", timeout=SHOWN_WITHIN)
    page.wait_for_function(AT_REST, arg=NOTEBOOK, timeout=RUN_WITHIN)
    full = bar.first.evaluate(FULL)
    demand(f"and when it is over, to {full:.2f}: {outputs(page, 2)}",
           0.95 < full and outputs(page, 2) == ["✓ 100%, 4 of 4"])
    shoot("bar-full")


def main():
    arguments = arguments_of()

    def shots_of(page):
        def shoot(name):
            if arguments.shots:
                arguments.shots.mkdir(parents=True, exist_ok=True)
                page.screenshot(path=str(arguments.shots / f"{name}.png"),
                                clip={"x": 0, "y": 0, "width": arguments.width, "height": 800})
        return shoot

    # Among the notebooks, where JupyterLab finds it.
    with tempfile.TemporaryDirectory(prefix="test-", dir=NOTEBOOKS) as folder:
        folder = pathlib.Path(folder)
        write(folder / "failing.ipynb", FAILING)
        write(folder / "moving.ipynb", MOVING)
        with lab(arguments.calculus) as (browser, address, demand):
            page = open_notebook(browser, address, f"{folder.name}/failing.ipynb", arguments)
            fails(page, demand, shots_of(page))
            end_kernel(page)
            page.close()
            page = open_notebook(browser, address, f"{folder.name}/moving.ipynb", arguments)
            moves(page, folder, demand, shots_of(page))
            end_kernel(page)


if __name__ == "__main__":
    main()
