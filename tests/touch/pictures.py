"""Pictures that can be touched, on an exported page in a real browser: with a mouse, with keys and with fingers.

    python pictures.py FOLDER [--shots FOLDER] [--dark] [--width PIXELS]

FOLDER holds the page that the library's example `touch` writes. Needs the packages of tests/jupyter/requirements.in and
Chromium on the PATH.
"""

import argparse
import json
import math
import pathlib
import re
import sys

from nbconvert import HTMLExporter
from nbformat import v4
from playwright.sync_api import sync_playwright

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parents[1]))

from hand import Hand, agrees, between, number
from headless import launch

FUNCTIONS = {"parabola": (lambda x: x * x + 2 * x + 2, lambda x: 2 * x + 2), "pole": (lambda x: 25 / x, lambda x: -25 / x**2),
             "hole": (lambda x: math.sin(x) / x, lambda x: math.cos(x) / x - math.sin(x) / x**2),
             "logarithms": (lambda x: x**3, lambda x: 3 * x * x), "growth": (math.exp, math.exp),
             "secant": (lambda x: x * x + 2 * x + 2, lambda x: 2 * x + 2), "tangent": (math.sin, math.cos)}


# Where the fifth point of the data is, in parts of the picture.
DATUM = (0.5848, 0.5134)


def exported(folder):
    """The same pictures as outputs of a notebook, as nbconvert makes a page of them. The script comes last."""
    sections = re.findall(r"<section id=\"(\w+)\">(.*?)</section>", (folder / "touch.html").read_text(), re.DOTALL)
    script = (folder / "touch.html").read_text().rsplit("</section>", 1)[1]
    outputs = [f"<div id='{name}'>{html}</div>" for name, html in sections] + [script]
    cells = [v4.new_code_cell("", outputs=[v4.new_output("execute_result", {"text/html": html}, execution_count=1)]) for html in outputs]
    page = folder / "exported.html"
    page.write_text(HTMLExporter().from_notebook_node(v4.new_notebook(cells=cells))[0])
    return page


def values(hand, demand):
    for name, (f, slope) in FUNCTIONS.items():
        wrong = []
        for part in (0.2, 0.31, 0.45, 0.62, 0.83):
            told, text = hand.hover(f"#{name}", part)
            x = number(told.get("x", "NaN"))
            if not (agrees(told, "f(x)", f(x), 2e-6) and agrees(told, "slope", slope(x), 1e-4 * (1 + abs(slope(x))))):
                wrong.append(text)
        demand(f"{name}: x, f(x) and slope at five places {wrong or ''}", not wrong)
    told, _ = hand.hover("#steps", 0.62)
    demand(f"a step has the slope 0: {told}", told.get("slope") == "0" and told.get("floor") == f"{math.floor(number(told['x']))}".replace("-", "−"))
    box, here = hand.page.locator("#parabola .told").count(), hand.hover("#parabola", 0.4)
    box, here = (hand.page.locator(f"#parabola .{kind}").bounding_box() for kind in ("told", "here"))
    apart = here["x"] + here["width"] < box["x"] or box["x"] + box["width"] < here["x"] or here["y"] + here["height"] < box["y"] or box["y"] + box["height"] < here["y"]
    demand("the box does not cover the point that it tells of", apart)
    hand.picture("#data")
    told, text = hand.hover("#data", *DATUM)
    demand(f"a data point tells its values: {text}", agrees(told, "Drug dosage", 4, 0) and agrees(told, "Forgetfulness", 0.09, 0))


