"""The charts: what is drawn is what is counted, it can be read, and it is safe to put in a page."""

from __future__ import annotations

import datetime as dt
import os
import re
import subprocess
import sys
from itertools import pairwise
from xml.etree import ElementTree as ET

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from napd import DEFAULT_SCALE, NapdError, score, summary
from napd.errors import UnknownName
from napd.model.colours import BLACK, SHADES, STATUS_COLOURS, WHITE, colours_of, contrast, edge, ink
from napd.model.rounds import Round, Rounds
from napd.model.scale import Level, LevelStyle, Scale
from napd_report.charts import STEP, WIDTH, spread_chart
from napd_report.drawing import NAMESPACE, Bar

NATIONAL = "examples/landelijk-FICTIEF/answers.csv"
RULE = "de regio's die iets van de indicator hebben ingevuld"
ROUNDS = Rounds(Round(f"r{i}", dt.date(2020 + i, 1, 1), f"ronde {i}") for i in range(4))
LEVELS = [("scored", level) for level in DEFAULT_SCALE.ids]
KEYS = [*LEVELS, ("not_applicable", None), ("undetermined", None), ("unanswered", None), ("absent", None)]
BOX = re.compile(r"M([\d.]+),([\d.]+)h([\d.]+)v([\d.]+)h-\3Z")
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


def rows_of(*counts: dict, **more):
    """The rows of a summary: for each round how many have each status and outcome."""
    return [
        {
            "round": f"r{i}", "counted": "region", "status": status, "outcome": outcome, "rule": RULE, "n": n,
            "count": each.get((status, outcome), 0), "rounded": None if status in ("unanswered", "absent") else 50,
        } | more
        for i, each in enumerate(counts)
        for n in [sum(count for (status, _), count in each.items() if status not in ("unanswered", "absent"))]
        for status, outcome in KEYS
    ]  # fmt: skip


def parsed(chart):
    """The drawing as a tree; it has to be XML for that."""
    return ET.fromstring(chart.svg)  # noqa: S314 - what napd drew


