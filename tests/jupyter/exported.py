"""Notebooks as `nbconvert` makes them web pages: every stored picture shows, without a server and without scripts.

    python exported.py NOTEBOOK...

Needs the packages of requirements.in and Chromium on the PATH.
"""

import pathlib
import sys
import tempfile

import nbformat
from nbconvert import HTMLExporter
from playwright.sync_api import sync_playwright

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parents[1]))

from headless import launch

COUNT = """() => { const pictures = [...document.querySelectorAll('.jp-OutputArea-output img')];
    return { pictures: pictures.length, drawn: pictures.filter(p => p.complete && p.naturalWidth > 0).length,
             tables: document.querySelectorAll('.jp-OutputArea-output table').length,
             formulas: document.querySelectorAll('.jp-RenderedLatex').length }; }"""


def is_whole(browser, path):
    notebook = nbformat.read(path, as_version=4)
    data = [output.get("data", {}) for cell in notebook.cells for output in cell.get("outputs", [])]
    html = [form.get("text/html", "") for form in data]
    wanted = {"pictures": sum(text.count("<img") for text in html), "tables": sum("<table" in text for text in html),
              "formulas": sum("text/latex" in form for form in data)}
    page_text, _ = HTMLExporter().from_notebook_node(notebook)
    with tempfile.TemporaryDirectory() as folder:
        file = pathlib.Path(folder) / "page.html"
        file.write_text(page_text)
        page = browser.new_context(java_script_enabled=False).new_page()
        # The page asks a server elsewhere for the program that sets formulas; the rest must do without.
        page.route("http*://**", lambda route: route.abort())
        page.goto(file.as_uri())
        count = page.evaluate(COUNT)
        page.close()
    print(f"{path.name} exported: {count}, wanted {wanted}", flush=True)
    return count["drawn"] == wanted["pictures"] and all(count[name] >= wanted[name] for name in wanted)


def main():
    with sync_playwright() as playwright:
        browser = launch(playwright)
        right = [is_whole(browser, pathlib.Path(argument)) for argument in sys.argv[1:]]
        browser.close()
    sys.exit(not all(right))


main()
