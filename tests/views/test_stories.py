from __future__ import annotations

import json

import pytest
from attrs import evolve
from hypothesis import given
from hypothesis import strategies as st
from markdown_it import MarkdownIt
from talks import rows_of, talk
from told import told, written
from town import FRAMEWORK, table

import napd
from napd import score

LABEL = "Verhalen ernaast (tellen nergens mee)"
OTHERS = "Andere verhalen"
BESIDE = {"indicator": "opvang", "gebied": "Noord"}


@pytest.fixture
def telling(tmp_path):
    """The framework of the town, with stories."""

    def make(*texts, framework=FRAMEWORK):
        told(tmp_path / "verhalen", *texts)
        return evolve(framework, stories=[tmp_path / "verhalen"])

    return make


def shown(found):
    """The titles beside each topic that has any, and those at the end."""
    beside = {(one.indicator, one.area): [story.title for story in one.stories] for one in found.topics if one.stories}
    return beside, [story.title for story in found.stories]


def test_a_story_stands_beside_its_indicator(telling):
    """Once, with who tells it, when and where; those without an indicator come at the end; no other region's."""
    used = telling(
        written(titel="naast", **BESIDE),
        written(titel="land", indicator="opvang"),
        written(titel="gemeente", gebied="Aa", actielijn="3"),
        written(titel="los"),
        written(titel="elders", gebied="Zuid", indicator="opvang"),
    )
    found = talk(rows_of({"plan": "ja"}), framework=used)
    assert shown(found) == ({("opvang", "MO0001"): ["land", "naast"]}, ["gemeente", "los"])
    text = found.text()
    assert f"{LABEL}\n  - land (verteld door: gemeente · 3 november 2025): Ik woon nu boven een bakker.\n" in text
    assert "  - naast (verteld door: gemeente · 3 november 2025 · Noord): Ik woon" in text
    assert f"\n{OTHERS}\n  - gemeente (verteld door: gemeente · 3 november 2025 · Aa · actielijn 3): Ik woon" in text
    assert "elders" not in text
    assert json.loads(json.dumps(found.to_dict()))["stories"][0]["day"] == "2025-11-03"


def test_nothing_but_the_stories_is_other(telling):
    """No level, question or figure depends on them, and no story on what is answered."""
    used = telling(written(**BESIDE), written(titel="los"))
    values = ({"plan": "ja", "fase": "vastgesteld"}, {"plan": "nee"})
    with_stories = [talk(rows_of(each), framework=used) for each in values]
    for found, each in zip(with_stories, values, strict=True):
        bare = evolve(found, stories=(), topics=[evolve(one, stories=()) for one in found.topics])
        assert bare.to_dict() == talk(rows_of(each)).to_dict()
    levels = [[one.now for one in found.topics] for found in with_stories]
    assert levels[0] != levels[1]
    assert shown(with_stories[0]) == shown(with_stories[1])


def test_beside_a_score_of_a_municipality_stand_its_own_stories(telling):
    """Those of the region come at the end, lest they repeat; those of an indicator that is not there are left out."""
    one = evolve(FRAMEWORK.indicators[2], id="eigen", area="municipality")
    used = telling(
        written(titel="aa", gebied="Aa", indicator="eigen"),
        written(titel="noord", gebied="Noord", indicator="eigen"),
        written(titel="later", indicator="later"),
        framework=evolve(FRAMEWORK, indicators=[one, evolve(one, id="later", since="2030-01-01")]),
    )
    rows = [{**row, "area": "GM0001", "indicator": "eigen"} for row in rows_of({"plan": "ja"})]
    assert shown(talk(rows, framework=used)) == ({("eigen", "GM0001"): ["aa"]}, ["noord"])


def test_a_page_is_one_sheet(telling):
    """A long story is shortened, with where there is more, and of many some are counted; the data have everything."""
    used = telling(*(written("woord " * 400, titel=f"t{n}", link="https://a.nl/x", **BESIDE) for n in range(5)))
    found = talk(rows_of({"plan": "ja"}), framework=used)
    lines = found.text().splitlines()
    start = lines.index(f"  {LABEL}")
    items = [line.split()[1] for line in lines[start:] if line.startswith("  - ")]
    assert items[:4] == ["t0", "t1", "t2", "en"]
    assert "woord… Meer: https://a.nl/x" in " ".join(found.text().split())
    assert len(found.text()) < 5000
    opvang = next(one for one in found.topics if one.stories)
    assert (len(opvang.stories), len(opvang.stories[0].text)) == (5, 2399)


def test_stories_in_english(telling):
    """What napd says follows the language; titles and texts are their author's, and FICTIEF is said too."""
    used = telling(written(titel="Een kamer", FICTIEF="ja", **BESIDE))
    text = talk(rows_of({"plan": "ja"}), framework=evolve(used, language="en")).text()
    assert "Stories beside it (never counted)\n  - FICTITIOUS: Een kamer (told by: gemeente · 3 November 2025" in text


WORDS = st.text(st.characters(exclude_categories=["Cs", "Cc"]), min_size=1, max_size=60).filter(str.strip)
HOSTILE = st.one_of(
    WORDS,
    st.sampled_from(["<script>alert(1)</script>", "\u202eom", "![x](https://a.nl)", "# kop", "a\x9b2Jb", "| a | b |"]),
)


@given(HOSTILE, HOSTILE)
def test_no_story_steers_a_terminal_or_a_reader_of_markdown(title, text):
    """As text there is no sign that cannot be seen; as Markdown no element but those of the page."""
    day = FRAMEWORK.rounds["2025-12"].date
    story = napd.Story(title=title, text=text, told_by="gemeente", day=day, consent=True, indicator="opvang")
    found = evolve(PAGE, stories=[story], topics=[evolve(one, stories=[story]) for one in PAGE.topics])
    assert all(sign.isprintable() or sign == "\n" for sign in found.text())
    tokens = MarkdownIt("commonmark").parse(found.markdown())
    assert {token.tag for token in tokens} <= {"h1", "h2", "p", "ul", "li", ""}
    assert {each.tag for token in tokens for each in token.children or ()} <= {"strong", ""}


PAGE = talk(rows_of({"plan": "ja"}))


def test_a_result_of_several_machines_has_the_stories_of_its_framework(telling):
    """There are no forms in it."""
    result = score(table(rows_of({"plan": "ja"})), telling(written()))
    assert len(napd.stories(evolve(result, gathered=None))) == len(napd.stories(result)) == 1
    assert len(napd.stories(result, framework=FRAMEWORK)) == 0
