"""A kernel that tells the truth while it happens, in a real browser: a cell that panics turns red and stops Run All,
what a cell shows in the place of something else moves, a cell that asks is answered, a slider calculates, and much that is
printed arrives whole.

    python live.py CALCULUS [--shots FOLDER] [--dark] [--width PIXELS]

CALCULUS is the built command. Needs the packages of requirements.in and Chromium on the PATH. A cell that moves waits
for a file, which is made when the page shows what the cell has shown: so the page has shown it while the cell ran.
"""

import json
import pathlib
import tempfile

import nbformat
from nbformat import v4

from browser import ERROR, NOTEBOOK, RUN_WITHIN, SHOWN_WITHIN, arguments_of, begin_run_all, end_kernel, lab, \
    open_notebook, shots_of, wait_until

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
}""",
          """use std::io::Write;
for item in 0..4 {
    print!("\\rstep {item} of 4");
    std::io::stdout().flush()?;
    if item == 2 { wait_for("seen-step") }
}""",
          """let answer: String = input("How many? ");
answer.len()"""]
CALCULATING = [MOVING[0].splitlines()[0] + "\nuse calculus::prelude::*;",
               'interact(control(1..=9).name("n"), |n| format!("n is {n}"))',
               """interact((control(0.1..=2.0).name("a"), ["sin", "cos"]), |(a, name)| {
    plot(move |x| if name == "sin" { (a * x).sin() } else { (a * x).cos() }, -3.0..=3.0)
})"""]
# The same in both languages: more than Jupyter's server passes on as one message a line.
LINES = 20_000
PRINTING = {"rust": f'for i in 0..{LINES} {{ println!("line {{i}}"); }}\n6 * 7',
            "python3": f'for i in range({LINES}): print(f"line {{i}}")\n6 * 7'}

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


def write(path, sources, kernel="rust"):
    cells = [v4.new_code_cell(source) for source in sources]
    kernelspec = {"name": kernel, "display_name": kernel}
    nbformat.write(v4.new_notebook(cells=cells, metadata={"kernelspec": kernelspec}), path)


def cell(page, index):
    return page.locator(f"{NOTEBOOK} .jp-CodeCell").nth(index)


def outputs(page, index):
    return [text.strip() for text in cell(page, index).locator(".jp-OutputArea-output").all_inner_texts()]


def saved(page):
    """The cells as JupyterLab would save them."""
    with page.expect_request(lambda request: request.method == "PUT" and "/contents/" in request.url) as request:
        page.keyboard.press("Control+s")
    return request.value.post_data_json["content"]["cells"]


def fails(page, demand, shoot):
    """A panic in the second of four cells."""
    begin_run_all(page)
    error = cell(page, 1).locator(f".jp-OutputArea-output{ERROR}")
    error.wait_for(timeout=RUN_WITHIN)
    wait_until(page, AT_REST)
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
    kinds = [output["output_type"] for output in saved(page)[1]["outputs"]]
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

    page.wait_for_selector(f"{NOTEBOOK} .jp-OutputArea-output >> text=step 2 of 4", timeout=SHOWN_WITHIN)
    demand(f"a line that the cell writes again shows {outputs(page, 3)}", outputs(page, 3) == ["step 2 of 4"])
    shoot("own-bar")
    (folder / "seen-step").touch()
    page.wait_for_selector(f"{NOTEBOOK} .jp-OutputArea-output >> text=step 3 of 4", timeout=SHOWN_WITHIN)

    field = cell(page, 4).locator("input.jp-Stdin-input")
    field.wait_for(timeout=SHOWN_WITHIN)
    shoot("asks")
    demand("a cell that asks shows its question", "How many?" in cell(page, 4).locator(".jp-OutputArea").inner_text())
    field.fill("seven")
    field.press("Enter")
    wait_until(page, AT_REST)
    demand(f"and goes on with the answer: {outputs(page, 4)}", "5" in outputs(page, 4))
    full = bar.first.evaluate(FULL)
    demand(f"and when it is over, to {full:.2f}: {outputs(page, 2)}",
           0.95 < full and outputs(page, 2) == ["✓ 100%, 4 of 4"])
    shoot("bar-full")


def calculates(page, demand, shoot):
    """A slider that is moved by keys, and a choice. Gives the cells as they would be saved."""
    begin_run_all(page)
    text, plot = cell(page, 1), cell(page, 2)
    text.locator(".widget-vbox pre >> text=n is 1").wait_for(timeout=RUN_WITHIN)
    plot.locator(".widget-vbox img").wait_for(timeout=RUN_WITHIN)
    wait_until(page, AT_REST)
    shoot("interact")
    demand("the picture for those without a slider gives way", not text.locator(".calculus-interact").is_visible())
    for _ in range(3):
        text.locator(".noUi-handle").press("ArrowRight")
    text.locator(".widget-vbox pre >> text=n is 4").wait_for(timeout=SHOWN_WITHIN)
    demand("three keys move the slider to 4, and the text follows", True)
    before = plot.locator(".widget-vbox img").get_attribute("src")
    plot.locator("select").select_option("cos")
    page.wait_for_function("([notebook, before]) => document.querySelectorAll(notebook + ' .widget-vbox img')[0].src !== before",
                           arg=[NOTEBOOK, before], timeout=SHOWN_WITHIN)
    demand("another choice draws another picture", plot.locator(".widget-vbox img").get_attribute("alt") is not None)
    shoot("interact-moved")
    stored = saved(page)
    kinds = [list(output["data"]) for output in stored[1]["outputs"]]
    demand(f"the file keeps the first picture beside the slider: {kinds}", sorted(kinds[0]) == ["text/html", "text/plain"] and len(kinds) == 2)

    page.click('li.lm-MenuBar-item:has-text("Kernel")')
    page.click('li.lm-Menu-item:has-text("Restart Kernel…")')
    page.click(".jp-Dialog-button.jp-mod-accept")
    text.locator(".calculus-interact small").wait_for(state="visible", timeout=SHOWN_WITHIN)
    demand("a restart leaves the picture: " + text.locator(".widget-vbox pre").inner_text(), text.locator(".widget-vbox pre").is_visible())
    demand("and a sentence: " + text.locator(".calculus-interact small").inner_text(), True)
    shoot("interact-restarted")
    return stored


def stored_only(page, demand, shoot):
    """The same notebook, opened by somebody who has not run it."""
    first = cell(page, 1).locator(".calculus-first")
    first.wait_for(state="visible", timeout=SHOWN_WITHIN)
    shoot("interact-stored")
    demand("a stored notebook shows the first picture: " + first.inner_text(), "n is 1" in first.inner_text())
    words = cell(page, 1).locator(".jp-OutputArea").inner_text()
    demand("and what it needs, and no error: " + repr(words), "run this cell in JupyterLab" in words and "Error" not in words)


def prints(page, demand):
    """Many lines and a value. Gives how large the notebook becomes by them."""
    begin_run_all(page)
    wait_until(page, AT_REST)
    all = saved(page)[0]["outputs"]
    text = "".join("".join(output["text"]) for output in all if output["output_type"] == "stream")
    values = ["".join(output["data"]["text/plain"]) for output in all if "data" in output]
    demand(f"{len(text.splitlines())} lines arrive whole, and {values}",
           text == "".join(f"line {i}\n" for i in range(LINES)) and values == ["42"])
    return len(json.dumps(all))


def main():
    arguments = arguments_of()
    # Among the notebooks, where JupyterLab finds it.
    with tempfile.TemporaryDirectory(prefix="test-", dir=NOTEBOOKS) as folder:
        folder = pathlib.Path(folder)
        write(folder / "failing.ipynb", FAILING)
        write(folder / "moving.ipynb", MOVING)
        for kernel, source in PRINTING.items():
            write(folder / f"{kernel}.ipynb", [source], kernel)
        with lab(arguments.calculus) as (browser, address, demand):
            page = open_notebook(browser, address, f"{folder.name}/failing.ipynb", arguments)
            fails(page, demand, shots_of(page, arguments))
            end_kernel(page)
            page.close()
            page = open_notebook(browser, address, f"{folder.name}/moving.ipynb", arguments)
            moves(page, folder, demand, shots_of(page, arguments))
            end_kernel(page)
            page.close()
            write(folder / "calculating.ipynb", CALCULATING)
            page = open_notebook(browser, address, f"{folder.name}/calculating.ipynb", arguments)
            stored = calculates(page, demand, shots_of(page, arguments))
            end_kernel(page)
            page.close()
            kept = json.loads((folder / "calculating.ipynb").read_text())
            (folder / "stored.ipynb").write_text(json.dumps(kept | {"cells": stored}))
            page = open_notebook(browser, address, f"{folder.name}/stored.ipynb", arguments)
            stored_only(page, demand, shots_of(page, arguments))
            end_kernel(page)
            page.close()
            sizes = {}
            for kernel in PRINTING:
                page = open_notebook(browser, address, f"{folder.name}/{kernel}.ipynb", arguments)
                sizes[kernel] = prints(page, demand)
                end_kernel(page)
                page.close()
            demand(f"the notebook is as large as Python's: {sizes}", sizes["rust"] <= 1.5 * sizes["python3"])


if __name__ == "__main__":
    main()