def zooms(hand, demand):
    hand.hover("#parabola", 0.4)
    hand.page.mouse.move(*hand.middle("#parabola .here"))
    hand.wheel(9)
    hand.wait_for_state("#parabola", "zoomed")
    ticks = hand.page.locator("#parabola .scene text:visible").all_text_contents()
    told, text = hand.hover("#parabola", 0.5, 0.5)
    digits = len(told["x"].split(".")[1])
    demand(f"nine turns of the wheel are a hundredfold: {text}; {ticks[-6:]}", digits >= 4 and agrees(told, "f(x)", number(told["x"]) ** 2 + 2 * number(told["x"]) + 2, 2e-6))
    longest = hand.page.evaluate("""() => { const way = [...document.querySelectorAll('#parabola .scene path')].filter(e => getComputedStyle(e).display !== 'none' && e.getAttribute('stroke-width') === '10');
        return Math.max(...way.map(e => { const p = e.getAttribute('d').match(/-?[\\d.]+/g).map(Number); let most = 0;
            for (let k = 4; k + 1 < p.length; k += 2) { const a = Math.atan2(p[k - 1] - p[k - 3], p[k - 2] - p[k - 4]), b = Math.atan2(p[k + 1] - p[k - 1], p[k] - p[k - 2]); most = Math.max(most, Math.abs(a - b)); }
            return most; })); }""")
    demand(f"and the curve has no corner: it turns by {longest:.5f} at most", 0 < longest < 0.035)
    before = hand.told("#parabola")[0]["x"]
    hand.drag(hand.at("#parabola", 0.5, 0.5), hand.at("#parabola", 0.6, 0.5))
    after = hand.hover("#parabola", 0.5, 0.5)[0]["x"]
    demand(f"dragging pans: {before} becomes {after}", number(after) < number(before))
    hand.page.mouse.dblclick(*hand.at("#parabola", 0.5, 0.5))
    hand.wait_for_state("#parabola", "")
    demand("a double click brings the first view back", hand.page.locator("#parabola img").is_visible())

    hand.hover("#pole", 0.53, 0.3)
    hand.wheel(2)
    hand.wait_for_state("#pole", "zoomed")
    ends = hand.page.evaluate("[...document.querySelectorAll('#pole .scene path')].filter(e => getComputedStyle(e).display !== 'none' && e.getAttribute('stroke-width') === '10').length")
    demand(f"a pole stays a break: {ends} lines", ends == 2)
    hand.page.mouse.dblclick(*hand.at("#pole", 0.5, 0.5))
    hand.hover("#hole", 0.53, 0.1)
    hand.wheel(2)
    hand.wait_for_state("#hole", "zoomed")
    demand("an open point stays open", hand.page.locator("#hole .scene circle:visible").first.get_attribute("fill") in (None, "none"))
    hand.page.mouse.dblclick(*hand.at("#hole", 0.5, 0.5))
    hand.hover("#logarithms", 0.5)
    hand.wheel(3)
    hand.wait_for_state("#logarithms", "zoomed")
    told, text = hand.hover("#logarithms", 0.6, 0.4)
    demand(f"on axes of powers of ten too: {text}", agrees(told, "f(x)", number(told["x"]) ** 3, 1e-9))
    hand.page.mouse.dblclick(*hand.at("#logarithms", 0.5, 0.5))


