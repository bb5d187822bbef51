"""Text stays text. That pages ask for nothing and keep to their own policy, every test that visits one sees."""

from __future__ import annotations

import re

import pytest
from hostile import NOTES, TITLE, VALUES
from kinds import KINDS, MAIN
from looking import axe, fine, layout

TURNING = re.compile("[\u202a-\u202e]")
HOSTILE = {"indicator": "indicator/regioplan.html"}


def test_hostile_notes_are_text(visit, hostile):
    """Markup, quotes, emoji, text from right to left and ten thousand characters show as they were written.

    Only the signs that turn the direction of what follows them are blanks.
    """
    page = visit(hostile / KINDS["region"])
    notes = [" ".join(text.split()) for text in page.locator(".note").all_text_contents()]
    assert {" ".join(TURNING.sub(" ", note).split()) for note in NOTES.values()} <= set(notes)
    assert len(NOTES["actielijnen"]) >= 10_000
    assert VALUES["betrokken"] in page.locator("main").text_content()


def test_a_hostile_story_is_text(visit, hostile):
    """Its title, text and address too; what is a link leads to https, and says nothing of where it is."""
    page = visit(hostile / KINDS["region"])
    story = page.locator("article.story")
    assert "<b onclick=alert(9)>Titel</b> {{ 7 * 7 }}" in story.text_content()
    assert "<script>alert(6)</script> [klik](javascript:alert(7)) !x" in " ".join(story.text_content().split())
    assert not TURNING.search(story.text_content())
    assert story.locator("script, b, img").count() == 0
    for link in story.locator("a").all():
        assert link.get_attribute("href").startswith("https://a.nl/")
        assert link.get_attribute("rel") == "noreferrer nofollow"


@pytest.mark.parametrize("kind", MAIN)
def test_hostile_notes_break_no_page(visit, hostile, kind):
    """Nor do they run out of a narrow window, and the hostile title is the title."""
    page = visit(hostile / HOSTILE.get(kind, KINDS[kind]), width=320)
    fine(layout(page))
    assert TITLE in page.title()


def test_hostile_notes_are_accessible(visit, hostile):
    """axe-core finds nothing in a page with them either."""
    fine(axe(visit(hostile / KINDS["region"])))


def test_text_from_right_to_left_stays_in_its_note(visit, hostile):
    """The direction of a note is its own."""
    page = visit(hostile / KINDS["region"])
    assert all(box.get_attribute("dir") == "auto" for box in page.locator(".note").all())
    assert page.locator("html").get_attribute("dir") != "rtl"
