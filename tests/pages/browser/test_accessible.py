"""The pages for everyone: WCAG 2.2 AA as far as a machine can tell, on every kind of page."""

from __future__ import annotations

import os
import re
from pathlib import Path
from urllib.parse import urlsplit
from urllib.request import url2pathname

import pytest
from kinds import KINDS, LISTS, MAIN, SMALL
from looking import LARGE, SPACING, ask, axe, fine, layout

from napd import __version__

SIZES = {"wide": (1280, 900), "zoomed to 200 %": (640, 450), "narrow": (320, 640)}
ONLY_WITH_SCRIPTS = {
    "Zoek", "Zoek uw regio of gemeente", "Zoek een regio of gemeente in deze lijst", "Zet twee regio’s onder elkaar",
    "U kiest zelf welke. De pagina vergelijkt ze niet: elke regio heeft een eigen opgave en een eigen verhaal.",
    "#", "de ene regio", "de andere regio", "Toon weer alle regio’s",
}  # fmt: skip
"""What only scripts can do: the search, which the list does without, and the choice of two regions."""
STYLES = {
    "its own style": ("", SIZES),
    "spaced": (SPACING, ["wide", "narrow"]),
    "text twice as large": (LARGE, ["wide"]),
}
"""What a reader sets, and the windows in which it is looked at."""


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("kind", MAIN | LISTS)
def test_axe_finds_nothing(visit, site, kind, scheme):
    """No violation of WCAG 2.2 AA or of a best practice, wide, light and dark, with what is folded unfolded."""
    page = visit(site / KINDS[kind], color_scheme=scheme)
    ask(page, "unfold")
    fine(axe(page))


@pytest.mark.parametrize("kind", MAIN | LISTS)
def test_axe_finds_nothing_in_the_dark(visit, site, kind):
    """Nor is there one for who asked for dark pages, wide and narrow."""
    page = visit(site / KINDS[kind], color_scheme="dark")
    ask(page, "unfold")
    wide = axe(page)
    page.set_viewport_size({"width": 360, "height": 640})
    fine([*wide, *axe(page)])


@pytest.mark.parametrize("kind", MAIN)
def test_axe_finds_nothing_without_scripts(visit, site, kind):
    """Nor is there one on a narrow screen, where scripts do not run."""
    page = visit(site / KINDS[kind], width=320)
    page.route("**/*.html", without_scripts)
    page.reload()
    ask(page, "unfold")
    assert page.locator("script").count() == 0
    fine(axe(page))


def without_scripts(route):
    """Give a page with its scripts taken out. To run axe-core there, scripts have to be allowed."""
    text = Path(url2pathname(urlsplit(route.request.url).path)).read_text(encoding="utf-8")
    route.fulfill(body=re.sub(r"<script\b.*?</script>", "", text, flags=re.DOTALL), content_type="text/html")


SNAPSHOTS = Path(__file__).parent / "snapshots"
ADDRESS = re.compile(r"^ *- /url: .*\n", re.MULTILINE)
"""Where a link leads, which is not heard."""


@pytest.mark.parametrize("kind", SMALL)
def test_the_tree_that_is_heard(visit, small_site, kind):
    """Everything that a screen reader is told of a page of each kind is what was looked at, in a small report.

    NAPD_UPDATE_SNAPSHOTS=1 writes it anew; then read the difference as somebody who hears it.
    """
    found = visit(small_site / SMALL[kind]).locator("body").aria_snapshot() + "\n"
    found = ADDRESS.sub("", found).replace(__version__, "VERSION")
    path = SNAPSHOTS / f"{kind}.yaml"
    if os.environ.get("NAPD_UPDATE_SNAPSHOTS"):
        path.parent.mkdir(exist_ok=True)
        path.write_text(found, encoding="utf-8")
    assert found == path.read_text(encoding="utf-8")


@pytest.mark.parametrize("kind", KINDS)
def test_everything_fits(visit, site, kind):
    """Wide, zoomed (WCAG 1.4.10) and narrow, as it is, spaced (1.4.12) and with larger text (1.4.4): nothing is lost.

    Nothing runs out of the window or its box, is cut off, stands on other text or is too small to hit.
    """
    page = visit(site / KINDS[kind])
    ask(page, "unfold")
    faults = []
    for style, (css, sizes) in STYLES.items():
        ask(page, "restyle", css)
        for size in sizes:
            width, height = SIZES[size]
            page.set_viewport_size({"width": width, "height": height})
            faults += [f"{size}, {style}: {fault}" for fault in layout(page)]
    fine(faults)


@pytest.mark.parametrize("kind", MAIN | LISTS)
def test_nothing_moves_for_who_asked_for_less_motion(visit, site, kind):
    """With `prefers-reduced-motion` nothing is animated."""
    fine(ask(visit(site / KINDS[kind]), "motion"))


@pytest.mark.parametrize("kind", MAIN)
def test_all_is_there_without_scripts(visit, site, kind):
    """Without scripts a page says and links to all that it does with them, but for what only scripts can do."""
    with_, without = visit(site / KINDS[kind]), visit(site / KINDS[kind], java_script_enabled=False)
    lost = set(ask(with_, "words")) - set(ask(without, "words"))
    assert lost <= ONLY_WITH_SCRIPTS
    assert ask(with_, "links") == ask(without, "links")