def pulls(hand, demand):
    hand.picture("#secant")
    start, goal = hand.middle("#secant .pull", 0), hand.middle("#secant .pull", 1)
    hand.drag(start, ((start[0] + goal[0]) / 2, start[1]))
    told, text = hand.told("#secant")
    dx, slope = number(told["Δx"]), number(told["slope"])
    demand(f"Q half way to P: {text}", abs(slope - (2 * 2 + dx + 2)) < 1e-3 and abs(number(told["Δy"]) - slope * dx) < 1e-3)
    hand.drag(hand.middle("#secant .pull", 0), goal)
    told, text = hand.told("#secant")
    demand(f"Q on P is the tangent: {text}", "tangent" in text and agrees(told, "slope", 6, 5e-3))
    hand.page.keyboard.press("Escape")
    hand.page.mouse.dblclick(*hand.at("#secant", 0.5, 0.3))
    hand.page.locator("#secant .pull").first.focus()
    for _ in range(3):
        hand.page.keyboard.press("Shift+ArrowLeft")
    knob = hand.page.locator("#secant .pull").first
    demand(f"keys pull it too: {knob.get_attribute('aria-valuetext')}", float(knob.get_attribute("aria-valuenow")) < 4.7 and "slope" in knob.get_attribute("aria-valuetext"))
    hand.page.keyboard.press("Home")
    demand(f"Home puts Q on P: {hand.told('#secant')[1]}", agrees(hand.told("#secant")[0], "slope", 6, 5e-3))
    hand.page.wait_for_function("document.querySelector('#secant [role=status]').textContent.includes('tangent')", timeout=10_000)
    demand("a live region says so", True)
    hand.page.keyboard.press("Escape")
    demand("Escape brings the first view back", hand.state("#secant") == "")
    hand.picture("#tangent")
    hand.drag(hand.middle("#tangent .pull"), hand.at("#tangent", 0.3, 0.5))
    told, text = hand.told("#tangent")
    demand(f"a tangent follows its point: {text}", agrees(told, "slope", math.cos(number(re.search(r"x = (\S+)", text)[1])), 5e-4))


def descends(hand, demand):
    hand.picture("#downhill")
    hand.drag(hand.middle("#downhill .pull"), hand.at("#downhill", 0.15, 0.3))
    told, text = hand.told("#downhill")
    demand(f"downhill from another start: {text}", agrees(told, "x", -1, 0.1) and number(told["x"]) < -1)
    hand.picture("#surface")
    for goal in ((0.35, 0.75), (0.6, 0.4)):
        hand.drag(hand.middle("#surface .pull"), hand.at("#surface", *goal))
        told, text = hand.told("#surface")
        demand(f"another start, the same minimum: {text}", agrees(told, "m", -0.468, 1e-3) and agrees(told, "b", 1.754, 5e-3))
    hand.page.mouse.dblclick(*hand.at("#surface", 0.5, 0.5))
    demand("a double click brings the old walk back", hand.state("#surface") == "")


def changes_leaves(hand, demand):
    """C = (m·x + b − 1.37)²."""
    leaf = hand.page.locator("#tape .leaf").first
    hand.picture("#tape")
    x, y = hand.middle("#tape .leaf")
    hand.drag((x, y), (x + 40, y))
    m = float(leaf.get_attribute("aria-valuenow"))
    off = m * 7 + 0.1 - 1.37
    now = json.loads(hand.told("#tape")[1])
    demand(f"m becomes {m}, and C and its gradients run anew: {now['gradients'][:2]}",
           m != 0.9 and math.isclose(now["values"][-1], off * off) and math.isclose(now["gradients"][0], 2 * off * 7) and
           sorted(now["gradients"])[0] <= 2 * off)
    leaf.focus()
    hand.page.keyboard.press("ArrowRight")
    demand("keys change it too", math.isclose(float(leaf.get_attribute("aria-valuenow")), m + 0.01))
    words = hand.page.locator("#tape svg text").all_text_contents()
    off = (m + 0.01) * 7 + 0.1 - 1.37
    demand("the picture says so", any(f"= {2 * off * 7:g}" in text for text in words))
    hand.page.keyboard.press("Escape")
    demand("Escape brings the recorded values back", float(leaf.get_attribute("aria-valuenow")) == 0.9)


