"""A hand in front of a page of pictures: what it does with mouse, keys and fingers, and what it is told."""

import math
import re


def number(text):
    """A number as the pictures write it."""
    powers = str.maketrans("⁰¹²³⁴⁵⁶⁷⁸⁹⁻", "0123456789-")
    text = text.replace("−", "-")
    if found := re.fullmatch(r"(-?[\d.]*)×?10([⁰¹²³⁴⁵⁶⁷⁸⁹⁻]+)", text):
        head = found[1] if found[1] not in ("", "-") else found[1] + "1"
        return float(head) * 10 ** int(found[2].translate(powers))
    return float(text)


class Hand:
    def __init__(self, page):
        self.page = page

    def picture(self, place):
        """`place` is a selector of what the picture is in."""
        picture = self.page.locator(f"{place} .calculus-touch")
        picture.scroll_into_view_if_needed()
        return picture

    def told(self, place):
        """What the picture says, by name: numbers where they are numbers."""
        text = self.picture(place).get_attribute("data-told") or ""
        parts = [part.split(" = ") for part in re.split(r"; |   ", text)]
        return {part[0]: part[1].split(" ")[0] for part in parts if len(part) == 2}, text

    def state(self, place):
        return self.picture(place).get_attribute("data-state")

    def at(self, place, across, down):
        """A place on the page, by parts of the picture's width and height."""
        box = self.picture(place).bounding_box()
        return box["x"] + across * box["width"], box["y"] + down * box["height"]

    def hover(self, place, across, down=0.5):
        self.page.mouse.move(*self.at(place, across, down))
        return self.told(place)

    def middle(self, selector, index=0):
        shape = self.page.locator(selector).nth(index)
        shape.scroll_into_view_if_needed()
        box = shape.bounding_box()
        return box["x"] + box["width"] / 2, box["y"] + box["height"] / 2

    def wheel(self, turns):
        for _ in range(abs(turns)):
            self.page.mouse.wheel(0, -250 if turns > 0 else 250)

    def wait_for_state(self, place, state):
        self.page.wait_for_function("([place, state]) => document.querySelector(place + ' .calculus-touch').dataset.state === state",
                                    arg=[place, state], timeout=10_000)

    def drag(self, start, end):
        """From one place on the page to another: both must have been in sight when they were asked for."""
        self.page.mouse.move(*start)
        self.page.mouse.down()
        self.page.mouse.move(*end, steps=8)
        self.page.mouse.up()

    def fingers(self, *ways):
        """Each way is a list of places of one finger; all fingers move at once."""
        session = self.page.context.new_cdp_session(self.page)
        send = lambda kind, points: session.send("Input.dispatchTouchEvent", {"type": kind, "touchPoints": [
            {"x": x, "y": y, "id": finger} for finger, (x, y) in enumerate(points)]})
        send("touchStart", [way[0] for way in ways])
        for places in list(zip(*ways))[1:]:
            send("touchMove", places)
        send("touchEnd", [])


def between(start, end, parts=8):
    return [(start[0] + (end[0] - start[0]) * part / parts, start[1] + (end[1] - start[1]) * part / parts) for part in range(parts + 1)]


def agrees(told, name, value, within):
    """Whether a number is told that is so near to this one."""
    try:
        return math.isclose(number(told[name]), value, rel_tol=1e-5, abs_tol=within)
    except (KeyError, ValueError):
        return False
