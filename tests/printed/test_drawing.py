from __future__ import annotations

import re
from itertools import pairwise
from xml.etree import ElementTree as ET

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from napd.decision import nodes
from napd.decision.rubric import compile_rubric
from napd.errors import NapdError
from napd.model.choices import Choice, YesNo
from napd.model.indicator import Indicator, Rule, Stage
from napd.model.scale import DEFAULT_SCALE
from napd.printed import drawing
from napd.printed.describe import rows
from napd.printed.drawing import mermaid, pictures_of
from napd.printed.layout import GAP, Spot, joined, laid_out
from napd.printed.svg import svg
from napd.printed.table import tables_of
from napd.testing.strategies import indicators

SVG = "{http://www.w3.org/2000/svg}"
DRAWN = {"svg", "title", "desc", "rect", "path", "text"}


def made(questions, rules, stages=()):
    """Make an indicator."""
    return Indicator(id="plan", title="Plan", since="2025-01-01", questions=questions, rules=rules, stages=stages)


def drawn(indicator):
    """Draw an indicator: its pictures, its SVG and its Mermaid."""
    rubric = compile_rubric(indicator)
    pictures = pictures_of(rubric)
    return pictures, svg(rubric, pictures), mermaid(rubric, pictures)


def parsed(found):
    """Parse an SVG."""
    return ET.fromstring(found)  # noqa: S314 - it was made here and now


def followed(picture, classes):
    """The result to which the arrows lead, from the first shape on; exactly one goes on from each question."""
    at = 0
    while not picture.shapes[at].is_result:
        leads = [arrow for arrow in picture.arrows if arrow.start == at]
        (arrow,) = [arrow for arrow in leads if classes[picture.shapes[at].name] in arrow.classes]
        assert picture.shapes[arrow.end].layer > picture.shapes[at].layer
        at = arrow.end
    return picture.shapes[at].name


@settings(deadline=None)
@given(indicator=indicators(most_questions=3, shared=True, rollups=True, total=False))
def test_the_arrows_lead_where_the_table_says(indicator):
    """Whoever follows the arrows comes to the result of the table; no two arrows join the same shapes."""
    pictures, _, _ = drawn(indicator)
    for picture, table in zip(pictures, tables_of(compile_rubric(indicator)), strict=True):
        for row in rows(table):
            for cell in np.ndindex(tuple(map(len, row.classes))):
                classes = {n: some[k] for n, some, k in zip(table.ids, row.classes, cell, strict=True)}
                assert followed(picture, classes) == row.level or not table.count([(k,) for k in classes.values()])
        joins = [(arrow.start, arrow.end) for arrow in picture.arrows]
        assert len({*joins}) == len(joins)
        assert len({shape.name for shape in picture.shapes if shape.is_result}) == sum(
            shape.is_result for shape in picture.shapes
        )


@settings(deadline=None)
@given(indicator=indicators(most_questions=3, shared=True))
def test_a_drawing_is_the_same_each_time_and_whole(indicator):
    """The same bytes each time; of texts and lines alone, all within its frame; every line of it is there in words."""
    pictures, found, flowchart = drawn(indicator)
    assert (found, flowchart) == drawn(indicator)[1:]
    root = parsed(found)
    assert {element.tag.removeprefix(SVG) for element in root.iter()} <= DRAWN
    left, _, width, height = map(float, root.attrib["viewBox"].split())
    for element in root.iter(f"{SVG}rect"):
        x, y, wide, high = (float(element.get(name, 0)) for name in ("x", "y", "width", "height"))
        assert left <= x <= x + wide <= left + width
        assert 0 <= y <= y + high <= height
    assert root.find(f"{SVG}desc").text.count("→") == sum(len(picture.arrows) for picture in pictures)
    assert flowchart.count(" -->|") == sum(len(picture.arrows) for picture in pictures)


@st.composite
def graphs(draw):
    """Rows of places, each joined to some of the next row."""
    places = st.builds(Spot, st.floats(1, 99), st.sampled_from((1.0, 2.0, 8.0)))
    rows = draw(st.lists(st.lists(places, min_size=1, max_size=5), min_size=1, max_size=4))
    for row, below in pairwise(rows):
        for place in row:
            joined(place, draw(st.sampled_from(below)))
    return rows


@given(rows=graphs())
def test_places_do_not_overlap(rows):
    """Each row keeps its places, with a gap between them; the drawing begins at 0."""
    before = [{*map(id, row)} for row in rows]
    laid_out(rows)
    assert [{*map(id, row)} for row in rows] == before
    for row in rows:
        for one, other in pairwise(row):
            assert other.x - one.x >= (one.width + other.width) / 2 + GAP - 0.11
    assert min(place.x - place.width / 2 for row in rows for place in row) == pytest.approx(0, abs=0.1)


def test_lines_that_need_not_cross_do_not():
    """A row is turned round where that frees its lines."""
    rows = [[Spot(10, 1) for _ in range(3)] for _ in range(2)]
    for one, other in zip(rows[0], reversed(rows[1]), strict=True):
        joined(one, other)
    laid_out(rows)
    assert [place.x for place in rows[0]] == [place.below[0].x for place in rows[0]]