def plays(hand, demand):
    place = "#moving"
    step = lambda: float(hand.picture(place).get_attribute("data-step"))
    buttons = hand.page.locator(f"{place} .hand button")
    hand.picture(place)
    # It has played when it was first seen, which may be long ago.
    if hand.state(place) != "plays":
        buttons.nth(0).click()
    hand.page.wait_for_function("document.querySelector('#moving .calculus-touch').dataset.step > 1", timeout=10_000)
    buttons.nth(0).click()
    paused = step()
    demand(f"it plays and is paused: at {paused}", hand.state(place) == "paused" and 1 < paused < 30)
    buttons.nth(2).click()
    demand(f"one step on: {step()}", step() == math.floor(paused) + 1)
    buttons.nth(1).click()
    buttons.nth(1).click()
    demand(f"two steps back: {step()}", step() == math.floor(paused) - 1)
    bar = hand.page.locator(f"{place} input")
    box = bar.bounding_box()
    hand.drag((box["x"] + 8, box["y"] + box["height"] / 2), (box["x"] + box["width"] - 2, box["y"] + box["height"] / 2))
    demand(f"the bar is pulled to the end: {step()}", step() > 29.5)
    # Which of the titles and legends is shown, and where Q is: at P.
    apart = hand.page.evaluate("""() => { const svg = document.querySelector('#moving .calculus-touch > div').shadowRoot.querySelector('svg');
        const centre = [...svg.querySelectorAll('.moving circle')].map(e => e.cx.animVal.value); return Math.max(...centre) - Math.min(...[...svg.querySelectorAll('circle')].map(e => e.cx.animVal.value)); }""")
    demand(f"and Q has come to P: {apart:.2f}", abs(apart) < 2)
    bar.focus()
    hand.page.keyboard.press("ArrowLeft")
    demand(f"keys step too: {step()}, {bar.get_attribute('aria-valuetext')}", step() <= 29)


def reaches(hand, demand):
    """A picture that was drawn for a few values has all between them."""
    shown = lambda place: hand.page.locator(f"{place} .calculus-touch").count()
    demand("one picture each, with its bar", shown("#polygons") == 1 and shown("#closer") == 1)
    hand.picture("#polygons")
    bar = hand.page.locator("#polygons .hand input")
    bar.focus()
    for _ in range(4):
        hand.page.keyboard.press("ArrowRight")
    said, titles = bar.get_attribute("aria-valuetext"), hand.page.locator("#polygons .scene text:visible").all_text_contents()
    inside, outside = 3.5 * math.sin(2 * math.pi / 7), 7 * math.tan(math.pi / 7)
    demand(f"keys go from 3 sides to 7: {said}; {titles}", said == "n = 7" and "7 sides, inside and outside" in titles and f"Area: {inside:.4f} to {outside:.4f}" in titles)
    ways = hand.page.locator("#polygons .scene path:visible").evaluate_all("all => all.map(e => (e.getAttribute('d').match(/[ML]/g) ?? []).length)")
    demand(f"and its polygons have 7 corners, in both panels: {ways}", ways.count(8) == 8)
    hand.page.keyboard.press("Escape")
    box = bar.bounding_box()
    hand.drag((box["x"] + 8, box["y"] + box["height"] / 2), (box["x"] + box["width"] - 1, box["y"] + box["height"] / 2))
    demand(f"the bar goes to 400: {bar.get_attribute('aria-valuetext')}", bar.get_attribute("aria-valuetext") == "n = 400")
    hand.picture("#closer")
    bar = hand.page.locator("#closer .hand input")
    box = bar.bounding_box()
    hand.drag((box["x"] + 8, box["y"] + box["height"] / 2), (box["x"] + box["width"] * 0.7, box["y"] + box["height"] / 2))
    half = number(bar.get_attribute("aria-valuetext").split(" = ")[1])
    ticks = [number(text) for text in hand.page.locator("#closer .scene text:visible").all_text_contents() if re.fullmatch(r"−?[\d.]+", text)]
    demand(f"any width: {half}, with {ticks}", 0.01 < half < 0.2 and hand.state("#closer") == "zoomed" and all(abs(tick + 1) <= half * 1.01 or abs(tick - 1) <= half * 1.01 for tick in ticks))


