"""The pages on paper."""

from __future__ import annotations

import pytest
from kinds import KINDS
from looking import ask, layout, printed

A4 = (595, 842)
PAGES = {"overview": 5, "round before": 5, "region": 6}
PAPER = {"width": 696, "height": 1017}
"""What A4 leaves within margins of 14 and 13 mm, in px."""


@pytest.mark.parametrize("kind", KINDS)
def test_pages_print_whole(visit, site, kind):
    """On A4, all that is not folded or for the screen alone is on paper, and nothing runs out of it."""
    page = visit(site / KINDS[kind], **PAPER)
    page.emulate_media(media="print")
    assert layout(page, ("reflow", "cut", "spills", "overlaps", "levels")) == []
    expected = "".join(ask(page, "words"))
    paper = printed(page)
    assert {tuple(round(side) for side in paper.get_page_size(number)) for number in range(len(paper))} == {A4}
    found = "".join(each.get_textpage().get_text_range() for each in paper)
    missing = [word for word in expected.split() if squeezed(word) not in squeezed(found)]
    assert missing == []


def squeezed(text):
    """A text without spaces, soft hyphens and breaks, which differ on paper."""
    return "".join(letter for letter in text if letter.isalnum())


@pytest.mark.parametrize("kind", PAGES)
def test_few_sheets_will_do(visit, site, kind):
    """What lies on the table in a conversation is no pile."""
    assert len(printed(visit(site / KINDS[kind]))) <= PAGES[kind]
