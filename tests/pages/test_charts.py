"""The charts: what is drawn is what is counted, each part has its number, and it is safe to put in a page."""

from __future__ import annotations

import datetime as dt
import re
from itertools import pairwise

import pytest
from charted import KEYS, LEVELS, ROUNDS, RULE, SVG, TELL, chart_of, parsed, rows_of
from hypothesis import given, settings
from hypothesis import strategies as st

from napd import DEFAULT_SCALE, score, summary
from napd.errors import UnknownName
from napd.model.colours import contrast
from napd.model.rounds import Round, Rounds
from napd.model.scale import Level, LevelStyle, Scale
from napd_report.badges import Badges
from napd_report.charts import HIGH, THIN, spread_chart
from napd_report.drawing import NARROWEST, width
from napd_report.picture import picture

NATIONAL = "examples/landelijk-FICTIEF/answers.csv"
HOSTILE = [
    "<script>alert(1)</script>",
    '" onload="alert(1)',
    "'; --> ]]> &amp; &lt;",
    "\u0645\u0631\u062d\u0628\u0627 \u202e omgekeerd",
    "👩‍👩‍👧 🏠",
    "a\x00b\x07c\ud800d",
    "lang " * 2000,
    "{datum.x} ${x} %s",
]


def share(text: str) -> float:
    """A percentage as a share."""
    return float(text.removesuffix("%")) / 100


def parts(one):
    """The parts of a bar: where each begins, its width, and its class."""
    found = [each for each in parsed(one.svg) if each.get("class", "").startswith("part ")]
    return [(share(each.get("x")), share(each.get("width")), each.get("class").split()[1]) for each in found]


def written(one):
    """What is written in and below a bar, from the left."""
    return [text.text for text in parsed(one.svg).iter("text")]


counts = st.dictionaries(st.sampled_from(KEYS), st.integers(0, 60))


@given(st.lists(counts, min_size=1, max_size=4))
@settings(max_examples=30, deadline=None)
def test_what_is_drawn_is_what_is_counted(counts):
    """Parts are as wide as their counts by one measure, best level first, and join on; a bar is the sum of them."""
    chart = chart_of(*counts)
    most = max(1, *(sum(each.values()) for each in counts), 1)
    for each, one in zip(reversed(counts), chart.rounds, strict=True):
        not_known = sum(each.get((status, None), 0) for status in ("undetermined", "unanswered", "absent"))
        wanted = {f"scale-0-{place}": each.get(LEVELS[place], 0) for place in (2, 1, 0)}
        wanted |= {"unknown": not_known, "not_applicable": each.get(("not_applicable", None), 0)}
        drawn = [(kind, count) for kind, count in wanted.items() if count]
        assert [kind for *_, kind in parts(one)] == [kind for kind, _ in drawn]
        assert [(badge.kind, count) for count, badge in one.parts] == drawn
        assert [wide for _, wide, _ in parts(one)] == pytest.approx([n / most for _, n in drawn], abs=0.0001)
        starts = [sum(n for _, n in drawn[:place]) / most for place in range(len(drawn))]
        assert [x for x, *_ in parts(one)] == pytest.approx(starts, abs=0.0001)
        assert one.total == sum(each.values())


def boxes(one):
    """Where the texts below a bar stand where it is narrowest, as their left and right, in px."""
    for group in parsed(one.svg):
        if group.get("overflow"):
            text = group.find("text")
            middle = share(group.get("x")) * NARROWEST + float(text.get("x"))
            half = width(text.text, 13) / 2
            yield middle - half, middle + half


@given(st.lists(counts, min_size=1, max_size=4))
@settings(max_examples=60, deadline=None)
def test_every_part_has_its_number(counts):
    """However small it is: in it or below it, apart from the others and within the bar, wide or narrow."""
    for one in chart_of(*counts).rounds:
        assert sorted(int(text.split()[-1]) for text in written(one)) == sorted(count for count, _ in one.parts)
        below = list(boxes(one))
        assert all(left[1] <= right[0] + 0.05 for left, right in pairwise(below))
        assert all(left >= -0.05 and right <= NARROWEST + 0.05 for left, right in below)


