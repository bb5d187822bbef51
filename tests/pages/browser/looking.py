"""How the tests look at a page: what a check gives is a list of faults in words, empty for a good page."""

from __future__ import annotations

import io
import os
from importlib.resources import files
from pathlib import Path

import numpy as np
import pytest

SOURCE = Path(__file__).with_name("looking.js").read_text(encoding="utf-8")
TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
OPTIONS = "{runOnly: tags, preload: false, resultTypes: ['violations', 'incomplete']}"
PICTURES = ("bgGradient", "bgImage", "pseudoContent")
SPACING = """* { line-height: 1.5 !important; letter-spacing: 0.12em !important; word-spacing: 0.16em !important }
p { margin-bottom: 2em !important }"""
"""What WCAG 1.4.12 lets a reader set."""
LARGE = "html { font-size: 200% !important }"
LAYOUT = ("reflow", "regions", "cut", "spills", "overlaps", "targets", "levels")
"""The checks of looking.js on how a page lies in its window."""


def fine(faults):
    """Fail the test with every fault that was found, in a line each."""
    if faults:
        pytest.fail("\n".join(faults), pytrace=False)


def ask(page, name, *arguments):
    """What a function of looking.js says of a page. It needs no scripts of the page to run."""
    return page.evaluate(f"(given) => {{ {SOURCE}; return {name}(...given) }}", list(arguments))


def layout(page, names=LAYOUT):
    """The faults in how a page lies in its window, each with the name of its check."""
    return [f"{name}: {fault}" for name in names for fault in ask(page, name)]


def axe_source():
    """The text of axe-core: from the file that NAPD_AXE names, or as it comes with axe-playwright-python."""
    given = os.environ.get("NAPD_AXE")
    return Path(given).read_text(encoding="utf-8") if given else bundled().read_text(encoding="utf-8")


def bundled():
    """The copy of axe-core in axe-playwright-python."""
    return files("axe_playwright_python") / "axe.min.js"


def axe(page):
    """What axe-core finds in a page: what breaks a rule, and contrast that it cannot measure."""
    page.evaluate(axe_source())
    found = page.evaluate(f"(tags) => axe.run({OPTIONS})", TAGS)
    faults = [told(rule, node) for rule in found["violations"] for node in rule["nodes"]]
    unsure = [
        told(rule, node, " (not measured)")
        for rule in found["incomplete"]
        for node in filter(unmeasured, rule["nodes"])
    ]
    return faults + unsure


def told(rule, node, doubt=""):
    """A finding of axe-core in words: which rule, where, and what to do."""
    return f"{rule['id']}{doubt}: {rule['help']}: {node['target']}: {node['failureSummary']}"


def unmeasured(node):
    """Whether the contrast of this text hangs on a picture, which axe-core leaves to a person."""
    return any((found["data"] or {}).get("messageKey") in PICTURES for found in node["any"])


def walk(page, key="Tab", *, look=False, limit=2000):
    """The faults of a walk by keyboard through all of a page: traps, order, what is hidden, what is never reached.

    With `look`, one stop of each kind is looked at, with and without the focus: the difference has to be seen.
    """
    faults, kinds = [], set()
    for _ in range(limit):
        page.keyboard.press(key)
        stop = ask(page, "stop", key != "Tab")
        if stop is None or (stop["again"] and stop["first"]):
            return [*faults, *ask(page, "unreached")]
        if stop["again"]:
            return [*faults, f"a trap: {stop['name']}"]
        faults += [f"out of order: {stop['name']}"] if not stop["follows"] else []
        faults += [f"{stop['covered']}: {stop['name']}"] if stop["covered"] else []
        if look and stop["kind"] not in kinds and not stop["covered"] and not focus_shows(page, stop["box"]):
            faults.append(f"the focus cannot be seen: {stop['name']}")
        kinds.add(stop["kind"])
    return [*faults, f"still going after {limit} stops"]


def focus_shows(page, box):
    """Whether the focus changes pixels by a contrast of 3 to 1 (WCAG 1.4.11), as many as the box is wide and high."""
    size = page.viewport_size
    left, top = max(box["left"] - 8, 0), max(box["top"] - 8, 0)
    right, bottom = min(box["right"] + 8, size["width"]), min(box["bottom"] + 8, size["height"])
    clip = {"x": left, "y": top, "width": right - left, "height": bottom - top}
    focused = luminance(page.screenshot(clip=clip))
    page.evaluate("document.activeElement.blur()")
    plain = luminance(page.screenshot(clip=clip))
    contrast = (np.maximum(focused, plain) + 0.05) / (np.minimum(focused, plain) + 0.05)
    return (contrast >= 3).sum() >= min(box["width"], size["width"]) + min(box["height"], size["height"])


def luminance(png):
    """The relative luminance of each pixel of an image, float64 from 0 to 1, as WCAG defines it."""
    from PIL import Image

    values = np.asarray(Image.open(io.BytesIO(png)).convert("RGB")) / 255
    linear = np.where(values <= 0.04045, values / 12.92, ((values + 0.055) / 1.055) ** 2.4)
    return linear @ [0.2126, 0.7152, 0.0722]


def tab_to(page, selector, limit=500):
    """Press Tab until what the selector names has the focus."""
    for _ in range(limit):
        page.keyboard.press("Tab")
        if page.evaluate("(selector) => document.activeElement.matches(selector)", selector):
            return
    raise AssertionError(f"{limit} times Tab, and never at {selector}")


def printed(page):
    """A page as it prints on A4: the text of each sheet, and the sizes of all, in points."""
    import pypdfium2

    with pypdfium2.PdfDocument(page.pdf(format="A4", prefer_css_page_size=True)) as paper:
        sizes = {tuple(round(side) for side in paper.get_page_size(number)) for number in range(len(paper))}
        return [sheet.get_textpage().get_text_range() for sheet in paper], sizes
