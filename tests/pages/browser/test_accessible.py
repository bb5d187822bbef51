"""The pages for everyone: WCAG 2.2 AA as far as a machine can tell, on every kind of page."""

from __future__ import annotations

import re
from pathlib import Path
from urllib.parse import urlsplit
from urllib.request import url2pathname

import pytest
from kinds import KINDS
from looking import LARGE, SPACING, ask, axe, layout

WINDOWS = {
    "wide": {"width": 1280, "height": 900},
    "narrow": {"width": 320, "height": 640},
    "zoomed": {"width": 640, "height": 450, "device_scale_factor": 2},
}
every_kind = pytest.mark.parametrize("kind", KINDS)


@every_kind
@pytest.mark.parametrize("width", [1280, 320])
def test_axe_finds_nothing(visit, site, kind, width):
    """No violation of WCAG 2.2 AA or of a best practice, wide and narrow, with what is folded unfolded."""
    page = visit(site / KINDS[kind], width=width)
    ask(page, "unfold")
    assert axe(page) == []


@every_kind
def test_axe_finds_nothing_without_scripts(window, site, kind):
    """Nor is there one where scripts do not run."""
    page, faults = window()
    page.route("**/*.html", without_scripts)
    page.goto((site / KINDS[kind]).as_uri())
    assert (axe(page), faults) == ([], [])


def without_scripts(route):
    """Give a page with its scripts taken out. To run axe-core there, scripts have to be allowed."""
    text = Path(url2pathname(urlsplit(route.request.url).path)).read_text(encoding="utf-8")
    route.fulfill(body=re.sub(r"<script\b.*?</script>", "", text, flags=re.DOTALL), content_type="text/html")


@every_kind
@pytest.mark.parametrize("window_", WINDOWS)
def test_everything_fits(visit, site, kind, window_):
    """Nothing runs out of the window or of its box, is cut off, stands on other text or is too small to hit."""
    page = visit(site / KINDS[kind], **WINDOWS[window_])
    ask(page, "unfold")
    assert layout(page) == []


@every_kind
@pytest.mark.parametrize("style", [SPACING, LARGE], ids=["spaced", "large"])
@pytest.mark.parametrize("width", [1280, 320])
def test_readers_may_set_the_text(visit, site, kind, style, width):
    """With the text spacing of WCAG 1.4.12, or text twice as large, nothing is lost."""
    page = visit(site / KINDS[kind], width=width)
    ask(page, "restyle", style)
    ask(page, "unfold")
    assert layout(page) == []


@every_kind
def test_nothing_moves_for_who_asked_for_less_motion(visit, site, kind):
    """With `prefers-reduced-motion` nothing is animated."""
    assert ask(visit(site / KINDS[kind]), "motion") == []


@every_kind
def test_all_is_there_without_scripts(visit, site, kind):
    """Without scripts a page says and links to all that it does with them, but for what only scripts can do."""
    with_, without = visit(site / KINDS[kind]), visit(site / KINDS[kind], java_script_enabled=False)
    lost = set(ask(with_, "words")) - set(ask(without, "words"))
    assert lost <= {"Zoek een regio of gemeente"}
    assert ask(with_, "links") == ask(without, "links")