def test_a_stage_is_drawn_before_what_asks_it():
    """Under its own words, with its options as results."""
    zorg, wonen = YesNo("zorg", "Is er zorg?"), YesNo("wonen", "Is er een woning?")
    rules = [Rule("genoeg", zorg | wonen, because="Iets."), Rule("niets", because="Niets.")]
    stage = Stage("aanbod", "Wat is er?", options=("niets", "genoeg"), rules=rules)
    last = [Rule("gerealiseerd", stage == "genoeg", because="Ja."), Rule("niet-op-gang", because="Nee.")]
    pictures, found, flowchart = drawn(made([zorg, wonen], last, [stage]))
    assert [picture.title for picture in pictures] == ["Wat is er?", ""]
    assert [[shape.name for shape in picture.shapes] for picture in pictures] == [
        ["zorg", "wonen", "niets", "genoeg"],
        ["aanbod", "niet-op-gang", "gerealiseerd"],
    ]
    assert list(pictures[0].lines()) == [
        "1. Is er zorg? nee → 2; ja → genoeg",
        "2. Is er een woning? nee → niets; ja → genoeg",
    ]
    assert ">Wat is er?</text>" in found
    assert '  subgraph t0["Wat is er?"]' in flowchart.splitlines()


def test_a_rubric_that_asks_nothing_is_its_result():
    """One shape, and no arrow."""
    (picture,), found, _ = drawn(made([YesNo("zorg", "Is er zorg?")], [Rule("gerealiseerd", because="Altijd.")]))
    assert [shape.name for shape in picture.shapes] == ["gerealiseerd"]
    assert picture.arrows == ()
    assert "gerealiseerd" in found


def test_texts_stay_texts():
    """What looks like markup, or cannot be seen, is a text in each form of the drawing; a long one is cut, not lost."""
    text = '<script>alert("1")</script> & \u202e `**x**` ' + "heel lang " * 40
    plan = Choice("plan", text, options=("1. nee", "- ja", "#2", 'a|b"]'))
    rules = [
        Rule("gerealiseerd", plan == "#2", because="g"),
        Rule("in-ontwikkeling", plan >= "- ja", because="o"),
        Rule("niet-op-gang", because="r"),
    ]
    (picture,), found, flowchart = drawn(made([plan], rules))
    root = parsed(found)
    assert picture.shapes[0].text == " ".join(text.replace("\u202e", " ").split())
    assert root.find(f"{SVG}rect/{SVG}title").text == picture.shapes[0].text
    assert [element.text for element in root.iter(f"{SVG}text") if element.text.endswith(" …")]
    assert "<script" not in found + flowchart
    labels = re.findall(r'\["(.*?)"\]|\|"(.*?)"\|', flowchart)
    assert all(not set('"<>`*|') & set("".join(label)) for label in labels)
    assert '-->|"1#46; nee"|' in flowchart


def test_too_many_nodes_to_follow_are_refused(monkeypatch):
    """The message says how many there are, of which stage, and what to do."""
    monkeypatch.setattr(drawing, "MOST_DRAWN", 1)
    zorg, wonen = YesNo("zorg", "Is er zorg?"), YesNo("wonen", "Is er een woning?")
    rules = [Rule("genoeg", zorg & wonen, because="Beide."), Rule("niets", because="Niets.")]
    stage = Stage("aanbod", "Wat is er?", options=("niets", "genoeg"), rules=rules)
    last = [Rule("gerealiseerd", stage == "genoeg", because="Ja."), Rule("niet-op-gang", because="Nee.")]
    with pytest.raises(
        NapdError, match="indicator 'plan', stage 'aanbod': its diagram has 2 nodes, and nobody can follow more than 1"
    ):
        drawn(made([zorg, wonen], last, [stage]))
    with pytest.raises(NapdError, match="indicator 'plan': its diagram has 2 nodes"):
        drawn(
            made(
                [zorg, wonen], [Rule("gerealiseerd", zorg & wonen, because="Ja."), Rule("niet-op-gang", because="Nee.")]
            )
        )


def test_a_table_that_is_too_large_is_not_drawn(monkeypatch):
    """What could be compiled by the questions can be too large by what is printed."""
    zorg, wonen = YesNo("zorg", "Is er zorg?"), YesNo("wonen", "Is er een woning?")
    last = Rule("niet-op-gang", because="Nee.")
    rubric = compile_rubric(made([zorg, wonen], [Rule("gerealiseerd", zorg & wonen, because="Ja."), last]))
    monkeypatch.setattr(nodes, "MOST_BRANCHES", 2)
    with pytest.raises(NapdError, match="indicator 'plan': its diagram has more than 100 nodes"):
        pictures_of(rubric)


def test_levels_are_named_by_the_scale():
    """By symbol and word."""
    zorg = YesNo("zorg", "Is er zorg?")
    (picture,), _, _ = drawn(
        made([zorg], [Rule("gerealiseerd", zorg, because="Ja."), Rule("niet-op-gang", because="Nee.")])
    )
    assert [shape.text.split(" (")[0] for shape in picture.shapes if shape.is_result] == [
        f"{level.symbol} {level.label}" for level in DEFAULT_SCALE.levels[::2]
    ]