@given(st.lists(counts, min_size=1, max_size=4))
@settings(max_examples=10, deadline=None)
def test_the_table_has_every_number(counts):
    """The table has each level and each status that occurs, in each round, with n; what it leaves out is 0."""
    chart = chart_of(*counts)
    assert chart.header[:4] == ("meting", "✓ gerealiseerd", "◐ in ontwikkeling", "✕ nog niet op gang")
    assert chart.header[-1] == "n"
    for each, one, row in zip(reversed(counts), chart.rounds, chart.rows, strict=True):
        assert len(row) == len(chart.header)
        assert row[0] == one.label
        assert sum(int(cell.split()[0]) for cell in row[1:-1]) == sum(each.values())
        assert [int(cell.split()[0]) for cell in row[1:4]] == [each.get(key, 0) for key in reversed(LEVELS)]


def test_words_of_a_chart():
    """It says its rounds, signs and numbers, n, and by its side what is counted of whom."""
    chart = chart_of(
        {LEVELS[0]: 20, LEVELS[2]: 10, ("unanswered", None): 2}, {LEVELS[0]: 3, LEVELS[2]: 29}, title="Regioplan"
    )
    assert [(one.label, one.n, one.total, written(one)) for one in chart.rounds] == [
        ("ronde 1", 32, 32, ["✓ 29", "3"]),
        ("ronde 0", 30, 32, ["✓ 10", "✕ 20", "? 2"]),
    ]
    assert chart.now.words == "29 gerealiseerd, 3 nog niet op gang"
    assert chart.header[-2] == "· niet beantwoord"
    assert chart.rows[1] == ("ronde 0", "10 (50 %)", "0 (50 %)", "20 (50 %)", "2", "30")
    assert chart.description == (
        "Aantal regio's per niveau in de eerste en de laatste van 2 metingen, ronde 0 en ronde 1: gerealiseerd 10 en "
        "29, in ontwikkeling 0 en 0, nog niet op gang 20 en 3, niet beantwoord 2 en 0. "
        f"Daarbij is n 30 en 32: {RULE}."
    )


def test_one_round():
    """Of a single round it does not say first and last; and what is made up is called so."""
    chart = chart_of({LEVELS[1]: 5}, FICTIEF="FICTIEF")
    assert chart.description == (
        "Aantal regio's per niveau in ronde 0: gerealiseerd 0, in ontwikkeling 5, nog niet op gang 0. "
        f"Daarbij is n 5: {RULE}. De antwoorden zijn FICTIEF."
    )
    assert (chart.earlier, written(chart.now)) == ((), ["◐ 5"])


def test_rounds_are_in_order():
    """The last round comes first and is drawn large, whatever the order of the rows."""
    rows = rows_of({LEVELS[0]: 1}, {LEVELS[0]: 2}, {LEVELS[0]: 3})
    badges = Badges(DEFAULT_SCALE, 0, "nl", {})
    chart = spread_chart("x", reversed(rows), badges, ROUNDS, "nl")
    assert chart == spread_chart("x", rows, badges, ROUNDS, "nl")
    assert [row[0] for row in chart.rows] == ["ronde 2", "ronde 1", "ronde 0"]
    heights = [parsed(one.svg)[0].get("height") for one in chart.rounds]
    assert heights == [f"{HIGH}", f"{THIN}", f"{THIN}"]


def test_an_unknown_round():
    """A round that the framework does not have is named, with those that it has."""
    with pytest.raises(UnknownName, match="r0, r1"):
        chart_of({}, {}, {}, {}, {})


def test_what_is_thin_is_seen():
    """One region of 500 is not lost in the gap between the parts, and its number stands below it, within the bar."""
    chart = chart_of({LEVELS[0]: 1, LEVELS[1]: 499})
    (gap,) = [each for each in parsed(chart.now.svg).iter("rect") if each.get("class") == "gap"]
    assert float(gap.get("width")) <= NARROWEST / 500 / 4
    assert written(chart.now) == ["◐ 499", "✕ 1"]


