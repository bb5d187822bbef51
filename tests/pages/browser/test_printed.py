"""The pages on paper."""

from __future__ import annotations

import pytest
from kinds import KINDS, MAIN
from looking import ask, layout, printed

A4 = (595, 842)
"""In points."""
PAPER = {"width": 696, "height": 1017}
"""What A4 leaves within margins of 14 and 13 mm, in px."""
SHEETS = {"overview": 5, "region": 6}
"""At most: what lies on the table in a conversation is no pile."""


@pytest.mark.parametrize("kind", MAIN)
def test_pages_print_whole(visit, site, kind):
    """On A4, all that is not folded or for the screen alone is on paper, and nothing runs out of it."""
    page = visit(site / KINDS[kind], **PAPER)
    page.emulate_media(media="print")
    assert layout(page, ("reflow", "cut", "spills", "overlaps", "levels")) == []
    expected = " ".join(ask(page, "words"))
    paper = printed(page)
    assert {tuple(round(side) for side in paper.get_page_size(number)) for number in range(len(paper))} == {A4}
    found = squeezed("".join(sheet.get_textpage().get_text_range() for sheet in paper))
    assert [word for word in expected.split() if squeezed(word) not in found] == []
    assert len(paper) <= SHEETS.get(kind, len(paper))


def squeezed(text):
    """The letters and digits of a text; spaces, hyphens and signs may differ on paper."""
    return "".join(letter for letter in text if letter.isalnum())
