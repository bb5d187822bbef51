"""The pages on paper."""

from __future__ import annotations

import pytest
from kinds import KINDS, MAIN
from looking import ask, fine, layout, printed

A4 = (595, 842)
"""In points."""
PAPER = {"width": 696, "height": 1017}
"""What A4 leaves within margins of 14 and 13 mm, in px."""
SHEETS = {"overview": 8, "region": 6}
"""At most: what lies on the table in a conversation is no pile."""

LAST = "[...document.querySelectorAll('main > *')].filter((each) => each.getClientRects().length).at(-1).innerText"
"""What comes last on paper before the footer."""


@pytest.mark.parametrize("kind", MAIN)
def test_pages_print_whole(visit, site, kind):
    """On A4, all that is not folded or for the screen alone is on paper, and nothing runs out of it."""
    page = visit(site / KINDS[kind], **PAPER)
    page.emulate_media(media="print")
    fine(layout(page, ("reflow", "cut", "spills", "overlaps", "levels")))
    expected = " ".join(ask(page, "words"))
    sheets, sizes = printed(page)
    assert sizes == {A4}
    found = squeezed("".join(sheets))
    fine([f"not on paper: {word}" for word in expected.split() if squeezed(word) not in found])
    last = squeezed(page.evaluate(LAST))[-20:]
    assert last in squeezed(sheets[-1]), "a sheet has only the footer"
    assert len(sheets) <= SHEETS.get(kind, len(sheets))


def squeezed(text):
    """The letters and digits of a text; spaces, hyphens and signs may differ on paper."""
    return "".join(letter for letter in text if letter.isalnum())