def test_numbers_that_do_not_fit_with_their_signs():
    """Where parts are many and small, their numbers stand below them without signs."""
    scale = Scale([Level(f"l{n}", f"niveau {n}") for n in range(7)])
    rows = [
        row | {"outcome": f"l{n}", "status": "scored", "count": 1111}
        for n in range(7)
        for row in rows_of({})[:1]
    ]  # fmt: skip
    rows += [row | {"count": 1111} for row in rows_of({}) if row["outcome"] is None]
    chart = spread_chart(
        "x", [*rows, *({**row, "round": "r1"} for row in rows)], Badges(scale, 0, "nl", {}), ROUNDS, "nl"
    )
    assert written(chart.earlier[0]) == [*["1111"] * 7, "3333", "1111"]
    assert not re.search(r"[^0-9]", "".join(written(chart.earlier[0])))


colours = st.from_regex(r"\A#[0-9a-f]{6}\Z")


@given(st.lists(colours, min_size=3, max_size=3))
@settings(max_examples=10, deadline=None)
def test_words_can_be_read_on_their_part(chosen):
    """Whatever the colours of the levels, the words on a part have a contrast of 4.5 to 1 or more with their ground."""
    styles = {level: LevelStyle(colour=colour) for level, colour in zip(DEFAULT_SCALE.ids, chosen, strict=True)}
    chart = chart_of(dict.fromkeys(KEYS, 30), styles=styles)
    for part in (each for each in parsed(chart.now.svg) if each.get("class", "").startswith("part")):
        grounds = [each.get("fill") for each in part.iter("rect") if each.get("class") == "fill"]
        for text in part.iter("text"):
            assert contrast(text.get("fill"), grounds[-1]) >= 4.5


@pytest.mark.parametrize("name", HOSTILE, ids=range(len(HOSTILE)))
def test_hostile_names(name):
    """Whatever a title, label or sign holds stands there as text: no other elements or attributes come of it."""
    scale = Scale([Level("a", name, name[:3]), Level("b", name, name)])
    rows = [
        {"round": "r", "status": "scored", "outcome": level, "count": 5, "n": 10, "rounded": 50, "rule": name}
        | {"counted": "region", "most": 5}
        for level in "ab"
    ]
    rounds = Rounds([Round("r", dt.date(2020, 1, 1), name)])
    chart = spread_chart(name, rows, Badges(scale, 0, "nl", {}), rounds, "nl")
    for drawn in (parsed(chart.now.svg), parsed(picture(chart, name, TELL, name))):
        assert {each.tag.removeprefix(SVG) for each in drawn.iter()} <= {
            "svg", "title", "desc", "defs", "pattern", "rect", "circle", "line", "text",
        }  # fmt: skip
        used = {attribute for each in drawn.iter() for attribute in each.attrib}
        assert not any(one.startswith("on") or one in ("style", "href") for one in used)
    shown = "".join(each if each.isprintable() or each in "\u202e\u200d" else "\ufffd" for each in name)
    assert " ".join(parsed(picture(chart, "x", TELL, "x"))[0].text.split()) == " ".join(
        shown.replace("\u202e", " ").split()
    )
    assert chart.title == name


@pytest.mark.unmeasured
@pytest.mark.parametrize("kind", ["indicator", "theme", "action_line"])
def test_the_rows_of_a_summary(request, kind):
    """The rows of a summary are taken as they are, for each kind of subject; each bar holds all that there are."""
    result = score(request.config.rootpath / NATIONAL)
    rows = [row for row in summary(result).to_dict() if row["kind"] == kind]
    one = [row for row in rows if row[kind] == rows[0][kind]]
    chart = spread_chart("x", one, Badges(DEFAULT_SCALE, 0, "nl", {}), result.framework.rounds, "nl")
    rounds = sorted({row["round"] for row in one}, reverse=True)
    assert [each.total for each in chart.rounds] == [
        sum(row["count"] for row in one if row["round"] == name) for name in rounds
    ]
    assert "FICTIEF" in chart.description
