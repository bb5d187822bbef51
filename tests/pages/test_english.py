"""A report in English: the same pages at the same addresses, with everything that napd says in the other language."""

from __future__ import annotations

import re

import pytest
from attrs import evolve
from sites import built
from town import FRAMEWORK, GOOD, table

from napd import score
from napd.texts import texts


@pytest.fixture
def both(tmp_path):
    """The pages in both languages."""
    return [
        built(score(table(GOOD), evolve(FRAMEWORK, language=language)), tmp_path / language)
        for language in ("nl", "en")
    ]


def test_a_report_in_english(both):
    """No sentence of the other language is left, and addresses and tables stay the same."""
    dutch, english = both
    assert [name for name, _ in english] == [name for name, _ in dutch]
    assert english.dead_links() == []
    others = {text for _, text in sentences("nl")} - {text for _, text in sentences("en")}
    assert [(name, text) for name, page in english for text in others if text in page.raw] == []
    assert all(page.one("html").attributes["lang"] == "en" for _, page in english)
    assert english["index.html"].one("h1").text == "2 of the 2 regions answered, on 4 topics"
    assert "December 2025" in english["index.html"].text


def sentences(language):
    """The longer pieces of what a report says, between what it speaks of."""
    for package in ("napd", "napd_report"):
        say = texts(language, package)
        for key in say.keys:
            text = {**say._problems, **say._texts}[key]
            text = text if isinstance(text, str) else ""
            for piece in re.split(r"\{[^{}]*\}|<[^<>]*>", text):
                if len(piece) > 25:
                    yield key, piece.strip()
