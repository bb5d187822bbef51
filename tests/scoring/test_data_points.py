"""Data points: the same numbers as in the tables, with their status."""

from __future__ import annotations

import pyarrow as pa
from hypothesis import given
from hypothesis import strategies as st

from napd import Format, Framework, Indicator, Rule, Share, YesNo, score
from napd.framework.kinds import Offer
from napd.framework.plugins import Plugin
from napd.scoring.publication import TableSelection
from napd.scoring.receipt import UNANSWERED
from napd.tables.lazy import LazyTables

klaar = YesNo("klaar", "Is het klaar?")
mee = YesNo("mee", "Doet de gemeente mee?", required=False, rollup=Share(("ja",)))
EEN = Indicator(
    id="een",
    title="Een",
    since="2023-12-01",
    questions=[klaar, mee],
    rules=[Rule("gerealiseerd", klaar, because="Het is klaar."), Rule("niet-op-gang", because="Het is niet klaar.")],
)
OFFER = Offer(Plugin("lijst", "napd-lijst", "1.0", None, group="napd.formats"), Format(print, "x"))
MEMBERS = ("GM0376", "GM0402", "GM0406", "GM0417", "GM1696", "GM0317", "GM1942")


def chosen(answers, *, publish=False):
    """The tables of some answers: area, question, value."""
    rows = [
        {
            "round": "2025-12",
            "area": area,
            "indicator": "een",
            "question": question,
            "value": value,
            "status": "afgestemd",
        }
        for area, question, value in answers
    ]
    made = score(pa.Table.from_pylist(rows), Framework(indicators=[EEN], publish=publish))
    return made, TableSelection.of(OFFER, made.tables, ("scores", "rollups", "problems"))


def test_variables():
    """Each indicator with its labels, and each value of regions with its unit."""
    _, tables = chosen([("MO0402", "klaar", "ja")])
    level, share = tables.variables()
    assert (level.id, level.labels, level.unit) == ("een", ("nog niet op gang", "in ontwikkeling", "gerealiseerd"), "")
    assert (share.id, share.title, share.labels, share.unit) == ("een.mee", "Doet de gemeente mee?", (), "%")


ANSWERS = st.lists(st.sampled_from(["", "ja", "nee"]), min_size=len(MEMBERS), max_size=len(MEMBERS))


@given(st.sampled_from(["", "ja", "nee"]), ANSWERS, st.booleans())
def test_each_number_of_the_tables(own, members, publish):
    """Every score and every value of regions is one data point; a range has no value, and a share has its n."""
    given_ = [("MO0402", "klaar", own), *((area, "mee", value) for area, value in zip(MEMBERS, members, strict=True))]
    made, tables = chosen([each for each in given_ if each[2]] or [("MO0402", "klaar", "ja")], publish=publish)
    found = list(tables.data_points())
    scores, rollups = made.scores.to_pylist(), made.tables["rollups"].to_pylist()
    assert [one.variable for one in found] == ["een"] * len(scores) + ["een.mee"] * len(rollups)
    for one, row in zip(found, scores, strict=False):
        assert one.value == (EEN.scale.ids.index(row["level"]) + 1 if row["level"] else None)
        assert (one.status in "AP") == (row["status"] == "scored") == (one.value is not None)
        assert one.status != ("P" if publish else "A")
    for one, row in zip(found[len(scores) :], rollups, strict=True):
        assert (one.low, one.high, one.n) == (row["low"], row["high"], row["members"])
        assert one.value == (one.low if one.low == one.high else None)
        assert (one.value is None) == (one.status == "O")
    assert {(one.period, one.area, one.perspective, one.confidentiality) for one in found} == {
        ("2025-12", "MO0402", "gemeente", "F")
    }


def figures():
    """A table with figures, which knows no framework: one is shown, and one is hidden."""
    rows = {
        "measure": ["dakloos", "dakloos"], "title": ["Dakloze mensen"] * 2, "population": ["mensen"] * 2,
        "unit": ["personen"] * 2, "area": ["GM0402", "GM0376"], "parts": ["", "leeftijd=jong|geslacht=vrouw"],
        "first_day": ["2025-01-01"] * 2, "last_day": ["2025-01-01", "2025-12-31"], "value": [25.0, 3.0],
        "low": [25.0, 0.0], "high": [25.0, 9.0], "n": [30, 8], "status": ["E", "Q"], "source": ["Telling"] * 2,
    }  # fmt: skip
    return LazyTables({"observations": lambda: pa.table(rows)}, {"answers": UNANSWERED, "plugins": []})


def test_figures():
    """A figure has its own period, status and n; what is hidden has no number at all."""
    tables = TableSelection.of(OFFER, figures(), ("observations",))
    shown, hidden = tables.data_points()
    assert (shown.variable, shown.period, shown.area, shown.perspective) == ("dakloos", "2025-01-01", "GM0402", "")
    assert (shown.value, shown.low, shown.high, shown.n, shown.status) == (25, 25, 25, 30, "E")
    assert (hidden.variable, hidden.period) == ("dakloos.leeftijd=jong.geslacht=vrouw", "2025-01-01/2025-12-31")
    assert (hidden.value, hidden.low, hidden.high, hidden.n) == (None, None, None, None)
    assert (hidden.status, hidden.confidentiality, shown.confidentiality) == ("Q", "C", "F")
    first, second = tables.variables()
    assert (first.title, first.unit, first.sources) == ("Dakloze mensen", "personen", ("Telling",))
    assert second.title == "Dakloze mensen (leeftijd=jong, geslacht=vrouw)"


def test_scores_without_a_framework():
    """What a level is called is then not known, so it is no number."""
    made, _ = chosen([("MO0402", "klaar", "ja")])
    bare = LazyTables({"scores": lambda: made.scores}, made.receipt)
    assert list(TableSelection.of(OFFER, bare, ("scores",)).data_points()) == []
