"""The files of a chart: a picture that stands alone, a table that travels alone, both the same at every time."""

from __future__ import annotations

import csv
import io
import os
import re
import subprocess
import sys
from itertools import pairwise

import pytest
from charted import KEYS, LEVELS, ROUNDS, RULE, SVG, TELL, chart_of, parsed, rows_of

from napd import DEFAULT_SCALE
from napd_report.badges import Badges
from napd_report.charts import spread_chart
from napd_report.picture import MADE, picture, table


def test_a_picture_stands_alone():
    """It has its title, every round with its number of regions, what each sign means, n, source and date."""
    chart = chart_of({LEVELS[0]: 20, LEVELS[1]: 10, ("absent", None): 2}, {LEVELS[2]: 32}, FICTIEF="FICTIEF")
    text = picture(chart, "Dashboard", TELL, "regio's")
    assert text.startswith(MADE)
    said = [each.text for each in parsed(text).iter(f"{SVG}text")]
    assert said[:2] == ["De antwoorden zijn FICTIEF.", "Titel"]
    assert said[2:4] == ["ronde 1", "32 van 32 regio's vulden in"]
    assert said[5:7] == ["ronde 0", "30 van 32 regio's vulden in"]
    assert said[-6:] == [
        "✓ gerealiseerd", "◐ in ontwikkeling", "✕ nog niet op gang", "? nog niet bekend",
        f"n telt {RULE}.", "Bron: Dashboard, met napd. Peildatum: 2021-01-01.",
    ]  # fmt: skip
    assert not re.search(r"https?://(?!www\.w3\.org/2000/svg)", text)
    used = set(re.findall(r"url\(#([^)]*)\)", text))
    assert used <= {each.get("id") for each in parsed(text).iter(f"{SVG}pattern")}


def test_nothing_in_a_picture_overlaps():
    """What it holds stands below each other, and within it."""
    root = parsed(picture(chart_of(*[dict.fromkeys(KEYS, 4)] * 4, title="lang " * 60), "x " * 200, TELL, "regio's"))
    blocks = [each for each in root if each.tag == f"{SVG}svg"]
    ends = [(float(each.get("y")), float(each.get("y")) + float(each.get("height"))) for each in blocks]
    assert all(one[1] <= other[0] + 0.01 for one, other in pairwise(ends))
    assert ends[-1][1] <= float(root.get("height"))


def test_a_picture_of_what_is_real():
    """It does not say that it is fictional."""
    assert "FICTIEF" not in picture(chart_of({LEVELS[0]: 1}), "x", TELL, "regio's")


@pytest.mark.parametrize("mark", [{}, {"FICTIEF": "FICTIEF"}])
def test_the_table_of_a_chart_travels_alone(mark):
    """Each row has the round and its date, n with its rule, and the source; no cell runs in a spreadsheet."""
    chart = chart_of({LEVELS[0]: 20, LEVELS[1]: 10}, {LEVELS[2]: 32}, title="=1+1", **mark)
    lines = list(csv.reader(io.StringIO(table(chart, "Dashboard", TELL).decode())))
    assert lines[0] == [
        "indicator", "ronde", "peildatum", "uitkomst", "aantal", "hooguit", "n", "n telt", "bron", *mark,
    ]  # fmt: skip
    assert lines[1] == [
        "'=1+1", "ronde 1", "2021-01-01", "gerealiseerd", "32", "60", "32", RULE, "Dashboard", *mark,
    ]  # fmt: skip
    assert len(lines) == 1 + 2 * 3
    assert sum(int(line[4]) for line in lines[1:]) == 62


def test_what_is_not_a_bound():
    """Of a status that is about what is known, there is no number that it can be at most."""
    rows = [row | ({"most": None} if row["status"] == "absent" else {}) for row in rows_of({("absent", None): 3})]
    chart = spread_chart("x", rows, Badges(DEFAULT_SCALE, 0, "nl", {}), ROUNDS, "nl")
    (line,) = [each for each in csv.reader(io.StringIO(table(chart, "x", TELL).decode())) if "niets ontvangen" in each]
    assert line[5] == ""


SCRIPT = """
import datetime as dt, sys
from napd import DEFAULT_SCALE
from napd.model.rounds import Round, Rounds
from napd.texts import texts
from napd_report.badges import Badges
from napd_report.charts import spread_chart
from napd_report.picture import picture
assert not {"jinja2", "pandas", "typer"} & set(sys.modules)
rows = [{"round": "r0", "status": "scored", "outcome": level, "count": place + 3, "n": 12, "rounded": 5, "rule": "é",
         "counted": "region"} for place, level in enumerate(DEFAULT_SCALE.ids)]
rounds = Rounds([Round("r0", dt.date(2020, 1, 1), "één")])
chart = spread_chart("Titel", rows, Badges(DEFAULT_SCALE, 0, "nl", {}), rounds, "nl")
sys.stdout.buffer.write((chart.now.svg + picture(chart, "x", texts("nl", "napd_report"), "x")).encode())
"""


def test_equal_input_gives_equal_bytes():
    """Two processes draw the same, byte for byte, and load nothing that draws."""
    command = [sys.executable, "-c", SCRIPT]
    one, other = (
        subprocess.run(command, env=os.environ | {"PYTHONHASHSEED": seed}, check=True, capture_output=True).stdout
        for seed in "12"
    )
    assert one == other
    assert one.startswith(b"<svg ")