def boxes(chart, rounds: int):
    """The parts of the bar of each round: left, width and colour."""
    found = [[] for _ in range(rounds)]
    for path in parsed(chart).iter(f"{{{NAMESPACE}}}path"):
        x, y, width, _ = map(float, BOX.fullmatch(path.get("d")).groups())
        if y < STEP * rounds:
            found[int(y // STEP)].append((x, width, path.get("fill")))
    return found


def texts(chart):
    """What is written in the drawing."""
    return [text.text for text in parsed(chart).iter(f"{{{NAMESPACE}}}text")]


counts = st.dictionaries(st.sampled_from(KEYS), st.integers(0, 60))


@given(st.lists(counts, min_size=1, max_size=4))
@settings(max_examples=15, deadline=None)
def test_what_is_drawn_is_what_is_counted(counts):
    """Parts are as wide as their counts by one measure, worst level first, and join on; a bar is the sum of them."""
    chart = spread_chart("Titel", rows_of(*counts), DEFAULT_SCALE, ROUNDS)
    most = max(1, *(sum(each.values()) for each in counts), 1)
    colours = colours_of(DEFAULT_SCALE, {})
    order = [*KEYS[:3], ("undetermined", None), ("unanswered", None), ("not_applicable", None), ("absent", None)]
    for each, parts in zip(counts, boxes(chart, len(counts)), strict=True):
        drawn = [(each[key], key) for key in order if each.get(key)]
        assert [colour for _, _, colour in parts] == [
            STATUS_COLOURS[status] if outcome is None else colours[DEFAULT_SCALE.ids.index(outcome)]
            for _, (status, outcome) in drawn
        ]
        assert [width for _, width, _ in parts] == pytest.approx([WIDTH * n / most for n, _ in drawn], abs=0.01)
        starts = [sum(n for n, _ in drawn[:place]) for place in range(len(drawn))]
        assert [x for x, _, _ in parts] == pytest.approx([WIDTH * start / most for start in starts], abs=0.01)


@given(st.lists(counts, min_size=1, max_size=4))
@settings(max_examples=10, deadline=None)
def test_the_table_has_every_number(counts):
    """The table has each level and each status that occurs, in each round, with n; what it leaves out is 0."""
    chart = spread_chart("Titel", rows_of(*counts), DEFAULT_SCALE, ROUNDS)
    assert chart.header[0] == "ronde"
    assert chart.header[1:4] == ("✕ nog niet op gang", "◐ in ontwikkeling", "✓ gerealiseerd")
    assert chart.header[-1] == "n"
    for i, (each, row) in enumerate(zip(counts, chart.rows, strict=True)):
        assert len(row) == len(chart.header)
        assert row[0] == f"ronde {i}"
        assert sum(int(cell.split()[0]) for cell in row[1:-1]) == sum(each.values())
        assert [int(cell.split()[0]) for cell in row[1:4]] == [each.get(key, 0) for key in LEVELS]


def test_words_of_a_chart():
    """It says its rounds, symbols and numbers, n, and by its side what is counted of whom."""
    chart = spread_chart(
        "Regioplan",
        rows_of({LEVELS[0]: 20, LEVELS[2]: 10, ("unanswered", None): 2}, {LEVELS[0]: 3, LEVELS[2]: 29}),
        DEFAULT_SCALE,
        ROUNDS,
    )
    drawn = ["ronde 0", "n = 30", "✕ 20", "✓ 10", "·", "ronde 1", "n = 32", "✕ 3", "✓ 29"]
    assert texts(chart) == [*drawn, *chart.header[1:-1]]
    assert chart.header[-2] == "· niet beantwoord"
    assert chart.rows[0] == ("ronde 0", "20 (50 %)", "0 (50 %)", "10 (50 %)", "2", "30")
    assert chart.description == (
        "Aantal regio's per niveau in de eerste en de laatste van 2 rondes, ronde 0 en ronde 1: nog niet "
        "op gang 20 en 3, in ontwikkeling 0 en 0, gerealiseerd 10 en 29, niet beantwoord 2 en 0. "
        f"Daarbij is n 30 en 32: {RULE}."
    )
    title, description, *_ = parsed(chart)
    assert (title.text, description.text) == ("Regioplan", chart.description)


def test_one_round():
    """Of a single round it does not say first and last; and what is made up is called so."""
    chart = spread_chart("x", rows_of({LEVELS[1]: 5}, FICTIEF="FICTIEF"), DEFAULT_SCALE, ROUNDS, legend=False)
    assert chart.description == (
        "Aantal regio's per niveau in ronde 0: nog niet op gang 0, in ontwikkeling 5, gerealiseerd 0. "
        f"Daarbij is n 5: {RULE}. De antwoorden zijn FICTIEF."
    )
    assert texts(chart) == ["ronde 0", "n = 5", "◐ 5"]


def test_rounds_are_in_order():
    """The oldest round is on top, whatever the order of the rows."""
    rows = rows_of({LEVELS[0]: 1}, {LEVELS[0]: 2}, {LEVELS[0]: 3})
    chart = spread_chart("x", reversed(rows), DEFAULT_SCALE, ROUNDS)
    assert chart == spread_chart("x", rows, DEFAULT_SCALE, ROUNDS)
    assert [row[0] for row in chart.rows] == ["ronde 0", "ronde 1", "ronde 2"]


def test_an_unknown_round():
    """A round that the framework does not have is named, with those that it has."""
    with pytest.raises(UnknownName, match="r0, r1"):
        spread_chart("x", rows_of({}, {}, {}, {}, {}), DEFAULT_SCALE, ROUNDS)


def test_what_is_thin_is_seen():
    """One region of 500 is not lost in the gap between the parts, and says nothing that does not fit."""
    chart = spread_chart("x", rows_of({LEVELS[0]: 1, LEVELS[1]: 499}), DEFAULT_SCALE, ROUNDS, legend=False)
    thin, wide = parsed(chart).findall(f"{{{NAMESPACE}}}path")
    assert float(thin.get("stroke-width")) <= WIDTH / 500 / 4
    assert float(wide.get("stroke-width")) == 2
    assert texts(chart) == ["ronde 0", "n = 500", "◐ 499"]
    assert Bar(0, 0, 100, 10, BLACK).gap == 2


def test_a_level_without_symbol():
    """A level without a symbol goes by its number, and in the legend by its name; long names stand below each other."""
    scale = Scale([Level("a", "een heel lang woord voor een niveau"), Level("b", "goed")])
    rows = [
        {"round": "r0", "status": "scored", "outcome": level, "count": count, "n": 9, "rounded": 50, "rule": RULE}
        | {"counted": "score"}
        for level, count in [("a", 8), ("b", 1)]
    ]
    chart = spread_chart("x", rows, scale, ROUNDS)
    assert parsed(chart).get("viewBox") == "0 0 400 112"
    assert texts(chart) == ["ronde 0", "n = 9", "① 8", "② 1", "① een heel lang woord voor een niveau", "② goed"]
    assert [text.get("transform").partition(",")[0] for text in parsed(chart)[-2:]] == ["translate(24"] * 2
    assert "Aantal gebieden" in chart.description


colours = st.from_regex(r"\A#[0-9a-f]{6}\Z")


@given(colours)
def test_ink_can_be_read(colour):
    """On every colour the chosen ink has a contrast of 4.5 to 1 or more."""
    assert contrast(ink(colour), colour) >= 4.5


def test_known_contrasts():
    """Contrast goes from 1 to 21, and does not depend on which is which; #767676 on white is the known 4.54."""
    assert contrast(BLACK, WHITE) == contrast(WHITE, BLACK) == pytest.approx(21)
    assert contrast(WHITE, WHITE) == 1
    assert contrast("#767676", WHITE) == pytest.approx(4.54, abs=0.005)


@given(colours)
def test_parts_stand_out(colour):
    """Whatever its colour, a part has an edge with a contrast of 3 to 1 or more with the page: its own where it can."""
    assert contrast(edge(colour), WHITE) >= 3
    assert (edge(colour) == colour) == (contrast(colour, WHITE) >= 3)


def of_size(size):
    """A scale of so many levels."""
    return Scale([Level(f"l{n}", f"niveau {n}") for n in range(size)])


@pytest.mark.parametrize("size", SHADES)
def test_levels_go_from_light_to_dark(size):
    """Each level is darker than the one before it, by one ratio, and is read; so they are told apart in grey too."""
    colours = colours_of(of_size(size), {})
    steps = [contrast(light, dark) for light, dark in pairwise(colours)]
    assert (len(colours), len(set(colours))) == (size, size)
    assert steps == pytest.approx([contrast(colours[0], colours[-1]) ** (1 / (size - 1))] * (size - 1), rel=0.2)
    assert [contrast(colour, WHITE) for colour in colours] == sorted(contrast(colour, WHITE) for colour in colours)


def test_more_levels_than_colours():
    """They run from the lightest to the darkest, and neighbours may share one."""
    colours = colours_of(of_size(12), {})
    assert (colours[0], colours[-1], list(dict.fromkeys(colours))) == (SHADES[7][0], SHADES[7][-1], [*SHADES[7]])


def test_a_framework_gives_colours():
    """By level id; the others keep theirs."""
    assert colours_of(DEFAULT_SCALE, {"in-ontwikkeling": LevelStyle(colour="#ABCDEF"), "x": LevelStyle()}) == (
        SHADES[3][0], "#abcdef", SHADES[3][2],
    )  # fmt: skip


@pytest.mark.parametrize("colour", ["green", "#fff", "#12345g", "#123456; x", "", "#123456\n"])
def test_what_is_no_colour(colour):
    """What is no colour is left out, so that nothing else comes into a page by it."""
    assert colours_of(DEFAULT_SCALE, {"gerealiseerd": LevelStyle(colour=colour)}) == SHADES[3]


@given(st.lists(colours, min_size=3, max_size=3))
@settings(max_examples=5, deadline=None)
def test_words_can_be_read_on_their_part(chosen):
    """Whatever the colours of the levels, the words on a part have a contrast of 4.5 to 1 or more with it."""
    scale = Scale([Level(level, level, "x") for level in DEFAULT_SCALE.ids])
    styles = {level: LevelStyle(colour=colour) for level, colour in zip(DEFAULT_SCALE.ids, chosen, strict=True)}
    chart = spread_chart("x", rows_of(dict.fromkeys(KEYS, 9)), scale, ROUNDS, styles=styles, legend=False)
    ((*parts,),) = boxes(chart, 1)
    words = [text for text in parsed(chart).iter(f"{{{NAMESPACE}}}text") if text.get("text-anchor") == "middle"]
    assert [text.text for text in words] == ["x 9", "x 9", "x 9", "? 9", "· 9", "– 9", "○ 9"]
    for text, (_, _, colour) in zip(words, parts, strict=True):
        assert contrast(text.get("fill"), colour) >= 4.5


@pytest.mark.parametrize("name", HOSTILE, ids=range(len(HOSTILE)))
def test_hostile_names(name):
    """Whatever a title, label or symbol holds stands there as text: no other elements or attributes come of it."""
    scale = Scale([Level("a", name, name[:3]), Level("b", name, name)])
    rows = [
        {"round": "r", "status": "scored", "outcome": level, "count": 5, "n": 10, "rounded": 50, "rule": name}
        | {"counted": "region"}
        for level in "ab"
    ]
    chart = spread_chart(name, rows, scale, Rounds([Round("r", dt.date(2020, 1, 1), name)]))
    root = parsed(chart)
    local = [element.tag.removeprefix(f"{{{NAMESPACE}}}") for element in root.iter()]
    assert (local[:3], set(local[3:])) == (["svg", "title", "desc"], {"path", "text"})
    assert {attribute for element in root.iter() for attribute in element.attrib} <= {
        "viewBox", "width", "class", "role", "font-family", "d", "fill", "stroke", "stroke-width", "transform",
        "text-anchor", "font-size",
    }  # fmt: skip
    shown = "".join(each if each.isprintable() or each in "\u202e\u200d" else "\ufffd" for each in name)
    shown = shown.replace("\u202e", " ")
    assert root[0].text == " ".join(shown.split())
    assert chart.title == name


SCRIPT = """
import datetime as dt, sys
from napd import DEFAULT_SCALE
from napd.model.rounds import Round, Rounds
from napd_report.charts import spread_chart
assert not {"vl_convert", "jinja2", "pandas", "typer"} & set(sys.modules)
rows = [{"round": "r0", "status": "scored", "outcome": level, "count": place + 3, "n": 12, "rounded": 5, "rule": "é",
         "counted": "region"} for place, level in enumerate(DEFAULT_SCALE.ids)]
chart = spread_chart("Titel", rows, DEFAULT_SCALE, Rounds([Round("r0", dt.date(2020, 1, 1), "één")]))
sys.stdout.buffer.write(chart.svg.encode())
"""


def test_equal_input_gives_equal_bytes():
    """Two processes draw the same, byte for byte; and the library of charts is loaded only by the first chart."""
    command = [sys.executable, "-c", SCRIPT]
    one, other = (
        subprocess.run(command, env=os.environ | {"PYTHONHASHSEED": seed}, check=True, capture_output=True).stdout
        for seed in "12"
    )
    assert one == other
    assert one.startswith(b"<svg ")


def test_without_the_library(monkeypatch):
    """Without the library of charts, napd says how to get it."""
    monkeypatch.setitem(sys.modules, "vl_convert", None)
    with pytest.raises(NapdError, match=r'^napd report needs more: pip install "napd\[report\]"$'):
        spread_chart("x", rows_of({LEVELS[0]: 1}), DEFAULT_SCALE, ROUNDS)


@pytest.mark.unmeasured
@pytest.mark.parametrize("kind", ["indicator", "theme", "action_line"])
def test_the_rows_of_a_summary(request, kind):
    """The rows of a summary are taken as they are, for each kind of subject; each bar holds all that there are."""
    result = score(request.config.rootpath / NATIONAL)
    rows = [row for row in summary(result).to_dict() if row["kind"] == kind]
    one = [row for row in rows if row[kind] == rows[0][kind]]
    chart = spread_chart("x", one, DEFAULT_SCALE, result.framework.rounds)
    totals = [sum(int(cell.split()[0]) for cell in row[1:-1]) for row in chart.rows]
    rounds = sorted({row["round"] for row in one})
    assert totals == [sum(row["count"] for row in one if row["round"] == name) for name in rounds]
    assert "FICTIEF" in chart.description