def keys(hand, demand):
    dot = hand.page.locator("#hole .dot")
    hand.page.mouse.move(5, 5)
    hand.picture("#hole")
    hand.page.keyboard.press("Tab")
    dot.focus()
    hand.page.keyboard.press("ArrowRight")
    first = float(dot.get_attribute("aria-valuenow"))
    for _ in range(5):
        hand.page.keyboard.press("ArrowRight")
    told, text = hand.told("#hole")
    x = float(dot.get_attribute("aria-valuenow"))
    demand(f"arrow keys follow the curve: {text}", x > first and agrees(told, "f(x)", math.sin(x) / x, 2e-6) and dot.get_attribute("role") == "slider")
    hand.page.keyboard.press("+")
    hand.page.keyboard.press("+")
    demand("plus zooms", hand.state("#hole") == "zoomed")
    hand.page.keyboard.press("0")
    demand("0 brings the first view back", hand.state("#hole") == "")
    dot = hand.page.locator("#panels .dot")
    dot.focus()
    hand.page.keyboard.press("Shift+ArrowRight")
    labels = []
    for _ in range(2):
        hand.page.keyboard.press("ArrowDown")
        labels.append(hand.told("#panels")[1])
    demand(f"up and down go from curve to curve: {labels}", labels[0] != labels[1])


def touches(hand, demand):
    place = hand.at("#parabola", 0.3, 0.5)
    hand.fingers(between(place, hand.at("#parabola", 0.6, 0.5)))
    told, text = hand.told("#parabola")
    demand(f"a point follows the finger: {text}", agrees(told, "f(x)", number(told["x"]) ** 2 + 2 * number(told["x"]) + 2, 2e-6) and number(told["x"]) > 0)
    near = [hand.at("#parabola", part, 0.5) for part in (0.4, 0.6)]
    far = [hand.at("#parabola", part, 0.5) for part in (0.1, 0.9)]
    hand.fingers(between(near[0], far[0]), between(near[1], far[1]))
    demand("two fingers zoom", hand.state("#parabola") == "zoomed")
    start, goal = hand.middle("#secant .pull", 0), hand.middle("#secant .pull", 1)
    hand.picture("#secant")
    start, goal = hand.middle("#secant .pull", 0), hand.middle("#secant .pull", 1)
    hand.fingers(between(start, goal))
    demand(f"a finger pulls Q onto P: {hand.told('#secant')[1]}", agrees(hand.told("#secant")[0], "slope", 6, 5e-3))


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("folder", type=pathlib.Path)
    parser.add_argument("--shots", type=pathlib.Path)
    parser.add_argument("--dark", action="store_true")
    parser.add_argument("--width", type=int, default=1200)
    arguments = parser.parse_args()
    complaints = []

    def demand(what, holds):
        print(("ok      " if holds else "FAILED  ") + what, flush=True)
        if not holds:
            complaints.append(what)

    with sync_playwright() as playwright:
        browser = launch(playwright)
        for touch in (False, True):
            context = browser.new_context(viewport={"width": arguments.width, "height": 900}, has_touch=touch)
            page = context.new_page()
            page.on("pageerror", lambda error: demand(f"no error: {error}", False))
            page.route("http*://**", lambda route: route.abort())
            page.goto(exported(arguments.folder).as_uri())
            page.wait_for_selector("#data .calculus-touch")
            hand = Hand(page)
            for test in (touches,) if touch else (values, zooms, pulls, descends, changes_leaves, plays, reaches, keys):
                test(hand, demand)
            if arguments.shots:
                arguments.shots.mkdir(parents=True, exist_ok=True)
                page.screenshot(path=str(arguments.shots / f"{'touch' if touch else 'mouse'}.png"), full_page=True)
            context.close()
        # Without scripts a picture is what it always was.
        context = browser.new_context(java_script_enabled=False)
        page = context.new_page()
        page.goto((arguments.folder / "exported.html").as_uri())
        demand("without scripts there are the images alone", page.locator(".calculus-touch").count() == 0 and page.locator("#parabola img").is_visible())
        browser.close()
    sys.exit(len(complaints) > 0)


main()
