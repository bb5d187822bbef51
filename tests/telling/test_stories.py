from __future__ import annotations

import json
from datetime import date

import pytest
from attrs import evolve
from told import told, written
from town import AREAS, FRAMEWORK

import napd
from napd.errors import NapdError

OPVANG = next(one for one in FRAMEWORK.indicators if one.id == "opvang")


def story(title, day=1, **more):
    """A story of a day of 2025."""
    return napd.Story(
        title=title, text="Tekst.", told_by="gemeente", day=date(2025, 1, day), consent=True, **more
    )  # fmt: skip


def titles(found):
    """In their order."""
    return [one.title for one in found]


def test_the_latest_comes_first():
    """And then the title; a report never orders them by anything that regions answered."""
    assert titles(napd.Stories([story("b"), story("c", 3), story("a"), story("d", 2)])) == ["c", "d", "a", "b"]


def test_stories_of_an_area():
    """Its own, those of areas in it and around it, and those of none; no other region's."""
    found = napd.Stories([story(code, area=code) for code in ("MO0001", "GM0001", "GM0003", "MO0002")] + [story("")])
    assert titles(found.about("MO0001", AREAS)) == ["", "GM0001", "MO0001"]
    assert titles(found.about("GM0001", AREAS)) == ["", "GM0001", "MO0001"]
    assert titles(found.about("MO0003", AREAS)) == [""]


def test_stories_beside_an_indicator():
    """Those that name it, and those of its action line that name no indicator; without an action line no such."""
    other = evolve(OPVANG, action_line=3)
    told_of = [story("eigen", indicator="opvang"), story("lijn", action_line=3), story("los"),
               story("ander", indicator="anders", action_line=3)]  # fmt: skip
    assert titles(napd.Stories(told_of).beside(other)) == ["eigen", "lijn"]
    assert titles(napd.Stories(told_of).beside(OPVANG)) == ["eigen"]


def test_stories_in_words_and_as_data(tmp_path):
    """For people without a sign that steers a terminal, and for programs."""
    found = told(
        tmp_path,
        written("Een\x1b[2J tekst \u202eom.", titel="T\u202ex", FICTIEF="ja", actielijn="2"),
        written(titel=None),
    )
    assert found.text() == ("FICTIEF: T x\nverteld door: gemeente · 3 november 2025 · actielijn 2\nEen [2J tekst  om.")
    data = json.loads(json.dumps(found.to_dict()))
    assert (data["fictional"], data["stories"][0]["action_line"], len(data["problems"])) == (True, 2, 1)
    assert (repr(found), len(found), found.fictional) == ("<Stories: 1, and 1 problems>", 1, True)
    assert napd.Stories([story("x")], language="en").text().startswith("x\ntold by: gemeente · 1 January 2025")
    with pytest.raises(NapdError, match="no texts in the language"):
        napd.Stories(language="fr")


def test_a_title_that_says_so_already_is_left_as_it_is():
    """FICTIEF stands there once."""
    assert story("Een kamer (FICTIEF)", fictional=True).heading(FRAMEWORK.say) == "Een kamer (FICTIEF)"
