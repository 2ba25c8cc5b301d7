"""Tab and Shift-Tab in a real browser: what JupyterLab makes of the kernel's answers.

    python help.py CALCULUS [--shots FOLDER] [--dark] [--width PIXELS]

CALCULUS is the built command. Needs the packages of requirements.in and Chromium on the PATH.
"""

import contextlib
import pathlib
import tempfile

from browser import NOTEBOOK, RUN_WITHIN, SHOWN_WITHIN, arguments_of, begin_run_all, end_kernel, lab, open_notebook, \
    shots_of, wait_until
from kernel import Help, have_index, install
from live import AT_REST, cell, write

from jupyter_client.manager import start_new_kernel
from playwright.sync_api import TimeoutError

TRIES = 20
NOTEBOOKS = pathlib.Path(__file__).resolve().parents[2] / "notebooks"
LOAD = Help.LOAD.replace("../crate", "../../crate")


def type_into(page, index, text, cursor_back=0):
    cell(page, index).locator(".cm-content").click()
    page.keyboard.press("Control+a")
    page.keyboard.press("Delete")
    page.keyboard.insert_text(text)
    for _ in range(cursor_back):
        page.keyboard.press("ArrowLeft")


def pressed(page, key, shown):
    """Presses the key until something is shown. JupyterLab gives up on an answer that takes a second, and a machine that does much
    besides may need two."""
    for _ in range(TRIES):
        page.keyboard.press(key)
        with contextlib.suppress(TimeoutError):
            shown.wait_for(timeout=SHOWN_WITHIN / TRIES)
            return
    raise TimeoutError(f"{key} shows nothing")


def offered(page, index, text):
    """What JupyterLab offers when Tab is pressed behind the text."""
    type_into(page, index, text)
    items = page.locator(".jp-Completer:visible .jp-Completer-item")
    pressed(page, "Tab", items.first)
    return [item.strip() for item in items.locator("code.jp-Completer-match").all_inner_texts()]


def told(page, index, text, cursor_back):
    type_into(page, index, text, cursor_back)
    tooltip = page.locator(".jp-Tooltip:visible")
    pressed(page, "Shift+Tab", tooltip)
    return tooltip.inner_text()


def helps(page, demand, shoot):
    begin_run_all(page)
    wait_until(page, AT_REST)
    for name, text, wanted in [("tab-vector", "v.so", "sort_by"), ("tab-plot", "parabola.x", "x_name"),
                               ("tab-path", "use calculus::", "limits"), ("tab-word", "lim", "limit_left")]:
        words = offered(page, 2, text)
        shoot(name)
        demand(f"Tab behind `{text}` offers {words}", wanted in words)
        page.keyboard.press("Escape")
    for name, text, back, wanted, hidden in [
        ("shift-tab-limit", "limit(|x| x, 1.0)", 13, "Estimates the limit of f", "prelude"),
        ("shift-tab-exercise", "LIMIT_1", 2, "as x goes to 0", "is_right"),
        ("shift-tab-push", "v.push(1.0)", 6, "Appends an element", "evcxr"),
    ]:
        words = told(page, 2, text, back)
        shoot(name)
        demand(f"Shift-Tab in `{text}` says {words[:60]!r}", wanted in words and hidden not in words)
        page.keyboard.press("Escape")


def main():
    arguments = arguments_of()
    held = install(arguments.calculus)
    manager, client = start_new_kernel(kernel_name="rust", cwd=NOTEBOOKS)
    client.execute(Help.LOAD, reply=True, timeout=RUN_WITHIN / 1000)
    have_index(client, "calculus::limits::limi", "std::vec::Ve")
    client.stop_channels()
    manager.shutdown_kernel()
    held.cleanup()

    with tempfile.TemporaryDirectory(prefix="test-", dir=NOTEBOOKS) as folder:
        folder = pathlib.Path(folder)
        write(folder / "help.ipynb", [LOAD, Help.CELLS[1], ""])
        with lab(arguments.calculus) as (browser, address, demand):
            page = open_notebook(browser, address, f"{folder.name}/help.ipynb", arguments)
            helps(page, demand, shots_of(page, arguments))
            end_kernel(page)


if __name__ == "__main__":
    main()
