"""Links of sources and support: only what may be followed is taken, and each is refused where it stands."""

from __future__ import annotations

import pytest
from sound import faults, made, nood, rest

from napd import Figure, ModelError, Rule, Source, Stage, Support
from napd.model.conditions import Compare
from napd.model.file import indicator_of, indicator_toml
from napd.model.shape import schema

SAFE = "https://www.example.nl/plan?a=1#b"
ODD = [
    "http://www.example.nl",
    "www.example.nl",
    "javascript:alert(1)",
    "https://",
    "https://x y.nl",
    "https://jan@x.nl",
]


def everywhere(link):
    """An indicator that has a link wherever there can be one."""
    source = Source("Plan", link=link)
    late, early = Rule("laat", when=~nood, because="Laat."), Rule("vroeg", because="Vroeg.", source=source)
    return {
        "sources": [Source("Ander plan"), source],
        "background": [Figure("1 van 2", source)],
        "support": [Support("Loket", link=link)],
        "stages": [Stage("tijd", "Hoe vroeg?", options=("laat", "vroeg"), rules=[late, early])],
    }


def test_a_safe_link_is_taken():
    """It may be left out too."""
    for link in ("", SAFE):
        one = made(Rule("gerealiseerd", Compare("tijd", "==", "vroeg"), because="Vroeg."), **everywhere(link))
        assert one.sources[1].link == link


@pytest.mark.parametrize("link", ODD)
def test_every_odd_link_is_refused_where_it_stands(link):
    """All in one pass, each with its place as data."""
    rule = Rule("gerealiseerd", rest.when, because="Zo.", source=Source("Plan", link=link))
    with pytest.raises(ModelError) as refusal:
        made(**everywhere(link) | {"rules": [rule]})
    assert {fault.path for fault in refusal.value.faults if "link=" in fault.text} == {
        ("sources", 1, "link"), ("background", 0, "source", "link"), ("support", 0, "link"),
        ("stages", 0, "rules", 1, "source", "link"), ("rules", 0, "source", "link"),
    }  # fmt: skip


def test_what_is_said_of_an_odd_link():
    """What is wrong, and what to do."""
    said = "link='http://x.nl' is not an address on the web: write it with https://, or leave it out"
    assert faults(sources=[Source("Plan", link="http://x.nl")]) == [said]


def test_a_link_of_a_file_is_refused_with_its_line():
    """As every fault of a file is; and editors know the setting."""
    text = indicator_toml(made()) + '\n[[sources]]\ntitle = "Plan"\nlink = "http://x.nl"\n'
    with pytest.raises(ModelError, match=r"proef\.toml: line \d+, sources 1, link: link="):
        indicator_of(text, "proef.toml")
    assert schema()["$defs"]["Source"]["properties"]["link"]["type"] == "string"


def test_a_source_and_an_offer_in_a_line():
    """What a page makes a link of, everything else tells as text."""
    source = Source("Plan", "2025", "bladzijde 3", SAFE)
    assert source.cited == "Plan, 2025, bladzijde 3"
    assert source.words == f"Plan, 2025, bladzijde 3, {SAFE}"
    assert Source("Plan").words == "Plan"
    assert Support("Loket", "hulp", SAFE).words == f"Loket: hulp ({SAFE})"
    assert (Support("Loket").words, Support("Loket", "hulp").words) == ("Loket", "Loket: hulp")
